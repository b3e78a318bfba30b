/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/config/config.h"
#include "base/memory.h"
#include "support/aws_environment.h"

static struct config *settled(const struct aws_options *options) {
    auto_error *error = NULL;
    struct config *config = NULL;
    if (!config_new(options, &config, &error))
        fail_msg("%s", error->message);
    return config;
}

static void refused(const struct aws_options *options, const char *property, const char *message) {
    auto_error *error = NULL;
    auto_config *config = NULL;
    assert_false(config_new(options, &config, &error));
    assert_int_equal(error->kind, ERROR_INPUT);
    if (!strstr(error->message, message))
        fail_msg("\"%s\" does not say \"%s\"", error->message, message);
    if (property)
        assert_string_equal(error->property, property);
    else
        assert_null(error->property);
}

static void the_region_comes_from_options_variables_profile(void **state) {
    (void)state;
    refused(&(struct aws_options){ 0 }, "region", "AWS_REGION");
    environment_file("config", "[default]\nregion = eu-west-1\n");
    auto_config *file = settled(&(struct aws_options){ 0 });
    assert_string_equal(file->region, "eu-west-1");
    setenv("AWS_DEFAULT_REGION", "eu-west-2", 1);
    auto_config *second = settled(&(struct aws_options){ 0 });
    assert_string_equal(second->region, "eu-west-2");
    setenv("AWS_REGION", "eu-west-3", 1);
    auto_config *first = settled(&(struct aws_options){ 0 });
    assert_string_equal(first->region, "eu-west-3");
    auto_config *option = settled(&(struct aws_options){ .region = "us-east-2" });
    assert_string_equal(option->region, "us-east-2");
    refused(&(struct aws_options){ .region = "Frankfurt am Main" }, "region", "no AWS region name");
}

static void profiles_are_found_in_both_files(void **state) {
    (void)state;
    environment_file(
        "config",
        "[profile a]\nregion = eu-west-1\nmax_attempts = 4\n[profile \"b c\"]\nregion = eu-west-2\n");
    environment_file("credentials", "[a]\nregion = eu-north-1\n[d]\naws_access_key_id = k\n");
    auto_config *a = settled(&(struct aws_options){ .profile = "a" });
    assert_string_equal(a->region, "eu-north-1"); /* the credentials file goes first */
    assert_int_equal(a->max_attempts, 4);
    setenv("AWS_PROFILE", "b c", 1);
    auto_config *quoted = settled(&(struct aws_options){ 0 });
    assert_string_equal(quoted->region, "eu-west-2");
    assert_string_equal(quoted->profile_from, "AWS_PROFILE");
    auto_config *only = settled(&(struct aws_options){ .profile = "d", .region = "eu-west-1" });
    assert_null(only->profile_section);
    refused(&(struct aws_options){ .profile = "x" }, "profile", "profiles there: a, \"b c\", a, d");
    setenv("AWS_PROFILE", "y", 1);
    refused(&(struct aws_options){ 0 }, NULL, "\"y\" (AWS_PROFILE)");
}

static void attempts(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    auto_config *standard = settled(&(struct aws_options){ 0 });
    assert_int_equal(standard->max_attempts, CONFIG_DEFAULT_ATTEMPTS);
    assert_false(standard->attempts_asked);
    setenv("AWS_MAX_ATTEMPTS", "7", 1);
    auto_config *variable = settled(&(struct aws_options){ 0 });
    assert_int_equal(variable->max_attempts, 7);
    auto_config *option = settled(&(struct aws_options){ .max_attempts = 2 });
    assert_int_equal(option->max_attempts, 2);
    static const char *const bad[] = { "x", "0", "-1", "102", "99999999999999999999", "3x", " " };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        setenv("AWS_MAX_ATTEMPTS", bad[i], 1);
        refused(&(struct aws_options){ 0 }, NULL,
                "the variable AWS_MAX_ATTEMPTS: expected a whole number from 1 to 101");
    }
    unsetenv("AWS_MAX_ATTEMPTS");
    environment_file("config", "[default]\nregion = eu-west-1\nmax_attempts = many\n");
    refused(&(struct aws_options){ 0 }, NULL, "max_attempts in [default] (");
    refused(&(struct aws_options){ 0 }, NULL, ".aws/config, line 3): expected a whole number");
    environment_file("credentials", "[other]\n[default]\n\nmax_attempts = more\n");
    refused(&(struct aws_options){ 0 }, NULL, ".aws/credentials, line 4): expected a whole number");
    refused(&(struct aws_options){ .max_attempts = 102 }, "maxRetries", "expected a whole number");
    auto_config *most = settled(&(struct aws_options){ .max_attempts = 101 }); /* the schema's 100 retries */
    assert_int_equal(most->max_attempts, 101);
}

static void the_retry_mode(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    auto_config *unset = settled(&(struct aws_options){ 0 });
    assert_int_equal(unset->retry_mode, CONFIG_RETRY_STANDARD);
    environment_file("config", "[default]\nretry_mode = adaptive\n");
    auto_config *profile = settled(&(struct aws_options){ 0 });
    assert_int_equal(profile->retry_mode, CONFIG_RETRY_ADAPTIVE);
    setenv("AWS_RETRY_MODE", "legacy", 1);
    auto_config *variable = settled(&(struct aws_options){ 0 });
    assert_int_equal(variable->retry_mode, CONFIG_RETRY_STANDARD);
    auto_config *option = settled(&(struct aws_options){ .retry_mode = "adaptive" });
    assert_int_equal(option->retry_mode, CONFIG_RETRY_ADAPTIVE);
    setenv("AWS_RETRY_MODE", "patient", 1);
    refused(&(struct aws_options){ 0 }, NULL,
            "the variable AWS_RETRY_MODE: expected standard, adaptive or legacy, got \"patient\"");
    refused(&(struct aws_options){ .retry_mode = "bold" }, "retryMode", "got \"bold\"");
}

static void proxies_come_from_options_and_variables(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    auto_config *none = settled(&(struct aws_options){ 0 });
    assert_null(none->http_proxy);
    assert_null(none->https_proxy);
    assert_null(none->no_proxy);
    assert_string_equal(none->https_proxy_from, "httpsProxy");
    assert_string_equal(none->no_proxy_from, "noProxy");
    setenv("ALL_PROXY", "all:1", 1);
    setenv("HTTPS_PROXY", "http://upper:2", 1);
    setenv("NO_PROXY", "upper.test", 1);
    auto_config *upper = settled(&(struct aws_options){ 0 });
    assert_string_equal(upper->http_proxy, "http://all:1");
    assert_string_equal(upper->https_proxy, "http://upper:2");
    assert_string_equal(upper->no_proxy, "upper.test");
    assert_string_equal(upper->http_proxy_from, "ALL_PROXY");
    assert_string_equal(upper->https_proxy_from, "HTTPS_PROXY");
    assert_string_equal(upper->no_proxy_from, "NO_PROXY");
    setenv("https_proxy", "http://lower:3", 1);
    setenv("no_proxy", "lower.test", 1);
    auto_config *lower = settled(&(struct aws_options){ 0 });
    assert_string_equal(lower->https_proxy, "http://lower:3");
    assert_string_equal(lower->no_proxy, "lower.test");
    auto_config *options = settled(&(struct aws_options){ .http_proxy = "http://option:4",
                                                          .https_proxy = "socks5h://ann:x@option:5",
                                                          .no_proxy = "option.test" });
    assert_string_equal(options->http_proxy, "http://option:4");
    assert_string_equal(options->https_proxy, "socks5h://ann:x@option:5");
    assert_string_equal(options->no_proxy, "option.test");
    assert_string_equal(options->http_proxy_from, "httpProxy");
    assert_string_equal(options->https_proxy_from, "httpsProxy");
    assert_string_equal(options->no_proxy_from, "noProxy");
}

static void a_bad_proxy_is_named_but_not_shown(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    static const struct aws_options bad = { .https_proxy = "http://ann:s3cr@t@proxy" };
    refused(&bad, "httpsProxy", "expected the URL of a proxy");
    setenv("HTTP_PROXY", "http://ann:s3cr@t@proxy", 1);
    refused(&(struct aws_options){ 0 }, NULL, "the variable HTTP_PROXY: expected the URL of a proxy");
    auto_error *error = NULL;
    auto_config *config = NULL;
    assert_false(config_new(&bad, &config, &error));
    assert_null(strstr(error->message, "s3cr"));
}

/* The property is for this program; the variable is for all, and passed over is what they do not know. */
static void hosts_without_proxy_that_cannot_be(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    refused(&(struct aws_options){ .no_proxy = "a.test,10.0.0.0/8:443" }, "noProxy",
            "entry 2 holds for no host: a block of addresses ends with its prefix length, and has no port");
    setenv("NO_PROXY", "10.0.0.0/8:443", 1);
    auto_config *variable = settled(&(struct aws_options){ 0 });
    assert_string_equal(variable->no_proxy, "10.0.0.0/8:443");
    auto_config *nothing = settled(&(struct aws_options){ .no_proxy = "" });
    assert_null(nothing->no_proxy); /* said, and so it counts before the variable */
    assert_string_equal(nothing->no_proxy_from, "noProxy");
}

static void switches_and_bundles(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    const char *bundle = environment_file("bundle.pem", "# ours\n-----BEGIN CERTIFICATE-----\n");
    auto_free char *text = xprintf(
        "[default]\nuse_fips_endpoint = true\nca_bundle = %s\ns3 =\n  addressing_style = path\n", bundle);
    environment_file("config", text);
    auto_config *config = settled(&(struct aws_options){ .use_dualstack = AWS_ON });
    assert_true(config->use_fips);
    assert_true(config->use_dualstack);
    assert_true(config->s3_path_style);
    assert_string_equal(config->ca_bundle, bundle);
    setenv("AWS_USE_FIPS_ENDPOINT", "false", 1);
    auto_config *off = settled(&(struct aws_options){ 0 });
    assert_false(off->use_fips);
    setenv("AWS_CA_BUNDLE", "/nonexistent", 1);
    refused(&(struct aws_options){ 0 }, NULL,
            "the variable AWS_CA_BUNDLE: cannot read the CA bundle /nonexistent: No such file");
}

static void a_bundle_that_holds_nothing_is_named(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    const char *bundle = environment_file("bundle.der", "\x30\x82 and no PEM");
    refused(&(struct aws_options){ .ca_bundle = bundle }, "customCaBundle",
            "holds no certificate in PEM form");
    const char *key = environment_file("key.pem", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n");
    refused(&(struct aws_options){ .ca_bundle = key }, "customCaBundle", "(-----BEGIN CERTIFICATE-----)");
    refused(&(struct aws_options){ .ca_bundle = "/" }, "customCaBundle", "Is a directory");
    auto_free char *text = xprintf("[default]\nca_bundle = %s\n", bundle);
    environment_file("config", text);
    refused(&(struct aws_options){ 0 }, NULL, ".aws/config, line 2): cannot read the CA bundle");
}

/* The first that is set counts, also when it says no. */
static void a_switch_that_is_off_is_set(void **state) {
    (void)state;
    environment_file("config", "[default]\nregion = eu-west-1\nuse_fips_endpoint = true\n"
                               "use_dualstack_endpoint = true\n");
    auto_config *profile = settled(&(struct aws_options){ 0 });
    assert_true(profile->use_fips);
    assert_true(profile->use_dualstack);
    assert_string_equal(profile->no_ec2_metadata, "AWS_EC2_METADATA_DISABLED is set"); /* by the set-up */
    setenv("AWS_USE_FIPS_ENDPOINT", "FALSE", 1);
    setenv("AWS_USE_DUALSTACK_ENDPOINT", "false", 1);
    auto_config *variable = settled(&(struct aws_options){ 0 });
    assert_false(variable->use_fips);
    assert_false(variable->use_dualstack);
    setenv("AWS_USE_FIPS_ENDPOINT", "True", 1);
    setenv("AWS_USE_DUALSTACK_ENDPOINT", "true", 1);
    auto_config *off = settled(
        &(struct aws_options){ .use_fips = AWS_OFF, .use_dualstack = AWS_OFF, .skip_ec2_metadata = AWS_OFF });
    assert_false(off->use_fips);
    assert_false(off->use_dualstack);
    assert_null(off->no_ec2_metadata);
    setenv("AWS_USE_FIPS_ENDPOINT", "", 1); /* as if it were not set */
    auto_config *empty = settled(&(struct aws_options){ 0 });
    assert_true(empty->use_fips);
}

/* botocore takes anything but "true" for no: then FIPS is off where somebody believes that it is on. */
static void a_switch_is_true_or_false(void **state) {
    (void)state;
    static const char *const variables[] = { "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT",
                                             "AWS_EC2_METADATA_DISABLED",
                                             "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" };
    setenv("AWS_REGION", "eu-west-1", 1);
    for (size_t i = 0; i < COUNT_OF(variables); i++) {
        auto_free char *says = xprintf("the variable %s: expected false or true, got \"1\"", variables[i]);
        setenv(variables[i], "1", 1);
        refused(&(struct aws_options){ 0 }, NULL, says);
        unsetenv(variables[i]);
    }
    setenv("AWS_USE_FIPS_ENDPOINT", "1", 1);
    auto_config *option = settled(&(struct aws_options){ .use_fips = AWS_OFF }); /* it is not looked at */
    assert_false(option->use_fips);
    unsetenv("AWS_USE_FIPS_ENDPOINT");
    environment_file("config", "[default]\nuse_dualstack_endpoint = on\n");
    refused(&(struct aws_options){ 0 }, NULL, "use_dualstack_endpoint in [default] (");
    refused(&(struct aws_options){ 0 }, NULL, "line 2): expected false or true, got \"on\"");
}

static bool path_style(const char *style, enum aws_switch option, const char *endpoint) {
    auto_free char *text = style ? xprintf("[default]\ns3 =\n  addressing_style = %s\n", style) : xstrdup("");
    environment_file("config", text);
    auto_config *config = settled(&(struct aws_options){ .s3_path_style = option, .endpoint = endpoint });
    return config->s3_path_style;
}

static void the_bucket_s_place(void **state) {
    (void)state;
    static const char own[] = "http://localhost:4566";
    setenv("AWS_REGION", "eu-west-1", 1);
    assert_false(path_style(NULL, AWS_UNSET, NULL));
    assert_true(path_style(NULL, AWS_ON, NULL));
    assert_true(path_style(NULL, AWS_UNSET, own)); /* if nothing is said */
    assert_false(path_style(NULL, AWS_OFF, own));
    assert_true(path_style("path", AWS_UNSET, NULL));
    assert_false(path_style("path", AWS_OFF, NULL));
    assert_false(path_style("Virtual", AWS_UNSET, own));
    assert_true(path_style("virtual", AWS_ON, own));
    assert_true(path_style("auto", AWS_UNSET, own));
    environment_file("config", "[default]\ns3 =\n  addressing_style = paht\n");
    refused(&(struct aws_options){ 0 }, NULL, "addressing_style of s3 in [default] (");
    refused(&(struct aws_options){ 0 }, NULL, "line 2): expected auto, path or virtual, got \"paht\"");
}

/* Nothing that was asked for is left out in silence. */
static void an_endpoint_of_ones_own_has_no_variants(void **state) {
    (void)state;
    const struct aws_options fips = { .region = "eu-west-1",
                                      .endpoint = "http://localhost:4566",
                                      .use_fips = AWS_ON };
    refused(&fips, "useFipsEndpoint", "has an endpoint of its own (http://localhost:4566, by endpoint)");
    json_auto_t *endpoints =
        json_pack("{s:s}", "s3", "https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com");
    const struct aws_options dual = { .region = "eu-west-1",
                                      .endpoints = endpoints,
                                      .use_dualstack = AWS_ON };
    refused(&dual, "useDualstackEndpoint", "dual-stack endpoints are asked for, but s3 has");
    setenv("AWS_USE_FIPS_ENDPOINT", "true", 1);
    const struct aws_options own = { .region = "eu-west-1", .endpoint = "http://localhost:4566" };
    refused(&own, NULL, "the variable AWS_USE_FIPS_ENDPOINT: FIPS endpoints are asked for, but ec2 has");
    const struct aws_options off = { .region = "eu-west-1", .endpoint = own.endpoint, .use_fips = AWS_OFF };
    auto_config *config = settled(&off);
    assert_false(config->use_fips);
    setenv("AWS_ENDPOINT_URL_S3", "http://localhost:4567", 1);
    refused(&(struct aws_options){ .region = "eu-west-1", .use_fips = AWS_ON }, "useFipsEndpoint",
            "s3 has an endpoint of its own (http://localhost:4567, by the variable AWS_ENDPOINT_URL_S3)");
}

static void endpoints_by_place(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    environment_file("config",
                     "[default]\nservices = local\nendpoint_url = http://profile\n[services local]\n"
                     "ec2 =\n  endpoint_url =\ncloudwatch_logs =\n  endpoint_url = http://logs\n");
    auto_config *file = settled(&(struct aws_options){ 0 });
    assert_string_equal(config_endpoint(file, "logs"), "http://logs");
    assert_string_equal(config_endpoint(file, "ec2"), "http://profile");
    setenv("AWS_ENDPOINT_URL", "http://all", 1);
    setenv("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "http://one", 1);
    auto_config *variables = settled(&(struct aws_options){ 0 });
    assert_string_equal(config_endpoint(variables, "logs"), "http://one");
    assert_string_equal(config_endpoint(variables, "ec2"), "http://all");
    json_auto_t *some = json_pack("{s:s}", "ec2", "http://option");
    auto_config *options = settled(&(struct aws_options){ .endpoints = some });
    assert_string_equal(config_endpoint(options, "ec2"), "http://option");
    assert_string_equal(config_endpoint(options, "logs"), "http://one");
    auto_config *all = settled(&(struct aws_options){ .endpoints = some, .endpoint = "http://every" });
    assert_string_equal(config_endpoint(all, "logs"), "http://every");
    setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true", 1);
    auto_config *ignored = settled(&(struct aws_options){ .endpoints = some });
    assert_string_equal(config_endpoint(ignored, "ec2"), "http://option");
    assert_null(config_endpoint(ignored, "logs"));
}

static void bad_endpoints(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    json_auto_t *unknown = json_pack("{s:s}", "nosuch", "http://x");
    refused(&(struct aws_options){ .endpoints = unknown }, "endpoints.nosuch", "known are ec2, ");
    json_auto_t *bad = json_pack("{s:s}", "ec2", "localhost:4566");
    refused(&(struct aws_options){ .endpoints = bad }, "endpoints.ec2", "no endpoint URL");
    json_auto_t *wrong = json_pack("{s:i}", "ec2", 1);
    refused(&(struct aws_options){ .endpoints = wrong }, "endpoints.ec2", "must be a URL");
    refused(&(struct aws_options){ .endpoint = "ftp://x" }, "endpoint", "no endpoint URL");
    setenv("AWS_ENDPOINT_URL", "x", 1);
    refused(&(struct aws_options){ 0 }, NULL, "the variable AWS_ENDPOINT_URL: \"x\" is no endpoint URL");
    setenv("AWS_ENDPOINT_URL", "http://ann:s3cret@localhost", 1); /* not shown */
    refused(&(struct aws_options){ 0 }, NULL,
            "the variable AWS_ENDPOINT_URL: expected an endpoint URL such as http:");
    setenv("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "y", 1);
    setenv("AWS_ENDPOINT_URL", "http://x", 1);
    refused(&(struct aws_options){ 0 }, NULL, "the variable AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: \"y\" is no");
    unsetenv("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS");
    unsetenv("AWS_ENDPOINT_URL");
    environment_file("config", "[default]\nservices = local\n[services lokal]\nec2 =\n  endpoint_url = z\n");
    refused(&(struct aws_options){ 0 }, NULL, "services in [default] (");
    refused(&(struct aws_options){ 0 }, NULL, "there is no section [services local] in ");
    environment_file("config", "[default]\nservices = local\n[services local]\nec2 =\n  endpoint_url = z\n");
    refused(&(struct aws_options){ 0 }, NULL, "endpoint_url of ec2 in [services local] (");
    refused(&(struct aws_options){ 0 }, NULL, "line 4): \"z\" is no endpoint URL");
    environment_file("config", "[default]\nendpoint_url = localhost:4566\n");
    refused(&(struct aws_options){ 0 }, NULL, "endpoint_url in [default] (");
}

static void a_bad_region_is_said_of_its_place(void **state) {
    (void)state;
    environment_file("config", "[default]\nregion = a b\n");
    refused(&(struct aws_options){ 0 }, NULL, ".aws/config, line 2): \"a b\" is no AWS region name");
    setenv("AWS_DEFAULT_REGION", "c d", 1);
    refused(&(struct aws_options){ 0 }, NULL,
            "the variable AWS_DEFAULT_REGION: \"c d\" is no AWS region name");
}

/* Credentials of another source, of another account perhaps, would be taken in silence. */
static void files_that_a_property_names_must_be_there(void **state) {
    (void)state;
    setenv("AWS_REGION", "eu-west-1", 1);
    const char *there = environment_file("there", "[default]\n");
    json_auto_t *files = json_pack("[s, s]", there, "/nonexistent/config");
    refused(&(struct aws_options){ .config_files = files }, "sharedConfigFiles",
            "cannot read /nonexistent/config: No such file");
    refused(&(struct aws_options){ .credentials_files = files }, "sharedCredentialsFiles",
            "cannot read /nonexistent/config: No such file");
    json_auto_t *below = json_pack("[s]", "~/.aws/there/x");
    refused(&(struct aws_options){ .config_files = below }, "sharedConfigFiles", "Not a directory");
    json_auto_t *folder = json_pack("[s]", "~/.aws");
    refused(&(struct aws_options){ .config_files = folder }, "sharedConfigFiles", "cannot read");
    setenv("AWS_CONFIG_FILE", "/nonexistent/config", 1);
    setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials", 1);
    auto_config *config = settled(&(struct aws_options){ 0 });
    assert_null(config->files);
    setenv("AWS_CONFIG_FILE", environment_file("broken", "[default\n"), 1);
    refused(&(struct aws_options){ 0 }, NULL, "the variable AWS_CONFIG_FILE: ");
}

static void files_by_options_and_variables(void **state) {
    (void)state;
    const char *first = environment_file("first", "[default]\nregion = eu-west-1\nmax_attempts = 3\n");
    const char *second = environment_file("second", "[default]\nregion = eu-west-2\n");
    json_auto_t *files = json_pack("[s, s]", first, second);
    auto_config *both = settled(&(struct aws_options){ .config_files = files });
    assert_string_equal(both->region, "eu-west-2");
    assert_int_equal(both->max_attempts, 3);
    setenv("AWS_CONFIG_FILE", first, 1);
    auto_config *variable = settled(&(struct aws_options){ 0 });
    assert_string_equal(variable->region, "eu-west-1");
    environment_file("broken", "[default\n");
    json_auto_t *broken = json_pack("[s]", environment_file("broken", "[default\n"));
    refused(&(struct aws_options){ .config_files = broken }, "sharedConfigFiles", "line 1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, environment_set_up, environment_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_region_comes_from_options_variables_profile),
        TEST(profiles_are_found_in_both_files),
        TEST(attempts),
        TEST(the_retry_mode),
        TEST(proxies_come_from_options_and_variables),
        TEST(a_bad_proxy_is_named_but_not_shown),
        TEST(hosts_without_proxy_that_cannot_be),
        TEST(switches_and_bundles),
        TEST(a_bundle_that_holds_nothing_is_named),
        TEST(a_switch_that_is_off_is_set),
        TEST(a_switch_is_true_or_false),
        TEST(the_bucket_s_place),
        TEST(a_bad_region_is_said_of_its_place),
        TEST(files_that_a_property_names_must_be_there),
        TEST(an_endpoint_of_ones_own_has_no_variants),
        TEST(endpoints_by_place),
        TEST(bad_endpoints),
        TEST(files_by_options_and_variables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
