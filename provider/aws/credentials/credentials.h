/*
 * Credentials: a chain of sources, asked in order until one has some; kept until shortly before they expire.
 *
 * The standard sources are the table in sources.c, each kind in a file of its own
 * (sso.c …). Nothing secret (keys, tokens, what a process or a metadata service answered) is ever
 * in an error or a debug line.
 */
#ifndef AWS_CREDENTIALS_H
#define AWS_CREDENTIALS_H

#include <stdbool.h>
#include <stdint.h>

#include <stddef.h>

#include "base/cancel.h"

struct aws_client;
struct credentials_kept;

/* Immutable and counted; wiped with the last reference. */
struct credentials {
    char *access_key;
    char *secret_key;
    char *session_token; /* or NULL */
    int64_t expires_s;   /* unix time; 0 = never */
    char *source;        /* where they are from, for messages: "environment"; "" before a chain says so */
    char *cure;          /* what to do when they have expired for good, for messages; likewise */
};

struct credentials *credentials_new(const char *access_key, const char *secret_key, const char *session_token,
                                    int64_t expires_s) RETURNS_NONNULL;

/* Where they are from, and what to do when they have expired: before they are shared. Both are copied. */
void credentials_name(struct credentials *credentials, const char *source, const char *cure);

struct credentials *credentials_ref(struct credentials *credentials) RETURNS_NONNULL;
void credentials_unref(struct credentials *credentials); /* NULL is allowed */

/* What a source may use. */
struct credentials_context {
    struct aws_client *client;     /* its configuration, transport and clock; never its own credentials */
    struct credentials_kept *kept; /* what other credentials are made of, from earlier renewals; or NULL */
    const char *profile;
    bool profile_alone; /* environment variables do not count: the profile was named in the program, or in
                           another profile */
};

enum credentials_outcome {
    CREDENTIALS_FOUND,  /* *ret is a new reference */
    CREDENTIALS_NONE,   /* the source is not in use; *err says why. The next one is asked */
    CREDENTIALS_BROKEN, /* the source was asked for and fails; *err says how. No other one is asked: it might
                           be the wrong account */
};

struct credentials_source {
    const char *name; /* "environment" */
    enum credentials_outcome (*fetch)(const struct credentials_context *context, struct cancel *cancel,
                                      struct credentials **ret_credentials, struct error **err);
    const char *cure;              /* what to do when they have expired and nothing new comes */
    bool of_profile;               /* looks into a profile: also asked for a `source_profile` */
    const char *credential_source; /* its name as `credential_source` of a profile, or NULL */
};

struct credentials_chain_options {
    struct aws_client *client;                /* outlives the chain; NULL only with sources that need none */
    const struct credentials_source *sources; /* NULL: the standard ones */
    size_t source_count;
    int64_t (*now_s)(void); /* this machine's clock. NULL: clock_unix_s */
};

struct credentials_chain;

struct credentials_chain *
credentials_chain_new(const struct credentials_chain_options *options) RETURNS_NONNULL;
void credentials_chain_free(struct credentials_chain *chain); /* NULL is allowed */

/*
 * A new reference to valid credentials. When they are to be fetched, one caller does it and the others wait
 * for its result; while the old ones are still good for a while, nobody waits. Failure: ERROR_CREDENTIALS
 * that lists every source with the reason why it has none; ERROR_CANCELLED, ERROR_TIMEOUT.
 */
MUST_USE bool credentials_get(struct credentials_chain *chain, struct cancel *cancel,
                              struct credentials **ret_credentials, struct error **err);

/* AWS does not take these (any more): the next credentials_get() fetches anew. */
void credentials_refused(struct credentials_chain *chain, const struct credentials *credentials);

static inline void credentials_cleanup(struct credentials **credentials) {
    credentials_unref(*credentials);
}
#define auto_credentials AUTO(credentials_cleanup) struct credentials

#endif
