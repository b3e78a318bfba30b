/* Roles and their policies. Source: https://docs.aws.amazon.com/IAM/latest/APIReference/ */
#include <string.h>

#include "resources/engine.h"
#include "resources/tables.h"

// clang-format off

static const struct tagging iam_role_tagging = {
    .create = "Tags",
    .tag    = { "TagRole",   "RoleName=$id Tags=$tags" },
    .untag  = { "UntagRole", "RoleName=$id TagKeys=$keys" },
};

/* A principal of a moment ago (K18, aws-rules: "documents"). */
static const struct again principal_too_new[] = {
    { "MalformedPolicyDocument", "Invalid principal", 120 },
    { NULL }
};

/* Two changes of one role at a time. */
static const struct again role_busy[] = {
    { "ConcurrentModification", NULL, 120 },
    { "DeleteConflict",         NULL, 30 },
    { NULL }
};

/* ---- Role ---- */

static const struct field role_fields[] = {
    { "name",                "RoleName",                 SAME },
    { "path",                "Path",                     SAME },
    { "assumeRolePolicy",    "AssumeRolePolicyDocument", SAME, .as = AS_DOCUMENT },
    { "description",         "Description",              SAME },
    { "maxSessionDuration",  "MaxSessionDuration",       SAME, .none = "3600" },
    { "permissionsBoundary", "PermissionsBoundary.PermissionsBoundaryArn", "PermissionsBoundary" },
    { "arn",                 "Arn"                            },
    { "uniqueId",            "RoleId"                         },
    { "createDate",          "CreateDate"                     },
    { NULL }
};

static const struct step role_steps[] = {
    { "assumeRolePolicy",    { "UpdateAssumeRolePolicy", "RoleName=$id PolicyDocument=assumeRolePolicy", .again = principal_too_new }, .at = AT_UPDATE },
    { "description maxSessionDuration",
                             { "UpdateRole", "RoleName=$id Description=description|'' MaxSessionDuration=maxSessionDuration" }, .at = AT_UPDATE },
    { "permissionsBoundary", { "PutRolePermissionsBoundary", "RoleName=$id PermissionsBoundary=permissionsBoundary" },
                             { "DeleteRolePermissionsBoundary", "RoleName=$id", .ignore = "NoSuchEntity" }, .at = AT_UPDATE },
    { NULL }
};

// clang-format on

/* Takes one thing after another from the role: every element of a listing, by the call that removes it. */
static bool strip(struct resource_request *rq, const char *role, const char *list, const char *items,
                  const char *member, const char *remove, const char *parameter, struct error **err) {
    json_auto_t *request = json_pack("{s:s}", "RoleName", role);
    json_auto_t *answer = NULL;
    auto_error *problem = NULL;
    if (!aws_call_pages(rq->provider->aws, rq->cancel, "iam", list, request, &answer, &problem)) {
        if (error_has_code(problem, "NoSuchEntity"))
            return true;
        *err = TAKE(problem);
        return false;
    }
    const json_t *found = json_object_get(answer, items);
    for (size_t i = 0; i < json_array_size(found); i++) {
        json_t *element = json_array_get(found, i);
        json_t *name = member ? json_object_get(element, member) : element;
        json_auto_t *taken = json_pack("{s:s, s:O}", "RoleName", role, parameter, name);
        json_auto_t *done = NULL;
        auto_error *refused = NULL;
        if (aws_call(rq->provider->aws, rq->cancel, "iam", remove, taken, &done, &refused) ||
            error_has_code(refused, "NoSuchEntity"))
            continue;
        *err = TAKE(refused);
        return false;
    }
    return true;
}

static bool strip_role(struct resource_request *rq, const char *id, const json_t *values,
                       struct error **err) {
    if (!json_truth(values, "forceDetachPolicies", false))
        return true;
    return strip(rq, id, "ListAttachedRolePolicies", "AttachedPolicies", "PolicyArn", "DetachRolePolicy",
                 "PolicyArn", err) &&
           strip(rq, id, "ListRolePolicies", "PolicyNames", NULL, "DeleteRolePolicy", "PolicyName", err);
}

// clang-format off

const struct resource_table iam_role = {
    .token    = "utm:iam:Role",
    .service  = "iam",
    .title    = "role",
    .create   = { "CreateRole", .again = principal_too_new },
    .id       = "{name}",
    .read     = { "GetRole", "RoleName=$id" },
    .item     = "Role",
    .remove   = { { "DeleteRole", "RoleName=$id", .again = role_busy } },
    .list     = { "ListRoles", NULL, "Roles", "RoleName" },
    .fields   = role_fields,
    .steps    = role_steps,
    .tagging  = &iam_role_tagging,
    .gone     = "NoSuchEntity",
    .taken    = "EntityAlreadyExists",
    .made     = "CreateDate",
    .name     = "name",
    .name_length = 64,
    .before_remove = strip_role,
};

/* ---- RolePolicy ---- */

static const struct field role_policy_fields[] = {
    { "role",   "RoleName",       SAME },
    { "name",   "PolicyName",     SAME },
    { "policy", "PolicyDocument", SAME, .as = AS_DOCUMENT },
    { NULL }
};

static const struct step role_policy_steps[] = {
    { "policy", { "PutRolePolicy", "RoleName=role PolicyName=name PolicyDocument=policy" }, .at = AT_UPDATE },
    { NULL }
};

const struct resource_table iam_role_policy = {
    .token    = "utm:iam:RolePolicy",
    .service  = "iam",
    .title    = "role policy",
    .create   = { "PutRolePolicy" },
    .id       = "{role}:{name}",
    .read     = { "GetRolePolicy", "RoleName=role PolicyName=name" },
    .item     = "",
    .remove   = { { "DeleteRolePolicy", "RoleName=role PolicyName=name" } },
    .list     = { "ListRolePolicies", "RoleName=@RoleName", "PolicyNames", "{@RoleName}:{@itself}", .of = "ListRoles", .of_items = "Roles" },
    .fields   = role_policy_fields,
    .steps    = role_policy_steps,
    .gone     = "NoSuchEntity",
    .overwrites = "*", /* PutRolePolicy */
    .name     = "name",
    .name_length = 128,
};

/* ---- RolePolicyAttachment ---- */

static const struct field role_policy_attachment_fields[] = {
    { "role",      NULL,        "RoleName" },
    { "policyArn", "PolicyArn", SAME },
    { NULL }
};

const struct resource_table iam_role_policy_attachment = {
    .token    = "utm:iam:RolePolicyAttachment",
    .service  = "iam",
    .title    = "policy attachment",
    .create   = { "AttachRolePolicy" },
    .id       = "{role}/{policyArn}",
    .read     = { "ListAttachedRolePolicies", "RoleName=role" },
    .item     = "AttachedPolicies",
    .match    = "PolicyArn=policyArn",
    .remove   = { { "DetachRolePolicy", "RoleName=role PolicyArn=policyArn" } },
    .list     = { "ListAttachedRolePolicies", "RoleName=@RoleName", "AttachedPolicies", "{@RoleName}/{@PolicyArn}", .of = "ListRoles", .of_items = "Roles" },
    .fields   = role_policy_attachment_fields,
    .gone     = "NoSuchEntity",
};
