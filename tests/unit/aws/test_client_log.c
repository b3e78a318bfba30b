/* What calls write into the log (client_log.c). */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "support/aws_client_fixture.h"
#include "support/aws_environment.h"

static struct text log_lines;
static void keep_line(const char *line) {
    text_printf(&log_lines, "%s\n", line);
}

/* What a run of calls writes into the log, up to that level. */
static const char *log_of(struct client_fixture *fixture, enum log_level level) {
    auto_arena *arena = arena_new();
    text_done(&log_lines);
    client_renew(fixture, (struct aws_options){
                              .access_key = "AKIDX", .secret_key = "s3cret", .session_token = "t0ken" });
    log_set_sink(keep_line, level);
    scripted_expect(fixture->script, "GetCallerIdentity", 500, NULL, "");
    scripted_expect(fixture->script, "GetCallerIdentity", 200, "x-amzn-RequestId: r-9", CLIENT_IDENTITY);
    scripted_expect(fixture->script, "CreateVpc", 503, NULL, client_ec2_error(arena, "RequestLimitExceeded"));
    scripted_fail(fixture->script, "CreateVpc", TRANSPORT_BROKEN, true);
    const bool good = client_call(fixture, "sts", "GetCallerIdentity", "{}") &&
                      !client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.7.0.0/16\"}");
    log_set_sink(NULL, LOG_OFF);
    assert_true(good);
    return text_string(&log_lines);
}

static void says(const char *log, const char *line) {
    if (!strstr(log, line))
        fail_msg("no \"%s\" in\n%s", line, log);
}

static void every_attempt_is_counted_and_logged(void **state) {
    struct client_fixture *fixture = *state;
    json_auto_t *before = aws_call_counts();
    const char *log = log_of(fixture, LOG_DEBUG);
    json_auto_t *after = aws_call_counts();
    assert_int_equal(json_integer_value(json_object_get(after, "sts.GetCallerIdentity")),
                     json_integer_value(json_object_get(before, "sts.GetCallerIdentity")) + 2);
    says(log, "aws sts GetCallerIdentity, attempt 1: 500, ");
    says(log, "aws sts GetCallerIdentity: waits 1000 ms before attempt 2 (500)\n");
    says(log, "aws sts GetCallerIdentity, attempt 2: 200 ok, ");
    says(log, " ms, request id r-9\n");
    says(log, "aws ec2 CreateVpc, attempt 1: 503 RequestLimitExceeded, ");
    says(log, " ms, request id r-2\n");
    says(log, "aws ec2: throttles; from here on 8 calls at once\n");
    says(log, "aws ec2 CreateVpc: waits 1000 ms before attempt 2 (RequestLimitExceeded)\n");
    says(log, "aws ec2 CreateVpc, attempt 2: connection broken, ");
}

static void the_log_has_no_secret_no_value_and_no_text_of_aws(void **state) {
    struct client_fixture *fixture = *state;
    const char *log = log_of(fixture, LOG_DEBUG);
    static const char *const never[] = { "AKIDX", "s3cret", "t0ken", "10.7.", "words" };
    for (size_t i = 0; i < COUNT_OF(never); i++)
        if (strstr(log, never[i]))
            fail_msg("\"%s\" in\n%s", never[i], log);
}

static void every_failure_of_the_transport_has_words(void **state) {
    struct client_fixture *fixture = *state;
    for (int failure = TRANSPORT_STOPPED; failure <= TRANSPORT_TOO_LARGE; failure++) {
        text_done(&log_lines);
        client_renew(fixture, (struct aws_options){
                                  .access_key = "AKIDX", .secret_key = "s3cret", .max_attempts = 1 });
        log_set_sink(keep_line, LOG_DEBUG);
        scripted_fail(fixture->script, "CreateVpc", (enum transport_failure)failure, true);
        const bool good = client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.7.0.0/16\"}");
        log_set_sink(NULL, LOG_OFF);
        assert_false(good);
        const char *line = strstr(text_string(&log_lines), "aws ec2 CreateVpc, attempt 1: ");
        assert_non_null(line);
        assert_null(strstr(line, "(null)"));
        assert_null(strstr(line, "attempt 1: ,"));
    }
    text_done(&log_lines);
}

static void at_the_level_of_info_only_what_is_out_of_the_ordinary(void **state) {
    struct client_fixture *fixture = *state;
    const char *log = log_of(fixture, LOG_INFO);
    says(log, "waits 1000 ms before attempt 2 (500)\n");
    assert_null(strstr(log, "ok"));
    text_done(&log_lines);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_attempt_is_counted_and_logged),
        TEST(the_log_has_no_secret_no_value_and_no_text_of_aws),
        TEST(every_failure_of_the_transport_has_words),
        TEST(at_the_level_of_info_only_what_is_out_of_the_ordinary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
