#include "value/literals.h"

static void names_and_indexes_are_written_as_the_engine_does(void **state) {
    (void)state;
    auto_text path = { 0 };
    value_path_add_name(&path, "vpcs");
    value_path_add_index(&path, 0);
    value_path_add_name(&path, "tags");
    value_path_add_name(&path, "a.b");
    value_path_add_name(&path, "say \"so\"");
    value_path_add_name(&path, "größe");
    value_path_add_name(&path, "x_1");
    assert_string_equal(path.bytes, "vpcs[0].tags[\"a.b\"][\"say \\\"so\\\"\"][\"größe\"].x_1");
    text_clear(&path);
    value_path_add_name(&path, "aws:name");
    assert_string_equal(path.bytes, "[\"aws:name\"]");
    text_clear(&path);
    value_path_add_name(&path, "");
    assert_string_equal(path.bytes, "[\"\"]");
}

static void a_path_leads_to_its_value(void **state) {
    (void)state;
    json_auto_t *value =
        literal("{'a': {'$secret': [1, {'b.c': {'$output': {'d': 7}, 'deps': []}}]}, 'e': {'': 3}}");
    assert_int_equal(json_integer_value(value_at_path(value, "a[0]")), 1);
    assert_int_equal(json_integer_value(value_at_path(value, "a[1][\"b.c\"].d")), 7);
    assert_int_equal(json_integer_value(value_at_path(value, "[\"a\"][1][\"b.c\"][\"d\"]")), 7);
    assert_int_equal(json_integer_value(value_at_path(value, "e[\"\"]")), 3);
    assert_true(value_is_secret(value_at_path(value, "a")));
    assert_ptr_equal(value_at_path(value, ""), value);
}

static void a_path_to_nothing_gives_null(void **state) {
    (void)state;
    json_auto_t *value = literal("{'a': [1], 'u': {'$unknown': true}}");
    static const char *const PATHS[] = { "b",  "a[1]", "a.x", "a[0].x", "u.x", "a[18446744073709551616]",
                                         "a[", "a..b", "[0]" };
    for (size_t i = 0; i < COUNT_OF(PATHS); i++)
        assert_null(value_at_path(value, PATHS[i]));
    assert_null(value_at_path(NULL, "a"));
}

static void the_grammar_is_the_engines(void **state) {
    (void)state;
    static const char *const GOOD[] = { "",
                                        "root",
                                        "root.nested",
                                        "root[\"nested\"]",
                                        "root.array[0]",
                                        "root.array[100]",
                                        "root[0][1].nested",
                                        "root[\"key with a .\"]",
                                        "[\"root key\"][100]",
                                        "a[\"with \\\"escaped\\\" quotes\"]",
                                        "aws:x.y-z" };
    static const char *const BAD[] = { ".",      ".a",    "a.",    "a..b",
                                       "a[",     "a[]",   "a[x]",  "a[1",
                                       "a[1x]",  "a[-1]", "a[\"b", "a[\"b\"",
                                       "a[\"b]", "a[0]b", "a.[0]", "a[99999999999999999999999]",
                                       "a[\"" };
    for (size_t i = 0; i < COUNT_OF(GOOD); i++)
        if (!value_path_valid(GOOD[i]))
            fail_msg("%s should be well formed", GOOD[i]);
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        if (value_path_valid(BAD[i]))
            fail_msg("%s should not be well formed", BAD[i]);
}

/* Every path that is built leads back to where it was built. */
static void walk(const json_t *root, const json_t *value, struct text *path) {
    const json_t *inner = value_inner(value);
    const size_t length = path->length;
    assert_true(value_path_valid(text_string(path)));
    assert_ptr_equal(value_at_path(root, text_string(path)), value);
    size_t index;
    const char *name;
    json_t *each;
    json_array_foreach(inner, index, each) {
        value_path_add_index(path, index);
        walk(root, each, path);
        path->length = length;
        path->bytes[length] = '\0';
    }
    json_object_foreach((json_t *)inner, name, each) {
        value_path_add_name(path, name);
        walk(root, each, path);
        path->length = length;
        path->bytes[length] = '\0';
    }
}

static void built_paths_lead_back(void **state) {
    (void)state;
    unsigned seed = 4711;
    for (int i = 0; i < 300; i++) {
        json_auto_t *value = literal_random(&seed, 5);
        auto_text path = { 0 };
        walk(value, value, &path);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_indexes_are_written_as_the_engine_does),
        cmocka_unit_test(a_path_leads_to_its_value),
        cmocka_unit_test(a_path_to_nothing_gives_null),
        cmocka_unit_test(the_grammar_is_the_engines),
        cmocka_unit_test(built_paths_lead_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
