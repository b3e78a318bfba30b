/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/library.h"
#include "aws/signature/sigv4.h"

/* The examples of "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API reference. */
static struct sigv4_options s3_options(void) {
    return (struct sigv4_options){
        .access_key = "AKIAIOSFODNN7EXAMPLE",
        .secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        .region = "us-east-1",
        .service = "s3",
        .now_unix_s = 1369353600, /* 24 May 2013 */
        .raw_path = true,
        .content_sha256 = true,
    };
}

static struct http_request s3_request(const char *path, const char *query) {
    return (struct http_request){ .method = "GET",
                                  .scheme = "https",
                                  .host = "examplebucket.s3.amazonaws.com",
                                  .path = path,
                                  .query = query };
}

static void assert_signature(const struct http_request *request, const char *signature) {
    const char *header = http_header(&request->headers, "Authorization");
    assert_non_null(header);
    assert_string_equal(strstr(header, "Signature=") + strlen("Signature="), signature);
}

static void s3_object(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct sigv4_options options = s3_options();
    struct http_request request = s3_request("/test.txt", "");
    http_add_header(arena, &request.headers, "Range", "bytes=0-9");
    sigv4_sign(arena, &options, &request);
    assert_signature(&request, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    assert_string_equal(http_header(&request.headers, "X-Amz-Content-Sha256"),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void s3_put_with_a_body(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct sigv4_options options = s3_options();
    struct http_request request = s3_request("/test%24file.text", "");
    request.method = "PUT";
    request.body = "Welcome to Amazon S3.";
    request.body_length = strlen(request.body);
    http_add_header(arena, &request.headers, "Date", "Fri, 24 May 2013 00:00:00 GMT");
    http_add_header(arena, &request.headers, "x-amz-storage-class", "REDUCED_REDUNDANCY");
    sigv4_sign(arena, &options, &request);
    assert_signature(&request, "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

static void every_spelling_of_a_query_signs_alike(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct sigv4_options options = s3_options();
    const struct http_request spelled = s3_request("/", "b=%00c&%61=~%2f&b=%7E"),
                              plain = s3_request("/", "a=~/&b=~&b=%00c");
    const char *canonical = sigv4_canonical_request(arena, &options, &spelled, "H");
    assert_non_null(strstr(canonical, "\na=~%2F&b=%00c&b=~\n"));
    assert_string_equal(sigv4_canonical_request(arena, &options, &plain, "H"), canonical);
}

static void s3_query_without_value(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct sigv4_options options = s3_options();
    struct http_request request = s3_request("/", "lifecycle");
    sigv4_sign(arena, &options, &request);
    assert_signature(&request, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    request = s3_request("/", "max-keys=2&prefix=J");
    sigv4_sign(arena, &options, &request);
    assert_signature(&request, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

static void s3_presigned(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct sigv4_options options = s3_options();
    struct http_request request = s3_request("/test.txt", "");
    sigv4_presign(arena, &options, 86400, &request);
    assert_non_null(strstr(request.query, "X-Amz-Expires=86400"));
    assert_string_equal(strstr(request.query, "X-Amz-Signature=") + strlen("X-Amz-Signature="),
                        "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    assert_int_equal(request.headers.count, 0);
}

static void the_token_is_signed_and_proxies_may_change_the_rest(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct sigv4_options options = s3_options();
    options.session_token = "tok/en==";
    struct http_request request = s3_request("/", "");
    http_add_header(arena, &request.headers, "User-Agent", "x");
    http_add_header(arena, &request.headers, "Content-Type", "text/plain");
    sigv4_sign(arena, &options, &request);
    assert_string_equal(http_header(&request.headers, "X-Amz-Security-Token"), "tok/en==");
    assert_non_null(
        strstr(http_header(&request.headers, "Authorization"),
               "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"));
}

static void other_services_encode_the_path_twice(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct sigv4_options options = s3_options();
    const struct http_request request = s3_request("/a%20b//c/../d", "b=%2fx&b=%2F&a");
    const char *raw = sigv4_canonical_request(arena, &options, &request, "h");
    assert_non_null(strstr(raw, "GET\n/a%20b//c/../d\na=&b=%2F&b=%2Fx\n"));
    options.raw_path = false;
    const char *normal = sigv4_canonical_request(arena, &options, &request, "h");
    assert_non_null(strstr(normal, "GET\n/a%2520b/d\na=&b=%2F&b=%2Fx\n"));
}

static int load(void **state) {
    (void)state;
    auto_error *error = NULL;
    return library_load(&error) ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(s3_object),
        cmocka_unit_test(s3_put_with_a_body),
        cmocka_unit_test(every_spelling_of_a_query_signs_alike),
        cmocka_unit_test(s3_query_without_value),
        cmocka_unit_test(s3_presigned),
        cmocka_unit_test(the_token_is_signed_and_proxies_may_change_the_rest),
        cmocka_unit_test(other_services_encode_the_path_twice),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
