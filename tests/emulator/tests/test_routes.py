"""Route tables, associations, routes, VPC endpoints, flow logs."""

import json

import pytest
from support import REGION, Account, refused
from test_networks import make_nat

S3 = f"com.amazonaws.{REGION}.s3"
ECR = f"com.amazonaws.{REGION}.ecr.api"
ANYWHERE = "0.0.0.0/0"


def routes_of(account: Account, table: str) -> list[dict]:
    return account.ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]


def test_associations(account: Account):
    ec2, vpc, other = account.ec2, account.vpc(), account.vpc("10.1.0.0/16")
    subnet, table, second = account.subnet(vpc), account.table(vpc), account.table(vpc)
    with refused("InvalidParameterValue", "different networks"):
        ec2.associate_route_table(RouteTableId=account.table(other), SubnetId=subnet)
    association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
    for again in (table, second):
        with refused("Resource.AlreadyAssociated"):
            ec2.associate_route_table(RouteTableId=again, SubnetId=subnet)
    with refused("DependencyViolation"):
        ec2.delete_route_table(RouteTableId=table)
    replaced = ec2.replace_route_table_association(AssociationId=association, RouteTableId=second)["NewAssociationId"]
    assert replaced != association
    with refused("InvalidAssociationID.NotFound", association):
        ec2.disassociate_route_table(AssociationId=association)
    ec2.disassociate_route_table(AssociationId=replaced)
    ec2.delete_route_table(RouteTableId=second)


def test_main_table_stays(account: Account):
    vpc = account.vpc()
    filters = [{"Name": "vpc-id", "Values": [vpc]}]
    main = account.ec2.describe_route_tables(Filters=filters)["RouteTables"][0]
    with refused("DependencyViolation"):
        account.ec2.delete_route_table(RouteTableId=main["RouteTableId"])
    with refused("InvalidParameterValue", "main"):
        account.ec2.disassociate_route_table(AssociationId=main["Associations"][0]["RouteTableAssociationId"])


def test_deleted_subnet_takes_its_association_along(account: Account):
    vpc = account.vpc()
    subnet, table = account.subnet(vpc), account.table(vpc)
    account.ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    account.ec2.delete_subnet(SubnetId=subnet)
    account.ec2.delete_route_table(RouteTableId=table)


def test_routes(account: Account):
    ec2, vpc = account.ec2, account.vpc()
    table, gateway = account.table(vpc), account.gateway(vpc)
    foreign = account.gateway(account.vpc("10.1.0.0/16"))

    def route(destination: str = ANYWHERE, **target):
        return ec2.create_route(RouteTableId=table, DestinationCidrBlock=destination, **target)

    with refused("InvalidNatGatewayID.NotFound", "The natGateway ID 'nat-0a' does not exist"):
        route(NatGatewayId="nat-0a")
    with refused("InvalidInternetGatewayID.NotFound"):
        route(GatewayId="igw-0a")
    with refused("InvalidParameterValue", "different networks"):
        route(GatewayId=foreign)
    with refused("MissingParameter"):
        route()
    with refused("InvalidParameterCombination"):
        route(GatewayId=gateway, NatGatewayId="nat-0a")
    with refused("InvalidParameterValue", "more specific"):
        route("10.0.7.0/24", GatewayId=gateway)
    with refused("InvalidParameterValue", "Use CreateRoute"):
        ec2.replace_route(RouteTableId=table, DestinationCidrBlock=ANYWHERE, GatewayId=gateway)
    with refused("InvalidRoute.NotFound", ANYWHERE, table):
        ec2.delete_route(RouteTableId=table, DestinationCidrBlock=ANYWHERE)
    with refused("InvalidParameterValue", "local route"):
        ec2.delete_route(RouteTableId=table, DestinationCidrBlock="10.0.0.0/16")
    route(GatewayId=gateway)
    with refused("RouteAlreadyExists", f"The route identified by {ANYWHERE} already exists."):
        route(GatewayId=gateway)
    with refused("RouteAlreadyExists"):
        route("0.0.0.7/0", GatewayId=gateway)
    ec2.delete_route(RouteTableId=table, DestinationCidrBlock=ANYWHERE)


def test_black_holes(account: Account):
    account.post("clock", rate=0)
    vpc, _, nat = make_nat(account)
    table = account.table(vpc)
    account.ec2.create_route(RouteTableId=table, DestinationCidrBlock=ANYWHERE, NatGatewayId=nat)
    states = {route.get("NatGatewayId"): route["State"] for route in routes_of(account, table)}
    assert states == {None: "active", nat: "active"}
    account.ec2.delete_nat_gateway(NatGatewayId=nat)
    account.post("clock", advance=61)
    states = {route.get("NatGatewayId"): route["State"] for route in routes_of(account, table)}
    assert states == {None: "active", nat: "blackhole"}
    with refused("InvalidNatGatewayID.NotFound"):
        account.ec2.replace_route(RouteTableId=table, DestinationCidrBlock=ANYWHERE, NatGatewayId=nat)


def endpoint(account: Account, vpc: str, service: str = S3, **more) -> dict:
    return account.ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=service, **more)["VpcEndpoint"]


def test_endpoints_are_found_by_the_filter_of_their_id(account: Account):
    vpc = account.vpc()
    made = endpoint(account, vpc)
    endpoint(account, vpc, f"com.amazonaws.{REGION}.dynamodb")
    filters = [{"Name": "vpc-endpoint-id", "Values": [made["VpcEndpointId"], "vpce-0a"]}]
    found = account.ec2.describe_vpc_endpoints(Filters=filters)["VpcEndpoints"]
    assert [each["VpcEndpointId"] for each in found] == [made["VpcEndpointId"]]


def test_gateway_endpoint_is_a_route(account: Account):
    ec2, vpc = account.ec2, account.vpc()
    table, second = account.table(vpc), account.table(vpc)
    made = endpoint(account, vpc, RouteTableIds=[table])
    assert (made["VpcEndpointType"], made["State"]) == ("Gateway", "available")
    listed = ec2.describe_managed_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": [S3]}])["PrefixLists"]
    expected = (listed[0]["PrefixListId"], made["VpcEndpointId"])

    def its_routes(of: str) -> list[tuple]:
        rows = [route for route in routes_of(account, of) if "DestinationPrefixListId" in route]
        return [(row["DestinationPrefixListId"], row["GatewayId"]) for row in rows]

    assert its_routes(table) == [expected]
    with refused("RouteAlreadyExists", table):
        endpoint(account, vpc, RouteTableIds=[table])
    with refused("InvalidParameterValue", "VPC endpoint route"):
        ec2.delete_route(RouteTableId=table, DestinationPrefixListId=expected[0])
    ec2.modify_vpc_endpoint(VpcEndpointId=made["VpcEndpointId"], AddRouteTableIds=[second], RemoveRouteTableIds=[table])
    assert (its_routes(table), its_routes(second)) == ([], [expected])
    assert ec2.describe_vpc_endpoints()["VpcEndpoints"][0]["RouteTableIds"] == [second]
    assert not ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])["Unsuccessful"]
    assert its_routes(second) == []
    with refused("InvalidVpcEndpointId.NotFound"):
        ec2.describe_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])


def test_deleting_a_missing_endpoint_is_told_in_the_answer(account: Account):
    answer = account.ec2.delete_vpc_endpoints(VpcEndpointIds=["vpce-0123456789abcdef0"])
    assert answer["Unsuccessful"][0]["Error"]["Code"] == "InvalidVpcEndpointId.NotFound"


@pytest.fixture
def dns_vpc(account: Account) -> str:
    vpc = account.vpc()
    account.ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    return vpc


def test_interface_endpoint_lives_and_dies(account: Account, dns_vpc: str):
    account.post("clock", rate=0)
    ec2, subnet, group = account.ec2, account.subnet(dns_vpc), account.group(dns_vpc)
    made = endpoint(account, dns_vpc, ECR, VpcEndpointType="Interface", SubnetIds=[subnet], SecurityGroupIds=[group])
    identity = made["VpcEndpointId"]
    assert (made["State"], made["PrivateDnsEnabled"]) == ("pending", True)
    account.post("clock", advance=61)
    assert ec2.describe_vpc_endpoints(VpcEndpointIds=[identity])["VpcEndpoints"][0]["State"] == "available"
    interfaces = ec2.describe_network_interfaces(NetworkInterfaceIds=made["NetworkInterfaceIds"])["NetworkInterfaces"]
    assert interfaces[0]["PrivateIpAddress"].startswith("10.0.1.")
    assert [item["GroupId"] for item in interfaces[0]["Groups"]] == [group]
    with refused("DependencyViolation"):
        ec2.delete_security_group(GroupId=group)
    with refused("DependencyViolation"):
        ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[identity])
    assert ec2.describe_vpc_endpoints(VpcEndpointIds=[identity])["VpcEndpoints"][0]["State"] == "deleting"
    with refused("DependencyViolation"):
        ec2.delete_subnet(SubnetId=subnet)
    account.post("clock", advance=61)
    with refused("InvalidVpcEndpointId.NotFound"):
        ec2.describe_vpc_endpoints(VpcEndpointIds=[identity])
    ec2.delete_security_group(GroupId=group)
    ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_vpc(VpcId=dns_vpc)


def test_interface_endpoint_changes(account: Account, dns_vpc: str):
    ec2 = account.ec2
    first, second = account.subnet(dns_vpc), account.subnet(dns_vpc, "10.0.2.0/24", "b")
    third = account.subnet(dns_vpc, "10.0.3.0/24", "b")
    made = endpoint(account, dns_vpc, ECR, VpcEndpointType="Interface", SubnetIds=[first])
    identity, group = made["VpcEndpointId"], account.group(dns_vpc)
    ec2.modify_vpc_endpoint(VpcEndpointId=identity, AddSubnetIds=[second], AddSecurityGroupIds=[group])
    shown = ec2.describe_vpc_endpoints(VpcEndpointIds=[identity])["VpcEndpoints"][0]
    assert sorted(shown["SubnetIds"]) == sorted([first, second]) and len(shown["NetworkInterfaceIds"]) == 2
    assert group in [item["GroupId"] for item in shown["Groups"]]
    with refused("DuplicateSubnetsInSameZone"):
        ec2.modify_vpc_endpoint(VpcEndpointId=identity, AddSubnetIds=[third])
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}],
    }
    ec2.modify_vpc_endpoint(VpcEndpointId=identity, PolicyDocument=json.dumps(policy), RemoveSubnetIds=[first])
    shown = ec2.describe_vpc_endpoints(VpcEndpointIds=[identity])["VpcEndpoints"][0]
    assert json.loads(shown["PolicyDocument"]) == policy and shown["SubnetIds"] == [second]
    ec2.modify_vpc_endpoint(VpcEndpointId=identity, ResetPolicy=True)
    shown = ec2.describe_vpc_endpoints(VpcEndpointIds=[identity])["VpcEndpoints"][0]
    assert json.loads(shown["PolicyDocument"])["Statement"][0]["Effect"] == "Allow"


def test_endpoint_refusals(account: Account, dns_vpc: str):
    plain = account.vpc("10.1.0.0/16")
    subnet, foreign = account.subnet(dns_vpc), account.subnet(plain, "10.1.1.0/24")
    with refused("InvalidServiceName", "com.amazonaws.nowhere"):
        endpoint(account, dns_vpc, "com.amazonaws.nowhere")
    with refused("InvalidParameter", "Gateway"):
        endpoint(account, dns_vpc, ECR)
    with refused("InvalidParameter", "Interface type"):
        endpoint(account, dns_vpc, SubnetIds=[subnet])
    with refused("InvalidParameter", "enableDnsHostnames"):
        endpoint(account, plain, ECR, VpcEndpointType="Interface", SubnetIds=[foreign])
    with refused("InvalidParameter", foreign):
        endpoint(account, dns_vpc, ECR, VpcEndpointType="Interface", SubnetIds=[foreign])
    with refused("InvalidVpcId.NotFound"):
        endpoint(account, "vpc-0a")
    with refused("InvalidPolicyDocument"):
        endpoint(account, dns_vpc, PolicyDocument="nonsense")
    endpoint(account, dns_vpc, ECR, VpcEndpointType="Interface", SubnetIds=[subnet])
    with refused("InvalidParameter", "conflicting DNS domain"):
        endpoint(account, dns_vpc, ECR, VpcEndpointType="Interface", SubnetIds=[subnet])
    with refused("InvalidParameter", "gateway endpoint"):
        endpoint(account, dns_vpc, S3, VpcEndpointType="Interface", SubnetIds=[subnet])


def test_same_token_same_endpoint(account: Account):
    vpc = account.vpc()
    first = endpoint(account, vpc, ClientToken="t", RouteTableIds=[account.table(vpc)])
    again = account.ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName=S3, ClientToken="t", RouteTableIds=first["RouteTableIds"]
    )
    assert again["VpcEndpoint"]["VpcEndpointId"] == first["VpcEndpointId"]
    with refused("IdempotentParameterMismatch"):
        endpoint(account, vpc, ClientToken="t")
    account.ec2.delete_vpc_endpoints(VpcEndpointIds=[first["VpcEndpointId"]])
    late = endpoint(account, vpc, ClientToken="t", RouteTableIds=first["RouteTableIds"])
    assert late["VpcEndpointId"] == first["VpcEndpointId"]
    assert not account.ec2.describe_vpc_endpoints()["VpcEndpoints"]


def test_flow_logs(account: Account):
    ec2, vpc = account.ec2, account.vpc()
    account.logs.create_log_group(logGroupName="flows")
    role = f"arn:aws:iam::{account.id}:role/flows"
    wish = {"ResourceIds": [vpc], "ResourceType": "VPC", "TrafficType": "ALL", "LogDestinationType": "cloud-watch-logs"}
    with refused("InvalidParameter", "LogDestination"):
        ec2.create_flow_logs(**wish, DeliverLogsPermissionArn=role)
    with refused("InvalidParameter"):
        ec2.create_flow_logs(**wish, LogGroupName="flows")
    whole = wish | {"LogGroupName": "flows", "DeliverLogsPermissionArn": role, "ClientToken": "t"}
    with refused("InvalidParameter", "only provide"):
        ec2.create_flow_logs(**whole, LogDestination="arn:aws:s3:::x")
    with refused("InvalidParameter", "Aggregation"):
        ec2.create_flow_logs(**whole, MaxAggregationInterval=61)
    first = ec2.create_flow_logs(**whole)
    assert first["ClientToken"] == "t"
    assert ec2.create_flow_logs(**whole)["FlowLogIds"] == first["FlowLogIds"]
    with refused("IdempotentParameterMismatch"):
        ec2.create_flow_logs(**whole, MaxAggregationInterval=60)
    with refused("FlowLogAlreadyExists"):
        ec2.create_flow_logs(**whole | {"ClientToken": "u"})
    missing = wish | {"LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::utm-no-such-bucket"}
    answer = ec2.create_flow_logs(**missing)
    assert not answer["FlowLogIds"] and answer["Unsuccessful"][0]["ResourceId"] == vpc
    ec2.delete_vpc(VpcId=vpc)
    assert not ec2.describe_flow_logs()["FlowLogs"]
