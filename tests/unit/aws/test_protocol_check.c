#include "protocols.h"

#include "aws/protocol/parts.h"

static void unknown_members_are_named_with_their_path(void **state) {
    (void)state;
    refuse_build("ec2", "CreateVpc", "{'Cidr': '10.0.0.0/16'}",
                 "ec2 CreateVpc: Cidr: CreateVpcRequest has no such member");
    refuse_build("ec2", "CreateVpc", "{'TagSpecifications': [{}, {'Tags': [{'key': 'k'}]}]}",
                 "ec2 CreateVpc: TagSpecifications[1].Tags[0].key: Tag has no such member");
}

static void missing_members_are_named(void **state) {
    (void)state;
    refuse_build("ec2", "DeleteVpc", "{}", "ec2 DeleteVpc: VpcId: DeleteVpcRequest needs this member");
    refuse_build("ec2", "DeleteVpc", "{'VpcId': null}",
                 "ec2 DeleteVpc: VpcId: DeleteVpcRequest needs this member");
    refuse_build("iam", "TagRole", "{'RoleName': 'r', 'Tags': [{'Key': 'k'}]}",
                 "iam TagRole: Tags[0].Value: Tag needs this member");
}

static void wrong_types_are_named(void **state) {
    (void)state;
    refuse_build("ec2", "CreateVpc", "[]", "ec2 CreateVpc: the input: want an object, not an array");
    refuse_build("ec2", "CreateVpc", "{'CidrBlock': 10}",
                 "ec2 CreateVpc: CidrBlock: want a text, not an integer");
    refuse_build("ec2", "CreateVpc", "{'DryRun': 'true'}",
                 "ec2 CreateVpc: DryRun: want true or false, not a text");
    refuse_build("ec2", "CreateVpc", "{'Ipv4NetmaskLength': 16.5}",
                 "ec2 CreateVpc: Ipv4NetmaskLength: want an integer, not a decimal number");
    refuse_build("ec2", "CreateVpc", "{'TagSpecifications': {}}",
                 "ec2 CreateVpc: TagSpecifications: want an array, not an object");
    refuse_build("ec2", "CreateVpc", "{'TagSpecifications': [true]}",
                 "ec2 CreateVpc: TagSpecifications[0]: want an object, not true");
    refuse_build("logs", "TagResource", "{'resourceArn': 'a', 'tags': {'k': 1}}",
                 "logs TagResource: tags.k: want a text, not an integer");
    refuse_build("logs", "TagResource", "{'resourceArn': 'a', 'tags': ['k']}",
                 "logs TagResource: tags: want an object, not an array");
}

static void holes_in_lists_are_refused_where_the_wire_has_none(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    refuse_build("ec2", "DescribeVpcs", "{'VpcIds': ['a', null]}", "ec2 DescribeVpcs: VpcIds[1]: null");
    const struct http_request request =
        build(arena, "logs", "UntagResource", "{'resourceArn': 'a', 'tagKeys': ['k', null]}");
    assert_string_equal(request.body, "{\"resourceArn\": \"a\", \"tagKeys\": [\"k\", null]}");
}

static void an_empty_place_in_the_path_is_refused(void **state) {
    (void)state;
    refuse_build("s3", "DeleteBucket", "{'Bucket': ''}",
                 "s3 DeleteBucket: Bucket: empty, but needed in the path");
}

static void nothing_goes_in_where_no_input_is(void **state) {
    (void)state;
    refuse_build("sts", "GetCallerIdentity", "{'Account': '1'}",
                 "sts GetCallerIdentity: Account: GetCallerIdentityRequest has no such member");
}

/* A made-up service: what the real tables of this version do not have. */
static const struct aws_shape text_shape = { .name = "string", .type = AWS_STRING };
static const struct aws_shape time_shape = { .name = "timestamp", .type = AWS_TIMESTAMP };
static const struct aws_shape blob_shape = { .name = "blob", .type = AWS_BLOB };
static const struct aws_shape double_shape = { .name = "double", .type = AWS_DOUBLE };
static const struct aws_shape document_shape = { .name = "document", .type = AWS_DOCUMENT };
static const struct aws_shape tree_shape;
static const struct aws_shape tree_shape = {
    .name = "Tree",
    .type = AWS_STRUCTURE,
    .member_count = 7,
    .members = (const struct aws_member[]){ { .name = "child", .shape = &tree_shape },
                                            { .name = "time", .shape = &time_shape },
                                            { .name = "blob", .shape = &blob_shape },
                                            { .name = "number", .shape = &double_shape },
                                            { .name = "any", .shape = &document_shape },
                                            { .name = "json", .shape = &text_shape, .json_value = true },
                                            { .name = "label", .shape = &text_shape, .host_label = true } },
};
static const struct aws_operation grow = {
    .name = "Grow", .method = "POST", .uri = "/", .host_prefix = "{label}.data-", .input = &tree_shape
};
static const struct aws_service forest = {
    .name = "forest", .protocol = AWS_JSON, .target_prefix = "Forest", .json_version = "1.0"
};

/* The message of the refusal, or NULL when the input is taken; *ret_prefix and *ret_body then. */
static const char *try_grow(struct arena *arena, json_t *input, const char **ret_prefix,
                            const char **ret_body) {
    auto_error *error = NULL;
    struct http_request request;
    if (!protocol_build(arena, &forest, &grow, input, NULL, &request, ret_prefix, &error))
        return arena_strdup(arena, error->message);
    *ret_body = request.body;
    return NULL;
}

static void assert_grow(const char *input, const char *refusal) {
    auto_arena *arena = arena_new();
    const char *prefix = NULL, *body = NULL;
    json_auto_t *value = quoted(input);
    const char *message = try_grow(arena, value, &prefix, &body);
    if (refusal)
        assert_string_equal(message, refusal);
    else if (message)
        fail_msg("%s", message);
}

static void times_blobs_and_numbers_are_read_before_they_are_sent(void **state) {
    (void)state;
    assert_grow("{'label': 'l', 'time': '2026-11-25T03:28:17Z', 'blob': 'AQI=', 'number': 'NaN', 'any': [{}],"
                " 'json': {'a': 1}}",
                NULL);
    assert_grow("{'label': 'l', 'time': 'noon'}", "forest Grow: time: not a time");
    assert_grow("{'label': 'l', 'time': 1}", "forest Grow: time: want a time as text, not an integer");
    assert_grow("{'label': 'l', 'blob': 'A'}", "forest Grow: blob: not base64");
    assert_grow("{'label': 'l', 'blob': 1}", "forest Grow: blob: want base64 text, not an integer");
    assert_grow("{'label': 'l', 'number': 'many'}", "forest Grow: number: want a number, not a text");
}

static void host_labels_must_be_host_names(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const char *prefix = NULL, *body = NULL;
    json_auto_t *good = quoted("{'label': 'a-1.b'}");
    assert_null(try_grow(arena, good, &prefix, &body));
    assert_string_equal(prefix, "a-1.b.data-");
    assert_grow("{}", "forest Grow: label: not usable in a host name");
    assert_grow("{'label': ''}", "forest Grow: label: not usable in a host name");
    assert_grow("{'label': 'evil.example/'}", "forest Grow: label: not usable in a host name");
}

static void deep_input_is_refused(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const char *prefix = NULL, *body = NULL;
    json_auto_t *tree = json_object();
    for (int i = 0; i < PROTOCOL_DEPTH + 10; i++) {
        json_t *parent = json_object();
        json_object_set_new(parent, "child", tree);
        tree = parent;
    }
    json_object_set_new(tree, "label", json_string("l"));
    assert_non_null(strstr(try_grow(arena, tree, &prefix, &body), "nests too deep"));
}

static void json_values_travel_as_text(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const char *prefix = NULL, *body = NULL;
    json_auto_t *input = quoted("{'label': 'l', 'json': {'a': [1]}}");
    assert_null(try_grow(arena, input, &prefix, &body));
    assert_string_equal(body, "{\"json\": \"{\\\"a\\\":[1]}\", \"label\": \"l\"}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_members_are_named_with_their_path),
        cmocka_unit_test(missing_members_are_named),
        cmocka_unit_test(wrong_types_are_named),
        cmocka_unit_test(holes_in_lists_are_refused_where_the_wire_has_none),
        cmocka_unit_test(an_empty_place_in_the_path_is_refused),
        cmocka_unit_test(nothing_goes_in_where_no_input_is),
        cmocka_unit_test(times_blobs_and_numbers_are_read_before_they_are_sent),
        cmocka_unit_test(host_labels_must_be_host_names),
        cmocka_unit_test(deep_input_is_refused),
        cmocka_unit_test(json_values_travel_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
