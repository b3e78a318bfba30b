/*
 * When a failed attempt is repeated, and after which pause: the SDKs' "standard" mode
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html), with these differences:
 *
 *   - 10 attempts by default instead of 3, and 25 when AWS throttles (then each answer says that nothing was
 *     done): an `up` makes hundreds of calls at once, and a call given up is a failed `up`;
 *   - a call that may have made something is not repeated when its answer was lost: whoever wants it made
 *     looks for it first (exactly-once creates);
 *   - where nobody has ever listened, three attempts and short pauses;
 *   - throttling does not draw on the quota, and LimitExceededException is none: the account's limit is reached, and
 *     waiting does not raise it.
 *
 * Pauses: random between 0 and min(20 s, 2^n s), at least what AWS asks for. The 50 ms with which newer SDKs begin
 * after a 5xx, and the 14 they draw for it, would spend all attempts and the quota within a second or two.
 */
#ifndef AWS_RETRY_H
#define AWS_RETRY_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "aws/http/transport.h"

enum {
    RETRY_THROTTLED_ATTEMPTS = 25,
    RETRY_REFUSED_ATTEMPTS = 3,
    RETRY_LONGEST_WAIT_MS = 20000,
    RETRY_QUOTA = 500,
    RETRY_COST = 5,
    RETRY_TIMEOUT_COST = 10,
};

/*
 * One service's budget: every retry takes from it, every success gives back. When AWS is down for all calls,
 * few of them retry instead of all. Throttling does not draw on it: there, waiting is what helps.
 */
struct retry_quota {
    pthread_mutex_t lock;
    int left;
};

void retry_quota_init(struct retry_quota *quota);
void retry_quota_done(struct retry_quota *quota);
int retry_quota_left(struct retry_quota *quota);

enum retry_class {
    RETRY_NEVER,     /* the answer would be the same */
    RETRY_TRANSIENT, /* 5xx, broken connections, no answer */
    RETRY_THROTTLED,
    RETRY_REFUSED, /* nobody listens */
};

/* What kind of failure it was. `failure` is TRANSPORT_OK when AWS has answered. */
enum retry_class retry_classify(const struct error *error, enum transport_failure failure);

/* True when the failed attempt may have taken effect: a call that is not repeatable ends there. */
bool retry_left_open(const struct error *error);

/* How long the answer asks to wait; 0 = it does not. */
struct retry_wish {
    int64_t at_least_ms; /* Retry-After: seconds or a date; at most 60 s are obeyed */
    int64_t about_ms;    /* x-amz-retry-after: between the pause there would be anyhow and 5 s more */
};

struct retry_wish retry_wish_of(const struct http_answer *answer, int64_t now_s);

/* The state of one call. Zeroed at its start, but for these. */
struct retry {
    struct retry_quota *quota;
    int max_attempts;
    bool asked;      /* max_attempts is the user's own wish: it holds for throttling, too */
    bool repeatable; /* retry_is_repeatable() */
    bool known_host; /* it has answered before: where nobody listens now, somebody will again */
    uint64_t (*random_below)(uint64_t bound);
    int attempt; /* made so far */
    int drawn;   /* of the quota, last */
};

/* After a failed attempt: true when another one is to be made, after *ret_wait_ms. */
bool retry_again(struct retry *retry, const struct error *error, enum transport_failure failure,
                 struct retry_wish wish, int64_t *ret_wait_ms);

/* After a success: gives back to the quota. */
void retry_succeeded(struct retry *retry);

/*
 * True when the error may come from a wrong clock: a signature or date was refused, and the answer's Date is more
 * than four minutes away from the time that the request was signed with, `now_s` and `signed_skew_s`. *ret_skew_s is
 * then how many seconds AWS's clock is ahead of ours: 0 when ours has been set right since it was last found wrong.
 */
bool retry_clock_was_wrong(const struct error *error, const struct http_answer *answer, int64_t now_s,
                           int64_t signed_skew_s, int64_t *ret_skew_s);

/* True for the codes that mean: these credentials have expired or are not valid. */
bool retry_credentials_refused(const struct error *error);

/* True for the codes of a limit: there are as many (VPCs, roles, rules, tags …) or as much (of a policy) as may be. */
bool retry_limit_reached(const struct error *error);

#endif
