/* List: all objects of a type, for importing a running stack. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resources/engine.h"

/* The member under which an object that is a mere text (a policy's name) is found. */
#define ITSELF "itself"

static char *id_of(const struct values *values, const json_t *item) {
    const char *pattern = values->rq->table->list.id;
    if (strchr(pattern, '{')) {
        struct values of_item = *values;
        of_item.item = item;
        return text_made(&of_item, pattern);
    }
    const char *id = json_string_value(json_at(item, pattern));
    return id ? xstrdup(id) : NULL;
}

static char *name_of(const struct resource_request *rq, const json_t *item) {
    if (!rq->table->tagging)
        return NULL;
    json_auto_t *tags = tags_of_item(rq, item);
    const char *name = json_text(tags, "Name");
    return name ? xstrdup(name) : NULL;
}

static void add_object(const struct values *values, const json_t *item, json_t *list) {
    const struct resource_table *table = values->rq->table;
    const char *state = table->state ? json_string_value(json_at(item, table->state)) : NULL;
    if ((state && words_have(table->ended, state)) ||
        (table->list.when && !item_is_like(item, table->list.when)))
        return;
    auto_free char *id = id_of(values, item);
    auto_free char *name = name_of(values->rq, item);
    if (id)
        json_array_append_new(list, json_pack("{s:s, s:s*}", "id", id, "name", name));
}

/* An object with the members of what it belongs to. A new reference. */
static json_t *with_parent(const json_t *parent, const json_t *object) {
    json_t *both = parent ? json_copy((json_t *)parent) : json_object();
    if (json_is_object(object))
        json_object_update(both, (json_t *)object);
    else
        json_object_set(both, ITSELF, (json_t *)object);
    return both;
}

static void add_item(const struct values *values, const json_t *item, json_t *list) {
    const char *inner = values->rq->table->list.inner;
    const json_t *objects = inner ? json_at(item, inner) : NULL;
    if (!inner)
        add_object(values, item, list);
    for (size_t i = 0; i < json_array_size(objects); i++) {
        json_auto_t *object = with_parent(item, json_array_get(objects, i));
        add_object(values, object, list);
    }
}

/* The objects of one parent (values->item), or all of them where there are no parents. */
static bool add_all(const struct values *values, json_t *list, struct error **err) {
    const struct listing *listing = &values->rq->table->list;
    json_auto_t *answer = NULL;
    if (!call_make_pages(values, listing->operation, listing->params, &answer, err))
        return false;
    const json_t *items = json_at(answer, listing->items);
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_auto_t *item = with_parent(values->item, json_array_get(items, i));
        add_item(values, item, list);
    }
    return true;
}

static bool add_of_parents(struct values *values, json_t *list, struct error **err) {
    const struct resource_table *table = values->rq->table;
    json_auto_t *answer = NULL;
    if (!call_make_pages(values, table->list.of, NULL, &answer, err))
        return false;
    const json_t *parents = json_at(answer, table->list.of_items);
    for (size_t i = 0; i < json_array_size(parents); i++) {
        auto_error *problem = NULL;
        values->item = json_array_get(parents, i);
        if (add_all(values, list, &problem) || (problem->code && words_have(table->gone, problem->code)))
            continue; /* a parent that went a moment ago has nothing */
        *err = TAKE(problem);
        return false;
    }
    return true;
}

bool resource_list(struct resource_request *rq, json_t **ret_list, struct error **err) {
    struct values values = { .rq = rq };
    json_auto_t *list = json_array();
    if (!(rq->table->list.of ? add_of_parents(&values, list, err) : add_all(&values, list, err)))
        return false;
    *ret_list = TAKE(list);
    return true;
}
