/*
 * Headers of an answer, and what is read out of them. What was read, written as lines and read again is the same.
 */
#include <string.h>

#include "aws/http/http.h"
#include "aws/retry/retry.h"
#include "base/text.h"
#include "support/fuzz.h"

static void check_again(struct arena *arena, const struct http_headers *headers) {
    auto_text lines = { 0 };
    struct http_headers again = { 0 };
    for (size_t i = 0; i < headers->count; i++)
        text_printf(&lines, "%s: %s\r\n", headers->items[i].name, headers->items[i].value);
    http_read_headers(arena, text_string(&lines), &again);
    FUZZ_CHECK(again.count == headers->count);
    for (size_t i = 0; i < headers->count; i++) {
        FUZZ_CHECK(strcmp(again.items[i].name, headers->items[i].name) == 0);
        FUZZ_CHECK(strcmp(again.items[i].value, headers->items[i].value) == 0);
        FUZZ_CHECK(http_header(headers, again.items[i].name));
    }
}

static void check_retry(const struct http_answer *answer) {
    enum { LONGEST_MS = 60000, NOW_S = 1795577297 };
    struct error skewed = { .kind = ERROR_AWS, .code = (char[]){ "RequestTimeTooSkewed" } };
    const struct retry_wish wish = retry_wish_of(answer, NOW_S);
    FUZZ_CHECK(wish.at_least_ms >= 0 && wish.at_least_ms <= LONGEST_MS);
    FUZZ_CHECK(wish.about_ms >= 0);
    int64_t skew_s = 0;
    FUZZ_CHECK(!retry_clock_was_wrong(&skewed, answer, NOW_S, 0, &skew_s) ||
               http_header(&answer->headers, "Date"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    struct http_answer answer = { .status = 503, .body = "" };
    const char *lines = fuzz_text(arena, &(struct fuzz_input){ data, size });
    http_read_headers(arena, lines, &answer.headers);
    check_again(arena, &answer.headers);
    check_retry(&answer);
    const char *escaped = http_escape_bytes(arena, (const char *)data, size, "/");
    FUZZ_CHECK(strlen(escaped) >= size && strlen(escaped) <= 3 * size && !strpbrk(escaped, " \r\n?#&="));
    return 0;
}
