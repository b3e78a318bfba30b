"""schema.json as the tests look at it."""

import json
from collections.abc import Iterator
from functools import cache

from tests.support.paths import ROOT

SCHEMA = ROOT / "schema.json"


@cache
def document() -> dict:
    return json.loads(SCHEMA.read_text())


def resources() -> dict[str, dict]:
    """Resources that AWS knows; components are ours alone."""
    return {token: spec for token, spec in document()["resources"].items() if not spec.get("isComponent")}


def extras(spec: dict) -> dict:
    return spec.get("language", {}).get("utm", {})


def type_of(spec: dict) -> dict | None:
    """The named type behind a property, looking through lists and maps."""
    while "items" in spec or "additionalProperties" in spec:
        spec = spec.get("items") or spec["additionalProperties"]
    if "$ref" not in spec:
        return None
    return document()["types"][spec["$ref"].removeprefix("#/types/")]


def bags() -> Iterator[tuple[str, dict[str, dict], list[str]]]:
    """Every set of properties that a user can fill in: where, properties, required."""
    doc = document()
    yield "provider", doc["provider"]["inputProperties"], doc["provider"].get("requiredInputs", [])
    for token, spec in doc["resources"].items():
        yield token, spec["inputProperties"], spec.get("requiredInputs", [])
    for token, spec in doc["functions"].items():
        yield token, spec["inputs"]["properties"], spec["inputs"].get("required", [])
    for token, spec in doc["types"].items():
        if "properties" in spec:
            yield token, spec["properties"], spec.get("required", [])


def output_bags() -> Iterator[tuple[str, dict[str, dict], list[str]]]:
    """Every set of properties that a user reads."""
    doc = document()
    yield "provider", doc["provider"]["properties"], []
    for token, spec in doc["resources"].items():
        yield token, spec["properties"], spec["required"]
    for token, spec in doc["functions"].items():
        yield token, spec["outputs"]["properties"], spec["outputs"]["required"]


def inputs() -> Iterator[tuple[str, dict]]:
    """Every property that a user can fill in, as "token.property"."""
    for where, properties, _ in bags():
        for name, spec in properties.items():
            yield f"{where}.{name}", spec
