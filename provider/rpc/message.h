/*
 * Messages as bytes: unpacking what came from outside, with all memory in an arena.
 *
 * protobuf-c recurses without a limit, cuts a text at its first NUL and takes any bytes for UTF-8. So the
 * bytes are walked once before they are unpacked, along the message's own type.
 */
#ifndef RPC_MESSAGE_H
#define RPC_MESSAGE_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* As the engine's own limit, both ways. */
#define RPC_MESSAGE_LIMIT (400 * 1024 * 1024)

/*
 * Messages inside messages. An object in a Struct takes three of them, a list two: 130 objects or 200 lists.
 * Unpacking needs about 1 KB of stack for each, a thread has 2 MiB.
 */
#define RPC_DEPTH_LIMIT 400

/* Messages in one message: an empty value is 2 bytes on the wire and 60 in memory. */
#define RPC_PARTS_LIMIT 4000000

/* A protobuf-c allocator over an arena (free does nothing). Lives as long as the arena. */
ProtobufCAllocator *rpc_arena_allocator(struct arena *arena);

/*
 * Unpacks a message into the arena; no byte of `bytes` is used afterwards. Failure (ERROR_INPUT): bytes that
 * are no such message, text that is not UTF-8 or holds a NUL, more than RPC_DEPTH_LIMIT or RPC_PARTS_LIMIT
 * messages, a message that comes twice where the type has one.
 */
MUST_USE bool rpc_unpack(struct arena *arena, const ProtobufCMessageDescriptor *type, const void *bytes,
                         size_t length, ProtobufCMessage **ret_message, struct error **err);

/*
 * Text fit for a status message: cut to `limit` bytes between two characters with a word that says so, bytes
 * that are not UTF-8 replaced by "?". NULL gives "". In the arena.
 */
char *rpc_status_text(struct arena *arena, const char *text, size_t limit) RETURNS_NONNULL;

#endif
