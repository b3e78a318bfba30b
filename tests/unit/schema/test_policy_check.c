#include "schema/checking.h"

static void says(const char *policy_text, const char *expected) {
    auto_free char *policy = xstrdup(policy_text);
    for (char *at = policy; *at; at++)
        if (*at == '\'')
            *at = '"';
    auto_text problem = { 0 };
    policy_check(policy, &problem);
    if (strcmp(text_string(&problem), expected) != 0)
        fail_msg("%s\ngot    %s\nwanted %s", policy_text, text_string(&problem), expected);
}

#define STATEMENT(inside) "{'Version': '2012-10-17', 'Statement': [{" inside "}]}"

static void right_policies_pass(void **state) {
    (void)state;
    says(STATEMENT("'Effect': 'Allow', 'Principal': {'Service': ['a', 'b']}, 'Action': 'sts:AssumeRole'"),
         "");
    says(STATEMENT("'Sid': 's', 'Effect': 'Deny', 'NotAction': ['a:b'], 'NotResource': '*',"
                   "'Condition': {'Bool': {'aws:x': 'true'}}"),
         "");
    says("{'Id': 'i', 'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': '*', 'Resource': '*'}}",
         "");
    says("{'Version': '2008-10-17', 'Statement': {'Effect': 'Allow', 'NotPrincipal': {'AWS': '1'}, 'Action': "
         "'*'}}",
         "");
}

static void text_that_is_no_json_is_placed(void **state) {
    (void)state;
    auto_text problem = { 0 };
    policy_check("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [,]\n}", &problem);
    assert_int_equal(strncmp(problem.bytes, "not valid JSON at line 3, column ", 33), 0);
    says("[]", "a policy must be a JSON object");
    says("{}", "Statement is missing");
    says("{'Statement': []}", "Statement must be an object, or a list of them that is not empty");
    says("{'Statement': 'x'}", "Statement must be an object, or a list of them that is not empty");
    says("{'Statement': ['x']}", "Statement[0]: a statement must be an object");
}

static void elements_are_known_by_name(void **state) {
    (void)state;
    says("{'version': '2012-10-17', 'Statement': []}",
         "unknown element \"version\"; did you mean \"Version\"?");
    says("{'Version': '2012-10-18', 'Statement': []}", "Version must be \"2012-10-17\" (or \"2008-10-17\")");
    says("{'Version': 2012, 'Statement': []}", "Version must be \"2012-10-17\" (or \"2008-10-17\")");
    says(STATEMENT("'Efect': 'Allow'"), "Statement[0]: unknown element \"Efect\"; did you mean \"Effect\"?");
    says(STATEMENT("'Something': 'Allow'"), "Statement[0]: unknown element \"Something\"");
}

static void statements_have_an_effect_an_action_and_an_object(void **state) {
    (void)state;
    says(STATEMENT("'Action': 'a:b', 'Resource': '*'"),
         "Statement[0]: Effect is missing: \"Allow\" or \"Deny\"");
    says(STATEMENT("'Effect': 'allow', 'Action': 'a:b', 'Resource': '*'"),
         "Statement[0]: Effect must be \"Allow\" or \"Deny\", got \"allow\"");
    says(STATEMENT("'Effect': 'Allow', 'Resource': '*'"), "Statement[0]: Action is missing");
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'NotAction': 'a', 'Resource': '*'"),
         "Statement[0]: Action and NotAction exclude each other");
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Resource': 'a', 'NotResource': '*'"),
         "Statement[0]: Resource and NotResource exclude each other");
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Principal': '*', 'NotPrincipal': '*'"),
         "Statement[0]: Principal and NotPrincipal exclude each other");
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a'"),
         "Statement[0]: Resource (or, in a trust policy, Principal) is missing");
    says("{'Statement': [{'Effect': 'Allow', 'Action': 'a', 'Resource': '*'}, {'Effect': 1}]}",
         "Statement[1]: Effect must be \"Allow\" or \"Deny\", got 1");
}

static void texts_principals_and_conditions_have_their_form(void **state) {
    (void)state;
    static const char PRINCIPAL[] =
        "Statement[0]: Principal must be \"*\" or an object of AWS, Service, Federated or "
        "CanonicalUser with a text or a list of texts";
    says(STATEMENT("'Effect': 'Allow', 'Action': [], 'Resource': '*'"),
         "Statement[0]: Action must be a text or a list of texts that is not empty");
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Resource': [5]"),
         "Statement[0]: Resource must be a text or a list of texts that is not empty");
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Principal': 'x'"), PRINCIPAL);
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Principal': {}"), PRINCIPAL);
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Principal': {'aws': '*'}"), PRINCIPAL);
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Principal': {'AWS': 5}"), PRINCIPAL);
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Resource': '*', 'Condition': {'Bool': 'x'}"),
         "Statement[0]: Condition must be an object of operators, each an object of keys and values");
    says(STATEMENT("'Effect': 'Allow', 'Action': 'a', 'Resource': '*', 'Condition': 'x'"),
         "Statement[0]: Condition must be an object of operators, each an object of keys and values");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_policies_pass),
        cmocka_unit_test(text_that_is_no_json_is_placed),
        cmocka_unit_test(elements_are_known_by_name),
        cmocka_unit_test(statements_have_an_effect_an_action_and_an_object),
        cmocka_unit_test(texts_principals_and_conditions_have_their_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
