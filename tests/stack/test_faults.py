"""AWS on a bad day: throttling, 5xx, things that fail or are late; and a refresh that loses nothing."""

import signal
import socket
from collections.abc import Callable

import pytest

from tests.stack import processes
from tests.stack.example import converges, ends_empty, example, holds
from tests.stack.parts import VPC, part, quick, trust
from tests.support.emulator import Account
from tests.support.pulumi import Result, Stack

SUBNET = part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock="10.0.0.0/24")
GATEWAY = part("utm:ec2:InternetGateway", vpcId="${vpc.id}")
ADDRESS = part("utm:ec2:Eip", {"dependsOn": ["${gateway}"]})


def nat(**options) -> dict:
    gateway = part("utm:ec2:NatGateway", options, subnetId="${subnet.id}", allocationId="${address.id}")
    return {
        "resources": {"vpc": VPC, "subnet": SUBNET, "gateway": GATEWAY, "address": ADDRESS, "nat": gateway},
    }


def count(account: Account, operation: str) -> int:
    return account.get("calls")["operations"].get(operation, {"count": 0})["count"]


# ---- throttled, broken ---------------------------------------------------------------------------------------------


def calls_of(account: Account, work: Callable[[], Result]) -> int:
    """How many it makes; it must work."""
    account.forget_calls()
    work().must()
    return len(account.calls())


def fired(account: Account) -> int:
    """How many calls the faults have hit. They end with this."""
    hit = sum(row["fired"] for row in account.get("faults")["faults"])
    account.delete("faults")
    return hit


def test_every_third_call_is_throttled(stack, account):
    """Q8: the same end, no failure, at most twice the calls."""
    net = example(stack, account)
    quiet_up, quiet_destroy = calls_of(account, net.up), calls_of(account, net.destroy)
    third = {"kind": "throttle", "every": 3, "times": None}
    account.fault(**third)
    up = calls_of(account, net.up)
    assert fired(account) == up // 3
    holds(net, account)
    account.fault(**third)
    assert net.refresh().unchanged
    assert fired(account) > 0
    account.fault(**third)
    destroy = calls_of(account, net.destroy)
    assert fired(account) == destroy // 3
    print(f"calls: up {up}, without throttling {quiet_up}; destroy {destroy}, without throttling {quiet_destroy}")
    assert up <= 2 * quiet_up and destroy <= 2 * quiet_destroy
    ends_empty(net, account)


BURSTS = {
    "500": {"kind": "server_error"},
    "503": {"kind": "server_error", "code": "ServiceUnavailable", "status": 503},
    "503 without a body": {"kind": "empty"},
}


def bursts(account: Account, row: dict) -> None:
    """Two, each of five calls, with some good ones before and between them."""
    for skip in (2, 40):
        account.fault(skip=skip, times=5, **row)


@pytest.mark.parametrize("burst", BURSTS)
def test_bursts_of(stack, account, burst):
    net = example(stack, account)
    bursts(account, BURSTS[burst])
    up = net.up()
    assert fired(account) == 10
    converges(net, account, up)
    bursts(account, BURSTS[burst])
    destroy = net.destroy()
    assert fired(account) == 10
    print(f"{burst}: exit status of the up {up.code}, of the destroy {destroy.code}")
    ends_empty(net, account, destroy)


# ---- what fails, and what is only late -----------------------------------------------------------------------------


def test_a_nat_gateway_that_fails_is_in_the_state_and_replaced(stack, account):
    quick(account)
    code, text = "Resource.AlreadyAssociated", "Elastic IP address [eipalloc-1] is already associated"
    account.knobs(nat_fail={"code": code, "message": text}, nat_listed=10**6)  # an hour is 6 s here
    net = stack(nat())
    up = net.up()
    assert not up.ok and code in up.errors and text in up.errors
    failed = net.resources()["nat"]
    assert failed["id"].startswith("nat-") and failed["initErrors"]
    refreshed = net.refresh()
    assert code in refreshed.text and net.resources()["nat"]["initErrors"]
    account.knobs(nat_fail=None)
    preview = net.preview().must()
    assert preview.replaced == {"nat"}
    again = net.up().must()
    assert again.replaced == {"nat"} and net.resources()["nat"]["id"] != failed["id"]
    assert net.up().unchanged
    net.destroy().must()
    assert account.leaks() == []


def test_a_time_limit_leaves_a_pending_object_in_the_state(stack, account):
    account.knobs(nat_pending=100000)
    limited = nat(customTimeouts={"create": "1s"})
    net = stack(limited)
    up = net.up()
    assert not up.ok and "NAT gateway" in up.errors
    pending = net.resources()["nat"]
    assert pending["id"].startswith("nat-") and pending["initErrors"]
    account.clock(advance=200000)
    again = net.up().must()
    assert again.updated == {"nat"} and not again.replaced
    assert net.resources()["nat"]["id"] == pending["id"] and not net.resources()["nat"].get("initErrors")
    assert count(account, "ec2.CreateNatGateway") == 1
    quick(account)


def test_a_refused_update_is_planned_again(stack, account):
    """What was wished must not be taken for what is (pulumi/pulumi #21458)."""
    role = {"assumeRolePolicy": trust("ec2.amazonaws.com"), "description": "first"}
    subject = stack({"resources": {"main": part("utm:iam:Role", **role), "vpc": VPC}})
    subject.up().must()
    changed = {
        "main": part("utm:iam:Role", **(role | {"description": "second"})),
        "vpc": part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", enableDnsHostnames=True),
    }
    subject.change({"resources": changed})
    first = subject.preview().must()
    account.fault(
        kind="refuse", service="iam", operation="UpdateRole", code="ValidationError", message="no", status=400
    )
    account.fault(
        kind="refuse",
        service="ec2",
        operation="ModifyVpcAttribute",
        code="InvalidParameterValue",
        message="no",
        status=400,
    )
    up = subject.up()
    assert not up.ok and "ValidationError" in up.text
    assert subject.resources()["main"]["outputs"]["description"] == "first"
    second = subject.preview().must()
    assert second.plan == first.plan == {"main": "update", "vpc": "update"}
    assert second.paths("main") == first.paths("main") and second.paths("vpc") == first.paths("vpc")
    subject.up().must()
    found = account.client("iam").get_role(RoleName=subject.resources()["main"]["id"])["Role"]
    assert found["Description"] == "second"
    assert subject.up().unchanged


# ---- refresh -------------------------------------------------------------------------------------------------------

REFRESHED = {
    "vpc": VPC,
    "table": part("utm:ec2:RouteTable", vpcId="${vpc.id}"),
    "gateway": GATEWAY,
    "route": part(
        "utm:ec2:Route", routeTableId="${table.id}", destinationCidrBlock="0.0.0.0/0", gatewayId="${gateway.id}"
    ),
    "role": part("utm:iam:Role", assumeRolePolicy=trust("ec2.amazonaws.com")),
    "attached": part(
        "utm:iam:RolePolicyAttachment", role="${role.name}", policyArn="arn:aws:iam::aws:policy/ReadOnlyAccess"
    ),
    "group": part("utm:cloudwatch:LogGroup"),
    "bucket": part("utm:s3:Bucket"),
}
BAD_DAYS = {
    "access denied": {"kind": "refuse"},
    "expired": {"kind": "refuse", "code": "ExpiredToken", "message": "The security token is expired", "status": 403},
    "5xx": {"kind": "server_error"},
    "unparseable": {"kind": "refuse", "code": "", "message": "<<<", "status": 400},
    "closed": {"kind": "close"},
    "half": {"kind": "half"},
}


def state_of(stack: Stack) -> dict:
    """Without the times at which the engine has looked."""
    return {
        name: {key: each.get(key) for key in ("id", "type", "inputs", "outputs", "initErrors")}
        for name, each in stack.resources().items()
    }


def few_retries(stack: Stack) -> None:
    """So that a bad day is over soon."""
    stack.set_config("maxRetries", 1)


@pytest.mark.parametrize("day", BAD_DAYS)
def test_refresh_on_a_bad_day_loses_nothing(stack, account, day):
    subject = stack({"resources": REFRESHED})
    few_retries(subject)
    subject.up().must()
    before = state_of(subject)
    account.fault(times=None, **BAD_DAYS[day])
    refresh = subject.refresh("--run-program=false")
    account.delete("faults")
    assert not refresh.ok, refresh.text
    assert state_of(subject) == before
    assert subject.refresh().unchanged


def test_refresh_with_aws_down(stack, account):
    subject = stack({"resources": REFRESHED})
    few_retries(subject)
    subject.up().must()
    before = state_of(subject)
    url = subject.environment["AWS_ENDPOINT_URL"]
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, but nobody listens
        subject.environment["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        refresh = subject.refresh()
    assert not refresh.ok and "nobody listens" in refresh.text
    subject.environment["AWS_ENDPOINT_URL"] = "http://name.invalid:4566"
    refresh = subject.refresh()
    assert not refresh.ok and "name cannot be looked up" in refresh.text
    subject.environment["AWS_ENDPOINT_URL"] = url
    assert state_of(subject) == before
    assert subject.refresh().unchanged


def test_a_child_of_a_deleted_parent_is_gone(stack, account):
    subject = stack({"resources": REFRESHED})
    subject.up().must()
    state = subject.resources()
    ec2, iam = account.client("ec2"), account.client("iam")
    ec2.delete_route_table(RouteTableId=state["table"]["id"])
    iam.detach_role_policy(RoleName=state["role"]["id"], PolicyArn=state["attached"]["outputs"]["policyArn"])
    iam.delete_role(RoleName=state["role"]["id"])
    subject.refresh().must()
    assert set(subject.resources()) == set(REFRESHED) - {"table", "route", "role", "attached"}


# ---- what is held --------------------------------------------------------------------------------------------------


def in_use(account: Account, operation: str, times: int | None) -> None:
    account.fault(
        kind="refuse",
        service="ec2",
        operation=operation,
        code="DependencyViolation",
        message="resource has a dependent object",
        status=400,
        times=times,
    )


def test_a_held_group_and_gateway_are_tried_again(stack, account):
    group = part("utm:ec2:SecurityGroup", vpcId="${vpc.id}")
    subject = stack({"resources": {"vpc": VPC, "group": group, "gateway": GATEWAY}})
    subject.up().must()
    in_use(account, "DeleteSecurityGroup", 5)
    in_use(account, "DetachInternetGateway", 5)
    subject.destroy().must()
    assert account.leaks() == []


def test_a_group_that_is_held_for_ever_says_by_what(stack, account):
    group = part("utm:ec2:SecurityGroup", {"customTimeouts": {"delete": "3s"}}, vpcId="${vpc.id}")
    subject = stack({"resources": {"vpc": VPC, "group": group, "subnet": SUBNET}})
    subject.up().must()
    state = subject.resources()
    ec2 = account.client("ec2")
    interface = ec2.create_network_interface(
        SubnetId=state["subnet"]["id"], Groups=[state["group"]["id"]], Description="ENI of somebody"
    )["NetworkInterface"]["NetworkInterfaceId"]
    in_use(account, "DeleteSecurityGroup", None)
    destroy = subject.destroy("--target", state["group"]["urn"])
    assert not destroy.ok
    assert (
        interface in destroy.errors and "ENI of somebody" in destroy.errors and "DependencyViolation" in destroy.errors
    )
    assert "group" in subject.resources()
    account.delete("faults")
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    subject.destroy().must()
    assert account.leaks() == []


def test_a_destroy_that_is_interrupted_goes_on(stack, account):
    quick(account)
    net = stack(nat())
    net.up().must()
    account.clock(rate=1)
    engine = net.start("destroy", "--yes", "--skip-preview", "--stack", "test")
    processes.when(lambda: count(account, "ec2.DeleteNatGateway") == 1, engine)
    engine.send_signal(signal.SIGINT)
    words = processes.output(engine, 10)
    assert engine.returncode != 0, words
    quick(account)
    net.destroy().must()
    assert account.leaks() == []
