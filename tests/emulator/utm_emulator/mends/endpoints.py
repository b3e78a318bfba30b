"""VPC endpoints: their routes, interfaces, states, and what can be changed in them.

Source: CreateVpcEndpoint, ModifyVpcEndpoint, DeleteVpcEndpoints in the Amazon EC2 API reference.
"""

import json
from typing import Any

from localstack.utils.patch import patch

from utm_emulator.accounts import ACCOUNTS
from utm_emulator.service import Call, Go, mend
from utm_emulator.states import after, walk

BOTH = ("Gateway", "Interface")


def kinds_of_service(call: Call, name: str) -> tuple[str, ...]:
    """Kinds of endpoint that a service of the region has; none for a name that is no service.

    By moto's list of names alone: to ask it for the services would load all of moto.
    """
    from moto.ec2.models.vpcs import AWS_ENDPOINT_SERVICES, COVERED_ENDPOINT_SERVICES

    short = name.removeprefix(f"com.amazonaws.{call.region}.")
    if short == name or short not in {*AWS_ENDPOINT_SERVICES, *COVERED_ENDPOINT_SERVICES}:
        return ()
    return BOTH if short in ("s3", "dynamodb") else ("Interface",)


def install() -> None:
    from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint

    @patch(VPCEndPoint.get_filter_value)
    def get_filter_value(fn, self, filter_name, method_name=None):
        """moto does not have the filter by id (DescribeVpcEndpoints)."""
        return self.id if filter_name == "vpc-endpoint-id" else fn(self, filter_name, method_name)

    @patch(VPCBackend.create_vpc_endpoint)
    def create_vpc_endpoint(fn, self, **kwargs):
        """Gateway is the default; an interface endpoint without groups wears the VPC's default group."""
        kind = kwargs["endpoint_type"] = kwargs.get("endpoint_type") or "Gateway"
        if kind != "Interface":
            kwargs["private_dns_enabled"] = False
            return fn(self, **kwargs)
        if not kwargs.get("security_group_ids"):
            kwargs["security_group_ids"] = [self.get_default_security_group(kwargs["vpc_id"]).id]
        endpoint = fn(self, **kwargs)
        for identity in endpoint.network_interface_ids:
            _dress_interface(self, endpoint, identity)
        account = ACCOUNTS.get(self.account_id)
        walk(endpoint, ("pending", account.knobs["endpoint_pending"]), ("available", None))
        return endpoint

    @patch(VPCBackend.delete_vpc_endpoints)
    def delete_vpc_endpoints(_fn, self, vpce_ids=None):
        for identity in vpce_ids or []:
            endpoint = self.vpc_end_points.get(identity)
            if endpoint is not None and endpoint.state != "deleting":
                _delete(self, endpoint)


def _dress_interface(ec2: Any, endpoint: Any, identity: str) -> None:
    from moto.ec2.utils import random_private_ip

    interface = ec2.enis[identity]
    address = random_private_ip(interface.subnet.cidr_block)
    interface.private_ip_address = address
    interface.private_ip_addresses = [{"Primary": True, "PrivateIpAddress": address}]
    interface.interface_type = "vpc_endpoint"
    interface.description = f"VPC Endpoint Interface {endpoint.id}"
    interface.requester_managed = True
    interface.status = "in-use"
    interface._group_set = [ec2.get_security_group_from_id(group) for group in endpoint.security_group_ids]


def _delete(ec2: Any, endpoint: Any) -> None:
    if endpoint.vpc_endpoint_type != "Interface":
        _set_routes(ec2, endpoint, remove=list(endpoint.route_table_ids))
        ec2.vpc_end_points.pop(endpoint.id)
        return
    account = ACCOUNTS.get(ec2.account_id)
    seconds = account.knobs["endpoint_deleting"]
    walk(endpoint, ("deleting", seconds), ("deleted", None))

    def bury() -> None:
        for identity in endpoint.network_interface_ids:
            ec2.enis.pop(identity, None)
        ec2.vpc_end_points.pop(endpoint.id, None)

    after(account, seconds, bury)


def _set_routes(ec2: Any, endpoint: Any, add: tuple | list = (), remove: tuple | list = ()) -> None:
    """A gateway endpoint is a route to a prefix list in each of its tables."""
    listed = endpoint.destination_prefix_list_id
    for identity in remove:
        table = ec2.route_tables.get(identity)
        routes = table.routes if table is not None else {}
        for key in [key for key, route in routes.items() if route.gateway is endpoint]:
            del routes[key]
    for identity in add:
        ec2.create_route(identity, None, gateway_id=endpoint.id, destination_prefix_list_id=listed)


@mend("ec2", "CreateVpcEndpoint")
def pending_at_first(_call: Call, go: Go) -> dict:
    answer = go()
    endpoint = answer["VpcEndpoint"]
    endpoint["State"] = "pending" if endpoint["VpcEndpointType"] == "Interface" else "available"
    return answer


@mend("ec2", "ModifyVpcEndpoint")
def modify(call: Call, _go: Go) -> dict:
    ec2, request = call.ec2, call.request
    endpoint = ec2.vpc_end_points[request["VpcEndpointId"]]
    tables = _changed(endpoint.route_table_ids, request, "RouteTableIds")
    _set_routes(
        ec2,
        endpoint,
        add=[item for item in tables if item not in endpoint.route_table_ids],
        remove=[item for item in endpoint.route_table_ids if item not in tables],
    )
    endpoint.route_table_ids = tables
    endpoint.security_group_ids = _changed(endpoint.security_group_ids, request, "SecurityGroupIds")
    _set_subnets(ec2, endpoint, _changed(endpoint.subnet_ids or [], request, "SubnetIds"))
    if request.get("ResetPolicy"):
        endpoint.policy_document = _default_policy(endpoint)
    if request.get("PolicyDocument"):
        endpoint.policy_document = request["PolicyDocument"]
    if "PrivateDnsEnabled" in request:
        endpoint.private_dns_enabled = request["PrivateDnsEnabled"]
    return {"Return": True}


def _changed(now: list[str], request: dict, member: str) -> list[str]:
    removed = request.get(f"Remove{member}") or []
    added = [item for item in request.get(f"Add{member}") or [] if item not in now]
    return [item for item in now if item not in removed] + added


def _default_policy(endpoint: Any) -> str:
    return json.dumps(type(endpoint).DEFAULT_POLICY)


def _set_subnets(ec2: Any, endpoint: Any, subnets: list[str]) -> None:
    """An interface in each subnet; those of subnets that were taken out go."""
    if endpoint.vpc_endpoint_type != "Interface":
        return
    now = {ec2.enis[identity].subnet.id: identity for identity in endpoint.network_interface_ids}
    for subnet in set(now) - set(subnets):
        ec2.enis.pop(now.pop(subnet))
    for subnet in [item for item in subnets if item not in now]:
        now[subnet] = ec2.create_network_interface(subnet, None).id
    endpoint.subnet_ids = subnets
    endpoint.network_interface_ids = list(now.values())
    for identity in endpoint.network_interface_ids:
        _dress_interface(ec2, endpoint, identity)


@mend("ec2", "DeleteVpcEndpoints")
def report_missing(call: Call, go: Go) -> dict:
    """What is not there is told inside a 200."""
    missing = [item for item in call.request["VpcEndpointIds"] if item not in call.ec2.vpc_end_points]
    go()
    return {"Unsuccessful": [_unsuccessful(identity) for identity in missing]}


def _unsuccessful(identity: str) -> dict:
    text = f"The Vpc Endpoint Id '{identity}' does not exist"
    return {"ResourceId": identity, "Error": {"Code": "InvalidVpcEndpointId.NotFound", "Message": text}}


@mend("ec2", "DescribeVpcEndpoints")
def whole_policy(call: Call, go: Go) -> dict:
    """The default policy comes without a version, one of the caller's as it was sent; LocalStack cuts both."""
    answer = go()
    for row in answer.get("VpcEndpoints", []):
        endpoint = call.ec2.vpc_end_points[row["VpcEndpointId"]]
        if endpoint.policy_document != _default_policy(endpoint):
            row["PolicyDocument"] = endpoint.policy_document
    return answer
