#include "schema/checking.h"

static const json_t *property(const char *name) {
    const json_t *found = json_object_get(schema_inputs(schema_resource("utm:t:All")), name);
    assert_non_null(found);
    return found;
}

static void same(const char *name, const char *a_text, const char *b_text, bool expected) {
    json_auto_t *a = literal(a_text);
    json_auto_t *b = literal(b_text);
    if (schema_value_equal(property(name), a, b) != expected ||
        schema_value_equal(property(name), b, a) != expected)
        fail_msg("%s: %s and %s should be %s", name, a_text, b_text, expected ? "equal" : "different");
}

static void values_of_the_same_meaning_are_equal(void **state) {
    (void)state;
    same("plain", "'a'", "{'$secret': 'a'}", true);
    same("plain", "'a'", "'A'", false);
    same("count", "1", "1.0", true);
    same("ratio", "0.5", "{'$output': 0.5, 'deps': []}", true);
    same("host", "'A.example'", "'a.EXAMPLE'", true);
    same("ports", "[1, 2]", "[2, 1]", true);
    same("list", "['1', '2']", "['2', '1']", false);
    same("rule", "{'cidrs': ['10.0.0.0/8', '2001:DB8::/32'], 'kind': null}",
         "{'cidrs': ['2001:db8::/32', '10.0.0.0/8']}", true);
    same("rules", "{'a': {'cidrs': ['::/0']}}", "{'a': {'cidrs': ['0::/0']}}", true);
    same("tags", "{'a': '1'}", "{'a': '1', 'b': null}", true);
    same("tags", "{'a': '1'}", "{'A': '1'}", false);
    same("any", "{'a': [1, 2]}", "{'a': [2, 1]}", false);
    same("pet", "{'pet': 'cat', 'lives': 9}", "{'lives': 9.0, 'pet': 'cat'}", true);
    same("plain", "{'$unknown': true}", "'1c4a061d-8072-4f0a-a4cb-0ff528b18fe7'", true);
    same("plain", "{'$unknown': true}", "'x'", false);
    same("vpc", "{'$reference': 'vpc-1'}", "'vpc-1'", true);
    same("cidr", "'10.0.0.1/16'", "'10.0.0.0/16'", true);
    same("cidr", "'10.0.0.0/16'", "'10.0.0.0/17'", false);
    same("cidr", "'no network'", "'no network'", true);
    same("lasts", "'60m'", "'1h'", true);
    same("lasts", "'61m'", "'1h'", false);
    same("lasts", "'later'", "'later'", true);
    same("protocol", "'ALL'", "'-1'", true);
    same("protocol", "'17'", "'UDP'", true);
    same("protocol", "'50'", "'51'", false);
    same("environment", "[{'name': 'a', 'arn': 'x'}]", "[{'name': 'a'}]", false);
    assert_true(schema_value_equal(property("plain"), NULL, json_null()));
}

static void computed_members_can_be_left_out(void **state) {
    (void)state;
    json_auto_t *value = literal("[{'name': 'a', 'arn': 'x'}]");
    json_auto_t *normal = schema_normal(property("list"), schema_extra(NULL), value, true);
    assert_value(normal, "[{'name': 'a', 'arn': 'x'}]");
    json_auto_t *items = json_object();
    json_object_set(items, "items", json_object_get(property("environment"), "items"));
    json_auto_t *without = schema_normal(items, schema_extra(NULL), value, true);
    assert_value(without, "[{'name': 'a'}]");
}

static void equality_is_an_equivalence(void **state) {
    (void)state;
    enum { COUNT = 60 };
    static const char *const NAMES[] = { "plain", "ports", "rule", "tags", "environment", "union", "cidr" };
    unsigned seed = 3;
    json_t *values[COUNT];
    for (int i = 0; i < COUNT; i++)
        values[i] = literal_random(&seed, 2);
    for (size_t n = 0; n < COUNT_OF(NAMES); n++) {
        for (int a = 0; a < COUNT; a++) {
            assert_true(schema_value_equal(property(NAMES[n]), values[a], values[a]));
            for (int b = 0; b < COUNT; b++) {
                const bool equal = schema_value_equal(property(NAMES[n]), values[a], values[b]);
                assert_int_equal(equal, schema_value_equal(property(NAMES[n]), values[b], values[a]));
                for (int c = 0; equal && c < COUNT; c++)
                    assert_int_equal(schema_value_equal(property(NAMES[n]), values[a], values[c]),
                                     schema_value_equal(property(NAMES[n]), values[b], values[c]));
            }
        }
    }
    for (int i = 0; i < COUNT; i++)
        json_decref(values[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_the_same_meaning_are_equal),
        cmocka_unit_test(computed_members_can_be_left_out),
        cmocka_unit_test(equality_is_an_equivalence),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
