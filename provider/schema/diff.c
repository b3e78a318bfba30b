#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"
#include "value/value.h"

void diff_move(struct differ *d, struct schema_change *change) {
    struct schema_changes *changes = d->changes;
    /* room doubles: it is full whenever the count is a power of two */
    if ((changes->count & (changes->count - 1)) == 0)
        changes->items =
            xrealloc(changes->items, (changes->count ? 2 * changes->count : 1) * sizeof *changes->items);
    changes->items[changes->count++] = (struct schema_change){ .path = TAKE(change->path),
                                                               .kind = change->kind,
                                                               .replace = change->replace };
    changes->replace = changes->replace || change->replace;
}

void diff_add(struct differ *d, enum schema_change_kind kind, bool replace) {
    struct schema_change change = { .path = xstrdup(text_string(&d->path)),
                                    .kind = kind,
                                    .replace = replace || d->replace };
    diff_move(d, &change);
}

void schema_changes_done(struct schema_changes *changes) {
    for (size_t i = 0; i < changes->count; i++)
        free(changes->items[i].path);
    free(changes->items);
    *changes = (struct schema_changes){ 0 };
}

static void leave(struct differ *d, size_t length) {
    d->path.length = length;
    if (d->path.bytes)
        d->path.bytes[length] = '\0';
}

static bool flag_replaces(const json_t *property) {
    return json_truth(property, "replaceOnChanges", false) ||
           json_truth(property, "willReplaceOnChanges", false);
}

/* True when a member inside the value replaces; it comes or goes together with what holds it. */
static bool holds_replacing(const json_t *spec, const json_t *value) {
    value = value_inner(value);
    const json_t *known = schema_for_value(spec, value);
    const json_t *properties = json_object_get(known, "properties");
    size_t i;
    const char *name;
    json_t *each;
    json_array_foreach(value, i, each) {
        if (holds_replacing(json_object_get(known, "items"), each))
            return true;
    }
    json_object_foreach((json_t *)value, name, each) {
        const json_t *member =
            properties ? json_object_get(properties, name) : json_object_get(known, "additionalProperties");
        if (!is_nothing(each) && ((properties && flag_replaces(member)) || holds_replacing(member, each)))
            return true;
    }
    return false;
}

static bool listed_except(const json_t *property, const json_t *before, const json_t *after) {
    size_t i;
    json_t *pair;
    json_array_foreach(json_object_get(schema_extra(property), "replaceExcept"), i, pair) {
        if (schema_value_equal(property, json_array_get(pair, 0), before) &&
            schema_value_equal(property, json_array_get(pair, 1), after))
            return true;
    }
    return false;
}

/* ---- containers ---- */

static void diff_member(struct differ *d, const char *name, const json_t *property, bool replaces,
                        const json_t *before, const json_t *after) {
    const size_t length = d->path.length;
    const bool replace_before = d->replace;
    d->replace = d->replace || replaces;
    value_path_add_name(&d->path, name);
    diff_value(d, property, schema_extra(property), before, after);
    d->replace = replace_before;
    leave(d, length);
}

static void diff_members(struct differ *d, const json_t *properties, const json_t *before,
                         const json_t *after) {
    const char *name;
    json_t *property;
    json_object_foreach((json_t *)properties, name, property) {
        const json_t *is = json_object_get(before, name);
        const json_t *wanted = json_object_get(after, name);
        const bool may_go = d->from_state || json_truth(schema_extra(property), "computed", false);
        if (is_nothing(wanted) && may_go)
            continue;
        const bool replaces = flag_replaces(property) && !listed_except(property, is, wanted);
        diff_member(d, name, property, replaces, is, wanted);
    }
}

static void diff_entry(struct differ *d, const json_t *values, const json_t *extra, const char *key,
                       const json_t *before, const json_t *after) {
    const size_t length = d->path.length;
    value_path_add_name(&d->path, key);
    diff_value(d, values, extra, before, after);
    leave(d, length);
}

static void diff_map(struct differ *d, const json_t *values, const json_t *extra, const json_t *before,
                     const json_t *after) {
    const char *key;
    json_t *each;
    json_object_foreach((json_t *)before, key, each) {
        diff_entry(d, values, extra, key, each, json_object_get(after, key));
    }
    json_object_foreach((json_t *)after, key, each) {
        if (!json_object_get(before, key))
            diff_entry(d, values, extra, key, NULL, each);
    }
}

void diff_element(struct differ *d, const json_t *items, const json_t *extra, size_t index,
                  const json_t *before, const json_t *after) {
    const size_t length = d->path.length;
    value_path_add_index(&d->path, index);
    diff_value(d, items, extra, before, after);
    leave(d, length);
}

static void diff_list(struct differ *d, const json_t *items, const json_t *extra, const json_t *before,
                      const json_t *after) {
    const size_t count_before = json_array_size(before);
    const size_t count_after = json_array_size(after);
    for (size_t i = 0; i < count_before || i < count_after; i++)
        diff_element(d, items, extra, i, json_array_get(before, i), json_array_get(after, i));
}

/* ---- values ---- */

static void diff_known(struct differ *d, const json_t *spec, const json_t *extra, const json_t *before,
                       const json_t *after) {
    const json_t *known = schema_for_value(spec, after);
    const json_t *items = json_object_get(known, "items");
    const json_t *properties = json_object_get(known, "properties");
    const bool plain = !is_special(before) && !is_special(after);
    if (json_is_array(before) && json_is_array(after)) {
        if (json_truth(extra, "unordered", false))
            diff_set(d, items, extra, before, after);
        else
            diff_list(d, items, extra, before, after);
    } else if (json_is_object(before) && json_is_object(after) && plain) {
        if (properties)
            diff_members(d, properties, before, after);
        else
            diff_map(d, json_object_get(known, "additionalProperties"), extra, before, after);
    } else {
        json_auto_t *normal_before = schema_normal(spec, extra, before, false);
        json_auto_t *normal_after = schema_normal(spec, extra, after, false);
        if (!json_equal(normal_before, normal_after))
            diff_add(d, SCHEMA_UPDATE, holds_replacing(spec, before) || holds_replacing(spec, after));
    }
}

/* Paths inside a secret tell its keys and its size: any change inside is one update of the secret. */
static void diff_secret(struct differ *d, const json_t *spec, const json_t *extra, const json_t *before,
                        const json_t *after) {
    struct schema_changes *changes = d->changes;
    auto_changes inside = { 0 };
    d->changes = &inside;
    diff_known(d, spec, extra, value_inner(before), value_inner(after));
    d->changes = changes;
    if (inside.count)
        diff_add(d, SCHEMA_UPDATE, inside.replace);
}

void diff_value(struct differ *d, const json_t *spec, const json_t *extra, const json_t *before,
                const json_t *after) {
    const bool was = !is_nothing(before);
    const bool is = !is_nothing(after);
    if (!was && !is)
        return;
    if (!was || !is)
        diff_add(d, was ? SCHEMA_DELETE : SCHEMA_ADD, holds_replacing(spec, was ? before : after));
    else if (value_is_unknown(before) || value_is_unknown(after))
        diff_add(d, SCHEMA_UPDATE, holds_replacing(spec, before));
    else if (json_truth(spec, "secret", false) || value_is_secret(before) || value_is_secret(after))
        diff_secret(d, spec, extra, before, after);
    else
        diff_known(d, spec, extra, value_inner(before), value_inner(after));
}

/* ---- inputs ---- */

/* True when AWS already has what is asked for. */
static bool state_has(const json_t *property, const json_t *state, const json_t *wanted) {
    if (is_nothing(state))
        return false;
    auto_changes changes = { 0 };
    struct differ d = { .changes = &changes, .from_state = true };
    diff_value(&d, property, schema_extra(property), state, wanted);
    text_done(&d.path);
    return changes.count == 0;
}

/* Pulumi's schema has the flag at outputs, too. */
static bool input_replaces(const json_t *definition, const char *name) {
    return flag_replaces(json_object_get(schema_inputs(definition), name)) ||
           flag_replaces(json_object_get(json_object_get(definition, "properties"), name));
}

/* "replaceOnPresence": whether it is given at all decides what the object is. */
static bool presence_replaces(const json_t *property, const json_t *before, const json_t *after) {
    return json_truth(schema_extra(property), "replaceOnPresence", false) &&
           is_nothing(before) != is_nothing(after);
}

/* What Check adds to the inputs, and the schema has among the outputs only: "tagsAll". */
static void diff_added_by_check(struct differ *d, const json_t *definition, const json_t *state,
                                const json_t *old_inputs, const json_t *wanted) {
    const char *name;
    json_t *property;
    json_object_foreach(json_object_get(definition, "properties"), name, property) {
        const json_t *after = json_object_get(wanted, name);
        if (is_nothing(after) || json_object_get(schema_inputs(definition), name))
            continue;
        const json_t *before = json_object_get(old_inputs, name);
        if (!is_nothing(before) || !state_has(property, json_object_get(state, name), after))
            diff_member(d, name, property, false, before, after);
    }
}

void schema_diff(const json_t *definition, const json_t *state, const json_t *old_inputs,
                 const json_t *new_inputs, struct schema_changes *changes) {
    state = value_inner(state);
    old_inputs = value_inner(old_inputs);
    const json_t *wanted = value_inner(new_inputs);
    const bool all_unknown = value_is_unknown(wanted);
    const bool recorded = json_object_size(old_inputs) > 0;
    struct differ d = { .changes = changes, .from_state = !recorded };
    const char *name;
    json_t *property;
    json_object_foreach((json_t *)schema_inputs(definition), name, property) {
        const json_t *before = json_object_get(recorded ? old_inputs : state, name);
        const json_t *after = all_unknown && !is_nothing(before) ? wanted : json_object_get(wanted, name);
        const bool may_go = !recorded || json_truth(schema_extra(property), "computed", false);
        if (is_nothing(after) && may_go)
            continue;
        const json_t *is = json_object_get(state, name);
        if (is_nothing(before) && state_has(property, is, after))
            continue;
        const bool except = listed_except(property, is_nothing(before) ? is : before, after);
        const bool replaces = input_replaces(definition, name) || presence_replaces(property, before, after);
        diff_member(&d, name, property, replaces && !except, before, after);
    }
    diff_added_by_check(&d, definition, state, recorded ? old_inputs : NULL, wanted);
    text_done(&d.path);
}
