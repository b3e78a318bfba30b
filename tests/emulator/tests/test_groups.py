"""Security groups and their rules."""

import pytest
from support import Account, refused


def permission(low: int = 80, high: int = 80, protocol: str = "tcp", cidr: str = "10.0.0.0/8", **more) -> dict:
    return {
        "IpProtocol": protocol, "FromPort": low, "ToPort": high, "IpRanges": [{"CidrIp": cidr}],
    } | more  # fmt: skip


@pytest.fixture
def group(account: Account) -> str:
    return account.group(account.vpc())


@pytest.mark.parametrize("name", ["sg-web", "bad\ttab", "x" * 256, "ümlaut"])
def test_names(account: Account, name: str):
    with refused("InvalidParameterValue"):
        account.group(account.vpc(), name)


def test_reserved_and_taken_names(account: Account):
    vpc = account.vpc()
    with refused("InvalidGroup.Reserved"):
        account.group(vpc, "default")
    account.group(vpc, "web")
    with refused("InvalidGroup.Duplicate", f"The security group 'WEB' already exists for VPC '{vpc}'"):
        account.group(vpc, "WEB")
    account.group(account.vpc("10.1.0.0/16"), "web")


@pytest.mark.parametrize("text", ["", "semi-colon; and <angle>", "x" * 256])
def test_descriptions(account: Account, text: str):
    with refused("InvalidParameterValue", "description"):
        account.ec2.create_security_group(GroupName="web", Description=text, VpcId=account.vpc())


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (permission(443, 80), "TCP port range (443,80)"),
        (permission(0, 70000), "port range"),
        (permission(protocol="foo"), "Unknown protocol"),
        ({"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}, "Must specify both"),
        (permission(IpRanges=[{"CidrIp": "10.0.0.0/8", "Description": "<b>"}]), "rule description"),
    ],
)
def test_bad_rules(account: Account, group: str, rule: dict, text: str):
    for call in (account.ec2.authorize_security_group_ingress, account.ec2.authorize_security_group_egress):
        with refused("InvalidParameterValue", text):
            call(GroupId=group, IpPermissions=[rule])


def test_duplicates(account: Account, group: str):
    allow = account.ec2.authorize_security_group_ingress
    allow(GroupId=group, IpPermissions=[permission()])
    for again in (
        permission(),
        permission(protocol="6"),
        permission(cidr="10.1.2.3/8"),
        permission(IpRanges=[{"CidrIp": "10.0.0.0/8", "Description": "other words"}]),
    ):
        with refused("InvalidPermission.Duplicate", "already exists"):
            allow(GroupId=group, IpPermissions=[again])
    pair = {"IpRanges": [], "UserIdGroupPairs": [{"GroupId": group, "Description": "a"}]}
    allow(GroupId=group, IpPermissions=[permission() | pair])
    with refused("InvalidPermission.Duplicate"):
        allow(GroupId=group, IpPermissions=[permission() | pair | {"UserIdGroupPairs": [{"GroupId": group}]}])


def test_rule_shows_what_was_sent(account: Account, group: str):
    pair = {"IpRanges": [], "UserIdGroupPairs": [{"GroupId": group, "Description": "from itself"}]}
    tags = [{"ResourceType": "security-group-rule", "Tags": [{"Key": "a", "Value": "b"}]}]
    made = account.ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[permission(protocol="6") | pair], TagSpecifications=tags
    )["SecurityGroupRules"][0]
    shown = account.ec2.describe_security_group_rules(SecurityGroupRuleIds=[made["SecurityGroupRuleId"]])
    rule = shown["SecurityGroupRules"][0]
    assert (rule["IpProtocol"], rule["Description"]) == ("tcp", "from itself")
    assert rule["ReferencedGroupInfo"]["GroupId"] == group and rule["Tags"] == [{"Key": "a", "Value": "b"}]


def test_modify(account: Account, group: str):
    made = account.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission()])
    identity = made["SecurityGroupRules"][0]["SecurityGroupRuleId"]

    def modify(rule: str = identity, **changes):
        update = {"SecurityGroupRuleId": rule, "SecurityGroupRule": changes}
        return account.ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[update])

    with refused("InvalidParameterValue", "Invalid value 'null' for protocol"):
        modify(FromPort=80, ToPort=81, CidrIpv4="10.0.0.0/8")
    with refused("InvalidSecurityGroupRuleId.NotFound", "sgr-0a"):
        modify("sgr-0a", IpProtocol="tcp", FromPort=80, ToPort=81, CidrIpv4="10.0.0.0/8")
    modify(IpProtocol="tcp", FromPort=80, ToPort=81, CidrIpv4="10.9.8.7/8", Description="wider")
    rule = account.ec2.describe_security_group_rules(SecurityGroupRuleIds=[identity])["SecurityGroupRules"][0]
    assert (rule["ToPort"], rule["CidrIpv4"], rule["Description"]) == (81, "10.0.0.0/8", "wider")


def test_revoke(account: Account, group: str):
    with refused("InvalidPermission.NotFound"):
        account.ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=[permission()])
    made = account.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission()])
    ids = [made["SecurityGroupRules"][0]["SecurityGroupRuleId"]]
    account.ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=ids)
    with refused("InvalidSecurityGroupRuleId.NotFound"):
        account.ec2.describe_security_group_rules(SecurityGroupRuleIds=ids)
    with refused("InvalidSecurityGroupRuleId.NotFound"):
        account.ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=ids)


def test_group_named_by_another_stays(account: Account):
    vpc = account.vpc()
    one, two = account.group(vpc, "one"), account.group(vpc, "two")
    pair = {"IpRanges": [], "UserIdGroupPairs": [{"GroupId": one}]}
    account.ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=[permission() | pair])
    account.ec2.authorize_security_group_egress(GroupId=two, IpPermissions=[permission() | pair])
    with refused("DependencyViolation", f"resource {one} has a dependent object"):
        account.ec2.delete_security_group(GroupId=one)
    account.ec2.delete_security_group(GroupId=two)
    account.ec2.delete_security_group(GroupId=one)


def test_default_group_stays(account: Account):
    filters = [{"Name": "vpc-id", "Values": [account.vpc()]}]
    default = account.ec2.describe_security_groups(Filters=filters)["SecurityGroups"][0]["GroupId"]
    with refused("CannotDelete", "cannot be deleted by a user"):
        account.ec2.delete_security_group(GroupId=default)


def test_peer_in_another_vpc(account: Account, group: str):
    other = account.group(account.vpc("10.1.0.0/16"))
    pair = {"IpRanges": [], "UserIdGroupPairs": [{"GroupId": other}]}
    with refused("InvalidGroup.NotFound", "different networks"):
        account.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission() | pair])


def test_sixty_rules(account: Account, group: str):
    rules = [permission(port, port) for port in range(60)]
    account.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=rules)
    with refused("RulesPerSecurityGroupLimitExceeded"):
        account.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission(61, 61)])
