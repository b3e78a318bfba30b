/* Pauses and status lines of waits. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "resources/engine.h"

static void pauses_grow_by_half_up_to_ten_seconds(void **state) {
    (void)state;
    static const int64_t next_ms[] = { 750, 1125, 1687, 2530, 3795, 5692, 8538, 10000, 10000 };
    auto_cancel *cancel = cancel_new();
    cancel_trigger(cancel); /* so that none of them takes its time */
    struct pause pause = { 0 };
    for (size_t i = 0; i < COUNT_OF(next_ms); i++) {
        auto_error *error = NULL;
        assert_false(pause_take(&pause, cancel, &error));
        assert_int_equal(error->kind, ERROR_CANCELLED);
        assert_int_equal(pause.next_ms, next_ms[i]);
    }
}

static void a_pause_has_jitter_of_an_eighth_to_each_side(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    bool differ = false;
    int64_t first_ms = 0;
    for (int i = 0; i < 20; i++) {
        struct pause pause = { .next_ms = 40 };
        const int64_t since_ms = clock_monotonic_ms();
        assert_true(pause_take(&pause, cancel, &error));
        const int64_t took_ms = clock_monotonic_ms() - since_ms;
        assert_true(took_ms >= 35);
        differ = differ || (first_ms && took_ms != first_ms);
        first_ms = took_ms;
    }
    assert_true(differ);
}

static void keep(void *text, const char *line) {
    text_printf(text, "%s\n", line);
}

static struct text log_lines;
static void keep_line(const char *line) {
    keep(&log_lines, line);
}

static void only_long_waits_are_told_and_all_are_logged(void **state) {
    (void)state;
    auto_text told = { 0 };
    const struct resource_request rq = { .urn = "urn:x::nat", .status = keep, .status_context = &told };
    log_set_sink(keep_line, LOG_INFO);
    status_report(&rq, clock_monotonic_ms() - 2000, "waiting for %s", "NAT gateway");
    assert_string_equal(text_string(&told), "");
    assert_string_equal(text_string(&log_lines), "urn:x::nat: waiting for NAT gateway (2 s)\n");
    status_report(&rq, clock_monotonic_ms() - 12000, "waiting for %s", "NAT gateway");
    log_set_sink(NULL, LOG_OFF);
    assert_string_equal(text_string(&told), "waiting for NAT gateway (12 s)\n");
    text_done(&log_lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pauses_grow_by_half_up_to_ten_seconds),
        cmocka_unit_test(a_pause_has_jitter_of_an_eighth_to_each_side),
        cmocka_unit_test(only_long_waits_are_told_and_all_are_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
