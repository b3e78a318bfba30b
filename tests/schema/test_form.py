"""schema.json is well formed: by Pulumi's own rules, and by ours for the extras in `language.utm`."""

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.schema.document import SCHEMA, bags, document, extras, inputs, output_bags, type_of
from tests.schema.posix import Posix
from tests.support.paths import ROOT

# The words of `language.utm` (provider/schema/schema.h) and the types of their values.
EXTRAS = {
    "computed": bool,
    "format": str,
    "unordered": bool,
    "caseless": bool,
    "pattern": str,
    "notPattern": str,
    "hint": str,
    "minLength": int,
    "maxLength": int,
    "minimum": int,
    "maximum": int,
    "minItems": int,
    "maxItems": int,
    "minPrefix": int,
    "maxPrefix": int,
    "minSeconds": int,
    "maxSeconds": int,
    "conflictsWith": list,
    "requiredWith": list,
    "exactlyOneOf": list,
    "atLeastOneOf": list,
    "replaceExcept": list,
    "replaceOnPresence": bool,
}
WORDS = set(re.findall(r'"(\w+)"', (ROOT / "provider/schema/schema.h").read_text()))  # of the contract in C
GROUPS = ("conflictsWith", "requiredWith", "exactlyOneOf", "atLeastOneOf")


@cache
def metaschema() -> dict:
    """Pulumi's schema for schemas, from the Go module that the CLI is built of."""
    where = ["go", "list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/pkg/v3"]
    tools = ROOT / "scripts/tools/pulumi"
    folder = subprocess.run(where, cwd=tools, check=True, capture_output=True, text=True).stdout.strip()
    if not folder:
        subprocess.run(["go", "mod", "download", where[-1]], cwd=tools, check=True)
        folder = subprocess.run(where, cwd=tools, check=True, capture_output=True, text=True).stdout.strip()
    return json.loads((Path(folder) / "codegen/schema/pulumi.json").read_text())


def known_keys(spec: dict) -> set[str]:
    """All keys that a definition of the metaschema names, its alternatives included."""
    keys = {key for key, value in spec.get("properties", {}).items() if value is not False}
    if "$ref" in spec:
        keys |= known_keys(metaschema()["$defs"][spec["$ref"].removeprefix("#/$defs/")])
    for each in spec.get("allOf", []) + spec.get("oneOf", []):
        keys |= known_keys(each)
    return keys


def unknown_keys(where: str, value: dict, definition: str) -> Iterator[str]:
    spec = metaschema() if definition == "package" else metaschema()["$defs"][definition]
    for key in value.keys() - known_keys(spec):
        yield f"{where}: {key} (a {definition} has {sorted(known_keys(spec))})"


def unknown_in_properties(where: str, properties: dict) -> Iterator[str]:
    for name, spec in properties.items():
        yield from unknown_keys(f"{where}.{name}", spec, "propertySpec")
        while "items" in spec or "additionalProperties" in spec:
            spec = spec.get("items") or spec["additionalProperties"]
            yield from unknown_keys(f"{where}.{name}[]", spec, "typeSpec")


def test_no_key_is_unknown_to_pulumi():
    doc = document()
    found = [*unknown_keys("package", doc, "package"), *unknown_keys("provider", doc["provider"], "resourceSpec")]
    for kind, definition in (
        ("types", "complexTypeSpec"),
        ("resources", "resourceSpec"),
        ("functions", "functionSpec"),
    ):
        for token, spec in doc[kind].items():
            found += unknown_keys(token, spec, definition)
            for each in spec.get("enum", []):
                known = metaschema()["$defs"]["enumTypeSpec"]["properties"]["enum"]["items"]["properties"]
                found += [f"{token}: {key}" for key in each.keys() - known.keys()]
    for where, properties, _ in (*bags(), *output_bags()):
        found += unknown_in_properties(where, properties)
    found += unknown_in_properties("config", doc["config"]["variables"])
    assert not found


def test_the_metaschema_would_show_an_unknown_key():
    assert list(unknown_keys("x", {"type": "string", "replaceOnChange": True}, "propertySpec"))
    assert not list(unknown_keys("x", {"type": "string", "replaceOnChanges": True}, "propertySpec"))


def test_pulumi_schema_check_finds_nothing():
    done = subprocess.run(["pulumi", "schema", "check", SCHEMA], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_is_in_its_one_form():
    done = subprocess.run([ROOT / "scripts/schema/tidy.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_everything_is_described():
    doc = document()
    lacking = [
        token
        for kind in ("types", "resources", "functions")
        for token, spec in doc[kind].items()
        if not spec.get("description", "").strip()
    ]
    for where, properties, _ in (*bags(), *output_bags()):
        lacking += [f"{where}.{name}" for name, spec in properties.items() if not spec.get("description", "").strip()]
    for token, spec in doc["types"].items():
        lacking += [f"{token}={each['value']}" for each in spec.get("enum", []) if not each.get("description")]
    assert not lacking


def test_every_name_that_is_referred_to_exists():
    lost = []
    for where, properties, required in (*bags(), *output_bags()):
        lost += [f"{where}: required {name}" for name in required if name not in properties]
        for name, spec in properties.items():
            type_of(spec)  # KeyError: a type that is not there
            for group in GROUPS:
                lost += [
                    f"{where}.{name}: {group} {other}"
                    for other in extras(spec).get(group, [])
                    if other not in properties
                ]
    assert not lost


def test_every_type_is_used():
    text = SCHEMA.read_text()
    assert not [token for token in document()["types"] if f'"#/types/{token}"' not in text]


def test_descriptions_name_only_resources_that_exist():
    tokens = set(re.findall(r"utm:[a-z0-9]+:\w+", SCHEMA.read_text()))
    known = document()["resources"].keys() | document()["types"].keys() | document()["functions"].keys()
    assert not tokens - known


@pytest.mark.parametrize(("where", "spec"), list(inputs()), ids=lambda each: each if isinstance(each, str) else "")
def test_extras(where: str, spec: dict):
    """What stands in `language.utm` is known, of the right type, and makes sense."""
    found = extras(spec)
    for key, value in found.items():
        assert key in EXTRAS and key in WORDS, f"{where}: {key} is not in provider/schema/schema.h"
        assert type(value) is EXTRAS[key], f"{where}: {key}"
    assert found.get("format") in WORDS | {None}, f"{where}: no such format in provider/schema/schema.h"
    for low, high in (
        ("minLength", "maxLength"),
        ("minimum", "maximum"),
        ("minItems", "maxItems"),
        ("minPrefix", "maxPrefix"),
        ("minSeconds", "maxSeconds"),
    ):
        assert found.get(low, 0) <= found.get(high, float("inf")), f"{where}: {low}, {high}"
    if "pattern" in found:
        assert found["pattern"][0] == "^" and found["pattern"][-1] == "$", (
            f"{where}: the pattern must hold for the whole text"
        )
        assert found.get("hint"), f"{where}: a pattern needs words that say what would be right"
    for name in {"pattern", "notPattern"} & found.keys():
        Posix(found[name])
        re.compile(found[name])


@pytest.mark.parametrize(("where", "spec"), list(inputs()), ids=lambda each: each if isinstance(each, str) else "")
def test_defaults_keep_their_own_rules(where: str, spec: dict):
    if "default" not in spec:
        return
    default, found, enum = spec["default"], extras(spec), (type_of(spec) or {}).get("enum")
    assert not found.get("computed"), f"{where}: a value that AWS chooses has no default of ours"
    if enum:
        assert default in [each["value"] for each in enum]
    if isinstance(default, str):
        assert found.get("minLength", 0) <= len(default) <= found.get("maxLength", len(default))
        assert Posix(found.get("pattern", "")).finds(default)
    if type(default) is int:
        assert found.get("minimum", default) <= default <= found.get("maximum", default)


def test_groups_are_mutual():
    """If a conflicts with b, b says so, too; members of "exactly one of" all carry the same list."""
    odd = []
    for where, properties, _ in bags():
        for name, spec in properties.items():
            for group in ("exactlyOneOf", "atLeastOneOf"):
                members = extras(spec).get(group)
                if members:
                    odd += [f"{where}.{other}" for other in members if extras(properties[other]).get(group) != members]
                    odd += [] if name in members else [f"{where}.{name}"]
    assert not odd


def test_what_replaces_is_said_in_words_and_in_both_places():
    """Users read the description, SDKs `replaceOnChanges` of the output, engine and docs the input."""
    odd = []
    for token, spec in document()["resources"].items():
        for name, each in spec["inputProperties"].items():
            says = re.search(r"[Aa](ny other)? change replaces", each["description"])
            if each.get("replaceOnChanges") != each.get("willReplaceOnChanges"):
                odd.append(f"{token}.{name}: replaceOnChanges and willReplaceOnChanges differ")
            if spec.get("isComponent"):
                continue
            always = each.get("replaceOnChanges", False) and "replaceExcept" not in extras(each)
            if always != spec["properties"][name].get("replaceOnChanges", False):
                odd.append(f"{token}.{name}: input and output differ")
            if bool(says) != each.get("replaceOnChanges", False):
                odd.append(f"{token}.{name}: the description and replaceOnChanges disagree")
    assert not odd


def test_keys_are_secret_and_stay_out_of_the_state():
    provider = document()["provider"]["inputProperties"]
    keys, proxies = {"accessKey", "secretKey", "token"}, {"httpProxy", "httpsProxy"}  # their URLs may hold a password
    assert {name for name, spec in provider.items() if spec.get("secret")} == keys | proxies
    web_identity = document()["types"]["utm:index:ProviderAssumeRoleWithWebIdentity"]["properties"]
    assert {name for name, spec in web_identity.items() if spec.get("secret")} == {"webIdentityToken"}
    copied = {name for name, spec in provider.items() if "defaultInfo" in spec}
    assert copied == {"region"}, "what is taken from the environment by Pulumi is written into the state"


def test_what_can_be_tagged_shows_all_its_tags():
    for token, spec in document()["resources"].items():
        if not spec.get("isComponent"):
            assert ("tags" in spec["inputProperties"]) == ("tagsAll" in spec["properties"]), token
            assert ("tagsAll" in spec["properties"]) == ("tagsAll" in spec["required"]), token


def test_every_part_can_be_listed():
    for token, spec in document()["resources"].items():
        assert ("listInputs" in spec) == (not spec.get("isComponent")), token
