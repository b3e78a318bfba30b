/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/endpoint/functions.h"
#include "base/json.h"

static void host_labels(void **state) {
    (void)state;
    assert_true(rule_is_host_label("a-B-0", false));
    assert_false(rule_is_host_label("a.b", false));
    assert_true(rule_is_host_label("a.b", true));
    assert_false(rule_is_host_label("a..b", true));
    assert_false(rule_is_host_label("", false));
    assert_false(rule_is_host_label("-a", false));
    assert_false(rule_is_host_label("a-", false));
    assert_false(rule_is_host_label("a_b", false));
    char long_one[65] = { 0 };
    memset(long_one, 'a', 63);
    assert_true(rule_is_host_label(long_one, false));
    memset(long_one, 'a', 64);
    assert_false(rule_is_host_label(long_one, false));
}

static void buckets(void **state) {
    (void)state;
    assert_true(rule_is_virtual_hostable_bucket("abc", false));
    assert_false(rule_is_virtual_hostable_bucket("ab", false));
    assert_false(rule_is_virtual_hostable_bucket("aBc", false));
    assert_false(rule_is_virtual_hostable_bucket("a.bc", false));
    assert_true(rule_is_virtual_hostable_bucket("a.bc", true));
    assert_false(rule_is_virtual_hostable_bucket("192.168.5.4", true));
}

static void arns(void **state) {
    (void)state;
    json_auto_t *arn = rule_parse_arn("arn:aws:s3:us-west-2:1234:accesspoint/my:x");
    assert_string_equal(json_text(arn, "partition"), "aws");
    assert_string_equal(json_text(arn, "accountId"), "1234");
    json_auto_t *third = rule_attribute(arn, "resourceId[2]");
    assert_string_equal(json_string_value(third), "x");
    assert_null(rule_attribute(arn, "resourceId[3]"));
    json_auto_t *bucket = rule_parse_arn("arn:aws:s3:::b");
    assert_string_equal(json_text(bucket, "region"), "");
    static const char *const bad[] = {
        "", "arn", "arn:aws:s3:::", "arn::s3:::b", "arn:aws::::b", "xrn:aws:s3:::b", "arn:aws:s3::b"
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_null(rule_parse_arn(bad[i]));
}

static void substrings(void **state) {
    (void)state;
    json_auto_t *first = rule_substring("abcdef", 1, 3, false);
    assert_string_equal(json_string_value(first), "bc");
    json_auto_t *last = rule_substring("abcdef", 0, 2, true);
    assert_string_equal(json_string_value(last), "ef");
    assert_null(rule_substring("abc", 0, 4, false));
    assert_null(rule_substring("abc", 2, 2, false));
    assert_null(rule_substring("ab\xc3\xa4", 0, 2, false));
}

static void urls(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    json_auto_t *url = rule_parse_url(arena, "https://127.0.0.1:8000/a");
    assert_true(json_truth(url, "isIp", false));
    assert_string_equal(json_text(url, "normalizedPath"), "/a/");
    json_auto_t *six = rule_parse_url(arena, "http://[::1]:8000");
    assert_true(json_truth(six, "isIp", false));
    assert_string_equal(json_text(six, "normalizedPath"), "/");
    json_auto_t *name = rule_parse_url(arena, "http://example.com");
    assert_false(json_truth(name, "isIp", true));
    assert_null(rule_parse_url(arena, "http://example.com?a=b"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(host_labels), cmocka_unit_test(buckets), cmocka_unit_test(arns),
        cmocka_unit_test(substrings),  cmocka_unit_test(urls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
