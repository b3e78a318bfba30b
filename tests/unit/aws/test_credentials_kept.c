/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "aws/credentials/kept.h"

enum { NOW_S = 1000000 };

static void keep(struct credentials_kept *kept, const char *key, const char *access_key, int64_t life_s) {
    auto_error *error = NULL;
    auto_credentials *found = credentials_new(access_key, "secret", NULL, life_s ? NOW_S + life_s : 0);
    struct credentials *same = credentials_kept_settle(kept, key, found, NOW_S, &error);
    assert_ptr_equal(same, found);
    assert_null(error);
}

static void assert_fresh(struct credentials_kept *kept, const char *key, int64_t now_s,
                         const char *expected) {
    auto_credentials *fresh = credentials_kept_fresh(kept, key, now_s);
    if (!expected)
        assert_null(fresh);
    else
        assert_string_equal(fresh->access_key, expected);
}

static void they_are_fresh_until_shortly_before_their_end(void **state) {
    (void)state;
    struct credentials_kept kept = { 0 };
    assert_fresh(&kept, "a", NOW_S, NULL);
    keep(&kept, "a", "for-ever", 0);
    keep(&kept, "b", "a-day", 86400);
    keep(&kept, "c", "minutes", 400);
    assert_false(kept.used);
    assert_fresh(&kept, "a", NOW_S + 1000000, "for-ever");
    assert_true(kept.used);
    assert_fresh(&kept, "b", NOW_S + 86400 - 901, "a-day");
    assert_fresh(&kept, "b", NOW_S + 86400 - 900, NULL);
    assert_fresh(&kept, "c", NOW_S + 299, "minutes");
    assert_fresh(&kept, "c", NOW_S + 300, NULL);
    keep(&kept, "c", "new", 0);
    assert_fresh(&kept, "c", NOW_S + 300, "new");
    assert_int_equal(kept.count, 3);
    credentials_kept_forget(&kept);
    assert_fresh(&kept, "a", NOW_S, NULL);
    assert_false(kept.used);
}

static void those_that_hold_stand_in_for_a_renewal_that_failed(void **state) {
    (void)state;
    struct credentials_kept kept = { 0 };
    struct error *error = NULL;
    keep(&kept, "a", "minutes", 400);
    error_set(&error, ERROR_CREDENTIALS, "no answer");
    auto_credentials *older = credentials_kept_settle(&kept, "a", NULL, NOW_S + 399, &error);
    assert_string_equal(older->access_key, "minutes");
    assert_null(error);
    error_set(&error, ERROR_CREDENTIALS, "no answer");
    assert_null(credentials_kept_settle(&kept, "a", NULL, NOW_S + 400, &error));
    assert_null(credentials_kept_settle(&kept, "b", NULL, NOW_S, &error));
    assert_string_equal(error->message, "no answer");
    error->kind = ERROR_CANCELLED;
    assert_null(credentials_kept_settle(&kept, "a", NULL, NOW_S, &error));
    error_free(error);
    credentials_kept_forget(&kept);
}

static void without_a_store_nothing_is_kept(void **state) {
    (void)state;
    keep(NULL, "a", "key", 0);
    assert_fresh(NULL, "a", NOW_S, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_fresh_until_shortly_before_their_end),
        cmocka_unit_test(those_that_hold_stand_in_for_a_renewal_that_failed),
        cmocka_unit_test(without_a_store_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
