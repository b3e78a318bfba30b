/*
 * Debug lines. Library rooms return errors instead of logging them (docs/architecture.md); a debug line is
 * free when nobody listens. The sink is set once by plugin/, which sends the lines to the engine's log. Never
 * log a value of the user or a credential.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

#include "base/attributes.h"

typedef void log_sink(const char *line);

/* Who gets debug lines; NULL (the default) drops them. */
void log_set_sink(log_sink *sink);

/* True when log_debug() goes anywhere: skip costly preparation otherwise. */
bool log_wanted(void);

void log_debug(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
