#include "protocols.h"

#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "aws/formats/gzip.h"
#include "base/memory.h"

enum { LENGTH = 20000, ROOM = 2 * LENGTH };

static void what_was_packed_is_unpacked(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    char *plain = arena_alloc(arena, LENGTH), *unpacked = arena_alloc(arena, ROOM);
    for (size_t i = 0; i < LENGTH; i++)
        plain[i] = (char)(i * i % 251);
    size_t length = 0;
    const char *packed = gzip_compress(arena, plain, LENGTH, &length);
    z_stream stream = { .next_in = (const unsigned char *)packed,
                        .avail_in = (uInt)length,
                        .next_out = (unsigned char *)unpacked,
                        .avail_out = ROOM };
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, LENGTH);
    assert_memory_equal(unpacked, plain, LENGTH);
    inflateEnd(&stream);
}

static void equal_bytes_give_equal_ones(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    size_t first = 0, second = 0;
    const char *a = gzip_compress(arena, "abc", 3, &first), *b = gzip_compress(arena, "abc", 3, &second);
    assert_int_equal(first, second);
    assert_memory_equal(a, b, first);
    assert_memory_equal(a, "\x1F\x8B\x08\0\0\0\0\0", 8); /* gzip, deflate, no name, no time */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_is_unpacked),
        cmocka_unit_test(equal_bytes_give_equal_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
