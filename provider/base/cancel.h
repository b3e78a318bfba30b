/*
 * Cancellation: one token per RPC. Cancelling wakes every wait on the token and calls its listeners, from the
 * cancelling thread, at most once. A token can also carry a deadline (customTimeouts).
 *
 * Tokens are reference counted and safe to use from any thread.
 */
#ifndef BASE_CANCEL_H
#define BASE_CANCEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"

struct cancel;

struct cancel *cancel_new(void) RETURNS_NONNULL;
struct cancel *cancel_ref(struct cancel *cancel) RETURNS_NONNULL;
void cancel_unref(struct cancel *cancel); /* NULL is allowed */

/* Asks everything that waits on the token to stop. Idempotent. */
void cancel_trigger(struct cancel *cancel);

/*
 * Asks only those to stop that wait for time to pass: cancel_wait_ms(), and listeners that say `waiting`. A request
 * that is under way goes on, until cancel_trigger(). For a creating call that may still tell its id.
 */
void cancel_stop_waits(struct cancel *cancel);

bool cancel_requested(struct cancel *cancel);

/* Sets the time by which the work must be done, on the clock of clock_monotonic_ms(); 0 = none (the default).
 */
void cancel_set_deadline_ms(struct cancel *cancel, int64_t deadline_ms);
int64_t cancel_deadline_ms(struct cancel *cancel);

/*
 * Waits `wait_ms` milliseconds, less when the token is cancelled or its deadline comes first.
 * True when the whole time passed; false with ERROR_CANCELLED or ERROR_TIMEOUT otherwise.
 */
MUST_USE bool cancel_wait_ms(struct cancel *cancel, int64_t wait_ms, struct error **err);

/* False with ERROR_CANCELLED or ERROR_TIMEOUT when the work should not go on. */
MUST_USE bool cancel_check(struct cancel *cancel, struct error **err);

/* The same for one who would only wait: false also after cancel_stop_waits(). */
MUST_USE bool cancel_check_wait(struct cancel *cancel, struct error **err);

/*
 * Calls `wake(argument)` when the token is cancelled; at once if it already is. The listener may not call
 * back into the token. After cancel_unlisten() has returned, the listener is not running and will not be
 * called.
 */
struct cancel_listener {
    void (*wake)(void *argument);
    void *argument;
    bool waiting; /* wake also for cancel_stop_waits() */
    struct cancel_listener *next;
};
void cancel_listen(struct cancel *cancel, struct cancel_listener *listener);
void cancel_unlisten(struct cancel *cancel, struct cancel_listener *listener);

static inline void cancel_cleanup(struct cancel **cancel) {
    cancel_unref(*cancel);
}
#define auto_cancel AUTO(cancel_cleanup) struct cancel

#endif
