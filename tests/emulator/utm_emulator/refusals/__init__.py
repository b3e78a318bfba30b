"""What AWS refuses and LocalStack takes: a table of rows for each service.

A row names operations, a check, and AWS's answer, with the page that says so. The check gets the call and answers
something true when the rule is broken: True, or a dictionary of values for the text. Page "?" means: AWS refuses it,
but code or text were not verified.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from utm_emulator.errors import aws_error

if TYPE_CHECKING:
    from utm_emulator.service import Call

CODES = "Error codes for the Amazon EC2 API"

Check = Callable[["Call"], Any]


@dataclass(frozen=True)
class Refusal:
    service: str
    operations: str  # separated by spaces
    check: Check
    code: str
    text: str
    page: str
    status: int = 400


_INDEX: dict[tuple[str, str], list[Refusal]] = {}


def _index() -> dict[tuple[str, str], list[Refusal]]:
    if not _INDEX:
        from utm_emulator.refusals import ec2, iam, logs, s3, sts

        for table in (ec2.TABLE, iam.TABLE, logs.TABLE, s3.TABLE, sts.TABLE):
            for row in table:
                for operation in row.operations.split():
                    _INDEX.setdefault((row.service, operation), []).append(row)
    return _INDEX


def refuse(call: "Call") -> None:
    for row in _index().get((call.service, call.operation), ()):
        broken = row.check(call)
        if broken:
            values = call.request | (broken if isinstance(broken, dict) else {})
            raise aws_error(row.code, row.text.format_map(values), row.status)
