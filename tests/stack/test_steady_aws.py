"""The AWS of fixed answer time that `make bench` measures with: what is made there is there, and goes again."""

from pathlib import Path

import boto3
import botocore.config
import botocore.exceptions
import pytest

from tests.support import pulumi
from tests.support.paths import ROOT
from tests.support.steady_aws import SteadyAws


def test_a_network_lives_there(tmp_path: Path):
    with SteadyAws(delay=0) as aws:
        stack = pulumi.Stack(tmp_path / "network", ROOT / "examples/network", environment=aws.environment())
        planned = stack.preview().created
        assert stack.up().must().created == planned
        assert len(aws.cloud.objects["subnet"]) == 4
        assert stack.refresh().must().unchanged
        assert stack.up().must().unchanged
        stack.destroy().must()
        assert not any(aws.cloud.objects[kind] for kind in ("vpc", "subnet", "natgateway", "security-group-rule"))


def client(aws: SteadyAws):
    """Another client than ours, which repeats nothing."""
    environment = aws.environment()
    return boto3.client(
        "ec2",
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        region_name=environment["AWS_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        config=botocore.config.Config(retries={"total_max_attempts": 1}),
    )


def test_lists_come_in_pages():
    with SteadyAws(delay=0) as aws:
        ec2 = client(aws)
        made = [ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"] for _ in range(12)]
        pages = list(ec2.get_paginator("describe_vpcs").paginate(MaxResults=5))
        assert [len(page["Vpcs"]) for page in pages] == [5, 5, 2]
        assert [vpc["VpcId"] for page in pages for vpc in page["Vpcs"]] == made
        assert len(ec2.describe_vpcs()["Vpcs"]) == 12


def test_every_third_call_is_refused():
    with SteadyAws(delay=0, throttle_every=3) as aws:
        ec2 = client(aws)
        for _ in range(2):
            ec2.create_vpc(CidrBlock="10.0.0.0/16")
            ec2.describe_vpcs()
            with pytest.raises(botocore.exceptions.ClientError, match="RequestLimitExceeded"):
                ec2.create_vpc(CidrBlock="10.0.0.0/16")
        assert aws.throttled == 2 and aws.cloud.counts()["vpc"] == 2 and len(aws.calls) == 6
