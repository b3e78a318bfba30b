#include "aws/retry/repeat.h"

#include <string.h>

#include "base/attributes.h"

struct row {
    const char *service;
    const char *operation;
    enum retry_effect effect;
    const char
        *token; /* member that makes AWS take a second call for the first, where the model does not mark it */
};

/* Verbs of operations that change nothing. (AssumeRole gives keys, and leaves nothing behind.) */
static const char *const reading[] = { "Describe", "Get", "List", "Head", "Assume" };

/*
 * Every other operation of the models has a row; tests/unit/aws/test_retry_repeat.c fails for one that has none.
 *
 * SETS is right when the same call twice leaves what it leaves once, and when the second one either succeeds or is
 * refused with a code that its caller takes for "done already" (NotFound of a delete, `ignore` in the tables of
 * resources/). Everything else MAKES: where it is refused the second time (CreateRole: EntityAlreadyExists), nobody
 * could tell one's own object from a foreign one.
 */
#define SETS  RETRY_EFFECT_SETS
#define MAKES RETRY_EFFECT_MAKES
/* clang-format off */
static const struct row rows[] = {
    { "ec2",  "AllocateAddress",                            MAKES },
    { "ec2",  "AssociateRouteTable",                        MAKES },
    { "ec2",  "AssociateSubnetCidrBlock",                   MAKES },
    { "ec2",  "AssociateVpcCidrBlock",                      MAKES },
    { "ec2",  "AttachInternetGateway",                      SETS },
    { "ec2",  "AuthorizeSecurityGroupEgress",               MAKES },
    { "ec2",  "AuthorizeSecurityGroupIngress",              MAKES },
    { "ec2",  "CreateEgressOnlyInternetGateway",            MAKES, "ClientToken" },
    { "ec2",  "CreateFlowLogs",                             MAKES, "ClientToken" },
    { "ec2",  "CreateInternetGateway",                      MAKES },
    { "ec2",  "CreateNatGateway",                           MAKES },
    { "ec2",  "CreateRoute",                                MAKES },
    { "ec2",  "CreateRouteTable",                           MAKES },
    { "ec2",  "CreateSecurityGroup",                        MAKES },
    { "ec2",  "CreateSubnet",                               MAKES },
    { "ec2",  "CreateTags",                                 SETS },
    { "ec2",  "CreateVpc",                                  MAKES },
    { "ec2",  "CreateVpcEndpoint",                          MAKES, "ClientToken" },
    { "ec2",  "DeleteEgressOnlyInternetGateway",            SETS },
    { "ec2",  "DeleteFlowLogs",                             SETS },
    { "ec2",  "DeleteInternetGateway",                      SETS },
    { "ec2",  "DeleteNatGateway",                           SETS },
    { "ec2",  "DeleteRoute",                                SETS },
    { "ec2",  "DeleteRouteTable",                           SETS },
    { "ec2",  "DeleteSecurityGroup",                        SETS },
    { "ec2",  "DeleteSubnet",                               SETS },
    { "ec2",  "DeleteTags",                                 SETS },
    { "ec2",  "DeleteVpc",                                  SETS },
    { "ec2",  "DeleteVpcEndpoints",                         SETS },
    { "ec2",  "DetachInternetGateway",                      SETS },
    { "ec2",  "DisassociateRouteTable",                     SETS },
    { "ec2",  "DisassociateSubnetCidrBlock",                SETS },
    { "ec2",  "DisassociateVpcCidrBlock",                   SETS },
    { "ec2",  "ModifySecurityGroupRules",                   SETS },
    { "ec2",  "ModifySubnetAttribute",                      SETS },
    { "ec2",  "ModifyVpcAttribute",                         SETS },
    { "ec2",  "ModifyVpcEndpoint",                          SETS },
    { "ec2",  "ModifyVpcTenancy",                           SETS },
    { "ec2",  "ReleaseAddress",                             SETS },
    { "ec2",  "ReplaceRoute",                               SETS },
    { "ec2",  "ReplaceRouteTableAssociation",               MAKES }, /* the association gets another id */
    { "ec2",  "RevokeSecurityGroupEgress",                  SETS },
    { "ec2",  "RevokeSecurityGroupIngress",                 SETS },
    { "ec2",  "UpdateSecurityGroupRuleDescriptionsEgress",  SETS },
    { "ec2",  "UpdateSecurityGroupRuleDescriptionsIngress", SETS },
    { "iam",  "AttachRolePolicy",                           SETS },
    { "iam",  "CreateRole",                                 MAKES },
    { "iam",  "DeleteRole",                                 SETS },
    { "iam",  "DeleteRolePermissionsBoundary",              SETS },
    { "iam",  "DeleteRolePolicy",                           SETS },
    { "iam",  "DetachRolePolicy",                           SETS },
    { "iam",  "PutRolePermissionsBoundary",                 SETS },
    { "iam",  "PutRolePolicy",                              SETS },
    { "iam",  "RemoveRoleFromInstanceProfile",              SETS },
    { "iam",  "TagRole",                                    SETS },
    { "iam",  "UntagRole",                                  SETS },
    { "iam",  "UpdateAssumeRolePolicy",                     SETS },
    { "iam",  "UpdateRole",                                 SETS },
    { "iam",  "UpdateRoleDescription",                      SETS },
    { "logs", "AssociateKmsKey",                            SETS },
    { "logs", "CreateLogGroup",                             MAKES },
    { "logs", "DeleteLogGroup",                             SETS },
    { "logs", "DeleteRetentionPolicy",                      SETS },
    { "logs", "DisassociateKmsKey",                         SETS },
    { "logs", "PutRetentionPolicy",                         SETS },
    { "logs", "TagResource",                                SETS },
    { "logs", "UntagResource",                              SETS },
    { "s3",   "AbortMultipartUpload",                       SETS },
    { "s3",   "CreateBucket",                               MAKES },
    { "s3",   "DeleteBucket",                               SETS },
    { "s3",   "DeleteBucketEncryption",                     SETS },
    { "s3",   "DeleteBucketLifecycle",                      SETS },
    { "s3",   "DeleteBucketOwnershipControls",              SETS },
    { "s3",   "DeleteBucketPolicy",                         SETS },
    { "s3",   "DeleteBucketTagging",                        SETS },
    { "s3",   "DeleteObjects",                              SETS },
    { "s3",   "DeletePublicAccessBlock",                    SETS },
    { "s3",   "PutBucketEncryption",                        SETS },
    { "s3",   "PutBucketLifecycleConfiguration",            SETS },
    { "s3",   "PutBucketOwnershipControls",                 SETS },
    { "s3",   "PutBucketPolicy",                            SETS },
    { "s3",   "PutBucketTagging",                           SETS },
    { "s3",   "PutBucketVersioning",                        SETS },
    { "s3",   "PutPublicAccessBlock",                       SETS },
    { "sso-oidc", "CreateToken",                            SETS }, /* a token, and nothing that stays */
};
/* clang-format on */

static const struct row *row_of(const struct aws_service *service, const struct aws_operation *operation) {
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (strcmp(rows[i].operation, operation->name) == 0 && strcmp(rows[i].service, service->name) == 0)
            return &rows[i];
    return NULL;
}

enum retry_effect retry_effect_of(const struct aws_service *service, const struct aws_operation *operation) {
    const struct row *row = row_of(service, operation);
    if (row)
        return row->effect;
    for (size_t i = 0; i < COUNT_OF(reading); i++)
        if (strncmp(operation->name, reading[i], strlen(reading[i])) == 0)
            return RETRY_EFFECT_READS;
    return RETRY_EFFECT_UNKNOWN;
}

const char *retry_token_of(const struct aws_service *service, const struct aws_operation *operation) {
    for (uint16_t i = 0; operation->input && i < operation->input->member_count; i++)
        if (operation->input->members[i].idempotency_token)
            return operation->input->members[i].name;
    const struct row *row = row_of(service, operation);
    return row ? row->token : NULL;
}

static bool is_filled_in(const struct aws_operation *operation, const char *token) {
    const struct aws_member *member = aws_member_find(operation->input, token);
    return member && member->idempotency_token;
}

bool retry_is_repeatable(const struct aws_service *service, const struct aws_operation *operation,
                         const json_t *input) {
    const enum retry_effect effect = retry_effect_of(service, operation);
    if (effect == RETRY_EFFECT_READS || effect == RETRY_EFFECT_SETS)
        return true;
    const char *token = retry_token_of(service, operation);
    return token && (is_filled_in(operation, token) || json_is_string(json_object_get(input, token)));
}

bool retry_effect_row(size_t i, const char **ret_service, const char **ret_operation) {
    if (i >= COUNT_OF(rows))
        return false;
    *ret_service = rows[i].service;
    *ret_operation = rows[i].operation;
    return true;
}
