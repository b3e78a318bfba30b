#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aws/formats/xml.h"
#include "aws/formats/xml_text.h"

static void valid_text_is_valid_to_its_end(void **state) {
    (void)state;
    static const char *const good[] = { "",
                                        "plain",
                                        "\t\r\n",
                                        "\xC3\xA9",
                                        "\xE2\x82\xAC",
                                        "\xED\x9F\xBF",
                                        "\xEE\x80\x80",
                                        "\xF0\x90\x8D\x88",
                                        "\xF4\x8F\xBF\xBF" };
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_int_equal(xml_valid_length(good[i], strlen(good[i])), strlen(good[i]));
}

static void invalid_text_is_valid_to_its_first_bad_byte(void **state) {
    (void)state;
    static const char *const bad[] = {
        "ab\x01",
        "ab\x1F",
        "ab\x80",
        "ab\xC0\x80",
        "ab\xC1\xBF",
        "ab\xC3",
        "ab\xC3(",
        "ab\xE0\x80\x80",
        "ab\xED\xA0\x80",
        "ab\xE2\x82",
        "ab\xE2(\xAC",
        "ab\xF0\x80\x80\x80",
        "ab\xF4\x90\x80\x80",
        "ab\xF5\x80\x80\x80",
        "ab\xFF",
        "ab\xF0\x90\x8D",
        "ab\xE2\x82(",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (xml_valid_length(bad[i], strlen(bad[i])) != 2)
            fail_msg("text %zu", i);
    assert_int_equal(xml_valid_length("a\0b", 3), 1);
}

static void code_points_become_utf8(void **state) {
    (void)state;
    char bytes[4];
    assert_int_equal(xml_encode(0x41, bytes), 1);
    assert_memory_equal(bytes, "A", 1);
    assert_int_equal(xml_encode(0x7FF, bytes), 2);
    assert_memory_equal(bytes, "\xDF\xBF", 2);
    assert_int_equal(xml_encode(0xFFFD, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(xml_encode(0x10FFFF, bytes), 4);
    assert_memory_equal(bytes, "\xF4\x8F\xBF\xBF", 4);
}

static void escaped_text_reads_back_as_it_was(void **state) {
    (void)state;
    static const char text[] =
        "<a href=\"b\">'&amp;'\r\n\t\x01\x1F \xC2\x85\xE2\x80\xA8 \xC3\xA9\xF0\x9F\x98\x80]]>";
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    auto_text document = { 0 };
    const struct xml_node *root = NULL;
    text_add(&document, "<e a=\"");
    xml_escape(&document, text);
    text_add(&document, "\">");
    xml_escape(&document, text);
    text_add(&document, "</e>");
    assert_true(xml_parse(arena, document.bytes, document.length, &root, &error));
    assert_string_equal(root->text, text);
    assert_string_equal(xml_attribute_value(root, "a"), text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_text_is_valid_to_its_end),
        cmocka_unit_test(invalid_text_is_valid_to_its_first_bad_byte),
        cmocka_unit_test(code_points_become_utf8),
        cmocka_unit_test(escaped_text_reads_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
