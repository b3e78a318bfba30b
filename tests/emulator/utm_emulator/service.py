"""Around each operation: one call of an account at a time, then refusals, mends and pages."""

from localstack.aws.skeleton import Skeleton
from localstack.utils.patch import patch

from utm_emulator.accounts import ACCOUNTS

UNLOCKED = {"s3"}  # its bodies stream, and its provider locks for itself


def install() -> None:
    @patch(Skeleton.dispatch_request)
    def dispatch_request(fn, self, serializer, context, instance):
        if context.is_internal_call or context.service.service_name in UNLOCKED:
            return fn(self, serializer, context, instance)
        with ACCOUNTS.get(context.account_id).lock:
            return fn(self, serializer, context, instance)
