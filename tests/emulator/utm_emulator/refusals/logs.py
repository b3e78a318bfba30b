"""CloudWatch Logs: groups, retention, tags."""

import sys
from typing import Any

from utm_emulator.refusals import Refusal

DAYS = {
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
}  # fmt: skip
MAX_TAGS = 50


def reserved_name(call: Any) -> bool:
    return call.request["logGroupName"].startswith("aws/")


def odd_retention(call: Any) -> bool:
    return call.request["retentionInDays"] not in DAYS


def reserved_key(call: Any) -> bool:
    return any(key.lower().startswith("aws:") for key in call.request.get("tags") or {})


def too_many_tags(call: Any) -> bool:
    there = call.log_tags.get(call.request.get("resourceArn"), {})
    return len({*there, *(call.request.get("tags") or {})}) > MAX_TAGS


def no_such_resource(call: Any) -> bool:
    arn = call.request["resourceArn"]
    return ":log-group:" in arn and arn.split(":log-group:")[1] not in call.logs.groups


def no_such_key(call: Any) -> bool:
    arn = call.request.get("kmsKeyId")
    module = sys.modules.get("localstack.services.kms.models")
    keys = module.kms_stores[call.account.id][call.region].keys if module else {}
    return bool(arn) and arn.rpartition("/")[2] not in keys


# fmt: off
TABLE = [
    Refusal("logs", "CreateLogGroup", reserved_name, "InvalidParameterException",
            "Log groups starting with AWS/ are reserved for AWS.", "CreateLogGroup"),
    Refusal("logs", "CreateLogGroup AssociateKmsKey", no_such_key, "InvalidParameterException",
            "The specified KMS key does not exist or is not allowed to be used with LogGroup", "CreateLogGroup"),
    Refusal("logs", "PutRetentionPolicy", odd_retention, "InvalidParameterException",
            "1 validation error detected: Value '{retentionInDays}' at 'retentionInDays' failed to satisfy constraint",
            "PutRetentionPolicy"),
    Refusal("logs", "CreateLogGroup TagResource", reserved_key, "InvalidParameterException",
            "aws: prefixed tag key names are not allowed for external use.", "?"),
    Refusal("logs", "TagResource", too_many_tags, "TooManyTagsException",
            "The resource can have no more than 50 tags.", "TagResource"),
    Refusal("logs", "TagResource UntagResource ListTagsForResource", no_such_resource, "ResourceNotFoundException",
            "The specified log group does not exist.", "ListTagsForResource"),
]
# fmt: on
