"""Around each operation: refusals first, then the mends, then pages; one call of an account at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from localstack.aws.api import CommonServiceException, RequestContext, ServiceException
from localstack.aws.forwarder import create_aws_request_context, dispatch_to_backend
from localstack.aws.skeleton import Skeleton
from localstack.http import Response
from localstack.services.moto import dispatch_to_moto
from localstack.utils.patch import patch

from utm_emulator import pages, states
from utm_emulator.accounts import ACCOUNTS, Account
from utm_emulator.refusals import refuse

UNLOCKED = {"s3"}  # its bodies stream, and its provider locks for itself


@dataclass
class Call:
    """One operation on its way: what a refusal or a mend may look at, and the way on to the service."""

    context: RequestContext
    account: Account
    request: dict[str, Any]

    @property
    def service(self) -> str:
        return self.context.service.service_name

    @property
    def operation(self) -> str:
        return self.context.operation.name

    @property
    def region(self) -> str:
        return self.context.region

    @cached_property
    def ec2(self) -> Any:
        from moto.ec2.models import ec2_backends

        return ec2_backends[self.account.id][self.region]

    @cached_property
    def iam(self) -> Any:
        from moto.iam.models import iam_backends

        return iam_backends[self.account.id]["aws"]

    @cached_property
    def logs(self) -> Any:
        from moto.logs.models import logs_backends

        return logs_backends[self.account.id][self.region]

    @cached_property
    def log_tags(self) -> dict[str, dict[str, str]]:
        """By ARN, in LocalStack's own store."""
        from localstack.services.logs.models import logs_stores

        return logs_stores[self.account.id][self.region].TAGS

    def rewrite(self, **changes: Any) -> None:
        """Changes the request that the service will see (None takes a member out); moto reads the raw one."""
        self.request = {key: value for key, value in (self.request | changes).items() if value is not None}
        self.context.service_request = self.request
        self.context.request = self._request_for(self.operation, self.request)

    def ask(self, operation: str, **params: Any) -> dict[str, Any]:
        """Another operation of the same service, straight from moto."""
        other = RequestContext(self._request_for(operation, params))
        other.service, other.protocol = self.context.service, self.context.protocol
        other.operation = self.context.service.operation_model(operation)
        other.region, other.account_id = self.region, self.account.id
        return dispatch_to_backend(other, dispatch_to_moto)

    def _request_for(self, operation: str, params: dict[str, Any]) -> Any:
        made = create_aws_request_context(
            self.service, operation, parameters=params, region=self.region, protocol=self.context.protocol
        )
        headers = self.context.request.headers.copy()
        headers.update(made.request.headers)
        made.request.headers = headers
        return made.request


Go = Callable[[], dict[str, Any] | Response]
MENDS: dict[tuple[str, str], list[Callable[[Call, Go], Any]]] = {}


def mend(service: str, *operations: str, outermost: bool = False) -> Callable:
    """Puts a function around operations: it gets the call and the way on, and answers as the service does."""

    def register(function: Callable[[Call, Go], Any]) -> Callable:
        for operation in operations:
            functions = MENDS.setdefault((service, operation), [])
            functions.insert(0 if outermost else len(functions), function)
        return function

    return register


PREPARATIONS: dict[str, list[Callable[[Call], None]]] = {}


def prepare(service: str) -> Callable:
    """Lets a function change a call of a service before refusals look at it."""

    def register(function: Callable[[Call], None]) -> Callable:
        PREPARATIONS.setdefault(service, []).append(function)
        return function

    return register


def install() -> None:
    @patch(Skeleton.dispatch_request)
    def dispatch_request(fn, self, serializer, context, instance):
        if context.is_internal_call:
            return fn(self, serializer, context, instance)
        call = Call(context, ACCOUNTS.get(context.account_id), dict(instance or {}))
        result = _run_alone(call, self.dispatch_table[context.operation.name])
        if isinstance(result, Response):
            return result
        context.service_response = result
        return serializer.serialize_to_response(result, context.operation, context.request.headers, context.request_id)


def _run_alone(call: Call, handler: Callable) -> Any:
    if call.service in UNLOCKED:
        return _run(call, handler)
    with call.account.lock:
        return _run(call, handler)


def _run(call: Call, handler: Callable) -> Any:
    states.settle(call.account)
    for function in PREPARATIONS.get(call.service, ()):
        function(call)
    try:
        if not is_repeat(call):
            refuse(call)
        return _mended(call, handler)()
    except ServiceException as error:
        raise _worded(call, error) from None


def _mended(call: Call, handler: Callable) -> Go:
    def work() -> Any:
        return handler(call.context, call.request) or {}

    def go() -> Any:
        return pages.paged(call, work)

    for function in reversed(MENDS.get((call.service, call.operation), [])):
        go = _around(function, call, go)
    return go


def _around(function: Callable, call: Call, inner: Go) -> Go:
    return lambda: function(call, inner)


def is_repeat(call: Call) -> bool:
    """A creating call that was answered before is answered again, whatever has changed since."""
    return (call.region, call.operation, call.request.get("ClientToken")) in call.account.tokens


_NAME_TAKEN = (
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please "
    "select a different name and try again."
)
_PYTHON_SET = re.compile(r"[\[{]'([^'\]}]*)'(?:, '[^'\]}]*')*[\]}]")


def _worded(call: Call, error: ServiceException) -> ServiceException:
    """S3 says nothing of whose fault it is. moto prints Python sets into the texts of EC2, where AWS names one id."""
    text = getattr(error, "message", None) or ""
    if call.service == "s3":
        error.sender_fault = False
    if not text and getattr(error, "code", None) == "BucketAlreadyExists":
        return CommonServiceException(error.code, _NAME_TAKEN, status_code=409)
    if call.service != "ec2" or not _PYTHON_SET.search(text):
        return error
    return CommonServiceException(error.code, _PYTHON_SET.sub(r"'\1'", text), status_code=error.status_code)
