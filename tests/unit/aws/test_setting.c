/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/config/setting.h"
#include "base/memory.h"
#include "support/aws_environment.h"

static const struct setting_places places = { NULL, "property", { "AWS_ONE", "AWS_TWO" }, "key" };

static struct config *configured(void) {
    auto_error *error = NULL;
    struct config *config = NULL;
    if (!config_new(&(struct aws_options){ .region = "eu-west-1" }, &config, &error))
        fail_msg("%s", error->message);
    return config;
}

/* The value, and what an error begins with. */
static void assert_found(const char *option, const char *value, const char *begins) {
    auto_config *config = configured();
    auto_error *error = NULL;
    struct setting_places asked = places;
    asked.option = option;
    auto_setting setting = setting_find(config, &asked);
    assert_string_equal(setting.value, value);
    assert_false(setting_refuse(&setting, &error, "no %s", "good"));
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_memory_equal(error->message, begins, strlen(begins));
    assert_non_null(strstr(error->message, "no good"));
    if (option && *option)
        assert_string_equal(error->property, "property");
    else
        assert_null(error->property);
}

static void the_first_place_counts(void **state) {
    (void)state;
    auto_free char *home = xstrdup(getenv("HOME"));
    auto_config *config = configured();
    auto_setting nobody = setting_find(config, &places);
    assert_null(nobody.value);
    environment_file("config", "[default]\nkey = of config\n");
    auto_free char *in_config = xprintf("key in [default] (%s/.aws/config, line 2): no good", home);
    assert_found(NULL, "of config", in_config);
    environment_file("credentials", "[default]\n\n\nkey = of credentials\n");
    auto_free char *in_credentials = xprintf("key in [default] (%s/.aws/credentials, line 4): no good", home);
    assert_found(NULL, "of credentials", in_credentials);
    setenv("AWS_TWO", "two", 1);
    assert_found(NULL, "two", "the variable AWS_TWO: no good");
    setenv("AWS_ONE", "", 1); /* as if it were not set */
    assert_found("", "two", "the variable AWS_TWO: no good");
    setenv("AWS_ONE", "one", 1);
    assert_found(NULL, "one", "the variable AWS_ONE: no good");
    assert_found("option", "option", "no good");
}

static void a_profile_is_named_as_its_section(void **state) {
    (void)state;
    environment_file("config", "[default]\nkey = no\n[profile p]\nkey = of p\n");
    setenv("AWS_PROFILE", "p", 1);
    assert_found(NULL, "of p", "key in [profile p] (");
}

static void nested_ones(void **state) {
    (void)state;
    auto_error *error = NULL;
    environment_file("config", "[default]\ns3 =\n  style = x\n");
    auto_config *config = configured();
    auto_setting found = setting_find_nested(config, "default", "s3", "style");
    assert_string_equal(found.value, "x");
    assert_false(setting_refuse(&found, &error, "bad"));
    assert_memory_equal(error->message, "style of s3 in [default] (", 26);
    auto_setting none = setting_find_nested(config, "default", "s3", "other");
    assert_null(none.value);
    auto_setting nowhere = setting_find_nested(config, NULL, "s3", "style");
    assert_null(nowhere.value);
}

static void truths(void **state) {
    (void)state;
    static const char *const bad[] = { "1", "yes", "on", "0", "t", " true" };
    bool truth = false;
    auto_error *error = NULL;
    assert_true(setting_truth(&(struct setting){ 0 }, true, &truth, &error) && truth);
    assert_true(setting_truth(&(struct setting){ 0 }, false, &truth, &error) && !truth);
    assert_true(setting_truth(&(struct setting){ .value = (char[]){ "TRUE" } }, false, &truth, &error) &&
                truth);
    assert_true(setting_truth(&(struct setting){ .value = (char[]){ "False" } }, true, &truth, &error) &&
                !truth);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        auto_error *refusal = NULL;
        auto_setting setting = { .value = xstrdup(bad[i]), .place = xstrdup("x") };
        if (setting_truth(&setting, true, &truth, &refusal))
            fail_msg("\"%s\" is taken", bad[i]);
        assert_non_null(strstr(refusal->message, "x: expected false or true, got \""));
    }
}

static void numbers(void **state) {
    (void)state;
    static const char *const bad[] = { "", " ", "x", "2x", "0", "8", "-1", "2.5", "99999999999999999999" };
    int number = 0;
    auto_error *error = NULL;
    assert_true(setting_number(&(struct setting){ 0 }, 1, 7, 3, &number, &error));
    assert_int_equal(number, 3);
    assert_true(setting_number(&(struct setting){ .value = (char[]){ "7" } }, 1, 7, 3, &number, &error));
    assert_int_equal(number, 7);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        auto_error *refusal = NULL;
        auto_setting setting = { .value = xstrdup(bad[i]), .place = xstrdup("x") };
        if (setting_number(&setting, 1, 7, 3, &number, &refusal))
            fail_msg("\"%s\" is taken", bad[i]);
        assert_non_null(strstr(refusal->message, "x: expected a whole number from 1 to 7, got \""));
    }
}

static void choices(void **state) {
    (void)state;
    static const char *const names[] = { "one", "two", "three", NULL };
    int index = 0;
    auto_error *error = NULL;
    assert_true(setting_choice(&(struct setting){ 0 }, names, 1, &index, &error));
    assert_int_equal(index, 1);
    assert_true(setting_choice(&(struct setting){ .value = (char[]){ "Three" } }, names, 1, &index, &error));
    assert_int_equal(index, 2);
    auto_setting four = { .value = xstrdup("four"), .place = xstrdup("x") };
    assert_false(setting_choice(&four, names, 1, &index, &error));
    assert_string_equal(error->message, "x: expected one, two or three, got \"four\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, environment_set_up, environment_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_first_place_counts),
        TEST(a_profile_is_named_as_its_section),
        TEST(nested_ones),
        cmocka_unit_test(truths),
        cmocka_unit_test(numbers),
        cmocka_unit_test(choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
