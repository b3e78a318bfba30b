/* All types. */
#include "resources/resource.h"
#include "resources/tables.h"

// clang-format off

const struct resource_table *const resource_tables[] = {
    &ec2_vpc, &ec2_subnet, &ec2_internet_gateway, &ec2_egress_only_internet_gateway, &ec2_eip, &ec2_nat_gateway, &ec2_route_table, &ec2_route,
    &ec2_route_table_association, &ec2_security_group, &vpc_ingress_rule, &vpc_egress_rule, &ec2_vpc_endpoint,
    &ec2_flow_log, &iam_role, &iam_role_policy, &iam_role_policy_attachment, &cloudwatch_log_group, &s3_bucket,
    NULL
};
