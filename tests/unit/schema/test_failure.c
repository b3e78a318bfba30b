#include "schema/checking.h"

static void failures_keep_their_order_and_come_once(void **state) {
    (void)state;
    auto_failures failures = { 0 };
    schema_fail(&failures, "a", "reason %d", 1);
    schema_fail(&failures, "b", "reason %d", 1);
    schema_fail(&failures, "a", "reason %d", 1);
    schema_fail(&failures, "a", "reason %d", 2);
    assert_int_equal(failures.count, 3);
    assert_string_equal(failures.items[0].property, "a");
    assert_string_equal(failures.items[0].reason, "reason 1");
    assert_string_equal(failures.items[2].reason, "reason 2");
}

static void there_is_an_end_to_failures(void **state) {
    (void)state;
    auto_failures failures = { 0 };
    for (int i = 0; i < 10000; i++)
        schema_fail(&failures, "a", "reason %d", i);
    assert_int_equal(failures.count, SCHEMA_FAILURES_MOST);
    schema_failures_done(&failures);
    assert_int_equal(failures.count, 0);
    schema_fail(&failures, "a", "again");
    assert_int_equal(failures.count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_keep_their_order_and_come_once),
        cmocka_unit_test(there_is_an_end_to_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
