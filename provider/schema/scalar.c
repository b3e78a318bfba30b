/* Texts, numbers, booleans and enums; conversions between a value and its text. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"
#include "value/value.h"

static json_t *as_given(const json_t *value) {
    return json_incref((json_t *)value);
}

/* No number has a longer text. */
enum { NUMBER_TEXT_MOST = 400 };

/* "8080" → 8080, "true" → true: a text that is the JSON of a number or boolean, white space around it allowed
 * (a value read from a file ends with a newline). NULL: none. */
static json_t *from_text(const struct checker *c, const json_t *value) {
    if (c->strict || !json_is_string(value) || json_string_length(value) > NUMBER_TEXT_MOST)
        return NULL;
    json_t *parsed = json_loads(json_string_value(value), JSON_DECODE_ANY, NULL);
    if (json_is_number(parsed) || json_is_boolean(parsed))
        return parsed;
    json_decref(parsed);
    return NULL;
}

static bool is_whole(const json_t *number) {
    const double real = json_number_value(number);
    return json_is_integer(number) || (trunc(real) == real && fabs(real) < 9223372036854775808.0);
}

static json_t *check_number(struct checker *c, bool whole, const json_t *extra, const json_t *value) {
    json_auto_t *converted = from_text(c, value);
    const json_t *number = converted ? converted : value;
    if (!json_is_number(number) || (whole && !is_whole(number))) {
        check_fail_type(c, whole ? "an integer" : "a number", value);
        return as_given(value);
    }
    check_number_limits(c, extra, number);
    return whole && json_is_real(number) ? json_integer((json_int_t)json_real_value(number))
                                         : as_given(number);
}

static json_t *check_boolean(struct checker *c, const json_t *value) {
    json_auto_t *converted = from_text(c, value);
    if (json_is_boolean(value))
        return as_given(value);
    if (json_is_boolean(converted))
        return as_given(converted);
    check_fail_type(c, "a boolean (true or false)", value);
    return as_given(value);
}

/* What has one text only: 8080, true, and the id of a resource. NULL: nothing of that. */
static json_t *text_of(const struct checker *c, const json_t *value) {
    if (value_is_reference(value) && json_object_get(value, "id")) {
        const char *id = value_id(value);
        return id ? json_string(id) : value_unknown(); /* not created yet */
    }
    if (c->strict || !(json_is_integer(value) || json_is_boolean(value)))
        return NULL;
    auto_free char *text = json_canonical(value);
    return json_string(text);
}

static json_t *check_text(struct checker *c, const json_t *extra, const json_t *value) {
    json_auto_t *converted = json_is_string(value) ? NULL : text_of(c, value);
    const json_t *text = converted ? converted : value;
    if (value_is_unknown(text))
        return as_given(text);
    if (json_is_real(value)) {
        check_fail_type(c, "a string (put it in quotes: as a number, 15.10 is 15.1)", value);
        return as_given(value);
    }
    if (!json_is_string(text)) {
        check_fail_type(c, "a string", value);
        return as_given(value);
    }
    const size_t before = c->failures->count;
    check_text_limits(c, extra, json_string_value(text));
    if (c->failures->count != before)
        return as_given(text);
    auto_free char *instead = check_text_format(c, extra, json_string_value(text));
    return instead ? json_string(instead) : as_given(text);
}

json_t *check_scalar(struct checker *c, const char *type, const json_t *extra, const json_t *value) {
    if (strcmp(type, "integer") == 0)
        return check_number(c, true, extra, value);
    if (strcmp(type, "number") == 0)
        return check_number(c, false, extra, value);
    if (strcmp(type, "boolean") == 0)
        return check_boolean(c, value);
    return check_text(c, extra, value);
}

/* ---- enums ---- */

static bool enum_matches(const json_t *allowed, const json_t *value, bool caseless) {
    const char *a = json_string_value(allowed);
    const char *b = json_string_value(value);
    return caseless && a && b ? strcasecmp(a, b) == 0 : value_equal(allowed, value);
}

static const json_t *enum_find(const json_t *values, const json_t *value, bool caseless) {
    size_t i;
    json_t *each;
    json_array_foreach(values, i, each) {
        if (enum_matches(json_object_get(each, "value"), value, caseless))
            return json_object_get(each, "value");
    }
    return NULL;
}

/* The allowed texts as the members of an object, for schema_nearest_name(). */
static const char *enum_nearest(const json_t *values, const json_t *value) {
    const char *text = json_string_value(value);
    json_auto_t *names = json_object();
    size_t i;
    json_t *each;
    json_array_foreach(values, i, each) {
        const char *name = json_text(each, "value");
        if (name)
            json_object_set_new(names, name, json_true());
    }
    const char *near = text ? schema_nearest_name(names, text) : NULL;
    json_array_foreach(values, i, each) { /* the name in the schema outlives `names` */
        const char *name = json_text(each, "value");
        if (near && name && strcmp(near, name) == 0)
            return name;
    }
    return NULL;
}

static void fail_enum(struct checker *c, const json_t *values, const json_t *value) {
    auto_text allowed = { 0 };
    size_t i;
    json_t *each;
    json_array_foreach(values, i, each) {
        auto_free char *text = json_canonical(json_object_get(each, "value"));
        text_printf(&allowed, "%s%s", i ? ", " : "", text);
    }
    const char *near = c->secret ? NULL : enum_nearest(values, value);
    auto_free char *shown = check_shown(c, value);
    if (near)
        check_fail(c, "expected one of %s, got %s; did you mean \"%s\"?", text_string(&allowed), shown, near);
    else
        check_fail(c, "expected one of %s, got %s", text_string(&allowed), shown);
}

json_t *check_enum(struct checker *c, const json_t *definition, const json_t *extra, const json_t *value) {
    const json_t *values = json_object_get(definition, "enum");
    const char *type = json_text(definition, "type");
    json_auto_t *converted = NULL;
    if (type && strcmp(type, "string") == 0)
        converted = json_is_string(value) ? NULL : text_of(c, value);
    else
        converted = from_text(c, value);
    const json_t *given = converted ? converted : value;
    if (value_is_unknown(given))
        return as_given(given);
    const json_t *found = enum_find(values, given, json_truth(extra, "caseless", false));
    if (!found)
        fail_enum(c, values, value);
    return as_given(found ? found : value);
}
