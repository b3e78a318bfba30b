#include "schema/checking.h"

static void no_secret_is_ever_shown(void **state) {
    (void)state;
    refuses("'count': {'$secret': 'hunter2'}", "count: expected an integer, got a string (a secret)");
    refuses("'password': 'hunter2'", "password: expected at least 8 characters, got 7");
    refuses("'name': {'$secret': 'HUNTER2'}",
            "name: expected 3 to 8 small letters, digits and hyphens, got (a secret)");
    refuses("'secretCidr': '10.6.6.6/16'",
            "secretCidr: expected an IPv4 block such as 10.0.0.0/16, got (a secret)");
    refuses("'secretJson': '{hunter2}'", "secretJson: expected JSON text, got (a secret)");
    refuses("'secretPort': 666666", "secretPort: expected a port from 0 to 65535, got (a secret)");
    refuses("'secretSize': 'smal'", "secretSize: expected one of \"small\", \"large\", got (a secret)");
    refuses("'secretMap': {'hunter2': 'x'}",
            "secretMap: secretMap[(a secret)]: expected an integer, got a string (a secret)");
    refuses("'secretRule': {'fromPort': 1, 'days': 1, 'hunter2': 1}",
            "secretRule: unknown property \"secretRule[(a secret)]\"; known are: fromPort, toPort, cidrs, "
            "password, kind, "
            "days, date, inner");
    refuses("'version': {'$secret': 'hunter2'}", "version: must be \"v1\", got (a secret)");
    refuses("'tags': {'$secret': {'aws:hunter2': 'x'}}",
            "tags: tags[(a secret)]: a tag's key may not begin with \"aws:\", which AWS keeps for itself");
    refuses("'policy': {'$secret': '{\\\"hunter2\\\": 1}'}",
            "policy: expected an IAM policy as JSON text, got (a secret)");
}

static void several_faults_are_all_told_once(void **state) {
    (void)state;
    refuses("'count': 0, 'flag': 'x', 'list': [{}, 'a', {}]",
            "count: expected a number from 1 to 10, got 0\n"
            "flag: expected a boolean (true or false), got a string (\"x\")\n"
            "list: list[0]: expected a string, got an object\n"
            "list: list[2]: expected a string, got an object");
}

static void a_cut_leaves_whole_characters(void **state) {
    (void)state;
    auto_text long_text = { 0 };
    for (int i = 0; i < 79; i++)
        text_add_char(&long_text, 'x');
    text_add(&long_text, "öö");
    auto_free char *cut = check_cut(long_text.bytes);
    assert_int_equal(strlen(cut), 79 + strlen("…"));
    assert_string_equal(cut + 79, "…");
    auto_free char *whole = check_cut("short");
    assert_string_equal(whole, "short");
}

static void long_values_are_cut_in_messages(void **state) {
    (void)state;
    char big[400];
    memset(big, 'x', sizeof big);
    memcpy(big + sizeof big - 4, "\xC3\xB6", 3);
    auto_free char *member = xprintf("'code': '%s'", big);
    refuses(member, "code: expected text of the form ^[0-9]{3}$, got "
                    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\"");
    auto_free char *name = xprintf("'%s': 1", big);
    auto_free char *inputs = with_member(name);
    auto_free char *failures = NULL;
    json_auto_t *result = checked("utm:t:All", inputs, &failures);
    assert_true(strstr(failures, "unknown property \"[\"xxxx") != NULL);
    assert_true(strlen(failures) < 1500);
    assert_non_null(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_secret_is_ever_shown),
        cmocka_unit_test(several_faults_are_all_told_once),
        cmocka_unit_test(a_cut_leaves_whole_characters),
        cmocka_unit_test(long_values_are_cut_in_messages),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
