/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/credentials_sources.h"
#include "base/memory.h"
#include "support/aws_environment.h"

static bool get(const struct aws_options *options, struct credentials **ret_credentials, struct error **err) {
    auto_config *config = NULL;
    setenv("AWS_REGION", "eu-west-1", 1);
    if (!config_new(options, &config, err))
        return false;
    auto_cancel *cancel = cancel_new();
    struct credentials_chain *chain =
        credentials_chain_new(&(struct credentials_chain_options){ .config = config });
    const bool good = credentials_get(chain, cancel, ret_credentials, err);
    credentials_chain_free(chain);
    return good;
}

static void found(const struct aws_options *options, const char *key, const char *source) {
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    if (!get(options, &credentials, &error))
        fail_msg("%s", error->message);
    assert_string_equal(credentials->access_key, key);
    assert_string_equal(credentials->source, source);
}

static void refused(const struct aws_options *options, const char *message) {
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    assert_false(get(options, &credentials, &error));
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    if (!strstr(error->message, message))
        fail_msg("\"%s\" does not say \"%s\"", error->message, message);
    assert_null(strstr(error->message, "s3cret"));
}

static void the_order_of_the_sources(void **state) {
    (void)state;
    environment_file("config", "[default]\naws_access_key_id = of-config\naws_secret_access_key = s3cret\n");
    found(&(struct aws_options){ 0 }, "of-config", "shared config file");
    environment_file("credentials",
                     "[default]\naws_access_key_id = of-file\naws_secret_access_key = s3cret\n");
    found(&(struct aws_options){ 0 }, "of-file", "shared credentials file");
    setenv("AWS_ACCESS_KEY_ID", "of-environment", 1);
    setenv("AWS_SECRET_ACCESS_KEY", "s3cret", 1);
    found(&(struct aws_options){ 0 }, "of-environment", "environment");
    found(&(struct aws_options){ .access_key = "of-options", .secret_key = "s3cret" }, "of-options",
          "provider configuration");
}

static void a_profile_of_the_program_goes_before_the_environment(void **state) {
    (void)state;
    environment_file("credentials", "[a]\naws_access_key_id = of-a\naws_secret_access_key = s3cret\n"
                                    "aws_session_token = token\n");
    setenv("AWS_ACCESS_KEY_ID", "of-environment", 1);
    setenv("AWS_SECRET_ACCESS_KEY", "s3cret", 1);
    found(&(struct aws_options){ .profile = "a" }, "of-a", "shared credentials file");
    setenv("AWS_PROFILE", "a", 1);
    found(&(struct aws_options){ 0 }, "of-environment", "environment");
    unsetenv("AWS_ACCESS_KEY_ID");
    unsetenv("AWS_SECRET_ACCESS_KEY");
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    assert_true(get(&(struct aws_options){ 0 }, &credentials, &error));
    assert_string_equal(credentials->session_token, "token");
}

static void half_a_pair_is_an_error(void **state) {
    (void)state;
    environment_file("credentials", "[default]\naws_access_key_id = k\naws_secret_access_key = s3cret\n");
    setenv("AWS_SECRET_ACCESS_KEY", "s3cret", 1);
    refused(&(struct aws_options){ 0 },
            "from environment: AWS_SECRET_ACCESS_KEY is set, but not AWS_ACCESS_KEY_ID");
    unsetenv("AWS_SECRET_ACCESS_KEY");
    refused(&(struct aws_options){ .access_key = "k" }, "accessKey is set, but not secretKey");
    environment_file("credentials", "[default]\naws_access_key_id = k\n");
    refused(&(struct aws_options){ 0 }, "aws_access_key_id is set, but not aws_secret_access_key");
}

static void without_any_each_place_is_named(void **state) {
    (void)state;
    refused(&(struct aws_options){ 0 }, "/.aws/credentials is not there");
    environment_file("credentials", "[other]\naws_access_key_id = k\n");
    refused(&(struct aws_options){ 0 }, "has no profile \"default\"");
    refused(&(struct aws_options){ 0 }, "environment: no AWS_ACCESS_KEY_ID");
}

/* Plain keys beside a role_arn are the source's, not the role's: they would be another identity. */
static void ways_we_do_not_go_are_told(void **state) {
    (void)state;
    environment_file("config", "[profile r]\nrole_arn = arn:aws:iam::1:role/x\naws_access_key_id = k\n"
                               "aws_secret_access_key = s3cret\n[profile s]\nsso_session = x\n");
    refused(&(struct aws_options){ .profile = "r" }, "does not assume roles");
    refused(&(struct aws_options){ .profile = "s" }, "sso_session is set, but this version cannot use it");
    setenv("AWS_WEB_IDENTITY_TOKEN_FILE", "/x", 1);
    refused(&(struct aws_options){ 0 }, "AWS_WEB_IDENTITY_TOKEN_FILE is set");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, environment_set_up, environment_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_order_of_the_sources),   TEST(a_profile_of_the_program_goes_before_the_environment),
        TEST(half_a_pair_is_an_error),    TEST(without_any_each_place_is_named),
        TEST(ways_we_do_not_go_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
