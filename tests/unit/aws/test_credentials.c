/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <semaphore.h>
#include <string.h>

#include "aws/credentials/credentials.h"
#include "base/clock.h"
#include "base/memory.h"

enum { CROWD = 20, LONG_S = 3600 };

/* A source whose answers the test sets. */
static struct {
    enum credentials_outcome outcome;
    int64_t lifetime_s; /* 0: for ever */
    enum error_kind failure;
    int fetches;
    sem_t *begun; /* posted when a fetch begins, which then waits for `go` */
    sem_t *go;
} source;
static int64_t now_s;

static int64_t test_clock(void) {
    return now_s;
}

static enum credentials_outcome fetch(const struct credentials_context *context, struct cancel *cancel,
                                      struct credentials **ret_credentials, struct error **err) {
    (void)context;
    (void)cancel;
    source.fetches++;
    if (source.go) {
        sem_post(source.begun);
        sem_wait(source.go);
    }
    if (source.outcome == CREDENTIALS_FOUND) {
        auto_free char *key = xprintf("key%d", source.fetches);
        *ret_credentials =
            credentials_new(key, "secret", NULL, source.lifetime_s ? now_s + source.lifetime_s : 0);
        return CREDENTIALS_FOUND;
    }
    error_set(err, source.failure, "the reason");
    return source.outcome;
}

static enum credentials_outcome none(const struct credentials_context *context, struct cancel *cancel,
                                     struct credentials **ret_credentials, struct error **err) {
    (void)context;
    (void)cancel;
    (void)ret_credentials;
    error_set(err, ERROR_CREDENTIALS, "not here");
    return CREDENTIALS_NONE;
}

static const struct credentials_source sources[] = { { "first", none },
                                                     { "second", fetch, .cure = "Mend it" } };

struct fixture {
    struct credentials_chain *chain;
    struct cancel *cancel;
};

static int set_up(void **state) {
    struct fixture *fixture = xcalloc(1, sizeof *fixture);
    source.outcome = CREDENTIALS_FOUND;
    source.failure = ERROR_CREDENTIALS;
    source.lifetime_s = 0;
    source.fetches = 0;
    source.go = NULL;
    now_s = 1000000;
    fixture->cancel = cancel_new();
    fixture->chain = credentials_chain_new(&(struct credentials_chain_options){
        .sources = sources, .source_count = COUNT_OF(sources), .now_s = test_clock });
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    credentials_chain_free(fixture->chain);
    cancel_unref(fixture->cancel);
    free(fixture);
    return 0;
}

static void assert_key(struct fixture *fixture, const char *key) {
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    assert_true(credentials_get(fixture->chain, fixture->cancel, &credentials, &error));
    assert_string_equal(credentials->access_key, key);
    assert_string_equal(credentials->source, "second");
}

static void are_kept_and_fetched_anew_before_they_expire(void **state) {
    struct fixture *fixture = *state;
    source.lifetime_s = LONG_S;
    assert_key(fixture, "key1");
    assert_key(fixture, "key1");
    now_s += LONG_S - 14 * 60;
    assert_key(fixture, "key2");
    assert_key(fixture, "key2");
    assert_int_equal(source.fetches, 2);
}

static void short_ones_are_used_all_the_same(void **state) {
    struct fixture *fixture = *state;
    source.lifetime_s = 15;
    assert_key(fixture, "key1");
    assert_key(fixture, "key1");
    now_s += 60;
    assert_key(fixture, "key2");
}

/* A role of 15 minutes is within the usual window from its beginning: its own is a quarter of its life. */
static void short_ones_are_kept_for_most_of_their_life(void **state) {
    struct fixture *fixture = *state;
    source.lifetime_s = 900;
    assert_key(fixture, "key1");
    now_s += 674;
    assert_key(fixture, "key1");
    now_s += 1;
    assert_key(fixture, "key2");
    assert_int_equal(source.fetches, 2);
}

static void a_failed_renewal_is_tried_again_after_a_pause(void **state) {
    struct fixture *fixture = *state;
    source.lifetime_s = LONG_S;
    assert_key(fixture, "key1");
    source.outcome = CREDENTIALS_BROKEN;
    now_s += LONG_S - 14 * 60;
    assert_key(fixture, "key1");
    assert_key(fixture, "key1");
    assert_int_equal(source.fetches, 2);
    now_s += 60;
    assert_key(fixture, "key1");
    assert_int_equal(source.fetches, 3);
    source.outcome = CREDENTIALS_FOUND;
    now_s += 60;
    assert_key(fixture, "key4");
}

static void near_the_end_it_is_tried_more_often(void **state) {
    struct fixture *fixture = *state;
    source.lifetime_s = LONG_S;
    assert_key(fixture, "key1");
    source.outcome = CREDENTIALS_BROKEN;
    now_s += LONG_S - 5 * 60;
    assert_key(fixture, "key1");
    now_s += 19;
    assert_key(fixture, "key1");
    assert_int_equal(source.fetches, 2);
    now_s += 1;
    assert_key(fixture, "key1");
    assert_int_equal(source.fetches, 3);
}

static void ones_that_come_expired_are_no_use(void **state) {
    struct fixture *fixture = *state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    source.lifetime_s = -5;
    assert_false(credentials_get(fixture->chain, fixture->cancel, &credentials, &error));
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    assert_string_equal(error->message, "AWS credentials from second: they have expired 5 s ago. Mend it");
}

static void a_failed_renewal_leaves_those_that_hold(void **state) {
    struct fixture *fixture = *state;
    source.lifetime_s = LONG_S;
    assert_key(fixture, "key1");
    source.outcome = CREDENTIALS_BROKEN;
    now_s += LONG_S - 60;
    assert_key(fixture, "key1");
    now_s += 61;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    assert_false(credentials_get(fixture->chain, fixture->cancel, &credentials, &error));
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    assert_string_equal(error->message, "AWS credentials from second: the reason");
}

static void without_any_all_reasons_are_told(void **state) {
    struct fixture *fixture = *state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    source.outcome = CREDENTIALS_NONE;
    assert_false(credentials_get(fixture->chain, fixture->cancel, &credentials, &error));
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    assert_non_null(strstr(error->message, "Tried, in this order:\n  first: not here\n  second: the reason"));
    assert_non_null(strstr(error->message, "AWS_ACCESS_KEY_ID"));
}

static void refused_ones_are_fetched_anew(void **state) {
    struct fixture *fixture = *state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    assert_true(credentials_get(fixture->chain, fixture->cancel, &credentials, &error));
    credentials_refused(fixture->chain, credentials);
    assert_key(fixture, "key2");
    credentials_refused(fixture->chain, credentials); /* old news */
    assert_key(fixture, "key2");
}

struct member {
    struct fixture *fixture;
    struct cancel *cancel;
    bool good;
    enum error_kind kind;
};

static void *get(void *argument) {
    struct member *member = argument;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    member->good = credentials_get(member->fixture->chain, member->cancel, &credentials, &error);
    member->kind = error ? error->kind : ERROR_INTERNAL;
    return NULL;
}

/* The first one fetches until it is told to go on; the others come meanwhile. */
static void crowd(struct fixture *fixture, struct member *members, size_t count) {
    sem_t begun, go;
    pthread_t threads[CROWD];
    sem_init(&begun, 0, 0);
    sem_init(&go, 0, 0);
    source.begun = &begun;
    source.go = &go;
    for (size_t i = 0; i < count; i++) {
        members[i] = (struct member){ .fixture = fixture, .cancel = fixture->cancel };
        pthread_create(&threads[i], NULL, get, &members[i]);
    }
    sem_wait(&begun);
    for (size_t i = 0; i < count; i++)
        sem_post(&go);
    for (size_t i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    sem_destroy(&begun);
    sem_destroy(&go);
}

static void one_fetch_serves_all(void **state) {
    struct fixture *fixture = *state;
    struct member members[CROWD];
    crowd(fixture, members, CROWD);
    for (size_t i = 0; i < CROWD; i++)
        assert_true(members[i].good);
    assert_int_equal(source.fetches, 1);
}

static void one_failure_is_told_to_all(void **state) {
    struct fixture *fixture = *state;
    struct member members[CROWD];
    source.outcome = CREDENTIALS_BROKEN;
    crowd(fixture, members, CROWD);
    for (size_t i = 0; i < CROWD; i++) {
        assert_false(members[i].good);
        assert_int_equal(members[i].kind, ERROR_CREDENTIALS);
    }
}

/* A waiting caller that is cancelled leaves; the fetch goes on for the one that makes it. */
static void waiting_ends_with_cancel_and_deadline(void **state) {
    struct fixture *fixture = *state;
    sem_t begun, go;
    sem_init(&begun, 0, 0);
    sem_init(&go, 0, 0);
    source.begun = &begun;
    source.go = &go;
    struct member fetching = { .fixture = fixture, .cancel = fixture->cancel };
    struct member cancelled = { .fixture = fixture, .cancel = cancel_new() };
    struct member late = { .fixture = fixture, .cancel = cancel_new() };
    pthread_t first, second, third;
    pthread_create(&first, NULL, get, &fetching);
    sem_wait(&begun);
    cancel_set_deadline_ms(late.cancel, clock_monotonic_ms() + 50);
    pthread_create(&second, NULL, get, &cancelled);
    pthread_create(&third, NULL, get, &late);
    cancel_trigger(cancelled.cancel);
    pthread_join(second, NULL);
    pthread_join(third, NULL);
    assert_false(cancelled.good);
    assert_int_equal(cancelled.kind, ERROR_CANCELLED);
    assert_false(late.good);
    assert_int_equal(late.kind, ERROR_TIMEOUT);
    sem_post(&go);
    pthread_join(first, NULL);
    assert_true(fetching.good);
    cancel_unref(cancelled.cancel);
    cancel_unref(late.cancel);
    sem_destroy(&begun);
    sem_destroy(&go);
}

/* In the first window one renews, and nobody else waits for it; near the end all do. */
static void a_renewal_is_waited_for_only_near_the_end(void **state) {
    struct fixture *fixture = *state;
    sem_t begun, go;
    pthread_t first, second;
    source.lifetime_s = LONG_S;
    assert_key(fixture, "key1");
    sem_init(&begun, 0, 0);
    sem_init(&go, 0, 0);
    source.begun = &begun;
    source.go = &go;
    struct member renewing = { .fixture = fixture, .cancel = fixture->cancel }, waiting = renewing;
    now_s += LONG_S - 14 * 60;
    pthread_create(&first, NULL, get, &renewing);
    sem_wait(&begun);
    assert_key(fixture, "key1");
    sem_post(&go);
    pthread_join(first, NULL);
    now_s += LONG_S - 9 * 60;
    pthread_create(&first, NULL, get, &renewing);
    sem_wait(&begun);
    pthread_create(&second, NULL, get, &waiting);
    sem_post(&go);
    pthread_join(first, NULL);
    pthread_join(second, NULL);
    assert_true(renewing.good && waiting.good);
    assert_int_equal(source.fetches, 3);
    sem_destroy(&begun);
    sem_destroy(&go);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(are_kept_and_fetched_anew_before_they_expire),
        TEST(short_ones_are_used_all_the_same),
        TEST(short_ones_are_kept_for_most_of_their_life),
        TEST(a_failed_renewal_is_tried_again_after_a_pause),
        TEST(near_the_end_it_is_tried_more_often),
        TEST(ones_that_come_expired_are_no_use),
        TEST(a_failed_renewal_leaves_those_that_hold),
        TEST(without_any_all_reasons_are_told),
        TEST(refused_ones_are_fetched_anew),
        TEST(one_fetch_serves_all),
        TEST(one_failure_is_told_to_all),
        TEST(waiting_ends_with_cancel_and_deadline),
        TEST(a_renewal_is_waited_for_only_near_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
