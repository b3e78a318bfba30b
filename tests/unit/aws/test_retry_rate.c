/* The adaptive mode's rate, step by step against the figures of botocore's own classes (tests/judges/retry plays random
 * steps to both). */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <math.h>

#include "aws/retry/rate.h"
#include "base/attributes.h"

/* clang-format off */
static const struct { double now_s; bool throttled; double fill_rate, measured, tokens; } steps[] = {
        { 1000.3, false, 0.500000000, 0.000000000, 0.100000000 },
        { 1000.4, false, 0.500000000, 0.000000000, 0.150000000 },
        { 1000.5, false, 0.500000000, 4.800000000, 0.200000000 },
        { 1000.6, false, 0.500000000, 4.800000000, 0.250000000 },
        { 1000.8, false, 0.500000000, 4.800000000, 0.350000000 },
        { 1000.9, true, 3.360000000, 4.800000000, 0.400000000 },
        { 1001.0, true, 2.352000000, 7.360000000, 0.736000000 },
        { 1001.3, false, 2.882489251, 7.360000000, 1.441600000 },
        { 1001.8, false, 3.289445161, 4.672000000, 2.882489251 },
        { 1002.8, false, 3.393883817, 1.734400000, 3.289445161 },
        { 1004.8, false, 1.493760000, 0.746880000, 1.493760000 },
        { 1005.0, true, 1.045632000, 1.749376000, 1.045632000 },
        { 1005.7, false, 1.478232124, 1.949875200, 1.045632000 },
        { 1008.7, false, 1.313283413, 0.656641707, 1.313283413 },
        { 1012.7, false, 0.662656683, 0.331328341, 1.000000000 },
        { 1013.7, false, 1.732531337, 0.866265668, 1.000000000 },
};
/* clang-format on */

static bool near(double a, double b) {
    return fabs(a - b) < 1e-8;
}

static void the_rate_is_that_of_the_sdks(void **state) {
    (void)state;
    struct retry_rate rate;
    retry_rate_init(&rate, 1000.2);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        retry_rate_answered(&rate, steps[i].now_s, steps[i].throttled);
        if (!near(rate.fill_rate, steps[i].fill_rate) || !near(rate.measured, steps[i].measured) ||
            !near(rate.tokens, steps[i].tokens))
            fail_msg("step %zu: %.9f %.9f %.9f", i, rate.fill_rate, rate.measured, rate.tokens);
    }
}

static void nothing_is_limited_before_the_first_throttling(void **state) {
    (void)state;
    struct retry_rate rate;
    double wait_s = 0;
    retry_rate_init(&rate, 5);
    for (int i = 0; i < 1000; i++) {
        assert_true(retry_rate_take(&rate, 5, &wait_s));
        retry_rate_answered(&rate, 5, false);
    }
    retry_rate_answered(&rate, 5, true);
    assert_false(retry_rate_take(&rate, 5, &wait_s));
}

static void a_token_comes_when_it_was_said(void **state) {
    (void)state;
    struct retry_rate rate;
    double wait_s = 0, none_s = 0;
    retry_rate_init(&rate, 0);
    retry_rate_answered(&rate, 0, true); /* nothing measured yet: the least rate, one in two seconds */
    assert_false(retry_rate_take(&rate, 0, &wait_s));
    assert_true(near(wait_s, 2));
    assert_false(retry_rate_take(&rate, 1, &wait_s));
    assert_true(near(wait_s, 1));
    assert_true(retry_rate_take(&rate, 2, &none_s));
    assert_false(retry_rate_take(&rate, 2, &wait_s));
    assert_true(near(wait_s, 2));
    assert_true(retry_rate_take(&rate, 100, &none_s)); /* what was not used does not pile up */
    assert_false(retry_rate_take(&rate, 100, &wait_s));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rate_is_that_of_the_sdks),
        cmocka_unit_test(nothing_is_limited_before_the_first_throttling),
        cmocka_unit_test(a_token_comes_when_it_was_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
