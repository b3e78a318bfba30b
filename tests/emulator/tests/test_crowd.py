"""Many clients at once, in one account and in many; over TLS as well."""

import concurrent.futures
import ssl
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError
from support import REGION, Account, Control


def test_creates_side_by_side_are_all_there(account: Account):
    vpc = account.vpc()

    def create(number: int) -> str:
        return account.subnet(vpc, f"10.0.{number}.0/24")

    assert account.ec2 is not None  # a client may be shared, but not made, by threads
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        made = list(pool.map(create, range(60)))
    shown = account.ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    assert len(set(made)) == 60 and {row["SubnetId"] for row in shown} == set(made)


def test_one_token_makes_one_object_however_many_send_it(account: Account):
    vpc = account.vpc()
    assert account.ec2 is not None

    def create(_: int) -> str:
        return account.ec2.create_route_table(VpcId=vpc, ClientToken="one")["RouteTable"]["RouteTableId"]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(create, range(24)))) == 1


def test_accounts_do_not_see_each_other(control: Control):
    accounts = [Account(control, f"74444444{number:04}") for number in range(6)]

    def work(account: Account) -> set[str]:
        account.post("reset")
        made = {account.vpc(f"10.{number}.0.0/16") for number in range(4)}
        shown = {vpc["VpcId"] for vpc in account.ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]}
        assert shown == made
        account.post("reset")
        return made

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        made = list(pool.map(work, accounts))
    assert len(set().union(*made)) == 24


@pytest.fixture
def over_tls(account: Account):
    """The emulator's certificate is its own; whether it verifies is not looked at here."""
    url = urlsplit(account.url)
    assert ssl.get_server_certificate((url.hostname, url.port))
    return boto3.client(
        "ec2",
        endpoint_url=f"https://{url.netloc}",
        verify=False,
        region_name=REGION,
        aws_access_key_id=account.id,
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
@pytest.mark.parametrize(("kind", "made"), [("reset", 0), ("close", 0), ("half", 1), ("lost", 1)])
def test_faults_over_tls(account: Account, over_tls, kind: str, made: int):
    account.fault(kind=kind, operation="CreateVpc")
    with pytest.raises(ConnectionClosedError):
        over_tls.create_vpc(CidrBlock="10.0.0.0/16")
    assert sum(not vpc["IsDefault"] for vpc in over_tls.describe_vpcs()["Vpcs"]) == made
