"""examples/network in a test's account, and what must hold of it after whatever has happened."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator

import yaml

from tests.stack.parts import quick
from tests.stack.processes import journal
from tests.support.emulator import Account
from tests.support.paths import ROOT
from tests.support.proxy import Break, Proxy
from tests.support.pulumi import STACK, Result, Stack

EXAMPLE = ROOT / "examples/network"
KINDS = Counter(
    {
        "utm:ec2:Vpc": 1,
        "utm:ec2:Subnet": 4,
        "utm:ec2:InternetGateway": 1,
        "utm:ec2:Eip": 1,
        "utm:ec2:NatGateway": 1,
        "utm:ec2:RouteTable": 3,
        "utm:ec2:Route": 3,
        "utm:ec2:RouteTableAssociation": 4,
        "utm:ec2:VpcEndpoint": 1,
        "utm:ec2:SecurityGroup": 4,
        "utm:vpc:SecurityGroupIngressRule": 10,
        "utm:vpc:SecurityGroupEgressRule": 9,
    }
)
CHANGED_KINDS = KINDS + Counter({"utm:ec2:Eip": 1, "utm:ec2:NatGateway": 1})

# Where the emulator lists what a resource is. The interfaces of NAT gateways are AWS's own.
LISTED = {
    "vpcs": "utm:ec2:Vpc",
    "subnets": "utm:ec2:Subnet",
    "internet_gateways": "utm:ec2:InternetGateway",
    "addresses": "utm:ec2:Eip",
    "nat_gateways": "utm:ec2:NatGateway",
    "route_tables": "utm:ec2:RouteTable",
    "vpc_end_points": "utm:ec2:VpcEndpoint",
    "groups": "utm:ec2:SecurityGroup",
}


UP = ("up", "--yes", "--skip-preview", "--stack", STACK)


def calls_so_far(account: Account) -> int:
    return account.get("calls")["total"]


def example(stack: Callable[..., Stack], account: Account, **options) -> Stack:
    quick(account)
    return stack(EXAMPLE, **options)


def changed() -> dict:
    """The program with a NAT gateway in each zone, another port and other tags: creates, updates, and deletes."""
    program = yaml.safe_load((EXAMPLE / "Pulumi.yaml").read_text())
    program["resources"]["network"]["properties"] |= {"natGatewayStrategy": "perZone", "tags": {"stack": "changed"}}
    program["resources"]["groups"]["properties"] |= {"servicePorts": [80, 3567, 9090], "tags": {"stack": "changed"}}
    return program


@contextlib.contextmanager
def endpoint(net: Stack, url: str) -> Iterator[None]:
    """AWS is there for a while."""
    before = net.environment["AWS_ENDPOINT_URL"]
    net.environment["AWS_ENDPOINT_URL"] = url
    try:
        yield
    finally:
        net.environment["AWS_ENDPOINT_URL"] = before


@contextlib.contextmanager
def through(net: Stack, account: Account, *breaks: Break, **options) -> Iterator[Proxy]:
    """All calls go through a proxy that breaks some."""
    with Proxy(account.url, *breaks, **options) as proxy, endpoint(net, proxy.url):
        yield proxy


def in_state(stack: Stack) -> set[tuple[str, str]]:
    """(type, id) of each part."""
    return {(each["type"], each["id"]) for each in stack.resources().values() if each.get("custom")}


def in_account(account: Account) -> set[tuple[str, str]]:
    """(type, id) of all that is there and was not at the beginning, whoever made it."""
    leaks = [each for each in account.leaks() if each["kind"] != "enis"]
    found = {(LISTED[each["kind"]], each["id"]) for each in leaks}
    ec2 = account.client("ec2")
    groups = [id_ for kind, id_ in found if kind == "utm:ec2:SecurityGroup"]
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": groups}]) if groups else {}
    for rule in rules.get("SecurityGroupRules", []):
        way = "Egress" if rule["IsEgress"] else "Ingress"
        found.add((f"utm:vpc:SecurityGroup{way}Rule", rule["SecurityGroupRuleId"]))
    tables = [id_ for kind, id_ in found if kind == "utm:ec2:RouteTable"]
    for table in ec2.describe_route_tables(RouteTableIds=tables)["RouteTables"] if tables else []:
        found |= _in_table(table)
    return found


def _in_table(table: dict) -> set[tuple[str, str]]:
    """Its routes, but for the local one and those that an endpoint has made, and its associations."""
    routes = {
        ("utm:ec2:Route", f"{table['RouteTableId']}_{route['DestinationCidrBlock']}")
        for route in table["Routes"]
        if route["Origin"] == "CreateRoute" and "DestinationCidrBlock" in route
    }
    subnets = {("utm:ec2:RouteTableAssociation", each.get("SubnetId", "")) for each in table["Associations"]}
    return routes | subnets


def holds(net: Stack, account: Account, kinds: Counter = KINDS) -> None:
    """Nothing is lost, nothing is there twice, all is finished and nothing is left to do."""
    unfinished = {name: each["initErrors"] for name, each in net.resources().items() if each.get("initErrors")}
    assert not unfinished, unfinished
    state, there = in_state(net), in_account(account)
    assert there == state, f"only in the account: {there - state}; only in the state: {state - there}"
    assert Counter(kind for kind, _ in state) == kinds
    preview = net.preview()
    assert preview.unchanged, preview.text
    left = journal(net)
    assert not left, left


def converges(net: Stack, account: Account, up: Result, kinds: Counter = KINDS) -> None:
    """After an `up` on a bad day: the next one, on a better day, ends it if it has not ended itself."""
    if not up.ok:
        print(up.errors)
        net.up().must()
    holds(net, account, kinds)


def ends_empty(net: Stack, account: Account, destroy: Result | None = None) -> None:
    """`destroy`: one on a bad day, which may have failed."""
    if not destroy or not destroy.ok:
        print(destroy.errors if destroy else "")
        net.destroy().must()
    assert account.leaks() == []
    assert net.resources() == {}
