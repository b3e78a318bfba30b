#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aws/aws.h"
#include "aws/model.h"

static void services_and_operations_are_sorted_and_found(void **state) {
    (void)state;
    for (size_t i = 0; aws_services[i]; i++) {
        const struct aws_service *service = aws_services[i];
        assert_ptr_equal(aws_service_find(service->name), service);
        assert_true(i == 0 || strcmp(aws_services[i - 1]->name, service->name) < 0);
        for (size_t k = 0; k < service->operation_count; k++) {
            const struct aws_operation *operation = &service->operations[k];
            assert_ptr_equal(aws_operation_find(service, operation->name), operation);
            assert_true(k == 0 || strcmp(service->operations[k - 1].name, operation->name) < 0);
            assert_true(operation->uri[0] == '/');
        }
    }
}

static void unknown_names_are_not_found(void **state) {
    (void)state;
    const struct aws_service *ec2 = aws_service_find("ec2");
    assert_non_null(ec2);
    assert_null(aws_service_find("ec3"));
    assert_null(aws_service_find(""));
    assert_null(aws_operation_find(ec2, "CreateVp"));
    assert_null(aws_operation_find(ec2, "createVpc"));
    assert_null(aws_member_find(aws_operation_find(ec2, "CreateVpc")->input, "cidrBlock"));
    assert_null(aws_member_find(aws_operation_find(ec2, "CreateVpc")->input, "CidrBloc"));
    assert_false(aws_has_operation("ec2", "LaunchRocket"));
    assert_false(aws_has_operation("rocket", "CreateVpc"));
    assert_true(aws_has_operation("ec2", "CreateVpc"));
}

static void the_tables_carry_what_the_protocols_need(void **state) {
    (void)state;
    const struct aws_service *iam = aws_service_find("iam"), *logs = aws_service_find("logs"),
                             *s3 = aws_service_find("s3"), *sts = aws_service_find("sts");
    assert_int_equal(aws_service_find("ec2")->protocol, AWS_EC2);
    assert_int_equal(iam->protocol, AWS_QUERY);
    assert_int_equal(logs->protocol, AWS_JSON);
    assert_int_equal(s3->protocol, AWS_REST_XML);
    assert_string_equal(iam->global_region, "us-east-1");
    assert_null(sts->global_region);
    assert_string_equal(logs->target_prefix, "Logs_20140328");
    assert_string_equal(aws_operation_find(iam, "GetRole")->result_wrapper, "GetRoleResult");
    assert_true(aws_operation_find(sts, "AssumeRoleWithWebIdentity")->unsigned_request);
    assert_false(aws_operation_find(sts, "AssumeRole")->unsigned_request);
    assert_int_equal(aws_operation_find(s3, "DeleteObjects")->checksum, AWS_CHECKSUM_CRC32);
    assert_int_equal(aws_operation_find(s3, "HeadBucket")->checksum, AWS_CHECKSUM_NONE);
    const struct aws_pages *pages = aws_operation_find(s3, "ListObjectsV2")->pages;
    assert_string_equal(pages->input_tokens[0], "ContinuationToken");
    assert_null(pages->input_tokens[1]);
    assert_string_equal(pages->result_keys[0], "Contents");
    assert_null(aws_operation_find(s3, "CreateBucket")->pages);
}

static void sensitive_members_are_marked(void **state) {
    (void)state;
    const struct aws_operation *assume = aws_operation_find(aws_service_find("sts"), "AssumeRole");
    const struct aws_shape *credentials = aws_shape_at(assume->output, "Credentials");
    assert_true(aws_member_find(credentials, "SecretAccessKey")->sensitive);
    assert_false(aws_member_find(credentials, "AccessKeyId")->sensitive);
}

static void paths_lead_through_structures_lists_and_maps(void **state) {
    (void)state;
    assert_true(aws_input_has("ec2", "CreateVpc", "CidrBlock"));
    assert_true(aws_input_has("ec2", "CreateVpc", "TagSpecifications[0].Tags[0].Key"));
    assert_true(aws_output_has("ec2", "DescribeVpcs", "Vpcs[0].Tags[0].Value"));
    assert_true(aws_output_has("logs", "ListTagsForResource", "tags[any key]"));
    assert_true(aws_output_has("ec2", "DescribeVpcs", ""));
    assert_false(aws_output_has("ec2", "DescribeVpcs", "Vpcs.VpcId"));
    assert_false(aws_output_has("ec2", "DescribeVpcs", "Vpcs[0].VpcId.More"));
    assert_false(aws_output_has("ec2", "DescribeVpcs", "Vpcs[0"));
    assert_false(aws_output_has("ec2", "DescribeVpcs", "[0]"));
    assert_false(aws_output_has("ec2", "DescribeVpcs", "Vpcs[0][0]"));
    assert_false(aws_output_has("ec2", "DeleteVpc", "")); /* answers nothing */
    assert_false(aws_input_has("ec2", "LaunchRocket", ""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(services_and_operations_are_sorted_and_found),
        cmocka_unit_test(unknown_names_are_not_found),
        cmocka_unit_test(the_tables_carry_what_the_protocols_need),
        cmocka_unit_test(sensitive_members_are_marked),
        cmocka_unit_test(paths_lead_through_structures_lists_and_maps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
