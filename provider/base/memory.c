#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void memory_exhausted(void) {
    fputs("pulumi-resource-utm: out of memory\n", stderr);
    abort();
}

void *xcalloc(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        memory_exhausted();
    return memory;
}

void *xrealloc(void *memory, size_t size) {
    void *larger = realloc(memory, size ? size : 1);
    if (!larger)
        memory_exhausted();
    return larger;
}

char *xstrndup(const char *text, size_t length) {
    char *copy = xcalloc(length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

char *xstrdup(const char *text) {
    return xstrndup(text, strlen(text));
}

char *xvprintf(const char *format, va_list arguments) {
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        memory_exhausted();
    return text;
}

char *xprintf(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = xvprintf(format, arguments);
    va_end(arguments);
    return text;
}

void free_cleanup(void *pointer_to_pointer) {
    void **pointer = pointer_to_pointer;
    free(*pointer);
    *pointer = NULL;
}

void secret_free(char *text) {
    if (text)
        explicit_bzero(text, strlen(text));
    free(text);
}
