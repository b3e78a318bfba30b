"""Exactly-once creates without an engine: what the journal lets a later process take up, and what never."""

import resource
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2

from tests.support.emulator import Account
from tests.support.plugin import Engine, Plugin, details, plain
from tests.support.proxy import Break, Proxy

VPC = "utm:ec2:Vpc"
ROLE = "utm:iam:Role"
BLOCK = {"cidrBlock": "10.0.0.0/16"}
TRUST = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, '
    '"Action": "sts:AssumeRole"}]}'
)

GRACE_S = 1.5  # for a creating call under way, after a Cancel

Start = Callable[..., Plugin]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "pulumi"


@pytest.fixture
def start(account: Account, home: Path) -> Iterator[Start]:
    """start() is the plugin of one more command; all of them share the journal."""
    begun: list[Plugin] = []

    def begin(engine: Engine | None = None, **environment: str) -> Plugin:
        own = account.environment() | {"PULUMI_HOME": str(home), "PULUMI_BACKEND_URL": "file:///one"}
        plugin = Plugin(engine, own | environment)
        begun.append(plugin)
        plugin.handshake()
        plugin.configure({})
        return plugin

    yield begin
    for plugin in begun:
        if not plugin.process.stdin.closed:
            plugin.close()


def entries(home: Path) -> list[str]:
    return [each.name for each in (home / "utm/creates").glob("*.json")]


def checked(plugin: Plugin, token: str, name: str, inputs: dict, olds: dict | None = None) -> dict:
    answer = plugin.check(token, name, inputs, olds)
    assert not answer.failures, answer
    return plain(answer.inputs)


def made(plugin: Plugin, token: str = VPC, name: str = "main", inputs: dict | None = None) -> str:
    return plugin.create(token, name, checked(plugin, token, name, inputs or BLOCK)).id


def vpcs(account: Account) -> list[str]:
    return sorted(each["id"] for each in account.leaks() if each["kind"] == "vpcs")


def test_a_limit_of_the_size_of_files_ends_the_create_and_not_the_plugin(start, home):
    plugin = start()
    resource.prlimit(plugin.process.pid, resource.RLIMIT_FSIZE, (16, resource.RLIM_INFINITY))
    with pytest.raises(grpc.RpcError) as refused:
        made(plugin)
    assert "File too large" in refused.value.details() and "nothing was created" in refused.value.details()
    resource.prlimit(plugin.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert made(plugin).startswith("vpc-")
    assert len(entries(home)) == 1


def test_an_answer_the_engine_never_saw_is_found_again(start, account, home):
    first = start()
    vpc = made(first)
    first.kill()
    assert len(entries(home)) == 1
    second = start()
    assert made(second) == vpc and vpcs(account) == [vpc]
    second.cancel()
    second.close()
    assert entries(home) == []


def test_after_a_graceful_end_nothing_is_taken_up(start, account, home):
    first = start()
    vpc = made(first)
    first.cancel()
    first.close()
    assert entries(home) == []
    assert made(start()) != vpc and len(vpcs(account)) == 2


def test_a_signal_without_cancel_is_no_graceful_end(start, account, home):
    first = start()
    vpc = made(first)
    first.close()
    assert len(entries(home)) == 1
    assert made(start()) == vpc


@pytest.mark.parametrize("how", ["read", "diff", "update"])
def test_an_id_that_the_engine_knows_is_not_taken_up(start, account, home, how):
    first = start()
    vpc = made(first)
    first.kill()
    second = start()
    inputs = checked(second, VPC, "main", BLOCK)
    state = plain(second.read(VPC, "main", vpc, {}, {}).properties) if how != "read" else {}
    if how == "read":
        second.read(VPC, "main", vpc, inputs, inputs)
    elif how == "diff":
        second.diff(VPC, "main", vpc, inputs, inputs, state)
    else:
        second.update(VPC, "main", vpc, inputs, inputs, state)
    assert entries(home) == []
    assert second.create(VPC, "main", inputs).id != vpc


@pytest.mark.parametrize("other", ["backend", "name", "region"])
def test_the_create_of_another_is_not_taken_up(start, account, other):
    first = start()
    vpc = made(first)
    first.kill()
    environment = {"backend": {"PULUMI_BACKEND_URL": "file:///two"}, "region": {"AWS_REGION": "eu-west-1"}}.get(
        other, {}
    )
    second = start(**environment)
    assert made(second, name="other" if other == "name" else "main") != vpc
    second.cancel()
    second.close()
    assert made(start()) == vpc  # it still waits for its own


def test_the_journal_of_another_home_is_not_seen(start, tmp_path):
    first = start()
    vpc = made(first)
    first.kill()
    assert made(start(PULUMI_HOME=str(tmp_path / "other"))) != vpc


def test_inputs_that_changed_since(start, account):
    first = start()
    vpc = made(first)
    first.kill()
    second = start()
    wished = checked(second, VPC, "main", BLOCK | {"enableDnsHostnames": True, "tags": {"Name": "two"}})
    answer = second.create(VPC, "main", wished)
    assert answer.id == vpc and plain(answer.properties)["tags"] == {"Name": "two"}
    attribute = account.client("ec2").describe_vpc_attribute(VpcId=vpc, Attribute="enableDnsHostnames")
    assert attribute["EnableDnsHostnames"]["Value"]


def test_what_no_longer_fits_is_removed_and_made_anew(start, account):
    first = start()
    vpc = made(first)
    first.kill()
    second = start()
    another = made(second, inputs={"cidrBlock": "10.1.0.0/16"})
    assert another != vpc and vpcs(account) == [another]


def test_a_generated_name_is_asked_for_again(start, account):
    first = start()
    role = made(first, ROLE, "api", {"assumeRolePolicy": TRUST})
    first.kill()
    second = start()
    assert checked(second, ROLE, "api", {"assumeRolePolicy": TRUST})["name"] == role
    assert made(second, ROLE, "api", {"assumeRolePolicy": TRUST}) == role
    assert account.get("calls")["operations"]["iam.CreateRole"]["count"] == 1


def test_an_adopted_object_is_not_deleted_by_the_run_that_adopted_it(start, account):
    """After `pulumi state taint` the engine asks to delete the old one, which is the new one."""
    first = start()
    vpc = made(first)
    first.kill()
    with Engine() as engine:
        second = start(engine)
        assert made(second) == vpc
        second.delete(VPC, "main", vpc, BLOCK)
        assert vpcs(account) == [vpc]
        second.cancel()
        second.close()
        assert any("was kept" in each.message and "--target-replace" in each.message for each in engine.logs)
    start().delete(VPC, "main", vpc, BLOCK)
    assert vpcs(account) == []


def test_an_attached_plugin_knows_where_a_command_ends(start, account, home):
    """PULUMI_DEBUG_PROVIDERS: one process for many commands."""
    first = start()
    vpc = made(first)
    first.kill()
    attached = start()
    assert made(attached) == vpc
    attached.cancel()
    attached.handshake()
    attached.configure({})
    assert entries(home) == []
    attached.delete(VPC, "main", vpc, BLOCK)
    assert vpcs(account) == []
    again = made(attached)
    attached.cancel()
    attached.handshake()
    attached.configure({})
    assert made(attached) != again  # as after `pulumi state taint`


def test_a_process_that_is_still_at_work_is_waited_for(start, account, home):
    """The engine was killed a moment ago; its plugin has not ended yet."""
    first = start()
    account.fault(kind="delay", service="ec2", operation="DescribeVpcs", delay=2, times=1)
    call = first.rpc.Create.future(
        provider_pb2.CreateRequest(
            urn=f"urn:pulumi:test::project::{VPC}::main",
            type=VPC,
            name="main",
            properties=first.check(VPC, "main", BLOCK).inputs,
        )
    )
    second = start()
    inputs = checked(second, VPC, "main", BLOCK)
    pause = threading.Event()
    while not entries(home):
        assert not call.done()
        pause.wait(0.005)
    late = start()  # has read the journal while the first one lives
    later = late.rpc.Create.future(
        provider_pb2.CreateRequest(
            urn=f"urn:pulumi:test::project::{VPC}::main",
            type=VPC,
            name="main",
            properties=late.check(VPC, "main", inputs).inputs,
        )
    )
    vpc = call.result(timeout=30).id
    assert not later.done()
    first.kill()
    assert later.result(timeout=30).id == vpc and vpcs(account) == [vpc]


def test_what_never_ends_is_named(start, home):
    first = start()
    made(first)
    late = start()
    with pytest.raises(grpc.RpcError) as refused:
        made(late)
    assert str(first.process.pid) in refused.value.details() and "nothing was created" in refused.value.details()


def test_each_create_has_an_entry_of_its_own(start, account, home):
    plugin = start()
    names = [f"vpc-{number}" for number in range(8)]
    ids = {made(plugin, name=name) for name in names}
    assert len(ids) == 8 == len(entries(home))
    plugin.kill()
    again = start()
    assert {made(again, name=name) for name in names} == ids


def test_a_half_made_object_is_answered_with_its_id(start, account, home):
    plugin = start()
    account.fault(kind="refuse", service="ec2", operation="ModifyVpcAttribute", times=1)
    with pytest.raises(grpc.RpcError) as failed:
        made(plugin, inputs=BLOCK | {"enableDnsHostnames": True})
    (detail,) = details(failed.value)
    assert vpcs(account) == [detail.id] and detail.reasons
    inputs = checked(plugin, VPC, "main", BLOCK | {"enableDnsHostnames": True})
    updated = plugin.update(VPC, "main", detail.id, inputs, inputs, plain(detail.properties))
    assert plain(updated.properties)["enableDnsHostnames"] is True
    assert entries(home) == []


def test_a_refused_create_leaves_no_entry(start, account, home):
    plugin = start()
    account.fault(kind="refuse", service="ec2", operation="CreateVpc", times=1)
    with pytest.raises(grpc.RpcError):
        made(plugin)
    assert entries(home) == [] and vpcs(account) == []


def test_a_preview_writes_nothing(start, account, home):
    plugin = start()
    plugin.create(VPC, "main", checked(plugin, VPC, "main", BLOCK), preview=True)
    assert entries(home) == [] and account.calls() == []


def test_a_bucket_whose_200_ends_in_an_error_is_found_and_not_made_again(start, account):
    name = f"late-{account.id}"
    with Proxy(account.url, Break("late error", operation=f"PUT /{name}")) as wire:
        plugin = start(AWS_ENDPOINT_URL=wire.url)
        assert made(plugin, "utm:s3:Bucket", "bucket", {"bucket": name}) == name
        assert wire.requests[f"PUT /{name}"] == 1


def create_request(plugin: Plugin) -> provider_pb2.CreateRequest:
    inputs = plugin.check(VPC, "main", BLOCK).inputs
    return provider_pb2.CreateRequest(
        urn=f"urn:pulumi:test::project::{VPC}::main", type=VPC, name="main", properties=inputs
    )


def test_an_answer_without_the_id_is_no_answer(start, account, home):
    with Proxy(account.url, Break("hollow", operation="CreateVpc", times=1)) as wire:
        plugin = start(AWS_ENDPOINT_URL=wire.url)
        assert [made(plugin)] == vpcs(account)
        assert wire.fired == wire.requests["CreateVpc"] == 1
        plugin.cancel()
        plugin.close()
    assert entries(home) == []


def test_cancel_gives_a_creating_call_a_moment_and_no_more(start, account, home):
    with Proxy(account.url, Break("silent", operation="CreateVpc")) as wire:
        plugin = start(AWS_ENDPOINT_URL=wire.url)
        call = plugin.rpc.Create.future(create_request(plugin), timeout=60)
        assert wire.broke.wait(60)
        begun = time.monotonic()
        plugin.cancel()
        assert call.exception(timeout=60).code() == grpc.StatusCode.CANCELLED
        assert GRACE_S <= time.monotonic() - begun < GRACE_S + 3
        plugin.close()
    assert len(entries(home)) == 1  # it may have been made
    (vpc,) = vpcs(account)
    assert made(start()) == vpc


def test_a_caller_that_is_gone_leaves_the_entry_open(start, account, home):
    """A second Ctrl-C: the engine gives the call up, then ends the command as it always does."""
    plugin = start()
    account.fault(kind="delay", service="ec2", operation="CreateVpc", delay=1, times=1)
    request = create_request(plugin)
    with pytest.raises(grpc.RpcError) as gave_up:
        plugin.rpc.Create(request, timeout=0.5)
    assert gave_up.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED
    plugin.cancel()
    plugin.close()
    assert len(entries(home)) == 1
    (vpc,) = vpcs(account)
    assert made(start()) == vpc
