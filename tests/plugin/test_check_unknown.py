"""A rule that touches a value which is not known yet waits (K27): Check of such inputs finds nothing wrong."""

import pytest

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"  # the engine's sentinel for a text
SUBNET, TABLE, ROLE = "subnet-0123456789abcdef0", "rtb-0123456789abcdef0", "arn:aws:iam::123456789012:role/r"
NAT, ENDPOINT, FLOW_LOG = "utm:ec2:NatGateway", "utm:ec2:VpcEndpoint", "utm:ec2:FlowLog"
RULE = "utm:vpc:SecurityGroupIngressRule"
SERVICE = {"vpcId": UNKNOWN, "serviceName": "com.amazonaws.eu-central-1.s3"}
LOGGED = {"vpcId": UNKNOWN, "trafficType": "ALL", "logDestination": UNKNOWN}
GROUP = {"securityGroupId": UNKNOWN, "cidrIpv4": "10.0.0.0/8"}

# the same inputs with the kind unknown (nothing is wrong), and known to be one they do not fit
CASES = [
    (NAT, {"subnetId": SUBNET}, "connectivityType", "public"),
    (NAT, {"subnetId": SUBNET, "allocationId": UNKNOWN}, "connectivityType", "private"),
    (ENDPOINT, SERVICE | {"routeTableIds": [TABLE]}, "vpcEndpointType", "Interface"),
    (ENDPOINT, SERVICE | {"subnetIds": [SUBNET]}, "vpcEndpointType", "Gateway"),
    (FLOW_LOG, LOGGED | {"iamRoleArn": ROLE}, "logDestinationType", "s3"),
    (FLOW_LOG, LOGGED, "logDestinationType", "cloud-watch-logs"),
    (RULE, GROUP, "ipProtocol", "tcp"),
    (RULE, GROUP | {"fromPort": 1, "toPort": 2}, "ipProtocol", "-1"),
]


@pytest.mark.parametrize(("token", "inputs", "kind", "value"), CASES)
def test_a_rule_waits_for_the_kind(plugin, token, inputs, kind, value):
    plugin.configure({"region": "eu-central-1", "accessKey": "123456789012", "secretKey": "test"})
    assert [each.reason for each in plugin.check(token, "main", inputs | {kind: value}).failures]
    answer = plugin.check(token, "main", inputs | {kind: UNKNOWN})
    assert not answer.failures, answer.failures
