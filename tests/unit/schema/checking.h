/* What checks give and say, in one line each. */
#ifndef TESTS_SCHEMA_CHECKING_H
#define TESTS_SCHEMA_CHECKING_H

#include "schema/document.h"

/* Every failure as "property: reason", one a line. */
static inline char *failures_text(const struct schema_failures *failures) {
    auto_text text = { 0 };
    for (size_t i = 0; i < failures->count; i++)
        text_printf(&text, "%s%s: %s", i ? "\n" : "", failures->items[i].property, failures->items[i].reason);
    return text_take(&text);
}

static inline json_t *checked(const char *token, const char *inputs_text, char **ret_failures) {
    json_auto_t *inputs = literal(inputs_text);
    auto_failures failures = { 0 };
    json_t *result = schema_check(schema_resource(token), inputs, &failures);
    *ret_failures = failures_text(&failures);
    return result;
}

/* `member` beside a cidrBlock and what no default is wanted for. */
static inline char *with_member(const char *member) {
    return xprintf("{'cidrBlock': '10.0.0.0/16', 'left': 'l'%s%s}", *member ? ", " : "", member);
}

static inline void gives(const char *member, const char *expected_member) {
    auto_free char *inputs = with_member(member);
    auto_free char *failures = NULL;
    json_auto_t *result = checked("utm:t:All", inputs, &failures);
    if (*failures)
        fail_msg("%s: %s", member, failures);
    if (!json_object_get(result, "size"))
        fail_msg("no default");
    if (!strstr(expected_member, "'size'"))
        json_object_del(result, "size");
    auto_free char *expected = with_member(expected_member);
    assert_value(result, expected);
}

static inline void takes(const char *member) {
    gives(member, member);
}

static inline void refuses(const char *member, const char *expected_failures) {
    auto_free char *inputs = with_member(member);
    auto_free char *failures = NULL;
    json_auto_t *result = checked("utm:t:All", inputs, &failures);
    assert_non_null(result);
    if (strcmp(failures, expected_failures) != 0)
        fail_msg("%s\ngot    %s\nwanted %s", member, failures, expected_failures);
}

#endif
