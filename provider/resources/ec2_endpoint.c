/* VPC endpoints and flow logs. */
#include <string.h>

#include "resources/ec2.h"
#include "resources/tables.h"

// clang-format off

/* ---- VpcEndpoint ---- */

static const struct field dns_entry_fields[] = {
    { "dnsName",      "DnsName"      },
    { "hostedZoneId", "HostedZoneId" },
    { NULL }
};

static const struct field vpc_endpoint_fields[] = {
    { "vpcId",               "VpcId",               SAME },
    { "serviceName",         "ServiceName",         SAME },
    { "vpcEndpointType",     "VpcEndpointType",     SAME },
    { "routeTableIds",       "RouteTableIds",       SAME, .none = "[]" },
    { "subnetIds",           "SubnetIds",           SAME, .none = "[]" },
    { "securityGroupIds",    "Groups",              "SecurityGroupIds", .as = AS_IDS, .element = "GroupId", .none = "[]" },
    { "privateDnsEnabled",   "PrivateDnsEnabled",   SAME, .none = "false" },
    { "ipAddressType",       "IpAddressType",       SAME },
    { "policy",              "PolicyDocument",      SAME },
    { "state",               "State"                     },
    { "ownerId",             "OwnerId"                   },
    { "requesterManaged",    "RequesterManaged",    .none = "false" },
    { "prefixListId",        "PrefixList.PrefixListId"   },
    { "cidrBlocks",          "PrefixList.Cidrs"          },
    { "dnsEntries",          "DnsEntries",          .fields = dns_entry_fields, .follows = "subnetIds privateDnsEnabled ipAddressType" },
    { "networkInterfaceIds", "NetworkInterfaceIds", .follows = "subnetIds" },
    { "arn",                 .compute = EC2_ARN("vpc-endpoint") },
    { NULL }
};

static const struct more vpc_endpoint_more[] = {
    { "DescribePrefixLists", NULL, "PrefixLists[0]", "PrefixList", .when = "VpcEndpointType=Gateway",
      .batch = { "prefix-list-name=@ServiceName", "PrefixListName=@ServiceName" } },
    { NULL }
};

static const struct step vpc_endpoint_steps[] = {
    { "routeTableIds subnetIds securityGroupIds privateDnsEnabled ipAddressType policy",
      { "ModifyVpcEndpoint",
        "VpcEndpointId=$id AddRouteTableIds=+routeTableIds RemoveRouteTableIds=-routeTableIds AddSubnetIds=+subnetIds RemoveSubnetIds=-subnetIds "
        "AddSecurityGroupIds=+securityGroupIds RemoveSecurityGroupIds=-securityGroupIds PolicyDocument=~policy "
        "PrivateDnsEnabled=~privateDnsEnabled IpAddressType=~ipAddressType" }, .at = AT_UPDATE },
    { NULL }
};

/* https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html */
static void vpc_endpoint_check(const json_t *inputs, struct schema_failures *failures) {
    const char *type = input_text(inputs, "vpcEndpointType");
    const bool gateway = type && strcmp(type, "Gateway") == 0;
    static const char *const of_interfaces[] = { "subnetIds", "securityGroupIds", "privateDnsEnabled" };
    for (size_t i = 0; gateway && i < COUNT_OF(of_interfaces); i++)
        if (json_object_get(inputs, of_interfaces[i]))
            schema_fail(failures, of_interfaces[i], "a Gateway endpoint works by routes: it takes routeTableIds, not %s (set "
                        "vpcEndpointType to \"Interface\" for an endpoint with interfaces)", of_interfaces[i]);
    if (type && !gateway && json_object_get(inputs, "routeTableIds"))
        schema_fail(failures, "routeTableIds", "only a Gateway endpoint works by routes: leave routeTableIds out");
}

const struct resource_table ec2_vpc_endpoint = {
    .token    = "utm:ec2:VpcEndpoint",
    .service  = "ec2",
    .title    = "VPC endpoint",
    .create   = { "CreateVpcEndpoint" },
    .id       = "VpcEndpoint.VpcEndpointId",
    .read     = { "DescribeVpcEndpoints", "VpcEndpointIds[0]=$id" },
    .item     = "VpcEndpoints[0]",
    .batch    = { "vpc-endpoint-id=$id", "VpcEndpointId=$id", .near = "vpc-id=vpcId" },
    .remove   = { { "DeleteVpcEndpoints", "VpcEndpointIds[0]=$id" } },
    .wait_gone = true,
    .list     = { "DescribeVpcEndpoints", NULL, "VpcEndpoints", "VpcEndpointId" },
    .fields   = vpc_endpoint_fields,
    .more     = vpc_endpoint_more,
    .steps    = vpc_endpoint_steps,
    .tagging  = &ec2_tagging,
    .tag_type = "vpc-endpoint",
    .exclusive = "vpcId",
    .nonce_param = "ClientToken",
    .gone     = "InvalidVpcEndpointId.NotFound InvalidVpcEndpoint.NotFound",
    .state    = "State",
    .ready    = "available Available pendingAcceptance PendingAcceptance",
    .broken   = "failed Failed rejected Rejected expired Expired partial Partial",
    .leaving  = "deleting Deleting",
    .ended    = "deleted Deleted",
    .why      = "FailureReason LastError.Code LastError.Message",
    .check    = vpc_endpoint_check,
};

/* ---- FlowLog ---- */

static const struct field destination_options_fields[] = {
    { "fileFormat",               "FileFormat"               },
    { "hiveCompatiblePartitions", "HiveCompatiblePartitions" },
    { "perHourPartition",         "PerHourPartition"         },
    { NULL }
};

static const struct field flow_log_fields[] = {
    { "vpcId",                   "ResourceId", .prefix = "vpc-"    },
    { "subnetId",                "ResourceId", .prefix = "subnet-" },
    { "eniId",                   "ResourceId", .prefix = "eni-"    },
    { "trafficType",             "TrafficType",              SAME },
    { "logDestinationType",      "LogDestinationType",       SAME },
    { "logDestination",          "LogDestination",           SAME, .as = AS_LOG_ARN },
    { "iamRoleArn",              "DeliverLogsPermissionArn", SAME },
    { "deliverCrossAccountRole", "DeliverCrossAccountRole",  SAME },
    { "logFormat",               "LogFormat",                SAME },
    { "maxAggregationInterval",  "MaxAggregationInterval",   SAME },
    { "destinationOptions",      "DestinationOptions",       SAME, .fields = destination_options_fields },
    { "arn", .compute = "arn:$partition:ec2:$region:$account:vpc-flow-log/$id" },
    { NULL }
};

/* A role of a moment ago (K18). */
static const struct again role_too_new[] = {
    { "InvalidParameter", "Unable to assume given IAM role", 120 },
    { NULL }
};

// clang-format on

/* Three properties may name what is logged. */
static void flow_log_check(const json_t *inputs, struct schema_failures *failures) {
    const char *type = input_text(inputs, "logDestinationType");
    const bool to_logs = type && strcmp(type, "cloud-watch-logs") == 0;
    if (to_logs && !json_object_get(inputs, "iamRoleArn"))
        schema_fail(failures, "iamRoleArn",
                    "a flow log to CloudWatch Logs needs the ARN of a role that may write there");
    if (type && !to_logs && json_object_get(inputs, "iamRoleArn"))
        schema_fail(failures, "iamRoleArn",
                    "only a flow log to CloudWatch Logs takes a role: leave iamRoleArn out");
}

// clang-format off

const struct resource_table ec2_flow_log = {
    .token    = "utm:ec2:FlowLog",
    .service  = "ec2",
    .title    = "flow log",
    .create   = { "CreateFlowLogs", "ResourceIds[0]=vpcId|subnetId|eniId ResourceType='VPC'?vpcId ResourceType='Subnet'?subnetId "
                                    "ResourceType='NetworkInterface'?eniId", .again = role_too_new },
    .id       = "FlowLogIds[0]",
    .read     = { "DescribeFlowLogs", "FlowLogIds[0]=$id" },
    .item     = "FlowLogs[0]",
    .batch    = { "flow-log-id=$id", "FlowLogId=$id", .near = "traffic-type=trafficType" },
    .remove   = { { "DeleteFlowLogs", "FlowLogIds[0]=$id" } },
    .list     = { "DescribeFlowLogs", NULL, "FlowLogs", "FlowLogId" },
    .fields   = flow_log_fields,
    .tagging  = &ec2_tagging,
    .tag_type = "vpc-flow-log",
    .exclusive = "logDestination",
    .nonce_param = "ClientToken",
    .gone     = "InvalidFlowLogId.NotFound",
    .check    = flow_log_check,
};
