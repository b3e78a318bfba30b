/* One request inside libcurl: its handle, what it sends, and what has arrived. Used by transport_curl.c only.
 */
#ifndef AWS_TRANSPORT_JOB_H
#define AWS_TRANSPORT_JOB_H

#include <pthread.h>
#include <stdatomic.h>

#include "aws/http/transport.h"
#include "aws/library.h"
#include "base/text.h"

/*
 * Whether a request goes out is settled once, by a swap of JOB_NEW: the loop takes it to JOB_STARTED just before the
 * first byte, the caller to JOB_LEFT. A job that was left is broken off before it sends anything, also when its
 * connection comes to stand at that very moment.
 */
enum job_state { JOB_NEW, JOB_STARTED, JOB_LEFT };

/*
 * Shared by the caller and the thread of the loop; the last one frees it. The caller may leave first
 * (cancelled), so the job has copies of all it sends. Members are the loop's while it runs, unless something
 * else is said.
 */
struct transport_job {
    CURL *easy;
    struct curl_slist *headers;
    char *body;
    size_t body_length;
    size_t body_limit;
    struct text answer_headers;
    struct text answer_body;
    char reason[CURL_ERROR_SIZE]; /* libcurl's words */
    CURLcode code;
    long status;
    long connect_status;    /* the proxy's answer to CONNECT; 0 = none */
    char *proxy;            /* its URL without user and password; NULL: the request goes direct */
    const char *proxy_from; /* who set it, and the list of hosts that go direct: see struct proxy_setting */
    const char *none_from;
    bool refused;     /* the peer refused the connection */
    bool sent;        /* when it is done: bytes may have gone out */
    atomic_int state; /* enum job_state */
    /* under the transport's lock */
    int references;
    bool ahead;     /* of those in line (struct http_request) */
    bool abandoned; /* the caller has left */
    bool done;
    pthread_cond_t finished;
    struct transport_job *next;
};

/* NULL with ERROR_INTERNAL for a header that cannot be sent, or a proxy that libcurl does not take. One reference. */
struct transport_job *job_new(const struct transport_options *options, const struct http_request *request,
                              struct error **err);
void job_free(struct transport_job *job);

/* The caller leaves, from its own thread. True: nothing of the request has gone out, and nothing ever will. */
MUST_USE bool job_leave(struct transport_job *job);

/* After the transfer has ended: takes the result out of libcurl. */
void job_finish(struct transport_job *job, CURLcode code);

/* The answer of a finished job, in the arena; or what went wrong. */
MUST_USE bool job_answer(const struct transport_job *job, struct arena *arena,
                         const struct http_request *request, struct http_answer *ret_answer,
                         enum transport_failure *ret_failure, struct error **err);

#endif
