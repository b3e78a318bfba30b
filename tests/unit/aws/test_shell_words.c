/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/formats/shell_words.h"
#include "base/text.h"

/* The words, each in <>. */
static void assert_words(const char *line, const char *expected) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    auto_text text = { 0 };
    char **words = NULL;
    if (!shell_words(arena, line, &words, &error))
        fail_msg("%s: %s", line, error->message);
    for (size_t i = 0; words[i]; i++)
        text_printf(&text, "<%s>", words[i]);
    assert_string_equal(text_string(&text), expected);
}

/* The expected words are those of Python's shlex.split(). */
static void lines_become_words(void **state) {
    (void)state;
    assert_words("a", "<a>");
    assert_words("  /bin/tool --role  x\t-v\n", "</bin/tool><--role><x><-v>");
    assert_words("a 'b c' \"d e\"", "<a><b c><d e>");
    assert_words("a b' c'\"d \"e", "<a><b cd e>");
    assert_words("a '' \"\"", "<a><><>");
    assert_words("a\\ b \\\\ \\'", "<a b><\\><'>");
    assert_words("\"a\\\"b\" \"a\\\\b\" \"a\\nb\" \"$x\"", "<a\"b><a\\b><a\\nb><$x>");
    assert_words("'a\\b' '\"'", "<a\\b><\">");
    assert_words("a # b; c | d $(e) *", "<a><#><b;><c><|><d><$(e)><*>");
    assert_words("\xC3\xA4 \xF0\x9F\x99\x82", "<\xC3\xA4><\xF0\x9F\x99\x82>");
}

static void assert_refused(const char *line, const char *message) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    char **words = NULL;
    assert_false(shell_words(arena, line, &words, &error));
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_string_equal(error->message, message);
}

static void lines_without_an_end_are_refused(void **state) {
    (void)state;
    assert_refused("a 'b", "a quote (') has no end");
    assert_refused("a \"b\\\"", "a quote (\") has no end");
    assert_refused("a \\", "a backslash stands at the end");
    assert_refused("a \"\\", "a backslash stands at the end");
    assert_refused(" \t", "there is no command");
}

/* A copy of the rest of the line for each word would be 8 GiB here. */
static void many_words_take_little_memory(void **state) {
    (void)state;
    enum { WORDS = 65536 };
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    auto_text line = { 0 };
    char **words = NULL;
    for (int i = 0; i < WORDS; i++)
        text_add(&line, "a\t");
    assert_true(shell_words(arena, text_string(&line), &words, &error));
    assert_string_equal(words[WORDS - 1], "a");
    assert_null(words[WORDS]);
    assert_true(arena_used(arena) < 2 << 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_words),
        cmocka_unit_test(lines_without_an_end_are_refused),
        cmocka_unit_test(many_words_take_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
