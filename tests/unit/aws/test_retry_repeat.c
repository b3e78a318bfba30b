/* Every operation of the models is classified, and the classes hold for what stands in resources/. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/retry/repeat.h"
#include "base/attributes.h"

/* A new operation needs a row in retry/repeat.c, or begins with a verb that reads. */
static void every_operation_is_classified(void **state) {
    (void)state;
    int unknown = 0;
    for (const struct aws_service *const *service = aws_services; *service; service++)
        for (uint16_t i = 0; i < (*service)->operation_count; i++) {
            const struct aws_operation *operation = &(*service)->operations[i];
            if (retry_effect_of(*service, operation) != RETRY_EFFECT_UNKNOWN)
                continue;
            print_error("%s %s: say in provider/aws/retry/repeat.c what a second call does\n",
                        (*service)->name, operation->name);
            unknown++;
        }
    assert_int_equal(unknown, 0);
}

static const struct aws_operation *operation_of(const char *service, const char *name) {
    const struct aws_service *model = aws_service_find(service);
    return model ? aws_operation_find(model, name) : NULL;
}

static void every_row_is_an_operation_in_order(void **state) {
    (void)state;
    const char *service = NULL, *operation = NULL, *service_before = "", *operation_before = "";
    size_t i = 0;
    for (; retry_effect_row(i, &service, &operation); i++) {
        if (!operation_of(service, operation))
            fail_msg("retry/repeat.c: the models have no %s %s", service, operation);
        const int order = strcmp(service_before, service);
        if (order > 0 || (order == 0 && strcmp(operation_before, operation) >= 0))
            fail_msg("retry/repeat.c: %s %s is out of order", service, operation);
        service_before = service;
        operation_before = operation;
    }
    assert_true(i > 50);
}

static void every_token_is_text_in_the_input(void **state) {
    (void)state;
    int tokens = 0;
    for (const struct aws_service *const *service = aws_services; *service; service++)
        for (uint16_t i = 0; i < (*service)->operation_count; i++) {
            const struct aws_operation *operation = &(*service)->operations[i];
            const char *token = retry_token_of(*service, operation);
            if (!token)
                continue;
            const struct aws_member *member = aws_member_find(operation->input, token);
            if (!member || member->shape->type != AWS_STRING)
                fail_msg("%s %s has no %s", (*service)->name, operation->name, token);
            tokens++;
        }
    assert_true(tokens >= 5);
}

static bool repeatable(const char *service, const char *name, const char *input) {
    json_auto_t *parsed = json_loads(input, 0, NULL);
    assert_non_null(parsed);
    const struct aws_operation *operation = operation_of(service, name);
    assert_non_null(operation);
    return retry_is_repeatable(aws_service_find(service), operation, parsed);
}

static void what_makes_is_repeated_with_a_token_only(void **state) {
    (void)state;
    static const char *const making[][2] = {
        { "ec2", "CreateVpc" },
        { "ec2", "AllocateAddress" },
        { "ec2", "AuthorizeSecurityGroupIngress" },
        { "ec2", "AssociateRouteTable" },
        { "ec2", "AssociateVpcCidrBlock" },
        { "ec2", "ReplaceRouteTableAssociation" }, /* another association id each time */
        { "ec2", "CreateRoute" },
        { "iam", "CreateRole" },
        { "logs", "CreateLogGroup" },
        { "s3", "CreateBucket" },
    };
    for (size_t i = 0; i < COUNT_OF(making); i++)
        if (repeatable(making[i][0], making[i][1], "{}"))
            fail_msg("%s %s would be repeated", making[i][0], making[i][1]);
    assert_true(repeatable("ec2", "CreateNatGateway", "{}")); /* filled in: the model marks it */
    assert_true(repeatable("ec2", "CreateRouteTable", "{}"));
    assert_false(repeatable("ec2", "CreateVpcEndpoint", "{}"));
    assert_false(repeatable("ec2", "CreateVpcEndpoint", "{\"ClientToken\": null}"));
    assert_true(repeatable("ec2", "CreateVpcEndpoint", "{\"ClientToken\": \"t\"}"));
    assert_true(repeatable("ec2", "CreateFlowLogs", "{\"ClientToken\": \"t\"}"));
}

static void what_reads_sets_or_takes_away_is_repeated(void **state) {
    (void)state;
    static const char *const safe[][2] = {
        { "ec2", "DescribeVpcs" },     { "ec2", "DeleteVpc" },     { "ec2", "ModifyVpcAttribute" },
        { "ec2", "CreateTags" },       { "ec2", "ReplaceRoute" },  { "ec2", "AttachInternetGateway" },
        { "iam", "AttachRolePolicy" }, { "iam", "PutRolePolicy" }, { "iam", "TagRole" },
        { "s3", "PutBucketPolicy" },   { "s3", "HeadBucket" },     { "sts", "AssumeRole" },
    };
    for (size_t i = 0; i < COUNT_OF(safe); i++)
        if (!repeatable(safe[i][0], safe[i][1], "{}"))
            fail_msg("%s %s would not be repeated", safe[i][0], safe[i][1]);
}

static void an_operation_that_nobody_classified_is_not_repeated(void **state) {
    (void)state;
    const struct aws_service *ec2 = aws_service_find("ec2");
    const struct aws_operation run = { .name = "RunInstances" }, reboot = { .name = "RebootInstances" };
    assert_int_equal(retry_effect_of(ec2, &run), RETRY_EFFECT_UNKNOWN);
    assert_false(retry_is_repeatable(ec2, &run, NULL));
    assert_false(retry_is_repeatable(ec2, &reboot, NULL));
    const struct aws_operation role = { .name = "CreateRole" }; /* a row of iam, not of ec2 */
    assert_int_equal(retry_effect_of(ec2, &role), RETRY_EFFECT_UNKNOWN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operation_is_classified),
        cmocka_unit_test(every_row_is_an_operation_in_order),
        cmocka_unit_test(every_token_is_text_in_the_input),
        cmocka_unit_test(what_makes_is_repeated_with_a_token_only),
        cmocka_unit_test(what_reads_sets_or_takes_away_is_repeated),
        cmocka_unit_test(an_operation_that_nobody_classified_is_not_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
