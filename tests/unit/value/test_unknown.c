#include "value/literals.h"

static void every_typed_sentinel_is_unknown(void **state) {
    (void)state;
    static const char *const SENTINELS[] = {
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
    };
    for (size_t i = 0; i < COUNT_OF(SENTINELS); i++) {
        json_auto_t *value = json_string(SENTINELS[i]);
        assert_true(value_is_unknown(value));
        json_auto_t *inside = json_pack("{s[O]}", "list", value);
        assert_false(value_is_unknown(inside));
        assert_true(value_has_unknown(inside));
    }
}

static void unknown(const char *text, bool itself, bool inside) {
    json_auto_t *value = literal(text);
    assert_int_equal(value_is_unknown(value), itself);
    assert_int_equal(value_has_unknown(value), inside);
}

static void unknowns_are_found_inside_wrappers_and_containers(void **state) {
    (void)state;
    unknown("{'$unknown': true}", true, true);
    unknown("{'$secret': {'$unknown': true}}", true, true);
    unknown("{'deps': ['urn:a']}", true, true); /* an output without a value */
    unknown("{'$secret': {'deps': []}}", true, true);
    unknown("{'$output': {'$unknown': true}, 'deps': []}", true, true);
    unknown("{'a': {'b': [1, {'$secret': [{'$unknown': true}]}]}}", false, true);
    unknown("{'$output': {'a': {'deps': []}}, 'deps': []}", false, true);
}

static void known_values_are_known(void **state) {
    (void)state;
    unknown("null", false, false);
    unknown("''", false, false);
    unknown("{'$output': null, 'deps': []}", false, false);
    unknown("{'$secret': 'x'}", false, false);
    unknown("{'a': [1, 2, {'b': '04da6b54'}]}", false, false);
    unknown("'04da6b54-80e4-46f7-96ec-b56ff0331ba8'", false, false);
    unknown("'04da6b54-80e4-46f7-96ec-b56ff0331ba9 '", false, false);
    assert_false(value_is_unknown(NULL));
    assert_false(value_has_unknown(NULL));
}

static void the_inner_value_stands_behind_all_wrappers(void **state) {
    (void)state;
    json_auto_t *wrapped = literal("{'$secret': {'$output': {'$secret': {'a': 1}}, 'deps': []}}");
    assert_value(value_inner(wrapped), "{'a': 1}");
    json_auto_t *plain = literal("{'value': 1}");
    assert_ptr_equal(value_inner(plain), plain);
    json_auto_t *pending = literal("{'deps': []}");
    assert_true(value_is_unknown(value_inner(pending)));
    assert_null(value_inner(NULL));
}

static void a_secret_without_a_value_holds_null(void **state) {
    (void)state;
    json_auto_t *broken = json_pack("{ss}", SIG, "1b47061264138c4ac30d75fd1eb44270");
    assert_true(json_is_null(value_inner(broken)));
    assert_true(value_is_secret(broken));
    assert_false(value_has_unknown(broken));
}

static void an_odd_signature_is_an_ordinary_object(void **state) {
    (void)state;
    json_auto_t *number = json_pack("{si}", SIG, 1);
    assert_ptr_equal(value_inner(number), number);
    json_auto_t *other = json_pack("{ss}", SIG, "ffffffffffffffffffffffffffffffff");
    assert_ptr_equal(value_inner(other), other);
    assert_false(value_is_secret(other));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_typed_sentinel_is_unknown),
        cmocka_unit_test(unknowns_are_found_inside_wrappers_and_containers),
        cmocka_unit_test(known_values_are_known),
        cmocka_unit_test(the_inner_value_stands_behind_all_wrappers),
        cmocka_unit_test(a_secret_without_a_value_holds_null),
        cmocka_unit_test(an_odd_signature_is_an_ordinary_object),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
