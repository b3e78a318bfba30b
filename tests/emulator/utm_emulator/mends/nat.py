"""NAT gateways: pending, then available or failed; their interface and address; their end.

Sources: "Troubleshoot NAT gateways", the model's NatGateway.failureCode, "NAT gateways" (listed about an hour).
"""

from datetime import UTC, datetime
from typing import Any

from localstack.utils.patch import patch

from utm_emulator.accounts import ACCOUNTS, Account
from utm_emulator.service import Call, Go, mend
from utm_emulator.states import after, walk

_TEXTS = {
    "Gateway.NotAttached": "Network {vpc} has no Internet gateway attached",
    "Resource.AlreadyAssociated": "Elastic IP address [{allocation}] is already associated",
}


def install() -> None:
    from moto.ec2.models.nat_gateways import NatGatewayBackend
    from moto.ec2.utils import generic_filter, random_private_ip

    @patch(NatGatewayBackend.create_nat_gateway)
    def create_nat_gateway(fn, self, subnet_id, allocation_id, tags=None, connectivity_type="public"):
        account = ACCOUNTS.get(self.account_id)
        failure = _failure(self, account, subnet_id, allocation_id, connectivity_type)
        # without an association moto makes a gateway that holds no address, as a failing one does
        nat = fn(self, subnet_id, None if failure else allocation_id, tags, "private" if failure else connectivity_type)
        nat.connectivity_type = connectivity_type or "public"
        _dress_interface(nat, random_private_ip(self.get_subnet(subnet_id).cidr_block))
        pending = account.knobs["nat_pending"]
        walk(nat, ("pending", pending), ("failed" if failure else "available", None))
        if failure:
            nat.utm_failure = failure
            after(account, pending, lambda: _take_apart(self, nat))
            after(account, pending + account.knobs["nat_listed"], lambda: self.nat_gateways.pop(nat.id, None))
        return nat

    @patch(NatGatewayBackend.describe_nat_gateways)
    def describe_nat_gateways(fn, self, filters, nat_gateway_ids):
        """moto passes over filters that it does not know, by tag among them."""
        found = fn(self, filters, nat_gateway_ids)
        by_tag = {name: values for name, values in (filters or {}).items() if name.startswith("tag")}
        return generic_filter(by_tag, found)

    @patch(NatGatewayBackend.delete_nat_gateway)
    def delete_nat_gateway(_fn, self, nat_gateway_id):
        nat = self.nat_gateways[nat_gateway_id]
        if nat.state in ("pending", "available", "failed"):
            _start_end(self, nat, ACCOUNTS.get(self.account_id))
        return nat


def _failure(ec2: Any, account: Account, subnet: str, allocation: str | None, kind: str) -> tuple[str, str] | None:
    forced = account.knobs["nat_fail"]
    if forced:
        return forced["code"], forced.get("message", forced["code"])
    if kind == "private":
        return None
    vpc = ec2.get_subnet(subnet).vpc_id
    address = next((item for item in ec2.addresses if item.allocation_id == allocation), None)
    if not any(item.vpc and item.vpc.id == vpc for item in ec2.internet_gateways.values()):
        code = "Gateway.NotAttached"
    elif address is not None and address.association_id:
        code = "Resource.AlreadyAssociated"
    else:
        return None
    return code, _TEXTS[code].format(vpc=vpc, allocation=allocation)


def _dress_interface(nat: Any, private_ip: str) -> None:
    """As DescribeNetworkInterfaces shows it on AWS, with an address of the subnet (moto draws any)."""
    interface = nat._eni
    nat.private_ip = interface.private_ip_address = private_ip
    interface.private_ip_addresses = [{"Primary": True, "PrivateIpAddress": private_ip}]
    interface.interface_type = "nat_gateway"
    interface.description = f"Interface for NAT Gateway {nat.id}"
    interface.requester_managed = True
    interface.status = "in-use"
    interface._group_set = []
    for address in nat.address_set:
        address["privateIp"] = private_ip


def _start_end(ec2: Any, nat: Any, account: Account) -> None:
    seconds = account.knobs["nat_deleting"]
    nat.utm_deleted_at = datetime.now(UTC)
    walk(nat, ("deleting", seconds), ("deleted", None))
    after(account, seconds, lambda: _take_apart(ec2, nat))
    after(account, seconds + account.knobs["nat_listed"], lambda: ec2.nat_gateways.pop(nat.id, None))


def _take_apart(ec2: Any, nat: Any) -> None:
    """The interface goes, the address is free again and not released."""
    for address in ec2.addresses:
        if address.eni is nat._eni:
            address.eni = address.association_id = None
    ec2.enis.pop(nat._eni.id, None)


@mend("ec2", "CreateNatGateway")
def as_asked(call: Call, go: Go) -> dict:
    answer = go()
    made = call.ec2.nat_gateways[answer["NatGateway"]["NatGatewayId"]]
    if call.request.get("PrivateIpAddress"):
        _dress_interface(made, call.request["PrivateIpAddress"])
    answer["NatGateway"] |= {"State": "pending", "ConnectivityType": made.connectivity_type}
    answer["NatGateway"]["NatGatewayAddresses"][0] |= {"PrivateIp": made.private_ip, "IsPrimary": True}
    return answer | ({"ClientToken": call.request["ClientToken"]} if call.request.get("ClientToken") else {})


@mend("ec2", "DescribeNatGateways")
def with_ending(call: Call, go: Go) -> dict:
    answer = go()
    for row in answer.get("NatGateways", []):
        nat = call.ec2.nat_gateways[row["NatGatewayId"]]
        for address in row.get("NatGatewayAddresses", []):
            address["IsPrimary"] = True
        failure = getattr(nat, "utm_failure", None)
        if failure and row["State"] == "failed":
            row["FailureCode"], row["FailureMessage"] = failure
        if getattr(nat, "utm_deleted_at", None):
            row["DeleteTime"] = nat.utm_deleted_at
    return answer
