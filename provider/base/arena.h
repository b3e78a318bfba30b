/*
 * Arena: memory of one request. What is allocated lives until the arena is freed; nothing is freed singly.
 *
 * An arena belongs to one thread at a time. Running out of memory ends the process (docs/architecture.md).
 * Built with -DARENA_EACH_ALONE (make sanitize) every allocation is a malloc of its own, so that
 * AddressSanitizer sees an overrun inside the arena.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attributes.h"

struct arena;

/* A new, empty arena. Never NULL. Release with arena_free(). */
struct arena *arena_new(void) RETURNS_NONNULL;

/* Frees the arena and everything allocated from it. NULL is allowed. */
void arena_free(struct arena *arena);

/* The same after overwriting all of it: for an arena that holds secrets. */
void arena_free_wiped(struct arena *arena);

/* `size` bytes, zeroed, aligned for any type. Never NULL, also for size 0. */
void *arena_alloc(struct arena *arena, size_t size) RETURNS_NONNULL;

/* Room for `count` elements of `size` bytes, zeroed. A product that overflows ends the process. */
void *arena_array(struct arena *arena, size_t count, size_t size) RETURNS_NONNULL;

/* A copy of the string, or of its first `length` bytes, with a final NUL. `text` may not be NULL. */
char *arena_strdup(struct arena *arena, const char *text) RETURNS_NONNULL;
char *arena_strndup(struct arena *arena, const char *text, size_t length) RETURNS_NONNULL;

/* A formatted string. */
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3) RETURNS_NONNULL;
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments) RETURNS_NONNULL;

/* Bytes handed out so far (for tests and limits). */
size_t arena_used(const struct arena *arena);

static inline void arena_cleanup(struct arena **arena) {
    arena_free(*arena);
}
#define auto_arena AUTO(arena_cleanup) struct arena

static inline void arena_wiped_cleanup(struct arena **arena) {
    arena_free_wiped(*arena);
}
#define auto_secret_arena AUTO(arena_wiped_cleanup) struct arena

#endif
