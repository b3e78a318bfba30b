"""EC2: ids that do not exist, networks, gateways, addresses, flow logs; the whole table of the service."""

import ipaddress
import re
from typing import Any

from utm_emulator.refusals import CODES, Check, Refusal, ec2_endpoints, ec2_groups, ec2_routes, ec2_tags
from utm_emulator.refusals.checks import more_than_one, network_of
from utm_emulator.refusals.lookup import (
    FIND,
    address_of,
    interfaces_in_subnet,
    public_addresses_in,
    subnet_of,
    vpc_has_more,
)

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


def _not_found(kind: str, code: str, text: str, *places: str, page: str = CODES) -> list[Refusal]:
    """Each place: operations, a colon, the member with the id."""
    rows = []
    for place in places:
        operations, member = place.split(":")
        rows.append(Refusal("ec2", operations, _missing(kind, member), code, text, page))
    return rows


# fmt: off
NOT_FOUND = [
    *_not_found("vpc", "InvalidVpcID.NotFound", "The vpc ID '{id}' does not exist",
                "DescribeVpcs:VpcIds", "CreateSubnet CreateRouteTable CreateSecurityGroup DeleteVpc ModifyVpcAttribute "
                "CreateEgressOnlyInternetGateway DescribeVpcAttribute AttachInternetGateway "
                "DetachInternetGateway:VpcId"),
    *_not_found("vpc", "InvalidVpcId.NotFound", "The Vpc Id {id} does not exist", "CreateVpcEndpoint:VpcId"),
    *_not_found("subnet", "InvalidSubnetID.NotFound", "The subnet ID '{id}' does not exist",
                "DescribeSubnets:SubnetIds", "CreateVpcEndpoint:SubnetIds", "ModifyVpcEndpoint:AddSubnetIds",
                "DeleteSubnet ModifySubnetAttribute CreateNatGateway AssociateRouteTable:SubnetId"),
    *_not_found("vpc block", "InvalidVpcCidrBlockAssociationID.NotFound",
                "The vpc CIDR block association ID '{id}' does not exist", "DisassociateVpcCidrBlock:AssociationId",
                page="?"),
    *_not_found("subnet block", "InvalidSubnetCidrBlockAssociationID.NotFound",
                "The subnet CIDR block association ID '{id}' does not exist",
                "DisassociateSubnetCidrBlock:AssociationId", page="?"),
    *_not_found("internet gateway", "InvalidInternetGatewayID.NotFound", "The internetGateway ID '{id}' does not exist",
                "DescribeInternetGateways:InternetGatewayIds",
                "AttachInternetGateway DetachInternetGateway DeleteInternetGateway:InternetGatewayId"),
    *_not_found("egress-only gateway", "InvalidGatewayID.NotFound", "The eigw ID '{id}' does not exist",
                "DeleteEgressOnlyInternetGateway:EgressOnlyInternetGatewayId"),
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


def bad_cidr(call: Any) -> bool:
    text = call.request.get("CidrBlock")
    return text is not None and (network_of(text) is None or "/" not in text)


def size_of_no_subnet(call: Any) -> bool:
    network = network_of(call.request.get("CidrBlock"))
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


NAT_FILTERS = re.compile(r"nat-gateway-id|state|subnet-id|vpc-id|tag-key|tag:.+")


def odd_nat_filter(call: Any) -> Any:
    names = [item.get("Name", "") for item in call.request.get("Filter") or []]
    return next(({"name": name} for name in names if not NAT_FILTERS.fullmatch(name)), None)


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
    Refusal("ec2", "DescribeNatGateways", odd_nat_filter, "InvalidParameterValue", "The filter '{name}' is invalid",
            "DescribeNatGateways"),
    Refusal("ec2", "CreateNatGateway", public_without_address, "MissingParameter",
            "The request must include the AllocationId parameter. Add the required parameter and retry the request.",
            CODES),
    Refusal("ec2", "CreateNatGateway", address_outside_subnet, "InvalidParameterValue",
            "Address {PrivateIpAddress} does not fall within the subnet's address range", CODES),
    Refusal("ec2", "CreateNatGateway", private_with_address, "InvalidParameter",
            "AllocationId is not supported for private NAT gateways.", "?"),
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

# What must be said before ids are looked at comes first.
TABLE = [
    *ec2_tags.TABLE,
    *ec2_routes.MEMBERS,
    *NOT_FOUND,
    *NETWORKS,
    *GATEWAYS,
    *ec2_routes.TABLE,
    *ec2_endpoints.TABLE,
    *FLOW_LOGS,
    *ec2_groups.TABLE,
]
