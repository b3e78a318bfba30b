"""States that take time: an attribute that walks by the account's clock, and burials when a time has come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from utm_emulator.accounts import ACCOUNTS, Account

_KEY = "utm_walk"


@dataclass
class Walk:
    """("pending", 90), ("available", None): 90 seconds pending, then available for good."""

    start: float
    steps: list[tuple[str, float | None]]

    def at(self, now: float) -> str:
        end = self.start
        for state, duration in self.steps:
            end += duration or 0
            if duration is None or now < end:
                return state
        return self.steps[-1][0]


class WalkingState:
    """Takes the place of a plain attribute of a moto class: what moto sets stays; `walk` lets it change by itself."""

    def __get__(self, obj: Any, _owner: type | None = None) -> Any:
        if obj is None:
            return self
        value = obj.__dict__.get(_KEY)
        return value.at(_clock(obj).now()) if isinstance(value, Walk) else value

    def __set__(self, obj: Any, value: str) -> None:
        obj.__dict__[_KEY] = value


def _clock(obj: Any) -> Any:
    return ACCOUNTS.get(obj.ec2_backend.account_id).clock


def walk(obj: Any, *steps: tuple[str, float | None]) -> None:
    obj.__dict__[_KEY] = Walk(_clock(obj).now(), list(steps))


@dataclass
class Burial:
    """Work that is due at a time of the account's clock."""

    due: float
    work: Callable[[], None]


def after(account: Account, seconds: float, work: Callable[[], None]) -> None:
    account.burials.append(Burial(account.clock.now() + seconds, work))


def settle(account: Account) -> None:
    """Does what has become due, at the start of each call of the account."""
    if not account.burials:
        return
    with account.lock:
        now = account.clock.now()
        due = [burial for burial in account.burials if burial.due <= now]
        account.burials = [burial for burial in account.burials if burial.due > now]
        for burial in sorted(due, key=lambda burial: burial.due):
            burial.work()


def install() -> None:
    """The states of what takes time on AWS can walk from here on; the mends of each kind say when and how far."""
    from moto.ec2.models.nat_gateways import NatGateway
    from moto.ec2.models.subnets import Subnet
    from moto.ec2.models.vpcs import VPC, VPCEndPoint

    for kind in (VPC, Subnet, NatGateway, VPCEndPoint):
        kind.state = WalkingState()
