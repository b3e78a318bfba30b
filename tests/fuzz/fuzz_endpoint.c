/*
 * Endpoint rules and the URLs in them. The first byte chooses a service; then come, each ended by a NUL, the texts of its
 * parameters ("" is absent; a list is divided by commas), and a text that is taken for a URL, an ARN and a bucket.
 */
#include <string.h>

#include "aws/endpoint/endpoint.h"
#include "aws/endpoint/functions.h"
#include "base/json.h"
#include "support/fuzz.h"

static json_t *parameter_value(const struct endpoint_parameter *parameter, const char *text) {
    if (parameter->kind == RULE_PARAMETER_STRING)
        return json_string(text);
    if (parameter->kind == RULE_PARAMETER_BOOLEAN)
        return json_boolean(*text == '1');
    json_t *list = json_array();
    for (;;) {
        const size_t length = strcspn(text, ",");
        json_array_append_new(list, json_stringn(text, length));
        if (!text[length])
            return list;
        text += length + 1;
    }
}

static json_t *read_parameters(struct arena *arena, const struct endpoint_rules *rules,
                               struct fuzz_input *input) {
    json_t *parameters = json_object();
    for (uint16_t i = 0; i < rules->parameter_count; i++) {
        const char *text = fuzz_text(arena, input);
        if (*text)
            json_object_set_new(parameters, rules->parameters[i].name,
                                parameter_value(&rules->parameters[i], text));
    }
    return parameters;
}

static void check_split(struct arena *arena, const char *url) {
    const char *scheme = NULL, *authority = NULL, *path = NULL;
    json_auto_t *parsed = rule_parse_url(arena, url);
    if (!endpoint_split_url(arena, url, &scheme, &authority, &path)) {
        FUZZ_CHECK(!parsed);
        return;
    }
    FUZZ_CHECK(strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    FUZZ_CHECK(*authority && !strpbrk(authority, "/@?# ") && (!*path || *path == '/'));
    FUZZ_CHECK(strcmp(arena_printf(arena, "%s://%s%s", scheme, authority, path), url) == 0);
}

/* A region that could be one, and no endpoint of the user's own: the host is one that AWS's names can stand for, whatever
 * the bucket. (The published rules do not count the characters of its labels.) */
static void check_host(const json_t *parameters, const struct endpoint *endpoint) {
    const char *region = json_text(parameters, "Region");
    if (!region || !rule_is_host_label(region, false) || json_object_get(parameters, "Endpoint"))
        return;
    static const char characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%";
    FUZZ_CHECK(strspn(endpoint->authority, characters) == strlen(endpoint->authority));
    const char *suffix = strstr(endpoint->authority, ".amazonaws.com");
    FUZZ_CHECK(suffix || !strstr(endpoint->url, ".amazonaws.com"));
    FUZZ_CHECK(strcmp(endpoint->scheme, "https") == 0);
}

static void check_rules(struct arena *arena, const struct endpoint_rules *rules, const json_t *parameters,
                        size_t size) {
    auto_error *error = NULL;
    struct endpoint endpoint = { 0 };
    const bool good = endpoint_resolve(arena, rules, parameters, &endpoint, &error);
    fuzz_check_error(good, error, size);
    if (!good)
        return;
    check_split(arena, endpoint.url);
    check_host(parameters, &endpoint);
    FUZZ_CHECK(endpoint.properties);
}

static void check_functions(struct arena *arena, const char *text) {
    check_split(arena, text);
    json_auto_t *arn = rule_parse_arn(text);
    json_auto_t *partition = rule_partition(text);
    json_auto_t *middle = rule_substring(text, 1, 4, false);
    json_auto_t *end = rule_substring(text, 0, 2, true);
    json_auto_t *attribute = rule_attribute(arn, text);
    FUZZ_CHECK(partition && json_text(partition, "dnsSuffix"));
    FUZZ_CHECK(arn || !attribute);
    FUZZ_CHECK(!arn || strncmp(text, "arn:", 4) == 0);
    FUZZ_CHECK(!middle || json_string_length(middle) == 3);
    FUZZ_CHECK(!end || json_string_length(end) == 2);
    FUZZ_CHECK(!rule_is_virtual_hostable_bucket(text, true) || rule_is_host_label(text, true));
    FUZZ_CHECK(!rule_is_host_label(text, false) || rule_is_host_label(text, true));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    struct fuzz_input input = { data, size };
    size_t count = 0;
    while (endpoint_tables[count])
        count++;
    const struct endpoint_rules *rules = endpoint_tables[fuzz_byte(&input) % count];
    json_auto_t *parameters = read_parameters(arena, rules, &input);
    check_rules(arena, rules, parameters, size);
    check_functions(arena, fuzz_text(arena, &input));
    return 0;
}
