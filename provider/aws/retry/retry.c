#include "aws/retry/retry.h"

#include <stdlib.h>
#include <string.h>

#include "base/attributes.h"

enum {
    SKEW_THAT_COUNTS_S = 4 * 60,
    LONGEST_WISH_MS = 60000,
    ABOUT_MS = 5000, /* x-amz-retry-after lengthens a pause by this at most, as in the SDKs */
    FIRST_WAIT_MS = 1000,
    REFUSED_WAIT_MS = 250,
};

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
                                                 "SignatureDoesNotMatch",
                                                 "InvalidSignatureException",
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
    case TRANSPORT_PROXY:
    case TRANSPORT_UNTRUSTED:
    case TRANSPORT_TOO_LARGE:
        break;
    }
    return RETRY_NEVER;
}

/* Where somebody has answered before, a name or a port that is gone is an outage like any other. */
static enum retry_class class_for(const struct retry *retry, const struct error *error,
                                  enum transport_failure failure) {
    const enum retry_class class = retry_classify(error, failure);
    return class == RETRY_REFUSED && retry->known_host ? RETRY_TRANSIENT : class;
}

static int attempts_for(const struct retry *retry, enum retry_class class) {
    if (class == RETRY_THROTTLED && !retry->asked)
        return RETRY_THROTTLED_ATTEMPTS;
    if (class == RETRY_REFUSED && retry->max_attempts > RETRY_REFUSED_ATTEMPTS)
        return RETRY_REFUSED_ATTEMPTS;
    return retry->max_attempts;
}

static int64_t limited(int64_t value, int64_t least, int64_t most) {
    return value < least ? least : value > most ? most : value;
}

/* Full jitter, as the SDKs have it. */
static int64_t pause_ms(const struct retry *retry, enum retry_class class, struct retry_wish wish) {
    int64_t longest_ms = class == RETRY_REFUSED ? REFUSED_WAIT_MS : FIRST_WAIT_MS;
    for (int i = 1; i < retry->attempt && longest_ms < RETRY_LONGEST_WAIT_MS; i++)
        longest_ms *= 2;
    if (longest_ms > RETRY_LONGEST_WAIT_MS)
        longest_ms = RETRY_LONGEST_WAIT_MS;
    const int64_t wait_ms = (int64_t)retry->random_below((uint64_t)longest_ms + 1);
    const int64_t about_ms = limited(wish.about_ms, wait_ms, wait_ms + ABOUT_MS);
    return limited(wish.at_least_ms, about_ms, LONGEST_WISH_MS);
}

/* 503 means that the server did not take the request on; other 5xx leave it open, and so does an error after "200 OK". */
bool retry_left_open(const struct error *error) {
    if (error->kind != ERROR_AWS)
        return error->sent;
    const bool was_busy =
        error->http_status == 503 || (error->http_status >= 500 && IS_ONE_OF(error->code, throttling_codes));
    return !was_busy && !error_is_refusal(error);
}

bool retry_again(struct retry *retry, const struct error *error, enum transport_failure failure,
                 struct retry_wish wish, int64_t *ret_wait_ms) {
    const enum retry_class class = class_for(retry, error, failure);
    if (class == RETRY_NEVER || retry->attempt >= attempts_for(retry, class) ||
        (!retry->repeatable && retry_left_open(error)))
        return false;
    const bool timed_out = failure == TRANSPORT_SILENT || failure == TRANSPORT_UNREACHABLE;
    if (class != RETRY_THROTTLED && !draw(retry, timed_out ? RETRY_TIMEOUT_COST : RETRY_COST))
        return false;
    *ret_wait_ms = pause_ms(retry, class, wish);
    return true;
}

/* Unix time of an HTTP date ("Sun, 30 Aug 2015 12:36:00 GMT"); 0 where the text is none. */
static int64_t http_date_s(const char *text) {
    struct tm utc = { 0 };
    return text && strptime(text, "%a, %d %b %Y %H:%M:%S", &utc) ? (int64_t)timegm(&utc) : 0;
}

static int64_t header_date_s(const struct http_answer *answer, const char *name) {
    return http_date_s(http_header(&answer->headers, name));
}

/* A header that is a whole number and nothing else, at most `most`; 0: it is not. */
static int64_t header_number(const struct http_answer *answer, const char *name, int64_t most) {
    const char *text = http_header(&answer->headers, name);
    if (!text || !*text || strspn(text, "0123456789") != strlen(text))
        return 0;
    const long long number = strtoll(text, NULL, 10);
    return number < most ? number : most;
}

struct retry_wish retry_wish_of(const struct http_answer *answer, int64_t now_s) {
    struct retry_wish wish = {
        .at_least_ms = header_number(answer, "Retry-After", LONGEST_WISH_MS / 1000) * 1000,
        .about_ms = header_number(answer, "x-amz-retry-after", LONGEST_WISH_MS),
    };
    const int64_t until_s = header_date_s(answer, "Retry-After");
    const int64_t date_s = header_date_s(answer, "Date"); /* the same clock, where it says so */
    if (until_s)
        wish.at_least_ms = limited(until_s - (date_s ? date_s : now_s), 0, LONGEST_WISH_MS / 1000) * 1000;
    return wish;
}

bool retry_clock_was_wrong(const struct error *error, const struct http_answer *answer, int64_t now_s,
                           int64_t signed_skew_s, int64_t *ret_skew_s) {
    const int64_t date_s = header_date_s(answer, "Date");
    if (error->kind != ERROR_AWS || !IS_ONE_OF(error->code, clock_codes) || !date_s)
        return false;
    *ret_skew_s = date_s - now_s;
    return llabs(*ret_skew_s - signed_skew_s) > SKEW_THAT_COUNTS_S;
}

bool retry_limit_reached(const struct error *error) {
    static const char *const ends[] = { "LimitExceeded", "LimitExceededException", "TooManyBuckets" };
    if (error->kind != ERROR_AWS || !error->code || IS_ONE_OF(error->code, throttling_codes))
        return false;
    const size_t length = strlen(error->code);
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (length >= strlen(ends[i]) && strcmp(error->code + length - strlen(ends[i]), ends[i]) == 0)
            return true;
    return false;
}

/* EC2 says AuthFailure for much else, too: an image or an address of another account. */
bool retry_credentials_refused(const struct error *error) {
    if (error->kind != ERROR_AWS || !error->code)
        return false;
    return IS_ONE_OF(error->code, credentials_codes) ||
           (strcmp(error->code, "AuthFailure") == 0 && strstr(error->message, "access credentials"));
}
