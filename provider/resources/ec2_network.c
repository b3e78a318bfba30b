/* VPC, subnets, gateways, addresses, route tables. */
#include <string.h>

#include "resources/ec2.h"
#include "resources/tables.h"

// clang-format off

const struct again ec2_in_use[] = {
    { "DependencyViolation",    NULL, 0 },
    { "InvalidIPAddress.InUse", NULL, 0 },
    { NULL }
};

/* ---- Vpc ---- */

static const struct field vpc_fields[] = {
    { "cidrBlock",                   "CidrBlock",                    SAME },
    { "instanceTenancy",             "InstanceTenancy",              SAME },
    { "enableDnsSupport",            "EnableDnsSupport.Value"             },
    { "enableDnsHostnames",          "EnableDnsHostnames.Value"           },
    { "assignGeneratedIpv6CidrBlock", NULL,                          "AmazonProvidedIpv6CidrBlock" },
    { "ownerId",                     "OwnerId"                            },
    { "dhcpOptionsId",               "DhcpOptionsId"                      },
    { "defaultSecurityGroupId",      "DefaultSecurityGroupId"             },
    { "defaultRouteTableId",         "MainRouteTableId"                   },
    { "mainRouteTableId",            "MainRouteTableId"                   },
    { "defaultNetworkAclId",         "DefaultNetworkAclId"                },
    { "ipv6CidrBlock",               NULL, .follows = "assignGeneratedIpv6CidrBlock" },
    { "ipv6AssociationId",           NULL, .follows = "assignGeneratedIpv6CidrBlock" },
    { "arn",                         .compute = EC2_ARN("vpc")            },
    { NULL }
};

#define OF_VPC { "vpc-id=$id", "VpcId=$id" }

static const struct more vpc_more[] = {
    { "DescribeVpcAttribute",   "VpcId=$id Attribute='enableDnsSupport'",   "EnableDnsSupport",   "EnableDnsSupport" },
    { "DescribeVpcAttribute",   "VpcId=$id Attribute='enableDnsHostnames'", "EnableDnsHostnames", "EnableDnsHostnames" },
    { "DescribeSecurityGroups", "Filters[0].Name='group-name' Filters[0].Values[0]='default'",      "SecurityGroups[0].GroupId",   "DefaultSecurityGroupId", .batch = OF_VPC },
    { "DescribeRouteTables",    "Filters[0].Name='association.main' Filters[0].Values[0]='true'",   "RouteTables[0].RouteTableId", "MainRouteTableId",       .batch = OF_VPC },
    { "DescribeNetworkAcls",    "Filters[0].Name='default' Filters[0].Values[0]='true'",            "NetworkAcls[0].NetworkAclId", "DefaultNetworkAclId",    .batch = OF_VPC },
    { NULL }
};

static const struct step vpc_steps[] = {
    { "enableDnsSupport",             { "ModifyVpcAttribute", "VpcId=$id EnableDnsSupport.Value=enableDnsSupport" }, .fresh = "true" },
    { "enableDnsHostnames",           { "ModifyVpcAttribute", "VpcId=$id EnableDnsHostnames.Value=enableDnsHostnames" }, .fresh = "false" },
    { "instanceTenancy",              { "ModifyVpcTenancy", "VpcId=$id InstanceTenancy=instanceTenancy" }, .at = AT_UPDATE },
    { "assignGeneratedIpv6CidrBlock", { "AssociateVpcCidrBlock", "VpcId=$id AmazonProvidedIpv6CidrBlock=true" }, .at = AT_UPDATE, .is = "true" },
    { "assignGeneratedIpv6CidrBlock", { "DisassociateVpcCidrBlock", "AssociationId=<ipv6AssociationId", .ignore = "InvalidVpcCidrBlockAssociationID.NotFound" },
                                      .at = AT_UPDATE, .is = "false", .before = "ipv6AssociationId" },
    { NULL }
};

// clang-format on

/* The IPv6 block that AWS gave, among those that come and go. */
static void vpc_ipv6(json_t *outputs, const json_t *item) {
    const json_t *blocks = json_object_get(item, "Ipv6CidrBlockAssociationSet");
    bool assigned = false;
    for (size_t i = 0; i < json_array_size(blocks) && !assigned; i++) {
        json_t *block = json_array_get(blocks, i);
        const char *state = json_string_value(json_at(block, "Ipv6CidrBlockState.State"));
        assigned = state && words_have("associated associating", state);
        if (assigned) {
            json_object_set(outputs, "ipv6CidrBlock", json_object_get(block, "Ipv6CidrBlock"));
            json_object_set(outputs, "ipv6AssociationId", json_object_get(block, "AssociationId"));
        }
    }
    json_object_set_new(outputs, "assignGeneratedIpv6CidrBlock", json_boolean(assigned));
}

// clang-format off

const struct resource_table ec2_vpc = {
    .token    = "utm:ec2:Vpc",
    .service  = "ec2",
    .title    = "VPC",
    .create   = { "CreateVpc" },
    .id       = "Vpc.VpcId",
    .read     = { "DescribeVpcs", "VpcIds[0]=$id" },
    .item     = "Vpcs[0]",
    .batch    = { "vpc-id=$id", "VpcId=$id", .near = "state='available'" },
    .remove   = { { "DeleteVpc", "VpcId=$id", .again = ec2_in_use } },
    .list     = { "DescribeVpcs", NULL, "Vpcs", "VpcId" },
    .fields   = vpc_fields,
    .more     = vpc_more,
    .steps    = vpc_steps,
    .tagging  = &ec2_tagging,
    .tag_type = "vpc",
    .gone     = "InvalidVpcID.NotFound",
    .state    = "State",
    .ready    = "available",
    .holder   = "vpc-id",
    .after_read = vpc_ipv6,
};

/* ---- Subnet ---- */

static const struct field subnet_fields[] = {
    { "vpcId",                                "VpcId",                       SAME },
    { "cidrBlock",                            "CidrBlock",                   SAME },
    { "availabilityZone",                     "AvailabilityZone",            SAME },
    { "availabilityZoneId",                   "AvailabilityZoneId",          SAME },
    { "mapPublicIpOnLaunch",                  "MapPublicIpOnLaunch",         .none = "false" },
    { "ipv6CidrBlock",                        NULL,                          "Ipv6CidrBlock" },
    { "assignIpv6AddressOnCreation",          "AssignIpv6AddressOnCreation", .none = "false" },
    { "enableResourceNameDnsARecordOnLaunch", "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord", .none = "false" },
    { "ownerId",                              "OwnerId"                           },
    { "ipv6CidrBlockAssociationId",           NULL, .follows = "ipv6CidrBlock"    },
    { "arn",                                  .compute = EC2_ARN("subnet")        },
    { NULL }
};

static const struct step subnet_steps[] = {
    { "mapPublicIpOnLaunch", { "ModifySubnetAttribute", "SubnetId=$id MapPublicIpOnLaunch.Value=mapPublicIpOnLaunch" }, .fresh = "false" },
    { "ipv6CidrBlock",       { "DisassociateSubnetCidrBlock", "AssociationId=<ipv6CidrBlockAssociationId", .ignore = "InvalidSubnetCidrBlockAssociationID.NotFound" },
                             .at = AT_UPDATE, .before = "ipv6CidrBlockAssociationId", .even_empty = true },
    { "ipv6CidrBlock",       { "AssociateSubnetCidrBlock", "SubnetId=$id Ipv6CidrBlock=ipv6CidrBlock" }, .at = AT_UPDATE },
    { "assignIpv6AddressOnCreation", { "ModifySubnetAttribute", "SubnetId=$id AssignIpv6AddressOnCreation.Value=assignIpv6AddressOnCreation" }, .fresh = "false" },
    { "enableResourceNameDnsARecordOnLaunch",
                             { "ModifySubnetAttribute", "SubnetId=$id EnableResourceNameDnsARecordOnLaunch.Value=enableResourceNameDnsARecordOnLaunch" }, .fresh = "false" },
    { NULL }
};

// clang-format on

static void subnet_ipv6(json_t *outputs, const json_t *item) {
    const json_t *blocks = json_object_get(item, "Ipv6CidrBlockAssociationSet");
    json_object_del(outputs, "ipv6CidrBlock");
    for (size_t i = 0; i < json_array_size(blocks); i++) {
        json_t *block = json_array_get(blocks, i);
        const char *state = json_string_value(json_at(block, "Ipv6CidrBlockState.State"));
        if (!state || !words_have("associated associating", state))
            continue;
        json_object_set(outputs, "ipv6CidrBlock", json_object_get(block, "Ipv6CidrBlock"));
        json_object_set(outputs, "ipv6CidrBlockAssociationId", json_object_get(block, "AssociationId"));
    }
}

// clang-format off

const struct resource_table ec2_subnet = {
    .token    = "utm:ec2:Subnet",
    .service  = "ec2",
    .title    = "subnet",
    .create   = { "CreateSubnet" },
    .id       = "Subnet.SubnetId",
    .read     = { "DescribeSubnets", "SubnetIds[0]=$id" },
    .item     = "Subnets[0]",
    .batch    = { "subnet-id=$id", "SubnetId=$id", .near = "vpc-id=vpcId" },
    .remove   = { { "DeleteSubnet", "SubnetId=$id", .again = ec2_in_use } },
    .list     = { "DescribeSubnets", NULL, "Subnets", "SubnetId" },
    .fields   = subnet_fields,
    .steps    = subnet_steps,
    .tagging  = &ec2_tagging,
    .tag_type = "subnet",
    .exclusive = "cidrBlock",
    .gone     = "InvalidSubnetID.NotFound",
    .state    = "State",
    .ready    = "available",
    .holder   = "subnet-id",
    .after_read = subnet_ipv6,
};

/* ---- InternetGateway ---- */

static const struct field internet_gateway_fields[] = {
    { "vpcId",   "Attachments[0].VpcId"                   },
    { "ownerId", "OwnerId"                                },
    { "arn",     .compute = EC2_ARN("internet-gateway")   },
    { NULL }
};

static const struct step internet_gateway_steps[] = {
    { "vpcId", { "DetachInternetGateway", "InternetGatewayId=$id VpcId=<vpcId", .again = ec2_in_use, .ignore = "Gateway.NotAttached" },
               .at = AT_UPDATE, .before = "vpcId", .even_empty = true },
    { "vpcId", { "AttachInternetGateway", "InternetGatewayId=$id VpcId=vpcId", .ignore = "Resource.AlreadyAssociated" } },
    { NULL }
};

const struct resource_table ec2_internet_gateway = {
    .token    = "utm:ec2:InternetGateway",
    .service  = "ec2",
    .title    = "internet gateway",
    .create   = { "CreateInternetGateway" },
    .id       = "InternetGateway.InternetGatewayId",
    .read     = { "DescribeInternetGateways", "InternetGatewayIds[0]=$id" },
    .item     = "InternetGateways[0]",
    .batch    = { "internet-gateway-id=$id", "InternetGatewayId=$id", .near = "attachment.state='available'" },
    .remove   = { { "DetachInternetGateway", "InternetGatewayId=$id VpcId=vpcId", .again = ec2_in_use, .ignore = "Gateway.NotAttached InvalidVpcID.NotFound", .needs = "vpcId" },
                  { "DeleteInternetGateway", "InternetGatewayId=$id", .again = ec2_in_use } },
    .list     = { "DescribeInternetGateways", NULL, "InternetGateways", "InternetGatewayId" },
    .fields   = internet_gateway_fields,
    .steps    = internet_gateway_steps,
    .tagging  = &ec2_tagging,
    .tag_type = "internet-gateway",
    .gone     = "InvalidInternetGatewayID.NotFound",
};

/* ---- EgressOnlyInternetGateway ---- */

static const struct field egress_only_internet_gateway_fields[] = {
    { "vpcId", "Attachments[0].VpcId", "VpcId" },
    { NULL }
};

const struct resource_table ec2_egress_only_internet_gateway = {
    .token    = "utm:ec2:EgressOnlyInternetGateway",
    .service  = "ec2",
    .title    = "egress-only internet gateway",
    .create   = { "CreateEgressOnlyInternetGateway" },
    .id       = "EgressOnlyInternetGateway.EgressOnlyInternetGatewayId",
    .read     = { "DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGatewayIds[0]=$id" },
    .item     = "EgressOnlyInternetGateways[0]",
    .batch    = { "EgressOnlyInternetGatewayIds[]=$id", "EgressOnlyInternetGatewayId=$id" },
    .remove   = { { "DeleteEgressOnlyInternetGateway", "EgressOnlyInternetGatewayId=$id", .again = ec2_in_use } },
    .list     = { "DescribeEgressOnlyInternetGateways", NULL, "EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId" },
    .fields   = egress_only_internet_gateway_fields,
    .tagging  = &ec2_tagging,
    .tag_type = "egress-only-internet-gateway",
    .nonce_param = "ClientToken",
    .gone     = "InvalidGatewayID.NotFound InvalidEgressOnlyInternetGatewayId.NotFound",
};

/* ---- Eip ---- */

static const struct field eip_fields[] = {
    { "domain",             "Domain",             SAME },
    { "networkBorderGroup", "NetworkBorderGroup", SAME },
    { "publicIpv4Pool",     "PublicIpv4Pool",     SAME },
    { "allocationId",       "AllocationId"             },
    { "publicIp",           "PublicIp"                 },
    { "arn",                .compute = "arn:$partition:ec2:$region:$account:elastic-ip/$id" },
    { NULL }
};

const struct resource_table ec2_eip = {
    .token    = "utm:ec2:Eip",
    .service  = "ec2",
    .title    = "Elastic IP address",
    .create   = { "AllocateAddress" },
    .id       = "AllocationId",
    .read     = { "DescribeAddresses", "AllocationIds[0]=$id" },
    .item     = "Addresses[0]",
    .batch    = { "allocation-id=$id", "AllocationId=$id", .near = "network-border-group=networkBorderGroup" },
    .remove   = { { "ReleaseAddress", "AllocationId=$id", .again = ec2_in_use } },
    .list     = { "DescribeAddresses", NULL, "Addresses", "AllocationId" },
    .fields   = eip_fields,
    .tagging  = &ec2_tagging,
    .tag_type = "elastic-ip",
    .gone     = "InvalidAllocationID.NotFound InvalidAddress.NotFound",
};

/* ---- NatGateway ---- */

static const struct field nat_gateway_fields[] = {
    { "subnetId",           "SubnetId",                                 SAME },
    { "connectivityType",   "ConnectivityType",                         SAME },
    { "allocationId",       "NatGatewayAddresses[0].AllocationId",      "AllocationId" },
    { "privateIp",          "NatGatewayAddresses[0].PrivateIp",         "PrivateIpAddress" },
    { "publicIp",           "NatGatewayAddresses[0].PublicIp"                },
    { "networkInterfaceId", "NatGatewayAddresses[0].NetworkInterfaceId"      },
    { "associationId",      "NatGatewayAddresses[0].AssociationId"           },
    { NULL }
};

static void nat_gateway_check(const json_t *inputs, struct schema_failures *failures) {
    const char *type = input_text(inputs, "connectivityType");
    const bool private = type && strcmp(type, "private") == 0;
    const json_t *allocation = json_object_get(inputs, "allocationId");
    if (private && allocation)
        schema_fail(failures, "allocationId", "a private NAT gateway has no public address: leave allocationId out, or "
                    "set connectivityType to \"public\"");
    if (type && !private && !allocation)
        schema_fail(failures, "allocationId", "a public NAT gateway needs the allocationId of an Elastic IP address "
                    "(utm:ec2:Eip)");
}

const struct resource_table ec2_nat_gateway = {
    .token    = "utm:ec2:NatGateway",
    .service  = "ec2",
    .title    = "NAT gateway",
    .create   = { "CreateNatGateway" },
    .id       = "NatGateway.NatGatewayId",
    .read     = { "DescribeNatGateways", "NatGatewayIds[0]=$id" },
    .item     = "NatGateways[0]",
    .batch    = { "nat-gateway-id=$id", "NatGatewayId=$id", .near = "state='available'" },
    .remove   = { { "DeleteNatGateway", "NatGatewayId=$id" } },
    .wait_gone = true,
    .list     = { "DescribeNatGateways", NULL, "NatGateways", "NatGatewayId" },
    .fields   = nat_gateway_fields,
    .tagging  = &ec2_tagging,
    .tag_type = "natgateway",
    .exclusive = "allocationId privateIp",
    .nonce_param = "ClientToken",
    .gone     = "NatGatewayNotFound InvalidNatGatewayID.NotFound",
    .state    = "State",
    .ready    = "available",
    .broken   = "failed",
    .leaving  = "deleting",
    .ended    = "deleted",
    .why      = "FailureCode FailureMessage",
    .check    = nat_gateway_check,
};

/* ---- RouteTable ---- */

static const struct field route_table_fields[] = {
    { "vpcId",   "VpcId", SAME                     },
    { "ownerId", "OwnerId"                         },
    { "arn",     .compute = EC2_ARN("route-table") },
    { NULL }
};

const struct resource_table ec2_route_table = {
    .token    = "utm:ec2:RouteTable",
    .service  = "ec2",
    .title    = "route table",
    .create   = { "CreateRouteTable" },
    .id       = "RouteTable.RouteTableId",
    .read     = { "DescribeRouteTables", "RouteTableIds[0]=$id" },
    .item     = "RouteTables[0]",
    .batch    = { "route-table-id=$id", "RouteTableId=$id", .near = "vpc-id=vpcId" },
    .remove   = { { "DeleteRouteTable", "RouteTableId=$id", .again = ec2_in_use } },
    .list     = { "DescribeRouteTables", NULL, "RouteTables", "RouteTableId" },
    .fields   = route_table_fields,
    .tagging  = &ec2_tagging,
    .tag_type = "route-table",
    .nonce_param = "ClientToken",
    .gone     = "InvalidRouteTableID.NotFound",
};

/* ---- Route ---- */

#define ROUTE_TARGETS "gatewayId vpcEndpointId natGatewayId transitGatewayId vpcPeeringConnectionId networkInterfaceId egressOnlyGatewayId"

static const struct field route_fields[] = {
    { "routeTableId",             NULL,                          "RouteTableId" },
    { "destinationCidrBlock",     "DestinationCidrBlock",        SAME },
    { "destinationIpv6CidrBlock", "DestinationIpv6CidrBlock",    SAME },
    { "destinationPrefixListId",  "DestinationPrefixListId",     SAME },
    { "gatewayId",                "GatewayId",                   SAME, .prefix = "igw- vgw- local" },
    { "vpcEndpointId",            "GatewayId",                   "VpcEndpointId", .prefix = "vpce-" },
    { "natGatewayId",             "NatGatewayId",                SAME },
    { "transitGatewayId",         "TransitGatewayId",            SAME },
    { "vpcPeeringConnectionId",   "VpcPeeringConnectionId",      SAME },
    { "networkInterfaceId",       "NetworkInterfaceId",          SAME },
    { "egressOnlyGatewayId",      "EgressOnlyInternetGatewayId", SAME },
    { "state",                    "State",                       .follows = ROUTE_TARGETS },
    { "origin",                   "Origin"                            },
    { NULL }
};

#define ROUTE_DESTINATION "DestinationCidrBlock=destinationCidrBlock DestinationIpv6CidrBlock=destinationIpv6CidrBlock " \
                          "DestinationPrefixListId=destinationPrefixListId"

static const struct step route_steps[] = {
    { ROUTE_TARGETS, { "ReplaceRoute", "RouteTableId=routeTableId " ROUTE_DESTINATION " GatewayId=gatewayId VpcEndpointId=vpcEndpointId "
                       "NatGatewayId=natGatewayId TransitGatewayId=transitGatewayId VpcPeeringConnectionId=vpcPeeringConnectionId "
                       "NetworkInterfaceId=networkInterfaceId EgressOnlyInternetGatewayId=egressOnlyGatewayId" }, .at = AT_UPDATE },
    { NULL }
};

// clang-format on

/* rtb-…_DESTINATION, where the destination tells its kind by its form. */
static bool route_from_id(const char *id, json_t *values, struct error **err) {
    const char *destination = strchr(id, '_');
    if (!destination || !destination[1])
        return error_set(err, ERROR_INPUT,
                         "\"%s\" is no id of utm:ec2:Route: it has the form rtb-…_10.0.0.0/16", id);
    const char *name = strncmp(destination + 1, "pl-", 3) == 0 ? "destinationPrefixListId"
                       : strchr(destination, ':')              ? "destinationIpv6CidrBlock"
                                                               : "destinationCidrBlock";
    json_object_set_new(values, "routeTableId", json_stringn(id, (size_t)(destination - id)));
    json_object_set_new(values, name, json_string(destination + 1));
    return true;
}

// clang-format off

const struct resource_table ec2_route = {
    .token    = "utm:ec2:Route",
    .service  = "ec2",
    .title    = "route",
    .create   = { "CreateRoute" },
    .id       = "{routeTableId}_{destinationCidrBlock|destinationIpv6CidrBlock|destinationPrefixListId}",
    .read     = { "DescribeRouteTables", "RouteTableIds[0]=routeTableId" },
    .item     = "RouteTables[0].Routes",
    .match    = ROUTE_DESTINATION,
    .list     = { "DescribeRouteTables", NULL, "RouteTables", "{@RouteTableId}_{@DestinationCidrBlock|DestinationIpv6CidrBlock|DestinationPrefixListId}",
                  .when = "Origin=CreateRoute", .inner = "Routes" },
    .batch    = { "route-table-id=routeTableId", "RouteTableId=routeTableId", .near = "route-table-id=routeTableId" },
    .remove   = { { "DeleteRoute", "RouteTableId=routeTableId " ROUTE_DESTINATION } },
    .fields   = route_fields,
    .steps    = route_steps,
    .gone     = "InvalidRouteTableID.NotFound InvalidRoute.NotFound",
    .taken    = "RouteAlreadyExists",
    .from_id  = route_from_id,
};

/* ---- RouteTableAssociation ---- */

/* The id is what is associated (it has one association at most), so that another table is an update without a gap. */
static const struct field route_table_association_fields[] = {
    { "routeTableId",  "RouteTableId", SAME },
    { "subnetId",      "SubnetId",     SAME },
    { "gatewayId",     "GatewayId",    SAME },
    { "associationId", "RouteTableAssociationId", .follows = "routeTableId" },
    { NULL }
};

static const struct step route_table_association_steps[] = {
    { "routeTableId", { "ReplaceRouteTableAssociation", "AssociationId=associationId RouteTableId=routeTableId" }, .at = AT_UPDATE },
    { NULL }
};

// clang-format on

static bool association_from_id(const char *id, json_t *values, struct error **err) {
    const size_t length = strcspn(id, "/"); /* pulumi-aws has the route table behind a slash */
    const bool subnet = strncmp(id, "subnet-", 7) == 0;
    if (!subnet && strncmp(id, "igw-", 4) != 0 && strncmp(id, "vgw-", 4) != 0)
        return error_set(
            err, ERROR_INPUT,
            "\"%s\" is no id of utm:ec2:RouteTableAssociation: it is the id of the subnet or gateway", id);
    json_object_set_new(values, subnet ? "subnetId" : "gatewayId", json_stringn(id, length));
    return true;
}

// clang-format off

const struct resource_table ec2_route_table_association = {
    .token    = "utm:ec2:RouteTableAssociation",
    .service  = "ec2",
    .title    = "route table association",
    .create   = { "AssociateRouteTable" },
    .id       = "{subnetId|gatewayId}",
    .read     = { "DescribeRouteTables", "Filters[0].Name='association.subnet-id'?subnetId Filters[0].Name='association.gateway-id'?gatewayId "
                                         "Filters[0].Values[0]=subnetId|gatewayId" },
    .item     = "RouteTables[0].Associations",
    .match    = "SubnetId=subnetId GatewayId=gatewayId",
    .list     = { "DescribeRouteTables", NULL, "RouteTables", "{@SubnetId|GatewayId}", .inner = "Associations" },
    .batch    = { "association.subnet-id=subnetId association.gateway-id=gatewayId", "Associations[].SubnetId=subnetId Associations[].GatewayId=gatewayId", .near = "route-table-id=routeTableId" },
    .remove   = { { "DisassociateRouteTable", "AssociationId=associationId" } },
    .fields   = route_table_association_fields,
    .steps    = route_table_association_steps,
    .gone     = "InvalidAssociationID.NotFound InvalidRouteTableID.NotFound",
    .taken    = "Resource.AlreadyAssociated",
    .state    = "AssociationState.State",
    .broken   = "failed",
    .ended    = "disassociating disassociated",
    .why      = "AssociationState.StatusMessage",
    .from_id  = association_from_id,
};
