/*
 * The pace of one service: keeps hundreds of calls at once from throttling each other.
 *
 * Standard mode: at most 64 calls of the service are under way, as many as the transport carries, so that nothing is
 * slower while AWS takes all. When AWS throttles, that number is halved, at most every two seconds and down to 8; each
 * success lets it grow again, by one for as many successes as there are places. A call keeps its place through its
 * pauses and attempts: those that wait for a place have not been sent, and spend no attempt. Measured against a
 * service that takes 50 calls and then 5 a second, 500 calls at once need some 1,000 attempts instead of 4,000.
 *
 * Adaptive mode: the SDKs' rate limit (rate.h) before each attempt instead.
 *
 * Safe from any number of threads; first come, first served; no lock is held while AWS is called.
 */
#ifndef AWS_RETRY_PACE_H
#define AWS_RETRY_PACE_H

#include <pthread.h>
#include <stdint.h>

#include "aws/retry/rate.h"
#include "base/cancel.h"

enum { RETRY_PACE_MOST = 64, RETRY_PACE_LEAST = 8, RETRY_PACE_STEP_MS = 2000 };

struct retry_pace_waiter;

struct retry_pace {
    pthread_mutex_t lock;
    int64_t (*now_ms)(void);
    struct retry_pace_waiter *first, **last;
    bool adaptive;
    int under_way;
    double places; /* standard: how many may be under way */
    int64_t narrowed_ms;
    struct retry_rate rate; /* adaptive */
};

/* `now_ms` NULL: clock_monotonic_ms(). */
void retry_pace_init(struct retry_pace *pace, bool adaptive, int64_t (*now_ms)(void));
void retry_pace_done(struct retry_pace *pace); /* nobody may be waiting */

/*
 * A call begins: waits for its place. *ret_waited_ms is how long that took. False: ERROR_CANCELLED or ERROR_TIMEOUT,
 * and there is nothing to leave.
 */
MUST_USE bool retry_pace_enter(struct retry_pace *pace, struct cancel *cancel, int64_t *ret_waited_ms,
                               struct error **err);
void retry_pace_leave(struct retry_pace *pace);

/* An attempt is to be sent: waits for its turn, likewise. */
MUST_USE bool retry_pace_send(struct retry_pace *pace, struct cancel *cancel, int64_t *ret_waited_ms,
                              struct error **err);

enum retry_pace_end {
    RETRY_PACE_SUCCEEDED,
    RETRY_PACE_THROTTLED,
    RETRY_PACE_FAILED, /* says nothing of the pace; in adaptive mode it counts as a success, as in the SDKs */
};

/* An attempt has ended. True when the limit is tighter than before. */
bool retry_pace_ended(struct retry_pace *pace, enum retry_pace_end end);

/* The limit as it is now, for the log: "4 calls at once" or "2.5 calls a second". A heap string. */
char *retry_pace_text(struct retry_pace *pace) RETURNS_NONNULL;

#endif
