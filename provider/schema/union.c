/* oneOf: the first alternative that takes the value, without conversions before with. */
#include <string.h>

#include "base/json.h"
#include "schema/private.h"
#include "value/value.h"

/* The checked value, or NULL when the alternative does not take it. */
static json_t *attempt(struct checker *c, const json_t *alternative, const json_t *extra, const json_t *value,
                       bool strict) {
    struct schema_failures *failures = c->failures;
    const bool strict_before = c->strict;
    auto_failures scratch = { 0 };
    c->failures = &scratch;
    c->strict = strict || strict_before;
    json_t *result = check_value(c, alternative, extra, value);
    c->failures = failures;
    c->strict = strict_before;
    if (scratch.count) {
        json_decref(result);
        return NULL;
    }
    return result;
}

static bool wants_kind(const json_t *alternative, const json_t *value) {
    const json_t *resolved = schema_resolved(alternative);
    const char *type = json_text(resolved, "type");
    if (!type)
        return false;
    if (strcmp(type, "object") == 0)
        return json_is_object(value);
    if (strcmp(type, "array") == 0)
        return json_is_array(value);
    if (strcmp(type, "boolean") == 0)
        return json_is_boolean(value);
    if (strcmp(type, "string") == 0)
        return json_is_string(value);
    return json_is_number(value);
}

/* {"discriminator": {"propertyName": "kind", "mapping": {"a": "#/types/…"}}}: the type that the object names,
 * or NULL. */
static const json_t *discriminated(const json_t *spec, const json_t *value) {
    const json_t *discriminator = json_object_get(spec, "discriminator");
    const char *name = json_text(discriminator, "propertyName");
    const char *tag = name ? json_string_value(value_inner(json_object_get(value, name))) : NULL;
    const char *ref = tag ? json_text(json_object_get(discriminator, "mapping"), tag) : NULL;
    return ref ? schema_referred(ref) : NULL;
}

const json_t *schema_for_value(const json_t *spec, const json_t *value) {
    const json_t *resolved = schema_resolved(spec);
    const json_t *alternatives = json_object_get(resolved, "oneOf");
    const json_t *named = alternatives ? discriminated(resolved, value) : NULL;
    if (named)
        return named;
    size_t i;
    json_t *each;
    json_array_foreach(alternatives, i, each) {
        if (wants_kind(each, value))
            return schema_resolved(each);
    }
    return resolved;
}

static const char *noun_of(const json_t *alternative) {
    const char *type = json_text(schema_resolved(alternative), "type");
    static const char *const NOUNS[][2] = {
        { "string", "a string" },   { "integer", "an integer" }, { "number", "a number" },
        { "boolean", "a boolean" }, { "array", "a list" },
    };
    for (size_t i = 0; type && i < COUNT_OF(NOUNS); i++)
        if (strcmp(type, NOUNS[i][0]) == 0)
            return NOUNS[i][1];
    return "an object";
}

static void fail_union(struct checker *c, const json_t *alternatives, const json_t *value) {
    auto_text wanted = { 0 };
    const size_t count = json_array_size(alternatives);
    for (size_t i = 0; i < count; i++) {
        const char *noun = noun_of(json_array_get(alternatives, i));
        if (wanted.length && strstr(wanted.bytes, noun))
            continue;
        text_printf(&wanted, "%s%s", wanted.length ? " or " : "", noun);
    }
    check_fail_type(c, text_string(&wanted), value);
}

json_t *check_union(struct checker *c, const json_t *spec, const json_t *extra, const json_t *value) {
    const json_t *alternatives = json_object_get(spec, "oneOf");
    const json_t *named = discriminated(spec, value);
    if (named)
        return check_value(c, named, extra, value);
    const json_t *likely = NULL;
    size_t i;
    json_t *each;
    for (int strict = 1; strict >= 0; strict--) {
        json_array_foreach(alternatives, i, each) {
            json_t *result = attempt(c, each, extra, value, strict);
            if (result)
                return result;
            if (!likely && wants_kind(each, value))
                likely = each;
        }
    }
    if (likely)
        return check_value(c, likely, extra, value); /* its failures say most */
    fail_union(c, alternatives, value);
    return json_incref((json_t *)value);
}
