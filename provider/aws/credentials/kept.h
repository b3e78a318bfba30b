/*
 * Credentials that other ones are made of, kept between renewals: a role is assumed anew every hour with the login of
 * this morning. One chain has one store; whoever fetches for the chain is alone with it.
 */
#ifndef AWS_CREDENTIALS_KEPT_H
#define AWS_CREDENTIALS_KEPT_H

#include "aws/credentials/credentials.h"

struct credentials_kept {
    struct {
        char *key; /* "source_profile base" */
        struct credentials *credentials;
        int64_t renew_s; /* unix time from which new ones are wanted; 0 = never */
    } * entries;
    size_t count;
    bool used; /* some were given out since credentials_kept_forget() */
};

/* A new reference to those under the key that need no renewal yet; NULL: there are none, or `kept` is NULL. */
struct credentials *credentials_kept_fresh(struct credentials_kept *kept, const char *key, int64_t now_s);

/*
 * After a renewal: `found` are kept and given back. NULL: it has failed with *err; those that were kept before are given
 * back, without the error, when they still hold and it was an ERROR_CREDENTIALS.
 */
struct credentials *credentials_kept_settle(struct credentials_kept *kept, const char *key,
                                            struct credentials *found, int64_t now_s, struct error **err);

/* Releases all. */
void credentials_kept_forget(struct credentials_kept *kept);

#endif
