#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <strings.h>

#include "base/memory.h"

static _Atomic(log_sink *) current_sink;
static _Atomic(enum log_level) current_level;

void log_set_sink(log_sink *sink, enum log_level level) {
    atomic_store(&current_level, sink ? level : LOG_OFF);
    atomic_store(&current_sink, sink);
}

bool log_wanted(enum log_level level) {
    return level != LOG_OFF && level <= atomic_load(&current_level);
}

enum log_level log_level_named(const char *name) {
    if (!name || !*name || strcasecmp(name, "off") == 0)
        return LOG_OFF;
    return strcasecmp(name, "info") == 0 ? LOG_INFO : LOG_DEBUG;
}

static void write_line(enum log_level level, const char *format, va_list arguments) {
    log_sink *sink = atomic_load(&current_sink);
    if (!sink || !log_wanted(level))
        return;
    auto_free char *line = xvprintf(format, arguments);
    sink(line);
}

void log_info(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    write_line(LOG_INFO, format, arguments);
    va_end(arguments);
}

void log_debug(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    write_line(LOG_DEBUG, format, arguments);
    va_end(arguments);
}
