/*
 * The published Signature 4 suite: for every case, canonical request, string to sign and Authorization header
 * are compared with the files beside the request.
 *
 *     judge FOLDER        (botocore's source archive: tests/unit/auth/aws4_testsuite)
 *
 * Prints each difference and at the end "sigv4 PASSED/TOTAL"; exit status 1 unless all passed.
 */
#include <ftw.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "aws/library.h"
#include "aws/signature/sigv4.h"
#include "base/text.h"

enum { LARGEST_CASE = 1 << 20, OPEN_FOLDERS = 16 };

static int passed, total;

static const char *file_text(struct arena *arena, const char *stem, const char *ending) {
    const char *path = arena_printf(arena, "%s.%s", stem, ending);
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    char *text = arena_alloc(arena, LARGEST_CASE);
    text[fread(text, 1, LARGEST_CASE - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* A copy of the line without its end; *text moves to the next line. */
static char *next_line(struct arena *arena, const char **text) {
    const size_t length = strcspn(*text, "\n");
    char *line = arena_strndup(arena, *text, length);
    if (length && line[length - 1] == '\r')
        line[length - 1] = '\0';
    *text += length + ((*text)[length] == '\n');
    return line;
}

/* "GET /path with spaces?query HTTP/1.1" */
static void read_request_line(struct arena *arena, char *line, struct http_request *request) {
    char *version = strrchr(line, ' ');
    char *target = strchr(line, ' ') + 1;
    *version = '\0';
    target[-1] = '\0';
    request->method = line;
    char *mark = strchr(target, '?');
    request->query = mark ? arena_strdup(arena, mark + 1) : "";
    request->path = arena_strndup(arena, target, mark ? (size_t)(mark - target) : strlen(target));
}

/* Headers up to the blank line, folded lines joined; without those that the signer adds. */
static void read_headers(struct arena *arena, const char **text, struct http_request *request) {
    while (**text && **text != '\n') {
        char *line = next_line(arena, text);
        while (**text == ' ' || **text == '\t')
            line = arena_printf(arena, "%s\n%s", line, next_line(arena, text));
        char *colon = strchr(line, ':');
        *colon = '\0';
        if (strcasecmp(line, "host") == 0)
            request->host = colon + 1;
        else if (strcasecmp(line, "x-amz-date") != 0 && strcasecmp(line, "x-amz-security-token") != 0)
            http_add_header(arena, &request->headers, line, colon + 1);
    }
    (*text) += **text == '\n';
}

/* The session token of the signed request, where it is among the signed headers (one case adds it
 * afterwards). */
static const char *session_token(struct arena *arena, const char *signed_request, const char *authorization) {
    static const char header[] = "X-Amz-Security-Token:";
    const char *found = strcasestr(signed_request, header);
    if (!found || !strstr(authorization, ";x-amz-security-token"))
        return NULL;
    found += strlen(header);
    return arena_strndup(arena, found, strcspn(found, "\r\n"));
}

static bool same(const char *name, const char *what, const char *expected, const char *actual) {
    if (strcmp(expected, actual) == 0)
        return true;
    printf("%s: %s differs\n--- expected\n%s\n--- actual\n%s\n", name, what, expected, actual);
    return false;
}

static void judge(const char *stem) {
    auto_arena *arena = arena_new();
    const char *text = file_text(arena, stem, "req");
    struct http_request request = { .scheme = "https" };
    struct sigv4_options options = {
        .access_key = "AKIDEXAMPLE",
        .secret_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        .region = "us-east-1",
        .service = "service",
        .now_unix_s = 1440938160, /* 20150830T123600Z */
    };
    read_request_line(arena, next_line(arena, &text), &request);
    read_headers(arena, &text, &request);
    request.body = text;
    request.body_length = strlen(text);

    const char *signed_request = file_text(arena, stem, "sreq");
    const char *expected_authorization = file_text(arena, stem, "authz");
    options.session_token = session_token(arena, signed_request, expected_authorization);
    sigv4_sign(arena, &options, &request);
    const char *authorization = http_header(&request.headers, "Authorization");
    const char *expected = file_text(arena, stem, "creq");
    const char *canonical = sigv4_canonical_request(arena, &options, &request, strrchr(expected, '\n') + 1);
    const char *to_sign = sigv4_string_to_sign(arena, &options, canonical);
    bool good = same(stem, "canonical request", expected, canonical);
    good = same(stem, "string to sign", file_text(arena, stem, "sts"), to_sign) && good;
    good = same(stem, "authorization", expected_authorization, authorization) && good;
    total++;
    passed += good;
}

static int visit(const char *path, const struct stat *status, int kind, struct FTW *where) {
    (void)status;
    (void)where;
    const size_t length = strlen(path);
    if (kind == FTW_F && length > 4 && strcmp(path + length - 4, ".req") == 0) {
        char *stem = strndup(path, length - 4);
        judge(stem);
        free(stem);
    }
    return 0;
}

int main(int argc, char **argv) {
    auto_error *error = NULL;
    if (argc != 2 || !library_load(&error)) {
        fprintf(stderr, "%s\n", error ? error->message : "usage: judge FOLDER");
        return 2;
    }
    nftw(argv[1], visit, OPEN_FOLDERS, FTW_PHYS);
    printf("sigv4 %d/%d\n", passed, total);
    return passed == total && total > 0 ? 0 : 1;
}
