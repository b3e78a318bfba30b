/* What Check, Diff and previews need of the tables: names, rules, what can be known before AWS is asked. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/random.h"
#include "resources/engine.h"
#include "value/value.h"

enum { SUFFIX = 7 }; /* as Pulumi's own generated names */

const char *resource_token(const struct resource_table *table) {
    return table->token;
}

const struct resource_table *resource_find(const char *token) {
    for (size_t i = 0; resource_tables[i]; i++)
        if (strcmp(resource_tables[i]->token, token) == 0)
            return resource_tables[i];
    return NULL;
}

const json_t *definition_of(const struct resource_table *table) {
    return schema_resource(table->token);
}

json_t *changed_names(const struct schema_changes *changes) {
    json_t *names = json_object();
    for (size_t i = 0; i < changes->count; i++) {
        const char *path = changes->items[i].path;
        json_object_setn_new(names, path, strcspn(path, ".["), json_true());
    }
    return names;
}

json_t *values_merged(const struct resource_table *table, const json_t *outputs, const json_t *inputs) {
    const json_t *properties = json_object_get(definition_of(table), "inputProperties");
    json_t *merged = json_object();
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)outputs, name, value) {
        const json_t *property = json_object_get(properties, name);
        if (!property || json_truth(schema_extra(property), "computed", false))
            json_object_set(merged, name, value);
    }
    json_object_update(merged, (json_t *)inputs);
    return merged;
}

void resource_known(const struct provider *provider, const char *token, const char *id) {
    journal_known(provider->journal, token, id);
}

const char *input_text(const json_t *inputs, const char *name) {
    const json_t *value = json_object_get(inputs, name);
    return value_is_unknown(value) ? NULL : json_string_value(value);
}

/* ---- names ---- */

static void random_suffix(const unsigned char *seed, size_t seed_length, char suffix[SUFFIX + 1]) {
    if (seed_length < SUFFIX) {
        random_hex(suffix, SUFFIX);
        return;
    }
    for (size_t i = 0; i < SUFFIX; i++)
        suffix[i] = "0123456789abcdef"[seed[i] & 15];
    suffix[SUFFIX] = '\0';
}

/* The logical name, made to fit what the type allows, and a random suffix. */
static char *generated_name(const struct resource_table *table, const char *logical_name,
                            const unsigned char *seed, size_t seed_length) {
    char suffix[SUFFIX + 1];
    random_suffix(seed, seed_length, suffix);
    const size_t longest = (size_t)table->name_length - SUFFIX - 1;
    auto_text name = { 0 };
    if (table->name_avoid && strncmp(logical_name, table->name_avoid, strlen(table->name_avoid)) == 0)
        text_add(&name, "utm-");
    for (const char *at = logical_name; *at && name.length < longest; at++) {
        const char c = table->name_lower ? (char)tolower((unsigned char)*at) : *at;
        const bool plain =
            isalnum((unsigned char)c) || c == '-' || (!table->name_lower && (c == '_' || c == '.'));
        text_add_char(&name, plain ? c : '-');
    }
    return xprintf("%s-%s", text_string(&name), suffix);
}

static char *name_for(const struct resource_request *rq, const char *logical_name, const json_t *olds,
                      const struct autonaming *naming, const unsigned char *seed, size_t seed_length) {
    const char *old = json_text(olds, rq->table->name);
    if (old)
        return xstrdup(old);
    if (naming->disabled)
        return NULL;
    char *interrupted = journal_name(rq->provider->journal, rq->urn, rq->table->token, rq->provider->scope);
    if (interrupted)
        return interrupted;
    if (naming->proposed)
        return xstrdup(naming->proposed);
    return generated_name(rq->table, logical_name, seed, seed_length);
}

void resource_autoname(const struct resource_request *rq, const char *logical_name, const json_t *olds,
                       const struct autonaming *naming, const unsigned char *seed, size_t seed_length,
                       json_t *inputs) {
    const struct resource_table *table = rq->table;
    if (!table->name)
        return;
    const json_t *given = json_object_get(inputs, table->name);
    if (given && !json_is_null(given))
        return;
    auto_free char *name = name_for(rq, logical_name, olds, naming, seed, seed_length);
    if (name)
        json_object_set_new(inputs, table->name, json_string(name));
    if (name && (!json_text(olds, table->name) || json_is_true(json_object_get(olds, AUTONAMED))))
        json_object_set_new(inputs, AUTONAMED, json_true());
}

void resource_check(const struct resource_table *table, const json_t *inputs,
                    struct schema_failures *failures) {
    if (table->name && !json_object_get(inputs, table->name))
        schema_fail(failures, table->name,
                    "a %s needs a name, and pulumi:autonaming is disabled: give it one here", table->title);
    if (table->check)
        table->check(inputs, failures);
}

const char *resource_must_replace(const struct resource_table *table, const json_t *outputs) {
    return table->broken && json_object_get(outputs, BROKEN) ? BROKEN : NULL;
}

static bool is_kept(const char *name, const json_t *old_inputs, const json_t *new_inputs) {
    const json_t *was = json_object_get(old_inputs, name);
    const json_t *is = json_object_get(new_inputs, name);
    return was && is && json_equal(was, is);
}

bool resource_delete_first(const struct resource_table *table, const json_t *old_inputs,
                           const json_t *new_inputs) {
    const char *words = table->exclusive;
    char word[128];
    while (words && words_next(&words, word, sizeof word))
        if (is_kept(word, old_inputs, new_inputs))
            return true;
    /* a generated name is made anew for the replacement */
    return table->name && !json_is_true(json_object_get(new_inputs, AUTONAMED)) &&
           is_kept(table->name, old_inputs, new_inputs);
}

/* ---- previews ---- */

json_t *resource_preview_create(const struct resource_table *table, const json_t *inputs) {
    json_t *outputs = json_copy((json_t *)inputs);
    const char *name;
    json_t *property;
    json_object_foreach(json_object_get(definition_of(table), "properties"), name, property) {
        if (json_object_get(outputs, name))
            continue;
        const json_t *as_input =
            json_object_get(json_object_get(definition_of(table), "inputProperties"), name);
        if (!as_input || json_truth(schema_extra(as_input), "computed", false))
            json_object_set_new(outputs, name, value_unknown());
    }
    return outputs;
}

/* True when one of the space-separated properties is among the changed ones. */
static bool follows_change(const char *follows, const json_t *changed) {
    char word[128];
    while (follows && words_next(&follows, word, sizeof word))
        if (json_object_get(changed, word))
            return true;
    return false;
}

json_t *resource_preview_update(const struct resource_table *table, const json_t *outputs,
                                const json_t *inputs, const struct schema_changes *changes) {
    json_auto_t *changed = changed_names(changes);
    json_t *preview = values_merged(table, outputs, inputs);
    for (const struct field *field = table->fields; field->property; field++)
        if (follows_change(field->follows, changed))
            json_object_set_new(preview, field->property, value_unknown());
    return preview;
}
