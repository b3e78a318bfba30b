"""Functions, and what the errors of each say, through the real CLI."""

import pytest

from tests.support.emulator import REGION

VPC = {"type": "utm:ec2:Vpc", "properties": {"cidrBlock": "10.9.0.0/16", "tags": {"Name": "x"}}}


def invoke(function: str, **arguments) -> dict:
    return {"fn::invoke": {"function": f"utm:index:{function}", "arguments": arguments}}


def program(call: dict, **resources: dict) -> dict:
    return {"resources": resources, "variables": {"answer": call}, "outputs": {"answer": "${answer}"}}


def test_caller_identity_is_whose_key_it_is(stack, account):
    only = stack(program(invoke("getCallerIdentity")))
    only.up().must()
    identity = account.client("sts").get_caller_identity()
    wanted = {"accountId": account.id, "arn": identity["Arn"], "userId": identity["UserId"]}
    assert only.outputs()["answer"] == wanted


def test_availability_zones_are_sorted_and_can_be_left_out(stack, account):
    only = stack(program(invoke("getAvailabilityZones", state="available")))
    only.up().must()
    there = account.client("ec2").describe_availability_zones()["AvailabilityZones"]
    names = sorted(zone["ZoneName"] for zone in there)
    answer = only.outputs()["answer"]
    assert answer["names"] == names
    assert answer["zoneIds"] == [zone["ZoneId"] for zone in sorted(there, key=lambda zone: zone["ZoneName"])]
    only.change(program(invoke("getAvailabilityZones", excludeNames=[f"{REGION}a"])))
    only.up().must()
    assert only.outputs()["answer"]["names"] == [name for name in names if name != f"{REGION}a"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"id": "${main.id}"},
        {"tags": {"Name": "${main.tags.Name}"}},
        {"filters": [{"name": "cidr", "values": ["${main.cidrBlock}"]}]},
    ],
    ids=["id", "tags", "filters"],
)
def test_a_vpc_is_found(stack, arguments):
    only = stack(program(invoke("getVpc", **arguments), main=VPC))
    only.up().must()
    main, answer = only.resources()["main"], only.outputs()["answer"]
    assert answer["id"] == main["id"] and answer["default"] is False and answer["tags"] == {"Name": "x"}
    for name in ("arn", "cidrBlock", "mainRouteTableId", "ownerId", "enableDnsSupport"):
        assert answer[name] == main["outputs"][name]
    assert only.up().unchanged


def test_no_vpc_and_too_many_are_errors_that_say_so(stack, account):
    only = stack(program(invoke("getVpc", cidrBlock="10.77.0.0/16")))
    assert "no VPC in this account and region meets these conditions" in only.preview().text
    ec2 = account.client("ec2")
    made = [ec2.create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"] for _ in range(2)]
    assert "2 VPCs meet these conditions" in only.preview().text
    for each in made:
        ec2.delete_vpc(VpcId=each)


def test_a_wrong_argument_names_itself(stack, account):
    only = stack(program(invoke("getVpc", cidrBlock="10.77.0.1/16")))
    account.forget_calls()
    preview = only.preview()
    assert not preview.ok and "cidrBlock" in preview.text and "10.77.0.0/16" in preview.text
    assert account.calls() == []
