#include "schema/checking.h"

static void says(const char *inputs_text, const char *expected) {
    auto_free char *failures = NULL;
    json_auto_t *result = checked("utm:t:Groups", inputs_text, &failures);
    assert_non_null(result);
    if (strcmp(failures, expected) != 0)
        fail_msg("%s\ngot    %s\nwanted %s", inputs_text, failures, expected);
}

static void exactly_one_of_a_group_is_given(void **state) {
    (void)state;
    says("{'a': '1', 'x': '1'}", "");
    says("{'c': '1', 'y': '1'}", "");
    says("{'x': '1'}", ": exactly one of \"a\", \"b\" and \"c\" must be given; none is");
    says("{'a': null, 'x': '1'}", ": exactly one of \"a\", \"b\" and \"c\" must be given; none is");
    says("{'a': '1', 'b': '1', 'x': '1'}",
         ": exactly one of \"a\", \"b\" and \"c\" may be given; \"a\" and \"b\" are");
}

static void at_least_one_of_a_group_is_given(void **state) {
    (void)state;
    says("{'a': '1', 'x': '1', 'y': '1'}", "");
    says("{'a': '1'}", ": at least one of \"x\" and \"y\" must be given; none is");
}

static void an_unknown_may_turn_out_to_be_nothing(void **state) {
    (void)state;
    says("{'a': '1', 'b': {'$unknown': true}, 'x': {'$unknown': true}}", "");
    says("{'a': {'$unknown': true}, 'b': {'$unknown': true}, 'y': '1'}", "");
    takes("'left': {'$unknown': true}, 'right': 'r'");
}

static void what_excludes_each_other_is_named_once(void **state) {
    (void)state;
    refuses("'right': 'r'", ": \"left\" and \"right\" exclude each other: give only one of them");
}

static void no_default_where_an_excluding_property_is_given(void **state) {
    (void)state;
    auto_free char *failures = NULL;
    json_auto_t *with =
        checked("utm:t:All", "{'cidrBlock': '10.0.0.0/16', 'left': {'$unknown': true}}", &failures);
    assert_null(json_object_get(with, "right"));
    free(TAKE(failures));
    json_auto_t *without = checked("utm:t:All", "{'cidrBlock': '10.0.0.0/16'}", &failures);
    assert_string_equal(json_text(without, "right"), "r");
}

static void what_needs_another_says_so(void **state) {
    (void)state;
    refuses("'needs': 'x'", ": \"needs\" needs \"needed\" beside it\n: \"needs\" needs \"right\" beside it");
    auto_free char *failures = NULL;
    json_auto_t *result = checked(
        "utm:t:All", "{'cidrBlock': '10.0.0.0/16', 'needs': 'x', 'needed': {'$unknown': true}}", &failures);
    assert_string_equal(failures, ""); /* "right" comes by its default */
    assert_non_null(result);
}

static void inside_an_object_the_full_paths_are_named(void **state) {
    (void)state;
    refuses("'rule': {'fromPort': 1}",
            "rule: exactly one of \"rule.days\" and \"rule.date\" must be given; none is");
    refuses("'ingress': [{'fromPort': 1, 'days': 1, 'date': 'd'}]",
            "ingress: exactly one of \"ingress[0].days\" and \"ingress[0].date\" may be given; "
            "\"ingress[0].days\" and "
            "\"ingress[0].date\" are");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_one_of_a_group_is_given),
        cmocka_unit_test(at_least_one_of_a_group_is_given),
        cmocka_unit_test(an_unknown_may_turn_out_to_be_nothing),
        cmocka_unit_test(what_excludes_each_other_is_named_once),
        cmocka_unit_test(no_default_where_an_excluding_property_is_given),
        cmocka_unit_test(what_needs_another_says_so),
        cmocka_unit_test(inside_an_object_the_full_paths_are_named),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
