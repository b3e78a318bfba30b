#include "base/cancel.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"

struct cancel {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    atomic_int references;
    bool requested;
    bool no_waits; /* cancel_stop_waits(), or requested */
    int64_t deadline_ms;
    struct cancel_listener *listeners;
};

struct cancel *cancel_new(void) {
    struct cancel *cancel = xcalloc(1, sizeof *cancel);
    pthread_mutex_init(&cancel->lock, NULL);
    clock_condition_init(&cancel->changed);
    atomic_init(&cancel->references, 1);
    return cancel;
}

struct cancel *cancel_ref(struct cancel *cancel) {
    atomic_fetch_add(&cancel->references, 1);
    return cancel;
}

void cancel_unref(struct cancel *cancel) {
    if (!cancel || atomic_fetch_sub(&cancel->references, 1) != 1)
        return;
    pthread_cond_destroy(&cancel->changed);
    pthread_mutex_destroy(&cancel->lock);
    free(cancel);
}

/* Listeners run under the lock, so that cancel_unlisten() returns only when they have. */
static void wake_listeners(struct cancel *cancel, bool waiting) {
    pthread_cond_broadcast(&cancel->changed);
    for (struct cancel_listener *each = cancel->listeners; each; each = each->next)
        if (each->waiting == waiting)
            each->wake(each->argument);
}

/* Called with the lock held. */
static void stop_waits(struct cancel *cancel) {
    if (cancel->no_waits)
        return;
    cancel->no_waits = true;
    wake_listeners(cancel, true);
}

void cancel_stop_waits(struct cancel *cancel) {
    pthread_mutex_lock(&cancel->lock);
    stop_waits(cancel);
    pthread_mutex_unlock(&cancel->lock);
}

void cancel_trigger(struct cancel *cancel) {
    pthread_mutex_lock(&cancel->lock);
    stop_waits(cancel);
    if (!cancel->requested) {
        cancel->requested = true;
        wake_listeners(cancel, false);
    }
    pthread_mutex_unlock(&cancel->lock);
}

bool cancel_requested(struct cancel *cancel) {
    pthread_mutex_lock(&cancel->lock);
    const bool requested = cancel->requested;
    pthread_mutex_unlock(&cancel->lock);
    return requested;
}

void cancel_set_deadline_ms(struct cancel *cancel, int64_t deadline_ms) {
    pthread_mutex_lock(&cancel->lock);
    cancel->deadline_ms = deadline_ms;
    pthread_cond_broadcast(&cancel->changed);
    pthread_mutex_unlock(&cancel->lock);
}

int64_t cancel_deadline_ms(struct cancel *cancel) {
    pthread_mutex_lock(&cancel->lock);
    const int64_t deadline_ms = cancel->deadline_ms;
    pthread_mutex_unlock(&cancel->lock);
    return deadline_ms;
}

static bool stopped(const struct cancel *cancel, bool asked, struct error **err) {
    if (asked)
        return !error_set(err, ERROR_CANCELLED, "cancelled");
    if (cancel->deadline_ms && clock_monotonic_ms() >= cancel->deadline_ms)
        return !error_set(err, ERROR_TIMEOUT,
                          "the time limit has run out (raise it with the resource option customTimeouts)");
    return false;
}

bool cancel_check(struct cancel *cancel, struct error **err) {
    pthread_mutex_lock(&cancel->lock);
    const bool stop = stopped(cancel, cancel->requested, err);
    pthread_mutex_unlock(&cancel->lock);
    return !stop;
}

bool cancel_check_wait(struct cancel *cancel, struct error **err) {
    pthread_mutex_lock(&cancel->lock);
    const bool stop = stopped(cancel, cancel->no_waits, err);
    pthread_mutex_unlock(&cancel->lock);
    return !stop;
}

bool cancel_wait_ms(struct cancel *cancel, int64_t wait_ms, struct error **err) {
    const int64_t end_ms = clock_monotonic_ms() + (wait_ms > 0 ? wait_ms : 0);
    pthread_mutex_lock(&cancel->lock);
    bool stop = stopped(cancel, cancel->no_waits, err);
    while (!stop && clock_monotonic_ms() < end_ms) {
        int64_t until_ms = end_ms;
        if (cancel->deadline_ms && cancel->deadline_ms < until_ms)
            until_ms = cancel->deadline_ms;
        clock_condition_wait(&cancel->changed, &cancel->lock, until_ms);
        stop = stopped(cancel, cancel->no_waits, err);
    }
    pthread_mutex_unlock(&cancel->lock);
    return !stop;
}

void cancel_listen(struct cancel *cancel, struct cancel_listener *listener) {
    pthread_mutex_lock(&cancel->lock);
    listener->next = cancel->listeners;
    cancel->listeners = listener;
    if (listener->waiting ? cancel->no_waits : cancel->requested)
        listener->wake(listener->argument);
    pthread_mutex_unlock(&cancel->lock);
}

void cancel_unlisten(struct cancel *cancel, struct cancel_listener *listener) {
    pthread_mutex_lock(&cancel->lock);
    for (struct cancel_listener **link = &cancel->listeners; *link; link = &(*link)->next) {
        if (*link == listener) {
            *link = listener->next;
            break;
        }
    }
    pthread_mutex_unlock(&cancel->lock);
}
