/* Messages to and from the core's byte buffers. */
#include <grpc/byte_buffer_reader.h>
#include <grpc/slice.h>
#include <grpc/support/log.h>

#include "base/log.h"
#include "google/rpc/status.pb-c.h"
#include "rpc/internal.h"

grpc_byte_buffer *rpc_pack(const ProtobufCMessage *message) {
    const size_t size = protobuf_c_message_get_packed_size(message);
    if (size > RPC_MESSAGE_LIMIT)
        return NULL;
    grpc_slice slice = grpc_slice_malloc(size);
    protobuf_c_message_pack(message, GRPC_SLICE_START_PTR(slice));
    grpc_byte_buffer *buffer = grpc_raw_byte_buffer_create(&slice, 1);
    grpc_slice_unref(slice);
    return buffer;
}

bool rpc_unpack_buffer(struct arena *arena, const ProtobufCMessageDescriptor *type, grpc_byte_buffer *buffer,
                       ProtobufCMessage **ret_message, struct error **err) {
    if (!buffer) /* a call without a message counts as an empty one */
        return rpc_unpack(arena, type, NULL, 0, ret_message, err);
    grpc_byte_buffer_reader reader;
    if (!grpc_byte_buffer_reader_init(&reader, buffer))
        return error_set(err, ERROR_INPUT, "the bytes are no %s message: compression that is not known",
                         type->name);
    grpc_slice bytes = grpc_byte_buffer_reader_readall(&reader);
    const bool ok =
        rpc_unpack(arena, type, GRPC_SLICE_START_PTR(bytes), GRPC_SLICE_LENGTH(bytes), ret_message, err);
    grpc_slice_unref(bytes);
    grpc_byte_buffer_reader_destroy(&reader);
    return ok;
}

static Google__Protobuf__Any *any_of(struct arena *arena, const ProtobufCMessage *message) {
    Google__Protobuf__Any *any = arena_alloc(arena, sizeof *any);
    google__protobuf__any__init(any);
    any->type_url = arena_printf(arena, "type.googleapis.com/%s", message->descriptor->name);
    any->value.len = protobuf_c_message_get_packed_size(message);
    any->value.data = arena_alloc(arena, any->value.len);
    protobuf_c_message_pack(message, any->value.data);
    return any;
}

grpc_slice rpc_status_details(struct arena *arena, const struct rpc_failure *failure) {
    Google__Rpc__Status status = GOOGLE__RPC__STATUS__INIT;
    Google__Protobuf__Any *details[] = { any_of(arena, failure->detail) };
    status.code = (int32_t)failure->code;
    status.message = rpc_status_text(arena, failure->message, RPC_STATUS_TEXT_LIMIT);
    status.n_details = 1;
    status.details = details;
    grpc_slice slice = grpc_slice_malloc(google__rpc__status__get_packed_size(&status));
    google__rpc__status__pack(&status, GRPC_SLICE_START_PTR(slice));
    return slice;
}

static void log_line(gpr_log_func_args *arguments) {
    log_debug("grpc: %s", arguments->message);
}

static void start(void) {
    gpr_set_log_function(log_line);
    grpc_init();
}

void rpc_start_library(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
}
