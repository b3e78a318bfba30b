"""Faults that a test asks for: a row names account, service and operation, and says what goes wrong and how often."""

import time
from dataclasses import asdict, dataclass, fields
from itertools import count
from typing import Any

from localstack.aws.api import RequestContext
from localstack.http import Response

from utm_emulator import wire
from utm_emulator.accounts import Account
from utm_emulator.errors import aws_error, family

BEFORE = ("refuse", "throttle", "server_error", "empty", "reset", "close", "delay")  # nothing is done
AFTER = ("half", "lost")  # the work is done, the answer does not arrive
_IDS = count(1)

_THROTTLED = {  # "Request throttling" pages of each service
    "ec2": ("RequestLimitExceeded", "Request limit exceeded.", 503),
    "s3": ("SlowDown", "Please reduce your request rate.", 503),
    "query": ("Throttling", "Rate exceeded", 400),
    "json": ("ThrottlingException", "Rate exceeded", 400),
    "rest-json": ("TooManyRequestsException", "Rate exceeded", 429),
}
_BROKEN = {
    "ec2": ("InternalError", "An internal error has occurred", 500),
    "s3": ("InternalError", "We encountered an internal error. Please try again.", 500),
    "query": ("InternalFailure", "The request processing has failed because of an unknown error.", 500),
    "json": ("InternalServerException", "An internal error has occurred", 500),
    "rest-json": ("InternalServerException", "An internal error has occurred", 500),
}
_REFUSED = {
    "ec2": ("UnauthorizedOperation", "You are not authorized to perform this operation.", 403),
    "s3": ("AccessDenied", "Access Denied", 403),
    "query": ("AccessDenied", "User is not authorized to perform this operation", 403),
    "json": ("AccessDeniedException", "User is not authorized to perform this operation", 400),
    "rest-json": ("AccessDeniedException", "User is not authorized to perform this operation", 403),
}
_DEFAULTS = {"throttle": _THROTTLED, "server_error": _BROKEN, "refuse": _REFUSED}


@dataclass
class Fault:
    kind: str
    service: str = "*"
    operation: str = "*"
    code: str | None = None
    message: str | None = None
    status: int | None = None
    delay: float = 0.0  # real seconds, kind delay
    skip: int = 0  # matching calls that pass first
    every: int = 1  # of the following ones, each n-th
    times: int | None = 1  # firings; None: for ever
    id: int = 0
    seen: int = 0
    fired: int = 0

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> "Fault":
        known = {item.name for item in fields(cls)} - {"id", "seen", "fired"}
        unknown = row.keys() - known
        if unknown:
            raise ValueError(f"unknown members: {', '.join(sorted(unknown))}")
        if row.get("kind") not in BEFORE + AFTER:
            raise ValueError(f"kind is none of {', '.join(BEFORE + AFTER)}")
        return cls(**row, id=next(_IDS))

    def row(self) -> dict[str, Any]:
        return asdict(self)

    def fires(self, service: str, operation: str) -> bool:
        if self.service not in ("*", service) or self.operation not in ("*", operation):
            return False
        if self.times is not None and self.fired >= self.times:
            return False
        self.seen += 1
        past = self.seen - self.skip
        if past <= 0 or past % self.every:
            return False
        self.fired += 1
        return True


def choose(account: Account, service: str, operation: str) -> list[Fault]:
    """The delays that fire, and at most one other fault."""
    chosen: list[Fault] = []
    with account.lock:
        for fault in account.faults:
            if fault.kind != "delay" and any(other.kind != "delay" for other in chosen):
                continue
            if fault.fires(service, operation):
                chosen.append(fault)
    return chosen


def before_work(chain: Any, context: RequestContext, faults: list[Fault]) -> None:
    for fault in faults:
        if fault.kind == "delay":
            time.sleep(fault.delay)
        elif fault.kind in ("reset", "close"):
            (wire.reset if fault.kind == "reset" else wire.close)(context.request)
            chain.terminate()
        elif fault.kind == "empty":
            chain.respond(fault.status or 503, b"")
        elif fault.kind in _DEFAULTS:
            code, text, status = _DEFAULTS[fault.kind][family(context)]
            raise aws_error(fault.code or code, fault.message or text, fault.status or status)


def after_work(chain: Any, context: RequestContext, response: Response, faults: list[Fault]) -> None:
    for fault in faults:
        if fault.kind == "lost":
            wire.reset(context.request)
            chain.terminate()
        elif fault.kind == "half":
            wire.half(context.request, response)
            chain.terminate()
