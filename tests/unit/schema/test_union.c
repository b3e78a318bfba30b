#include "schema/checking.h"

static void unions_take_what_one_of_them_takes(void **state) {
    (void)state;
    takes("'union': 5");
    takes("'union': '5'"); /* a text stays one where texts are allowed */
    takes("'union': ['a']");
    gives("'union': true", "'union': 'true'");
    refuses("'union': {}", "union: expected an integer or a string or a list, got an object");
    refuses("'union': [{}]", "union: union[0]: expected a string, got an object");
    refuses("'portOrRule': 3", "portOrRule: expected a number of at least 5, got 3");
    refuses("'portOrRule': {'days': 1}", "portOrRule: missing required property \"portOrRule.fromPort\"");
    gives("'portOrRule': '80'", "'portOrRule': 80");
    gives("'portOrRule': {'fromPort': 1, 'days': 2}",
          "'portOrRule': {'fromPort': 1, 'toPort': 443, 'days': 2}");
}

static void a_discriminator_chooses_the_type(void **state) {
    (void)state;
    takes("'pet': {'pet': 'cat', 'lives': 9}");
    takes("'pet': {'pet': 'dog', 'name': 'Rex'}");
    refuses("'pet': {'pet': 'dog', 'lives': 9}", "pet: unknown property \"pet.lives\"; known are: pet, name");
    refuses("'pet': {'pet': 'cat', 'lives': 'x'}",
            "pet: pet.lives: expected an integer, got a string (\"x\")");
    refuses("'pet': {'pet': 'cow'}", "pet: pet.pet: must be \"cat\", got \"cow\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unions_take_what_one_of_them_takes),
        cmocka_unit_test(a_discriminator_chooses_the_type),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
