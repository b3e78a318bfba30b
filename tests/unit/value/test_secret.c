#include "value/literals.h"

static void wrapping_twice_wraps_once(void **state) {
    (void)state;
    json_auto_t *once = value_secret(json_string("p"));
    assert_true(value_is_secret(once));
    json_auto_t *twice = value_secret(json_incref(once));
    assert_ptr_equal(once, twice);
}

static void an_output_becomes_a_secret_output(void **state) {
    (void)state;
    json_auto_t *secret = value_secret(literal("{'$output': 1, 'deps': ['urn:a']}"));
    assert_value(secret, "{'$output': 1, 'deps': ['urn:a'], 'secret': true}");
    json_auto_t *same = value_secret(json_incref(secret));
    assert_ptr_equal(same, secret);
}

static void nothing_can_be_secret_too(void **state) {
    (void)state;
    json_auto_t *secret = value_secret(NULL);
    assert_true(value_is_secret(secret));
    assert_true(json_is_null(value_inner(secret)));
}

static void secrets_are_found(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool itself, inside;
    } CASES[] = {
        { "1", false, false },
        { "null", false, false },
        { "{'$secret': 1}", true, true },
        { "{'$output': 1, 'deps': []}", false, false },
        { "{'$output': 1, 'deps': [], 'secret': true}", true, true },
        { "{'$output': 1, 'deps': [], 'secret': false}", false, false },
        { "{'$output': {'$secret': 1}, 'deps': []}", true, true },
        { "{'a': [{'b': {'$secret': 1}}]}", false, true },
        { "{'$output': {'a': {'$secret': 1}}, 'deps': []}", false, true },
        { "{'deps': [], 'secret': true}", true, true },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        json_auto_t *value = literal(CASES[i].text);
        assert_int_equal(value_is_secret(value), CASES[i].itself);
        assert_int_equal(value_has_secret(value), CASES[i].inside);
    }
}

static void plain_takes_every_wrapper_away(void **state) {
    (void)state;
    json_auto_t *value = literal("{'a': {'$secret': [1, {'$output': {'$secret': 'x'}, 'deps': []}]},"
                                 "'u': {'deps': []}, 'r': {'$reference': 'i-1'}, 'n': null}");
    json_auto_t *plain = value_plain(value);
    assert_value(plain, "{'a': [1, 'x'], 'u': {'$unknown': true}, 'r': {'$reference': 'i-1'}, 'n': null}");
}

static void a_plain_copy_can_be_changed_alone(void **state) {
    (void)state;
    json_auto_t *value = literal("{'a': {'b': [1]}}");
    json_auto_t *plain = value_plain(value);
    json_object_set_new(json_object_get(plain, "a"), "c", json_true());
    json_array_append_new(json_at(plain, "a.b"), json_integer(2));
    assert_value(value, "{'a': {'b': [1]}}");
}

static void marks(const char *value_text, const char *marked_text, const char *expected) {
    json_auto_t *value = literal(value_text);
    json_auto_t *marked = literal(marked_text);
    json_auto_t *result = value_with_secrets_of(value, marked);
    assert_value(result, expected);
    json_auto_t *again = value_with_secrets_of(result, marked);
    assert_true(json_equal(again, result));
    json_auto_t *plain_before = value_plain(value);
    json_auto_t *plain_after = value_plain(result);
    assert_true(json_equal(plain_before, plain_after));
}

static void marks_are_carried_over_path_by_path(void **state) {
    (void)state;
    marks("{'a': 1, 'b': 2}", "{'a': {'$secret': 9}}", "{'a': {'$secret': 1}, 'b': 2}");
    marks("{'a': {'x': 1, 'y': 2}}", "{'a': {'y': {'$secret': 2}}}", "{'a': {'x': 1, 'y': {'$secret': 2}}}");
    marks("{'a': {'x': 1}}", "{'a': {'$secret': {'x': 1}}}", "{'a': {'$secret': {'x': 1}}}");
    marks("{'a': {'$unknown': true}}", "{'a': {'$secret': 1}}", "{'a': {'$secret': {'$unknown': true}}}");
    marks("{'a': 1}", "{'a': 1}", "{'a': 1}");
    marks("{'a': 1}", "{'b': {'$secret': 1}}", "{'a': 1}");
    marks("{'a': null}", "{'a': {'$secret': 1}}", "{'a': null}");
    marks("{'a': {'$secret': 1}}", "{'a': {'$secret': 1}}", "{'a': {'$secret': 1}}");
    marks("{'a': {'$output': 1, 'deps': ['u']}}", "{'a': {'$secret': 1}}",
          "{'a': {'$output': 1, 'deps': ['u'], 'secret': true}}");
    marks("{'a': {'$output': {'x': 1}, 'deps': []}}", "{'a': {'x': {'$secret': 1}}}",
          "{'a': {'$output': {'x': {'$secret': 1}}, 'deps': []}}");
    marks("{'a': {'deps': []}}", "{'a': {'x': {'$secret': 1}}}", "{'a': {'deps': [], 'secret': true}}");
}

static void a_secret_output_marks_as_a_secret_does(void **state) {
    (void)state;
    marks("{'a': 1}", "{'a': {'$output': 1, 'deps': [], 'secret': true}}", "{'a': {'$secret': 1}}");
    marks("{'a': [1]}", "{'a': {'$output': [{'$secret': 1}], 'deps': []}}", "{'a': [{'$secret': 1}]}");
}

static void elements_keep_their_marks_when_aws_reorders_them(void **state) {
    (void)state;
    marks("['b', 'a', 'c']", "['a', {'$secret': 'b'}, 'c']", "[{'$secret': 'b'}, 'a', 'c']");
    marks("[{'n': 'Y', 'v': 2}, {'n': 'X', 'v': 1}]", "[{'n': 'X', 'v': {'$secret': 1}}, {'n': 'Y', 'v': 2}]",
          "[{'n': 'Y', 'v': 2}, {'n': 'X', 'v': {'$secret': 1}}]");
}

static void an_element_without_an_equal_takes_all_marks(void **state) {
    (void)state;
    marks("[{'n': 'Z', 'v': 7, 'w': 8}]",
          "[{'n': 'X', 'v': {'$secret': 1}}, {'n': 'Y', 'v': 2, 'w': {'$secret': 3}}]",
          "[{'n': 'Z', 'v': {'$secret': 7}, 'w': {'$secret': 8}}]");
    marks("['new', 'a']", "['a', {'$secret': 'b'}]", "[{'$secret': 'new'}, 'a']");
    marks("[[5], [1, 6]]", "[[1, {'$secret': 2}], [3], {'x': {'$secret': 1}}]",
          "[{'$secret': [5]}, {'$secret': [1, 6]}]");
    marks("[[5], [1]]", "[[1, {'$secret': 2}], [{'$secret': 3}]]", "[[{'$secret': 5}], [1]]");
}

static void another_form_of_a_value_with_secrets_is_secret(void **state) {
    (void)state;
    marks("{'doc': '{pw: x}'}", "{'doc': {'pw': {'$secret': 'x'}}}", "{'doc': {'$secret': '{pw: x}'}}");
    marks("{'a': [1]}", "{'a': {'x': {'$secret': 1}}}", "{'a': {'$secret': [1]}}");
}

static void marks_of_random_values_change_nothing_but_the_marks(void **state) {
    (void)state;
    unsigned seed = 77;
    for (int i = 0; i < 1000; i++) {
        json_auto_t *value = literal_random(&seed, 4);
        json_auto_t *marked = literal_random(&seed, 4);
        json_auto_t *result = value_with_secrets_of(value, marked);
        assert_true(value_equal(value, result));
        json_auto_t *own = value_with_secrets_of(value, value);
        assert_true(json_equal(own, value));
        json_auto_t *plain = value_plain(value);
        assert_false(value_has_secret(plain));
        json_auto_t *restored = value_with_secrets_of(plain, value);
        if (!value_has_secret(value))
            assert_false(value_has_secret(restored));
    }
}

static int64_t marks_us(int count) {
    json_auto_t *value = json_array();
    json_auto_t *marked = json_array();
    for (int i = 0; i < count; i++) {
        json_array_append_new(value, json_pack("{si si}", "n", i, "v", i + 1));
        json_array_append_new(marked, json_pack("{si so}", "n", i, "v", value_secret(json_integer(i))));
    }
    const int64_t start_us = cpu_us();
    json_auto_t *result = value_with_secrets_of(value, marked);
    const int64_t taken_us = cpu_us() - start_us;
    assert_true(value_is_secret(json_at(result, "[4999].v")));
    assert_false(value_has_secret(json_at(result, "[4999].n")));
    return taken_us;
}

static void many_changed_elements_are_not_quadratic(void **state) {
    (void)state;
    assert_not_quadratic(marks_us, 5000);
}

static void dependencies_come_once_each_in_their_order(void **state) {
    (void)state;
    json_auto_t *value =
        literal("{'a': {'$output': {'x': {'deps': ['urn:b', 'urn:c']}}, 'deps': ['urn:a', 'urn:b']},"
                "'l': [1, {'$secret': {'$output': 1, 'deps': ['urn:c', 'urn:d']}}]}");
    json_auto_t *urns = value_dependencies(value);
    assert_value(urns, "['urn:a', 'urn:b', 'urn:c', 'urn:d']");
    json_auto_t *none = value_dependencies(NULL);
    assert_value(none, "[]");
    json_auto_t *plain = literal("{'dependencies': ['urn:x']}");
    json_auto_t *still_none = value_dependencies(plain);
    assert_value(still_none, "[]");
}

static json_t *secret_of(const char *text) {
    return value_secret(json_string(text));
}

static void a_message_loses_what_is_secret(void **state) {
    (void)state;
    json_auto_t *marked = json_object();
    json_object_set_new(marked, "password", secret_of("hunter2"));
    json_object_set_new(marked, "open", json_string("visible"));
    json_object_set_new(marked, "tags", value_secret(json_pack("{s:[s]}", "Owner", "anna")));
    auto_free char *text = value_redacted("'hunter2' and hunter2 of anna: visible", marked);
    assert_string_equal(text, "'[secret]' and [secret] of [secret]: visible");
}

static void secrets_that_lie_over_each_other_are_hidden_whole(void **state) {
    (void)state;
    json_auto_t *marked = json_array();
    json_array_append_new(marked, secret_of("pass"));
    json_array_append_new(marked, secret_of("password123"));
    json_array_append_new(marked, secret_of("123456"));
    json_array_append_new(marked, secret_of("ecr"));
    json_array_append_new(marked, secret_of("abab"));
    auto_free char *text = value_redacted("no password123456, no pass, no ababab", marked);
    assert_string_equal(text, "no [secret], no [secret], no [secret]");
}

static void short_and_unknown_secrets_leave_a_message_alone(void **state) {
    (void)state;
    json_auto_t *marked = json_object();
    json_object_set_new(marked, "short", secret_of("ab"));
    json_object_set_new(marked, "empty", secret_of(""));
    json_object_set_new(marked, "unknown", value_secret(value_unknown()));
    auto_free char *text = value_redacted("about nothing", marked);
    assert_string_equal(text, "about nothing");
    auto_free char *none = value_redacted("about nothing", NULL);
    assert_string_equal(none, "about nothing");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrapping_twice_wraps_once),
        cmocka_unit_test(an_output_becomes_a_secret_output),
        cmocka_unit_test(nothing_can_be_secret_too),
        cmocka_unit_test(secrets_are_found),
        cmocka_unit_test(plain_takes_every_wrapper_away),
        cmocka_unit_test(a_plain_copy_can_be_changed_alone),
        cmocka_unit_test(marks_are_carried_over_path_by_path),
        cmocka_unit_test(a_secret_output_marks_as_a_secret_does),
        cmocka_unit_test(elements_keep_their_marks_when_aws_reorders_them),
        cmocka_unit_test(an_element_without_an_equal_takes_all_marks),
        cmocka_unit_test(another_form_of_a_value_with_secrets_is_secret),
        cmocka_unit_test(marks_of_random_values_change_nothing_but_the_marks),
        cmocka_unit_test(many_changed_elements_are_not_quadratic),
        cmocka_unit_test(dependencies_come_once_each_in_their_order),
        cmocka_unit_test(a_message_loses_what_is_secret),
        cmocka_unit_test(secrets_that_lie_over_each_other_are_hidden_whole),
        cmocka_unit_test(short_and_unknown_secrets_leave_a_message_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
