#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static void an_empty_text_reads_as_the_empty_string(void **state) {
    (void)state;
    auto_text text = { 0 };
    assert_string_equal(text_string(&text), "");
    text_add(&text, "");
    text_add_bytes(&text, NULL, 0);
    assert_string_equal(text_string(&text), "");
    assert_int_equal(text.length, 0);
}

static void pieces_are_joined_and_end_with_a_nul(void **state) {
    (void)state;
    auto_text text = { 0 };
    for (int i = 0; i < 1000; i++) {
        text_add(&text, "ab");
        text_add_char(&text, '-');
        text_printf(&text, "%03d;", i);
    }
    assert_int_equal(text.length, 7000);
    assert_int_equal(strlen(text_string(&text)), 7000);
    assert_memory_equal(text.bytes, "ab-000;ab-001;", 14);
    assert_string_equal(text.bytes + 6993, "ab-999;");
    assert_false(text.overflow);
}

static void bytes_may_hold_a_nul(void **state) {
    (void)state;
    auto_text text = { 0 };
    text_add_bytes(&text, "a\0b", 3);
    text_add(&text, "c");
    assert_int_equal(text.length, 4);
    assert_memory_equal(text.bytes, "a\0bc", 5);
}

static void the_ceiling_stops_growth_and_is_remembered(void **state) {
    (void)state;
    auto_text text = { .limit = 4 };
    text_add(&text, "abcd");
    assert_false(text.overflow);
    text_add_char(&text, 'e');
    assert_true(text.overflow);
    assert_string_equal(text_string(&text), "abcd");
    text_printf(&text, "%s", "");
    assert_string_equal(text_string(&text), "abcd");
    text_clear(&text);
    text_printf(&text, "%d", 12345);
    assert_true(text.overflow);
    assert_string_equal(text_string(&text), "");
}

static void no_piece_fits_once_one_did_not(void **state) {
    (void)state;
    auto_text text = { .limit = 4 };
    text_add(&text, "ab");
    text_add(&text, "too long");
    text_add(&text, "c");
    assert_string_equal(text_string(&text), "ab");
}

static void a_length_near_the_end_of_size_t_is_refused(void **state) {
    (void)state;
    auto_text text = { 0 };
    text_add(&text, "x");
    text_add_bytes(&text, "y", SIZE_MAX);
    assert_true(text.overflow);
    assert_string_equal(text_string(&text), "x");
}

static void taking_hands_over_and_leaves_an_empty_text_with_its_limit(void **state) {
    (void)state;
    auto_text text = { .limit = 8 };
    text_add(&text, "mine");
    char *taken = text_take(&text);
    assert_string_equal(taken, "mine");
    free(taken);
    assert_string_equal(text_string(&text), "");
    taken = text_take(&text);
    assert_string_equal(taken, "");
    free(taken);
    text_add(&text, "123456789");
    assert_true(text.overflow);
}

static void clearing_forgets_the_content_and_the_overflow(void **state) {
    (void)state;
    auto_text text = { .limit = 3 };
    text_clear(&text);
    text_add(&text, "abc");
    text_add(&text, "d");
    assert_true(text.overflow);
    text_clear(&text);
    assert_false(text.overflow);
    assert_string_equal(text_string(&text), "");
    text_add(&text, "xyz");
    assert_string_equal(text_string(&text), "xyz");
}

static void escapes_stand_for_their_bytes(void **state) {
    (void)state;
    static const char given[] = "%7b%22a%22%3A1%7D%zz%4", want[] = "{\"a\":1}%zz%4";
    char plain[sizeof given];
    assert_int_equal(text_unescape(given, sizeof given - 1, plain), sizeof want - 1);
    assert_memory_equal(plain, want, sizeof want - 1);
    assert_int_equal(text_unescape("a%00b", 5, plain), 3);
    assert_memory_equal(plain, "a\0b", 3);
    assert_int_equal(text_escaped_byte("%fF", 3), 255);
    assert_int_equal(text_escaped_byte("%41", 2), -1); /* cut off */
    assert_int_equal(text_escaped_byte("41%", 3), -1);
    assert_int_equal(text_escaped_byte("%4g", 3), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_reads_as_the_empty_string),
        cmocka_unit_test(pieces_are_joined_and_end_with_a_nul),
        cmocka_unit_test(bytes_may_hold_a_nul),
        cmocka_unit_test(the_ceiling_stops_growth_and_is_remembered),
        cmocka_unit_test(no_piece_fits_once_one_did_not),
        cmocka_unit_test(a_length_near_the_end_of_size_t_is_refused),
        cmocka_unit_test(taking_hands_over_and_leaves_an_empty_text_with_its_limit),
        cmocka_unit_test(escapes_stand_for_their_bytes),
        cmocka_unit_test(clearing_forgets_the_content_and_the_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
