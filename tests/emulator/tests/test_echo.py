"""What was sent comes back: the members that LocalStack forgets, or fills in otherwise than AWS."""

import ipaddress
import json

import pytest
from support import REGION, Account, refused

ANYWHERE6 = "::/0"


def six(account: Account) -> tuple[str, str]:
    """A VPC with an IPv6 network, and that."""
    vpc = account.vpc(AmazonProvidedIpv6CidrBlock=True)
    shown = account.ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]
    return vpc, shown["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]


def test_ipv6_networks_are_canonical(account: Account):
    for _ in range(5):
        _, network = six(account)
        assert str(ipaddress.ip_network(network)) == network


def test_subnet_by_zone_id(account: Account):
    vpc = account.vpc()
    made = account.ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZoneId="euc1-az2")["Subnet"]
    assert (made["AvailabilityZone"], made["AvailabilityZoneId"]) == ("eu-central-1b", "euc1-az2")
    shown = account.ec2.describe_subnets(SubnetIds=[made["SubnetId"]])["Subnets"][0]
    assert (shown["DefaultForAz"], shown["MapPublicIpOnLaunch"]) == (False, False)
    account.ec2.delete_subnet(SubnetId=made["SubnetId"])
    with refused("InvalidParameterValue", "availabilityZoneId", "euc1-az1"):
        account.ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZoneId="use1-az1")


def test_zones(account: Account):
    zone = account.ec2.describe_availability_zones(ZoneNames=[f"{REGION}a"])["AvailabilityZones"][0]
    assert (zone["OptInStatus"], zone["NetworkBorderGroup"]) == ("opt-in-not-required", REGION)
    with refused("InvalidParameterValue", "Invalid availability zone: [eu-central-1z]"):
        account.ec2.describe_availability_zones(ZoneNames=["eu-central-1z"])


def test_address(account: Account):
    made = account.ec2.allocate_address(Domain="vpc")
    assert (made["PublicIpv4Pool"], made["NetworkBorderGroup"]) == ("amazon", REGION)
    shown = account.ec2.describe_addresses(AllocationIds=[made["AllocationId"]])["Addresses"][0]
    assert (shown["PublicIpv4Pool"], shown["NetworkBorderGroup"]) == ("amazon", REGION)
    assert "InstanceId" not in shown


def test_nat_gateway_address(account: Account):
    subnet = account.subnet(account.vpc())
    made = account.ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private", PrivateIpAddress="10.0.1.77")
    assert made["NatGateway"]["NatGatewayAddresses"][0]["PrivateIp"] == "10.0.1.77"
    shown = account.ec2.describe_nat_gateways(NatGatewayIds=[made["NatGateway"]["NatGatewayId"]])["NatGateways"][0]
    assert shown["ConnectivityType"] == "private"
    assert (
        shown["NatGatewayAddresses"][0] | {"IsPrimary": True, "PrivateIp": "10.0.1.77"}
        == shown["NatGatewayAddresses"][0]
    )
    with refused("InvalidParameterValue", "10.0.2.1 does not fall within"):
        account.ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private", PrivateIpAddress="10.0.2.1")
    with refused("InvalidParameter", "private"):
        account.ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private", AllocationId=account.address())
    account.gateway(account.ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["VpcId"])
    public = account.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=account.address())["NatGateway"]
    assert public["ConnectivityType"] == "public"


def test_nat_gateways_by_tag(account: Account):
    subnet, made = account.subnet(account.vpc()), {}
    for name in ("one", "two"):
        tags = [{"ResourceType": "natgateway", "Tags": [{"Key": "utm:create", "Value": name}]}]
        answer = account.ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private", TagSpecifications=tags)
        made[name] = answer["NatGateway"]["NatGatewayId"]

    def found(name: str, *values: str) -> list[str]:
        rows = account.ec2.describe_nat_gateways(Filter=[{"Name": name, "Values": list(values)}])["NatGateways"]
        return [row["NatGatewayId"] for row in rows]

    assert found("tag:utm:create", "two") == [made["two"]]
    assert found("tag:utm:create", "none") == [] and found("tag-key", "none") == []
    assert found("tag-key", "utm:create") == list(made.values())
    with refused("InvalidParameterValue", "The filter 'colour' is invalid"):
        found("colour", "red")


def test_roles(account: Account):
    trust = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = {"Version": "2012-10-17", "Statement": [trust]}
    wish = {"RoleName": "r", "Path": "/a/", "AssumeRolePolicyDocument": json.dumps(document), "Description": "d"}
    iam = account.iam
    iam.create_role(**wish, Tags=[{"Key": "department", "Value": "foo"}])
    iam.update_role(RoleName="r", MaxSessionDuration=7200)
    shown = iam.get_role(RoleName="r")["Role"]
    assert (shown["Description"], shown["MaxSessionDuration"]) == ("d", 7200)
    iam.update_role(RoleName="r", Description="", MaxSessionDuration=7200)
    assert not iam.get_role(RoleName="r")["Role"].get("Description")
    iam.tag_role(RoleName="r", Tags=[{"Key": "Department", "Value": "bar"}])
    assert iam.list_role_tags(RoleName="r")["Tags"] == [{"Key": "Department", "Value": "bar"}]
    iam.update_role(RoleName="r", Description="e", MaxSessionDuration=7200)
    for listed in (iam.list_roles(PathPrefix="/a/"), iam.list_roles()):
        row = next(row for row in listed["Roles"] if row["RoleName"] == "r")
        assert (row["AssumeRolePolicyDocument"], row["Description"]) == (document, "e")
    none = f"arn:aws:iam::{account.id}:policy/none"
    with refused("NoSuchEntity", f"Scope ARN: {none} does not exist", status=404):
        iam.create_role(**wish | {"RoleName": "s"}, PermissionsBoundary=none)
    with refused("NoSuchEntity", status=404):
        iam.put_role_permissions_boundary(RoleName="r", PermissionsBoundary=none)
    iam.put_role_permissions_boundary(RoleName="r", PermissionsBoundary="arn:aws:iam::aws:policy/PowerUserAccess")


def test_routes_of_every_destination(account: Account):
    vpc, network = six(account)
    table, gateway = account.table(vpc), account.gateway(vpc)
    listed = account.ec2.describe_managed_prefix_lists()["PrefixLists"][0]["PrefixListId"]
    places = [{"DestinationIpv6CidrBlock": ANYWHERE6}, {"DestinationPrefixListId": listed}]
    for place in places:
        with refused("InvalidRoute.NotFound"):
            account.ec2.delete_route(RouteTableId=table, **place)
        account.ec2.create_route(RouteTableId=table, GatewayId=gateway, **place)
        with refused("RouteAlreadyExists"):
            account.ec2.create_route(RouteTableId=table, GatewayId=gateway, **place)
        account.ec2.replace_route(RouteTableId=table, GatewayId=gateway, **place)
        account.ec2.delete_route(RouteTableId=table, **place)
    with refused("InvalidParameterValue", f"cannot remove local route {network}"):
        account.ec2.delete_route(RouteTableId=table, DestinationIpv6CidrBlock=network)
    with refused("MissingParameter", "destination"):
        account.ec2.create_route(RouteTableId=table, GatewayId=gateway)


@pytest.mark.parametrize("way", ["ingress", "egress"])
def test_group_rules_of_every_peer(account: Account, way: str):
    vpc, _ = six(account)
    group = account.group(vpc)
    listed = account.ec2.describe_managed_prefix_lists()["PrefixLists"][0]["PrefixListId"]
    peers = {
        "CidrIpv4": {"IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "d"}]},
        "CidrIpv6": {"Ipv6Ranges": [{"CidrIpv6": ANYWHERE6, "Description": "d"}]},
        "PrefixListId": {"PrefixListIds": [{"PrefixListId": listed, "Description": "d"}]},
        "ReferencedGroupInfo": {"UserIdGroupPairs": [{"GroupId": group, "Description": "d"}]},
    }
    for member, peer in peers.items():
        allow = getattr(account.ec2, f"authorize_security_group_{way}")
        made = allow(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2} | peer])
        identity = made["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        shown = account.ec2.describe_security_group_rules(SecurityGroupRuleIds=[identity])["SecurityGroupRules"][0]
        assert shown["Description"] == "d" and shown[member] and shown["IsEgress"] == (way == "egress")


def test_all_protocols_have_all_ports(account: Account):
    rule = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    made = account.ec2.authorize_security_group_ingress(GroupId=account.group(account.vpc()), IpPermissions=[rule])
    assert (made["SecurityGroupRules"][0]["FromPort"], made["SecurityGroupRules"][0]["ToPort"]) == (-1, -1)


def test_peer_of_a_rule_changes_within_its_kind(account: Account):
    vpc = account.vpc()
    group, one, two = account.group(vpc), account.group(vpc, "one"), account.group(vpc, "two")
    ports = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2}
    made = account.ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[ports | {"UserIdGroupPairs": [{"GroupId": one}]}]
    )["SecurityGroupRules"][0]["SecurityGroupRuleId"]

    def modify(**rule):
        wanted = {key: value for key, value in (ports | rule).items() if value is not None}
        update = {"SecurityGroupRuleId": made, "SecurityGroupRule": wanted}
        account.ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[update])
        return account.ec2.describe_security_group_rules(SecurityGroupRuleIds=[made])["SecurityGroupRules"][0]

    assert modify(ReferencedGroupId=two, Description="d")["ReferencedGroupInfo"]["GroupId"] == two
    assert "Description" not in modify(ReferencedGroupId=two)
    with refused("InvalidParameterValue", "You may not specify CidrIpv4 for an existing security group reference rule"):
        modify(CidrIpv4="10.0.0.0/8")
    with refused("InvalidParameterValue", "Must specify both from and to ports"):
        modify(ReferencedGroupId=two, IpProtocol="tcp", FromPort=None, ToPort=None)
    with refused("InvalidParameterCombination"):
        modify(CidrIpv4="10.0.0.0/8", ReferencedGroupId=two)
    with refused("MissingParameter"):
        modify()
    with refused("InvalidGroup.NotFound", "sg-0a"):
        modify(ReferencedGroupId="sg-0a")


def test_flow_log_members(account: Account):
    vpc = account.vpc()
    account.logs.create_log_group(logGroupName="flows")
    account.s3.create_bucket(Bucket="utm-flows", CreateBucketConfiguration={"LocationConstraint": REGION})
    wish = {"ResourceIds": [vpc], "ResourceType": "VPC", "TrafficType": "ALL"}
    group = f"arn:aws:logs:{REGION}:{account.id}:log-group:flows"
    role = f"arn:aws:iam::{account.id}:role/flows"
    account.ec2.create_flow_logs(
        **wish, LogDestinationType="cloud-watch-logs", LogDestination=group, DeliverLogsPermissionArn=role
    )
    options = {"FileFormat": "parquet", "PerHourPartition": True}
    account.ec2.create_flow_logs(
        **wish, LogDestinationType="s3", LogDestination="arn:aws:s3:::utm-flows/p", DestinationOptions=options
    )
    shown = {row["LogDestinationType"]: row for row in account.ec2.describe_flow_logs()["FlowLogs"]}
    logs = shown["cloud-watch-logs"]
    assert (logs["LogGroupName"], logs["DeliverLogsStatus"]) == ("flows", "SUCCESS")
    assert shown["s3"]["DestinationOptions"] == options | {"HiveCompatiblePartitions": False}


def test_more_refusals(account: Account):
    """Rows of the table that no other test meets."""
    ec2, vpc, other = account.ec2, account.vpc(), account.vpc("10.1.0.0/16")
    subnet, table = account.subnet(vpc), account.table(vpc)
    s3 = {"VpcId": vpc, "ServiceName": f"com.amazonaws.{REGION}.s3"}
    association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
    endpoint = ec2.create_vpc_endpoint(**s3, RouteTableIds=[table])["VpcEndpoint"]["VpcEndpointId"]
    for code, call in (
        ("InvalidSubnetID.NotFound", lambda: ec2.create_vpc_endpoint(**s3, SubnetIds=["subnet-0a"])),
        ("InvalidRouteTableId.NotFound", lambda: ec2.create_vpc_endpoint(**s3, RouteTableIds=["rtb-0a"])),
        ("InvalidGroup.NotFound", lambda: ec2.create_vpc_endpoint(**s3, SecurityGroupIds=["sg-0a"])),
        (
            "InvalidParameter",
            lambda: ec2.create_vpc_endpoint(**s3, VpcEndpointType="Interface", RouteTableIds=[table]),
        ),
        ("InvalidVpcEndpointId.NotFound", lambda: ec2.modify_vpc_endpoint(VpcEndpointId="vpce-0a", ResetPolicy=True)),
        (
            "InvalidSubnetID.NotFound",
            lambda: ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddSubnetIds=["subnet-0a"]),
        ),
        (
            "InvalidRouteTableID.NotFound",
            lambda: ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=["rtb-0a"]),
        ),
        ("InvalidInternetGatewayID.NotFound", lambda: ec2.delete_internet_gateway(InternetGatewayId="igw-0a")),
        (
            "InvalidParameterValue",
            lambda: ec2.replace_route_table_association(AssociationId=association, RouteTableId=account.table(other)),
        ),
    ):
        with refused(code):
            call()


def test_more_refusals_of_iam(account: Account):
    trust = {"Effect": "Allow", "Principal": {"AWS": account.id}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = account.iam.create_role(RoleName="r", AssumeRolePolicyDocument=document, MaxSessionDuration=7200)["Role"]
    allow = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})
    arns = [
        account.iam.create_policy(PolicyName=f"p{number}", PolicyDocument=allow)["Policy"]["Arn"]
        for number in range(11)
    ]
    for arn in arns[:10]:
        account.iam.attach_role_policy(RoleName="r", PolicyArn=arn)
    with refused("LimitExceeded", "PoliciesPerRole: 10", status=409):
        account.iam.attach_role_policy(RoleName="r", PolicyArn=arns[10])
    account.iam.attach_role_policy(RoleName="r", PolicyArn=arns[0])
    long = [f"arn:aws:s3:::{number:0100}" for number in range(62)]
    large = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": long}]}
    with refused("LimitExceeded", "PolicySize: 6144", status=409):
        account.iam.create_policy(PolicyName="long", PolicyDocument=json.dumps(large))
    keys = account.sts.assume_role(RoleArn=role["Arn"], RoleSessionName="first")["Credentials"]
    chained = account.client(
        "sts", key=keys["AccessKeyId"], secret=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"]
    )
    with refused("ValidationError", "role chaining"):
        chained.assume_role(RoleArn=role["Arn"], RoleSessionName="second", DurationSeconds=7200)
    chained.assume_role(RoleArn=role["Arn"], RoleSessionName="second")
