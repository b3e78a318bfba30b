/*
 * The log. Library rooms return errors (docs/architecture.md); a line of the log is for the person who looks closer:
 * UTM_LOG=info shows what is out of the ordinary (waits, repeated calls), UTM_LOG=debug every call. A line is
 * free when nobody listens. The sink is set once by plugin/, which sends the lines to the engine's log. Never log a
 * value of the user, a credential, or the text of an answer.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

#include "base/attributes.h"

enum log_level { LOG_OFF, LOG_INFO, LOG_DEBUG };

typedef void log_sink(const char *line);

/* Who gets the lines up to that level; NULL (the default) drops all. */
void log_set_sink(log_sink *sink, enum log_level level);

/* True when lines of that level go anywhere: skip costly preparation otherwise. */
bool log_wanted(enum log_level level);

/* "off", "info" or "debug", in any case; NULL and "" are off. Any other text is LOG_DEBUG: who writes something
 * there wants to see something. */
enum log_level log_level_named(const char *name);

void log_info(const char *format, ...) PRINTF_LIKE(1, 2);
void log_debug(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
