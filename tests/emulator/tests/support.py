"""What the tests of the emulator share: control routes and clients of one account."""

import functools
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

REGION = "eu-central-1"


class Control:
    def __init__(self, url: str) -> None:
        self.url = url

    def is_ready(self) -> bool:
        """Waits until the port is open; then the route itself answers when the emulator is ready."""
        with requests.Session() as session:
            session.mount(self.url, HTTPAdapter(max_retries=Retry(connect=20, backoff_factor=0.05, backoff_max=5)))
            try:
                return session.get(f"{self.url}/_utm/ready", timeout=60).ok
            except requests.RequestException:
                return False

    def call(self, method: str, route: str, body: Any = None) -> dict:
        answer = requests.request(method, f"{self.url}/_utm/{route}", json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()


class Account:
    def __init__(self, control: Control, number: str) -> None:
        self.control, self.id, self.url = control, number, control.url

    def get(self, route: str) -> dict:
        return self.control.call("GET", f"{route}/{self.id}")

    def post(self, route: str, **body: Any) -> dict:
        return self.control.call("POST", f"{route}/{self.id}", body)

    def delete(self, route: str) -> dict:
        return self.control.call("DELETE", f"{route}/{self.id}")

    def fault(self, **row: Any) -> None:
        self.post("faults", **row)

    def client(self, service: str, secret: str = "test", region: str = REGION, key: str | None = None, **more: Any):
        """Without retries and without botocore's own validation: what is sent is what the test says."""
        config = Config(retries={"total_max_attempts": 1}, parameter_validation=False, s3={"addressing_style": "path"})
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=region,
            aws_access_key_id=key or self.id,
            aws_secret_access_key=secret,
            config=config,
            **more,
        )

    @functools.cached_property
    def ec2(self):
        return self.client("ec2")

    @functools.cached_property
    def iam(self):
        return self.client("iam")

    @functools.cached_property
    def logs(self):
        return self.client("logs")

    @functools.cached_property
    def s3(self):
        return self.client("s3")

    @functools.cached_property
    def sts(self):
        return self.client("sts")

    # --- parts that many tests begin with ---

    def vpc(self, cidr: str = "10.0.0.0/16", **more: Any) -> str:
        return self.ec2.create_vpc(CidrBlock=cidr, **more)["Vpc"]["VpcId"]

    def subnet(self, vpc: str, cidr: str = "10.0.1.0/24", zone: str = "a", **more: Any) -> str:
        answer = self.ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=REGION + zone, **more)
        return answer["Subnet"]["SubnetId"]

    def gateway(self, vpc: str) -> str:
        gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        return gateway

    def address(self) -> str:
        return self.ec2.allocate_address(Domain="vpc")["AllocationId"]

    def table(self, vpc: str) -> str:
        return self.ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]

    def group(self, vpc: str, name: str = "web") -> str:
        return self.ec2.create_security_group(GroupName=name, Description="for a test", VpcId=vpc)["GroupId"]


class refused:  # noqa: N801  (reads as a sentence: with refused("Code"))
    """with refused("InvalidSubnet.Range", "text"): the call must fail so."""

    def __init__(self, code: str, *texts: str, status: int | None = None) -> None:
        self.code, self.texts, self.status = code, texts, status
        self.error: ClientError | None = None

    def __enter__(self) -> "refused":
        return self

    def __exit__(self, kind: Any, error: Any, _trace: Any) -> bool:
        if error is None:
            pytest.fail(f"not refused; {self.code} was expected")
        if not isinstance(error, ClientError):
            return False
        self.error = error
        answer = error.response["Error"]
        assert answer["Code"] == self.code, answer
        for text in self.texts:
            assert text in answer["Message"], answer
        if self.status is not None:
            assert error.response["ResponseMetadata"]["HTTPStatusCode"] == self.status
        return True
