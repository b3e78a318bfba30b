"""A bad day of the machine that `pulumi` runs on: its clock, its name server, its disk."""

import subprocess
from pathlib import Path

import pytest

from tests.stack import processes
from tests.stack.example import UP, calls_so_far, converges, endpoint, ends_empty, example, holds
from tests.support.emulator import Account
from tests.support.pulumi import Stack
from tests.support.shim import Disk, Names

MINUTES = 60


def creates(account: Account) -> list[str]:
    return [each["operation"] for each in account.calls() if each["operation"].startswith(("Create", "Allocate"))]


# ---- the clock -----------------------------------------------------------------------------------------------------


def refused(account: Account) -> int:
    return len([each for each in account.calls() if each["code"] == "RequestExpired"])


@pytest.mark.parametrize("minutes", [20, -20])
def test_the_clock_is_wrong_by(stack, account, minutes):
    net = example(stack, account)
    account.forget_calls()
    account.knobs(skew=-minutes * MINUTES)
    up = net.up().must()
    print(f"{minutes:+} minutes: {refused(account)} of {len(account.calls())} calls of the up were refused")
    assert 0 < refused(account) < 20
    account.knobs(skew=0)  # the second pair of eyes has the right time
    converges(net, account, up)
    account.forget_calls()
    account.knobs(skew=-minutes * MINUTES)
    destroy = net.destroy().must()
    assert 0 < refused(account) < 20
    account.knobs(skew=0)
    ends_empty(net, account, destroy)


def test_the_clock_is_set_right_in_the_middle(stack, account):
    net = example(stack, account)
    account.knobs(skew=20 * MINUTES)
    account.forget_calls()
    engine = net.start(*UP)
    processes.when(lambda: calls_so_far(account) >= 50, engine)
    account.knobs(skew=0)
    words = processes.output(engine)
    assert engine.returncode == 0, words
    holds(net, account)
    ends_empty(net, account)


# ---- names ---------------------------------------------------------------------------------------------------------


def test_no_name_server_answers_for_a_while(stack, account, tmp_path):
    names = Names(tmp_path / "names", "aws.example")
    net = example(stack, account, environment=names.environment)
    account.forget_calls()
    with endpoint(net, account.url.replace("127.0.0.1", "aws.example")):
        with names.failing():
            up = net.up()
        assert not up.ok and "aws.example" in up.errors and "the name cannot be looked up" in up.errors, up.text
        assert names.count > 1 and account.calls() == [] and net.resources() == {}
        with names.failing():
            engine = net.start(*UP)
            processes.when(lambda: names.count >= 1, engine)
            names.heal()
            words = processes.output(engine)
        assert engine.returncode == 0, words
        holds(net, account)
        with names.failing():
            destroy = net.destroy()
        assert not destroy.ok and "the name cannot be looked up" in destroy.errors
        holds(net, account)
        ends_empty(net, account)


# ---- the disk ------------------------------------------------------------------------------------------------------


def full_disk(stack, account: Account, folder: Path, call: str) -> tuple[Stack, Disk]:
    """The journal's place; the rest of the machine has room."""
    net = example(stack, account)
    disk = Disk(folder / "disk", Path(net.environment["PULUMI_HOME"]) / "utm", call)
    net.environment |= disk.environment
    return net, disk


@pytest.mark.parametrize("call", ["mkdir", "open", "write", "fsync"])
def test_nothing_is_created_when_the_disk_is_full_at(stack, account, tmp_path, call):
    net, disk = full_disk(stack, account, tmp_path, call)
    account.forget_calls()
    with disk.failing():
        up = net.up()
    assert not up.ok and disk.count > 0
    assert "No space left on device" in up.errors and "nothing was created" in up.errors, up.text
    assert "PULUMI_HOME" in up.errors
    assert creates(account) == [] and not [each for each in net.resources().values() if each["custom"]]
    assert not list(disk.place.rglob("*.*")), "half an entry takes room for nothing"
    converges(net, account, up)
    ends_empty(net, account)


def test_the_disk_is_full_from_the_middle_on(stack, account, tmp_path):
    net, disk = full_disk(stack, account, tmp_path, "write")
    account.forget_calls()
    engine = net.start(*UP)
    processes.when(lambda: calls_so_far(account) >= 30, engine)
    with disk.failing():
        words = processes.output(engine)
    print(f"{disk.count} writes found no space; exit status {engine.returncode}")
    assert engine.returncode != 0 and "No space left on device" in words
    again = net.up().must()
    converges(net, account, again)
    with disk.failing():
        destroy = net.destroy().must()  # which writes nothing
    ends_empty(net, account, destroy)


def test_no_room_for_anything_that_is_printed(stack, account):
    """The engine's output and log, with all that the plugin can say."""
    net = example(stack, account, environment={"UTM_LOG": "debug"})
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            ["pulumi", *UP, "--non-interactive", "--debug", "-v=9", "--logtostderr", "--logflow"],
            cwd=net.work,
            env=net.environment,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=full,
            timeout=120,
        )
    print(f"exit status {done.returncode}")
    holds(net, account)
    ends_empty(net, account)
