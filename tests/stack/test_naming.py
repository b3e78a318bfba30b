"""Generated names: as the engine wants them, kept for the life of the resource, new for its replacement."""

import re

import pytest

from tests.stack.parts import VPC, part, trust
from tests.support.pulumi import Stack

TRUST = trust("ec2.amazonaws.com")
NAMED = {
    "role": part("utm:iam:Role", assumeRolePolicy=TRUST),
    "group": part("utm:cloudwatch:LogGroup"),
    "bucket": part("utm:s3:Bucket"),
    "firewall": part("utm:ec2:SecurityGroup", vpcId="${vpc.id}"),
    "inline": part(
        "utm:iam:RolePolicy",
        role="${role.name}",
        policy='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]}',
    ),
}
PROPERTY = {"role": "name", "group": "name", "bucket": "bucket", "firewall": "name", "inline": "name"}
PROGRAM = {"resources": {"vpc": VPC} | NAMED}


def names(stack: Stack) -> dict[str, str]:
    state = stack.resources()
    return {name: state[name]["outputs"][PROPERTY[name]] for name in NAMED}


def autonaming(stack: Stack, **how) -> None:
    stack.set_config("pulumi:autonaming", how)


def test_names_have_the_logical_name_and_a_random_end(stack):
    subject = stack(PROGRAM)
    subject.up().must()
    before = names(subject)
    for logical, name in before.items():
        assert re.fullmatch(rf"{logical}-[0-9a-f]{{7}}", name)
    assert subject.up().unchanged
    assert subject.refresh().unchanged
    changed = {"role": part("utm:iam:Role", assumeRolePolicy=TRUST, description="another")}
    subject.change({"resources": PROGRAM["resources"] | changed})
    assert subject.up().must().updated == {"role"}
    assert names(subject) == before


def test_long_and_odd_logical_names_are_made_to_fit(stack):
    long = "R" * 100
    subject = stack(
        {"resources": {long: part("utm:iam:Role", assumeRolePolicy=TRUST), f"{long}_b": part("utm:s3:Bucket")}}
    )
    subject.up().must()
    state = subject.resources()
    assert len(state[long]["id"]) == 64 and state[long]["id"].startswith("RRR")
    bucket = state[f"{long}_b"]["id"]
    assert re.fullmatch(r"r{55}-[0-9a-f]{7}", bucket) and len(bucket) == 63


def test_a_replacement_gets_a_name_of_its_own_and_comes_first(stack, account):
    subject = stack(PROGRAM)
    subject.up().must()
    before = names(subject)
    other = part("utm:iam:Role", assumeRolePolicy=TRUST, path="/team/")
    subject.change({"resources": PROGRAM["resources"] | {"role": other}})
    account.forget_calls()
    up = subject.up().must()
    assert {"role"} <= up.replaced
    after = names(subject)
    assert after["role"] != before["role"] and after["role"].startswith("role-")
    order = [each["operation"] for each in account.calls() if each["operation"] in ("CreateRole", "DeleteRole")]
    assert order == ["CreateRole", "DeleteRole"]
    assert after["group"] == before["group"]


def test_a_fixed_name_lets_the_old_one_go_first(stack, account):
    fixed = part("utm:iam:Role", name="fixed", assumeRolePolicy=TRUST)
    subject = stack({"resources": {"role": fixed}})
    subject.up().must()
    subject.change({"resources": {"role": part("utm:iam:Role", name="fixed", assumeRolePolicy=TRUST, path="/team/")}})
    account.forget_calls()
    assert subject.preview().must().replaced == {"role"}
    assert subject.up().must().replaced == {"role"}
    order = [each["operation"] for each in account.calls() if each["operation"] in ("CreateRole", "DeleteRole")]
    assert order == ["DeleteRole", "CreateRole"]
    assert account.client("iam").get_role(RoleName="fixed")["Role"]["Path"] == "/team/"


def test_from_a_generated_name_to_a_fixed_one_and_back(stack):
    subject = stack({"resources": {"role": part("utm:iam:Role", assumeRolePolicy=TRUST)}})
    subject.up().must()
    generated = subject.resources()["role"]["id"]
    subject.change({"resources": {"role": part("utm:iam:Role", name="fixed", assumeRolePolicy=TRUST)}})
    assert subject.up().must().replaced == {"role"}
    assert subject.resources()["role"]["id"] == "fixed"
    subject.change({"resources": {"role": part("utm:iam:Role", assumeRolePolicy=TRUST)}})
    assert subject.up().unchanged  # the name is kept, as every generated one
    assert subject.resources()["role"]["id"] == "fixed" != generated


def test_verbatim(stack):
    subject = stack({"resources": {"vpc": VPC, "role": NAMED["role"], "group": NAMED["group"]}})
    autonaming(subject, mode="verbatim")
    subject.up().must()
    state = subject.resources()
    assert state["role"]["id"] == "role" and state["group"]["id"] == "group"
    assert subject.up().unchanged


def test_a_pattern(stack):
    subject = stack({"resources": {"vpc": VPC, "role": NAMED["role"], "group": NAMED["group"]}})
    autonaming(subject, pattern="${project}-${name}-${hex(4)}")
    subject.up().must()
    state = subject.resources()
    before = {name: state[name]["id"] for name in ("role", "group")}
    assert all(re.fullmatch(rf"project-{name}-[0-9a-f]{{4}}", id_) for name, id_ in before.items())
    assert subject.up().unchanged
    assert subject.refresh().unchanged
    assert {name: subject.resources()[name]["id"] for name in before} == before


@pytest.mark.parametrize("name", sorted(set(NAMED) - {"inline", "firewall"}))
def test_disabled(stack, account, name):
    subject = stack({"resources": {"main": NAMED[name]}})
    autonaming(subject, mode="disabled")
    preview = subject.preview()
    assert not preview.ok and PROPERTY[name] in preview.errors, preview.text
    assert not [each for each in account.calls() if each["operation"].startswith("Create")]
    given = NAMED[name]["properties"] | {PROPERTY[name]: f"given-{account.id}"}
    subject.change({"resources": {"main": NAMED[name] | {"properties": given}}})
    subject.up().must()
    assert subject.resources()["main"]["id"] == f"given-{account.id}"
