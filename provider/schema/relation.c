/* Rules between the members of one object. "a check that touches an unknown waits": an unknown may turn out
 * to be nothing. */
#include <string.h>

#include "base/json.h"
#include "schema/private.h"
#include "value/value.h"

enum presence { ABSENT, MAYBE, GIVEN };

static enum presence presence_of(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    if (!value || json_is_null(value_inner(value)))
        return ABSENT;
    return value_is_unknown(value) ? MAYBE : GIVEN;
}

/* "a", "b" or "c", with full paths. */
static void add_names(struct checker *c, const json_t *names, const char *last_word, struct text *text) {
    const size_t count = json_array_size(names);
    for (size_t i = 0; i < count; i++) {
        const struct check_mark mark = check_enter(c, json_string_value(json_array_get(names, i)));
        if (i)
            text_printf(text, i + 1 == count ? " %s " : ", ", last_word);
        text_printf(text, "\"%s\"", text_string(&c->path));
        check_leave(c, mark);
    }
}

static void check_conflicts(struct checker *c, const char *name, const json_t *others, const json_t *given) {
    size_t i;
    json_t *other;
    json_array_foreach(others, i, other) {
        const char *other_name = json_string_value(other);
        if (!other_name || presence_of(given, other_name) != GIVEN)
            continue;
        /* in one order, so that the pair is named once */
        const bool swap = strcmp(name, other_name) > 0;
        json_auto_t *pair = json_pack("[s, s]", swap ? other_name : name, swap ? name : other_name);
        auto_text names = { 0 };
        add_names(c, pair, "and", &names);
        check_fail_about(c, "%s exclude each other: give only one of them", text_string(&names));
    }
}

static void check_needs(struct checker *c, const char *name, const json_t *needed, const json_t *result) {
    size_t i;
    json_t *other;
    json_array_foreach(needed, i, other) {
        const char *other_name = json_string_value(other);
        if (!other_name || presence_of(result, other_name) != ABSENT)
            continue;
        json_auto_t *one = json_pack("[s]", name);
        json_auto_t *two = json_pack("[s]", other_name);
        auto_text names = { 0 };
        add_names(c, one, "", &names);
        text_add(&names, " needs ");
        add_names(c, two, "", &names);
        check_fail_about(c, "%s beside it", text_string(&names));
    }
}

static void check_group(struct checker *c, const json_t *group, const json_t *given, bool at_most_one) {
    json_auto_t *there = json_array();
    size_t maybe = 0;
    size_t i;
    json_t *name;
    json_array_foreach(group, i, name) {
        const enum presence presence = presence_of(given, json_string_value(name));
        if (presence == GIVEN)
            json_array_append(there, name);
        maybe += presence == MAYBE;
    }
    auto_text all = { 0 };
    auto_text these = { 0 };
    add_names(c, group, "and", &all);
    add_names(c, there, "and", &these);
    if (json_array_size(there) + maybe == 0)
        check_fail_about(c, "%s one of %s must be given; none is", at_most_one ? "exactly" : "at least",
                         text_string(&all));
    else if (at_most_one && json_array_size(there) > 1)
        check_fail_about(c, "exactly one of %s may be given; %s are", text_string(&all), text_string(&these));
}

void check_relations(struct checker *c, const json_t *properties, const json_t *given, const json_t *result) {
    const char *name;
    json_t *property;
    json_object_foreach((json_t *)properties, name, property) {
        const json_t *extra = schema_extra(property);
        if (presence_of(given, name) == GIVEN) {
            check_conflicts(c, name, json_object_get(extra, "conflictsWith"), given);
            check_needs(c, name, json_object_get(extra, "requiredWith"), result);
        }
        const json_t *exactly = json_object_get(extra, "exactlyOneOf");
        if (exactly)
            check_group(c, exactly, given, true);
        const json_t *at_least = json_object_get(extra, "atLeastOneOf");
        if (at_least)
            check_group(c, at_least, given, false);
    }
}

bool relation_excludes(const json_t *property, const json_t *given) {
    const json_t *extra = schema_extra(property);
    size_t i;
    json_t *name;
    json_array_foreach(json_object_get(extra, "conflictsWith"), i, name) {
        if (presence_of(given, json_string_value(name)) != ABSENT)
            return true;
    }
    return false;
}
