#!/usr/bin/env python3
"""Writes tests/unit/resources/filters.txt: the filters that EC2's documentation lists, for each operation in use.

Source are the service models that botocore publishes (pinned, a development dependency): no model says in a form for
machines which filters there are. `filters.py --check` writes nothing and fails when the file is stale.
"""

import argparse
import pathlib
import re
import sys

import generate
from generate import Failure

OUTPUT = generate.HERE.parent.parent / "tests" / "unit" / "resources" / "filters.txt"

HEAD = f"""\
# Made by scripts/models/filters.py from the documentation in botocore {generate.BOTOCORE_VERSION}. Do not edit.
# A line for each operation that takes filters.
"""

FILTER = re.compile(r"<li>\s*<p>\s*<code>([^<]+)</code>")


def filters_of(model, operation):
    """The names that the documentation of the member for filters lists; none: it takes none."""
    shape = model["shapes"][model["operations"][operation]["input"]["shape"]]
    members = shape["members"]
    return FILTER.findall((members.get("Filters") or members.get("Filter") or {}).get("documentation", ""))


def generated(data, wanted):
    model = generate.load(data, "ec2", "service-2")
    listed = {operation: filters_of(model, operation) for operation in wanted["ec2"]}
    return HEAD + "".join(f"{name} {' '.join(filters)}\n" for name, filters in sorted(listed.items()) if filters)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="fail when the checked-in list is stale")
    arguments.add_argument("--data", type=pathlib.Path, help="botocore's data directory (default: the installed one)")
    arguments.add_argument("--output", type=pathlib.Path, default=OUTPUT)
    options = arguments.parse_args()
    data = options.data or generate.botocore_data()
    generate.check_version(data)
    text = generated(data, generate.read_operations(generate.HERE / "operations.txt"))
    if not options.check:
        options.output.write_text(text)
    elif not options.output.exists() or options.output.read_text() != text:
        raise Failure(f"stale: {options.output.name}; run: make models")


if __name__ == "__main__":
    try:
        main()
    except Failure as problem:
        sys.exit(f"filters.py: {problem}")
