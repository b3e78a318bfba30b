/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

#include "rpc/threads.h"

enum { MANY = 300 };

/* Work that goes on only when all of it has begun: with fewer threads than that it would wait for ever. */
struct meeting {
    pthread_barrier_t barrier;
    atomic_int done;
};

static void meet(void *argument) {
    struct meeting *meeting = argument;
    pthread_barrier_wait(&meeting->barrier);
    atomic_fetch_add(&meeting->done, 1);
}

static void work_that_waits_for_other_work_gets_its_threads(void **state) {
    (void)state;
    struct threads *threads = threads_new(0);
    static struct threads_work work[MANY];
    struct meeting meeting;
    pthread_barrier_init(&meeting.barrier, NULL, MANY);
    atomic_init(&meeting.done, 0);
    struct error *error = NULL;
    for (size_t i = 0; i < MANY; i++) {
        work[i] = (struct threads_work){ .run = meet, .argument = &meeting };
        assert_true(threads_run(threads, &work[i], &error));
    }
    threads_free(threads); /* waits for all of it */
    assert_int_equal(atomic_load(&meeting.done), MANY);
    pthread_barrier_destroy(&meeting.barrier);
}

static void post(void *argument) {
    sem_post(argument);
}

static void one_after_the_other_needs_few_threads(void **state) {
    (void)state;
    struct threads *threads = threads_new(0);
    sem_t done;
    sem_init(&done, 0, 0);
    struct error *error = NULL;
    /* The semaphore is posted before the thread is idle again, so the next piece may find it still busy: a second thread,
     * on a busy machine some more. Without reuse there would be a thousand. */
    for (size_t i = 0; i < 1000; i++) {
        struct threads_work work = { .run = post, .argument = &done };
        assert_true(threads_run(threads, &work, &error));
        sem_wait(&done);
    }
    assert_in_range(threads_count(threads), 1, 250);
    threads_free(threads);
    sem_destroy(&done);
}

static void the_end_waits_for_work_that_was_taken(void **state) {
    (void)state;
    sem_t done;
    sem_init(&done, 0, 0);
    static struct threads_work work[50];
    struct threads *threads = threads_new(0);
    struct error *error = NULL;
    for (size_t i = 0; i < 50; i++) {
        work[i] = (struct threads_work){ .run = post, .argument = &done };
        assert_true(threads_run(threads, &work[i], &error));
    }
    threads_free(threads);
    int count = 0;
    sem_getvalue(&done, &count);
    assert_int_equal(count, 50);
    sem_destroy(&done);
    threads_free(NULL);
}

static void idle_threads_end(void **state) {
    (void)state;
    struct threads *threads = threads_new(1);
    sem_t done;
    sem_init(&done, 0, 0);
    struct error *error = NULL;
    struct threads_work work = { .run = post, .argument = &done };
    assert_true(threads_run(threads, &work, &error));
    sem_wait(&done);
    while (threads_count(threads) > 0) /* the test's own time limit ends a thread that stays */
        sched_yield();
    /* and work after that finds a new one */
    struct threads_work again = { .run = post, .argument = &done };
    assert_true(threads_run(threads, &again, &error));
    sem_wait(&done);
    threads_free(threads);
    sem_destroy(&done);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_that_waits_for_other_work_gets_its_threads),
        cmocka_unit_test(one_after_the_other_needs_few_threads),
        cmocka_unit_test(the_end_waits_for_work_that_was_taken),
        cmocka_unit_test(idle_threads_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
