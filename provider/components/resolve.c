/* References: how they stand in JSON, and what they become once the engine has answered. */
#include "components/graph_internal.h"

#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"
#include "value/signature.h"
#include "value/value.h"

/* Marks a reference among values, as the engine's own signatures mark secrets: made at random, so that no tag
 * of a user has that name. */
#define REFERENCE_KEY "e7a1c5f2a9b04d6c8f3e5d7b90164c2a"

/* To everybody else a reference is an output value that is not known yet: rules wait for it (value.h). */
static json_t *reference(const char *kind, const char *key, json_t *content) {
    json_t *object = json_object();
    json_object_set_new(object, SIGNATURE_KEY, json_string(SIGNATURE_OUTPUT));
    json_object_set_new(object, REFERENCE_KEY, json_string(kind));
    json_object_set_new(object, key, content);
    return object;
}

json_t *graph_ref(const struct node *node, const char *path) {
    json_t *ref = reference("ref", "path", json_string(path));
    json_object_set_new(ref, "node", json_integer((json_int_t)node->index));
    return ref;
}

json_t *graph_join(json_t *parts) {
    return reference("join", "parts", parts);
}

json_t *graph_json(json_t *value) {
    return reference("json", "value", value);
}

static bool is_kind(const json_t *value, const char *kind) {
    const char *found = json_text(value, REFERENCE_KEY);
    return found != NULL && strcmp(found, kind) == 0;
}

json_t *graph_after(json_t *value, struct node *const *nodes) {
    json_t *after = reference("after", "value", value);
    json_t *urns = json_array();
    for (size_t i = 0; nodes[i] != NULL; i++)
        json_array_append_new(urns, graph_ref(nodes[i], "urn"));
    json_object_set_new(after, "nodes", urns);
    return after;
}

bool graph_is_reference(const json_t *value) {
    return json_text(value, REFERENCE_KEY) != NULL;
}

static struct node *node_of(const struct graph *graph, const json_t *ref) {
    return graph->nodes[json_integer_value(json_object_get(ref, "node"))];
}

/* One step of a path, "name" or "[3]"; moves *path behind it. Steals nothing; borrowed result. */
static const json_t *step(const json_t *value, const char **path) {
    if (**path == '[') {
        char *end;
        size_t index = strtoul(*path + 1, &end, 10);
        *path = *end == ']' ? end + 1 : end;
        return json_array_get(value, index);
    }
    *path += **path == '.';
    size_t length = strcspn(*path, ".[");
    const json_t *member = json_object_getn(value, *path, length);
    *path += length;
    return member;
}

/*
 * What a component's output has at the path, which may go on inside what a reference in it stands for. A new
 * reference; NULL when the component has no such output (or is a resource).
 */
static json_t *component_output(const struct node *node, const char *path) {
    const json_t *value = node->outputs;
    while (*path != '\0' && value != NULL && !graph_is_reference(value))
        value = step(value, &path);
    if (value == NULL || *path == '\0')
        return json_incref((json_t *)(uintptr_t)value);
    if (!is_kind(value, "ref"))
        return NULL;
    auto_free char *longer =
        xprintf("%s%s%s", json_text(value, "path"), *path == '[' ? "" : ".", path + (*path == '.'));
    json_t *ref = json_copy((json_t *)(uintptr_t)value);
    json_object_set_new(ref, "path", json_string(longer));
    return ref;
}

void resolve_needs(const struct graph *graph, const json_t *value, struct node_set *set) {
    const char *key;
    json_t *member;
    size_t i;
    if (is_kind(value, "ref")) {
        struct node *node = node_of(graph, value);
        json_auto_t *output = component_output(node, json_text(value, "path"));
        if (output != NULL)
            resolve_needs(graph, output, set);
        else
            node_set_add(set, node);
    } else if (json_is_array(value)) {
        json_array_foreach(value, i, member) {
            resolve_needs(graph, member, set);
        }
    } else {
        json_object_foreach((json_t *)(uintptr_t)value, key, member) {
            resolve_needs(graph, member, set);
        }
    }
}

json_t *resolve_keys(const json_t *urns) {
    json_t *keys = json_array();
    const char *urn;
    json_t *truth;
    json_object_foreach((json_t *)(uintptr_t)urns, urn, truth) {
        json_array_append_new(keys, json_string(urn));
    }
    return keys;
}

/* What stands at the path of an answer. A secret on the way makes the whole a secret. */
static json_t *at_path(const json_t *outputs, const char *path, bool gap_is_unknown) {
    const json_t *value = outputs;
    bool secret = false;
    while (*path != '\0' && value != NULL) {
        secret = secret || value_is_secret(value);
        value = value_inner(value);
        if (value_is_unknown(value))
            break;
        value = step(value, &path);
    }
    if (value == NULL || json_is_null(value))
        return gap_is_unknown ? value_unknown() : json_null();
    json_t *copy = json_deep_copy(value);
    return secret ? value_secret(copy) : copy;
}

static json_t *text_or_unknown(const char *text, bool gap_is_unknown) {
    if (text != NULL && *text != '\0')
        return json_string(text);
    return gap_is_unknown ? value_unknown() : json_null();
}

static json_t *resolve_ref(const struct graph *graph, const json_t *ref, json_t *urns) {
    const struct node *node = node_of(graph, ref);
    const char *path = json_text(ref, "path");
    json_auto_t *output = component_output(node, path);
    if (output != NULL)
        return resolve_plain(graph, output, urns);
    bool gap_is_unknown = graph->preview || node->registered.unknown;
    if (node->registered.urn != NULL)
        json_object_set_new(urns, node->registered.urn, json_true());
    if (strcmp(path, "urn") == 0)
        return text_or_unknown(node->registered.urn, gap_is_unknown);
    if (strcmp(path, "id") == 0)
        return text_or_unknown(node->registered.id, gap_is_unknown);
    if (node->registered.unknown)
        return value_unknown();
    return at_path(node->registered.outputs, path, gap_is_unknown);
}

/* Text made of something: unknown when a part is, secret when a part is. Steals `content`. */
static json_t *text_of(json_t *content, char *(*make)(const json_t *plain)) {
    json_auto_t *stolen = content;
    if (value_has_unknown(stolen))
        return value_has_secret(stolen) ? value_secret(value_unknown()) : value_unknown();
    json_auto_t *plain = value_plain(stolen);
    auto_free char *text = make(plain);
    json_t *result = json_string(text);
    return value_has_secret(stolen) ? value_secret(result) : result;
}

static char *joined(const json_t *parts) {
    auto_text text = { 0 };
    size_t i;
    json_t *part;
    json_array_foreach(parts, i, part) {
        if (json_is_string(part))
            text_add(&text, json_string_value(part));
    }
    return text_take(&text);
}

static json_t *resolve_array(const struct graph *graph, const json_t *array, json_t *urns) {
    json_t *result = json_array();
    size_t i;
    json_t *item;
    json_array_foreach(array, i, item) {
        json_array_append_new(result, resolve_plain(graph, item, urns));
    }
    return result;
}

static json_t *resolve_object(const struct graph *graph, const json_t *object, json_t *urns) {
    json_t *result = json_object();
    const char *key;
    json_t *member;
    json_object_foreach((json_t *)(uintptr_t)object, key, member) {
        json_t *resolved = resolve_plain(graph, member, urns);
        if (json_is_null(resolved))
            json_decref(resolved);
        else
            json_object_set_new(result, key, resolved);
    }
    return result;
}

/* An output value that came with the component's inputs. */
static json_t *resolve_output_value(const struct graph *graph, const json_t *output, json_t *urns) {
    size_t i;
    json_t *urn;
    json_array_foreach(json_object_get(output, "dependencies"), i, urn) {
        json_object_set_new(urns, json_string_value(urn), json_true());
    }
    json_t *value = json_object_get(output, "value");
    json_t *resolved = value != NULL ? resolve_plain(graph, value, urns) : value_unknown();
    return json_truth(output, "secret", false) ? value_secret(resolved) : resolved;
}

static json_t *resolve_secret(const struct graph *graph, const json_t *secret, json_t *urns) {
    json_t *resolved = resolve_plain(graph, json_object_get(secret, "value"), urns);
    return json_is_null(resolved) ? resolved : value_secret(resolved);
}

json_t *resolve_plain(const struct graph *graph, const json_t *value, json_t *urns) {
    if (json_is_array(value))
        return resolve_array(graph, value, urns);
    if (!json_is_object(value))
        return value == NULL ? json_null() : json_deep_copy(value);
    if (is_kind(value, "ref"))
        return resolve_ref(graph, value, urns);
    if (is_kind(value, "join"))
        return text_of(resolve_plain(graph, json_object_get(value, "parts"), urns), joined);
    if (is_kind(value, "json"))
        return text_of(resolve_plain(graph, json_object_get(value, "value"), urns), json_canonical);
    if (is_kind(value, "after")) {
        json_decref(resolve_plain(graph, json_object_get(value, "nodes"), urns));
        return resolve_plain(graph, json_object_get(value, "value"), urns);
    }
    if (signature_is(value, SIGNATURE_SECRET))
        return resolve_secret(graph, value, urns);
    if (signature_is(value, SIGNATURE_OUTPUT))
        return resolve_output_value(graph, value, urns);
    return resolve_object(graph, value, urns);
}

/* Wraps what depends on something. Steals `plain`. */
static json_t *output_value(json_t *plain, const json_t *urns) {
    if (json_object_size(urns) == 0 || json_is_null(plain))
        return plain;
    json_auto_t *stolen = plain;
    json_t *output = json_object();
    json_object_set_new(output, SIGNATURE_KEY, json_string(SIGNATURE_OUTPUT));
    json_t *inner = value_inner(stolen);
    if (!value_is_unknown(inner))
        json_object_set(output, "value", inner);
    json_object_set_new(output, "secret", json_boolean(value_is_secret(stolen)));
    json_object_set_new(output, "dependencies", resolve_keys(urns));
    return output;
}

json_t *resolve_output(const struct graph *graph, const json_t *value) {
    json_t *member;
    if (json_is_array(value)) {
        json_t *result = json_array();
        size_t i;
        json_array_foreach(value, i, member) {
            json_array_append_new(result, resolve_output(graph, member));
        }
        return result;
    }
    bool leaf = !json_is_object(value) || graph_is_reference(value) ||
                signature_is(value, SIGNATURE_OUTPUT) || signature_is(value, SIGNATURE_SECRET);
    if (leaf) {
        json_auto_t *urns = json_object();
        return output_value(resolve_plain(graph, value, urns), urns);
    }
    json_t *result = json_object();
    const char *key;
    json_object_foreach((json_t *)(uintptr_t)value, key, member) {
        json_object_set_new(result, key, resolve_output(graph, member));
    }
    return result;
}
