#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"
#include "value/value.h"

/* One side of the comparison, and which of its elements still look for a partner. */
struct side {
    const json_t *array;
    size_t count;
    bool *open;
};

struct pairing {
    const json_t *items;
    const json_t *extra;
    struct side before;
    struct side after;
    size_t *partner; /* of each element after: the index before, or SIZE_MAX */
};

static void side_init(struct side *side, const json_t *array) {
    side->array = array;
    side->count = json_array_size(array);
    side->open = xcalloc(side->count, sizeof *side->open);
    memset(side->open, true, side->count * sizeof *side->open);
}

/* What elements of the two sides must have in common to be partners. A heap string, or NULL: nothing. */
typedef char *key_of(const struct pairing *p, const json_t *element);

static char *whole(const struct pairing *p, const json_t *element) {
    json_auto_t *normal = schema_normal(p->items, p->extra, element, false);
    return json_canonical(normal);
}

static char *without_computed(const struct pairing *p, const json_t *element) {
    if (value_is_unknown(element))
        return NULL;
    json_auto_t *normal = schema_normal(p->items, p->extra, element, true);
    return json_canonical(normal);
}

static char *by_name(const struct pairing *p, const json_t *element) {
    (void)p;
    static const char *const NAMES[] = { "name", "key", "id" };
    const json_t *object = value_inner(element);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        const json_t *name = value_inner(json_object_get(object, NAMES[i]));
        if (json_is_string(name) && !value_is_unknown(name))
            return xprintf("%s=%s", NAMES[i], json_string_value(name));
    }
    return NULL;
}

/* {key: [indexes of open elements]} */
static json_t *index_by_key(const struct pairing *p, const struct side *side, key_of *key) {
    json_t *by_key = json_object();
    for (size_t i = side->count; i-- > 0;) { /* backwards, so that taking the last gives the first */
        auto_free char *text = side->open[i] ? key(p, json_array_get(side->array, i)) : NULL;
        if (!text)
            continue;
        json_t *indexes = json_object_get(by_key, text);
        if (!indexes) {
            indexes = json_array();
            json_object_set_new(by_key, text, indexes);
        }
        json_array_append_new(indexes, json_integer((json_int_t)i));
    }
    return by_key;
}

/* Elements of `side` that `others` has, too, are settled; in a set doubles count once. */
static void settle(const struct pairing *p, struct side *side, const json_t *others) {
    for (size_t i = 0; i < side->count; i++) {
        auto_free char *text = whole(p, json_array_get(side->array, i));
        if (json_object_get(others, text))
            side->open[i] = false;
    }
}

static void settle_equals(struct pairing *p) {
    json_auto_t *before = index_by_key(p, &p->before, whole);
    json_auto_t *after = index_by_key(p, &p->after, whole);
    settle(p, &p->before, after);
    settle(p, &p->after, before);
}

static void pair(struct pairing *p, size_t before, size_t after) {
    p->before.open[before] = false;
    p->after.open[after] = false;
    p->partner[after] = before;
}

static void pair_by(struct pairing *p, key_of *key) {
    json_auto_t *by_key = index_by_key(p, &p->before, key);
    for (size_t i = 0; i < p->after.count; i++) {
        auto_free char *text = p->after.open[i] ? key(p, json_array_get(p->after.array, i)) : NULL;
        json_t *indexes = text ? json_object_get(by_key, text) : NULL;
        const size_t count = json_array_size(indexes);
        if (!count)
            continue;
        pair(p, (size_t)json_integer_value(json_array_get(indexes, count - 1)), i);
        json_array_remove(indexes, count - 1);
    }
}

static void pair_by_place(struct pairing *p) {
    for (size_t i = 0; i < p->before.count && i < p->after.count; i++)
        if (p->before.open[i] && p->after.open[i])
            pair(p, i, i);
}

/* Adds the changes. False: a path would mean an element before and another one after, which no reader could
 * follow. */
static bool add_changes(struct differ *d, const struct pairing *p) {
    bool clear = true;
    for (size_t i = 0; i < p->after.count; i++) {
        const json_t *after = json_array_get(p->after.array, i);
        const size_t changes = d->changes->count;
        if (p->partner[i] != SIZE_MAX)
            diff_element(d, p->items, p->extra, i, json_array_get(p->before.array, p->partner[i]), after);
        else if (p->after.open[i])
            diff_element(d, p->items, p->extra, i, NULL, after);
        const bool changed = d->changes->count != changes;
        clear = clear && !(changed && i < p->before.count && p->before.open[i]);
    }
    for (size_t i = 0; i < p->before.count; i++)
        if (p->before.open[i])
            diff_element(d, p->items, p->extra, i, json_array_get(p->before.array, i), NULL);
    return clear;
}

static void add_or_collapse(struct differ *d, const struct pairing *p) {
    struct schema_changes *changes = d->changes;
    auto_changes found = { 0 };
    d->changes = &found;
    const bool clear = add_changes(d, p);
    d->changes = changes;
    if (!clear) {
        diff_add(d, SCHEMA_UPDATE, found.replace);
        return;
    }
    for (size_t i = 0; i < found.count; i++)
        diff_move(d, &found.items[i]);
}

void diff_set(struct differ *d, const json_t *items, const json_t *extra, const json_t *before,
              const json_t *after) {
    struct pairing p = { .items = items, .extra = extra };
    side_init(&p.before, before);
    side_init(&p.after, after);
    p.partner = xcalloc(p.after.count, sizeof *p.partner);
    memset(p.partner, 0xFF, p.after.count * sizeof *p.partner);
    settle_equals(&p);
    pair_by(&p, without_computed);
    pair_by(&p, by_name);
    pair_by_place(&p);
    add_or_collapse(d, &p);
    free(p.before.open);
    free(p.after.open);
    free(p.partner);
}
