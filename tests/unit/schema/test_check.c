#include "schema/checking.h"

static void right_types_pass(void **state) {
    (void)state;
    takes("'count': 3, 'ratio': 0.5, 'flag': true, 'plain': 'x', 'old': 'x', 'list': ['a', 'b'], 'list': []");
    takes("'tags': {'a': 'b'}, 'texts': {'x': 'y'}, 'rule': {'fromPort': 1, 'toPort': 2, 'days': 1}");
    takes("'any': [1, {'x': null}, {'$secret': 2}], 'union': 3, 'version': 'v1'");
    takes("'asset': {'" SIG "': '" SIG_ASSET "', 'text': 'x'}, 'archive': {'" SIG "': '" SIG_ARCHIVE
          "', 'path': 'x'}");
    takes("'asset': {'" SIG "': '" SIG_ARCHIVE "', 'path': 'x'}, 'vpc': {'$reference': 'vpc-1'}");
    takes("'vpc': 'vpc-1'");
}

static void an_unknown_property_is_refused_with_the_nearest_name(void **state) {
    (void)state;
    refuses("'cidr_block': 'x'", "cidr_block: unknown property \"cidr_block\"; did you mean \"cidrBlock\"?");
    refuses("'Tags': {}", "Tags: unknown property \"Tags\"; did you mean \"tags\"?");
    refuses("'rule': {'fromPort': 1, 'days': 1, 'to_port': 2}",
            "rule: unknown property \"rule.to_port\"; did you mean \"toPort\"?");
    refuses("'ingress': [{'fromPort': 1, 'days': 1, 'fromPrt': 2}]",
            "ingress: unknown property \"ingress[0].fromPrt\"; did you mean \"fromPort\"?");
    refuses("'environment': [{'name': 'a', 'quite different': 2}]",
            "environment: unknown property \"environment[0][\"quite different\"]\"; known are: name, value, "
            "arn, fixed");
    auto_free char *failures = NULL;
    json_auto_t *result = checked("utm:t:Output", "{'x': {'$unknown': true}}", &failures);
    assert_string_equal(failures, "x: unknown property \"x\"; there are none");
    assert_value(result, "{}");
}

static void a_missing_required_property_is_named_at_its_path(void **state) {
    (void)state;
    auto_free char *top = NULL;
    json_auto_t *result = checked("utm:t:All", "{'cidrBlock': null}", &top);
    assert_string_equal(top, ": missing required property \"cidrBlock\" (a block like 10.0.0.0/16)");
    assert_null(json_object_get(result, "cidrBlock"));
    refuses("'ingress': [{'days': 1, 'fromPort': 1}, {'days': 1}]",
            "ingress: missing required property \"ingress[1].fromPort\"");
    refuses("'rules': {'a.b': {'date': 'x'}}",
            "rules: missing required property \"rules[\"a.b\"].fromPort\"");
}

static void an_absent_object_is_an_empty_one(void **state) {
    (void)state;
    auto_failures failures = { 0 };
    json_auto_t *result = schema_check(schema_resource("utm:t:All"), NULL, &failures);
    assert_value(result, "{'size': 'small', 'right': 'r'}");
    assert_int_equal(failures.count, 1);
}

static void a_function_is_checked_by_its_inputs(void **state) {
    (void)state;
    const json_t *definition = json_object_get(schema_function("utm:t:getAll"), "inputs");
    auto_failures failures = { 0 };
    json_auto_t *inputs = literal("{'id': 5}");
    json_auto_t *result = schema_check(definition, inputs, &failures);
    assert_value(result, "{'id': '5'}");
    assert_int_equal(failures.count, 0);
    json_auto_t *none = json_object();
    json_auto_t *second = schema_check(definition, none, &failures);
    assert_int_equal(failures.count, 1);
    assert_string_equal(failures.items[0].reason, "missing required property \"id\"");
    assert_value(second, "{}");
}

static void nulls_are_dropped(void **state) {
    (void)state;
    gives("'count': null, 'plain': {'$secret': null}, 'tags': {'a': null, 'b': 'c'}", "'tags': {'b': 'c'}");
    gives("'rule': {'fromPort': 1, 'days': 1, 'kind': null}",
          "'rule': {'fromPort': 1, 'toPort': 443, 'days': 1}");
}

static void unknowns_pass_every_rule(void **state) {
    (void)state;
    const char *name;
    json_t *property;
    json_auto_t *inputs = json_object();
    json_object_foreach((json_t *)schema_inputs(schema_resource("utm:t:All")), name, property) {
        json_object_set_new(inputs, name, value_unknown());
    }
    auto_failures failures = { 0 };
    json_auto_t *result = schema_check(schema_resource("utm:t:All"), inputs, &failures);
    auto_free char *text = failures_text(&failures);
    assert_string_equal(text, "");
    assert_true(value_equal(result, inputs));
    takes("'list': ['a', {'$unknown': true}], 'tags': {'a': {'$unknown': true}}, 'ports': [{'$unknown': "
          "true}]");
    takes("'ingress': [{'$unknown': true}, {'fromPort': {'$unknown': true}, 'toPort': 1, 'days': "
          "{'$unknown': true}}]");
    takes("'plain': {'$secret': {'$unknown': true}}, 'list': {'$secret': [{'deps': ['urn:a']}]}");
    takes("'rule': {'deps': []}, 'union': {'$unknown': true}, 'pet': {'pet': {'$unknown': true}}");
}

static void the_inputs_as_a_whole_may_be_unknown(void **state) {
    (void)state;
    auto_failures failures = { 0 };
    json_auto_t *unknown = value_unknown();
    json_auto_t *result = schema_check(schema_resource("utm:t:All"), unknown, &failures);
    assert_int_equal(failures.count, 0);
    assert_true(value_is_unknown(result));
}

static void secrets_are_looked_through_and_stay(void **state) {
    (void)state;
    gives("'count': {'$secret': '7'}", "'count': {'$secret': 7}");
    gives("'count': {'$output': '7', 'deps': ['urn:a']}", "'count': {'$output': 7, 'deps': ['urn:a']}");
    gives("'count': {'$secret': {'$output': '7', 'deps': []}}",
          "'count': {'$output': 7, 'deps': [], 'secret': true}");
    gives("'list': [{'$secret': 'a'}]", "'list': [{'$secret': 'a'}]");
    gives("'rule': {'$secret': {'fromPort': '1', 'days': 2}}",
          "'rule': {'$secret': {'fromPort': 1, 'toPort': 443, 'days': 2}}");
    auto_failures failures = { 0 };
    json_auto_t *whole = literal("{'$secret': {'a': 'x', 'x': 1}}");
    json_auto_t *result = schema_check(schema_resource("utm:t:Groups"), whole, &failures);
    assert_value(result, "{'$secret': {'a': 'x', 'x': '1'}}");
    assert_int_equal(failures.count, 0);
}

static void what_the_schema_calls_secret_is_wrapped(void **state) {
    (void)state;
    gives("'password': 'long enough'", "'password': {'$secret': 'long enough'}");
    gives("'password': {'$secret': 'long enough'}", "'password': {'$secret': 'long enough'}");
    gives("'password': {'$output': 'long enough', 'deps': ['u']}",
          "'password': {'$output': 'long enough', 'deps': ['u'], 'secret': true}");
    gives("'password': {'$unknown': true}", "'password': {'$secret': {'$unknown': true}}");
    gives("'rule': {'fromPort': 1, 'toPort': 1, 'date': 'd', 'password': 'long enough'}",
          "'rule': {'fromPort': 1, 'toPort': 1, 'date': 'd', 'password': {'$secret': 'long enough'}}");
}

static void defaults_are_filled_in(void **state) {
    (void)state;
    gives("", "'size': 'small'");
    gives("'size': 'large'", "'size': 'large'");
    gives("'rules': {'a': {'fromPort': 1, 'days': 1}}",
          "'rules': {'a': {'fromPort': 1, 'toPort': 443, 'days': 1}}");
    auto_free char *failures = NULL;
    json_auto_t *result = checked("utm:t:All", "{'cidrBlock': '10.0.0.0/16'}", &failures);
    assert_string_equal(failures, "");
    assert_value(result, "{'cidrBlock': '10.0.0.0/16', 'size': 'small', 'right': 'r'}");
}

static void a_constant_fills_itself_in_and_takes_nothing_else(void **state) {
    (void)state;
    gives("'union': 1, 'pet': {'pet': 'cat'}, 'version': 'v1'",
          "'union': 1, 'pet': {'pet': 'cat'}, 'version': 'v1'");
    gives("'pet': {'lives': 9}", "'pet': {'lives': 9, 'pet': 'cat'}");
    refuses("'version': 'v2'", "version: must be \"v1\", got \"v2\"");
}

/* ---- the provider ---- */

static json_t *provider_checked(const char *inputs_text, char **ret_failures) {
    json_auto_t *inputs = literal(inputs_text);
    auto_failures failures = { 0 };
    json_t *result = schema_check(schema_provider(), inputs, &failures);
    *ret_failures = failures_text(&failures);
    return result;
}

static void the_provider_takes_defaults_from_the_environment(void **state) {
    (void)state;
    auto_free char *failures = NULL;
    setenv("UTM_TEST_REGION", "", 1);
    setenv("UTM_TEST_REGION_2", "eu-west-1", 1);
    setenv("UTM_TEST_RETRIES", "7", 1);
    setenv("UTM_TEST_KEY", "hunter2", 1);
    json_auto_t *result = provider_checked("{}", &failures);
    assert_value(result, "{'region': 'eu-west-1', 'maxRetries': 7, 'secretKey': {'$secret': 'hunter2'}}");
    free(TAKE(failures));
    json_auto_t *given =
        provider_checked("{'region': 'us-east-1', 'maxRetries': 1, 'secretKey': 'k'}", &failures);
    assert_value(given, "{'region': 'us-east-1', 'maxRetries': 1, 'secretKey': {'$secret': 'k'}}");
    setenv("UTM_TEST_RETRIES", "many", 1);
    free(TAKE(failures));
    json_auto_t *bad = provider_checked("{}", &failures);
    assert_string_equal(failures,
                        ": the variable UTM_TEST_RETRIES: expected an integer, got a string (\"many\")");
    assert_string_equal(json_text(bad, "maxRetries"), "many");
    unsetenv("UTM_TEST_REGION");
    unsetenv("UTM_TEST_REGION_2");
    unsetenv("UTM_TEST_RETRIES");
    unsetenv("UTM_TEST_KEY");
    free(TAKE(failures));
    json_auto_t *without = provider_checked("{}", &failures);
    assert_value(without, "{'maxRetries': 5}");
}

static void the_providers_maps_may_come_as_json_text(void **state) {
    (void)state;
    auto_free char *failures = NULL;
    json_auto_t *result =
        provider_checked("{'endpoints': '{\\\"s3\\\": \\\"http://h:1\\\"}', 'accounts': '[1]'}", &failures);
    assert_string_equal(failures, "");
    assert_value(result, "{'endpoints': {'s3': 'http://h:1'}, 'accounts': ['1'], 'maxRetries': 5}");
    free(TAKE(failures));
    json_auto_t *bad =
        provider_checked("{'endpoints': '{\\\"s3\\\": \\\"h:1\\\"}', 'accounts': 'x'}", &failures);
    assert_string_equal(
        failures, "endpoints: endpoints.s3: expected a URL such as https://host:8443/path, got \"h:1\"\n"
                  "accounts: expected a list, got a string (\"x\")");
    assert_string_equal(json_text(bad, "accounts"), "x");
    /* a resource's map may not */
    refuses("'tags': '{}'", "tags: expected a map, got a string (\"{}\")");
}

static void what_the_engine_adds_to_the_provider_passes(void **state) {
    (void)state;
    auto_free char *failures = NULL;
    json_auto_t *result =
        provider_checked("{'version': '1.2.3', 'pluginDownloadURL': 'x', '__internal': {}}", &failures);
    assert_string_equal(failures, "");
    assert_value(result, "{'version': '1.2.3', 'pluginDownloadURL': 'x', '__internal': {}, 'maxRetries': 5}");
}

/* ---- outputs ---- */

static void outputs_are_marked_as_the_schema_says(void **state) {
    (void)state;
    json_auto_t *outputs = literal(
        "{'key': 'k', 'open': 'o', 'more': 1, 'rule': {'password': 'p', 'inner': {'password': 'q'}, "
        "'fromPort': 1},"
        " 'rules': [{'password': 'r'}, {'$unknown': true}, {'$output': {'password': 's'}, 'deps': []}],"
        " 'byName': {'n': {'password': {'$secret': 't'}}}}");
    json_auto_t *marked = schema_mark_secrets(schema_resource("utm:t:Output"), outputs);
    assert_value(
        marked,
        "{'key': {'$secret': 'k'}, 'open': 'o', 'more': 1,"
        " 'rule': {'password': {'$secret': 'p'}, 'inner': {'password': {'$secret': 'q'}}, 'fromPort': 1},"
        " 'rules': [{'password': {'$secret': 'r'}}, {'$unknown': true},"
        "           {'$output': {'password': {'$secret': 's'}}, 'deps': []}],"
        " 'byName': {'n': {'password': {'$secret': 't'}}}}");
    json_auto_t *again = schema_mark_secrets(schema_resource("utm:t:Output"), marked);
    assert_true(json_equal(again, marked));
    json_auto_t *unknown = value_unknown();
    json_auto_t *same = schema_mark_secrets(schema_resource("utm:t:Output"), unknown);
    assert_true(value_is_unknown(same));
}

/* ---- laws ---- */

static void checking_twice_changes_nothing(void **state) {
    (void)state;
    static const char *const INPUTS[] = {
        "'count': '3', 'plain': 5, 'password': 'long enough', 'protocol': 'TCP', 'caseless': 'SMALL'",
        "'rule': {'fromPort': '1', 'days': 1, 'inner': {'fromPort': 2, 'date': 'x'}}, 'vpcId': "
        "{'$reference': 'vpc-1'}",
        "'union': '5', 'portOrRule': '5', 'tags': {'a': 1, 'b': null}, 'needs': 'x', 'needed': {'$unknown': "
        "true}",
    };
    for (size_t i = 0; i < COUNT_OF(INPUTS); i++) {
        auto_free char *inputs_text = with_member(INPUTS[i]);
        json_auto_t *inputs = literal(inputs_text);
        auto_failures failures = { 0 };
        json_auto_t *once = schema_check(schema_resource("utm:t:All"), inputs, &failures);
        const size_t count = failures.count;
        json_auto_t *twice = schema_check(schema_resource("utm:t:All"), once, &failures);
        assert_int_equal(failures.count, count);
        assert_true(json_equal(once, twice));
    }
}

static void random_inputs_never_crash_and_stay_unchanged(void **state) {
    (void)state;
    unsigned seed = 31337;
    const json_t *definition = schema_resource("utm:t:All");
    for (int i = 0; i < 400; i++) {
        json_auto_t *inputs = json_object();
        const char *name;
        json_t *property;
        json_object_foreach((json_t *)schema_inputs(definition), name, property) {
            if (draw(&seed, 2))
                json_object_set_new(inputs, name, literal_random(&seed, 4));
        }
        json_auto_t *before = json_deep_copy(inputs);
        auto_failures failures = { 0 };
        json_auto_t *result = schema_check(definition, inputs, &failures);
        assert_true(json_is_object(result));
        assert_true(json_equal(inputs, before));
        for (size_t f = 0; f < failures.count; f++)
            assert_true(*failures.items[f].reason != '\0');
    }
}

static int64_t check_us(int count) {
    json_auto_t *tags = json_object();
    for (int i = 0; i < count; i++) {
        auto_free char *key = xprintf("k%d", i);
        json_object_set_new(tags, key, json_object()); /* each of them is wrong */
    }
    json_auto_t *inputs = json_pack("{ss sO}", "cidrBlock", "10.0.0.0/16", "texts", tags);
    auto_failures failures = { 0 };
    const int64_t start_us = cpu_us();
    json_auto_t *result = schema_check(schema_resource("utm:t:All"), inputs, &failures);
    const int64_t taken_us = cpu_us() - start_us;
    assert_int_equal(failures.count, SCHEMA_FAILURES_MOST);
    assert_non_null(result);
    return taken_us;
}

static void large_inputs_are_not_quadratic(void **state) {
    (void)state;
    assert_not_quadratic(check_us, 25000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_types_pass),
        cmocka_unit_test(an_unknown_property_is_refused_with_the_nearest_name),
        cmocka_unit_test(a_missing_required_property_is_named_at_its_path),
        cmocka_unit_test(an_absent_object_is_an_empty_one),
        cmocka_unit_test(a_function_is_checked_by_its_inputs),
        cmocka_unit_test(nulls_are_dropped),
        cmocka_unit_test(unknowns_pass_every_rule),
        cmocka_unit_test(the_inputs_as_a_whole_may_be_unknown),
        cmocka_unit_test(secrets_are_looked_through_and_stay),
        cmocka_unit_test(what_the_schema_calls_secret_is_wrapped),
        cmocka_unit_test(defaults_are_filled_in),
        cmocka_unit_test(a_constant_fills_itself_in_and_takes_nothing_else),
        cmocka_unit_test(the_provider_takes_defaults_from_the_environment),
        cmocka_unit_test(the_providers_maps_may_come_as_json_text),
        cmocka_unit_test(what_the_engine_adds_to_the_provider_passes),
        cmocka_unit_test(outputs_are_marked_as_the_schema_says),
        cmocka_unit_test(checking_twice_changes_nothing),
        cmocka_unit_test(random_inputs_never_crash_and_stay_unchanged),
        cmocka_unit_test(large_inputs_are_not_quadratic),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
