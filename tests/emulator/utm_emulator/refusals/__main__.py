"""Prints REFUSALS.md: `python -m utm_emulator.refusals > REFUSALS.md`."""

from utm_emulator.refusals import ec2, iam, logs, s3, sts

HEAD = """# What this emulator refuses, and LocalStack takes

Made from the tables in `utm_emulator/refusals/` by `python -m utm_emulator.refusals`; a test compares them.
*Page* is the page of AWS's documentation, or an operation of its API reference, or an issue, that says so. `?` means:
AWS refuses it, but its code or text were not verified. Words in braces are members of the request, or what was found.
"""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _name(row) -> str:
    """Checks that are made by a function have that one's name."""
    return row.check.__qualname__.split(".")[0].strip("_").replace("_", " ")


def main() -> None:
    print(HEAD)
    for name, table in (("ec2", ec2), ("iam", iam), ("logs", logs), ("s3", s3), ("sts", sts)):
        print(f"## {name}: {len(table.TABLE)}\n\n| operations | when | code | text | page |\n|---|---|---|---|---|")
        for row in table.TABLE:
            cells = (row.operations, _name(row), f"{row.code} ({row.status})", row.text, row.page)
            print("| " + " | ".join(_cell(cell) for cell in cells) + " |")
        print()


if __name__ == "__main__":
    main()
