/*
 * gRPC client side: unary calls to the engine (resource monitor, log). A channel is safe to use from any
 * number of threads; each call has a completion queue of its own.
 */
#ifndef RPC_CLIENT_H
#define RPC_CLIENT_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/cancel.h"
#include "base/error.h"

struct rpc_channel;

/* A channel to "127.0.0.1:12345"; connects at the first call. Release with rpc_channel_free(). */
struct rpc_channel *rpc_channel_new(const char *address) RETURNS_NONNULL;
void rpc_channel_free(struct rpc_channel *channel); /* NULL is allowed; no call may be in flight */

/*
 * One unary call. `path` as "/pulumirpc.ResourceMonitor/RegisterResource". The response is of type `response`
 * and lives in the arena. Blocks until the answer, until `cancel` (may be NULL) is triggered
 * (ERROR_CANCELLED), or until the deadline that it carries at the call (ERROR_TIMEOUT). A status other than
 * OK: ERROR_INTERNAL with the status text (ERROR_NETWORK for UNAVAILABLE, ERROR_CANCELLED for CANCELLED,
 * ERROR_TIMEOUT for DEADLINE_EXCEEDED); an answer that cannot be read: ERROR_INPUT.
 */
MUST_USE bool rpc_invoke(struct rpc_channel *channel, struct arena *arena, struct cancel *cancel,
                         const char *path, const ProtobufCMessage *request,
                         const ProtobufCMessageDescriptor *response, ProtobufCMessage **ret_response,
                         struct error **err);

#endif
