/* The tables of all types, one file of them for each AWS service. */
#ifndef RESOURCES_TABLES_H
#define RESOURCES_TABLES_H

#include "resources/table.h"

extern const struct resource_table ec2_vpc, ec2_subnet, ec2_internet_gateway,
    ec2_egress_only_internet_gateway, ec2_eip, ec2_nat_gateway, ec2_route_table, ec2_route,
    ec2_route_table_association;                                                          /* ec2_network.c */
extern const struct resource_table ec2_security_group, vpc_ingress_rule, vpc_egress_rule; /* ec2_security.c */
extern const struct resource_table ec2_vpc_endpoint, ec2_flow_log;                        /* ec2_endpoint.c */
extern const struct resource_table iam_role, iam_role_policy, iam_role_policy_attachment; /* iam.c */
extern const struct resource_table cloudwatch_log_group;                                  /* logs.c */
extern const struct resource_table s3_bucket;                                             /* s3.c */

#endif
