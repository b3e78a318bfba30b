/*
 * A gRPC caller for tests that sees everything: all messages, status, text and error details. It uses the C
 * core by itself, so that client.c and server.c are not tested against each other's mistakes only.
 */
#ifndef TEST_CALLER_H
#define TEST_CALLER_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <grpc/byte_buffer.h>
#include <grpc/byte_buffer_reader.h>
#include <grpc/grpc.h>
#include <grpc/grpc_security.h>
#include <grpc/support/alloc.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"

struct caller {
    grpc_channel *channel;
};

struct caller_call {
    grpc_completion_queue *queue;
    grpc_call *core;
    grpc_metadata_array headers, trailers;
    grpc_status_code status;
    grpc_slice text_slice;
    size_t messages; /* received so far */
    grpc_slice last; /* the last one of them */
    char *text;      /* of the status, once ended */
    grpc_slice details;
};

static inline void caller_init(struct caller *caller, int port) {
    /* the server under test has started the library */
    grpc_arg settings[] = {
        { .type = GRPC_ARG_INTEGER, .key = (char *)GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH },
        { .type = GRPC_ARG_INTEGER, .key = (char *)GRPC_ARG_MAX_METADATA_SIZE },
    };
    settings[0].value.integer = -1;
    settings[1].value.integer = 4 * 1024 * 1024;
    const grpc_channel_args arguments = { COUNT_OF(settings), settings };
    auto_free char *target = xprintf("ipv4:127.0.0.1:%d", port);
    grpc_channel_credentials *plain = grpc_insecure_credentials_create();
    caller->channel = grpc_channel_create(target, plain, &arguments);
    grpc_channel_credentials_release(plain);
}

static inline void caller_done(struct caller *caller) {
    grpc_channel_destroy(caller->channel);
}

static inline void caller_wait(struct caller_call *call, void *tag) {
    const grpc_event event =
        grpc_completion_queue_pluck(call->queue, tag, gpr_inf_future(GPR_CLOCK_REALTIME), NULL);
    assert_int_equal(event.type, GRPC_OP_COMPLETE);
}

/* Sends the request; the server has it, or will have, when this returns. `limit_ms` 0: no deadline. */
static inline void caller_begin(struct caller *caller, struct caller_call *call, const char *path,
                                const void *bytes, size_t length, int limit_ms) {
    *call = (struct caller_call){ .status = GRPC_STATUS_UNKNOWN };
    call->queue = grpc_completion_queue_create_for_pluck(NULL);
    call->last = grpc_empty_slice();
    call->details = grpc_empty_slice();
    grpc_metadata_array_init(&call->headers);
    grpc_metadata_array_init(&call->trailers);
    const gpr_timespec deadline =
        limit_ms ? gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), gpr_time_from_millis(limit_ms, GPR_TIMESPAN))
                 : gpr_inf_future(GPR_CLOCK_MONOTONIC);
    grpc_slice method = grpc_slice_from_copied_string(path);
    call->core = grpc_channel_create_call(caller->channel, NULL, GRPC_PROPAGATE_DEFAULTS, call->queue, method,
                                          NULL, deadline, NULL);
    grpc_slice_unref(method);
    grpc_slice slice = grpc_slice_from_copied_buffer(bytes, length);
    grpc_byte_buffer *request = grpc_raw_byte_buffer_create(&slice, 1);
    grpc_slice_unref(slice);
    grpc_op ops[3] = { 0 };
    ops[0].op = GRPC_OP_SEND_INITIAL_METADATA;
    ops[1].op = GRPC_OP_SEND_MESSAGE;
    ops[1].data.send_message.send_message = request;
    ops[2].op = GRPC_OP_SEND_CLOSE_FROM_CLIENT;
    assert_int_equal(grpc_call_start_batch(call->core, ops, 3, ops, NULL), GRPC_CALL_OK);
    caller_wait(call, ops);
    grpc_byte_buffer_destroy(request);
}

/* Reads one message; false when the stream has ended. */
static inline bool caller_read(struct caller_call *call) {
    grpc_byte_buffer *message = NULL;
    grpc_op ops[2] = { 0 };
    size_t count = 0;
    ops[count].op = GRPC_OP_RECV_MESSAGE;
    ops[count++].data.recv_message.recv_message = &message;
    if (call->messages == 0) {
        ops[count].op = GRPC_OP_RECV_INITIAL_METADATA;
        ops[count++].data.recv_initial_metadata.recv_initial_metadata = &call->headers;
    }
    assert_int_equal(grpc_call_start_batch(call->core, ops, count, ops, NULL), GRPC_CALL_OK);
    caller_wait(call, ops);
    if (!message)
        return false;
    grpc_byte_buffer_reader reader;
    assert_true(grpc_byte_buffer_reader_init(&reader, message));
    grpc_slice_unref(call->last);
    call->last = grpc_byte_buffer_reader_readall(&reader);
    grpc_byte_buffer_reader_destroy(&reader);
    grpc_byte_buffer_destroy(message);
    call->messages++;
    return true;
}

/* Reads all that is left, and the status. */
static inline void caller_end(struct caller_call *call) {
    while (caller_read(call))
        continue;
    grpc_op op = { .op = GRPC_OP_RECV_STATUS_ON_CLIENT };
    op.data.recv_status_on_client.trailing_metadata = &call->trailers;
    op.data.recv_status_on_client.status = &call->status;
    op.data.recv_status_on_client.status_details = &call->text_slice;
    assert_int_equal(grpc_call_start_batch(call->core, &op, 1, &op, NULL), GRPC_CALL_OK);
    caller_wait(call, &op);
    call->text = grpc_slice_to_c_string(call->text_slice);
    for (size_t i = 0; i < call->trailers.count; i++)
        if (grpc_slice_str_cmp(call->trailers.metadata[i].key, "grpc-status-details-bin") == 0)
            call->details = grpc_slice_ref(call->trailers.metadata[i].value);
}

static inline void caller_forget(struct caller_call *call) {
    grpc_call_unref(call->core);
    grpc_metadata_array_destroy(&call->headers);
    grpc_metadata_array_destroy(&call->trailers);
    if (call->text)
        grpc_slice_unref(call->text_slice);
    gpr_free(call->text);
    grpc_slice_unref(call->last);
    grpc_slice_unref(call->details);
    grpc_completion_queue_shutdown(call->queue);
    grpc_completion_queue_destroy(call->queue);
}

/* A whole call; caller_forget() afterwards. */
static inline void caller_call(struct caller *caller, struct caller_call *call, const char *path,
                               const void *bytes, size_t length) {
    caller_begin(caller, call, path, bytes, length, 0);
    caller_end(call);
}

#endif
