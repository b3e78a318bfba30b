#include "components/component.h"

#include <stdarg.h>

#include "base/json.h"
#include "base/memory.h"
#include "value/signature.h"
#include "value/value.h"

// clang-format off
static const struct {
    const char *token;
    component_builder *build;
} components[] = {
    { "utm:index:Network",        network_build         },
    { "utm:index:SecurityGroups", security_groups_build },
};
// clang-format on

component_builder *component_find(const char *token) {
    for (size_t i = 0; i < COUNT_OF(components); i++)
        if (strcmp(components[i].token, token) == 0)
            return components[i].build;
    return NULL;
}

bool component_build(const char *token, const struct component_host *host, struct cancel *cancel,
                     const json_t *inputs, struct node *self, struct schema_failures *failures,
                     struct error **err) {
    const json_t *definition = schema_resource(token);
    component_builder *build = component_find(token);
    if (definition == NULL || build == NULL)
        return error_set(err, ERROR_INPUT, "%s is no component of this provider", token);
    json_auto_t *spread = component_spread(inputs);
    json_auto_t *checked = schema_check(definition, spread, failures);
    if (failures->count > 0)
        return true;
    return build(&(struct build){ host, cancel, checked, failures }, self, err);
}

/* ---- wrappers ---- */

static json_t *wrapped(json_t *plain, bool secret, json_t *urns) {
    if (json_array_size(urns) == 0)
        return secret ? value_secret(plain) : plain;
    json_t *output = json_object();
    json_object_set_new(output, SIGNATURE_KEY, json_string(SIGNATURE_OUTPUT));
    if (value_is_unknown(plain))
        json_decref(plain);
    else
        json_object_set_new(output, "value", plain);
    json_object_set_new(output, "secret", json_boolean(secret));
    json_object_set(output, "dependencies", urns);
    return output;
}

/* `secret` and `urns`: what stands around the value says. Assets and the like are leaves. */
static json_t *spread(const json_t *value, bool secret, const json_t *urns) {
    if (graph_is_reference(value))
        return json_deep_copy(value);
    json_auto_t *all = json_copy((json_t *)(uintptr_t)urns);
    for (const json_t *inner = value;
         signature_is(inner, SIGNATURE_SECRET) || signature_is(inner, SIGNATURE_OUTPUT);
         inner = json_object_get(inner, "value"))
        json_array_extend(all, json_object_get(inner, "dependencies"));
    secret = secret || value_is_secret(value);
    const json_t *inner = value_inner(value);
    bool container =
        json_is_array(inner) || (json_is_object(inner) && json_object_get(inner, SIGNATURE_KEY) == NULL);
    if (!container)
        return wrapped(json_deep_copy(inner), secret, all);
    json_t *result = json_is_array(inner) ? json_array() : json_object();
    size_t i;
    const char *key;
    json_t *member;
    json_array_foreach(inner, i, member) {
        json_array_append_new(result, spread(member, secret, all));
    }
    json_object_foreach((json_t *)(uintptr_t)inner, key, member) {
        json_object_set_new(result, key, spread(member, secret, all));
    }
    return result;
}

json_t *component_spread(const json_t *value) {
    json_auto_t *none = json_array();
    return spread(value, false, none);
}

json_t *component_derived(json_t *made, const json_t *source) {
    json_auto_t *urns = value_dependencies(source);
    return wrapped(made, value_has_secret(source), urns);
}

json_t *component_depending(json_t *value, json_t *urns) {
    return wrapped(value, false, urns);
}

/* ---- inputs ---- */

json_t *build_input(const struct build *build, const char *input) {
    const json_t *value = json_object_get(build->inputs, input);
    return value == NULL ? NULL : value_inner(value);
}

json_t *build_raw(const struct build *build, const char *input) {
    return json_object_get(build->inputs, input);
}

bool build_is_unknown(const struct build *build, const char *input) {
    const json_t *value = json_object_get(build->inputs, input);
    return value != NULL && value_has_unknown(value);
}

const char *build_shown(const json_t *value) {
    const char *text = json_string_value(value_inner(value));
    if (value_is_secret(value) || text == NULL)
        return value_is_secret(value) ? "(a secret)" : "a value";
    return text;
}

void build_wait(const struct build *build, struct node *self) {
    const char *name;
    json_t *property;
    json_object_foreach(json_object_get(schema_resource(node_type(self)), "properties"), name, property) {
        node_output(self, name, component_derived(value_unknown(), build->inputs));
    }
}

static bool can_carry_tags(const char *type) {
    return json_object_get(json_object_get(schema_resource(type), "inputProperties"), "tags") != NULL;
}

/* Tags that are not known yet as a whole stay so. */
static json_t *tags_of(const struct build *build, const struct node *self, const char *part) {
    json_t *given = json_object_get(build->inputs, "tags");
    if (given != NULL && value_is_unknown(given))
        return json_incref(given);
    json_t *tags = given != NULL ? json_copy(given) : json_object();
    auto_free char *name = xprintf("%s-%s", node_name(self), part);
    json_object_set_new(tags, "Name", json_string(name));
    return tags;
}

struct node *build_part(const struct build *build, struct node *self, const char *type, json_t *inputs,
                        struct node *const *depends_on, const char *name_format, ...) {
    va_list arguments;
    va_start(arguments, name_format);
    auto_free char *name = xvprintf(name_format, arguments);
    va_end(arguments);
    if (can_carry_tags(type))
        json_object_set_new(inputs, "tags", tags_of(build, self, name));
    return node_add(self, name, type, inputs, &(struct node_options){ .depends_on = depends_on });
}
