#include "protocols.h"

/* A made-up REST-JSON service with every kind of place a member can travel in. */
static const struct aws_shape text = { .name = "string", .type = AWS_STRING };
static const struct aws_shape number = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape truth = { .name = "boolean", .type = AWS_BOOLEAN };
static const struct aws_shape moment = { .name = "timestamp", .type = AWS_TIMESTAMP };
static const struct aws_shape blob = { .name = "blob", .type = AWS_BLOB };
static const struct aws_shape texts = { .name = "Texts",
                                        .type = AWS_LIST,
                                        .member_count = 1,
                                        .members = (const struct aws_member[]){ { .shape = &text } } };
static const struct aws_shape moments = { .name = "Moments",
                                          .type = AWS_LIST,
                                          .member_count = 1,
                                          .members = (const struct aws_member[]){ { .shape = &moment } } };
static const struct aws_shape map = { .name = "Map",
                                      .type = AWS_MAP,
                                      .member_count = 2,
                                      .members = (const struct aws_member[]){
                                          { .name = "key", .shape = &text },
                                          { .name = "value", .shape = &text } } };
static const struct aws_shape thing = {
    .name = "Thing",
    .type = AWS_STRUCTURE,
    .member_count = 11,
    .members =
        (const struct aws_member[]){
            { .name = "Id", .shape = &text, .location = AWS_URI },
            { .name = "Path", .wire = "path", .shape = &text, .location = AWS_URI },
            { .name = "When", .wire = "when", .shape = &moment, .location = AWS_QUERYSTRING },
            { .name = "Names", .wire = "name", .shape = &texts, .location = AWS_QUERYSTRING },
            { .name = "More", .shape = &map, .location = AWS_QUERYSTRING },
            { .name = "List", .wire = "X-List", .shape = &texts, .location = AWS_HEADER },
            { .name = "Since", .wire = "X-Since", .shape = &moments, .location = AWS_HEADER },
            { .name = "Meta", .wire = "X-Meta-", .shape = &map, .location = AWS_HEADERS },
            { .name = "Status", .shape = &number, .location = AWS_STATUS_CODE },
            { .name = "Flag", .wire = "X-Flag", .shape = &truth, .location = AWS_HEADER },
            { .name = "Count", .wire = "count", .shape = &number },
        },
};
static const struct aws_shape raw = {
    .name = "Raw",
    .type = AWS_STRUCTURE,
    .payload = "Data",
    .member_count = 2,
    .members =
        (const struct aws_member[]){
            { .name = "Type", .wire = "Content-Type", .shape = &text, .location = AWS_HEADER },
            { .name = "Data", .shape = &blob } },
};
static const struct aws_operation put_thing = { .name = "PutThing",
                                                .method = "PUT",
                                                .uri = "/things/{Id}/{path+}/end?fixed&v=1",
                                                .input = &thing,
                                                .output = &thing };
static const struct aws_operation put_raw = { .name = "PutRaw",
                                              .method = "POST",
                                              .uri = "/raw",
                                              .input = &raw,
                                              .output = &raw,
                                              .checksum = AWS_CHECKSUM_CRC32 };
static const struct aws_service things = { .name = "things", .protocol = AWS_REST_JSON };

static struct http_request build_with(struct arena *arena, const struct aws_operation *operation,
                                      const char *input) {
    auto_error *error = NULL;
    const char *prefix = NULL;
    struct http_request request = { 0 };
    json_auto_t *value = quoted(input);
    if (!protocol_build(arena, &things, operation, value, NULL, &request, &prefix, &error))
        fail_msg("%s", error->message);
    return request;
}

static void every_member_goes_to_its_place(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct http_request request = build_with(
        arena, &put_thing,
        "{'Id': 'a/b', 'Path': 'c/d e', 'When': '2026-11-25T03:28:17Z', 'Names': ['x', 'y&z'],"
        " 'More': {'name': 'lost', 'other': 'kept'}, 'List': ['a', 'b, c', 'd\\u0022'], 'Flag': true,"
        " 'Since': ['2026-11-25T03:28:17Z'], 'Meta': {'k': 'v', 'Empty': ''}, 'Count': 3.0}");
    assert_string_equal(request.method, "PUT");
    assert_string_equal(request.path, "/things/a%2Fb/c/d%20e/end");
    assert_string_equal(request.query,
                        "fixed&v=1&when=2026-11-25T03%3A28%3A17Z&name=x&name=y%26z&other=kept");
    assert_string_equal(http_header(&request.headers, "X-List"), "a, \"b, c\", \"d\\\"\"");
    assert_string_equal(http_header(&request.headers, "X-Since"), "Wed, 25 Nov 2026 03:28:17 GMT");
    assert_string_equal(http_header(&request.headers, "X-Flag"), "true");
    assert_string_equal(http_header(&request.headers, "X-Meta-k"), "v");
    assert_string_equal(http_header(&request.headers, "X-Meta-Empty"), "");
    assert_string_equal(http_header(&request.headers, "Content-Type"), "application/json");
    assert_string_equal(request.body, "{\"count\": 3}");
}

static void what_would_break_a_header_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *input, *message;
    } bad[] = {
        { "{'Id': 'i', 'Path': 'p', 'List': ['a', 'b\\r\\nX-Evil: 1']}",
          "things PutThing: List[1]: holds a character that no header can hold" },
        { "{'Id': 'i', 'Path': 'p', 'Meta': {'k': 'a\\u0007'}}",
          "things PutThing: Meta.k: holds a character that no header can hold" },
        { "{'Id': 'i', 'Path': 'p', 'Meta': {'X: 1': 'a'}}",
          "things PutThing: Meta.X: 1: not usable as the name of a header" },
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        const char *prefix = NULL;
        struct http_request request = { 0 };
        json_auto_t *value = quoted(bad[i].input);
        assert_false(protocol_build(arena, &things, &put_thing, value, NULL, &request, &prefix, &error));
        assert_string_equal(error->message, bad[i].message);
    }
}

static void a_body_without_members_is_still_an_object(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct http_request request =
        build_with(arena, &put_thing, "{'Id': 'i', 'Path': 'p', 'Names': null}");
    assert_string_equal(request.body, "{}");
    assert_string_equal(request.query, "fixed&v=1");
    assert_null(http_header(&request.headers, "X-List"));
}

static void raw_bodies_may_hold_any_byte(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    struct http_request request = build_with(arena, &put_raw, "{'Data': 'AAEC'}");
    assert_int_equal(request.body_length, 3);
    assert_memory_equal(request.body, "\0\1\2", 3);
    assert_string_equal(http_header(&request.headers, "Content-Type"), "application/octet-stream");
    assert_string_equal(http_header(&request.headers, "x-amz-checksum-crc32"), "CFSJfw=="); /* 0854897F */
    request = build_with(arena, &put_raw, "{'Type': 'image/png', 'Data': 'AAEC'}");
    assert_string_equal(http_header(&request.headers, "Content-Type"), "image/png");
    assert_int_equal(request.headers.count, 2);
    request = build_with(arena, &put_raw, "{}");
    assert_null(request.body);
    assert_null(http_header(&request.headers, "Content-Type"));
}

static void answers_are_gathered_from_all_places(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    json_auto_t *output = NULL;
    struct http_answer given = answer(202, "{\"count\":1,\"Id\":\"i\",\"X-Flag\":\"not from the body\"}");
    http_add_header(arena, &given.headers, "x-list", "a, \"b, c\" ,  \"d\\\"\",e");
    http_add_header(arena, &given.headers, "x-since",
                    "Wed, 25 Nov 2026 03:28:17 GMT, Thu, 26 Nov 2026 03:28:17 GMT");
    http_add_header(arena, &given.headers, "x-meta-Color", "red");
    http_add_header(arena, &given.headers, "x-flag", "false");
    assert_true(protocol_parse(&things, &put_thing, &given, &output, &error));
    assert_json(
        output,
        "{'Id': 'i', 'List': ['a', 'b, c', 'd\\u0022', 'e'], 'Since': ['2026-11-25T03:28:17Z',"
        " '2026-11-26T03:28:17Z'], 'Meta': {'Color': 'red'}, 'Status': 202, 'Flag': false, 'Count': 1}");
}

static void raw_answers_become_base64(void **state) {
    (void)state;
    auto_error *error = NULL;
    json_auto_t *output = NULL, *nothing = NULL;
    const struct http_answer given = { .status = 200, .body = "\0\1\2", .body_length = 3 },
                             empty = answer(200, "");
    assert_true(protocol_parse(&things, &put_raw, &given, &output, &error));
    assert_json(output, "{'Data': 'AAEC'}");
    assert_true(protocol_parse(&things, &put_raw, &empty, &nothing, &error));
    assert_json(nothing, "{}");
}

static void bad_headers_are_network_errors(void **state) {
    (void)state;
    static const struct {
        const char *name, *value, *message;
    } bad[] = { { "X-Flag", "perhaps", "things PutThing: unreadable answer: Flag is neither true nor false" },
                { "X-Since", "Wed", "things PutThing: unreadable answer: Since[0] is not a time" },
                { "X-Meta-a", "\xFF", "things PutThing: unreadable answer: Meta is not UTF-8" },
                { "X-List", "a, \xFF", "things PutThing: unreadable answer: List[1] is not UTF-8" } };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        json_t *output = NULL;
        struct http_answer given = answer(200, "{}");
        http_add_header(arena, &given.headers, bad[i].name, bad[i].value);
        assert_false(protocol_parse(&things, &put_thing, &given, &output, &error));
        assert_null(output);
        assert_int_equal(error->kind, ERROR_NETWORK);
        assert_string_equal(error->message, bad[i].message);
    }
}

static void odd_header_lists_end(void **state) {
    (void)state;
    static const char *const odd[] = { "", ",", ",,", "\"", "\"\\", "\"a", "a,", " , ", "\"a\"b,c", "\\" };
    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        json_auto_t *output = NULL;
        struct http_answer given = answer(200, "{}");
        http_add_header(arena, &given.headers, "X-List", odd[i]);
        assert_true(protocol_parse(&things, &put_thing, &given, &output, &error));
        assert_true(json_is_array(json_object_get(output, "List")));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_goes_to_its_place),
        cmocka_unit_test(what_would_break_a_header_is_refused),
        cmocka_unit_test(a_body_without_members_is_still_an_object),
        cmocka_unit_test(raw_bodies_may_hold_any_byte),
        cmocka_unit_test(answers_are_gathered_from_all_places),
        cmocka_unit_test(raw_answers_become_base64),
        cmocka_unit_test(bad_headers_are_network_errors),
        cmocka_unit_test(odd_header_lists_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
