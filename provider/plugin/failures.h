/* What is wrong with the user's inputs, as messages of the protocol. */
#ifndef PLUGIN_FAILURES_H
#define PLUGIN_FAILURES_H

#include "pulumi/provider.pb-c.h"
#include "rpc/server.h"
#include "schema/schema.h"

/* Puts copies (in the call's arena) of the failures into a response's fields. */
void failures_into(struct rpc_call *call, const struct schema_failures *failures, size_t *ret_count,
                   Pulumirpc__CheckFailure ***ret_failures);

#endif
