"""S3: names, owners, policies, life cycles, tags."""

import re
from typing import Any

from utm_emulator.refusals import Refusal
from utm_emulator.refusals.policies import many, parsed, principals, statements, unknown_principal

NAMES = "Bucket naming rules"
BLOCK = "Blocking public access to your Amazon S3 storage"
LANGUAGE = "Policies and permissions in Amazon S3"
MAX_POLICY, MAX_TAGS = 20 * 1024, 50

# Operations on a bucket that is someone else's
ON_BUCKETS = """
    HeadBucket DeleteBucket GetBucketLocation ListObjects ListObjectsV2 ListObjectVersions PutObject GetObject
    HeadObject DeleteObject DeleteObjects GetBucketPolicy PutBucketPolicy DeleteBucketPolicy GetBucketTagging
    PutBucketTagging DeleteBucketTagging GetBucketVersioning PutBucketVersioning GetBucketEncryption
    PutBucketEncryption DeleteBucketEncryption GetPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock
    GetBucketLifecycleConfiguration PutBucketLifecycleConfiguration DeleteBucketLifecycle GetBucketOwnershipControls
    PutBucketOwnershipControls DeleteBucketOwnershipControls GetBucketLogging PutBucketLogging GetBucketAcl"""

# A condition on one of these with a fixed value makes an open principal not public
NARROWING = {
    "aws:sourceip", "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount",
    "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:userid",
    "aws:vpcsourceip", "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
}  # fmt: skip

# Actions on buckets; every other one of s3 is taken for one on objects
BUCKET_ACTION = re.compile(
    r"s3:(ListBucket\w*|(Get|Put|Delete)(Bucket\w*|LifecycleConfiguration|EncryptionConfiguration|"
    r"ReplicationConfiguration|InventoryConfiguration|MetricsConfiguration|AnalyticsConfiguration|"
    r"AccelerateConfiguration)|CreateBucket)"
)


def reserved_name(call: Any) -> bool:
    name = call.request["Bucket"]
    return name.startswith(("xn--", "sthree-", "amzn-s3-demo-")) or name.endswith(
        ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
    )


def _store(call: Any) -> Any:
    from localstack.services.s3.models import s3_stores

    return s3_stores[call.account.id][call.region]


def _bucket(call: Any) -> Any:
    return _store(call).buckets.get(call.request["Bucket"])


def owned_by_another(call: Any) -> bool:
    owner = _store(call).global_bucket_map.get(call.request["Bucket"])
    return owner is not None and owner != call.account.id


def _policy(call: Any) -> str:
    return call.request["Policy"]


def no_json(call: Any) -> bool:
    return parsed(_policy(call)) is None


def too_long(call: Any) -> bool:
    return len(_policy(call).encode()) > MAX_POLICY


def missing_field(call: Any) -> Any:
    for statement in statements(_policy(call)) or [{}]:
        for field in ("Effect", "Principal", "Action", "Resource"):
            if field not in statement and f"Not{field}" not in statement:
                return {"field": field}
    return None


def odd_effect(call: Any) -> Any:
    effects = [item.get("Effect") for item in statements(_policy(call))]
    return next(({"effect": effect} for effect in effects if effect not in ("Allow", "Deny")), None)


def nobody(call: Any) -> Any:
    return unknown_principal(_policy(call))


def _resources(statement: dict[str, Any]) -> list[str]:
    return [str(item) for item in many(statement.get("Resource", statement.get("NotResource")))]


def foreign_resource(call: Any) -> bool:
    own = re.compile(rf"arn:aws[a-z-]*:s3:::{re.escape(call.request['Bucket'])}(/.*)?")
    return any(not own.fullmatch(name) for item in statements(_policy(call)) for name in _resources(item))


def odd_action(call: Any) -> bool:
    actions = [str(action) for item in statements(_policy(call)) for action in many(item.get("Action"))]
    return any(action != "*" and not re.fullmatch(r"s3:[A-Za-z*?]+", action) for action in actions)


def action_without_resource(call: Any) -> bool:
    """`s3:ListBucket` on objects alone, `s3:GetObject` on the bucket alone."""
    for statement in statements(_policy(call)):
        objects = ["/" in name.partition(":::")[2] for name in _resources(statement)]
        for action in [str(item) for item in many(statement.get("Action")) if "*" not in str(item)]:
            on_bucket = BUCKET_ACTION.fullmatch(action) is not None
            if objects and on_bucket not in [not is_object for is_object in objects]:
                return True
    return False


def public_and_blocked(call: Any) -> Any:
    block = getattr(_bucket(call), "public_access_block", None) or {}
    public = any(_is_public(item) for item in statements(_policy(call)))
    return public and block.get("BlockPublicPolicy") and {"account": call.account.id}


def _is_public(statement: dict[str, Any]) -> bool:
    if statement.get("Effect") != "Allow" or ("AWS", "*") not in principals(statement):
        return False
    conditions = statement.get("Condition") or {}
    keys = {key.lower() for tests in conditions.values() for key in tests}
    return not keys & NARROWING


def _rules(call: Any) -> list[dict[str, Any]]:
    return (call.request.get("LifecycleConfiguration") or {}).get("Rules") or []


def same_rule_twice(call: Any) -> bool:
    names = [rule.get("ID") for rule in _rules(call) if rule.get("ID")]
    return len(names) != len(set(names))


def zero_days(call: Any) -> bool:
    return any((rule.get("Expiration") or {}).get("Days", 1) < 1 for rule in _rules(call))


def rule_without_action(call: Any) -> bool:
    actions = (
        "Expiration", "Transitions", "NoncurrentVersionExpiration", "NoncurrentVersionTransitions",
        "AbortIncompleteMultipartUpload",
    )  # fmt: skip
    return any(not any(rule.get(action) for action in actions) for rule in _rules(call))


def too_many_tags(call: Any) -> bool:
    return len((call.request.get("Tagging") or {}).get("TagSet") or []) > MAX_TAGS


_BLOCKED = (
    "User: arn:aws:iam::{account}:root is not authorized to perform: s3:PutBucketPolicy on resource: "
    '"arn:aws:s3:::{Bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block '
    "Public Access."
)

# fmt: off
TABLE = [
    Refusal("s3", "CreateBucket", reserved_name, "InvalidBucketName", "The specified bucket is not valid.", NAMES),
    Refusal("s3", ON_BUCKETS, owned_by_another, "AccessDenied", "Access Denied", "Error responses", 403),
    Refusal("s3", "PutBucketPolicy", no_json, "MalformedPolicy",
            "Policies must be valid JSON and the first byte must be '{{'", "recorded by a public test-suite"),
    Refusal("s3", "PutBucketPolicy", too_long, "MalformedPolicy",
            "Policy document exceeds the maximum allowed size of 20480 bytes.", "Bucket policies for Amazon S3"),
    Refusal("s3", "PutBucketPolicy", missing_field, "MalformedPolicy", "Missing required field {field}", LANGUAGE),
    Refusal("s3", "PutBucketPolicy", odd_effect, "MalformedPolicy", "Invalid effect: {effect}", LANGUAGE),
    Refusal("s3", "PutBucketPolicy", odd_action, "MalformedPolicy", "Policy has invalid action", LANGUAGE),
    Refusal("s3", "PutBucketPolicy", foreign_resource, "MalformedPolicy", "Policy has invalid resource", LANGUAGE),
    Refusal("s3", "PutBucketPolicy", action_without_resource, "MalformedPolicy",
            "Action does not apply to any resource(s) in statement", LANGUAGE),
    Refusal("s3", "PutBucketPolicy", nobody, "MalformedPolicy", "Invalid principal in policy", LANGUAGE),
    Refusal("s3", "PutBucketPolicy", public_and_blocked, "AccessDenied", _BLOCKED, BLOCK, 403),
    Refusal("s3", "PutBucketLifecycleConfiguration", same_rule_twice, "InvalidArgument",
            "Rule ID must be unique. Found same ID for more than one rule", "PutBucketLifecycleConfiguration"),
    Refusal("s3", "PutBucketLifecycleConfiguration", zero_days, "InvalidArgument",
            "'Days' for Expiration action must be a positive integer", "PutBucketLifecycleConfiguration"),
    Refusal("s3", "PutBucketLifecycleConfiguration", rule_without_action, "InvalidRequest",
            "At least one action needs to be specified in a rule.", "PutBucketLifecycleConfiguration"),
    Refusal("s3", "PutBucketTagging", too_many_tags, "BadRequest", "Bucket tag count cannot be greater than 50", "?"),
]
# fmt: on
