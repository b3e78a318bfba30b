"""IAM roles and policies, log groups, buckets."""

import json

import pytest
import requests
from support import REGION, Account, Control, refused

ALLOW = {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
MALFORMED = "MalformedPolicyDocument"


def document(*statements: dict, version: str = "2012-10-17") -> str:
    return json.dumps({"Version": version, "Statement": list(statements)})


@pytest.fixture
def role(account: Account) -> str:
    account.iam.create_role(RoleName="Web", AssumeRolePolicyDocument=document(ALLOW))
    return "Web"


# --- IAM -----------------------------------------------------------------------------------------------------------


def test_role_names_are_unique_whatever_their_case(account: Account, role: str):
    for name in (role, role.lower(), role.upper()):
        with refused("EntityAlreadyExists", f"Role with name {name} already exists.", status=409):
            account.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(ALLOW))


NOBODY = "arn:aws:iam::123456789012:role/none"
TRUSTS = [
    ("{", "invalid Json"),
    ("[]", "invalid Json"),
    (document(), ""),
    (document(ALLOW, version="2020-01-01"), ""),
    (document(ALLOW | {"Resource": "*"}), "Has prohibited field Resource."),
    (document(ALLOW | {"Effect": "Maybe"}), ""),
    (document(ALLOW | {"Colour": "red"}), ""),
    (document(ALLOW | {"Action": "s3:GetObject"}), "sts:AssumeRole"),
    (document(ALLOW | {"Sid": "a-b"}), "alpha-numeric"),
    (document(ALLOW | {"Sid": "a"}, ALLOW | {"Sid": "a"}), "unique"),
    (document(ALLOW | {"Principal": {"Service": "nonsense"}}), 'Invalid principal in policy: "SERVICE":"nonsense"'),
    (document(ALLOW | {"Principal": {"AWS": NOBODY}}), 'Invalid principal in policy: "AWS"'),
    (document({key: ALLOW[key] for key in ("Effect", "Action")}), "Principal"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), TRUSTS)
def test_trust_policies(account: Account, role: str, text: str, why: str):
    with refused(MALFORMED, why, status=400):
        account.iam.create_role(RoleName="other", AssumeRolePolicyDocument=text)
    with refused(MALFORMED, why, status=400):
        account.iam.update_assume_role_policy(RoleName=role, PolicyDocument=text)


def test_good_trust_policies(account: Account):
    principals = (
        {"AWS": account.id}, {"AWS": f"arn:aws:iam::{account.id}:root"}, "*", {"Service": ["ec2.amazonaws.com"]},
        {"Federated": f"arn:aws:iam::{account.id}:oidc-provider/example.com"},
    )  # fmt: skip
    for number, principal in enumerate(principals):
        trust = ALLOW | {"Principal": principal, "Action": ["sts:AssumeRole", "sts:TagSession"]}
        account.iam.create_role(RoleName=f"r{number}", AssumeRolePolicyDocument=document(trust))
    first = account.iam.get_role(RoleName="r0")["Role"]["Arn"]
    trust = document(ALLOW | {"Principal": {"AWS": first}})
    account.iam.create_role(RoleName="chained", AssumeRolePolicyDocument=trust)


def test_sizes(account: Account, role: str):
    long_trust = document(*[ALLOW | {"Sid": f"s{number}"} for number in range(30)])
    with refused("LimitExceeded", "ACLSizePerRole: 2048", status=409):
        account.iam.create_role(RoleName="long", AssumeRolePolicyDocument=long_trust)
    with refused("LimitExceeded", "ACLSizePerRole: 2048"):
        account.iam.update_assume_role_policy(RoleName=role, PolicyDocument=long_trust)
    half = document(*[READ | {"Resource": f"arn:aws:s3:::{number:0150}"} for number in range(26)])
    assert 5120 < len(half.replace(" ", "")) < 10240
    account.iam.put_role_policy(RoleName=role, PolicyName="one", PolicyDocument=half)
    account.iam.put_role_policy(RoleName=role, PolicyName="one", PolicyDocument=half.replace(" ", "   "))
    with refused("LimitExceeded", "Maximum policy size of 10240 bytes exceeded for role Web", status=409):
        account.iam.put_role_policy(RoleName=role, PolicyName="two", PolicyDocument=half)


POLICIES = [
    ("{", "Syntax errors"),
    (document(READ | {"Principal": "*"}), "should not specify a principal"),
    (document({"Effect": "Allow", "Action": "s3:GetObject"}), "resources"),
    (document(READ | {"Action": "nonsense"}), "vendor"),
    (document(READ | {"Resource": "nonsense"}), "ARN"),
    (document(READ | {"Sid": "a b"}), "alpha-numeric"),
]


@pytest.mark.parametrize(("text", "why"), POLICIES)
def test_inline_policies(account: Account, role: str, text: str, why: str):
    with refused(MALFORMED, why):
        account.iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=text)


def test_what_is_not_there(account: Account, role: str):
    iam, none = account.iam, "The role with name none cannot be found."
    for call in (
        lambda: iam.get_role(RoleName="none"),
        lambda: iam.delete_role(RoleName="none"),
        lambda: iam.put_role_policy(RoleName="none", PolicyName="p", PolicyDocument=document(READ)),
        lambda: iam.list_attached_role_policies(RoleName="none"),
        lambda: iam.tag_role(RoleName="none", Tags=[]),
    ):
        with refused("NoSuchEntity", none, status=404):
            call()
    for call in (iam.get_role_policy, iam.delete_role_policy):
        with refused("NoSuchEntity", "The role policy with name none cannot be found.", status=404):
            call(RoleName=role, PolicyName="none")
    for arn in ("arn:aws:iam::aws:policy/none", f"arn:aws:iam::{account.id}:policy/none"):
        with refused("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.", status=404):
            iam.attach_role_policy(RoleName=role, PolicyArn=arn)


def test_role_with_policies_stays(account: Account, role: str):
    iam, arn = account.iam, "arn:aws:iam::aws:policy/ReadOnlyAccess"
    iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=document(READ))
    with refused("DeleteConflict", status=409):
        iam.delete_role(RoleName=role)
    iam.detach_role_policy(RoleName=role, PolicyArn=arn)
    with refused("DeleteConflict", status=409):
        iam.delete_role(RoleName=role)
    iam.delete_role_policy(RoleName=role, PolicyName="p")
    iam.delete_role(RoleName=role)


def test_documents_are_url_encoded_on_the_wire(account: Account, role: str):
    account.iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=document(READ))
    bodies: list[bytes] = []
    client = account.client("iam")
    client.meta.events.register("after-call", lambda http_response, **_: bodies.append(http_response.content))
    client.get_role(RoleName=role)
    client.get_role_policy(RoleName=role, PolicyName="p")
    assert all(b"%22Version%22" in body and b'"Version"' not in body for body in bodies)


def test_role_tags(account: Account, role: str):
    def tag(*keys: str):
        account.iam.tag_role(RoleName=role, Tags=[{"Key": key, "Value": "v"} for key in keys])

    with refused("InvalidInput", "aws:"):
        tag("aws:x")
    with refused("InvalidInput", "Duplicate tag keys"):
        tag("Env", "env")
    tag(*[f"k{number}" for number in range(50)])
    with refused("LimitExceeded", "TagsPerRole: 50", status=409):
        tag("more")


# --- logs ----------------------------------------------------------------------------------------------------------


def test_log_groups(account: Account):
    logs = account.logs
    logs.create_log_group(logGroupName="a", logGroupClass="INFREQUENT_ACCESS")
    group = logs.describe_log_groups(logGroupNamePrefix="a")["logGroups"][0]
    assert group["logGroupClass"] == "INFREQUENT_ACCESS" and group["arn"] == group["logGroupArn"] + ":*"
    with refused("ResourceAlreadyExistsException"):
        logs.create_log_group(logGroupName="a")
    with refused("InvalidParameterException"):
        logs.create_log_group(logGroupName="aws/a")
    with refused("InvalidParameterException", "KMS"):
        key = f"arn:aws:kms:{REGION}:{account.id}:key/00000000-0000-0000-0000-000000000000"
        logs.create_log_group(logGroupName="b", kmsKeyId=key)
    with refused("InvalidParameterException", "retentionInDays"):
        logs.put_retention_policy(logGroupName="a", retentionInDays=6)
    for days in (1, 7, 3653):
        logs.put_retention_policy(logGroupName="a", retentionInDays=days)
    logs.delete_retention_policy(logGroupName="a")
    assert "retentionInDays" not in logs.describe_log_groups()["logGroups"][0]
    with refused("ResourceNotFoundException"):
        logs.delete_log_group(logGroupName="none")


def test_log_group_tags(account: Account):
    logs = account.logs
    logs.create_log_group(logGroupName="a")
    arn = logs.describe_log_groups()["logGroups"][0]["logGroupArn"]
    logs.tag_resource(resourceArn=arn, tags={"a": "b"})
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {"a": "b"}
    with refused("InvalidParameterException", "aws:"):
        logs.tag_resource(resourceArn=arn, tags={"aws:a": "b"})
    with refused("TooManyTagsException"):
        logs.tag_resource(resourceArn=arn, tags={f"k{number}": "" for number in range(50)})
    with refused("ResourceNotFoundException"):
        logs.list_tags_for_resource(resourceArn=arn + "x")
    logs.delete_log_group(logGroupName="a")
    logs.create_log_group(logGroupName="a")
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {}


# --- S3 ------------------------------------------------------------------------------------------------------------

HERE = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}


@pytest.fixture
def bucket(account: Account) -> str:
    account.s3.create_bucket(Bucket="utm-bucket", **HERE)
    return "utm-bucket"


def grant(account: Account, bucket: str, **changes) -> str:
    statement = {
        "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account.id}:root"}, "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    } | changes  # fmt: skip
    return document({key: value for key, value in statement.items() if value is not None})


NAMES = ["ab", "Upper", "a..b", "192.168.0.1", "-abc", "a_b", "x" * 64, "xn--a", "sthree-a", "a-s3alias", "a--ol-s3"]


@pytest.mark.parametrize("name", NAMES)
def test_bucket_names(account: Account, name: str):
    with refused("InvalidBucketName", "The specified bucket is not valid."):
        account.s3.create_bucket(Bucket=name, **HERE)


def test_bucket_again(account: Account, control: Control, bucket: str):
    with refused("BucketAlreadyOwnedByYou", status=409):
        account.s3.create_bucket(Bucket=bucket, **HERE)
    with refused("IllegalLocationConstraintException"):
        account.s3.create_bucket(Bucket="utm-elsewhere")
    other = Account(control, "733333333333")
    with refused("BucketAlreadyExists", "not available", status=409):
        other.s3.create_bucket(Bucket=bucket, **HERE)
    with refused("AccessDenied", status=403):
        other.s3.get_bucket_tagging(Bucket=bucket)
    with refused("403"):
        other.s3.head_bucket(Bucket=bucket)
    east = account.client("s3", region="us-east-1")
    for _ in range(2):
        answer = east.create_bucket(Bucket="utm-east")
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_bucket_with_tags(account: Account):
    tags = [{"Key": "utm:create", "Value": "nonce"}]
    account.s3.create_bucket(Bucket="utm-tags", CreateBucketConfiguration={"LocationConstraint": REGION, "Tags": tags})
    assert account.s3.get_bucket_tagging(Bucket="utm-tags")["TagSet"] == tags
    with refused("InvalidTag"):
        account.s3.put_bucket_tagging(Bucket="utm-tags", Tagging={"TagSet": [{"Key": "aws:a", "Value": ""}]})
    many = [{"Key": f"k{number}", "Value": ""} for number in range(51)]
    with refused("BadRequest", "50"):
        account.s3.put_bucket_tagging(Bucket="utm-tags", Tagging={"TagSet": many})


ABSENT = [
    ("get_bucket_policy", "NoSuchBucketPolicy"),
    ("get_bucket_tagging", "NoSuchTagSet"),
    ("get_bucket_lifecycle_configuration", "NoSuchLifecycleConfiguration"),
    ("get_public_access_block", "NoSuchPublicAccessBlockConfiguration"),
    ("get_bucket_ownership_controls", "OwnershipControlsNotFoundError"),
    ("get_bucket_cors", "NoSuchCORSConfiguration"),
]


@pytest.mark.parametrize(("method", "code"), ABSENT)
def test_absent_parts_of_a_bucket(account: Account, bucket: str, method: str, code: str):
    account.s3.delete_public_access_block(Bucket=bucket)
    account.s3.delete_bucket_ownership_controls(Bucket=bucket)
    with refused(code, status=404):
        getattr(account.s3, method)(Bucket=bucket)


def test_bucket_with_versions_stays(account: Account, bucket: str):
    account.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    account.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    account.s3.delete_object(Bucket=bucket, Key="k")
    with refused("BucketNotEmpty", status=409):
        account.s3.delete_bucket(Bucket=bucket)
    listed = account.s3.list_object_versions(Bucket=bucket)
    ids = [{"Key": row["Key"], "VersionId": row["VersionId"]} for row in listed["Versions"] + listed["DeleteMarkers"]]
    account.s3.delete_objects(Bucket=bucket, Delete={"Objects": ids})
    account.s3.delete_bucket(Bucket=bucket)


BUCKET_POLICIES = [
    ({"Principal": None}, "Missing required field Principal"),
    ({"Effect": "Perhaps"}, "Invalid effect: Perhaps"),
    ({"Action": "ec2:RunInstances"}, "Policy has invalid action"),
    ({"Resource": "arn:aws:s3:::other/*"}, "Policy has invalid resource"),
    ({"Action": "s3:ListBucket"}, "Action does not apply to any resource(s) in statement"),
    ({"Principal": {"AWS": NOBODY}}, "Invalid principal in policy"),
    ({"Principal": {"Service": "nonsense"}}, "Invalid principal in policy"),
    ({"Sid": "x" * 20480}, "20480"),
]


@pytest.mark.parametrize(("changes", "why"), BUCKET_POLICIES)
def test_malformed_bucket_policies(account: Account, bucket: str, changes: dict, why: str):
    with refused("MalformedPolicy", why, status=400) as seen:
        account.s3.put_bucket_policy(Bucket=bucket, Policy=grant(account, bucket, **changes))
    assert "Type" not in seen.error.response["Error"]


def test_policy_that_is_no_json(account: Account, bucket: str):
    with refused("MalformedPolicy", "first byte must be '{'"):
        account.s3.put_bucket_policy(Bucket=bucket, Policy="[]")


def test_good_bucket_policies(account: Account, bucket: str):
    both = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    for changes in (
        {},
        {"Action": "s3:*", "Resource": both},
        {"Action": ["s3:ListBucket", "s3:GetObject"], "Resource": both},
        {"Effect": "Deny", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {"Principal": "*", "Condition": {"StringEquals": {"aws:SourceAccount": account.id}}},
        {"Principal": {"Service": "delivery.logs.amazonaws.com"}, "Action": "s3:PutObject"},
    ):
        policy = grant(account, bucket, **changes)
        account.s3.put_bucket_policy(Bucket=bucket, Policy=policy)
        assert account.s3.get_bucket_policy(Bucket=bucket)["Policy"] == policy


def test_public_policy_is_blocked(account: Account, bucket: str):
    public = grant(account, bucket, Principal="*")
    with refused("AccessDenied", "BlockPublicPolicy", status=403):
        account.s3.put_bucket_policy(Bucket=bucket, Policy=public)
    open_block = {"BlockPublicPolicy": False, "BlockPublicAcls": True}
    account.s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=open_block)
    account.s3.put_bucket_policy(Bucket=bucket, Policy=public)


def test_life_cycles(account: Account, bucket: str):
    def put(*rules: dict):
        account.s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": list(rules)})

    rule = {"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}
    with refused("InvalidArgument", "unique"):
        put(rule, rule)
    with refused("InvalidArgument", "positive"):
        put(rule | {"Expiration": {"Days": 0}})
    with refused("InvalidRequest", "action"):
        put({key: value for key, value in rule.items() if key != "Expiration"})
    put(rule)


def test_aborted_operation_when_asked(account: Account):
    account.fault(kind="refuse", service="s3", operation="CreateBucket", code="OperationAborted", status=409)
    with refused("OperationAborted", status=409):
        account.s3.create_bucket(Bucket="utm-aborted", **HERE)
    account.s3.create_bucket(Bucket="utm-aborted", **HERE)


def test_an_answer_of_s3_has_a_request_id(account: Account, bucket: str):
    answer = requests.get(f"{account.url}/{bucket}?policy")  # unsigned
    assert answer.status_code == 403 and "AccessDenied" in answer.text and answer.headers["x-amz-request-id"]
