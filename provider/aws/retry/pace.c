#include "aws/retry/pace.h"

#include <math.h>

#include "base/clock.h"
#include "base/memory.h"

enum { FOR_EVER_MS = INT32_MAX };

/* One call that waits, on its own stack. */
struct retry_pace_waiter {
    struct retry_pace *pace;
    struct retry_pace_waiter *next;
    pthread_cond_t changed;
    bool stopped;
};

void retry_pace_init(struct retry_pace *pace, bool adaptive, int64_t (*now_ms)(void)) {
    *pace = (struct retry_pace){
        .now_ms = now_ms ? now_ms : clock_monotonic_ms,
        .adaptive = adaptive,
        .places = RETRY_PACE_MOST,
    };
    pthread_mutex_init(&pace->lock, NULL);
    pace->last = &pace->first;
    pace->narrowed_ms = pace->now_ms() - RETRY_PACE_STEP_MS;
    retry_rate_init(&pace->rate, (double)pace->now_ms() / 1000);
}

void retry_pace_done(struct retry_pace *pace) {
    pthread_mutex_destroy(&pace->lock);
}

/* ---- waiting; all with the lock held ---- */

/* What is waited for: taken, or *ret_wait_ms says when to look again at the latest. */
typedef bool take_function(struct retry_pace *pace, int64_t *ret_wait_ms);

static bool take_place(struct retry_pace *pace, int64_t *ret_wait_ms) {
    *ret_wait_ms = FOR_EVER_MS;
    if (pace->under_way >= (int)pace->places)
        return false;
    pace->under_way++;
    return true;
}

static bool take_token(struct retry_pace *pace, int64_t *ret_wait_ms) {
    double wait_s = 0;
    const bool taken = retry_rate_take(&pace->rate, (double)pace->now_ms() / 1000, &wait_s);
    *ret_wait_ms = (int64_t)ceil(wait_s * 1000);
    return taken;
}

static void wake_first(const struct retry_pace *pace) {
    if (pace->first)
        pthread_cond_signal(&pace->first->changed);
}

static void queue_up(struct retry_pace *pace, struct retry_pace_waiter *waiter) {
    *pace->last = waiter;
    pace->last = &waiter->next;
}

static void step_out(struct retry_pace *pace, struct retry_pace_waiter *waiter) {
    struct retry_pace_waiter **link = &pace->first;
    while (*link != waiter)
        link = &(*link)->next;
    *link = waiter->next;
    if (!*link)
        pace->last = link;
    wake_first(pace);
}

/* Until it is this one's turn and there is something to take; false: stopped. Real time: the clock of the rate may be
 * a test's. */
static bool wait_turn(struct retry_pace *pace, struct retry_pace_waiter *waiter, take_function *take,
                      int64_t deadline_ms) {
    for (;;) {
        int64_t wait_ms = FOR_EVER_MS;
        const int64_t now_ms = clock_monotonic_ms();
        if (waiter->stopped || (deadline_ms && now_ms >= deadline_ms))
            return false;
        if (pace->first == waiter && take(pace, &wait_ms))
            return true;
        const int64_t until_ms = now_ms + wait_ms;
        clock_condition_wait(&waiter->changed, &pace->lock,
                             deadline_ms && deadline_ms < until_ms ? deadline_ms : until_ms);
    }
}

/* ---- from outside ---- */

static void stop_waiter(void *argument) {
    struct retry_pace_waiter *waiter = argument;
    pthread_mutex_lock(&waiter->pace->lock);
    waiter->stopped = true;
    pthread_cond_signal(&waiter->changed);
    pthread_mutex_unlock(&waiter->pace->lock);
}

/* The token's lock is taken before the pace's (stop_waiter()), so the token is not touched under the pace's. */
static bool take_or_wait(struct retry_pace *pace, struct cancel *cancel, take_function *take,
                         int64_t *ret_waited_ms, struct error **err) {
    struct retry_pace_waiter waiter = { .pace = pace };
    struct cancel_listener listener = { .wake = stop_waiter, .argument = &waiter, .waiting = true };
    int64_t wait_ms = 0;
    *ret_waited_ms = 0;
    pthread_mutex_lock(&pace->lock);
    const bool at_once = !pace->first && take(pace, &wait_ms);
    if (!at_once) {
        clock_condition_init(&waiter.changed);
        queue_up(pace, &waiter);
    }
    pthread_mutex_unlock(&pace->lock);
    if (at_once)
        return true;
    const int64_t since_ms = clock_monotonic_ms();
    const int64_t deadline_ms = cancel_deadline_ms(cancel);
    cancel_listen(cancel, &listener);
    pthread_mutex_lock(&pace->lock);
    const bool taken = wait_turn(pace, &waiter, take, deadline_ms);
    step_out(pace, &waiter);
    pthread_mutex_unlock(&pace->lock);
    cancel_unlisten(cancel, &listener);
    pthread_cond_destroy(&waiter.changed);
    *ret_waited_ms = clock_monotonic_ms() - since_ms;
    return taken || cancel_check_wait(cancel, err);
}

bool retry_pace_enter(struct retry_pace *pace, struct cancel *cancel, int64_t *ret_waited_ms,
                      struct error **err) {
    *ret_waited_ms = 0;
    return pace->adaptive || take_or_wait(pace, cancel, take_place, ret_waited_ms, err);
}

void retry_pace_leave(struct retry_pace *pace) {
    if (pace->adaptive)
        return;
    pthread_mutex_lock(&pace->lock);
    pace->under_way--;
    wake_first(pace);
    pthread_mutex_unlock(&pace->lock);
}

bool retry_pace_send(struct retry_pace *pace, struct cancel *cancel, int64_t *ret_waited_ms,
                     struct error **err) {
    *ret_waited_ms = 0;
    return !pace->adaptive || take_or_wait(pace, cancel, take_token, ret_waited_ms, err);
}

static bool narrow(struct retry_pace *pace) {
    const int64_t now_ms = pace->now_ms();
    if (now_ms - pace->narrowed_ms < RETRY_PACE_STEP_MS || pace->places <= RETRY_PACE_LEAST)
        return false;
    pace->narrowed_ms = now_ms;
    pace->places = fmax(RETRY_PACE_LEAST, floor(fmin(pace->places, pace->under_way) / 2));
    return true;
}

static void widen(struct retry_pace *pace) {
    pace->places = fmin(RETRY_PACE_MOST, pace->places + 1 / pace->places);
}

bool retry_pace_ended(struct retry_pace *pace, enum retry_pace_end end) {
    const bool throttled = end == RETRY_PACE_THROTTLED;
    pthread_mutex_lock(&pace->lock);
    bool tighter = throttled;
    if (pace->adaptive)
        retry_rate_answered(&pace->rate, (double)pace->now_ms() / 1000, throttled);
    else if (throttled)
        tighter = narrow(pace);
    else if (end == RETRY_PACE_SUCCEEDED)
        widen(pace);
    wake_first(pace);
    pthread_mutex_unlock(&pace->lock);
    return tighter;
}

char *retry_pace_text(struct retry_pace *pace) {
    pthread_mutex_lock(&pace->lock);
    char *text = pace->adaptive ? xprintf("%.1f calls a second", pace->rate.fill_rate)
                                : xprintf("%d calls at once", (int)pace->places);
    pthread_mutex_unlock(&pace->lock);
    return text;
}
