"""A resource's own tags, the provider's default tags, and those that are nobody's business (K05)."""

import json

import pytest

from tests.stack.parts import VPC, part, trust
from tests.support.emulator import Account
from tests.support.pulumi import Stack

SUBNET = part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock="10.0.0.0/24")
TAGGED = {
    "vpc": VPC,
    "subnet": SUBNET,
    "role": part("utm:iam:Role", assumeRolePolicy=trust("ec2.amazonaws.com")),
    "group": part("utm:cloudwatch:LogGroup"),
    "bucket": part("utm:s3:Bucket"),
    "firewall": part("utm:ec2:SecurityGroup", vpcId="${vpc.id}"),
    "rule": part(
        "utm:vpc:SecurityGroupEgressRule", securityGroupId="${firewall.id}", ipProtocol="-1", cidrIpv4="0.0.0.0/0"
    ),
}
UNTAGGED = {
    "attached": part(
        "utm:iam:RolePolicyAttachment", role="${role.name}", policyArn="arn:aws:iam::aws:policy/ReadOnlyAccess"
    )
}


def pairs(found: list[dict]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in found if tag["Key"] != "utm:create"}


def real_tags(account: Account, stack: Stack) -> dict[str, dict[str, str]]:
    state = stack.resources()
    ids = [state[name]["id"] for name in ("vpc", "subnet", "firewall", "rule")]
    described = account.client("ec2").describe_tags(Filters=[{"Name": "resource-id", "Values": ids}])["Tags"]
    tags = {
        name: pairs([tag for tag in described if tag["ResourceId"] == state[name]["id"]])
        for name in ("vpc", "subnet", "firewall", "rule")
    }
    tags["role"] = pairs(account.client("iam").list_role_tags(RoleName=state["role"]["id"])["Tags"])
    of_group = account.client("logs").list_tags_for_resource(resourceArn=state["group"]["outputs"]["arn"])["tags"]
    tags["group"] = {key: value for key, value in of_group.items() if key != "utm:create"}
    try:
        tags["bucket"] = pairs(account.client("s3").get_bucket_tagging(Bucket=state["bucket"]["id"])["TagSet"])
    except account.client("s3").exceptions.ClientError:
        tags["bucket"] = {}
    return tags


def defaults(stack: Stack, tags: dict[str, str] | None) -> None:
    stack.set_config("defaultTags", json.dumps({"tags": tags or {}}))


def test_default_tags_come_and_go_by_one_update_each(stack, account):
    subject = stack({"resources": TAGGED | UNTAGGED})
    subject.up().must()
    assert all(tags == {} for tags in real_tags(account, subject).values())
    for wanted in ({"Team": "utm"}, {"Team": "utm", "Stage": "test"}, {"Team": "other", "Stage": "test"}, {}):
        defaults(subject, wanted)
        preview = subject.preview().must()
        up = subject.up().must()
        assert preview.plan == up.plan == dict.fromkeys(TAGGED, "update"), (wanted, up.text)
        assert all(tags == wanted for tags in real_tags(account, subject).values()), real_tags(account, subject)
        state = subject.resources()
        assert all(state[name]["outputs"]["tagsAll"] == wanted for name in TAGGED)
        assert all(not state[name]["outputs"].get("tags") for name in TAGGED)
        assert subject.up().unchanged
        assert subject.refresh().unchanged
        assert subject.up().unchanged


def test_own_tags_win_over_default_ones(stack, account):
    own = {"Team": "mine", "Name": "one"}
    program = {
        "resources": {name: each | {"properties": each["properties"] | {"tags": own}} for name, each in TAGGED.items()}
    }
    subject = stack(program)
    defaults(subject, {"Team": "utm", "Stage": "test"})
    subject.up().must()
    assert all(
        tags == {"Team": "mine", "Name": "one", "Stage": "test"} for tags in real_tags(account, subject).values()
    )
    assert all(each["outputs"]["tags"] == own for each in subject.resources().values())
    assert subject.refresh().unchanged
    assert subject.up().unchanged
    subject.change({"resources": TAGGED})  # the own ones go, and the default one comes back
    up = subject.up().must()
    assert up.plan == dict.fromkeys(TAGGED, "update")
    assert all(tags == {"Team": "utm", "Stage": "test"} for tags in real_tags(account, subject).values())
    assert subject.up().unchanged


def test_tags_of_others_are_neither_shown_nor_taken_away(stack, account):
    subject = stack({"resources": TAGGED})
    subject.set_config("ignoreTags", json.dumps({"keys": ["Scanner"], "keyPrefixes": ["cost/"]}))
    subject.up().must()
    state = subject.resources()
    others = {"Scanner": "seen", "cost/center": "7"}
    as_list = [{"Key": key, "Value": value} for key, value in others.items()]
    ec2 = account.client("ec2")
    ec2.create_tags(Resources=[state[name]["id"] for name in ("vpc", "subnet", "firewall", "rule")], Tags=as_list)
    account.client("iam").tag_role(RoleName=state["role"]["id"], Tags=as_list)
    account.client("logs").tag_resource(resourceArn=state["group"]["outputs"]["arn"], tags=others)
    account.client("s3").put_bucket_tagging(Bucket=state["bucket"]["id"], Tagging={"TagSet": as_list})
    assert subject.refresh().unchanged
    assert subject.up().unchanged
    own = {"Name": "one"}
    for tags in (own, None):
        more = {"tags": tags} if tags else {}
        changed = {name: each | {"properties": each["properties"] | more} for name, each in TAGGED.items()}
        subject.change({"resources": changed})
        assert subject.up().must().plan == dict.fromkeys(TAGGED, "update")
        assert all(found == others | (tags or {}) for found in real_tags(account, subject).values())
        assert all(each["outputs"]["tagsAll"] == (tags or {}) for each in subject.resources().values())
    assert subject.up().unchanged


def test_a_foreign_tag_is_drift(stack, account):
    subject = stack({"resources": {"vpc": VPC}})
    subject.up().must()
    vpc = subject.resources()["vpc"]["id"]
    account.client("ec2").create_tags(Resources=[vpc], Tags=[{"Key": "Drift", "Value": "yes"}])
    subject.refresh().must()
    preview = subject.preview().must()
    assert preview.plan == {"vpc": "update"} and "tags.Drift" in preview.paths("vpc") or "tags" in preview.paths("vpc")
    subject.up().must()
    found = account.client("ec2").describe_tags(Filters=[{"Name": "resource-id", "Values": [vpc]}])["Tags"]
    assert pairs(found) == {}


@pytest.mark.parametrize("own", [{}, {"Name": "one"}], ids=["default tags only", "own tags too"])
def test_an_imported_subnet_with_default_tags_does_not_change(stack, account, own):
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24", AvailabilityZone="eu-central-1a")["Subnet"][
        "SubnetId"
    ]
    tags = [{"Key": key, "Value": value} for key, value in ({"Team": "utm"} | own).items()]
    ec2.create_tags(Resources=[subnet], Tags=tags)
    subject = stack({"resources": {}})
    defaults(subject, {"Team": "utm"})
    imported = subject.import_("utm:ec2:Subnet", "main", subnet).must()
    assert "Team" not in imported.text and ("Name: one" in imported.text) == bool(own)
    more = {"tags": own} if own else {}
    main = part("utm:ec2:Subnet", vpcId=vpc, cidrBlock="10.0.0.0/24", availabilityZone="eu-central-1a", **more)
    subject.change({"resources": {"main": main}})
    assert subject.preview().must().unchanged
    assert subject.up().unchanged
    assert subject.resources()["main"]["outputs"]["tagsAll"] == {"Team": "utm"} | own
    subject.destroy().must()
    ec2.delete_vpc(VpcId=vpc)


def test_the_most_tags_that_aws_takes_leave_room_for_ours(stack, account):
    """49 own tags and the one that identifies the create are AWS's 50."""
    tags = {f"key-{number}": "value" for number in range(49)}
    subject = stack({"resources": {"vpc": part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", tags=tags)}})
    subject.up().must()
    assert subject.refresh().unchanged
