/* What differs between old and new inputs, as a message of the protocol. */
#ifndef PLUGIN_CHANGES_H
#define PLUGIN_CHANGES_H

#include <stdbool.h>

#include "pulumi/provider.pb-c.h"
#include "rpc/server.h"
#include "schema/schema.h"

/*
 * Puts copies (in the call's arena) of the changes into the response: paths with kinds, top-level names, and those that
 * replace. `broken` (NULL = none) is an output for which the object is replaced. `of_inputs`: the engine finds the old
 * values in the recorded inputs.
 */
void changes_into(struct rpc_call *call, const struct schema_changes *changes, const char *broken,
                  bool of_inputs, Pulumirpc__DiffResponse *response);

#endif
