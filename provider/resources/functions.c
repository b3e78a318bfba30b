/* Functions (Invoke): what is there already, asked of AWS. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "resources/account.h"
#include "resources/resource.h"

struct question {
    const struct provider *provider;
    struct cancel *cancel;
    const json_t *arguments;
};

struct function {
    const char *token;
    bool (*answer)(const struct question *question, json_t **ret_result, struct error **err);
};

static bool ec2(const struct question *question, const char *operation, const json_t *request,
                json_t **ret_answer, struct error **err) {
    return aws_call_pages(question->provider->aws, question->cancel, "ec2", operation, request, ret_answer,
                          err);
}

static void add_filter(json_t *request, const char *name, json_t *values) {
    json_t *filters = json_object_get(request, "Filters");
    if (!filters)
        json_object_set_new(request, "Filters", filters = json_array());
    json_array_append_new(filters, json_pack("{s:s, s:o}", "Name", name, "Values", values));
}

/* The user's own filters: [{name, values}]. */
static void add_filters(json_t *request, const json_t *filters) {
    for (size_t i = 0; i < json_array_size(filters); i++) {
        const json_t *filter = json_array_get(filters, i);
        add_filter(request, json_text(filter, "name"), json_incref(json_object_get(filter, "values")));
    }
}

static void add_text_filter(json_t *request, const char *name, const char *text) {
    if (text)
        add_filter(request, name, json_pack("[s]", text));
}

/* ---- getCallerIdentity ---- */

static bool caller_identity(const struct question *question, json_t **ret_result, struct error **err) {
    json_auto_t *identity = NULL;
    if (!account_identity(question->provider, question->cancel, &identity, err))
        return false;
    *ret_result = json_pack("{s:O*, s:O*, s:O*}", "accountId", json_object_get(identity, "Account"), "arn",
                            json_object_get(identity, "Arn"), "userId", json_object_get(identity, "UserId"));
    return true;
}

/* ---- getAvailabilityZones ---- */

static int by_name(const void *a, const void *b) {
    const json_t *const *left = a;
    const json_t *const *right = b;
    return strcmp(json_text(*left, "ZoneName"), json_text(*right, "ZoneName"));
}

static void collect_zones(const json_t **zones, size_t count, const json_t *arguments, json_t *result) {
    json_t *names = json_object_get(result, "names");
    json_t *ids = json_object_get(result, "zoneIds");
    json_t *groups = json_object_get(result, "groupNames");
    for (size_t i = 0; i < count; i++) {
        const char *name = json_text(zones[i], "ZoneName");
        const char *id = json_text(zones[i], "ZoneId");
        const char *group = json_text(zones[i], "GroupName");
        if (json_has_text(json_object_get(arguments, "excludeNames"), name) ||
            (id && json_has_text(json_object_get(arguments, "excludeZoneIds"), id)))
            continue;
        json_array_append_new(names, json_string(name));
        json_array_append_new(ids, json_string(id ? id : ""));
        if (group && !json_has_text(groups, group))
            json_array_append_new(groups, json_string(group));
    }
}

static bool availability_zones(const struct question *question, json_t **ret_result, struct error **err) {
    json_auto_t *request = json_object();
    json_auto_t *answer = NULL;
    if (json_truth(question->arguments, "allAvailabilityZones", false))
        json_object_set_new(request, "AllAvailabilityZones", json_true());
    add_text_filter(request, "state", json_text(question->arguments, "state"));
    add_filters(request, json_object_get(question->arguments, "filters"));
    if (!ec2(question, "DescribeAvailabilityZones", request, &answer, err))
        return false;
    const json_t *list = json_object_get(answer, "AvailabilityZones");
    auto_free const json_t **zones = xcalloc(json_array_size(list), sizeof *zones);
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_text(json_array_get(list, i), "ZoneName"))
            zones[count++] = json_array_get(list, i);
    qsort(zones, count, sizeof *zones, by_name);
    *ret_result = json_pack("{s:[], s:[], s:[]}", "names", "zoneIds", "groupNames");
    collect_zones(zones, count, question->arguments, *ret_result);
    return true;
}

/* ---- getVpc ---- */

static json_t *vpc_request(const json_t *arguments) {
    json_t *request = json_object();
    const json_t *by_default = json_object_get(arguments, "default");
    const char *key;
    json_t *value;
    if (json_text(arguments, "id"))
        json_object_set_new(request, "VpcIds", json_pack("[s]", json_text(arguments, "id")));
    add_text_filter(request, "cidr-block-association.cidr-block", json_text(arguments, "cidrBlock"));
    add_text_filter(request, "dhcp-options-id", json_text(arguments, "dhcpOptionsId"));
    add_text_filter(request, "state", json_text(arguments, "state"));
    if (json_is_boolean(by_default))
        add_text_filter(request, "is-default", json_is_true(by_default) ? "true" : "false");
    json_object_foreach(json_object_get(arguments, "tags"), key, value) {
        auto_free char *name = xprintf("tag:%s", key);
        add_text_filter(request, name, json_string_value(value));
    }
    add_filters(request, json_object_get(arguments, "filters"));
    return request;
}

static bool one_vpc(const struct question *question, const char **ret_id, json_t **ret_answer,
                    struct error **err) {
    json_auto_t *request = vpc_request(question->arguments);
    if (!ec2(question, "DescribeVpcs", request, ret_answer, err))
        return false;
    const size_t count = json_array_size(json_object_get(*ret_answer, "Vpcs"));
    if (count == 0)
        return error_set(err, ERROR_INPUT, "no VPC in this account and region meets these conditions");
    if (count > 1)
        return error_set(err, ERROR_INPUT,
                         "%zu VPCs meet these conditions; give the id, or conditions that only one meets",
                         count);
    *ret_id = json_string_value(json_at(*ret_answer, "Vpcs[0].VpcId"));
    return true;
}

/* The rest is what Read gives for the type, so that both always say the same. */
static bool vpc(const struct question *question, json_t **ret_result, struct error **err) {
    json_auto_t *found = NULL;
    const char *id = NULL;
    if (!one_vpc(question, &id, &found, err))
        return false;
    auto_arena *arena = arena_new();
    struct resource_request rq = { .provider = question->provider,
                                   .table = resource_find("utm:ec2:Vpc"),
                                   .arena = arena,
                                   .cancel = question->cancel };
    json_auto_t *nothing = json_object();
    auto_result result = { 0 };
    if (!resource_read(&rq, id, nothing, nothing, &result, err))
        return false;
    if (!result.id)
        return error_set(err, ERROR_INPUT, "VPC %s was deleted a moment ago", id);
    json_t *properties = json_incref(result.outputs);
    json_object_set_new(properties, "id", json_string(id));
    json_object_set(properties, "default", json_at(found, "Vpcs[0].IsDefault"));
    json_object_set(properties, "state", json_at(found, "Vpcs[0].State"));
    json_object_set(properties, "tags", json_object_get(properties, "tagsAll"));
    *ret_result = properties;
    return true;
}

// clang-format off

static const struct function functions[] = {
    { "utm:index:getCallerIdentity",    caller_identity    },
    { "utm:index:getAvailabilityZones", availability_zones },
    { "utm:index:getVpc",               vpc                },
};

// clang-format on

/* Only what the schema promises goes out. */
static json_t *as_declared(const char *token, const json_t *result) {
    const json_t *properties = json_at(schema_function(token), "outputs.properties");
    json_t *declared = json_object();
    const char *name;
    json_t *property;
    json_object_foreach((json_t *)properties, name, property) {
        json_t *value = json_object_get(result, name);
        if (value)
            json_object_set(declared, name, value);
    }
    return declared;
}

bool function_invoke(const struct provider *provider, struct cancel *cancel, const char *token,
                     const json_t *arguments, json_t **ret_result, struct error **err) {
    const struct question question = { .provider = provider, .cancel = cancel, .arguments = arguments };
    for (size_t i = 0; i < COUNT_OF(functions); i++) {
        if (strcmp(functions[i].token, token) != 0)
            continue;
        json_auto_t *result = NULL;
        if (!functions[i].answer(&question, &result, err))
            return false;
        *ret_result = as_declared(token, result);
        return true;
    }
    return error_set(err, ERROR_INPUT, "there is no function %s", token);
}
