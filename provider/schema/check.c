#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"
#include "value/value.h"

/* ---- lists, maps ---- */

static json_t *check_list(struct checker *c, const json_t *items, const json_t *extra, const json_t *value) {
    if (!json_is_array(value)) {
        check_fail_type(c, "a list", value);
        return json_incref((json_t *)value);
    }
    check_count_limits(c, extra, json_array_size(value));
    json_t *result = json_array();
    size_t index;
    json_t *each;
    json_array_foreach(value, index, each) {
        const struct check_mark mark = check_enter_index(c, index);
        json_array_append_new(result, check_value(c, items, extra, each));
        check_leave(c, mark);
    }
    return result;
}

static json_t *check_map(struct checker *c, const json_t *values, const json_t *extra, const json_t *value) {
    if (!json_is_object(value) || is_special(value)) {
        check_fail_type(c, "a map", value);
        return json_incref((json_t *)value);
    }
    json_t *result = json_object();
    const char *key;
    json_t *each;
    json_object_foreach((json_t *)value, key, each) {
        if (is_nothing(each))
            continue;
        const struct check_mark mark = check_enter_key(c, key);
        json_object_set_new(result, key, check_value(c, values, extra, each));
        check_leave(c, mark);
    }
    check_count_limits(c, extra, json_object_size(result));
    check_map_format(c, extra, result);
    return result;
}

/* ---- by type ---- */

static json_t *check_kind(struct checker *c, const char *wanted, bool fits, const json_t *value) {
    if (!fits)
        check_fail_type(c, wanted, value);
    return json_incref((json_t *)value);
}

/* Pulumi's own types, and references to resources. */
static json_t *check_builtin(struct checker *c, const char *ref, const json_t *extra, const json_t *value) {
    const char *name = strchr(ref, '#');
    if (name && strcmp(name, "#/Json") == 0) {
        json_auto_t *as_json = json_pack("{ss}", "format", "json");
        json_object_update_missing(as_json, (json_t *)extra);
        return check_scalar(c, "string", as_json, value);
    }
    if (name && strcmp(name, "#/Archive") == 0)
        return check_kind(c, "an archive", value_is_archive(value), value);
    if (name && strcmp(name, "#/Asset") == 0)
        return check_kind(c, "an asset or archive", value_is_asset(value) || value_is_archive(value), value);
    if (name && strncmp(name, "#/resources/", 12) == 0)
        return check_kind(c, "a resource", value_is_reference(value) || json_is_string(value), value);
    return json_incref((json_t *)value); /* pulumi.json#/Any */
}

static json_t *check_object(struct checker *c, const json_t *definition, const json_t *value) {
    if (json_is_object(value) && !is_special(value))
        return check_members(c, definition, value);
    check_fail_type(c, "an object", value);
    return json_incref((json_t *)value);
}

static json_t *check_inner(struct checker *c, const json_t *spec, const json_t *extra, const json_t *value) {
    const json_t *resolved = schema_resolved(spec);
    const char *ref = json_text(resolved, "$ref");
    const char *type = json_text(resolved, "type");
    if (ref)
        return check_builtin(c, ref, extra, value);
    if (json_object_get(resolved, "oneOf"))
        return check_union(c, resolved, extra, value);
    if (json_object_get(resolved, "enum"))
        return check_enum(c, resolved, extra, value);
    if (!type)
        return json_incref((json_t *)value);
    if (strcmp(type, "array") == 0)
        return check_list(c, json_object_get(resolved, "items"), extra, value);
    if (strcmp(type, "object") != 0)
        return check_scalar(c, type, extra, value);
    if (json_object_get(resolved, "properties"))
        return check_object(c, resolved, value);
    const json_t *values = json_object_get(resolved, "additionalProperties");
    json_auto_t *texts = json_pack("{ss}", "type", "string"); /* what Pulumi takes where nothing is said */
    return check_map(c, values ? values : texts, extra, value);
}

/* ---- wrappers ---- */

/* The wrappers of `value` around `inner`. Steals `inner`. */
static json_t *rewrapped(const json_t *value, json_t *inner) {
    if (value == value_inner(value))
        return inner;
    json_t *copy = json_copy((json_t *)value);
    json_object_set_new(copy, "value", rewrapped(json_object_get(value, "value"), inner));
    return copy;
}

/* A map or list that the configuration brings as JSON text (pulumi config set --path). NULL: no such text. */
static json_t *container_from_text(const struct checker *c, const json_t *spec, const json_t *value) {
    const char *type = json_text(schema_resolved(spec), "type");
    const bool container = type && (strcmp(type, "object") == 0 || strcmp(type, "array") == 0);
    if (!c->from_text || !container || !json_is_string(value))
        return NULL;
    return json_loads(json_string_value(value), 0, NULL);
}

json_t *check_value(struct checker *c, const json_t *spec, const json_t *extra, const json_t *value) {
    if (value_is_unknown(value))
        return json_incref((json_t *)value);
    const json_t *inner = value_inner(value);
    const bool secret_before = c->secret;
    c->secret = c->secret || value_is_secret(value);
    json_auto_t *parsed = container_from_text(c, spec, inner);
    json_t *checked = parsed ? check_value(c, spec, extra, parsed) : check_inner(c, spec, extra, inner);
    c->secret = secret_before;
    return rewrapped(value, checked);
}

/* ---- members ---- */

static void check_const(struct checker *c, const json_t *property, const json_t *value) {
    const json_t *only = json_object_get(property, "const");
    if (!only || value_is_unknown(value) || value_equal(only, value))
        return;
    auto_free char *wanted = json_canonical(only);
    auto_free char *shown = check_shown(c, value_inner(value));
    check_fail(c, "must be %s, got %s", wanted, shown);
}

static json_t *check_member(struct checker *c, const char *name, const json_t *property,
                            const json_t *value) {
    const struct check_mark mark = check_enter(c, name);
    const bool secret = json_truth(property, "secret", false);
    const bool secret_before = c->secret;
    c->secret = c->secret || secret || value_is_secret(value);
    json_t *checked = check_value(c, property, schema_extra(property), value);
    check_const(c, property, checked);
    c->secret = secret_before;
    check_leave(c, mark);
    return secret ? value_secret(checked) : checked;
}

static void fail_unknown(struct checker *c, const json_t *properties, const char *name) {
    const char *near = schema_nearest_name(properties, name);
    auto_text known = { 0 };
    const char *other;
    json_t *property;
    json_object_foreach((json_t *)properties, other, property) {
        text_printf(&known, "%s%s", known.length ? ", " : "", other);
    }
    auto_free char *shown = check_cut(name);
    const struct check_mark mark = c->secret ? check_enter_key(c, name) : check_enter(c, shown);
    const char *path = text_string(&c->path);
    if (near && !c->secret)
        check_fail_about(c, "unknown property \"%s\"; did you mean \"%s\"?", path, near);
    else if (known.length)
        check_fail_about(c, "unknown property \"%s\"; known are: %s", path, text_string(&known));
    else
        check_fail_about(c, "unknown property \"%s\"; there are none", path);
    check_leave(c, mark);
}

/* The first of the environment variables in `defaultInfo` that is set and not empty; NULL: none. */
static const char *variable_of(const json_t *property) {
    size_t i;
    json_t *name;
    json_array_foreach(json_object_get(json_object_get(property, "defaultInfo"), "environment"), i, name) {
        const char *text = json_is_string(name) ? getenv(json_string_value(name)) : NULL;
        if (text && *text)
            return json_string_value(name);
    }
    return NULL;
}

static bool is_required(const json_t *definition, const char *name) {
    size_t i;
    json_t *required;
    json_array_foreach(schema_required(definition), i, required) {
        if (json_is_string(required) && strcmp(json_string_value(required), name) == 0)
            return true;
    }
    return false;
}

/* A new reference, or NULL. */
static json_t *default_of(const json_t *definition, const char *name, const json_t *property,
                          const char *variable) {
    json_t *value =
        variable ? json_string(getenv(variable)) : json_incref(json_object_get(property, "default"));
    if (!value && is_required(definition, name))
        value = json_incref(json_object_get(property, "const"));
    return value;
}

/* What is wrong with a variable's value is said of the variable: nobody has set the property. */
static void blame(const struct checker *c, size_t first, const char *variable) {
    for (size_t i = first; i < c->failures->count; i++) {
        struct schema_failure *failure = &c->failures->items[i];
        char *reason = xprintf("the variable %s: %s", variable, failure->reason);
        free(failure->reason);
        free(failure->property);
        *failure =
            (struct schema_failure){ .property = xstrdup(text_string(&c->property)), .reason = reason };
    }
}

static void fill_defaults(struct checker *c, const json_t *definition, const json_t *given, json_t *result) {
    const json_t *properties = schema_inputs(definition);
    const char *name;
    json_t *property;
    json_object_foreach((json_t *)properties, name, property) {
        if (json_object_get(result, name) || relation_excludes(property, given))
            continue;
        const char *variable = variable_of(property);
        const size_t before = c->failures->count;
        json_auto_t *value = default_of(definition, name, property, variable);
        if (value)
            json_object_set_new(result, name, check_member(c, name, property, value));
        if (variable)
            blame(c, before, variable);
    }
}

static void check_required(struct checker *c, const json_t *definition, const json_t *result) {
    size_t i;
    json_t *required;
    json_array_foreach(schema_required(definition), i, required) {
        const char *name = json_string_value(required);
        if (!name || json_object_get(result, name))
            continue;
        const json_t *property = json_object_get(schema_inputs(definition), name);
        const char *hint = json_text(schema_extra(property), "hint");
        auto_free char *in_brackets = hint ? xprintf(" (%s)", hint) : xstrdup("");
        auto_free char *owner = xstrdup(text_string(&c->property));
        const struct check_mark mark = check_enter(c, name);
        schema_fail(c->failures, owner, "missing required property \"%s\"%s", text_string(&c->path),
                    in_brackets);
        check_leave(c, mark);
    }
}

/* What the engine itself puts among a provider's inputs. */
static bool is_engines_own(const struct checker *c, const char *name) {
    return c->from_text && !c->path.length &&
           (strcmp(name, "version") == 0 || strcmp(name, "pluginDownloadURL") == 0 ||
            strncmp(name, "__", 2) == 0);
}

json_t *check_members(struct checker *c, const json_t *definition, const json_t *object) {
    const json_t *properties = schema_inputs(definition);
    json_t *result = json_object();
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value) {
        const json_t *property = json_object_get(properties, name);
        if (!property && is_engines_own(c, name))
            json_object_set(result, name, value);
        else if (!property)
            fail_unknown(c, properties, name);
        else if (!is_nothing(value))
            json_object_set_new(result, name, check_member(c, name, property, value));
    }
    fill_defaults(c, definition, object, result);
    check_required(c, definition, result);
    check_relations(c, properties, object, result);
    return result;
}

json_t *schema_check(const json_t *definition, const json_t *inputs, struct schema_failures *failures) {
    if (value_is_unknown(inputs))
        return json_incref((json_t *)inputs);
    struct checker c = { .failures = failures,
                         .secret = value_is_secret(inputs),
                         .from_text = definition == schema_provider() };
    json_auto_t *none = json_object();
    const json_t *object = value_inner(inputs);
    json_t *result = check_members(&c, definition, json_is_object(object) ? object : none);
    text_done(&c.path);
    text_done(&c.property);
    return inputs ? rewrapped(inputs, result) : result;
}

/* ---- secrets of outputs ---- */

static json_t *marked(const json_t *spec, const json_t *value);

static json_t *marked_members(const json_t *properties, const json_t *object) {
    json_t *result = json_object();
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value) {
        const json_t *property = json_object_get(properties, name);
        json_t *inside = property ? marked(property, value) : json_incref(value);
        json_object_set_new(result, name,
                            json_truth(property, "secret", false) ? value_secret(inside) : inside);
    }
    return result;
}

static json_t *marked_inner(const json_t *spec, const json_t *value) {
    const json_t *resolved = schema_resolved(spec);
    const json_t *properties = json_object_get(resolved, "properties");
    const json_t *items = json_object_get(resolved, "items");
    const json_t *values = json_object_get(resolved, "additionalProperties");
    if (properties && json_is_object(value) && !is_special(value))
        return marked_members(properties, value);
    json_t *result = json_copy((json_t *)value);
    size_t index;
    const char *key;
    json_t *each;
    if (items)
        json_array_foreach(value, index, each) {
            json_array_set_new(result, index, marked(items, each));
        }
    if (values && !is_special(value))
        json_object_foreach((json_t *)value, key, each) {
            json_object_set_new(result, key, marked(values, each));
        }
    return result;
}

static json_t *marked(const json_t *spec, const json_t *value) {
    if (value_is_unknown(value))
        return json_incref((json_t *)value);
    return rewrapped(value, marked_inner(spec, value_inner(value)));
}

json_t *schema_mark_secrets(const json_t *definition, const json_t *state) {
    if (value_is_unknown(state))
        return json_incref((json_t *)state);
    return rewrapped(state, marked_members(json_object_get(definition, "properties"), value_inner(state)));
}
