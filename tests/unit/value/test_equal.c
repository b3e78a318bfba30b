#include "value/literals.h"

static void compare(const char *a_text, const char *b_text, bool expected) {
    json_auto_t *a = literal(a_text);
    json_auto_t *b = literal(b_text);
    if (value_equal(a, b) != expected || value_equal(b, a) != expected)
        fail_msg("%s and %s should be %s", a_text, b_text, expected ? "equal" : "different");
}

static void meaning_counts_not_form(void **state) {
    (void)state;
    compare("1", "1.0", true);
    compare("1", "1.5", false);
    compare("9007199254740993", "9007199254740992.0", false);
    compare("9007199254740992", "9007199254740992.0", true);
    compare("1.5", "1e300", false);
    compare("1", "1e300", false);
    compare("{'$secret': 'x'}", "'x'", true);
    compare("{'$output': {'$secret': [1]}, 'deps': ['u']}", "[1.0]", true);
    compare("{'a': {'$secret': 1}, 'b': 2}", "{'b': 2, 'a': 1}", true);
    compare("{'a': null}", "{}", true);
    compare("{'a': {'$secret': null}}", "{}", true);
    compare("{'a': {'$output': null, 'deps': []}, 'b': 1}", "{'b': 1, 'c': null}", true);
    compare("'1'", "1", false);
    compare("true", "1", false);
    compare("true", "true", true);
    compare("true", "false", false);
    compare("'a'", "'A'", false);
    compare("[]", "{}", false);
    compare("[]", "null", false);
    compare("[1, 2]", "[2, 1]", false);
    compare("[1]", "[1, null]", false);
    compare("{'a': 1}", "{'a': 1, 'b': 2}", false);
}

static void an_absent_value_equals_null(void **state) {
    (void)state;
    assert_true(value_equal(NULL, NULL));
    assert_true(value_equal(NULL, json_null()));
    json_auto_t *zero = json_integer(0);
    assert_false(value_equal(NULL, zero));
    assert_false(value_equal(zero, NULL));
}

static void an_unknown_equals_only_an_unknown(void **state) {
    (void)state;
    compare("{'$unknown': true}", "{'deps': []}", true);
    compare("{'$unknown': true}", "'1c4a061d-8072-4f0a-a4cb-0ff528b18fe7'", true);
    compare("{'$unknown': true}", "'x'", false);
    compare("{'$unknown': true}", "null", false);
    compare("{'a': {'$unknown': true}}", "{}", false);
    compare("{'deps': []}", "[1]", false);
}

static void assets_compare_by_hash_where_both_have_one(void **state) {
    (void)state;
    json_auto_t *both = json_pack("{ss ss ss}", SIG, SIG_ASSET, "hash", "h1", "text", "one");
    json_auto_t *hash_only = json_pack("{ss ss}", SIG, SIG_ASSET, "hash", "h1");
    json_auto_t *other_hash = json_pack("{ss ss ss}", SIG, SIG_ASSET, "hash", "h2", "text", "one");
    json_auto_t *text_only = json_pack("{ss ss ss}", SIG, SIG_ASSET, "text", "one", "hash", "");
    json_auto_t *other_text = json_pack("{ss ss}", SIG, SIG_ASSET, "text", "two");
    json_auto_t *archive = json_pack("{ss ss}", SIG, SIG_ARCHIVE, "hash", "h1");
    json_auto_t *plain = json_pack("{ss}", "hash", "h1");
    assert_true(value_equal(both, hash_only));
    assert_false(value_equal(both, other_hash));
    assert_true(value_equal(both, text_only));
    assert_false(value_equal(text_only, other_text));
    assert_false(value_equal(hash_only, text_only));
    assert_false(value_equal(hash_only, archive));
    assert_false(value_equal(hash_only, plain));
    assert_false(value_equal(plain, hash_only));
}

static void references_compare_by_urn_and_id(void **state) {
    (void)state;
    json_auto_t *a = json_pack("{ss ss ss}", SIG, SIG_REFERENCE, "urn", "urn:a", "id", "i-1");
    json_auto_t *named =
        json_pack("{ss ss ss ss}", SIG, SIG_REFERENCE, "urn", "urn:a", "id", "i-1", "name", "n");
    json_auto_t *other_id = json_pack("{ss ss ss}", SIG, SIG_REFERENCE, "urn", "urn:a", "id", "i-2");
    json_auto_t *other_urn = json_pack("{ss ss ss}", SIG, SIG_REFERENCE, "urn", "urn:b", "id", "i-1");
    assert_true(value_equal(a, named));
    assert_false(value_equal(a, other_id));
    assert_false(value_equal(a, other_urn));
}

static void equality_is_reflexive_symmetric_and_transitive(void **state) {
    (void)state;
    enum { COUNT = 120 };
    json_t *values[COUNT];
    unsigned seed = 99;
    for (int i = 0; i < COUNT; i++)
        values[i] = literal_random(&seed, 2);
    for (int a = 0; a < COUNT; a++) {
        assert_true(value_equal(values[a], values[a]));
        for (int b = 0; b < COUNT; b++) {
            const bool same = value_equal(values[a], values[b]);
            assert_int_equal(same, value_equal(values[b], values[a]));
            for (int c = 0; same && c < COUNT; c++)
                assert_int_equal(value_equal(values[a], values[c]), value_equal(values[b], values[c]));
        }
    }
    for (int i = 0; i < COUNT; i++)
        json_decref(values[i]);
}

static void a_deep_copy_is_equal_and_a_change_is_seen(void **state) {
    (void)state;
    unsigned seed = 5;
    for (int i = 0; i < 500; i++) {
        json_auto_t *value = literal_random(&seed, 5);
        json_auto_t *copy = json_deep_copy(value);
        assert_true(value_equal(value, copy));
        json_auto_t *plain = value_plain(value);
        assert_true(value_equal(value, plain));
        json_auto_t *list = json_pack("[O]", value);
        json_auto_t *longer = json_pack("[O,i]", copy, 1);
        assert_false(value_equal(list, longer));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meaning_counts_not_form),
        cmocka_unit_test(an_absent_value_equals_null),
        cmocka_unit_test(an_unknown_equals_only_an_unknown),
        cmocka_unit_test(assets_compare_by_hash_where_both_have_one),
        cmocka_unit_test(references_compare_by_urn_and_id),
        cmocka_unit_test(equality_is_reflexive_symmetric_and_transitive),
        cmocka_unit_test(a_deep_copy_is_equal_and_a_change_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
