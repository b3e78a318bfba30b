#include "schema/checking.h"

/* "+path", "-path", "~path", with ! where it replaces, in one line. */
static char *changes_text(const struct schema_changes *changes) {
    static const char SIGNS[] = { [SCHEMA_ADD] = '+', [SCHEMA_DELETE] = '-', [SCHEMA_UPDATE] = '~' };
    auto_text text = { 0 };
    for (size_t i = 0; i < changes->count; i++)
        text_printf(&text, "%s%c%s%s", i ? " " : "", SIGNS[changes->items[i].kind], changes->items[i].path,
                    changes->items[i].replace ? "!" : "");
    return text_take(&text);
}

static void differs(const char *state_text, const char *old_text, const char *new_text,
                    const char *expected) {
    json_auto_t *state = literal(state_text);
    json_auto_t *old_inputs = old_text ? literal(old_text) : NULL;
    json_auto_t *new_inputs = literal(new_text);
    auto_changes changes = { 0 };
    schema_diff(schema_resource("utm:t:All"), state, old_inputs, new_inputs, &changes);
    auto_free char *text = changes_text(&changes);
    if (strcmp(text, expected) != 0)
        fail_msg("%s -> %s\ngot    %s\nwanted %s", old_text ? old_text : state_text, new_text, text,
                 expected);
    assert_int_equal(changes.replace, strchr(expected, '!') != NULL);
}

static void inputs_differ(const char *old_text, const char *new_text, const char *expected) {
    differs("{}", old_text, new_text, expected);
}

static void a_property_is_added_deleted_updated(void **state) {
    (void)state;
    inputs_differ("{'plain': 'a'}", "{'plain': 'a'}", "");
    inputs_differ("{'plain': 'a'}", "{'plain': 'b'}", "~plain");
    inputs_differ("{'plain': 'a', 'count': 1}", "{'plain': 'a'}", "-count");
    inputs_differ("{'plain': 'a'}", "{'plain': 'a', 'count': 1}", "+count");
    inputs_differ("{'plain': 'a', 'count': null}", "{'plain': 'a'}", "");
    inputs_differ("{'plain': 'a'}", "{'plain': {'$secret': null}}", "-plain");
    inputs_differ("{'count': 1, 'flag': true, 'union': [1]}", "{'count': 2, 'flag': false, 'union': 'a'}",
                  "~count ~flag ~union");
    inputs_differ("{'count': 1}", "{'count': 1.0}", "");
}

static void nested_changes_have_paths_as_the_engine_writes_them(void **state) {
    (void)state;
    inputs_differ("{'ingress': [{'fromPort': 1}, {'fromPort': 2, 'toPort': 3}]}",
                  "{'ingress': [{'fromPort': 9}, {'fromPort': 2}]}",
                  "~ingress[0].fromPort -ingress[1].toPort");
    inputs_differ("{'ingress': [{'fromPort': 1}]}", "{'ingress': [{'fromPort': 1}, {'fromPort': 2}]}",
                  "+ingress[1]");
    inputs_differ("{'ingress': [{'fromPort': 1}, {'fromPort': 2}]}", "{'ingress': [{'fromPort': 1}]}",
                  "-ingress[1]");
    inputs_differ("{'rule': {'inner': {'inner': {'fromPort': 1}}}}",
                  "{'rule': {'inner': {'inner': {'fromPort': 2}}}}", "~rule.inner.inner.fromPort");
    inputs_differ("{'tags': {'a': '1', 'b.c': '2', 'd': '3'}}", "{'tags': {'a': '1', 'b.c': '4', 'e': '5'}}",
                  "~tags[\"b.c\"] -tags.d +tags.e");
    inputs_differ("{'rules': {'x': {'fromPort': 1}}}", "{'rules': {'x': {'fromPort': 1, 'toPort': 2}}}",
                  "+rules.x.toPort");
    inputs_differ("{'list': ['a', 'b']}", "{'list': ['b', 'a']}", "~list[0] ~list[1]");
    inputs_differ("{'any': {'a': [1, {'b': 1}]}}", "{'any': {'a': [1, {'b': 2}]}}", "~any.a[1].b");
    inputs_differ("{'any': {'a': 1}}", "{'any': [1]}", "~any");
}

static void replace_flags_are_the_schemas(void **state) {
    (void)state;
    inputs_differ("{'cidrBlock': '10.0.0.0/16'}", "{'cidrBlock': '10.1.0.0/16'}", "~cidrBlock!");
    inputs_differ("{'size': 'small'}", "{'size': 'large'}", "~size!"); /* willReplaceOnChanges */
    inputs_differ("{'size': 'large'}", "{'size': 'small'}", "~size");  /* replaceExcept */
    inputs_differ("{'fixedList': ['a']}", "{'fixedList': ['a', 'b']}", "+fixedList[1]!");
    inputs_differ("{'fixedList': ['a']}", "{'plain': 'x'}", "-fixedList! +plain");
    inputs_differ("{'rule': {'kind': 'a', 'fromPort': 1}}", "{'rule': {'kind': 'b', 'fromPort': 2}}",
                  "~rule.fromPort ~rule.kind!");
    inputs_differ("{'plain': 'x'}", "{'plain': 'x', 'rule': {'kind': 'b'}}", "+rule!");
    inputs_differ("{'plain': 'x'}", "{'plain': 'x', 'rule': {'fromPort': 1}}", "+rule");
    inputs_differ("{'plain': 'x', 'rules': {'a': {'inner': {'kind': 'b'}}}}", "{'plain': 'x'}", "-rules!");
    inputs_differ("{'plain': 'x'}", "{'plain': 'x', 'ingress': [{'fromPort': 1}, {'kind': 'a'}]}",
                  "+ingress!");
    inputs_differ("{'ingress': []}", "{'ingress': [{'kind': 'a'}]}", "+ingress[0]!");
}

static void giving_it_or_not_may_be_what_replaces(void **state) {
    (void)state;
    inputs_differ("{'plain': 'x'}", "{'plain': 'x', 'some': 'a'}", "+some!");
    inputs_differ("{'plain': 'x', 'some': 'a'}", "{'plain': 'x'}", "-some!");
    inputs_differ("{'some': 'a'}", "{'some': 'b'}", "~some");
    inputs_differ("{'some': 'a'}", "{'some': {'$unknown': true}}", "~some");
}

static void what_check_adds_beyond_the_inputs_is_compared(void **state) {
    (void)state;
    inputs_differ("{'plain': 'x', 'tagsAll': {'a': '1'}}", "{'plain': 'x', 'tagsAll': {'a': '2', 'b': '3'}}",
                  "~tagsAll.a +tagsAll.b");
    inputs_differ("{'plain': 'x', 'tagsAll': {'a': '1'}}", "{'plain': 'x', 'tagsAll': {}}", "-tagsAll.a");
    inputs_differ("{'plain': 'x', 'tagsAll': {'a': '1'}}",
                  "{'plain': 'x', 'tagsAll': {'a': {'$unknown': true}}}", "~tagsAll.a");
    differs("{'tagsAll': {'a': '1'}, 'shown': 's'}", "{'plain': 'x'}",
            "{'plain': 'x', 'tagsAll': {'a': '1'}}", "");
    differs("{'tagsAll': {'a': '1'}, 'shown': 's'}", "{'plain': 'x'}",
            "{'plain': 'x', 'tagsAll': {'a': '2'}}", "+tagsAll");
}

static void a_flag_at_the_output_counts_too(void **state) {
    (void)state;
    json_auto_t *definition = literal("{'inputProperties': {'a': {'type': 'string'}},"
                                      " 'properties': {'a': {'type': 'string', 'replaceOnChanges': true}}}");
    json_auto_t *before = literal("{'a': '1'}");
    json_auto_t *after = literal("{'a': '2'}");
    auto_changes changes = { 0 };
    schema_diff(definition, NULL, before, after, &changes);
    assert_true(changes.replace);
}

static void what_aws_may_choose_may_be_taken_away(void **state) {
    (void)state;
    inputs_differ("{'plain': 'x', 'name': 'abc', 'zones': ['a']}", "{'plain': 'x'}", "");
    inputs_differ("{'name': 'abc'}", "{'name': 'abd'}", "~name");
    inputs_differ("{'environment': [{'name': 'a', 'arn': 'x'}]}", "{'environment': [{'name': 'a'}]}", "");
}

static void asking_for_what_is_there_is_no_change(void **state) {
    (void)state;
    differs("{'name': 'abc', 'zones': ['b', 'a']}", "{'plain': 'x'}",
            "{'plain': 'x', 'name': 'abc', 'zones': ['a', 'b']}", "");
    differs("{'name': 'abc'}", "{'plain': 'x'}", "{'plain': 'x', 'name': 'other'}", "+name");
    differs("{'rule': {'fromPort': 1, 'kind': 'shown by AWS only'}}", "{'plain': 'x'}",
            "{'plain': 'x', 'rule': {'fromPort': 1}}", "");
    differs("{'size': 'large'}", "{'plain': 'x'}", "{'plain': 'x', 'size': 'small'}", "+size");
    differs("{'tags': {'a': '1', 'b': '2'}}", "{'plain': 'x'}", "{'plain': 'x', 'tags': {'a': '1'}}",
            "+tags");
}

static void without_recorded_inputs_the_state_counts(void **state) {
    (void)state;
    static const char STATE[] = "{'cidrBlock': '10.0.0.0/16', 'plain': 'x', 'arn': 'only the state knows',"
                                " 'rule': {'fromPort': 1, 'kind': 'k'}, 'tags': {'a': '1'}}";
    differs(STATE, "{}", "{'cidrBlock': '10.0.0.0/16', 'rule': {'fromPort': 1}}", "");
    differs(STATE, NULL, "{'cidrBlock': '10.1.0.0/16', 'rule': {'fromPort': 2}}",
            "~cidrBlock! ~rule.fromPort");
    differs(STATE, NULL, "{'count': 5, 'tags': {}}", "+count -tags.a");
}

static void an_unknown_is_an_update(void **state) {
    (void)state;
    inputs_differ("{'plain': 'a', 'cidrBlock': 'x'}",
                  "{'plain': {'$unknown': true}, 'cidrBlock': {'$unknown': true}}", "~cidrBlock! ~plain");
    inputs_differ("{'plain': 'a'}", "{'plain': 'a', 'count': {'$unknown': true}}", "+count");
    differs("{'name': 'abc'}", "{'plain': 'a'}", "{'plain': 'a', 'name': {'$unknown': true}}", "+name");
    inputs_differ("{'list': ['a', 'b']}", "{'list': ['a', {'$unknown': true}]}", "~list[1]");
    inputs_differ("{'tags': {'a': 'b'}}", "{'tags': {'a': {'deps': []}}}", "~tags.a");
    inputs_differ("{'rule': {'kind': 'k'}}", "{'rule': {'$unknown': true}}", "~rule!");
    inputs_differ("{'ports': [80, 443]}", "{'ports': [443, {'$unknown': true}]}", "+ports[1] -ports[0]");
    inputs_differ("{'plain': 'a', 'count': 1}", "'" UNKNOWN "'", "~count ~plain");
}

static void a_changed_secret_is_one_update_of_its_path(void **state) {
    (void)state;
    inputs_differ("{'password': {'$secret': 'aaaaaaaa'}}", "{'password': {'$secret': 'bbbbbbbb'}}",
                  "~password");
    inputs_differ("{'password': {'$secret': 'aaaaaaaa'}}", "{'password': 'aaaaaaaa'}", "");
    inputs_differ("{'tags': {'$secret': {'a': '1', 'b': '2'}}}",
                  "{'tags': {'$secret': {'a': '2', 'c': '2'}}}", "~tags");
    inputs_differ("{'secretMap': {'a': 1}}", "{'secretMap': {'b': 1}}", "~secretMap");
    inputs_differ("{'rule': {'$secret': {'kind': 'a'}}}", "{'rule': {'kind': 'b'}}", "~rule!");
    inputs_differ("{'plain': 'a'}", "{'plain': {'$secret': 'a'}}", "");
    inputs_differ("{'list': ['a', {'$secret': 'b'}]}", "{'list': ['a', {'$secret': 'c'}]}", "~list[1]");
}

static void texts_compare_by_meaning(void **state) {
    (void)state;
    inputs_differ(
        "{'policy': '{\\\"Statement\\\": {\\\"Action\\\": \\\"s3:*\\\"}}'}",
        "{'policy': "
        "'{\\\"Version\\\":\\\"2008-10-17\\\",\\\"Statement\\\":[{\\\"Action\\\":[\\\"S3:*\\\"]}]}'}",
        "");
    inputs_differ("{'json': '{\\\"a\\\": 1, \\\"b\\\": 2}'}", "{'json': '{\\\"b\\\":2,\\\"a\\\":1}'}", "");
    inputs_differ("{'cidr6': '2001:DB8:0::/64'}", "{'cidr6': '2001:db8::/64'}", "");
    inputs_differ("{'host': 'Example.COM'}", "{'host': 'example.com'}", "");
    inputs_differ("{'protocol': '6'}", "{'protocol': 'tcp'}", "");
    inputs_differ("{'ip6': '::1'}", "{'ip6': '0:0:0:0:0:0:0:1'}", "");
    inputs_differ("{'plain': 'Example'}", "{'plain': 'example'}", "~plain");
}

static void assets_and_references_compare_by_what_they_are(void **state) {
    (void)state;
    inputs_differ("{'asset': {'" SIG "': '" SIG_ASSET "', 'hash': 'h'}}",
                  "{'asset': {'" SIG "': '" SIG_ASSET "', 'hash': 'h', 'text': 'x'}}", "");
    inputs_differ("{'asset': {'" SIG "': '" SIG_ASSET "', 'hash': 'h'}}",
                  "{'asset': {'" SIG "': '" SIG_ASSET "', 'hash': 'i', 'text': 'x'}}", "~asset");
    inputs_differ("{'asset': {'" SIG "': '" SIG_ASSET "', 'text': 'x'}}",
                  "{'asset': {'" SIG "': '" SIG_ARCHIVE "', 'text': 'x'}}", "~asset");
    inputs_differ("{'vpc': {'$reference': 'vpc-1'}}", "{'vpc': 'vpc-1'}", "");
    inputs_differ("{'vpc': {'$reference': 'vpc-1'}}", "{'vpc': {'$reference': 'vpc-2'}}", "~vpc");
}

static void what_the_schema_has_forgotten_is_no_change(void **state) {
    (void)state;
    inputs_differ("{'plain': 'x', 'gone': 1, '__internal': {}}", "{'plain': 'x'}", "");
}

/* ---- laws ---- */

static json_t *random_inputs(unsigned *seed) {
    json_t *inputs = json_object();
    const char *name;
    json_t *property;
    json_object_foreach((json_t *)schema_inputs(schema_resource("utm:t:All")), name, property) {
        json_t *value = literal_random(seed, 3);
        if (value_has_unknown(value) || json_is_null(value) || draw(seed, 2))
            json_decref(value);
        else
            json_object_set_new(inputs, name, value);
    }
    return inputs;
}

static void nothing_differs_from_itself(void **state) {
    (void)state;
    unsigned seed = 12;
    for (int i = 0; i < 300; i++) {
        json_auto_t *inputs = random_inputs(&seed);
        json_auto_t *copy = json_deep_copy(inputs);
        json_auto_t *plain = value_plain(inputs);
        auto_changes changes = { 0 };
        schema_diff(schema_resource("utm:t:All"), NULL, inputs, copy, &changes);
        schema_diff(schema_resource("utm:t:All"), NULL, inputs, plain, &changes);
        schema_diff(schema_resource("utm:t:All"), inputs, NULL, copy, &changes);
        auto_free char *text = changes_text(&changes);
        assert_string_equal(text, "");
    }
}

/* Every path stands for something on the side it speaks of, no path comes twice, and none lies inside a
 * deleted or added one. */
static void paths_are_true(void **state) {
    (void)state;
    unsigned seed = 2024;
    for (int i = 0; i < 300; i++) {
        json_auto_t *before = random_inputs(&seed);
        json_auto_t *after = random_inputs(&seed);
        auto_changes changes = { 0 };
        schema_diff(schema_resource("utm:t:All"), NULL, before, after, &changes);
        json_auto_t *seen = json_object();
        for (size_t c = 0; c < changes.count; c++) {
            const struct schema_change *change = &changes.items[c];
            assert_true(value_path_valid(change->path));
            assert_null(json_object_get(seen, change->path));
            json_object_set_new(seen, change->path, json_true());
            if (json_object_size(before) && change->kind != SCHEMA_ADD && !strchr(change->path, '['))
                assert_non_null(value_at_path(before, change->path));
            if (change->kind != SCHEMA_DELETE)
                assert_non_null(value_at_path(after, change->path));
        }
    }
}

static void a_change_of_one_property_names_that_one(void **state) {
    (void)state;
    unsigned seed = 8;
    for (int i = 0; i < 300; i++) {
        json_auto_t *before = random_inputs(&seed);
        json_object_set_new(before, "plain", json_string("before"));
        json_auto_t *after = json_deep_copy(before);
        json_object_set_new(after, "plain", json_string("after"));
        auto_changes changes = { 0 };
        schema_diff(schema_resource("utm:t:All"), NULL, before, after, &changes);
        auto_free char *text = changes_text(&changes);
        assert_string_equal(text, "~plain");
    }
}

static int64_t diff_us(int count) {
    json_auto_t *before = json_object();
    json_auto_t *after = json_object();
    for (int i = 0; i < count; i++) {
        auto_free char *key = xprintf("k%d", i);
        json_object_set_new(before, key, json_integer(i));
        json_object_set_new(after, key, json_integer(i + i % 2));
    }
    json_auto_t *old_inputs = json_pack("{sO}", "any", before);
    json_auto_t *new_inputs = json_pack("{sO}", "any", after);
    auto_changes changes = { 0 };
    const int64_t start_us = cpu_us();
    schema_diff(schema_resource("utm:t:All"), NULL, old_inputs, new_inputs, &changes);
    const int64_t taken_us = cpu_us() - start_us;
    assert_int_equal(changes.count, count / 2);
    return taken_us;
}

static void large_maps_are_not_quadratic(void **state) {
    (void)state;
    assert_not_quadratic(diff_us, 25000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_property_is_added_deleted_updated),
        cmocka_unit_test(nested_changes_have_paths_as_the_engine_writes_them),
        cmocka_unit_test(replace_flags_are_the_schemas),
        cmocka_unit_test(giving_it_or_not_may_be_what_replaces),
        cmocka_unit_test(what_check_adds_beyond_the_inputs_is_compared),
        cmocka_unit_test(a_flag_at_the_output_counts_too),
        cmocka_unit_test(what_aws_may_choose_may_be_taken_away),
        cmocka_unit_test(asking_for_what_is_there_is_no_change),
        cmocka_unit_test(without_recorded_inputs_the_state_counts),
        cmocka_unit_test(an_unknown_is_an_update),
        cmocka_unit_test(a_changed_secret_is_one_update_of_its_path),
        cmocka_unit_test(texts_compare_by_meaning),
        cmocka_unit_test(assets_and_references_compare_by_what_they_are),
        cmocka_unit_test(what_the_schema_has_forgotten_is_no_change),
        cmocka_unit_test(nothing_differs_from_itself),
        cmocka_unit_test(paths_are_true),
        cmocka_unit_test(a_change_of_one_property_names_that_one),
        cmocka_unit_test(large_maps_are_not_quadratic),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
