#include "schema/checking.h"

/* Single quotes stand for double quotes. */
static char *quoted(const char *text) {
    char *json = xstrdup(text);
    for (char *at = json; *at; at++)
        if (*at == '\'')
            *at = '"';
    return json;
}

static void compare(const char *a_text, const char *b_text, bool expected) {
    auto_free char *a = quoted(a_text);
    auto_free char *b = quoted(b_text);
    if (schema_policy_equal(a, b) != expected || schema_policy_equal(b, a) != expected)
        fail_msg("%s\n%s\nshould be %s", a_text, b_text, expected ? "equal" : "different");
}

static void equal(const char *a, const char *b) {
    compare(a, b, true);
}

static void different(const char *a, const char *b) {
    compare(a, b, false);
}

#define STATEMENT(inside) "{'Version': '2012-10-17', 'Statement': [{" inside "}]}"

static void white_space_and_order_of_keys_mean_nothing(void **state) {
    (void)state;
    equal(STATEMENT("'Effect': 'Allow', 'Action': ['a:b'], 'Resource': ['*']"),
          "{\n  'Statement':\n [ {'Resource':['*'],'Action':['a:b'],\t'Effect':'Allow'} ], "
          "'Version':'2012-10-17' }\n");
}

static void order_within_lists_means_nothing(void **state) {
    (void)state;
    equal(STATEMENT("'Action': ['a:b', 'c:d'], 'NotResource': ['x', 'y']"),
          STATEMENT("'Action': ['c:d', 'a:b', 'a:b'], 'NotResource': ['y', 'x']"));
    different(STATEMENT("'Action': ['a:b', 'c:d']"), STATEMENT("'Action': ['a:b']"));
}

static void a_text_is_a_list_of_one(void **state) {
    (void)state;
    equal(STATEMENT("'Action': 'a:b', 'Resource': 'x', 'NotAction': 'n'"),
          STATEMENT("'Action': ['a:b'], 'Resource': ['x'], 'NotAction': ['n']"));
    equal(STATEMENT("'Principal': {'Service': 'ecs.amazonaws.com'}"),
          STATEMENT("'Principal': {'Service': ['ecs.amazonaws.com']}"));
    equal(STATEMENT("'Condition': {'StringEquals': {'aws:x': 'v'}}"),
          STATEMENT("'Condition': {'StringEquals': {'aws:x': ['v']}}"));
}

static void statements_are_a_set(void **state) {
    (void)state;
    equal("{'Statement': [{'Sid': 'a'}, {'Sid': 'b'}]}", "{'Statement': [{'Sid': 'b'}, {'Sid': 'a'}]}");
    equal("{'Statement': {'Sid': 'a'}}", "{'Statement': [{'Sid': 'a'}]}");
    different("{'Statement': [{'Sid': 'a'}]}", "{'Statement': [{'Sid': 'b'}]}");
    different("{'Statement': []}", "{'Statement': [{'Sid': 'b'}]}");
}

static void the_version_has_a_default(void **state) {
    (void)state;
    equal("{'Statement': [{'Sid': 'a'}]}", "{'Version': '2008-10-17', 'Statement': [{'Sid': 'a'}]}");
    different("{'Statement': [{'Sid': 'a'}]}", "{'Version': '2012-10-17', 'Statement': [{'Sid': 'a'}]}");
}

static void everybody_has_two_spellings(void **state) {
    (void)state;
    equal(STATEMENT("'Principal': '*'"), STATEMENT("'Principal': {'AWS': '*'}"));
    equal(STATEMENT("'NotPrincipal': {'AWS': ['*']}"), STATEMENT("'NotPrincipal': '*'"));
    different(STATEMENT("'Principal': '*'"), STATEMENT("'NotPrincipal': '*'"));
    different(STATEMENT("'Principal': '*'"), STATEMENT("'Principal': {'Service': '*'}"));
}

static void an_account_is_its_root(void **state) {
    (void)state;
    equal(STATEMENT("'Principal': {'AWS': '123456789012'}"),
          STATEMENT("'Principal': {'AWS': 'arn:aws:iam::123456789012:root'}"));
    equal(STATEMENT("'Principal': {'AWS': ['123456789012', 'arn:aws:iam::1:role/r']}"),
          STATEMENT("'Principal': {'AWS': ['arn:aws:iam::1:role/r', 'arn:aws-cn:iam::123456789012:root']}"));
    different(STATEMENT("'Principal': {'AWS': '123456789012'}"),
              STATEMENT("'Principal': {'AWS': 'arn:aws:iam::123456789012:role/root'}"));
    different(STATEMENT("'Principal': {'Federated': '123456789012'}"),
              STATEMENT("'Principal': {'Federated': 'arn:aws:iam::123456789012:root'}"));
}

static void a_principal_that_became_a_bare_id_is_a_difference(void **state) {
    (void)state;
    different(STATEMENT("'Principal': {'AWS': 'arn:aws:iam::123456789012:role/r'}"),
              STATEMENT("'Principal': {'AWS': 'AROAEXAMPLEID'}"));
}

static void actions_and_condition_keys_have_no_case(void **state) {
    (void)state;
    equal(STATEMENT("'Action': 'S3:GetObject'"), STATEMENT("'Action': 's3:getobject'"));
    equal(STATEMENT("'Condition': {'Bool': {'aws:SecureTransport': 'true'}}"),
          STATEMENT("'Condition': {'Bool': {'AWS:securetransport': 'true'}}"));
    equal(STATEMENT("'Condition': {'StringLike': {'a:K': 'x', 'A:k': 'y'}}"),
          STATEMENT("'Condition': {'StringLike': {'a:k': ['x', 'y']}}"));
    different(STATEMENT("'Resource': 'arn:aws:s3:::A'"), STATEMENT("'Resource': 'arn:aws:s3:::a'"));
}

static void conditions_hold_texts_numbers_and_booleans(void **state) {
    (void)state;
    equal(STATEMENT("'Condition': {'Bool': {'k': true}, 'NumericLessThan': {'n': 5}}"),
          STATEMENT("'Condition': {'NumericLessThan': {'n': ['5']}, 'Bool': {'k': ['true']}}"));
    different(STATEMENT("'Condition': {'Bool': {'k': true}}"),
              STATEMENT("'Condition': {'Bool': {'k': false}}"));
    different(STATEMENT("'Condition': {'StringEquals': {'k': 'v'}}"),
              STATEMENT("'Condition': {'StringLike': {'k': 'v'}}"));
}

static void empty_parts_are_absent(void **state) {
    (void)state;
    equal(STATEMENT("'Sid': '', 'Condition': {}, 'Action': 'a'"), STATEMENT("'Action': 'a'"));
    equal("{'Id': '', 'Statement': []}", "{'Statement': []}");
    different("{'Id': 'x', 'Statement': []}", "{'Statement': []}");
}

static void what_is_no_policy_compares_as_text(void **state) {
    (void)state;
    equal("not json", "not json");
    different("not json", "not  json");
    different("[1]", "[ 1]");
    different("", "{}");
    equal("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}");
    different("{'Statement': 'x'}", "{'Statement': 'y'}");
    different("{'Statement': [5, null]}", "{'Statement': [5]}");
}

/* Else a right policy would hide that a wrong one stands in its place. */
static void a_wrong_policy_is_equal_to_no_right_one(void **state) {
    (void)state;
    different(STATEMENT("'Action': '5'"), STATEMENT("'Action': 5"));
    different(STATEMENT("'Action': ['a', '5']"), STATEMENT("'Action': ['a', 5]"));
    different(STATEMENT("'Resource': 'a'"), STATEMENT("'Resource': {'a': true}"));
    different(STATEMENT("'Principal': {'AWS': '5'}"), STATEMENT("'Principal': {'AWS': 5}"));
    different(STATEMENT("'Principal': {'AWS': 'a'}"), STATEMENT("'Principal': 'a'"));
    different(STATEMENT("'Principal': {'AWS': '*'}"), STATEMENT("'Principal': ['*']"));
    different(STATEMENT("'Action': 'a'"), STATEMENT("'Action': 'a', 'Condition': ''"));
    different(STATEMENT("'Condition': {'Null': {}}"), STATEMENT("'Condition': {'Null': 5}"));
    different(STATEMENT("'Condition': 5"), STATEMENT("'Condition': 6"));
    equal(STATEMENT("'Condition': 5"), STATEMENT("'Condition': 5 "));
}

static void deeply_nested_text_does_not_harm(void **state) {
    (void)state;
    auto_text deep = { 0 };
    text_add(&deep, "{\"Statement\": ");
    for (int i = 0; i < 100000; i++)
        text_add(&deep, "[");
    assert_false(schema_policy_equal(deep.bytes, "{}"));
    auto_text nested = { 0 };
    text_add(&nested, "{\"Statement\": {\"Condition\": ");
    for (int i = 0; i < 1500; i++)
        text_add(&nested, "{\"a\": ");
    text_add(&nested, "1");
    for (int i = 0; i < 1502; i++)
        text_add(&nested, "}");
    auto_free char *spaced = xprintf(" %s ", nested.bytes);
    assert_true(schema_policy_equal(nested.bytes, spaced));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_and_order_of_keys_mean_nothing),
        cmocka_unit_test(order_within_lists_means_nothing),
        cmocka_unit_test(a_text_is_a_list_of_one),
        cmocka_unit_test(statements_are_a_set),
        cmocka_unit_test(the_version_has_a_default),
        cmocka_unit_test(everybody_has_two_spellings),
        cmocka_unit_test(an_account_is_its_root),
        cmocka_unit_test(a_principal_that_became_a_bare_id_is_a_difference),
        cmocka_unit_test(actions_and_condition_keys_have_no_case),
        cmocka_unit_test(conditions_hold_texts_numbers_and_booleans),
        cmocka_unit_test(empty_parts_are_absent),
        cmocka_unit_test(what_is_no_policy_compares_as_text),
        cmocka_unit_test(a_wrong_policy_is_equal_to_no_right_one),
        cmocka_unit_test(deeply_nested_text_does_not_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
