#!/usr/bin/env python3
"""Writes provider/aws/endpoint/tables.c: endpoint rule sets of the services in operations.txt, and the partitions.

Source are the endpoint rule sets and partitions.json that botocore publishes (pinned, a development dependency).
The form of the tables is described in provider/aws/endpoint/rules.h. `endpoints.py --check` writes nothing and fails
when the file is stale.
"""

import argparse
import json
import pathlib
import re
import sys

import generate
from generate import Failure, c_string

OUTPUT = generate.HERE.parent.parent / "provider" / "aws" / "endpoint" / "tables.c"

HEAD = f"""\
/* Made by scripts/models/endpoints.py from the endpoint rules of botocore {generate.BOTOCORE_VERSION}. Do not edit. */
#include "aws/endpoint/partitions.h"
#include "aws/endpoint/rules.h"

// clang-format off
"""

FUNCTIONS = {
    "isSet": "RULE_IS_SET",
    "not": "RULE_NOT",
    "getAttr": "RULE_GET_ATTR",
    "substring": "RULE_SUBSTRING",
    "stringEquals": "RULE_STRING_EQUALS",
    "booleanEquals": "RULE_BOOLEAN_EQUALS",
    "parseURL": "RULE_PARSE_URL",
    "uriEncode": "RULE_URI_ENCODE",
    "isValidHostLabel": "RULE_IS_VALID_HOST_LABEL",
    "aws.partition": "RULE_PARTITION",
    "aws.parseArn": "RULE_PARSE_ARN",
    "aws.isVirtualHostableS3Bucket": "RULE_IS_VIRTUAL_HOSTABLE_BUCKET",
}


class Rules:
    """One rule set as 16-bit words; equal parts are written once and shared."""

    def __init__(self, rules):
        self.words = [0]
        self.places = {}
        self.text = bytearray()
        self.texts = {}
        self.slots = {name: number for number, name in enumerate(rules["parameters"])}
        self.parameters = rules["parameters"]
        self.root = self.block([self.rule(rule) for rule in rules["rules"]])

    def put(self, *words):
        """Where these words stand."""
        if words not in self.places:
            self.places[words] = len(self.words)
            self.words.extend(words)
        return self.places[words]

    def block(self, items):
        return self.put(len(items), *items)

    def text_at(self, text):
        if text not in self.texts:
            self.texts[text] = len(self.text)
            self.text += text.encode() + b"\0"
        return self.texts[text]

    def slot(self, name):
        return self.slots.setdefault(name, len(self.slots))

    def template(self, text):
        """ "https://{Bucket}.s3.{url#authority}" as the parts that make it."""
        parts = []
        for literal, name in re.findall(r"([^{}]+)|\{([^{}]*)\}", text):
            if literal:
                parts.append(self.put("RULE_TEXT", self.text_at(literal)))
            elif "#" in name:
                parts.append(
                    self.expression({"fn": "getAttr", "argv": [{"ref": name.split("#")[0]}, name.split("#")[1]]})
                )
            else:
                parts.append(self.expression({"ref": name}))
        if len(parts) == 1:
            return parts[0]
        return self.put("RULE_TEMPLATE", len(parts), *parts)

    def expression(self, value):
        if isinstance(value, bool):
            return self.put("RULE_TRUE" if value else "RULE_FALSE", 0)
        if isinstance(value, int):
            return self.put("RULE_INTEGER", value)
        if isinstance(value, str):
            return self.template(value) if "{" in value else self.put("RULE_TEXT", self.text_at(value))
        if isinstance(value, list):
            return self.put("RULE_LIST", len(value), *[self.expression(item) for item in value])
        if "ref" in value:
            return self.put("RULE_REFERENCE", self.slot(value["ref"]))
        if "fn" in value:
            if value["fn"] not in FUNCTIONS:
                raise Failure(f"the endpoint rules use a new function: {value['fn']}")
            arguments = [self.expression(item) for item in value["argv"]]
            return self.put(FUNCTIONS[value["fn"]], len(arguments), *arguments)
        members = []
        for key, item in value.items():
            members += [self.text_at(key), self.expression(item)]
        return self.put("RULE_OBJECT", len(value), *members)

    def condition(self, value):
        expression = self.expression({"fn": value["fn"], "argv": value["argv"]})
        return self.put(self.slot(value["assign"]) + 1 if "assign" in value else 0, expression)

    def rule(self, rule):
        conditions = self.block([self.condition(each) for each in rule["conditions"]])
        if rule["type"] == "tree":
            return self.put("RULE_TREE", conditions, self.block([self.rule(each) for each in rule["rules"]]))
        if rule["type"] == "error":
            return self.put("RULE_ERROR", conditions, self.expression(rule["error"]))
        endpoint = rule["endpoint"]
        return self.put(
            "RULE_ENDPOINT",
            conditions,
            self.expression(endpoint["url"]),
            self.expression(endpoint.get("properties", {})),
            self.expression(endpoint.get("headers", {})),
        )


def wrapped(pieces, width=110):
    """The pieces, as many on a line as fit."""
    lines, line = [], "   "
    for piece in pieces:
        piece = f" {piece}"
        if len(line) + len(piece) > width:
            lines.append(line)
            line = "   "
        line += piece
    return "\n".join([*lines, line])


def text_lines(text):
    pieces = bytes(text).decode().split("\0")[:-1]
    return wrapped(f'{c_string(piece)[:-1]}\\0"' for piece in pieces)


def parameter_rows(parameters):
    kinds = {"string": "RULE_PARAMETER_STRING", "boolean": "RULE_PARAMETER_BOOLEAN"}
    for name, each in parameters.items():
        kind = kinds.get(each["type"].lower(), "RULE_PARAMETER_LIST")
        default = each.get("default")
        text = "NULL" if default is None else c_string(default if isinstance(default, str) else json.dumps(default))
        required = str(bool(each.get("required", False))).lower()
        yield f"    {{ {c_string(name)}, {text}, {kind}, {required} }},"


def context_rows(model, operations):
    """Parameters that an operation sets by itself or takes from a member of its input."""
    for name in operations:
        operation = model["operations"][name]
        for parameter, each in operation.get("staticContextParams", {}).items():
            if each["value"] is not True:
                raise Failure(f"{name}: context parameter {parameter} is not true")
            yield f"    {{ {c_string(name)}, {c_string(parameter)}, NULL }},"
        shape = operation.get("input", {}).get("shape")
        for member, each in model["shapes"].get(shape, {}).get("members", {}).items():
            if "contextParam" in each:
                yield f"    {{ {c_string(name)}, {c_string(each['contextParam']['name'])}, {c_string(member)} }},"


def service_text(data, service, operations):
    rules = generate.load(data, service, "endpoint-rule-set-1")
    model = generate.load(data, service, "service-2")
    table = Rules(rules)
    symbol = service.replace("-", "_")
    parameters = list(parameter_rows(rules["parameters"]))
    contexts = list(context_rows(model, operations))
    service_id = model["metadata"]["serviceId"].lower().replace(" ", "_").replace("-", "_")
    context_table = (
        f"static const struct endpoint_context {symbol}_contexts[] = {{\n" + "\n".join(contexts) + "\n};\n\n"
        if contexts
        else ""
    )
    return (
        f"\nstatic const uint16_t {symbol}_words[] = {{\n{wrapped(f'{word},' for word in table.words)}\n}};\n\n"
        f"static const char {symbol}_text[] =\n{text_lines(table.text)};\n\n"
        f"static const struct endpoint_parameter {symbol}_parameters[] = {{\n"
        + "\n".join(parameters)
        + "\n};\n\n"
        + context_table
        + f"static const struct endpoint_rules {symbol}_rules = {{\n"
        f"    .service = {c_string(service)}, .service_id = {c_string(service_id)},\n"
        f"    .words = {symbol}_words, .text = {symbol}_text, .root = {table.root}, .slots = {len(table.slots)},\n"
        f"    .parameters = {symbol}_parameters, .parameter_count = {len(parameters)},\n"
        f"    .contexts = {symbol + '_contexts' if contexts else 'NULL'}, .context_count = {len(contexts)},\n}};\n"
    )


def posix(regex):
    """The expression as POSIX has it: no \\w and \\d."""
    return regex.replace("\\w", "[A-Za-z0-9_]").replace("\\d", "[0-9]").replace("\\-", "-")


def partitions_text(data):
    source = json.loads((data / "partitions.json").read_text())
    rows, regions = [], []
    for partition in source["partitions"]:
        out = partition["outputs"]
        flags = f"{str(out['supportsFIPS']).lower()}, {str(out['supportsDualStack']).lower()}"
        names = ", ".join(
            c_string(text)
            for text in (
                partition["id"],
                out["dnsSuffix"],
                out["dualStackDnsSuffix"],
                out["implicitGlobalRegion"],
                posix(partition["regionRegex"]),
            )
        )
        rows.append(f"    {{ {names}, {flags} }},")
        for region, about in partition["regions"].items():
            regions.append((region, f"{{ {c_string(region)}, {len(rows) - 1} }},"))
            if about:
                unknown = set(about) - {"description"}
                if unknown:
                    raise Failure(f"partitions.json: region {region} overrides {unknown}")
    ordered = wrapped(row for _, row in sorted(regions))
    return (
        "\n/* id, DNS suffix, the same for dual stack, global region, regions, FIPS, dual stack */\n"
        "const struct partition partition_table[] = {\n" + "\n".join(rows) + "\n};\n"
        f"const size_t partition_count = {len(rows)};\n\n"
        f"const struct partition_region partition_regions[] = {{\n{ordered}\n}};\n"
        f"const size_t partition_region_count = {len(regions)};\n"
    )


def generated(data, wanted):
    texts = [service_text(data, service, operations) for service, operations in wanted.items()]
    listed = "\n".join(f"    &{service.replace('-', '_')}_rules," for service in wanted)
    index = f"\nconst struct endpoint_rules *const endpoint_tables[] = {{\n{listed}\n    NULL,\n}};\n"
    return HEAD + partitions_text(data) + "".join(texts) + index


def whole_services(data, path):
    """{service: every operation} of the names that begin the lines of a file: for judges."""
    names = {line.split()[0] for line in path.read_text().splitlines() if line.strip() and line[0] != "#"}
    return {name: sorted(generate.load(data, name, "service-2")["operations"]) for name in sorted(names)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="fail when the checked-in tables are stale")
    arguments.add_argument("--data", type=pathlib.Path, help="botocore's data directory (default: the installed one)")
    arguments.add_argument("--output", type=pathlib.Path, default=OUTPUT)
    arguments.add_argument("--services", type=pathlib.Path, help="every operation of the services in this file instead")
    options = arguments.parse_args()
    data = options.data or generate.botocore_data()
    generate.check_version(data)
    wanted = generate.read_operations(generate.HERE / "operations.txt")
    if options.services:
        wanted = whole_services(data, options.services)
    text = generated(data, wanted)
    if not options.check:
        options.output.write_text(text)
    elif not options.output.exists() or options.output.read_text() != text:
        raise Failure(f"stale: {options.output}; run: make models")


if __name__ == "__main__":
    try:
        main()
    except Failure as problem:
        sys.exit(f"endpoints.py: {problem}")
