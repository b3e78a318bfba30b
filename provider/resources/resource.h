/*
 * Resources: the life cycle of every type, driven by tables (table.h). What plugin/ calls.
 *
 * Inputs and outputs are property objects without secret wrappers (value_plain()); plugin/ puts the wrappers
 * back.
 */
#ifndef RESOURCES_RESOURCE_H
#define RESOURCES_RESOURCE_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/aws.h"
#include "base/arena.h"
#include "base/cancel.h"
#include "base/error.h"
#include "schema/schema.h"

struct account;
struct journal;
struct resource_table;
struct together;

/* A configured provider; lives until the next Configure, shared by all requests. */
struct provider {
    struct aws_client *aws;
    struct journal *journal;
    const char *scope;         /* whose creates the journal's entries are: back end, program folder, region */
    struct account *account;   /* whose it is; asked for at first need (account.h) */
    struct together *together; /* where reads wait for others (together.h) */
    json_t *default_tags;      /* {} when none */
    json_t *ignored_keys;      /* arrays of text */
    json_t *ignored_prefixes;
};

/* One RPC on one resource. */
struct resource_request {
    const struct provider *provider;
    const struct resource_table *table;
    const char *urn;
    struct arena *arena;
    struct cancel *cancel;
    /* A line for the user while something takes long; may be NULL. */
    void (*status)(void *context, const char *line);
    /* A line that stays; may be NULL. */
    void (*warn)(void *context, const char *line);
    void *status_context;
    /* True when whoever waits for the answer has gone; may be NULL. */
    bool (*is_unheard)(void *context);
    void *call_context;
};

/* The table of a token, or NULL. */
const struct resource_table *resource_find(const char *token);

/* All tables, in a NULL-ended array (tests, documentation). */
extern const struct resource_table *const resource_tables[];

const char *resource_token(const struct resource_table *table);

/*
 * What Check adds to the schema's rules: the rules between properties, and the generated name.
 * resource_autoname gives the name for a resource without one; `olds` (may be NULL) are its recorded inputs,
 * `seed` the engine's random seed (may be empty).
 */
struct autonaming {
    const char *proposed; /* the engine's proposal, or NULL */
    bool disabled;        /* no name may be generated */
};
/* Among the inputs of a resource with a generated name: true. (The engine hides what begins with "__".) */
#define AUTONAMED "__autonamed"

void resource_autoname(const struct resource_request *rq, const char *logical_name, const json_t *olds,
                       const struct autonaming *naming, const unsigned char *seed, size_t seed_length,
                       json_t *inputs);
void resource_check(const struct resource_table *table, const json_t *inputs,
                    struct schema_failures *failures);

/* Merges the provider's default tags: sets "tagsAll" in `inputs` where the type has tags. */
void resource_merge_tags(const struct resource_request *rq, json_t *inputs);

/* Differences that only the state knows: an object that is broken for good must be replaced. NULL, or the
 * property path that says so. */
const char *resource_must_replace(const struct resource_table *table, const json_t *outputs);

/* True when the old object must go before the new one can come: both would have something that only one can
 * have. */
bool resource_delete_first(const struct resource_table *table, const json_t *old_inputs,
                           const json_t *new_inputs);

/* Outputs as a preview can know them. */
json_t *resource_preview_create(const struct resource_table *table, const json_t *inputs);
json_t *resource_preview_update(const struct resource_table *table, const json_t *outputs,
                                const json_t *inputs, const struct schema_changes *changes);

/* What an RPC comes to. Freed by resource_result_done(). */
struct resource_result {
    char *id; /* NULL after Read: it is gone */
    json_t *outputs;
    json_t *inputs;           /* Read: as Check would make them */
    struct error *unfinished; /* half made: recorded, and the next `up` goes on */
};
void resource_result_done(struct resource_result *result);
#define auto_result AUTO(resource_result_done) struct resource_result

/* False: nothing was made, or it will be found again by the journal. */
MUST_USE bool resource_create(struct resource_request *rq, const json_t *inputs,
                              struct resource_result *result, struct error **err);

/* `inputs` and `outputs` as recorded; both empty for an import. result->id NULL: gone. */
MUST_USE bool resource_read(struct resource_request *rq, const char *id, const json_t *inputs,
                            const json_t *outputs, struct resource_result *result, struct error **err);

/* Makes the object be as `inputs` say; also finishes what an earlier create left half done. */
MUST_USE bool resource_update(struct resource_request *rq, const char *id, const json_t *outputs,
                              const json_t *old_inputs, const json_t *inputs, struct resource_result *result,
                              struct error **err);

/* Removing what is not there succeeds. */
MUST_USE bool resource_delete(struct resource_request *rq, const char *id, const json_t *inputs,
                              const json_t *outputs, struct error **err);

/* All objects of the type in the account and region: an array of {"id", "name"}. */
MUST_USE bool resource_list(struct resource_request *rq, json_t **ret_list, struct error **err);

/* Tells the journal that the engine knows the id (any RPC that carries one). */
void resource_known(const struct provider *provider, const char *token, const char *id);

/* Functions (Invoke): {"accountId": …}. ERROR_INPUT when the token is unknown. */
MUST_USE bool function_invoke(const struct provider *provider, struct cancel *cancel, const char *token,
                              const json_t *arguments, json_t **ret_result, struct error **err);

#endif
