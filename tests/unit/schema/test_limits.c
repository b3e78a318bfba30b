#include "schema/checking.h"

#include <pthread.h>

static void lengths_count_characters(void **state) {
    (void)state;
    takes("'password': {'$secret': 'ößäüößäü'}");
    refuses("'password': 'ößäüößä'", "password: expected at least 8 characters, got 7");
    refuses("'name': 'ab'",
            "name: expected at least 3 characters, got 2 (3 to 8 small letters, digits and hyphens)");
    refuses("'name': 'abcdefghi'",
            "name: expected at most 8 characters, got 9 (3 to 8 small letters, digits and hyphens)");
    refuses("'long': ''", "long: must not be empty");
    assert_int_equal(limits_characters("a\xC3\xB6\xF0\x9F\x98\x80"), 3);
}

static void numbers_have_a_range(void **state) {
    (void)state;
    takes("'count': 1, 'ratio': 0, 'most': 2");
    takes("'count': 10, 'most': -5.5");
    refuses("'count': 11", "count: expected a number from 1 to 10, got 11");
    refuses("'ratio': -0.5", "ratio: expected a number of at least 0, got -0.5");
    refuses("'most': 2.5", "most: expected a number of at most 2, got 2.5 (half the cores)");
}

static void lists_and_maps_have_a_size(void **state) {
    (void)state;
    refuses("'ports': []", "ports: expected at least 1 entry, got 0");
    refuses("'ports': [1, 2, 3, 4]", "ports: expected at most 3 entries, got 4");
    takes("'ports': [1, {'$unknown': true}, 3]");
}

static void patterns_have_words(void **state) {
    (void)state;
    takes("'name': 'ab-9', 'code': '123', 'free': 'x-aws'");
    refuses("'name': 'aB1'", "name: expected 3 to 8 small letters, digits and hyphens, got \"aB1\"");
    refuses("'name': 'a--b'", "name: expected 3 to 8 small letters, digits and hyphens, got \"a--b\"");
    refuses("'code': '12'", "code: expected text of the form ^[0-9]{3}$, got \"12\"");
    refuses("'code': '123\\n'", "code: expected text of the form ^[0-9]{3}$, got \"123\\n\"");
    refuses("'free': 'aws-x'", "free: text of the form ^aws is not allowed, got \"aws-x\"");
}

static void a_text_of_megabytes_is_refused_not_searched(void **state) {
    (void)state;
    auto_free char *big = xcalloc(1024 * 1024 + 1, 1);
    memset(big, '1', 1024 * 1024);
    auto_free char *member = xprintf("'code': '%s'", big);
    auto_free char *failure = xprintf("code: expected text of the form ^[0-9]{3}$, got \"%.80s…\"", big);
    refuses(member, failure);
}

static void a_pattern_that_cannot_be_compiled_matches_nothing(void **state) {
    (void)state;
    assert_false(limits_pattern_usable("(["));
    assert_false(limits_match("([", "(["));
    assert_true(limits_pattern_usable("^a+$"));
    assert_true(limits_match("^a+$", "aaa"));
    assert_false(limits_match("^a+$", "aab"));
}

static void *match_often(void *argument) {
    (void)argument;
    bool right = true;
    for (int i = 0; i < 2000; i++) {
        auto_free char *pattern = xprintf("^k%d$", i % 50);
        auto_free char *text = xprintf("k%d", i % 50);
        right = right && limits_match(pattern, text) && !limits_match(pattern, "k");
    }
    return right ? argument : NULL;
}

static void patterns_are_shared_by_all_threads(void **state) {
    (void)state;
    pthread_t threads[8];
    int right = 1;
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, match_often, &right), 0);
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        void *result = NULL;
        assert_int_equal(pthread_join(threads[i], &result), 0);
        assert_ptr_equal(result, &right);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_count_characters),
        cmocka_unit_test(numbers_have_a_range),
        cmocka_unit_test(lists_and_maps_have_a_size),
        cmocka_unit_test(patterns_have_words),
        cmocka_unit_test(a_text_of_megabytes_is_refused_not_searched),
        cmocka_unit_test(a_pattern_that_cannot_be_compiled_matches_nothing),
        cmocka_unit_test(patterns_are_shared_by_all_threads),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
