"""Whatever boto3 writes is valid: the strict check must find nothing in it, however odd the values."""

import datetime
import json

import pytest
from botocore.exceptions import ClientError
from support import REGION, Account

WORDS = ["", " ", "ünïcödé ☃", "a+b c&d=e;f%20g", "line\nbreak", "quote\"s'", "<xml/>", "0012", "true", "1e3"]
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    },
    indent=2,
)
VPC, SUBNET, GROUP = "vpc-0a", "subnet-0a", "sg-0a"
PORTS = {"IpProtocol": "tcp", "FromPort": 0, "ToPort": 65535}
EC2 = [
    ("create_vpc", {"CidrBlock": "10.0.0.0/16", "AmazonProvidedIpv6CidrBlock": False, "InstanceTenancy": "default"}),
    ("describe_vpcs", {"Filters": [{"Name": "tag:" + word, "Values": [word, "x"]} for word in WORDS]}),
    ("describe_vpcs", {"VpcIds": [], "MaxResults": 5, "DryRun": True}),
    ("create_tags", {"Resources": [VPC, SUBNET], "Tags": [{"Key": "k", "Value": word} for word in WORDS]}),
    ("delete_tags", {"Resources": [VPC], "Tags": [{"Key": "k"}]}),
    ("modify_vpc_attribute", {"VpcId": VPC, "EnableDnsSupport": {"Value": False}}),
    ("modify_subnet_attribute", {"SubnetId": SUBNET, "PrivateDnsHostnameTypeOnLaunch": "resource-name"}),
    ("create_subnet", {"VpcId": VPC, "CidrBlock": "10.0.0.0/24", "AvailabilityZoneId": "euc1-az1"}),
    ("allocate_address", {"Domain": "vpc", "NetworkBorderGroup": REGION}),
    ("create_nat_gateway", {"SubnetId": SUBNET, "ConnectivityType": "private", "PrivateIpAddress": "10.0.0.9"}),
    ("describe_nat_gateways", {"Filter": [{"Name": "state", "Values": ["available"]}], "NatGatewayIds": []}),
    ("create_route", {"RouteTableId": "rtb-0a", "DestinationIpv6CidrBlock": "::/0", "GatewayId": "igw-0a"}),
    ("describe_route_tables", {"Filters": [{"Name": "route.nat-gateway-id", "Values": ["nat-0a"]}]}),
    (
        "authorize_security_group_ingress",
        {
            "GroupId": GROUP,
            "IpPermissions": [
                PORTS | {"IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "x"}, {"CidrIp": "10.0.0.0/8"}]},
                PORTS | {"Ipv6Ranges": [{"CidrIpv6": "::/0"}], "PrefixListIds": [{"PrefixListId": "pl-0a"}]},
                {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": GROUP, "UserId": "123456789012"}]},
            ],
            "TagSpecifications": [{"ResourceType": "security-group-rule", "Tags": [{"Key": "a", "Value": ""}]}],
        },
    ),
    ("revoke_security_group_egress", {"GroupId": GROUP, "SecurityGroupRuleIds": ["sgr-0a", "sgr-0b"]}),
    (
        "modify_security_group_rules",
        {"GroupId": GROUP, "SecurityGroupRules": [{"SecurityGroupRuleId": "sgr-0a", "SecurityGroupRule": PORTS}]},
    ),
    ("create_vpc_endpoint", {"VpcId": VPC, "ServiceName": "s", "PolicyDocument": TRUST, "SubnetIds": [SUBNET, "b"]}),
    ("create_vpc_endpoint", {"VpcId": VPC, "ServiceName": "s", "DnsOptions": {"DnsRecordIpType": "ipv4"}}),
    ("modify_vpc_endpoint", {"VpcEndpointId": "vpce-0a", "ResetPolicy": True, "AddSecurityGroupIds": [GROUP]}),
    ("delete_vpc_endpoints", {"VpcEndpointIds": ["vpce-0a", "vpce-0b"]}),
    (
        "create_flow_logs",
        {
            "ResourceIds": [VPC],
            "ResourceType": "VPC",
            "TrafficType": "REJECT",
            "LogDestinationType": "s3",
            "LogDestination": "arn:aws:s3:::b/p",
            "LogFormat": "${version} ${vpc-id}",
            "DestinationOptions": {"FileFormat": "parquet", "PerHourPartition": False},
        },
    ),
    ("describe_flow_logs", {"Filter": [{"Name": "resource-id", "Values": [VPC]}]}),
    ("describe_availability_zones", {"AllAvailabilityZones": True, "ZoneNames": [f"{REGION}a"]}),
    ("describe_network_interfaces", {"Filters": [{"Name": "description", "Values": ["ELB app/*"]}]}),
]
IAM = [
    ("create_role", {"RoleName": "r", "AssumeRolePolicyDocument": TRUST, "Tags": [{"Key": "k", "Value": ""}]}),
    ("create_role", {"RoleName": "s", "AssumeRolePolicyDocument": TRUST, "Description": "", "Path": "/a/b/"}),
    ("create_role", {"RoleName": "t", "AssumeRolePolicyDocument": TRUST, "MaxSessionDuration": 43200, "Tags": []}),
    ("tag_role", {"RoleName": "r", "Tags": []}),
    ("untag_role", {"RoleName": "r", "TagKeys": ["k", "l"]}),
    ("untag_role", {"RoleName": "r", "TagKeys": []}),
    ("update_role", {"RoleName": "r", "Description": "ü & ö", "MaxSessionDuration": 3600}),
    ("put_role_policy", {"RoleName": "r", "PolicyName": "p+=,.@-_", "PolicyDocument": TRUST}),
    ("list_roles", {"PathPrefix": "/", "MaxItems": 1}),
    ("list_role_policies", {"RoleName": "r", "MaxItems": 1000}),
]
LOGS = [
    ("create_log_group", {"logGroupName": "/a/b_c#d.e-f", "tags": {"k": "", "ü": "é"}}),
    ("put_retention_policy", {"logGroupName": "/a/b_c#d.e-f", "retentionInDays": 7}),
    ("describe_log_groups", {"logGroupNamePrefix": "/", "limit": 50}),
    ("describe_log_groups", {"logGroupIdentifiers": ["a"], "includeLinkedAccounts": False}),
    ("put_log_events", {"logGroupName": "g", "logStreamName": "s", "logEvents": [{"timestamp": 1, "message": "☃"}]}),
]
WEB = "arn:aws:iam::123456789012:role/web"
STS = [
    ("get_caller_identity", {}),
    ("assume_role", {"RoleArn": "arn:aws:iam::123456789012:role/x", "RoleSessionName": "s=,.@-"}),
    (
        "assume_role",
        {
            "RoleArn": "arn:aws:iam::123456789012:role/x",
            "RoleSessionName": "ss",
            "DurationSeconds": 900,
            "ExternalId": "a:/b",
            "Tags": [{"Key": "k", "Value": "v"}],
            "TransitiveTagKeys": ["k"],
        },
    ),
    ("assume_role_with_web_identity", {"RoleArn": WEB, "RoleSessionName": "s1", "WebIdentityToken": "a.b.c"}),
]  # fmt: skip
B = {"Bucket": "utm-odd"}
K = B | {"Key": "a b/ü+&=%.txt"}
RULE = {"ID": "r", "Status": "Enabled", "Filter": {"And": {"Prefix": "a&b", "Tags": [{"Key": "k", "Value": "<v>"}]}}}
OWNER = "BucketOwnerEnforced"
S3 = [
    ("create_bucket", B | {"CreateBucketConfiguration": {"LocationConstraint": REGION}, "ObjectOwnership": OWNER}),
    ("put_bucket_versioning", B | {"VersioningConfiguration": {"Status": "Enabled"}}),
    ("put_bucket_tagging", B | {"Tagging": {"TagSet": [{"Key": "k&", "Value": "<ü> "}]}}),
    ("put_bucket_encryption", B | {"ServerSideEncryptionConfiguration": {"Rules": [
        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": True}]}}),
    ("put_public_access_block", B | {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True}}),
    ("put_bucket_ownership_controls", B | {"OwnershipControls": {"Rules": [{"ObjectOwnership": OWNER}]}}),
    ("put_bucket_policy", B | {"Policy": "{\"a\": \"\\u2603 ü\"}"}),
    ("put_bucket_lifecycle_configuration", B | {"LifecycleConfiguration": {"Rules": [
        RULE | {"Expiration": {"Days": 3}, "Transitions": [{"Days": 30, "StorageClass": "GLACIER"}]},
        {"ID": "s", "Status": "Disabled", "Filter": {}, "Expiration": {"Date": datetime.datetime(2030, 1, 1)}},
        {"ID": "t", "Status": "Enabled", "Prefix": "", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}},
    ]}}),
    ("put_bucket_lifecycle_configuration", B | {"TransitionDefaultMinimumObjectSize": "varies_by_storage_class",
        "LifecycleConfiguration": {"Rules": [RULE | {"NoncurrentVersionExpiration": {"NoncurrentDays": 1}}]}}),
    ("put_object", K | {"Body": b"\x00\xff", "ContentType": "text/plain", "Metadata": {"a": "b"}}),
    ("put_object", K | {"Body": b"", "Tagging": "a=b&c=d"}),
    ("put_object", K | {"Body": "text", "ServerSideEncryption": "AES256", "ChecksumAlgorithm": "SHA256"}),
    ("get_object", K | {"IfNoneMatch": '"x"', "Range": "bytes=0-1", "ResponseContentType": "a/b"}),
    ("head_object", K | {"IfModifiedSince": datetime.datetime(2020, 1, 1)}),
    ("list_objects_v2", B | {"Prefix": "a b", "Delimiter": "/", "MaxKeys": 1, "StartAfter": "ü"}),
    ("list_object_versions", B | {"KeyMarker": "a", "EncodingType": "url"}),
    ("delete_objects", B | {"Delete": {"Objects": [{"Key": "ü<>&"}, {"Key": "b", "VersionId": "x"}]}}),
    ("delete_object", K | {"VersionId": "null"}),
    ("get_bucket_location", B | {"ExpectedBucketOwner": "123456789012"}),
    ("list_buckets", {"MaxBuckets": 1, "Prefix": "utm"}),
    ("delete_bucket_tagging", B),
    ("delete_bucket", B),
]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "calls"),
    [("ec2", EC2), ("iam", IAM), ("logs", LOGS), ("sts", STS), ("s3", S3)],
    ids=["ec2", "iam", "logs", "sts", "s3"],
)
def test_nothing_is_found(account: Account, service: str, calls: list[tuple[str, dict]]):
    client = account.client(service)
    for method, parameters in calls:
        try:
            getattr(client, method)(**parameters)
        except ClientError as error:
            answer = error.response["Error"]
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            assert answer["Code"] != "UtmInvalidRequest", (method, answer)
            assert status < 500, (method, answer)
    assert account.get("invalid")["total"] == 0
    unsigned = sum(method == "assume_role_with_web_identity" for method, _ in calls)  # of no account
    assert account.get("calls")["total"] == len(calls) - unsigned
