#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/duration.h"
#include "base/memory.h"

static void durations_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds;
        const char *shortest;
    } cases[] = {
        { "1h", 3600, "1h" },       { "15m", 900, "15m" },
        { "3600s", 3600, "1h" },    { "1h30m", 5400, "1h30m" },
        { "90s", 90, "1m30s" },     { "30m1h", 5400, "1h30m" },
        { "0s", 0, "0s" },          { "007m", 420, "7m" },
        { "1h0m1s", 3601, "1h1s" }, { "876600h", DURATION_MOST_S, "876600h" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int64_t seconds = -1;
        if (!duration_parse_s(cases[i].text, &seconds))
            fail_msg("\"%s\" is refused", cases[i].text);
        assert_int_equal(seconds, cases[i].seconds);
        auto_free char *written = duration_write_s(seconds);
        assert_string_equal(written, cases[i].shortest);
    }
}

static void what_is_no_duration(void **state) {
    (void)state;
    static const char *const texts[] = { "",     "0",    "60",      "1d",
                                         "h",    "-1h",  " 1h",     "1h ",
                                         "1.5h", "1hm",  "1 h",     "1H",
                                         "+1h",  "0x1h", "876601h", "99999999999999999999s" };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        int64_t seconds = -1;
        if (duration_parse_s(texts[i], &seconds))
            fail_msg("\"%s\" is taken", texts[i]);
        assert_int_equal(seconds, -1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_are_read),
        cmocka_unit_test(what_is_no_duration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
