/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/attributes.h"
#include "rpc/utf8.h"

/* Source: RFC 3629, section 4; the Unicode standard's table of well-formed sequences. */
static const char *const good[] = {
    "",
    "plain",
    "\xc2\x80",
    "\xdf\xbf",
    "\xe0\xa0\x80",
    "\xed\x9f\xbf", /* the last one before the surrogates */
    "\xee\x80\x80", /* the first one after them */
    "\xef\xbf\xbf",
    "\xf0\x90\x80\x80",
    "\xf4\x8f\xbf\xbf", /* U+10FFFF */
    "sixteen bytes of ASCII, then \xe2\x82\xac, then more of it",
};

static const char *const bad[] = {
    "\x80",     /* a second byte alone */
    "\xc0\x80", /* overlong */
    "\xc1\xbf",
    "\xc2", /* cut off */
    "\xe0\x9f\xbf",
    "\xe2\x82",
    "\xed\xa0\x80", /* surrogates */
    "\xed\xbf\xbf",
    "\xf0\x8f\xbf\xbf",
    "\xf4\x90\x80\x80", /* beyond U+10FFFF */
    "\xf5\x80\x80\x80",
    "\xff",
    "sixteen bytes of ASCII, then \xe2\x82 and more of it",
    "\xe2\x28\xa1",
    "\xf0\x90\x28\xbc",
};

static void takes_what_is_utf8(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_true(utf8_valid(good[i], strlen(good[i])));
    assert_true(utf8_valid("a\0b", 3));
}

static void refuses_what_is_not(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(utf8_valid(bad[i], strlen(bad[i])));
}

static void never_reads_past_the_end(void **state) {
    (void)state;
    /* without a final NUL, so that AddressSanitizer sees one byte too many */
    const char cut[] = { 'a', 'b', '\xe2', '\x82' };
    assert_false(utf8_valid(cut, sizeof cut));
    assert_true(utf8_valid(cut, 2));
    assert_int_equal(utf8_sequence("\xe2\x82\xac!", 4), 3);
    assert_int_equal(utf8_sequence("\xe2\x82\xac", 2), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_utf8),
        cmocka_unit_test(refuses_what_is_not),
        cmocka_unit_test(never_reads_past_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
