/*
 * The subject of an RPC on a custom resource: which type, under which configuration, with the ways to tell
 * the user something. On the handler's stack.
 */
#ifndef PLUGIN_SUBJECT_H
#define PLUGIN_SUBJECT_H

#include "google/protobuf/struct.pb-c.h"
#include "plugin/configuration.h"
#include "resources/resource.h"

struct subject {
    struct plugin *plugin;
    struct configuration *configuration;
    const json_t *definition; /* of the type, in the schema */
    const char *name;         /* logical name */
    struct resource_request rq;
    const json_t
        *values[3]; /* what the request carries, in value form: what is secret there is so in every answer */
};

/* Fills the subject from the URN. False with *failure filled: no such type, or no Configure yet. */
bool subject_begin(struct subject *subject, struct plugin *plugin, struct rpc_call *call, const char *urn,
                   struct rpc_failure *failure);

/* customTimeouts: seconds, 0 = not set. */
void subject_limit(struct subject *subject, double timeout_s);

void subject_done(struct subject *subject);
#define auto_subject AUTO(subject_done) struct subject

/* Adds something that the request carries (value form; must outlive the subject's use). */
void subject_carries(struct subject *subject, const json_t *value);

/* Fills *failure from the error, without any text that is secret in what the request carries. Always returns false. */
bool subject_fail(const struct subject *subject, struct rpc_call *call, struct rpc_failure *failure,
                  const struct error *error);

/* Outputs as the engine gets them: secret where the schema or the inputs (value form) say so; NULL: where anything says
 * so that the request carries. */
Google__Protobuf__Struct *subject_outputs(const struct subject *subject, const json_t *outputs,
                                          const json_t *inputs);

/* Fills *failure with ErrorResourceInitFailed: what there is goes into the state, and why it is not finished.
 * Always returns false. */
bool subject_unfinished(const struct subject *subject, struct rpc_call *call,
                        const struct resource_result *result, const json_t *inputs,
                        struct rpc_failure *failure);

#endif
