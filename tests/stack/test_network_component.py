"""utm:index:Network and utm:index:SecurityGroups under the real CLI: every mode and option, seen with boto3's eyes."""

import itertools

import pytest

from tests.support.paths import ROOT

NETWORK = "utm:index:Network"
GROUPS = "utm:index:SecurityGroups"


def program(properties: dict | None = None, groups: dict | None = None, **options) -> dict:
    resources = {"net": {"type": NETWORK, "properties": properties or {}} | options}
    if groups is not None:
        resources["groups"] = {"type": GROUPS, "properties": {"vpcId": "${net.vpcId}"} | groups}
    outputs = ("vpcId", "publicSubnetIds", "privateSubnetIds", "availabilityZones", "natPublicIps", "vpcEndpointIds")
    return {"resources": resources, "outputs": {each: f"${{net.{each}}}" for each in outputs}}


def subnets_of(account, vpc: str) -> dict[str, dict]:
    """Name → subnet."""
    found = account.client("ec2").describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    return {tag["Value"]: each for each in found for tag in each["Tags"] if tag["Key"] == "Name"}


def default_route(account, subnet: str) -> dict:
    """The route to everywhere of the subnet's own route table; {} when it has none."""
    tables = account.client("ec2").describe_route_tables(
        Filters=[{"Name": "association.subnet-id", "Values": [subnet]}]
    )["RouteTables"]
    (table,) = tables
    found = [each for each in table["Routes"] if each.get("DestinationCidrBlock") == "0.0.0.0/0"]
    return found[0] if found else {}


def test_the_life_of_the_default_network(stack, account):
    net = stack(program())
    preview = net.preview().must()
    up = net.up().must()
    assert preview.plan == up.plan and len(up.created) == 19
    assert net.up().unchanged
    assert net.refresh().unchanged
    assert net.up().unchanged

    vpc = net.outputs()["vpcId"]
    subnets = subnets_of(account, vpc)
    assert {name: (each["CidrBlock"], each["AvailabilityZone"]) for name, each in subnets.items()} == {
        "net-public-a": ("10.0.0.0/20", "eu-central-1a"),
        "net-public-b": ("10.0.16.0/20", "eu-central-1b"),
        "net-private-a": ("10.0.128.0/20", "eu-central-1a"),
        "net-private-b": ("10.0.144.0/20", "eu-central-1b"),
    }
    assert all(each["MapPublicIpOnLaunch"] == ("public" in name) for name, each in subnets.items())
    ec2 = account.client("ec2")
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        (answer,) = [
            value
            for key, value in ec2.describe_vpc_attribute(VpcId=vpc, Attribute=attribute).items()
            if key.lower() == attribute.lower()
        ]
        assert answer["Value"]
    assert default_route(account, subnets["net-public-b"]["SubnetId"])["GatewayId"].startswith("igw-")
    ways = {default_route(account, subnets[f"net-private-{zone}"]["SubnetId"])["NatGatewayId"] for zone in "ab"}
    (nat,) = ec2.describe_nat_gateways(NatGatewayIds=list(ways))["NatGateways"]
    assert nat["SubnetId"] == subnets["net-public-a"]["SubnetId"]
    assert [nat["NatGatewayAddresses"][0]["PublicIp"]] == net.outputs()["natPublicIps"]

    net.destroy().must()
    assert account.leaks() == []


def test_the_tree_shows_the_parts_below_the_component(stack):
    net = stack(program(groups={"servicePorts": [8080]}))
    net.up().must()
    resources = net.resources()
    for name, each in resources.items():
        if each["custom"]:
            assert each["parent"] == resources[name.partition("-")[0]]["urn"]
    assert resources["net"]["type"] == NETWORK and not resources["net"]["custom"]
    assert resources["net"]["outputs"]["privateSubnetIds"] == net.outputs()["privateSubnetIds"]
    assert resources["net-public-a"]["propertyDependencies"]["vpcId"] == [resources["net-vpc"]["urn"]]
    assert resources["net-public-internet"]["urn"] in resources["net-nat-a"]["dependencies"]
    assert resources["groups-database"]["inputs"]["vpcId"] == net.outputs()["vpcId"]


@pytest.mark.parametrize(("strategy", "count"), [("single", 1), ("perZone", 3), ("none", 0)])
def test_three_zones_with_each_nat_strategy(stack, account, strategy, count):
    net = stack(program({"numberOfAvailabilityZones": 3, "natGatewayStrategy": strategy}))
    net.up().must()
    assert net.up().unchanged
    outputs = net.outputs()
    assert outputs["availabilityZones"] == ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    assert len(outputs["publicSubnetIds"]) == len(outputs["privateSubnetIds"]) == 3
    assert len(set(outputs["natPublicIps"])) == count
    ways = [default_route(account, subnet).get("NatGatewayId") for subnet in outputs["privateSubnetIds"]]
    assert len({way for way in ways if way}) == count
    net.destroy().must()
    assert account.leaks() == []


def test_one_zone_more_and_one_less_move_no_other(stack, account):
    net = stack(program({"numberOfAvailabilityZones": 2, "natGatewayStrategy": "perZone"}))
    net.up().must()
    before = subnets_of(account, net.outputs()["vpcId"])
    net.change(program({"numberOfAvailabilityZones": 3, "natGatewayStrategy": "perZone"}))
    preview = net.preview().must()
    up = net.up().must()
    assert preview.plan == up.plan
    assert not up.replaced and not up.deleted and not up.updated - {"net"}
    assert {"net-public-c", "net-private-c", "net-nat-c"} <= up.created
    zones = ["eu-central-1c", "eu-central-1b"]
    net.change(program({"availabilityZones": zones, "natGatewayStrategy": "perZone"}))
    up = net.up().must()
    assert not up.replaced and not up.created
    assert "net-public-a" in up.deleted and "net-public-b" in up.same
    assert net.outputs()["availabilityZones"] == zones
    after = subnets_of(account, net.outputs()["vpcId"])
    assert after["net-public-b"]["SubnetId"] == before["net-public-b"]["SubnetId"]


def test_another_nat_strategy_only_turns_routes_over(stack):
    net = stack(program({"natGatewayStrategy": "single"}))
    net.up().must()
    net.change(program({"natGatewayStrategy": "perZone"}))
    preview = net.preview().must()
    up = net.up().must()
    assert preview.plan == up.plan
    assert up.created == {"net-nat-b", "net-nat-b-address"}
    assert up.updated | up.replaced <= {"net", "net-private-b-nat"} and "net-private-b-nat" in up.updated | up.replaced
    net.change(program({"natGatewayStrategy": "none"}))
    up = net.up().must()
    assert up.deleted >= {"net-nat-a", "net-nat-b", "net-private-a-nat", "net-private-b-nat"}
    assert {"net-private-a", "net-private-a-routes"} <= up.same


def test_own_blocks(stack, account):
    own = {
        "cidrBlock": "10.7.0.0/16",
        "publicSubnetCidrs": ["10.7.1.0/24", "10.7.2.0/24"],
        "privateSubnetCidrs": ["10.7.64.0/18", "10.7.128.0/18"],
        "natGatewayStrategy": "none",
    }
    net = stack(program(own))
    net.up().must()
    subnets = subnets_of(account, net.outputs()["vpcId"])
    assert {each["CidrBlock"] for each in subnets.values()} == {*own["publicSubnetCidrs"], *own["privateSubnetCidrs"]}


def test_endpoints(stack, account):
    wanted = {"natGatewayStrategy": "none", "s3GatewayEndpoint": True, "interfaceEndpoints": ["ecr.api", "logs"]}
    net = stack(program(wanted))
    net.up().must()
    assert net.up().unchanged
    assert net.refresh().unchanged
    ids = net.outputs()["vpcEndpointIds"]
    ec2 = account.client("ec2")
    found = {
        each["VpcEndpointId"]: each
        for each in ec2.describe_vpc_endpoints(VpcEndpointIds=list(ids.values()))["VpcEndpoints"]
    }
    s3, logs = found[ids["s3"]], found[ids["logs"]]
    assert s3["ServiceName"] == "com.amazonaws.eu-central-1.s3" and len(s3["RouteTableIds"]) == 3
    assert logs["VpcEndpointType"] == "Interface" and logs["PrivateDnsEnabled"]
    assert set(logs["SubnetIds"]) == set(net.outputs()["privateSubnetIds"])
    (group,) = ec2.describe_security_groups(GroupIds=[logs["Groups"][0]["GroupId"]])["SecurityGroups"]
    ((rule),) = group["IpPermissions"]
    assert (rule["FromPort"], rule["IpRanges"][0]["CidrIp"]) == (443, "10.0.0.0/16")
    assert group["IpPermissionsEgress"] == []
    net.destroy().must()
    assert account.leaks() == []


def test_flow_logs_to_a_group(stack, account):
    net = stack(program({"natGatewayStrategy": "none", "flowLogs": {"trafficType": "REJECT", "retentionInDays": 30}}))
    net.up().must()
    assert net.up().unchanged
    assert net.refresh().unchanged
    (log,) = account.client("ec2").describe_flow_logs(
        Filters=[{"Name": "resource-id", "Values": [net.outputs()["vpcId"]]}]
    )["FlowLogs"]
    assert log["TrafficType"] == "REJECT" and log["FlowLogStatus"] == "ACTIVE"
    state = net.resources()
    (group,) = account.client("logs").describe_log_groups(logGroupNamePrefix=state["net-flow-logs-group"]["id"])[
        "logGroups"
    ]
    assert group["retentionInDays"] == 30
    assert log["LogDestination"].removesuffix(":*") == group["arn"].removesuffix(":*")
    role = state["net-flow-logs-role"]["id"]
    assert account.client("iam").list_role_policies(RoleName=role)["PolicyNames"]
    net.destroy().must()
    assert account.leaks() == []


def test_flow_logs_to_a_bucket(stack, account):
    net = stack(program({"natGatewayStrategy": "none", "flowLogs": {"destination": "s3"}}))
    net.up().must()
    assert net.up().unchanged
    bucket = net.resources()["net-flow-logs-bucket"]["id"]
    s3 = account.client("s3")
    (rule,) = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert rule["Expiration"]["Days"] == 7
    s3.put_object(Bucket=bucket, Key="AWSLogs/record", Body=b"traffic")
    net.destroy().must()
    assert account.leaks() == []


def test_an_existing_vpc(stack, account):
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.5.0.0/16")["Vpc"]["VpcId"]
    ids = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.5.{i}.0/24", AvailabilityZone=f"eu-central-1{zone}")["Subnet"][
            "SubnetId"
        ]
        for i, zone in enumerate("ab")
    ]
    account.snapshot()
    net = stack(program({"existing": {"vpcId": vpc, "privateSubnetIds": ids}}, groups={}))
    net.up().must()
    assert net.up().unchanged
    assert net.outputs()["privateSubnetIds"] == ids and net.outputs()["vpcId"] == vpc
    assert {name for name in net.resources() if name.startswith("net")} == {"net"}
    net.destroy().must()
    assert account.leaks() == []


def rules_of(account, group: str) -> set[tuple]:
    """(in or out, port, block or group) of each rule."""
    found = account.client("ec2").describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
    return {
        (
            "out" if each["IsEgress"] else "in",
            each["FromPort"],
            each.get("CidrIpv4") or each["ReferencedGroupInfo"]["GroupId"],
        )
        for each in found["SecurityGroupRules"]
    }


def test_groups_let_in_only_the_one_before(stack, account):
    net = stack(program({"natGatewayStrategy": "none"}, groups={"servicePorts": [8080]}))
    net.up().must()
    assert net.up().unchanged
    assert net.refresh().unchanged
    ids = {
        name.removeprefix("groups-"): each["id"] for name, each in net.resources().items() if each["type"] == GROUP_TYPE
    }
    balancer, services, database, cache = (ids[n] for n in ("load-balancer", "services", "database", "cache"))
    anywhere = "0.0.0.0/0"
    assert rules_of(account, balancer) == {("in", 80, anywhere), ("in", 443, anywhere), ("out", 8080, services)}
    assert rules_of(account, services) == {
        ("in", 8080, balancer),
        ("in", 8080, services),
        ("out", 8080, services),
        ("out", 5432, database),
        ("out", 6379, cache),
        ("out", 443, anywhere),
    }
    assert rules_of(account, database) == {("in", 5432, services)}
    assert rules_of(account, cache) == {("in", 6379, services)}
    net.change(program({"natGatewayStrategy": "none"}, groups={"servicePorts": [8080, 9000]}))
    up = net.up().must()
    assert not up.replaced and not up.deleted
    assert rules_of(account, services) >= {("in", 9000, balancer), ("out", 9000, services)}
    net.destroy().must()
    assert account.leaks() == []


GROUP_TYPE = "utm:ec2:SecurityGroup"


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"cidrBlock": "10.0.0.0/28"}, "no room for 4 subnets"),
        ({"numberOfAvailabilityZones": 1}, "numberOfAvailabilityZones"),
        ({"availabilityZones": ["eu-central-1a", "eu-central-1q"]}, "eu-central-1q is no zone"),
        ({"publicSubnetCidrs": ["10.0.0.0/24", "10.0.0.0/25"]}, "overlaps publicSubnetCidrs[0]"),
        ({"natGateways": "single"}, "natGatewayStrategy"),
    ],
)
def test_mistakes_are_found_in_the_preview(stack, account, properties, words):
    net = stack(program(properties))
    account.forget_calls()
    preview = net.preview()
    assert not preview.ok and words in preview.text and "net" in preview.text.lower()
    assert {each["operation"] for each in account.calls()} <= {"DescribeAvailabilityZones", "GetCallerIdentity"}


def test_what_depends_on_the_component_starts_after_its_last_part(stack):
    late = {"type": "utm:ec2:Eip", "options": {"dependsOn": ["${net}"]}}
    net = stack(program())
    net.change({"resources": net.program["resources"] | {"late": late}})
    up = net.up().must()
    ends = [
        each["resOutputsEvent"]["metadata"]["urn"].rpartition("::")[2]
        for each in up.events
        if "resOutputsEvent" in each
    ]
    begins = [
        each["resourcePreEvent"]["metadata"]["urn"].rpartition("::")[2]
        for each in up.events
        if "resourcePreEvent" in each
    ]
    assert ends.index("late") > max(ends.index(name) for name in up.created if name.startswith("net-"))
    assert begins.index("late") == len(begins) - 1


def test_a_part_that_fails_ends_the_run_and_the_next_one_goes_on(stack, account):
    net = stack(program())
    account.fault(kind="refuse", operation="CreateNatGateway", status=400, code="NatGatewayLimitExceeded", times=1)
    first = net.up()
    assert not first.ok and "net-nat-a" in first.text
    second = net.up().must()
    assert "net-nat-a" in second.created and "net-vpc" in second.same
    net.destroy().must()
    assert account.leaks() == []


def test_options_of_the_component(stack):
    net = stack(program(options={"protect": True}))
    net.up().must()
    assert all(each["protect"] for each in net.resources().values())
    refused = net.destroy()
    assert not refused.ok and "protect" in refused.text
    net.change(program(options={"protect": False}))
    net.up().must()


def test_an_explicit_provider_reaches_the_parts(stack):
    mine = {"type": "pulumi:providers:utm", "properties": {"region": "eu-west-1"}}
    net = stack(program({"natGatewayStrategy": "none"}, options={"provider": "${mine}"}))
    net.change({"resources": {"mine": mine} | net.program["resources"], "outputs": net.program["outputs"]})
    net.up().must()
    assert net.outputs()["availabilityZones"] == ["eu-west-1a", "eu-west-1b"]
    providers = {each["provider"] for each in net.resources().values() if each["custom"]}
    assert len(providers) == 1 and "::mine::" in providers.pop()


def test_a_renamed_component_keeps_its_parts(stack):
    net = stack(program({"natGatewayStrategy": "none"}))
    net.up().must()
    net.change(
        {
            "resources": {
                "network": {
                    "type": NETWORK,
                    "properties": {"natGatewayStrategy": "none"},
                    "options": {"aliases": [f"urn:pulumi:test::project::{NETWORK}::net"]},
                }
            }
        }
    )
    up = net.up().must()
    assert not up.created and not up.deleted and not up.replaced
    assert "network-vpc" in net.resources()


@pytest.mark.parametrize("name", ["network", "network-three-zones"])
def test_the_example(stack, account, name):
    net = stack(ROOT / "examples" / name)
    preview = net.preview().must()
    up = net.up().must()
    assert preview.plan == up.plan
    assert net.up().unchanged
    assert net.refresh().unchanged
    outputs = net.outputs()
    assert all(value for key, value in outputs.items()), outputs
    assert len(set(itertools.chain(outputs["privateSubnetIds"]))) == (3 if "three" in name else 2)
    net.destroy().must()
    assert account.leaks() == []


def test_a_targeted_up_leaves_the_rest_out(stack):
    net = stack(program({"natGatewayStrategy": "none"}))
    up = net.up("--target", "**::net", "--target", "**net-vpc").must()
    assert up.created == {"net", "net-vpc"}
    up = net.up().must()
    assert "net-vpc" in up.same and "net-private-b-association" in up.created
