"""What is special of each type: its program, what can change, what must replace, how it drifts, how it is deleted."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.emulator import REGION, Account
from tests.support.pulumi import Stack

State = dict[str, Any]


class Eyes:
    """boto3: what is really there."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._clients: dict[str, Any] = {}

    def __getattr__(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self.account.client(service)
        return self._clients[service]


@dataclass
class Case:
    type: str
    properties: State
    is_there: Callable[[Eyes, State, State], None]
    support: dict[str, dict] = field(default_factory=dict)
    changes: list[tuple[State, list[str]]] = field(default_factory=list)
    replacements: list[State] = field(default_factory=list)
    drifts: list[tuple[Callable[[Eyes, State], Any], str]] = field(default_factory=list)
    delete_outside: Callable[[Eyes, State], Any] | None = None
    same_id_after_replace: bool = False
    only_program: tuple[str, ...] = ()  # properties that AWS never hears of

    def program(self, properties: State) -> dict:
        main = {"type": self.type, "properties": properties}
        return {"resources": self.support | {"main": main}}

    def unlike_after_import(self, other: Stack, state: State) -> State:
        """An import has AWS's defaults for what only the program knows."""
        outputs = other.resources()["main"]["outputs"]
        return {name: outputs[name] for name in self.only_program if name in outputs}


def tags_of(found: dict) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in found.get("Tags", []) if tag["Key"] != "utm:create"}


def expect(found: dict, properties: State, names: dict[str, str]) -> None:
    """Members of what boto3 found, against properties."""
    for name, member in names.items():
        if name in properties and not str(properties[name]).startswith("${"):
            assert found.get(member) == properties[name], (name, found)
    if "tags" in properties:
        assert tags_of(found) == properties["tags"]


# ---- EC2: networks -------------------------------------------------------------------------------------------------

VPC = {"type": "utm:ec2:Vpc", "properties": {"cidrBlock": "10.0.0.0/16"}}
OTHER_VPC = {"type": "utm:ec2:Vpc", "properties": {"cidrBlock": "10.1.0.0/16"}}
SUBNET = {"type": "utm:ec2:Subnet", "properties": {"vpcId": "${vpc.id}", "cidrBlock": "10.0.0.0/24"}}
GATEWAY = {"type": "utm:ec2:InternetGateway", "properties": {"vpcId": "${vpc.id}"}}
NETWORK = {"vpc": VPC, "subnet": SUBNET, "gateway": GATEWAY}


def tag(eyes: Eyes, state: State) -> None:
    eyes.ec2.create_tags(Resources=[state["id"]], Tags=[{"Key": "Drift", "Value": "yes"}])


def vpc_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_vpcs(VpcIds=[state["id"]])["Vpcs"][0]
    expect(found, properties, {"cidrBlock": "CidrBlock", "instanceTenancy": "InstanceTenancy"})
    for name, member in {"enableDnsSupport": "EnableDnsSupport", "enableDnsHostnames": "EnableDnsHostnames"}.items():
        got = eyes.ec2.describe_vpc_attribute(VpcId=state["id"], Attribute=name)[member]["Value"]
        assert got == properties.get(name, name == "enableDnsSupport")
    outputs = state["outputs"]
    groups = eyes.ec2.describe_security_groups(GroupIds=[outputs["defaultSecurityGroupId"]])["SecurityGroups"]
    assert groups[0]["VpcId"] == state["id"]
    assert outputs["arn"] == f"arn:aws:ec2:{REGION}:{eyes.account.id}:vpc/{state['id']}"


VPC_CASE = Case(
    "utm:ec2:Vpc",
    {"cidrBlock": "10.0.0.0/16", "tags": {"Name": "one"}},
    vpc_is_there,
    changes=[
        ({"enableDnsHostnames": True}, ["enableDnsHostnames"]),
        ({"enableDnsHostnames": None, "enableDnsSupport": False}, ["enableDnsHostnames", "enableDnsSupport"]),
        ({"tags": {"Name": "two", "Team": "utm"}}, ["tags"]),
        ({"tags": None}, ["tags"]),
        ({"tags": {"Name": "one"}}, ["tags"]),
    ],
    replacements=[{"cidrBlock": "10.5.0.0/16"}, {"instanceTenancy": "dedicated"}],
    drifts=[
        (tag, "tags"),
        (
            lambda eyes, state: eyes.ec2.modify_vpc_attribute(VpcId=state["id"], EnableDnsHostnames={"Value": True}),
            "enableDnsHostnames",
        ),
    ],
    delete_outside=lambda eyes, state: eyes.ec2.delete_vpc(VpcId=state["id"]),
)


def subnet_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_subnets(SubnetIds=[state["id"]])["Subnets"][0]
    expect(found, properties, {"cidrBlock": "CidrBlock", "availabilityZone": "AvailabilityZone"})
    assert found["MapPublicIpOnLaunch"] == properties.get("mapPublicIpOnLaunch", False)
    assert state["outputs"]["availabilityZone"] == found["AvailabilityZone"]


SUBNET_CASE = Case(
    "utm:ec2:Subnet",
    {"vpcId": "${vpc.id}", "cidrBlock": "10.0.1.0/24"},
    subnet_is_there,
    support={"vpc": VPC},
    changes=[
        ({"mapPublicIpOnLaunch": True}, ["mapPublicIpOnLaunch"]),
        ({"mapPublicIpOnLaunch": None}, ["mapPublicIpOnLaunch"]),
        ({"tags": {"Name": "one"}}, ["tags"]),
    ],
    replacements=[
        {"cidrBlock": "10.0.2.0/24"},
        {"availabilityZone": f"{REGION}b"},
        {"availabilityZone": f"{REGION}c"},
    ],
    drifts=[
        (tag, "tags"),
        (
            lambda eyes, state: eyes.ec2.modify_subnet_attribute(
                SubnetId=state["id"], MapPublicIpOnLaunch={"Value": True}
            ),
            "mapPublicIpOnLaunch",
        ),
    ],
    delete_outside=lambda eyes, state: eyes.ec2.delete_subnet(SubnetId=state["id"]),
)


def gateway_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_internet_gateways(InternetGatewayIds=[state["id"]])["InternetGateways"][0]
    expect(found, properties, {})
    assert [each["VpcId"] for each in found["Attachments"]] == (
        [state["outputs"]["vpcId"]] if "vpcId" in properties else []
    )


def detach_and_delete(eyes: Eyes, state: State) -> None:
    eyes.ec2.detach_internet_gateway(InternetGatewayId=state["id"], VpcId=state["outputs"]["vpcId"])
    eyes.ec2.delete_internet_gateway(InternetGatewayId=state["id"])


GATEWAY_CASE = Case(
    "utm:ec2:InternetGateway",
    {"vpcId": "${vpc.id}", "tags": {"Name": "one"}},
    gateway_is_there,
    support={"vpc": VPC, "other": OTHER_VPC},
    changes=[
        ({"vpcId": "${other.id}"}, ["vpcId"]),
        ({"vpcId": None}, ["vpcId"]),
        ({"vpcId": "${vpc.id}"}, ["vpcId"]),
        ({"tags": {"Name": "two"}}, ["tags"]),
    ],
    drifts=[
        (
            lambda eyes, state: eyes.ec2.detach_internet_gateway(
                InternetGatewayId=state["id"], VpcId=state["outputs"]["vpcId"]
            ),
            "vpcId",
        )
    ],
    delete_outside=detach_and_delete,
)


def egress_only_gateway_is_there(eyes: Eyes, state: State, properties: State) -> None:
    describe = eyes.ec2.describe_egress_only_internet_gateways
    found = describe(EgressOnlyInternetGatewayIds=[state["id"]])["EgressOnlyInternetGateways"][0]
    expect(found, properties, {})
    assert [each["VpcId"] for each in found["Attachments"]] == [state["outputs"]["vpcId"]]


EGRESS_ONLY_GATEWAY_CASE = Case(
    "utm:ec2:EgressOnlyInternetGateway",
    {"vpcId": "${vpc.id}", "tags": {"Name": "one"}},
    egress_only_gateway_is_there,
    support={"vpc": VPC, "other": OTHER_VPC},
    changes=[({"tags": {"Name": "two"}}, ["tags"]), ({"tags": None}, ["tags"])],
    replacements=[{"vpcId": "${other.id}"}],
    drifts=[(tag, "tags")],
    delete_outside=lambda eyes, state: eyes.ec2.delete_egress_only_internet_gateway(
        EgressOnlyInternetGatewayId=state["id"]
    ),
)


def address_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_addresses(AllocationIds=[state["id"]])["Addresses"][0]
    expect(found, properties, {})
    assert found["PublicIp"] == state["outputs"]["publicIp"]


EIP_CASE = Case(
    "utm:ec2:Eip",
    {"tags": {"Name": "one"}},
    address_is_there,
    changes=[({"tags": {"Name": "two"}}, ["tags"])],
    drifts=[(tag, "tags")],
    delete_outside=lambda eyes, state: eyes.ec2.release_address(AllocationId=state["id"]),
)


def nat_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_nat_gateways(NatGatewayIds=[state["id"]])["NatGateways"][0]
    expect(found, properties, {"connectivityType": "ConnectivityType"})
    assert found["State"] == "available"
    assert found["SubnetId"] == state["outputs"]["subnetId"]


NAT_CASE = Case(
    "utm:ec2:NatGateway",
    {"subnetId": "${subnet.id}", "allocationId": "${address.id}"},
    nat_is_there,
    support=NETWORK
    | {
        "address": {"type": "utm:ec2:Eip", "options": {"dependsOn": ["${gateway}"]}},
        "second": {"type": "utm:ec2:Eip", "options": {"dependsOn": ["${gateway}"]}},
        "another": {
            "type": "utm:ec2:Subnet",
            "properties": {"vpcId": "${vpc.id}", "cidrBlock": "10.0.8.0/24"},
        },
    },
    changes=[({"tags": {"Name": "two"}}, ["tags"]), ({"tags": None}, ["tags"])],
    replacements=[{"allocationId": "${second.id}"}, {"subnetId": "${another.id}"}],
    drifts=[(tag, "tags")],
    delete_outside=lambda eyes, state: eyes.ec2.delete_nat_gateway(NatGatewayId=state["id"]),
)


def route_table_is_there(eyes: Eyes, state: State, properties: State) -> None:
    expect(eyes.ec2.describe_route_tables(RouteTableIds=[state["id"]])["RouteTables"][0], properties, {})


ROUTE_TABLE_CASE = Case(
    "utm:ec2:RouteTable",
    {"vpcId": "${vpc.id}", "tags": {"Name": "one"}},
    route_table_is_there,
    support={"vpc": VPC, "other": OTHER_VPC},
    changes=[({"tags": {"Name": "two"}}, ["tags"])],
    replacements=[{"vpcId": "${other.id}"}],
    drifts=[(tag, "tags")],
    delete_outside=lambda eyes, state: eyes.ec2.delete_route_table(RouteTableId=state["id"]),
)


def route_is_there(eyes: Eyes, state: State, properties: State) -> None:
    table = eyes.ec2.describe_route_tables(RouteTableIds=[state["outputs"]["routeTableId"]])["RouteTables"][0]
    found = [
        route for route in table["Routes"] if route.get("DestinationCidrBlock") == properties["destinationCidrBlock"]
    ]
    assert len(found) == 1
    target = "NatGatewayId" if "natGatewayId" in properties else "GatewayId"
    assert found[0][target] == state["outputs"][target[0].lower() + target[1:]]


def route_key(state: State) -> dict:
    outputs = state["outputs"]
    return {"RouteTableId": outputs["routeTableId"], "DestinationCidrBlock": outputs["destinationCidrBlock"]}


ROUTE_CASE = Case(
    "utm:ec2:Route",
    {"routeTableId": "${table.id}", "destinationCidrBlock": "0.0.0.0/0", "gatewayId": "${gateway.id}"},
    route_is_there,
    support=NETWORK
    | {
        "table": {"type": "utm:ec2:RouteTable", "properties": {"vpcId": "${vpc.id}"}},
        "address": {"type": "utm:ec2:Eip", "options": {"dependsOn": ["${gateway}"]}},
        "nat": {
            "type": "utm:ec2:NatGateway",
            "properties": {"subnetId": "${subnet.id}", "allocationId": "${address.id}"},
        },
    },
    changes=[
        ({"gatewayId": None, "natGatewayId": "${nat.id}"}, ["gatewayId", "natGatewayId"]),
        ({"gatewayId": "${gateway.id}", "natGatewayId": None}, ["gatewayId", "natGatewayId"]),
    ],
    replacements=[{"destinationCidrBlock": "192.168.0.0/16"}],
    drifts=[
        (
            lambda eyes, state: eyes.ec2.replace_route(
                **route_key(state),
                NatGatewayId=eyes.ec2.describe_nat_gateways(Filter=[{"Name": "state", "Values": ["available"]}])[
                    "NatGateways"
                ][0]["NatGatewayId"],
            ),
            "gatewayId",
        )
    ],
    delete_outside=lambda eyes, state: eyes.ec2.delete_route(**route_key(state)),
)


def association_is_there(eyes: Eyes, state: State, properties: State) -> None:
    outputs = state["outputs"]
    table = eyes.ec2.describe_route_tables(RouteTableIds=[outputs["routeTableId"]])["RouteTables"][0]
    assert [each["SubnetId"] for each in table["Associations"]] == [outputs["subnetId"]] == [state["id"]]
    assert table["Associations"][0]["RouteTableAssociationId"] == outputs["associationId"]


ASSOCIATION_CASE = Case(
    "utm:ec2:RouteTableAssociation",
    {"routeTableId": "${table.id}", "subnetId": "${subnet.id}"},
    association_is_there,
    support={
        "vpc": VPC,
        "subnet": SUBNET,
        "another": {"type": "utm:ec2:Subnet", "properties": {"vpcId": "${vpc.id}", "cidrBlock": "10.0.8.0/24"}},
        "table": {"type": "utm:ec2:RouteTable", "properties": {"vpcId": "${vpc.id}"}},
        "second": {"type": "utm:ec2:RouteTable", "properties": {"vpcId": "${vpc.id}"}},
    },
    changes=[({"routeTableId": "${second.id}"}, ["routeTableId"]), ({"routeTableId": "${table.id}"}, ["routeTableId"])],
    replacements=[{"subnetId": "${another.id}"}],
    delete_outside=lambda eyes, state: eyes.ec2.disassociate_route_table(
        AssociationId=state["outputs"]["associationId"]
    ),
)


# ---- EC2: security groups ------------------------------------------------------------------------------------------


def group_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_security_groups(GroupIds=[state["id"]])["SecurityGroups"][0]
    expect(found, properties, {"name": "GroupName", "description": "Description"})
    assert found["IpPermissionsEgress"] == [], "AWS's own rule that lets everything out must be gone"
    assert found["VpcId"] == state["outputs"]["vpcId"]


GROUP_CASE = Case(
    "utm:ec2:SecurityGroup",
    {"vpcId": "${vpc.id}"},
    group_is_there,
    support={"vpc": VPC, "other": OTHER_VPC},
    changes=[({"tags": {"Name": "one"}}, ["tags"])],
    replacements=[{"description": "another"}, {"name": "fixed"}, {"vpcId": "${other.id}"}],
    drifts=[(tag, "tags")],
    delete_outside=lambda eyes, state: eyes.ec2.delete_security_group(GroupId=state["id"]),
    only_program=("revokeRulesOnDelete",),
)


def rule_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_security_group_rules(SecurityGroupRuleIds=[state["id"]])["SecurityGroupRules"][0]
    expect(found, properties, {"ipProtocol": "IpProtocol", "cidrIpv4": "CidrIpv4", "description": "Description"})
    if properties["ipProtocol"] != "-1":
        expect(found, properties | {"tags": tags_of(found)}, {"fromPort": "FromPort", "toPort": "ToPort"})
    if "referencedSecurityGroupId" in properties:
        assert found["ReferencedGroupInfo"]["GroupId"] == state["outputs"]["referencedSecurityGroupId"]


def rule_case(type_: str, revoke: str) -> Case:
    group = {"type": "utm:ec2:SecurityGroup", "properties": {"vpcId": "${vpc.id}"}}
    return Case(
        type_,
        {
            "securityGroupId": "${group.id}",
            "ipProtocol": "tcp",
            "fromPort": 443,
            "toPort": 443,
            "cidrIpv4": "10.0.0.0/8",
            "description": "one",
        },
        rule_is_there,
        support={"vpc": VPC, "group": group, "peer": group},
        changes=[
            ({"fromPort": 8000, "toPort": 8080}, ["fromPort", "toPort"]),
            ({"description": "two"}, ["description"]),
            ({"cidrIpv4": "10.2.0.0/16"}, ["cidrIpv4"]),
            ({"ipProtocol": "-1", "fromPort": None, "toPort": None}, ["ipProtocol", "fromPort", "toPort"]),
            ({"tags": {"Name": "one"}}, ["tags"]),
        ],
        replacements=[
            {"cidrIpv4": None, "referencedSecurityGroupId": "${peer.id}"},
            {"securityGroupId": "${peer.id}"},
        ],
        drifts=[(tag, "tags")],
        delete_outside=lambda eyes, state: getattr(eyes.ec2, revoke)(
            GroupId=state["outputs"]["securityGroupId"], SecurityGroupRuleIds=[state["id"]]
        ),
    )


# ---- EC2: endpoints and flow logs ----------------------------------------------------------------------------------

TABLE = {"type": "utm:ec2:RouteTable", "properties": {"vpcId": "${vpc.id}"}}
STATEMENT = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}


def endpoint_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_vpc_endpoints(VpcEndpointIds=[state["id"]])["VpcEndpoints"][0]
    expect(found, properties, {"serviceName": "ServiceName", "vpcEndpointType": "VpcEndpointType"})
    outputs = state["outputs"]
    assert sorted(found.get("RouteTableIds", [])) == sorted(outputs["routeTableIds"])
    assert sorted(found.get("SubnetIds", [])) == sorted(outputs["subnetIds"])
    assert len(outputs["routeTableIds"]) == len(properties.get("routeTableIds", []))
    if "policy" in properties:
        assert json.loads(found["PolicyDocument"]) == json.loads(properties["policy"])


ENDPOINT_CASE = Case(
    "utm:ec2:VpcEndpoint",
    {"vpcId": "${vpc.id}", "serviceName": f"com.amazonaws.{REGION}.s3", "routeTableIds": ["${table.id}"]},
    endpoint_is_there,
    support={"vpc": VPC, "table": TABLE, "second": TABLE},
    changes=[
        ({"routeTableIds": ["${table.id}", "${second.id}"]}, ["routeTableIds"]),
        ({"routeTableIds": ["${second.id}"]}, ["routeTableIds"]),
        ({"policy": json.dumps({"Version": "2012-10-17", "Statement": [STATEMENT]})}, ["policy"]),
        ({"tags": {"Name": "one"}}, ["tags"]),
    ],
    replacements=[{"serviceName": f"com.amazonaws.{REGION}.dynamodb"}],
    drifts=[
        (
            lambda eyes, state: eyes.ec2.modify_vpc_endpoint(
                VpcEndpointId=state["id"], RemoveRouteTableIds=state["outputs"]["routeTableIds"]
            ),
            "routeTableIds",
        )
    ],
    delete_outside=lambda eyes, state: eyes.ec2.delete_vpc_endpoints(VpcEndpointIds=[state["id"]]),
)

INTERFACE_CASE = Case(
    "utm:ec2:VpcEndpoint",
    {
        "vpcId": "${vpc.id}",
        "serviceName": f"com.amazonaws.{REGION}.logs",
        "vpcEndpointType": "Interface",
        "subnetIds": ["${subnet.id}"],
        "securityGroupIds": ["${group.id}"],
        "privateDnsEnabled": True,
    },
    endpoint_is_there,
    support={
        "vpc": {"type": "utm:ec2:Vpc", "properties": {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": True}},
        "subnet": {
            "type": "utm:ec2:Subnet",
            "properties": {"vpcId": "${vpc.id}", "cidrBlock": "10.0.0.0/24", "availabilityZone": f"{REGION}a"},
        },
        "another": {
            "type": "utm:ec2:Subnet",
            "properties": {"vpcId": "${vpc.id}", "cidrBlock": "10.0.8.0/24", "availabilityZone": f"{REGION}b"},
        },
        "group": {"type": "utm:ec2:SecurityGroup", "properties": {"vpcId": "${vpc.id}"}},
        "peer": {"type": "utm:ec2:SecurityGroup", "properties": {"vpcId": "${vpc.id}"}},
    },
    changes=[
        ({"subnetIds": ["${another.id}", "${subnet.id}"]}, ["subnetIds"]),
        ({"securityGroupIds": ["${peer.id}"]}, ["securityGroupIds"]),
        ({"privateDnsEnabled": False}, ["privateDnsEnabled"]),
    ],
    drifts=[(tag, "tags")],
    delete_outside=lambda eyes, state: eyes.ec2.delete_vpc_endpoints(VpcEndpointIds=[state["id"]]),
)

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "vpc-flow-logs.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


def flow_log_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.ec2.describe_flow_logs(FlowLogIds=[state["id"]])["FlowLogs"][0]
    expect(found, properties, {"trafficType": "TrafficType", "maxAggregationInterval": "MaxAggregationInterval"})
    assert found["ResourceId"] == state["outputs"]["vpcId"]


FLOW_LOG_CASE = Case(
    "utm:ec2:FlowLog",
    {
        "vpcId": "${vpc.id}",
        "trafficType": "ALL",
        "logDestination": "${group.arn}",
        "iamRoleArn": "${role.arn}",
    },
    flow_log_is_there,
    support={
        "vpc": VPC,
        "group": {"type": "utm:cloudwatch:LogGroup"},
        "role": {"type": "utm:iam:Role", "properties": {"assumeRolePolicy": json.dumps(TRUST)}},
    },
    changes=[({"tags": {"Name": "one"}}, ["tags"])],
    replacements=[{"trafficType": "REJECT"}, {"maxAggregationInterval": 60}],
    drifts=[(tag, "tags")],
    delete_outside=lambda eyes, state: eyes.ec2.delete_flow_logs(FlowLogIds=[state["id"]]),
)


# ---- IAM -----------------------------------------------------------------------------------------------------------


def role_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.iam.get_role(RoleName=state["id"])["Role"]
    expect(found, properties, {"name": "RoleName", "path": "Path", "description": "Description"})
    assert found["AssumeRolePolicyDocument"] == json.loads(properties["assumeRolePolicy"])
    assert found["MaxSessionDuration"] == properties.get("maxSessionDuration", 3600)
    boundary = found.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn")
    assert boundary == properties.get("permissionsBoundary")


def trust(service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"

ROLE_CASE = Case(
    "utm:iam:Role",
    {"assumeRolePolicy": trust("ecs-tasks.amazonaws.com"), "tags": {"Name": "one"}},
    role_is_there,
    changes=[
        ({"assumeRolePolicy": trust("ec2.amazonaws.com")}, ["assumeRolePolicy"]),
        ({"description": "of the API"}, ["description"]),
        ({"maxSessionDuration": 7200}, ["maxSessionDuration"]),
        ({"description": None, "maxSessionDuration": None}, ["description", "maxSessionDuration"]),
        ({"permissionsBoundary": READ_ONLY}, ["permissionsBoundary"]),
        ({"permissionsBoundary": None}, ["permissionsBoundary"]),
        ({"tags": {"Name": "two", "Team": "utm"}}, ["tags"]),
        ({"tags": None}, ["tags"]),
    ],
    replacements=[{"path": "/team/"}, {"name": "fixed"}],
    drifts=[
        (
            lambda eyes, state: eyes.iam.update_assume_role_policy(
                RoleName=state["id"], PolicyDocument=trust("lambda.amazonaws.com")
            ),
            "assumeRolePolicy",
        ),
        (lambda eyes, state: eyes.iam.tag_role(RoleName=state["id"], Tags=[{"Key": "a", "Value": "b"}]), "tags"),
        (lambda eyes, state: eyes.iam.update_role(RoleName=state["id"], Description="drifted"), "description"),
    ],
    delete_outside=lambda eyes, state: eyes.iam.delete_role(RoleName=state["id"]),
    only_program=("forceDetachPolicies",),
)

ROLE = {"type": "utm:iam:Role", "properties": {"assumeRolePolicy": trust("ecs-tasks.amazonaws.com")}}


def policy(*actions: str) -> str:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role_policy_is_there(eyes: Eyes, state: State, properties: State) -> None:
    outputs = state["outputs"]
    found = eyes.iam.get_role_policy(RoleName=outputs["role"], PolicyName=outputs["name"])
    assert found["PolicyDocument"] == json.loads(properties["policy"])


def role_policy_key(state: State) -> dict:
    return {"RoleName": state["outputs"]["role"], "PolicyName": state["outputs"]["name"]}


ROLE_POLICY_CASE = Case(
    "utm:iam:RolePolicy",
    {"role": "${role.name}", "policy": policy("s3:GetObject")},
    role_policy_is_there,
    support={"role": ROLE, "other": ROLE},
    changes=[({"policy": policy("s3:GetObject", "s3:ListBucket")}, ["policy"])],
    replacements=[{"name": "fixed"}, {"role": "${other.name}"}],
    drifts=[
        (
            lambda eyes, state: eyes.iam.put_role_policy(**role_policy_key(state), PolicyDocument=policy("s3:*")),
            "policy",
        )
    ],
    delete_outside=lambda eyes, state: eyes.iam.delete_role_policy(**role_policy_key(state)),
)


def attachment_is_there(eyes: Eyes, state: State, properties: State) -> None:
    outputs = state["outputs"]
    attached = eyes.iam.list_attached_role_policies(RoleName=outputs["role"])["AttachedPolicies"]
    assert [each["PolicyArn"] for each in attached] == [properties["policyArn"]] == [outputs["policyArn"]]


ATTACHMENT_CASE = Case(
    "utm:iam:RolePolicyAttachment",
    {"role": "${role.name}", "policyArn": READ_ONLY},
    attachment_is_there,
    support={"role": ROLE, "other": ROLE},
    replacements=[
        {"policyArn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"},
        {"role": "${other.name}"},
    ],
    delete_outside=lambda eyes, state: eyes.iam.detach_role_policy(
        RoleName=state["outputs"]["role"], PolicyArn=state["outputs"]["policyArn"]
    ),
)


# ---- CloudWatch Logs -----------------------------------------------------------------------------------------------


def log_group_is_there(eyes: Eyes, state: State, properties: State) -> None:
    found = eyes.logs.describe_log_groups(logGroupNamePrefix=state["id"])["logGroups"][0]
    assert found.get("retentionInDays", 0) == properties.get("retentionInDays", 0)
    tags = eyes.logs.list_tags_for_resource(resourceArn=state["outputs"]["arn"])["tags"]
    assert {key: value for key, value in tags.items() if key != "utm:create"} == properties.get("tags", {})


LOG_GROUP_CASE = Case(
    "utm:cloudwatch:LogGroup",
    {"tags": {"Name": "one"}},
    log_group_is_there,
    changes=[
        ({"retentionInDays": 7}, ["retentionInDays"]),
        ({"retentionInDays": 30}, ["retentionInDays"]),
        ({"retentionInDays": None}, ["retentionInDays"]),
        ({"tags": {"Name": "two", "Team": "utm"}}, ["tags"]),
        ({"tags": None}, ["tags"]),
    ],
    replacements=[{"logGroupClass": "INFREQUENT_ACCESS"}, {"name": "/utm/api"}],
    drifts=[
        (
            lambda eyes, state: eyes.logs.put_retention_policy(logGroupName=state["id"], retentionInDays=90),
            "retentionInDays",
        )
    ],
    delete_outside=lambda eyes, state: eyes.logs.delete_log_group(logGroupName=state["id"]),
)


# ---- S3 ------------------------------------------------------------------------------------------------------------


def answer_or(absent: str, call: Callable[..., dict], **arguments: Any) -> dict:
    from botocore.exceptions import ClientError

    try:
        return call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == absent
        return {}


def bucket_is_there(eyes: Eyes, state: State, properties: State) -> None:
    name, s3 = state["id"], eyes.s3
    assert s3.get_bucket_location(Bucket=name)["LocationConstraint"] == REGION
    tags = answer_or("NoSuchTagSet", s3.get_bucket_tagging, Bucket=name).get("TagSet", [])
    assert tags_of({"Tags": tags}) == properties.get("tags", {})
    enabled = s3.get_bucket_versioning(Bucket=name).get("Status") == "Enabled"
    if "versioning" in properties:
        assert enabled == properties["versioning"]["enabled"]
    found = answer_or("NoSuchBucketPolicy", s3.get_bucket_policy, Bucket=name)
    assert ("Policy" in found) == ("policy" in properties)
    rules = answer_or("NoSuchLifecycleConfiguration", s3.get_bucket_lifecycle_configuration, Bucket=name).get(
        "Rules", []
    )
    assert [rule["ID"] for rule in rules] == [rule["id"] for rule in properties.get("lifecycleRules", [])]
    if "publicAccessBlock" in properties:
        block = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
        assert block["BlockPublicAcls"] == properties["publicAccessBlock"].get("blockPublicAcls", True)


def encryption(algorithm: str, **more: Any) -> dict:
    return {"rule": {"applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm} | more}}


BUCKET_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": ["arn:aws:s3:::fixed-bucket-of-utm/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ],
}
EXPIRE = {"id": "expire", "enabled": True, "prefix": "logs/", "expiration": {"days": 30}}
MOVE = {
    "id": "move",
    "enabled": True,
    "tags": {"kind": "cold", "age": "old"},
    "transitions": [{"days": 30, "storageClass": "STANDARD_IA"}, {"days": 90, "storageClass": "GLACIER"}],
    "noncurrentVersionExpiration": {"days": 10},
    "abortIncompleteMultipartUploadDays": 7,
}

BUCKET_CASE = Case(
    "utm:s3:Bucket",
    {"tags": {"Name": "one"}},
    bucket_is_there,
    changes=[
        ({"versioning": {"enabled": True}}, ["versioning"]),
        ({"versioning": {"enabled": False}}, ["versioning"]),
        ({"serverSideEncryptionConfiguration": encryption("aws:kms")}, ["serverSideEncryptionConfiguration"]),
        ({"serverSideEncryptionConfiguration": encryption("AES256")}, ["serverSideEncryptionConfiguration"]),
        ({"publicAccessBlock": {"blockPublicAcls": False}}, ["publicAccessBlock"]),
        ({"publicAccessBlock": {}}, ["publicAccessBlock"]),
        ({"objectOwnership": "BucketOwnerPreferred"}, ["objectOwnership"]),
        ({"lifecycleRules": [EXPIRE]}, ["lifecycleRules"]),
        ({"lifecycleRules": [EXPIRE, MOVE]}, ["lifecycleRules"]),
        ({"lifecycleRules": None}, ["lifecycleRules"]),
        ({"forceDestroy": True}, ["forceDestroy"]),
        ({"tags": {"Name": "two"}}, ["tags"]),
        ({"tags": None}, ["tags"]),
    ],
    replacements=[{"bucket": "fixed-bucket-of-utm"}],
    drifts=[
        (
            lambda eyes, state: eyes.s3.put_bucket_versioning(
                Bucket=state["id"], VersioningConfiguration={"Status": "Enabled"}
            ),
            "versioning",
        ),
        (
            lambda eyes, state: eyes.s3.put_bucket_policy(Bucket=state["id"], Policy=json.dumps(BUCKET_POLICY)),
            "policy",
        ),
    ],
    delete_outside=lambda eyes, state: eyes.s3.delete_bucket(Bucket=state["id"]),
    only_program=("forceDestroy",),
)

POLICY_CASE = Case(
    "utm:s3:Bucket",
    {"bucket": "fixed-bucket-of-utm", "policy": json.dumps(BUCKET_POLICY)},
    bucket_is_there,
    changes=[({"policy": None}, ["policy"]), ({"policy": json.dumps(BUCKET_POLICY)}, ["policy"])],
    drifts=[(lambda eyes, state: eyes.s3.delete_bucket_policy(Bucket=state["id"]), "policy")],
    only_program=("forceDestroy",),
)

CASES = [
    VPC_CASE,
    SUBNET_CASE,
    GATEWAY_CASE,
    EGRESS_ONLY_GATEWAY_CASE,
    EIP_CASE,
    NAT_CASE,
    ROUTE_TABLE_CASE,
    ROUTE_CASE,
    ASSOCIATION_CASE,
    GROUP_CASE,
    rule_case("utm:vpc:SecurityGroupIngressRule", "revoke_security_group_ingress"),
    rule_case("utm:vpc:SecurityGroupEgressRule", "revoke_security_group_egress"),
    ENDPOINT_CASE,
    INTERFACE_CASE,
    FLOW_LOG_CASE,
    ROLE_CASE,
    ROLE_POLICY_CASE,
    ATTACHMENT_CASE,
    LOG_GROUP_CASE,
    BUCKET_CASE,
    POLICY_CASE,
]
