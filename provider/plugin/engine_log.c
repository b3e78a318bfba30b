#include "plugin/engine_log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "google/protobuf/empty.pb-c.h"
#include "pulumi/engine.pb-c.h"
#include "rpc/client.h"
#include "rpc/message.h"

enum {
    QUEUE_LIMIT = 1000,       /* lines */
    LINE_LIMIT = 64 * 1024,   /* bytes */
    SAY_WAIT_MS = 1000,       /* how long a line that stays may hold its RPC */
    SEND_LIMIT_MS = 2000,     /* one line, to a loopback address */
    FREE_WAIT_MS = 200,       /* for lines not yet sent, at the end */
    STACK_BYTES = 256 * 1024, /* of the sending thread */
};

struct line {
    struct line *next;
    Pulumirpc__LogSeverity severity;
    bool ephemeral;
    char *urn;
    char *text;
};

struct engine_log {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t sender;
    bool sending; /* the thread was started */
    bool stopping;
    char *address;
    struct line *first, **last;
    uint64_t queued, sent;    /* lines ever; sent or given up */
    struct cancel *hurry;     /* ends a call that is under way at the end */
    struct rpc_channel *link; /* the sender's */
    char *linked_to;
};

/* base/log.h knows no context. */
static _Atomic(struct engine_log *) line_log;

/* What sending itself has to say must not be sent, or it would never end. */
static _Thread_local bool is_sender;

struct engine_log *engine_log_new(void) {
    struct engine_log *log = xcalloc(1, sizeof *log);
    pthread_mutex_init(&log->lock, NULL);
    clock_condition_init(&log->changed);
    log->last = &log->first;
    return log;
}

static void line_free(struct line *line) {
    free(line->urn);
    free(line->text);
    free(line);
}

/* ---- sending ---- */

static void connect_to(struct engine_log *log, const char *address) {
    if (log->linked_to && strcmp(log->linked_to, address) == 0)
        return;
    rpc_channel_free(log->link);
    free(log->linked_to);
    log->link = rpc_channel_new(address);
    log->linked_to = xstrdup(address);
}

/* A line that does not arrive is lost: there is nobody to tell. */
static void send_line(struct engine_log *log, const struct line *line) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    Pulumirpc__LogRequest request = PULUMIRPC__LOG_REQUEST__INIT;
    request.severity = line->severity;
    request.message =
        rpc_status_text(arena, line->text, LINE_LIMIT); /* the engine refuses what is not UTF-8 */
    request.urn = rpc_status_text(arena, line->urn, LINE_LIMIT);
    request.ephemeral = line->ephemeral;
    ProtobufCMessage *nothing = NULL;
    cancel_set_deadline_ms(log->hurry, clock_monotonic_ms() + SEND_LIMIT_MS);
    (void)!rpc_invoke(log->link, arena, log->hurry, "/pulumirpc.Engine/Log", &request.base,
                      &google__protobuf__empty__descriptor, &nothing, &error);
}

/* The next line, when there is one and an address; NULL at the end. Called with the lock held. */
static struct line *next_line(struct engine_log *log) {
    while (!log->stopping && (!log->first || !log->address))
        pthread_cond_wait(&log->changed, &log->lock);
    struct line *line = log->stopping ? NULL : log->first;
    if (line) {
        log->first = line->next;
        if (!log->first)
            log->last = &log->first;
    }
    return line;
}

static void *send_lines(void *argument) {
    struct engine_log *log = argument;
    is_sender = true;
    pthread_mutex_lock(&log->lock);
    for (struct line *line = next_line(log); line; line = next_line(log)) {
        auto_free char *address = xstrdup(log->address);
        pthread_mutex_unlock(&log->lock);
        connect_to(log, address);
        send_line(log, line);
        line_free(line);
        pthread_mutex_lock(&log->lock);
        log->sent++;
        pthread_cond_broadcast(&log->changed);
    }
    pthread_mutex_unlock(&log->lock);
    rpc_channel_free(log->link);
    free(log->linked_to);
    return NULL;
}

static bool start_sender(struct engine_log *log) {
    if (log->sending)
        return true;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    log->hurry = cancel_new();
    log->sending = pthread_create(&log->sender, &attributes, send_lines, log) == 0;
    pthread_attr_destroy(&attributes);
    if (!log->sending)
        cancel_unref(TAKE(log->hurry));
    return log->sending;
}

/* ---- queueing ---- */

/* Waits until `count` lines are out. Called with the lock held. */
static void wait_for(struct engine_log *log, uint64_t count, int64_t wait_ms) {
    const int64_t until_ms = clock_monotonic_ms() + wait_ms;
    while (log->sent < count && log->sending && log->address && clock_monotonic_ms() < until_ms)
        clock_condition_wait(&log->changed, &log->lock, until_ms);
}

/* Takes the line; drops it when too many wait already. `wait_ms` 0: does not wait. */
static void queue_line(struct engine_log *log, struct line *line, int64_t wait_ms) {
    pthread_mutex_lock(&log->lock);
    if (log->queued - log->sent >= QUEUE_LIMIT)
        wait_for(log, log->sent + 1, wait_ms);
    if (log->stopping || log->queued - log->sent >= QUEUE_LIMIT || !start_sender(log)) {
        pthread_mutex_unlock(&log->lock);
        line_free(line);
        return;
    }
    *log->last = line;
    log->last = &line->next;
    log->queued++;
    pthread_cond_broadcast(&log->changed);
    if (wait_ms > 0)
        wait_for(log, log->queued, wait_ms);
    pthread_mutex_unlock(&log->lock);
}

static struct line *new_line(Pulumirpc__LogSeverity severity, const char *urn, const char *format,
                             va_list arguments) {
    struct line *line = xcalloc(1, sizeof *line);
    line->severity = severity;
    line->urn = xstrdup(urn ? urn : "");
    line->text = xvprintf(format, arguments);
    return line;
}

void engine_log_status(struct engine_log *log, const char *urn, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct line *line = new_line(PULUMIRPC__LOG_SEVERITY__INFO, urn, format, arguments);
    va_end(arguments);
    line->ephemeral = true;
    queue_line(log, line, 0);
}

void engine_log_say(struct engine_log *log, enum engine_severity severity, const char *urn,
                    const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct line *line = new_line(severity == ENGINE_WARNING ? PULUMIRPC__LOG_SEVERITY__WARNING
                                                            : PULUMIRPC__LOG_SEVERITY__INFO,
                                 urn, format, arguments);
    va_end(arguments);
    queue_line(log, line, SAY_WAIT_MS);
}

/* ---- lines of base/log.h ---- */

static void log_line(const char *text) {
    struct engine_log *log = atomic_load(&line_log);
    if (!log || is_sender)
        return;
    struct line *line = xcalloc(1, sizeof *line);
    line->severity = PULUMIRPC__LOG_SEVERITY__DEBUG;
    line->text = xstrdup(text);
    queue_line(log, line, 0);
}

void engine_log_take_lines(struct engine_log *log, enum log_level level) {
    atomic_store(&line_log, log);
    log_set_sink(log_line, level);
}

/* ---- the end ---- */

void engine_log_set_address(struct engine_log *log, const char *address) {
    pthread_mutex_lock(&log->lock);
    free(log->address);
    log->address = xstrdup(address);
    pthread_cond_broadcast(&log->changed);
    pthread_mutex_unlock(&log->lock);
}

void engine_log_flush(struct engine_log *log, int64_t wait_ms) {
    pthread_mutex_lock(&log->lock);
    wait_for(log, log->queued, wait_ms);
    pthread_mutex_unlock(&log->lock);
}

void engine_log_free(struct engine_log *log) {
    if (!log)
        return;
    struct engine_log *self = log;
    if (atomic_compare_exchange_strong(&line_log, &self, NULL))
        log_set_sink(NULL, LOG_OFF);
    engine_log_flush(log, FREE_WAIT_MS);
    pthread_mutex_lock(&log->lock);
    log->stopping = true;
    pthread_cond_broadcast(&log->changed);
    pthread_mutex_unlock(&log->lock);
    if (log->sending) {
        cancel_trigger(log->hurry);
        pthread_join(log->sender, NULL);
        cancel_unref(log->hurry);
    }
    for (struct line *line = log->first; line;) {
        struct line *next = line->next;
        line_free(line);
        line = next;
    }
    free(log->address);
    pthread_cond_destroy(&log->changed);
    pthread_mutex_destroy(&log->lock);
    free(log);
}
