#include "protocols.h"

/* A made-up service: maps, flattened ones, names of EC2's own. */
static const struct aws_shape text = { .name = "string", .type = AWS_STRING };
static const struct aws_shape blob = { .name = "blob", .type = AWS_BLOB };
static const struct aws_shape moment = { .name = "timestamp", .type = AWS_TIMESTAMP };
static const struct aws_shape texts = { .name = "Texts",
                                        .type = AWS_LIST,
                                        .member_count = 1,
                                        .members = (const struct aws_member[]){
                                            { .wire = "item", .shape = &text } } };
static const struct aws_shape map = {
    .name = "Map",
    .type = AWS_MAP,
    .member_count = 2,
    .members = (const struct aws_member[]){ { .name = "key", .wire = "Name", .shape = &text },
                                            { .name = "value", .shape = &text } },
};
static const struct aws_shape input_shape;
static const struct aws_shape input_shape = {
    .name = "Input",
    .type = AWS_STRUCTURE,
    .member_count = 7,
    .members =
        (const struct aws_member[]){ { .name = "Map", .shape = &map },
                                     { .name = "Flat", .wire = "flat", .shape = &map, .flattened = true },
                                     { .name = "List", .shape = &texts },
                                     { .name = "FlatList", .wire = "f", .shape = &texts, .flattened = true },
                                     { .name = "Own", .wire = "own", .query_wire = "QUERY", .shape = &text },
                                     { .name = "Deep", .shape = &input_shape },
                                     { .name = "Scalar", .shape = &moment } },
};
static const struct aws_shape blob_input = { .name = "BlobInput",
                                             .type = AWS_STRUCTURE,
                                             .member_count = 1,
                                             .members = (const struct aws_member[]){
                                                 { .name = "Data", .shape = &blob } } };
static const struct aws_operation do_it = {
    .name = "DoIt", .method = "POST", .uri = "/", .input = &input_shape
};
static const struct aws_operation send_it = {
    .name = "SendIt", .method = "POST", .uri = "/", .input = &blob_input
};

static void assert_body(enum aws_protocol protocol, const struct aws_operation *operation, const char *input,
                        const char *body) {
    const struct aws_service service = { .name = "s", .api_version = "1", .protocol = (uint8_t)protocol };
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const char *prefix = NULL;
    struct http_request request = { 0 };
    json_auto_t *value = quoted(input);
    if (!protocol_build(arena, &service, operation, value, NULL, &request, &prefix, &error))
        fail_msg("%s", error->message);
    assert_string_equal(request.body, body);
}

static void maps_are_numbered_entries(void **state) {
    (void)state;
    assert_body(AWS_QUERY, &do_it, "{'Map': {'a': '1', 'b c': '2'}, 'Flat': {'x': 'y'}}",
                "Action=DoIt&Version=1&Map.entry.1.Name=a&Map.entry.1.value=1&Map.entry.2.Name=b+c&Map."
                "entry.2.value=2"
                "&flat.1.Name=x&flat.1.value=y");
    assert_body(AWS_QUERY, &do_it, "{'Map': {}}", "Action=DoIt&Version=1");
}

static void lists_are_numbered_elements(void **state) {
    (void)state;
    assert_body(AWS_QUERY, &do_it, "{'List': ['a', 'b'], 'FlatList': ['c'], 'Deep': {'List': ['d']}}",
                "Action=DoIt&Version=1&List.item.1=a&List.item.2=b&f.1=c&Deep.List.item.1=d");
    assert_body(AWS_EC2, &do_it, "{'List': ['a', 'b'], 'FlatList': ['c'], 'Deep': {'List': ['d']}}",
                "Action=DoIt&Version=1&List.1=a&List.2=b&F.1=c&Deep.List.1=d");
}

static void ec2_has_names_of_its_own(void **state) {
    (void)state;
    assert_body(AWS_EC2, &do_it, "{'Own': 'x'}", "Action=DoIt&Version=1&QUERY=x");
    assert_body(AWS_QUERY, &do_it, "{'Own': 'x'}", "Action=DoIt&Version=1&own=x");
}

static void an_empty_structure_is_nothing(void **state) {
    (void)state;
    assert_body(AWS_EC2, &do_it, "{'Deep': {'Deep': {}}}", "Action=DoIt&Version=1");
}

static void scalars_are_form_encoded(void **state) {
    (void)state;
    assert_body(AWS_QUERY, &do_it, "{'Scalar': '2026-11-25T04:28:17+01:00'}",
                "Action=DoIt&Version=1&Scalar=2026-11-25T03%3A28%3A17Z");
    assert_body(AWS_QUERY, &send_it, "{'Data': '+/8='}", "Action=SendIt&Version=1&Data=%2B%2F8%3D");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps_are_numbered_entries), cmocka_unit_test(lists_are_numbered_elements),
        cmocka_unit_test(ec2_has_names_of_its_own),  cmocka_unit_test(an_empty_structure_is_nothing),
        cmocka_unit_test(scalars_are_form_encoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
