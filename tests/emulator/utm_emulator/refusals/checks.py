"""Checks that several tables use."""

import ipaddress

from utm_emulator.refusals import Check


def network_of(text: str | None) -> ipaddress.IPv4Network | None:
    try:
        return ipaddress.IPv4Network(text or "", strict=False)
    except ValueError:
        return None


def more_than_one(*members: str) -> Check:
    return lambda call: sum(member in call.request for member in members) > 1


def none_of(*members: str) -> Check:
    return lambda call: not any(call.request.get(member) for member in members)
