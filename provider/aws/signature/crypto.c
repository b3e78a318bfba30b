#include "aws/signature/crypto.h"

#include "aws/library.h"

void crypto_sha256(const void *data, size_t length, unsigned char digest[SHA256_BYTES]) {
    library()->EVP_Digest(data, length, digest, NULL, library()->EVP_sha256(), NULL);
}

void crypto_sha1(const void *data, size_t length, unsigned char digest[SHA1_BYTES]) {
    library()->EVP_Digest(data, length, digest, NULL, library()->EVP_sha1(), NULL);
}

void crypto_md5(const void *data, size_t length, unsigned char digest[MD5_BYTES]) {
    library()->EVP_Digest(data, length, digest, NULL, library()->EVP_md5(), NULL);
}

void crypto_hmac_sha256(const void *key, size_t key_length, const void *data, size_t length,
                        unsigned char digest[SHA256_BYTES]) {
    library()->HMAC(library()->EVP_sha256(), key, (int)key_length, data, length, digest, NULL);
}

uint32_t crypto_crc32(const void *data, size_t length) {
    const unsigned char *bytes = data;
    uint32_t crc = 0xFFFFFFFFU;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 1U) ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
    }
    return ~crc;
}

const char *crypto_hex(struct arena *arena, const void *bytes, size_t length) {
    static const char digits[] = "0123456789abcdef";
    const unsigned char *in = bytes;
    char *text = arena_alloc(arena, 2 * length + 1);
    for (size_t i = 0; i < length; i++) {
        text[2 * i] = digits[in[i] >> 4];
        text[2 * i + 1] = digits[in[i] & 15];
    }
    return text;
}

const char *crypto_base64(struct arena *arena, const void *bytes, size_t length) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = bytes;
    char *text = arena_alloc(arena, (length + 2) / 3 * 4 + 1);
    char *out = text;
    for (size_t i = 0; i < length; i += 3) {
        const uint32_t second = i + 1 < length ? in[i + 1] : 0;
        const uint32_t third = i + 2 < length ? in[i + 2] : 0;
        const uint32_t group = (uint32_t)in[i] << 16 | second << 8 | third;
        *out++ = digits[group >> 18];
        *out++ = digits[group >> 12 & 63];
        *out++ = i + 1 < length ? digits[group >> 6 & 63] : '=';
        *out++ = i + 2 < length ? digits[group & 63] : '=';
    }
    return text;
}

const char *crypto_sha256_hex(struct arena *arena, const void *data, size_t length) {
    unsigned char digest[SHA256_BYTES];
    crypto_sha256(data ? data : "", length, digest);
    return crypto_hex(arena, digest, sizeof digest);
}
