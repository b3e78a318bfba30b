/*
 * The rate limit of the "adaptive" retry mode, as the SDKs have it: nothing is limited until AWS throttles; from then
 * on a token bucket is filled at a rate that falls to 70 % of the measured one when AWS throttles again, and grows
 * after successes along a cubic curve (as TCP CUBIC), never beyond twice what is really sent.
 *
 * Arithmetic only: no lock, no clock, no waiting (pace.h has those). Times are seconds of any steady clock.
 */
#ifndef AWS_RETRY_RATE_H
#define AWS_RETRY_RATE_H

#include <stdbool.h>

struct retry_rate {
    bool limits; /* AWS has throttled once */
    /* the bucket */
    double fill_rate; /* tokens a second */
    double most_tokens;
    double tokens;
    double filled_s; /* time of `tokens` */
    /* the cubic curve */
    double last_maximum; /* rate at which AWS throttled last */
    double inflection_s; /* after that time the curve is back at `last_maximum` */
    double throttled_s;
    /* the measured rate of calls, smoothed over half seconds */
    double measured;
    double measured_s;
    int since_measured;
};

void retry_rate_init(struct retry_rate *rate, double now_s);

/* Takes a token; false: there is none, and *ret_wait_s is how long it takes until there is one. */
bool retry_rate_take(struct retry_rate *rate, double now_s, double *ret_wait_s);

/* An attempt has ended: in throttling, or in anything else. */
void retry_rate_answered(struct retry_rate *rate, double now_s, bool throttled);

#endif
