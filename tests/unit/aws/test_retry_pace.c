/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <math.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "aws/retry/pace.h"
#include "base/clock.h"
#include "base/memory.h"

enum { CROWD = 100, SOON_MS = 1000 };

static atomic_int_least64_t fake_ms;
static int64_t fake_clock(void) {
    return atomic_load(&fake_ms);
}

static bool enter(struct retry_pace *pace, struct cancel *cancel) {
    auto_error *error = NULL;
    int64_t waited_ms = 0;
    return retry_pace_enter(pace, cancel, &waited_ms, &error);
}

/* Takes all places that there are at the beginning, and throttles until only the least are left. */
static void narrow_down(struct retry_pace *pace, struct cancel *cancel) {
    for (int i = 0; i < RETRY_PACE_MOST; i++)
        assert_true(enter(pace, cancel));
    for (int i = 0; i < 10; i++) {
        atomic_fetch_add(&fake_ms, RETRY_PACE_STEP_MS);
        retry_pace_ended(pace, RETRY_PACE_THROTTLED);
    }
    assert_int_equal(pace->places, RETRY_PACE_LEAST);
    for (int i = RETRY_PACE_LEAST; i < RETRY_PACE_MOST; i++)
        retry_pace_leave(pace);
}

static void as_many_as_the_transport_carries_are_under_way(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *cancel = cancel_new();
    for (int i = 0; i < RETRY_PACE_MOST; i++)
        assert_true(enter(&pace, cancel));
    auto_error *error = NULL;
    int64_t waited_ms = 0;
    cancel_set_deadline_ms(cancel, clock_monotonic_ms() + 20);
    assert_false(retry_pace_enter(&pace, cancel, &waited_ms, &error));
    assert_int_equal(error->kind, ERROR_TIMEOUT);
    retry_pace_leave(&pace);
    assert_true(enter(&pace, cancel));
    retry_pace_done(&pace);
}

static void throttling_halves_the_places_and_successes_bring_them_back(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *cancel = cancel_new();
    for (int i = 0; i < 40; i++)
        assert_true(enter(&pace, cancel));
    assert_true(retry_pace_ended(&pace, RETRY_PACE_THROTTLED));
    assert_int_equal(pace.places, 20);                           /* half of what was under way */
    assert_false(retry_pace_ended(&pace, RETRY_PACE_THROTTLED)); /* those were sent before */
    assert_int_equal(pace.places, 20);
    auto_free char *text = retry_pace_text(&pace);
    assert_string_equal(text, "20 calls at once");
    atomic_fetch_add(&fake_ms, RETRY_PACE_STEP_MS);
    assert_true(retry_pace_ended(&pace, RETRY_PACE_THROTTLED));
    assert_int_equal(pace.places, 10);
    for (int i = 0; i < 11; i++)
        retry_pace_ended(&pace, RETRY_PACE_SUCCEEDED);
    assert_int_equal(pace.places, 11); /* one more for as many successes as there are places */
    for (int i = 0; i < 10000; i++)
        retry_pace_ended(&pace, RETRY_PACE_SUCCEEDED);
    assert_int_equal(pace.places, RETRY_PACE_MOST);
    retry_pace_done(&pace);
}

/* Else a service that is down would get all calls at once again, when it has just refused half of them. */
static void failures_bring_no_places_back(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *cancel = cancel_new();
    narrow_down(&pace, cancel);
    for (int i = 0; i < 10000; i++)
        assert_false(retry_pace_ended(&pace, RETRY_PACE_FAILED));
    assert_int_equal(pace.places, RETRY_PACE_LEAST);
    retry_pace_done(&pace);
}

/* botocore's on_receiving_response(): everything that is no throttling lets the rate grow. */
static void in_adaptive_mode_only_throttling_is_no_success(void **state) {
    (void)state;
    static const enum retry_pace_end ends[] = { RETRY_PACE_SUCCEEDED, RETRY_PACE_FAILED };
    double rates[COUNT_OF(ends)] = { 0 };
    atomic_store(&fake_ms, 0);
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        struct retry_pace pace;
        const int64_t since_ms = atomic_load(&fake_ms);
        retry_pace_init(&pace, true, fake_clock);
        for (int j = 0; j < 100; j++) {
            atomic_fetch_add(&fake_ms, 100);
            retry_pace_ended(&pace, j == 20 ? RETRY_PACE_THROTTLED : ends[i]);
        }
        rates[i] = pace.rate.fill_rate;
        atomic_store(&fake_ms, since_ms);
        retry_pace_done(&pace);
    }
    assert_true(rates[0] > 1 && fabs(rates[0] - rates[1]) < 1e-9);
}

struct caller {
    struct retry_pace *pace;
    struct cancel *cancel;
    pthread_t thread;
    atomic_int *under_way, *most;
    bool sends;                     /* asks for a token, not for a place */
    bool stays;                     /* keeps its place */
    struct retry_pace_waiter **end; /* of the queue, when this one had come */
    bool good;
    struct error *error;
};

static void *call(void *argument) {
    struct caller *caller = argument;
    int64_t waited_ms = 0;
    caller->good = (caller->sends ? retry_pace_send : retry_pace_enter)(caller->pace, caller->cancel,
                                                                        &waited_ms, &caller->error);
    if (!caller->good || caller->sends || caller->stays)
        return NULL;
    const int now = atomic_fetch_add(caller->under_way, 1) + 1;
    int most = atomic_load(caller->most);
    while (now > most && !atomic_compare_exchange_weak(caller->most, &most, now))
        continue;
    for (int i = 0; i < 50; i++)
        sched_yield();
    atomic_fetch_sub(caller->under_way, 1);
    retry_pace_leave(caller->pace);
    return NULL;
}

static void start_crowd(struct caller *callers, struct caller like) {
    for (int i = 0; i < CROWD; i++) {
        callers[i] = like;
        assert_int_equal(pthread_create(&callers[i].thread, NULL, call, &callers[i]), 0);
    }
}

static void a_crowd_goes_through_the_places_that_are_left(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *cancel = cancel_new();
    narrow_down(&pace, cancel);
    for (int i = 0; i < RETRY_PACE_LEAST; i++)
        retry_pace_leave(&pace);
    struct caller callers[CROWD];
    atomic_int under_way = 0, most = 0;
    start_crowd(callers,
                (struct caller){ .pace = &pace, .cancel = cancel, .under_way = &under_way, .most = &most });
    for (int i = 0; i < CROWD; i++) {
        pthread_join(callers[i].thread, NULL);
        assert_true(callers[i].good);
    }
    assert_in_range(most, 1, RETRY_PACE_LEAST);
    assert_int_equal(pace.under_way, 0);
    assert_null(pace.first);
    retry_pace_done(&pace);
}

static void cancel_ends_every_wait_at_once(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *holder = cancel_new();
    narrow_down(&pace, holder);
    for (int round = 0; round < 2; round++) {
        auto_cancel *cancel = cancel_new();
        struct caller callers[CROWD];
        atomic_int under_way = 0, most = 0;
        start_crowd(callers, (struct caller){
                                 .pace = &pace, .cancel = cancel, .under_way = &under_way, .most = &most });
        const int64_t since_ms = clock_monotonic_ms();
        if (round)
            cancel_stop_waits(
                cancel); /* what a create gets that may still tell its id: nothing was sent yet */
        else
            cancel_trigger(cancel);
        for (int i = 0; i < CROWD; i++) {
            pthread_join(callers[i].thread, NULL);
            assert_false(callers[i].good);
            assert_int_equal(callers[i].error->kind, ERROR_CANCELLED);
            error_free(callers[i].error);
        }
        assert_true(clock_monotonic_ms() - since_ms < SOON_MS);
        assert_null(pace.first);
    }
    retry_pace_done(&pace);
}

/* A wait that ends by a cancel hands its turn on. */
static void one_that_gives_up_holds_nobody_up(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *holder = cancel_new(), *hasty = cancel_new(), *patient = cancel_new();
    narrow_down(&pace, holder);
    atomic_int under_way = 0, most = 0;
    struct caller first = { .pace = &pace, .cancel = hasty, .under_way = &under_way, .most = &most };
    struct caller second = { .pace = &pace, .cancel = patient, .under_way = &under_way, .most = &most };
    assert_int_equal(pthread_create(&first.thread, NULL, call, &first), 0);
    assert_int_equal(pthread_create(&second.thread, NULL, call, &second), 0);
    cancel_trigger(hasty);
    pthread_join(first.thread, NULL);
    retry_pace_leave(&pace);
    pthread_join(second.thread, NULL);
    assert_false(first.good);
    assert_true(second.good);
    error_free(first.error);
    retry_pace_done(&pace);
}

/* Two places become free before the first of the queue has run: it takes one, and hands the turn on for the other. */
static void one_wake_is_enough_for_two_places(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *holder = cancel_new(), *cancel = cancel_new();
    narrow_down(&pace, holder);
    struct caller callers[2];
    atomic_int under_way = 0, most = 0;
    for (int i = 0; i < 2; i++) {
        callers[i] = (struct caller){
            .pace = &pace, .cancel = cancel, .under_way = &under_way, .most = &most, .stays = true
        };
        assert_int_equal(pthread_create(&callers[i].thread, NULL, call, &callers[i]), 0);
        for (bool queued = false; !queued; sched_yield()) {
            pthread_mutex_lock(&pace.lock);
            struct retry_pace_waiter **const end = pace.last;
            queued = end != callers[0].end && end != &pace.first;
            callers[i].end = queued ? end : callers[i].end;
            pthread_mutex_unlock(&pace.lock);
        }
    }
    pthread_mutex_lock(&pace.lock);
    pace.under_way -= 2;
    pthread_mutex_unlock(&pace.lock);
    retry_pace_ended(&pace, RETRY_PACE_THROTTLED); /* wakes the first; nothing else does */
    for (int i = 0; i < 2; i++) {
        pthread_join(callers[i].thread, NULL);
        assert_true(callers[i].good);
    }
    retry_pace_done(&pace);
}

static void a_crowd_in_adaptive_mode(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, true, NULL);
    retry_pace_ended(&pace, RETRY_PACE_THROTTLED);
    auto_cancel *cancel = cancel_new();
    struct caller callers[CROWD];
    atomic_int under_way = 0, most = 0;
    start_crowd(callers,
                (struct caller){
                    .pace = &pace, .cancel = cancel, .under_way = &under_way, .most = &most, .sends = true });
    const int64_t since_ms = clock_monotonic_ms();
    for (int i = 0; i < 100; i++)
        retry_pace_ended(&pace, i % 10 ? RETRY_PACE_SUCCEEDED : RETRY_PACE_THROTTLED);
    cancel_trigger(cancel);
    for (int i = 0; i < CROWD; i++) {
        pthread_join(callers[i].thread, NULL);
        error_free(callers[i].error);
    }
    assert_true(clock_monotonic_ms() - since_ms < SOON_MS);
    assert_null(pace.first);
    retry_pace_done(&pace);
}

static void adaptive_mode_waits_for_tokens_and_counts_no_places(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, true, NULL);
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    int64_t waited_ms = 0;
    for (int i = 0; i < 2 * RETRY_PACE_MOST; i++)
        assert_true(enter(&pace, cancel) && retry_pace_send(&pace, cancel, &waited_ms, &error));
    assert_true(retry_pace_ended(&pace, RETRY_PACE_THROTTLED));
    pace.rate.fill_rate = 20;
    pace.rate.tokens = 0;
    const int64_t since_ms = clock_monotonic_ms();
    for (int i = 0; i < 3; i++)
        assert_true(retry_pace_send(&pace, cancel, &waited_ms, &error));
    assert_true(clock_monotonic_ms() - since_ms >= 100);
    pace.rate.fill_rate = 0.5;
    auto_free char *text = retry_pace_text(&pace);
    assert_string_equal(text, "0.5 calls a second");
    cancel_set_deadline_ms(cancel, clock_monotonic_ms() + 20);
    assert_false(retry_pace_send(&pace, cancel, &waited_ms, &error));
    assert_int_equal(error->kind, ERROR_TIMEOUT);
    retry_pace_leave(&pace);
    retry_pace_done(&pace);
}

static void standard_mode_never_holds_an_attempt(void **state) {
    (void)state;
    struct retry_pace pace;
    retry_pace_init(&pace, false, fake_clock);
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    int64_t waited_ms = 1;
    narrow_down(&pace, cancel);
    assert_true(retry_pace_send(&pace, cancel, &waited_ms, &error));
    assert_int_equal(waited_ms, 0);
    retry_pace_done(&pace);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_as_the_transport_carries_are_under_way),
        cmocka_unit_test(throttling_halves_the_places_and_successes_bring_them_back),
        cmocka_unit_test(failures_bring_no_places_back),
        cmocka_unit_test(in_adaptive_mode_only_throttling_is_no_success),
        cmocka_unit_test(a_crowd_goes_through_the_places_that_are_left),
        cmocka_unit_test(cancel_ends_every_wait_at_once),
        cmocka_unit_test(one_that_gives_up_holds_nobody_up),
        cmocka_unit_test(one_wake_is_enough_for_two_places),
        cmocka_unit_test(a_crowd_in_adaptive_mode),
        cmocka_unit_test(adaptive_mode_waits_for_tokens_and_counts_no_places),
        cmocka_unit_test(standard_mode_never_holds_an_attempt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
