"""What the emulator knows of each account besides its AWS objects."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

from utm_emulator.clock import Clock

DEFAULT_SECRET = "test"  # of every access key that is an account number

# How AWS behaves where the answer is "it depends"; durations in seconds of the account's clock.
DEFAULT_KNOBS: dict[str, Any] = {
    "vpc_pending": 2,
    "subnet_pending": 2,
    "nat_pending": 90,
    "nat_deleting": 60,
    "nat_listed": 3600,  # deleted and failed gateways stay listed (NAT gateways troubleshooting page)
    "nat_fail": None,  # {"code": …, "message": …}: the next NAT gateways end in state failed
    "endpoint_pending": 60,
    "endpoint_deleting": 60,
    "page_size": None,  # largest page of every list call
    "skew": 0,  # seconds by which this AWS is ahead of the real time: signatures and the Date header
}


@dataclass
class Account:
    id: str
    secret: str = DEFAULT_SECRET
    clock: Clock = field(default_factory=Clock)
    knobs: dict[str, Any] = field(default_factory=lambda: dict(DEFAULT_KNOBS))
    calls: list[dict[str, Any]] = field(default_factory=list)
    invalid: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Any] = field(default_factory=list)
    tokens: dict[tuple, tuple] = field(default_factory=dict)
    burials: list[Any] = field(default_factory=list)  # states.Burial
    snapshot: set[tuple[str, ...]] = field(default_factory=set)
    # One call of an account at a time works on moto's objects: check and work must not be torn apart, and moto
    # iterates over dictionaries that another call may change.
    lock: threading.RLock = field(default_factory=threading.RLock)

    def record_call(self, **row: Any) -> dict[str, Any]:
        row |= {"time": time.time(), "clock": self.clock.now(), "status": None, "code": None}
        self.calls.append(row)
        return row

    def record_invalid(self, service: str, operation: str | None, findings: list[str]) -> None:
        self.invalid.append({"time": time.time(), "service": service, "operation": operation, "findings": findings})


class Accounts:
    """Every account there is; it comes to be when it is first asked for."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}
        self._lock = threading.Lock()

    def get(self, account_id: str) -> Account:
        with self._lock:
            if account_id not in self._accounts:
                self._accounts[account_id] = Account(account_id)
            return self._accounts[account_id]

    def all(self) -> list[Account]:
        with self._lock:
            return list(self._accounts.values())

    def forget(self, account_id: str) -> None:
        with self._lock:
            self._accounts.pop(account_id, None)


ACCOUNTS = Accounts()
