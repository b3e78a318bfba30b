/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/endpoint/endpoint.h"
#include "base/json.h"

static struct endpoint resolved(struct arena *arena, const char *service, json_t *parameters) {
    auto_error *error = NULL;
    struct endpoint endpoint = { 0 };
    if (!endpoint_resolve(arena, endpoint_rules_find(service), parameters, &endpoint, &error))
        fail_msg("%s", error->message);
    json_decref(parameters);
    return endpoint;
}

static void global_services_sign_for_one_region(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct endpoint iam = resolved(arena, "iam", json_pack("{s:s}", "Region", "eu-central-1"));
    assert_string_equal(iam.url, "https://iam.amazonaws.com");
    assert_string_equal(iam.signing_region, "us-east-1");
    const struct endpoint china = resolved(arena, "iam", json_pack("{s:s}", "Region", "cn-north-1"));
    assert_string_equal(china.authority, "iam.cn-north-1.amazonaws.com.cn");
    const struct endpoint sts = resolved(arena, "sts", json_pack("{s:s}", "Region", "eu-central-1"));
    assert_string_equal(sts.authority, "sts.eu-central-1.amazonaws.com");
    assert_null(sts.signing_region);
}

static void fips_and_dual_stack(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct endpoint ec2 = resolved(
        arena, "ec2", json_pack("{s:s, s:b, s:b}", "Region", "us-east-1", "UseFIPS", 1, "UseDualStack", 1));
    assert_string_equal(ec2.authority, "ec2-fips.us-east-1.api.aws");
}

static void buckets_in_host_or_path(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct endpoint host =
        resolved(arena, "s3", json_pack("{s:s, s:s}", "Region", "eu-west-1", "Bucket", "my-bucket"));
    assert_string_equal(host.authority, "my-bucket.s3.eu-west-1.amazonaws.com");
    assert_string_equal(host.path, "");
    assert_true(host.raw_path);
    assert_true(host.can_sign);
    const struct endpoint path =
        resolved(arena, "s3",
                 json_pack("{s:s, s:s, s:b, s:s}", "Region", "eu-west-1", "Bucket", "my.b", "ForcePathStyle",
                           1, "Endpoint", "http://localhost:4566"));
    assert_string_equal(path.scheme, "http");
    assert_string_equal(path.authority, "localhost:4566");
    assert_string_equal(path.path, "/my.b");
}

static void signatures_we_do_not_have(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct endpoint express = resolved(
        arena, "s3", json_pack("{s:s, s:s}", "Region", "us-east-1", "Bucket", "mybucket--use1-az1--x-s3"));
    assert_false(express.can_sign);
}

static void refusals_are_the_rules_own(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct endpoint endpoint = { 0 };
    json_auto_t *parameters =
        json_pack("{s:s, s:b, s:s}", "Region", "us-east-1", "UseFIPS", 1, "Endpoint", "http://x");
    assert_false(endpoint_resolve(arena, endpoint_rules_find("ec2"), parameters, &endpoint, &error));
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_non_null(strstr(error->message, "FIPS and custom endpoint are not supported"));
    assert_null(endpoint_rules_find("nosuch"));
}

static void urls(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const char *scheme = NULL, *authority = NULL, *path = NULL;
    assert_true(endpoint_split_url(arena, "https://[::1]:8443/a/b", &scheme, &authority, &path));
    assert_string_equal(scheme, "https");
    assert_string_equal(authority, "[::1]:8443");
    assert_string_equal(path, "/a/b");
    static const char *const bad[] = { "",
                                       "x",
                                       "http:/x",
                                       "ftp://x",
                                       "http://",
                                       "http://a?b",
                                       "https://a#b",
                                       "http://u:p@h/",
                                       "http://a b/",
                                       "httpss://a",
                                       "http://:80",
                                       "http://a\x16/",
                                       "http://a\\b/",
                                       "http://a,b/",
                                       "http://\xC3\xA4/" };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (endpoint_split_url(arena, bad[i], &scheme, &authority, &path))
            fail_msg("\"%s\" is taken", bad[i]);
}

static void paths_are_joined_with_one_slash(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    assert_string_equal(endpoint_path(arena, "", "/"), "/");
    assert_string_equal(endpoint_path(arena, "/base", "/"), "/base/");
    assert_string_equal(endpoint_path(arena, "/base/", "/thing/1"), "/base/thing/1");
    assert_string_equal(endpoint_path(arena, "/", ""), "/");
}

static void a_bucket_cannot_name_another_host(void **state) {
    (void)state;
    static const char *const buckets[] = {
        "evil.example/e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
        "evil.example:e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
        "a@evil.example.com1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
    };
    for (size_t i = 0; i < COUNT_OF(buckets); i++) {
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        struct endpoint endpoint = { 0 };
        json_auto_t *parameters = json_pack("{s:s, s:s}", "Region", "us-east-1", "Bucket", buckets[i]);
        if (endpoint_resolve(arena, endpoint_rules_find("s3"), parameters, &endpoint, &error))
            assert_string_equal(endpoint.authority, "s3.us-east-1.amazonaws.com");
        else
            assert_int_equal(error->kind, ERROR_INPUT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(global_services_sign_for_one_region),
        cmocka_unit_test(fips_and_dual_stack),
        cmocka_unit_test(buckets_in_host_or_path),
        cmocka_unit_test(signatures_we_do_not_have),
        cmocka_unit_test(refusals_are_the_rules_own),
        cmocka_unit_test(urls),
        cmocka_unit_test(paths_are_joined_with_one_slash),
        cmocka_unit_test(a_bucket_cannot_name_another_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
