#include "value/literals.h"

static void expect_id(const char *text, const char *id) {
    json_auto_t *value = literal(text);
    const char *got = value_id(value);
    if (id)
        assert_string_equal(got, id);
    else
        assert_null(got);
}

static void an_id_is_a_text_or_that_of_a_reference(void **state) {
    (void)state;
    expect_id("'vpc-1'", "vpc-1");
    expect_id("{'$reference': 'vpc-1'}", "vpc-1");
    expect_id("{'$secret': {'$output': {'$reference': 'vpc-1'}, 'deps': []}}", "vpc-1");
    expect_id("{'$reference': {'$output': 'x', 'deps': []}}", NULL); /* no wire form: stays as it is */
}

static void what_has_no_id_yet_gives_none(void **state) {
    (void)state;
    expect_id("{'$reference': ''}", NULL);
    expect_id("{'$reference': '" UNKNOWN "'}", NULL);
    expect_id("{'$unknown': true}", NULL);
    expect_id("{'deps': []}", NULL);
    expect_id("7", NULL);
    expect_id("{'id': 'vpc-1'}", NULL);
    expect_id("null", NULL);
    assert_null(value_id(NULL));
}

static void special_values_are_told_apart(void **state) {
    (void)state;
    json_auto_t *reference = literal("{'$secret': {'$reference': 'x'}}");
    json_auto_t *asset = json_pack("{ss ss}", SIG, SIG_ASSET, "text", "x");
    json_auto_t *archive = json_pack("{ss ss}", SIG, SIG_ARCHIVE, "path", "x");
    json_t *all[] = { reference, asset, archive };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        assert_int_equal(value_is_reference(all[i]), i == 0);
        assert_int_equal(value_is_asset(all[i]), i == 1);
        assert_int_equal(value_is_archive(all[i]), i == 2);
    }
    assert_false(value_is_reference(NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_a_text_or_that_of_a_reference),
        cmocka_unit_test(what_has_no_id_yet_gives_none),
        cmocka_unit_test(special_values_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
