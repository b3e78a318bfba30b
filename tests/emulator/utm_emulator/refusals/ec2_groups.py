"""Security groups and their rules."""

import re
from typing import Any

from utm_emulator.refusals import CODES, Refusal
from utm_emulator.refusals.lookup import all_groups, group_of, rules_of

ALLOWED = re.compile(r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]*")
PROTOCOLS = {"tcp", "udp", "icmp", "icmpv6", "-1", "all"}
PORTS = {"tcp", "udp", "6", "17"}
MAX_TEXT = 255


def _odd(text: str) -> bool:
    return len(text) > MAX_TEXT or not ALLOWED.fullmatch(text)


def odd_name(call: Any) -> bool:
    return _odd(call.request.get("GroupName") or "")


def name_like_id(call: Any) -> bool:
    return (call.request.get("GroupName") or "").lower().startswith("sg-")


def reserved_name(call: Any) -> bool:
    return (call.request.get("GroupName") or "").lower() == "default"


def odd_description(call: Any) -> bool:
    text = call.request.get("Description") or ""
    return not text or _odd(text)


def name_taken(call: Any) -> Any:
    """Names are compared whatever their case."""
    vpc = call.request.get("VpcId") or getattr(call.ec2.get_default_vpc(), "id", None)
    name = (call.request.get("GroupName") or "").lower()
    taken = any(group.name.lower() == name for group in all_groups(call) if group.vpc_id == vpc)
    return taken and {"vpc": vpc}


def default_group(call: Any) -> Any:
    group = group_of(call, call.request.get("GroupId") or "")
    return group is not None and group.name == "default"


def group_in_use(call: Any) -> bool:
    identity = call.request.get("GroupId")
    named = any(
        rule.source_group.get("GroupId") == identity
        for group in all_groups(call)
        if group.id != identity
        for rule in rules_of(group)
    )
    worn = any(group.id == identity for interface in call.ec2.enis.values() for group in interface.group_set)
    return named or worn or any(identity in item.security_group_ids for item in call.ec2.vpc_end_points.values())


def _permissions(call: Any) -> list[dict[str, Any]]:
    """IpPermissions, and the one that the older members of the request make up."""
    permissions = list(call.request.get("IpPermissions") or [])
    if call.request.get("IpProtocol"):
        permissions.append({key: call.request.get(key) for key in ("IpProtocol", "FromPort", "ToPort")})
    for item in call.request.get("SecurityGroupRules") or []:
        permissions.append(item.get("SecurityGroupRule") or {})
    return permissions


def unknown_protocol(call: Any) -> Any:
    for item in _permissions(call):
        name = str(item.get("IpProtocol") or "-1").lower()
        if name not in PROTOCOLS and not (name.isdigit() and int(name) <= 255):
            return {"protocol": item["IpProtocol"]}
    return None


def _ported(call: Any) -> list[tuple[str, Any, Any]]:
    rows = [(str(item.get("IpProtocol")), item.get("FromPort"), item.get("ToPort")) for item in _permissions(call)]
    return [row for row in rows if row[0].lower() in PORTS]


def ports_missing(call: Any) -> bool:
    return any(low is None or high is None for _, low, high in _ported(call))


def ports_backwards(call: Any) -> Any:
    for name, low, high in _ported(call):
        if not 0 <= low <= high <= 65535:
            return {"protocol": {"6": "TCP", "17": "UDP"}.get(name, name.upper()), "low": low, "high": high}
    return None


def odd_rule_description(call: Any) -> bool:
    ranges = ("IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs")
    parts = [part for item in _permissions(call) for name in ranges for part in item.get(name) or []]
    parts += [item for item in _permissions(call) if "Description" in item]
    return any(_odd(part.get("Description") or "") for part in parts)


def peer_of_other_vpc(call: Any) -> bool:
    group = group_of(call, call.request.get("GroupId") or "")
    pairs = [pair for item in _permissions(call) for pair in item.get("UserIdGroupPairs") or []]
    peers = [group_of(call, pair.get("GroupId") or "") for pair in pairs]
    return group is not None and any(peer is not None and peer.vpc_id != group.vpc_id for peer in peers)


def modify_without_protocol(call: Any) -> bool:
    rules = call.request.get("SecurityGroupRules") or []
    return any(not (item.get("SecurityGroupRule") or {}).get("IpProtocol") for item in rules)


def modify_missing_rule(call: Any) -> Any:
    group = group_of(call, call.request["GroupId"])
    there = {rule.id for rule in rules_of(group)}
    for item in call.request.get("SecurityGroupRules") or []:
        if item["SecurityGroupRuleId"] not in there:
            return {"rule": item["SecurityGroupRuleId"]}
    return None


PEERS = ("CidrIpv4", "CidrIpv6", "PrefixListId", "ReferencedGroupId")


def _peers(call: Any) -> list[int]:
    rules = [item.get("SecurityGroupRule") or {} for item in call.request.get("SecurityGroupRules") or []]
    return [sum(bool(rule.get(peer)) for peer in PEERS) for rule in rules]


def two_peers(call: Any) -> bool:
    return any(count > 1 for count in _peers(call))


def no_peer(call: Any) -> bool:
    return any(count < 1 for count in _peers(call))


def unknown_peer(call: Any) -> Any:
    for item in call.request.get("SecurityGroupRules") or []:
        peer = (item.get("SecurityGroupRule") or {}).get("ReferencedGroupId")
        if peer and group_of(call, peer) is None:
            return {"peer": peer}
    return None


_KINDS = {"CidrIpv4": "IPv4 CIDR", "CidrIpv6": "IPv6 CIDR", "PrefixListId": "prefix list",
          "ReferencedGroupId": "security group reference"}  # fmt: skip


def other_kind_of_peer(call: Any) -> Any:
    """A rule for a network stays one: another kind of peer needs another rule."""
    group = group_of(call, call.request["GroupId"])
    for item in call.request.get("SecurityGroupRules") or []:
        rule = group.get_rule(item["SecurityGroupRuleId"])
        now = (rule.cidr_ipv4, rule.cidr_ipv6, rule.prefix_list_id, rule.source_group.get("GroupId"))
        old = next(kind for kind, value in zip(PEERS, now, strict=True) if value)
        new = next(kind for kind in PEERS if item["SecurityGroupRule"].get(kind))
        if old != new:
            return {"rule": rule.id, "new": new, "old": _KINDS[old]}
    return None


def revoke_missing_rule(call: Any) -> Any:
    group = group_of(call, call.request.get("GroupId") or "")
    rules = group.ingress_rules if call.operation.endswith("Ingress") else group.egress_rules
    there = {rule.id for rule in rules}
    return next(({"rule": item} for item in call.request.get("SecurityGroupRuleIds") or [] if item not in there), None)


_DESCRIPTIONS = "Valid descriptions are strings less than 256 characters from the following set: "
_SET = "a-zA-Z0-9. _-:/()#,@[]+=&;{{}}!$*"
_RULES = "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress ModifySecurityGroupRules"

# fmt: off
TABLE = [
    Refusal("ec2", "CreateSecurityGroup", name_like_id, "InvalidParameterValue",
            "Value ({GroupName}) for parameter GroupName is invalid. Group names may not be in the format sg-*.",
            "CreateSecurityGroup"),
    Refusal("ec2", "CreateSecurityGroup", reserved_name, "InvalidGroup.Reserved",
            "The security group name '{GroupName}' is reserved.", CODES),
    Refusal("ec2", "CreateSecurityGroup", odd_name, "InvalidParameterValue",
            "Invalid security group name. Valid names contain less than 256 characters from the following set: "
            + _SET, "CreateSecurityGroup"),
    Refusal("ec2", "CreateSecurityGroup", odd_description, "InvalidParameterValue",
            "Invalid security group description. " + _DESCRIPTIONS + _SET, "CreateSecurityGroup"),
    Refusal("ec2", "CreateSecurityGroup", name_taken, "InvalidGroup.Duplicate",
            "The security group '{GroupName}' already exists for VPC '{vpc}'", CODES),
    Refusal("ec2", "DeleteSecurityGroup", default_group, "CannotDelete",
            "the specified group: \"{GroupId}\" name: \"default\" cannot be deleted by a user", CODES),
    Refusal("ec2", "DeleteSecurityGroup", group_in_use, "DependencyViolation",
            "resource {GroupId} has a dependent object", CODES),
    Refusal("ec2", "ModifySecurityGroupRules", modify_without_protocol, "InvalidParameterValue",
            "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.",
            "recorded by a public test-suite"),
    Refusal("ec2", "ModifySecurityGroupRules", modify_missing_rule, "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID '{rule}' does not exist", CODES),
    Refusal("ec2", "ModifySecurityGroupRules", two_peers, "InvalidParameterCombination",
            "Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified",
            "recorded by a public test-suite"),
    Refusal("ec2", "ModifySecurityGroupRules", no_peer, "MissingParameter",
            "The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or referencedGroupId",
            "recorded by a public test-suite"),
    Refusal("ec2", "ModifySecurityGroupRules", other_kind_of_peer, "InvalidParameterValue",
            "Invalid rule type for security group rule '{rule}'. You may not specify {new} for an existing {old} rule.",
            "recorded by a public test-suite"),
    Refusal("ec2", "ModifySecurityGroupRules", unknown_peer, "InvalidGroup.NotFound",
            "The security group '{peer}' does not exist", CODES),
    Refusal("ec2", "RevokeSecurityGroupIngress RevokeSecurityGroupEgress", revoke_missing_rule,
            "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '{rule}' does not exist", CODES),
    Refusal("ec2", _RULES, unknown_protocol, "InvalidParameterValue",
            "Invalid value '{protocol}' for IP protocol. Unknown protocol.", CODES),
    Refusal("ec2", "ModifySecurityGroupRules", ports_missing, "InvalidParameterValue",
            "Invalid value for portRange. Must specify both from and to ports with TCP/UDP.",
            "recorded by a public test-suite"),
    Refusal("ec2", _RULES, ports_missing, "InvalidParameterValue",
            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.", CODES),
    Refusal("ec2", _RULES, ports_backwards, "InvalidParameterValue",
            "Invalid {protocol} port range ({low},{high})", CODES),
    Refusal("ec2", _RULES, odd_rule_description, "InvalidParameterValue",
            "Invalid rule description. " + _DESCRIPTIONS + _SET, "IpRange"),
    Refusal("ec2", _RULES, peer_of_other_vpc, "InvalidGroup.NotFound",
            "You have specified two resources that belong to different networks.", CODES),
]
# fmt: on
