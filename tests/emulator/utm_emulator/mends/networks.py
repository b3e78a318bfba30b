"""VPCs, subnets and interfaces: what goes along when they go, and networks in their canonical form.

Sources: CreateVpc ("we modify it to 100.68.0.0/18"), CreateRoute, IpRange; DeleteVpc.
"""

import ipaddress
from typing import Any

from localstack.utils.patch import patch

from utm_emulator.service import Call, Go, mend, prepare
from utm_emulator.states import walk

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


@mend("ec2", "DescribeEgressOnlyInternetGateways")
def gateways_by_tag(call: Call, go: Go) -> dict:
    """moto passes over all filters; AWS has those by tag."""
    wanted = {each["Name"].removeprefix("tag:"): each["Values"] for each in call.request.get("Filters") or []}
    answer = go()
    answer["EgressOnlyInternetGateways"] = [
        row
        for row in answer["EgressOnlyInternetGateways"]
        if all({tag["Key"]: tag["Value"] for tag in row.get("Tags", [])}.get(key) in wanted[key] for key in wanted)
    ]
    return answer


def install() -> None:
    from moto.ec2.models import vpcs
    from moto.ec2.models.elastic_ip_addresses import ElasticAddress
    from moto.ec2.models.subnets import SubnetBackend
    from moto.ec2.models.vpcs import VPCBackend

    drawn = vpcs.random_ipv6_cidr
    vpcs.random_ipv6_cidr = lambda: str(ipaddress.ip_network(drawn(), strict=False))  # moto writes leading zeros

    @patch(ElasticAddress.get_filter_value)
    def get_filter_value(fn, self, filter_name, method_name=None):
        """moto does not have the filter by border group (DescribeAddresses)."""
        return self.utm_border if filter_name == "network-border-group" else fn(self, filter_name, method_name)

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
def vpc_pending(call: Call, go: Go) -> dict:
    answer = go()
    made = call.ec2.vpcs[answer["Vpc"]["VpcId"]]
    walk(made, ("pending", call.account.knobs["vpc_pending"]), ("available", None))
    answer["Vpc"]["State"] = "pending"
    return answer


@mend("ec2", "CreateSubnet")
def plain_subnet(call: Call, go: Go) -> dict:
    """By zone id as by zone name; never a default subnet, which moto takes the first of a zone for."""
    zones = call.ec2.describe_availability_zones()
    wanted = call.request.get("AvailabilityZoneId")
    if not call.request.get("AvailabilityZone"):
        named = [zone.name for zone in zones if wanted in (None, zone.zone_id)]
        call.rewrite(AvailabilityZone=named[0], AvailabilityZoneId=None)
    answer = go()
    made = call.ec2.get_subnet(answer["Subnet"]["SubnetId"])
    made.default_for_az = made.map_public_ip_on_launch = False
    walk(made, ("pending", call.account.knobs["subnet_pending"]), ("available", None))
    answer["Subnet"] |= {"State": "pending", "DefaultForAz": False, "MapPublicIpOnLaunch": False}
    return answer


@mend("ec2", "DescribeAvailabilityZones")
def whole_zones(call: Call, go: Go) -> dict:
    answer = go()
    for zone in answer.get("AvailabilityZones", []):
        zone |= {"GroupName": f"{call.region}-zg-1", "NetworkBorderGroup": call.region}
        zone.setdefault("OptInStatus", "opt-in-not-required")
    return answer


@mend("ec2", "AllocateAddress")
def whole_address(call: Call, go: Go) -> dict:
    border = call.request.get("NetworkBorderGroup") or call.region
    answer = go() | {"PublicIpv4Pool": call.request.get("PublicIpv4Pool") or "amazon", "NetworkBorderGroup": border}
    address = next(item for item in call.ec2.addresses if item.allocation_id == answer["AllocationId"])
    address.utm_pool = answer["PublicIpv4Pool"]
    address.utm_border = border
    return answer


@mend("ec2", "DescribeAddresses")
def whole_addresses(call: Call, go: Go) -> dict:
    answer = go()
    made = {item.allocation_id: item for item in call.ec2.addresses}
    for row in answer.get("Addresses", []):
        address = made[row["AllocationId"]]
        row |= {"NetworkBorderGroup": address.utm_border, "PublicIpv4Pool": address.utm_pool}
        if not row.get("InstanceId"):
            row.pop("InstanceId", None)
    return answer
