/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/retry/retry.h"

/* The largest number below the bound: pauses are then their upper limits. */
static uint64_t largest(uint64_t bound) {
    return bound - 1;
}

static struct error aws_error(const char *code, int status, const char *message) {
    return (struct error){ .kind = ERROR_AWS,
                           .code = (char *)(uintptr_t)code,
                           .http_status = status,
                           .message = (char *)(uintptr_t)message };
}

static struct error network_error(bool sent) {
    static char message[] = "x";
    return (struct error){ .kind = ERROR_NETWORK, .message = message, .sent = sent };
}

static struct retry call(struct retry_quota *quota, bool repeatable) {
    return (struct retry){
        .quota = quota, .max_attempts = 10, .repeatable = repeatable, .random_below = largest, .attempt = 1
    };
}

static bool again(struct retry *retry, const struct error *error, enum transport_failure failure) {
    int64_t wait_ms = 0;
    return retry_again(retry, error, failure, (struct retry_wish){ 0 }, &wait_ms);
}

static void answers_by_code_text_and_status(void **state) {
    (void)state;
    static const struct {
        const char *code;
        int status;
        const char *message;
        enum retry_class class;
    } rows[] = {
        { "Throttling", 400, "", RETRY_THROTTLED },
        { "RequestLimitExceeded", 503, "", RETRY_THROTTLED },
        { "SlowDown", 503, "", RETRY_THROTTLED },
        { "PriorRequestNotComplete", 400, "", RETRY_THROTTLED },
        { "Whatever", 429, "", RETRY_THROTTLED },
        { "InvalidParameterValue", 400, "Rate exceeded for this", RETRY_THROTTLED },
        { "ClientException", 400, "Too many concurrent attempts to create a new revision of x",
          RETRY_THROTTLED },
        { "LimitExceeded", 409, "", RETRY_NEVER },
        { "LimitExceededException", 400, "", RETRY_NEVER },
        { "InternalError", 500, "", RETRY_TRANSIENT },
        { "502", 502, "", RETRY_TRANSIENT },
        { "ServiceUnavailable", 503, "", RETRY_TRANSIENT },
        { "504", 504, "", RETRY_TRANSIENT },
        { "NotImplemented", 501, "", RETRY_NEVER },
        { "RequestTimeout", 400, "", RETRY_TRANSIENT },
        { "ConcurrentTagAccess", 400, "", RETRY_TRANSIENT },
        { "InvalidVpcID.NotFound", 400, "", RETRY_NEVER },
        { "AccessDenied", 403, "", RETRY_NEVER },
        { NULL, 404, "", RETRY_NEVER },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct error error = aws_error(rows[i].code, rows[i].status, rows[i].message);
        if (retry_classify(&error, TRANSPORT_OK) != rows[i].class)
            fail_msg("%s %d", rows[i].code, rows[i].status);
    }
}

static void failures_of_the_network(void **state) {
    (void)state;
    const struct error error = network_error(true);
    assert_int_equal(retry_classify(&error, TRANSPORT_REFUSED), RETRY_REFUSED);
    assert_int_equal(retry_classify(&error, TRANSPORT_NAME), RETRY_REFUSED);
    assert_int_equal(retry_classify(&error, TRANSPORT_BROKEN), RETRY_TRANSIENT);
    assert_int_equal(retry_classify(&error, TRANSPORT_SILENT), RETRY_TRANSIENT);
    assert_int_equal(retry_classify(&error, TRANSPORT_UNREACHABLE), RETRY_TRANSIENT);
    assert_int_equal(retry_classify(&error, TRANSPORT_PROXY), RETRY_NEVER);
    assert_int_equal(retry_classify(&error, TRANSPORT_UNTRUSTED), RETRY_NEVER);
    assert_int_equal(retry_classify(&error, TRANSPORT_TOO_LARGE), RETRY_NEVER);
    assert_int_equal(retry_classify(&error, TRANSPORT_STOPPED), RETRY_NEVER);
    assert_int_equal(retry_classify(&error, TRANSPORT_OK),
                     RETRY_TRANSIENT); /* an answer that could not be read */
}

static void what_makes_something_is_not_repeated_blindly(void **state) {
    (void)state;
    struct retry_quota quota;
    retry_quota_init(&quota);
    struct retry make = call(&quota, false), set = call(&quota, true);
    const struct error lost = network_error(true), unsent = network_error(false);
    const struct error internal = aws_error("InternalError", 500, ""),
                       busy = aws_error("Unavailable", 503, "");
    const struct error throttled = aws_error("Throttling", 400, ""),
                       late = aws_error("InternalError", 200, "");
    assert_false(again(&make, &lost, TRANSPORT_BROKEN));
    assert_true(again(&make, &unsent, TRANSPORT_UNREACHABLE));
    assert_false(again(&make, &internal, TRANSPORT_OK));
    assert_true(again(&make, &busy, TRANSPORT_OK));
    assert_true(again(&make, &throttled, TRANSPORT_OK));
    assert_false(again(&make, &lost, TRANSPORT_OK));
    assert_false(again(&make, &late, TRANSPORT_OK));
    assert_true(again(&set, &late, TRANSPORT_OK));
    assert_true(again(&set, &lost, TRANSPORT_BROKEN));
    assert_true(again(&set, &internal, TRANSPORT_OK));
    assert_true(again(&set, &lost, TRANSPORT_OK));
    retry_quota_done(&quota);
}

/* S3 says "200 OK" before it knows: what comes after it in place of the answer does not say that nothing was done. */
static void what_leaves_open_whether_it_was_done(void **state) {
    (void)state;
    static const struct {
        const char *code;
        int status;
        bool open;
    } rows[] = {
        { "InternalError", 200, true }, { "SlowDown", 200, true },    { "AccessDenied", 200, true },
        { "InternalError", 500, true }, { "502", 502, true },         { "504", 504, true },
        { "Unavailable", 503, false },  { "SlowDown", 503, false },   { "ThrottledException", 500, false },
        { "AccessDenied", 403, false }, { "Throttling", 400, false }, { "PermanentRedirect", 301, false },
        { "Throttling", 429, false },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct error error = aws_error(rows[i].code, rows[i].status, "");
        if (retry_left_open(&error) != rows[i].open)
            fail_msg("%s %d", rows[i].code, rows[i].status);
    }
    const struct error lost = network_error(true), unsent = network_error(false);
    assert_true(retry_left_open(&lost));
    assert_false(retry_left_open(&unsent));
}

static int attempts_made(struct retry *retry, const struct error *error, enum transport_failure failure) {
    while (again(retry, error, failure))
        retry->attempt++;
    return retry->attempt;
}

static void attempts_end(void **state) {
    (void)state;
    struct retry_quota quota;
    retry_quota_init(&quota);
    const struct error internal = aws_error("InternalError", 500, ""),
                       throttled = aws_error("Throttling", 400, "");
    const struct error refused = network_error(false);
    struct retry one = call(&quota, true), two = call(&quota, true), three = call(&quota, true);
    assert_int_equal(attempts_made(&one, &internal, TRANSPORT_OK), 10);
    assert_int_equal(attempts_made(&two, &throttled, TRANSPORT_OK), RETRY_THROTTLED_ATTEMPTS);
    assert_int_equal(attempts_made(&three, &refused, TRANSPORT_REFUSED), RETRY_REFUSED_ATTEMPTS);
    struct retry asked = call(&quota, true);
    asked.asked = true;
    asked.max_attempts = 2;
    assert_int_equal(attempts_made(&asked, &throttled, TRANSPORT_OK), 2);
    retry_quota_done(&quota);
}

static void pauses_grow_and_end_at_the_longest(void **state) {
    (void)state;
    struct retry_quota quota;
    retry_quota_init(&quota);
    const struct error throttled = aws_error("Throttling", 400, ""), refused = network_error(false);
    static const int64_t longest_ms[] = { 1000, 2000, 4000, 8000, 16000, 20000, 20000 };
    const struct retry_wish none = { 0 };
    struct retry retry = call(&quota, true);
    int64_t wait_ms = 0;
    for (size_t i = 0; i < COUNT_OF(longest_ms); i++, retry.attempt++) {
        assert_true(retry_again(&retry, &throttled, TRANSPORT_OK, none, &wait_ms));
        assert_int_equal(wait_ms, longest_ms[i]);
    }
    struct retry nobody = call(&quota, true);
    assert_true(retry_again(&nobody, &refused, TRANSPORT_REFUSED, none, &wait_ms));
    assert_int_equal(wait_ms, 250);
    retry_quota_done(&quota);
}

static uint64_t least(uint64_t bound) {
    (void)bound;
    return 0;
}

static void pauses_have_full_jitter(void **state) {
    (void)state;
    struct retry_quota quota;
    retry_quota_init(&quota);
    const struct error throttled = aws_error("Throttling", 400, "");
    struct retry retry = call(&quota, true);
    retry.random_below = least;
    retry.attempt = 6;
    int64_t wait_ms = -1;
    assert_true(retry_again(&retry, &throttled, TRANSPORT_OK, (struct retry_wish){ 0 }, &wait_ms));
    assert_int_equal(wait_ms, 0);
    retry_quota_done(&quota);
}

static void a_pause_is_what_aws_asks_for_within_limits(void **state) {
    (void)state;
    static const struct {
        struct retry_wish wish;
        int64_t wait_ms;
    } rows[] = {
        { { .at_least_ms = 30000 }, 30000 }, { { .at_least_ms = 500 }, 1000 },
        { { .about_ms = 3000 }, 3000 },      { { .about_ms = 200 }, 1000 },
        { { .about_ms = 50000 }, 6000 },     { { .about_ms = 50000, .at_least_ms = 7000 }, 7000 },
    };
    struct retry_quota quota;
    retry_quota_init(&quota);
    const struct error throttled = aws_error("Throttling", 400, "");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct retry retry = call(&quota, true);
        int64_t wait_ms = 0;
        assert_true(retry_again(&retry, &throttled, TRANSPORT_OK, rows[i].wish, &wait_ms));
        assert_int_equal(wait_ms, rows[i].wait_ms);
    }
    retry_quota_done(&quota);
}

static void who_has_answered_before_is_waited_for(void **state) {
    (void)state;
    struct retry_quota quota;
    retry_quota_init(&quota);
    const struct error refused = network_error(false);
    struct retry retry = call(&quota, true);
    retry.known_host = true;
    int64_t wait_ms = 0;
    assert_true(retry_again(&retry, &refused, TRANSPORT_NAME, (struct retry_wish){ 0 }, &wait_ms));
    assert_int_equal(wait_ms, 1000);
    assert_int_equal(attempts_made(&retry, &refused, TRANSPORT_NAME), 10);
    retry_quota_done(&quota);
}

static void the_budget_is_shared_and_refilled(void **state) {
    (void)state;
    struct retry_quota quota;
    retry_quota_init(&quota);
    const struct error internal = aws_error("InternalError", 500, ""), silent = network_error(true);
    const struct error throttled = aws_error("Throttling", 400, "");
    int retries = 0;
    for (struct retry retry = call(&quota, true); again(&retry, &internal, TRANSPORT_OK); retries++)
        retry = call(&quota, true);
    assert_int_equal(retries, RETRY_QUOTA / RETRY_COST);
    struct retry last = call(&quota, true);
    assert_true(again(&last, &throttled, TRANSPORT_OK)); /* waiting helps, giving up does not */
    retry_succeeded(&last);
    assert_int_equal(retry_quota_left(&quota), 1);
    struct retry drawn = call(&quota, true);
    drawn.drawn = RETRY_TIMEOUT_COST;
    retry_succeeded(&drawn);
    assert_int_equal(retry_quota_left(&quota), 1 + RETRY_TIMEOUT_COST);
    struct retry slow = call(&quota, true);
    assert_true(again(&slow, &silent, TRANSPORT_SILENT));
    assert_int_equal(retry_quota_left(&quota), 1);
    drawn.drawn = 10 * RETRY_QUOTA;
    retry_succeeded(&drawn);
    assert_int_equal(retry_quota_left(&quota), RETRY_QUOTA);
    retry_quota_done(&quota);
}

static struct http_answer answer_with(struct arena *arena, const char *name, const char *value) {
    struct http_answer answer = { .status = 400 };
    http_add_header(arena, &answer.headers, name, value);
    return answer;
}

static void what_aws_asks_for(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    static const struct {
        const char *name, *value;
        int64_t at_least_ms, about_ms;
    } rows[] = {
        { "Retry-After", "2", 2000, 0 },
        { "Retry-After", "0", 0, 0 },
        { "Retry-After", "86400", 60000, 0 },
        { "Retry-After", "99999999999999999999", 60000, 0 },
        { "Retry-After", "soon", 0, 0 },
        { "Retry-After", "-5", 0, 0 },
        { "Retry-After", "2.5", 0, 0 },
        { "Retry-After", "", 0, 0 },
        { "Retry-After", "Sun, 30 Aug 2015 12:36:07 GMT", 7000, 0 },
        { "Retry-After", "Sun, 30 Aug 2015 12:35:00 GMT", 0, 0 },
        { "Retry-After", "Tue, 01 Sep 2015 12:35:00 GMT", 60000, 0 },
        { "x-amz-retry-after", "1500", 0, 1500 },
        { "x-amz-retry-after", "1500 ", 0, 0 },
        { "x-amz-retry-after", "900000", 0, 60000 },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct http_answer answer = answer_with(arena, rows[i].name, rows[i].value);
        const struct retry_wish wish = retry_wish_of(&answer, 1440938160); /* 12:36:00 */
        if (wish.at_least_ms != rows[i].at_least_ms || wish.about_ms != rows[i].about_ms)
            fail_msg("%s: %s", rows[i].name, rows[i].value);
    }
    struct http_answer dated = answer_with(arena, "Retry-After", "Sun, 30 Aug 2015 13:00:09 GMT");
    http_add_header(arena, &dated.headers, "Date", "Sun, 30 Aug 2015 13:00:00 GMT");
    assert_int_equal(retry_wish_of(&dated, 1440938160).at_least_ms, 9000); /* by AWS's own clock */
}

static void clocks_that_differ(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const int64_t now_s = 1440938160; /* Sun, 30 Aug 2015 12:36:00 GMT */
    const struct error skewed = aws_error("RequestTimeTooSkewed", 403, ""),
                       denied = aws_error("AccessDenied", 403, "");
    const struct error signature = aws_error("SignatureDoesNotMatch", 403, "");
    const struct http_answer ahead = answer_with(arena, "Date", "Sun, 30 Aug 2015 13:36:00 GMT");
    const struct http_answer behind = answer_with(arena, "Date", "Sun, 30 Aug 2015 11:36:00 GMT");
    const struct http_answer near = answer_with(arena, "Date", "Sun, 30 Aug 2015 12:37:00 GMT");
    const struct http_answer broken = answer_with(arena, "Date", "yesterday"), none = { 0 };
    int64_t skew_s = 0;
    assert_true(retry_clock_was_wrong(&skewed, &ahead, now_s, 0, &skew_s));
    assert_int_equal(skew_s, 3600);
    assert_true(retry_clock_was_wrong(&signature, &behind, now_s, 0, &skew_s));
    assert_int_equal(skew_s, -3600);
    assert_false(retry_clock_was_wrong(&skewed, &near, now_s, 0, &skew_s));
    assert_false(retry_clock_was_wrong(&skewed, &ahead, now_s, 3500, &skew_s)); /* known already */
    assert_true(retry_clock_was_wrong(&skewed, &near, now_s, 3600, &skew_s));   /* ours has been set right */
    assert_int_equal(skew_s, 60);
    assert_false(retry_clock_was_wrong(&denied, &ahead, now_s, 0, &skew_s));
    assert_false(retry_clock_was_wrong(&skewed, &broken, now_s, 0, &skew_s));
    assert_false(retry_clock_was_wrong(&skewed, &none, now_s, 0, &skew_s));
}

static void refused_credentials(void **state) {
    (void)state;
    const struct error expired = aws_error("ExpiredToken", 400, ""),
                       unknown = aws_error("InvalidClientTokenId", 403, "");
    const struct error denied = aws_error("AccessDenied", 403, ""), network = network_error(true);
    const struct error keys = aws_error("AuthFailure", 401,
                                        "AWS was not able to validate the provided access credentials"),
                       image = aws_error("AuthFailure", 400, "Not authorized for images: [ami-1]");
    assert_true(retry_credentials_refused(&keys));
    assert_false(retry_credentials_refused(&image));
    assert_true(retry_credentials_refused(&expired));
    assert_true(retry_credentials_refused(&unknown));
    assert_false(retry_credentials_refused(&denied));
    assert_false(retry_credentials_refused(&network));
}

static void quotas_of_the_account(void **state) {
    (void)state;
    const struct error vpcs = aws_error("VpcLimitExceeded", 400, ""),
                       logs = aws_error("LimitExceededException", 400, ""),
                       buckets = aws_error("TooManyBuckets", 400, "");
    const struct error calls = aws_error("RequestLimitExceeded", 503, ""),
                       denied = aws_error("AccessDenied", 403, "");
    assert_true(retry_limit_reached(&vpcs));
    assert_true(retry_limit_reached(&logs));
    assert_true(retry_limit_reached(&buckets));
    assert_false(retry_limit_reached(&calls));
    assert_false(retry_limit_reached(&denied));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotas_of_the_account),
        cmocka_unit_test(answers_by_code_text_and_status),
        cmocka_unit_test(failures_of_the_network),
        cmocka_unit_test(what_makes_something_is_not_repeated_blindly),
        cmocka_unit_test(what_leaves_open_whether_it_was_done),
        cmocka_unit_test(attempts_end),
        cmocka_unit_test(pauses_grow_and_end_at_the_longest),
        cmocka_unit_test(pauses_have_full_jitter),
        cmocka_unit_test(a_pause_is_what_aws_asks_for_within_limits),
        cmocka_unit_test(who_has_answered_before_is_waited_for),
        cmocka_unit_test(the_budget_is_shared_and_refilled),
        cmocka_unit_test(what_aws_asks_for),
        cmocka_unit_test(clocks_that_differ),
        cmocka_unit_test(refused_credentials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
