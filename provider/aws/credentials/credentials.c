#include "aws/credentials/credentials.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "aws/client.h"
#include "aws/credentials/kept.h"
#include "aws/credentials/parts.h"
#include "aws/credentials/sources.h"
#include "aws/credentials/sts.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"

/*
 * Seconds before the end: from the first on one caller fetches new ones, from the second on all wait for
 * them. Short-lived credentials (an assumed role of 15 minutes) have shorter ones: a quarter and an eighth of
 * their life. A renewal that failed is tried again after a pause, while the old ones hold.
 */
enum { REFRESH_SOON_S = 15 * 60, REFRESH_NOW_S = 10 * 60, TRY_AGAIN_SOON_S = 60, TRY_AGAIN_NOW_S = 20 };

struct counted {
    struct credentials credentials; /* first: a pointer to it is one to the whole */
    atomic_int references;
};

struct credentials *credentials_new(const char *access_key, const char *secret_key, const char *session_token,
                                    int64_t expires_s) {
    struct counted *counted = xcalloc(1, sizeof *counted);
    atomic_init(&counted->references, 1);
    counted->credentials.access_key = xstrdup(access_key);
    counted->credentials.secret_key = xstrdup(secret_key);
    counted->credentials.session_token = session_token && *session_token ? xstrdup(session_token) : NULL;
    counted->credentials.expires_s = expires_s;
    counted->credentials.source = xstrdup("");
    counted->credentials.cure = xstrdup("");
    return &counted->credentials;
}

void credentials_name(struct credentials *credentials, const char *source, const char *cure) {
    char *own_source = xstrdup(source), *own_cure = xstrdup(cure ? cure : "");
    free(credentials->source);
    free(credentials->cure);
    credentials->source = own_source;
    credentials->cure = own_cure;
}

struct credentials *credentials_ref(struct credentials *credentials) {
    atomic_fetch_add(&((struct counted *)(void *)credentials)->references, 1);
    return credentials;
}

void credentials_unref(struct credentials *credentials) {
    struct counted *counted = (struct counted *)(void *)credentials;
    if (!counted || atomic_fetch_sub(&counted->references, 1) != 1)
        return;
    secret_free(credentials->access_key);
    secret_free(credentials->secret_key);
    secret_free(credentials->session_token);
    free(credentials->source);
    free(credentials->cure);
    free(counted);
}

struct credentials_chain {
    struct credentials_chain_options options;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct credentials *current; /* or NULL */
    int64_t soon_s, now_s;       /* its windows before the end */
    int64_t next_try_s;          /* this machine's time; no renewal before that while `current` holds */
    bool fetching;
    bool refused;                 /* AWS has not taken `current`: what it was made of is no good either */
    struct credentials_kept kept; /* belongs to the one that fetches */
    uint64_t rounds;              /* fetches ended */
    struct error *failure;        /* of the last one, or NULL */
};

/* AWS's time: times of expiry are. */
static int64_t chain_now_s(const struct credentials_chain *chain) {
    const struct aws_client *client = chain->options.client;
    return client ? aws_client_now_s(client) : chain->options.now_s();
}

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
    clock_condition_init(&chain->changed);
    return chain;
}

void credentials_chain_free(struct credentials_chain *chain) {
    if (!chain)
        return;
    credentials_unref(chain->current);
    credentials_kept_forget(&chain->kept);
    error_free(chain->failure);
    pthread_cond_destroy(&chain->changed);
    pthread_mutex_destroy(&chain->lock);
    free(chain);
}

/* The roles of the provider's configuration, one after the other. */
static bool assume_roles(const struct credentials_context *context, struct cancel *cancel,
                         struct credentials **credentials, struct error **err) {
    size_t i = 0;
    json_t *input = NULL;
    json_array_foreach(context->client->config->assume_roles, i, input) {
        auto_free char *source = xprintf("assumeRoles[%zu]", i);
        struct credentials *next = NULL;
        if (!credentials_assume_role(context, cancel, *credentials, input, &next, err)) {
            error_in(err, "AWS credentials from %s of the provider", source);
            return false;
        }
        credentials_name(next, source, (*credentials)->cure);
        credentials_unref(*credentials);
        *credentials = next;
    }
    return true;
}

/* What the sources have; NULL: nothing. */
static struct credentials *ask_sources(const struct credentials_question *question, struct cancel *cancel,
                                       struct error **err) {
    struct credentials *found = NULL;
    const enum credentials_outcome outcome = credentials_ask(question, cancel, &found, err);
    if (outcome == CREDENTIALS_NONE) {
        auto_error *reasons = TAKE(*err);
        error_set(
            err, ERROR_CREDENTIALS,
            "no AWS credentials. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the "
            "provider's profile, or its accessKey and secretKey. Tried, in this order:%s",
            reasons->message);
    }
    return found;
}

/* Sources, then the provider's roles. With those, what the sources have is kept. */
static bool ask(struct credentials_chain *chain, struct cancel *cancel, struct credentials **ret_credentials,
                struct error **err) {
    const struct aws_client *client = chain->options.client;
    const struct config *config = client ? client->config : NULL;
    const struct credentials_question question = {
        .sources = chain->options.sources,
        .count = chain->options.source_count,
        .context = { .client = chain->options.client,
                     .kept = &chain->kept,
                     .profile = config ? config->profile : NULL,
                     .profile_alone =
                         config && config->profile_from && strcmp(config->profile_from, "profile") == 0 },
    };
    struct credentials_kept *kept = config && config->assume_roles ? &chain->kept : NULL;
    struct credentials *found = credentials_kept_fresh(kept, "sources", chain_now_s(chain));
    if (!found) {
        found = ask_sources(&question, cancel, err);
        found = credentials_kept_settle(kept, "sources", found, chain_now_s(chain), err);
    }
    if (found && kept && !assume_roles(&question.context, cancel, &found, err))
        credentials_unref(TAKE(found));
    *ret_credentials = found;
    return found != NULL;
}

/* What was kept may be what AWS does not take any more: then all is asked for anew. */
static bool ask_well(struct credentials_chain *chain, struct cancel *cancel,
                     struct credentials **ret_credentials, struct error **err) {
    chain->kept.used = false;
    if (ask(chain, cancel, ret_credentials, err))
        return true;
    if (!chain->kept.used || !credentials_not_taken(*err))
        return false;
    credentials_kept_forget(&chain->kept);
    error_free(TAKE(*err));
    return ask(chain, cancel, ret_credentials, err);
}

/* What comes expired is no use; whose fault it is and what to do is known here. */
static bool fetch(struct credentials_chain *chain, struct cancel *cancel,
                  struct credentials **ret_credentials, struct error **err) {
    auto_credentials *found = NULL;
    if (!ask_well(chain, cancel, &found, err))
        return false;
    const int64_t left_s = found->expires_s - chain_now_s(chain);
    if (found->expires_s && left_s <= 0)
        return error_set(err, ERROR_CREDENTIALS, "AWS credentials from %s: they have expired %lld s ago. %s",
                         found->source, (long long)-left_s, found->cure);
    if (found->expires_s)
        log_debug("aws: credentials from %s, valid for %lld s", found->source, (long long)left_s);
    else
        log_debug("aws: credentials from %s, without end", found->source);
    *ret_credentials = TAKE(found);
    return true;
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
    while (chain->rounds == round && !must_stop(waiter)) {
        if (waiter->deadline_ms)
            clock_condition_wait(&chain->changed, &chain->lock, waiter->deadline_ms);
        else
            pthread_cond_wait(&chain->changed, &chain->lock);
    }
    return chain->rounds != round;
}

static int64_t seconds_left(const struct credentials_chain *chain) {
    if (!chain->current)
        return -1;
    return chain->current->expires_s ? chain->current->expires_s - chain_now_s(chain) : INT64_MAX;
}

static int64_t smaller(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* With the lock held: takes over what a fetch has found (NULL: nothing). */
static void settle(struct credentials_chain *chain, struct credentials *found) {
    const int64_t left_s = seconds_left(chain);
    chain->next_try_s = chain->options.now_s() + (left_s > chain->now_s ? TRY_AGAIN_SOON_S : TRY_AGAIN_NOW_S);
    if (!found)
        return;
    credentials_unref(chain->current);
    chain->current = found;
    chain->next_try_s = 0;
    chain->soon_s = smaller(REFRESH_SOON_S, seconds_left(chain) / 4);
    chain->now_s = smaller(REFRESH_NOW_S, seconds_left(chain) / 8);
}

/* Called and returns with the lock held. */
static bool fetch_for_all(struct credentials_chain *chain, struct cancel *cancel, struct error **err) {
    chain->fetching = true;
    if (chain->refused)
        credentials_kept_forget(&chain->kept);
    chain->refused = false;
    pthread_mutex_unlock(&chain->lock);
    struct credentials *found = NULL;
    const bool good = fetch(chain, cancel, &found, err);
    pthread_mutex_lock(&chain->lock);
    chain->fetching = false;
    chain->rounds++;
    error_free(chain->failure);
    chain->failure = good ? NULL : error_copy(*err);
    settle(chain, found);
    pthread_cond_broadcast(&chain->changed);
    return good;
}

enum waited { USABLE, FAILED, STOPPED };

/* With the lock held: makes `current` usable. */
static enum waited make_current(struct credentials_chain *chain, struct waiter *waiter, struct error **err) {
    for (;;) {
        const int64_t left_s = seconds_left(chain);
        if (left_s > chain->soon_s || (left_s > chain->now_s && chain->fetching) ||
            (left_s > 0 && chain->options.now_s() < chain->next_try_s))
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
        chain->refused = true;
    }
    pthread_mutex_unlock(&chain->lock);
}
