"""What the JSON policies of IAM, STS and S3 have in common."""

import json
import re
from collections.abc import Iterator
from typing import Any

from utm_emulator.refusals import Check


def many(value: Any) -> list[Any]:
    """A member of a policy is one or a list of them."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def parsed(text: str | None) -> dict[str, Any] | None:
    try:
        document = json.loads(text or "")
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def statements(text: str | None) -> list[dict[str, Any]]:
    document = parsed(text) or {}
    return [item for item in many(document.get("Statement")) if isinstance(item, dict)]


def longer_than(member: str, limit: int) -> Check:
    """Characters without white space, as IAM counts them."""
    return lambda call: size(call.request.get(member) or "") > limit


def size(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def principals(statement: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """("Service", "ec2.amazonaws.com"), …; a bare "*" is AWS's."""
    value = statement.get("Principal")
    if isinstance(value, str):
        yield "AWS", value
    elif isinstance(value, dict):
        for kind, names in value.items():
            for name in many(names):
                yield kind, str(name)


def unknown_principal(text: str | None) -> dict[str, str] | None:
    """The first principal that AWS cannot find."""
    for statement in statements(text):
        for kind, name in principals(statement):
            if not _exists(kind, name):
                return {"principal": f'"{kind.upper()}":"{name}"'}
    return None


def _exists(kind: str, name: str) -> bool:
    if kind == "Service":
        return re.fullmatch(r"[a-z0-9.-]+\.(amazonaws\.com|amazonaws\.com\.cn|aws\.internal)", name) is not None
    if kind != "AWS" or name == "*" or re.fullmatch(r"\d{12}", name):
        return True
    match = re.fullmatch(r"arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):(root|role/.+|user/.+|assumed-role/.+)", name)
    if match is None:
        return False
    account, resource = match.groups()
    return resource == "root" or resource.startswith("assumed-role/") or _in_iam(account, name)


def _in_iam(account: str, arn: str) -> bool:
    from moto.iam.models import iam_backends

    backend = iam_backends[account]["aws"]
    return any(item.arn == arn for item in [*backend.roles.values(), *backend.users.values()])
