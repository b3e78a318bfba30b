#include "rpc/client.h"

#include <ctype.h>
#include <grpc/grpc_security.h>
#include <grpc/slice.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "rpc/internal.h"

struct rpc_channel {
    grpc_channel *core;
};

/* One call: what the core fills in, and what we own of it. */
struct invocation {
    grpc_completion_queue *queue; /* of its own: a pluck queue takes six waiters at most */
    grpc_call *core;
    grpc_byte_buffer *request;
    grpc_byte_buffer *response;
    grpc_metadata_array headers;
    grpc_metadata_array trailers;
    grpc_status_code status;
    grpc_slice text;
};

static grpc_arg number(const char *key, int value) {
    grpc_arg setting = { .type = GRPC_ARG_INTEGER, .key = (char *)key };
    setting.value.integer = value;
    return setting;
}

struct rpc_channel *rpc_channel_new(const char *address) {
    rpc_start_library();
    grpc_arg settings[] = {
        number(GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH, RPC_MESSAGE_LIMIT),
        number(GRPC_ARG_MAX_SEND_MESSAGE_LENGTH, RPC_MESSAGE_LIMIT),
        /* the engine is on this machine: http_proxy is meant for AWS */
        number(GRPC_ARG_ENABLE_HTTP_PROXY, 0),
        number(GRPC_ARG_ENABLE_RETRIES, 0),
        number(GRPC_ARG_SERVICE_CONFIG_DISABLE_RESOLUTION, 1),
    };
    const grpc_channel_args arguments = { .num_args = COUNT_OF(settings), .args = settings };
    /* an address of numbers needs no name lookup, and the library's own one loads /etc/resolv.conf */
    auto_free char *target =
        xprintf("%s%s", isdigit((unsigned char)address[0]) ? "ipv4:" : "dns:///", address);
    struct rpc_channel *channel = xcalloc(1, sizeof *channel);
    grpc_channel_credentials *plain = grpc_insecure_credentials_create();
    channel->core = grpc_channel_create(target, plain, &arguments);
    grpc_channel_credentials_release(plain);
    return channel;
}

void rpc_channel_free(struct rpc_channel *channel) {
    if (!channel)
        return;
    grpc_channel_destroy(channel->core);
    free(channel);
}

static gpr_timespec deadline_of(struct cancel *cancel) {
    const int64_t deadline_ms = cancel ? cancel_deadline_ms(cancel) : 0;
    if (deadline_ms == 0)
        return gpr_inf_future(GPR_CLOCK_MONOTONIC);
    const gpr_timespec left = gpr_time_from_millis(deadline_ms - clock_monotonic_ms(), GPR_TIMESPAN);
    return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), left);
}

static void invocation_init(struct invocation *call, struct rpc_channel *channel, struct cancel *cancel,
                            const char *path, grpc_byte_buffer *request) {
    *call = (struct invocation){ .request = request };
    call->queue = grpc_completion_queue_create_for_pluck(NULL);
    call->text = grpc_empty_slice();
    grpc_metadata_array_init(&call->headers);
    grpc_metadata_array_init(&call->trailers);
    grpc_slice method = grpc_slice_from_copied_string(path);
    call->core = grpc_channel_create_call(channel->core, NULL, GRPC_PROPAGATE_DEFAULTS, call->queue, method,
                                          NULL, deadline_of(cancel), NULL);
    grpc_slice_unref(method);
}

static void invocation_done(struct invocation *call) {
    grpc_call_unref(call->core);
    grpc_byte_buffer_destroy(call->request);
    grpc_byte_buffer_destroy(call->response);
    grpc_metadata_array_destroy(&call->headers);
    grpc_metadata_array_destroy(&call->trailers);
    grpc_slice_unref(call->text);
    grpc_completion_queue_shutdown(call->queue);
    grpc_completion_queue_destroy(call->queue);
}

static void cancel_core(void *core) {
    grpc_call_cancel(core, NULL);
}

/* The whole call is one batch. It always ends, and always "well": the status tells how. */
static void invocation_run(struct invocation *call, struct cancel *cancel) {
    grpc_op ops[6] = { 0 };
    ops[0].op = GRPC_OP_SEND_INITIAL_METADATA;
    ops[1].op = GRPC_OP_SEND_MESSAGE;
    ops[1].data.send_message.send_message = call->request;
    ops[2].op = GRPC_OP_SEND_CLOSE_FROM_CLIENT;
    ops[3].op = GRPC_OP_RECV_INITIAL_METADATA;
    ops[3].data.recv_initial_metadata.recv_initial_metadata = &call->headers;
    ops[4].op = GRPC_OP_RECV_MESSAGE;
    ops[4].data.recv_message.recv_message = &call->response;
    ops[5].op = GRPC_OP_RECV_STATUS_ON_CLIENT;
    ops[5].data.recv_status_on_client.trailing_metadata = &call->trailers;
    ops[5].data.recv_status_on_client.status = &call->status;
    ops[5].data.recv_status_on_client.status_details = &call->text;
    call->status = GRPC_STATUS_INTERNAL;
    if (grpc_call_start_batch(call->core, ops, COUNT_OF(ops), call, NULL) != GRPC_CALL_OK)
        return;
    struct cancel_listener listener = { .wake = cancel_core, .argument = call->core };
    if (cancel)
        cancel_listen(cancel, &listener);
    grpc_completion_queue_pluck(call->queue, call, gpr_inf_future(GPR_CLOCK_REALTIME), NULL);
    if (cancel)
        cancel_unlisten(cancel, &listener);
}

static bool failed(const struct invocation *call, struct cancel *cancel, const char *path,
                   struct error **err) {
    enum error_kind kind = ERROR_INTERNAL;
    if (call->status == GRPC_STATUS_UNAVAILABLE)
        kind = ERROR_NETWORK;
    else if (call->status == GRPC_STATUS_CANCELLED)
        kind = ERROR_CANCELLED;
    else if (call->status == GRPC_STATUS_DEADLINE_EXCEEDED)
        kind = ERROR_TIMEOUT;
    if (kind == ERROR_CANCELLED && cancel && cancel_requested(cancel))
        return error_set(err, kind, "cancelled");
    return error_set(err, kind, "%s: %.*s (status %d)", path, (int)GRPC_SLICE_LENGTH(call->text),
                     (const char *)GRPC_SLICE_START_PTR(call->text), (int)call->status);
}

bool rpc_invoke(struct rpc_channel *channel, struct arena *arena, struct cancel *cancel, const char *path,
                const ProtobufCMessage *request, const ProtobufCMessageDescriptor *response,
                ProtobufCMessage **ret_response, struct error **err) {
    grpc_byte_buffer *bytes = rpc_pack(request);
    if (!bytes)
        return error_set(err, ERROR_INTERNAL, "%s: the request is larger than 400 MiB", path);
    struct invocation call;
    invocation_init(&call, channel, cancel, path, bytes);
    invocation_run(&call, cancel);
    bool ok = call.status == GRPC_STATUS_OK || failed(&call, cancel, path, err);
    if (ok && !rpc_unpack_buffer(arena, response, call.response, ret_response, err))
        ok = error_in(err, "%s", path);
    invocation_done(&call);
    return ok;
}
