/*
 * gRPC server on the C core: one table of methods, a thread for each call in flight (threads are kept and
 * reused, their number grows with the load: a Construct waits for Creates of this same process).
 *
 * Sources: grpc/grpc.h; "gRPC over HTTP/2"; the engine's behaviour in docs/architecture.md.
 */
#ifndef RPC_SERVER_H
#define RPC_SERVER_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/cancel.h"
#include "base/error.h"
#include "rpc/message.h"

struct rpc_server;

/* gRPC status codes in use (grpc/impl/codegen/status.h has them all). */
enum rpc_code {
    RPC_OK = 0,
    RPC_CANCELLED = 1,
    RPC_UNKNOWN = 2,
    RPC_INVALID_ARGUMENT = 3,
    RPC_DEADLINE_EXCEEDED = 4,
    RPC_FAILED_PRECONDITION = 9,
    RPC_UNIMPLEMENTED = 12,
    RPC_INTERNAL = 13,
    RPC_UNAVAILABLE = 14,
};

/* One call in flight. What a handler needs of it. */
struct rpc_call {
    struct arena *arena; /* request, response and all temporary memory; freed after the response was packed */
    struct cancel *cancel; /* triggered when the caller goes away and by rpc_server_cancel_calls() */
    struct rpc_server *server;
};

/* The largest detail that travels whole; a larger one is left out, and the message says so. 8 MiB would break
 * the connection; grpcio takes 16 KB unless told otherwise. */
#define RPC_DETAIL_LIMIT (1024 * 1024)

/* The largest message text; a longer one is cut. */
#define RPC_STATUS_TEXT_LIMIT (8 * 1024)

/* How a call failed. All memory from the call's arena or static. */
struct rpc_failure {
    enum rpc_code code;
    const char *message;            /* UTF-8, for a person */
    const ProtobufCMessage *detail; /* one message for google.rpc.Status.details, or NULL; its type URL is
                                       made from its descriptor's name */
};

/*
 * Handles one call: true with *ret_response set (from the call's arena), or false with *failure filled.
 * `context` is rpc_server_options.context. Runs on a thread of its own and may block.
 * A streaming method answers with rpc_send() and leaves *ret_response NULL.
 */
typedef bool rpc_handler(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                         ProtobufCMessage **ret_response, struct rpc_failure *failure);

struct rpc_method {
    const char *path; /* "/pulumirpc.ResourceProvider/Check" */
    rpc_handler *handle;
    const ProtobufCMessageDescriptor *request;
    bool long_running; /* false: not cancelled by rpc_server_cancel_calls(): short calls end by themselves */
    bool streaming;    /* the answer is a stream of messages */
};

struct rpc_server_options {
    const struct rpc_method *methods; /* must stay */
    size_t method_count;
    void *context;
    int64_t idle_thread_ms; /* how long a thread without work is kept; 0 = 10 s */
};

/*
 * Starts serving on a free port of 127.0.0.1. Answered besides the table: /grpc.health.v1.Health/Check
 * (SERVING), and every unknown method (UNIMPLEMENTED).
 */
MUST_USE bool rpc_server_start(const struct rpc_server_options *options, struct rpc_server **ret_server,
                               struct error **err);

int rpc_server_port(const struct rpc_server *server);

/* Cancels every long-running call in flight, and every later one, until rpc_server_accept_calls() (the next
 * Handshake). They still answer: what a half-made object has for an id must reach the caller. */
void rpc_server_cancel_calls(struct rpc_server *server);
void rpc_server_accept_calls(struct rpc_server *server);

/* Refuses new calls, gives those in flight `grace_ms` to end, cancels the rest, waits for their handlers,
 * frees everything. Not from a handler. */
void rpc_server_stop(struct rpc_server *server, int64_t grace_ms);

/* True when the caller has gone away or given up: nobody will read the answer. From a handler. */
bool rpc_caller_gone(const struct rpc_call *call);

/*
 * One message of a streaming method's answer; blocks until the transport has taken it (one is in flight at a
 * time). Failure: ERROR_CANCELLED when the caller is gone, ERROR_INTERNAL when the message is too large or
 * the method does not stream.
 */
MUST_USE bool rpc_send(struct rpc_call *call, const ProtobufCMessage *message, struct error **err);

#endif
