#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "base/cancel.h"
#include "base/clock.h"

enum { LONG_MS = 60000, SOON_MS = 5000 };

static void a_new_token_lets_work_go_on(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    assert_false(cancel_requested(cancel));
    assert_int_equal(cancel_deadline_ms(cancel), 0);
    assert_true(cancel_check(cancel, &error));
    assert_null(error);
}

static void a_wait_takes_its_time(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    const int64_t start_ms = clock_monotonic_ms();
    assert_true(cancel_wait_ms(cancel, 20, &error));
    assert_true(clock_monotonic_ms() - start_ms >= 20);
    assert_true(cancel_wait_ms(cancel, 0, &error));
    assert_true(cancel_wait_ms(cancel, -5, &error));
    assert_null(error);
}

static void a_cancelled_token_stops_check_and_wait(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    cancel_trigger(cancel);
    cancel_trigger(cancel);
    assert_true(cancel_requested(cancel));
    auto_error *checked = NULL;
    auto_error *waited = NULL;
    assert_false(cancel_check(cancel, &checked));
    assert_int_equal(checked->kind, ERROR_CANCELLED);
    assert_false(cancel_wait_ms(cancel, LONG_MS, &waited));
    assert_int_equal(waited->kind, ERROR_CANCELLED);
}

struct waiter {
    struct cancel *cancel;
    pthread_t thread;
    atomic_bool *started;
    int64_t wait_ms;
    bool passed;
    struct error *error;
};

static void *wait_long(void *argument) {
    struct waiter *waiter = argument;
    atomic_store(waiter->started, true);
    waiter->passed = cancel_wait_ms(waiter->cancel, waiter->wait_ms, &waiter->error);
    cancel_unref(waiter->cancel);
    return NULL;
}

static void start(struct waiter *waiter, struct cancel *cancel, atomic_bool *started) {
    *waiter = (struct waiter){ .cancel = cancel_ref(cancel), .started = started, .wait_ms = LONG_MS };
    assert_int_equal(pthread_create(&waiter->thread, NULL, wait_long, waiter), 0);
}

static void cancelling_wakes_every_waiter(void **state) {
    (void)state;
    enum { COUNT = 16 };
    struct waiter waiters[COUNT];
    atomic_bool started = false;
    struct cancel *cancel = cancel_new();
    for (size_t i = 0; i < COUNT; i++)
        start(&waiters[i], cancel, &started);
    const int64_t start_ms = clock_monotonic_ms();
    cancel_trigger(cancel);
    cancel_unref(cancel); /* the waiters hold references of their own */
    for (size_t i = 0; i < COUNT; i++) {
        pthread_join(waiters[i].thread, NULL);
        assert_false(waiters[i].passed);
        assert_int_equal(waiters[i].error->kind, ERROR_CANCELLED);
        error_free(waiters[i].error);
    }
    assert_true(clock_monotonic_ms() - start_ms < SOON_MS);
}

static void a_deadline_in_the_past_is_a_timeout_that_names_the_cure(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    cancel_set_deadline_ms(cancel, clock_monotonic_ms() - 1);
    assert_false(cancel_check(cancel, &error));
    assert_int_equal(error->kind, ERROR_TIMEOUT);
    assert_non_null(strstr(error->message, "customTimeouts"));
}

static void a_wait_ends_at_the_deadline(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    const int64_t deadline_ms = clock_monotonic_ms() + 30;
    cancel_set_deadline_ms(cancel, deadline_ms);
    assert_int_equal(cancel_deadline_ms(cancel), deadline_ms);
    assert_false(cancel_wait_ms(cancel, LONG_MS, &error));
    assert_int_equal(error->kind, ERROR_TIMEOUT);
    assert_true(clock_monotonic_ms() >= deadline_ms);
    assert_true(clock_monotonic_ms() < deadline_ms + SOON_MS);
}

static void a_deadline_set_during_a_wait_is_seen(void **state) {
    (void)state;
    atomic_bool started = false;
    struct waiter waiter;
    auto_cancel *cancel = cancel_new();
    start(&waiter, cancel, &started);
    while (!atomic_load(&started))
        sched_yield();
    cancel_set_deadline_ms(cancel, clock_monotonic_ms());
    pthread_join(waiter.thread, NULL);
    assert_false(waiter.passed);
    assert_int_equal(waiter.error->kind, ERROR_TIMEOUT);
    error_free(waiter.error);
}

static void a_cancel_counts_more_than_a_deadline(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    cancel_set_deadline_ms(cancel, 1);
    cancel_trigger(cancel);
    assert_false(cancel_check(cancel, &error));
    assert_int_equal(error->kind, ERROR_CANCELLED);
}

static void count(void *argument) {
    atomic_fetch_add((atomic_int *)argument, 1);
}

static void listeners_are_called_once(void **state) {
    (void)state;
    atomic_int calls[2] = { 0 };
    auto_cancel *cancel = cancel_new();
    struct cancel_listener one = { .wake = count, .argument = &calls[0] };
    struct cancel_listener other = { .wake = count, .argument = &calls[1] };
    cancel_listen(cancel, &one);
    cancel_listen(cancel, &other);
    cancel_unlisten(cancel, &one);
    assert_int_equal(calls[1], 0);
    cancel_trigger(cancel);
    cancel_trigger(cancel);
    assert_int_equal(calls[0], 0);
    assert_int_equal(calls[1], 1);
    cancel_unlisten(cancel, &other);
    cancel_unlisten(cancel, &other);
}

/* A creating call on its way may still tell its id; one between two attempts has nothing to tell. */
static void waits_may_be_stopped_alone(void **state) {
    (void)state;
    atomic_int calls[3] = { 0 };
    auto_cancel *cancel = cancel_new();
    struct cancel_listener request = { .wake = count, .argument = &calls[0] };
    struct cancel_listener wait = { .wake = count, .argument = &calls[1], .waiting = true };
    cancel_listen(cancel, &request);
    cancel_listen(cancel, &wait);
    cancel_stop_waits(cancel);
    cancel_stop_waits(cancel);
    auto_error *error = NULL, *waited = NULL, *asked = NULL;
    assert_false(cancel_requested(cancel));
    assert_true(cancel_check(cancel, &error));
    assert_false(cancel_check_wait(cancel, &asked));
    assert_false(cancel_wait_ms(cancel, LONG_MS, &waited));
    assert_int_equal(waited->kind, ERROR_CANCELLED);
    assert_int_equal(calls[0], 0);
    assert_int_equal(calls[1], 1);
    struct cancel_listener late = { .wake = count, .argument = &calls[2], .waiting = true };
    cancel_listen(cancel, &late);
    assert_int_equal(calls[2], 1);
    cancel_trigger(cancel);
    assert_int_equal(calls[0], 1);
    assert_int_equal(calls[1], 1);
    cancel_unlisten(cancel, &request);
    cancel_unlisten(cancel, &wait);
    cancel_unlisten(cancel, &late);
}

static void a_late_listener_is_called_at_once(void **state) {
    (void)state;
    atomic_int calls = 0;
    auto_cancel *cancel = cancel_new();
    cancel_trigger(cancel);
    struct cancel_listener listener = { .wake = count, .argument = &calls };
    cancel_listen(cancel, &listener);
    assert_int_equal(calls, 1);
    cancel_unlisten(cancel, &listener);
}

static void *trigger(void *cancel) {
    cancel_trigger(cancel);
    return NULL;
}

/* What a listener points at may die as soon as cancel_unlisten() has returned (the sanitizers watch). */
static void unlistening_and_cancelling_may_meet(void **state) {
    (void)state;
    for (int i = 0; i < 200; i++) {
        auto_cancel *cancel = cancel_new();
        atomic_int *calls = calloc(1, sizeof *calls);
        struct cancel_listener *listener = calloc(1, sizeof *listener);
        *listener = (struct cancel_listener){ .wake = count, .argument = calls };
        cancel_listen(cancel, listener);
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, trigger, cancel), 0);
        cancel_unlisten(cancel, listener);
        assert_true(atomic_load(calls) <= 1);
        free(listener);
        free(calls);
        pthread_join(thread, NULL);
    }
}

static void nothing_to_release_is_allowed(void **state) {
    (void)state;
    cancel_unref(NULL);
    struct cancel *cancel = cancel_new();
    assert_ptr_equal(cancel_ref(cancel), cancel);
    cancel_unref(cancel);
    assert_false(cancel_requested(cancel));
    cancel_unref(cancel);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_token_lets_work_go_on),
        cmocka_unit_test(a_wait_takes_its_time),
        cmocka_unit_test(a_cancelled_token_stops_check_and_wait),
        cmocka_unit_test(cancelling_wakes_every_waiter),
        cmocka_unit_test(a_deadline_in_the_past_is_a_timeout_that_names_the_cure),
        cmocka_unit_test(a_wait_ends_at_the_deadline),
        cmocka_unit_test(a_deadline_set_during_a_wait_is_seen),
        cmocka_unit_test(a_cancel_counts_more_than_a_deadline),
        cmocka_unit_test(listeners_are_called_once),
        cmocka_unit_test(waits_may_be_stopped_alone),
        cmocka_unit_test(a_late_listener_is_called_at_once),
        cmocka_unit_test(unlistening_and_cancelling_may_meet),
        cmocka_unit_test(nothing_to_release_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
