"""Requests that were right once, damaged by chance with fixed seeds: an answer or a clean error, and no memory kept."""

import random
from collections.abc import Callable, Iterator

import grpc
import pytest

from tests.plugin.memory import FREED_AT_ONCE, growth_kb
from tests.plugin.test_rpc_hostile import METHODS, SERVICE, WITH_STRUCT, outcome
from tests.support.plugin import OUTPUT, SECRET, SIGNATURE, UNKNOWN, Plugin, struct

MESSAGES = 10_000
PARTS = 10  # of these, each with a process of its own
GROWTH_KB = 256  # measured: less than 50
VALUES = [
    {"cidrBlock": "10.0.0.0/16", "tags": {"Name": "n"}, "enableDnsHostnames": True, "instanceTenancy": "default"},
    {"cidrBlock": UNKNOWN, "tags": {SIGNATURE: SECRET, "value": {"a": "b"}}, "x": [1.5, None, {"y": []}]},
    {"region": "eu-central-1", "endpoints": '{"ec2": "http://127.0.0.1:1"}', "defaultTags": {"tags": {"a": "b"}}},
    {"vpcId": {SIGNATURE: OUTPUT, "value": "vpc-1", "secret": True, "dependencies": ["urn:pulumi:s::p::t::n"]}},
    {"policy": '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}', "role": "r", "name": "p"},
]
INTERESTING = [b"\x00", b"\xff", b"\x80\x01", b"\xff\xff\xff\xff\x0f", b"\x0a\x00", b"\x12\x00", b"\x1a\x00", b"\x7f"]


def requests() -> list[tuple[str, bytes]]:
    """A right one of each method; with each of the values where there is a Struct in it."""
    plain = [(method, SERVICE.methods_by_name[method].input_type._concrete_class()) for method in METHODS]
    for _, request in plain:
        for field in request.DESCRIPTOR.fields:
            if field.type == field.TYPE_STRING and not field.is_repeated:
                setattr(request, field.name, "urn:pulumi:s::p::utm:ec2:Vpc::v" if field.name == "urn" else "text")
    with_struct = [(method, make(struct(value))) for method, make in WITH_STRUCT.items() for value in VALUES]
    return [(method, request.SerializeToString()) for method, request in plain + with_struct]


def cut(data: bytes, numbers: random.Random) -> bytes:
    return data[: numbers.randrange(len(data) + 1)]


def removed(data: bytes, numbers: random.Random) -> bytes:
    start = numbers.randrange(len(data) + 1)
    return data[:start] + data[start + numbers.randrange(1, 9) :]


def flipped(data: bytes, numbers: random.Random) -> bytes:
    changed = bytearray(data)
    if changed:
        changed[numbers.randrange(len(changed))] ^= 1 << numbers.randrange(8)
    return bytes(changed)


def inserted(data: bytes, numbers: random.Random) -> bytes:
    start = numbers.randrange(len(data) + 1)
    return data[:start] + numbers.choice(INTERESTING) + data[start:]


def repeated(data: bytes, numbers: random.Random) -> bytes:
    start = numbers.randrange(len(data) + 1)
    piece = data[start : start + numbers.randrange(1, 40)]
    return data[:start] + piece * numbers.randrange(2, 20) + data[start:]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [cut, removed, flipped, flipped, inserted, repeated]


def damaged(numbers: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    right = requests()
    for _ in range(count):
        method, data = numbers.choice(right)
        if numbers.random() < 0.1:  # a message meant for another method
            method = numbers.choice(METHODS)
        for _ in range(numbers.randrange(1, 5)):
            data = numbers.choice(MUTATIONS)(data, numbers)
        yield method, data


@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_requests(plugin, part):
    codes = {outcome(plugin, *each)[0] for each in damaged(random.Random(part), MESSAGES // PARTS)}
    assert codes >= {grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT}  # both kinds are among them
    plugin.handshake()
    assert plugin.info().version
    assert plugin.process.poll() is None


@pytest.mark.figure
def test_damaged_requests_keep_no_memory():
    numbers = random.Random("memory")
    with Plugin(environment=FREED_AT_ONCE) as plugin:

        def send(count: int) -> None:
            for each in damaged(numbers, count):
                outcome(plugin, *each)

        plugin.handshake()
        send(MESSAGES // 2)
        assert growth_kb(plugin, lambda: send(MESSAGES), GROWTH_KB) < GROWTH_KB
