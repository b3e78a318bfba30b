"""Clock, pages, leaks, reset: what a test has of an account."""

import json

import pytest
from support import REGION, Account, Control, refused

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


def fill(account: Account, bucket: str) -> None:
    """One object of each kind."""
    ec2, vpc = account.ec2, account.vpc()
    subnet, table = account.subnet(vpc), account.table(vpc)
    account.gateway(vpc)
    account.group(vpc)
    ec2.create_nat_gateway(SubnetId=subnet, AllocationId=account.address())
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.s3", RouteTableIds=[table])
    account.logs.create_log_group(logGroupName="flows", tags={"a": "b"})
    role = account.iam.create_role(RoleName="flows", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    account.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    ec2.create_flow_logs(
        ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL", LogGroupName="flows", DeliverLogsPermissionArn=role
    )


KINDS = {
    ("ec2", "vpcs"), ("ec2", "subnets"), ("ec2", "route_tables"), ("ec2", "internet_gateways"), ("ec2", "groups"),
    ("ec2", "nat_gateways"), ("ec2", "addresses"), ("ec2", "enis"), ("ec2", "vpc_end_points"), ("ec2", "flow_logs"),
    ("logs", "groups"), ("iam", "roles"), ("s3", "buckets"),
}  # fmt: skip


def test_leaks(account: Account):
    account.ec2.describe_vpcs()
    assert account.post("snapshot") == {"objects": 0}
    fill(account, "utm-leaks")
    leaks = account.get("leaks")["leaks"]
    assert {(row["service"], row["kind"]) for row in leaks} == KINDS
    assert len(leaks) == len(KINDS)
    assert ("s3", "utm-leaks") in {(row["service"], row["id"]) for row in leaks}
    account.post("snapshot")
    assert account.get("leaks")["leaks"] == []
    another = account.vpc("10.9.0.0/16")
    assert [row["id"] for row in account.get("leaks")["leaks"]] == [another]
    account.ec2.delete_vpc(VpcId=another)
    assert account.get("leaks")["leaks"] == []


def test_deleted_nat_gateway_is_no_leak(account: Account):
    account.post("clock", rate=0)
    vpc = account.vpc()
    subnet, allocation = account.subnet(vpc), account.address()
    account.gateway(vpc)
    account.post("snapshot")
    nat = account.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    account.ec2.delete_nat_gateway(NatGatewayId=nat)
    assert {row["kind"] for row in account.get("leaks")["leaks"]} == {"nat_gateways", "enis"}
    account.post("clock", advance=61)
    assert account.get("leaks")["leaks"] == []


def test_reset(account: Account, control: Control):
    other = Account(control, "722222222222")
    other.post("reset")
    kept = other.vpc()
    fill(account, "utm-reset")
    account.fault(kind="throttle", times=None)
    account.post("knobs", nat_pending=1)
    account.post("clock", rate=0)
    account.post("secret", secret="x")
    account.post("reset")
    assert account.get("objects")["objects"] == []
    assert account.get("faults")["faults"] == [] and account.get("calls")["total"] == 0
    assert account.get("knobs")["nat_pending"] == 90 and account.get("clock")["rate"] == 60
    assert all(vpc["IsDefault"] for vpc in account.ec2.describe_vpcs()["Vpcs"])
    assert account.logs.describe_log_groups()["logGroups"] == []
    other.s3.create_bucket(Bucket="utm-reset", CreateBucketConfiguration={"LocationConstraint": REGION})
    assert kept in [vpc["VpcId"] for vpc in other.ec2.describe_vpcs()["Vpcs"]]
    other.post("reset")


def test_clock(account: Account):
    assert account.post("clock", rate=0)["rate"] == 0
    before = account.get("clock")["now"]
    assert account.get("clock")["now"] == before
    assert account.post("clock", advance=100)["now"] == pytest.approx(before + 100)
    account.post("clock", rate=1000)
    first = account.get("clock")["now"]
    assert account.get("clock")["now"] > first >= before + 100


def test_pages_of_the_caller(account: Account):
    for number in range(7):
        account.vpc(f"10.{number}.0.0/16")
    pages = list(account.ec2.get_paginator("describe_vpcs").paginate(PaginationConfig={"PageSize": 5}))
    assert [len(page["Vpcs"]) for page in pages] == [5, 3]
    assert "NextToken" in pages[0] and "NextToken" not in pages[1]
    assert len({vpc["VpcId"] for page in pages for vpc in page["Vpcs"]}) == 8


LISTS = [
    ("ec2", "describe_vpcs", "Vpcs"),
    ("ec2", "describe_security_groups", "SecurityGroups"),
    ("ec2", "describe_route_tables", "RouteTables"),
    ("ec2", "describe_subnets", "Subnets"),
    ("ec2", "describe_managed_prefix_lists", "PrefixLists"),
    ("iam", "list_roles", "Roles"),
    ("logs", "describe_log_groups", "logGroups"),
]


@pytest.mark.parametrize(("service", "method", "key"), LISTS)
def test_forced_pages(account: Account, service: str, method: str, key: str):
    account.post("clock", rate=0)  # or a state changes between the two readings
    for number in range(3):
        account.subnet(account.vpc(f"10.{number}.0.0/16"), f"10.{number}.1.0/24")
        account.logs.create_log_group(logGroupName=f"g{number}")
        account.iam.create_role(RoleName=f"r{number}", AssumeRolePolicyDocument=json.dumps(TRUST))
    whole = getattr(account.client(service), method)()[key]
    account.post("knobs", page_size=2)
    pages = list(account.client(service).get_paginator(method).paginate())
    assert [len(page[key]) for page in pages[:-1]] == [2] * (len(pages) - 1) and len(pages) > 1
    assert [row for page in pages for row in page[key]] == whole


def test_odd_page_token(account: Account):
    with refused("InvalidNextToken"):
        account.ec2.describe_vpcs(NextToken="nonsense")


def test_attached_policies_in_pages(account: Account):
    account.iam.create_role(RoleName="r", AssumeRolePolicyDocument=json.dumps(TRUST))
    for name in ("ReadOnlyAccess", "PowerUserAccess"):
        account.iam.attach_role_policy(RoleName="r", PolicyArn=f"arn:aws:iam::aws:policy/{name}")
    account.post("knobs", page_size=1)
    first = account.iam.list_attached_role_policies(RoleName="r")
    assert first["IsTruncated"] is True and len(first["AttachedPolicies"]) == 1
    second = account.iam.list_attached_role_policies(RoleName="r", Marker=first["Marker"])
    assert second["IsTruncated"] is False and second["AttachedPolicies"] != first["AttachedPolicies"]
