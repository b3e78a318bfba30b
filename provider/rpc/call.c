/*
 * The life of one call: armed, arrived, handled on a thread of its own, answered, over.
 *
 * The core's operations ("batches") on it: `closed` is started at arrival and comes back when the caller goes
 * away or when all is done; `sent` is one message of a stream; `ended` is the answer. After the caller has
 * gone a batch still starts well and comes back not ok: there is nobody to tell.
 */
#include <errno.h>
#include <grpc/slice.h>
#include <grpc/support/alloc.h>
#include <malloc.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "rpc/internal.h"

void tag_set(struct tag *tag, void (*done)(struct tag *tag, bool ok)) {
    tag->done = done;
    atomic_store(&tag->handed_over, true);
}

void tag_run(struct tag *tag, bool ok) {
    if (atomic_load(&tag->handed_over))
        tag->done(tag, ok);
}

/* The core takes a message in pieces of 8 KB, which the allocator keeps in the middle of its heap: 64 MiB of
 * them after one large message. */
enum { LARGE_MESSAGE = 4 * 1024 * 1024 };

void call_free(struct call *call) {
    if (call->core)
        grpc_call_unref(call->core);
    grpc_call_details_destroy(&call->details);
    grpc_metadata_array_destroy(&call->metadata);
    grpc_byte_buffer_destroy(call->payload);
    grpc_byte_buffer_destroy(call->answer);
    if (call->trailers)
        grpc_slice_unref(call->trailer.value);
    sem_destroy(&call->sending);
    arena_free(call->seen.arena);
    cancel_unref(call->seen.cancel);
    const bool large = call->large;
    free(call);
    if (large)
        malloc_trim(0);
}

static void call_unref(struct call *call) {
    if (atomic_fetch_sub(&call->references, 1) == 1)
        server_end_call(call->slot->server, call);
}

/* ---- answering ---- */

static void ended(struct tag *tag, bool ok) {
    (void)ok; /* not ok: the caller is gone */
    call_unref(CONTAINER_OF(tag, struct call, ended));
}

/* Starts the last batch: headers if there were none yet, the message in `call->answer` if any, the status. */
static void finish(struct call *call, enum rpc_code code, const char *text) {
    grpc_op ops[3] = { 0 };
    size_t count = 0;
    if (!call->headers_sent)
        ops[count++].op = GRPC_OP_SEND_INITIAL_METADATA;
    if (call->answer) {
        ops[count].op = GRPC_OP_SEND_MESSAGE;
        ops[count++].data.send_message.send_message = call->answer;
    }
    grpc_slice details = grpc_slice_from_copied_string(text);
    ops[count].op = GRPC_OP_SEND_STATUS_FROM_SERVER;
    ops[count].data.send_status_from_server.status = (grpc_status_code)code;
    ops[count].data.send_status_from_server.status_details = &details;
    ops[count].data.send_status_from_server.trailing_metadata = &call->trailer;
    ops[count++].data.send_status_from_server.trailing_metadata_count = call->trailers;
    tag_set(&call->ended, ended);
    if (grpc_call_start_batch(call->core, ops, count, &call->ended, NULL) != GRPC_CALL_OK)
        call_unref(call);
    grpc_slice_unref(details);
}

static void fail(struct call *call, const struct rpc_failure *failure) {
    struct arena *arena = call->seen.arena;
    const char *text = rpc_status_text(arena, failure->message, RPC_STATUS_TEXT_LIMIT);
    /* A failure must not look like an answer, whatever the handler said. */
    const enum rpc_code code = failure->code == RPC_OK ? RPC_UNKNOWN : failure->code;
    if (failure->detail && protobuf_c_message_get_packed_size(failure->detail) > RPC_DETAIL_LIMIT) {
        text = arena_printf(arena, "%s (details left out: more than %d bytes)", text, RPC_DETAIL_LIMIT);
    } else if (failure->detail) {
        const struct rpc_failure whole = { .code = code, .message = text, .detail = failure->detail };
        call->trailer.key = grpc_slice_from_static_string("grpc-status-details-bin");
        call->trailer.value = rpc_status_details(arena, &whole);
        call->trailers = 1;
    }
    char *kept = xstrdup(text);
    arena_free(TAKE(call->seen.arena));
    finish(call, code, kept);
    free(kept);
}

static void fail_with(struct call *call, enum rpc_code code, const char *message) {
    fail(call, &(struct rpc_failure){ .code = code, .message = message });
}

static void answer(struct call *call, const ProtobufCMessage *response) {
    const bool streaming = call->slot->method->streaming;
    if (!streaming && response)
        call->answer = rpc_pack(response);
    if (call->answer && grpc_byte_buffer_length(call->answer) > LARGE_MESSAGE)
        call->large = true;
    if (!streaming && !response) {
        fail_with(call, RPC_INTERNAL, "the handler gave no answer");
    } else if (!streaming && !call->answer) {
        fail_with(call, RPC_INTERNAL, "the answer is larger than 400 MiB, the most that the engine takes");
    } else {
        arena_free(TAKE(call->seen.arena));
        finish(call, RPC_OK, "");
    }
}

/* ---- streams ---- */

static void message_sent(struct tag *tag, bool ok) {
    struct call *call = CONTAINER_OF(tag, struct call, sent);
    call->send_ok = ok;
    sem_post(&call->sending);
}

static bool send_buffer(struct call *call, grpc_byte_buffer *buffer, struct error **err) {
    grpc_op ops[2] = { 0 };
    size_t count = 0;
    if (!call->headers_sent)
        ops[count++].op = GRPC_OP_SEND_INITIAL_METADATA;
    ops[count].op = GRPC_OP_SEND_MESSAGE;
    ops[count++].data.send_message.send_message = buffer;
    tag_set(&call->sent, message_sent);
    if (grpc_call_start_batch(call->core, ops, count, &call->sent, NULL) != GRPC_CALL_OK)
        return error_set(err, ERROR_INTERNAL, "a message of the answer could not be sent");
    call->headers_sent = true;
    while (sem_wait(&call->sending) != 0 && errno == EINTR)
        continue;
    return call->send_ok || error_set(err, ERROR_CANCELLED, "the caller is gone");
}

bool rpc_send(struct rpc_call *seen, const ProtobufCMessage *message, struct error **err) {
    struct call *call = CONTAINER_OF(seen, struct call, seen);
    if (!call->slot->method->streaming)
        return error_set(err, ERROR_INTERNAL, "%s does not stream", call->slot->method->path);
    grpc_byte_buffer *buffer = rpc_pack(message);
    if (!buffer)
        return error_set(err, ERROR_INTERNAL, "a message of the answer is larger than 400 MiB");
    const bool ok = send_buffer(call, buffer, err);
    grpc_byte_buffer_destroy(buffer);
    return ok;
}

bool rpc_caller_gone(const struct rpc_call *seen) {
    const struct call *call = CONTAINER_OF(seen, struct call, seen);
    return atomic_load(&call->gone);
}

/* ---- handling, on a thread of its own ---- */

static void handle(void *argument) {
    struct call *call = argument;
    const struct rpc_method *method = call->slot->method;
    if (atomic_load(&call->gone)) { /* nobody would learn what a Create made */
        fail_with(call, RPC_CANCELLED, "the caller is gone");
        return;
    }
    auto_error *error = NULL;
    ProtobufCMessage *request = NULL;
    const bool readable =
        rpc_unpack_buffer(call->seen.arena, method->request, call->payload, &request, &error);
    call->large = call->payload && grpc_byte_buffer_length(call->payload) > LARGE_MESSAGE;
    grpc_byte_buffer_destroy(TAKE(call->payload));
    if (!readable) {
        fail_with(call, RPC_INVALID_ARGUMENT, error->message);
        return;
    }
    ProtobufCMessage *response = NULL;
    struct rpc_failure failure = { .code = RPC_UNKNOWN, .message = "" };
    const int64_t begun_ms = clock_monotonic_ms();
    const bool ok = method->handle(call->slot->server->context, &call->seen, request, &response, &failure);
    log_debug("%s %s after %lld ms", method->path, ok ? "answered" : "failed",
              (long long)(clock_monotonic_ms() - begun_ms));
    if (ok)
        answer(call, response);
    else
        fail(call, &failure);
}

/* ---- arriving, on the poller ---- */

static void closed(struct tag *tag, bool ok) {
    struct call *call = CONTAINER_OF(tag, struct call, closed);
    if (!ok || call->cancelled) {
        atomic_store(&call->gone, true);
        cancel_trigger(call->seen.cancel);
    }
    call_unref(call);
}

static void watch_for_close(struct call *call) {
    grpc_op op = { .op = GRPC_OP_RECV_CLOSE_ON_SERVER };
    op.data.recv_close_on_server.cancelled = &call->cancelled;
    tag_set(&call->closed, closed);
    if (grpc_call_start_batch(call->core, &op, 1, &call->closed, NULL) != GRPC_CALL_OK)
        call_unref(call);
}

static void refuse_unknown(struct call *call) {
    char *path = grpc_slice_to_c_string(call->details.method);
    const char *message = arena_printf(call->seen.arena, "unknown method %s", path);
    gpr_free(path);
    fail_with(call, RPC_UNIMPLEMENTED, message);
}

static void begin(struct call *call) {
    call->seen.arena = arena_new();
    server_add_call(call->slot->server, call);
    watch_for_close(call);
    if (!call->slot->method) {
        refuse_unknown(call);
        return;
    }
    auto_error *error = NULL;
    call->work = (struct threads_work){ .run = handle, .argument = call };
    if (!threads_run(call->slot->server->threads, &call->work, &error))
        fail_with(call, RPC_UNAVAILABLE, error->message);
}

static void arrived(struct tag *tag, bool ok) {
    struct call *call = CONTAINER_OF(tag, struct call, arrived);
    struct slot *slot = call->slot;
    if (!ok) { /* the server shuts down; arming again would come back at once, for ever */
        call_free(call);
        server_disarm(slot->server);
        return;
    }
    call_arm(slot);
    begin(call);
    server_disarm(slot->server);
}

void call_arm(struct slot *slot) {
    struct rpc_server *server = slot->server;
    struct call *call = xcalloc(1, sizeof *call);
    call->slot = slot;
    call->seen.server = server;
    call->seen.cancel = cancel_new();
    sem_init(&call->sending, 0, 0);
    atomic_init(&call->references, 2);
    grpc_call_details_init(&call->details);
    grpc_metadata_array_init(&call->metadata);
    pthread_mutex_lock(&server->lock);
    server->armed++;
    pthread_mutex_unlock(&server->lock);
    tag_set(&call->arrived, arrived);
    const grpc_call_error failure =
        slot->method ? grpc_server_request_registered_call(server->core, slot->registered, &call->core,
                                                           &call->deadline, &call->metadata, &call->payload,
                                                           server->queue, server->queue, &call->arrived)
                     : grpc_server_request_call(server->core, &call->core, &call->details, &call->metadata,
                                                server->queue, server->queue, &call->arrived);
    if (failure != GRPC_CALL_OK) {
        call_free(call);
        server_disarm(server);
    }
}
