/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "support/credentials_fixture.h"
#include "support/loopback.h"

#define ROLE_PATH "/latest/meta-data/iam/security-credentials/"
#define ANSWER(key, until)                                                                                   \
    "{\"Code\": \"Success\", \"AccessKeyId\": \"" key "\", \"SecretAccessKey\": \"" SECRET                   \
    "\", \"Token\": \"" SECRET "\", \"Expiration\": \"" until "\"}"
#define ANSWER_1(key) ANSWER(key, "2015-08-30T18:36:00Z")

static const char source[] = "instance metadata";

static int set_up(void **state) {
    if (credentials_set_up(state) != 0)
        return -1;
    unsetenv("AWS_EC2_METADATA_DISABLED");
    credentials_for(*state, NULL);
    return 0;
}

/* The three requests of version 2. */
static void expect_all(struct client_fixture *fixture, const char *answer) {
    scripted_expect(fixture->script, "PUT http://169.254.169.254/latest/api/token\n", 200, NULL,
                    SECRET "-imds");
    scripted_expect(fixture->script, "GET http://169.254.169.254" ROLE_PATH "\n", 200, NULL, "my-role\n");
    scripted_expect(fixture->script, "GET http://169.254.169.254" ROLE_PATH "my-role\n", 200, NULL, answer);
}

static void the_role_of_the_instance(void **state) {
    struct client_fixture *fixture = *state;
    expect_all(fixture, ANSWER_1("imds"));
    credentials_found(fixture, "imds", source);
    assert_int_equal(scripted_direct(fixture->script), 3);
    assert_non_null(
        strstr(scripted_request(fixture->script, 0), "X-Aws-Ec2-Metadata-Token-Ttl-Seconds: 21600"));
    assert_non_null(
        strstr(scripted_request(fixture->script, 1), "X-Aws-Ec2-Metadata-Token: " SECRET "-imds"));
    assert_non_null(
        strstr(scripted_request(fixture->script, 2), "X-Aws-Ec2-Metadata-Token: " SECRET "-imds"));
    fixture_passed_s = 6 * 3600 - 14 * 60;
    expect_all(fixture, ANSWER("imds-2", "2015-08-31T00:36:00Z"));
    credentials_found(fixture, "imds-2", source);
}

/* AWS serves old keys on when it cannot make new ones, and takes them. */
static void expired_ones_are_used_all_the_same(void **state) {
    struct client_fixture *fixture = *state;
    expect_all(fixture, ANSWER("old", "2015-08-30T12:35:00Z"));
    credentials_found(fixture, "old", source);
    credentials_found(fixture, "old", source);
    fixture_passed_s = 9 * 60;
    expect_all(fixture, ANSWER_1("new"));
    credentials_found(fixture, "new", source);
}

static void version_1_where_there_is_no_token(void **state) {
    struct client_fixture *fixture = *state;
    for (int i = 0; i < 3; i++) {
        static const int statuses[] = { 403, 404, 405 };
        credentials_for(fixture, NULL);
        scripted_expect(fixture->script, "PUT ", statuses[i], NULL, "");
        scripted_expect(fixture->script, "GET ", 200, NULL, "r");
        scripted_expect(fixture->script, "GET ", 200, NULL, ANSWER_1("v1"));
        credentials_found(fixture, "v1", source);
        assert_null(strstr(scripted_request(fixture->script, 1), "X-Aws-Ec2-Metadata-Token"));
    }
    credentials_for(fixture, NULL);
    scripted_fail(fixture->script, "PUT ", TRANSPORT_SILENT, true);
    scripted_expect(fixture->script, "GET ", 200, NULL, "r");
    scripted_expect(fixture->script, "GET ", 200, NULL, ANSWER_1("v1"));
    credentials_found(fixture, "v1", source);
    setenv("AWS_EC2_METADATA_V1_DISABLED", "true", 1);
    credentials_for(fixture, NULL);
    scripted_expect(fixture->script, "PUT ", 404, NULL, "");
    credentials_refused_with(fixture, "version 1 is turned off by AWS_EC2_METADATA_V1_DISABLED");
}

static void what_is_not_there_is_told(void **state) {
    struct client_fixture *fixture = *state;
    scripted_fail(fixture->script, "PUT ", TRANSPORT_REFUSED, false);
    credentials_refused_with(
        fixture,
        "\n  instance metadata: this is no EC2 instance, or its metadata is turned off: scripted failure");
    scripted_expect(fixture->script, "PUT ", 400, NULL, SECRET);
    credentials_refused_with(fixture, "169.254.169.254 answers HTTP 400 when asked for a token");
    scripted_expect(fixture->script, "PUT ", 200, NULL, "t");
    scripted_expect(fixture->script, "GET ", 404, NULL, SECRET);
    credentials_refused_with(fixture, "the instance has no role (HTTP 404 of 169.254.169.254)");
    scripted_expect(fixture->script, "PUT ", 200, NULL, "t");
    scripted_expect(fixture->script, "GET ", 200, NULL, "r");
    scripted_expect(fixture->script, "GET ", 200, NULL, SECRET);
    credentials_refused_with(fixture, "is no JSON object");
    scripted_expect(fixture->script, "PUT ", 200, NULL, "t");
    scripted_expect(fixture->script, "GET ", 200, NULL, "r");
    scripted_expect(fixture->script, "GET ", 200, NULL, "{\"Code\": \"AssumeRoleUnauthorizedAccess\"}");
    credentials_refused_with(fixture, "code AssumeRoleUnauthorizedAccess: \"AccessKeyId\" is missing");
    scripted_expect(fixture->script, "PUT ", 200, NULL, "t");
    scripted_expect(fixture->script, "GET ", 200, NULL, "r");
    scripted_expect(fixture->script, "GET ", 200, NULL, "{\"Code\": \"a " SECRET "\"}"); /* no code */
    credentials_refused_with(fixture, "the answer of 169.254.169.254: \"AccessKeyId\" is missing");
}

static void attempts_are_as_many_as_asked_for(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "3", 1);
    scripted_fail(fixture->script, "PUT ", TRANSPORT_REFUSED, false);
    scripted_expect(fixture->script, "PUT ", 500, NULL, "");
    scripted_expect(fixture->script, "PUT ", 200, NULL, "t");
    scripted_expect(fixture->script, "GET ", 500, NULL, "");
    scripted_expect(fixture->script, "GET ", 200, NULL, "");
    scripted_expect(fixture->script, "GET ", 200, NULL, "r");
    scripted_expect(fixture->script, "GET ", 200, NULL, ANSWER_1("k"));
    credentials_found(fixture, "k", source);
    setenv("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "many", 1);
    credentials_for(fixture, NULL);
    credentials_refused_with(fixture,
                             "the variable AWS_METADATA_SERVICE_NUM_ATTEMPTS: expected a whole number from 1 "
                             "to 20, got \"many\"");
}

static void assert_asked_at(struct client_fixture *fixture, const char *url) {
    credentials_for(fixture, NULL);
    scripted_fail(fixture->script, url, TRANSPORT_REFUSED, false);
    credentials_refused_with(fixture, "is turned off: scripted failure");
    scripted_assert_done(fixture->script);
}

static void it_can_be_elsewhere(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("config", "[default]\nec2_metadata_service_endpoint_mode = IPv6\n");
    assert_asked_at(fixture, "PUT http://[fd00:ec2::254]/latest/api/token\n");
    setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv4", 1);
    assert_asked_at(fixture, "PUT http://169.254.169.254/latest/api/token\n");
    setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1338/base/", 1);
    assert_asked_at(fixture, "PUT http://127.0.0.1:1338/base/latest/api/token\n");
    client_renew(fixture,
                 (struct aws_options){ .access_key = "", .ec2_metadata_endpoint = "http://127.0.0.1:1339" });
    scripted_fail(fixture->script, "PUT http://127.0.0.1:1339/latest/api/token\n", TRANSPORT_REFUSED, false);
    credentials_refused_with(fixture, "scripted failure");
    setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", "nonsense", 1);
    credentials_for(fixture, NULL);
    credentials_refused_with(
        fixture, "the variable AWS_EC2_METADATA_SERVICE_ENDPOINT: \"nonsense\" is no endpoint URL");
    setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://ann:" SECRET "@host", 1);
    credentials_for(fixture, NULL);
    credentials_refused_with(fixture,
                             "expected an endpoint URL such as http://169.254.169.254, without user");
    setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "v5", 1);
    credentials_refused_with(fixture,
                             "the variable AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: expected IPv4 or IPv6, "
                             "got \"v5\"");
    client_renew(fixture, (struct aws_options){ .access_key = "", .ec2_metadata_endpoint_mode = "v7" });
    credentials_refused_with(fixture, "ec2MetadataServiceEndpointMode: expected IPv4 or IPv6, got \"v7\"");
    environment_file("config", "[default]\n\nimds_use_ipv6 = yes\n");
    credentials_for(fixture, NULL);
    credentials_refused_with(fixture, "imds_use_ipv6 in [default] (");
    credentials_refused_with(fixture, ".aws/config, line 3): expected false or true, got \"yes\"");
}

static void it_can_be_left_out(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_EC2_METADATA_DISABLED", "TRUE", 1);
    credentials_for(fixture, NULL);
    credentials_refused_with(fixture, "not asked, because AWS_EC2_METADATA_DISABLED is set");
    unsetenv("AWS_EC2_METADATA_DISABLED");
    client_renew(fixture, (struct aws_options){ .access_key = "", .skip_ec2_metadata = AWS_ON });
    credentials_refused_with(fixture, "not asked, because the provider's skipMetadataApiCheck is set");
    setenv("AWS_EC2_METADATA_DISABLED", "true", 1);
    client_renew(fixture, (struct aws_options){ .access_key = "", .skip_ec2_metadata = AWS_OFF });
    expect_all(fixture, ANSWER_1("k"));
    credentials_found(fixture, "k", source);
}

/* By the real transport: a service that takes the connection and says nothing costs two requests of a second each. */
static void silence_ends_soon(void **state) {
    (void)state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    auto_cancel *cancel = cancel_new();
    struct loopback *server = loopback_start();
    auto_free char *url = xprintf("http://127.0.0.1:%d/hang", loopback_port(server));
    struct aws_client *client = NULL;
    assert_true(aws_client_new(
        &(struct aws_options){ .region = "eu-central-1", .ec2_metadata_endpoint = url }, &client, &error));
    const int64_t started_ms = clock_monotonic_ms();
    assert_false(credentials_get(client->credentials, cancel, &credentials, &error));
    const int64_t took_ms = clock_monotonic_ms() - started_ms;
    assert_in_range(took_ms, 1900, 6000);
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    if (!strstr(error->message, "within 1 s"))
        fail_msg("%s", error->message);
    aws_client_free(client);
    loopback_stop(server);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_role_of_the_instance),
        TEST(expired_ones_are_used_all_the_same),
        TEST(version_1_where_there_is_no_token),
        TEST(what_is_not_there_is_told),
        TEST(attempts_are_as_many_as_asked_for),
        TEST(it_can_be_elsewhere),
        TEST(it_can_be_left_out),
        TEST(silence_ends_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
