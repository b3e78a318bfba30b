/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/library.h"
#include "aws/signature/crypto.h"

static void digests(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    unsigned char digest[SHA256_BYTES];
    assert_string_equal(crypto_sha256_hex(arena, "abc", 3),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(crypto_sha256_hex(arena, NULL, 0),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    crypto_sha1("abc", 3, digest);
    assert_string_equal(crypto_hex(arena, digest, SHA1_BYTES), "a9993e364706816aba3e25717850c26c9cd0d89d");
    crypto_md5("abc", 3, digest);
    assert_string_equal(crypto_hex(arena, digest, MD5_BYTES), "900150983cd24fb0d6963f7d28e17f72");
    /* RFC 4231, case 2 */
    crypto_hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, digest);
    assert_string_equal(crypto_hex(arena, digest, sizeof digest),
                        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assert_int_equal(crypto_crc32("123456789", 9), 0xCBF43926);
    assert_int_equal(crypto_crc32("", 0), 0);
}

/* RFC 4648, chapter 10 */
static void base64(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    static const char *const pairs[][2] = { { "", "" },
                                            { "f", "Zg==" },
                                            { "fo", "Zm8=" },
                                            { "foo", "Zm9v" },
                                            { "foob", "Zm9vYg==" },
                                            { "fooba", "Zm9vYmE=" },
                                            { "foobar", "Zm9vYmFy" },
                                            { "\xff\xfe\xfd", "//79" } };
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        assert_string_equal(crypto_base64(arena, pairs[i][0], strlen(pairs[i][0])), pairs[i][1]);
}

static int load(void **state) {
    (void)state;
    auto_error *error = NULL;
    return library_load(&error) ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(digests), cmocka_unit_test(base64) };
    return cmocka_run_group_tests(tests, load, NULL);
}
