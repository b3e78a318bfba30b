"""What every call passes on its way in and out: call log, signature, validity, faults."""

import time
from email.utils import formatdate
from typing import Any

from hypercorn.config import Config
from localstack.aws.api import CommonServiceException, RequestContext, ServiceException
from localstack.aws.handlers.service import ServiceExceptionSerializer
from localstack.aws.protocol.parser import RequestParserError
from localstack.http import Response
from localstack.utils.patch import patch

from utm_emulator import faults, strict
from utm_emulator.accounts import ACCOUNTS, Account
from utm_emulator.errors import INVALID_REQUEST, aws_error
from utm_emulator.signature import check_signature


def on_request(chain: Any, context: RequestContext, _response: Response) -> None:
    """Between the parser and the service. LocalStack's own calls to itself pass untouched."""
    if context.is_internal_call or not context.operation:
        return
    service, operation = context.service.service_name, context.operation.name
    account = ACCOUNTS.get(context.account_id)
    context.utm_call = account.record_call(service=service, operation=operation, request_id=context.request_id)
    try:
        _check(chain, context, account)
    except ServiceException as error:
        error.sender_fault = error.sender_fault and service != "s3"  # S3 says nothing of whose fault it is
        raise


def _check(chain: Any, context: RequestContext, account: Account) -> None:
    service, operation = context.service.service_name, context.operation.name
    check_signature(context)
    found = strict.findings(context)
    if found:
        account.record_invalid(service, operation, found)
        raise aws_error(INVALID_REQUEST, "; ".join(found))
    context.utm_faults = faults.choose(account, service, operation)
    faults.before_work(chain, context, context.utm_faults)


def on_response(chain: Any, context: RequestContext, response: Response) -> None:
    call = context.get("utm_call")
    if call is None:
        return
    call["status"] = response.status_code
    error = context.service_exception
    call["code"] = getattr(error, "code", None) if error else None
    faults.after_work(chain, context, response, context.get("utm_faults") or [])


def on_end(_chain: Any, context: RequestContext, response: Response) -> None:
    """AWS keeps connections open, while LocalStack closes each; and AWS's clock may be another than ours."""
    if response.headers.get("Connection") == "close":
        del response.headers["Connection"]
    skew = ACCOUNTS.get(context.account_id).knobs["skew"] if context.account_id else 0
    response.headers["Date"] = formatdate(time.time() + skew, usegmt=True)


def install() -> None:
    @patch(Config.response_headers)
    def response_headers(fn, self, protocol):
        return [(name, value) for name, value in fn(self, protocol) if name != b"date"]

    @patch(ServiceExceptionSerializer.create_exception_response)
    def create_exception_response(fn, self, exception, context):
        """A request that the parser cannot read is invalid, and no fault of the service."""
        if not isinstance(exception, RequestParserError) or context.is_internal_call or not context.service:
            return fn(self, exception, context)
        unknown, context.operation = context.operation is None, context.operation or _any_operation(context)
        try:
            return fn(self, _unreadable(exception, context, unknown), context)
        finally:
            context.operation = None if unknown else context.operation


def _any_operation(context: RequestContext) -> Any:
    """An error is written by the rules of some operation, whichever."""
    return context.service.operation_model(context.service.operation_names[0])


def _unreadable(exception: RequestParserError, context: RequestContext, unknown: bool) -> CommonServiceException:
    try:
        check_signature(context)
    except CommonServiceException as error:
        return error
    operation, text = None if unknown else context.operation.name, f"unreadable: {exception}"
    ACCOUNTS.get(context.account_id).record_invalid(context.service.service_name, operation, [text])
    return aws_error(INVALID_REQUEST, text)
