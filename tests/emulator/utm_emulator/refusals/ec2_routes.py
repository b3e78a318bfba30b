"""Route tables, their associations, routes."""

from typing import Any

from utm_emulator.refusals import CODES, Refusal
from utm_emulator.refusals.checks import more_than_one, network_of, none_of
from utm_emulator.refusals.lookup import subnet_of, table_of

TARGETS = (
    "GatewayId", "NatGatewayId", "InstanceId", "NetworkInterfaceId", "EgressOnlyInternetGatewayId", "TransitGatewayId",
    "VpcPeeringConnectionId", "CarrierGatewayId", "VpcEndpointId", "LocalGatewayId", "CoreNetworkArn",
)  # fmt: skip
DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


def subnet_associated(call: Any) -> bool:
    subnet = call.request.get("SubnetId")
    tables = call.ec2.route_tables.values()
    return bool(subnet) and any(subnet in table.associations.values() for table in tables)


def table_of_other_vpc(call: Any) -> bool:
    subnet = call.request.get("SubnetId")
    return bool(subnet) and subnet_of(call, subnet).vpc_id != table_of(call, call.request["RouteTableId"]).vpc_id


def association_to_other_vpc(call: Any) -> bool:
    association = call.request["AssociationId"]
    old = next(table for table in call.ec2.route_tables.values() if association in table.all_associations_ids)
    return old.vpc_id != table_of(call, call.request["RouteTableId"]).vpc_id


def main_association(call: Any) -> bool:
    association = call.request["AssociationId"]
    return any(association == table.main_association_id for table in call.ec2.route_tables.values())


def table_in_use(call: Any) -> bool:
    table = table_of(call, call.request["RouteTableId"])
    return bool(table.associations) or table.main_association_id is not None


def gateway_missing(call: Any) -> Any:
    identity = call.request.get("GatewayId") or ""
    return identity.startswith("igw-") and identity not in call.ec2.internet_gateways and {"id": identity}


def target_of_other_vpc(call: Any) -> Any:
    vpc = table_of(call, call.request["RouteTableId"]).vpc_id
    gateway = call.ec2.internet_gateways.get(call.request.get("GatewayId"))
    if gateway is not None and (gateway.vpc is None or gateway.vpc.id != vpc):
        return {"target": f"network gateway {gateway.id}"}
    nat = call.ec2.nat_gateways.get(call.request.get("NatGatewayId"))
    return nat is not None and nat.vpc_id != vpc and {"target": f"NAT gateway {nat.id}"}


def _destinations(route: Any) -> set[str]:
    listed = route.destination_prefix_list
    parts = {route.destination_cidr_block, route.destination_ipv6_cidr_block, listed.id if listed is not None else None}
    return parts - {None}


def _wanted(call: Any) -> str:
    return next(call.request[member] for member in DESTINATIONS if call.request.get(member))


def destination_taken(call: Any) -> Any:
    table = table_of(call, call.request["RouteTableId"])
    taken = any(_wanted(call) in _destinations(route) for route in table.routes.values() if not route.local)
    return taken and {"destination": _wanted(call)}


def destination_inside_vpc(call: Any) -> bool:
    wanted = network_of(call.request.get("DestinationCidrBlock"))
    vpc = call.ec2.vpcs[table_of(call, call.request["RouteTableId"]).vpc_id]
    own = [network_of(item["cidr_block"]) for item in vpc.get_cidr_block_association_set(ipv6=False)]
    return wanted is not None and any(wanted.subnet_of(block) for block in own if block is not None)


def local_route(call: Any) -> Any:
    table = table_of(call, call.request["RouteTableId"])
    local = any(_wanted(call) in _destinations(route) for route in table.routes.values() if route.local)
    return local and {"destination": _wanted(call)}


def endpoint_route(call: Any) -> Any:
    table = table_of(call, call.request["RouteTableId"])
    routes = [route for route in table.routes.values() if getattr(route.gateway, "id", "").startswith("vpce-")]
    return any(_wanted(call) in _destinations(route) for route in routes) and {"destination": _wanted(call)}


def route_missing(call: Any) -> Any:
    table = table_of(call, call.request["RouteTableId"])
    there = any(_wanted(call) in _destinations(route) for route in table.routes.values())
    return not there and {"destination": _wanted(call)}


# fmt: off
MEMBERS = [
    Refusal("ec2", "CreateRoute ReplaceRoute", more_than_one(*TARGETS), "InvalidParameterCombination",
            "Only one route target may be specified", "CreateRoute"),
    Refusal("ec2", "CreateRoute", none_of(*TARGETS), "MissingParameter",
            "The request must contain exactly one route target", "CreateRoute"),
    Refusal("ec2", "CreateRoute ReplaceRoute DeleteRoute", none_of(*DESTINATIONS), "MissingParameter",
            "The request must contain the parameter destinationCidrBlock, destinationIpv6CidrBlock or "
            "destinationPrefixListId", "CreateRoute"),
]

TABLE = [
    Refusal("ec2", "AssociateRouteTable", table_of_other_vpc, "InvalidParameterValue",
            "Route table {RouteTableId} and subnet {SubnetId} belong to different networks", "?"),
    Refusal("ec2", "AssociateRouteTable", subnet_associated, "Resource.AlreadyAssociated",
            "the specified association for route table {RouteTableId} conflicts with an existing association", CODES),
    Refusal("ec2", "ReplaceRouteTableAssociation", association_to_other_vpc, "InvalidParameterValue",
            "Route table {RouteTableId} belongs to a different network", "?"),
    Refusal("ec2", "DisassociateRouteTable", main_association, "InvalidParameterValue",
            "cannot disassociate the main route table association {AssociationId}", "?"),
    Refusal("ec2", "DeleteRouteTable", table_in_use, "DependencyViolation",
            "The routeTable '{RouteTableId}' has dependencies and cannot be deleted.", CODES),
    Refusal("ec2", "CreateRoute ReplaceRoute", gateway_missing, "InvalidInternetGatewayID.NotFound",
            "The internetGateway ID '{id}' does not exist", CODES),
    Refusal("ec2", "CreateRoute ReplaceRoute", target_of_other_vpc, "InvalidParameterValue",
            "route table {RouteTableId} and {target} belong to different networks", CODES),
    Refusal("ec2", "CreateRoute", destination_taken, "RouteAlreadyExists",
            "The route identified by {destination} already exists.", CODES),
    Refusal("ec2", "CreateRoute", destination_inside_vpc, "InvalidParameterValue",
            "The destination CIDR block {DestinationCidrBlock} is equal to or more specific than one of this VPC's "
            "CIDR blocks. This route can target only an interface or an instance.", "?"),
    Refusal("ec2", "ReplaceRoute", route_missing, "InvalidParameterValue",
            "There is no route defined for '{destination}' in the route table. Use CreateRoute instead.", CODES),
    Refusal("ec2", "DeleteRoute", route_missing, "InvalidRoute.NotFound",
            "no route with destination-cidr-block {destination} in route table {RouteTableId}", CODES),
    Refusal("ec2", "DeleteRoute", local_route, "InvalidParameterValue",
            "cannot remove local route {destination} in route table {RouteTableId}", "?"),
    Refusal("ec2", "DeleteRoute", endpoint_route, "InvalidParameterValue",
            "cannot remove VPC endpoint route {destination} in route table {RouteTableId}", "?"),
]
# fmt: on
