"""Pages for every list call that has them: most of LocalStack's answer all at once, whatever the page size.

What is a list call, and what its members are called, is botocore's `paginators-1`.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
import jmespath
from botocore.exceptions import UnknownServiceError

from utm_emulator.errors import aws_error

if TYPE_CHECKING:
    from utm_emulator.service import Call

PREFIX = "utm-"
OWN = {"s3"}  # pages as AWS does
# Without a page size of the caller: the "Default" of MaxItems and limit in the API references.
DEFAULT_SIZE = {"iam": 100, "logs": 50}
NO_LIMIT = 1000


@cache
def _paginators(service: str) -> dict[str, dict[str, Any]]:
    loader = botocore.session.get_session().get_component("data_loader")
    try:
        return loader.load_service_model(service, "paginators-1")["pagination"]
    except UnknownServiceError:
        return {}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def paged(call: "Call", work: Callable[[], Any]) -> Any:
    rule = None if call.service in OWN else _paginators(call.service).get(call.operation)
    if rule is None:
        return work()
    token = call.request.get(_first(rule["input_token"]))
    start = _start(call, token)
    size = _size(call, rule)
    if token or rule.get("limit_key") in call.request:
        call.rewrite(**{_first(rule["input_token"]): None, rule.get("limit_key", "MaxResults"): None})
    return _slice(_everything(call, rule, work), rule, start, size)


def _start(call: "Call", token: Any) -> int:
    if not token:
        return 0
    if isinstance(token, str) and token.startswith(PREFIX) and token[len(PREFIX) :].isdigit():
        return int(token[len(PREFIX) :])
    code = {"ec2": "InvalidNextToken", "iam": "ValidationError"}.get(call.service, "InvalidParameterException")
    raise aws_error(code, f"The token '{token}' is invalid.")


def _size(call: "Call", rule: dict[str, Any]) -> int:
    asked = call.request.get(rule.get("limit_key", "")) or DEFAULT_SIZE.get(call.service, NO_LIMIT)
    forced = call.account.knobs["page_size"]
    return min(int(asked), int(forced)) if forced else int(asked)


def _everything(call: "Call", rule: dict[str, Any], work: Callable[[], Any]) -> Any:
    """The service's own pages, where it has some, put together."""
    result = work()
    key, output = _first(rule["result_key"]), _first(rule["output_token"])
    more = _next(result, output)
    while more:
        call.rewrite(**{_first(rule["input_token"]): more})
        page = work()
        jmespath.search(key, result).extend(jmespath.search(key, page) or [])
        more = _next(page, output)
    return result


def _next(result: Any, output: str) -> Any:
    return jmespath.search(output, result)


def _slice(result: Any, rule: dict[str, Any], start: int, size: int) -> Any:
    key, output = _first(rule["result_key"]), _first(rule["output_token"])
    rows = jmespath.search(key, result) or []
    end = start + size
    truncated = end < len(rows)
    if rows:
        _put(result, key, rows[start:end])
    _put(result, output, f"{PREFIX}{end}" if truncated else None)
    if rule.get("more_results"):
        _put(result, rule["more_results"], truncated)
    return result


def _put(result: Any, path: str, value: Any) -> None:
    """`path` as jmespath has it; of its operators paginators use only the dot in what has to be written."""
    *parents, last = path.split(" ")[0].split(".")
    for parent in parents:
        result = result.setdefault(parent, {})
    if value is None:
        result.pop(last, None)
    else:
        result[last] = value
