#include "aws/formats/shell_words.h"

#include <string.h>

/* One word to *out, which moves past its NUL; *at moves past the word. */
static bool read_word(const char **at, char **out, struct error **err) {
    char quote = 0;
    for (; **at && (quote || !strchr(" \t\r\n", **at)); ++*at) {
        const char c = **at, next = (*at)[1];
        if (quote == '\'' ? c == '\'' : quote ? c == '"' : c == '\'' || c == '"') {
            quote = quote ? 0 : c;
        } else if (c == '\\' && quote != '\'') {
            if (!next)
                return error_set(err, ERROR_INPUT, "a backslash stands at the end");
            if (quote && next != '"' && next != '\\')
                *(*out)++ = c;
            *(*out)++ = next;
            ++*at;
        } else {
            *(*out)++ = c;
        }
    }
    *(*out)++ = '\0';
    return !quote || error_set(err, ERROR_INPUT, "a quote (%c) has no end", quote);
}

bool shell_words(struct arena *arena, const char *line, char ***ret_words, struct error **err) {
    const size_t length = strlen(line);
    char **words = arena_array(arena, length / 2 + 2, sizeof *words);
    char *out = arena_alloc(arena, length + 1); /* no word is longer than what stands for it */
    size_t count = 0;
    for (const char *at = line + strspn(line, " \t\r\n"); *at; at += strspn(at, " \t\r\n")) {
        words[count++] = out;
        if (!read_word(&at, &out, err))
            return false;
    }
    if (count == 0)
        return error_set(err, ERROR_INPUT, "there is no command");
    *ret_words = words;
    return true;
}
