"""Signature, validity, call log: what every call passes."""

import base64
import datetime
import json

import boto3
import botocore.auth
import pytest
import requests
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from support import REGION, Account, Control, refused

INVALID = "UtmInvalidRequest"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


def form(account: Account, body: str, service: str = "ec2", **headers: str) -> requests.Response:
    """A rightly signed request with any form as its body."""
    headers |= {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    return send(account, service, "POST", "/", body, **headers)


def send(account: Account, service: str, method: str, path: str, body: str, **headers: str) -> requests.Response:
    request = AWSRequest(method, account.url + path, headers=headers, data=body.encode())
    kind = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
    kind(Credentials(account.id, "test"), service, REGION).add_auth(request)
    return requests.request(method, account.url + path, headers=dict(request.headers.items()), data=body.encode())


def findings(account: Account) -> str:
    """What was found, and away with it."""
    return "; ".join(text for row in account.delete("invalid")["invalid"] for text in row["findings"])


# --- validity ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Action=CreateVpc&Version=2016-11-15&CidrBlock=10.0.0.0/16&Foo=1", "Foo is unknown"),
        ("Action=DescribeVpcs&Version=2016-11-15&VpcId.2=vpc-0a", "VpcId.2"),
        ("Action=DescribeVpcs&Version=2016-11-15&VpcId.0=vpc-0a", "VpcId.0"),
        ("Action=DescribeVpcs&Version=2016-11-15&MaxResults=ten", "unreadable"),
        ("Action=DescribeVpcs&Version=2016-11-15&MaxResults=4", "MaxResults"),
        ("Action=DescribeVpcs&Version=2016-11-15&MaxResults=1001", "1001 is more than the maximum"),
        ("Action=DescribeVpcs&Version=2016-11-15&DryRun=TRUE", "DryRun"),
        ("Action=DescribeVpcs&Version=2015-01-01", "Version"),
        ("Action=DeleteVpc&Version=2016-11-15", "VpcId"),
        ("Action=CreateVpc&Version=2016-11-15&CidrBlock=10.0.0.0/16&InstanceTenancy=shared", "none of"),
        ("Action=MakeVpc&Version=2016-11-15", "unreadable"),
    ],
)
def test_invalid_ec2_requests(account: Account, body: str, text: str):
    answer = form(account, body)
    assert answer.status_code == 400 and f"<Code>{INVALID}</Code>" in answer.text
    assert text in findings(account)
    assert not account.get("objects")["objects"]


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"RoleName": "bad name"}, "does not match"),
        ({"RoleName": "x" * 65}, "65 is more than the maximum 64"),
        ({"MaxSessionDuration": 60}, "valid min value: 3600"),
        ({"Path": "no-slash"}, "Path"),
    ],
)
def test_invalid_iam_requests(account: Account, parameters: dict, text: str):
    with refused(INVALID, text):
        account.iam.create_role(**{"RoleName": "r", "AssumeRolePolicyDocument": json.dumps(TRUST)} | parameters)
    assert text in findings(account)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('{"logGroupName": "a", "retentionInDays": 7, "colour": "red"}', "colour is unknown"),
        ('{"logGroupName": 7}', "logGroupName"),
        ('{"logGroupName": "a", "retentionInDays": "7"}', "retentionInDays"),
        ('{"logGroupName": "a b", "retentionInDays": 7}', "does not match"),
        ('{"logGroupName": ', "unreadable"),
    ],
)
def test_invalid_json_requests(account: Account, body: str, text: str):
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "Logs_20140328.PutRetentionPolicy"}
    answer = send(account, "logs", "POST", "/", body, **headers)
    assert answer.status_code == 400 and INVALID in answer.text
    assert text in findings(account)


@pytest.mark.parametrize(
    ("path", "body", "text"),
    [
        ("/b-utm?versioning", "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>", "On"),
        ("/b-utm?versioning", "<VersioningConfiguration><Colour>x</Colour></VersioningConfiguration>", "Colour"),
        ("/b-utm?versioning&x=1", "<VersioningConfiguration/>", "x is unknown"),
        ("/b-utm?versioning", "<VersioningConfiguration>", "unreadable"),
    ],
)
def test_invalid_s3_requests(account: Account, path: str, body: str, text: str):
    answer = send(account, "s3", "PUT", path, body)
    assert answer.status_code == 400 and INVALID in answer.text
    assert text in findings(account)


def test_unknown_header_of_s3(account: Account):
    answer = send(account, "s3", "PUT", "/b-utm", "", **{"x-amz-colour": "red"})
    assert answer.status_code == 400
    assert "x-amz-colour is unknown" in findings(account)


def test_invalid_requests_of_all_accounts(account: Account, control: Control):
    form(account, "Action=MakeVpc&Version=2016-11-15")
    assert account.id in control.call("GET", "invalid")["accounts"]
    assert findings(account)
    assert account.id not in control.call("GET", "invalid")["accounts"]


# --- signature -----------------------------------------------------------------------------------------------------

WRONG = [
    ("ec2", "describe_vpcs", "AuthFailure", 401),
    ("sts", "get_caller_identity", "SignatureDoesNotMatch", 403),
    ("iam", "list_roles", "SignatureDoesNotMatch", 403),
    ("logs", "describe_log_groups", "InvalidSignatureException", 400),
    ("s3", "list_buckets", "SignatureDoesNotMatch", 403),
]


@pytest.mark.parametrize(("service", "method", "code", "status"), WRONG)
def test_wrong_secret(account: Account, service: str, method: str, code: str, status: int):
    with refused(code, status=status):
        getattr(account.client(service, secret="guess"), method)()
    assert [row["code"] for row in account.get("calls")["calls"]] == [code]


UNKNOWN = [
    ("ec2", "describe_vpcs", "AuthFailure"),
    ("sts", "get_caller_identity", "InvalidClientTokenId"),
    ("logs", "describe_log_groups", "UnrecognizedClientException"),
    ("s3", "list_buckets", "InvalidAccessKeyId"),
]


@pytest.mark.parametrize(("service", "method", "code"), UNKNOWN)
def test_unknown_key(account: Account, service: str, method: str, code: str):
    with refused(code):
        getattr(account.client(service, key="AKIAIOSFODNN7EXAMPLE"), method)()


SKEWED = [
    ("ec2", "describe_vpcs", "RequestExpired", "expired"),
    ("sts", "get_caller_identity", "SignatureDoesNotMatch", "Signature expired: "),
    ("logs", "describe_log_groups", "InvalidSignatureException", "Signature expired: "),
    ("s3", "list_buckets", "RequestTimeTooSkewed", "too large"),
]


@pytest.mark.parametrize(("service", "method", "code", "text"), SKEWED)
def test_clock_ahead(account: Account, service: str, method: str, code: str, text: str):
    account.post("knobs", skew=1000)
    with refused(code, text) as seen:
        getattr(account.client(service), method)()
    shown = seen.error.response["ResponseMetadata"]["HTTPHeaders"]["date"]
    here = datetime.datetime.strptime(shown, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=datetime.UTC)
    assert here - datetime.datetime.now(datetime.UTC) > datetime.timedelta(seconds=900)


def test_clock_behind(account: Account):
    account.post("knobs", skew=-1000)
    with refused("SignatureDoesNotMatch", "Signature not yet current: "):
        account.sts.get_caller_identity()


def test_own_secret(account: Account):
    account.post("secret", secret="better")
    with refused("SignatureDoesNotMatch"):
        account.sts.get_caller_identity()
    assert account.client("sts", secret="better").get_caller_identity()["Account"] == account.id


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "MissingAuthenticationToken"),
        ("Bearer x", "IncompleteSignature"),
        ("AWS4-HMAC-SHA256 Credential=x/y/z", "IncompleteSignature"),
    ],
)
def test_no_signature(control: Control, header: str | None, code: str):
    body = {"Action": "GetCallerIdentity", "Version": "2011-06-15"}
    answer = requests.post(control.url, body, headers={"Authorization": header} if header else {})
    assert answer.status_code in (400, 403) and f"<Code>{code}</Code>" in answer.text


def test_changed_body(account: Account):
    request = AWSRequest("PUT", f"{account.url}/utm-b", data=b"")
    botocore.auth.S3SigV4Auth(Credentials(account.id, "test"), "s3", REGION).add_auth(request)
    answer = requests.put(f"{account.url}/utm-b", data=b"other", headers=dict(request.headers.items()))
    assert "XAmzContentSHA256Mismatch" in answer.text


def test_path_and_query_are_signed_as_sent(account: Account):
    account.s3.create_bucket(Bucket="utm-paths", CreateBucketConfiguration={"LocationConstraint": REGION})
    for key in ("a b/c+d", "ümlaut~_-.", "x=y&z", "100%", "//twice//"):
        account.s3.put_object(Bucket="utm-paths", Key=key, Body=b"x")
        assert account.s3.list_objects_v2(Bucket="utm-paths", Prefix=key)["KeyCount"] == 1


def trusting(account: Account, name: str = "deploy", principal: str | None = None, **condition) -> str:
    statement = {"Effect": "Allow", "Principal": {"AWS": principal or account.id}, "Action": "sts:AssumeRole"}
    statement |= {"Condition": {"StringEquals": condition}} if condition else {}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return account.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"]


def session_of(account: Account, credentials: dict):
    return boto3.client(
        "ec2",
        endpoint_url=account.url,
        region_name=REGION,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def test_assumed_role_signs(account: Account):
    role = trusting(account)
    credentials = account.sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    vpc = account.vpc()
    found = session_of(account, credentials).describe_vpcs(VpcIds=[vpc])["Vpcs"]
    assert [item["VpcId"] for item in found] == [vpc]
    with refused("AuthFailure"):
        session_of(account, credentials | {"SessionToken": "other"}).describe_vpcs()
    with refused("AuthFailure"):
        session_of(account, credentials | {"SecretAccessKey": "other"}).describe_vpcs()


def test_sessions_expire_when_told_to(account: Account):
    role = trusting(account)
    first = account.sts.assume_role(RoleArn=role, RoleSessionName="first")["Credentials"]
    second = account.sts.assume_role(RoleArn=role, RoleSessionName="second")["Credentials"]
    assert account.post("expire", but=second["AccessKeyId"]) == {"expired": 1}
    with refused("RequestExpired", status=400):
        session_of(account, first).describe_vpcs()
    session_of(account, second).describe_vpcs()
    assert account.post("expire") == {"expired": 2}
    with refused("RequestExpired", status=400):
        session_of(account, second).describe_vpcs()


def test_roles_that_cannot_be_assumed(account: Account):
    missing = f"arn:aws:iam::{account.id}:role/none"
    closed = account.iam.create_role(RoleName="closed", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    foreign = trusting(account, "foreign", "arn:aws:iam::999999999999:root")
    external = trusting(account, "external", **{"sts:ExternalId": "secret-word"})
    for role in (missing, closed, foreign, external):
        with refused("AccessDenied", "sts:AssumeRole", status=403):
            account.sts.assume_role(RoleArn=role, RoleSessionName="test")
    with refused("AccessDenied"):
        account.sts.assume_role(RoleArn=external, RoleSessionName="test", ExternalId="guess")
    account.sts.assume_role(RoleArn=external, RoleSessionName="test", ExternalId="secret-word")
    with refused("ValidationError", "MaxSessionDuration"):
        account.sts.assume_role(RoleArn=trusting(account), RoleSessionName="test", DurationSeconds=7200)


def test_web_identity(account: Account):
    provider = f"arn:aws:iam::{account.id}:oidc-provider/example.com"
    statement = {"Effect": "Allow", "Principal": {"Federated": provider}, "Action": "sts:AssumeRoleWithWebIdentity"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    role = account.iam.create_role(RoleName="web", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    token = ".".join([*[base64.urlsafe_b64encode(b'{"a": "b"}').decode().rstrip("=")] * 2, "signature"])

    def assume(arn: str = role, word: str = token) -> dict:
        client = boto3.client("sts", endpoint_url=account.url, region_name=REGION)  # unsigned
        return client.assume_role_with_web_identity(RoleArn=arn, RoleSessionName="test", WebIdentityToken=word)

    assert session_of(account, assume()["Credentials"]).describe_vpcs()["Vpcs"]
    with refused("AccessDenied", status=403):
        assume(trusting(account))
    with refused("InvalidIdentityToken"):
        assume(word="nonsense")


# --- call log ------------------------------------------------------------------------------------------------------


def test_call_log(account: Account):
    vpc = account.vpc()
    account.ec2.describe_vpcs()
    answer = account.ec2.describe_vpcs(VpcIds=[vpc])
    with refused("InvalidVpcID.NotFound"):
        account.ec2.describe_vpcs(VpcIds=["vpc-0a"])
    log = account.get("calls")
    assert log["total"] == 4 and log["operations"]["ec2.DescribeVpcs"]["count"] == 3
    assert [(row["operation"], row["status"], row["code"]) for row in log["calls"]][1:] == [
        ("DescribeVpcs", 200, None), ("DescribeVpcs", 200, None), ("DescribeVpcs", 400, "InvalidVpcID.NotFound"),
    ]  # fmt: skip
    assert log["calls"][2]["request_id"] == answer["ResponseMetadata"]["RequestId"]
    assert log["calls"][0]["time"] <= log["calls"][3]["time"]
    assert account.delete("calls")["total"] == 0


def test_connection_is_kept(account: Account):
    answers = [account.ec2.describe_vpcs()["ResponseMetadata"]["HTTPHeaders"] for _ in range(3)]
    assert all("connection" not in headers for headers in answers)


def test_control_says_what_is_wrong(account: Account):
    def post(route: str, body) -> str:
        answer = requests.post(f"{account.url}/_utm/{route}/{account.id}", json=body)
        assert answer.status_code == 400
        return answer.json()["error"]

    assert "colour" in post("knobs", {"colour": 1})
    assert "kind" in post("faults", {"kind": "explode"})
    assert "often" in post("faults", {"kind": "refuse", "often": 1})
    assert "rates" in post("clock", {"rates": 1})
    assert requests.get(f"{account.url}/_utm/calls/abc").status_code == 400
