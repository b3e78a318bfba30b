"""The examples in descriptions (and so in SDKs and reference pages) keep to the schema."""

import re
from collections.abc import Iterator

import pytest
import yaml

from tests.schema.document import document, extras, type_of
from tests.schema.posix import Posix

DESCRIBED = {**document()["resources"], **document()["functions"]}


def programs(token: str) -> list[dict]:
    blocks = re.findall(r"^```yaml\n(.*?)^```", DESCRIBED[token]["description"], re.M | re.S)
    return [yaml.safe_load(block) for block in blocks]


def faults(where: str, given: dict, properties: dict, required: list[str]) -> Iterator[str]:
    yield from (f"{where}: {name} is missing" for name in required if name not in given)
    for name, value in given.items():
        if name not in properties:
            yield f"{where}: no property {name}"
        else:
            yield from value_faults(f"{where}.{name}", value, properties[name], extras(properties[name]))


def value_faults(where: str, value: object, spec: dict, rules: dict) -> Iterator[str]:
    named = type_of(spec) or {}
    if isinstance(value, str) and "${" in value or isinstance(value, dict) and "fn::toJSON" in value:
        return
    if "items" in spec:
        for each in value:
            yield from value_faults(where, each, spec["items"], rules)
    elif "properties" in named:
        yield from faults(where, value, named["properties"], named.get("required", []))
    elif "enum" in named:
        if value not in [each["value"] for each in named["enum"]]:
            yield f"{where}: {value} is not allowed"
    else:
        python = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict}
        if not isinstance(value, python[spec["type"]]):
            yield f"{where}: {value} is no {spec['type']}"
        elif isinstance(value, str) and not Posix(rules.get("pattern", "")).finds(value):
            yield f"{where}: {value} has not the form that is wanted"


@pytest.mark.parametrize("token", DESCRIBED)
def test_examples(token: str):
    found, used = [], set()
    for program in programs(token):
        for name, each in program.get("resources", {}).items():
            spec = document()["resources"][each["type"]]
            used.add(each["type"])
            given = each.get("properties", {})
            found += faults(name, given, spec["inputProperties"], spec.get("requiredInputs", []))
        for name, each in program.get("variables", {}).items():
            call = each["fn::invoke"]
            spec = document()["functions"][call["function"]]["inputs"]
            used.add(call["function"])
            found += faults(name, call.get("arguments", {}), spec["properties"], spec.get("required", []))
    assert not found
    assert token in used, "there is no example"
