/*
 * Signature 4's canonical request. Parts divided by NULs: host, path, query, body, then names and values of headers.
 * Its form is the published one, and spellings that mean the same give the same: an escaped query, doubled slashes,
 * headers in another order, in other case, with more white space.
 */
#include <ctype.h>
#include <string.h>

#include "aws/library.h"
#include "aws/signature/sigv4.h"
#include "base/text.h"
#include "support/fuzz.h"

static const struct sigv4_options plain = { .access_key = "AKIDEXAMPLE",
                                            .secret_key = "secret",
                                            .region = "eu-west-1",
                                            .service = "service",
                                            .now_unix_s = 1440938160 };

static const char *canonical(struct arena *arena, const struct http_request *request) {
    return sigv4_canonical_request(arena, &plain, request, "HASH");
}

static bool is_unreserved(char c) {
    return isalnum((unsigned char)c) || strchr("-._~", c);
}

/* Line `number` of the text, from 0. */
static const char *line_of(struct arena *arena, const char *text, int number) {
    for (; number > 0; number--)
        text = strchr(text, '\n') + 1;
    return arena_strndup(arena, text, strcspn(text, "\n"));
}

/* Only unreserved characters, %XX and those in `others`. */
static void check_encoded(const char *text, const char *others) {
    for (; *text; text++) {
        if (*text == '%') {
            FUZZ_CHECK(isxdigit((unsigned char)text[1]) && isxdigit((unsigned char)text[2]));
            FUZZ_CHECK(!islower((unsigned char)text[1]) && !islower((unsigned char)text[2]));
            text += 2;
        } else {
            FUZZ_CHECK(is_unreserved(*text) || strchr(others, *text));
        }
    }
}

static void check_form(struct arena *arena, const char *text) {
    const char *path = line_of(arena, text, 1), *query = line_of(arena, text, 2);
    FUZZ_CHECK(path[0] == '/' && !strstr(path, "//") && !strstr(path, "/./") && !strstr(path, "/../"));
    check_encoded(path, "/");
    check_encoded(query, "&=");
    FUZZ_CHECK(strlen(text) > 5 && strcmp(text + strlen(text) - 5, "\nHASH") == 0);
}

/* Bytes that a query stands for: an escape is one; what divides pairs, and names from values, is none. */
static size_t bytes_meant(const char *query) {
    size_t count = 0;
    bool in_name = true;
    for (; *query; query++) {
        const bool escape =
            *query == '%' && isxdigit((unsigned char)query[1]) && isxdigit((unsigned char)query[2]);
        const bool divides = *query == '&' || (*query == '=' && in_name);
        in_name = *query == '&' || (in_name && *query != '=');
        count += !divides;
        query += escape ? 2 : 0;
    }
    return count;
}

static const char *with_doubled_slashes(struct arena *arena, const char *path) {
    auto_text out = { 0 };
    for (; *path; path++)
        text_add(&out, *path == '/' ? "/.//" : (const char[]){ *path, '\0' });
    return arena_strdup(arena, text_string(&out));
}

static struct http_headers respelled(struct arena *arena, const struct http_headers *headers) {
    struct http_headers other = { 0 };
    for (size_t i = 0; i < headers->count; i++) {
        char *name = arena_strdup(arena, headers->items[i].name);
        for (char *c = name; *c; c++)
            *c = (char)toupper((unsigned char)*c);
        http_add_header(arena, &other, name, arena_printf(arena, " \t%s  ", headers->items[i].value));
    }
    return other;
}

static void check_spellings(struct arena *arena, const struct http_request *request, const char *wanted) {
    struct http_request other = *request;
    const char *query = line_of(arena, wanted, 2);
    other.query = query;
    FUZZ_CHECK(strcmp(canonical(arena, &other), wanted) == 0);
    other.headers = respelled(arena, &request->headers);
    FUZZ_CHECK(strcmp(canonical(arena, &other), wanted) == 0);
    other.path = with_doubled_slashes(arena, request->path);
    FUZZ_CHECK(strcmp(canonical(arena, &other), wanted) == 0);
    FUZZ_CHECK(bytes_meant(request->query) == bytes_meant(query));
}

/* The text ends in that, and 64 digits. */
static void check_signature(const char *text, const char *before) {
    enum { DIGITS = 64 };
    const size_t length = strlen(text), least = strlen(before) + DIGITS;
    FUZZ_CHECK(length > least && strncmp(text + length - least, before, strlen(before)) == 0);
    FUZZ_CHECK(strspn(text + length - DIGITS, "0123456789abcdef") == DIGITS);
}

static void check_signed(struct arena *arena, struct http_request *request) {
    struct http_request presigned = *request;
    sigv4_sign(arena, &plain, request);
    check_signature(http_header(&request->headers, "Authorization"), "Signature=");
    sigv4_presign(arena, &plain, 60, &presigned);
    check_signature(presigned.query, "&X-Amz-Signature=");
}

/* What the protocols never build is made harmless: a line break would end the line. */
static const char *one_line(struct arena *arena, struct fuzz_input *input) {
    char *text = fuzz_text(arena, input);
    for (char *c = text; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { MOST_HEADERS = 8 };
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct fuzz_input input = { data, size };
    struct http_request request = { .method = "GET", .scheme = "https", .host = one_line(arena, &input) };
    request.path = arena_printf(arena, "/%s", one_line(arena, &input));
    request.query = one_line(arena, &input);
    request.body = fuzz_text(arena, &input);
    request.body_length = strlen(request.body);
    for (int i = 0; i < MOST_HEADERS && input.left; i++) {
        const char *name = one_line(arena, &input);
        http_add_header(arena, &request.headers, arena_printf(arena, "%c-%s", 'a' + i, name),
                        one_line(arena, &input));
    }
    const char *text = canonical(arena, &request);
    check_form(arena, text);
    check_spellings(arena, &request, text);
    FUZZ_CHECK(library_load(&error));
    check_signed(arena, &request);
    return 0;
}
