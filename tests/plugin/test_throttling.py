"""Hundreds of creates at once against a service that throttles: all are made, each once, in few calls more (Q8)."""

import time

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2

from tests.support.logs_service import THROTTLED, LogsService
from tests.support.plugin import Plugin, all_at_once, struct, urn

GROUP = "utm:cloudwatch:LogGroup"
MANY = 500
CALLS_OF_A_CREATE = 3  # CreateLogGroup, DescribeLogGroups, ListTagsForResource
LONG = 200  # seconds: many pauses
PLACES = 64  # of a service, before it throttles


def create_request(name: str) -> provider_pb2.CreateRequest:
    inputs = struct({"name": name, "tagsAll": {"utm": "test"}})
    return provider_pb2.CreateRequest(urn=urn(GROUP, name), type=GROUP, name=name, properties=inputs)


def create_all(service: LogsService, count: int, mode: str = "standard") -> list:
    with Plugin(environment={"AWS_RETRY_MODE": mode}) as plugin:
        plugin.handshake()
        plugin.configure(service.configuration())

        def create(number: int):
            name = f"/group/{number:04}"  # of one length: a name is no other's prefix
            return plugin.rpc.Create(create_request(name), timeout=LONG)

        return all_at_once([lambda number=number: create(number) for number in range(count)])


def test_every_third_call_refused():
    def refuse(number: int, _operation: str):
        return THROTTLED if number % 3 == 0 else None

    with LogsService(refuse) as service:
        begun = time.monotonic()
        made = create_all(service, MANY)
        seconds = time.monotonic() - begun
    print(f"{MANY} creates: {len(service.calls)} calls instead of {CALLS_OF_A_CREATE * MANY}, {seconds:.1f} s")
    assert sorted(each.id for each in made) == sorted(service.groups)
    assert service.made == dict.fromkeys(service.groups, 1) and len(service.groups) == MANY
    assert len(service.calls) <= 2 * CALLS_OF_A_CREATE * MANY


class Bucket:
    """As AWS throttles: so many calls at once, and then so many a second."""

    def __init__(self, at_once: int, a_second: float) -> None:
        self.most, self.a_second = at_once, a_second
        self.tokens, self.filled = float(at_once), time.monotonic()

    def refuse(self, _number: int, _operation: str):
        now = time.monotonic()
        self.tokens = min(self.most, self.tokens + (now - self.filled) * self.a_second)
        self.filled = now
        if self.tokens < 1:
            return THROTTLED
        self.tokens -= 1
        return None


@pytest.mark.parametrize("mode", ["standard", "adaptive"])
def test_a_limit_on_the_rate(mode):
    count = 120
    with LogsService(Bucket(40, 40).refuse) as service:
        begun = time.monotonic()
        create_all(service, count, mode)
        seconds = time.monotonic() - begun
    needed = CALLS_OF_A_CREATE * count
    print(f"{mode}: {count} creates: {len(service.calls)} calls instead of {needed}, {seconds:.1f} s")
    assert service.made == dict.fromkeys(service.groups, 1) and len(service.groups) == count
    assert len(service.calls) <= 2 * needed


def test_cancel_ends_pauses_and_waits_for_a_turn():
    with LogsService(lambda _number, _operation: THROTTLED) as service, Plugin() as plugin:
        plugin.handshake()
        plugin.configure(service.configuration())
        calls = [
            plugin.rpc.Create.future(create_request(f"/group/{number}"), timeout=60) for number in range(2 * PLACES)
        ]
        service.wait_for_calls(PLACES)  # the others wait for a place
        begun = time.monotonic()
        plugin.cancel()
        for call in calls:
            assert call.exception(timeout=10).code() == grpc.StatusCode.CANCELLED
        assert time.monotonic() - begun < 1
    assert service.groups == {}
