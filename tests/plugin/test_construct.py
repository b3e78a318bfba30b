"""Construct on the real binary: what it registers with the engine, and what it answers."""

import threading
import time

import grpc
import pytest
from pulumi.runtime.proto import alias_pb2, provider_pb2, resource_pb2

from tests.support.plugin import OUTPUT, SECRET, SIGNATURE, UNKNOWN, Engine, Plugin, details, plain, secret, struct, urn

NETWORK = "utm:index:Network"
GROUPS = "utm:index:SecurityGroups"
PROVIDER = "urn:pulumi:test::project::pulumi:providers:utm::mine::1234"


def output(*dependencies: str, **value) -> dict:
    """An output value; without `value=` it is not known yet."""
    return {SIGNATURE: OUTPUT, "dependencies": list(dependencies), "secret": False} | value


def construct(plugin: Plugin, token: str, inputs: dict, **more):
    request = provider_pb2.ConstructRequest(
        **(
            {
                "project": "project",
                "stack": "test",
                "type": token,
                "name": "net",
                "parent": urn("pulumi:pulumi:Stack", "project-test"),
                "monitorEndpoint": plugin.engine.address,
                "inputs": struct(inputs),
                "accepts_output_values": True,
            }
            | more
        )
    )
    return plugin.rpc.Construct(request, timeout=60)


def by_name(engine: Engine) -> dict[str, resource_pb2.RegisterResourceRequest]:
    assert len({(each.type, each.name) for each in engine.registered}) == len(engine.registered)
    return {each.name: each for each in engine.registered}


def inner(value):
    """What an output value holds."""
    return value["value"] if isinstance(value, dict) and value.get(SIGNATURE) == OUTPUT else value


@pytest.fixture
def engine():
    with Engine() as engine:
        yield engine


@pytest.fixture
def ready(engine, account):
    """A configured plugin in an account of the local AWS."""
    with Plugin(engine=engine, environment=account.environment()) as plugin:
        plugin.handshake()
        plugin.configure({})
        yield plugin


def test_a_network_registers_its_parts_below_itself(ready, engine):
    answer = construct(ready, NETWORK, {"cidrBlock": "10.2.0.0/16"})
    seen = by_name(engine)
    component = seen.pop("net")
    assert answer.urn == urn(NETWORK, "net")
    assert not component.custom and not component.remote
    assert component.parent == urn("pulumi:pulumi:Stack", "project-test")
    assert plain(component.object) == {"cidrBlock": "10.2.0.0/16"}
    assert len(seen) == 18
    for each in seen.values():
        assert each.custom and each.parent == answer.urn and each.name.startswith("net-")
        assert each.acceptSecrets and each.acceptResources and each.supportsPartialValues
        assert each.supportsResultReporting and each.aliasSpecs
        assert set(each.propertyDependencies) >= set(plain(each.object)), each.name
        named = {one for values in each.propertyDependencies.values() for one in values.urns}
        assert named <= set(each.dependencies)
    assert plain(seen["net-public-a"].object)["cidrBlock"] == "10.2.0.0/20"
    assert seen["net-public-a"].propertyDependencies["vpcId"].urns == [urn("utm:ec2:Vpc", "net-vpc")]
    assert seen["net-public-a"].propertyDependencies["cidrBlock"].urns == []
    assert urn("utm:ec2:Route", "net-public-internet") in seen["net-nat-a"].dependencies


def test_the_answer_says_what_each_output_depends_on(ready, engine):
    answer = construct(ready, NETWORK, {})
    state = plain(answer.state)
    assert state["vpcId"] == output(urn("utm:ec2:Vpc", "net-vpc"), value="net-vpc-id")
    assert inner(state["publicSubnetIds"][1]) == "net-public-b-id"
    assert urn("utm:ec2:Route", "net-private-b-nat") in state["privateSubnetIds"][1]["dependencies"]
    assert state["availabilityZones"] == ["eu-central-1a", "eu-central-1b"]
    assert engine.outputs[answer.urn]["vpcId"] == "net-vpc-id"
    assert not answer.stateDependencies


def test_a_caller_without_output_values_gets_plain_ones_and_a_list(ready):
    answer = construct(ready, NETWORK, {}, accepts_output_values=False)
    assert plain(answer.state)["vpcId"] == "net-vpc-id"
    assert answer.stateDependencies["vpcId"].urns == [urn("utm:ec2:Vpc", "net-vpc")]
    assert answer.stateDependencies["availabilityZones"].urns == []


def test_a_preview_knows_what_can_be_known(ready, engine):
    def nothing_is_there_yet(request):
        return resource_pb2.RegisterResourceResponse(urn=urn(request.type, request.name), object=request.object)

    engine.register = nothing_is_there_yet
    state = plain(
        construct(ready, NETWORK, {"tags": {"owner": output("urn:pulumi:t::p::a:b:C::x")}}, dryRun=True).state
    )
    assert len(engine.registered) == 19
    vpc = by_name(engine)["net-vpc"]
    assert plain(vpc.object)["tags"] == {"owner": UNKNOWN, "Name": "net-vpc"}
    assert vpc.propertyDependencies["tags"].urns == ["urn:pulumi:t::p::a:b:C::x"]
    assert plain(by_name(engine)["net-public-a"].object)["vpcId"] == UNKNOWN
    assert state["vpcId"] == output(urn("utm:ec2:Vpc", "net-vpc"))
    assert inner(state["vpcCidrBlock"]) == "10.0.0.0/16"


def test_what_waits_for_nothing_goes_side_by_side(ready, engine):
    subnets = threading.Barrier(4, timeout=30)

    def four_at_once(request):
        if request.type == "utm:ec2:Subnet":
            subnets.wait()

    engine.register = four_at_once
    construct(ready, NETWORK, {})
    assert not subnets.broken


def test_a_child_that_fails_ends_it_at_once(ready, engine):
    def no_more_addresses(request):
        if request.type == "utm:ec2:Eip":
            return resource_pb2.RegisterResourceResponse(urn=urn(request.type, request.name), result=resource_pb2.FAIL)
        return None

    engine.register = no_more_addresses
    begun = time.monotonic()
    with pytest.raises(grpc.RpcError) as failed:
        construct(ready, NETWORK, {})
    assert time.monotonic() - begun < 5
    assert "utm:ec2:Eip net-nat-a-address" in failed.value.details()
    assert "net-nat-a" not in by_name(engine)
    assert not engine.outputs


def test_cancel_ends_it_at_once(ready, engine):
    arrived, released = threading.Event(), threading.Event()

    def slow(request):
        if request.type == "utm:ec2:Vpc":
            arrived.set()
            released.wait(30)

    def cancel():
        arrived.wait(30)
        ready.cancel()

    engine.register = slow
    thread = threading.Thread(target=cancel)
    thread.start()
    begun = time.monotonic()
    with pytest.raises(grpc.RpcError) as failed:
        construct(ready, NETWORK, {})
    assert time.monotonic() - begun < 5
    released.set()
    thread.join()
    assert failed.value.code() in (grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN)
    assert "net-public-a" not in by_name(engine)


def test_an_engine_that_went_away_ends_it(ready):
    with pytest.raises(grpc.RpcError) as failed:
        construct(ready, NETWORK, {}, monitorEndpoint="127.0.0.1:1")
    assert "utm:index:Network net" in failed.value.details()


@pytest.mark.parametrize(
    ("token", "inputs", "property_", "words"),
    [
        (NETWORK, {"cidrBlok": "10.0.0.0/16"}, "cidrBlok", 'did you mean "cidrBlock"'),
        (NETWORK, {"cidrBlock": "10.0.0.1/16"}, "cidrBlock", "10.0.0.0/16"),
        (NETWORK, {"cidrBlock": "10.0.0.0/8"}, "cidrBlock", "/16"),
        (NETWORK, {"cidrBlock": "10.0.0.0/28"}, "cidrBlock", "no room for 4 subnets"),
        (NETWORK, {"natGatewayStrategy": "two"}, "natGatewayStrategy", "perZone"),
        (NETWORK, {"numberOfAvailabilityZones": 1}, "numberOfAvailabilityZones", "2"),
        (NETWORK, {"availabilityZones": ["eu-central-1a"]}, "availabilityZones", "2"),
        (NETWORK, {"availabilityZones": ["eu-central-1a", "eu-central-1x"]}, "availabilityZones", "eu-central-1x"),
        (NETWORK, {"publicSubnetCidrs": ["10.0.0.0/24", "10.0.0.0/25"]}, "publicSubnetCidrs", "overlaps"),
        (NETWORK, {"publicSubnetCidrs": ["10.0.0.0/24", "10.9.0.0/24"]}, "publicSubnetCidrs", "not inside"),
        (NETWORK, {"existing": {"vpcId": "vpc-0", "privateSubnetIds": ["subnet-0"]}}, "existing", "no VPC vpc-0"),
        (GROUPS, {}, "", 'missing required property "vpcId"'),
        (GROUPS, {"vpcId": "vpc-0", "databasePort": 70000}, "databasePort", "65535"),
    ],
)
def test_wrong_inputs_are_named_before_anything_is_registered(ready, engine, token, inputs, property_, words):
    with pytest.raises(grpc.RpcError) as failed:
        construct(ready, token, inputs)
    assert failed.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    (detail,) = details(failed.value)
    said = [(each.property_path, each.reason) for each in detail.errors] + [("", failed.value.details())]
    assert any(path == property_ and words in reason for path, reason in said), said
    assert not engine.registered


def test_a_secret_stays_one(ready, engine):
    answer = construct(ready, NETWORK, {"tags": {"who": secret("m4rker")}}, additionalSecretOutputs=["vpcId", "noSuch"])
    tags = plain(by_name(engine)["net-vpc"].object)["tags"]
    assert tags["who"] == {SIGNATURE: SECRET, "value": "m4rker"}
    assert plain(answer.state)["vpcId"]["secret"] is True
    assert engine.outputs[answer.urn]["vpcId"] == {SIGNATURE: SECRET, "value": "net-vpc-id"}


def test_options_of_the_user_reach_component_and_parts(ready, engine):
    before = "urn:pulumi:test::project::a:b:C::before"
    construct(
        ready,
        GROUPS,
        {"vpcId": "vpc-0"},
        providers={"utm": PROVIDER, "aws": "urn:pulumi:test::project::pulumi:providers:aws::x::1"},
        aliases=[alias_pb2.Alias(spec=alias_pb2.Alias.Spec(name="old"))],
        protect=True,
        retainOnDelete=True,
        deletedWith=before,
        replace_with=[before],
        ignoreChanges=["tags"],
        replaceOnChanges=["vpcId"],
        deleteBeforeReplace=False,
        dependencies=[before],
        customTimeouts=provider_pb2.ConstructRequest.CustomTimeouts(create="5m", delete="90s"),
        stack_trace_handle="trace",
        resource_hooks=provider_pb2.ConstructRequest.ResourceHooksBinding(after_create=["hook"]),
    )
    seen = by_name(engine)
    component = seen.pop("net")
    assert component.aliases[0].spec.name == "old"
    assert component.protect and component.retainOnDelete and component.deletedWith == before
    assert component.replace_with == [before]
    assert component.ignoreChanges == ["tags"] and component.replaceOnChanges == ["vpcId"]
    assert component.hooks.after_create == ["hook"]
    for each in (component, *seen.values()):
        assert before in each.dependencies
        assert each.provider == PROVIDER and set(each.providers) == {"utm", "aws"}
        assert each.customTimeouts.create == "5m" and each.customTimeouts.delete == "90s"
        assert each.deleteBeforeReplaceDefined and not each.deleteBeforeReplace
        assert each.parentStackTraceHandle == "trace"
    for each in seen.values():  # what the engine hands down by itself is left to it
        assert not each.HasField("protect") and not each.HasField("retainOnDelete")
        assert not each.ignoreChanges and not each.replaceOnChanges and not each.aliases


def test_dependencies_of_inputs_come_both_ways(ready, engine):
    first, second = (f"urn:pulumi:test::project::a:b:C::{name}" for name in ("first", "second"))
    construct(
        ready,
        GROUPS,
        {"vpcId": output(first, value="vpc-0")},
        inputDependencies={"vpcId": provider_pb2.ConstructRequest.PropertyDependencies(urns=[first, second])},
    )
    assert set(by_name(engine)["net-cache"].propertyDependencies["vpcId"].urns) == {first, second}
    assert plain(by_name(engine)["net-cache"].object)["vpcId"] == "vpc-0"


def test_an_existing_vpc_is_looked_up_and_nothing_is_made(ready, engine, account):
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.5.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.5.{i}.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
        for i, zone in enumerate(("eu-central-1b", "eu-central-1c"))
    ]
    state = plain(construct(ready, NETWORK, {"existing": {"vpcId": vpc, "privateSubnetIds": subnets}}).state)
    assert [each.name for each in engine.registered] == ["net"]
    assert state["vpcCidrBlock"] == "10.5.0.0/16"
    assert state["privateSubnetIds"] == subnets and state["publicSubnetIds"] == []
    assert state["availabilityZones"] == ["eu-central-1b", "eu-central-1c"]
    default = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
    with pytest.raises(grpc.RpcError) as failed:
        construct(ready, NETWORK, {"existing": {"vpcId": default, "privateSubnetIds": subnets}})
    assert f"{subnets[0]} belongs to {vpc}" in details(failed.value)[0].errors[0].reason


def test_twenty_at_once(ready, engine):
    """The engine does not limit Construct; each waits for registrations in this same process."""
    answers = {}

    def one(number: int) -> None:
        answers[number] = construct(ready, GROUPS, {"vpcId": "vpc-0", "servicePorts": [8080]}, name=f"g{number}")

    threads = [threading.Thread(target=one, args=(number,)) for number in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(answers) == 20
    assert len(engine.registered) == 20 * (1 + 4 + 11)


def test_without_a_configuration_or_a_known_type(engine):
    with Plugin(engine=engine) as plugin:
        plugin.handshake()
        with pytest.raises(grpc.RpcError) as failed:
            construct(plugin, NETWORK, {})
        assert "not configured" in failed.value.details()
        with pytest.raises(grpc.RpcError) as failed:
            construct(plugin, "utm:ec2:Vpc", {})
        assert "no component" in failed.value.details()
