#include "aws/credentials.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "aws/credentials_sources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

/* Seconds before the end: from the first on one caller fetches new ones, from the second on all wait for
 * them. */
enum { REFRESH_SOON_S = 15 * 60, REFRESH_NOW_S = 2 * 60 };

struct counted {
    struct credentials credentials; /* first: a pointer to it is one to the whole */
    atomic_int references;
};

static void wipe(char *text) {
    if (text)
        explicit_bzero(text, strlen(text));
    free(text);
}

struct credentials *credentials_new(const char *access_key, const char *secret_key, const char *session_token,
                                    int64_t expires_s) {
    struct counted *counted = xcalloc(1, sizeof *counted);
    atomic_init(&counted->references, 1);
    counted->credentials.access_key = xstrdup(access_key);
    counted->credentials.secret_key = xstrdup(secret_key);
    counted->credentials.session_token = session_token && *session_token ? xstrdup(session_token) : NULL;
    counted->credentials.expires_s = expires_s;
    counted->credentials.source = "";
    return &counted->credentials;
}

struct credentials *credentials_ref(struct credentials *credentials) {
    atomic_fetch_add(&((struct counted *)(void *)credentials)->references, 1);
    return credentials;
}

void credentials_unref(struct credentials *credentials) {
    struct counted *counted = (struct counted *)(void *)credentials;
    if (!counted || atomic_fetch_sub(&counted->references, 1) != 1)
        return;
    wipe(credentials->access_key);
    wipe(credentials->secret_key);
    wipe(credentials->session_token);
    free(counted);
}

struct credentials_chain {
    struct credentials_chain_options options;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct credentials *current; /* or NULL */
    bool fetching;
    uint64_t rounds;       /* fetches ended */
    struct error *failure; /* of the last one, or NULL */
};

struct credentials_chain *credentials_chain_new(const struct credentials_chain_options *options) {
    struct credentials_chain *chain = xcalloc(1, sizeof *chain);
    chain->options = *options;
    if (!chain->options.sources) {
        chain->options.sources = credentials_sources;
        chain->options.source_count = credentials_source_count;
    }
    if (!chain->options.now_s)
        chain->options.now_s = clock_unix_s;
    pthread_mutex_init(&chain->lock, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&chain->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    return chain;
}

void credentials_chain_free(struct credentials_chain *chain) {
    if (!chain)
        return;
    credentials_unref(chain->current);
    error_free(chain->failure);
    pthread_cond_destroy(&chain->changed);
    pthread_mutex_destroy(&chain->lock);
    free(chain);
}

/* Asks one source after the other. */
static bool fetch(struct credentials_chain *chain, struct cancel *cancel,
                  struct credentials **ret_credentials, struct error **err) {
    auto_text reasons = { 0 };
    for (size_t i = 0; i < chain->options.source_count; i++) {
        const struct credentials_source *source = &chain->options.sources[i];
        auto_error *reason = NULL;
        struct credentials *found = NULL;
        const enum credentials_outcome outcome =
            source->fetch(chain->options.config, cancel, &found, &reason);
        if (outcome == CREDENTIALS_FOUND) {
            found->source = source->name;
            *ret_credentials = found;
            return true;
        }
        if (reason->kind == ERROR_CANCELLED || reason->kind == ERROR_TIMEOUT) {
            *err = TAKE(reason);
            return false;
        }
        if (outcome == CREDENTIALS_BROKEN)
            return error_set(err, ERROR_CREDENTIALS, "AWS credentials from %s: %s", source->name,
                             reason->message);
        text_printf(&reasons, "%s%s: %s", i ? "; " : "", source->name, reason->message);
    }
    return error_set(
        err, ERROR_CREDENTIALS,
        "no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or the "
        "provider's accessKey and secretKey. Tried: %s",
        text_string(&reasons));
}

/*
 * A caller that waits for another one's fetch. The token's lock is never taken under the chain's lock: the
 * token calls wake() with its own lock held, and wake() takes the chain's.
 */
struct waiter {
    struct credentials_chain *chain;
    struct cancel *cancel;
    int64_t deadline_ms;
    atomic_bool cancelled;
};

static void wake(void *argument) {
    struct waiter *waiter = argument;
    atomic_store(&waiter->cancelled, true);
    pthread_mutex_lock(&waiter->chain->lock);
    pthread_cond_broadcast(&waiter->chain->changed);
    pthread_mutex_unlock(&waiter->chain->lock);
}

static bool must_stop(struct waiter *waiter) {
    return atomic_load(&waiter->cancelled) ||
           (waiter->deadline_ms && clock_monotonic_ms() >= waiter->deadline_ms);
}

/* Waits, with the lock held, until the fetch under way has ended; false when the caller is to stop. */
static bool wait_for_round(struct credentials_chain *chain, struct waiter *waiter) {
    const uint64_t round = chain->rounds;
    const struct timespec until = { .tv_sec = waiter->deadline_ms / 1000,
                                    .tv_nsec = waiter->deadline_ms % 1000 * 1000000 };
    while (chain->rounds == round && !must_stop(waiter)) {
        if (waiter->deadline_ms)
            pthread_cond_timedwait(&chain->changed, &chain->lock, &until);
        else
            pthread_cond_wait(&chain->changed, &chain->lock);
    }
    return chain->rounds != round;
}

/* Called and returns with the lock held. */
static bool fetch_for_all(struct credentials_chain *chain, struct cancel *cancel, struct error **err) {
    chain->fetching = true;
    pthread_mutex_unlock(&chain->lock);
    struct credentials *found = NULL;
    const bool good = fetch(chain, cancel, &found, err);
    pthread_mutex_lock(&chain->lock);
    chain->fetching = false;
    chain->rounds++;
    error_free(chain->failure);
    chain->failure = good ? NULL : error_copy(*err);
    if (good) {
        credentials_unref(chain->current);
        chain->current = found;
    }
    pthread_cond_broadcast(&chain->changed);
    return good;
}

static int64_t seconds_left(const struct credentials_chain *chain) {
    if (!chain->current)
        return -1;
    return chain->current->expires_s ? chain->current->expires_s - chain->options.now_s() : INT64_MAX;
}

enum waited { USABLE, FAILED, STOPPED };

/* With the lock held: makes `current` usable. */
static enum waited make_current(struct credentials_chain *chain, struct waiter *waiter, struct error **err) {
    for (;;) {
        const int64_t left_s = seconds_left(chain);
        if (left_s > REFRESH_SOON_S || (left_s > REFRESH_NOW_S && chain->fetching))
            return USABLE;
        if (!chain->fetching) {
            if (fetch_for_all(chain, waiter->cancel, err))
                return USABLE;
            if (seconds_left(chain) <= 0)
                return FAILED;
            error_free(TAKE(*err)); /* the old ones still hold: the next call tries again */
            return USABLE;
        }
        if (!wait_for_round(chain, waiter))
            return STOPPED;
        if (seconds_left(chain) > 0)
            return USABLE;
        /* The one that fetched may have been cancelled, which is no answer for this caller: go round again.
         */
        if (chain->failure && chain->failure->kind != ERROR_CANCELLED &&
            chain->failure->kind != ERROR_TIMEOUT) {
            *err = error_copy(chain->failure);
            return FAILED;
        }
    }
}

bool credentials_get(struct credentials_chain *chain, struct cancel *cancel,
                     struct credentials **ret_credentials, struct error **err) {
    struct waiter waiter = { .chain = chain, .cancel = cancel, .deadline_ms = cancel_deadline_ms(cancel) };
    struct cancel_listener listener = { .wake = wake, .argument = &waiter };
    cancel_listen(cancel, &listener);
    pthread_mutex_lock(&chain->lock);
    const enum waited waited = make_current(chain, &waiter, err);
    if (waited == USABLE)
        *ret_credentials = credentials_ref(chain->current);
    pthread_mutex_unlock(&chain->lock);
    cancel_unlisten(cancel, &listener);
    if (waited == STOPPED && cancel_check(cancel, err))
        error_set(err, ERROR_TIMEOUT, "the time limit has run out while waiting for AWS credentials");
    return waited == USABLE;
}

void credentials_refused(struct credentials_chain *chain, const struct credentials *credentials) {
    pthread_mutex_lock(&chain->lock);
    if (chain->current == credentials) {
        credentials_unref(chain->current);
        chain->current = NULL;
    }
    pthread_mutex_unlock(&chain->lock);
}
