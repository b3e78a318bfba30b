/*
 * Command lines. Words that are quoted and joined by spaces come out as they were; what a line has been split into,
 * quoted again, splits into the same.
 */
#include "aws/formats/shell_words.h"

#include <string.h>

#include "base/text.h"
#include "support/fuzz.h"

static void add_quoted(struct text *line, const char *word) {
    text_add(line, line->length ? " '" : "'");
    for (; *word; word++)
        if (*word == '\'')
            text_add(line, "'\\''");
        else
            text_add_char(line, *word);
    text_add_char(line, '\'');
}

static void check_quoted(struct arena *arena, char *const *words) {
    auto_text line = { 0 };
    auto_error *error = NULL;
    char **again = NULL;
    size_t count = 0;
    for (; words[count]; count++)
        add_quoted(&line, words[count]);
    FUZZ_CHECK(shell_words(arena, text_string(&line), &again, &error));
    for (size_t i = 0; i < count; i++)
        FUZZ_CHECK(again[i] && strcmp(words[i], again[i]) == 0);
    FUZZ_CHECK(!again[count]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    char **words = NULL;
    struct fuzz_input input = { data, size };
    const char *line = fuzz_text(arena, &input);
    const bool good = shell_words(arena, line, &words, &error);
    fuzz_check_error(good, error, size);
    if (good)
        check_quoted(arena, words);
    char *own[] = { fuzz_text(arena, &input), fuzz_text(arena, &input), NULL };
    check_quoted(arena, own);
    return 0;
}
