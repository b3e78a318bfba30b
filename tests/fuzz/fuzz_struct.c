/*
 * Messages from the engine: the first byte chooses a method's request or a Struct alone, the rest are its bytes.
 * What is taken can be packed and unpacked again; a Struct becomes JSON and comes back as the same JSON.
 */
#include <string.h>

#include "pulumi/provider.pb-c.h"
#include "rpc/message.h"
#include "support/fuzz.h"
#include "value/value.h"

extern const ProtobufCServiceDescriptor pulumirpc__resource_provider__descriptor;

static const ProtobufCMessageDescriptor *message_type(uint8_t choice) {
    const ProtobufCServiceDescriptor *service = &pulumirpc__resource_provider__descriptor;
    const unsigned method = choice % (service->n_methods + 1);
    return method < service->n_methods ? service->methods[method].input
                                       : &google__protobuf__struct__descriptor;
}

static ProtobufCMessage *packed_and_unpacked(struct arena *arena, const ProtobufCMessage *message) {
    auto_error *error = NULL;
    ProtobufCMessage *again = NULL;
    const size_t size = protobuf_c_message_get_packed_size(message);
    uint8_t *bytes = arena_alloc(arena, size);
    FUZZ_CHECK(protobuf_c_message_pack(message, bytes) == size);
    FUZZ_CHECK(rpc_unpack(arena, message->descriptor, bytes, size, &again, &error));
    return again;
}

static void check_struct(struct arena *arena, const Google__Protobuf__Struct *from, size_t size) {
    auto_error *error = NULL, *none = NULL;
    json_auto_t *object = NULL, *again = NULL;
    const bool good = value_from_struct(from, &object, &error);
    fuzz_check_error(good, error, size);
    if (!good)
        return;
    Google__Protobuf__Struct *back = value_to_struct(arena, object);
    const ProtobufCMessage *read = packed_and_unpacked(arena, &back->base);
    FUZZ_CHECK(value_from_struct((const Google__Protobuf__Struct *)read, &again, &none));
    FUZZ_CHECK(json_equal(object, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct fuzz_input input = { data, size };
    ProtobufCMessage *message = NULL;
    const ProtobufCMessageDescriptor *type = message_type(fuzz_byte(&input));
    const bool good = rpc_unpack(arena, type, input.at, input.left, &message, &error);
    fuzz_check_error(good, error, size);
    if (!good)
        return 0;
    packed_and_unpacked(arena, message);
    for (unsigned i = 0; i < type->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &type->fields[i];
        if (field->descriptor == &google__protobuf__struct__descriptor &&
            field->label != PROTOBUF_C_LABEL_REPEATED)
            check_struct(arena, *(Google__Protobuf__Struct **)((char *)message + field->offset), size);
    }
    if (type == &google__protobuf__struct__descriptor)
        check_struct(arena, (const Google__Protobuf__Struct *)message, size);
    return 0;
}
