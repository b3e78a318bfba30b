"""More than one provider in a program, roles to assume, and what a change of the provider does."""

import json
from collections.abc import Iterator

import pytest

from tests.stack.parts import part
from tests.support.emulator import REGION, SECRET, Account, Emulator, fresh_account
from tests.support.pulumi import STACK
from tests.support.sts import ForwardProxy

FAR = "eu-west-1"
BLOCK = "10.0.0.0/16"
MARK = "mark-2f6e"


@pytest.fixture
def other(emulator: Emulator) -> Iterator[Account]:
    """A second account, with the rules of the first."""
    with fresh_account(emulator) as other:
        yield other


def own(account: Account, region: str = REGION, **more) -> dict:
    keys = {"accessKey": account.id, "secretKey": {"fn::secret": SECRET}}
    return part("pulumi:providers:utm", region=region, **keys, **more)


def vpc(provider: str, name: str) -> dict:
    return part("utm:ec2:Vpc", {"provider": f"${{{provider}}}"}, cidrBlock=BLOCK, tags={"Name": name})


def names(account: Account, region: str = REGION) -> set[str]:
    """Of the VPCs that are there."""
    found = account.client("ec2", region).describe_vpcs(Filters=[{"Name": "tag-key", "Values": ["Name"]}])["Vpcs"]
    return {tag["Value"] for each in found for tag in each["Tags"] if tag["Key"] == "Name"}


def everywhere(account: Account, other: Account) -> tuple[set[str], ...]:
    return tuple(names(each, region) for each in (account, other) for region in (REGION, FAR))


FOUR = ("here", "far", "theirs", "their far")


def four(account: Account, other: Account, **moved: str) -> dict:
    """Two accounts, two regions: a provider and a VPC for each. `moved` gives a VPC another provider."""
    providers = {
        "p-here": own(account),
        "p-far": own(account, FAR),
        "p-theirs": own(other),
        "p-their-far": own(other, FAR),
    }
    where = {name: f"p-{name.replace(' ', '-')}" for name in FOUR} | {
        key.replace("_", " "): p for key, p in moved.items()
    }
    return {"resources": providers | {name.replace(" ", "-"): vpc(where[name], name) for name in FOUR}}


def test_two_regions_and_two_accounts_in_one_program(stack, account, other):
    subject = stack(four(account, other))
    assert subject.preview().must().created == {"here", "far", "theirs", "their-far"}
    subject.up().must()
    assert everywhere(account, other) == ({"here"}, {"far"}, {"theirs"}, {"their far"})
    assert subject.up().unchanged
    assert subject.refresh().unchanged
    owners = {name: each["outputs"]["ownerId"] for name, each in subject.resources().items()}
    assert owners == {"here": account.id, "far": account.id, "theirs": other.id, "their-far": other.id}

    # from one provider to another: another region and another account are another object, as Pulumi replaces one
    subject.change(four(account, other, here="p-far", far="p-their-far"))
    preview = subject.preview().must()
    assert preview.plan == {"here": "replace", "far": "replace"}
    assert "p-here::" in preview.text and "p-far::" in preview.text
    assert subject.up().must().plan == preview.plan
    assert everywhere(account, other) == (set(), {"here"}, {"theirs"}, {"their far", "far"})
    assert subject.up().unchanged

    subject.destroy().must()
    assert everywhere(account, other) == (set(), set(), set(), set())
    assert account.leaks() == [] and other.leaks() == []


def test_from_one_provider_to_its_like_nothing_is_replaced(stack, account):
    providers = {"one": own(account), "two": own(account, maxRetries=3)}
    subject = stack({"resources": providers | {"main": vpc("one", "main")}})
    before = (subject.up().must(), subject.resources()["main"]["id"])[1]
    subject.change({"resources": providers | {"main": vpc("two", "main")}})
    assert subject.preview().unchanged
    assert subject.up().unchanged
    assert subject.resources()["main"]["id"] == before


def test_from_the_default_provider_to_one_of_another_account(stack, account, other):
    subject = stack({"resources": {"main": part("utm:ec2:Vpc", cidrBlock=BLOCK, tags={"Name": "main"})}})
    subject.up().must()
    subject.change({"resources": {"theirs": own(other), "main": vpc("theirs", "main")}})
    assert subject.up().must().plan == {"main": "replace"}
    assert names(account) == set() and names(other) == {"main"}
    subject.destroy().must()
    assert account.leaks() == [] and other.leaks() == []


def test_another_account_replaces_and_says_so(stack, account, other):
    subject = stack({"resources": {"own": own(account), "main": vpc("own", "main")}})
    subject.up().must()
    subject.change({"resources": {"own": own(other), "main": vpc("own", "main")}})
    preview = subject.preview().must()
    assert preview.plan == {"main": "replace"}
    said = f"another account ({other.id}, before: {account.id}): every resource of this provider is replaced"
    assert [each.strip() for each in preview.diagnostics("info")] == [said]
    assert "accessKey: [secret] => [secret]" in preview.text
    subject.up().must()
    assert names(account) == set() and names(other) == {"main"}
    subject.destroy().must()
    assert account.leaks() == [] and other.leaks() == []


def test_another_region_replaces_and_says_so(stack, account):
    subject = stack({"resources": {"main": part("utm:ec2:Vpc", cidrBlock=BLOCK, tags={"Name": "main"})}})
    subject.up().must()
    subject.set_config("region", FAR)
    preview = subject.preview().must()
    assert preview.plan == {"main": "replace"}
    said = f"another region ({FAR}, before: {REGION}): every resource of this provider is replaced"
    assert [each.strip() for each in preview.diagnostics("info")] == [said]
    assert said in preview.text
    subject.up().must()
    assert names(account) == set() and names(account, FAR) == {"main"}


def test_a_state_without_a_region_is_not_replaced(stack, account, tmp_path):
    """As an older version may have written it (K10)."""
    subject = stack({"resources": {"main": part("utm:ec2:Vpc", cidrBlock=BLOCK)}})
    subject.up().must()
    state = {"version": 3, "deployment": subject.export(secrets=False)}
    (provider,) = [each for each in state["deployment"]["resources"] if each["type"] == "pulumi:providers:utm"]
    assert provider["inputs"].pop("region") == provider["outputs"].pop("region") == REGION
    (tmp_path / "state.json").write_text(json.dumps(state))
    subject.command("stack", "import", "--stack", STACK, "--file", str(tmp_path / "state.json")).must()
    assert subject.preview().unchanged
    assert subject.up().unchanged


def test_how_aws_is_called_replaces_nothing(stack, account):
    subject = stack({"resources": {"own": own(account), "main": vpc("own", "main")}})
    subject.up().must()
    more = {"retryMode": "adaptive", "noProxy": "example.com", "skipMetadataApiCheck": True, "maxRetries": 4}
    subject.change({"resources": {"own": own(account, **more), "main": vpc("own", "main")}})
    preview = subject.preview().must()
    assert preview.unchanged and 'retryMode           : "adaptive"' in preview.text
    account.forget_calls()
    assert subject.up().unchanged
    assert account.calls() == [], "nothing selects another account: nobody is asked"


def test_a_role_of_another_account(stack, account, other):
    trust = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account.id}:root"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    iam = other.client("iam")
    role = iam.create_role(RoleName="deploy", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    assumed = own(account, assumeRoles=[{"roleArn": role, "sessionName": "ci", "duration": "15m"}])
    subject = stack({"resources": {"own": assumed, "main": vpc("own", "main")}})
    subject.up().must()
    assert names(account) == set() and names(other) == {"main"}
    subject.destroy().must()
    iam.delete_role(RoleName="deploy")
    assert account.leaks() == [] and other.leaks() == []


def test_a_proxys_password_and_a_token_are_nowhere_in_plain(stack, account):
    """In plain in the stack's configuration, as nobody should: not printed again, and secret in the state."""
    config = {"httpProxy": f"http://ann:{MARK}@proxy.test:1", "region": REGION}
    subject = stack({"resources": {"main": part("utm:ec2:Vpc", cidrBlock=BLOCK)}}, config=config)
    subject.up().must()  # the local AWS is on this machine: it is called directly
    assert MARK not in json.dumps(subject.export())
    assert subject.up().unchanged
    role = {"roleArn": "no role", "webIdentityToken": f"{MARK}-token"}
    for key, wrong in {
        "httpsProxy": f"http://ann:{MARK}@@proxy",
        "assumeRoleWithWebIdentity": json.dumps(role),
    }.items():
        subject.set_config(key, wrong)
        preview = subject.preview()
        assert not preview.ok and key in preview.text
        assert MARK not in preview.text, preview.text


def test_a_token_in_plain_becomes_a_secret_of_the_state(stack, account):
    identity = {"roleArn": "arn:aws:iam::111122223333:role/x", "webIdentityToken": f"{MARK}-token"}
    provider = part(
        "pulumi:providers:utm", region=REGION, assumeRoleWithWebIdentity=identity, skipCredentialsValidation=True
    )
    subject = stack({"resources": {"own": provider}})
    up = subject.up().must()
    assert MARK not in up.text
    assert MARK not in json.dumps(subject.export())
    assert MARK in json.dumps(subject.export(secrets=True))
    assert subject.up().unchanged


def test_a_stack_through_a_proxy(stack, account):
    """Nobody but the proxy knows the host."""
    host, _, port = account.url.removeprefix("http://").partition(":")
    with ForwardProxy({"aws.test": (host, int(port))}, user=f"ann:{MARK}") as proxy:
        config = {"endpoint": "http://aws.test", "httpProxy": proxy.url(f"ann:{MARK}")}
        subject = stack({"resources": {"main": part("utm:ec2:Vpc", cidrBlock=BLOCK)}}, config=config)
        for result in (subject.preview(), subject.up(), subject.refresh(), subject.destroy()):
            assert MARK not in result.must().text
        calls = [each for each in account.calls() if each["service"] == "ec2"]
        assert calls and len(proxy.passed) >= len(calls)
        subject.set_config("httpProxy", proxy.url("ann:wrong"))
        up = subject.up()
        assert not up.ok and "the proxy wants a user and a password" in up.errors and "wrong" not in up.text
    assert account.leaks() == []
