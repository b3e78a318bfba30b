"""IAM: roles, their policies, tags."""

import re
from typing import Any

from utm_emulator.refusals import Refusal
from utm_emulator.refusals.policies import longer_than, parsed, principals, size, statements, unknown_principal

QUOTAS = "IAM and STS quotas"
ROLES = (
    "GetRole DeleteRole UpdateRole UpdateAssumeRolePolicy TagRole UntagRole ListRoleTags PutRolePolicy "
    "GetRolePolicy DeleteRolePolicy ListRolePolicies AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies"
)
MAX_TRUST, MAX_INLINE, MAX_MANAGED, MAX_ATTACHED, MAX_TAGS = 2048, 10240, 6144, 10, 50


def _role(call: Any) -> Any:
    name = call.request.get("RoleName")
    return next((role for role in call.iam.roles.values() if role.name == name), None)


def no_such_role(call: Any) -> bool:
    return _role(call) is None


def name_taken(call: Any) -> bool:
    """Names are unique whatever their case."""
    wanted = call.request["RoleName"].lower()
    return any(role.name.lower() == wanted for role in call.iam.roles.values())


def _document(call: Any) -> str:
    return call.request.get("AssumeRolePolicyDocument") or call.request.get("PolicyDocument") or ""


def no_json(call: Any) -> bool:
    return parsed(_document(call)) is None


def bad_trust(call: Any) -> Any:
    """moto has these checks, and LocalStack's CreateRole does not come by them."""
    from moto.iam.policy_validation import IAMTrustPolicyDocumentValidator

    return _verdict(IAMTrustPolicyDocumentValidator(_document(call)))


def _verdict(validator: Any) -> Any:
    from moto.iam.exceptions import MalformedPolicyDocument

    try:
        validator.validate()
    except MalformedPolicyDocument as error:
        return {"why": error.message}
    return None


def no_principal(call: Any) -> bool:
    return any(not list(principals(item)) for item in statements(_document(call)) if "NotPrincipal" not in item)


def nobody(call: Any) -> Any:
    return unknown_principal(_document(call))


def names_principal(call: Any) -> bool:
    return any("Principal" in item or "NotPrincipal" in item for item in statements(_document(call)))


def odd_sid(call: Any) -> bool:
    return any(not re.fullmatch(r"[0-9A-Za-z]*", str(item.get("Sid", ""))) for item in statements(_document(call)))


def inline_too_long(call: Any) -> bool:
    others = [text for name, text in _role(call).policies.items() if name != call.request["PolicyName"]]
    return sum(map(size, [*others, _document(call)])) > MAX_INLINE


def too_many_attached(call: Any) -> bool:
    there = set(_role(call).managed_policies)
    return len(there | {call.request["PolicyArn"]}) > MAX_ATTACHED


def no_such_boundary(call: Any) -> bool:
    arn = call.request.get("PermissionsBoundary")
    return bool(arn) and arn not in call.iam.managed_policies


def no_such_policy(call: Any) -> bool:
    return call.request["PolicyName"] not in _role(call).policies


def _keys(call: Any) -> list[str]:
    return [tag.get("Key", "") for tag in call.request.get("Tags") or []]


def reserved_key(call: Any) -> bool:
    return any(key.lower().startswith("aws:") for key in _keys(call))


def too_many_tags(call: Any) -> bool:
    role = _role(call)
    there = role.tags if role is not None and call.operation == "TagRole" else {}
    keys = {key.lower() for key in _keys(call)} | {_key(tag).lower() for tag in there or []}
    return len(keys) > MAX_TAGS


def _key(tag: Any) -> str:
    return tag["Key"] if isinstance(tag, dict) else str(tag)


_SID = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
_TRUSTS = "CreateRole UpdateAssumeRolePolicy"

# fmt: off
TABLE = [
    Refusal("iam", ROLES, no_such_role, "NoSuchEntity", "The role with name {RoleName} cannot be found.", "GetRole",
            404),
    Refusal("iam", "CreateRole", name_taken, "EntityAlreadyExists", "Role with name {RoleName} already exists.",
            "CreateRole", 409),
    Refusal("iam", "CreateRole TagRole", reserved_key, "InvalidInput",
            '"aws:" prefixed tag key names are not allowed for external use.', "?"),
    Refusal("iam", "CreateRole TagRole", too_many_tags, "LimitExceeded", "Cannot exceed quota for TagsPerRole: 50",
            QUOTAS, 409),
    Refusal("iam", _TRUSTS, no_json, "MalformedPolicyDocument", "This policy contains invalid Json",
            "recorded by a public test-suite"),
    Refusal("iam", _TRUSTS, longer_than("AssumeRolePolicyDocument", MAX_TRUST), "LimitExceeded",
            "Cannot exceed quota for ACLSizePerRole: 2048", QUOTAS, 409),
    Refusal("iam", "UpdateAssumeRolePolicy", longer_than("PolicyDocument", MAX_TRUST), "LimitExceeded",
            "Cannot exceed quota for ACLSizePerRole: 2048", QUOTAS, 409),
    Refusal("iam", _TRUSTS, bad_trust, "MalformedPolicyDocument", "{why}", "recorded by a public test-suite"),
    Refusal("iam", _TRUSTS, no_principal, "MalformedPolicyDocument", "Missing required field Principal",
            "IAM JSON policy elements: Principal"),
    Refusal("iam", _TRUSTS, nobody, "MalformedPolicyDocument", "Invalid principal in policy: {principal}",
            "IAM JSON policy elements: Principal"),
    Refusal("iam", _TRUSTS + " PutRolePolicy", odd_sid, "MalformedPolicyDocument", _SID,
            "IAM JSON policy elements: Sid"),
    Refusal("iam", "PutRolePolicy", names_principal, "MalformedPolicyDocument",
            "Policy document should not specify a principal.", "IAM JSON policy elements: Principal"),
    Refusal("iam", "PutRolePolicy", inline_too_long, "LimitExceeded",
            "Maximum policy size of 10240 bytes exceeded for role {RoleName}", QUOTAS, 409),
    Refusal("iam", "CreatePolicy", longer_than("PolicyDocument", MAX_MANAGED), "LimitExceeded",
            "Cannot exceed quota for PolicySize: 6144", QUOTAS, 409),
    Refusal("iam", "AttachRolePolicy", too_many_attached, "LimitExceeded",
            "Cannot exceed quota for PoliciesPerRole: 10", QUOTAS, 409),
    Refusal("iam", "CreateRole PutRolePermissionsBoundary", no_such_boundary, "NoSuchEntity",
            "Scope ARN: {PermissionsBoundary} does not exist or is not attachable.", "PutRolePermissionsBoundary", 404),
    Refusal("iam", "GetRolePolicy DeleteRolePolicy", no_such_policy, "NoSuchEntity",
            "The role policy with name {PolicyName} cannot be found.", "GetRolePolicy", 404),
]
# fmt: on
