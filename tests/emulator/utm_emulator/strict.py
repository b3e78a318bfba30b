"""Every request must be valid by the service model: botocore's validator made complete, and the wire compared.

Two steps, because the parser drops what it does not know and converts types: the parsed request is validated, then
written once more by botocore's serialiser and compared with what came over the wire.
"""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import regex
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator
from localstack.aws.api import RequestContext

from utm_emulator.signature import RawRequest


@cache
def _compiled(pattern: str) -> Any:
    """The models' patterns are Java's; two of them, with surrogates, compile nowhere else and are left out."""
    try:
        return regex.compile(pattern)
    except regex.error:
        return None


class StrictValidator(ParamValidator):
    """botocore looks at required members, types and minimum; this one at maximum, enum and pattern as well."""

    def _validate(self, params: Any, shape: Any, errors: Any, name: str) -> None:
        super()._validate(params, shape, errors, name)
        if isinstance(params, str):
            self._check_text(params, shape, errors, name)
        size = len(params) if isinstance(params, str | bytes | list | dict) else params
        if isinstance(size, int | float) and not isinstance(size, bool):
            limit = shape.metadata.get("max")
            if limit is not None and size > limit:
                errors.report(name, "utm", text=f"{size} is more than the maximum {limit}")

    def _check_text(self, text: str, shape: Any, errors: Any, name: str) -> None:
        if getattr(shape, "enum", None) and text not in shape.enum:
            errors.report(name, "utm", text=f"{text!r} is none of {', '.join(shape.enum)}")
        pattern = shape.metadata.get("pattern")
        compiled = _compiled(pattern) if pattern else None
        if compiled and not compiled.fullmatch(text):
            errors.report(name, "utm", text=f"{text!r} does not match {pattern}")


def findings(context: RequestContext) -> list[str]:
    """What is wrong with a request; empty for a valid one."""
    shape = context.operation.input_shape
    params = _with_empty_lists(context, shape) | _without_none(context.service_request or {})
    found = []
    if shape is not None:
        report = StrictValidator().validate(_without_streams(params, shape), shape)
        found = [_words(report, *error) for error in report._errors]
    return found or list(_wire_differences(context, params))


def _words(report: Any, reason: str, name: str, details: dict) -> str:
    if reason == "utm":
        return f"{name.lstrip('.') or 'input'}: {details['text']}"
    return report._format_error((reason, name, details))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_none(item) for item in value]
    return value


def _with_empty_lists(context: RequestContext, shape: Any) -> dict:
    """In the query protocol an empty list is a name without a value; the parser drops it."""
    if context.protocol != "query" or shape is None:
        return {}
    empty = {key for key, value in _form(context.utm_raw).items() if value == ""}
    lists = [(name, member) for name, member in shape.members.items() if member.type_name == "list"]
    return {name: [] for name, member in lists if member.serialization.get("name", name) in empty}


def _without_streams(params: dict, shape: Any) -> dict:
    payload = shape.serialization.get("payload")
    if payload in params and hasattr(params[payload], "read"):
        return params | {payload: b""}
    return params


# --- the request written again, compared with the wire -------------------------------------------------------------


def _wire_differences(context: RequestContext, params: dict) -> Iterator[str]:
    raw: RawRequest = context.utm_raw
    streams = context.operation.has_streaming_input
    if streams:
        params = _without_streams(params, context.operation.input_shape)
    serializer = create_serializer(context.protocol, include_validation=False)
    again = serializer.serialize_to_request(params, context.operation)
    if context.protocol in ("ec2", "query"):
        yield from _compare_form(raw, again["body"])
        return
    yield from _compare_pairs("query", dict(_query(raw)), _again_query(again), ignore=("x-id",))
    yield from _compare_headers(raw, again["headers"])
    if not streams:
        yield from _compare_body(raw.body, again["body"])


def _query(raw: RawRequest) -> list[tuple[str, str]]:
    return parse_qsl(raw.query, keep_blank_values=True)


def _again_query(again: dict) -> dict[str, str]:
    """The serialiser puts fixed parts of the query string (`?versioning`) into the path."""
    _, _, fixed = again["url_path"].partition("?")
    pairs = dict(parse_qsl(fixed, keep_blank_values=True))
    for key, value in (
        again["query_string"].items() if isinstance(again["query_string"], dict) else again["query_string"]
    ):
        pairs[key] = value[-1] if isinstance(value, list) else value
    return pairs


def _compare_form(raw: RawRequest, again: dict) -> Iterator[str]:
    yield from _compare_pairs("form", _form(raw), again)


def _form(raw: RawRequest) -> dict[str, str]:
    return dict(_query(raw) + parse_qsl(raw.body.decode(errors="replace"), keep_blank_values=True))


def _compare_pairs(where: str, sent: dict, again: dict, ignore: tuple = ()) -> Iterator[str]:
    for key in sent.keys() | again.keys():
        if key in ignore:
            continue
        if key not in again:
            yield f"{where}: {key} is unknown to the model, or wrongly numbered"
        elif key not in sent:
            yield f"{where}: {key} is missing"
        elif not _same(sent[key], again[key]):
            yield f"{where}: {key} is {sent[key]!r}, the model writes {again[key]!r}"


def _compare_headers(raw: RawRequest, again: dict) -> Iterator[str]:
    expected = {key.lower(): value for key, value in again.items() if key.lower().startswith("x-amz-")}
    own = ("x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-amz-target", "x-amz-user-agent")
    for key, value in expected.items():
        if key != "x-amz-target" and not _same(raw.header(key), value):
            yield f"header: {key} is {raw.header(key)!r}, the model writes {value!r}"
    for key, _ in raw.headers:
        name = key.lower()
        known = name in expected or name in own or name.startswith(("x-amz-checksum-", "x-amz-sdk-", "x-amz-trailer"))
        if name.startswith("x-amz-") and not known and not name.startswith("x-amz-decoded-"):
            yield f"header: {key} is unknown to the model"


def _compare_body(sent: bytes, again: Any) -> Iterator[str]:
    again = again.encode() if isinstance(again, str) else again or b""
    if not isinstance(again, bytes) or sent == again:
        return
    if not again.lstrip().startswith((b"{", b"<")) and not sent:
        return
    try:
        yield from _compare_documents(sent, again)
    except (ValueError, ElementTree.ParseError) as error:
        yield f"body: unreadable: {error}"


def _compare_documents(sent: bytes, again: bytes) -> Iterator[str]:
    if again.lstrip().startswith(b"{") or sent.lstrip().startswith(b"{"):
        yield from _compare_json("body", json.loads(sent or b"{}"), json.loads(again or b"{}"))
    elif _tree(sent) != _tree(again):
        yield f"body: {sent.decode(errors='replace')!r}, the model writes {again.decode()!r}"


def _compare_json(where: str, sent: Any, again: Any) -> Iterator[str]:
    if isinstance(sent, dict) and isinstance(again, dict):
        sent = _without_none(sent)
        for key in sent.keys() | again.keys():
            if key not in again:
                yield f"{where}.{key} is unknown to the model"
            elif key not in sent:
                yield f"{where}.{key} is missing"
            else:
                yield from _compare_json(f"{where}.{key}", sent[key], again[key])
    elif isinstance(sent, list) and isinstance(again, list) and len(sent) == len(again):
        for index, pair in enumerate(zip(sent, again, strict=True)):
            yield from _compare_json(f"{where}[{index}]", *pair)
    elif (
        isinstance(sent, bool) != isinstance(again, bool)
        or isinstance(sent, str) != isinstance(again, str)
        or sent != again
        and not _same(sent, again)
    ):
        yield f"{where} is {sent!r}, the model writes {again!r}"


def _tree(document: bytes) -> Any:
    """An XML document without the order of its children and without spaces around them; an empty one is no one."""
    if not document.strip():
        return None
    node = _node(ElementTree.fromstring(document))
    return node if any(node[1:]) else None


def _node(element: ElementTree.Element) -> Any:
    children = sorted((_node(child) for child in element), key=repr)
    text = (element.text or "").strip() if children else element.text or ""
    return element.tag, sorted(element.attrib.items()), text, children


def _same(sent: Any, again: Any) -> bool:
    """Equal as AWS reads it: 2 and 2.0, and two ways to write a time."""
    if sent is None or again is None:
        return sent == again
    if str(sent) == str(again):
        return True
    for read in (float, _moment):
        try:
            return read(str(sent)) == read(str(again))
        except ValueError:
            continue
    return False


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
