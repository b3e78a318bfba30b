#include "protocols.h"

#include "aws/protocol/parts.h"

static const char *text_of(struct arena *arena, enum aws_shape_type type, const char *value) {
    const struct aws_shape shape = { .name = "scalar", .type = (uint8_t)type };
    const struct aws_member member = { .name = "m", .shape = &shape };
    json_auto_t *json = quoted(value);
    return scalar_text(arena, &member, json, AWS_TIME_ISO8601);
}

static void scalars_become_text(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    assert_string_equal(text_of(arena, AWS_STRING, "'a b'"), "a b");
    assert_string_equal(text_of(arena, AWS_BOOLEAN, "true"), "true");
    assert_string_equal(text_of(arena, AWS_BOOLEAN, "false"), "false");
    assert_string_equal(text_of(arena, AWS_INTEGER, "-7"), "-7");
    assert_string_equal(text_of(arena, AWS_LONG, "9007199254740993"), "9007199254740993");
    assert_string_equal(text_of(arena, AWS_LONG, "1e15"), "1000000000000000");
    assert_string_equal(text_of(arena, AWS_DOUBLE, "0.1"), "0.1");
    assert_string_equal(text_of(arena, AWS_DOUBLE, "0.30000000000000004"), "0.30000000000000004");
    assert_string_equal(text_of(arena, AWS_DOUBLE, "3"), "3");
    assert_string_equal(text_of(arena, AWS_DOUBLE, "'-Infinity'"), "-Infinity");
    assert_string_equal(text_of(arena, AWS_TIMESTAMP, "'1795577297.5'"), "2026-11-25T03:28:17.5Z");
}

static void decimals_are_short_and_exact(void **state) {
    (void)state;
    static const struct {
        double number;
        const char *text;
    } rows[] = {
        { 0.0, "0.0" },
        { -0.0, "-0.0" },
        { 3.0, "3.0" },
        { 0.1, "0.1" },
        { -12.5, "-12.5" },
        { 0.30000000000000004, "0.30000000000000004" },
        { 123456789.125, "123456789.125" },
        { 1e15, "1000000000000000.0" },
        { 1e16, "1e+16" },
        { 1.5e300, "1.5e+300" },
        { 0.0001, "0.0001" },
        { 0.00012345, "0.00012345" },
        { 0.00001, "1e-05" },
        { 5e-324, "5e-324" },
        { 1.7976931348623157e308, "1.7976931348623157e+308" },
        { 9007199254740993.0, "9007199254740992.0" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        auto_arena *arena = arena_new();
        assert_string_equal(scalar_decimal(arena, rows[i].number), rows[i].text);
    }
}

/* The value that the text reads as, or the refusal. A new reference. */
static json_t *value_of(enum aws_shape_type type, const char *text, struct error **err) {
    auto_arena *arena = arena_new();
    const struct walk walk = { .arena = arena, .err = err };
    const struct place whole = { 0 }, place = place_member(&whole, "m");
    const struct aws_shape shape = { .name = "scalar", .type = (uint8_t)type };
    return scalar_parse(&walk, &place, &shape, text);
}

static void assert_value(enum aws_shape_type type, const char *text, const char *expected) {
    auto_error *error = NULL;
    json_auto_t *value = value_of(type, text, &error);
    if (!value)
        fail_msg("%s: %s", text, error->message);
    assert_json(value, expected);
}

static void refuse_value(enum aws_shape_type type, const char *text) {
    auto_error *error = NULL;
    json_auto_t *value = value_of(type, text, &error);
    if (value)
        fail_msg("\"%s\" is taken", text);
    assert_int_equal(error->kind, ERROR_NETWORK);
    assert_non_null(strstr(error->message, "unreadable answer: m is "));
}

static void text_becomes_scalars(void **state) {
    (void)state;
    assert_value(AWS_STRING, " a ", "' a '");
    assert_value(AWS_BOOLEAN, "\ntrue ", "true");
    assert_value(AWS_BOOLEAN, "False", "false");
    assert_value(AWS_INTEGER, " -12\t", "-12");
    assert_value(AWS_LONG, "9223372036854775807", "9223372036854775807");
    assert_value(AWS_DOUBLE, "1.5e3", "1500.0");
    assert_value(AWS_FLOAT, "1", "1.0");
    assert_value(AWS_DOUBLE, "NaN", "'NaN'");
    assert_value(AWS_TIMESTAMP, "Wed, 25 Nov 2026 03:28:17 GMT", "'2026-11-25T03:28:17Z'");
    assert_value(AWS_BLOB, "\n AQI=\n", "'AQI='");
}

static void text_that_is_no_such_scalar_is_refused(void **state) {
    (void)state;
    refuse_value(AWS_BOOLEAN, "");
    refuse_value(AWS_BOOLEAN, "yes");
    refuse_value(AWS_INTEGER, "");
    refuse_value(AWS_INTEGER, "1.5");
    refuse_value(AWS_INTEGER, "12x");
    refuse_value(AWS_LONG, "9223372036854775808");
    refuse_value(AWS_DOUBLE, "");
    refuse_value(AWS_DOUBLE, "nan");
    refuse_value(AWS_DOUBLE, "inf");
    refuse_value(AWS_DOUBLE, "0x1p3");
    refuse_value(AWS_DOUBLE, "1e999");
    refuse_value(AWS_TIMESTAMP, "yesterday");
    refuse_value(AWS_STRING, "\xFF");
}

static void base64_is_decoded_strictly(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    static const struct {
        const char *text, *bytes;
    } good[] = { { "", "" },
                 { "Zg==", "f" },
                 { "Zg", "f" },
                 { "Zm8=", "fo" },
                 { "Zm9v", "foo" },
                 { "Zm9vYmFy", "foobar" },
                 { "+/+/", "\xFB\xFF\xBF" } };
    static const char *const bad[] = { "Z",     "Zm9vY", "Zg===",    "=",     "Z=g=",
                                       "Zm 9v", "Zm-_",  "Zg==Zg==", "Zm9v\n" };
    char *bytes = NULL;
    size_t length = 0;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        assert_true(base64_decode(arena, good[i].text, &bytes, &length));
        assert_int_equal(length, strlen(good[i].bytes));
        assert_string_equal(bytes, good[i].bytes);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (base64_decode(arena, bad[i], &bytes, &length))
            fail_msg("%s is taken", bad[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_become_text),
        cmocka_unit_test(decimals_are_short_and_exact),
        cmocka_unit_test(text_becomes_scalars),
        cmocka_unit_test(text_that_is_no_such_scalar_is_refused),
        cmocka_unit_test(base64_is_decoded_strictly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
