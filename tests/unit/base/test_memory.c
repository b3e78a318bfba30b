#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "support/heap.h"

static void memory_is_zeroed_and_never_null(void **state) {
    (void)state;
    auto_free unsigned char *bytes = xcalloc(100, 3);
    for (size_t i = 0; i < 300; i++)
        assert_int_equal(bytes[i], 0);
    auto_free void *nothing = xcalloc(0, 10);
    assert_non_null(nothing);
}

static void growing_keeps_the_content(void **state) {
    (void)state;
    char *text = xstrdup("subnet");
    text = xrealloc(text, 100000);
    assert_string_equal(text, "subnet");
    text = xrealloc(text, 0);
    assert_non_null(text);
    free(text);
}

static void strings_are_copied_and_formatted(void **state) {
    (void)state;
    auto_free char *part = xstrndup("subnet-1", 6);
    assert_string_equal(part, "subnet");
    auto_free char *made = xprintf("%s-%d", part, 2);
    assert_string_equal(made, "subnet-2");
    auto_free char *empty = xstrndup("x", 0);
    assert_string_equal(empty, "");
}

static void clocks_agree_and_go_forward(void **state) {
    (void)state;
    const int64_t before_ms = clock_monotonic_ms();
    assert_true(clock_monotonic_ms() >= before_ms);
    const int64_t now_ms = clock_unix_ms();
    assert_true(now_ms / 1000 >= 1700000000); /* November 2023 */
    assert_in_range(clock_unix_s(), now_ms / 1000, now_ms / 1000 + 5);
}

static void secrets_are_overwritten(void **state) {
    (void)state;
    static const char marker[] = "a text's secret";
    char *text = xprintf("%0400d%s!", 0, marker);
    assert_true(strlen(text) > 400);
    secret_free(text);
    assert_false(heap_holds(marker));
    secret_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_never_null),  cmocka_unit_test(growing_keeps_the_content),
        cmocka_unit_test(strings_are_copied_and_formatted), cmocka_unit_test(clocks_agree_and_go_forward),
        cmocka_unit_test(secrets_are_overwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
