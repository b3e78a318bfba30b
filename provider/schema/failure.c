#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "schema/schema.h"

static bool known_already(const struct schema_failures *failures, const char *property, const char *reason) {
    for (size_t i = 0; i < failures->count; i++)
        if (strcmp(failures->items[i].property, property) == 0 &&
            strcmp(failures->items[i].reason, reason) == 0)
            return true;
    return false;
}

void schema_fail(struct schema_failures *failures, const char *property, const char *format, ...) {
    if (failures->count >= SCHEMA_FAILURES_MOST)
        return;
    va_list arguments;
    va_start(arguments, format);
    char *reason = xvprintf(format, arguments);
    va_end(arguments);
    if (known_already(failures, property, reason)) {
        free(reason);
        return;
    }
    failures->items = xrealloc(failures->items, (failures->count + 1) * sizeof *failures->items);
    failures->items[failures->count++] =
        (struct schema_failure){ .property = xstrdup(property), .reason = reason };
}

void schema_failures_done(struct schema_failures *failures) {
    for (size_t i = 0; i < failures->count; i++) {
        free(failures->items[i].property);
        free(failures->items[i].reason);
    }
    free(failures->items);
    *failures = (struct schema_failures){ 0 };
}
