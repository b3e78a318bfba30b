#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aws/http/http.h"
#include "base/attributes.h"

static void headers_grow_and_are_found_whatever_the_case(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_headers headers = { 0 };
    for (int i = 0; i < 100; i++)
        http_add_header(arena, &headers, arena_printf(arena, "X-%d", i), arena_printf(arena, "%d", i * i));
    assert_int_equal(headers.count, 100);
    assert_string_equal(http_header(&headers, "x-99"), "9801");
    assert_string_equal(http_header(&headers, "X-0"), "0");
    assert_null(http_header(&headers, "X-100"));
}

static void the_first_of_two_headers_counts(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_headers headers = { 0 };
    assert_null(http_header(&headers, "A"));
    http_add_header(arena, &headers, "A", "1");
    http_add_header(arena, &headers, "a", "2");
    assert_string_equal(http_header(&headers, "A"), "1");
}

static void names_and_values_are_copies(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_headers headers = { 0 };
    char name[] = "Host", value[] = "here";
    http_add_header(arena, &headers, name, value);
    name[0] = value[0] = '!';
    assert_string_equal(http_header(&headers, "host"), "here");
}

static void header_lines_are_read(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_headers headers = { 0 };
    http_read_headers(arena, "A: 1\r\nno colon\r\nB:\t two words \r\nEmpty:  \n\r\n:x\r\nLast:y:z", &headers);
    assert_int_equal(headers.count, 5);
    assert_string_equal(http_header(&headers, "a"), "1");
    assert_string_equal(http_header(&headers, "b"), "two words ");
    assert_string_equal(http_header(&headers, "empty"), "");
    assert_string_equal(http_header(&headers, ""), "x");
    assert_string_equal(http_header(&headers, "last"), "y:z");
}

static void escape_leaves_only_unreserved_characters(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    assert_string_equal(http_escape(arena, "", ""), "");
    assert_string_equal(http_escape(arena, "azAZ09-._~", ""), "azAZ09-._~");
    assert_string_equal(http_escape(arena, "a b/c?d=e&f+g%", ""), "a%20b%2Fc%3Fd%3De%26f%2Bg%25");
    assert_string_equal(http_escape(arena, "a/b c", "/"), "a/b%20c");
    assert_string_equal(http_escape(arena, "\xC3\xA9\x01\x7F", ""), "%C3%A9%01%7F");
}

static void a_nul_among_bytes_is_escaped_too(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    assert_string_equal(http_escape_bytes(arena, "a\0b/", 4, ""), "a%00b%2F");
    assert_string_equal(http_escape_bytes(arena, "\0/", 2, "/"), "%00/");
    assert_string_equal(http_escape_bytes(arena, "ab", 0, ""), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_grow_and_are_found_whatever_the_case),
        cmocka_unit_test(the_first_of_two_headers_counts),
        cmocka_unit_test(names_and_values_are_copies),
        cmocka_unit_test(header_lines_are_read),
        cmocka_unit_test(escape_leaves_only_unreserved_characters),
        cmocka_unit_test(a_nul_among_bytes_is_escaped_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
