"""Our proto/ against the published descriptors (PyPI `pulumi`): the same messages on the wire.

Names are compared without case and underscores: ours are snake_case (protoc-c runs camelCase together), which no byte
shows. proto3 `optional` is, with us, a oneof of one member named optional_…: the same bytes again.
"""

import subprocess
from pathlib import Path

import pytest
from google.protobuf import descriptor_pb2
from google.rpc import status_pb2
from pulumi.runtime.proto import (
    alias_pb2,
    callback_pb2,
    engine_pb2,
    errors_pb2,
    plugin_pb2,
    provider_pb2,
    resource_pb2,
    source_pb2,
)

from tests.support.paths import ROOT

PUBLISHED = [
    alias_pb2,
    callback_pb2,
    engine_pb2,
    errors_pb2,
    plugin_pb2,
    provider_pb2,
    resource_pb2,
    source_pb2,
    status_pb2,
]

# Newer than the package, as the CLI has it (tried against 3.274.1).
NEWER = {("pulumirpc.RegisterResourceRequest", 44): ("usesoutputvalues", "bool", "single", "")}

# https://github.com/grpc/grpc/blob/master/doc/health-checking.md; no Python package of ours carries it.
HEALTH_FIELDS = {
    ("grpc.health.v1.HealthCheckRequest", 1): ("service", "string", "single", ""),
    ("grpc.health.v1.HealthCheckResponse", 1): (
        "status",
        ".grpc.health.v1.HealthCheckResponse.ServingStatus",
        "single",
        "",
    ),
}
HEALTH_VALUES = {
    ("grpc.health.v1.HealthCheckResponse.ServingStatus", 0): "UNKNOWN",
    ("grpc.health.v1.HealthCheckResponse.ServingStatus", 1): "SERVING",
    ("grpc.health.v1.HealthCheckResponse.ServingStatus", 2): "NOT_SERVING",
    ("grpc.health.v1.HealthCheckResponse.ServingStatus", 3): "SERVICE_UNKNOWN",
}
HEALTH_METHODS = {
    "grpc.health.v1.Health/Check": (
        ".grpc.health.v1.HealthCheckRequest",
        ".grpc.health.v1.HealthCheckResponse",
        False,
        False,
    )
}


def folded(name: str) -> str:
    return name.replace("_", "").lower()


class Descriptors:
    """Files flattened: fields by (message, number), enum values by (enum, number), methods by path."""

    def __init__(self, files: list[descriptor_pb2.FileDescriptorProto]) -> None:
        self.fields: dict[tuple[str, int], tuple] = {}
        self.values: dict[tuple[str, int], str] = {}
        self.methods: dict[str, tuple] = {}
        for file in files:
            assert file.syntax == "proto3", file.name
            for enum in file.enum_type:
                self._enum(file.package, enum)
            for message in file.message_type:
                self._message(file.package, message)
            for service in file.service:
                for method in service.method:
                    self.methods[f"{file.package}.{service.name}/{method.name}"] = (
                        method.input_type,
                        method.output_type,
                        method.client_streaming,
                        method.server_streaming,
                    )

    def _enum(self, scope: str, enum) -> None:
        for value in enum.value:
            self.values[f"{scope}.{enum.name}", value.number] = value.name

    def _message(self, scope: str, message) -> None:
        name = self._map_name(scope, message)
        for enum in message.enum_type:
            self._enum(name, enum)
        for nested in message.nested_type:
            self._message(name, nested)
        for field in message.field:
            self.fields[name, field.number] = (
                folded(field.name),
                self._type(field),
                "repeated" if field.label == field.LABEL_REPEATED else "single",
                self._choice(message, field),
            )

    @staticmethod
    def _map_name(scope: str, message) -> str:
        """The name of a map's entry follows from the field's, so it differs where that does."""
        name = f"{scope}.{message.name}"
        return folded(name) if message.options.map_entry else name

    @staticmethod
    def _type(field) -> str:
        if field.type_name.endswith("Entry"):
            return "." + folded(field.type_name[1:])
        return field.type_name or field.Type.Name(field.type).removeprefix("TYPE_").lower()

    @staticmethod
    def _choice(message, field) -> str:
        """Which oneof the field is in; "optional" for a field whose presence is told."""
        if field.proto3_optional:
            return "optional"
        if not field.HasField("oneof_index"):
            return ""
        oneof = message.oneof_decl[field.oneof_index].name
        return "optional" if oneof == f"optional_{field.name}" else oneof

    def messages(self) -> set[str]:
        return {message for message, _ in self.fields}


def differences(ours: Descriptors, theirs: Descriptors) -> list[str]:
    """What is not the same, in the messages, enums and methods that both have or only ours has."""
    found = [
        f"{message} field {number}: ours {field}, published {theirs.fields.get((message, number))}"
        for (message, number), field in ours.fields.items()
        if field != theirs.fields.get((message, number))
    ]
    found += [
        f"{enum} value {number}: ours {name}, published {theirs.values.get((enum, number))}"
        for (enum, number), name in ours.values.items()
        if name != theirs.values.get((enum, number))
    ]
    found += [
        f"{path}: ours {method}, published {theirs.methods.get(path)}"
        for path, method in ours.methods.items()
        if method != theirs.methods.get(path)
    ]
    return found


def missing(ours: Descriptors, theirs: Descriptors) -> list[str]:
    """Fields and enum values that a message or enum of ours lacks, and methods of the service we serve."""
    enums = {enum for enum, _ in ours.values}
    found = [f"{message} field {number}" for message, number in theirs.fields.keys() - ours.fields.keys()
             if message in ours.messages()]  # fmt: skip
    found += [f"{enum} value {number}" for enum, number in theirs.values.keys() - ours.values.keys() if enum in enums]
    found += [path for path in theirs.methods.keys() - ours.methods.keys() if ".ResourceProvider/" in path]
    return sorted(found)


def compiled(folder: Path, into: Path) -> list[descriptor_pb2.FileDescriptorProto]:
    """What the compiler makes of the .proto files, without the ones they import from Google's library."""
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.proto"))
    library = next(path for path in ("/usr/include", "/usr/local/include") if Path(path, "google/protobuf").exists())
    target = into / "descriptors"
    subprocess.run(
        ["protoc-c", f"-I{folder}", f"-I{library}", f"--descriptor_set_out={target}", *files],
        check=True,
        timeout=60,
    )
    return list(descriptor_pb2.FileDescriptorSet.FromString(target.read_bytes()).file)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[descriptor_pb2.FileDescriptorProto]:
    return compiled(ROOT / "proto", tmp_path_factory.mktemp("proto"))


@pytest.fixture(scope="module")
def ours(files) -> Descriptors:
    return Descriptors(files)


@pytest.fixture(scope="module")
def theirs() -> Descriptors:
    published = Descriptors([_file(module) for module in PUBLISHED])
    published.fields |= NEWER | HEALTH_FIELDS
    published.values |= HEALTH_VALUES
    published.methods |= HEALTH_METHODS
    return published


def _file(module) -> descriptor_pb2.FileDescriptorProto:
    file = descriptor_pb2.FileDescriptorProto()
    module.DESCRIPTOR.CopyToProto(file)
    return file


def test_what_we_have_is_as_published(ours, theirs):
    assert differences(ours, theirs) == []
    print(
        f"descriptors: {len(ours.fields)} fields, {len(ours.values)} enum values, {len(ours.methods)} methods compared"
    )
    assert len(ours.fields) > 300
    assert len(ours.values) > 15
    assert len(ours.methods) == 21 + 1 + 6 + 1  # ResourceProvider, Engine, ResourceMonitor, Health


def test_no_message_of_ours_lacks_a_field_and_the_service_is_whole(ours, theirs):
    assert missing(ours, theirs) == []


def test_what_is_newer_than_the_package_is_still_newer(theirs):
    """When the package catches up, NEWER goes."""
    published = Descriptors([_file(module) for module in PUBLISHED])
    assert not NEWER.keys() & published.fields.keys()


@pytest.mark.parametrize(
    ("message", "field", "change"),
    [
        ("CreateRequest", "timeout", {"number": 30}),
        ("CreateRequest", "timeout", {"type": descriptor_pb2.FieldDescriptorProto.TYPE_FLOAT}),
        ("DiffResponse", "replaces", {"label": descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL}),
        ("ReadRequest", "old_views", {"type_name": ".pulumirpc.Alias"}),
        ("CheckFailure", "reason", {"name": "why"}),
    ],
)
def test_a_wrong_field_is_found(files, theirs, message, field, change):
    """The comparison itself: each kind of mistake, made on purpose."""
    changed = [descriptor_pb2.FileDescriptorProto.FromString(file.SerializeToString()) for file in files]
    target = next(
        each
        for file in changed
        for owner in file.message_type
        if owner.name == message
        for each in owner.field
        if each.name == field
    )
    for name, value in change.items():
        setattr(target, name, value)
    found = differences(Descriptors(changed), theirs)
    assert len(found) == 1
    assert message in found[0]
