#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "aws/http/transport.h"
#include "aws/http/transport_job.h"
#include "aws/library.h"
#include "base/clock.h"
#include "base/memory.h"

enum {
    CONNECT_TIMEOUT_MS = 5000,
    SILENCE_TIMEOUT_MS = 60000,
    BODY_LIMIT = 64 * 1024 * 1024,
    MOST_AT_ONCE = 64, /* further requests wait in line, but for those that go ahead */
    IDLE_MS = 60000,   /* the loop sleeps until it is woken; this is only how long at most */
};

struct curl_transport {
    struct transport base;
    struct transport_options options;
    char *ca_bundle;
    char *http_proxy; /* what the options point at */
    char *https_proxy;
    char *no_proxy;
    CURLM *multi;
    pthread_t thread;
    struct transport_job *active; /* the loop's own */
    int active_count;
    pthread_mutex_t lock; /* of what follows */
    bool running;
    bool stop;
    struct transport_job *waiting; /* in the order they came, those that go ahead first */
};

/* With the lock held. */
static void drop_reference(struct transport_job *job) {
    if (--job->references == 0)
        job_free(job);
}

/* Takes the job out of the list it is in. */
static void unlink_job(struct transport_job **list, const struct transport_job *job) {
    for (struct transport_job **link = list; *link; link = &(*link)->next) {
        if (*link == job) {
            *link = job->next;
            return;
        }
    }
}

/* With the lock held. */
static bool may_start(const struct curl_transport *curl) {
    return curl->waiting && (curl->waiting->ahead || curl->active_count < MOST_AT_ONCE);
}

/* Loop: the first in line whose caller still waits for it, when there is room; else NULL. */
static struct transport_job *take_waiting(struct curl_transport *curl) {
    struct transport_job *job = NULL;
    pthread_mutex_lock(&curl->lock);
    while (!job && may_start(curl)) {
        job = curl->waiting;
        curl->waiting = job->next;
        if (job->abandoned) {
            drop_reference(job);
            job = NULL;
        }
    }
    pthread_mutex_unlock(&curl->lock);
    return job;
}

/* Loop: starts what waits in line, as far as there is room. */
static void start_waiting(struct curl_transport *curl) {
    for (struct transport_job *job; (job = take_waiting(curl));) {
        job->next = curl->active;
        curl->active = job;
        curl->active_count++;
        library()->curl_multi_add_handle(curl->multi, job->easy);
    }
}

/* Loop: the job is over, by libcurl's word (`done`) or because its caller has left. */
static void end_job(struct curl_transport *curl, struct transport_job *job, bool done) {
    library()->curl_multi_remove_handle(curl->multi, job->easy);
    unlink_job(&curl->active, job);
    curl->active_count--;
    pthread_mutex_lock(&curl->lock);
    job->done = done;
    pthread_cond_signal(&job->finished);
    drop_reference(job);
    pthread_mutex_unlock(&curl->lock);
}

static bool is_abandoned(struct curl_transport *curl, const struct transport_job *job) {
    pthread_mutex_lock(&curl->lock);
    const bool abandoned = job->abandoned;
    pthread_mutex_unlock(&curl->lock);
    return abandoned;
}

static void end_abandoned(struct curl_transport *curl) {
    struct transport_job *next = NULL;
    for (struct transport_job *job = curl->active; job; job = next) {
        next = job->next;
        if (is_abandoned(curl, job))
            end_job(curl, job, false);
    }
}

static void end_finished(struct curl_transport *curl) {
    int left = 0;
    for (CURLMsg *message; (message = library()->curl_multi_info_read(curl->multi, &left));) {
        char *private = NULL;
        library()->curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private);
        struct transport_job *job = (struct transport_job *)(void *)private;
        job_finish(job, message->data.result);
        end_job(curl, job, true);
    }
}

static bool stopping(struct curl_transport *curl) {
    pthread_mutex_lock(&curl->lock);
    const bool stop = curl->stop;
    pthread_mutex_unlock(&curl->lock);
    return stop;
}

static void *loop(void *argument) {
    struct curl_transport *curl = argument;
    while (!stopping(curl)) {
        int running = 0;
        end_abandoned(curl);
        start_waiting(curl);
        library()->curl_multi_perform(curl->multi, &running);
        end_finished(curl);
        start_waiting(curl); /* there may be room now, and the loop would sleep */
        library()->curl_multi_poll(curl->multi, NULL, 0, IDLE_MS, NULL);
    }
    while (curl->active)
        end_job(curl, curl->active, false);
    library()->curl_multi_cleanup(curl->multi);
    return NULL;
}

/*
 * The thread takes no signals: those are main's. SIGPIPE among them: OpenSSL's writes to a connection that
 * the peer has closed raise it in the thread that writes, also when connections are closed at the end.
 */
static bool start_thread(struct curl_transport *curl, struct error **err) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const int failure = pthread_create(&curl->thread, NULL, loop, curl);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    curl->running = failure == 0;
    if (failure)
        return error_set(err, ERROR_INTERNAL, "cannot start a thread for HTTP: %s", strerror(failure));
    return true;
}

static bool start(struct curl_transport *curl, struct error **err) {
    if (!library_load(err))
        return false;
    pthread_mutex_lock(&curl->lock);
    bool good = true;
    if (!curl->running) {
        if (!curl->multi && !(curl->multi = library()->curl_multi_init()))
            memory_exhausted();
        library()->curl_multi_setopt(curl->multi, CURLMOPT_MAXCONNECTS, (long)MOST_AT_ONCE);
        good = start_thread(curl, err);
    }
    pthread_mutex_unlock(&curl->lock);
    return good;
}

/* What the token wakes. It holds its own lock then, so a caller never asks the token under the transport's
 * lock. */
struct caller {
    struct curl_transport *curl;
    struct transport_job *job;
};

static void leave(void *argument) {
    struct caller *caller = argument;
    pthread_mutex_lock(&caller->curl->lock);
    caller->job->abandoned = true;
    pthread_cond_signal(&caller->job->finished);
    pthread_mutex_unlock(&caller->curl->lock);
    library()->curl_multi_wakeup(caller->curl->multi);
}

static void put_in_line(struct curl_transport *curl, struct transport_job *job) {
    pthread_mutex_lock(&curl->lock);
    struct transport_job **place = &curl->waiting;
    while (*place && (!job->ahead || (*place)->ahead))
        place = &(*place)->next;
    job->next = *place;
    *place = job;
    job->references++; /* the loop's */
    pthread_mutex_unlock(&curl->lock);
    library()->curl_multi_wakeup(curl->multi);
}

/* Waits for the end; true when the job is done, false when the caller is to leave (the job then is
 * abandoned). */
static bool wait_for_end(struct curl_transport *curl, struct transport_job *job, int64_t deadline_ms) {
    const struct timespec until = { .tv_sec = deadline_ms / 1000, .tv_nsec = deadline_ms % 1000 * 1000000 };
    pthread_mutex_lock(&curl->lock);
    while (!job->done && !job->abandoned) {
        if (!deadline_ms)
            pthread_cond_wait(&job->finished, &curl->lock);
        else if (clock_monotonic_ms() >= deadline_ms)
            job->abandoned = true;
        else
            pthread_cond_timedwait(&job->finished, &curl->lock, &until);
    }
    const bool done = job->done;
    pthread_mutex_unlock(&curl->lock);
    return done;
}

static void stopped_error(struct cancel *cancel, bool sent, struct error **err) {
    if (cancel_check(cancel, err))
        error_set(err, ERROR_TIMEOUT, "the time limit has run out");
    (*err)->sent = sent;
}

/* Gives the job up; one that still waits in line never starts. */
static void release(struct curl_transport *curl, struct transport_job *job) {
    pthread_mutex_lock(&curl->lock);
    for (const struct transport_job *each = curl->waiting; each; each = each->next) {
        if (each == job) {
            unlink_job(&curl->waiting, job);
            drop_reference(job);
            break;
        }
    }
    drop_reference(job);
    pthread_mutex_unlock(&curl->lock);
    library()->curl_multi_wakeup(curl->multi);
}

static bool send_request(struct transport *transport, struct cancel *cancel, struct arena *arena,
                         const struct http_request *request, struct http_answer *ret_answer,
                         enum transport_failure *ret_failure, struct error **err) {
    struct curl_transport *curl = (struct curl_transport *)transport;
    *ret_failure = TRANSPORT_STOPPED;
    if (!cancel_check(cancel, err) || !start(curl, err))
        return false;
    struct transport_job *job = job_new(&curl->options, request, err);
    if (!job)
        return false;
    const int64_t deadline_ms = cancel_deadline_ms(cancel);
    struct caller caller = { .curl = curl, .job = job };
    struct cancel_listener listener = { .wake = leave, .argument = &caller };
    put_in_line(curl, job);
    cancel_listen(cancel, &listener);
    bool good = wait_for_end(curl, job, deadline_ms);
    cancel_unlisten(cancel, &listener);
    if (good)
        good = job_answer(job, arena, request, ret_answer, ret_failure, err);
    else
        stopped_error(cancel, !job_leave(job), err);
    release(curl, job);
    return good;
}

static char *copy_of(const char *text) {
    return text ? xstrdup(text) : NULL;
}

static void free_transport(struct transport *transport) {
    struct curl_transport *curl = (struct curl_transport *)transport;
    pthread_mutex_lock(&curl->lock);
    curl->stop = true;
    pthread_mutex_unlock(&curl->lock);
    if (curl->running) {
        library()->curl_multi_wakeup(curl->multi);
        pthread_join(curl->thread, NULL);
    } else if (curl->multi) {
        library()->curl_multi_cleanup(curl->multi);
    }
    pthread_mutex_destroy(&curl->lock);
    free(curl->ca_bundle);
    secret_free(curl->http_proxy);
    secret_free(curl->https_proxy);
    free(curl->no_proxy);
    free(curl);
}

static const struct transport_methods curl_methods = { .send = send_request, .free = free_transport };

struct transport *transport_new(const struct transport_options *options) {
    struct curl_transport *curl = xcalloc(1, sizeof *curl);
    curl->base.methods = &curl_methods;
    curl->ca_bundle = copy_of(options->ca_bundle);
    curl->http_proxy = copy_of(options->proxies.http.value);
    curl->https_proxy = copy_of(options->proxies.https.value);
    curl->no_proxy = copy_of(options->proxies.none.value);
    curl->options = (struct transport_options){
        .ca_bundle = curl->ca_bundle,
        .connect_timeout_ms = options->connect_timeout_ms ? options->connect_timeout_ms : CONNECT_TIMEOUT_MS,
        .silence_timeout_ms = options->silence_timeout_ms ? options->silence_timeout_ms : SILENCE_TIMEOUT_MS,
        .body_limit = options->body_limit ? options->body_limit : BODY_LIMIT,
        .proxies = {
            .http = { curl->http_proxy, options->proxies.http.from },
            .https = { curl->https_proxy, options->proxies.https.from },
            .none = { curl->no_proxy, options->proxies.none.from },
        },
    };
    pthread_mutex_init(&curl->lock, NULL);
    return &curl->base;
}
