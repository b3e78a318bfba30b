"""Messages that no engine sends: an answer or a clean error, never a crash, and the plugin goes on serving."""

import random

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2

from tests.plugin.memory import FREED_AT_ONCE, memory_kb_once_below
from tests.support.plugin import Plugin, all_at_once, struct

SERVICE = provider_pb2.DESCRIPTOR.services_by_name["ResourceProvider"]
METHODS = [method.name for method in SERVICE.methods]
WITH_STRUCT = {  # method → request with a Struct in it
    "Check": lambda value: provider_pb2.CheckRequest(news=value, urn="urn:pulumi:s::p::utm:ec2:Vpc::v"),
    "Diff": lambda value: provider_pb2.DiffRequest(news=value, olds=value, urn="urn:pulumi:s::p::utm:ec2:Vpc::v"),
    "CheckConfig": lambda value: provider_pb2.CheckRequest(news=value),
    "Create": lambda value: provider_pb2.CreateRequest(properties=value, urn="urn:pulumi:s::p::utm:ec2:Vpc::v"),
    "Construct": lambda value: provider_pb2.ConstructRequest(inputs=value, type="utm:index:Network"),
    "Invoke": lambda value: provider_pb2.InvokeRequest(args=value, tok="utm:index:getVpc"),
}
# What a caller is told when the plugin is not there any more.
GONE = grpc.StatusCode.UNAVAILABLE
REFUSED = grpc.StatusCode.INVALID_ARGUMENT


def outcome(plugin: Plugin, method: str, request: bytes) -> tuple[grpc.StatusCode, str]:
    """Code and text of the answer. Any code is an answer, except that nobody is there."""
    path = f"/pulumirpc.ResourceProvider/{method}"
    try:
        if method == "List":
            list(plugin.channel.unary_stream(path)(request, timeout=60))
        else:
            plugin.raw(path, request)
    except grpc.RpcError as error:
        assert error.code() not in (GONE, grpc.StatusCode.DEADLINE_EXCEEDED), f"{method}: {error.details()}"
        return error.code(), error.details()
    return grpc.StatusCode.OK, ""


@pytest.fixture(autouse=True)
def still_serving(plugin):
    yield
    plugin.handshake()
    assert plugin.info().version
    assert plugin.process.poll() is None


@pytest.mark.parametrize("method", METHODS)
def test_garbage_is_refused_by_name(plugin, method):
    for garbage in (b"\xff", b"\x0a\xff", b"\x0a\x05ab", b"\x0b\x0c", b"\x00\x00", b"\xff" * 1000):
        code, text = outcome(plugin, method, garbage)
        assert code == REFUSED, garbage
        assert SERVICE.methods_by_name[method].input_type.full_name in text


@pytest.mark.parametrize("method", METHODS)
def test_an_empty_message_has_all_fields_missing(plugin, method):
    code, text = outcome(plugin, method, b"")
    assert code == grpc.StatusCode.OK or text


@pytest.mark.parametrize("method", METHODS)
def test_random_bytes(plugin, method):
    numbers = random.Random(f"hostile {method}")
    requests = [
        bytes(
            numbers.choice((numbers.randrange(0x60), numbers.randrange(256))) for _ in range(numbers.randrange(1, 80))
        )
        for _ in range(200)
    ]
    for request in requests:
        outcome(plugin, method, request)


@pytest.mark.parametrize("method", METHODS)
def test_a_message_cut_off_anywhere(plugin, method):
    request = SERVICE.methods_by_name[method].input_type._concrete_class()
    for field in request.DESCRIPTOR.fields:
        if field.message_type and field.message_type.full_name == "google.protobuf.Struct":
            getattr(request, field.name).update({"a": [1, {"b": "c"}], "tags": {"Name": "x"}})
        elif field.type == field.TYPE_STRING and not field.is_repeated:
            setattr(request, field.name, "text")
    whole = request.SerializeToString()
    for length in range(len(whole)):
        outcome(plugin, method, whole[:length])


def nested_lists(levels: int) -> bytes:
    """Written by hand: Python's own protobuf stops at 100 messages."""
    value = b""
    for _ in range(levels):
        value = _field(6, _field(1, value))
    return _struct_bytes(value)


def nested_objects(levels: int) -> bytes:
    value = b""
    for _ in range(levels):
        value = _field(5, _struct_bytes(value))
    return _struct_bytes(value)


def _struct_bytes(value: bytes) -> bytes:
    return _field(1, _field(1, b"a") + _field(2, value))


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    digits = bytearray()
    while number > 0x7F:
        digits.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*digits, number])


NEWS = {"Check": 3, "Diff": 4, "CheckConfig": 3, "Create": 2, "Construct": 10, "Invoke": 2}  # the Struct's number


@pytest.mark.parametrize("method", NEWS)
@pytest.mark.parametrize("nested", [nested_lists, nested_objects])
def test_100_levels_of_nesting(plugin, method, nested):
    whole = WITH_STRUCT[method](struct({})).SerializeToString()
    code, text = outcome(plugin, method, whole + _field(NEWS[method], nested(100)))
    assert "nests deeper" not in text  # 100 are taken; what the handler says to such a value is its own
    assert code == grpc.StatusCode.OK or text


@pytest.mark.parametrize("method", NEWS)
@pytest.mark.parametrize("levels", [210, 1000, 5000])
def test_more_levels_are_refused(plugin, method, levels):
    code, text = outcome(plugin, method, _field(NEWS[method], nested_lists(levels)))
    assert code == REFUSED
    assert "nests deeper than 400 levels" in text


@pytest.mark.parametrize("method", NEWS)
def test_a_text_of_64_mib(plugin, method):
    request = WITH_STRUCT[method](struct({"cidrBlock": "x" * (64 << 20)}))
    code, text = outcome(plugin, method, request.SerializeToString())
    assert code == grpc.StatusCode.OK or len(text) < 16 << 10


def test_the_memory_of_a_large_message_is_given_back():
    request = WITH_STRUCT["Check"](struct({"a": "x" * (64 << 20)})).SerializeToString()
    with Plugin(environment=FREED_AT_ONCE) as plugin:
        plugin.handshake()
        outcome(plugin, "Check", b"")
        before = plugin.memory_kb()
        for _ in range(5):
            outcome(plugin, "Check", request)
        limit_kb = before + (32 << 10)  # half of one
        assert memory_kb_once_below(plugin, limit_kb) < limit_kb


@pytest.mark.parametrize("method", NEWS)
@pytest.mark.parametrize(
    ("value", "word"),
    [
        (_field(3, b"a\x00b"), "NUL byte"),
        (_field(3, b"\xff\xfe"), "not UTF-8"),
        (_field(3, b"\xed\xa0\x80"), "not UTF-8"),
    ],
    ids=["NUL", "no UTF-8", "surrogate"],
)
def test_texts_that_are_none(plugin, method, value, word):
    code, text = outcome(plugin, method, _field(NEWS[method], _struct_bytes(value)))
    assert code == REFUSED
    assert word in text


ODD_ENTRIES = {
    "a key without a value": _field(1, b"a"),
    "a value without a key": _field(2, _field(3, b"x")),
    "neither": b"",
    "no kind": _field(1, b"a") + _field(2, b""),
    "not a number": _field(1, b"a") + _field(2, b"\x11" + b"\xff" * 8),
    "infinity": _field(1, b"a") + _field(2, b"\x11\x00\x00\x00\x00\x00\x00\xf0\x7f"),
    "another null": _field(1, b"a") + _field(2, b"\x08\x07"),
    "a later version's kind": _field(1, b"a") + _field(2, _field(99, b"new")),
    "two kinds": _field(1, b"a") + _field(2, _field(3, b"x") + b"\x20\x01"),  # the last counts
}


@pytest.mark.parametrize("method", NEWS)
@pytest.mark.parametrize("entry", ODD_ENTRIES.values(), ids=ODD_ENTRIES)
def test_entries_that_are_odd(plugin, method, entry):
    whole = WITH_STRUCT[method](struct({})).SerializeToString()
    twice = _field(1, entry) * 2  # and each key twice
    code, text = outcome(plugin, method, whole + _field(NEWS[method], twice))
    assert code == grpc.StatusCode.OK or text


def test_four_million_parts_are_the_most(plugin):
    empty_values = _struct_bytes(_field(6, b"\x0a\x00" * 4_000_001))
    code, text = outcome(plugin, "Check", _field(3, empty_values))
    assert code == REFUSED
    assert "more than 4000000 parts" in text


def test_compressed_messages_are_read(plugin):
    call = plugin.channel.unary_unary("/pulumirpc.ResourceProvider/GetSchema")
    assert call(b"", timeout=60, compression=grpc.Compression.Gzip) == call(b"", timeout=60)


def test_hostile_and_honest_side_by_side(plugin):
    garbage = [lambda: outcome(plugin, "Check", b"\xff" * 50)[0]] * 100
    deep = nested_lists(300)
    nested = [lambda: outcome(plugin, "Diff", _field(4, deep))[0]] * 100
    honest = [lambda: bool(plugin.info().version)] * 100
    assert all_at_once(garbage + nested + honest) == [REFUSED] * 200 + [True] * 100
