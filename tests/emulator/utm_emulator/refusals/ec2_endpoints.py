"""VPC endpoints."""

import re
from typing import Any

from utm_emulator.mends.endpoints import kinds_of_service
from utm_emulator.refusals import CODES, Refusal
from utm_emulator.refusals.lookup import FIND, endpoints_in, subnet_of, table_of


def _kind(call: Any) -> str:
    return call.request.get("VpcEndpointType") or "Gateway"


def no_such_service(call: Any) -> bool:
    return not kinds_of_service(call, call.request.get("ServiceName", ""))


def service_of_other_kind(call: Any) -> Any:
    kinds = kinds_of_service(call, call.request["ServiceName"])
    return _kind(call) not in kinds and {"kind": _kind(call), "kinds": ", ".join(kinds)}


def gateway_with_interface_members(call: Any) -> bool:
    members = ("SubnetIds", "SecurityGroupIds")
    return _kind(call) == "Gateway" and any(call.request.get(member) for member in members)


def interface_with_tables(call: Any) -> bool:
    return _kind(call) == "Interface" and bool(call.request.get("RouteTableIds"))


def two_subnets_in_a_zone(call: Any) -> bool:
    wanted = list(call.request.get("SubnetIds") or call.request.get("AddSubnetIds") or [])
    endpoint = call.ec2.vpc_end_points.get(call.request.get("VpcEndpointId"))
    if endpoint is not None:
        removed = call.request.get("RemoveSubnetIds") or []
        wanted += [item for item in endpoint.subnet_ids or [] if item not in removed]
    zones = [subnet_of(call, identity).availability_zone for identity in wanted]
    return len(zones) != len(set(zones))


def endpoint_part_of_other_vpc(call: Any) -> Any:
    endpoint = call.ec2.vpc_end_points.get(call.request.get("VpcEndpointId"))
    vpc = call.request.get("VpcId") or endpoint.vpc_id
    members = {"subnet": ("SubnetIds", "AddSubnetIds"), "group": ("SecurityGroupIds", "AddSecurityGroupIds"),
               "route table": ("RouteTableIds", "AddRouteTableIds")}  # fmt: skip
    for kind, names in members.items():
        for identity in [item for name in names for item in call.request.get(name) or []]:
            if FIND[kind](call, identity).vpc_id != vpc:
                return {"id": identity, "vpc": vpc}
    return None


def _wants_private_dns(call: Any) -> bool:
    endpoint = call.ec2.vpc_end_points.get(call.request.get("VpcEndpointId"))
    if endpoint is not None:
        return bool(call.request.get("PrivateDnsEnabled"))
    return _kind(call) == "Interface" and call.request.get("PrivateDnsEnabled", True)


def private_dns_without_attributes(call: Any) -> Any:
    endpoint = call.ec2.vpc_end_points.get(call.request.get("VpcEndpointId"))
    vpc = call.ec2.vpcs[call.request.get("VpcId") or endpoint.vpc_id]
    whole = vpc.enable_dns_support in (True, "true") and vpc.enable_dns_hostnames in (True, "true")
    return _wants_private_dns(call) and not whole and {"vpc": vpc.id}


def private_dns_twice(call: Any) -> Any:
    endpoint = call.ec2.vpc_end_points.get(call.request.get("VpcEndpointId"))
    service = call.request.get("ServiceName") or endpoint.service_name
    vpc = call.request.get("VpcId") or endpoint.vpc_id
    others = [item for item in endpoints_in(call, vpc) if item is not endpoint and item.service_name == service]
    taken = any(item.private_dns_enabled for item in others if item.vpc_endpoint_type == "Interface")
    return _wants_private_dns(call) and taken and {"vpc": vpc, "service": service}


def s3_private_dns_without_gateway(call: Any) -> bool:
    name = call.request["ServiceName"]
    inbound = (call.request.get("DnsOptions") or {}).get("PrivateDnsOnlyForInboundResolverEndpoint", True)
    gateways = [item for item in endpoints_in(call, call.request["VpcId"]) if item.vpc_endpoint_type == "Gateway"]
    there = any(item.service_name == name for item in gateways)
    return _wants_private_dns(call) and name.endswith(".s3") and inbound and not there


def table_has_endpoint_route(call: Any) -> Any:
    endpoint = call.ec2.vpc_end_points.get(call.request.get("VpcEndpointId"))
    service = call.request.get("ServiceName") or endpoint.service_name
    for identity in call.request.get("RouteTableIds") or call.request.get("AddRouteTableIds") or []:
        for route in table_of(call, identity).routes.values():
            listed = route.destination_prefix_list
            own = endpoint is not None and route.gateway is endpoint
            if listed is not None and listed.prefix_list_name == service and not own:
                return {"table": identity, "list": listed.id}
    return None


def bad_policy(call: Any) -> bool:
    text = call.request.get("PolicyDocument")
    return bool(text) and not re.match(r"\s*\{.*\}\s*$", text, re.DOTALL)


# fmt: off
TABLE = [
    Refusal("ec2", "CreateVpcEndpoint", no_such_service, "InvalidServiceName",
            "The Vpc Endpoint Service '{ServiceName}' does not exist", CODES),
    Refusal("ec2", "CreateVpcEndpoint", service_of_other_kind, "InvalidParameter",
            "Endpoint type ({kind}) does not match available service types ([{kinds}]).", "?"),
    Refusal("ec2", "CreateVpcEndpoint", gateway_with_interface_members, "InvalidParameter",
            "SubnetIds and SecurityGroupIds are only supported for Interface type endpoints.", "?"),
    Refusal("ec2", "CreateVpcEndpoint", interface_with_tables, "InvalidParameter",
            "RouteTableIds are only supported for Gateway type endpoints.", "?"),
    Refusal("ec2", "CreateVpcEndpoint ModifyVpcEndpoint", endpoint_part_of_other_vpc, "InvalidParameter",
            "{id} does not belong to the network {vpc}.", "?"),
    Refusal("ec2", "CreateVpcEndpoint ModifyVpcEndpoint", two_subnets_in_a_zone, "DuplicateSubnetsInSameZone",
            "Found another VPC endpoint subnet in the availability zone. Only one subnet per zone is allowed.", CODES),
    Refusal("ec2", "CreateVpcEndpoint ModifyVpcEndpoint", bad_policy, "InvalidPolicyDocument",
            "The policy document is not valid JSON.", "?"),
    Refusal("ec2", "CreateVpcEndpoint ModifyVpcEndpoint", private_dns_without_attributes, "InvalidParameter",
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for "
            "{vpc}", "DNS attributes for your VPC"),
    Refusal("ec2", "CreateVpcEndpoint ModifyVpcEndpoint", private_dns_twice, "InvalidParameter",
            "private-dns-enabled cannot be set because there is already a conflicting DNS domain for {service} in the "
            "VPC {vpc}", "hashicorp/terraform-provider-aws #37783"),
    Refusal("ec2", "CreateVpcEndpoint", s3_private_dns_without_gateway, "InvalidParameter",
            "PrivateDnsOnlyForInboundResolverEndpoint is only supported when a gateway endpoint for the service exists "
            "in the VPC.", "hashicorp/terraform-provider-aws #31117"),
    Refusal("ec2", "CreateVpcEndpoint ModifyVpcEndpoint", table_has_endpoint_route, "RouteAlreadyExists",
            "route table {table} already has a route with destination-prefix-list-id {list}", CODES),
]
# fmt: on
