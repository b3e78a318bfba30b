#include "components/graph.h"

#include <assert.h>

#include "base/memory.h"
#include "components/graph_internal.h"
#include "value/signature.h"

/* With a component: the names of what is in it. */
static const char *const *copy_names(const char *const *names, const char *component) {
    if (names == NULL)
        return NULL;
    size_t count = 0;
    while (names[count] != NULL)
        count++;
    char **copy = xcalloc(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = component != NULL ? xprintf("%s-%s", component, names[i]) : xstrdup(names[i]);
    return (const char *const *)copy;
}

static void free_names(const char *const *names) {
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        free((char *)(uintptr_t)names[i]);
    free((void *)(uintptr_t)names);
}

void node_set_add(struct node_set *set, struct node *node) {
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i] == node)
            return;
    set->items = xrealloc(set->items, (set->count + 1) * sizeof(struct node *));
    set->items[set->count++] = node;
}

bool node_is_registered(const struct node *node) {
    return node->state >= NODE_OPEN;
}

bool node_is_in(const struct node *node, const struct node *component) {
    for (const struct node *outer = node->component; outer != NULL; outer = outer->component)
        if (outer == component)
            return true;
    return false;
}

/* A component stands for what is in it: the engine deletes a component before its children, so that depending
 * on the component alone would leave the order of deletes open. */
static void depend_on(struct node *node, struct node *other) {
    struct graph *graph = node->graph;
    node_set_add(&node->needs, other);
    if (other->custom)
        node_set_add(&node->depends_on, other);
    for (size_t i = 0; !other->custom && i < graph->count; i++)
        if (graph->nodes[i]->custom && node_is_in(graph->nodes[i], other))
            depend_on(node, graph->nodes[i]);
}

static void take_options(struct node *node, const struct node_options *options) {
    node->options = *options;
    node->options.depends_on = NULL;
    node->options.aliases = copy_names(options->aliases, node->component->name);
    node->options.ignore_changes = copy_names(options->ignore_changes, NULL);
    node->options.replace_on_changes = copy_names(options->replace_on_changes, NULL);
    node->options.secret_outputs = copy_names(options->secret_outputs, NULL);
    for (size_t i = 0; options->depends_on != NULL && options->depends_on[i] != NULL; i++)
        depend_on(node, options->depends_on[i]);
}

static struct node *new_node(struct graph *graph, struct node *component, const char *type, char *name,
                             json_t *inputs) {
    struct node *node = xcalloc(1, sizeof *node);
    node->graph = graph;
    node->component = component;
    node->index = graph->count;
    node->type = xstrdup(type);
    node->name = name;
    node->inputs = inputs;
    node->outputs = json_object();
    graph->nodes = xrealloc(graph->nodes, (graph->count + 1) * sizeof(struct node *));
    graph->nodes[graph->count++] = node;
    return node;
}

static struct node *add_to(struct node *component, const char *name, const char *type, json_t *inputs,
                           const struct node_options *options) {
    assert(!component->custom);
    struct node *node =
        new_node(component->graph, component, type, xprintf("%s-%s", component->name, name), inputs);
    node_set_add(&node->needs, component);
    if (options != NULL)
        take_options(node, options);
    return node;
}

struct node *node_add(struct node *component, const char *name, const char *type, json_t *inputs,
                      const struct node_options *options) {
    struct node *node = add_to(component, name, type, inputs, options);
    node->custom = true;
    return node;
}

struct node *node_add_component(struct node *component, const char *name, const char *type, json_t *inputs,
                                const struct node_options *options) {
    return add_to(component, name, type, inputs, options);
}

void node_output(struct node *component, const char *name, json_t *value) {
    assert(!component->custom);
    if (value == NULL || json_is_null(value))
        json_decref(value);
    else
        json_object_set_new(component->outputs, name, value);
}

/* A wrapper around the whole: value_secret() would mark a reference itself, as the output value it poses as.
 */
void node_hide_output(struct node *component, const char *name) {
    json_t *value = json_object_get(component->outputs, name);
    if (value == NULL)
        return;
    json_object_set_new(component->outputs, name,
                        json_pack("{s:s, s:O}", SIGNATURE_KEY, SIGNATURE_SECRET, "value", value));
}

const char *node_type(const struct node *node) {
    return node->type;
}

const char *node_name(const struct node *node) {
    return node->name;
}

const char *node_urn(const struct node *node) {
    return node->registered.urn;
}

struct graph *graph_new(const char *type, const char *name, json_t *inputs) {
    struct graph *graph = xcalloc(1, sizeof *graph);
    new_node(graph, NULL, type, xstrdup(name), inputs);
    return graph;
}

struct node *graph_root(struct graph *graph) {
    return graph->nodes[0];
}

static void node_free(struct node *node) {
    free(node->type);
    free(node->name);
    json_decref(node->inputs);
    json_decref(node->outputs);
    free_names(node->options.aliases);
    free_names(node->options.ignore_changes);
    free_names(node->options.replace_on_changes);
    free_names(node->options.secret_outputs);
    free(node->depends_on.items);
    free(node->needs.items);
    free(node->registered.urn);
    free(node->registered.id);
    json_decref(node->registered.outputs);
    free(node);
}

void graph_free(struct graph *graph) {
    if (graph == NULL)
        return;
    for (size_t i = 0; i < graph->count; i++)
        node_free(graph->nodes[i]);
    free(graph->nodes);
    free(graph);
}
