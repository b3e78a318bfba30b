/*
 * Components: token to build function, and what build functions share.
 *
 * A build function reads checked inputs, says what is wrong with them before anything is registered, and
 * fills a graph (graph.h). Inside another component it is called the same way, with references among its
 * inputs.
 */
#ifndef COMPONENTS_COMPONENT_H
#define COMPONENTS_COMPONENT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/cancel.h"
#include "base/error.h"
#include "components/graph.h"
#include "schema/schema.h"

/* What the plugin lends to build functions. Nothing here writes to AWS. */
struct component_host {
    void *context;
    const char *region; /* "eu-central-1" */

    /* A function of this provider ("utm:index:getAvailabilityZones"). */
    bool (*invoke)(void *context, struct cancel *cancel, const char *token, const json_t *arguments,
                   json_t **ret_result, struct error **err);

    /* The outputs of a resource that exists already; *ret_outputs NULL when there is no such object. */
    bool (*read)(void *context, struct cancel *cancel, const char *token, const char *id,
                 json_t **ret_outputs, struct error **err);
};

struct build {
    const struct component_host *host;
    struct cancel *cancel;
    const json_t
        *inputs; /* checked, with defaults; containers are plain, leaves may be wrapped or references */
    struct schema_failures *failures;
};

/*
 * Fills `self`. True with failures: the inputs are wrong, nothing is to be registered. False: it could not be
 * found out (no answer from AWS, no credentials).
 */
typedef bool component_builder(const struct build *build, struct node *self, struct error **err);

component_builder network_build;
component_builder security_groups_build;

/* The build function of a component's token, or NULL. */
component_builder *component_find(const char *token);

/*
 * Checks `inputs` against the schema of `token` and builds into `self`; the build function only runs when the
 * schema finds nothing. `host` may be a test's.
 */
MUST_USE bool component_build(const char *token, const struct component_host *host, struct cancel *cancel,
                              const json_t *inputs, struct node *self, struct schema_failures *failures,
                              struct error **err);

/* ---- for build functions ---- */

/* A copy in which no container is wrapped: what a wrapper around an object or array said (secret,
 * dependencies) is said by each leaf in it. A new reference. */
json_t *component_spread(const json_t *value) RETURNS_NONNULL;

/* `made` (stolen), which was computed from `source`: secret and dependent as the source is. */
json_t *component_derived(json_t *made, const json_t *source) RETURNS_NONNULL;

/* `value` (stolen), dependent on the URNs of the array. */
json_t *component_depending(json_t *value, json_t *urns) RETURNS_NONNULL;

/* True when the input decides what there will be, and is not known yet (K27: such a rule waits). */
bool build_is_unknown(const struct build *build, const char *input);

/* The plain value of an input; NULL when it is absent. Borrowed. */
json_t *build_input(const struct build *build, const char *input);

/* The input as it came: with its wrapper. NULL when it is absent. Borrowed. */
json_t *build_raw(const struct build *build, const char *input);

/* The text of a value as a message may show it: not when it is secret. Borrowed. */
const char *build_shown(const json_t *value) RETURNS_NONNULL;

/* Every output of the component is unknown, and nothing is in it: its shape hangs on something that a preview
 * does not know. */
void build_wait(const struct build *build, struct node *self);

/*
 * Adds a resource to `self`. Where the type has tags it gets the component's, with its own name as "Name".
 * `inputs` is stolen; `depends_on` (NULL-ended) may be NULL.
 */
struct node *build_part(const struct build *build, struct node *self, const char *type, json_t *inputs,
                        struct node *const *depends_on, const char *name_format, ...)
    PRINTF_LIKE(6, 7) RETURNS_NONNULL;

#endif
