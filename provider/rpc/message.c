#include "rpc/message.h"

#include <stdint.h>
#include <string.h>

#include "rpc/utf8.h"

static void *allocate(void *arena, size_t size) {
    return arena_alloc(arena, size);
}

static void release(void *arena, void *memory) {
    (void)arena;
    (void)memory; /* goes with the arena */
}

ProtobufCAllocator *rpc_arena_allocator(struct arena *arena) {
    ProtobufCAllocator *allocator = arena_alloc(arena, sizeof *allocator);
    *allocator = (ProtobufCAllocator){ .alloc = allocate, .free = release, .allocator_data = arena };
    return allocator;
}

/* ---- the walk before unpacking ---- */

enum wire_type { WIRE_VARINT = 0, WIRE_8_BYTES = 1, WIRE_LENGTH = 2, WIRE_4_BYTES = 5 };

struct bytes {
    const uint8_t *at;
    const uint8_t *end;
};

struct walk {
    const ProtobufCMessageDescriptor *whole;
    size_t parts;
};

static bool broken(const struct walk *walk, struct error **err) {
    return error_set(err, ERROR_INPUT, "the bytes are no %s message", walk->whole->name);
}

static bool read_varint(struct bytes *bytes, uint64_t *ret_value) {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && bytes->at < bytes->end; shift += 7) {
        const uint8_t byte = *bytes->at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            *ret_value = value;
            return true;
        }
    }
    return false;
}

/* The content of a field: steps over it; *ret_content is what a length-delimited one holds. */
static bool read_content(struct bytes *bytes, unsigned wire_type, struct bytes *ret_content) {
    uint64_t size = 0;
    switch (wire_type) {
    case WIRE_VARINT:
        return read_varint(bytes, &size);
    case WIRE_8_BYTES:
        size = 8;
        break;
    case WIRE_4_BYTES:
        size = 4;
        break;
    case WIRE_LENGTH:
        if (!read_varint(bytes, &size))
            return false;
        break;
    default: /* groups: gone from the language since proto3 */
        return false;
    }
    if (size > (uint64_t)(bytes->end - bytes->at))
        return false;
    *ret_content = (struct bytes){ .at = bytes->at, .end = bytes->at + size };
    bytes->at += size;
    return true;
}

static bool walk_text(const struct walk *walk, struct bytes text, struct error **err) {
    const size_t length = (size_t)(text.end - text.at);
    if (memchr(text.at, '\0', length))
        return error_set(err, ERROR_INPUT, "a text in the %s message holds a NUL byte", walk->whole->name);
    if (!utf8_valid((const char *)text.at, length))
        return error_set(err, ERROR_INPUT, "a text in the %s message is not UTF-8", walk->whole->name);
    return true;
}

/* The fields of one message that have come so far, for those that hold a single message. */
struct seen {
    uint64_t bits[4];
};

/*
 * Notes the field; false: it has come before. protobuf merges such messages, and protobuf-c does so with a new copy for
 * each, so that memory would grow with the square of the request. No engine writes them.
 */
static bool note(struct seen *seen, const ProtobufCMessageDescriptor *type,
                 const ProtobufCFieldDescriptor *field) {
    const size_t at = (size_t)(field - type->fields);
    if (field->label == PROTOBUF_C_LABEL_REPEATED)
        return true;
    if (at / 64 >= COUNT_OF(seen->bits) || seen->bits[at / 64] & (UINT64_C(1) << at % 64))
        return false;
    seen->bits[at / 64] |= UINT64_C(1) << at % 64;
    return true;
}

static bool walk_message(struct walk *walk, const ProtobufCMessageDescriptor *type, struct bytes bytes,
                         unsigned depth, struct error **err) {
    if (depth > RPC_DEPTH_LIMIT)
        return error_set(err, ERROR_INPUT, "the %s message nests deeper than %d levels", walk->whole->name,
                         RPC_DEPTH_LIMIT);
    if (++walk->parts > RPC_PARTS_LIMIT)
        return error_set(err, ERROR_INPUT, "the %s message has more than %d parts", walk->whole->name,
                         RPC_PARTS_LIMIT);
    struct seen seen = { 0 };
    while (bytes.at < bytes.end) {
        uint64_t key = 0;
        struct bytes content = { 0 };
        if (!read_varint(&bytes, &key) || key > UINT32_MAX || key >> 3 == 0 ||
            !read_content(&bytes, (unsigned)(key & 7), &content))
            return broken(walk, err);
        const ProtobufCFieldDescriptor *field =
            protobuf_c_message_descriptor_get_field(type, (unsigned)(key >> 3));
        if (!field || (key & 7) != WIRE_LENGTH)
            continue;
        if (field->type == PROTOBUF_C_TYPE_MESSAGE) {
            if (!note(&seen, type, field))
                return error_set(err, ERROR_INPUT, "%s comes twice in the %s message", field->name,
                                 walk->whole->name);
            if (!walk_message(walk, field->descriptor, content, depth + 1, err))
                return false;
        } else if (field->type == PROTOBUF_C_TYPE_STRING && !walk_text(walk, content, err)) {
            return false;
        }
    }
    return true;
}

bool rpc_unpack(struct arena *arena, const ProtobufCMessageDescriptor *type, const void *bytes, size_t length,
                ProtobufCMessage **ret_message, struct error **err) {
    const uint8_t *start = length ? bytes : (const uint8_t *)"";
    struct walk walk = { .whole = type };
    if (!walk_message(&walk, type, (struct bytes){ start, start + length }, 0, err))
        return false;
    ProtobufCMessage *message = protobuf_c_message_unpack(type, rpc_arena_allocator(arena), length, start);
    if (!message)
        return broken(&walk, err);
    *ret_message = message;
    return true;
}

/* ---- status texts ---- */

char *rpc_status_text(struct arena *arena, const char *text, size_t limit) {
    static const char cut[] = " … (cut)";
    if (!text)
        return arena_strdup(arena, "");
    size_t length = strnlen(text, limit + 1);
    const bool long_one = length > limit;
    if (long_one) {
        length = limit > sizeof cut ? limit - sizeof cut : 0;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--; /* not in the middle of a character */
    }
    char *clean = arena_strndup(arena, text, length);
    for (size_t at = 0; at < length;) {
        const size_t size = utf8_sequence(clean + at, length - at);
        if (size == 0)
            clean[at] = '?';
        at += size ? size : 1;
    }
    return long_one ? arena_printf(arena, "%s%s", clean, cut) : clean;
}
