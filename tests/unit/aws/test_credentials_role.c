/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "support/credentials_fixture.h"

#define KEYS(name)   "aws_access_key_id = " name "\naws_secret_access_key = " SECRET "\n"
#define ROLE(name)   "role_arn = arn:aws:iam::111122223333:role/" name "\n"
#define ASSUMED(key) STS_ANSWER("AssumeRole", key)

static void write_config(struct client_fixture *fixture, const char *profile, const char *text) {
    environment_file("config", text);
    credentials_for(fixture, profile);
}

static void assert_sent(struct client_fixture *fixture, size_t i, const char *needle) {
    const char *request = scripted_request(fixture->script, i);
    assert_non_null(request);
    if (!strstr(request, needle))
        fail_msg("no \"%s\" in %s", needle, request);
}

static void a_role_is_assumed_with_the_source_profile(void **state) {
    struct client_fixture *fixture = *state;
    write_config(
        fixture, "r",
        "[profile r]\n" ROLE("one") "source_profile = base\nexternal_id = ext-1\nduration_seconds = 1800\n"
                                    "role_session_name = me\n[profile base]\n" KEYS("base-key"));
    scripted_expect(fixture->script, "Action=AssumeRole&", 200, NULL, ASSUMED("role-key"));
    credentials_found(fixture, "role-key", "assumed role");
    credentials_found(fixture, "role-key", "assumed role");
    assert_sent(fixture, 0, "POST https://sts.eu-central-1.amazonaws.com/");
    assert_sent(fixture, 0, "Credential=base-key/20150830/eu-central-1/sts/");
    assert_sent(fixture, 0, "RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fone");
    assert_sent(fixture, 0, "RoleSessionName=me");
    assert_sent(fixture, 0, "ExternalId=ext-1");
    assert_sent(fixture, 0, "DurationSeconds=1800");
}

/* Two hours ahead of AWS's: a session of one hour would seem to have ended an hour before it was given. */
static void its_time_is_that_of_awss_clock(void **state) {
    struct client_fixture *fixture = *state;
    write_config(fixture, "r",
                 "[profile r]\n" ROLE("one") "source_profile = base\n[profile base]\n" KEYS("base-key"));
    fixture_passed_s = 2 * 3600;
    scripted_expect(fixture->script, "Action=AssumeRole&", 403, "Date: Sun, 30 Aug 2015 12:36:00 GMT",
                    STS_ERROR("RequestExpired", "Request has expired."));
    scripted_expect(fixture->script, "Action=AssumeRole&", 200, NULL, ASSUMED("role-key"));
    credentials_found(fixture, "role-key", "assumed role");
    fixture_passed_s = 2 * 3600 + 44 * 60;
    credentials_found(fixture, "role-key", "assumed role");
    fixture_passed_s = 2 * 3600 + 46 * 60;
    scripted_expect(fixture->script, "Action=AssumeRole&", 200, NULL, ASSUMED("next-key"));
    credentials_found(fixture, "next-key", "assumed role");
}

static void it_is_assumed_anew_before_it_ends_with_what_the_source_has_then(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_ACCESS_KEY_ID", "first", 1);
    setenv("AWS_SECRET_ACCESS_KEY", SECRET, 1);
    setenv("AWS_CREDENTIAL_EXPIRATION", "2015-08-30T12:37:00Z", 1);
    write_config(fixture, "r", "[profile r]\n" ROLE("one") "credential_source = Environment\n");
    scripted_expect(fixture->script, "Credential=first/", 200, NULL, ASSUMED("key-1"));
    credentials_found(fixture, "key-1", "assumed role");
    fixture_passed_s = 44 * 60;
    credentials_found(fixture, "key-1", "assumed role");
    fixture_passed_s = 46 * 60;
    setenv("AWS_ACCESS_KEY_ID", "second", 1);
    setenv("AWS_CREDENTIAL_EXPIRATION", "2015-08-30T15:00:00Z", 1);
    scripted_expect(fixture->script, "Credential=second/", 200, NULL, ASSUMED("key-2"));
    credentials_found(fixture, "key-2", "assumed role");
}

/* A profile whose process gives key-N of the N-th run, for eight hours. */
static void use_process(struct client_fixture *fixture) {
    const char *path = environment_file(
        "process",
        "#!/bin/sh\necho x >> \"$0.runs\"; n=$(wc -l < \"$0.runs\"); test -e \"$0.broken\" && exit 1\n"
        "echo \"{\\\"Version\\\": 1, \\\"AccessKeyId\\\": \\\"key-$n\\\", \\\"SecretAccessKey\\\": "
        "\\\"" SECRET "\\\", \\\"Expiration\\\": \\\"2015-08-30T20:36:00Z\\\"}\"\n");
    assert_int_equal(chmod(path, 0700), 0);
    auto_free char *config = xprintf("[profile r]\n" ROLE("one") "source_profile = p\n[profile p]\n"
                                                                 "credential_process = %s\n",
                                     path);
    write_config(fixture, "r", config);
}

#define ASSUMED_UNTIL(key, time)                                                                             \
    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" key                                   \
    "</AccessKeyId><SecretAccessKey>" SECRET "</SecretAccessKey><SessionToken>" SECRET                       \
    "</SessionToken><Expiration>2015-08-30T" time                                                            \
    "Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"

static void the_source_is_asked_again_only_when_its_own_time_ends(void **state) {
    struct client_fixture *fixture = *state;
    use_process(fixture);
    scripted_expect(fixture->script, "Credential=key-1/", 200, NULL, ASSUMED_UNTIL("role-1", "13:36:00"));
    credentials_found(fixture, "role-1", "assumed role");
    fixture_passed_s = 3600;
    scripted_expect(fixture->script, "Credential=key-1/", 200, NULL, ASSUMED_UNTIL("role-2", "20:30:00"));
    credentials_found(fixture, "role-2", "assumed role");
    fixture_passed_s = 8 * 3600 - 600;
    scripted_expect(fixture->script, "Credential=key-2/", 200, NULL, ASSUMED_UNTIL("role-3", "20:35:00"));
    credentials_found(fixture, "role-3", "assumed role");
    environment_file("process.broken", "");
    fixture_passed_s = 8 * 3600 - 60;
    scripted_expect(fixture->script, "Credential=key-2/", 200, NULL, ASSUMED_UNTIL("role-4", "21:36:00"));
    credentials_found(fixture, "role-4",
                      "assumed role"); /* the process fails, its last keys hold a minute more */
}

static void a_source_that_sts_does_not_take_any_more_is_asked_again(void **state) {
    struct client_fixture *fixture = *state;
    use_process(fixture);
    scripted_expect(fixture->script, "Credential=key-1/", 200, NULL, ASSUMED_UNTIL("role-1", "13:36:00"));
    credentials_found(fixture, "role-1", "assumed role");
    fixture_passed_s = 3600;
    scripted_expect(fixture->script, "Credential=key-1/", 403, NULL,
                    STS_ERROR("InvalidClientTokenId", "gone"));
    scripted_expect(fixture->script, "Credential=key-2/", 200, NULL, ASSUMED_UNTIL("role-2", "14:36:00"));
    credentials_found(fixture, "role-2", "assumed role");
}

/* When AWS refuses what the role gave, nothing that it was made of is trusted. */
static void after_a_refusal_the_source_is_asked_again(void **state) {
    struct client_fixture *fixture = *state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    use_process(fixture);
    scripted_expect(fixture->script, "Credential=key-1/", 200, NULL, ASSUMED("role-1"));
    assert_true(credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error));
    credentials_refused(fixture->client->credentials, credentials);
    scripted_expect(fixture->script, "Credential=key-2/", 200, NULL, ASSUMED("role-2"));
    credentials_found(fixture, "role-2", "assumed role");
}

static void roles_follow_each_other(void **state) {
    struct client_fixture *fixture = *state;
    write_config(fixture, "a",
                 "[profile a]\n" ROLE("a") "source_profile = b\n[profile b]\n" ROLE(
                     "b") "source_profile = c\n"
                          "[profile c]\n" KEYS("c-key"));
    scripted_expect(fixture->script, "Credential=c-key/", 200, NULL, ASSUMED("b-key"));
    scripted_expect(fixture->script, "Credential=b-key/", 200, NULL, ASSUMED("a-key"));
    credentials_found(fixture, "a-key", "assumed role");
    assert_sent(fixture, 0, "role%2Fb");
    assert_sent(fixture, 1, "role%2Fa");
    assert_sent(fixture, 1, "X-Amz-Security-Token: " SECRET "-token");
}

static void a_profile_may_hold_the_keys_of_its_own_role(void **state) {
    struct client_fixture *fixture = *state;
    write_config(fixture, "r", "[profile r]\n" ROLE("one") "source_profile = r\n" KEYS("own"));
    scripted_expect(fixture->script, "Credential=own/", 200, NULL, ASSUMED("role-key"));
    credentials_found(fixture, "role-key", "assumed role");
}

/* As in botocore: a source profile that has keys is not asked for its own role. */
static void keys_of_a_source_profile_go_before_its_role(void **state) {
    struct client_fixture *fixture = *state;
    write_config(fixture, "r",
                 "[profile r]\n" ROLE("one") "source_profile = s\n[profile s]\n" ROLE("s") KEYS("s-key"));
    scripted_expect(fixture->script, "Credential=s-key/", 200, NULL, ASSUMED("role-key"));
    credentials_found(fixture, "role-key", "assumed role");
}

static void the_environment_may_be_the_source(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_ACCESS_KEY_ID", "env-key", 1);
    setenv("AWS_SECRET_ACCESS_KEY", SECRET, 1);
    write_config(fixture, "r", "[profile r]\n" ROLE("one") "credential_source = Environment\n");
    scripted_expect(fixture->script, "Credential=env-key/", 200, NULL, ASSUMED("role-key"));
    credentials_found(fixture, "role-key", "assumed role");
    unsetenv("AWS_ACCESS_KEY_ID");
    unsetenv("AWS_SECRET_ACCESS_KEY");
    credentials_for(fixture, "r");
    credentials_refused_with(fixture, "credential_source Environment of profile \"r\" has none");
}

static void mistakes_are_told(void **state) {
    struct client_fixture *fixture = *state;
    static const struct {
        const char *config;
        const char *message;
    } cases[] = {
        { "source_profile = none\n", "source_profile \"none\" of profile \"r\" does not exist" },
        { "source_profile = r\n", "goes round in a circle: \"r\" leads back to \"r\"" },
        { "source_profile = s\n[profile s]\n" ROLE("s") "source_profile = r\n",
          "goes round in a circle: \"s\" leads back to \"r\"" },
        { "source_profile = s\n[profile s]\nregion = x\n", "the source profile \"s\" has none" },
        { "", "has role_arn, but neither source_profile nor credential_source" },
        { "source_profile = s\ncredential_source = Environment\n",
          "has source_profile and credential_source" },
        { "credential_source = environment\n", "\"environment\" of profile \"r\" is none of Environment" },
        { "mfa_serial = arn:aws:iam::1:mfa/me\nsource_profile = s\n[profile s]\n" KEYS("k"),
          "profile \"r\" has mfa_serial (arn:aws:iam::1:mfa/me), and nobody can be asked" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        auto_free char *text = xprintf("[profile r]\n" ROLE("one") "%s", cases[i].config);
        write_config(fixture, "r", text);
        credentials_refused_with(fixture, cases[i].message);
    }
}

static void what_sts_refuses_is_told_with_the_way_out(void **state) {
    struct client_fixture *fixture = *state;
    write_config(fixture, "r",
                 "[profile r]\n" ROLE("one") "source_profile = base\n[profile base]\n" KEYS(
                     "base-key") "aws_session_token = " SECRET "-token\n");
    scripted_expect(fixture->script, "AssumeRole", 403, NULL,
                    STS_ERROR("AccessDenied", "not authorized to perform: sts:AssumeRole"));
    credentials_refused_with(fixture,
                             "AWS credentials from assumed role: profile \"r\": cannot assume "
                             "arn:aws:iam::111122223333:role/one: not authorized to perform: sts:AssumeRole. "
                             "The role must exist and its trust policy must let in the "
                             "credentials from shared config file");
    credentials_for(fixture, "r");
    scripted_expect(fixture->script, "AssumeRole", 403, NULL,
                    STS_ERROR("ExpiredToken", "The token " SECRET "-token is expired"));
    credentials_refused_with(
        fixture, "These are the credentials from shared config file. Get new keys and set them there");
}

static void a_passing_failure_of_sts_is_repeated(void **state) {
    struct client_fixture *fixture = *state;
    write_config(fixture, "r",
                 "[profile r]\n" ROLE("one") "source_profile = base\n[profile base]\n" KEYS("base-key"));
    scripted_expect(fixture->script, "attempt=1\n", 503, NULL, STS_ERROR("ServiceUnavailable", "later"));
    scripted_expect(fixture->script, "attempt=2; max=3\n", 400, NULL, STS_ERROR("Throttling", "later"));
    scripted_expect(fixture->script, "Credential=base-key/", 200, NULL, ASSUMED("role-key"));
    credentials_found(fixture, "role-key", "assumed role");
}

/* The program's keys are not the environment's: a source profile is asked with what its files say. */
static void a_source_profile_asks_no_variables(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere", 1);
    write_config(fixture, "r",
                 "[profile r]\n" ROLE("one") "source_profile = base\n[profile base]\n" KEYS("base-key"));
    scripted_expect(fixture->script, "Credential=base-key/", 200, NULL, ASSUMED("role-key"));
    credentials_found(fixture, "role-key", "assumed role");
}

static void *get(void *argument) {
    struct client_fixture *fixture = argument;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    if (!credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error))
        return NULL;
    return strcmp(credentials->access_key, "role-key") == 0 ? fixture : NULL;
}

/* The script has one answer: a second request fails the test. */
static void many_threads_make_one_call(void **state) {
    struct client_fixture *fixture = *state;
    pthread_t threads[24];
    write_config(fixture, "r",
                 "[profile r]\n" ROLE("one") "source_profile = base\n[profile base]\n" KEYS("base-key"));
    scripted_expect(fixture->script, "Action=AssumeRole&", 200, NULL, ASSUMED("role-key"));
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        pthread_create(&threads[i], NULL, get, fixture);
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        void *good = NULL;
        pthread_join(threads[i], &good);
        assert_ptr_equal(good, fixture);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_role_is_assumed_with_the_source_profile),
        TEST(its_time_is_that_of_awss_clock),
        TEST(it_is_assumed_anew_before_it_ends_with_what_the_source_has_then),
        TEST(the_source_is_asked_again_only_when_its_own_time_ends),
        TEST(a_source_that_sts_does_not_take_any_more_is_asked_again),
        TEST(after_a_refusal_the_source_is_asked_again),
        TEST(roles_follow_each_other),
        TEST(a_profile_may_hold_the_keys_of_its_own_role),
        TEST(keys_of_a_source_profile_go_before_its_role),
        TEST(the_environment_may_be_the_source),
        TEST(mistakes_are_told),
        TEST(what_sts_refuses_is_told_with_the_way_out),
        TEST(a_passing_failure_of_sts_is_repeated),
        TEST(a_source_profile_asks_no_variables),
        TEST(many_threads_make_one_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
