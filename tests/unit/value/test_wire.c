#include "value/literals.h"

#include <float.h>
#include <math.h>

#include "base/arena.h"

typedef Google__Protobuf__Value wire_value;
typedef Google__Protobuf__Struct wire_struct;
typedef Google__Protobuf__Struct__FieldsEntry wire_entry;

static json_t *through_the_wire(const json_t *object) {
    auto_arena *arena = arena_new();
    wire_struct *packed = value_to_struct(arena, object);
    const size_t size = google__protobuf__struct__get_packed_size(packed);
    uint8_t *bytes = arena_alloc(arena, size);
    google__protobuf__struct__pack(packed, bytes);
    wire_struct *unpacked = google__protobuf__struct__unpack(NULL, size, bytes);
    assert_non_null(unpacked);
    json_t *back = NULL;
    auto_error *error = NULL;
    if (!value_from_struct(unpacked, &back, &error))
        fail_msg("%s", error->message);
    google__protobuf__struct__free_unpacked(unpacked, NULL);
    return back;
}

static void every_kind_of_value_goes_out_and_comes_back(void **state) {
    (void)state;
    json_auto_t *object =
        literal("{'n': null, 't': true, 'f': false, 'i': -7, 'r': 1.5, 's': 'größe', 'e': '',"
                "'list': [1, [], {}, null], 'o': {'x': {'$secret': 'p'}}, 'u': {'$unknown': true},"
                "'out': {'$output': 1, 'deps': ['urn:a']}, 'ref': {'$reference': 'i-1'}}");
    json_auto_t *back = through_the_wire(object);
    assert_true(json_equal(object, back));
}

static void random_values_come_back_the_same(void **state) {
    (void)state;
    unsigned seed = 20240607;
    for (int i = 0; i < 500; i++) {
        json_auto_t *value = literal_random(&seed, 6);
        json_auto_t *object = json_pack("{sO}", "value", value);
        json_auto_t *back = through_the_wire(object);
        assert_true(json_equal(object, back));
        auto_arena *arena = arena_new();
        json_auto_t *alone = NULL;
        auto_error *error = NULL;
        assert_true(value_from_wire(value_to_wire(arena, value), &alone, &error));
        assert_true(json_equal(value, alone));
    }
}

static json_t *number(double from) {
    wire_value wire = GOOGLE__PROTOBUF__VALUE__INIT;
    wire.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
    wire.number_value = from;
    json_t *value = NULL;
    auto_error *error = NULL;
    assert_true(value_from_wire(&wire, &value, &error));
    return value;
}

static void whole_numbers_become_integers_within_two_to_the_53(void **state) {
    (void)state;
    static const struct {
        double from;
        bool integer;
    } CASES[] = {
        { 0, true },
        { -0.0, true },
        { 8080, true },
        { 9007199254740992.0, true },
        { -9007199254740992.0, true },
        { 0.5, false },
        { 1e16, false },
        { -1e300, false },
        { DBL_MIN, false },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        json_auto_t *value = number(CASES[i].from);
        assert_int_equal(json_is_integer(value), CASES[i].integer);
        assert_true(json_number_value(value) == CASES[i].from);
    }
}

static void expect_refusal(const wire_struct *wire, const char *property, const char *message) {
    json_t *object = NULL;
    auto_error *error = NULL;
    assert_false(value_from_struct(wire, &object, &error));
    assert_null(object);
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_string_equal(error->message, message);
    if (property)
        assert_string_equal(error->property, property);
    else
        assert_null(error->property);
}

static char *not_const(const char *text) {
    return (char *)(uintptr_t)text;
}

/* {"tags": [null, {KEY: VALUE}]} with a raw key and value. */
static void refuse_inside(char *key, wire_value *value, const char *property, const char *message) {
    wire_entry inner_entry = GOOGLE__PROTOBUF__STRUCT__FIELDS_ENTRY__INIT;
    inner_entry.key = key;
    inner_entry.value = value;
    wire_struct inner = GOOGLE__PROTOBUF__STRUCT__INIT;
    inner.n_fields = 1;
    inner.fields = (wire_entry *[]){ &inner_entry };
    wire_value second = GOOGLE__PROTOBUF__VALUE__INIT;
    second.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRUCT_VALUE;
    second.struct_value = &inner;
    wire_value first = GOOGLE__PROTOBUF__VALUE__INIT;
    Google__Protobuf__ListValue list = GOOGLE__PROTOBUF__LIST_VALUE__INIT;
    list.n_values = 2;
    list.values = (wire_value *[]){ &first, &second };
    wire_value tags = GOOGLE__PROTOBUF__VALUE__INIT;
    tags.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE;
    tags.list_value = &list;
    wire_entry entry = GOOGLE__PROTOBUF__STRUCT__FIELDS_ENTRY__INIT;
    entry.key = not_const("tags");
    entry.value = &tags;
    wire_struct outer = GOOGLE__PROTOBUF__STRUCT__INIT;
    outer.n_fields = 1;
    outer.fields = (wire_entry *[]){ &entry };
    expect_refusal(&outer, property, message);
}

static void a_bare_value_that_json_cannot_hold_has_no_path(void **state) {
    (void)state;
    wire_value value = GOOGLE__PROTOBUF__VALUE__INIT;
    value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
    value.number_value = (double)NAN;
    json_t *none = NULL;
    auto_error *error = NULL;
    assert_false(value_from_wire(&value, &none, &error));
    assert_null(none);
    assert_null(error->property);
    assert_string_equal(error->message, "a number may not be infinite or NaN");
}

static void what_json_cannot_hold_is_refused_with_its_path(void **state) {
    (void)state;
    wire_value value = GOOGLE__PROTOBUF__VALUE__INIT;
    value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
    value.number_value = (double)NAN;
    refuse_inside(not_const("k"), &value, "tags[1].k", "tags[1].k: a number may not be infinite or NaN");
    value.number_value = -(double)INFINITY;
    refuse_inside(not_const("a b"), &value, "tags[1][\"a b\"]",
                  "tags[1][\"a b\"]: a number may not be infinite or NaN");
    value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
    value.string_value = not_const("ab\xC3(");
    refuse_inside(not_const("k"), &value, "tags[1].k", "tags[1].k: the text is not valid UTF-8");
    value.string_value = not_const("\xED\xA0\x80"); /* a lone surrogate */
    refuse_inside(not_const("k"), &value, "tags[1].k", "tags[1].k: the text is not valid UTF-8");
    value.string_value = not_const("fine");
    refuse_inside(not_const("\xFF"), &value, "tags[1]", "tags[1]: the name of a property is not valid UTF-8");
}

static void a_plain_one_has_no_wrappers(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    json_auto_t *object =
        literal("{'a': {'$secret': [1, {'$output': 'x', 'deps': []}]}, 'u': {'$unknown': true}}");
    json_auto_t *plain = NULL;
    assert_true(value_plain_from_struct(value_to_struct(arena, object), &plain, &error));
    assert_value(plain, "{'a': [1, 'x'], 'u': {'$unknown': true}}");
}

static void absent_parts_of_a_message_are_null_or_empty(void **state) {
    (void)state;
    auto_error *error = NULL;
    json_auto_t *none = NULL;
    assert_true(value_from_struct(NULL, &none, &error));
    assert_value(none, "{}");
    json_auto_t *null = NULL;
    assert_true(value_from_wire(NULL, &null, &error));
    assert_value(null, "null");

    wire_value no_kind = GOOGLE__PROTOBUF__VALUE__INIT;
    wire_value no_list = GOOGLE__PROTOBUF__VALUE__INIT;
    no_list.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE;
    wire_value no_struct = GOOGLE__PROTOBUF__VALUE__INIT;
    no_struct.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRUCT_VALUE;
    wire_value odd_kind = GOOGLE__PROTOBUF__VALUE__INIT;
    odd_kind.kind_case = (Google__Protobuf__Value__KindCase)99;
    wire_value *values[] = { NULL, &no_kind, &no_list, &no_struct, &odd_kind };
    wire_entry entries[COUNT_OF(values)];
    wire_entry *pointers[COUNT_OF(values)];
    static const char *const NAMES[] = { "a", "b", "c", "d", "e" };
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        entries[i] = (wire_entry)GOOGLE__PROTOBUF__STRUCT__FIELDS_ENTRY__INIT;
        entries[i].key = not_const(NAMES[i]);
        entries[i].value = values[i];
        pointers[i] = &entries[i];
    }
    wire_struct object = GOOGLE__PROTOBUF__STRUCT__INIT;
    object.n_fields = COUNT_OF(values);
    object.fields = pointers;
    json_auto_t *read = NULL;
    assert_true(value_from_struct(&object, &read, &error));
    assert_value(read, "{'a': null, 'b': null, 'c': [], 'd': {}, 'e': null}");
}

static void the_last_of_two_equal_keys_wins(void **state) {
    (void)state;
    wire_value values[3];
    wire_entry entries[3];
    wire_entry *pointers[3];
    static const char *const NAMES[] = { "a", "b", "a" };
    for (size_t i = 0; i < 3; i++) {
        values[i] = (wire_value)GOOGLE__PROTOBUF__VALUE__INIT;
        values[i].kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
        values[i].number_value = (double)i;
        entries[i] = (wire_entry)GOOGLE__PROTOBUF__STRUCT__FIELDS_ENTRY__INIT;
        entries[i].key = not_const(NAMES[i]);
        entries[i].value = &values[i];
        pointers[i] = &entries[i];
    }
    wire_struct object = GOOGLE__PROTOBUF__STRUCT__INIT;
    object.n_fields = 3;
    object.fields = pointers;
    json_auto_t *read = NULL;
    auto_error *error = NULL;
    assert_true(value_from_struct(&object, &read, &error));
    assert_value(read, "{'a': 2, 'b': 1}");
}

static json_t *nested(int levels) {
    json_t *value = json_string("deep");
    for (int i = 0; i < levels; i++) {
        json_t *outer = json_array();
        json_array_append_new(outer, value);
        value = outer;
    }
    return value;
}

static void deep_values_pass_and_bottomless_ones_are_refused(void **state) {
    (void)state;
    auto_error *error = NULL;
    auto_arena *arena = arena_new();
    json_auto_t *deep = nested(512);
    json_auto_t *back = NULL;
    assert_true(value_from_wire(value_to_wire(arena, deep), &back, &error));
    assert_true(json_equal(deep, back));
    json_auto_t *bottomless = nested(513);
    json_t *none = NULL;
    assert_false(value_from_wire(value_to_wire(arena, bottomless), &none, &error));
    assert_null(none);
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_non_null(strstr(error->message, "the value is nested too deeply"));
}

static int64_t wire_us(int entries) {
    json_auto_t *object = json_object();
    for (int i = 0; i < entries; i++) {
        auto_free char *name = xprintf("key-%d", i);
        json_object_set_new(object, name, json_integer(i));
    }
    const int64_t start_us = cpu_us();
    json_auto_t *back = through_the_wire(object);
    const int64_t taken_us = cpu_us() - start_us;
    assert_int_equal(json_object_size(back), entries);
    assert_true(value_equal(object, back));
    return taken_us;
}

static void large_maps_are_not_quadratic(void **state) {
    (void)state;
    assert_not_quadratic(wire_us, 25000);
}

static void a_text_of_64_mib_comes_back_whole(void **state) {
    (void)state;
    const size_t size = (size_t)64 * 1024 * 1024;
    auto_free char *text = xcalloc(size + 1, 1);
    memset(text, 'x', size);
    json_auto_t *object = json_pack("{ss}", "big", text);
    json_auto_t *back = through_the_wire(object);
    assert_true(json_equal(object, back));
}

static void the_struct_does_not_need_the_json_any_more(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    json_t *object = literal("{'a': 'text', 'b': ['more']}");
    const wire_struct *wire = value_to_struct(arena, object);
    json_decref(object);
    json_auto_t *back = NULL;
    auto_error *error = NULL;
    assert_true(value_from_struct(wire, &back, &error));
    assert_value(back, "{'a': 'text', 'b': ['more']}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_goes_out_and_comes_back),
        cmocka_unit_test(random_values_come_back_the_same),
        cmocka_unit_test(a_plain_one_has_no_wrappers),
        cmocka_unit_test(whole_numbers_become_integers_within_two_to_the_53),
        cmocka_unit_test(a_bare_value_that_json_cannot_hold_has_no_path),
        cmocka_unit_test(what_json_cannot_hold_is_refused_with_its_path),
        cmocka_unit_test(absent_parts_of_a_message_are_null_or_empty),
        cmocka_unit_test(the_last_of_two_equal_keys_wins),
        cmocka_unit_test(deep_values_pass_and_bottomless_ones_are_refused),
        cmocka_unit_test(large_maps_are_not_quadratic),
        cmocka_unit_test(a_text_of_64_mib_comes_back_whole),
        cmocka_unit_test(the_struct_does_not_need_the_json_any_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
