/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "support/credentials_fixture.h"

#define KEYS(name)      "aws_access_key_id = " name "\naws_secret_access_key = " SECRET "\n"
#define WITH_TOKEN(key) STS_ANSWER("AssumeRoleWithWebIdentity", key)

static const char role[] = "arn:aws:iam::111122223333:role/one";

static void use_token_file(const char *content) {
    setenv("AWS_WEB_IDENTITY_TOKEN_FILE", environment_file("token", content), 1);
    setenv("AWS_ROLE_ARN", role, 1);
}

static void assert_sent(struct client_fixture *fixture, size_t i, const char *needle) {
    const char *request = scripted_request(fixture->script, i);
    assert_non_null(request);
    if (!strstr(request, needle))
        fail_msg("no \"%s\" in %s", needle, request);
}

static void a_token_file_of_the_environment(void **state) {
    struct client_fixture *fixture = *state;
    use_token_file("jwt-" SECRET "\n");
    setenv("AWS_ROLE_SESSION_NAME", "pod", 1);
    scripted_expect(fixture->script, "Action=AssumeRoleWithWebIdentity&", 200, NULL, WITH_TOKEN("web-key"));
    credentials_found(fixture, "web-key", "web identity");
    assert_int_equal(scripted_direct(fixture->script), 0);
    assert_sent(fixture, 0, "POST https://sts.eu-central-1.amazonaws.com/");
    assert_sent(fixture, 0, "WebIdentityToken=jwt-" SECRET);
    assert_sent(fixture, 0, "RoleSessionName=pod");
    assert_null(strstr(scripted_request(fixture->script, 0), "Authorization"));
}

static void the_file_is_read_anew_each_time(void **state) {
    struct client_fixture *fixture = *state;
    use_token_file("jwt-1");
    scripted_expect(fixture->script, "WebIdentityToken=jwt-1", 200, NULL, WITH_TOKEN("key-1"));
    credentials_found(fixture, "key-1", "web identity");
    assert_sent(fixture, 0, "RoleSessionName=pulumi-resource-utm-1440938160");
    environment_file("token", "jwt-2");
    fixture_passed_s = 3590;
    scripted_expect(fixture->script, "WebIdentityToken=jwt-2", 200, NULL, WITH_TOKEN("key-2"));
    credentials_found(fixture, "key-2", "web identity");
}

static void a_profile_may_name_the_file(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("token", "jwt-1");
    environment_file(
        "config", "[profile w]\nweb_identity_token_file = ~/.aws/token\nrole_arn = r-arn-of-the-profile\n");
    use_token_file("other");
    credentials_for(fixture, "w"); /* a profile of the program: variables do not count */
    environment_file("token", "jwt-1");
    scripted_expect(fixture->script, "r-arn-of-the-profile", 200, NULL, WITH_TOKEN("web-key"));
    credentials_found(fixture, "web-key", "web identity");
}

static void a_profile_with_a_token_may_be_a_source(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("token", "jwt-1");
    environment_file("config",
                     "[profile r]\nrole_arn = role-of-r-0123456789\nsource_profile = w\n[profile w]\n"
                     "web_identity_token_file = ~/.aws/token\nrole_arn = role-of-w-0123456789\n");
    credentials_for(fixture, "r");
    scripted_expect(fixture->script, "role-of-w", 200, NULL, WITH_TOKEN("web-key"));
    scripted_expect(fixture->script, "Credential=web-key/", 200, NULL, STS_ANSWER("AssumeRole", "role-key"));
    credentials_found(fixture, "role-key", "assumed role");
}

static void mistakes_are_told(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token", 1);
    credentials_refused_with(fixture, "a web identity token file, but no role: set AWS_ROLE_ARN");
    setenv("AWS_ROLE_ARN", role, 1);
    credentials_refused_with(fixture,
                             "from web identity: the web identity token: cannot read /nowhere/token");
    use_token_file(" \n");
    credentials_refused_with(fixture, "is empty");
}

static void what_sts_refuses_is_told_without_the_token(void **state) {
    struct client_fixture *fixture = *state;
    use_token_file("jwt-" SECRET);
    scripted_expect(fixture->script, "WebIdentity", 400, NULL,
                    STS_ERROR("ExpiredTokenException", "Token jwt-" SECRET " has expired"));
    credentials_refused_with(fixture,
                             "AWS credentials from web identity: cannot assume "
                             "arn:aws:iam::111122223333:role/one with the web identity: Token ********** has "
                             "expired. Get a new token from the identity provider");
    scripted_expect(fixture->script, "WebIdentity", 200, NULL,
                    "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
                    "<AccessKeyId>k</AccessKeyId></Credentials></AssumeRoleWithWebIdentityResult></"
                    "AssumeRoleWithWebIdentityResponse>");
    credentials_refused_with(
        fixture,
        "the answer of sts AssumeRoleWithWebIdentity is not complete: \"SecretAccessKey\" is missing");
}

static void no_answer_is_given_three_attempts(void **state) {
    struct client_fixture *fixture = *state;
    use_token_file("jwt-" SECRET);
    for (int i = 0; i < 3; i++)
        scripted_fail(fixture->script, "WebIdentity", TRANSPORT_SILENT, true);
    credentials_refused_with(fixture, "scripted failure");
    assert_true(fixture_waited_ms <= 3000);
}

static void cancelling_ends_it(void **state) {
    struct client_fixture *fixture = *state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    use_token_file("jwt");
    cancel_trigger(fixture->cancel);
    assert_false(credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error));
    assert_int_equal(error->kind, ERROR_CANCELLED);
}

static void the_endpoint_of_sts_is_obeyed(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:4566", 1);
    use_token_file("jwt");
    credentials_for(fixture, NULL);
    scripted_expect(fixture->script, "POST http://127.0.0.1:4566/", 200, NULL, WITH_TOKEN("k"));
    credentials_found(fixture, "k", "web identity");
    client_renew(fixture, (struct aws_options){ .access_key = "", .endpoint = "http://127.0.0.1:4567" });
    scripted_expect(fixture->script, "POST http://127.0.0.1:4567/", 200, NULL, WITH_TOKEN("k"));
    credentials_found(fixture, "k", "web identity");
}

static void the_provider_s_roles_follow_the_chain(void **state) {
    struct client_fixture *fixture = *state;
    json_auto_t *roles =
        json_pack("[{s:s, s:s}, {s:s, s:i, s:s}]", "RoleArn", "role-one-0123456789012", "ExternalId", "ext",
                  "RoleArn", "role-two-0123456789012", "DurationSeconds", 900, "RoleSessionName", "me");
    client_renew(fixture,
                 (struct aws_options){ .access_key = "base", .secret_key = SECRET, .assume_roles = roles });
    scripted_expect(fixture->script, "Credential=base/", 200, NULL, STS_ANSWER("AssumeRole", "one"));
    scripted_expect(fixture->script, "Credential=one/", 200, NULL, STS_ANSWER("AssumeRole", "two"));
    credentials_found(fixture, "two", "assumeRoles[1]");
    assert_sent(fixture, 0, "ExternalId=ext");
    assert_sent(fixture, 0, "RoleSessionName=pulumi-resource-utm-");
    assert_sent(fixture, 1, "DurationSeconds=900");
    fixture_passed_s = 3600;
    scripted_expect(fixture->script, "Credential=base/", 200, NULL, STS_ANSWER("AssumeRole", "one"));
    scripted_expect(fixture->script, "Credential=one/", 403, NULL, STS_ERROR("AccessDenied", "no"));
    credentials_refused_with(fixture, "AWS credentials from assumeRoles[1] of the provider: cannot assume "
                                      "role-two-0123456789012: no. The role must exist");
}

/* AWS's words alone do not say whose fault it is, nor what would be right. */
static void a_session_that_is_too_long_is_explained(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("config", "[profile r]\nrole_arn = role-of-r-0123456789\nsource_profile = k\n"
                               "duration_seconds = 7200\n[profile k]\n" KEYS("k"));
    json_auto_t *roles =
        json_pack("[{s:s, s:i}]", "RoleArn", "role-two-0123456789012", "DurationSeconds", 7200);
    client_renew(fixture, (struct aws_options){ .access_key = "", .profile = "r", .assume_roles = roles });
    scripted_expect(fixture->script, "Credential=k/", 200, NULL, STS_ANSWER("AssumeRole", "one"));
    scripted_expect(fixture->script, "Credential=one/", 400, NULL,
                    STS_ERROR("ValidationError",
                              "The requested DurationSeconds exceeds the 1 hour session limit for "
                              "roles assumed by role chaining."));
    credentials_refused_with(fixture,
                             "AWS credentials from assumeRoles[0] of the provider: cannot assume "
                             "role-two-0123456789012: The requested DurationSeconds exceeds the 1 hour "
                             "session limit for roles assumed by role chaining. Most is what the role "
                             "allows (its maximum session duration), and one hour if the credentials "
                             "from assumed role are a role's (a role of a profile, SSO, a "
                             "web identity). Set `duration`, in a profile duration_seconds, to that, or "
                             "leave it out");
    json_auto_t *identity = json_pack("{s:s, s:s, s:i}", "RoleArn", role, "WebIdentityToken", "jwt-" SECRET,
                                      "DurationSeconds", 7200);
    client_renew(fixture, (struct aws_options){ .access_key = "", .web_identity = identity });
    scripted_expect(fixture->script, "WebIdentity", 400, NULL,
                    STS_ERROR("ValidationError",
                              "The requested DurationSeconds exceeds the MaxSessionDuration "
                              "set for this role."));
    credentials_refused_with(fixture, "set for this role. Most is what the role allows (its maximum session "
                                      "duration). Set `duration`");
}

static void the_provider_s_web_identity_goes_first(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("credentials", "[default]\n" KEYS("k"));
    json_auto_t *identity = json_pack("{s:s, s:s}", "RoleArn", role, "WebIdentityToken", "jwt-" SECRET);
    client_renew(fixture, (struct aws_options){ .access_key = "", .web_identity = identity });
    scripted_expect(fixture->script, "WebIdentityToken=jwt-", 200, NULL, WITH_TOKEN("web-key"));
    credentials_found(fixture, "web-key", "web identity of the provider");
    json_auto_t *by_file = json_pack("{s:s, s:s}", "RoleArn", role, "WebIdentityTokenFile",
                                     environment_file("t", "jwt-of-file"));
    client_renew(fixture, (struct aws_options){ .access_key = "", .web_identity = by_file });
    scripted_expect(fixture->script, "WebIdentityToken=jwt-of-file", 200, NULL, WITH_TOKEN("web-key"));
    credentials_found(fixture, "web-key", "web identity of the provider");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_token_file_of_the_environment),
        TEST(the_file_is_read_anew_each_time),
        TEST(a_profile_may_name_the_file),
        TEST(a_profile_with_a_token_may_be_a_source),
        TEST(mistakes_are_told),
        TEST(what_sts_refuses_is_told_without_the_token),
        TEST(no_answer_is_given_three_attempts),
        TEST(cancelling_ends_it),
        TEST(the_endpoint_of_sts_is_obeyed),
        TEST(the_provider_s_roles_follow_the_chain),
        TEST(a_session_that_is_too_long_is_explained),
        TEST(the_provider_s_web_identity_goes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
