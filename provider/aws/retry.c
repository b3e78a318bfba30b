#include "aws/retry.h"

#include <stdlib.h>
#include <string.h>

#include "base/attributes.h"

enum { SKEW_THAT_COUNTS_S = 4 * 60, LONGEST_RETRY_AFTER_MS = 60000, REFUSED_WAIT_MS = 250 };

static const char *const throttling_codes[] = {
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottled",
    "RequestThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "ProvisionedThroughputExceededException",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
    "SlowDown",
    "TransactionInProgressException",
};

/* Some services throttle under a general code; the text tells. */
static const char *const throttling_texts[] = { "Rate exceeded",
                                                "Too many concurrent attempts to create a new revision",
                                                "Request rate exceeded" };

static const char *const transient_codes[] = { "RequestTimeout",        "RequestTimeoutException",
                                               "InternalError",         "InternalFailure",
                                               "ServiceUnavailable",    "Unavailable",
                                               "IDPCommunicationError", "OperationAborted",
                                               "ConcurrentTagAccess" };

/* The answers that a wrong clock gets. */
static const char *const clock_codes[] = { "RequestTimeTooSkewed",  "RequestExpired",
                                           "RequestInTheFuture",    "InvalidSignatureException",
                                           "SignatureDoesNotMatch", "AuthFailure" };

static const char *const credentials_codes[] = { "ExpiredToken",
                                                 "ExpiredTokenException",
                                                 "InvalidClientTokenId",
                                                 "RequestExpired",
                                                 "UnrecognizedClientException",
                                                 "InvalidAccessKeyId",
                                                 "TokenRefreshRequired",
                                                 "InvalidToken" };

static bool is_one_of(const char *text, const char *const *list, size_t count) {
    for (size_t i = 0; text && i < count; i++)
        if (strcmp(text, list[i]) == 0)
            return true;
    return false;
}
#define IS_ONE_OF(text, list) is_one_of(text, list, COUNT_OF(list))

void retry_quota_init(struct retry_quota *quota) {
    pthread_mutex_init(&quota->lock, NULL);
    quota->left = RETRY_QUOTA;
}

void retry_quota_done(struct retry_quota *quota) {
    pthread_mutex_destroy(&quota->lock);
}

int retry_quota_left(struct retry_quota *quota) {
    pthread_mutex_lock(&quota->lock);
    const int left = quota->left;
    pthread_mutex_unlock(&quota->lock);
    return left;
}

static bool draw(struct retry *retry, int cost) {
    struct retry_quota *quota = retry->quota;
    pthread_mutex_lock(&quota->lock);
    const bool enough = quota->left >= cost;
    if (enough) {
        quota->left -= cost;
        retry->drawn = cost;
    }
    pthread_mutex_unlock(&quota->lock);
    return enough;
}

void retry_succeeded(struct retry *retry) {
    struct retry_quota *quota = retry->quota;
    pthread_mutex_lock(&quota->lock);
    quota->left += retry->drawn ? retry->drawn : 1;
    if (quota->left > RETRY_QUOTA)
        quota->left = RETRY_QUOTA;
    pthread_mutex_unlock(&quota->lock);
}

static enum retry_class classify_answer(const struct error *error) {
    if (error->http_status == 429 || IS_ONE_OF(error->code, throttling_codes))
        return RETRY_THROTTLED;
    for (size_t i = 0; i < COUNT_OF(throttling_texts); i++)
        if (strstr(error->message, throttling_texts[i]))
            return RETRY_THROTTLED;
    switch (error->http_status) {
    case 500:
    case 502:
    case 503:
    case 504:
        return RETRY_TRANSIENT;
    default:
        return IS_ONE_OF(error->code, transient_codes) ? RETRY_TRANSIENT : RETRY_NEVER;
    }
}

enum retry_class retry_classify(const struct error *error, enum transport_failure failure) {
    switch (failure) {
    case TRANSPORT_OK:
        if (error->kind == ERROR_AWS)
            return classify_answer(error);
        return error->kind == ERROR_NETWORK ? RETRY_TRANSIENT
                                            : RETRY_NEVER; /* an answer that does not parse */
    case TRANSPORT_NAME:
    case TRANSPORT_REFUSED:
        return RETRY_REFUSED;
    case TRANSPORT_UNREACHABLE:
    case TRANSPORT_BROKEN:
    case TRANSPORT_SILENT:
        return RETRY_TRANSIENT;
    case TRANSPORT_STOPPED:
    case TRANSPORT_UNTRUSTED:
    case TRANSPORT_TOO_LARGE:
    default:
        return RETRY_NEVER;
    }
}

static int attempts_for(const struct retry *retry, enum retry_class class) {
    if (class == RETRY_THROTTLED && !retry->asked)
        return RETRY_THROTTLED_ATTEMPTS;
    if (class == RETRY_REFUSED && retry->max_attempts > RETRY_REFUSED_ATTEMPTS)
        return RETRY_REFUSED_ATTEMPTS;
    return retry->max_attempts;
}

/* Full jitter, as the SDKs have it. */
static int64_t pause_ms(const struct retry *retry, enum retry_class class) {
    int64_t longest_ms = class == RETRY_REFUSED ? REFUSED_WAIT_MS : 1000;
    for (int i = 1; i < retry->attempt && longest_ms < RETRY_LONGEST_WAIT_MS; i++)
        longest_ms *= 2;
    if (longest_ms > RETRY_LONGEST_WAIT_MS)
        longest_ms = RETRY_LONGEST_WAIT_MS;
    return (int64_t)retry->random_below((uint64_t)longest_ms + 1);
}

/* 503 means that the server did not take the request on; other 5xx leave it open. */
bool retry_left_open(const struct error *error) {
    if (error->kind != ERROR_AWS)
        return error->sent;
    return error->http_status >= 500 && error->http_status != 503 &&
           !IS_ONE_OF(error->code, throttling_codes);
}

bool retry_again(struct retry *retry, const struct error *error, enum transport_failure failure,
                 int64_t asked_wait_ms, int64_t *ret_wait_ms) {
    const enum retry_class class = retry_classify(error, failure);
    if (class == RETRY_NEVER || retry->attempt >= attempts_for(retry, class) ||
        (!retry->repeatable && retry_left_open(error)))
        return false;
    const bool timed_out = failure == TRANSPORT_SILENT || failure == TRANSPORT_UNREACHABLE;
    if (class != RETRY_THROTTLED && !draw(retry, timed_out ? RETRY_TIMEOUT_COST : RETRY_COST))
        return false;
    const int64_t wait_ms = pause_ms(retry, class);
    *ret_wait_ms = wait_ms > asked_wait_ms ? wait_ms : asked_wait_ms;
    return true;
}

static int64_t header_number(const struct http_answer *answer, const char *name) {
    const char *text = http_header(&answer->headers, name);
    char *end = NULL;
    const long long number = text ? strtoll(text, &end, 10) : 0;
    return text && *text && !*end && number > 0 && number <= LONGEST_RETRY_AFTER_MS ? number : 0;
}

int64_t retry_after_ms(const struct http_answer *answer) {
    const int64_t own_ms = header_number(answer, "x-amz-retry-after");
    const int64_t seconds = header_number(answer, "Retry-After");
    const int64_t wait_ms = own_ms ? own_ms : seconds * 1000;
    return wait_ms < LONGEST_RETRY_AFTER_MS ? wait_ms : LONGEST_RETRY_AFTER_MS;
}

int64_t retry_clock_skew_s(const struct error *error, const struct http_answer *answer, int64_t now_s) {
    const char *date = http_header(&answer->headers, "Date");
    if (error->kind != ERROR_AWS || !IS_ONE_OF(error->code, clock_codes) || !date)
        return 0;
    struct tm utc = { 0 };
    const char *end = strptime(date, "%a, %d %b %Y %H:%M:%S", &utc);
    if (!end)
        return 0;
    const int64_t skew_s = (int64_t)timegm(&utc) - now_s;
    return llabs(skew_s) > SKEW_THAT_COUNTS_S ? skew_s : 0;
}

bool retry_credentials_refused(const struct error *error) {
    return error->kind == ERROR_AWS && IS_ONE_OF(error->code, credentials_codes);
}
