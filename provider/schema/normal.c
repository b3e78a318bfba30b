/* One form for all values of the same meaning. In it a set is an object whose keys are the elements' texts.
 */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"
#include "value/value.h"

bool is_nothing(const json_t *value) {
    const json_t *inner = value_inner(value);
    return !inner || json_is_null(inner);
}

bool is_special(const json_t *value) {
    return value_is_reference(value) || value_is_asset(value) || value_is_archive(value);
}

static json_t *normal_array(const json_t *spec, const json_t *extra, const json_t *array,
                            bool without_computed) {
    const json_t *items = json_object_get(spec, "items");
    const bool is_set = json_truth(extra, "unordered", false);
    json_t *result = is_set ? json_object() : json_array();
    size_t i;
    json_t *each;
    json_array_foreach(array, i, each) {
        json_auto_t *normal = schema_normal(items, extra, each, without_computed);
        if (!is_set) {
            json_array_append(result, normal);
            continue;
        }
        auto_free char *text = json_canonical(normal);
        json_object_set_new(result, text, json_true());
    }
    return result;
}

static json_t *normal_object(const json_t *spec, const json_t *extra, const json_t *object,
                             bool without_computed) {
    const json_t *properties = json_object_get(spec, "properties");
    const json_t *values = json_object_get(spec, "additionalProperties");
    json_t *result = json_object();
    const char *name;
    json_t *each;
    json_object_foreach((json_t *)object, name, each) {
        const json_t *property = properties ? json_object_get(properties, name) : values;
        const json_t *its_extra = properties ? schema_extra(property) : extra;
        const bool left_out = properties && without_computed && json_truth(its_extra, "computed", false);
        if (!is_nothing(each) && !left_out)
            json_object_set_new(result, name, schema_normal(property, its_extra, each, without_computed));
    }
    return result;
}

/* An asset is its hash where it has one: of a recorded asset nothing else is known. A reference is its id. */
static json_t *normal_special(const json_t *value) {
    if (value_is_reference(value)) {
        const char *id = value_id(value);
        return id ? json_string(id) : value_plain(value);
    }
    const char *hash = json_string_value(value_inner(json_object_get(value, "hash")));
    if (hash && *hash)
        return json_pack("{ss sb}", "hash", hash, "archive", value_is_archive(value));
    return value_plain(value);
}

static json_t *normal_number(const json_t *number) {
    const double real = json_number_value(number);
    if (json_is_real(number) && trunc(real) == real && fabs(real) < 9223372036854775808.0)
        return json_integer((json_int_t)real);
    return json_incref((json_t *)number);
}

json_t *schema_normal(const json_t *spec, const json_t *extra, const json_t *value, bool without_computed) {
    value = value_inner(value);
    if (!value)
        return json_null();
    if (value_is_unknown(value))
        return value_unknown();
    if (is_special(value))
        return normal_special(value);
    const json_t *known = schema_for_value(spec, value);
    if (json_is_array(value))
        return normal_array(known, extra, value, without_computed);
    if (json_is_object(value))
        return normal_object(known, extra, value, without_computed);
    if (json_is_number(value))
        return normal_number(value);
    if (!json_is_string(value))
        return json_incref((json_t *)value);
    auto_free char *text = format_normal(extra, json_string_value(value));
    return json_string(text);
}

bool schema_value_equal(const json_t *property, const json_t *a, const json_t *b) {
    const json_t *extra = schema_extra(property);
    json_auto_t *normal_a = schema_normal(property, extra, a, false);
    json_auto_t *normal_b = schema_normal(property, extra, b, false);
    return json_equal(normal_a, normal_b);
}
