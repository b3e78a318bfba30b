/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>
#include <sys/stat.h>

#include "aws/credentials/sso.h"
#include "base/json.h"
#include "base/memory.h"
#include "support/credentials_fixture.h"

#define SESSION_FILE "sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
#define REGISTERED(until, rest)                                                                              \
    "{\"startUrl\": \"u\", \"accessToken\": \"" SECRET "-old\", \"expiresAt\": \"" until                     \
    "\", \"clientId\": \"id-1\", \"clientSecret\": \"" SECRET "-client\", \"refreshToken\": \"" SECRET       \
    "-refresh\", \"registrationExpiresAt\": \"2015-11-30T00:00:00Z\"" rest "}"

static const struct sso_settings settings = { .session = "corp", .start_url = "u", .region = "eu-west-1" };
static const struct sso_settings legacy = { .start_url = "corp", .region = "eu-west-1" };

static const char renewed[] =
    "{\"accessToken\": \"" SECRET "-new\", \"tokenType\": \"Bearer\", \"expiresIn\": 28800, "
    "\"refreshToken\": \"" SECRET "-refresh-2\"}";

static struct credentials_context context_of(struct client_fixture *fixture) {
    return (struct credentials_context){ .client = fixture->client, .profile = "s" };
}

static void assert_token(struct client_fixture *fixture, const struct sso_settings *of,
                         const char *expected) {
    auto_error *error = NULL;
    auto_secret *token = NULL;
    const struct credentials_context context = context_of(fixture);
    if (!credentials_sso_token(&context, fixture->cancel, of, &token, &error))
        fail_msg("%s", error->message);
    assert_string_equal(token, expected);
}

static void assert_refused(struct client_fixture *fixture, const struct sso_settings *of,
                           const char *message) {
    auto_error *error = NULL;
    auto_secret *token = NULL;
    const struct credentials_context context = context_of(fixture);
    assert_false(credentials_sso_token(&context, fixture->cancel, of, &token, &error));
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    if (!strstr(error->message, message) || strstr(error->message, SECRET))
        fail_msg("\"%s\" does not say \"%s\", or a secret", error->message, message);
}

static void one_that_holds_long_is_used_as_it_is(void **state) {
    struct client_fixture *fixture = *state;
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:52:00Z", ""));
    assert_token(fixture, &settings, SECRET "-old");
}

static json_t *written(void) {
    auto_free char *path = xprintf("%s/.aws/" SESSION_FILE, getenv("HOME"));
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    json_t *token = json_load_file(path, 0, NULL);
    assert_non_null(token);
    return token;
}

static void one_that_ends_soon_is_renewed_and_written_back(void **state) {
    struct client_fixture *fixture = *state;
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:50:00Z", ", \"ofAnother\": [1]"));
    scripted_expect(fixture->script, "POST https://oidc.eu-west-1.amazonaws.com/token\n", 200, NULL, renewed);
    assert_token(fixture, &settings, SECRET "-new");
    const char *request = scripted_request(fixture->script, 0);
    assert_null(strstr(request, "Authorization"));
    json_auto_t *sent = json_loads(strstr(request, "\n\n"), 0, NULL);
    assert_string_equal(json_text(sent, "grantType"), "refresh_token");
    assert_string_equal(json_text(sent, "clientId"), "id-1");
    assert_string_equal(json_text(sent, "refreshToken"), SECRET "-refresh");
    json_auto_t *token = written();
    assert_string_equal(json_text(token, "accessToken"), SECRET "-new");
    assert_string_equal(json_text(token, "expiresAt"), "2015-08-30T20:36:00Z");
    assert_string_equal(json_text(token, "refreshToken"), SECRET "-refresh-2");
    assert_string_equal(json_text(token, "registrationExpiresAt"), "2015-11-30T00:00:00Z");
    assert_int_equal(json_array_size(json_object_get(token, "ofAnother")), 1);
    assert_token(fixture, &settings, SECRET "-new");
}

static void a_renewal_that_fails_leaves_the_old_one_while_it_holds(void **state) {
    struct client_fixture *fixture = *state;
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:40:00Z", ""));
    scripted_expect(fixture->script, "POST ", 400, NULL,
                    "{\"error\": \"invalid_grant\", \"error_description\": \"Bad token " SECRET
                    "-refresh\"}");
    assert_token(fixture, &settings, SECRET "-old");
    fixture_passed_s = 300;
    scripted_expect(fixture->script, "POST ", 400, "x-amzn-ErrorType: InvalidGrantException",
                    "{\"error\": \"invalid_grant\", \"message\": \"Bad token " SECRET "-refresh\"}");
    assert_refused(fixture, &settings, "the login has expired, and renewing it failed: Bad token ****");
}

static void a_token_that_holds_for_ages_is_none(void **state) {
    struct client_fixture *fixture = *state;
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:30:00Z", ""));
    scripted_expect(fixture->script, "POST ", 200, NULL,
                    "{\"accessToken\": \"" SECRET "-new\", \"expiresIn\": 9223372036854775807}");
    assert_refused(fixture, &settings, "the answer of sso-oidc CreateToken is not complete");
}

/* Another process is faster: AWS refuses ours, and the file has the new one. */
static bool renew_elsewhere(struct transport *transport, struct cancel *cancel, struct arena *arena,
                            const struct http_request *request, struct http_answer *ret_answer,
                            enum transport_failure *ret_failure, struct error **err) {
    (void)transport;
    (void)cancel;
    (void)arena;
    (void)request;
    (void)err;
    environment_file(SESSION_FILE,
                     "{\"accessToken\": \"of-another\", \"expiresAt\": \"2015-08-30T20:36:00Z\"}");
    *ret_failure = TRANSPORT_OK;
    *ret_answer = (struct http_answer){ .status = 400, .body = "{}", .body_length = 2 };
    return true;
}

static void nothing_to_free(struct transport *transport) {
    (void)transport;
}

static void what_another_process_has_renewed_is_used(void **state) {
    struct client_fixture *fixture = *state;
    static const struct transport_methods methods = { .send = renew_elsewhere, .free = nothing_to_free };
    struct transport elsewhere = { .methods = &methods };
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:30:00Z", ""));
    struct transport *scripted = fixture->client->parts.transport;
    fixture->client->parts.transport = &elsewhere;
    assert_token(fixture, &settings, "of-another");
    fixture->client->parts.transport = scripted;
}

static void without_a_registration_nothing_is_asked(void **state) {
    struct client_fixture *fixture = *state;
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:30:00Z", ", \"registrationExpiresAt\": "
                                                                      "\"2015-08-01T00:00:00Z\""));
    assert_refused(fixture, &settings,
                   "the login has expired and cannot be renewed. Log in: aws sso login --profile s");
    environment_file(SESSION_FILE,
                     "{\"accessToken\": \"" SECRET "\", \"expiresAt\": \"2015-08-30T12:30:00Z\"}");
    assert_refused(fixture, &settings, "the login has expired and cannot be renewed");
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:30:00Z", ""));
    assert_refused(fixture, &legacy, "the login has expired. Log in"); /* never renewed */
}

static void files_that_are_no_tokens_are_told(void **state) {
    struct client_fixture *fixture = *state;
    static const char *const contents[] = { "", SECRET, "[]", "{\"accessToken\": \"" SECRET "\"}",
                                            "{\"expiresAt\": \"2015-08-30T20:36:00Z\"}" };
    assert_refused(fixture, &settings, "nobody has logged in yet on this machine");
    for (size_t i = 0; i < COUNT_OF(contents); i++) {
        environment_file(SESSION_FILE, contents[i]);
        assert_refused(fixture, &settings, ".json cannot be read. Log in");
    }
    environment_file(SESSION_FILE, "{\"accessToken\": \"" SECRET "\", \"expiresAt\": \"later\"}");
    assert_refused(fixture, &settings, "the login has expired");
}

static void cancelling_ends_a_renewal(void **state) {
    struct client_fixture *fixture = *state;
    auto_error *error = NULL;
    auto_secret *token = NULL;
    environment_file(SESSION_FILE, REGISTERED("2015-08-30T12:40:00Z", ""));
    const struct credentials_context context = context_of(fixture);
    cancel_trigger(fixture->cancel);
    assert_false(credentials_sso_token(&context, fixture->cancel, &settings, &token, &error));
    assert_int_equal(error->kind, ERROR_CANCELLED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(one_that_holds_long_is_used_as_it_is),
        TEST(one_that_ends_soon_is_renewed_and_written_back),
        TEST(a_renewal_that_fails_leaves_the_old_one_while_it_holds),
        TEST(a_token_that_holds_for_ages_is_none),
        TEST(what_another_process_has_renewed_is_used),
        TEST(without_a_registration_nothing_is_asked),
        TEST(files_that_are_no_tokens_are_told),
        TEST(cancelling_ends_a_renewal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
