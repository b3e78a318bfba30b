"""Creates are exactly-once, whatever is killed, lost or interrupted (docs/architecture.md, "Exactly once")."""

import copy
import datetime
import json
import os
import random
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stack import processes
from tests.stack.parts import NETWORK_KINDS, VPC, network, part, policy, quick, stands, trust
from tests.stack.processes import journal
from tests.support.emulator import Account
from tests.support.pulumi import STACK, Stack

SEED = 20240607
MOMENTS = 20
CALLS = 68  # of an `up` of the network, until shortly before its end
MAKES = {
    "ec2": [
        "AllocateAddress",
        "AssociateRouteTable",
        "AttachInternetGateway",
        "AuthorizeSecurityGroupEgress",
        "AuthorizeSecurityGroupIngress",
        "CreateFlowLogs",
        "CreateInternetGateway",
        "CreateNatGateway",
        "CreateRoute",
        "CreateRouteTable",
        "CreateSecurityGroup",
        "CreateSubnet",
        "CreateVpc",
        "CreateVpcEndpoint",
    ],
    "iam": ["CreateRole", "PutRolePolicy"],
    "logs": ["CreateLogGroup"],
    "s3": ["CreateBucket"],
}


def start_up(stack: Stack):
    return stack.start("up", "--yes", "--skip-preview", "--stack", STACK)


# ---- kill -9 -------------------------------------------------------------------------------------------------------


class Trials:
    """One stack and one account, as new for each trial."""

    def __init__(self, stack: Stack, account: Account) -> None:
        self.stack, self.account = stack, account
        self._pristine = stack.folder / "pristine"
        shutil.copytree(stack.home, self._pristine)
        self.checkpoint = processes.checkpoint(stack).read_bytes()

    def renew(self) -> None:
        shutil.rmtree(self.stack.home)
        shutil.copytree(self._pristine, self.stack.home)
        self.account.reset()
        quick(self.account)
        self.account.snapshot()

    def killed_up(self, kill: Callable, moment: int) -> processes.Watch:
        """An `up` in which `kill` happens when AWS has got that many calls."""
        engine = start_up(self.stack)
        processes.when(lambda: self.account.get("calls")["total"] >= moment, engine)
        watch = kill(self.stack, engine)
        processes.output(engine)
        assert watch.killed and engine.returncode != 0, f"nothing was killed at moment {moment} of seed {SEED}"
        return watch


def moments(chunk: int, chunks: int, salt: str) -> list[int]:
    """This chunk's share of the moments, which lie in as many equal parts of the whole."""
    dice = random.Random(f"{SEED} {salt}")
    all_moments = [1 + int(CALLS * (part + dice.random()) / MOMENTS) for part in range(MOMENTS)]
    return all_moments[chunk::chunks]


def goes_on(trials: Trials, moment: int) -> None:
    stack, account = trials.stack, trials.account
    again = stack.up()
    assert again.ok, f"moment {moment} of seed {SEED}\n{again.text}"
    stands(stack, account, NETWORK_KINDS)
    assert journal(stack) == [], f"moment {moment} of seed {SEED}"


def ends_clean(trials: Trials) -> None:
    assert trials.stack.up().unchanged
    trials.stack.destroy().must()
    assert trials.account.leaks() == []


@pytest.mark.parametrize("chunk", range(5))
def test_the_plugin_is_killed(stack, account, chunk):
    trials = Trials(stack(network()), account)
    for moment in moments(chunk, 5, "plugin"):
        print(f"seed {SEED}: the plugin is killed after {moment} calls")
        trials.renew()
        trials.killed_up(processes.kill_plugins, moment)
        goes_on(trials, moment)
    ends_clean(trials)


@pytest.mark.parametrize("chunk", range(5))
def test_the_engine_is_killed(stack, account, chunk):
    trials = Trials(stack(network()), account)
    for turn, moment in enumerate(moments(chunk, 5, "engine")):
        print(f"seed {SEED}: the engine is killed after {moment} calls")
        trials.renew()
        watch = trials.killed_up(processes.kill_engine, moment)
        if turn % 2:  # else the next command comes while the plugin is still ending
            watch.lasted()
        processes.mend_checkpoint(trials.stack, trials.checkpoint)
        trials.stack.cancel()
        goes_on(trials, moment)
        assert max(watch.lasted().values(), default=0) < 5
    ends_clean(trials)


def test_the_call_was_under_way_when_the_plugin_died(stack, account):
    only = stack({"resources": {"main": VPC}})
    account.fault(kind="delay", service="ec2", operation="CreateVpc", delay=3)
    engine = start_up(only)
    processes.when(lambda: "ec2.CreateVpc" in account.get("calls")["operations"], engine)
    assert processes.kill_plugins(only, engine).killed
    processes.output(engine)
    assert account.leaks() == []
    assert only.up().must().created == {"main"}
    assert [each["id"] for each in account.leaks()] == [only.resources()["main"]["id"]]


# ---- answers that never come ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["lost", "half", "reset"])
def test_the_answer_of_each_creating_call_is_lost_once(stack, account, kind):
    quick(account)
    net = stack(network())
    for service, operations in MAKES.items():
        for operation in operations:
            account.fault(kind=kind, service=service, operation=operation, times=1)
    first = net.up()
    print(first.errors)
    if not first.ok:
        net.up().must()
    assert all(row["fired"] == 1 for row in account.get("faults")["faults"])
    stands(net, account, NETWORK_KINDS)
    assert journal(net) == []
    assert net.up().unchanged
    net.destroy().must()
    assert account.leaks() == []


def test_what_was_made_cannot_be_looked_for_either(stack, account):
    only = stack({"resources": {"main": VPC}})
    account.fault(kind="lost", service="ec2", operation="CreateVpc", times=1)
    account.fault(kind="refuse", service="ec2", operation="DescribeVpcs", times=1)
    assert not only.up().ok
    assert len(journal(only)) == 1
    only.up().must()
    assert [each["id"] for each in account.leaks()] == [only.resources()["main"]["id"]]
    assert account.get("calls")["operations"]["ec2.CreateVpc"]["count"] == 1


# ---- what must not be adopted --------------------------------------------------------------------------------------

ADOPTED = "was kept: an interrupted run had made it"


def vpcs(account: Account) -> set[str]:
    return {each["id"] for each in account.leaks() if each["kind"] == "vpcs"}


def test_a_replacement_is_another_object(stack, account):
    only = stack({"resources": {"main": VPC}})
    only.up().must()
    before = only.resources()["main"]["id"]
    only.change({"resources": {"main": part("utm:ec2:Vpc", cidrBlock="10.1.0.0/16")}})
    assert only.up().must().replaced == {"main"}
    after = only.resources()["main"]["id"]
    assert after != before and vpcs(account) == {after}
    assert journal(only) == []


@pytest.mark.parametrize("way", ["taint", "target-replace"])
def test_replaced_by_hand(stack, account, way):
    """The engine sends what it sends for a new resource, while the old object lives."""
    subject = stack({"resources": {"main": VPC, "group": part("utm:cloudwatch:LogGroup")}})
    subject.up().must()
    old = subject.resources()
    replace_by_hand(subject, way, *(each["urn"] for each in old.values()))
    new = subject.resources()
    assert all(new[name]["id"] != old[name]["id"] for name in old)
    assert {each["id"] for each in account.leaks()} == {each["id"] for each in new.values()}


def replace_by_hand(stack: Stack, way: str, *urns: str) -> str:
    if way == "taint":
        stack.command("state", "taint", *urns, "--yes", "--stack", STACK).must()
        return stack.up().must().text
    return stack.up(*(f"--target-replace={urn}" for urn in urns)).must().text


def killed_after_create(stack: Stack, account: Account, name: str) -> None:
    """The engine dies when `name` is in its state, and another create still goes on."""
    checkpoint = processes.checkpoint(stack)
    account.fault(kind="delay", service="logs", operation="CreateLogGroup", delay=4, times=1)
    engine = start_up(stack)

    def recorded() -> bool:
        try:
            resources = json.loads(checkpoint.read_text())["checkpoint"]["latest"].get("resources", [])
        except json.JSONDecodeError:
            return False
        return any(each["urn"].endswith(f"::{name}") and each.get("id") for each in resources)

    processes.when(recorded, engine)
    processes.kill_engine(stack, engine).lasted()
    processes.output(engine)
    stack.cancel()


@pytest.mark.parametrize("way", ["taint", "target-replace"])
def test_replaced_by_hand_after_a_killed_engine(stack, account, way):
    """The journal is still open then: the object is taken for that of the interrupted create, and said to be kept."""
    subject = stack({"resources": {"main": VPC, "group": part("utm:cloudwatch:LogGroup")}})
    killed_after_create(subject, account, "main")
    old = subject.resources()["main"]
    first = replace_by_hand(subject, way, old["urn"])
    assert ADOPTED in first and "--target-replace" in first
    assert subject.resources()["main"]["id"] == old["id"] and vpcs(account) == {old["id"]}
    second = replace_by_hand(subject, "target-replace", old["urn"])
    assert ADOPTED not in second
    assert subject.resources()["main"]["id"] != old["id"]
    assert vpcs(account) == {subject.resources()["main"]["id"]}
    subject.up().must()  # the other one, which --target-replace left out
    subject.destroy().must()
    assert account.leaks() == []


@pytest.mark.parametrize("shared", [False, True], ids=["own home", "shared home"])
def test_the_same_urn_in_two_backends(stack, account, tmp_path, shared):
    """Two people, one account, the same names of project and stack: neither takes what the other was making."""
    environment = {"PULUMI_HOME": str(tmp_path / "pulumi")} if shared else {}
    program = {"resources": {"main": VPC, "group": part("utm:cloudwatch:LogGroup")}}
    mine, theirs = stack(program, environment=environment), stack(program, environment=environment)
    account.fault(kind="delay", service="ec2", operation="DescribeVpcs", delay=4, times=1)
    engine = start_up(mine)
    processes.when(lambda: "ec2.DescribeVpcs" in account.get("calls")["operations"], engine)
    (made,) = vpcs(account)
    processes.kill_engine(mine, engine).lasted()
    processes.output(engine)
    theirs.up().must()
    assert theirs.resources()["main"]["id"] != made
    mine.cancel()
    mine.up().must()
    assert mine.resources()["main"]["id"] == made
    groups = {mine.resources()["group"]["id"], theirs.resources()["group"]["id"]}
    assert len(groups) == 2 and len(vpcs(account)) == 2
    theirs.destroy().must()
    assert {each["id"] for each in account.leaks()} == {each["id"] for each in mine.resources().values()}
    assert mine.refresh().unchanged


def test_a_retained_object_is_a_stranger_when_the_resource_comes_back(stack, account):
    kept = {"resources": {"main": VPC | {"options": {"retainOnDelete": True}}}}
    only = stack(kept)
    only.up().must()
    before = only.resources()["main"]["id"]
    only.change({"resources": {}})
    only.up().must()
    assert vpcs(account) == {before}
    only.change({"resources": {"main": VPC}})
    only.up().must()
    assert vpcs(account) == {before, only.resources()["main"]["id"]}
    only.destroy().must()
    assert vpcs(account) == {before}
    account.client("ec2").delete_vpc(VpcId=before)


def test_without_the_journal_nothing_is_adopted(stack, account):
    role = part("utm:iam:Role", name="api", assumeRolePolicy=trust("ec2.amazonaws.com"))
    subject = stack({"resources": {"main": role, "vpc": VPC}})
    account.fault(kind="delay", service="iam", operation="GetRole", delay=4, times=1)
    account.fault(kind="delay", service="ec2", operation="DescribeVpcs", delay=4, times=1)
    before = processes.checkpoint(subject).read_bytes()
    engine = start_up(subject)
    processes.when(lambda: {"iam.GetRole", "ec2.DescribeVpcs"} <= account.get("calls")["operations"].keys(), engine)
    processes.kill_engine(subject, engine).lasted()
    processes.output(engine)
    processes.mend_checkpoint(subject, before)
    shutil.rmtree(subject.environment["PULUMI_HOME"])  # the next runner of the pipeline
    (orphan,) = vpcs(account)
    subject.cancel()
    up = subject.up()
    assert not up.ok
    assert "pulumi import utm:iam:Role main api" in up.errors and f"arn:aws:iam::{account.id}:role/api" in up.errors
    assert subject.resources()["vpc"]["id"] != orphan
    account.client("ec2").delete_vpc(VpcId=orphan)
    subject.import_("utm:iam:Role", "main", "api").must()
    subject.up().must()
    subject.destroy().must()
    assert account.leaks() == []


def test_nothing_is_created_where_the_journal_cannot_be_written(stack, account):
    only = stack({"resources": {"main": VPC}})
    (Path(only.environment["PULUMI_HOME"]) / "utm").write_text("in the way")
    account.forget_calls()
    up = only.up()
    assert (
        not up.ok and "PULUMI_HOME" in up.errors and "utm/creates" in up.errors and "nothing was created" in up.errors
    )
    assert not [each for each in account.calls() if each["operation"].startswith("Create")]


# ---- names that are taken ------------------------------------------------------------------------------------------


def make_role(account: Account) -> str:
    account.client("iam").create_role(RoleName="taken", AssumeRolePolicyDocument=trust("ec2.amazonaws.com"))
    return f"arn:aws:iam::{account.id}:role/taken"


def make_role_policy(account: Account) -> str:
    make_role(account)
    account.client("iam").put_role_policy(RoleName="taken", PolicyName="own", PolicyDocument=policy("s3:GetObject"))
    return "taken:own"


def make_group(account: Account) -> str:
    account.client("logs").create_log_group(logGroupName="taken")
    return f":{account.id}:log-group:taken"


def make_bucket(account: Account, region: str = "eu-central-1") -> str:
    location = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    account.client("s3", region).create_bucket(Bucket=f"taken-{account.id}", **location)
    return f"arn:aws:s3:::taken-{account.id}"


def make_bucket_in_virginia(account: Account) -> str:
    return make_bucket(account, "us-east-1")


def make_security_group(account: Account) -> str:
    ec2 = account.client("ec2")
    (vpc,) = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    return ec2.create_security_group(GroupName="taken", Description="of others", VpcId=vpc["VpcId"])["GroupId"]


# What is in the way: how it is made, the resource that wants its place, and the region.
TAKEN = {
    "role": (make_role, part("utm:iam:Role", name="taken", assumeRolePolicy=trust("ec2.amazonaws.com")), None),
    "role policy": (
        make_role_policy,
        part("utm:iam:RolePolicy", role="taken", name="own", policy=policy("s3:*")),
        None,
    ),
    "log group": (make_group, part("utm:cloudwatch:LogGroup", name="taken"), None),
    "bucket": (make_bucket, part("utm:s3:Bucket", bucket="taken-ACCOUNT"), None),
    "bucket in us-east-1": (make_bucket_in_virginia, part("utm:s3:Bucket", bucket="taken-ACCOUNT"), "us-east-1"),
    "security group": (
        make_security_group,
        part("utm:ec2:SecurityGroup", name="taken", description="of others", vpcId="DEFAULT_VPC"),
        None,
    ),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_taken_name_says_what_has_it_and_how_to_import_it(stack, account, what):
    make, wanted, region = TAKEN[what]
    holder = make(account)
    (vpc,) = account.client("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    text = json.dumps(wanted).replace("ACCOUNT", account.id).replace("DEFAULT_VPC", vpc["VpcId"])
    subject = stack({"resources": {"main": json.loads(text)}}, config={"region": region} if region else None)
    before = account.objects()
    up = subject.up()
    assert not up.ok and holder in up.errors, up.text
    command = re.search(r"`pulumi (import \S+ \S+ \S+)`", up.errors)
    assert command, up.errors
    if what in ("role", "log group"):
        assert f"made {datetime.datetime.now(datetime.UTC):%Y-%m-%d}" in up.errors
    assert account.objects() == before and "main" not in subject.resources() and journal(subject) == []
    subject.command(*command[1].split(), "--yes", "--protect=false", "--stack", STACK).must()
    subject.up().must()
    assert {each["id"] for each in account.objects()} == {each["id"] for each in before}
    subject.destroy().must()


def test_a_bucket_of_another_account(stack, account, emulator):
    other = emulator.account()
    try:
        name = make_bucket(other).rpartition(":")[2]
        subject = stack({"resources": {"main": part("utm:s3:Bucket", bucket=name)}})
        up = subject.up()
        assert not up.ok and f"{name} belongs to another AWS account" in up.errors, up.errors
    finally:
        other.reset()


@pytest.mark.parametrize("what", ["route", "association"])
def test_a_taken_place_in_a_route_table(stack, account, what):
    places = {
        "route": part(
            "utm:ec2:Route", routeTableId="${table.id}", destinationCidrBlock="0.0.0.0/0", gatewayId="${gateway.id}"
        ),
        "association": part("utm:ec2:RouteTableAssociation", subnetId="${subnet.id}", routeTableId="${table.id}"),
    }
    base = {
        "vpc": VPC,
        "subnet": part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock="10.0.0.0/24"),
        "gateway": part("utm:ec2:InternetGateway", vpcId="${vpc.id}"),
        "table": part("utm:ec2:RouteTable", vpcId="${vpc.id}"),
    }
    subject = stack({"resources": base | {"first": places[what]}})
    subject.up().must()
    subject.change({"resources": base | {"first": places[what], "second": copy.deepcopy(places[what])}})
    up = subject.up()
    there = subject.resources()["first"]["id"]
    assert not up.ok and f"pulumi import {places[what]['type']} second {there}" in up.errors, up.errors
    assert subject.refresh().unchanged


# ---- Ctrl-C --------------------------------------------------------------------------------------------------------

PENDING = {
    "vpc": VPC,
    "gateway": part("utm:ec2:InternetGateway", vpcId="${vpc.id}"),
    "subnet": part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock="10.0.0.0/24"),
    "address": part("utm:ec2:Eip", {"dependsOn": ["${gateway}"]}),
    "nat": part("utm:ec2:NatGateway", subnetId="${subnet.id}", allocationId="${address.id}"),
}


def interrupt(engine) -> float:
    """Ctrl-C on a terminal; the time until the command has ended."""
    since = time.monotonic()
    os.killpg(engine.pid, signal.SIGINT)
    print(processes.output(engine))
    return time.monotonic() - since


def test_ctrl_c_while_a_nat_gateway_is_pending(stack, account):
    account.knobs(nat_pending=100000)
    net = stack({"resources": PENDING})
    engine = start_up(net)
    processes.when(lambda: "ec2.DescribeNatGateways" in account.get("calls")["operations"], engine)
    assert interrupt(engine) < 2 and engine.returncode != 0
    nat = net.resources()["nat"]
    assert nat["id"].startswith("nat-") and nat["initErrors"] and nat["outputs"]["subnetId"]
    account.knobs(nat_pending=1)
    account.clock(advance=200000)
    again = net.up().must()
    assert again.updated == {"nat"} and not again.replaced
    assert net.resources()["nat"]["id"] == nat["id"] and not net.resources()["nat"].get("initErrors")
    assert account.get("calls")["operations"]["ec2.CreateNatGateway"]["count"] == 1
    assert net.up().unchanged
    quick(account)


def test_a_second_ctrl_c_while_the_creating_call_is_under_way(stack, account):
    only = stack({"resources": {"main": VPC}})
    account.fault(kind="delay", service="ec2", operation="CreateVpc", delay=1, times=1)
    engine = start_up(only)
    processes.when(lambda: "ec2.CreateVpc" in account.get("calls")["operations"], engine)
    watch = processes.Watch(processes.plugins(only))
    os.killpg(engine.pid, signal.SIGINT)
    threading.Event().wait(0.3)  # the hand on the keyboard
    interrupt(engine)
    assert max(watch.lasted().values()) < 6
    assert "main" not in only.resources()
    only.up().must()
    assert vpcs(account) == {only.resources()["main"]["id"]}
    assert journal(only) == []
