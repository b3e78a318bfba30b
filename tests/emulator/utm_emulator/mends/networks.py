"""VPCs, subnets and interfaces: what goes along when they go, and networks in their canonical form.

Sources: CreateVpc ("we modify it to 100.68.0.0/18"), CreateRoute, IpRange; DeleteVpc.
"""

import ipaddress
from typing import Any

from localstack.utils.patch import patch

from utm_emulator.service import Call, Go, mend, prepare

CIDRS = {"CidrBlock", "DestinationCidrBlock", "CidrIp", "CidrIpv4", "CidrIpv6", "DestinationIpv6CidrBlock"}


@prepare("ec2")
def canonical_networks(call: Call) -> None:
    """Host bits are cut off, before anything is compared."""
    if call.operation.startswith(("Create", "Replace", "Delete", "Authorize", "Revoke", "Modify")):
        whole = _canonical(call.request)
        if whole != call.request:
            call.rewrite(**whole)


def _canonical(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _canonical(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_canonical(item, name) for item in value]
    if name in CIDRS and isinstance(value, str) and "/" in value:
        try:
            return str(ipaddress.ip_network(value, strict=False))
        except ValueError:
            return value
    return value


def install() -> None:
    from moto.ec2.models.subnets import SubnetBackend
    from moto.ec2.models.vpcs import VPCBackend

    @patch(VPCBackend.delete_vpc)
    def delete_vpc(fn, self, vpc_id):
        """Its ACL and its flow logs go along; the main table and the default group do already."""
        vpc = fn(self, vpc_id)
        _forget(self.network_acls, lambda item: item.vpc_id == vpc_id)
        _forget(self.flow_logs, lambda item: item.resource_id == vpc_id)
        self.groups.pop(vpc_id, None)
        return vpc

    @patch(SubnetBackend.delete_subnet)
    def delete_subnet(fn, self, subnet_id):
        """Its route table association and its flow logs go along."""
        subnet = fn(self, subnet_id)
        for table in self.route_tables.values():
            table.associations = {key: other for key, other in table.associations.items() if other != subnet_id}
        _forget(self.flow_logs, lambda item: item.resource_id == subnet_id)
        return subnet


def _forget(objects: dict, gone: Any) -> None:
    for key in [key for key, item in objects.items() if gone(item)]:
        del objects[key]


@mend("ec2", "CreateVpc")
def vpc_pending(_call: Call, go: Go) -> dict:
    answer = go()
    answer["Vpc"]["State"] = "pending"
    return answer


@mend("ec2", "CreateSubnet")
def subnet_pending(_call: Call, go: Go) -> dict:
    answer = go()
    answer["Subnet"]["State"] = "pending"
    return answer
