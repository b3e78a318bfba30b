#!/usr/bin/env python3
"""The judges of schema.json as two lines, "NAME PASSED/TOTAL"; what does not pass is printed first."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.schema import test_cloudformation, test_names  # noqa: E402


def main() -> int:
    judged = {"CloudFormation's schemas": test_cloudformation.summary(), "pulumi-aws' names": test_names.summary()}
    for odd, _ in judged.values():
        for line in odd:
            print(f"  {line}")
    for name, (odd, total) in judged.items():
        print(f"{name} {total - len(odd)}/{total}")
    return 1 if any(odd for odd, _ in judged.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
