/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "aws/aws.h"
#include "base/json.h"
#include "base/memory.h"
#include "plugin/roles.h"

#define ARN "arn:aws:iam::111122223333:role/deploy"

static json_t *parsed(const char *text) {
    json_t *value = json_loads(text, 0, NULL);
    assert_non_null(value);
    return value;
}

static void assert_json(const json_t *value, const char *text) {
    json_auto_t *expected = parsed(text);
    auto_free char *a = json_canonical(value);
    auto_free char *b = json_canonical(expected);
    assert_string_equal(a, b);
}

static void roles_in_the_words_of_aws(void **state) {
    (void)state;
    json_auto_t *inputs = parsed(
        "{\"assumeRoles\": [{\"roleArn\": \"" ARN "\"}, {\"roleArn\": \"" ARN "\", \"sessionName\": \"ci\","
        " \"externalId\": \"x1\", \"duration\": \"1h30m\", \"policy\": \"{}\", \"policyArns\": [\"a\", "
        "\"b\"],"
        " \"tags\": {\"team\": \"utm\"}, \"transitiveTagKeys\": [\"team\"], \"sourceIdentity\": \"ann\"}]}");
    json_auto_t *roles = roles_to_assume(inputs);
    assert_json(roles,
                "[{\"RoleArn\": \"" ARN "\"},"
                " {\"RoleArn\": \"" ARN "\", \"RoleSessionName\": \"ci\", \"ExternalId\": \"x1\","
                " \"DurationSeconds\": 5400, \"Policy\": \"{}\", \"PolicyArns\": [{\"arn\": \"a\"}, "
                "{\"arn\": \"b\"}],"
                " \"Tags\": [{\"Key\": \"team\", \"Value\": \"utm\"}], \"TransitiveTagKeys\": [\"team\"],"
                " \"SourceIdentity\": \"ann\"}]");
    assert_null(roles_web_identity(inputs));
}

static void web_identity_in_the_words_of_aws(void **state) {
    (void)state;
    json_auto_t *inputs = parsed("{\"assumeRoleWithWebIdentity\": {\"roleArn\": \"" ARN
                                 "\", \"webIdentityTokenFile\": \"/token\", \"duration\": \"15m\"}}");
    json_auto_t *role = roles_web_identity(inputs);
    assert_json(role, "{\"RoleArn\": \"" ARN "\","
                      " \"WebIdentityTokenFile\": \"/token\", \"DurationSeconds\": 900}");
    assert_null(roles_to_assume(inputs));
}

/* Every member is one of the published model; the file is ours alone. */
static void the_members_are_those_of_the_model(void **state) {
    (void)state;
    json_auto_t *inputs = parsed(
        "{\"assumeRoles\": [{\"roleArn\": \"\", \"sessionName\": \"\", \"externalId\": \"\", \"duration\": "
        "\"1h\","
        " \"policy\": \"\", \"policyArns\": [\"a\"], \"tags\": {\"a\": \"b\"}, \"transitiveTagKeys\": [],"
        " \"sourceIdentity\": \"\"}]}");
    json_auto_t *roles = roles_to_assume(inputs);
    const char *member;
    json_t *value;
    assert_int_equal(json_object_size(json_array_get(roles, 0)), 9);
    json_object_foreach(json_array_get(roles, 0), member, value) {
        if (!aws_input_has("sts", "AssumeRole", member))
            fail_msg("AssumeRole has no %s", member);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_in_the_words_of_aws),
        cmocka_unit_test(web_identity_in_the_words_of_aws),
        cmocka_unit_test(the_members_are_those_of_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
