"""The judge for T2: schema.json beside CloudFormation's resource schemas, in both directions.

cloudformation.yaml says which property is which, differences.yaml lists every difference with its reason. One that is
not listed fails, and so does one that is listed and is not there (any more).
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
import yaml
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from tests.schema.document import document, extras, resources, type_of
from tests.schema.posix import Posix
from tests.support.paths import ROOT

HERE = ROOT / "tests/schema"
MAP = yaml.safe_load((HERE / "cloudformation.yaml").read_text())
LIMITS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems")
FORMATS = {"cidr4": "ipv4-network", "cidr6": "ipv6-network"}


@cache
def differences() -> dict[tuple[str, str, str], str]:
    """(token, property, what) → why."""
    found = {}
    for each in yaml.safe_load((HERE / "differences.yaml").read_text()):
        for token in as_list(each["token"]):
            for at in as_list(each["at"]):
                for what in as_list(each["what"]):
                    key = (token, at, what)
                    assert key not in found, f"twice in differences.yaml: {key}"
                    assert len(each["why"]) > 20, f"that is no reason: {each}"
                    found[key] = each["why"]
    return found


def as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


class Theirs:
    """One of CloudFormation's resource schemas."""

    def __init__(self, name: str) -> None:
        self.schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema

    def resolve(self, spec: dict) -> dict:
        while "$ref" in spec:
            spec = self.schema["definitions"][spec["$ref"].removeprefix("#/definitions/")] | {
                key: value for key, value in spec.items() if key != "$ref"
            }
        return spec

    def at(self, path: str) -> dict:
        spec = self.schema
        for part in path.split("/"):
            spec = self.resolve(spec["items"] if part == "*" else spec["properties"][part])
        return spec

    def parent(self, path: str) -> dict:
        above = path.rpartition("/")[0]
        return self.at(above) if above else self.schema

    def required(self, path: str) -> bool:
        return path.rpartition("/")[2] in self.parent(path).get("required", [])

    def names(self, kind: str) -> set[str]:
        return {each.removeprefix("/properties/") for each in self.schema.get(kind, [])}

    def replaces(self, path: str) -> str:
        if path in self.names("createOnlyProperties"):
            return "always"
        return "sometimes" if path in self.names("conditionalCreateOnlyProperties") else "never"

    def writable(self, path: str) -> list[str]:
        """Members of an object (or the elements of a list of them) that a template can set."""
        spec = self.at(path) if path else self.schema
        if spec.get("type") == "array":
            path, spec = f"{path}/*", self.resolve(spec["items"])
        paths = [f"{path}/{name}" if path else name for name in spec.get("properties", {})]
        return [each for each in paths if each not in self.names("readOnlyProperties")]


class Ours:
    """One of our resources."""

    def __init__(self, token: str) -> None:
        self.spec = document()["resources"][token]

    def at(self, path: str) -> dict:
        return self._walk(path)[0]

    def required(self, path: str) -> bool:
        return self._walk(path)[1]

    def _walk(self, path: str) -> tuple[dict, bool]:
        properties, required = self.spec["inputProperties"], self.spec.get("requiredInputs", [])
        spec, needed = {}, False
        for part in path.split("/"):
            if part == "*":
                spec = spec["items"]
            else:
                spec, needed = properties[part], part in required
            named = type_of(spec) or {}
            properties, required = named.get("properties", {}), named.get("required", [])
        return spec, needed

    def paths(self) -> list[str]:
        return list(self._below("", self.spec["inputProperties"]))

    def _below(self, above: str, properties: dict) -> Iterator[str]:
        for name, spec in properties.items():
            path = above + name
            yield path
            named = type_of(spec) or {}
            yield from self._below(path + ("/*/" if "items" in spec else "/"), named.get("properties", {}))


def replaces(spec: dict) -> str:
    if not spec.get("willReplaceOnChanges"):
        return "never"
    return "sometimes" if "replaceExcept" in extras(spec) else "always"


def kind_of(spec: dict) -> str:
    named = type_of(spec)
    if "items" in spec:
        return "array"
    return spec.get("type") or named["type"]


def limit(spec: dict, name: str) -> int | None:
    """A lower limit of 0 is none."""
    value = spec.get(name)
    return None if value == 0 and name in ("minLength", "minItems") else value


def element(spec: dict, theirs: Theirs) -> dict:
    return theirs.resolve(spec["items"]) if "items" in spec else spec


def samples(examples: list[str]) -> Iterator[str]:
    """Texts by which two patterns are told apart: each character alone and among others, and around examples."""
    yield ""
    characters = ["\t", "\n", "\x01", *map(chr, range(0x20, 0x7F)), "\xe9", "\u20ac"]
    for char in characters:
        yield from (char, f"a{char}", f"{char}a", f"a{char}a", f"a{char * 2}a")
    for text in examples:
        yield text
        for place in range(len(text)):
            yield text[:place] + text[place + 1 :]
            for char in "a0Z-:/ .":
                yield text[:place] + char + text[place + 1 :]


def whole(pattern: str) -> str:
    """`$` as everybody but Python has it: the end, and not also before a final newline."""
    return pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern


def same_pattern(ours: str | None, theirs: str | None, limits: dict, examples: list[str]) -> bool:
    if ours is None and theirs is None:
        return True
    mine, yours = Posix(ours or ""), re.compile(whole(theirs or ""), re.ASCII)
    low, high = limits.get("minLength", 0), limits.get("maxLength", 1 << 20)
    return all(mine.finds(text) == bool(yours.search(text)) for text in samples(examples) if low <= len(text) <= high)


def compare(ours: Ours, path: str, theirs: Theirs, their_path: str, examples: list[str]) -> Iterator[str]:
    """What differs between our property and theirs."""
    mine, yours = ours.at(path), theirs.at(their_path)
    if "/" not in path and replaces(mine) != theirs.replaces(their_path):
        yield "replace"
    if ours.required(path) != theirs.required(their_path):
        yield "required"
    if path == "tags" or path.endswith("/tags"):
        return  # a map here, a list of keys and values there
    if kind_of(mine) not in as_list(yours.get("type", "string")):
        yield "type"
        return
    rules, single = extras(mine), element(yours, theirs)
    my_enum = [each["value"] for each in (type_of(mine) or {}).get("enum", [])]
    your_enum = single.get("enum", single.get("enumCaseInsensitive", []))
    if set(my_enum) != set(your_enum):
        yield "enum"
    for name in LIMITS:
        if limit(rules, name) != limit(yours if "Items" in name else single, name):
            yield name
    if not same_pattern(rules.get("pattern"), single.get("pattern"), rules, examples):
        yield "pattern"
    if FORMATS.get(rules.get("format")) != (single.get("format") if single.get("format") in FORMATS.values() else None):
        yield "format"
    if "default" in yours and mine.get("default") != yours["default"]:
        yield "default"
    if kind_of(mine) == "array" and bool(rules.get("unordered")) == yours.get("insertionOrder", True):
        yield "unordered"


def judged(token: str) -> Iterator[tuple[str, str]]:
    """All differences of one of our resources, as (property, what)."""
    ours, mapped = Ours(token), set()
    for part in MAP[token]:
        theirs, pairs = Theirs(part["type"]), part["map"]
        mapped |= pairs.keys()
        for path, their_path in pairs.items():
            for what in compare(ours, path, theirs, their_path, part.get("samples", {}).get(path, [])):
                yield path, what
        reached = set(pairs.values())
        for above in sorted({""} | {above for each in reached for above in prefixes(each)}):
            for each in theirs.writable(above):
                if each not in reached and not any(other.startswith(each + "/") for other in reached):
                    yield f"{part['type']} {each}", "not covered"
    yield from ((path, "ours only") for path in ours.paths() if path not in mapped)


def prefixes(path: str) -> Iterator[str]:
    """The objects that a path leads through; the elements of a list count as the list."""
    parts = path.split("/")
    for end in range(1, len(parts)):
        if parts[end] != "*":
            yield "/".join(parts[:end]).removesuffix("/*")


@pytest.mark.parametrize("token", MAP)
def test_agrees_with_cloudformation(token: str):
    found = {(token, path, what) for path, what in judged(token)}
    listed = {key for key in differences() if key[0] == token}
    assert not found - listed, "differs from CloudFormation, and no reason is given in differences.yaml"
    assert not listed - found, "in differences.yaml, but there is no such difference (any more)"


def test_every_resource_is_judged():
    assert MAP.keys() == resources().keys()


def test_patterns_are_told_apart():
    """The comparison by samples sees what it is there for."""
    assert same_pattern("^[a-z]+$", "^[a-z]*$", {"minLength": 1}, [])
    assert not same_pattern("^[a-z]+$", "^[a-z0]+$", {}, [])
    assert not same_pattern("^a[.]b$", "^a.b$", {}, ["a.b"])
    assert not same_pattern(None, "^[^,]*$", {}, [])


def summary() -> tuple[list[str], int]:
    """For `make judges`: our properties that differ without a reason, and the number of those looked at."""
    odd, total = [], 0
    for token in MAP:
        found = {path for path, what in judged(token) if (token, path, what) not in differences()}
        odd += [f"{token}.{path}" for path in sorted(found)]
        total += len(found | set(Ours(token).paths()))
    return odd, total
