/*
 * gRPC server on the C core: one table of methods, a thread for each call in flight (threads are kept and reused,
 * their number grows with the load: a Construct waits for Creates of this same process).
 *
 * Sources: grpc/grpc.h; "gRPC over HTTP/2"; the engine's behaviour in docs/architecture.md.
 */
#ifndef RPC_SERVER_H
#define RPC_SERVER_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/cancel.h"
#include "base/error.h"

/* gRPC status codes in use (grpc/impl/codegen/status.h has them all). */
enum rpc_code {
    RPC_OK = 0,
    RPC_CANCELLED = 1,
    RPC_UNKNOWN = 2,
    RPC_INVALID_ARGUMENT = 3,
    RPC_FAILED_PRECONDITION = 9,
    RPC_UNIMPLEMENTED = 12,
    RPC_INTERNAL = 13,
    RPC_UNAVAILABLE = 14,
};

/* One call in flight. What a handler needs of it. */
struct rpc_call {
    struct arena *arena;   /* request, response and all temporary memory; freed after the response was packed */
    struct cancel *cancel; /* triggered when the caller goes away and by rpc_server_cancel_calls() */
};

/* How a call failed. All memory from the call's arena or static. */
struct rpc_failure {
    enum rpc_code code;
    const char *message;             /* UTF-8, for a person */
    const ProtobufCMessage *detail;  /* one message for google.rpc.Status.details, or NULL; its type URL is made
                                        from its descriptor's name */
};

/*
 * Handles one call: true with *ret_response set (from the call's arena), or false with *failure filled.
 * `context` is rpc_server_options.context. Runs on a thread of its own and may block.
 */
typedef bool rpc_handler(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                         ProtobufCMessage **ret_response, struct rpc_failure *failure);

struct rpc_method {
    const char *path; /* "/pulumirpc.ResourceProvider/Check" */
    rpc_handler *handle;
    const ProtobufCMessageDescriptor *request;
    bool long_running; /* not cancelled by rpc_server_cancel_calls() when false: short calls end by themselves */
};

struct rpc_server_options {
    const struct rpc_method *methods;
    size_t method_count;
    void *context;
};

struct rpc_server;

/* Starts serving on a free port of 127.0.0.1. */
MUST_USE bool rpc_server_start(const struct rpc_server_options *options, struct rpc_server **ret_server,
                               struct error **err);

int rpc_server_port(const struct rpc_server *server);

/* Cancels every call in flight, and every later one, until rpc_server_accept_calls() (the next Handshake). */
void rpc_server_cancel_calls(struct rpc_server *server);
void rpc_server_accept_calls(struct rpc_server *server);

/* Refuses new calls, gives those in flight `grace_ms` to end, cancels the rest, waits for their handlers, frees
 * everything. */
void rpc_server_stop(struct rpc_server *server, int64_t grace_ms);

/* A protobuf-c allocator over an arena (free does nothing). Lives as long as the arena. */
ProtobufCAllocator *rpc_arena_allocator(struct arena *arena);

/* Unpacks after checking the depth of nesting (protobuf-c recurses without a limit). The message lives in the
 * arena. Failure: ERROR_INPUT. */
MUST_USE bool rpc_unpack(struct arena *arena, const ProtobufCMessageDescriptor *type, const void *bytes,
                         size_t length, ProtobufCMessage **ret_message, struct error **err);

#endif
