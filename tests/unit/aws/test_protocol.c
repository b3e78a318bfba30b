#include "protocols.h"

#include <ctype.h>

#include "base/attributes.h"

static void ec2_names_begin_with_capitals_and_lists_are_flat(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_request request = build(
        arena, "ec2", "CreateVpc",
        "{'InstanceTenancy': 'default', 'AmazonProvidedIpv6CidrBlock': false, 'CidrBlock': '10.0.0.0/16',"
        " 'TagSpecifications': [{'ResourceType': 'vpc', 'Tags': [{'Key': 'Name', 'Value': 'a b'},"
        " {'Key': 'x', 'Value': null}]}]}");
    assert_string_equal(request.method, "POST");
    assert_string_equal(request.path, "/");
    assert_string_equal(request.query, "");
    assert_string_equal(http_header(&request.headers, "Content-Type"),
                        "application/x-www-form-urlencoded; charset=utf-8");
    assert_string_equal(request.body, "Action=CreateVpc&Version=2016-11-15&CidrBlock=10.0.0.0%2F16"
                                      "&TagSpecification.1.ResourceType=vpc"
                                      "&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=a+b"
                                      "&TagSpecification.1.Tag.2.Key=x&InstanceTenancy=default"
                                      "&AmazonProvidedIpv6CidrBlock=false");
    assert_int_equal(request.body_length, strlen(request.body));
}

static void an_empty_list_is_nothing_in_ec2_and_something_in_query(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_request request = build(arena, "ec2", "DescribeVpcs", "{'VpcIds': []}");
    assert_string_equal(request.body, "Action=DescribeVpcs&Version=2016-11-15");
    request = build(arena, "iam", "TagRole", "{'RoleName': 'r', 'Tags': []}");
    assert_string_equal(request.body, "Action=TagRole&Version=2010-05-08&RoleName=r&Tags=");
}

static void query_lists_have_a_member_step(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_request request =
        build(arena, "iam", "CreateRole",
              "{'RoleName': 'r', 'AssumeRolePolicyDocument': '{}', 'MaxSessionDuration': 3600.0,"
              " 'Tags': [{'Key': 'k', 'Value': '&'}]}");
    assert_string_equal(request.body, "Action=CreateRole&Version=2010-05-08&RoleName=r"
                                      "&AssumeRolePolicyDocument=%7B%7D&MaxSessionDuration=3600"
                                      "&Tags.member.1.Key=k&Tags.member.1.Value=%26");
}

static void json_carries_target_and_types(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_request request =
        build(arena, "logs", "PutRetentionPolicy", "{'logGroupName': 'g', 'retentionInDays': 7.0}");
    assert_string_equal(http_header(&request.headers, "X-Amz-Target"), "Logs_20140328.PutRetentionPolicy");
    assert_string_equal(http_header(&request.headers, "Content-Type"), "application/x-amz-json-1.1");
    assert_string_equal(request.body, "{\"logGroupName\": \"g\", \"retentionInDays\": 7}");
}

static void rest_xml_binds_path_query_headers_and_payload(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_request request = build(arena, "s3", "CreateBucket",
                                        "{'Bucket': 'b/ ', 'ObjectOwnership': 'BucketOwnerEnforced',"
                                        " 'CreateBucketConfiguration': {'LocationConstraint': 'eu-west-1'}}");
    assert_string_equal(request.method, "PUT");
    assert_string_equal(request.path, "/b%2F%20");
    assert_string_equal(http_header(&request.headers, "x-amz-object-ownership"), "BucketOwnerEnforced");
    assert_string_equal(http_header(&request.headers, "Content-Type"), "application/xml");
    assert_string_equal(request.body,
                        "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        "<LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>");
    request = build(arena, "s3", "ListObjectsV2", "{'Bucket': 'b', 'Prefix': 'a/b', 'MaxKeys': 10}");
    assert_string_equal(request.query, "list-type=2&max-keys=10&prefix=a%2Fb");
    assert_null(request.body);
    assert_int_equal(request.body_length, 0);
    request = build(arena, "s3", "AbortMultipartUpload", "{'Bucket': 'b', 'Key': '/k 1/x', 'UploadId': 'u'}");
    assert_string_equal(request.path, "/b//k%201/x");
    assert_string_equal(request.query, "uploadId=u");
}

static void a_raw_payload_is_the_body_and_required_checksums_are_added(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_request request =
        build(arena, "s3", "PutBucketPolicy", "{'Bucket': 'b', 'Policy': '123456789'}");
    assert_string_equal(request.query, "policy");
    assert_string_equal(request.body, "123456789");
    assert_string_equal(http_header(&request.headers, "x-amz-sdk-checksum-algorithm"), "CRC32");
    assert_string_equal(http_header(&request.headers, "x-amz-checksum-crc32"), "y/Q5Jg=="); /* CBF43926 */
}

static const struct aws_shape words = { .name = "string", .type = AWS_STRING };
static const struct aws_shape large_input = {
    .name = "Large",
    .type = AWS_STRUCTURE,
    .member_count = 2,
    .members =
        (const struct aws_member[]){
            { .name = "Encoding", .wire = "Content-Encoding", .shape = &words, .location = AWS_HEADER },
            { .name = "Data", .shape = &words } },
};
static const struct aws_operation put_large = {
    .name = "PutLarge", .method = "POST", .uri = "/", .input = &large_input, .compress = true
};
static const struct aws_service larges = { .name = "larges", .protocol = AWS_REST_JSON };

static struct http_request build_large(struct arena *arena, int length, const char *encoding) {
    auto_error *error = NULL;
    const char *prefix = NULL;
    struct http_request request = { 0 };
    json_auto_t *input =
        json_pack("{s:s*, s:s}", "Encoding", encoding, "Data", arena_printf(arena, "%0*d", length, 7));
    assert_true(protocol_build(arena, &larges, &put_large, input, NULL, &request, &prefix, &error));
    return request;
}

static void large_bodies_are_compressed_where_the_operation_takes_it(void **state) {
    (void)state;
    enum { AROUND = 12, LEAST = 10240 }; /* {"Data": ""} */
    auto_arena *arena = arena_new();
    struct http_request request = build_large(arena, LEAST - AROUND - 1, NULL);
    assert_int_equal(request.body_length, LEAST - 1);
    assert_null(http_header(&request.headers, "Content-Encoding"));
    request = build_large(arena, LEAST - AROUND, NULL);
    assert_in_range(request.body_length, 20, 200);
    assert_memory_equal(request.body, "\x1F\x8B", 2);
    assert_string_equal(http_header(&request.headers, "Content-Encoding"), "gzip");
    request = build_large(arena, LEAST, "custom");
    assert_string_equal(http_header(&request.headers, "Content-Encoding"), "custom, gzip");
}

static void tokens_are_filled_in_once(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const char *prefix = NULL;
    struct http_request request = build(arena, "ec2", "CreateNatGateway", "{'SubnetId': 's'}");
    assert_non_null(strstr(request.body, "&ClientToken=TOKEN"));
    request = build(arena, "ec2", "CreateNatGateway", "{'SubnetId': 's', 'ClientToken': 'mine'}");
    assert_non_null(strstr(request.body, "&ClientToken=mine"));
    json_auto_t *input = quoted("{'SubnetId': 's', 'ClientToken': null}");
    assert_true(protocol_build(arena, aws_service_find("ec2"), operation_of("ec2", "CreateNatGateway"), input,
                               NULL, &request, &prefix, &error));
    assert_json(input, "{'SubnetId': 's', 'ClientToken': null}");
    const char *token = strstr(request.body, "ClientToken=") + strlen("ClientToken=");
    static const char form[] = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
    for (size_t i = 0; i < sizeof form - 1; i++)
        assert_true(form[i] == 'x'   ? isxdigit((unsigned char)token[i])
                    : form[i] == 'y' ? strchr("89ab", token[i]) != NULL
                                     : token[i] == form[i]);
}

static void an_operation_without_input_takes_none(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const char *prefix = "x";
    struct http_request request;
    assert_true(protocol_build(arena, aws_service_find("sts"), operation_of("sts", "GetCallerIdentity"), NULL,
                               NULL, &request, &prefix, &error));
    assert_string_equal(request.body, "Action=GetCallerIdentity&Version=2011-06-15");
    assert_null(prefix);
}

static void answers_become_json(void **state) {
    (void)state;
    json_auto_t *vpc = parse("ec2", "CreateVpc",
                             "<CreateVpcResponse xmlns='x'><requestId>r</requestId><vpc><vpcId>vpc-1</vpcId>"
                             "<isDefault>false</isDefault><new>1</new><tagSet/></vpc></CreateVpcResponse>");
    assert_json(vpc, "{'Vpc': {'VpcId': 'vpc-1', 'IsDefault': false, 'Tags': []}}");
    json_auto_t *role =
        parse("iam", "GetRole",
              "<GetRoleResponse><GetRoleResult><Role><RoleName>r</RoleName><MaxSessionDuration> 3600\n"
              "</MaxSessionDuration><CreateDate>2026-11-25T03:28:17.250Z</CreateDate></Role></GetRoleResult>"
              "</GetRoleResponse>");
    assert_json(
        role,
        "{'Role': {'RoleName': 'r', 'MaxSessionDuration': 3600, 'CreateDate': '2026-11-25T03:28:17.25Z'}}");
    json_auto_t *groups = parse("logs", "DescribeLogGroups",
                                "{\"logGroups\":[{\"logGroupName\":\"g\",\"retentionInDays\":7,"
                                "\"storedBytes\":0,\"new\":{}}],\"nextToken\":null}");
    assert_json(groups, "{'logGroups': [{'logGroupName': 'g', 'retentionInDays': 7, 'storedBytes': 0}]}");
    json_auto_t *location =
        parse("s3", "GetBucketLocation", "<LocationConstraint xmlns='x'>eu-west-1</LocationConstraint>");
    assert_json(location, "{'LocationConstraint': 'eu-west-1'}");
    json_auto_t *nowhere = parse("s3", "GetBucketLocation", "<LocationConstraint xmlns='x'/>");
    assert_json(nowhere, "{'LocationConstraint': ''}"); /* us-east-1 */
}

static void flat_lists_and_headers_of_rest_answers(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    json_auto_t *listed =
        parse("s3", "ListObjectsV2",
              "<ListBucketResult><KeyCount>2</KeyCount><Contents><Key>a</Key><Size>1</Size></Contents>"
              "<IsTruncated>false</IsTruncated><Contents><Key>&#1;</Key></Contents></ListBucketResult>");
    assert_json(
        listed,
        "{'KeyCount': 2, 'IsTruncated': false, 'Contents': [{'Key': 'a', 'Size': 1}, {'Key': '\\u0001'}]}");
    struct http_answer head = answer(200, "");
    json_auto_t *output = NULL;
    http_add_header(arena, &head.headers, "X-Amz-Bucket-Region", "eu-west-1");
    assert_true(
        protocol_parse(aws_service_find("s3"), operation_of("s3", "HeadBucket"), &head, &output, &error));
    assert_json(output, "{'BucketRegion': 'eu-west-1'}");
}

static void an_operation_without_output_answers_an_empty_object(void **state) {
    (void)state;
    json_auto_t *deleted =
        parse("ec2", "DeleteVpc", "<DeleteVpcResponse><return>true</return></DeleteVpcResponse>");
    assert_json(deleted, "{}");
    json_auto_t *put = parse("logs", "PutRetentionPolicy", "");
    assert_json(put, "{}");
    json_auto_t *nothing = parse("logs", "DescribeLogGroups", "null");
    assert_json(nothing, "{}");
}

static void unreadable_answers_are_network_errors(void **state) {
    (void)state;
    refuse_parse("ec2", "DescribeVpcs", "<DescribeVpcsResponse><vpcSet><item>",
                 "ec2 DescribeVpcs: unreadable XML answer");
    refuse_parse("ec2", "DescribeVpcs", "", "too early");
    refuse_parse("ec2", "DescribeVpcs", "{}", "an element is missing");
    refuse_parse("ec2", "DescribeVpcs",
                 "<r><vpcSet><item/><item><isDefault>maybe</isDefault></item></vpcSet></r>",
                 "Vpcs[1].IsDefault is neither true nor false");
    refuse_parse("iam", "GetRole", "<html><body>hello</body></html>", "<html> has no <GetRoleResult>");
    refuse_parse(
        "iam", "GetRole",
        "<r><GetRoleResult><Role><MaxSessionDuration>99999999999999999999</MaxSessionDuration></Role>"
        "</GetRoleResult></r>",
        "Role.MaxSessionDuration is not an integer");
    refuse_parse("logs", "DescribeLogGroups", "<html/>", "unreadable JSON answer");
    refuse_parse("logs", "DescribeLogGroups", "{\"logGroups\":[{\"logGroupName\":\"g\"",
                 "unreadable JSON answer");
    refuse_parse("logs", "DescribeLogGroups", "[]", "it is not an object");
    refuse_parse("logs", "DescribeLogGroups", "{\"logGroups\":{}}", "logGroups is not an array");
    refuse_parse("logs", "DescribeLogGroups", "{\"logGroups\":[{\"logGroupName\":{}}]}",
                 "logGroups[0].logGroupName is not a single value");
    refuse_parse("logs", "DescribeLogGroups", "{\"logGroups\":[{\"storedBytes\":99999999999999999999}]}",
                 "too big");
    refuse_parse("logs", "DescribeLogGroups", "{\"nextToken\":\"\xFF\"}", "unreadable JSON answer");
}

static void deep_json_is_an_error(void **state) {
    (void)state;
    static char deep[20001];
    memset(deep, '[', sizeof deep - 1);
    refuse_parse("logs", "DescribeLogGroups", deep, "unreadable JSON answer");
}

static void an_error_behind_200_is_an_error(void **state) {
    (void)state;
    auto_error *error = NULL;
    json_t *output = NULL;
    const struct http_answer late = answer(
        200,
        "<?xml version='1.0'?>\n\n<Error><Code>InternalError</Code><Message>Try again.</Message></Error>");
    assert_false(
        protocol_parse(aws_service_find("s3"), operation_of("s3", "DeleteObjects"), &late, &output, &error));
    assert_null(output);
    assert_int_equal(error->kind, ERROR_AWS);
    assert_string_equal(error->code, "InternalError");
    assert_true(error->sent);
    /* an <Error> among the results is none */
    json_auto_t *some =
        parse("s3", "DeleteObjects", "<DeleteResult><Error><Key>k</Key></Error></DeleteResult>");
    assert_json(some, "{'Errors': [{'Key': 'k'}]}");
    /* and a raw body is nobody's error */
    json_auto_t *policy = parse("s3", "GetBucketPolicy", "<Error><Code>x</Code></Error>");
    assert_json(policy, "{'Policy': '<Error><Code>x</Code></Error>'}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ec2_names_begin_with_capitals_and_lists_are_flat),
        cmocka_unit_test(an_empty_list_is_nothing_in_ec2_and_something_in_query),
        cmocka_unit_test(query_lists_have_a_member_step),
        cmocka_unit_test(json_carries_target_and_types),
        cmocka_unit_test(rest_xml_binds_path_query_headers_and_payload),
        cmocka_unit_test(a_raw_payload_is_the_body_and_required_checksums_are_added),
        cmocka_unit_test(large_bodies_are_compressed_where_the_operation_takes_it),
        cmocka_unit_test(tokens_are_filled_in_once),
        cmocka_unit_test(an_operation_without_input_takes_none),
        cmocka_unit_test(answers_become_json),
        cmocka_unit_test(flat_lists_and_headers_of_rest_answers),
        cmocka_unit_test(an_operation_without_output_answers_an_empty_object),
        cmocka_unit_test(unreadable_answers_are_network_errors),
        cmocka_unit_test(deep_json_is_an_error),
        cmocka_unit_test(an_error_behind_200_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
