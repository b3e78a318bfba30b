/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "support/credentials_fixture.h"

#define KEYS(name) "aws_access_key_id = " name "\naws_secret_access_key = " SECRET "\n"

static void the_order_of_the_sources(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("config", "[default]\n" KEYS("of-config"));
    credentials_for(fixture, NULL);
    credentials_found(fixture, "of-config", "shared config file");
    environment_file("credentials", "[default]\n" KEYS("of-file"));
    credentials_for(fixture, NULL);
    credentials_found(fixture, "of-file", "shared credentials file");
    setenv("AWS_ACCESS_KEY_ID", "of-environment", 1);
    setenv("AWS_SECRET_ACCESS_KEY", SECRET, 1);
    credentials_for(fixture, NULL);
    credentials_found(fixture, "of-environment", "environment");
    client_renew(fixture, (struct aws_options){ .access_key = "of-options", .secret_key = SECRET });
    credentials_found(fixture, "of-options", "provider configuration");
}

static void a_profile_of_the_program_goes_before_the_environment(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("credentials", "[a]\n" KEYS("of-a") "aws_session_token = token\n");
    setenv("AWS_ACCESS_KEY_ID", "of-environment", 1);
    setenv("AWS_SECRET_ACCESS_KEY", SECRET, 1);
    credentials_for(fixture, "a");
    credentials_found(fixture, "of-a", "shared credentials file");
    setenv("AWS_PROFILE", "a", 1);
    credentials_for(fixture, NULL);
    credentials_found(fixture, "of-environment", "environment");
}

static void assert_token(struct client_fixture *fixture, const char *token) {
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    credentials_for(fixture, NULL);
    assert_true(credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error));
    assert_string_equal(credentials->session_token, token);
}

static void the_older_name_of_the_token_goes_first(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("credentials", "[default]\n" KEYS("k") "aws_session_token = new\n");
    assert_token(fixture, "new");
    environment_file("credentials",
                     "[default]\n" KEYS("k") "aws_session_token = new\naws_security_token = old\n");
    assert_token(fixture, "old");
    setenv("AWS_ACCESS_KEY_ID", "k", 1);
    setenv("AWS_SECRET_ACCESS_KEY", SECRET, 1);
    setenv("AWS_SESSION_TOKEN", "new", 1);
    assert_token(fixture, "new");
    setenv("AWS_SECURITY_TOKEN", "old", 1);
    assert_token(fixture, "old");
}

static void half_a_pair_is_an_error(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("credentials", "[default]\n" KEYS("k"));
    setenv("AWS_SECRET_ACCESS_KEY", SECRET, 1);
    credentials_for(fixture, NULL);
    credentials_refused_with(fixture,
                             "from environment: AWS_SECRET_ACCESS_KEY is set, but not AWS_ACCESS_KEY_ID");
    unsetenv("AWS_SECRET_ACCESS_KEY");
    client_renew(fixture, (struct aws_options){ .access_key = "k" });
    credentials_refused_with(fixture, "accessKey is set, but not secretKey");
    environment_file("credentials", "[default]\naws_access_key_id = k\n");
    credentials_for(fixture, NULL);
    credentials_refused_with(fixture, "aws_access_key_id is set, but not aws_secret_access_key");
}

static void keys_of_the_environment_may_expire(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_ACCESS_KEY_ID", "k", 1);
    setenv("AWS_SECRET_ACCESS_KEY", SECRET, 1);
    setenv("AWS_CREDENTIAL_EXPIRATION", "2015-08-30T12:37:00Z", 1);
    credentials_for(fixture, NULL);
    credentials_found(fixture, "k", "environment");
    fixture_passed_s = 61;
    credentials_refused_with(fixture,
                             "from environment: they have expired 1 s ago. Get new keys and set them there");
    setenv("AWS_CREDENTIAL_EXPIRATION", "soon", 1);
    credentials_refused_with(fixture, "AWS_CREDENTIAL_EXPIRATION is no time");
}

static void without_any_each_source_is_named(void **state) {
    struct client_fixture *fixture = *state;
    static const char *const said[] = {
        "no AWS credentials. Set AWS_PROFILE",
        "\n  web identity of the provider: no assumeRoleWithWebIdentity",
        "\n  provider configuration: no accessKey",
        "\n  environment: no AWS_ACCESS_KEY_ID",
        "\n  assumed role: no role_arn in profile \"default\"",
        "\n  web identity: no AWS_WEB_IDENTITY_TOKEN_FILE",
        "\n  SSO: no sso_account_id",
        "/.aws/credentials is not there",
        "\n  login session: no login_session",
        "\n  credential process: no credential_process",
        "/.aws/config is not there",
        "\n  container: no AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "\n  instance metadata: not asked, because AWS_EC2_METADATA_DISABLED is set",
    };
    for (size_t i = 0; i < COUNT_OF(said); i++)
        credentials_refused_with(fixture, said[i]);
    environment_file("credentials", "[other]\n" KEYS("k"));
    credentials_for(fixture, NULL);
    credentials_refused_with(fixture, "has no profile \"default\"");
    credentials_for(fixture, "other");
    setenv("AWS_ACCESS_KEY_ID", "k", 1);
    environment_file("credentials", "[other]\n");
    credentials_for(fixture, "other");
    credentials_refused_with(fixture, "environment: not asked, because the provider's `profile` is set");
}

static void a_login_session_is_told_how_to_go_on(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("config", "[profile l]\nlogin_session = arn:x\n");
    credentials_for(fixture, "l");
    credentials_refused_with(fixture, "credential_process = aws configure export-credentials --profile l");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_order_of_the_sources),
        TEST(a_profile_of_the_program_goes_before_the_environment),
        TEST(the_older_name_of_the_token_goes_first),
        TEST(half_a_pair_is_an_error),
        TEST(keys_of_the_environment_may_expire),
        TEST(without_any_each_source_is_named),
        TEST(a_login_session_is_told_how_to_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
