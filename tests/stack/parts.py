"""A small network made of parts, one of nearly every type, and what must be there when it stands."""

import json
from collections import Counter
from math import ceil
from typing import Any

from tests.support.emulator import REGION, Account
from tests.support.pulumi import Stack


def trust(service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def policy(*actions: str) -> str:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def part(type_token: str, _options: dict | None = None, **properties: Any) -> dict:
    return {"type": type_token, "properties": properties} | ({"options": _options} if _options else {})


VPC = part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16")
RULE = {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443}
ROUTES_OF_A_TABLE, RULES_OF_A_GROUP = 50, 60  # AWS's quotas
LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")

NETWORK = {
    "vpc": part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", enableDnsHostnames=True),
    "public": part(
        "utm:ec2:Subnet",
        vpcId="${vpc.id}",
        cidrBlock="10.0.0.0/24",
        availabilityZone=f"{REGION}a",
        mapPublicIpOnLaunch=True,
    ),
    "private": part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock="10.0.1.0/24", availabilityZone=f"{REGION}b"),
    "gateway": part("utm:ec2:InternetGateway", vpcId="${vpc.id}"),
    "address": part("utm:ec2:Eip", {"dependsOn": ["${gateway}"]}),
    "nat": part("utm:ec2:NatGateway", subnetId="${public.id}", allocationId="${address.id}"),
    "public-routes": part("utm:ec2:RouteTable", vpcId="${vpc.id}"),
    "private-routes": part("utm:ec2:RouteTable", vpcId="${vpc.id}"),
    "internet": part(
        "utm:ec2:Route",
        routeTableId="${public-routes.id}",
        destinationCidrBlock="0.0.0.0/0",
        gatewayId="${gateway.id}",
    ),
    "out": part(
        "utm:ec2:Route", routeTableId="${private-routes.id}", destinationCidrBlock="0.0.0.0/0", natGatewayId="${nat.id}"
    ),
    "public-association": part(
        "utm:ec2:RouteTableAssociation", subnetId="${public.id}", routeTableId="${public-routes.id}"
    ),
    "private-association": part(
        "utm:ec2:RouteTableAssociation", subnetId="${private.id}", routeTableId="${private-routes.id}"
    ),
    "front": part("utm:ec2:SecurityGroup", vpcId="${vpc.id}"),
    "back": part("utm:ec2:SecurityGroup", vpcId="${vpc.id}"),
    "from-front": part(
        "utm:vpc:SecurityGroupIngressRule",
        securityGroupId="${back.id}",
        referencedSecurityGroupId="${front.id}",
        **RULE,
    ),
    "to-back": part("utm:vpc:SecurityGroupEgressRule", securityGroupId="${front.id}", cidrIpv4="10.0.0.0/16", **RULE),
    "role": part("utm:iam:Role", assumeRolePolicy=trust("vpc-flow-logs.amazonaws.com")),
    "role-policy": part("utm:iam:RolePolicy", role="${role.name}", policy=policy(*LOGS)),
    "group": part("utm:cloudwatch:LogGroup", retentionInDays=7),
    "bucket": part("utm:s3:Bucket", versioning={"enabled": True}),
    "s3": part(
        "utm:ec2:VpcEndpoint",
        vpcId="${vpc.id}",
        serviceName=f"com.amazonaws.{REGION}.s3",
        routeTableIds=["${private-routes.id}"],
    ),
    "flow": part(
        "utm:ec2:FlowLog",
        vpcId="${vpc.id}",
        trafficType="ALL",
        logDestination="${group.arn}",
        iamRoleArn="${role.arn}",
    ),
}


def many(subnets: int, routes: int, rules: int) -> dict:
    """A program with as many of these, in one VPC, and with tables and groups for them that AWS would allow."""
    tables, groups = ceil(routes / ROUTES_OF_A_TABLE), ceil(rules / RULES_OF_A_GROUP)
    resources = {"vpc": VPC, "gateway": part("utm:ec2:InternetGateway", vpcId="${vpc.id}")}
    resources |= {f"table{i}": part("utm:ec2:RouteTable", vpcId="${vpc.id}") for i in range(tables)}
    resources |= {f"group{i}": part("utm:ec2:SecurityGroup", vpcId="${vpc.id}") for i in range(groups)}
    for i in range(subnets):
        resources[f"subnet{i}"] = part(
            "utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock=f"10.0.{i}.0/24", availabilityZone=f"{REGION}a"
        )
    for i in range(routes):
        resources[f"route{i}"] = part(
            "utm:ec2:Route",
            routeTableId=f"${{table{i % tables}.id}}",
            destinationCidrBlock=f"172.16.{i}.0/24",
            gatewayId="${gateway.id}",
        )
    for i in range(rules):
        resources[f"rule{i}"] = part(
            "utm:vpc:SecurityGroupIngressRule",
            securityGroupId=f"${{group{i % groups}.id}}",
            ipProtocol="tcp",
            fromPort=i + 1,
            toPort=i + 1,
            cidrIpv4="10.0.0.0/8",
        )
    return {"resources": resources}


# What leaks() shows of it.
NETWORK_KINDS = Counter(
    {
        ("ec2", "vpcs"): 1,
        ("ec2", "subnets"): 2,
        ("ec2", "internet_gateways"): 1,
        ("ec2", "addresses"): 1,
        ("ec2", "nat_gateways"): 1,
        ("ec2", "enis"): 1,
        ("ec2", "route_tables"): 2,
        ("ec2", "groups"): 2,
        ("ec2", "vpc_end_points"): 1,
        ("ec2", "flow_logs"): 1,
        ("iam", "roles"): 1,
        ("logs", "groups"): 1,
        ("s3", "buckets"): 1,
    }
)


def network(**changed: dict | None) -> dict:
    """The program; `changed`: resources in the place of others, None takes one away."""
    resources = {name: each for name, each in (NETWORK | changed).items() if each is not None}
    return {"resources": resources}


def quick(account: Account) -> None:
    """NAT gateways that come and go at once; other waits as they are."""
    account.clock(rate=600)


def kinds(account: Account) -> Counter:
    """How many objects of each kind are in the account that were not there at its beginning."""
    return Counter((each["service"], each["kind"]) for each in account.leaks())


def stands(stack: Stack, account: Account, wanted: Counter, names: set[str] | None = None) -> None:
    """All is in the state and finished, and AWS has exactly as much of each kind as it should."""
    state = stack.resources()
    assert set(state) == (names or set(NETWORK))
    unfinished = {name: each["initErrors"] for name, each in state.items() if each.get("initErrors")}
    assert not unfinished, unfinished
    there = kinds(account)
    assert there == wanted, f"too many: {there - wanted}, missing: {wanted - there}\n{account.leaks()}"
