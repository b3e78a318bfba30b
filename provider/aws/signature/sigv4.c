#include "aws/signature/sigv4.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "aws/signature/crypto.h"
#include "base/memory.h"
#include "base/text.h"

static const char algorithm[] = "AWS4-HMAC-SHA256";
static const char unsigned_payload[] = "UNSIGNED-PAYLOAD";

/* Headers that something on the way may change or add. */
static const char *const unsigned_headers[] = { "authorization",     "connection",     "expect",
                                                "transfer-encoding", "user-agent",     "x-amzn-trace-id",
                                                "proxy-connection",  "accept-encoding" };

/* "20150830T123600Z" */
static const char *timestamp(struct arena *arena, int64_t unix_s) {
    const time_t time = (time_t)unix_s;
    struct tm utc;
    gmtime_r(&time, &utc);
    char text[32];
    strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &utc);
    return arena_strdup(arena, text);
}

/* "20150830/us-east-1/iam/aws4_request" */
static const char *scope(struct arena *arena, const struct sigv4_options *options) {
    return arena_printf(arena, "%.8s/%s/%s/aws4_request", timestamp(arena, options->now_unix_s),
                        options->region, options->service);
}

/* Percent-encodes all but unreserved characters and "/". */
static void add_path_segment(struct text *out, struct arena *arena, const char *segment, size_t length) {
    text_add_char(out, '/');
    text_add(out, http_escape(arena, arena_strndup(arena, segment, length), ""));
}

/* Drops what ends the text behind its last "/" (RFC 3986, remove_dot_segments). */
static void drop_last_segment(struct text *text) {
    while (text->length > 0 && text->bytes[--text->length] != '/')
        continue;
    if (text->bytes)
        text->bytes[text->length] = '\0';
}

/*
 * All services but S3 sign the path normalised and encoded once more. Empty segments and "." vanish, ".."
 * takes one away; a final "/" stays.
 */
static const char *canonical_path(struct arena *arena, const struct sigv4_options *options,
                                  const char *path) {
    if (options->raw_path)
        return *path ? path : "/";
    auto_text out = { 0 };
    bool ends_in_slash = true;
    while (*path) {
        const size_t length = strcspn(path, "/");
        const bool dot = length == 1 && path[0] == '.';
        const bool dot_dot = length == 2 && path[0] == '.' && path[1] == '.';
        if (dot_dot)
            drop_last_segment(&out);
        else if (length && !dot)
            add_path_segment(&out, arena, path, length);
        ends_in_slash = dot || dot_dot || length == 0 || path[length] == '/';
        path += length + (path[length] == '/');
    }
    if (ends_in_slash)
        text_add_char(&out, '/');
    return arena_strdup(arena, text_string(&out));
}

struct pair {
    const char *name;
    const char *value;
    size_t position; /* keeps equal names in the order they came in */
};

static int by_name_and_value(const void *a, const void *b) {
    const struct pair *left = a, *right = b;
    const int names = strcmp(left->name, right->name);
    return names ? names : strcmp(left->value, right->value);
}

static int by_name_and_position(const void *a, const void *b) {
    const struct pair *left = a, *right = b;
    const int names = strcmp(left->name, right->name);
    return names ? names : (left->position > right->position) - (left->position < right->position);
}

/* Decodes and encodes again, so that every spelling of a query signs alike. */
static const char *recoded(struct arena *arena, const char *text, size_t length) {
    char *plain = arena_alloc(arena, length + 1);
    return http_escape_bytes(arena, plain, text_unescape(text, length, plain), "");
}

static const char *canonical_query(struct arena *arena, const char *query) {
    size_t room = 1;
    for (const char *c = query; *c; c++)
        room += *c == '&';
    struct pair *pairs = arena_array(arena, room, sizeof *pairs);
    size_t count = 0;
    while (*query) {
        const size_t length = strcspn(query, "&");
        const char *equals = memchr(query, '=', length);
        const size_t name_length = equals ? (size_t)(equals - query) : length;
        if (length) {
            pairs[count].name = recoded(arena, query, name_length);
            pairs[count++].value = equals ? recoded(arena, equals + 1, length - name_length - 1) : "";
        }
        query += length + (query[length] == '&');
    }
    qsort(pairs, count, sizeof *pairs, by_name_and_value);
    auto_text out = { 0 };
    for (size_t i = 0; i < count; i++)
        text_printf(&out, "%s%s=%s", i ? "&" : "", pairs[i].name, pairs[i].value);
    return arena_strdup(arena, text_string(&out));
}

static const char *lowered(struct arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text);
    for (char *c = copy; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + ('a' - 'A') : *c);
    return copy;
}

/* Without white space around it; runs of it inside become one space. */
static const char *trimmed(struct arena *arena, const char *value) {
    char *copy = arena_alloc(arena, strlen(value) + 1);
    size_t length = 0;
    for (; *value; value++) {
        const bool space = strchr(" \t\r\n", *value) != NULL;
        if (!space)
            copy[length++] = *value;
        else if (length && copy[length - 1] != ' ')
            copy[length++] = ' ';
    }
    while (length && copy[length - 1] == ' ')
        length--;
    copy[length] = '\0';
    return copy;
}

static bool is_signed(const char *name) {
    for (size_t i = 0; i < COUNT_OF(unsigned_headers); i++)
        if (strcasecmp(unsigned_headers[i], name) == 0)
            return false;
    return true;
}

/* The headers to sign with Host among them, sorted; their number. */
static size_t sorted_headers(struct arena *arena, const struct http_request *request,
                             struct pair **ret_pairs) {
    struct pair *pairs = arena_array(arena, request->headers.count + 1, sizeof *pairs);
    size_t count = 0;
    pairs[count++] = (struct pair){ .name = "host", .value = request->host };
    for (size_t i = 0; i < request->headers.count; i++) {
        const struct http_header *header = &request->headers.items[i];
        if (!is_signed(header->name))
            continue;
        pairs[count] = (struct pair){ lowered(arena, header->name), trimmed(arena, header->value), count };
        count++;
    }
    qsort(pairs, count, sizeof *pairs, by_name_and_position);
    *ret_pairs = pairs;
    return count;
}

static bool same_as_before(const struct pair *pairs, size_t i) {
    return i > 0 && strcmp(pairs[i].name, pairs[i - 1].name) == 0;
}

static const char *signed_headers(struct arena *arena, const struct http_request *request) {
    struct pair *pairs = NULL;
    const size_t count = sorted_headers(arena, request, &pairs);
    auto_text out = { 0 };
    for (size_t i = 0; i < count; i++)
        if (!same_as_before(pairs, i))
            text_printf(&out, "%s%s", i ? ";" : "", pairs[i].name);
    return arena_strdup(arena, text_string(&out));
}

const char *sigv4_canonical_request(struct arena *arena, const struct sigv4_options *options,
                                    const struct http_request *request, const char *payload_hash) {
    auto_text out = { 0 };
    text_printf(&out, "%s\n%s\n%s", request->method, canonical_path(arena, options, request->path),
                canonical_query(arena, request->query));
    struct pair *pairs = NULL;
    const size_t count = sorted_headers(arena, request, &pairs);
    for (size_t i = 0; i < count; i++) {
        if (same_as_before(pairs, i))
            text_printf(&out, ",%s", pairs[i].value);
        else
            text_printf(&out, "\n%s:%s", pairs[i].name, pairs[i].value);
    }
    text_printf(&out, "\n\n%s\n%s", signed_headers(arena, request), payload_hash);
    return arena_strdup(arena, text_string(&out));
}

const char *sigv4_string_to_sign(struct arena *arena, const struct sigv4_options *options,
                                 const char *canonical_request) {
    return arena_printf(arena, "%s\n%s\n%s\n%s", algorithm, timestamp(arena, options->now_unix_s),
                        scope(arena, options),
                        crypto_sha256_hex(arena, canonical_request, strlen(canonical_request)));
}

/* The key of the day, region and service; no step of it leaves this function. */
static const char *signature(struct arena *arena, const struct sigv4_options *options,
                             const char *string_to_sign) {
    unsigned char key[SHA256_BYTES];
    auto_free char *start = xprintf("AWS4%s", options->secret_key);
    const char *const steps[] = { arena_strndup(arena, timestamp(arena, options->now_unix_s), 8),
                                  options->region, options->service, "aws4_request", string_to_sign };
    crypto_hmac_sha256(start, strlen(start), steps[0], strlen(steps[0]), key);
    for (size_t i = 1; i < COUNT_OF(steps); i++) {
        unsigned char next[SHA256_BYTES];
        crypto_hmac_sha256(key, sizeof key, steps[i], strlen(steps[i]), next);
        memcpy(key, next, sizeof key);
        explicit_bzero(next, sizeof next);
    }
    const char *text = crypto_hex(arena, key, sizeof key); /* the last step is the signature itself */
    explicit_bzero(start, strlen(start));
    explicit_bzero(key, sizeof key);
    return text;
}

void sigv4_sign(struct arena *arena, const struct sigv4_options *options, struct http_request *request) {
    const char *payload_hash = options->unsigned_payload
                                   ? unsigned_payload
                                   : crypto_sha256_hex(arena, request->body, request->body_length);
    http_add_header(arena, &request->headers, "X-Amz-Date", timestamp(arena, options->now_unix_s));
    if (options->session_token && *options->session_token)
        http_add_header(arena, &request->headers, "X-Amz-Security-Token", options->session_token);
    if (options->content_sha256)
        http_add_header(arena, &request->headers, "X-Amz-Content-Sha256", payload_hash);
    const char *canonical = sigv4_canonical_request(arena, options, request, payload_hash);
    const char *to_sign = sigv4_string_to_sign(arena, options, canonical);
    http_add_header(arena, &request->headers, "Authorization",
                    arena_printf(arena, "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s", algorithm,
                                 options->access_key, scope(arena, options), signed_headers(arena, request),
                                 signature(arena, options, to_sign)));
}

void sigv4_presign(struct arena *arena, const struct sigv4_options *options, int64_t expires_s,
                   struct http_request *request) {
    auto_text query = { 0 };
    if (*request->query)
        text_printf(&query, "%s&", request->query);
    const char *credential = arena_printf(arena, "%s/%s", options->access_key, scope(arena, options));
    text_printf(&query, "X-Amz-Algorithm=%s&X-Amz-Credential=%s&X-Amz-Date=%s&X-Amz-Expires=%lld", algorithm,
                http_escape(arena, credential, ""), timestamp(arena, options->now_unix_s),
                (long long)expires_s);
    text_printf(&query, "&X-Amz-SignedHeaders=%s", http_escape(arena, signed_headers(arena, request), ""));
    if (options->session_token && *options->session_token)
        text_printf(&query, "&X-Amz-Security-Token=%s", http_escape(arena, options->session_token, ""));
    request->query = arena_strdup(arena, text_string(&query));
    const char *payload_hash = options->content_sha256 || options->unsigned_payload
                                   ? unsigned_payload
                                   : crypto_sha256_hex(arena, request->body, request->body_length);
    const char *canonical = sigv4_canonical_request(arena, options, request, payload_hash);
    const char *to_sign = sigv4_string_to_sign(arena, options, canonical);
    request->query =
        arena_printf(arena, "%s&X-Amz-Signature=%s", request->query, signature(arena, options, to_sign));
}
