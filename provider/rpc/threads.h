/*
 * Threads for calls: each piece of work starts at once, on an idle thread or else on a new one. The number
 * grows with the load, never with a limit: a Construct waits for Creates that run here too, so a full pool
 * would wait for itself. A thread that had nothing to do for a while ends.
 */
#ifndef RPC_THREADS_H
#define RPC_THREADS_H

#include <stdint.h>

#include "base/error.h"

struct threads;

/* Where the caller keeps one piece of work; it must stay until `run` has returned. */
struct threads_work {
    void (*run)(void *argument);
    void *argument;
    struct threads_work *next;
};

/* `idle_ms`: how long a thread waits for more work; 0 = 10 s. */
struct threads *threads_new(int64_t idle_ms) RETURNS_NONNULL;

/* Starts the work. Failure (ERROR_INTERNAL): the system gives no further thread; the work was not taken. */
MUST_USE bool threads_run(struct threads *threads, struct threads_work *work, struct error **err);

/* Threads there are, working or idle. */
size_t threads_count(struct threads *threads);

/* Waits until all work is done and all threads have ended. NULL is allowed. */
void threads_free(struct threads *threads);

#endif
