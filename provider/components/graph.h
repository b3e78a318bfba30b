/*
 * A component is a graph, not a script. Its file only adds nodes: name, type, inputs, in which graph_ref(vpc,
 * "id") stands for an output of another node. graph_run() registers each node as soon as everything that it
 * refers to is registered, side by side, and fills in dependencies, unknowns and secrets. So a component
 * cannot get order, parallelism, previews or dependencies wrong.
 *
 * Build first, then run: a graph belongs to one thread until graph_run() and again after it.
 */
#ifndef COMPONENTS_GRAPH_H
#define COMPONENTS_GRAPH_H

#include <jansson.h>
#include <stdbool.h>

#include "base/attributes.h"
#include "base/cancel.h"
#include "base/error.h"

struct graph; /* everything that one Construct registers */
struct node;  /* a resource or a component in it; lives as long as its graph */

/* ---- building ---- */

/*
 * A graph with its outermost component, whose resource name is `name`. `inputs` (stolen) is what the state
 * shows as the component's inputs.
 */
struct graph *graph_new(const char *type, const char *name, json_t *inputs) RETURNS_NONNULL;
void graph_free(struct graph *graph); /* NULL is allowed */
struct node *graph_root(struct graph *graph) RETURNS_NONNULL;

struct node_options {
    struct node *const *depends_on; /* NULL-ended: must be there first, although no input says so; a component
                                       stands for all that is in it */
    const char *const *aliases;     /* NULL-ended: names that the node had in earlier versions, given as
                                       node_add() takes them; a registration has them whole */
    const char *const *ignore_changes;
    const char *const *replace_on_changes;
    const char *const *secret_outputs;
    bool delete_before_replace;
    bool retain_on_delete;
    bool protect;
};

/*
 * A resource in `component`, named "<component's name>-<name>" in the resource tree. `inputs` (stolen) is a
 * JSON object in value form (value.h) with references at any depth. `options` may be NULL; it is copied.
 */
struct node *node_add(struct node *component, const char *name, const char *type, json_t *inputs,
                      const struct node_options *options) RETURNS_NONNULL;

/* A component in `component`: its build function fills it like an outermost one. */
struct node *node_add_component(struct node *component, const char *name, const char *type, json_t *inputs,
                                const struct node_options *options) RETURNS_NONNULL;

/* An output of a component: references, values in value form, or both. Stolen; NULL and null are dropped. */
void node_output(struct node *component, const char *name, json_t *value);

/* Makes an output secret whatever it stands for; nothing happens when there is none of that name. */
void node_hide_output(struct node *component, const char *name);

const char *node_type(const struct node *node) RETURNS_NONNULL;

/* "<component's name>-<name>" as the tree shows it. */
const char *node_name(const struct node *node) RETURNS_NONNULL;

/* ---- references: JSON that stands for what is known only later; an unknown output value to value.h ---- */

/* The node's "id", "urn", or the output at the path ("tags.Name", "routes[0].cidrBlock"). */
json_t *graph_ref(const struct node *node, const char *path) RETURNS_NONNULL;

/* The texts of the array (stolen) one after the other, without anything between them. */
json_t *graph_join(json_t *parts) RETURNS_NONNULL;

/* The JSON text of the value (stolen): a policy that names a bucket to come. Members are sorted. */
json_t *graph_json(json_t *value) RETURNS_NONNULL;

/* The value (stolen), for whoever uses it, only after the NULL-ended nodes: a subnet is of use once it has
 * its routes. */
json_t *graph_after(json_t *value, struct node *const *nodes) RETURNS_NONNULL;

bool graph_is_reference(const json_t *value);

/* ---- running ---- */

/* One resource or component to be registered. Borrowed; valid during the call. */
struct registration {
    const char *type;
    const char *name;
    const char *parent; /* URN; NULL for the outermost component, whose parent the caller knows */
    bool custom;        /* a resource, not a component */
    const json_t *inputs;
    const json_t *dependencies;          /* array of URNs */
    const json_t *property_dependencies; /* {"subnetId": [URN, …]}: every input has a member */
    const struct node_options *options;  /* never NULL; depends_on is in `dependencies` already */
};

struct registered {
    char *urn;       /* heap */
    char *id;        /* heap; NULL or "" while unknown */
    json_t *outputs; /* value form; NULL counts as {} */
    bool unknown;    /* the engine left the resource out (--target): all outputs are unknown */
};

/* What a graph needs of the engine; tests script it. Both are called from many threads at once and may block.
 */
struct registrar {
    void *context;
    bool (*register_resource)(void *context, const struct registration *registration, struct registered *ret,
                              struct error **err);
    bool (*register_outputs)(void *context, const char *urn, const json_t *outputs, struct error **err);
};

struct graph_run {
    const struct registrar *registrar;
    struct cancel *cancel;
    bool preview; /* a gap in an answer is an unknown */
    const json_t
        *dependencies; /* array of URNs that the component, and so each node, depends on; may be NULL */
};

/*
 * Registers the graph; returns when each component's outputs are registered. After the first failure, or when
 * `cancel` is triggered, nothing more is begun, and what runs is waited for. Failure: the error of the node
 * that failed, with its type and name.
 */
MUST_USE bool graph_run(struct graph *graph, const struct graph_run *run, struct error **err);

/* ---- what came out; after graph_run() succeeded ---- */

const char *node_urn(const struct node *node);

/* The component's outputs, dependencies inside as output values. A new reference. */
json_t *node_outputs(const struct node *component) RETURNS_NONNULL;

/* The same without output values, and what each depends on in *ret_dependencies: {"vpcId": [URN, …]}. */
json_t *node_plain_outputs(const struct node *component, json_t **ret_dependencies) RETURNS_NONNULL;

#endif
