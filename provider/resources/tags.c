/*
 * Tags: the resource's own, the provider's default tags, those that are nobody's business, and the create's
 * nonce. Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html (keys that begin "aws:"
 * are AWS's).
 */
#include <string.h>

#include "resources/engine.h"

const struct tagging ec2_tagging = {
    .create = "TagSpecifications[0].Tags",
    .create_type = "TagSpecifications[0].ResourceType",
    .item = "Tags",
    .tag = { "CreateTags", "Resources[0]=$id Tags=$tags" },
    .untag = { "DeleteTags", "Resources[0]=$id Tags=$keys" },
};

static bool has_ignored_prefix(const json_t *prefixes, const char *key) {
    for (size_t i = 0; i < json_array_size(prefixes); i++) {
        const char *prefix = json_string_value(json_array_get(prefixes, i));
        if (prefix && strncmp(key, prefix, strlen(prefix)) == 0)
            return true;
    }
    return false;
}

static bool is_foreign(const struct provider *provider, const char *key) {
    return strncmp(key, "aws:", 4) == 0 || strcmp(key, TAG_CREATE) == 0 ||
           json_has_text(provider->ignored_keys, key) || has_ignored_prefix(provider->ignored_prefixes, key);
}

/* ---- between maps and the service's form ---- */

static json_t *pair_of(const char *key, json_t *value) {
    return json_pack("{s:s, s:O}", "Key", key, "Value", value);
}

static json_t *tags_in_form(const struct tagging *tagging, const json_t *map) {
    if (tagging->as_map)
        return json_incref((json_t *)map);
    json_t *list = json_array();
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)map, key, value) {
        json_array_append_new(list, pair_of(key, value));
    }
    return list;
}

static const json_t *form_of_item(const struct resource_table *table, const json_t *item) {
    return json_at(item, table->tagging->item ? table->tagging->item : "Tags");
}

/* All tags of the item as a map. */
static json_t *map_of_item(const struct resource_table *table, const json_t *item) {
    const json_t *form = form_of_item(table, item);
    if (json_is_object(form))
        return json_copy((json_t *)form);
    json_t *map = json_object();
    for (size_t i = 0; i < json_array_size(form); i++) {
        const json_t *pair = json_array_get(form, i);
        const char *key = json_text(pair, "Key");
        const json_t *value = json_object_get(pair, "Value");
        if (key)
            json_object_set_new(map, key, value ? json_incref((json_t *)value) : json_string(""));
    }
    return map;
}

json_t *tags_of_item(const struct resource_request *rq, const json_t *item) {
    json_t *map = map_of_item(rq->table, item);
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(map, next, key, value) {
        if (is_foreign(rq->provider, key))
            json_object_del(map, key);
    }
    return map;
}

const char *tags_nonce(const struct resource_table *table, const json_t *item) {
    const json_t *form = form_of_item(table, item);
    if (json_is_object(form))
        return json_text(form, TAG_CREATE);
    for (size_t i = 0; i < json_array_size(form); i++) {
        const char *key = json_text(json_array_get(form, i), "Key");
        if (key && strcmp(key, TAG_CREATE) == 0)
            return json_text(json_array_get(form, i), "Value");
    }
    return NULL;
}

/* ---- own and default tags ---- */

json_t *tags_own(const struct resource_request *rq, const json_t *all, const json_t *own_before) {
    json_t *own = json_object();
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)all, key, value) {
        const json_t *by_default = json_object_get(rq->provider->default_tags, key);
        if (json_object_get(own_before, key) || !by_default || !json_equal(by_default, value))
            json_object_set(own, key, value);
    }
    return own;
}

void resource_merge_tags(const struct resource_request *rq, json_t *inputs) {
    if (!rq->table->tagging)
        return;
    json_t *own = json_object_get(inputs, "tags");
    if (own && !json_is_object(own)) { /* not known yet */
        json_object_set(inputs, "tagsAll", own);
        return;
    }
    json_auto_t *all = json_copy(rq->provider->default_tags);
    json_object_update(all, own);
    json_object_set(inputs, "tagsAll", all);
}

/* ---- writing ---- */

void tags_into_create(const struct values *values, json_t *request) {
    const struct resource_table *table = values->rq->table;
    if (!table->tagging || !table->tagging->create)
        return;
    const json_t *wanted = json_object_get(values->now, "tagsAll");
    json_auto_t *all = wanted ? json_copy((json_t *)wanted) : json_object();
    if (values->nonce)
        json_object_set_new(all, TAG_CREATE, json_string(values->nonce));
    if (!json_object_size(all))
        return;
    json_auto_t *form = tags_in_form(table->tagging, all);
    json_put(request, table->tagging->create, form);
    if (table->tagging->create_type) {
        json_auto_t *type = json_string(table->tag_type);
        json_put(request, table->tagging->create_type, type);
    }
}

/* What `tags` has and `other` has not, or has with another value. */
static json_t *differing(const json_t *tags, const json_t *other) {
    json_t *differing = json_object();
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)tags, key, value) {
        const json_t *there = json_object_get(other, key);
        if (!there || !json_equal(there, value))
            json_object_set(differing, key, value);
    }
    return differing;
}

/* Keys of `tags` that `other` lacks: EC2 wants them as tags, the others as texts. */
static json_t *missing_keys(const struct resource_table *table, const json_t *tags, const json_t *other) {
    json_t *keys = json_array();
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)tags, key, value) {
        if (json_object_get(other, key))
            continue;
        json_array_append_new(keys, table->tagging == &ec2_tagging ? json_pack("{s:s}", "Key", key)
                                                                   : json_string(key));
    }
    return keys;
}

/* Services that only replace all tags at once: those that are not ours to take away stay. */
static bool put_all(const struct values *values, const json_t *wanted, struct error **err) {
    const struct resource_table *table = values->rq->table;
    json_auto_t *all = json_copy((json_t *)wanted);
    json_auto_t *there = values->item ? map_of_item(table, values->item) : json_object();
    const char *key;
    json_t *value;
    json_object_foreach(there, key, value) {
        if (is_foreign(values->rq->provider, key) && strncmp(key, "aws:", 4) != 0)
            json_object_set(all, key, value);
    }
    struct values with = *values;
    json_auto_t *form = tags_in_form(table->tagging, all);
    with.tags = form;
    const bool none = json_object_size(all) == 0 && table->tagging->clear.operation;
    return call_make(&with, none ? &table->tagging->clear : &table->tagging->put, NULL, NULL, err);
}

bool tags_update(const struct values *values, const json_t *actual, const json_t *wanted,
                 struct error **err) {
    const struct resource_table *table = values->rq->table;
    json_auto_t *set = differing(wanted, actual);
    json_auto_t *keys = missing_keys(table, actual, wanted);
    if (!json_object_size(set) && !json_array_size(keys))
        return true;
    if (table->tagging->put.operation)
        return put_all(values, wanted, err);
    json_auto_t *form = tags_in_form(table->tagging, set);
    struct values with = *values;
    with.tags = form;
    with.tag_keys = keys;
    if (json_array_size(keys) && !call_make(&with, &table->tagging->untag, NULL, NULL, err))
        return false;
    return !json_object_size(set) || call_make(&with, &table->tagging->tag, NULL, NULL, err);
}
