#!/usr/bin/env python3
"""Writes docs/reference/ from schema.json: scripts/reference.py [--check]

A page for each resource, component and function and for the provider, and README.md, which lists them. With --check
it writes nothing and fails if a page is not as it would be written, is missing, or is one too many.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/reference"
MADE = "<!-- Made from schema.json by scripts/reference.py: change the schema, not this page. -->\n"

SCHEMA = json.loads((ROOT / "schema.json").read_text())


def page_of(token: str) -> str:
    """utm:ec2:Vpc → ec2-Vpc.md; what lies in the index module has no prefix."""
    _, module, name = token.split(":")
    return f"{name}.md" if module == "index" else f"{module}-{name}.md"


def first_sentence(text: str) -> str:
    return text.split("\n")[0].split(". ")[0].rstrip(".") + "."


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace(" \n\n", "<br>").replace("\n\n", "<br>").replace("\n", " ")


def code(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False).strip(chr(34)) or chr(34) * 2}`"


# ---- types


def named(spec: dict) -> tuple[str, dict] | None:
    """Token and definition of the named type behind a property, looking through lists and maps."""
    while "items" in spec or "additionalProperties" in spec:
        spec = spec.get("items") or spec["additionalProperties"]
    if "$ref" not in spec:
        return None
    token = spec["$ref"].removeprefix("#/types/")
    return token, SCHEMA["types"][token]


def type_text(spec: dict) -> str:
    if "items" in spec:
        return f"list of {type_text(spec['items'])}"
    if "additionalProperties" in spec:
        return f"map of {type_text(spec['additionalProperties'])}"
    if "$ref" in spec:
        token, definition = named(spec)
        if "enum" in definition:
            return definition["type"]
        name = token.split(":")[2]
        return f"[{name}](#{name.lower()})"
    return spec["type"]


def below(properties: dict, seen: list[str]) -> Iterator[tuple[str, dict]]:
    """The object types that properties are made of, each once, outer before inner."""
    for spec in properties.values():
        found = named(spec)
        if found and "properties" in found[1] and found[0] not in seen:
            seen.append(found[0])
            yield found
            yield from below(found[1]["properties"], seen)


# ---- rules in words


def between(rules: dict, low: str, high: str, what: str) -> Iterator[str]:
    if low in rules and high in rules:
        yield f"{rules[low]} to {rules[high]}{what}" if rules[low] != rules[high] else f"{rules[low]}{what}"
    elif low in rules:
        yield f"at least {rules[low]}{what}"
    elif high in rules:
        yield f"at most {rules[high]}{what}"


def values_text(definition: dict) -> str:
    return "".join(f"\n\n{code(each['value'])}: {each['description']}" for each in definition["enum"])


def others(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def rules_of(spec: dict) -> Iterator[str]:
    """What the schema says about a property beside its description."""
    rules = spec.get("language", {}).get("utm", {})
    if "default" in spec:
        yield f"Default: {code(spec['default'])}."
    if "defaultInfo" in spec:
        yield f"Default from {' or '.join(f'`{each}`' for each in spec['defaultInfo']['environment'])}."
    limits = [
        *(
            []
            if rules.get("minLength") == 1 and "maxLength" not in rules
            else between(rules, "minLength", "maxLength", " characters")
        ),
        *between(rules, "minimum", "maximum", ""),
        *between(rules, "minItems", "maxItems", " elements"),
    ]
    if limits:
        yield f"Allowed: {', '.join(limits)}."
    if "pattern" in rules:
        yield f"Form: {rules['hint']}."
    if "conflictsWith" in rules:
        yield f"Not together with {others(rules['conflictsWith'])}."
    if "requiredWith" in rules:
        yield f"Only together with {others(rules['requiredWith'])}."
    if spec.get("secret"):
        yield "Secret."
    found = named(spec)
    if found and "enum" in found[1]:
        yield values_text(found[1])


def groups_of(properties: dict) -> Iterator[str]:
    """Rules between properties, once for all of them."""
    for word, text in (("exactlyOneOf", "Exactly one of"), ("atLeastOneOf", "At least one of")):
        groups = [spec.get("language", {}).get("utm", {}).get(word) for spec in properties.values()]
        yield from (f"\n{text} {others(group)} is given.\n" for group in unique(groups) if group)


def unique(values: list) -> list:
    return [value for place, value in enumerate(values) if value not in values[:place]]


# ---- pages


def inputs_table(properties: dict, required: list[str]) -> str:
    lines = ["| property | type | meaning |", "|---|---|---|"]
    for name, spec in sorted(properties.items(), key=lambda each: each[0] not in required):
        words = " ".join([spec["description"], *rules_of(spec)])
        lines.append(f"| `{name}`{' (needed)' if name in required else ''} | {type_text(spec)} | {cell(words)} |")
    return "\n".join(lines) + "\n" + "".join(groups_of(properties))


def outputs_table(properties: dict, always: list[str]) -> str:
    lines = ["| property | type | meaning |", "|---|---|---|"]
    for name, spec in properties.items():
        sometimes = "" if name in always else " (not always there)"
        lines.append(f"| `{name}` | {type_text(spec)} | {cell(spec['description'])}{sometimes} |")
    return "\n".join(lines) + "\n"


def types_sections(*bags: dict) -> Iterator[str]:
    seen: list[str] = []
    for properties in bags:
        for token, definition in below(properties, seen):
            yield f"## {token.split(':')[2]}\n\n{definition['description']}\n"
            yield inputs_table(definition["properties"], definition.get("required", []))


def resource_page(token: str, spec: dict) -> str:
    inputs, outputs = spec["inputProperties"], spec["properties"]
    known = {} if spec.get("isComponent") else inputs
    added = {name: each for name, each in outputs.items() if name not in known}
    parts = [f"# {token}\n", MADE, spec["description"] + "\n"]
    parts += ["## Inputs\n", inputs_table(inputs, spec.get("requiredInputs", []))]
    if added:
        parts += ["## Outputs\n"] + (["All inputs, and:\n"] if known else [])
        parts += [outputs_table(added, spec.get("required", []))]
    return "\n".join([*parts, *types_sections(inputs, outputs)])


def function_page(token: str, spec: dict) -> str:
    inputs, outputs = spec["inputs"]["properties"], spec["outputs"]["properties"]
    parts = [f"# {token}\n", MADE, spec["description"] + "\n"]
    if inputs:
        parts += ["## Arguments\n", inputs_table(inputs, spec["inputs"].get("required", []))]
    parts += ["## Result\n", outputs_table(outputs, spec["outputs"].get("required", []))]
    return "\n".join([*parts, *types_sections(inputs, outputs)])


def provider_page() -> str:
    spec = SCHEMA["provider"]
    how = (
        "As configuration of the stack (`pulumi config set utm:region eu-central-1`), or as properties of a provider "
        "of its own, of type `pulumi:providers:utm`.\n"
    )
    parts = ["# Configuration\n", MADE, spec["description"] + "\n", how, inputs_table(spec["inputProperties"], [])]
    return "\n".join([*parts, *types_sections(spec["inputProperties"])])


def index_page() -> str:
    parts = ["# Reference\n", MADE, "[Configuration](provider.md) of the provider.\n"]
    components = {token: spec for token, spec in SCHEMA["resources"].items() if spec.get("isComponent")}
    single = {token: spec for token, spec in SCHEMA["resources"].items() if not spec.get("isComponent")}
    for title, specs in (("Components", components), ("Parts", single), ("Functions", SCHEMA["functions"])):
        parts += [f"## {title}\n", "| | |\n|---|---|"]
        parts[-1] += "".join(
            f"\n| [{token}]({page_of(token)}) | {cell(first_sentence(spec['description']))} |"
            for token, spec in specs.items()
        )
        parts[-1] += "\n"
    return "\n".join(parts)


def pages() -> dict[str, str]:
    found = {"README.md": index_page(), "provider.md": provider_page()}
    found |= {page_of(token): resource_page(token, spec) for token, spec in SCHEMA["resources"].items()}
    return found | {page_of(token): function_page(token, spec) for token, spec in SCHEMA["functions"].items()}


def main() -> int:
    wanted = pages()
    present = {path.name: path.read_text() for path in FOLDER.glob("*.md")}
    if wanted == present:
        return 0
    if "--check" in sys.argv:
        odd = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
        print(f"docs/reference: {', '.join(odd)}: not as schema.json has it; run scripts/reference.py", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in present.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
