"""What every call passes on its way in and out: call log, signature, validity, faults."""

import logging
from typing import Any

from localstack.aws.api import CommonServiceException, RequestContext
from localstack.aws.handlers.service import ServiceExceptionSerializer
from localstack.aws.protocol.parser import RequestParserError
from localstack.http import Response
from localstack.utils.patch import patch

from utm_emulator import faults, strict
from utm_emulator.accounts import ACCOUNTS
from utm_emulator.errors import INVALID_REQUEST, aws_error
from utm_emulator.signature import check_signature

LOG = logging.getLogger(__name__)


def on_request(chain: Any, context: RequestContext, _response: Response) -> None:
    """Between the parser and the service. LocalStack's own calls to itself pass untouched."""
    if context.is_internal_call or not context.operation:
        return
    service, operation = context.service.service_name, context.operation.name
    account = ACCOUNTS.get(context.account_id)
    context.utm_call = account.record_call(service=service, operation=operation, request_id=context.request_id)
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


def on_end(_chain: Any, _context: RequestContext, response: Response) -> None:
    """AWS keeps connections open; LocalStack's work-around for another server closes each."""
    if response.headers.get("Connection") == "close":
        del response.headers["Connection"]


def install() -> None:
    @patch(ServiceExceptionSerializer.create_exception_response)
    def create_exception_response(fn, self, exception, context):
        """A request that the parser cannot read is invalid, and no fault of the service."""
        if isinstance(exception, RequestParserError) and not context.is_internal_call:
            exception = _unreadable(exception, context)
        return fn(self, exception, context)


def _unreadable(exception: RequestParserError, context: RequestContext) -> CommonServiceException:
    operation = context.operation.name if context.operation else None
    text = f"unreadable: {exception}"
    ACCOUNTS.get(context.account_id).record_invalid(context.service.service_name, operation, [text])
    return aws_error(INVALID_REQUEST, text)
