/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "google/protobuf/struct.pb-c.h"
#include "pulumi/provider.pb-c.h"
#include "rpc/message.h"
#include "rpc/utf8.h"

static const ProtobufCMessageDescriptor *const value_type = &google__protobuf__value__descriptor;

/* Lists in lists: a Value whose list_value (field 6) has one value (field 1), `depth` times; the innermost is
 * empty. */
static char *nested_lists(size_t depth, size_t *ret_length) {
    /* from the inside out: each level puts two headers before what is there */
    const size_t room = 16 + depth * 12;
    char *bytes = xcalloc(room, 1);
    size_t at = room;
    for (size_t i = 0; i < 2 * depth; i++) {
        size_t length = room - at;
        unsigned char varint[5];
        size_t digits = 0;
        do {
            varint[digits++] = (unsigned char)((length & 0x7f) | (length > 0x7f ? 0x80 : 0));
            length >>= 7;
        } while (length > 0);
        at -= digits;
        memcpy(bytes + at, varint, digits);
        bytes[--at] = i % 2 == 0 ? 0x0a : 0x32;
    }
    *ret_length = room - at;
    memmove(bytes, bytes + at, room - at);
    return bytes;
}

static struct error *refused(const ProtobufCMessageDescriptor *type, const void *bytes, size_t length) {
    auto_arena *arena = arena_new();
    ProtobufCMessage *message = NULL;
    struct error *error = NULL;
    assert_false(rpc_unpack(arena, type, bytes, length, &message, &error));
    assert_null(message);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INPUT);
    return error;
}

static void assert_refused(const void *bytes, size_t length, const char *word) {
    auto_error *error = refused(value_type, bytes, length);
    assert_non_null(strstr(error->message, word));
}

static void unpacks_into_the_arena(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    Google__Protobuf__Value text = GOOGLE__PROTOBUF__VALUE__INIT;
    text.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
    text.string_value = (char *)"h\xc3\xa9llo";
    unsigned char bytes[32];
    const size_t length = google__protobuf__value__pack(&text, bytes);
    const size_t before = arena_used(arena);
    ProtobufCMessage *message = NULL;
    assert_true(rpc_unpack(arena, value_type, bytes, length, &message, &error));
    memset(bytes, 0xff, sizeof bytes); /* nothing may point there */
    assert_string_equal(((Google__Protobuf__Value *)message)->string_value, "h\xc3\xa9llo");
    assert_true(arena_used(arena) > before);
    /* a leak of anything outside the arena would be the sanitizer's finding: nothing is freed singly here */
}

static void the_allocator_takes_from_the_arena_and_frees_nothing(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    ProtobufCAllocator *allocator = rpc_arena_allocator(arena);
    const size_t before = arena_used(arena);
    char *memory = allocator->alloc(allocator->allocator_data, 100);
    assert_true(arena_used(arena) >= before + 100);
    memset(memory, 'x', 100);
    allocator->free(allocator->allocator_data, memory);
    assert_int_equal(memory[99], 'x');
}

static void no_bytes_are_an_empty_message(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    ProtobufCMessage *message = NULL;
    assert_true(rpc_unpack(arena, value_type, NULL, 0, &message, &error));
    assert_int_equal(((Google__Protobuf__Value *)message)->kind_case, 0);
}

static void nesting_has_a_limit(void **state) {
    (void)state;
    const size_t levels[] = { 1, 100, RPC_DEPTH_LIMIT / 2 };
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        ProtobufCMessage *message = NULL;
        size_t length = 0;
        auto_free char *bytes = nested_lists(levels[i], &length);
        assert_true(rpc_unpack(arena, value_type, bytes, length, &message, &error));
        size_t depth = 0;
        const Google__Protobuf__Value *value = (const Google__Protobuf__Value *)message;
        for (; value->kind_case == GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE; depth++)
            value = value->list_value->values[0];
        assert_int_equal(depth, levels[i]);
    }
    const size_t too_deep[] = { RPC_DEPTH_LIMIT / 2 + 1, 5000, 1000000 };
    for (size_t i = 0; i < sizeof too_deep / sizeof too_deep[0]; i++) {
        size_t length = 0;
        auto_free char *bytes = nested_lists(too_deep[i], &length);
        assert_refused(bytes, length, "nests deeper than 400 levels");
    }
}

static void depth_counts_only_what_the_type_calls_a_message(void **state) {
    (void)state;
    Pulumirpc__CheckRequest request = PULUMIRPC__CHECK_REQUEST__INIT;
    auto_free char *lists = nested_lists(100000, &request.random_seed.len);
    request.random_seed.data = (uint8_t *)lists;
    const size_t length = pulumirpc__check_request__get_packed_size(&request);
    auto_free unsigned char *bytes = xcalloc(length, 1);
    pulumirpc__check_request__pack(&request, bytes);
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    ProtobufCMessage *message = NULL;
    assert_true(rpc_unpack(arena, request.base.descriptor, bytes, length, &message, &error));
    assert_int_equal(((Pulumirpc__CheckRequest *)message)->random_seed.len, request.random_seed.len);
}

static void the_number_of_parts_has_a_limit(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    ProtobufCMessage *message = NULL;
    const ProtobufCMessageDescriptor *list = &google__protobuf__list_value__descriptor;
    const size_t length = 2 * (size_t)RPC_PARTS_LIMIT;
    auto_free char *bytes = xcalloc(length, 1);
    for (size_t at = 0; at < length; at += 2)
        bytes[at] = 0x0a; /* one more empty value */
    auto_error *too_many = refused(list, bytes, length);
    assert_non_null(strstr(too_many->message, "more than 4000000 parts"));
    assert_true(rpc_unpack(arena, list, bytes, 2000, &message, &error));
    assert_int_equal(((Google__Protobuf__ListValue *)message)->n_values, 1000);
}

/* protobuf would merge them, and protobuf-c copies what it has so far for each: 1 GB for 256 KiB. */
static void a_message_that_comes_twice_is_refused(void **state) {
    (void)state;
    static const char lists[] = "\x32\x00\x32\x00",
                      in_a_struct[] = "\x0a\x09\x0a\x01z\x12\x04\x32\x00\x32\x00";
    assert_refused(lists, sizeof lists - 1, "list_value comes twice");
    auto_error *error = refused(&google__protobuf__struct__descriptor, in_a_struct, sizeof in_a_struct - 1);
    assert_non_null(strstr(error->message, "list_value comes twice in the google.protobuf.Struct message"));
}

static void texts_that_c_cannot_hold_are_refused(void **state) {
    (void)state;
    assert_refused("\x1a\x03"
                   "a\0b",
                   5, "NUL byte");
    assert_refused("\x1a\x02\xc3\x28", 4, "not UTF-8");
    /* the key of a map's entry, and the whole within a request */
    auto_error *key = refused(&pulumirpc__check_request__descriptor, "\x1a\x05\x0a\x03\x0a\x01\xff", 7);
    assert_non_null(strstr(key->message, "pulumirpc.CheckRequest"));
    assert_non_null(strstr(key->message, "not UTF-8"));
    /* bytes may hold anything: random_seed */
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    ProtobufCMessage *message = NULL;
    assert_true(
        rpc_unpack(arena, &pulumirpc__check_request__descriptor, "\x2a\x02\x00\xff", 4, &message, &error));
    assert_int_equal(((Pulumirpc__CheckRequest *)message)->random_seed.len, 2);
}

static void broken_bytes_are_refused(void **state) {
    (void)state;
    const struct {
        const char *bytes;
        size_t length;
    } broken[] = {
        { "\x1a", 1 },                                                  /* no length */
        { "\x1a\x05xy", 4 },                                            /* shorter than it says */
        { "\x1a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11 },         /* 2^64 - 1 bytes */
        { "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\x00", 13 }, /* a key that does not end */
        { "\x11\x00\x00\x00", 4 },                                      /* four of eight bytes */
        { "\x15\x00", 2 },                                              /* one of four */
        { "\x00\x00", 2 },                                              /* field 0 */
        { "\x0b\x0c", 2 },                                              /* a group */
        { "\x0f", 1 },                                                  /* wire type 7 */
        { "\x18\x01", 2 },                                              /* a number where a text belongs */
        { "\xff\xff\xff\xff\xff\x01\x00", 7 },                          /* a key of more than 32 bits */
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
        assert_refused(broken[i].bytes, broken[i].length, "no google.protobuf.Value message");
}

static void unknown_fields_are_passed_over(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    ProtobufCMessage *message = NULL;
    /* field 99 with bytes that are no message and no text, then a truth */
    assert_true(rpc_unpack(arena, value_type, "\x9a\x06\x02\xff\xff\x20\x01", 7, &message, &error));
    assert_int_equal(((Google__Protobuf__Value *)message)->kind_case,
                     GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE);
}

/* Any bytes: an answer or an error, never a crash. The generator is a fixed one (xorshift), so a failure
 * repeats. */
static void random_bytes_do_no_harm(void **state) {
    (void)state;
    uint32_t seed = 20260101;
    size_t taken = 0;
    for (size_t round = 0; round < 20000; round++) {
        unsigned char bytes[48];
        for (size_t at = 0; at < sizeof bytes; at++) {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            /* mostly what a real message is made of: small field numbers, small lengths */
            bytes[at] = (seed >> 8) % 4 ? (unsigned char)(seed % 0x3b) : (unsigned char)(seed >> 16);
        }
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        ProtobufCMessage *message = NULL;
        const bool ok = rpc_unpack(arena, &pulumirpc__update_request__descriptor, bytes,
                                   1 + round % sizeof bytes, &message, &error);
        assert_true(ok == (message != NULL) && ok == (error == NULL));
        taken += ok;
    }
    assert_true(taken > 0);
}

static void status_texts_are_cut_between_characters(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    assert_string_equal(rpc_status_text(arena, NULL, 100), "");
    assert_string_equal(rpc_status_text(arena, "short", 5), "short");
    assert_string_equal(rpc_status_text(arena, "a\xff\xc3\xa9\xe2\x82", 100), "a?\xc3\xa9??");
    for (size_t limit = 20; limit < 40; limit++) {
        const char *cut = rpc_status_text(arena,
                                          "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
                                          "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
                                          "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac",
                                          limit);
        assert_true(strlen(cut) <= limit);
        assert_true(utf8_valid(cut, strlen(cut)));
        assert_null(strchr(cut, '?'));
        assert_non_null(strstr(cut, "(cut)"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unpacks_into_the_arena),
        cmocka_unit_test(the_allocator_takes_from_the_arena_and_frees_nothing),
        cmocka_unit_test(no_bytes_are_an_empty_message),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(depth_counts_only_what_the_type_calls_a_message),
        cmocka_unit_test(the_number_of_parts_has_a_limit),
        cmocka_unit_test(a_message_that_comes_twice_is_refused),
        cmocka_unit_test(texts_that_c_cannot_hold_are_refused),
        cmocka_unit_test(broken_bytes_are_refused),
        cmocka_unit_test(unknown_fields_are_passed_over),
        cmocka_unit_test(random_bytes_do_no_harm),
        cmocka_unit_test(status_texts_are_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
