"""VPCs, subnets, gateways, addresses, NAT gateways: states, refusals, what goes along."""

import pytest
from support import Account, refused

SECOND = 1.0


@pytest.fixture
def still(account: Account) -> Account:
    """An account whose clock stands."""
    account.post("clock", rate=0)
    return account


def nat_of(account: Account, identity: str) -> dict:
    return account.ec2.describe_nat_gateways(NatGatewayIds=[identity])["NatGateways"][0]


def make_nat(account: Account, **more) -> tuple[str, str, str]:
    """(vpc, subnet, gateway), with an internet gateway attached."""
    vpc = account.vpc()
    subnet = account.subnet(vpc)
    account.gateway(vpc)
    more.setdefault("AllocationId", account.address())
    nat = account.ec2.create_nat_gateway(SubnetId=subnet, **more)["NatGateway"]
    assert nat["State"] == "pending"
    return vpc, subnet, nat["NatGatewayId"]


def test_vpc_and_subnet_are_pending_first(still: Account):
    answer = still.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]
    assert answer["State"] == "pending"
    subnet = still.subnet(answer["VpcId"])
    assert still.ec2.describe_vpcs(VpcIds=[answer["VpcId"]])["Vpcs"][0]["State"] == "pending"
    assert still.ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["State"] == "pending"
    still.post("clock", advance=3)
    assert still.ec2.describe_vpcs(VpcIds=[answer["VpcId"]])["Vpcs"][0]["State"] == "available"
    assert still.ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["State"] == "available"


def test_host_bits_are_cut_off(account: Account):
    vpc = account.ec2.create_vpc(CidrBlock="100.68.0.18/18")["Vpc"]
    assert vpc["CidrBlock"] == "100.68.0.0/18"
    subnet = account.ec2.create_subnet(VpcId=vpc["VpcId"], CidrBlock="100.68.1.7/24")["Subnet"]
    assert subnet["CidrBlock"] == "100.68.1.0/24"


@pytest.mark.parametrize("cidr", ["10.0.0.0/15", "10.0.0.0/29"])
def test_vpc_sizes(account: Account, cidr: str):
    with refused("InvalidVpc.Range", f"The CIDR '{cidr}' is invalid."):
        account.vpc(cidr)


@pytest.mark.parametrize("cidr", ["10.0.0.0", "10.0.0/16", "300.0.0.0/16", "none"])
def test_no_cidr(account: Account, cidr: str):
    with refused("InvalidParameterValue", "cidrBlock"):
        account.vpc(cidr)


def test_subnet_refusals(account: Account):
    vpc = account.vpc()
    with refused("InvalidSubnet.Range"):
        account.subnet(vpc, "10.0.1.0/29")
    with refused("InvalidSubnet.Range"):
        account.subnet(vpc, "10.1.0.0/24")
    with refused("InvalidParameterValue", "eu-central-1a, eu-central-1b", "availabilityZone"):
        account.subnet(vpc, zone="z")
    account.subnet(vpc)
    with refused("InvalidSubnet.Conflict"):
        account.subnet(vpc)
    with refused("InvalidVpcID.NotFound", "The vpc ID 'vpc-0123456789abcdef0' does not exist"):
        account.subnet("vpc-0123456789abcdef0")


def test_one_attribute_a_call(account: Account):
    vpc = account.vpc()
    with refused("InvalidParameterCombination", "multiple attribute"):
        account.ec2.modify_vpc_attribute(
            VpcId=vpc, EnableDnsSupport={"Value": True}, EnableDnsHostnames={"Value": True}
        )
    account.ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    shown = account.ec2.describe_vpc_attribute(VpcId=vpc, Attribute="enableDnsHostnames")
    assert shown["EnableDnsHostnames"]["Value"] is True
    subnet = account.subnet(vpc)
    with refused("InvalidParameterCombination"):
        account.ec2.modify_subnet_attribute(
            SubnetId=subnet, MapPublicIpOnLaunch={"Value": True}, EnableDns64={"Value": True}
        )


def test_missing_ids_are_named_as_aws_names_them(account: Account):
    ec2 = account.ec2
    for code, call in (
        ("InvalidVpcID.NotFound", lambda: ec2.describe_vpcs(VpcIds=["vpc-0a"])),
        ("InvalidSubnetID.NotFound", lambda: ec2.describe_subnets(SubnetIds=["subnet-0a"])),
        ("InvalidInternetGatewayID.NotFound", lambda: ec2.describe_internet_gateways(InternetGatewayIds=["igw-0a"])),
        ("InvalidAllocationID.NotFound", lambda: ec2.describe_addresses(AllocationIds=["eipalloc-0a"])),
        ("NatGatewayNotFound", lambda: ec2.describe_nat_gateways(NatGatewayIds=["nat-0a"])),
        ("NatGatewayNotFound", lambda: ec2.delete_nat_gateway(NatGatewayId="nat-0a")),
        ("InvalidRouteTableID.NotFound", lambda: ec2.describe_route_tables(RouteTableIds=["rtb-0a"])),
        ("InvalidGroup.NotFound", lambda: ec2.describe_security_groups(GroupIds=["sg-0a"])),
        ("InvalidVpcEndpointId.NotFound", lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=["vpce-0a"])),
        ("InvalidNetworkInterfaceID.NotFound", lambda: ec2.describe_network_interfaces(NetworkInterfaceIds=["eni-0a"])),
    ):
        with refused(code, "-0a", status=400) as seen:
            call()
        assert not set("{}[]") & set(seen.error.response["Error"]["Message"])


def test_a_block_is_taken_away_once(account: Account):
    ec2, vpc = account.ec2, account.vpc(AmazonProvidedIpv6CidrBlock=True)
    subnet = account.subnet(vpc)
    of_vpc = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]
    network = of_vpc["Ipv6CidrBlock"].replace("/56", "/64")
    of_subnet = ec2.associate_subnet_cidr_block(SubnetId=subnet, Ipv6CidrBlock=network)["Ipv6CidrBlockAssociation"]
    for code, take_away, block in (
        ("InvalidSubnetCidrBlockAssociationID.NotFound", ec2.disassociate_subnet_cidr_block, of_subnet),
        ("InvalidVpcCidrBlockAssociationID.NotFound", ec2.disassociate_vpc_cidr_block, of_vpc),
    ):
        take_away(AssociationId=block["AssociationId"])
        with refused(code, block["AssociationId"], status=400):
            take_away(AssociationId=block["AssociationId"])


def test_addresses_are_found_by_their_border_group(account: Account):
    ec2, allocation = account.ec2, account.address()

    def found(group: str) -> list[str]:
        filters = [{"Name": "network-border-group", "Values": [group]}]
        return [each["AllocationId"] for each in ec2.describe_addresses(Filters=filters)["Addresses"]]

    group = ec2.describe_addresses(AllocationIds=[allocation])["Addresses"][0]["NetworkBorderGroup"]
    assert found(group) == [allocation]
    assert found("elsewhere") == []


def test_vpc_with_dependants(account: Account):
    ec2, vpc = account.ec2, account.vpc()
    gateway, table, group = account.gateway(vpc), account.table(vpc), account.group(vpc)
    for undo in (
        lambda: ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc),
        lambda: ec2.delete_route_table(RouteTableId=table),
        lambda: ec2.delete_security_group(GroupId=group),
    ):
        with refused("DependencyViolation", f"The vpc '{vpc}' has dependencies"):
            ec2.delete_vpc(VpcId=vpc)
        undo()
    ec2.delete_vpc(VpcId=vpc)
    assert not ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"]


def test_internet_gateways(account: Account):
    ec2, vpc, other = account.ec2, account.vpc(), account.vpc("10.1.0.0/16")
    gateway = account.gateway(vpc)
    second = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    with refused("InvalidParameterValue", "already has an internet gateway"):
        ec2.attach_internet_gateway(InternetGatewayId=second, VpcId=vpc)
    with refused("Resource.AlreadyAssociated"):
        ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=other)
    with refused("DependencyViolation", gateway):
        ec2.delete_internet_gateway(InternetGatewayId=gateway)
    with refused("Gateway.NotAttached"):
        ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=other)


def test_nat_gateway_becomes_available_and_goes(still: Account):
    allocation = still.address()
    vpc, subnet, nat = make_nat(still, AllocationId=allocation)
    ec2 = still.ec2
    assert nat_of(still, nat)["State"] == "pending"
    still.post("clock", advance=91)
    shown = nat_of(still, nat)
    assert shown["State"] == "available"
    address = shown["NatGatewayAddresses"][0]
    assert address["AllocationId"] == allocation and address["PrivateIp"].startswith("10.0.1.")
    interface = ec2.describe_network_interfaces(NetworkInterfaceIds=[address["NetworkInterfaceId"]])
    assert interface["NetworkInterfaces"][0]["Description"] == f"Interface for NAT Gateway {nat}"

    ec2.delete_nat_gateway(NatGatewayId=nat)
    assert nat_of(still, nat)["State"] == "deleting"
    with refused("DependencyViolation"):
        ec2.delete_subnet(SubnetId=subnet)
    with refused("InvalidIPAddress.InUse"):
        ec2.release_address(AllocationId=allocation)
    gateway = ec2.describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]
    with refused("DependencyViolation", "mapped public address"):
        ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)

    still.post("clock", advance=61)
    shown = nat_of(still, nat)
    assert shown["State"] == "deleted" and "DeleteTime" in shown
    assert not ec2.describe_network_interfaces()["NetworkInterfaces"]
    ec2.release_address(AllocationId=allocation)
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.delete_subnet(SubnetId=subnet)
    still.post("clock", advance=3601)
    with refused("NatGatewayNotFound"):
        nat_of(still, nat)


def test_nat_gateway_without_internet_gateway_fails(still: Account):
    vpc = still.vpc()
    subnet, allocation = still.subnet(vpc), still.address()
    nat = still.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    assert nat_of(still, nat)["State"] == "pending"
    still.post("clock", advance=91)
    shown = nat_of(still, nat)
    assert (shown["State"], shown["FailureCode"]) == ("failed", "Gateway.NotAttached")
    assert shown["FailureMessage"] == f"Network {vpc} has no Internet gateway attached"
    still.ec2.release_address(AllocationId=allocation)
    still.ec2.delete_subnet(SubnetId=subnet)


def test_nat_gateway_on_a_taken_address_fails(still: Account):
    allocation = still.address()
    _, subnet, _ = make_nat(still, AllocationId=allocation)
    second = still.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    still.post("clock", advance=91)
    assert nat_of(still, second)["FailureCode"] == "Resource.AlreadyAssociated"


def test_nat_gateway_fails_as_told(still: Account):
    still.post("knobs", nat_fail={"code": "InsufficientFreeAddressesInSubnet", "message": "no room"}, nat_pending=10)
    *_, nat = make_nat(still)
    still.post("clock", advance=11)
    shown = nat_of(still, nat)
    assert (shown["FailureCode"], shown["FailureMessage"]) == ("InsufficientFreeAddressesInSubnet", "no room")


def test_nat_gateway_needs_an_address(account: Account):
    subnet = account.subnet(account.vpc())
    with refused("MissingParameter", "AllocationId"):
        account.ec2.create_nat_gateway(SubnetId=subnet)
    with refused("InvalidAllocationID.NotFound", "eipalloc-0a"):
        account.ec2.create_nat_gateway(SubnetId=subnet, AllocationId="eipalloc-0a")


def test_nat_waiter_at_the_default_rate(account: Account):
    *_, nat = make_nat(account)
    waiter = account.ec2.get_waiter("nat_gateway_available")
    waiter.wait(NatGatewayIds=[nat], WaiterConfig={"Delay": SECOND, "MaxAttempts": 10})
    assert nat_of(account, nat)["State"] == "available"


def test_same_token_same_nat_gateway(still: Account):
    allocation = still.address()
    _, subnet, nat = make_nat(still, AllocationId=allocation, ClientToken="once")
    still.post("clock", advance=91)
    again = still.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation, ClientToken="once")
    assert again["NatGateway"]["NatGatewayId"] == nat and again["ClientToken"] == "once"
    assert again["NatGateway"]["State"] == "available"
    with refused("IdempotentParameterMismatch"):
        still.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=still.address(), ClientToken="once")
    assert len(still.ec2.describe_nat_gateways()["NatGateways"]) == 1


def test_same_token_same_route_table(account: Account):
    vpc = account.vpc()
    first = account.ec2.create_route_table(VpcId=vpc, ClientToken="t")["RouteTable"]["RouteTableId"]
    assert account.ec2.create_route_table(VpcId=vpc, ClientToken="t")["RouteTable"]["RouteTableId"] == first
    with refused("IdempotentParameterMismatch"):
        account.ec2.create_route_table(VpcId=account.vpc("10.1.0.0/16"), ClientToken="t")


def test_tags(account: Account):
    def made(**tag):
        return account.vpc(TagSpecifications=[{"ResourceType": "vpc", "Tags": [tag]}])

    vpc = made(Key="Name", Value="x")
    assert account.ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Tags"] == [{"Key": "Name", "Value": "x"}]
    with refused("InvalidParameterValue", "aws:foo"):
        made(Key="aws:foo", Value="x")
    with refused("InvalidParameterValue", "reserved"):
        account.ec2.create_tags(Resources=[vpc], Tags=[{"Key": "AWS:foo", "Value": "x"}])
    with refused("InvalidParameterValue", "128"):
        made(Key="k" * 129, Value="x")
    with refused("InvalidParameterValue", "256"):
        made(Key="k", Value="x" * 257)
    with refused("InvalidParameterValue", "taggable"):
        account.vpc(TagSpecifications=[{"ResourceType": "subnet", "Tags": [{"Key": "a", "Value": "b"}]}])
    account.ec2.create_tags(Resources=[vpc], Tags=[{"Key": f"k{n}", "Value": ""} for n in range(49)])
    with refused("TagLimitExceeded"):
        account.ec2.create_tags(Resources=[vpc], Tags=[{"Key": "more", "Value": ""}])


def test_an_egress_only_gateway_is_found_by_tag_repeated_by_token_and_holds_its_vpc(account: Account):
    vpc = account.vpc()
    tags = [{"ResourceType": "egress-only-internet-gateway", "Tags": [{"Key": "a", "Value": "b"}]}]
    made = account.ec2.create_egress_only_internet_gateway(VpcId=vpc, ClientToken="t", TagSpecifications=tags)
    again = account.ec2.create_egress_only_internet_gateway(VpcId=vpc, ClientToken="t", TagSpecifications=tags)
    key = "EgressOnlyInternetGateway"
    identity = made[key]["EgressOnlyInternetGatewayId"]
    assert again[key]["EgressOnlyInternetGatewayId"] == identity
    describe = account.ec2.describe_egress_only_internet_gateways
    found = describe(Filters=[{"Name": "tag:a", "Values": ["b"]}])[f"{key}s"]
    assert [each["EgressOnlyInternetGatewayId"] for each in found] == [identity]
    assert describe(Filters=[{"Name": "tag:a", "Values": ["c"]}])[f"{key}s"] == []
    with refused("DependencyViolation"):
        account.ec2.delete_vpc(VpcId=vpc)
    account.ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=identity)
    with refused("InvalidGatewayID.NotFound"):
        account.ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=identity)
    account.ec2.delete_vpc(VpcId=vpc)
