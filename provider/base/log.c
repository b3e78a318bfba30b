#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#include "base/memory.h"

static _Atomic(log_sink *) current_sink;

void log_set_sink(log_sink *sink) {
    atomic_store(&current_sink, sink);
}

bool log_wanted(void) {
    return atomic_load(&current_sink) != NULL;
}

void log_debug(const char *format, ...) {
    log_sink *sink = atomic_load(&current_sink);
    if (!sink)
        return;
    char *line = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&line, format, arguments) < 0)
        memory_exhausted();
    va_end(arguments);
    sink(line);
    free_cleanup(&line);
}
