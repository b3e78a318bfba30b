/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>
#include <sys/time.h>

#include "aws/formats/ini.h"
#include "base/text.h"

static struct ini *parsed(const char *text) {
    auto_error *error = NULL;
    struct ini *ini = NULL;
    if (!ini_parse("f", text, strlen(text), &ini, &error))
        fail_msg("%s", error->message);
    return ini;
}

static void refused(const char *text, size_t length, const char *message) {
    auto_error *error = NULL;
    auto_ini *ini = NULL;
    assert_false(ini_parse("f", text, length, &ini, &error));
    assert_int_equal(error->kind, ERROR_INPUT);
    if (!strstr(error->message, message))
        fail_msg("\"%s\" does not say \"%s\"", error->message, message);
}

static void sections_keys_and_comments(void **state) {
    (void)state;
    auto_ini *ini =
        parsed("\xEF\xBB\xBF# top\n; other\n[default]\nRegion = eu-west-1\r\nkey:value=1\nempty =\n\n"
               "[ profile  a ]\nregion=us-east-1 # no comment\n");
    assert_string_equal(ini_get(ini, "default", "region"), "eu-west-1");
    assert_string_equal(ini_get(ini, "default", "key"), "value=1");
    assert_string_equal(ini_get(ini, "default", "empty"), "");
    assert_null(ini_get(ini, "default", "nothing"));
    assert_null(ini_get(ini, "other", "region"));
    assert_string_equal(ini_get(ini, "profile  a", "region"), "us-east-1 # no comment");
    assert_string_equal(ini_section(ini, 0), "default");
    assert_string_equal(ini_section(ini, 1), "profile  a");
    assert_null(ini_section(ini, 2));
    assert_true(ini_has_section(ini, "default"));
    assert_false(ini_has_section(ini, "profile a"));
}

static void nested_and_continued(void **state) {
    (void)state;
    auto_ini *ini =
        parsed("[services local]\ns3 = \n  endpoint_url = http://s3:1/a=b\n  # no\n\n  Other = x\n"
               "ec2 =\n\tendpoint_url=http://ec2\nlong = a\n  b\n");
    char *url = ini_get_nested(ini, "services local", "s3", "endpoint_url");
    assert_string_equal(url, "http://s3:1/a=b");
    free(url);
    char *other = ini_get_nested(ini, "services local", "s3", "other");
    assert_string_equal(other, "x");
    free(other);
    assert_null(ini_get_nested(ini, "services local", "s3", "nothing"));
    assert_null(ini_get_nested(ini, "services local", "iam", "endpoint_url"));
    assert_string_equal(ini_get(ini, "services local", "long"), "a\nb");
    assert_null(ini_get(ini, "services local", "endpoint_url"));
}

/* Ends the process (SIGPROF) when it has used so much; 0: no limit. Other processes' time does not count. */
static void limit_processor_time(int seconds) {
    const struct itimerval limit = { .it_value = { .tv_sec = seconds } };
    assert_int_equal(setitimer(ITIMER_PROF, &limit, NULL), 0);
}

/* A copy of the value for each of its lines would be 120 GB of copying here: minutes. */
static void a_value_of_many_lines_takes_no_time(void **state) {
    (void)state;
    enum { LINES = 300000, SECONDS = 20 };
    auto_text text = { 0 };
    text_add(&text, "[a]\nkey = 0");
    for (int i = 0; i < LINES; i++)
        text_add(&text, "\n b");
    limit_processor_time(SECONDS);
    auto_ini *ini = parsed(text_string(&text));
    limit_processor_time(0);
    const char *value = ini_get(ini, "a", "key");
    assert_int_equal(strlen(value), 1 + 2 * LINES);
    assert_string_equal(value + 2 * LINES - 2, "b\nb");
}

static void many_entries_take_no_time(void **state) {
    (void)state;
    enum { SECTIONS = 100000, SECONDS = 20 };
    auto_text text = { 0 };
    for (int i = 0; i < SECTIONS; i++)
        text_add(&text, "[a]\nk=v\n");
    limit_processor_time(SECONDS);
    auto_ini *ini = parsed(text_string(&text));
    limit_processor_time(0);
    assert_string_equal(ini_get(ini, "a", "k"), "v");
}

static void later_values_win(void **state) {
    (void)state;
    auto_ini *ini = parsed("[a]\nk = 1\n[b]\nk = 2\n[a]\nk = 3\n");
    auto_error *error = NULL;
    assert_string_equal(ini_get(ini, "a", "k"), "3");
    assert_true(ini_parse("g", "[b]\nk = 4", 9, &ini, &error));
    assert_string_equal(ini_get(ini, "b", "k"), "4");
}

static void bad_files_name_the_line(void **state) {
    (void)state;
    refused("[a]\nnonsense\n", 13, "f, line 2: neither");
    refused("k = v\n", 6, "line 1: stands before the first [section]");
    refused("[a\n", 3, "line 1: a section has no closing");
    refused("[a]\n= v\n", 8, "line 2");
    refused("[a]\nk = \0v\n", 11, "zero byte");
}

static void files_are_added_and_may_be_absent(void **state) {
    (void)state;
    auto_error *error = NULL;
    auto_ini *ini = NULL;
    assert_true(ini_load("/nonexistent/file", &ini, &error));
    assert_null(ini);
    assert_false(ini_load("/", &ini, &error));
    assert_non_null(strstr(error->message, "cannot read /"));
    assert_null(ini_get(NULL, "a", "b"));
    assert_null(ini_section(NULL, 0));
}

static void where_a_value_stands(void **state) {
    (void)state;
    static const char first[] = "# x\n[a]\nk = 1\n  more\n\nl = 2\n",
                      second[] = "[a]\n[b]\nK = 3\n[a]\nl = 4";
    auto_ini *ini = NULL;
    auto_error *error = NULL;
    assert_true(ini_parse("first", first, strlen(first), &ini, &error));
    assert_true(ini_parse("second", second, strlen(second), &ini, &error));
    static const struct {
        const char *section, *key, *file;
        int line;
    } cases[] = {
        { "a", "k", "first", 3 },
        { "a", "L", "second", 5 },
        { "b", "k", "second", 3 },
    };
    const char *file = NULL;
    int line = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(ini_where(ini, cases[i].section, cases[i].key, &file, &line));
        assert_string_equal(file, cases[i].file);
        assert_int_equal(line, cases[i].line);
    }
    assert_false(ini_where(ini, "b", "l", &file, &line));
    assert_false(ini_where(NULL, "b", "l", &file, &line));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_a_value_stands),      cmocka_unit_test(sections_keys_and_comments),
        cmocka_unit_test(nested_and_continued),      cmocka_unit_test(a_value_of_many_lines_takes_no_time),
        cmocka_unit_test(many_entries_take_no_time), cmocka_unit_test(later_values_win),
        cmocka_unit_test(bad_files_name_the_line),   cmocka_unit_test(files_are_added_and_may_be_absent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
