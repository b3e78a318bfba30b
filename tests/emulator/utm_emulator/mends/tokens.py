"""Client tokens: the same token again gives the same object, perhaps further on; with other parameters it is refused.

Source: "Ensuring idempotency in Amazon EC2 API requests", and the model's ClientToken of each call.
"""

import json
from typing import Any

from localstack.aws.api import ServiceException

from utm_emulator.errors import aws_error
from utm_emulator.service import Call, Go, mend

# creating call → member of its answer, where the id is, and the call that shows the object now: (call, member, list)
REPEATED = {
    "CreateNatGateway": ("NatGateway", "NatGatewayId", ("DescribeNatGateways", "NatGatewayIds", "NatGateways")),
    "CreateEgressOnlyInternetGateway": (
        "EgressOnlyInternetGateway",
        "EgressOnlyInternetGatewayId",
        ("DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGatewayIds", "EgressOnlyInternetGateways"),
    ),
    "CreateRouteTable": ("RouteTable", "RouteTableId", ("DescribeRouteTables", "RouteTableIds", "RouteTables")),
    "CreateVpcEndpoint": ("VpcEndpoint", "VpcEndpointId", ("DescribeVpcEndpoints", "VpcEndpointIds", "VpcEndpoints")),
    "CreateFlowLogs": None,  # answers only ids
}


@mend("ec2", *REPEATED, outermost=True)
def repeat_or_remember(call: Call, go: Go) -> Any:
    token = call.request.get("ClientToken")
    if not token:
        return go()
    key = (call.region, call.operation, token)
    asked = json.dumps(call.request, sort_keys=True, default=str)
    if key in call.account.tokens:
        first, answer = call.account.tokens[key]
        if first != asked:
            raise aws_error("IdempotentParameterMismatch", _MISMATCH)
        return _now(call, answer)
    answer = go()
    call.account.tokens[key] = (asked, answer)
    return answer


_MISMATCH = "The client token you have provided is already in use by a request with different parameters."


def _now(call: Call, answer: dict) -> dict:
    rule = REPEATED[call.operation]
    if rule is None:
        return answer
    member, identity, (operation, ids, listed) = rule
    try:
        found = call.ask(operation, **{ids: [answer[member][identity]]})[listed]
    except ServiceException:  # it is gone by now
        found = []
    return answer | ({member: found[0]} if found else {})
