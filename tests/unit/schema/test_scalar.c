#include "schema/checking.h"

static void wrong_types_are_named_with_what_was_given(void **state) {
    (void)state;
    refuses("'count': 'abc'", "count: expected an integer, got a string (\"abc\")");
    refuses("'count': 1.5", "count: expected an integer, got a number (1.5)");
    refuses("'count': true", "count: expected an integer, got a boolean (true)");
    refuses("'count': [1]", "count: expected an integer, got a list");
    refuses("'ratio': 'x'", "ratio: expected a number, got a string (\"x\")");
    refuses("'flag': 'yes'", "flag: expected a boolean (true or false), got a string (\"yes\")");
    refuses("'flag': 1", "flag: expected a boolean (true or false), got a number (1)");
    refuses("'plain': 15.4",
            "plain: expected a string (put it in quotes: as a number, 15.10 is 15.1), got a number (15.4)");
    refuses("'plain': {}", "plain: expected a string, got an object");
    refuses("'list': 'a'", "list: expected a list, got a string (\"a\")");
    refuses("'list': [null]", "list: list[0]: expected a string, got null");
    refuses("'tags': 'a'", "tags: expected a map, got a string (\"a\")");
    refuses("'tags': ['a']", "tags: expected a map, got a list");
    refuses("'texts': {'a': [1]}", "texts: texts.a: expected a string, got a list");
    refuses("'rule': 7", "rule: expected an object, got a number (7)");
    refuses("'rule': {'$reference': 'x'}", "rule: expected an object, got a resource reference");
    refuses("'tags': {'$reference': 'x'}", "tags: expected a map, got a resource reference");
    refuses("'asset': 'x'", "asset: expected an asset or archive, got a string (\"x\")");
    refuses("'archive': {'" SIG "': '" SIG_ASSET "', 'text': 'x'}",
            "archive: expected an archive, got an asset");
    refuses("'plain': {'" SIG "': '" SIG_ARCHIVE "', 'path': 'x'}",
            "plain: expected a string, got an archive");
    refuses("'vpc': 5", "vpc: expected a resource, got a number (5)");
}

static void texts_of_numbers_and_booleans_are_converted(void **state) {
    (void)state;
    gives("'count': '8'", "'count': 8");
    gives("'ratio': '0.25'", "'ratio': 0.25");
    gives("'ratio': '3'", "'ratio': 3");
    gives("'count': 8.0", "'count': 8");
    gives("'flag': 'true'", "'flag': true");
    gives("'flag': 'false'", "'flag': false");
    gives("'cpu': '256'", "'cpu': 256");
    gives("'plain': 8080", "'plain': '8080'");
    gives("'tags': {'Backup': true, 'Year': 2024}", "'tags': {'Backup': 'true', 'Year': '2024'}");
    gives("'ports': ['80', 443]", "'ports': [80, 443]");
    gives("'count': '8\\n'", "'count': 8");
    refuses("'count': '0x8'", "count: expected an integer, got a string (\"0x8\")");
    refuses("'count': '08'", "count: expected an integer, got a string (\"08\")");
    refuses("'count': 'true'", "count: expected an integer, got a string (\"true\")");
    refuses("'count': '99999999999999999999'",
            "count: expected an integer, got a string (\"99999999999999999999\")");
    refuses("'flag': '1'", "flag: expected a boolean (true or false), got a string (\"1\")");
}

static void a_resource_becomes_its_id_where_a_text_is_wanted(void **state) {
    (void)state;
    gives("'vpcId': {'$reference': 'vpc-9'}", "'vpcId': 'vpc-9'");
    gives("'vpcId': {'$secret': {'$reference': 'vpc-9'}}", "'vpcId': {'$secret': 'vpc-9'}");
    gives("'list': [{'$reference': 'a'}]", "'list': ['a']");
    gives("'vpcId': {'$reference': ''}", "'vpcId': {'$unknown': true}"); /* not created yet */
    gives("'vpcId': {'$reference': '" UNKNOWN "'}", "'vpcId': {'$unknown': true}");
    refuses("'vpcId': {'$reference': 'i-1'}", "vpcId: expected an id like vpc-1, got \"i-1\"");
    refuses("'vpcId': {'" SIG "': '" SIG_REFERENCE "', 'urn': 'u'}",
            "vpcId: expected a string, got a resource reference"); /* a component has no id */
}

static void enums_list_what_is_allowed(void **state) {
    (void)state;
    refuses("'size': 'medium'", "size: expected one of \"small\", \"large\", got \"medium\"");
    refuses("'size': 'Small'",
            "size: expected one of \"small\", \"large\", got \"Small\"; did you mean \"small\"?");
    refuses("'size': 5", "size: expected one of \"small\", \"large\", got 5");
    refuses("'cpu': 300", "cpu: expected one of 256, 512, got 300");
    refuses("'cpu': 'x'", "cpu: expected one of 256, 512, got \"x\"");
    gives("'size': {'$reference': 'large'}", "'size': 'large'");
    gives("'size': {'$reference': ''}", "'size': {'$unknown': true}");
    gives("'cpu': 256.0", "'cpu': 256");
    gives("'caseless': 'LARGE'", "'caseless': 'large'");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_types_are_named_with_what_was_given),
        cmocka_unit_test(texts_of_numbers_and_booleans_are_converted),
        cmocka_unit_test(a_resource_becomes_its_id_where_a_text_is_wanted),
        cmocka_unit_test(enums_list_what_is_allowed),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
