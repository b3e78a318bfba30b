"""The real plugin binary without the engine: a process, a gRPC client, and a stand-in for what it calls back.

with Engine() as engine, Plugin(engine=engine) as plugin:
    plugin.handshake()
    plugin.configure({"region": "eu-central-1"})
    answer = plugin.check("utm:ec2:Vpc", "main", {"cidrBlock": "10.0.0.0/33"})
"""

import os
import re
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import empty_pb2, json_format, struct_pb2
from google.rpc import status_pb2
from pulumi.runtime.proto import (
    engine_pb2,
    engine_pb2_grpc,
    errors_pb2,
    plugin_pb2,
    provider_pb2,
    provider_pb2_grpc,
    resource_pb2,
    resource_pb2_grpc,
)

from tests.support.paths import binary

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e"

LIMITS = [
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.max_metadata_size", 1 << 20),  # error details travel in metadata
    ("grpc.absolute_max_metadata_size", 1 << 20),
]
SECONDS = 60  # no call of a test takes longer


def secret(value: Any) -> dict:
    return {SIGNATURE: SECRET, "value": value}


def struct(values: dict | None) -> struct_pb2.Struct:
    """A dict as the engine would send it."""
    message = struct_pb2.Struct()
    message.update(values or {})
    return message


def plain(message: struct_pb2.Struct) -> dict:
    """The other way; whole numbers become int."""
    return _whole(json_format.MessageToDict(message))


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def urn(type_token: str, name: str) -> str:
    return f"urn:pulumi:test::project::{type_token}::{name}"


def details(error: grpc.RpcError) -> list:
    """The messages in an error's grpc-status-details-bin, unpacked."""
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            return [_unpacked(each) for each in status_pb2.Status.FromString(value).details]
    return []


def _unpacked(packed) -> Any:
    name = packed.type_url.rpartition(".")[2]
    message = getattr(errors_pb2, name, None) or getattr(provider_pb2, name)
    return message.FromString(packed.value)


class Engine(engine_pb2_grpc.EngineServicer, resource_pb2_grpc.ResourceMonitorServicer):
    """Stands in for the engine: keeps the log, answers the resource monitor.

    `register(request)` answers RegisterResource: a RegisterResourceResponse, or None for the ordinary one (id and URN
    from the name, the inputs as state). It runs on a thread of its own for each call.
    """

    def __init__(self, register: Callable[[Any], Any] | None = None) -> None:
        self.logs: list[engine_pb2.LogRequest] = []
        self.registered: list[resource_pb2.RegisterResourceRequest] = []
        self.outputs: dict[str, dict] = {}  # of components, by URN
        self.register = register
        self._server = grpc.server(futures.ThreadPoolExecutor(64), options=LIMITS)
        engine_pb2_grpc.add_EngineServicer_to_server(self, self._server)
        resource_pb2_grpc.add_ResourceMonitorServicer_to_server(self, self._server)
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"

    def __enter__(self) -> "Engine":
        self._server.start()
        return self

    def __exit__(self, *_problem: Any) -> None:
        self._server.stop(0).wait()

    def Log(self, request, context):
        self.logs.append(request)
        return empty_pb2.Empty()

    def SupportsFeature(self, request, context):
        return resource_pb2.SupportsFeatureResponse(hasSupport=True)

    def RegisterResource(self, request, context):
        self.registered.append(request)
        answer = self.register(request) if self.register else None
        return answer or resource_pb2.RegisterResourceResponse(
            urn=urn(request.type, request.name),
            id=f"{request.name}-id" if request.custom else "",
            object=request.object,
        )

    def RegisterResourceOutputs(self, request, context):
        self.outputs[request.urn] = plain(request.outputs)
        return empty_pb2.Empty()


class Plugin:
    """One process of the plugin. `rpc` is the plain stub; the methods are what tests say most."""

    def __init__(self, engine: Engine | None = None, environment: dict[str, str] | None = None) -> None:
        self.engine = engine
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_"))}
        self._home = tempfile.TemporaryDirectory(prefix="utm-plugin-")
        own = {"HOME": self._home.name, "PULUMI_HOME": self._home.name, "AWS_EC2_METADATA_DISABLED": "true"}
        self._stderr = (Path(self._home.name) / "stderr").open("w+b")
        self.process = subprocess.Popen(
            [binary(), *([engine.address] if engine else [])],
            env=inherited | own | (environment or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
        )
        line = self.process.stdout.readline()
        if not re.fullmatch(rb"\d+\n", line):
            raise AssertionError(f"no port line but {line!r}; stderr: {self.stderr()}")
        self.port = int(line)
        self.channel = grpc.insecure_channel(f"127.0.0.1:{self.port}", options=LIMITS)
        self.rpc = provider_pb2_grpc.ResourceProviderStub(self.channel)

    def __enter__(self) -> "Plugin":
        return self

    def __exit__(self, *_problem: Any) -> None:
        self.close()

    def stderr(self) -> str:
        self._stderr.flush()
        return Path(self._stderr.name).read_text(errors="replace")

    def close(self) -> None:
        """As the engine ends a plugin: SIGINT. It must end by itself, well and silent."""
        self.channel.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = "still running 10 s after SIGINT"
        self.process.stdin.close()
        self.process.stdout.close()
        words = self.stderr()
        self._stderr.close()
        self._home.cleanup()
        assert code in (0, -signal.SIGKILL), f"the plugin ended with {code}: {words}"
        assert "Sanitizer" not in words and "runtime error" not in words, words

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def memory_kb(self) -> int:
        """Resident memory now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.M)[1])

    def raw(self, path: str, request: bytes, seconds: float = SECONDS) -> bytes:
        """Any bytes to any method: "/pulumirpc.ResourceProvider/Check"."""
        return self.channel.unary_unary(path)(request, timeout=seconds)

    # ---- configuration ----

    def handshake(self, **more: Any) -> provider_pb2.ProviderHandshakeResponse:
        fields = {
            "engine_address": self.engine.address if self.engine else "127.0.0.1:1",
            "configure_with_urn": True,
            "supports_views": True,
            "supports_refresh_before_update": True,
            "invoke_with_preview": True,
        }
        return self.rpc.Handshake(provider_pb2.ProviderHandshakeRequest(**(fields | more)), timeout=SECONDS)

    def check_config(self, news: dict, olds: dict | None = None) -> provider_pb2.CheckResponse:
        request = provider_pb2.CheckRequest(
            urn=urn("pulumi:providers:utm", "default"), news=struct(news), olds=struct(olds)
        )
        return self.rpc.CheckConfig(request, timeout=SECONDS)

    def diff_config(self, news: dict, old_inputs: dict) -> provider_pb2.DiffResponse:
        request = provider_pb2.DiffRequest(
            urn=urn("pulumi:providers:utm", "default"),
            news=struct(news),
            old_inputs=struct(old_inputs),
            olds=struct(old_inputs),
        )
        return self.rpc.DiffConfig(request, timeout=SECONDS)

    def configure(self, args: dict) -> provider_pb2.ConfigureResponse:
        request = provider_pb2.ConfigureRequest(
            args=struct(args),
            acceptSecrets=True,
            acceptResources=True,
            sends_old_inputs=True,
            sends_old_inputs_to_delete=True,
        )
        return self.rpc.Configure(request, timeout=SECONDS)

    def schema(self) -> str:
        return self.rpc.GetSchema(provider_pb2.GetSchemaRequest(), timeout=SECONDS).schema

    def info(self) -> plugin_pb2.PluginInfo:
        return self.rpc.GetPluginInfo(empty_pb2.Empty(), timeout=SECONDS)

    # ---- resources ----

    def check(self, token: str, name: str, news: dict, olds: dict | None = None, **more: Any):
        request = provider_pb2.CheckRequest(
            urn=urn(token, name), type=token, name=name, news=struct(news), olds=struct(olds), **more
        )
        return self.rpc.Check(request, timeout=SECONDS)

    def diff(self, token: str, name: str, id_: str, news: dict, old_inputs: dict, olds: dict | None = None, **more):
        request = provider_pb2.DiffRequest(
            urn=urn(token, name),
            type=token,
            name=name,
            id=id_,
            news=struct(news),
            old_inputs=struct(old_inputs),
            olds=struct(old_inputs if olds is None else olds),
            **more,
        )
        return self.rpc.Diff(request, timeout=SECONDS)

    def create(self, token: str, name: str, inputs: dict, preview: bool = False, **more: Any):
        request = provider_pb2.CreateRequest(
            urn=urn(token, name), type=token, name=name, properties=struct(inputs), preview=preview, **more
        )
        return self.rpc.Create(request, timeout=SECONDS)

    def read(self, token: str, name: str, id_: str, properties: dict | None = None, inputs: dict | None = None):
        request = provider_pb2.ReadRequest(
            urn=urn(token, name), type=token, name=name, id=id_, properties=struct(properties), inputs=struct(inputs)
        )
        return self.rpc.Read(request, timeout=SECONDS)

    def update(self, token: str, name: str, id_: str, news: dict, old_inputs: dict, olds: dict, **more: Any):
        request = provider_pb2.UpdateRequest(
            urn=urn(token, name),
            type=token,
            name=name,
            id=id_,
            news=struct(news),
            old_inputs=struct(old_inputs),
            olds=struct(olds),
            **more,
        )
        return self.rpc.Update(request, timeout=SECONDS)

    def delete(self, token: str, name: str, id_: str, properties: dict, inputs: dict | None = None):
        request = provider_pb2.DeleteRequest(
            urn=urn(token, name),
            type=token,
            name=name,
            id=id_,
            properties=struct(properties),
            old_inputs=struct(inputs if inputs is not None else properties),
        )
        return self.rpc.Delete(request, timeout=SECONDS)

    def invoke(self, token: str, args: dict):
        return self.rpc.Invoke(provider_pb2.InvokeRequest(tok=token, args=struct(args)), timeout=SECONDS)

    def cancel(self) -> None:
        self.rpc.Cancel(empty_pb2.Empty(), timeout=SECONDS)


def all_at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Runs the calls side by side, each on a thread, released together; results in order, exceptions raised."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        return call()

    with futures.ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
