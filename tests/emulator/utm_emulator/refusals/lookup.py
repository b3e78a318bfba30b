"""Finds EC2 objects of an account by id, and what hangs on what."""

from collections.abc import Callable
from typing import Any


def subnet_of(call: Any, identity: str | None) -> Any:
    return next((zone[identity] for zone in call.ec2.subnets.values() if identity in zone), None)


def table_of(call: Any, identity: str) -> Any:
    return call.ec2.route_tables.get(identity)


def group_of(call: Any, identity: str) -> Any:
    return call.ec2.get_security_group_from_id(identity)


def address_of(call: Any, allocation: str | None) -> Any:
    return next((item for item in call.ec2.addresses if item.allocation_id == allocation), None)


def all_groups(call: Any) -> list[Any]:
    return [group for groups in call.ec2.groups.values() for group in groups.values()]


def rules_of(group: Any) -> list[Any]:
    return [*group.ingress_rules, *group.egress_rules]


def _rule(call: Any, identity: str) -> Any:
    return next((rule for group in all_groups(call) for rule in rules_of(group) if rule.id == identity), None)


def _living_nat(call: Any, identity: str) -> Any:
    nat = call.ec2.nat_gateways.get(identity)
    return nat if nat is not None and nat.state in ("pending", "available") else None


def _association(call: Any, identity: str) -> Any:
    tables = call.ec2.route_tables.values()
    return next((table for table in tables if identity in table.all_associations_ids), None)


def _vpc_block(call: Any, identity: str) -> Any:
    """A block that belongs to a VPC; moto keeps those that were taken away."""
    blocks = (vpc._cidr_block_association_set.get(identity) for vpc in call.ec2.vpcs.values())
    return next((each for each in blocks if each and each["cidr_block_state"]["state"] == "associated"), None)


def _subnet_block(call: Any, identity: str) -> Any:
    subnet = call.ec2.get_subnet_from_ipv6_association(identity)
    block = subnet and subnet.ipv6_cidr_block_associations[identity]
    return block if block and block["ipv6CidrBlockState"]["State"] == "associated" else None


FIND: dict[str, Callable[[Any, str], Any]] = {
    "vpc": lambda call, identity: call.ec2.vpcs.get(identity),
    "vpc block": _vpc_block,
    "subnet": subnet_of,
    "subnet block": _subnet_block,
    "egress-only gateway": lambda call, identity: call.ec2.egress_only_internet_gateways.get(identity),
    "internet gateway": lambda call, identity: call.ec2.internet_gateways.get(identity),
    "address": address_of,
    "nat gateway": lambda call, identity: call.ec2.nat_gateways.get(identity),
    "living nat gateway": _living_nat,
    "route table": table_of,
    "association": _association,
    "group": group_of,
    "group rule": _rule,
    "endpoint": lambda call, identity: call.ec2.vpc_end_points.get(identity),
    "interface": lambda call, identity: call.ec2.enis.get(identity),
}


def interfaces_in_subnet(call: Any, subnet: str) -> list[Any]:
    return [item for item in call.ec2.enis.values() if item.subnet.id == subnet]


def interfaces_in_vpc(call: Any, vpc: str) -> list[Any]:
    return [item for item in call.ec2.enis.values() if item.subnet.vpc_id == vpc]


def public_addresses_in(call: Any, vpc: str) -> list[Any]:
    return [item for item in call.ec2.addresses if item.eni is not None and item.eni.subnet.vpc_id == vpc]


def endpoints_in(call: Any, vpc: str) -> list[Any]:
    return [item for item in call.ec2.vpc_end_points.values() if item.vpc_id == vpc and item.state != "deleted"]


def vpc_has_more(call: Any, vpc: str) -> bool:
    """Anything in a VPC but what it brings along: its main table, default group and default ACL."""
    ec2 = call.ec2
    own_tables = [item for item in ec2.route_tables.values() if item.vpc_id == vpc and not item.main_association_id]
    own_groups = [item for item in all_groups(call) if item.vpc_id == vpc and item.name != "default"]
    own_acls = [
        item for item in ec2.network_acls.values() if item.vpc_id == vpc and str(item.default).lower() != "true"
    ]
    subnets = [item for zone in ec2.subnets.values() for item in zone.values() if item.vpc_id == vpc]
    gateways = [item for item in ec2.internet_gateways.values() if item.vpc is not None and item.vpc.id == vpc]
    gateways += [item for item in ec2.egress_only_internet_gateways.values() if item.vpc_id == vpc]
    parts = (own_tables, own_groups, own_acls, subnets, gateways, endpoints_in(call, vpc), interfaces_in_vpc(call, vpc))
    return any(parts)
