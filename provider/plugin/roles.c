#include "plugin/roles.h"

#include "base/duration.h"
#include "base/json.h"

// clang-format off
static const struct {
    const char *property;
    const char *member;
} same[] = {
    { "roleArn",              "RoleArn"              },
    { "sessionName",          "RoleSessionName"      },
    { "externalId",           "ExternalId"           },
    { "policy",               "Policy"               },
    { "transitiveTagKeys",    "TransitiveTagKeys"    },
    { "sourceIdentity",       "SourceIdentity"       },
    { "webIdentityToken",     "WebIdentityToken"     },
    { "webIdentityTokenFile", "WebIdentityTokenFile" },
};
// clang-format on

static json_t *policies(const json_t *arns) {
    json_t *list = json_array();
    size_t i;
    json_t *arn;
    json_array_foreach(arns, i, arn) {
        json_array_append_new(list, json_pack("{s:O}", "arn", arn));
    }
    return list;
}

static json_t *tags(const json_t *map) {
    json_t *list = json_array();
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)map, key, value) {
        json_array_append_new(list, json_pack("{s:s, s:O}", "Key", key, "Value", value));
    }
    return list;
}

static json_t *role(const json_t *inputs) {
    json_t *members = json_object();
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        json_t *value = json_object_get(inputs, same[i].property);
        if (value)
            json_object_set(members, same[i].member, value);
    }
    int64_t seconds = 0;
    const char *duration = json_text(inputs, "duration");
    if (duration && duration_parse_s(duration, &seconds))
        json_object_set_new(members, "DurationSeconds", json_integer(seconds));
    if (json_array_size(json_object_get(inputs, "policyArns")))
        json_object_set_new(members, "PolicyArns", policies(json_object_get(inputs, "policyArns")));
    if (json_object_size(json_object_get(inputs, "tags")))
        json_object_set_new(members, "Tags", tags(json_object_get(inputs, "tags")));
    return members;
}

json_t *roles_to_assume(const json_t *inputs) {
    const json_t *roles = json_object_get(inputs, "assumeRoles");
    if (!json_array_size(roles))
        return NULL;
    json_t *list = json_array();
    size_t i;
    json_t *each;
    json_array_foreach(roles, i, each) {
        json_array_append_new(list, role(each));
    }
    return list;
}

json_t *roles_web_identity(const json_t *inputs) {
    const json_t *web_identity = json_object_get(inputs, "assumeRoleWithWebIdentity");
    return web_identity ? role(web_identity) : NULL;
}
