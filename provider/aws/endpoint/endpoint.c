#include "aws/endpoint/endpoint.h"

#include <stdlib.h>
#include <string.h>

#include "aws/endpoint/functions.h"
#include "aws/http/http.h"
#include "base/json.h"
#include "base/text.h"

/* One evaluation. Values are JSON; NULL is "no value", for which no condition holds. */
struct evaluation {
    struct arena *arena;
    const struct endpoint_rules *rules;
    const json_t *parameters;
    json_t **slots; /* owned references */
    struct endpoint *endpoint;
    struct error **err;
};

enum outcome { NO_MATCH, FOUND, REFUSED };

static json_t *evaluate(struct evaluation *evaluation, uint16_t at);

static const uint16_t *words_at(const struct evaluation *evaluation, uint16_t at) {
    return evaluation->rules->words + at;
}

static const char *text_at(const struct evaluation *evaluation, uint16_t offset) {
    return evaluation->rules->text + offset;
}

static json_t *template_value(struct evaluation *evaluation, const uint16_t *parts, uint16_t count) {
    auto_text text = { 0 };
    for (uint16_t i = 0; i < count; i++) {
        json_auto_t *part = evaluate(evaluation, parts[i]);
        if (!json_is_string(part))
            return NULL;
        text_add(&text, json_string_value(part));
    }
    return json_string(text_string(&text));
}

static json_t *list_value(struct evaluation *evaluation, const uint16_t *items, uint16_t count) {
    json_t *list = json_array();
    for (uint16_t i = 0; i < count; i++)
        json_array_append_new(list, evaluate(evaluation, items[i]));
    return list;
}

static json_t *object_value(struct evaluation *evaluation, const uint16_t *members, uint16_t count) {
    json_t *object = json_object();
    for (uint16_t i = 0; i < count; i++)
        json_object_set_new(object, text_at(evaluation, members[2 * i]),
                            evaluate(evaluation, members[2 * i + 1]));
    return object;
}

/* Functions over text. A missing argument gives no value. */
static json_t *text_function(struct evaluation *evaluation, uint16_t function, json_t *const *values) {
    const char *text = json_string_value(values[0]);
    if (!text)
        return NULL;
    switch (function) {
    case RULE_SUBSTRING:
        return rule_substring(text, json_integer_value(values[1]), json_integer_value(values[2]),
                              json_is_true(values[3]));
    case RULE_STRING_EQUALS:
        return json_boolean(json_is_string(values[1]) && strcmp(text, json_string_value(values[1])) == 0);
    case RULE_PARSE_URL:
        return rule_parse_url(evaluation->arena, text);
    case RULE_URI_ENCODE:
        return json_string(http_escape(evaluation->arena, text, ""));
    case RULE_IS_VALID_HOST_LABEL:
        return json_boolean(rule_is_host_label(text, json_is_true(values[1])));
    case RULE_PARTITION:
        return rule_partition(text);
    case RULE_PARSE_ARN:
        return rule_parse_arn(text);
    case RULE_IS_VIRTUAL_HOSTABLE_BUCKET:
        return json_boolean(rule_is_virtual_hostable_bucket(text, json_is_true(values[1])));
    default:
        return NULL;
    }
}

static json_t *function_value(struct evaluation *evaluation, uint16_t function, json_t *const *values) {
    switch (function) {
    case RULE_IS_SET:
        return json_boolean(values[0] && !json_is_null(values[0]));
    case RULE_NOT:
        return json_boolean(!values[0] || json_is_false(values[0]));
    case RULE_BOOLEAN_EQUALS:
        return json_boolean(json_is_boolean(values[0]) && json_is_boolean(values[1]) &&
                            json_is_true(values[0]) == json_is_true(values[1]));
    case RULE_GET_ATTR:
        return values[0] ? rule_attribute(values[0], json_string_value(values[1])) : NULL;
    default:
        return text_function(evaluation, function, values);
    }
}

static json_t *call(struct evaluation *evaluation, uint16_t function, const uint16_t *arguments,
                    uint16_t count) {
    enum { MOST_ARGUMENTS = 4 };
    json_t *values[MOST_ARGUMENTS] = { NULL };
    for (uint16_t i = 0; i < count && i < MOST_ARGUMENTS; i++)
        values[i] = evaluate(evaluation, arguments[i]);
    json_t *value = function_value(evaluation, function, values);
    for (size_t i = 0; i < MOST_ARGUMENTS; i++)
        json_decref(values[i]);
    return value;
}

/* A new reference, or NULL. */
static json_t *evaluate(struct evaluation *evaluation, uint16_t at) {
    const uint16_t *word = words_at(evaluation, at);
    switch (word[0]) {
    case RULE_TEXT:
        return json_string(text_at(evaluation, word[1]));
    case RULE_INTEGER:
        return json_integer(word[1]);
    case RULE_TRUE:
        return json_true();
    case RULE_FALSE:
        return json_false();
    case RULE_REFERENCE:
        return json_incref(evaluation->slots[word[1]]);
    case RULE_TEMPLATE:
        return template_value(evaluation, word + 2, word[1]);
    case RULE_LIST:
        return list_value(evaluation, word + 2, word[1]);
    case RULE_OBJECT:
        return object_value(evaluation, word + 2, word[1]);
    default:
        return call(evaluation, word[0], word + 2, word[1]);
    }
}

static bool holds(struct evaluation *evaluation, uint16_t at) {
    const uint16_t *word = words_at(evaluation, at);
    json_auto_t *value = evaluate(evaluation, word[1]);
    if (word[0]) {
        json_decref(evaluation->slots[word[0] - 1]);
        evaluation->slots[word[0] - 1] = json_incref(value);
    }
    return value && !json_is_false(value) && !json_is_null(value);
}

static bool all_hold(struct evaluation *evaluation, uint16_t block) {
    const uint16_t *word = words_at(evaluation, block);
    for (uint16_t i = 0; i < word[0]; i++)
        if (!holds(evaluation, word[1 + i]))
            return false;
    return true;
}

/*
 * The first way to sign that we know. Others on offer: sigv4a (keys for several regions at once) and
 * sigv4-s3express (a session per bucket).
 */
static bool read_auth_scheme(struct evaluation *evaluation, const json_t *properties) {
    struct arena *arena = evaluation->arena;
    struct endpoint *endpoint = evaluation->endpoint;
    const json_t *schemes = json_object_get(properties, "authSchemes");
    size_t i;
    const json_t *scheme;
    json_array_foreach(schemes, i, scheme) {
        const char *name = json_text(scheme, "name");
        if (!name || strcmp(name, "sigv4") != 0)
            continue;
        const char *signing_name = json_text(scheme, "signingName");
        const char *region = json_text(scheme, "signingRegion");
        endpoint->signing_name = signing_name ? arena_strdup(arena, signing_name) : NULL;
        endpoint->signing_region = region ? arena_strdup(arena, region) : NULL;
        endpoint->raw_path = json_truth(scheme, "disableDoubleEncoding", false);
        return true;
    }
    return json_array_size(schemes) == 0;
}

/*
 * The rules let some forms of a bucket ("….--op-s3") into the host as they are: "evil.example/…" would take the request,
 * and the session's token with it, to another host.
 */
static bool bucket_breaks_host(const json_t *parameters, const char *url) {
    static const char characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
    const char *bucket = json_text(parameters, "Bucket");
    return bucket && bucket[strspn(bucket, characters)] && strstr(url, bucket);
}

static enum outcome take_endpoint(struct evaluation *evaluation, const uint16_t *word) {
    struct arena *arena = evaluation->arena;
    struct endpoint *endpoint = evaluation->endpoint;
    json_auto_t *url = evaluate(evaluation, word[2]);
    json_auto_t *properties = evaluate(evaluation, word[3]);
    if (!json_is_string(url) || bucket_breaks_host(evaluation->parameters, json_string_value(url)) ||
        !endpoint_split_url(arena, json_string_value(url), &endpoint->scheme, &endpoint->authority,
                            &endpoint->path)) {
        error_set(evaluation->err, ERROR_INPUT, "%s: no valid endpoint URL for these settings",
                  evaluation->rules->service);
        return REFUSED;
    }
    endpoint->url = arena_strdup(arena, json_string_value(url));
    char *text = json_canonical(properties);
    endpoint->properties = arena_strdup(arena, text);
    free(text);
    endpoint->can_sign = read_auth_scheme(evaluation, properties);
    return FOUND;
}

static enum outcome walk(struct evaluation *evaluation, uint16_t block) {
    const uint16_t *rules = words_at(evaluation, block);
    for (uint16_t i = 0; i < rules[0]; i++) {
        const uint16_t *word = words_at(evaluation, rules[1 + i]);
        if (!all_hold(evaluation, word[1]))
            continue;
        if (word[0] == RULE_TREE)
            return walk(evaluation, word[2]);
        if (word[0] == RULE_ENDPOINT)
            return take_endpoint(evaluation, word);
        json_auto_t *message = evaluate(evaluation, word[2]);
        error_set(evaluation->err, ERROR_INPUT, "%s", message ? json_string_value(message) : "refused");
        return REFUSED;
    }
    return NO_MATCH;
}

/* A parameter's default: text for a string, JSON for the others. */
static json_t *otherwise(const struct endpoint_parameter *parameter) {
    if (!parameter->otherwise)
        return NULL;
    if (parameter->kind == RULE_PARAMETER_STRING)
        return json_string(parameter->otherwise);
    return json_loads(parameter->otherwise, JSON_DECODE_ANY, NULL);
}

static bool fill_parameters(struct evaluation *evaluation, const json_t *parameters) {
    for (uint16_t i = 0; i < evaluation->rules->parameter_count; i++) {
        const struct endpoint_parameter *parameter = &evaluation->rules->parameters[i];
        json_t *given = json_object_get(parameters, parameter->name);
        evaluation->slots[i] = given ? json_incref(given) : otherwise(parameter);
        if (!evaluation->slots[i] && parameter->required)
            return error_set(evaluation->err, ERROR_INPUT, "%s: the endpoint rules need %s",
                             evaluation->rules->service, parameter->name);
    }
    return true;
}

bool endpoint_resolve(struct arena *arena, const struct endpoint_rules *rules, const json_t *parameters,
                      struct endpoint *ret_endpoint, struct error **err) {
    struct endpoint endpoint = { 0 };
    struct evaluation evaluation = {
        .arena = arena,
        .rules = rules,
        .parameters = parameters,
        .slots = arena_array(arena, rules->slots, sizeof(json_t *)),
        .endpoint = &endpoint,
        .err = err,
    };
    enum outcome outcome = REFUSED;
    if (fill_parameters(&evaluation, parameters))
        outcome = walk(&evaluation, rules->root);
    for (uint16_t i = 0; i < rules->slots; i++)
        json_decref(evaluation.slots[i]);
    if (outcome == NO_MATCH)
        return error_set(err, ERROR_INPUT, "%s: no endpoint for these settings", rules->service);
    if (outcome == FOUND)
        *ret_endpoint = endpoint;
    return outcome == FOUND;
}

bool endpoint_split_url(struct arena *arena, const char *url, const char **ret_scheme,
                        const char **ret_authority, const char **ret_path) {
    static const char characters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:[]%"; /* no user, RFC 3986 */
    const size_t scheme = strncmp(url, "https://", 8) == 0 ? 5 : 4;
    if (strncmp(url, "http", 4) != 0 || strncmp(url + scheme, "://", 3) != 0 || strpbrk(url, "?# "))
        return false;
    const char *authority = url + scheme + 3;
    const size_t length = strcspn(authority, "/");
    if (length == 0 || authority[0] == ':' || strspn(authority, characters) < length)
        return false;
    *ret_scheme = arena_strndup(arena, url, scheme);
    *ret_authority = arena_strndup(arena, authority, length);
    *ret_path = arena_strdup(arena, authority + length);
    return true;
}

const char *endpoint_path(struct arena *arena, const char *base, const char *path) {
    size_t length = strlen(base);
    while (length && base[length - 1] == '/')
        length--;
    const char *joined = arena_printf(arena, "%.*s%s", (int)length, base, path);
    return *joined ? joined : "/";
}

const struct endpoint_rules *endpoint_rules_find(const char *service) {
    for (size_t i = 0; endpoint_tables[i]; i++)
        if (strcmp(endpoint_tables[i]->service, service) == 0)
            return endpoint_tables[i];
    return NULL;
}
