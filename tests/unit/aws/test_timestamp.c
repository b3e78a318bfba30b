#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "aws/formats/timestamp.h"
#include "base/attributes.h"

static void assert_time(const char *text, int64_t seconds, int32_t nanoseconds) {
    struct timestamp timestamp = { 0 };
    if (!timestamp_parse(text, &timestamp))
        fail_msg("%s is refused", text);
    if (timestamp.seconds != seconds || timestamp.nanoseconds != nanoseconds)
        fail_msg("%s: %lld.%09d", text, (long long)timestamp.seconds, timestamp.nanoseconds);
}

static void all_forms_are_read(void **state) {
    (void)state;
    assert_time("2026-11-25T03:28:17Z", 1795577297, 0);
    assert_time("2026-11-25T03:28:17.5Z", 1795577297, 500000000);
    assert_time("2026-11-25t03:28:17.123456789123z", 1795577297, 123456789);
    assert_time("2026-11-25T04:28:17+01:00", 1795577297, 0);
    assert_time("2026-11-25T01:58:17-0130", 1795577297, 0);
    assert_time("2026-11-25 03:28:17", 1795577297, 0);
    assert_time("20261125T032817Z", 1795577297, 0);
    assert_time("2026-11-25", 1795564800, 0);
    assert_time("Wed, 25 Nov 2026 03:28:17 GMT", 1795577297, 0);
    assert_time("Wed, 25 Nov 2026 03:28:17.25 GMT", 1795577297, 250000000);
    assert_time("5 Nov 2026 00:00:00 UTC", 1793836800, 0);
    assert_time("1795577297", 1795577297, 0);
    assert_time("1795577297.001", 1795577297, 1000000);
    assert_time("1.795577297E9", 1795577297, 0);
    assert_time("-1.5", -2, 500000000);
    assert_time("0", 0, 0);
}

static void calendar_edges(void **state) {
    (void)state;
    assert_time("1970-01-01T00:00:00Z", 0, 0);
    assert_time("1969-12-31T23:59:59Z", -1, 0);
    assert_time("2000-02-29T00:00:00Z", 951782400, 0);
    assert_time("0000-01-01T00:00:00Z", -62167219200, 0);
    assert_time("9999-12-31T23:59:59Z", 253402300799, 0);
    assert_time("2016-12-31T23:59:60Z", 1483228800, 0); /* a leap second is the next second */
}

static void what_is_no_time_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        " ",
        "now",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-11-31",
        "2026-00-10",
        "2026-11-25T24:00:00Z",
        "2026-11-25T03:60:00Z",
        "2026-11-25T03:28:61Z",
        "2026-11-25T03:28:17.Z",
        "2026-11-25T03:28:17Zx",
        "2026-11-25T03:28:17+25:00",
        "2026-11-25T",
        "2026-11-25T:",
        "2026-11-25T0:",
        "9999-12-31T23:59:59-01:00",
        "Wed, 25 Nov 2026 03:28:17 PST",
        "Wed, 25 Nox 2026 03:28:17 GMT",
        "Wed, ",
        "Wed, 2",
        "253402300800",
        "99999999999999999999999999",
        "1e300",
        "NaN",
        "Infinity",
        "--1",
        "1.",
        "0x10",
    };
    struct timestamp timestamp;
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (timestamp_parse(bad[i], &timestamp))
            fail_msg("\"%s\" is taken for a time", bad[i]);
}

static void all_forms_are_written(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct timestamp whole = { .seconds = 1795577297 }, broken = { 1795577297, 120000000 },
                           before = { -2, 500000000 };
    assert_string_equal(timestamp_iso8601(arena, whole), "2026-11-25T03:28:17Z");
    assert_string_equal(timestamp_iso8601(arena, broken), "2026-11-25T03:28:17.12Z");
    assert_string_equal(timestamp_iso8601(arena, before), "1969-12-31T23:59:58.5Z");
    assert_string_equal(timestamp_rfc822(arena, broken), "Wed, 25 Nov 2026 03:28:17 GMT");
    assert_string_equal(timestamp_rfc822(arena, before), "Wed, 31 Dec 1969 23:59:58 GMT");
    assert_string_equal(timestamp_unix(arena, whole), "1795577297");
    assert_string_equal(timestamp_unix(arena, broken), "1795577297.12");
    assert_string_equal(timestamp_unix(arena, before), "-1.5");
    assert_string_equal(timestamp_unix(arena, (struct timestamp){ -1, 500000000 }), "-0.5");
}

static void every_day_survives_writing_and_reading(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    for (int64_t seconds = -62167219200; seconds < 253402300799; seconds += 86400 * 97 + 3671) {
        const struct timestamp timestamp = { .seconds = seconds };
        assert_time(timestamp_iso8601(arena, timestamp), seconds, 0);
        assert_time(timestamp_rfc822(arena, timestamp), seconds, 0);
        assert_time(timestamp_unix(arena, timestamp), seconds, 0);
    }
}

static void seconds_are_rounded_to_milliseconds(void **state) {
    (void)state;
    struct timestamp timestamp;
    assert_true(timestamp_from_seconds(1422172800.123, &timestamp));
    assert_int_equal(timestamp.nanoseconds, 123000000);
    assert_true(timestamp_from_seconds(0.9999, &timestamp));
    assert_int_equal(timestamp.seconds, 1);
    assert_int_equal(timestamp.nanoseconds, 0);
    assert_true(timestamp_from_seconds(-0.25, &timestamp));
    assert_int_equal(timestamp.seconds, -1);
    assert_int_equal(timestamp.nanoseconds, 750000000);
    assert_false(timestamp_from_seconds((double)NAN, &timestamp));
    assert_false(timestamp_from_seconds((double)INFINITY, &timestamp));
    assert_false(timestamp_from_seconds(1e18, &timestamp));
    assert_false(timestamp_from_seconds(-1e18, &timestamp));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_forms_are_read),
        cmocka_unit_test(calendar_edges),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(all_forms_are_written),
        cmocka_unit_test(every_day_survives_writing_and_reading),
        cmocka_unit_test(seconds_are_rounded_to_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
