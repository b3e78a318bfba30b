#include "protocols.h"

#include "aws/protocol/parts.h"

static void assert_text(const char *json, const char *expected) {
    auto_arena *arena = arena_new();
    json_error_t problem;
    json_auto_t *value = json_loads(json, JSON_DECODE_ANY | JSON_ALLOW_NUL, &problem);
    assert_non_null(value);
    assert_string_equal(json_request_text(arena, value), expected);
    json_auto_t *again = json_loads(expected, JSON_DECODE_ANY | JSON_ALLOW_NUL, &problem);
    assert_true(json_equal(value, again));
}

static void values_are_separated_as_elsewhere(void **state) {
    (void)state;
    assert_text("{\"b\":[1,-2,null,true,false],\"a\":{},\"c\":[]}",
                "{\"b\": [1, -2, null, true, false], \"a\": {}, \"c\": []}");
}

static void text_is_ascii(void **state) {
    (void)state;
    assert_text("\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\x7F~\"",
                "\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\\u007f~\"");
    assert_text("\"\xC3\xBC\xE2\x98\x83\xEF\xBF\xBD\"", "\"\\u00fc\\u2603\\ufffd\"");
    assert_text("{\"\xF0\x9F\x98\x80\":\"\xF4\x8F\xBF\xBF\"}", "{\"\\ud83d\\ude00\": \"\\udbff\\udfff\"}");
}

static void numbers_are_exact_and_short(void **state) {
    (void)state;
    assert_text("[9007199254740993,-9223372036854775808]", "[9007199254740993, -9223372036854775808]");
    assert_text("[3.0,0.1,-0.5,123456789.125]", "[3.0, 0.1, -0.5, 123456789.125]");
    assert_text("[1e16,1e15,2.5e300,1e-5,0.0001]", "[1e+16, 1000000000000000.0, 2.5e+300, 1e-05, 0.0001]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_separated_as_elsewhere),
        cmocka_unit_test(text_is_ascii),
        cmocka_unit_test(numbers_are_exact_and_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
