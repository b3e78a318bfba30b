"""Routes below /_utm by which a test looks into an account and makes it misbehave. README.md describes each."""

import json
import threading
from collections.abc import Callable
from typing import Any

from localstack.http import Request, Response
from localstack.services.edge import ROUTER

from utm_emulator import state
from utm_emulator.accounts import ACCOUNTS, DEFAULT_KNOBS, Account
from utm_emulator.faults import Fault
from utm_emulator.signature import expire_sessions

READY = threading.Event()
READY_SECONDS = 60


class BadCall(Exception):
    pass


def _body(request: Request, known: set[str] | None = None) -> dict[str, Any]:
    text = request.get_data()
    body = json.loads(text) if text.strip() else {}
    if not isinstance(body, dict):
        raise BadCall("the body must be an object")
    if known is not None and body.keys() - known:
        raise BadCall(f"unknown members: {', '.join(sorted(body.keys() - known))}")
    return body


def health(_request: Request) -> dict:
    return {"ready": READY.is_set()}


def ready(_request: Request) -> dict:
    """Answers when the emulator is ready, so that nobody has to ask again and again."""
    if not READY.wait(READY_SECONDS):
        raise BadCall("not ready")
    return {"ready": True}


def calls(request: Request, account: Account) -> dict:
    if request.method == "DELETE":
        account.calls.clear()
    rows = list(account.calls)
    operations: dict[str, dict[str, Any]] = {}
    for row in rows:
        entry = operations.setdefault(f"{row['service']}.{row['operation']}", {"count": 0, "first": row["time"]})
        entry["count"] += 1
        entry["last"] = row["time"]
    return {"total": len(rows), "operations": operations, "calls": rows}


def invalid(request: Request, account: Account) -> dict:
    rows = list(account.invalid)
    if request.method == "DELETE":
        account.invalid.clear()
    return {"total": len(rows), "invalid": rows}


def all_invalid(request: Request) -> dict:
    found = {account.id: list(account.invalid) for account in ACCOUNTS.all() if account.invalid}
    if request.method == "DELETE":
        for account in ACCOUNTS.all():
            account.invalid.clear()
    return {"total": sum(len(rows) for rows in found.values()), "accounts": found}


def faults(request: Request, account: Account) -> dict:
    if request.method == "POST":
        body = _body(request)
        rows = body.get("faults", [body])
        account.faults += [Fault.from_row(row) for row in rows]
    elif request.method == "DELETE":
        account.faults.clear()
    return {"faults": [fault.row() for fault in account.faults]}


def clock(request: Request, account: Account) -> dict:
    if request.method == "POST":
        body = _body(request, {"rate", "advance"})
        if "rate" in body:
            account.clock.set_rate(float(body["rate"]))
        account.clock.advance(float(body.get("advance", 0)))
    return {"now": account.clock.now(), "rate": account.clock.rate}


def knobs(request: Request, account: Account) -> dict:
    if request.method == "POST":
        account.knobs.update(_body(request, set(DEFAULT_KNOBS)))
    elif request.method == "DELETE":
        account.knobs = dict(DEFAULT_KNOBS)
    return dict(account.knobs)


def secret(request: Request, account: Account) -> dict:
    account.secret = str(_body(request, {"secret"})["secret"])
    return {}


def expire(request: Request, account: Account) -> dict:
    return {"expired": expire_sessions(account.id, _body(request, {"but"}).get("but"))}


def snapshot(_request: Request, account: Account) -> dict:
    account.snapshot = state.objects_of(account)
    return {"objects": len(account.snapshot)}


def leaks(_request: Request, account: Account) -> dict:
    rows = sorted(state.objects_of(account) - account.snapshot)
    return {"leaks": [dict(zip(("service", "region", "kind", "id"), row, strict=True)) for row in rows]}


def objects(_request: Request, account: Account) -> dict:
    rows = sorted(state.objects_of(account))
    return {"objects": [dict(zip(("service", "region", "kind", "id"), row, strict=True)) for row in rows]}


def reset(_request: Request, account: Account) -> dict:
    state.reset(account)
    ACCOUNTS.forget(account.id)
    return {}


# route, methods, what answers
ROUTES: list[tuple[str, list[str], Callable]] = [
    ("calls", ["GET", "DELETE"], calls),
    ("invalid", ["GET", "DELETE"], invalid),
    ("faults", ["GET", "POST", "DELETE"], faults),
    ("clock", ["GET", "POST"], clock),
    ("knobs", ["GET", "POST", "DELETE"], knobs),
    ("secret", ["POST"], secret),
    ("expire", ["POST"], expire),
    ("snapshot", ["POST"], snapshot),
    ("leaks", ["GET"], leaks),
    ("objects", ["GET"], objects),
    ("reset", ["POST"], reset),
]


def _answer(work: Callable[[], dict]) -> Response:
    try:
        return _json(work(), 200)
    except (BadCall, KeyError, TypeError, ValueError) as error:
        return _json({"error": f"{type(error).__name__}: {error}"}, 400)


def _json(body: dict, status: int) -> Response:
    return Response(json.dumps(body, default=str), status, mimetype="application/json")


def _of_account(work: Callable) -> Callable:
    def route(request: Request, account: str) -> Response:
        if not (len(account) == 12 and account.isdigit()):
            return _json({"error": "an account is 12 digits"}, 400)
        return _answer(lambda: work(request, ACCOUNTS.get(account)))

    return route


def _of_all(work: Callable) -> Callable:
    return lambda request: _answer(lambda: work(request))


def install() -> None:
    ROUTER.add("/_utm/health", _of_all(health), methods=["GET"])
    ROUTER.add("/_utm/ready", _of_all(ready), methods=["GET"])
    ROUTER.add("/_utm/invalid", _of_all(all_invalid), methods=["GET", "DELETE"])
    for name, methods, work in ROUTES:
        ROUTER.add(f"/_utm/{name}/<account>", _of_account(work), methods=methods)
