#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/random.h"

static void bytes_differ_from_call_to_call_and_stay_inside(void **state) {
    (void)state;
    unsigned char one[40] = { 0 };
    unsigned char other[40] = { 0 };
    random_bytes(one, 32);
    random_bytes(other, 32);
    assert_memory_not_equal(one, other, 32);
    static const unsigned char untouched[8];
    assert_memory_equal(one + 32, untouched, 8);
    random_bytes(one, 0);
}

static void more_than_one_system_call_gives_is_filled(void **state) {
    (void)state;
    static unsigned char many[1 << 20];
    random_bytes(many, sizeof many);
    size_t zeros = 0;
    for (size_t i = 0; i < sizeof many; i++)
        zeros += many[i] == 0;
    assert_in_range(zeros, 3000, 5300); /* 4096 expected, sigma 64 */
}

static void a_bound_holds_and_every_value_comes(void **state) {
    (void)state;
    size_t seen[7] = { 0 };
    for (int i = 0; i < 7000; i++) {
        const uint64_t drawn = random_below(7);
        assert_true(drawn < 7);
        seen[drawn]++;
    }
    for (size_t i = 0; i < 7; i++)
        assert_in_range(seen[i], 750, 1250); /* 1000 expected, sigma 29 */
}

static void bounds_at_the_ends(void **state) {
    (void)state;
    assert_int_equal(random_below(0), 0);
    assert_int_equal(random_below(1), 0);
    for (int i = 0; i < 100; i++)
        assert_true(random_below(UINT64_MAX) < UINT64_MAX);
}

static void hexadecimal_digits_and_a_nul(void **state) {
    (void)state;
    char text[70];
    memset(text, 'z', sizeof text);
    random_hex(text, 64);
    assert_int_equal(strlen(text), 64);
    assert_int_equal(strspn(text, "0123456789abcdef"), 64);
    assert_int_equal(text[65], 'z');
    random_hex(text, 0);
    assert_string_equal(text, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_differ_from_call_to_call_and_stay_inside),
        cmocka_unit_test(more_than_one_system_call_gives_is_filled),
        cmocka_unit_test(a_bound_holds_and_every_value_comes),
        cmocka_unit_test(bounds_at_the_ends),
        cmocka_unit_test(hexadecimal_digits_and_a_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
