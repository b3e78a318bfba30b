/*
 * Lines for the user: the engine's log (Engine.Log). A thread sends them, started by the first line, so that
 * no RPC waits for the engine longer than stated here. Lines that cannot be sent are dropped.
 *
 * Never log a value of the user or a credential. An error is not logged but returned: ERROR in the log would
 * mark the resource as failed and still leave exit code 0.
 */
#ifndef PLUGIN_ENGINE_LOG_H
#define PLUGIN_ENGINE_LOG_H

#include <stdint.h>

#include "base/attributes.h"
#include "base/log.h"

struct engine_log;

enum engine_severity { ENGINE_INFO, ENGINE_WARNING };

struct engine_log *engine_log_new(void) RETURNS_NONNULL;
void engine_log_free(struct engine_log *log); /* NULL is allowed; waits a moment for lines not yet sent */

/* Where the engine listens from now on ("127.0.0.1:12345"); lines before the first address wait for it. */
void engine_log_set_address(struct engine_log *log, const char *address);

/* A status line: what is being waited for. On a terminal it stands beside the resource until the next one;
 * elsewhere each is a line of its own, so write seldom. Never waits. */
void engine_log_status(struct engine_log *log, const char *urn, const char *format, ...) PRINTF_LIKE(3, 4);

/* A line that stays, under the resource (`urn`) or the stack (NULL). Waits until it is sent, at most a
 * second: after the RPC's answer the engine may be too far to show it. */
void engine_log_say(struct engine_log *log, enum engine_severity severity, const char *urn,
                    const char *format, ...) PRINTF_LIKE(4, 5);

/* Makes this log the sink of base/log.h, until it is freed. One log at a time. The engine shows the lines, whatever
 * their level, with `--debug`: they are DEBUG for it, so that they never mark a resource. */
void engine_log_take_lines(struct engine_log *log, enum log_level level);

/* Waits until all lines are sent, at most `wait_ms`. */
void engine_log_flush(struct engine_log *log, int64_t wait_ms);

#endif
