#!/usr/bin/env python3
"""Brings schema.json into its one form: scripts/schema/tidy.py [--check] [file]

Edit an input once, in `inputProperties`; this repeats it where Pulumi's schema wants it again:
- provider.inputProperties → config.variables
- inputs of a resource → its outputs, without what only inputs have (defaults, rules)
- which outputs are always there: inputs that are required, have a default or are computed
and puts keys into one order. Properties stay in the order in which they are written.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ORDER = {
    "package": "name displayName version description keywords license publisher meta language config provider types "
    "resources functions",
    "resource": "description isComponent inputProperties requiredInputs properties required listInputs",
    "function": "description inputs outputs",
    "type": "description type enum properties required",
    "enum": "name value description",
    "property": "type $ref items additionalProperties description default defaultInfo secret replaceOnChanges "
    "willReplaceOnChanges deprecationMessage language",
}
INPUT_ONLY = {"default", "defaultInfo", "willReplaceOnChanges", "language"}


def ordered(kind: str, value: dict) -> dict:
    """The same object with its keys in order. An unknown key is an error, not something to lose."""
    order = ORDER[kind].split()
    unknown = set(value) - set(order)
    if unknown:
        raise SystemExit(f"schema.json: a {kind} has {sorted(unknown)}; known are {order}")
    return {key: value[key] for key in order if key in value}


def properties(value: dict) -> dict:
    return {name: ordered("property", each) for name, each in value.items()}


def as_output(spec: dict) -> dict:
    """SDKs make the engine replace whatever `replaceOnChanges` of an output says, so it is left out where the plugin
    has to look at the values (`replaceExcept`)."""
    sometimes = "replaceExcept" in spec.get("language", {}).get("utm", {})
    drop = INPUT_ONLY | ({"replaceOnChanges"} if sometimes else set())
    return {key: value for key, value in spec.items() if key not in drop}


def always_there(name: str, spec: dict, required: list[str]) -> bool:
    return name in required or "default" in spec or spec.get("language", {}).get("utm", {}).get("computed", False)


def outputs(resource: dict) -> tuple[dict, list[str]]:
    """What the state shows: the inputs, then what only AWS knows."""
    inputs, required = resource["inputProperties"], resource.get("requiredInputs", [])
    result = {name: as_output(spec) for name, spec in inputs.items()}
    always = [name for name, spec in inputs.items() if always_there(name, spec, required)]
    for name, spec in resource["properties"].items():
        if name not in inputs:
            result[name] = spec
            if name in resource.get("required", []):
                always.append(name)
    return result, always


def tidy_resource(resource: dict) -> dict:
    resource = dict(resource)
    resource["inputProperties"] = properties(resource["inputProperties"])
    if not resource.get("isComponent"):
        resource["properties"], resource["required"] = outputs(resource)
        resource.setdefault("listInputs", {"type": "object", "properties": {}})
    resource["properties"] = properties(resource["properties"])
    return ordered("resource", {k: v for k, v in resource.items() if v != []})


def tidy_type(spec: dict) -> dict:
    spec = dict(spec)
    if "enum" in spec:
        spec["enum"] = [ordered("enum", each) for each in spec["enum"]]
    if "properties" in spec:
        spec["properties"] = properties(spec["properties"])
    return ordered("type", spec)


def tidy_function(spec: dict) -> dict:
    spec = dict(spec)
    for side in ("inputs", "outputs"):
        spec[side] = tidy_type(spec[side])
    return ordered("function", spec)


def tidy(document: dict) -> dict:
    document = dict(document)
    provider = dict(document["provider"])
    provider["inputProperties"] = properties(provider["inputProperties"])
    provider["properties"] = properties(provider["properties"])
    document["provider"] = ordered("resource", provider)
    document["config"] = {"variables": provider["inputProperties"]}
    for kind, each in (("types", tidy_type), ("resources", tidy_resource), ("functions", tidy_function)):
        document[kind] = {token: each(spec) for token, spec in document[kind].items()}
    return ordered("package", document)


def text_of(document: dict) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    arguments = [each for each in sys.argv[1:] if each != "--check"]
    path = Path(arguments[0]) if arguments else ROOT / "schema.json"
    before = path.read_text()
    after = text_of(tidy(json.loads(before)))
    if before == after:
        return 0
    if "--check" in sys.argv:
        print(f"{path.name} is not in its one form: run scripts/schema/tidy.py", file=sys.stderr)
        return 1
    path.write_text(after)
    return 0


if __name__ == "__main__":
    sys.exit(main())
