#include "rpc/threads.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

/* Address space only: pages come with use. RPC_DEPTH_LIMIT (message.h) takes 400 KB, ThreadSanitizer 800 KB.
 */
#define STACK_BYTES (2 * 1024 * 1024)
#define IDLE_MS     10000

struct threads {
    pthread_mutex_t lock;
    pthread_cond_t more; /* work, or the end */
    pthread_cond_t ended;
    pthread_attr_t attributes;
    struct threads_work *first, **last;
    size_t waiting; /* work not yet taken */
    size_t idle;
    size_t count;
    int64_t idle_ms;
    bool stopping;
    bool has_ended; /* `last_ended` is to be joined */
    pthread_t last_ended;
};

struct threads *threads_new(int64_t idle_ms) {
    struct threads *threads = xcalloc(1, sizeof *threads);
    pthread_mutex_init(&threads->lock, NULL);
    clock_condition_init(&threads->more);
    pthread_cond_init(&threads->ended, NULL);
    pthread_attr_init(&threads->attributes);
    pthread_attr_setstacksize(&threads->attributes, STACK_BYTES);
    threads->last = &threads->first;
    threads->idle_ms = idle_ms ? idle_ms : IDLE_MS;
    return threads;
}

/* The next piece of work; NULL when none came for a while, or at the end. Called with the lock held. */
static struct threads_work *take(struct threads *threads) {
    const int64_t until_ms = clock_monotonic_ms() + threads->idle_ms;
    const struct timespec until = { .tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000 };
    int waited = 0;
    threads->idle++;
    while (!threads->first && !threads->stopping && waited != ETIMEDOUT)
        waited = pthread_cond_timedwait(&threads->more, &threads->lock, &until);
    threads->idle--;
    struct threads_work *work = threads->first;
    if (work) {
        threads->first = work->next;
        if (!threads->first)
            threads->last = &threads->first;
        threads->waiting--;
    }
    return work;
}

/*
 * Each thread that ends waits for the one that ended before it, and threads_free() for the last: so all are
 * really gone then, with what libraries (OpenSSL) free at a thread's end. Called with the lock held; gives it
 * up.
 */
static void end_thread(struct threads *threads) {
    const bool has_previous = threads->has_ended;
    const pthread_t previous = threads->last_ended;
    threads->has_ended = true;
    threads->last_ended = pthread_self();
    if (--threads->count == 0)
        pthread_cond_broadcast(&threads->ended);
    pthread_mutex_unlock(&threads->lock);
    if (has_previous)
        pthread_join(previous, NULL);
}

static void *work_on(void *argument) {
    struct threads *threads = argument;
    pthread_mutex_lock(&threads->lock);
    for (struct threads_work *work = take(threads); work; work = take(threads)) {
        pthread_mutex_unlock(&threads->lock);
        work->run(work->argument); /* `work` may be gone afterwards */
        pthread_mutex_lock(&threads->lock);
    }
    end_thread(threads);
    return NULL;
}

bool threads_run(struct threads *threads, struct threads_work *work, struct error **err) {
    int failure = 0;
    pthread_mutex_lock(&threads->lock);
    /* Idle threads that were already called for other work are still counted as idle: compare with all that
     * waits. */
    if (threads->idle > threads->waiting) {
        pthread_cond_signal(&threads->more);
    } else {
        pthread_t thread;
        failure = pthread_create(&thread, &threads->attributes, work_on, threads);
        if (failure == 0)
            threads->count++;
    }
    if (failure == 0) {
        work->next = NULL;
        *threads->last = work;
        threads->last = &work->next;
        threads->waiting++;
    }
    pthread_mutex_unlock(&threads->lock);
    return failure == 0 || error_set(err, ERROR_INTERNAL, "no further thread: %s", strerror(failure));
}

size_t threads_count(struct threads *threads) {
    pthread_mutex_lock(&threads->lock);
    const size_t count = threads->count;
    pthread_mutex_unlock(&threads->lock);
    return count;
}

void threads_free(struct threads *threads) {
    if (!threads)
        return;
    pthread_mutex_lock(&threads->lock);
    threads->stopping = true;
    pthread_cond_broadcast(&threads->more);
    while (threads->count > 0)
        pthread_cond_wait(&threads->ended, &threads->lock);
    pthread_mutex_unlock(&threads->lock);
    if (threads->has_ended)
        pthread_join(threads->last_ended, NULL);
    pthread_attr_destroy(&threads->attributes);
    pthread_cond_destroy(&threads->ended);
    pthread_cond_destroy(&threads->more);
    pthread_mutex_destroy(&threads->lock);
    free(threads);
}
