"""Tags in EC2: of every creating call, and of CreateTags."""

from collections.abc import Iterator
from typing import Any

from utm_emulator.refusals import CODES, Refusal

PAGE = "Tag your Amazon EC2 resources"
MAX_TAGS, MAX_KEY, MAX_VALUE = 50, 128, 256

# What each creating call can tag
TAGGED = {
    "CreateVpc": ("vpc",),
    "CreateSubnet": ("subnet",),
    "CreateInternetGateway": ("internet-gateway",),
    "CreateEgressOnlyInternetGateway": ("egress-only-internet-gateway",),
    "AllocateAddress": ("elastic-ip",),
    "CreateNatGateway": ("natgateway", "elastic-ip"),
    "CreateRouteTable": ("route-table",),
    "CreateSecurityGroup": ("security-group",),
    "AuthorizeSecurityGroupIngress": ("security-group-rule",),
    "AuthorizeSecurityGroupEgress": ("security-group-rule",),
    "CreateVpcEndpoint": ("vpc-endpoint",),
    "CreateFlowLogs": ("vpc-flow-log",),
}
_ALL = " ".join([*TAGGED, "CreateTags"])


def _specifications(call: Any) -> list[dict[str, Any]]:
    return call.request.get("TagSpecifications") or []


def _tags(call: Any) -> Iterator[dict[str, str]]:
    for specification in _specifications(call):
        yield from specification.get("Tags") or []
    yield from call.request.get("Tags") or []


def wrong_type(call: Any) -> Any:
    for item in _specifications(call):
        if item.get("ResourceType") not in TAGGED[call.operation]:
            return {"kind": item.get("ResourceType")}
    return None


def reserved_key(call: Any) -> Any:
    keys = [tag.get("Key", "") for tag in _tags(call)]
    return next(({"key": key} for key in keys if key.lower().startswith("aws:")), None)


def long_key(call: Any) -> bool:
    return any(not 1 <= len(tag.get("Key", "")) <= MAX_KEY for tag in _tags(call))


def long_value(call: Any) -> bool:
    return any(len(tag.get("Value") or "") > MAX_VALUE for tag in _tags(call))


def same_key_twice(call: Any) -> Any:
    keys = [tag.get("Key") for tag in _tags(call)]
    return next(({"key": key} for key in keys if keys.count(key) > 1), None)


def too_many(call: Any) -> bool:
    keys = {tag.get("Key") for tag in _tags(call)}
    there = [set(call.ec2.tags.get(identity, ())) for identity in call.request.get("Resources") or [""]]
    return any(len(keys | own) > MAX_TAGS for own in there)


# fmt: off
TABLE = [
    Refusal("ec2", " ".join(TAGGED), wrong_type, "InvalidParameterValue",
            "'{kind}' is not a valid taggable resource type for this operation.", CODES),
    Refusal("ec2", _ALL, reserved_key, "InvalidParameterValue",
            "Value ( {key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use",
            PAGE),
    Refusal("ec2", _ALL, long_key, "InvalidParameterValue", "Tag key exceeds the maximum length of 128 characters",
            PAGE),
    Refusal("ec2", _ALL, long_value, "InvalidParameterValue", "Tag value exceeds the maximum length of 256 characters",
            PAGE),
    Refusal("ec2", _ALL, same_key_twice, "InvalidParameterValue", "Duplicate tag key '{key}' specified.", "?"),
    Refusal("ec2", _ALL, too_many, "TagLimitExceeded", "The maximum number of Tags for a resource has been reached.",
            CODES),
]
# fmt: on
