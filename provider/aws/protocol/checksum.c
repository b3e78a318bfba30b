/*
 * The checksum that goes with a request: Content-MD5 where the operation wants one of its own kind, else CRC-32 as S3's
 * own clients send it now, or the kind that the input asks for.
 */
#include <string.h>
#include <strings.h>

#include "aws/library.h"
#include "aws/protocol/parts.h"
#include "aws/signature/crypto.h"

enum { LARGEST_DIGEST = SHA256_BYTES };

static size_t digest_crc32(const void *data, size_t length, unsigned char *digest) {
    const uint32_t crc = crypto_crc32(data, length);
    for (int i = 0; i < 4; i++)
        digest[i] = (unsigned char)(crc >> (24 - 8 * i));
    return 4;
}

static size_t digest_sha1(const void *data, size_t length, unsigned char *digest) {
    crypto_sha1(data, length, digest);
    return SHA1_BYTES;
}

static size_t digest_sha256(const void *data, size_t length, unsigned char *digest) {
    crypto_sha256(data, length, digest);
    return SHA256_BYTES;
}

// clang-format off
static const struct kind {
    const char *name; /* as the input says it */
    const char *header;
    size_t (*digest)(const void *data, size_t length, unsigned char *digest);
} kinds[] = {
    { "CRC32",  "x-amz-checksum-crc32",  digest_crc32  }, /* the default */
    { "SHA1",   "x-amz-checksum-sha1",   digest_sha1   },
    { "SHA256", "x-amz-checksum-sha256", digest_sha256 },
};
// clang-format on

static const struct kind *find_kind(const char *name) {
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

/* True when the input brings a checksum along. */
static bool is_given(const struct http_headers *headers) {
    static const char prefix[] = "x-amz-checksum-";
    for (size_t i = 0; i < headers->count; i++)
        if (strncasecmp(headers->items[i].name, prefix, strlen(prefix)) == 0)
            return true;
    return false;
}

static bool add_flexible(const struct walk *walk, const struct aws_operation *operation, const json_t *input,
                         struct http_request *request) {
    unsigned char digest[LARGEST_DIGEST];
    const struct aws_member *member =
        operation->checksum_member ? aws_member_find(operation->input, operation->checksum_member) : NULL;
    const char *asked = member ? json_string_value(json_object_get(input, member->name)) : NULL;
    const struct kind *kind = asked ? find_kind(asked) : &kinds[0];
    if (is_given(&request->headers))
        return true;
    if (!kind) {
        const struct place whole = { 0 }, place = place_member(&whole, member->name);
        return refuse_input(walk, &place,
                            "CRC32, SHA1 and SHA256 are the checksums that can be computed here");
    }
    if (member && !asked)
        http_add_header(walk->arena, &request->headers, wire_name(member), kind->name);
    const size_t length = kind->digest(request->body ? request->body : "", request->body_length, digest);
    http_add_header(walk->arena, &request->headers, kind->header, crypto_base64(walk->arena, digest, length));
    return true;
}

bool checksum_add(const struct walk *walk, const struct aws_operation *operation, const json_t *input,
                  struct http_request *request) {
    unsigned char md5[MD5_BYTES];
    if (operation->checksum == AWS_CHECKSUM_NONE)
        return true;
    if (!library_load(walk->err))
        return false;
    if (operation->checksum == AWS_CHECKSUM_CRC32)
        return add_flexible(walk, operation, input, request);
    if (http_header(&request->headers, "Content-MD5"))
        return true;
    crypto_md5(request->body ? request->body : "", request->body_length, md5);
    http_add_header(walk->arena, &request->headers, "Content-MD5",
                    crypto_base64(walk->arena, md5, sizeof md5));
    return true;
}
