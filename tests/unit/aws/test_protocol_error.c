#include "protocols.h"

/* What an error answer says; `header` NULL: no header. The caller frees. */
static struct error *error_of(const char *service, const char *operation, int status, const char *body,
                              const char *header, const char *value) {
    auto_arena *arena = arena_new();
    struct http_answer given = answer(status, body);
    struct error *error = NULL;
    if (header)
        http_add_header(arena, &given.headers, header, value);
    protocol_parse_error(aws_service_find(service), operation_of(service, operation), &given, &error);
    assert_int_equal(error->kind, ERROR_AWS);
    assert_int_equal(error->http_status, status);
    assert_string_equal(error->service, service);
    assert_string_equal(error->operation, operation);
    return error;
}

static void assert_error(struct error *error, const char *code, const char *message, const char *id) {
    assert_string_equal(error->code, code);
    assert_string_equal(error->message, message);
    if (id)
        assert_string_equal(error->request_id, id);
    else
        assert_null(error->request_id);
    error_free(error);
}

static void ec2_errors(void **state) {
    (void)state;
    assert_error(
        error_of("ec2", "DeleteVpc", 400,
                 "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>"
                 "<Message>The vpc ID 'vpc-1' does not exist</Message></Error></Errors><RequestID>r-1"
                 "</RequestID></Response>",
                 NULL, NULL),
        "InvalidVpcID.NotFound", "The vpc ID 'vpc-1' does not exist", "r-1");
}

static void query_errors(void **state) {
    (void)state;
    assert_error(error_of("iam", "GetRole", 404,
                          "<ErrorResponse xmlns='x'><Error><Type>Sender</Type><Code>NoSuchEntity</Code>"
                          "<Message>no role</Message></Error><RequestId>r-2</RequestId></ErrorResponse>",
                          "x-amzn-RequestId", "other"),
                 "NoSuchEntity", "no role", "r-2");
}

static void json_errors(void **state) {
    (void)state;
    assert_error(
        error_of("logs", "CreateLogGroup", 400,
                 "{\"__type\":\"com.amazonaws.logs#ResourceAlreadyExistsException\",\"message\":\"there\"}",
                 "x-amzn-RequestId", "r-3"),
        "ResourceAlreadyExistsException", "there", "r-3");
    assert_error(error_of("logs", "CreateLogGroup", 400, "{\"Message\":\"bad\"}", "x-amzn-ErrorType",
                          "ValidationException:http://internal.amazon.com/coral/com.amazon.coral.validate/"),
                 "ValidationException", "bad", NULL);
    assert_error(error_of("logs", "CreateLogGroup", 400, "{\"code\":\"a#B:c\",\"message\":1}", NULL, NULL),
                 "B", "AWS gives no message (HTTP status 400)", NULL);
}

static void s3_errors(void **state) {
    (void)state;
    assert_error(
        error_of("s3", "GetBucketPolicy", 404,
                 "<Error><Code>NoSuchBucketPolicy</Code><Message>m</Message><RequestId>r-4</RequestId>"
                 "<HostId>h</HostId></Error>",
                 NULL, NULL),
        "NoSuchBucketPolicy", "m", "r-4");
    assert_error(error_of("s3", "HeadBucket", 404, "", "x-amz-request-id", "r-5"), "404",
                 "AWS gives no message (HTTP status 404)", "r-5");
}

static void bodies_that_say_nothing_still_give_an_error(void **state) {
    (void)state;
    static const char *const bodies[] = { "",
                                          "<html><body>Bad Gateway</body></html>",
                                          "<Response><Errors>",
                                          "{",
                                          "[]",
                                          "\xFF\xFE",
                                          "<Error/>",
                                          "{\"__type\":\"\"}" };
    static const char *const calls[][2] = {
        { "ec2", "DeleteVpc" }, { "iam", "GetRole" }, { "logs", "CreateLogGroup" }, { "s3", "HeadBucket" }
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++)
        for (size_t k = 0; k < COUNT_OF(calls); k++)
            assert_error(error_of(calls[k][0], calls[k][1], 502, bodies[i], NULL, NULL), "502",
                         "AWS gives no message (HTTP status 502)", NULL);
}

static void only_a_server_error_may_have_taken_effect(void **state) {
    (void)state;
    auto_error *refused = error_of("ec2", "DeleteVpc", 400, "", NULL, NULL);
    auto_error *failed = error_of("ec2", "DeleteVpc", 503, "", NULL, NULL);
    assert_false(refused->sent);
    assert_true(failed->sent);
}

/* A service that once spoke query. */
static void old_codes_come_first(void **state) {
    (void)state;
    static const struct aws_service queue = { .name = "sqs", .protocol = AWS_JSON, .query_compatible = true };
    static const struct aws_operation send = { .name = "SendMessage" };
    auto_arena *arena = arena_new();
    struct error *error = NULL;
    struct http_answer given =
        answer(400, "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"m\"}");
    http_add_header(arena, &given.headers, "x-amzn-query-error",
                    "AWS.SimpleQueueService.NonExistentQueue;Sender");
    protocol_parse_error(&queue, &send, &given, &error);
    assert_error(error, "AWS.SimpleQueueService.NonExistentQueue", "m", NULL);
}

static void members_of_an_error(void **state) {
    (void)state;
    auto_error *error = NULL;
    json_auto_t *members = NULL;
    const struct http_answer given = answer(400, "<ErrorResponse><Error><Code>PackedPolicyTooLarge</"
                                                 "Code><message>big</message></Error></ErrorResponse>");
    const struct aws_shape *shape = NULL;
    for (const struct aws_shape *const *at = operation_of("sts", "AssumeRole")->errors; *at; at++)
        if (strcmp((*at)->name, "PackedPolicyTooLargeException") == 0)
            shape = *at;
    assert_non_null(shape);
    if (!shape)
        return;
    assert_true(shape->is_error);
    assert_string_equal(shape->error_code, "PackedPolicyTooLarge");
    assert_true(protocol_parse_error_members(aws_service_find("sts"), shape, &given, &members, &error));
    assert_json(members, "{'message': 'big'}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ec2_errors),
        cmocka_unit_test(query_errors),
        cmocka_unit_test(json_errors),
        cmocka_unit_test(s3_errors),
        cmocka_unit_test(bodies_that_say_nothing_still_give_an_error),
        cmocka_unit_test(only_a_server_error_may_have_taken_effect),
        cmocka_unit_test(old_codes_come_first),
        cmocka_unit_test(members_of_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
