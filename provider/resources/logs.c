/* CloudWatch Logs. Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ */
#include "resources/engine.h"
#include "resources/tables.h"

// clang-format off

/* Two changes of one group at a time (aws-rules: "logs: conflicts"). */
static const struct again group_busy[] = {
    { "OperationAbortedException", NULL, 60 },
    { NULL }
};

/* Tag calls want the ARN without the final ":*" (aws-rules: "Comes back different"), as our `arn` is. */
static const struct tagging log_group_tagging = {
    .as_map = true,
    .create = "tags",
    .tag    = { "TagResource",   "resourceArn=arn tags=$tags",    .again = group_busy },
    .untag  = { "UntagResource", "resourceArn=arn tagKeys=$keys", .again = group_busy },
};

static const struct field log_group_fields[] = {
    { "name",            "logGroupName",    SAME },
    { "retentionInDays", "retentionInDays", .none = "0" },
    { "kmsKeyId",        "kmsKeyId",        SAME },
    { "logGroupClass",   "logGroupClass",   SAME, .none = "\"STANDARD\"" },
    { "arn",             "arn",             .as = AS_LOG_ARN },
    { NULL }
};

static const struct more log_group_more[] = {
    { "ListTagsForResource", "resourceArn=@logGroupArn", "tags", "Tags" },
    { NULL }
};

static const struct step log_group_steps[] = {
    { "retentionInDays", { "PutRetentionPolicy", "logGroupName=$id retentionInDays=retentionInDays", .again = group_busy },
                         .fresh = "0", .is_not = "0" },
    { "retentionInDays", { "DeleteRetentionPolicy", "logGroupName=$id", .again = group_busy }, .at = AT_UPDATE, .is = "0" },
    { "kmsKeyId",        { "AssociateKmsKey", "logGroupName=$id kmsKeyId=kmsKeyId", .again = group_busy },
                         { "DisassociateKmsKey", "logGroupName=$id", .again = group_busy }, .at = AT_UPDATE },
    { NULL }
};

const struct resource_table cloudwatch_log_group = {
    .token    = "utm:cloudwatch:LogGroup",
    .service  = "logs",
    .title    = "log group",
    .create   = { "CreateLogGroup", .again = group_busy },
    .id       = "{name}",
    .read     = { "DescribeLogGroups", "logGroupNamePrefix=$id" },
    .item     = "logGroups",
    .match    = "logGroupName=$id",
    .batch    = { "logGroupIdentifiers[]=$id", "logGroupName=$id", .most = 50 },
    .remove   = { { "DeleteLogGroup", "logGroupName=$id", .again = group_busy } },
    .list     = { "DescribeLogGroups", NULL, "logGroups", "logGroupName" },
    .fields   = log_group_fields,
    .more     = log_group_more,
    .steps    = log_group_steps,
    .tagging  = &log_group_tagging,
    .gone     = "ResourceNotFoundException",
    .taken    = "ResourceAlreadyExistsException",
    .made     = "creationTime",
    .name     = "name",
    .name_length = 512,
};
