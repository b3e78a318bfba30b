/*
 * Heap memory for what outlives a request. Running out of memory ends the process with a line on stderr: an
 * `up` that dies is finished by the next one, since creates are exactly-once (docs/architecture.md).
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attributes.h"

void memory_exhausted(void) __attribute__((noreturn));

void *xcalloc(size_t count, size_t size) RETURNS_NONNULL;
void *xrealloc(void *memory, size_t size) RETURNS_NONNULL;
char *xstrdup(const char *text) RETURNS_NONNULL;
char *xstrndup(const char *text, size_t length) RETURNS_NONNULL;
char *xprintf(const char *format, ...) PRINTF_LIKE(1, 2) RETURNS_NONNULL;
char *xvprintf(const char *format, va_list arguments) RETURNS_NONNULL;

void free_cleanup(void *pointer_to_pointer);
#define auto_free AUTO(free_cleanup)

/* Overwrites a secret and frees it. NULL is allowed. */
void secret_free(char *text);

static inline void secret_cleanup(char **text) {
    secret_free(*text);
}
#define auto_secret AUTO(secret_cleanup) char

#endif
