#include "aws/retry/rate.h"

#include <math.h>

/* The published constants: botocore/retries/{adaptive,bucket,throttling}.py. */
static const double least_rate = 0.5, beta = 0.7, scale = 0.4, smoothing = 0.8, step_s = 0.5, most_growth = 2;

static void fill(struct retry_rate *rate, double now_s) {
    rate->tokens = fmin(rate->most_tokens, rate->tokens + (now_s - rate->filled_s) * rate->fill_rate);
    rate->filled_s = now_s;
}

static void set_fill_rate(struct retry_rate *rate, double now_s, double per_s) {
    fill(rate, now_s); /* at the rate that held until now */
    rate->fill_rate = fmax(per_s, least_rate);
    rate->most_tokens = fmax(per_s, 1);
    rate->tokens = fmin(rate->tokens, rate->most_tokens);
}

void retry_rate_init(struct retry_rate *rate, double now_s) {
    *rate = (struct retry_rate){
        .fill_rate = 1,
        .most_tokens = 1,
        .filled_s = now_s,
        .throttled_s = now_s,
        .measured_s = floor(now_s),
    };
}

bool retry_rate_take(struct retry_rate *rate, double now_s, double *ret_wait_s) {
    if (!rate->limits)
        return true;
    fill(rate, now_s);
    *ret_wait_s = (1 - rate->tokens) / rate->fill_rate;
    if (*ret_wait_s > 0)
        return false;
    rate->tokens -= 1;
    return true;
}

static void measure(struct retry_rate *rate, double now_s) {
    const double step = floor(now_s / step_s) * step_s;
    rate->since_measured++;
    if (step <= rate->measured_s)
        return;
    const double current = rate->since_measured / (step - rate->measured_s);
    rate->measured = current * smoothing + rate->measured * (1 - smoothing);
    rate->since_measured = 0;
    rate->measured_s = step;
}

static double after_throttling(struct retry_rate *rate, double now_s) {
    const double reached = rate->limits ? fmin(rate->measured, rate->fill_rate) : rate->measured;
    rate->limits = true;
    rate->last_maximum = reached;
    rate->inflection_s = cbrt(reached * (1 - beta) / scale);
    rate->throttled_s = now_s;
    return reached * beta;
}

static double after_success(const struct retry_rate *rate, double now_s) {
    const double from_inflection_s = now_s - rate->throttled_s - rate->inflection_s;
    return scale * from_inflection_s * from_inflection_s * from_inflection_s + rate->last_maximum;
}

void retry_rate_answered(struct retry_rate *rate, double now_s, bool throttled) {
    measure(rate, now_s);
    const double wanted = throttled ? after_throttling(rate, now_s) : after_success(rate, now_s);
    set_fill_rate(rate, now_s, fmin(wanted, most_growth * rate->measured));
}
