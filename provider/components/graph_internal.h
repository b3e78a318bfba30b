/* What graph.c (building), resolve.c (values) and run.c (registering) share. */
#ifndef COMPONENTS_GRAPH_INTERNAL_H
#define COMPONENTS_GRAPH_INTERNAL_H

#include <pthread.h>
#include <stddef.h>

#include "components/graph.h"

/* A node goes through these in order; a resource is done once it is registered. */
enum node_state {
    NODE_WAITING,
    NODE_REGISTERING,
    NODE_OPEN,    /* a component that is registered and whose nodes are not all done */
    NODE_CLOSING, /* its outputs are being registered */
    NODE_DONE,
};

struct node_set {
    struct node **items;
    size_t count;
};

struct node {
    struct graph *graph;
    struct node *component; /* NULL for the outermost */
    size_t index;           /* place in the graph */
    char *type;
    char *name;
    json_t *inputs;
    json_t *outputs; /* of a component: as node_output() was given them */
    bool custom;
    struct node_options options;
    struct node_set depends_on;
    struct node_set needs; /* registered before this one: what inputs refer to, depends_on */

    enum node_state state;
    struct registered registered;
};

struct graph {
    struct node **nodes;
    size_t count;
    bool preview;
};

void node_set_add(struct node_set *set, struct node *node);

/* True when the answer of the engine for the node is there. */
bool node_is_registered(const struct node *node);

/* True when the node stands in `component`, at any depth. */
bool node_is_in(const struct node *node, const struct node *component);

/* Adds to `set` the nodes whose answers are needed before `value` is known. */
void resolve_needs(const struct graph *graph, const json_t *value, struct node_set *set);

/*
 * The value with every reference replaced by what it stands for, without output values: unknowns and secrets
 * as the wire has them. Adds the URNs that it depends on to the object `urns` (as keys). Members without a
 * value are left out. A new reference, never NULL; null when the value has no value.
 */
json_t *resolve_plain(const struct graph *graph, const json_t *value, json_t *urns);

/* The same; what depends on something stands in an output value that says on what. */
json_t *resolve_output(const struct graph *graph, const json_t *value);

/* The keys of the object as an array. A new reference. */
json_t *resolve_keys(const json_t *urns);

#endif
