#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/json.h"
#include "base/memory.h"

static json_t *parsed(const char *text) {
    json_t *value = NULL;
    auto_error *error = NULL;
    assert_true(json_parse(text, strlen(text), &value, &error));
    assert_null(error);
    return value;
}

static void assert_json(const json_t *value, const char *expected) {
    auto_free char *text = json_canonical(value);
    assert_string_equal(text, expected);
}

static void members_are_read_by_their_type(void **state) {
    (void)state;
    json_auto_t *value = parsed("{\"a\": \"text\", \"b\": true, \"c\": false, \"d\": 1, \"e\": null}");
    assert_string_equal(json_text(value, "a"), "text");
    assert_null(json_text(value, "b"));
    assert_null(json_text(value, "absent"));
    assert_null(json_text(NULL, "a"));
    assert_true(json_truth(value, "b", false));
    assert_false(json_truth(value, "c", true));
    assert_true(json_truth(value, "d", true));
    assert_false(json_truth(value, "e", false));
    assert_true(json_truth(NULL, "b", true));
}

static void canonical_text_is_the_same_for_equal_values(void **state) {
    (void)state;
    json_auto_t *one = parsed(" { \"b\" : [ 1, 2.5 ],\n \"a\" : { \"y\": null, \"x\": \"\\u00e9\" } } ");
    assert_json(one, "{\"a\":{\"x\":\"\u00e9\",\"y\":null},\"b\":[1,2.5]}");
    json_auto_t *scalar = json_string("s");
    assert_json(scalar, "\"s\"");
}

static void bad_text_is_an_input_error_with_line_and_column(void **state) {
    (void)state;
    static const char text[] = "{\n  \"a\": 1,\n  oops\n}";
    json_t *value = NULL;
    auto_error *error = NULL;
    assert_false(json_parse(text, strlen(text), &value, &error));
    assert_null(value);
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_non_null(strstr(error->message, "line 3, column 6"));
}

static void only_the_named_length_is_read(void **state) {
    (void)state;
    json_t *value = NULL;
    auto_error *error = NULL;
    assert_true(json_parse("[1]garbage", 3, &value, &error));
    assert_json(value, "[1]");
    json_decref(value);
    value = NULL;
    assert_false(json_parse("[1]garbage", 10, &value, &error));
    error_free(TAKE(error));
    assert_false(json_parse("", 0, &value, &error));
    assert_null(value);
}

static void a_path_walks_members_and_indexes(void **state) {
    (void)state;
    json_auto_t *value = parsed("{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}, {\"Sets\": [[1, 2], [3]]}]}");
    assert_string_equal(json_string_value(json_at(value, "Vpcs[0].VpcId")), "vpc-1");
    assert_int_equal(json_integer_value(json_at(value, "Vpcs[1].Sets[0][1]")), 2);
    assert_ptr_equal(json_at(value, ""), value);
    assert_json(json_at(value, "Vpcs[1].Sets[1]"), "[3]");
}

static void a_path_to_nowhere_is_null(void **state) {
    (void)state;
    json_auto_t *value = parsed("{\"a\": {\"b\": [1]}, \"s\": \"text\"}");
    static const char *const nowhere[] = { "x",        "a.x", "a.b[1]", "a.b[99999999999999999999]",
                                           "a[0]",     "s.b", "s[0]",   "a.b.c",
                                           "a.b[0].c", "[0]" };
    for (size_t i = 0; i < COUNT_OF(nowhere); i++)
        assert_null(json_at(value, nowhere[i]));
    assert_null(json_at(NULL, "a"));
}

static void a_broken_index_is_nowhere(void **state) {
    (void)state;
    json_auto_t *value = parsed("[1, 2]");
    static const char *const broken[] = { "[", "[]", "[x]", "[0", "[-1]", "[ 1]", "[+1]" };
    for (size_t i = 0; i < COUNT_OF(broken); i++)
        assert_null(json_at(value, broken[i]));
}

static void putting_makes_what_is_missing_on_the_way(void **state) {
    (void)state;
    json_auto_t *value = json_object();
    json_auto_t *one = json_integer(1);
    json_put(value, "a.b[0].c", one);
    json_put(value, "a.b[1]", one);
    json_put(value, "list[0][0]", one);
    assert_json(value, "{\"a\":{\"b\":[{\"c\":1},1]},\"list\":[[1]]}");
}

static void putting_replaces_and_an_index_past_the_end_appends(void **state) {
    (void)state;
    json_auto_t *value = parsed("{\"a\": [1, 2], \"b\": null}");
    json_auto_t *nine = json_integer(9);
    json_put(value, "a[0]", nine);
    json_put(value, "a[7]", nine);
    json_put(value, "b.c", nine);
    assert_json(value, "{\"a\":[9,2,9],\"b\":{\"c\":9}}");
}

static void putting_past_the_end_on_the_way_goes_into_what_was_appended(void **state) {
    (void)state;
    json_auto_t *value = json_object();
    json_auto_t *one = json_integer(1);
    json_put(value, "a[5].b", one);
    assert_json(value, "{\"a\":[{\"b\":1}]}");
}

static void putting_takes_a_reference_of_its_own(void **state) {
    (void)state;
    json_auto_t *value = json_object();
    json_t *child = json_string("kept");
    json_put(value, "a", child);
    json_decref(child);
    assert_string_equal(json_text(value, "a"), "kept");
}

static void putting_where_it_cannot_be_changes_nothing(void **state) {
    (void)state;
    json_auto_t *value = parsed("{\"s\": \"text\", \"l\": [1]}");
    json_auto_t *one = json_integer(1);
    json_put(value, "a.b", NULL);
    json_put(value, "", one);
    json_put(value, "s.b", one);
    json_put(value, "s.b.c", one);
    json_put(value, "l.b", one);
    json_put(value, "l.b.c", one);
    json_put(value, "[0]", one);
    json_put(value, "[0].x", one);
    assert_json(value, "{\"l\":[1],\"s\":\"text\"}");
}

static void a_list_has_its_texts_and_no_others(void **state) {
    (void)state;
    json_auto_t *list = json_pack("[s, i, s]", "a", 1, "b");
    assert_true(json_has_text(list, "a"));
    assert_true(json_has_text(list, "b"));
    assert_false(json_has_text(list, "1"));
    assert_false(json_has_text(list, ""));
    assert_false(json_has_text(NULL, "a"));
    json_auto_t *object = json_pack("{s:s}", "a", "a");
    assert_false(json_has_text(object, "a"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_read_by_their_type),
        cmocka_unit_test(canonical_text_is_the_same_for_equal_values),
        cmocka_unit_test(bad_text_is_an_input_error_with_line_and_column),
        cmocka_unit_test(only_the_named_length_is_read),
        cmocka_unit_test(a_path_walks_members_and_indexes),
        cmocka_unit_test(a_path_to_nowhere_is_null),
        cmocka_unit_test(a_broken_index_is_nowhere),
        cmocka_unit_test(putting_makes_what_is_missing_on_the_way),
        cmocka_unit_test(putting_replaces_and_an_index_past_the_end_appends),
        cmocka_unit_test(putting_past_the_end_on_the_way_goes_into_what_was_appended),
        cmocka_unit_test(putting_takes_a_reference_of_its_own),
        cmocka_unit_test(putting_where_it_cannot_be_changes_nothing),
        cmocka_unit_test(a_list_has_its_texts_and_no_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
