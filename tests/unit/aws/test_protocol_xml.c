#include "protocols.h"

static const struct aws_shape text = { .name = "string", .type = AWS_STRING };
static const struct aws_xml_namespace xsi = { .prefix = "xsi",
                                              .uri = "http://www.w3.org/2001/XMLSchema-instance" };
static const struct aws_shape grantee = {
    .name = "Grantee",
    .type = AWS_STRUCTURE,
    .xml_namespace = &xsi,
    .member_count = 2,
    .members =
        (const struct aws_member[]){
            { .name = "ID", .shape = &text },
            { .name = "Type", .wire = "xsi:type", .shape = &text, .xml_attribute = true } },
};
static const struct aws_shape map = {
    .name = "Map",
    .type = AWS_MAP,
    .member_count = 2,
    .members = (const struct aws_member[]){ { .name = "key", .wire = "Name", .shape = &text },
                                            { .name = "value", .shape = &text } },
};
static const struct aws_shape output_shape = {
    .name = "Output",
    .type = AWS_STRUCTURE,
    .member_count = 2,
    .members = (const struct aws_member[]){ { .name = "Map", .shape = &map },
                                            { .name = "Flat", .shape = &map, .flattened = true } },
};

static void attributes_namespaces_and_order(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct http_request request =
        build(arena, "s3", "PutBucketLifecycleConfiguration",
              "{'Bucket': 'b', 'LifecycleConfiguration': {'Rules': [{'Status': 'Enabled', 'ID': '<&>',"
              " 'Filter': {'And': {'Prefix': 'p', 'Tags': [{'Value': 'v', 'Key': 'k'}, {'Key': 'l', 'Value': "
              "''}]}},"
              " 'Expiration': {'Date': '2026-11-25T00:00:00.5Z', 'ExpiredObjectDeleteMarker': false}}]}}");
    /* members in the order of the model, whatever that of the input */
    assert_string_equal(
        request.body,
        "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><Expiration>"
        "<Date>2026-11-25T00:00:00.5Z</Date><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></"
        "Expiration>"
        "<ID>&lt;&amp;&gt;</ID><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
        "<Tag><Key>l</Key><Value /></Tag></And></Filter><Status>Enabled</Status></Rule></"
        "LifecycleConfiguration>");
}

static void attributes_are_read_by_local_name(void **state) {
    (void)state;
    static const struct aws_operation operation = {
        .name = "Grant", .method = "PUT", .uri = "/", .input = &grantee, .output = &grantee
    };
    static const struct aws_service service = { .name = "s", .protocol = AWS_REST_XML };
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const char *prefix = NULL;
    struct http_request request = { 0 };
    json_auto_t *output = NULL, *input = quoted("{'ID': 'i', 'Type': 'a\\u0022b'}");
    assert_true(protocol_build(arena, &service, &operation, input, NULL, &request, &prefix, &error));
    assert_string_equal(request.body, "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                                      "xsi:type=\"a&quot;b\"><ID>i</ID></Grantee>");
    const struct http_answer given = answer(200, request.body);
    assert_true(protocol_parse(&service, &operation, &given, &output, &error));
    assert_json(output, "{'ID': 'i', 'Type': 'a\\u0022b'}");
}

static void maps_are_read_entry_by_entry(void **state) {
    (void)state;
    static const struct aws_operation operation = { .name = "Get", .uri = "/", .output = &output_shape };
    static const struct aws_service service = { .name = "s", .protocol = AWS_EC2 };
    auto_error *error = NULL;
    json_auto_t *output = NULL;
    const struct http_answer good = answer(
                                 200, "<r><Map><entry><Name>a</Name><value>1</value></entry><entry><value>2"
                                      "</value><Name>b</Name></entry></Map><Flat><Name>c</Name><value>3"
                                      "</value></Flat><Flat><Name>d</Name></Flat></r>"),
                             bad = answer(200, "<r><Map><entry><value>2</value></entry></Map></r>");
    assert_true(protocol_parse(&service, &operation, &good, &output, &error));
    assert_json(output, "{'Map': {'a': '1', 'b': '2'}, 'Flat': {'c': '3'}}");
    json_t *nothing = NULL;
    assert_false(protocol_parse(&service, &operation, &bad, &nothing, &error));
    assert_string_equal(error->message, "s Get: unreadable answer: Map is not made of keys and values");
}

static const char routes[] =
    "<DescribeRouteTablesResponse "
    "xmlns=\"u\"><requestId>r</requestId><routeTableSet><item><routeTableId>rtb-1"
    "</routeTableId><routeSet><item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local"
    "</gatewayId></item></routeSet><associationSet><item><main>true</main></item></associationSet><tagSet/></"
    "item>"
    "</routeTableSet></DescribeRouteTablesResponse>";

/* Whatever a byte is changed to, and wherever the answer ends: an output or an error (the sanitizers look).
 */
static void damaged_answers_give_an_output_or_an_error(void **state) {
    (void)state;
    static const char changes[] = "<>/&x \x01\xFF";
    const struct aws_service *ec2 = aws_service_find("ec2");
    const struct aws_operation *operation = operation_of("ec2", "DescribeRouteTables");
    json_auto_t *whole = parse("ec2", "DescribeRouteTables", routes);
    assert_json(whole,
                "{'RouteTables': [{'RouteTableId': 'rtb-1', 'Tags': [], 'Associations': [{'Main': true}],"
                " 'Routes': [{'DestinationCidrBlock': '10.0.0.0/16', 'GatewayId': 'local'}]}]}");
    size_t refused = 0;
    for (size_t i = 0; i < sizeof routes - 1; i++)
        for (const char *change = changes; change < changes + sizeof changes; change++) {
            auto_error *error = NULL;
            json_auto_t *output = NULL;
            char *damaged = strndup(routes, *change ? sizeof routes - 1 : i);
            if (*change)
                damaged[i] = *change;
            const struct http_answer given = answer(200, damaged);
            const bool good = protocol_parse(ec2, operation, &given, &output, &error);
            assert_true(good ? output && !error : !output && error && error->kind == ERROR_NETWORK);
            refused += !good;
            free(damaged);
        }
    assert_true(refused > sizeof routes); /* each truncation, and more */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes_namespaces_and_order),
        cmocka_unit_test(attributes_are_read_by_local_name),
        cmocka_unit_test(maps_are_read_entry_by_entry),
        cmocka_unit_test(damaged_answers_give_an_output_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
