"""Mistakes are found in the preview: the error names resource and property and says what would be right; AWS sees
nothing of it."""

import json
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.stack.parts import VPC, part, policy, trust
from tests.support.emulator import REGION, Account
from tests.support.plugin import UNKNOWN, Plugin
from tests.support.pulumi import Stack

READS = ("Describe", "Get", "List")


@dataclass
class Mistake:
    """`main` is wrong: the error must name it, the property, and match `says`."""

    resource: dict
    property: str
    says: str
    beside: dict = field(default_factory=dict)
    by_host: bool = False  # Pulumi's YAML knows the schema and finds this one itself, in its own words


def subnet(block: str, **more) -> dict:
    return part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock=block, **more)


def rule(**properties) -> dict:
    return part("utm:vpc:SecurityGroupIngressRule", securityGroupId="sg-0123456789abcdef0", **properties)


def tcp(**properties) -> dict:
    return rule(**({"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIpv4": "10.0.0.0/8"} | properties))


def role(**properties) -> dict:
    return part("utm:iam:Role", **({"assumeRolePolicy": trust("ec2.amazonaws.com")} | properties))


ROLE = part("utm:iam:Role", assumeRolePolicy=trust("ec2.amazonaws.com"))
BAD_JSON = '{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}'

MISTAKES = {
    # CIDR blocks
    "no cidr": Mistake(part("utm:ec2:Vpc", cidrBlock="ten"), "cidrBlock", r"10\.0\.0\.0/16"),
    "prefix of 33": Mistake(part("utm:ec2:Vpc", cidrBlock="10.0.0.0/33"), "cidrBlock", r"32|16"),
    "vpc too large": Mistake(part("utm:ec2:Vpc", cidrBlock="10.0.0.0/8"), "cidrBlock", r"/?16.*/?28"),
    "vpc too small": Mistake(part("utm:ec2:Vpc", cidrBlock="10.0.0.0/29"), "cidrBlock", r"/?16.*/?28"),
    "subnet too small": Mistake(subnet("10.0.0.0/29"), "cidrBlock", r"/?16.*/?28", {"vpc": VPC}),
    "host bits": Mistake(part("utm:ec2:Vpc", cidrBlock="10.0.1.5/16"), "cidrBlock", r"10\.0\.0\.0/16"),
    "host bits of a rule": Mistake(tcp(cidrIpv4="10.0.0.1/8"), "cidrIpv4", r"10\.0\.0\.0/8"),
    "IPv6 for IPv4": Mistake(tcp(cidrIpv4="2001:db8::/32"), "cidrIpv4", r"IPv4|cidrIpv6"),
    # ports and protocols
    "port too high": Mistake(tcp(toPort=65536), "toPort", r"65535"),
    "port below zero": Mistake(tcp(fromPort=-2), "fromPort", r"(-1|0).*65535"),
    "from above to": Mistake(tcp(fromPort=444), "fromPort", r"444.*443"),
    "no ports": Mistake(rule(ipProtocol="tcp", cidrIpv4="10.0.0.0/8"), "fromPort", r"needs fromPort"),
    "ports of all": Mistake(tcp(ipProtocol="-1"), "fromPort", r"leave fromPort and toPort out"),
    "protocol": Mistake(tcp(ipProtocol="tpc"), "ipProtocol", r"tcp"),
    "two sources": Mistake(tcp(cidrIpv6="2001:db8::/32"), "cidrIpv[46]", r"one of|only one|exclude|both"),
    "no source": Mistake(rule(ipProtocol="tcp", fromPort=1, toPort=2), "cidrIpv4", r"one of|needed|referenced"),
    # properties
    "unknown property": Mistake(
        part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", enableDnsSuport=True),
        "enableDnsSuport",
        r"enableDnsSupport",
        by_host=True,
    ),
    "unknown in an object": Mistake(
        part("utm:s3:Bucket", versioning={"enable": True}), "versioning", r"enabled", by_host=True
    ),
    "wrong type": Mistake(
        part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", enableDnsSupport="perhaps"),
        "enableDnsSupport",
        r"true or false|boolean",
        by_host=True,
    ),
    "a list for a text": Mistake(
        part("utm:ec2:Vpc", cidrBlock=["10.0.0.0/16"]), "cidrBlock", r"text|string", by_host=True
    ),
    "a text for a map": Mistake(
        part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", tags="a"), "tags", r"map|object", by_host=True
    ),
    "missing": Mistake(
        part("utm:ec2:Subnet", cidrBlock="10.0.0.0/24"), "vpcId", r"[Mm]issing|required|needed", by_host=True
    ),
    "enum": Mistake(
        part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", instanceTenancy="dedicate"),
        "instanceTenancy",
        r"dedicated",
        by_host=True,
    ),
    "no number": Mistake(
        part("utm:cloudwatch:LogGroup", retentionInDays="week"), "retentionInDays", r"\b30\b", by_host=True
    ),
    "retention": Mistake(part("utm:cloudwatch:LogGroup", retentionInDays=8), "retentionInDays", r"\b7\b", by_host=True),
    "duration": Mistake(role(maxSessionDuration=60), "maxSessionDuration", r"3600"),
    # names
    "bucket in capitals": Mistake(part("utm:s3:Bucket", bucket="Bucket"), "bucket", r"small letters"),
    "bucket like an address": Mistake(part("utm:s3:Bucket", bucket="10.0.0.1"), "bucket", r"address"),
    "bucket too short": Mistake(part("utm:s3:Bucket", bucket="ab"), "bucket", r"\b3\b"),
    "role with a space": Mistake(role(name="a role"), "name", r"letters|characters|match"),
    "role too long": Mistake(role(name="r" * 65), "name", r"64"),
    "role path": Mistake(role(path="team"), "path", r"/"),
    "log group": Mistake(part("utm:cloudwatch:LogGroup", name="a b"), "name", r"letters|characters|match"),
    "group sg-": Mistake(part("utm:ec2:SecurityGroup", name="sg-web", vpcId="vpc-0123456789abcdef0"), "name", r"sg-"),
    "aws: tags": Mistake(part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", tags={"aws:x": "y"}), "tags", r"aws:"),
    # policies
    "bad JSON": Mistake(role(assumeRolePolicy=BAD_JSON), "assumeRolePolicy", r"line 3.*column 1[4-9]"),
    "no statement": Mistake(role(assumeRolePolicy='{"Version": "2012-10-17"}'), "assumeRolePolicy", r"Statement"),
    "effect": Mistake(
        part("utm:iam:RolePolicy", role="api", policy=policy("s3:GetObject").replace("Allow", "allow")),
        "policy",
        r"Allow",
    ),
    "no arn": Mistake(
        part("utm:iam:RolePolicyAttachment", role="api", policyArn="ReadOnlyAccess"), "policyArn", r"20 characters"
    ),
    # relations
    "a private NAT gateway": Mistake(
        part(
            "utm:ec2:NatGateway",
            subnetId="subnet-0123456789abcdef0",
            connectivityType="private",
            allocationId="eipalloc-1",
        ),
        "allocationId",
        r"leave allocationId out",
    ),
    "a public NAT gateway": Mistake(
        part("utm:ec2:NatGateway", subnetId="subnet-0123456789abcdef0"), "allocationId", r"utm:ec2:Eip"
    ),
    "a route to nowhere": Mistake(
        part("utm:ec2:Route", routeTableId="rtb-0123456789abcdef0", destinationCidrBlock="0.0.0.0/0"),
        "gatewayId",
        r"one of|needed",
    ),
    "a route from nowhere": Mistake(
        part("utm:ec2:Route", routeTableId="rtb-0123456789abcdef0", gatewayId="igw-0123456789abcdef0"),
        "destinationCidrBlock",
        r"one of|needed",
    ),
}


def touches_nothing(account: Account) -> None:
    assert [each for each in account.calls() if not each["operation"].startswith(READS)] == []
    assert account.leaks() == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_in_the_preview(stack, account, name):
    mistake = MISTAKES[name]
    subject = stack({"resources": mistake.beside | {"main": mistake.resource}})
    preview = subject.preview()
    assert not preview.ok, preview.text
    touches_nothing(account)
    if mistake.by_host:
        assert mistake.resource["type"] in preview.text and mistake.property in preview.text
        return
    assert f"{mistake.resource['type']} resource 'main'" in preview.errors
    assert re.search(rf"\b{mistake.property}\b", preview.errors), preview.errors
    assert re.search(mistake.says, preview.errors, re.S), preview.errors


def plain(value):
    """As the plugin gets it."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return UNKNOWN if isinstance(value, str) and value.startswith("${") else value


@pytest.fixture
def configured(account) -> Iterator[Plugin]:
    with Plugin(environment=account.environment()) as plugin:
        plugin.handshake()
        plugin.configure({})
        yield plugin


def test_the_plugin_names_the_property_and_what_would_be_right(configured, account):
    """All of them once more, in the plugin's own words."""
    for name, mistake in MISTAKES.items():
        failures = configured.check(mistake.resource["type"], "main", plain(mistake.resource["properties"])).failures
        found = [each for each in failures if re.search(rf"\b{mistake.property}\b", f"{each.property} {each.reason}")]
        assert found and any(re.search(mistake.says, each.reason, re.S) for each in found), (name, failures)
    touches_nothing(account)


def test_all_mistakes_of_a_resource_are_said_at_once(stack, account):
    wrong = role(name="r" * 65, maxSessionDuration=60, path="team")
    preview = stack({"resources": {"main": wrong}}).preview()
    assert all(each in preview.errors for each in ("property name", "property path", "property maxSessionDuration"))
    touches_nothing(account)


def test_an_unknown_type(stack, account):
    preview = stack({"resources": {"main": part("utm:ec2:Subnett", cidrBlock="10.0.0.0/24")}}).preview()
    assert not preview.ok and "utm:ec2:Subnett" in preview.text
    touches_nothing(account)


# ---- the provider --------------------------------------------------------------------------------------------------

ONLY_VPC = {"resources": {"main": VPC}}


def bare(stack, **options) -> Stack:
    """Without credentials and region, but for what a test gives."""
    subject = stack(ONLY_VPC, **options)
    for name in [name for name in subject.environment if name.startswith("AWS_") and name != "AWS_ENDPOINT_URL"]:
        del subject.environment[name]
    subject.environment["AWS_EC2_METADATA_DISABLED"] = "true"
    return subject


def fails_soon(subject: Stack, seconds: float = 8) -> str:
    since = time.monotonic()
    preview = subject.preview()
    lasted = time.monotonic() - since
    assert not preview.ok, preview.text
    assert lasted < seconds, f"{lasted:.1f} s\n{preview.text}"
    return preview.text


def test_no_credentials(stack, account):
    text = fails_soon(bare(stack, config={"region": REGION}))
    assert "AWS_ACCESS_KEY_ID" in text and "credentials" in text
    touches_nothing(account)


def test_half_of_the_credentials(stack, account):
    subject = bare(stack, config={"region": REGION})
    subject.environment["AWS_ACCESS_KEY_ID"] = account.id
    assert "AWS_SECRET_ACCESS_KEY" in fails_soon(subject)


def test_no_region(stack, account):
    subject = bare(stack)
    subject.environment |= {"AWS_ACCESS_KEY_ID": account.id, "AWS_SECRET_ACCESS_KEY": "test"}
    text = fails_soon(subject)
    assert "no AWS region" in text and "AWS_REGION" in text and "provider's `region`" in text
    touches_nothing(account)


def test_no_such_profile(stack, account):
    subject = bare(stack, config={"region": REGION, "profile": "nobody"})
    assert "nobody" in fails_soon(subject)


@pytest.mark.parametrize("option", ["allowedAccountIds", "forbiddenAccountIds"])
def test_the_wrong_account(stack, account, option):
    ids = ["111111111111"] if option.startswith("allowed") else [account.id]
    text = fails_soon(stack(ONLY_VPC, config={option: json.dumps(ids)}))
    assert option in text and account.id in text and "profile" in text
    touches_nothing(account)


def test_the_right_account(stack, account):
    stack(ONLY_VPC, config={"allowedAccountIds": json.dumps([account.id])}).preview().must()


def test_an_endpoint_nobody_listens_on(stack):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        subject = stack(ONLY_VPC, config={"endpoint": url})
        since = time.monotonic()
        up = subject.up()
        assert not up.ok and time.monotonic() - since < 10
        assert url in up.text and "nobody listens" in up.text


def test_an_unknown_service_among_the_endpoints(stack, account):
    subject = stack(ONLY_VPC, config={"endpoints": json.dumps({"ec3": account.url})})
    text = fails_soon(subject)
    assert '"ec3"' in text and all(name in text for name in ("ec2", "iam", "logs", "s3", "sts"))
    touches_nothing(account)


def test_an_unknown_option_of_the_provider(stack, account):
    text = fails_soon(stack(ONLY_VPC, config={"regoin": REGION}))
    assert "regoin" in text and "region" in text
    touches_nothing(account)


def test_wrong_keys_are_said_at_once(stack, account):
    subject = stack(ONLY_VPC)
    subject.environment["AWS_SECRET_ACCESS_KEY"] = "wrong"
    since = time.monotonic()
    up = subject.up()
    assert not up.ok and time.monotonic() - since < 10
    assert "AuthFailure" in up.errors and "validate the provided access credentials" in up.errors
    assert account.leaks() == []
