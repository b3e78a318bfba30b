#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Most requests need less than this; a larger allocation gets a block of its own. */
enum { BLOCK_SIZE = 16 * 1024 };

struct block {
    struct block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *blocks;
    size_t total;
};

struct arena *arena_new(void) {
    return xcalloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena) {
    if (!arena)
        return;
    struct block *block = arena->blocks;
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

void arena_free_wiped(struct arena *arena) {
    for (struct block *block = arena ? arena->blocks : NULL; block; block = block->next)
        explicit_bzero(block->bytes, block->used);
    arena_free(arena);
}

static struct block *block_new(size_t size) {
    if (size > SIZE_MAX - sizeof(struct block))
        memory_exhausted();
    struct block *block = xcalloc(1, sizeof *block + size);
    block->size = size;
    return block;
}

/* What an allocation takes of its block. Alone in its block it takes no more than it asked for: the next byte
 * is then AddressSanitizer's. */
static size_t taken_by(size_t size) {
#ifdef ARENA_EACH_ALONE
    const size_t unit = 1;
#else
    const size_t unit = alignof(max_align_t);
#endif
    if (size > SIZE_MAX - unit)
        memory_exhausted();
    return size == 0 ? unit : (size + unit - 1) / unit * unit;
}

/* A block with room for `size` bytes at the head of the list, or, for a large request, behind the head so
 * that the room left in the head stays in use. */
static struct block *block_with_room(struct arena *arena, size_t size) {
    struct block *head = arena->blocks;
#ifdef ARENA_EACH_ALONE
    const size_t ordinary = 0;
#else
    const size_t ordinary = BLOCK_SIZE;
    if (head && head->size - head->used >= size)
        return head;
#endif
    struct block *block = block_new(size > ordinary ? size : ordinary);
    if (head && size > ordinary) {
        block->next = head->next;
        head->next = block;
    } else {
        block->next = head;
        arena->blocks = block;
    }
    return block;
}

void *arena_alloc(struct arena *arena, size_t size) {
    const size_t taken = taken_by(size);
    struct block *block = block_with_room(arena, taken);
    void *memory = block->bytes + block->used;
    block->used += taken;
    arena->total += taken;
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        memory_exhausted();
    return arena_alloc(arena, bytes);
}

char *arena_strndup(struct arena *arena, const char *text, size_t length) {
    if (length == SIZE_MAX)
        memory_exhausted();
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text) {
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        memory_exhausted();
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

size_t arena_used(const struct arena *arena) {
    return arena->total;
}
