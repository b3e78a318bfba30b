/* The digests that signing and checksums need. library_load() has succeeded before. */
#ifndef AWS_CRYPTO_H
#define AWS_CRYPTO_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { SHA256_BYTES = 32, SHA256_HEX = 64, SHA1_BYTES = 20, MD5_BYTES = 16 };

void crypto_sha256(const void *data, size_t length, unsigned char digest[SHA256_BYTES]);
void crypto_sha1(const void *data, size_t length,
                 unsigned char digest[SHA1_BYTES]); /* for names of files, and where S3 is asked to */
void crypto_md5(const void *data, size_t length, unsigned char digest[MD5_BYTES]);
void crypto_hmac_sha256(const void *key, size_t key_length, const void *data, size_t length,
                        unsigned char digest[SHA256_BYTES]);

/* CRC-32 as zlib and S3 have it (polynomial 0xEDB88320). Needs no library. */
uint32_t crypto_crc32(const void *data, size_t length);

/* Lower-case hexadecimal, and base64 with padding. */
const char *crypto_hex(struct arena *arena, const void *bytes, size_t length);
const char *crypto_base64(struct arena *arena, const void *bytes, size_t length);

/* Lower-case hexadecimal SHA-256 of the bytes. */
const char *crypto_sha256_hex(struct arena *arena, const void *data, size_t length);

#endif
