/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "support/credentials_fixture.h"

#define ANSWER(key)                                                                                          \
    "{\"RoleArn\": \"r\", \"AccessKeyId\": \"" key "\", \"SecretAccessKey\": \"" SECRET                      \
    "\", \"Token\": \"" SECRET "\", \"Expiration\": \"2015-08-30T13:36:00Z\"}"

static const char source[] = "container";

static void use_full(const char *uri) {
    unsetenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri, 1);
}

static void the_agent_of_ecs_is_asked(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/x?y=z", 1);
    setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/other", 1);
    scripted_expect(fixture->script,
                    "GET http://169.254.170.2/v2/credentials/x?y=z\nAccept: application/json\n\n", 200, NULL,
                    ANSWER("ecs"));
    credentials_found(fixture, "ecs", source);
    fixture_passed_s = 46 * 60;
    scripted_expect(fixture->script, "GET http://169.254.170.2/v2/credentials/x", 200, NULL, ANSWER("ecs-2"));
    credentials_found(fixture, "ecs-2", source);
}

static void the_agent_of_eks_gets_the_token_of_the_file(void **state) {
    struct client_fixture *fixture = *state;
    use_full("http://169.254.170.23/v1/credentials");
    setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "another", 1);
    setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", environment_file("token", "first-" SECRET), 1);
    scripted_expect(fixture->script, "\nAuthorization: first-" SECRET "\n", 200, NULL, ANSWER("eks"));
    credentials_found(fixture, "eks", source);
    assert_int_equal(scripted_direct(fixture->script), 1);
    environment_file("token", "second-" SECRET);
    fixture_passed_s = 46 * 60;
    scripted_expect(fixture->script, "\nAuthorization: second-" SECRET "\n", 200, NULL, ANSWER("eks-2"));
    credentials_found(fixture, "eks-2", source);
}

static void the_token_may_be_in_a_variable(void **state) {
    struct client_fixture *fixture = *state;
    use_full("http://localhost:8080");
    setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic " SECRET, 1);
    scripted_expect(fixture->script, "GET http://localhost:8080/\n", 200, NULL, ANSWER("k"));
    credentials_found(fixture, "k", source);
    assert_non_null(strstr(scripted_request(fixture->script, 0), "\nAuthorization: Basic " SECRET "\n"));
}

static void only_known_hosts_get_the_token(void **state) {
    struct client_fixture *fixture = *state;
    static const char *const good[] = { "http://127.0.0.1/x",      "http://127.200.3.4:81/x",
                                        "http://[::1]:80/x",       "http://LOCALHOST:1/x",
                                        "http://[fd00:ec2::23]/x", "http://169.254.170.2/",
                                        "https://example.com/x",   "https://10.0.0.1/x" };
    static const char *const bad[] = {
        "http://example.com/x",           "http://169.254.170.3/x",         "http://10.0.0.1/x",
        "http://localhost.example.com/x", "http://127.0.0.1.example.com/x", "http://[fd00:ec2::24]/x"
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        use_full(good[i]);
        credentials_for(fixture, NULL);
        scripted_expect(fixture->script, "GET ", 200, NULL, ANSWER("k"));
        credentials_found(fixture, "k", source);
        assert_int_equal(scripted_direct(fixture->script), 1);
        scripted_assert_done(fixture->script);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        use_full(bad[i]);
        credentials_for(fixture, NULL);
        credentials_refused_with(fixture, "Only https, a loopback address, localhost, 169.254.170.2");
    }
    use_full("file:///etc/passwd");
    credentials_refused_with(fixture, "AWS_CONTAINER_CREDENTIALS_FULL_URI is no URL");
    setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "example.com/", 1);
    credentials_refused_with(fixture, "RELATIVE_URI does not begin with \"/\"");
}

static void passing_failures_are_tried_three_times(void **state) {
    struct client_fixture *fixture = *state;
    use_full("http://127.0.0.1/x");
    scripted_fail(fixture->script, "GET ", TRANSPORT_REFUSED, false);
    scripted_expect(fixture->script, "GET ", 500, NULL, SECRET);
    scripted_expect(fixture->script, "GET ", 200, NULL, ANSWER("k"));
    credentials_found(fixture, "k", source);
    assert_int_equal(fixture_waited_ms, 2000);
    credentials_for(fixture, NULL);
    for (int i = 0; i < 3; i++)
        scripted_expect(fixture->script, "GET ", 503, NULL, SECRET);
    credentials_refused_with(fixture, "AWS credentials from container: 127.0.0.1 answers HTTP 503");
}

static void lasting_failures_are_told_at_once(void **state) {
    struct client_fixture *fixture = *state;
    static const struct {
        int status;
        const char *body;
        const char *message;
    } cases[] = {
        { 403, "{\"token\": \"" SECRET "\"}", "answers HTTP 403: it does not take the authorization token" },
        { 404, SECRET, "answers HTTP 404" },
        { 200, SECRET, "is no JSON object" },
        { 200, "[\"" SECRET "\"]", "is no JSON object" },
        { 200, "{\"AccessKeyId\": \"" SECRET "\"}",
          "the answer of 127.0.0.1: \"SecretAccessKey\" is missing" },
        { 200, "{\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"" SECRET "\", \"Token\": \"t\"}",
          "\"Expiration\" is missing" },
    };
    use_full("http://127.0.0.1/x");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        credentials_for(fixture, NULL);
        scripted_expect(fixture->script, "GET ", cases[i].status, NULL, cases[i].body);
        credentials_refused_with(fixture, cases[i].message);
        scripted_assert_done(fixture->script);
    }
}

static void a_token_that_is_no_header_is_refused(void **state) {
    struct client_fixture *fixture = *state;
    use_full("http://127.0.0.1/x");
    setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", SECRET "\r\nX: y", 1);
    credentials_refused_with(fixture,
                             "the authorization token in AWS_CONTAINER_AUTHORIZATION_TOKEN has a line break");
    setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/nowhere", 1);
    credentials_refused_with(fixture, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: cannot read /nowhere");
}

static void a_profile_may_name_it_as_its_source(void **state) {
    struct client_fixture *fixture = *state;
    setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x", 1);
    environment_file("config",
                     "[profile r]\nrole_arn = role-of-r-0123456789\ncredential_source = EcsContainer\n");
    credentials_for(fixture, "r");
    scripted_expect(fixture->script, "GET http://169.254.170.2/x", 200, NULL, ANSWER("ecs"));
    scripted_expect(fixture->script, "Credential=ecs/", 200, NULL, STS_ANSWER("AssumeRole", "role-key"));
    credentials_found(fixture, "role-key", "assumed role");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_agent_of_ecs_is_asked),
        TEST(the_agent_of_eks_gets_the_token_of_the_file),
        TEST(the_token_may_be_in_a_variable),
        TEST(only_known_hosts_get_the_token),
        TEST(passing_failures_are_tried_three_times),
        TEST(lasting_failures_are_told_at_once),
        TEST(a_token_that_is_no_header_is_refused),
        TEST(a_profile_may_name_it_as_its_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
