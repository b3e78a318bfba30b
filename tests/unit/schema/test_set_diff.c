#include "schema/checking.h"

static char *set_changes(const char *property_name, const json_t *before, const json_t *after) {
    json_auto_t *old_inputs = json_pack("{sO}", property_name, before);
    json_auto_t *new_inputs = json_pack("{sO}", property_name, after);
    auto_changes changes = { 0 };
    schema_diff(schema_resource("utm:t:All"), NULL, old_inputs, new_inputs, &changes);
    auto_text text = { 0 };
    for (size_t i = 0; i < changes.count; i++)
        text_printf(&text, "%s%c%s%s", i ? " " : "", "+-~"[changes.items[i].kind],
                    changes.items[i].path + strlen(property_name), changes.items[i].replace ? "!" : "");
    return text_take(&text);
}

static void set_differs(const char *property_name, const char *before_text, const char *after_text,
                        const char *expected) {
    json_auto_t *before = literal(before_text);
    json_auto_t *after = literal(after_text);
    auto_free char *text = set_changes(property_name, before, after);
    if (strcmp(text, expected) != 0)
        fail_msg("%s -> %s\ngot    %s\nwanted %s", before_text, after_text, text, expected);
}

static void order_and_doubles_mean_nothing(void **state) {
    (void)state;
    set_differs("ports", "[1, 2, 3]", "[3, 1, 2]", "");
    set_differs("ports", "[1, 2, 2]", "[2, 1]", "");
    set_differs("ports", "[1, 2]", "[2, 1, 1, 2]", "");
    set_differs("ports", "[1]", "[1.0]", "");
    set_differs("ports", "[]", "[]", "");
    set_differs("environment", "[{'name': 'a'}, {'name': 'b', 'value': 'x'}]",
                "[{'value': 'x', 'name': 'b'}, {'name': 'a', 'value': null}]", "");
}

static void what_came_and_what_went_is_named(void **state) {
    (void)state;
    set_differs("ports", "[1, 2]", "[2, 1, 3]", "+[2]");
    set_differs("ports", "[1, 2, 3]", "[3, 1]", "-[1]");
    set_differs("ports", "[1, 2]", "[2, 3]", "+[1] -[0]");
    set_differs("ports", "[1, 2]", "[3, 2]", "~[0]"); /* the same place: one path, one change */
    set_differs("ports", "[]", "[5]", "+[0]");
    set_differs("ports", "[5]", "[]", "-[0]");
}

static void objects_pair_by_their_name(void **state) {
    (void)state;
    set_differs("environment", "[{'name': 'a', 'value': '1'}, {'name': 'b', 'value': '2'}]",
                "[{'name': 'b', 'value': '3'}, {'name': 'a', 'value': '1'}]", "~[0].value");
    set_differs("environment", "[{'name': 'a', 'value': '1'}, {'name': 'b', 'value': '2'}]",
                "[{'name': 'b', 'value': '2'}, {'name': 'c', 'value': '1'}, {'name': 'a'}]",
                "+[1] -[2].value");
    set_differs("environment", "[{'name': 'a', 'fixed': '1'}]", "[{'name': 'a', 'fixed': '2'}]",
                "~[0].fixed!");
    set_differs("environment", "[{'name': 'a', 'fixed': '1'}]", "[]", "-[0]!");
}

static void what_aws_chose_inside_an_element_does_not_keep_partners_apart(void **state) {
    (void)state;
    set_differs("environment", "[{'name': 'a', 'arn': 'x'}, {'name': 'b', 'arn': 'y'}]",
                "[{'name': 'b'}, {'name': 'a'}]", "");
    set_differs("environment", "[{'value': 'a', 'arn': 'x'}, {'value': 'b', 'arn': 'y'}]",
                "[{'value': 'b'}, {'value': 'a'}]", "");
}

static void paths_that_would_collide_become_one_update_of_the_set(void **state) {
    (void)state;
    set_differs("environment", "[{'name': 'a', 'value': '1'}, {'name': 'b', 'value': '1'}]",
                "[{'name': 'b', 'value': '2'}]", "~");
    set_differs("environment", "[{'name': 'a', 'fixed': '1'}, {'name': 'b', 'value': '1'}]",
                "[{'name': 'b', 'value': '2'}]", "~!");
}

static void unknown_and_secret_elements_have_their_place(void **state) {
    (void)state;
    set_differs("ports", "[1, 2]", "[{'$unknown': true}, 1]", "+[0] -[1]");
    set_differs("ports", "[1, 2]", "[1, {'$unknown': true}]", "~[1]");
    set_differs("ports", "[1, {'$secret': 2}]", "[{'$secret': 2}, 1]", "");
    set_differs("ports", "[1, {'$secret': 2}]", "[1, {'$secret': 3}]", "~[1]");
    set_differs("environment", "[{'name': 'a', 'value': {'$secret': '1'}}]",
                "[{'name': 'a', 'value': {'$secret': '2'}}]", "~[0].value");
}

/* Taking the deleted out and putting the added and updated in turns the one set into the other. */
static void applying_the_changes_gives_the_new_set(void **state) {
    (void)state;
    unsigned seed = 42;
    for (int round = 0; round < 1000; round++) {
        json_auto_t *before = json_array();
        json_auto_t *after = json_array();
        for (unsigned n = draw(&seed, 7); n; n--)
            json_array_append_new(before, json_integer(draw(&seed, 6)));
        for (unsigned n = draw(&seed, 7); n; n--)
            json_array_append_new(after, json_integer(draw(&seed, 6)));
        json_auto_t *members = json_object();
        size_t i;
        json_t *each;
        json_auto_t *old_inputs = json_pack("{sO}", "ports", before);
        json_auto_t *new_inputs = json_pack("{sO}", "ports", after);
        auto_changes changes = { 0 };
        schema_diff(schema_resource("utm:t:All"), NULL, old_inputs, new_inputs, &changes);
        json_array_foreach(before, i, each) {
            auto_free char *key = json_canonical(each);
            json_object_set_new(members, key, json_true());
        }
        for (size_t c = 0; c < changes.count; c++) {
            if (changes.items[c].kind == SCHEMA_ADD)
                continue;
            auto_free char *key = json_canonical(value_at_path(old_inputs, changes.items[c].path));
            json_object_del(members, key);
        }
        for (size_t c = 0; c < changes.count; c++) {
            if (changes.items[c].kind == SCHEMA_DELETE)
                continue;
            auto_free char *key = json_canonical(value_at_path(new_inputs, changes.items[c].path));
            json_object_set_new(members, key, json_true());
        }
        json_auto_t *wanted = json_object();
        json_array_foreach(after, i, each) {
            auto_free char *key = json_canonical(each);
            json_object_set_new(wanted, key, json_true());
        }
        assert_true(json_equal(members, wanted));
        assert_int_equal(
            changes.count == 0,
            schema_value_equal(json_object_get(schema_inputs(schema_resource("utm:t:All")), "ports"), before,
                               after));
    }
}

static int64_t set_us(int count) {
    json_auto_t *before = json_array();
    json_auto_t *after = json_array();
    for (int i = 0; i < count; i++) {
        auto_free char *name = xprintf("n%d", i);
        json_array_append_new(before, json_pack("{ss ss}", "name", name, "value", "old"));
        json_array_insert_new(after, 0, json_pack("{ss ss}", "name", name, "value", i % 2 ? "old" : "new"));
    }
    const int64_t start_us = cpu_us();
    auto_free char *text = set_changes("environment", before, after);
    const int64_t taken_us = cpu_us() - start_us;
    assert_int_equal(strncmp(text, "~[1].value ~[3].value", 21), 0);
    return taken_us;
}

static void large_sets_are_not_quadratic(void **state) {
    (void)state;
    assert_not_quadratic(set_us, 5000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_and_doubles_mean_nothing),
        cmocka_unit_test(what_came_and_what_went_is_named),
        cmocka_unit_test(objects_pair_by_their_name),
        cmocka_unit_test(what_aws_chose_inside_an_element_does_not_keep_partners_apart),
        cmocka_unit_test(paths_that_would_collide_become_one_update_of_the_set),
        cmocka_unit_test(unknown_and_secret_elements_have_their_place),
        cmocka_unit_test(applying_the_changes_gives_the_new_set),
        cmocka_unit_test(large_sets_are_not_quadratic),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
