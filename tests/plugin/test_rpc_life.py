"""The life of the process: start, Handshake, what it says of itself, and its end."""

import json
import os
import signal
import subprocess
import time

import grpc
import pytest
from pulumi.runtime.proto import engine_pb2, plugin_pb2, provider_pb2

from tests.plugin.memory import FREED_AT_ONCE, growth_kb
from tests.support.paths import binary
from tests.support.plugin import UNKNOWN, Engine, Plugin, all_at_once, secret, struct, urn

HEALTH = "/grpc.health.v1.Health/Check"
SERVING = b"\x08\x01"
GROWTH_KB = 512
ROLE = "utm:iam:Role"
TRUST = {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
ROLE_POLICY = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})


def started(*arguments: str, **options) -> tuple[subprocess.Popen, int]:
    """A plain process and its port; for what the Plugin class does its own way."""
    process = subprocess.Popen([binary(), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **options)
    return process, int(process.stdout.readline())


def info_at(port: int) -> plugin_pb2.PluginInfo:
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        answer = channel.unary_unary("/pulumirpc.ResourceProvider/GetPluginInfo")(b"", timeout=10)
    return plugin_pb2.PluginInfo.FromString(answer)


def seconds_to_end(process: subprocess.Popen) -> float:
    """How long from now until the process ends by itself, with exit code 0."""
    begun = time.monotonic()
    try:
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.stdout.close()
        process.stdin.close()
    return time.monotonic() - begun


# ---- start ----


def test_the_port_line_is_all_that_stdout_gets():
    process, port = started()
    assert 0 < port < 65536
    assert info_at(port).version
    process.send_signal(signal.SIGINT)
    assert process.stdout.read() == b""
    assert seconds_to_end(process) < 1


def test_version_and_help_need_no_server():
    version = subprocess.run([binary(), "--version"], capture_output=True, text=True, timeout=10, check=True)
    with Plugin() as plugin:
        assert version.stdout == plugin.info().version + "\n"
    words = subprocess.run([binary(), "--help"], capture_output=True, text=True, timeout=10, check=True)
    assert "usage: pulumi-resource-utm" in words.stdout
    assert "PULUMI_DEBUG_PROVIDERS=utm:PORT" in words.stdout


def test_flags_of_the_engine_stand_before_its_address():
    with Engine() as engine:
        process, port = started("-logtostderr", "-v=9", "-tracing", "tcp://127.0.0.1:2", engine.address)
        assert info_at(port).version
        process.stdin.close()  # the address was understood: the end of stdin is the end
        assert seconds_to_end(process) < 1


def test_a_port_that_nobody_can_read_ends_the_process():
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.Popen([binary()], stdin=subprocess.DEVNULL, stdout=writing)
    os.close(writing)
    assert process.wait(timeout=10) == 1


# ---- what it says of itself ----


def test_handshake_says_what_we_take(plugin):
    answer = plugin.handshake()
    assert answer.accept_secrets
    assert answer.accept_resources
    assert answer.accept_outputs
    assert answer.supports_autonaming_configuration


def test_a_handshake_of_an_older_engine_will_do(plugin):
    request = provider_pb2.ProviderHandshakeRequest(engine_address="127.0.0.1:1")
    assert plugin.rpc.Handshake(request, timeout=10).accept_secrets
    assert plugin.rpc.Handshake(provider_pb2.ProviderHandshakeRequest(), timeout=10).accept_secrets


def test_the_schema_is_the_repositorys_and_has_the_plugins_version(plugin):
    schema = json.loads(plugin.schema())
    assert schema["name"] == "utm"
    assert schema["version"] == plugin.info().version


def test_a_schema_that_we_do_not_have_is_refused(plugin):
    with pytest.raises(grpc.RpcError) as later:
        plugin.rpc.GetSchema(provider_pb2.GetSchemaRequest(version=1), timeout=10)
    assert later.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "version 1" in later.value.details()
    with pytest.raises(grpc.RpcError) as sub:
        plugin.rpc.GetSchema(provider_pb2.GetSchemaRequest(subpackage_name="more"), timeout=10)
    assert "no sub-package more" in sub.value.details()


def test_parameters_are_refused_in_words(plugin):
    request = provider_pb2.ParameterizeRequest(args=provider_pb2.ParameterizeRequest.ParametersArgs(args=["x"]))
    with pytest.raises(grpc.RpcError) as refused:
        plugin.rpc.Parameterize(request, timeout=10)
    assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED
    assert "takes no parameters" in refused.value.details()


def test_there_are_no_mappings(plugin):
    mapping = plugin.rpc.GetMapping(provider_pb2.GetMappingRequest(key="terraform"), timeout=10)
    assert (mapping.provider, mapping.data) == ("", b"")
    assert not plugin.rpc.GetMappings(provider_pb2.GetMappingsRequest(key="terraform"), timeout=10).providers


def test_health_is_serving(plugin):
    assert plugin.raw(HEALTH, b"") == SERVING
    assert plugin.raw(HEALTH, b"\x0a\x1apulumirpc.ResourceProvider") == SERVING


@pytest.mark.parametrize("path", ["/pulumirpc.ResourceProvider/Teleport", "/other.Service/Check", "/a/b/c"])
def test_an_unknown_method_is_answered(plugin, path):
    with pytest.raises(grpc.RpcError) as unknown:
        plugin.raw(path, b"\x00\xff", seconds=10)
    assert unknown.value.code() == grpc.StatusCode.UNIMPLEMENTED
    assert path in unknown.value.details()


# ---- attach, cancel ----


def test_attach_moves_the_log_to_another_engine():
    with Engine() as first, Engine() as second:
        with Plugin(engine=first, environment={"UTM_LOG": "debug"}) as plugin:
            plugin.handshake()
            plugin.cancel()  # waits until the lines are sent
            plugin.rpc.Attach(plugin_pb2.PluginAttach(address=second.address), timeout=10)
            plugin.info()
            plugin.cancel()
        assert any("Handshake answered" in line.message for line in first.logs)
        assert any("GetPluginInfo answered" in line.message for line in second.logs)
        assert not any("GetPluginInfo" in line.message for line in first.logs)
        assert {line.severity for line in [*first.logs, *second.logs]} == {engine_pb2.DEBUG}


def test_attach_needs_an_address(plugin):
    with pytest.raises(grpc.RpcError) as refused:
        plugin.rpc.Attach(plugin_pb2.PluginAttach(), timeout=10)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT


def test_debug_lines_are_sent_only_when_asked_for():
    with Engine() as engine:
        with Plugin(engine=engine) as plugin:
            plugin.handshake()
            plugin.cancel()
        assert engine.logs == []


def test_a_proxy_for_aws_is_not_used_for_the_engine():
    proxy = dict.fromkeys(("http_proxy", "https_proxy", "grpc_proxy", "HTTP_PROXY"), "http://127.0.0.1:1")
    with Engine() as engine:
        with Plugin(engine=engine, environment=proxy | {"UTM_LOG": "debug"}) as plugin:
            plugin.handshake()
            plugin.cancel()
        assert engine.logs


def test_an_engine_that_does_not_answer_holds_nothing_up():
    with Plugin(environment={"UTM_LOG": "debug"}) as plugin:
        begun = time.monotonic()
        for _ in range(50):
            plugin.handshake(engine_address="127.0.0.1:1")
        plugin.cancel()
        assert time.monotonic() - begun < 5


def test_cancel_is_undone_by_the_next_handshake(plugin):
    for _ in range(3):
        plugin.cancel()
        plugin.cancel()  # twice after Ctrl-C
        assert plugin.handshake().accept_secrets
        assert plugin.info().version


# ---- the end ----


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_process_at_once(number):
    process, port = started("127.0.0.1:1")
    assert info_at(port).version
    process.send_signal(number)
    assert seconds_to_end(process) < 1


@pytest.mark.figure
def test_a_caller_that_stays_connected_does_not_hold_the_end():
    process, port = started()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        assert channel.unary_unary(HEALTH)(b"", timeout=10) == SERVING
        process.send_signal(signal.SIGINT)
        assert seconds_to_end(process) < 1


def test_the_end_of_stdin_is_the_end_of_the_engine():
    process, port = started("127.0.0.1:1")
    process.stdin.write(b"what stands there does not matter\n")
    process.stdin.flush()
    assert info_at(port).version
    process.stdin.close()
    assert seconds_to_end(process) < 1


def test_a_plugin_started_by_hand_outlives_its_stdin():
    process, port = started()
    process.stdin.close()
    for _ in range(100):
        assert info_at(port).version
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert seconds_to_end(process) < 1


# ---- many at once, and for long ----


def test_500_rpcs_at_once(plugin):
    version = plugin.info().version
    calls = [lambda: plugin.info().version] * 200
    calls += [lambda: plugin.raw(HEALTH, b"")] * 200
    calls += [lambda: json.loads(plugin.schema())["version"]] * 100
    assert all_at_once(calls) == [version] * 200 + [SERVING] * 200 + [version] * 100


class Rounds:
    """RPCs as an `up` without changes has them, of a type with a policy, tags and defaults: Check, Diff, and what the
    plugin says of itself. Every fourth object is refused, or has changed."""

    def __init__(self, plugin: Plugin) -> None:
        self._info = plugin.channel.unary_unary("/pulumirpc.ResourceProvider/GetPluginInfo")
        self._check = plugin.channel.unary_unary("/pulumirpc.ResourceProvider/Check")
        self._diff = plugin.channel.unary_unary("/pulumirpc.ResourceProvider/Diff")
        self._calls = [call for number in range(40) for call in self._of(number)]

    def _of(self, number: int) -> list[tuple]:
        """As bytes: what is measured is the plugin, and Python's own messages take longer than it does."""
        name, odd = f"role{number}", number % 4 == 0
        inputs = {"assumeRolePolicy": ROLE_POLICY, "path": f"/bench/{number}/", "tags": {"number": str(number)}}
        refused = {"maxSessionDuration": 1, "permissionsBoundary": 7, "noSuchProperty": UNKNOWN} if odd else {}
        check = provider_pb2.CheckRequest(urn=urn(ROLE, name), type=ROLE, name=name, news=struct(inputs | refused))
        diff = provider_pb2.DiffRequest(
            urn=urn(ROLE, name),
            type=ROLE,
            name=name,
            id=name,
            olds=struct(inputs | {"arn": f"arn:aws:iam::1:role/{name}"}),
            old_inputs=struct(inputs),
            news=struct(inputs | ({"path": "/", "tags": secret({"number": "other"})} if odd else {})),
        )
        return [
            (self._check, check.SerializeToString()),
            (self._diff, diff.SerializeToString()),
            (self._info, b""),
        ]

    def run(self, count: int) -> None:
        for number in range(count):
            call, request = self._calls[number % len(self._calls)]
            call(request, timeout=10)


@pytest.mark.figure
def test_10000_rpcs_leave_no_memory_behind():
    with Plugin(environment=FREED_AT_ONCE) as plugin:
        plugin.handshake()
        plugin.configure({"region": "eu-central-1", "accessKey": "AKIATEST", "secretKey": "test"})
        rounds = Rounds(plugin)
        rounds.run(2000)
        assert growth_kb(plugin, lambda: rounds.run(10_000), GROWTH_KB) < GROWTH_KB
