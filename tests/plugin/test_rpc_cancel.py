"""Calls that wait: cancelled by Cancel, by a caller that is gone, by the end of the process; many of them at once.

The call that waits is a Construct: it registers the component with the engine and waits for the answer.
"""

import signal
import subprocess
import sys
import threading
import time
from concurrent import futures

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2, resource_pb2

from tests.support.plugin import Engine, Plugin, all_at_once, struct, urn

SOON = 10  # seconds; what is "at once" on a busy machine
TOGETHER = 50  # fewer than the stand-in engine has threads


class SlowEngine(Engine):
    """Answers RegisterResource only when the test lets it; knows when a caller has gone."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Semaphore(0)
        self.left = threading.Semaphore(0)
        self.answer = threading.Event()

    def RegisterResource(self, request, context):
        over = threading.Event()
        context.add_callback(over.set)
        self.asked.release()
        while not self.answer.wait(0.01):
            if over.is_set():
                self.left.release()
                break
        return super().RegisterResource(request, context)


def request(engine: Engine, name: str = "groups") -> provider_pb2.ConstructRequest:
    return provider_pb2.ConstructRequest(
        project="project",
        stack="test",
        type="utm:index:SecurityGroups",
        name=name,
        parent=urn("pulumi:pulumi:Stack", "project-test"),
        monitorEndpoint=engine.address,
        inputs=struct({"vpcId": "vpc-0123456789abcdef0"}),
        accepts_output_values=True,
    )


def configured(plugin: Plugin) -> Plugin:
    """No AWS behind it: nothing here comes so far."""
    plugin.handshake()
    plugin.configure(
        {"region": "eu-central-1", "accessKey": "AKIA0", "secretKey": "none", "endpoint": "http://127.0.0.1:1"}
    )
    return plugin


@pytest.fixture
def engine():
    with SlowEngine() as engine:
        yield engine
        engine.answer.set()


@pytest.fixture
def ready(engine):
    with Plugin(engine=engine) as plugin:
        yield configured(plugin)


def in_flight(plugin: Plugin, engine: SlowEngine) -> futures.Future:
    call = plugin.rpc.Construct.future(request(engine), timeout=60)
    assert engine.asked.acquire(timeout=SOON)
    return call


def test_cancel_ends_a_call_and_those_after_it_until_the_next_handshake(ready, engine):
    call = in_flight(ready, engine)
    begun = time.monotonic()
    ready.cancel()
    assert call.exception(timeout=SOON).code() == grpc.StatusCode.CANCELLED
    assert time.monotonic() - begun < 1
    assert engine.left.acquire(timeout=SOON)  # the engine was told, too

    with pytest.raises(grpc.RpcError) as later:
        ready.rpc.Construct(request(engine), timeout=SOON)
    assert later.value.code() == grpc.StatusCode.CANCELLED

    configured(ready)
    engine.answer.set()
    assert ready.rpc.Construct(request(engine), timeout=SOON).urn == urn("utm:index:SecurityGroups", "groups")


def test_a_caller_that_leaves_ends_its_call_and_no_other(ready, engine):
    left, kept = in_flight(ready, engine), in_flight(ready, engine)
    left.cancel()
    assert engine.left.acquire(timeout=SOON)
    engine.answer.set()
    assert kept.result(timeout=SOON).urn


CALLER = """
import grpc, sys
with grpc.insecure_channel(f"127.0.0.1:{sys.argv[1]}") as channel:
    channel.unary_unary("/pulumirpc.ResourceProvider/Construct")(bytes.fromhex(sys.argv[2]), timeout=60)
"""


def test_a_caller_that_was_killed_ends_its_call(ready, engine):
    message = request(engine).SerializeToString().hex()
    caller = subprocess.Popen([sys.executable, "-c", CALLER, str(ready.port), message])
    assert engine.asked.acquire(timeout=60)
    caller.kill()
    assert engine.left.acquire(timeout=SOON)
    caller.wait()
    assert ready.info().version


@pytest.mark.parametrize(
    "end", [lambda process: process.send_signal(signal.SIGINT), lambda process: process.stdin.close()]
)
def test_the_end_of_the_process_ends_calls_with_an_answer(engine, end):
    with Plugin(engine=engine) as plugin:
        call = in_flight(configured(plugin), engine)
        begun = time.monotonic()
        end(plugin.process)
        assert call.exception(timeout=SOON).code() == grpc.StatusCode.CANCELLED
        assert plugin.process.wait(timeout=SOON) == 0
        assert time.monotonic() - begun < 1


def test_constructs_that_wait_for_each_other_and_for_us():
    """Each component's registration waits for all the others', and then calls this same plugin, as the engine does."""
    crowd = threading.Barrier(TOGETHER, timeout=60)

    def register(message):
        if message.custom:
            return None
        crowd.wait()
        return resource_pb2.RegisterResourceResponse(urn=urn(message.type, plugin.info().version + message.name))

    with Engine(register=register) as engine, Plugin(engine=engine) as plugin:
        configured(plugin)
        version = plugin.info().version
        calls = [
            lambda name=f"g{number}": plugin.rpc.Construct(request(engine, name), timeout=60).urn
            for number in range(TOGETHER)
        ]
        assert all_at_once(calls) == [
            urn("utm:index:SecurityGroups", f"{version}g{number}") for number in range(TOGETHER)
        ]
