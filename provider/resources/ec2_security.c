/* Security groups and their rules. */
#include <string.h>

#include "resources/ec2.h"
#include "resources/tables.h"
#include "value/value.h"

// clang-format off

/* ---- SecurityGroup ---- */

static const struct field security_group_fields[] = {
    { "name",        "GroupName",   SAME },
    { "description", "Description", SAME },
    { "vpcId",       "VpcId",       SAME },
    { "ownerId",     "OwnerId"           },
    { "arn",         .compute = EC2_ARN("security-group") },
    { NULL }
};

/* AWS gives a new group rules that let everything out (IPv6, too, in a VPC that has it); here each rule is a resource of
 * its own, so they go. https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
static const struct step security_group_steps[] = {
    { "", { "RevokeSecurityGroupEgress", "GroupId=$id IpPermissions=@IpPermissionsEgress", .needs = "@IpPermissionsEgress[0]",
            .ignore = "InvalidPermission.NotFound" }, .at = AT_CREATE },
    { NULL }
};

// clang-format on

/* Rules that name each other keep both groups from being deleted; taking them away first unties them. */
static bool revoke_rules(struct resource_request *rq, const char *id, const json_t *values,
                         struct error **err) {
    if (!json_truth(values, "revokeRulesOnDelete", false))
        return true;
    json_auto_t *request = json_pack("{s:[{s:s, s:[s]}]}", "Filters", "Name", "group-id", "Values", id);
    json_auto_t *answer = NULL;
    struct aws_client *aws = rq->provider->aws;
    if (!aws_call_pages(aws, rq->cancel, "ec2", "DescribeSecurityGroupRules", request, &answer, err))
        return false;
    const json_t *rules = json_object_get(answer, "SecurityGroupRules");
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *rule = json_array_get(rules, i);
        const bool egress = json_truth(rule, "IsEgress", false);
        json_auto_t *revoke = json_pack("{s:s, s:[O]}", "GroupId", id, "SecurityGroupRuleIds",
                                        json_object_get(rule, "SecurityGroupRuleId"));
        json_auto_t *done = NULL;
        auto_error *problem = NULL;
        if (!aws_call(aws, rq->cancel, "ec2",
                      egress ? "RevokeSecurityGroupEgress" : "RevokeSecurityGroupIngress", revoke, &done,
                      &problem) &&
            !error_has_code(problem, "InvalidSecurityGroupRuleId.NotFound")) {
            *err = TAKE(problem);
            return false;
        }
    }
    return true;
}

// clang-format off

const struct resource_table ec2_security_group = {
    .token    = "utm:ec2:SecurityGroup",
    .service  = "ec2",
    .title    = "security group",
    .create   = { "CreateSecurityGroup" },
    .id       = "GroupId",
    .read     = { "DescribeSecurityGroups", "GroupIds[0]=$id" },
    .item     = "SecurityGroups[0]",
    .batch    = { "group-id=$id", "GroupId=$id", .near = "vpc-id=vpcId" },
    .remove   = { { "DeleteSecurityGroup", "GroupId=$id", .again = ec2_in_use } },
    .list     = { "DescribeSecurityGroups", NULL, "SecurityGroups", "GroupId" },
    .fields   = security_group_fields,
    .steps    = security_group_steps,
    .tagging  = &ec2_tagging,
    .tag_type = "security-group",
    .gone     = "InvalidGroup.NotFound InvalidGroupId.NotFound",
    .taken    = "InvalidGroup.Duplicate",
    .taken_by = "Filters[0].Name='group-name' Filters[0].Values[0]=name Filters[1].Name='vpc-id'?vpcId Filters[1].Values[0]=vpcId",
    .name     = "name",
    .name_length = 255,
    .name_avoid = "sg-",
    .holder   = "group-id",
    .before_remove = revoke_rules,
};

/* ---- rules ---- */

static const struct field rule_fields[] = {
    { "securityGroupId",           "GroupId"                     },
    { "ipProtocol",                "IpProtocol"                  },
    { "fromPort",                  "FromPort"                    },
    { "toPort",                    "ToPort"                      },
    { "cidrIpv4",                  "CidrIpv4"                    },
    { "cidrIpv6",                  "CidrIpv6"                    },
    { "prefixListId",              "PrefixListId"                },
    { "referencedSecurityGroupId", "ReferencedGroupInfo.GroupId" },
    { "description",               "Description"                 },
    { "securityGroupRuleId",       "SecurityGroupRuleId"         },
    { "arn", .compute = "arn:$partition:ec2:$region:{@GroupOwnerId}:security-group-rule/$id" },
    { NULL }
};

#define RULE_PERMISSION \
    "GroupId=securityGroupId IpPermissions[0].IpProtocol=ipProtocol IpPermissions[0].FromPort=fromPort IpPermissions[0].ToPort=toPort " \
    "IpPermissions[0].IpRanges[0].CidrIp=cidrIpv4 IpPermissions[0].IpRanges[0].Description=description?cidrIpv4 " \
    "IpPermissions[0].Ipv6Ranges[0].CidrIpv6=cidrIpv6 IpPermissions[0].Ipv6Ranges[0].Description=description?cidrIpv6 " \
    "IpPermissions[0].PrefixListIds[0].PrefixListId=prefixListId IpPermissions[0].PrefixListIds[0].Description=description?prefixListId " \
    "IpPermissions[0].UserIdGroupPairs[0].GroupId=referencedSecurityGroupId " \
    "IpPermissions[0].UserIdGroupPairs[0].Description=description?referencedSecurityGroupId"

/* The protocol must be sent again with every change (aws-rules: "group rule"). */
static const struct step rule_steps[] = {
    { "ipProtocol fromPort toPort cidrIpv4 cidrIpv6 prefixListId referencedSecurityGroupId description",
      { "ModifySecurityGroupRules",
        "GroupId=securityGroupId SecurityGroupRules[0].SecurityGroupRuleId=$id "
        "SecurityGroupRules[0].SecurityGroupRule.IpProtocol=ipProtocol SecurityGroupRules[0].SecurityGroupRule.FromPort=fromPort "
        "SecurityGroupRules[0].SecurityGroupRule.ToPort=toPort SecurityGroupRules[0].SecurityGroupRule.CidrIpv4=cidrIpv4 "
        "SecurityGroupRules[0].SecurityGroupRule.CidrIpv6=cidrIpv6 SecurityGroupRules[0].SecurityGroupRule.PrefixListId=prefixListId "
        "SecurityGroupRules[0].SecurityGroupRule.ReferencedGroupId=referencedSecurityGroupId "
        "SecurityGroupRules[0].SecurityGroupRule.Description=description" }, .at = AT_UPDATE },
    { NULL }
};

// clang-format on

static bool has_ports(const char *protocol) {
    return words_have("tcp udp 6 17", protocol);
}

static bool has_types(const char *protocol) {
    return words_have("icmp icmpv6 1 58", protocol);
}

/* https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
static void rule_check(const json_t *inputs, struct schema_failures *failures) {
    const char *protocol = input_text(inputs, "ipProtocol");
    const json_t *from = json_object_get(inputs, "fromPort");
    const json_t *to = json_object_get(inputs, "toPort");
    if (!protocol)
        return;
    if (has_ports(protocol) && (!from || !to))
        schema_fail(failures, from ? "toPort" : "fromPort", "protocol %s needs fromPort and toPort",
                    protocol);
    if (strcmp(protocol, "-1") == 0 && (from || to))
        schema_fail(failures, from ? "fromPort" : "toPort",
                    "protocol -1 means all protocols and all ports: leave fromPort and toPort out");
    if (!json_is_integer(from) || !json_is_integer(to) || has_types(protocol))
        return;
    if (json_integer_value(from) < 0 || json_integer_value(to) < 0)
        schema_fail(failures, json_integer_value(from) < 0 ? "fromPort" : "toPort",
                    "a port is a number from 0 to 65535; -1 is for ICMP");
    else if (json_integer_value(from) > json_integer_value(to))
        schema_fail(failures, "fromPort", "fromPort %lld is above toPort %lld",
                    (long long)json_integer_value(from), (long long)json_integer_value(to));
}

/* AWS answers -1 for the ports of a rule that has none; for ICMP -1 is a value ("all types"). */
static void rule_ports(json_t *outputs, const json_t *item) {
    const char *protocol = json_text(item, "IpProtocol");
    if (protocol && has_types(protocol))
        return;
    if (json_integer_value(json_object_get(outputs, "fromPort")) == -1)
        json_object_del(outputs, "fromPort");
    if (json_integer_value(json_object_get(outputs, "toPort")) == -1)
        json_object_del(outputs, "toPort");
}

// clang-format off

const struct resource_table vpc_ingress_rule = {
    .token    = "utm:vpc:SecurityGroupIngressRule",
    .service  = "ec2",
    .title    = "security group rule",
    .create   = { "AuthorizeSecurityGroupIngress", RULE_PERMISSION },
    .id       = "SecurityGroupRules[0].SecurityGroupRuleId",
    .read     = { "DescribeSecurityGroupRules", "SecurityGroupRuleIds[0]=$id" },
    .item     = "SecurityGroupRules[0]",
    .batch    = { "security-group-rule-id=$id", "SecurityGroupRuleId=$id", .near = "group-id=securityGroupId" },
    .remove   = { { "RevokeSecurityGroupIngress", "GroupId=securityGroupId SecurityGroupRuleIds[0]=$id" } },
    .list     = { "DescribeSecurityGroupRules", NULL, "SecurityGroupRules", "SecurityGroupRuleId", "IsEgress=false" },
    .fields   = rule_fields,
    .steps    = rule_steps,
    .tagging  = &ec2_tagging,
    .tag_type = "security-group-rule",
    .gone     = "InvalidSecurityGroupRuleId.NotFound InvalidGroup.NotFound InvalidPermission.NotFound",
    .check    = rule_check,
    .after_read = rule_ports,
};

const struct resource_table vpc_egress_rule = {
    .token    = "utm:vpc:SecurityGroupEgressRule",
    .service  = "ec2",
    .title    = "security group rule",
    .create   = { "AuthorizeSecurityGroupEgress", RULE_PERMISSION },
    .id       = "SecurityGroupRules[0].SecurityGroupRuleId",
    .read     = { "DescribeSecurityGroupRules", "SecurityGroupRuleIds[0]=$id" },
    .item     = "SecurityGroupRules[0]",
    .batch    = { "security-group-rule-id=$id", "SecurityGroupRuleId=$id", .near = "group-id=securityGroupId" },
    .remove   = { { "RevokeSecurityGroupEgress", "GroupId=securityGroupId SecurityGroupRuleIds[0]=$id" } },
    .list     = { "DescribeSecurityGroupRules", NULL, "SecurityGroupRules", "SecurityGroupRuleId", "IsEgress=true" },
    .fields   = rule_fields,
    .steps    = rule_steps,
    .tagging  = &ec2_tagging,
    .tag_type = "security-group-rule",
    .gone     = "InvalidSecurityGroupRuleId.NotFound InvalidGroup.NotFound InvalidPermission.NotFound",
    .check    = rule_check,
    .after_read = rule_ports,
};
