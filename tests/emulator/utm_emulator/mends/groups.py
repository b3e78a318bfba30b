"""Security group rules: descriptions whoever the peer is, duplicates however they are written, changes of any part.

Source: SecurityGroupRule, ModifySecurityGroupRules in the Amazon EC2 API reference.
"""

import inspect
from typing import Any

from localstack.utils.patch import patch

from utm_emulator.service import Call, Go, mend

NAMES = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}


def install() -> None:
    from moto.ec2.models.security_groups import SecurityGroupRule

    SecurityGroupRule.description = property(_description)

    parameters = inspect.signature(SecurityGroupRule.__init__)

    @patch(SecurityGroupRule.__init__)
    def __init__(fn, self, *args, **kwargs):
        """moto forgets the description of a prefix list."""
        fn(self, *args, **kwargs)
        listed = parameters.bind(self, *args, **kwargs).arguments.get("prefix_list_id") or {}
        self.utm_description = listed.get("Description")

    @patch(SecurityGroupRule.__eq__)
    def __eq__(_fn, self, other):
        """Two rules with another description are the same rule."""
        return isinstance(other, SecurityGroupRule) and _identity(self) == _identity(other)


def _description(rule: Any) -> str | None:
    return rule.ip_range.get("Description") or rule.source_group.get("Description") or rule.utm_description


def _identity(rule: Any) -> tuple:
    peers = (rule.cidr_ipv4, rule.cidr_ipv6, rule.prefix_list_id, rule.source_group.get("GroupId"))
    ports = () if rule.ip_protocol == "-1" else (rule.from_port, rule.to_port)
    return (rule.ip_protocol, ports, peers)


@mend("ec2", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress")
def all_ports(_call: Call, go: Go) -> dict:
    """A rule of all protocols has the ports -1, here as in DescribeSecurityGroupRules."""
    answer = go()
    for rule in answer.get("SecurityGroupRules", []):
        if rule["IpProtocol"] == "-1":
            rule |= {"FromPort": -1, "ToPort": -1}
    return answer


@mend("ec2", "ModifySecurityGroupRules")
def change(call: Call, _go: Go) -> dict:
    """The rule becomes what the request says; moto keeps its old peer."""
    group = call.ec2.get_security_group_from_id(call.request["GroupId"])
    for item in call.request["SecurityGroupRules"]:
        _become(group.get_rule(item["SecurityGroupRuleId"]), item["SecurityGroupRule"], call.account.id)
    return {"Return": True}


def _become(rule: Any, wanted: dict[str, Any], account: str) -> None:
    words = {"Description": wanted["Description"]} if wanted.get("Description") else {}
    rule.ip_protocol = NAMES.get(wanted["IpProtocol"].lower(), wanted["IpProtocol"].lower())
    rule.from_port = rule.to_port = None
    if rule.ip_protocol != "-1":
        rule.from_port, rule.to_port = wanted.get("FromPort"), wanted.get("ToPort")
    members = (("CidrIpv4", "CidrIp"), ("CidrIpv6", "CidrIpv6"))
    ranges = {ours: wanted[theirs] for theirs, ours in members if wanted.get(theirs)}
    rule.ip_range = ranges | words if ranges else {}
    peer = wanted.get("ReferencedGroupId")
    rule.source_group = {"GroupId": peer, "OwnerId": account, "UserId": account} | words if peer else {}
    rule.prefix_list_id = wanted.get("PrefixListId")
    rule.utm_description = wanted.get("Description")
