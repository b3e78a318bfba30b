/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/memory.h"
#include "support/credentials_fixture.h"

/* SHA-1 of "corp" and of "https://corp.awsapps.com/start". */
#define SESSION_FILE "sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
#define LEGACY_FILE  "sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"

#define START   "https://corp.awsapps.com/start"
#define SESSION "[sso-session corp]\nsso_start_url = " START "\nsso_region = eu-west-1\n"
#define PROFILE "[profile s]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = dev\n"
#define LEGACY                                                                                               \
    "[profile s]\nsso_start_url = " START "\nsso_region = eu-west-1\nsso_account_id = 111122223333\n"        \
    "sso_role_name = dev\n"

/* Until 13:36:00Z of the fixture's day, in milliseconds. */
#define ROLE_ANSWER(key)                                                                                     \
    "{\"roleCredentials\": {\"accessKeyId\": \"" key "\", \"secretAccessKey\": \"" SECRET                    \
    "\", \"sessionToken\": \"" SECRET "-t\", \"expiration\": 1440941760000}}"

static const char source[] = "SSO";

static void use(struct client_fixture *fixture, const char *config, const char *file, const char *token) {
    environment_file("config", config);
    environment_file(file, token);
    credentials_for(fixture, "s");
}

static void a_session_gives_the_role_s_credentials(void **state) {
    struct client_fixture *fixture = *state;
    use(fixture, SESSION PROFILE, SESSION_FILE,
        "{\"accessToken\": \"" SECRET "-access\", \"expiresAt\": \"2015-08-30T20:36:00Z\"}");
    scripted_expect(fixture->script,
                    "GET https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?"
                    "role_name=dev&account_id=111122223333\n",
                    200, NULL, ROLE_ANSWER("sso-key"));
    credentials_found(fixture, "sso-key", source);
    const char *request = scripted_request(fixture->script, 0);
    assert_non_null(strstr(request, "x-amz-sso_bearer_token: " SECRET "-access\n"));
    assert_null(strstr(request, "Authorization"));
    fixture_passed_s = 50 * 60;
    scripted_expect(fixture->script, "/federation/credentials", 200, NULL, ROLE_ANSWER("sso-key-2"));
    credentials_found(fixture, "sso-key-2", source);
}

static void the_older_form_without_a_session(void **state) {
    struct client_fixture *fixture = *state;
    use(fixture, LEGACY, LEGACY_FILE,
        "{\"accessToken\": \"" SECRET "-access\", \"expiresAt\": \"2015-08-30T12:36:30UTC\"}");
    scripted_expect(fixture->script, "/federation/credentials", 200, NULL, ROLE_ANSWER("sso-key"));
    credentials_found(fixture, "sso-key", source);
    fixture_passed_s = 3590;
    credentials_found(fixture, "sso-key", source); /* the login is over, its keys still hold */
    fixture_passed_s = 3600;
    credentials_refused_with(
        fixture, "AWS credentials from SSO: the login has expired. Log in: aws sso login --profile s");
}

static void what_is_missing_is_told(void **state) {
    struct client_fixture *fixture = *state;
    static const struct {
        const char *config;
        const char *message;
    } cases[] = {
        { SESSION "[profile s]\nsso_session = corp\n", "\n  SSO: no sso_account_id and sso_role_name" },
        { PROFILE, "names the sso-session \"corp\", which is not in " },
        { "[sso-session corp]\nsso_region = x\n" PROFILE,
          "has no sso_start_url: run aws configure sso --profile s" },
        { SESSION "[profile s]\nsso_session = corp\nsso_role_name = dev\n", "has no sso_account_id" },
        { SESSION PROFILE "sso_region = us-east-1\n", "sso_region in profile \"s\" is another than in its" },
        { SESSION PROFILE, "nobody has logged in yet on this machine. Log in: aws sso login --profile s" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        environment_file("config", cases[i].config);
        credentials_for(fixture, "s");
        credentials_refused_with(fixture, cases[i].message);
    }
}

static void aws_s_refusals_are_told_in_the_user_s_terms(void **state) {
    struct client_fixture *fixture = *state;
    use(fixture, SESSION PROFILE, SESSION_FILE,
        "{\"accessToken\": \"" SECRET "-access\", \"expiresAt\": \"2015-08-30T20:36:00Z\"}");
    scripted_expect(fixture->script, "GET ", 401, "x-amzn-ErrorType: UnauthorizedException",
                    "{\"message\": \"Session token " SECRET "-access not found or invalid\"}");
    credentials_refused_with(fixture,
                             "the login is not valid any more. Log in: aws sso login --profile s. AWS says: "
                             "Session token ************* not found or invalid");
    scripted_expect(fixture->script, "GET ", 403, "x-amzn-ErrorType: ForbiddenException",
                    "{\"message\": \"No access\"}");
    credentials_refused_with(fixture,
                             "you may not use the role dev in account 111122223333, or it is not there. AWS "
                             "says: No access");
    scripted_expect(fixture->script, "GET ", 200, NULL,
                    "{\"roleCredentials\": {\"accessKeyId\": \"" SECRET "\"}}");
    credentials_refused_with(fixture, "the answer of sso GetRoleCredentials: \"secretAccessKey\" is missing");
}

static void a_source_profile_may_have_it(void **state) {
    struct client_fixture *fixture = *state;
    environment_file(SESSION_FILE, "{\"accessToken\": \"x\", \"expiresAt\": \"2015-08-30T20:36:00Z\"}");
    environment_file("config",
                     SESSION PROFILE "[profile r]\nrole_arn = role-of-r-0123456789\nsource_profile = s\n");
    credentials_for(fixture, "r");
    scripted_expect(fixture->script, "/federation/credentials", 200, NULL, ROLE_ANSWER("sso-key"));
    scripted_expect(fixture->script, "Credential=sso-key/", 200, NULL, STS_ANSWER("AssumeRole", "role-key"));
    credentials_found(fixture, "role-key", "assumed role");
}

static void its_endpoint_is_obeyed(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:8001", 1);
    use(fixture, SESSION PROFILE, SESSION_FILE,
        "{\"accessToken\": \"x\", \"expiresAt\": \"2015-08-30T20:36:00Z\"}");
    scripted_expect(fixture->script, "GET http://127.0.0.1:8001/federation/credentials", 200, NULL,
                    ROLE_ANSWER("sso-key"));
    credentials_found(fixture, "sso-key", source);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_session_gives_the_role_s_credentials),
        TEST(the_older_form_without_a_session),
        TEST(what_is_missing_is_told),
        TEST(aws_s_refusals_are_told_in_the_user_s_terms),
        TEST(a_source_profile_may_have_it),
        TEST(its_endpoint_is_obeyed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
