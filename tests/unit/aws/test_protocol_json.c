#include "protocols.h"

#include "aws/protocol/parts.h"

static const struct aws_shape text = { .name = "string", .type = AWS_STRING };
static const struct aws_shape number = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape real = { .name = "double", .type = AWS_DOUBLE };
static const struct aws_shape truth = { .name = "boolean", .type = AWS_BOOLEAN };
static const struct aws_shape bytes = { .name = "blob", .type = AWS_BLOB };
static const struct aws_shape moment = { .name = "timestamp", .type = AWS_TIMESTAMP };
static const struct aws_shape any = { .name = "document", .type = AWS_DOCUMENT };
static const struct aws_shape choice = {
    .name = "Choice",
    .type = AWS_STRUCTURE,
    .is_union = true,
    .member_count = 1,
    .members = (const struct aws_member[]){ { .name = "Known", .shape = &text } },
};
static const struct aws_shape tree;
static const struct aws_shape trees = { .name = "Trees",
                                        .type = AWS_LIST,
                                        .member_count = 1,
                                        .members = (const struct aws_member[]){ { .shape = &tree } } };
static const struct aws_shape tree = {
    .name = "Tree",
    .type = AWS_STRUCTURE,
    .member_count = 10,
    .members =
        (const struct aws_member[]){
            { .name = "Text", .wire = "text", .shape = &text },
            { .name = "Number", .shape = &number },
            { .name = "Real", .shape = &real },
            { .name = "Truth", .shape = &truth },
            { .name = "Bytes", .shape = &bytes },
            { .name = "Time", .shape = &moment },
            { .name = "IsoTime", .shape = &moment, .timestamp_format = AWS_TIME_ISO8601 },
            { .name = "Any", .shape = &any },
            { .name = "Choice", .shape = &choice },
            { .name = "Trees", .shape = &trees } },
};

static void members_have_their_types_on_the_wire(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    json_auto_t *input = quoted("{'Text': 't', 'Number': 3.0, 'Real': 1, 'Time': '2026-11-25T03:28:17.5Z',"
                                " 'IsoTime': '1795577297', 'Any': {'x': [null]}, 'Choice': {'Known': 'k'},"
                                " 'Trees': [{'Time': '1970-01-01T00:00:00Z'}, null]}");
    json_auto_t *written = json_write(arena, &tree, input);
    assert_json(
        written,
        "{'text': 't', 'Number': 3, 'Real': 1, 'Time': 1795577297.5, 'IsoTime': '2026-11-25T03:28:17Z',"
        " 'Any': {'x': [null]}, 'Choice': {'Known': 'k'}, 'Trees': [{'Time': 0}, null]}");
}

/* What the JSON reads as, or NULL with the error. A new reference. */
static json_t *read_tree(const char *body, struct error **err) {
    auto_arena *arena = arena_new();
    const struct walk walk = { .arena = arena, .err = err };
    const struct place whole = { 0 };
    json_auto_t *value = quoted(body);
    return json_read(&walk, &whole, &tree, value);
}

static void lax_answers_are_read_by_their_meaning(void **state) {
    (void)state;
    auto_error *error = NULL;
    json_auto_t *read =
        read_tree("{'text': 't', 'Number': '12', 'Real': 2, 'Time': '2026-11-25T03:28:17Z', 'Any': 'x',"
                  " 'IsoTime': 1795577297.25, 'New': {}, 'Trees': [{'Number': 3.0, 'Real': 'NaN'}, null]}",
                  &error);
    assert_json(read,
                "{'Text': 't', 'Number': 12, 'Real': 2.0, 'Time': '2026-11-25T03:28:17Z', 'Any': 'x',"
                " 'IsoTime': '2026-11-25T03:28:17.25Z', 'Trees': [{'Number': 3, 'Real': 'NaN'}, null]}");
}

static void a_text_may_come_as_a_number_or_a_boolean(void **state) {
    (void)state;
    auto_error *error = NULL;
    json_auto_t *read = read_tree("{'Trees': [{'text': 7}, {'text': -1.5}, {'text': true}]}", &error);
    assert_json(read, "{'Trees': [{'Text': '7'}, {'Text': '-1.5'}, {'Text': 'true'}]}");
}

static void an_unknown_choice_is_empty(void **state) {
    (void)state;
    auto_error *error = NULL;
    json_auto_t *read = read_tree("{'Choice': {'__type': 'x', 'Newer': 1}}", &error);
    assert_json(read, "{'Choice': {}}");
}

static void values_of_another_kind_are_refused_by_path(void **state) {
    (void)state;
    static const struct {
        const char *body, *message;
    } bad[] = {
        { "{'Trees': {}}", "unreadable answer: Trees is not an array" },
        { "{'Trees': [{'Trees': ['x']}]}", "unreadable answer: Trees[0].Trees[0] is not an object" },
        { "{'Number': '1.5'}", "unreadable answer: Number is not an integer" },
        { "{'Number': 1.5}", "unreadable answer: Number is not an integer" },
        { "{'Number': 1e300}", "unreadable answer: Number is not an integer" },
        { "{'Number': -9223372036854775809.0}", "unreadable answer: Number is not an integer" },
        { "{'Number': true}", "unreadable answer: Number is not a number" },
        { "{'Truth': 1}", "unreadable answer: Truth is neither true nor false" },
        { "{'Bytes': 1}", "unreadable answer: Bytes is not base64 text" },
        { "{'Real': false}", "unreadable answer: Real is not a number" },
        { "{'Number': []}", "unreadable answer: Number is not a single value" },
        { "{'Time': true}", "unreadable answer: Time is not a time" },
        { "{'Time': 1e300}", "unreadable answer: Time is not a time" },
        { "'x'", "unreadable answer: it is not an object" },
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        auto_error *error = NULL;
        json_auto_t *read = read_tree(bad[i].body, &error);
        if (read)
            fail_msg("%s is taken", bad[i].body);
        assert_int_equal(error->kind, ERROR_NETWORK);
        assert_string_equal(error->message, bad[i].message);
    }
}

static void nesting_has_a_bound(void **state) {
    (void)state;
    auto_error *error = NULL;
    auto_text body = { 0 };
    for (int i = 0; i <= PROTOCOL_DEPTH / 2; i++)
        text_add(&body, "{'Trees':[");
    for (int i = 0; i <= PROTOCOL_DEPTH / 2; i++)
        text_add(&body, "]}");
    json_auto_t *read = read_tree(text_string(&body), &error);
    assert_null(read);
    assert_non_null(strstr(error->message, "nests too deep"));
}

static void answers_that_are_no_clean_json(void **state) {
    (void)state;
    auto_text deep = { 0 }, wide = { 0 };
    text_add(&wide, "{\"logGroups\":[0");
    for (int i = 0; i < PROTOCOL_PARTS; i++)
        text_add(&wide, ",0");
    text_add(&wide, "]}");
    for (int i = 0; i < 5000; i++)
        text_add_char(&deep, '[');
    refuse_parse("logs", "DescribeLogGroups", text_string(&wide), "more than 1000000 values");
    refuse_parse("logs", "DescribeLogGroups", text_string(&deep), "maximum parsing depth reached");
    refuse_parse("logs", "DescribeLogGroups", "{\"nextToken\":\"a\",\"nextToken\":\"b\"}",
                 "duplicate object key");
    refuse_parse("logs", "DescribeLogGroups", "{\"nextToken\":\"\xFF\"}", "unable to decode byte 0xff");
    refuse_parse("logs", "DescribeLogGroups", "{\"nextToken\":\"\\ud800\"}", "unreadable JSON answer");
    refuse_parse("logs", "DescribeLogGroups", "{\"nextToken\":\"a\"", "unreadable JSON answer");
    refuse_parse("logs", "DescribeLogGroups", "{} {}", "unreadable JSON answer");
}

/* The answers of SSO are credentials. */
static void nothing_of_an_unreadable_answer_is_quoted(void **state) {
    (void)state;
    static const char *const bodies[] = { "{\"token\" \"s3cret\"}", "{\"token\": s3cret}",
                                          "{\"a\": \"s3cret\\q\"}", "s3cret", "{\"s3cret\":1,\"s3cret\":2}" };
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        auto_error *error = NULL;
        json_t *output = NULL;
        const struct http_answer given = answer(200, bodies[i]);
        assert_false(protocol_parse(aws_service_find("logs"), operation_of("logs", "DescribeLogGroups"),
                                    &given, &output, &error));
        assert_non_null(strstr(error->message, "unreadable JSON answer: "));
        assert_non_null(strstr(error->message, " (byte "));
        if (strstr(error->message, "s3cret"))
            fail_msg("%s", error->message);
    }
}

/* Commas in text are none of the structure. */
static void text_may_be_long(void **state) {
    (void)state;
    auto_text body = { 0 };
    text_add(&body, "{\"nextToken\":\"\\\"");
    for (int i = 0; i < PROTOCOL_PARTS; i++)
        text_add_char(&body, ',');
    text_add(&body, "\"}");
    json_auto_t *output = parse("logs", "DescribeLogGroups", text_string(&body));
    assert_int_equal(json_string_length(json_object_get(output, "nextToken")), PROTOCOL_PARTS + 1);
}

static const char groups[] =
    "{\"logGroups\":[{\"logGroupName\":\"g\",\"retentionInDays\":7,\"storedBytes\":0,"
    "\"creationTime\":1795577297000}],\"nextToken\":\"a\\u00e9\\ud83d\\ude00\"}";

/* Whatever a byte is changed to, and wherever the answer ends: an output or an error (the sanitizers look).
 */
static void damaged_answers_give_an_output_or_an_error(void **state) {
    (void)state;
    static const char changes[] = "{}[],:\"\\9e-\x01\xFF";
    const struct aws_service *logs = aws_service_find("logs");
    const struct aws_operation *operation = operation_of("logs", "DescribeLogGroups");
    size_t refused = 0;
    for (size_t i = 1; i < sizeof groups - 1; i++)
        for (const char *change = changes; change < changes + sizeof changes; change++) {
            auto_error *error = NULL;
            json_auto_t *output = NULL;
            char *damaged = strndup(groups, *change ? sizeof groups - 1 : i);
            if (*change)
                damaged[i] = *change;
            const struct http_answer given = answer(200, damaged);
            const bool good = protocol_parse(logs, operation, &given, &output, &error);
            assert_true(good ? output && !error : !output && error && error->kind == ERROR_NETWORK);
            refused += !good;
            free(damaged);
        }
    assert_true(refused > sizeof groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_have_their_types_on_the_wire),
        cmocka_unit_test(lax_answers_are_read_by_their_meaning),
        cmocka_unit_test(a_text_may_come_as_a_number_or_a_boolean),
        cmocka_unit_test(an_unknown_choice_is_empty),
        cmocka_unit_test(values_of_another_kind_are_refused_by_path),
        cmocka_unit_test(nesting_has_a_bound),
        cmocka_unit_test(answers_that_are_no_clean_json),
        cmocka_unit_test(nothing_of_an_unreadable_answer_is_quoted),
        cmocka_unit_test(text_may_be_long),
        cmocka_unit_test(damaged_answers_give_an_output_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
