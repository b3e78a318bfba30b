/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/credentials/parts.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"
#include "support/credentials_fixture.h"

static struct credentials_context context_of(struct client_fixture *fixture) {
    return (struct credentials_context){ .client = fixture->client, .profile = "default" };
}

static void times_are_read_in_all_forms_in_use(void **state) {
    (void)state;
    static const char *const good[] = { "2015-08-30T12:36:00Z",      "2015-08-30T12:36:00UTC",
                                        "2015-08-30T14:36:00+02:00", "2015-08-30T12:36:00.000Z",
                                        "2015-08-30T12:36:00+0000",  "2015-08-30 12:36:00Z" };
    static const char *const bad[] = { "", "UTC", "soon", "2015-13-30T12:36:00Z" };
    int64_t time_s = 0;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        assert_true(credentials_parse_time(good[i], &time_s));
        assert_int_equal(time_s, FIXTURE_NOW_S);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(credentials_parse_time(bad[i], &time_s));
}

static void members_are_read_and_missing_ones_named(void **state) {
    (void)state;
    static const struct credentials_members all = { "K", "S", "T", "E", true };
    static const struct {
        const char *json;
        const char *message;
    } cases[] = {
        { "{\"S\": \"" SECRET "\"}", "\"K\" is missing" },
        { "{\"K\": \"k\", \"S\": \"\"}", "\"S\" is missing" },
        { "{\"K\": \"k\", \"S\": 5}", "\"S\" is missing" },
        { "{\"K\": \"k\", \"S\": \"" SECRET "\"}", "\"T\" is missing" },
        { "{\"K\": \"k\", \"S\": \"" SECRET "\", \"T\": \"t\"}", "\"E\" is missing, or no time" },
        { "{\"K\": \"k\", \"S\": \"" SECRET "\", \"T\": \"t\", \"E\": \"" SECRET "\"}",
          "\"E\" is missing, or no time" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        auto_error *error = NULL;
        auto_credentials *credentials = NULL;
        auto_secret_json *object = json_loads(cases[i].json, 0, NULL);
        assert_false(credentials_from_json(object, &all, &credentials, &error));
        if (!strstr(error->message, cases[i].message) || strstr(error->message, SECRET))
            fail_msg("%s", error->message);
    }
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    auto_secret_json *object =
        json_loads("{\"K\": \"k\", \"S\": \"s\", \"T\": \"t\", \"E\": 1440941760999}", 0, NULL);
    assert_true(credentials_from_json(object, &all, &credentials, &error));
    assert_int_equal(credentials->expires_s, FIXTURE_NOW_S + 3600);
}

/* The text is looked at through a second reference, which keeps it alive. */
static void wiping_overwrites_all_texts(void **state) {
    (void)state;
    json_auto_t *inner = json_string(SECRET);
    json_t *value = json_pack("{s:[{s:O}]}", "a", "b", inner);
    json_wipe(value);
    assert_int_equal(json_string_length(inner), strlen(SECRET));
    for (size_t i = 0; i < strlen(SECRET); i++)
        assert_int_equal(json_string_value(inner)[i], 0);
    json_wipe(NULL);
}

static void files_have_a_ceiling(void **state) {
    (void)state;
    auto_error *error = NULL;
    auto_secret *text = NULL;
    auto_free char *large = xcalloc(1, 65537 + 1);
    memset(large, 'x', 65537);
    assert_false(credentials_read_file(environment_file("large", large), &text, &error));
    assert_non_null(strstr(error->message, "is larger than 64 KiB"));
    large[65536] = '\0';
    assert_true(credentials_read_file(environment_file("large", large), &text, &error));
    assert_int_equal(strlen(text), 65536);
    auto_error *folder = NULL;
    assert_false(credentials_read_file("/", &text, &folder));
    assert_non_null(strstr(folder->message, "cannot read /: "));
}

static void a_limit_ends_with_its_time_or_with_the_outer_token(void **state) {
    struct client_fixture *fixture = *state;
    struct credentials_limit limit;
    auto_error *late = NULL, *cancelled = NULL;
    credentials_limit_begin(&limit, fixture->cancel, 1);
    assert_false(cancel_wait_ms(limit.cancel, 60000, &late));
    assert_int_equal(late->kind, ERROR_TIMEOUT);
    assert_true(credentials_limit_ran_out(&limit, late));
    credentials_limit_end(&limit);
    credentials_limit_begin(&limit, fixture->cancel, 60000);
    cancel_trigger(fixture->cancel);
    assert_false(cancel_wait_ms(limit.cancel, 60000, &cancelled));
    assert_int_equal(cancelled->kind, ERROR_CANCELLED);
    assert_false(credentials_limit_ran_out(&limit, cancelled));
    credentials_limit_end(&limit);
}

static void the_outer_deadline_is_no_limit_of_ours(void **state) {
    struct client_fixture *fixture = *state;
    struct credentials_limit limit;
    auto_error *late = NULL;
    cancel_set_deadline_ms(fixture->cancel, clock_monotonic_ms());
    credentials_limit_begin(&limit, fixture->cancel, 60000);
    assert_false(cancel_check(limit.cancel, &late));
    assert_false(credentials_limit_ran_out(&limit, late));
    credentials_limit_end(&limit);
}

static void aws_s_words_lose_what_was_sent(void **state) {
    struct client_fixture *fixture = *state;
    auto_error *error = NULL;
    json_t *output = NULL;
    const struct credentials_context context = context_of(fixture);
    auto_credentials *with = credentials_new("AKIA1", SECRET "-key", SECRET "-token", 0);
    const struct aws_caller caller = { .credentials = with, .region = "eu-north-1" };
    json_auto_t *input = json_pack("{s:s, s:s}", "RoleArn", "role-0123456789012345", "RoleSessionName", "me");
    scripted_expect(fixture->script, "POST https://sts.eu-north-1.amazonaws.com/", 403, NULL,
                    STS_ERROR("SignatureDoesNotMatch", "token " SECRET "-token, role-0123456789012345"));
    assert_false(
        credentials_call(&context, fixture->cancel, &caller, "sts", "AssumeRole", input, &output, &error));
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    assert_string_equal(error->code, "SignatureDoesNotMatch");
    assert_string_equal(error->message, "token ************, role-0123456789012345");
    assert_string_equal(error->operation, "AssumeRole");
    assert_string_equal(error->request_id, "r1");
}

/* Others wait for what they bring, and a busy line would use up their limits. */
static void requests_for_credentials_go_ahead_of_all(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    json_auto_t *output = NULL,
                *input = json_pack("{s:s, s:s}", "RoleArn", "role-0123456789012345", "RoleSessionName", "me");
    const struct credentials_context context = context_of(fixture);
    auto_credentials *with = credentials_new("AKIA1", SECRET "-key", SECRET "-token", 0);
    const struct aws_caller caller = { .credentials = with };
    scripted_expect(fixture->script, "AssumeRole", 200, NULL, STS_ANSWER("AssumeRole", "x"));
    assert_true(
        credentials_call(&context, fixture->cancel, &caller, "sts", "AssumeRole", input, &output, &error));
    assert_int_equal(scripted_ahead(fixture->script), 1);
    struct http_request request = {
        .method = "GET", .scheme = "http", .host = "127.0.0.1", .path = "/", .query = ""
    };
    struct http_answer answer = { 0 };
    enum transport_failure failure = TRANSPORT_OK;
    scripted_expect(fixture->script, "GET http://127.0.0.1/", 200, NULL, "{}");
    assert_true(
        credentials_send(&context, fixture->cancel, arena, 1000, &request, &answer, &failure, &error));
    assert_int_equal(scripted_ahead(fixture->script), 2);
}

static void only_objects_of_a_sane_size_are_answers(void **state) {
    (void)state;
    assert_null(credentials_answer_json(&(struct http_answer){ .body = "[1]", .body_length = 3 }));
    assert_null(credentials_answer_json(&(struct http_answer){ .body = "{", .body_length = 1 }));
    json_auto_t *object = credentials_answer_json(&(struct http_answer){ .body = "{}", .body_length = 2 });
    assert_non_null(object);
    auto_free char *large = xcalloc(1, 65536 + 3);
    memset(large, ' ', 65536);
    memcpy(large + 65535, "{}", 2);
    assert_null(credentials_answer_json(&(struct http_answer){ .body = large, .body_length = 65537 }));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(times_are_read_in_all_forms_in_use),
        TEST(members_are_read_and_missing_ones_named),
        TEST(wiping_overwrites_all_texts),
        TEST(files_have_a_ceiling),
        TEST(a_limit_ends_with_its_time_or_with_the_outer_token),
        TEST(the_outer_deadline_is_no_limit_of_ours),
        TEST(aws_s_words_lose_what_was_sent),
        TEST(requests_for_credentials_go_ahead_of_all),
        TEST(only_objects_of_a_sane_size_are_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
