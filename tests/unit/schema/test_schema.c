/* The document inside the binary: every word in it is one that this room understands. */
#include "schema/checking.h"

#include <pthread.h>

static void the_text_is_the_document(void **state) {
    (void)state;
    size_t length = 0;
    const char *text = schema_text(&length);
    assert_int_equal(text[length], '\0');
    json_auto_t *parsed = json_loadb(text, length, 0, NULL);
    assert_true(json_equal(parsed, schema_document()));
    assert_string_equal(json_text(parsed, "name"), "utm");
}

static void definitions_are_found_by_token(void **state) {
    (void)state;
    const json_t *vpc = schema_resource("utm:ec2:Vpc");
    assert_true(json_is_object(json_object_get(schema_inputs(vpc), "cidrBlock")));
    assert_ptr_equal(schema_required(vpc), json_object_get(vpc, "requiredInputs"));
    assert_non_null(json_object_get(schema_function("utm:index:getVpc"), "inputs"));
    assert_non_null(json_object_get(schema_inputs(schema_provider()), "region"));
    assert_null(schema_resource("utm:ec2:Vpcs"));
    assert_null(schema_function("utm:ec2:Vpc"));
    assert_string_equal(json_text(schema_extra(json_object_get(schema_inputs(vpc), "cidrBlock")), "format"),
                        "cidr4");
    assert_int_equal(json_object_size(schema_extra(NULL)), 0);
    assert_ptr_equal(schema_referred("#/resources/utm:ec2:Vpc"), vpc);
    assert_null(schema_referred("#/types/utm:none:None"));
    assert_null(schema_referred("pulumi.json#/Any"));
}

static void *same_document(void *argument) {
    (void)argument;
    return (void *)(uintptr_t)schema_document();
}

static void all_threads_see_one_document(void **state) {
    (void)state;
    pthread_t threads[8];
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, same_document, NULL), 0);
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        void *document = NULL;
        assert_int_equal(pthread_join(threads[i], &document), 0);
        assert_ptr_equal(document, schema_document());
    }
}

/* ---- the words ---- */

static void fail_at(const char *where, const char *what, const char *detail) {
    fail_msg("%s: %s (%s)", where, what, detail);
}

static void check_rule(const char *where, const char *word, const json_t *value) {
    static const char *const FLAGS[] = { "computed", "unordered", "caseless", "replaceOnPresence" };
    static const char *const NUMBERS[] = {
        "minLength", "maxLength", "minimum",   "maximum",    "minItems",
        "maxItems",  "minPrefix", "maxPrefix", "minSeconds", "maxSeconds"
    };
    static const char *const OTHERS[] = { "conflictsWith", "requiredWith", "exactlyOneOf",
                                          "atLeastOneOf",  "hint",         "replaceExcept",
                                          "pattern",       "notPattern",   "format" };
    for (size_t i = 0; i < COUNT_OF(FLAGS); i++)
        if (strcmp(word, FLAGS[i]) == 0 && json_is_boolean(value))
            return;
    for (size_t i = 0; i < COUNT_OF(NUMBERS); i++)
        if (strcmp(word, NUMBERS[i]) == 0 && json_is_integer(value))
            return;
    for (size_t i = 0; i < COUNT_OF(OTHERS); i++)
        if (strcmp(word, OTHERS[i]) == 0)
            return;
    fail_at(where, "no such word in language.utm, or a wrong type", word);
}

static void check_extra(const char *where, const json_t *members, const json_t *extra) {
    static const char *const LISTS[] = { "conflictsWith", "requiredWith", "exactlyOneOf", "atLeastOneOf" };
    const char *word;
    json_t *value;
    json_object_foreach((json_t *)extra, word, value) {
        check_rule(where, word, value);
    }
    const char *format = json_text(extra, "format");
    if (format && !format_known(format))
        fail_at(where, "unknown format", format);
    const char *pattern = json_text(extra, "pattern");
    const char *not_pattern = json_text(extra, "notPattern");
    if (pattern && !limits_pattern_usable(pattern))
        fail_at(where, "pattern cannot be compiled", pattern);
    if (not_pattern && !limits_pattern_usable(not_pattern))
        fail_at(where, "pattern cannot be compiled", not_pattern);
    for (size_t i = 0; i < COUNT_OF(LISTS); i++) {
        size_t index;
        json_array_foreach(json_object_get(extra, LISTS[i]), index, value) {
            if (!json_object_get(members, json_string_value(value)))
                fail_at(where, "names a property that is not there", json_string_value(value));
        }
    }
}

static void check_refs(const char *where, const json_t *spec) {
    const char *ref = json_text(spec, "$ref");
    if (ref && strncmp(ref, "pulumi.json#/", 13) != 0 && !schema_referred(ref))
        fail_at(where, "dangling $ref", ref);
    static const char *const INSIDE[] = { "items", "additionalProperties" };
    for (size_t i = 0; i < COUNT_OF(INSIDE); i++)
        if (json_object_get(spec, INSIDE[i]))
            check_refs(where, json_object_get(spec, INSIDE[i]));
    size_t index;
    json_t *each;
    json_array_foreach(json_object_get(spec, "oneOf"), index, each) {
        check_refs(where, each);
    }
}

/* A default must pass its own rules. */
static void check_default(const char *where, const json_t *property) {
    json_t *value = json_object_get(property, "default");
    if (!value)
        return;
    json_auto_t *definition = json_pack("{s{sO}}", "properties", "p", property);
    json_auto_t *inputs = json_pack("{sO}", "p", value);
    auto_failures failures = { 0 };
    json_auto_t *result = schema_check(definition, inputs, &failures);
    assert_non_null(result);
    for (size_t i = 0; i < failures.count; i++)
        if (!strstr(failures.items[i].reason, "must be given")) /* its group is not here */
            fail_at(where, "the default breaks a rule", failures.items[i].reason);
}

static void check_definition(const char *token, const json_t *members) {
    const char *name;
    json_t *property;
    json_object_foreach((json_t *)members, name, property) {
        auto_free char *where = xprintf("%s.%s", token, name);
        check_refs(where, property);
        check_extra(where, members, schema_extra(property));
        check_default(where, property);
    }
}

static void every_word_of_the_schema_is_understood(void **state) {
    (void)state;
    static const char *const SECTIONS[] = { "resources", "types", "functions" };
    check_definition("provider", schema_inputs(schema_provider()));
    for (size_t i = 0; i < COUNT_OF(SECTIONS); i++) {
        const char *token;
        json_t *definition;
        json_object_foreach(json_object_get(schema_document(), SECTIONS[i]), token, definition) {
            check_definition(token, json_object_get(definition, "inputProperties"));
            check_definition(token, json_object_get(definition, "properties"));
            check_definition(token, json_object_get(json_object_get(definition, "inputs"), "properties"));
            check_definition(token, json_object_get(json_object_get(definition, "outputs"), "properties"));
        }
    }
}

static void a_vpc_of_the_real_schema_is_checked_and_compared(void **state) {
    (void)state;
    const json_t *vpc = schema_resource("utm:ec2:Vpc");
    json_auto_t *inputs = literal("{'cidrBlock': '10.0.0.0/16', 'enableDnsHostnames': 'true'}");
    auto_failures failures = { 0 };
    json_auto_t *result = schema_check(vpc, inputs, &failures);
    assert_int_equal(failures.count, 0);
    assert_true(json_is_true(json_object_get(result, "enableDnsHostnames")));
    assert_string_equal(json_text(result, "instanceTenancy"), "default");
    json_auto_t *changed = json_deep_copy(result);
    json_object_set_new(changed, "cidrBlock", json_string("10.1.0.0/16"));
    auto_changes changes = { 0 };
    schema_diff(vpc, NULL, result, changed, &changes);
    assert_int_equal(changes.count, 1);
    assert_string_equal(changes.items[0].path, "cidrBlock");
    assert_true(changes.replace);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_is_the_document),
        cmocka_unit_test(definitions_are_found_by_token),
        cmocka_unit_test(all_threads_see_one_document),
        cmocka_unit_test(every_word_of_the_schema_is_understood),
        cmocka_unit_test(a_vpc_of_the_real_schema_is_checked_and_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
