"""EC2: networks, groups, gateways, routes, endpoints, flow logs, tags."""

import ipaddress
import re
from typing import Any

from utm_emulator.mends.endpoints import kinds_of_service
from utm_emulator.refusals import Check, Refusal
from utm_emulator.refusals import ec2_groups as groups
from utm_emulator.refusals import ec2_tags as tags
from utm_emulator.refusals.lookup import (
    FIND,
    address_of,
    endpoints_in,
    interfaces_in_subnet,
    public_addresses_in,
    subnet_of,
    table_of,
    vpc_has_more,
)

CODES = "Error codes for the Amazon EC2 API"


# --- ids that do not exist -----------------------------------------------------------------------------------------


def _missing(kind: str, member: str) -> Check:
    """The first id in a member (text or list) that is none."""

    def check(call: Any) -> Any:
        value = call.request.get(member)
        for identity in [value] if isinstance(value, str) else value or []:
            if FIND[kind](call, identity) is None:
                return {"id": identity}
        return None

    return check


def _not_found(kind: str, code: str, text: str, *places: str) -> list[Refusal]:
    """Each place: operations, a colon, the member with the id."""
    rows = []
    for place in places:
        operations, member = place.split(":")
        rows.append(Refusal("ec2", operations, _missing(kind, member), code, text, CODES))
    return rows


# fmt: off
NOT_FOUND = [
    *_not_found("vpc", "InvalidVpcID.NotFound", "The vpc ID '{id}' does not exist",
                "DescribeVpcs:VpcIds", "CreateSubnet CreateRouteTable CreateSecurityGroup DeleteVpc ModifyVpcAttribute "
                "DescribeVpcAttribute AttachInternetGateway DetachInternetGateway:VpcId"),
    *_not_found("vpc", "InvalidVpcId.NotFound", "The Vpc Id {id} does not exist", "CreateVpcEndpoint:VpcId"),
    *_not_found("subnet", "InvalidSubnetID.NotFound", "The subnet ID '{id}' does not exist",
                "DescribeSubnets:SubnetIds", "CreateVpcEndpoint:SubnetIds", "ModifyVpcEndpoint:AddSubnetIds",
                "DeleteSubnet ModifySubnetAttribute CreateNatGateway AssociateRouteTable:SubnetId"),
    *_not_found("internet gateway", "InvalidInternetGatewayID.NotFound", "The internetGateway ID '{id}' does not exist",
                "DescribeInternetGateways:InternetGatewayIds",
                "AttachInternetGateway DetachInternetGateway DeleteInternetGateway:InternetGatewayId"),
    *_not_found("address", "InvalidAllocationID.NotFound", "The allocation ID '{id}' does not exist",
                "DescribeAddresses:AllocationIds", "ReleaseAddress CreateNatGateway AssociateAddress:AllocationId"),
    *_not_found("nat gateway", "NatGatewayNotFound", "NatGateway {id} was not found",
                "DescribeNatGateways:NatGatewayIds", "DeleteNatGateway:NatGatewayId"),
    *_not_found("living nat gateway", "InvalidNatGatewayID.NotFound", "The natGateway ID '{id}' does not exist",
                "CreateRoute ReplaceRoute:NatGatewayId"),
    *_not_found("route table", "InvalidRouteTableID.NotFound", "The routeTable ID '{id}' does not exist",
                "DescribeRouteTables:RouteTableIds", "ModifyVpcEndpoint:AddRouteTableIds",
                "DeleteRouteTable CreateRoute ReplaceRoute DeleteRoute AssociateRouteTable "
                "ReplaceRouteTableAssociation:RouteTableId"),
    *_not_found("route table", "InvalidRouteTableId.NotFound", "The routeTable ID '{id}' does not exist",
                "CreateVpcEndpoint:RouteTableIds"),
    *_not_found("association", "InvalidAssociationID.NotFound", "The association ID '{id}' does not exist",
                "DisassociateRouteTable ReplaceRouteTableAssociation:AssociationId"),
    *_not_found("group", "InvalidGroup.NotFound", "The security group '{id}' does not exist",
                "DescribeSecurityGroups:GroupIds", "CreateVpcEndpoint:SecurityGroupIds",
                "ModifyVpcEndpoint:AddSecurityGroupIds", "DeleteSecurityGroup AuthorizeSecurityGroupIngress "
                "AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress "
                "ModifySecurityGroupRules:GroupId"),
    *_not_found("group rule", "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '{id}' does not exist",
                "DescribeSecurityGroupRules:SecurityGroupRuleIds"),
    *_not_found("endpoint", "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '{id}' does not exist",
                "DescribeVpcEndpoints:VpcEndpointIds", "ModifyVpcEndpoint:VpcEndpointId"),
    *_not_found("interface", "InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '{id}' does not exist",
                "DescribeNetworkInterfaces:NetworkInterfaceIds"),
]
# fmt: on


# --- networks ------------------------------------------------------------------------------------------------------


def _cidr(text: str | None) -> ipaddress.IPv4Network | None:
    try:
        return ipaddress.IPv4Network(text or "", strict=False)
    except ValueError:
        return None


def bad_cidr(call: Any) -> bool:
    text = call.request.get("CidrBlock")
    return text is not None and (_cidr(text) is None or "/" not in text)


def size_of_no_subnet(call: Any) -> bool:
    network = _cidr(call.request.get("CidrBlock"))
    return network is not None and not 16 <= network.prefixlen <= 28


def zone_elsewhere(call: Any) -> Any:
    zone = call.request.get("AvailabilityZone")
    zones = [item.name for item in call.ec2.describe_availability_zones()]
    return zone is not None and zone not in zones and {"zones": ", ".join(zones)}


def zone_id_elsewhere(call: Any) -> Any:
    zone = call.request.get("AvailabilityZoneId")
    zones = [item.zone_id for item in call.ec2.describe_availability_zones()]
    return zone is not None and zone not in zones and {"zones": ", ".join(zones)}


def no_such_zone(call: Any) -> Any:
    zones = call.ec2.describe_availability_zones()
    there = {item.name for item in zones} | {item.zone_id for item in zones}
    asked = [*(call.request.get("ZoneNames") or []), *(call.request.get("ZoneIds") or [])]
    return next(({"zone": zone} for zone in asked if zone not in there), None)


def address_outside_subnet(call: Any) -> bool:
    address, subnet = call.request.get("PrivateIpAddress"), subnet_of(call, call.request["SubnetId"])
    return address is not None and ipaddress.ip_address(address) not in subnet.cidr


def more_than_one(*members: str) -> Check:
    return lambda call: sum(member in call.request for member in members) > 1


def subnet_in_use(call: Any) -> bool:
    return bool(interfaces_in_subnet(call, call.request["SubnetId"]))


def vpc_in_use(call: Any) -> bool:
    return vpc_has_more(call, call.request["VpcId"])


VPC_ATTRIBUTES = ("EnableDnsSupport", "EnableDnsHostnames", "EnableNetworkAddressUsageMetrics")
SUBNET_ATTRIBUTES = (
    "MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation", "MapCustomerOwnedIpOnLaunch", "EnableDns64",
    "PrivateDnsHostnameTypeOnLaunch", "EnableResourceNameDnsARecordOnLaunch",
    "EnableResourceNameDnsAAAARecordOnLaunch", "EnableLniAtDeviceIndex",
)  # fmt: skip

# fmt: off
NETWORKS = [
    Refusal("ec2", "CreateVpc CreateSubnet", bad_cidr, "InvalidParameterValue",
            "Value ({CidrBlock}) for parameter cidrBlock is invalid. This is not a valid CIDR block.", CODES),
    Refusal("ec2", "CreateVpc", size_of_no_subnet, "InvalidVpc.Range", "The CIDR '{CidrBlock}' is invalid.",
            "VPC CIDR blocks"),
    Refusal("ec2", "CreateSubnet", size_of_no_subnet, "InvalidSubnet.Range", "The CIDR '{CidrBlock}' is invalid.",
            "VPC CIDR blocks"),
    Refusal("ec2", "CreateSubnet", zone_elsewhere, "InvalidParameterValue",
            "Value ({AvailabilityZone}) for parameter availabilityZone is invalid. Subnets can currently only be "
            "created in the following availability zones: {zones}.", CODES),
    Refusal("ec2", "CreateSubnet", zone_id_elsewhere, "InvalidParameterValue",
            "Value ({AvailabilityZoneId}) for parameter availabilityZoneId is invalid. Subnets can currently only be "
            "created in the following availability zones: {zones}.", CODES),
    Refusal("ec2", "DescribeAvailabilityZones", no_such_zone, "InvalidParameterValue",
            "Invalid availability zone: [{zone}]", CODES),
    Refusal("ec2", "ModifyVpcAttribute", more_than_one(*VPC_ATTRIBUTES), "InvalidParameterCombination",
            "Fields for multiple attribute types specified", "ModifyVpcAttribute"),
    Refusal("ec2", "ModifySubnetAttribute", more_than_one(*SUBNET_ATTRIBUTES), "InvalidParameterCombination",
            "Fields for multiple attribute types specified", "ModifySubnetAttribute"),
    Refusal("ec2", "DeleteSubnet", subnet_in_use, "DependencyViolation",
            "The subnet '{SubnetId}' has dependencies and cannot be deleted.", CODES),
    Refusal("ec2", "DeleteVpc", vpc_in_use, "DependencyViolation",
            "The vpc '{VpcId}' has dependencies and cannot be deleted.", CODES),
]
# fmt: on


# --- internet gateways, addresses, NAT gateways --------------------------------------------------------------------


def attached_gateway(call: Any) -> bool:
    return FIND["internet gateway"](call, call.request["InternetGatewayId"]).vpc is not None


def gateway_attached_already(call: Any) -> Any:
    vpc = FIND["internet gateway"](call, call.request["InternetGatewayId"]).vpc
    return vpc is not None and {"attached": vpc.id}


def vpc_has_gateway(call: Any) -> bool:
    return any(item.vpc and item.vpc.id == call.request["VpcId"] for item in call.ec2.internet_gateways.values())


def gateway_elsewhere(call: Any) -> bool:
    vpc = FIND["internet gateway"](call, call.request["InternetGatewayId"]).vpc
    return vpc is None or vpc.id != call.request["VpcId"]


def has_public_addresses(call: Any) -> bool:
    return bool(public_addresses_in(call, call.request["VpcId"]))


def address_in_use(call: Any) -> Any:
    address = address_of(call, call.request.get("AllocationId"))
    return address is not None and address.association_id is not None and {"address": address.public_ip}


def public_without_address(call: Any) -> bool:
    return call.request.get("ConnectivityType", "public") == "public" and not call.request.get("AllocationId")


def private_with_address(call: Any) -> bool:
    return call.request.get("ConnectivityType") == "private" and bool(call.request.get("AllocationId"))


# fmt: off
GATEWAYS = [
    Refusal("ec2", "DeleteInternetGateway", attached_gateway, "DependencyViolation",
            "The internetGateway '{InternetGatewayId}' has dependencies and cannot be deleted.", CODES),
    Refusal("ec2", "AttachInternetGateway", gateway_attached_already, "Resource.AlreadyAssociated",
            "resource {InternetGatewayId} is already attached to network {attached}", CODES),
    Refusal("ec2", "AttachInternetGateway", vpc_has_gateway, "InvalidParameterValue",
            "Network {VpcId} already has an internet gateway attached", "?"),
    Refusal("ec2", "DetachInternetGateway", gateway_elsewhere, "Gateway.NotAttached",
            "resource {InternetGatewayId} is not attached to network {VpcId}", CODES),
    Refusal("ec2", "DetachInternetGateway", has_public_addresses, "DependencyViolation",
            "Network {VpcId} has some mapped public address(es). Please unmap those public address(es) before "
            "detaching the gateway.", CODES),
    Refusal("ec2", "ReleaseAddress", address_in_use, "InvalidIPAddress.InUse", "Address {address} is in use.", CODES),
    Refusal("ec2", "CreateNatGateway", public_without_address, "MissingParameter",
            "The request must include the AllocationId parameter. Add the required parameter and retry the request.",
            CODES),
    Refusal("ec2", "CreateNatGateway", address_outside_subnet, "InvalidParameterValue",
            "Address {PrivateIpAddress} does not fall within the subnet's address range", CODES),
    Refusal("ec2", "CreateNatGateway", private_with_address, "InvalidParameter",
            "AllocationId is not supported for private NAT gateways.", "?"),
]
# fmt: on


# --- route tables and routes ---------------------------------------------------------------------------------------

TARGETS = (
    "GatewayId", "NatGatewayId", "InstanceId", "NetworkInterfaceId", "EgressOnlyInternetGatewayId", "TransitGatewayId",
    "VpcPeeringConnectionId", "CarrierGatewayId", "VpcEndpointId", "LocalGatewayId", "CoreNetworkArn",
)  # fmt: skip
DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


def none_of(*members: str) -> Check:
    return lambda call: not any(call.request.get(member) for member in members)


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
    wanted = _cidr(call.request.get("DestinationCidrBlock"))
    vpc = call.ec2.vpcs[table_of(call, call.request["RouteTableId"]).vpc_id]
    own = [_cidr(item["cidr_block"]) for item in vpc.get_cidr_block_association_set(ipv6=False)]
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
ROUTE_MEMBERS = [
    Refusal("ec2", "CreateRoute ReplaceRoute", more_than_one(*TARGETS), "InvalidParameterCombination",
            "Only one route target may be specified", "CreateRoute"),
    Refusal("ec2", "CreateRoute", none_of(*TARGETS), "MissingParameter",
            "The request must contain exactly one route target", "CreateRoute"),
    Refusal("ec2", "CreateRoute ReplaceRoute DeleteRoute", none_of(*DESTINATIONS), "MissingParameter",
            "The request must contain the parameter destinationCidrBlock, destinationIpv6CidrBlock or "
            "destinationPrefixListId", "CreateRoute"),
]

ROUTES = [
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


# --- VPC endpoints -------------------------------------------------------------------------------------------------


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
ENDPOINTS = [
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


# --- flow logs -----------------------------------------------------------------------------------------------------


def group_and_destination(call: Any) -> bool:
    return bool(call.request.get("LogGroupName")) and bool(call.request.get("LogDestination"))


def odd_interval(call: Any) -> bool:
    return call.request.get("MaxAggregationInterval", 600) not in (60, 600)


# fmt: off
FLOW_LOGS = [
    Refusal("ec2", "CreateFlowLogs", group_and_destination, "InvalidParameter",
            "Please only provide LogGroupName or only provide LogDestination.", "CreateFlowLogs"),
    Refusal("ec2", "CreateFlowLogs", odd_interval, "InvalidParameter",
            "Invalid Flow Log Max Aggregation Interval", "CreateFlowLogs"),
]
# fmt: on

TABLE = [*tags.TABLE, *ROUTE_MEMBERS, *NOT_FOUND, *NETWORKS, *GATEWAYS, *ROUTES, *ENDPOINTS, *FLOW_LOGS, *groups.TABLE]
