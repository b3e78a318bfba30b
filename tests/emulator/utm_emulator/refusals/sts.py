"""STS: a role can be assumed when it exists and trusts the caller."""

import base64
import json
from typing import Any

from utm_emulator.refusals import Refusal
from utm_emulator.refusals.policies import many, principals, statements
from utm_emulator.signature import access_key

CHAINED_SECONDS = 3600
DEFAULT_MAXIMUM = 3600


def _role(arn: str) -> Any:
    from moto.iam.models import iam_backends

    account = arn.split(":")[4] if arn.count(":") >= 5 else ""
    if not account:
        return None
    return next((role for role in iam_backends[account]["aws"].roles.values() if role.arn == arn), None)


def _callers(call: Any) -> set[str]:
    """Every way in which a trust policy may name the caller."""
    from moto.sts.models import sts_backends

    session = sts_backends[call.account.id]["aws"].get_assumed_role_from_access_key(access_key(call.context))
    names = {"*", call.account.id, f"arn:aws:iam::{call.account.id}:root"}
    return names | ({session.arn, session.role_arn} if session is not None else set())


def not_trusted(call: Any) -> Any:
    role = _role(call.request["RoleArn"])
    allowed = role is not None and any(_allows(item, call) for item in statements(role.assume_role_policy_document))
    return not allowed and {"caller": f"arn:aws:iam::{call.account.id}:root"}


def _allows(statement: dict[str, Any], call: Any) -> bool:
    if statement.get("Effect") != "Allow" or not {"sts:AssumeRole", "sts:*", "*"} & set(many(statement.get("Action"))):
        return False
    if not any(kind == "AWS" and name in _callers(call) for kind, name in principals(statement)):
        return False
    wanted = (statement.get("Condition") or {}).get("StringEquals", {}).get("sts:ExternalId")
    return wanted is None or call.request.get("ExternalId") in many(wanted)


def no_web_trust(call: Any) -> bool:
    role = _role(call.request["RoleArn"])
    return role is None or not any(_allows_web(item) for item in statements(role.assume_role_policy_document))


def _allows_web(statement: dict[str, Any]) -> bool:
    actions = set(many(statement.get("Action")))
    federated = any(kind == "Federated" for kind, _ in principals(statement))
    return statement.get("Effect") == "Allow" and federated and "sts:AssumeRoleWithWebIdentity" in actions


def no_web_token(call: Any) -> bool:
    """Three parts, of which the first two are JSON objects."""
    parts = call.request["WebIdentityToken"].split(".")
    try:
        return len(parts) != 3 or not all(isinstance(_decoded(part), dict) for part in parts[:2])
    except ValueError:
        return True


def _decoded(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def longer_than_role(call: Any) -> bool:
    role = _role(call.request["RoleArn"])
    maximum = int(role.max_session_duration or DEFAULT_MAXIMUM) if role is not None else DEFAULT_MAXIMUM
    return (call.request.get("DurationSeconds") or 0) > maximum


def chained_too_long(call: Any) -> bool:
    return not access_key(call.context).isdigit() and (call.request.get("DurationSeconds") or 0) > CHAINED_SECONDS


# fmt: off
TABLE = [
    Refusal("sts", "AssumeRole", not_trusted, "AccessDenied",
            "User: {caller} is not authorized to perform: sts:AssumeRole on resource: {RoleArn}", "AssumeRole", 403),
    Refusal("sts", "AssumeRoleWithWebIdentity", no_web_token, "InvalidIdentityToken",
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
            "AssumeRoleWithWebIdentity"),
    Refusal("sts", "AssumeRoleWithWebIdentity", no_web_trust, "AccessDenied",
            "Not authorized to perform sts:AssumeRoleWithWebIdentity", "AssumeRoleWithWebIdentity", 403),
    Refusal("sts", "AssumeRole AssumeRoleWithWebIdentity", longer_than_role, "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", "AssumeRole"),
    Refusal("sts", "AssumeRole", chained_too_long, "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
            "AssumeRole"),
]
# fmt: on
