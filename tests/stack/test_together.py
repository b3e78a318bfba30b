"""A refresh of many resources: few calls, and each still sees what became of its own object."""

from collections import Counter
from math import ceil

import pytest

from tests.stack.parts import VPC, many, part
from tests.support.emulator import Account

SUBNETS, ROUTES, RULES = 70, 65, 65  # 200
TOGETHER = 20  # of a kind that are at most one call (Q6)


def described(account: Account) -> Counter:
    return Counter(each["operation"] for each in account.calls())


@pytest.mark.timeout(600)
def test_a_refresh_of_200_is_a_handful_of_calls_and_sees_each_drift(stack, account):
    account.clock(rate=100_000)
    net = stack(many(SUBNETS, ROUTES, RULES))
    net.up().must()
    state = net.resources()

    account.forget_calls()
    assert net.refresh().unchanged
    calls = described(account)
    assert calls["DescribeSubnets"] <= ceil(SUBNETS / TOGETHER), calls
    assert calls["DescribeSecurityGroupRules"] <= ceil(RULES / TOGETHER), calls
    assert calls["DescribeRouteTables"] - 1 <= ceil(ROUTES / TOGETHER), calls  # one is for the VPC's main table
    assert calls.total() <= 25, calls

    ec2 = account.client("ec2")
    ec2.create_tags(Resources=[state["subnet3"]["id"], state["subnet41"]["id"]], Tags=[{"Key": "Drift", "Value": "x"}])
    ec2.delete_subnet(SubnetId=state["subnet7"]["id"])
    ec2.delete_route(RouteTableId=state["table1"]["id"], DestinationCidrBlock="172.16.5.0/24")
    for name in ("rule2", "rule60"):
        rule = state[name]
        ec2.revoke_security_group_ingress(GroupId=rule["outputs"]["securityGroupId"], SecurityGroupRuleIds=[rule["id"]])
    account.forget_calls()
    net.refresh().must()
    after = net.resources()
    assert set(state) - set(after) == {"subnet7", "route5", "rule2", "rule60"}
    changed = {name for name in after if after[name]["outputs"] != state[name]["outputs"]}
    assert changed == {"subnet3", "subnet41"}
    assert described(account).total() <= 25 + 4 * 2, described(account)  # each one that is gone is looked for by its id

    account.fault(kind="throttle", every=3, times=None)
    assert net.refresh().unchanged
    account.delete("faults")


def test_a_refused_call_fails_the_refresh_and_loses_nothing(stack, account):
    subnets = {f"subnet{i}": part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock=f"10.0.{i}.0/24") for i in range(6)}
    net = stack({"resources": {"vpc": VPC} | subnets})
    net.up().must()
    account.fault(kind="refuse", service="ec2", operation="DescribeSubnets", times=None)
    refreshed = net.refresh()
    assert not refreshed.ok and "DescribeSubnets" in refreshed.text
    account.delete("faults")
    assert set(net.resources()) == {"vpc", *subnets}
    assert net.refresh().unchanged
