/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>

#include "base/log.h"

static char last_line[100];

static void keep(const char *line) {
    snprintf(last_line, sizeof last_line, "%s", line);
}

static void lines_go_to_the_sink_or_nowhere(void **state) {
    (void)state;
    assert_false(log_wanted(LOG_INFO));
    log_debug("nobody listens to %s", "this");
    log_set_sink(keep, LOG_DEBUG);
    assert_true(log_wanted(LOG_DEBUG));
    log_debug("%s took %d ms", "CreateVpc", 42);
    assert_string_equal(last_line, "CreateVpc took 42 ms");
    log_info("waits %d ms", 7);
    assert_string_equal(last_line, "waits 7 ms");
    log_set_sink(NULL, LOG_DEBUG);
    log_debug("gone");
    assert_false(log_wanted(LOG_INFO));
    assert_string_equal(last_line, "waits 7 ms");
}

static void a_level_leaves_out_what_is_below_it(void **state) {
    (void)state;
    log_set_sink(keep, LOG_INFO);
    log_info("shown");
    log_debug("not shown");
    assert_string_equal(last_line, "shown");
    assert_true(log_wanted(LOG_INFO));
    assert_false(log_wanted(LOG_DEBUG));
    log_set_sink(keep, LOG_OFF);
    log_info("not shown");
    assert_string_equal(last_line, "shown");
    assert_false(log_wanted(LOG_OFF));
    log_set_sink(NULL, LOG_OFF);
}

static void levels_have_names(void **state) {
    (void)state;
    assert_int_equal(log_level_named(NULL), LOG_OFF);
    assert_int_equal(log_level_named(""), LOG_OFF);
    assert_int_equal(log_level_named("off"), LOG_OFF);
    assert_int_equal(log_level_named("Info"), LOG_INFO);
    assert_int_equal(log_level_named("DEBUG"), LOG_DEBUG);
    assert_int_equal(log_level_named("1"), LOG_DEBUG);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_go_to_the_sink_or_nowhere),
        cmocka_unit_test(a_level_leaves_out_what_is_below_it),
        cmocka_unit_test(levels_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
