#include "plugin/config_check.h"

#include <stdlib.h>
#include <string.h>

#include "aws/model.h"
#include "base/duration.h"
#include "base/json.h"
#include "base/memory.h"
#include "plugin/configuration.h"
#include "value/value.h"

/* AWS allows no more where a role is taken on with another role's credentials. Source: "Methods to assume a role", IAM
 * user guide (role chaining). */
enum { CHAINED_SESSION_MOST_S = 3600 };

static void check_endpoints(const json_t *inputs, struct schema_failures *failures) {
    const char *name;
    json_t *url;
    json_object_foreach(value_inner(json_object_get(inputs, "endpoints")), name, url) {
        if (aws_service_find(name))
            continue;
        auto_text known = { 0 };
        for (size_t i = 0; aws_services[i]; i++)
            text_printf(&known, "%s%s", i ? ", " : "", aws_services[i]->name);
        schema_fail(failures, "endpoints", "there is no service \"%s\"; known are %s", name,
                    text_string(&known));
    }
}

/* Whose credentials take a role on is known here where the program says so; else AWS says it (credentials/sts.c). */
static void check_chain(const json_t *inputs, struct schema_failures *failures) {
    const json_t *roles = value_inner(json_object_get(inputs, "assumeRoles"));
    const json_t *web_identity = json_object_get(inputs, "assumeRoleWithWebIdentity");
    const bool first_is_chained = web_identity && !value_is_unknown(value_inner(web_identity));
    for (size_t i = first_is_chained ? 0 : 1; i < json_array_size(roles); i++) {
        const char *duration = json_string_value(
            value_inner(json_object_get(value_inner(json_array_get(roles, i)), "duration")));
        int64_t seconds = 0;
        if (duration && duration_parse_s(duration, &seconds) && seconds > CHAINED_SESSION_MOST_S)
            schema_fail(
                failures, "assumeRoles",
                "assumeRoles[%zu].duration: %s is too long: it must be 1h or less for a role taken on with "
                "the credentials of %s",
                i, duration, i ? "the role before it" : "the role of assumeRoleWithWebIdentity");
    }
}

/* The engine prints the value of the property that a failure names, and here it does not know what is secret. */
static void hide_secrets(const json_t *checked, struct schema_failures *failures) {
    for (size_t i = 0; i < failures->count; i++) {
        struct schema_failure *failure = &failures->items[i];
        if (!value_has_secret(json_object_get(checked, failure->property)))
            continue;
        if (strncmp(failure->reason, failure->property, strlen(failure->property)) != 0) {
            char *longer = xprintf("%s: %s", failure->property, failure->reason);
            free(failure->reason);
            failure->reason = longer;
        }
        failure->property[0] = '\0';
    }
}

json_t *config_checked(const json_t *inputs, struct schema_failures *failures) {
    json_t *checked = schema_check(schema_provider(), inputs, failures);
    check_endpoints(checked, failures);
    check_chain(checked, failures);
    hide_secrets(checked, failures);
    return checked;
}

/* ---- against files and environment ---- */

static void add_failure(const json_t *checked, const struct error *error, struct schema_failures *failures) {
    const char *path = error->property ? error->property : "";
    auto_free char *property = xstrndup(path, strcspn(path, ".["));
    const bool given = json_object_get(checked, property) != NULL;
    auto_free char *text = error_text(error);
    if (*path && !(given && strcmp(property, path) == 0))
        schema_fail(failures, given ? property : "", "%s: %s", path, text);
    else
        schema_fail(failures, property, "%s", text);
}

/* "aws" of arn:aws:iam::…; a heap string. */
static char *partition_of_arn(const char *arn) {
    const char *start = strncmp(arn, "arn:", 4) == 0 ? arn + 4 : arn;
    return xstrndup(start, strcspn(start, ":"));
}

static void check_partition(const struct aws_client *client, const char *path, const json_t *role,
                            struct schema_failures *failures) {
    const char *arn = json_text(role, "roleArn");
    auto_free char *partition = partition_of_arn(arn ? arn : "");
    auto_free char *property = xstrndup(path, strcspn(path, "["));
    if (arn && strcmp(partition, aws_partition(client)) != 0)
        schema_fail(failures, property,
                    "%s.roleArn: the role is in the partition %s, the region %s in %s: take a role "
                    "there, or another region",
                    path, partition, aws_region(client), aws_partition(client));
}

static void check_partitions(const struct aws_client *client, const json_t *plain,
                             struct schema_failures *failures) {
    size_t i;
    json_t *role;
    json_array_foreach(json_object_get(plain, "assumeRoles"), i, role) {
        auto_free char *path = xprintf("assumeRoles[%zu]", i);
        check_partition(client, path, role, failures);
    }
    const json_t *web_identity = json_object_get(plain, "assumeRoleWithWebIdentity");
    if (web_identity)
        check_partition(client, "assumeRoleWithWebIdentity", web_identity, failures);
}

void config_settle(json_t *checked, struct schema_failures *failures) {
    if (failures->count || value_has_unknown(checked))
        return;
    json_auto_t *plain = value_plain(checked);
    auto_error *error = NULL;
    struct aws_client *client = NULL;
    if (!configuration_client(plain, &client, &error)) {
        add_failure(checked, error, failures);
        hide_secrets(checked, failures);
        return;
    }
    check_partitions(client, plain, failures);
    hide_secrets(checked, failures);
    if (!json_object_get(checked, "region"))
        json_object_set_new(checked, "region", json_string(aws_region(client)));
    aws_client_free(client);
}
