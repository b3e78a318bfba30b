/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/endpoint/partitions.h"

static void by_name_by_form_by_default(void **state) {
    (void)state;
    assert_string_equal(partition_of("eu-central-1")->id, "aws");
    assert_string_equal(partition_of("cn-north-1")->dns_suffix, "amazonaws.com.cn");
    assert_string_equal(partition_of("us-gov-west-1")->id, "aws-us-gov");
    assert_string_equal(partition_of("us-iso-far-9")->id, "aws-iso"); /* not in the table */
    assert_string_equal(partition_of("eu-moon-7")->id, "aws");
    assert_string_equal(partition_of("local")->id, "aws");
    assert_true(partition_knows("eu-central-1"));
    assert_false(partition_knows("eu-moon-7"));
}

static void the_table_is_sorted(void **state) {
    (void)state;
    for (size_t i = 1; i < partition_region_count; i++)
        assert_true(strcmp(partition_regions[i - 1].name, partition_regions[i].name) < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(by_name_by_form_by_default),
                                        cmocka_unit_test(the_table_is_sorted) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
