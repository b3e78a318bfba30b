"""A network on a bad day: connections that break before, in and after the answer, bodies that are not whole."""

import pytest

from tests.stack.example import converges, ends_empty, example, through
from tests.support.emulator import Account
from tests.support.proxy import Break, hits
from tests.support.pulumi import Result, Stack

# Calls of examples/network, less than there are: 108 and 50 on a good day, and a broken one is repeated.
UP, DESTROY = 100, 42
BURSTS = 6
SEED = 20241126


def broken(net: Stack, account: Account, day: str, command: str) -> Result:
    """The command on such a day: bursts of two, at moments that a seed of its own has chosen."""
    kind, options = DAYS[day]
    at = hits(f"{SEED} {kind} {command}", BURSTS, UP if command == "up" else DESTROY, of=2)
    with through(net, account, Break(kind, at, **options)) as wire:
        result = getattr(net, command)()
    print(f"{day}: {wire.fired} of {wire.requests.total()} calls of the {command}, exit status {result.code}")
    assert wire.fired == len(at) if result.ok else wire.fired > 0
    return result


DAYS = {
    "reset before": ("reset", {}),
    "closed before": ("closed", {}),
    "no HTTP": ("garbage", {}),
    "reset in the answer": ("half", {}),
    "reset after the work": ("lost", {}),
    "body shorter than announced": ("short", {}),
    "chunks without an end": ("cut chunks", {}),
    "answers 2 s late": ("late", {"seconds": 2}),
}


@pytest.mark.parametrize("day", DAYS)
def test_a_day_of(stack, account, day):
    net = example(stack, account)
    converges(net, account, broken(net, account, day, "up"))
    ends_empty(net, account, broken(net, account, day, "destroy"))


def test_an_answer_that_never_ends(stack, account):
    """It is given up at a limit. What the call has made is looked for and found."""
    net = example(stack, account)
    with through(net, account, Break("endless", operation="CreateVpc", times=1)) as wire:
        up = net.up().must()
    assert wire.fired == wire.requests["CreateVpc"] == 1
    converges(net, account, up)
    with through(net, account, Break("endless", operation="DescribeVpcs", times=1)) as wire:
        refresh = net.refresh()
    assert wire.fired == 1
    assert not refresh.ok and "the answer is too large (ec2 DescribeVpcs)" in refresh.errors
    converges(net, account, refresh)
    ends_empty(net, account)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_answers_30_s_late(stack, account):
    """AWS may take its time: up to 60 s of silence are no failure."""
    net = example(stack, account)
    late = Break("late", hits(f"{SEED} very late", 5, UP), seconds=30)
    with through(net, account, late) as wire:
        up = net.up().must()
    made = [each["operation"] for each in account.calls() if each["operation"].startswith("Create")]
    print(f"{wire.fired} answers were late; {wire.requests.total()} calls")
    assert wire.fired == 5 and made.count("CreateVpc") == 1 and made.count("CreateSubnet") == 4
    converges(net, account, up)
    ends_empty(net, account)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_an_answer_that_never_comes(stack, account):
    """After 60 s of silence a read is made again, and what a create has made is looked for."""
    net = example(stack, account)
    silent = [Break("silent", operation=each, times=1) for each in ("DescribeAvailabilityZones", "CreateVpc")]
    with through(net, account, *silent) as wire:
        up = net.up().must()
    assert wire.fired == 2 and wire.requests["CreateVpc"] == 1
    converges(net, account, up)
    ends_empty(net, account)
