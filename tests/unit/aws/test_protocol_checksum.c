#include "protocols.h"

#include "aws/library.h"
#include "aws/protocol/parts.h"

static const struct aws_shape text = { .name = "string", .type = AWS_STRING };
static const struct aws_shape input_shape = {
    .name = "Input",
    .type = AWS_STRUCTURE,
    .member_count = 1,
    .members = (const struct aws_member[]){ { .name = "Kind",
                                              .wire = "x-amz-sdk-checksum-algorithm",
                                              .shape = &text,
                                              .location = AWS_HEADER } },
};

/* The request's body is "123456789", whose checksums stand in every table. */
static bool add(struct arena *arena, uint8_t checksum, const char *input, const char *given,
                struct http_request *request, struct error **err) {
    const struct aws_operation operation = {
        .name = "Do", .input = &input_shape, .checksum = checksum, .checksum_member = "Kind"
    };
    const struct walk walk = { .arena = arena, .err = err };
    json_auto_t *value = quoted(input);
    *request = (struct http_request){ .body = "123456789", .body_length = 9 };
    if (given)
        http_add_header(arena, &request->headers, given, "given");
    return checksum_add(&walk, &operation, value, request);
}

static void the_input_says_which(void **state) {
    (void)state;
    static const struct {
        const char *input, *header, *value;
    } rows[] = {
        { "{}", "x-amz-checksum-crc32", "y/Q5Jg==" },
        { "{'Kind': 'CRC32'}", "x-amz-checksum-crc32", "y/Q5Jg==" },
        { "{'Kind': 'SHA1'}", "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=" },
        { "{'Kind': 'SHA256'}", "x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        struct http_request request;
        assert_true(add(arena, AWS_CHECKSUM_CRC32, rows[i].input, NULL, &request, &error));
        const char *value = http_header(&request.headers, rows[i].header);
        assert_non_null(value);
        assert_string_equal(value, rows[i].value);
    }
}

static void the_default_is_named_in_the_members_header(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct http_request request;
    assert_true(add(arena, AWS_CHECKSUM_CRC32, "{}", NULL, &request, &error));
    assert_string_equal(http_header(&request.headers, "x-amz-sdk-checksum-algorithm"), "CRC32");
}

static void what_the_caller_brings_stays(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct http_request request;
    assert_true(add(arena, AWS_CHECKSUM_CRC32, "{}", "x-amz-checksum-crc64nvme", &request, &error));
    assert_int_equal(request.headers.count, 1);
    assert_true(add(arena, AWS_CHECKSUM_MD5, "{}", "Content-MD5", &request, &error));
    assert_int_equal(request.headers.count, 1);
    assert_true(add(arena, AWS_CHECKSUM_NONE, "{}", NULL, &request, &error));
    assert_int_equal(request.headers.count, 0);
}

static void md5_where_the_operation_wants_it(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct http_request request;
    assert_true(add(arena, AWS_CHECKSUM_MD5, "{}", NULL, &request, &error));
    assert_string_equal(http_header(&request.headers, "Content-MD5"), "JfnnlDI7RTiF9RgfG2JNCw==");
}

static void other_kinds_are_refused_by_name(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct http_request request;
    assert_false(add(arena, AWS_CHECKSUM_CRC32, "{'Kind': 'CRC32C'}", NULL, &request, &error));
    assert_int_equal(error->kind, ERROR_INTERNAL);
    assert_string_equal(error->message,
                        "Kind: CRC32, SHA1 and SHA256 are the checksums that can be computed here");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_input_says_which),
        cmocka_unit_test(the_default_is_named_in_the_members_header),
        cmocka_unit_test(what_the_caller_brings_stays),
        cmocka_unit_test(md5_where_the_operation_wants_it),
        cmocka_unit_test(other_kinds_are_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
