/* The described object: reading it, waiting for its states, and what it shows as outputs and inputs. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "resources/engine.h"

enum { NEW_MS = 120000, READY_SECONDS = 600, GONE_SECONDS = 1200 };

static bool is_gone(const struct resource_table *table, const struct error *error) {
    return error->kind == ERROR_AWS && error->code && words_have(table->gone, error->code);
}

static const char *state_of(const struct resource_table *table, const json_t *item) {
    return table->state ? json_string_value(json_at(item, table->state)) : NULL;
}

/* ---- reading ---- */

/* What describes the object among others; *ret_answer stays NULL when that says nothing of it. */
static bool described_together(const struct values *values, json_t **ret_answer, struct error **err) {
    const struct resource_table *table = values->rq->table;
    return !table->batch.by ||
           batch_describe(values, table->read.operation, table->item, &table->batch, ret_answer, err);
}

/* What AWS says of this object alone, now. */
static bool described_alone(const struct values *values, json_t **ret_answer, struct error **err) {
    const struct resource_table *table = values->rq->table;
    if (table->match)
        return call_make_pages(values, table->read.operation, table->read.params, ret_answer, err);
    struct values settled = *values;
    settled.is_new = false; /* the callers of item_read() decide what "not found" means */
    return call_make(&settled, &table->read, NULL, ret_answer, err);
}

/* The object in an answer; NULL when it is not in it, or in a state that means so. A new reference. */
static json_t *item_in(const struct values *values, const json_t *answer) {
    const struct resource_table *table = values->rq->table;
    const json_t *found = json_at(answer, table->item);
    if (table->match)
        found = list_search(values, found, table->match);
    const char *state = found ? state_of(table, found) : NULL;
    return state && words_have(table->ended, state) ? NULL : json_incref((json_t *)found);
}

/*
 * A description that was shared says of an object by itself whether it is there. Where the object is part of another one
 * (a route), it may have been asked for before the object was there, so a part that is missing is asked for once more.
 */
static bool item_described(const struct values *values, json_t **ret_item, struct error **err) {
    json_auto_t *shared = NULL;
    json_auto_t *alone = NULL;
    if (!described_together(values, &shared, err))
        return false;
    *ret_item = item_in(values, shared);
    if (*ret_item || (shared && !values->rq->table->match))
        return true;
    if (!described_alone(values, &alone, err))
        return false;
    *ret_item = item_in(values, alone);
    return true;
}

bool item_read(const struct values *values, json_t **ret_item, struct error **err) {
    auto_error *problem = NULL;
    if (item_described(values, ret_item, &problem))
        return true;
    if (is_gone(values->rq->table, problem)) {
        *ret_item = NULL;
        return true;
    }
    *err = TAKE(problem);
    return false;
}

bool item_is_like(const json_t *item, const char *when) {
    const char *equals = strchr(when, '=');
    auto_free char *member = xstrndup(when, (size_t)(equals - when));
    const json_t *value = json_at(item, member);
    if (json_is_boolean(value))
        return strcmp(equals + 1, json_is_true(value) ? "true" : "false") == 0;
    return json_is_string(value) && strcmp(json_string_value(value), equals + 1) == 0;
}

static bool one_more(const struct values *values, const struct more *more, json_t *item, struct error **err) {
    const struct call call = { .operation = more->operation, .params = more->params };
    json_auto_t *answer = NULL;
    auto_error *problem = NULL;
    struct values of_item = *values;
    of_item.item = item;
    if (!(more->batch.by ? batch_complete(&of_item, more, &answer, &problem)
                         : call_make(&of_item, &call, NULL, &answer, &problem))) {
        const bool absent =
            problem->kind == ERROR_AWS && problem->code && words_have(more->absent, problem->code);
        if (!absent)
            *err = TAKE(problem);
        return absent;
    }
    const json_t *value = json_at(answer, more->at);
    if (value)
        json_object_set(item, more->as, (json_t *)value);
    return true;
}

bool item_complete(const struct values *values, json_t *item, struct error **err) {
    for (const struct more *more = values->rq->table->more; more && more->operation; more++)
        if ((!more->when || item_is_like(item, more->when)) && !one_more(values, more, item, err))
            return false;
    return true;
}

bool item_complete_member(const struct values *values, const char *member, json_t *item, struct error **err) {
    for (const struct more *more = values->rq->table->more; more && more->operation; more++)
        if (strcmp(more->as, member) == 0 && !one_more(values, more, item, err))
            return false;
    return true;
}

/* ---- states ---- */

static void add_reasons(const struct resource_table *table, const json_t *item, struct text *text) {
    const char *words = table->why;
    char member[128];
    while (words && words_next(&words, member, sizeof member)) {
        const char *reason = json_string_value(json_at(item, member));
        if (reason && *reason)
            text_printf(text, "%s%s", text->length ? " " : "", reason);
    }
}

char *item_broken(const struct resource_table *table, const json_t *item) {
    const char *state = state_of(table, item);
    if (!state || !words_have(table->broken, state))
        return NULL;
    auto_text reasons = { 0 };
    add_reasons(table, item, &reasons);
    return reasons.length ? xprintf("%s: %s", state, text_string(&reasons)) : xstrdup(state);
}

static bool is_ready(const struct resource_table *table, const json_t *item) {
    const char *state = state_of(table, item);
    return !table->ready || (state && words_have(table->ready, state));
}

/* Out of patience: an error that says how long, and in which state it stayed. */
static bool too_long(const struct values *values, const char *what, const char *state, int64_t since_ms,
                     struct error **err) {
    return error_set(err, ERROR_TIMEOUT,
                     "%s %s is not %s after %lld s (state: %s); the next `pulumi up` goes on waiting for it",
                     values->rq->table->title, values->id, what,
                     (long long)((clock_monotonic_ms() - since_ms) / 1000), state ? state : "not shown");
}

static bool patience_left(const struct values *values, int64_t since_ms, int seconds) {
    return cancel_deadline_ms(values->rq->cancel) ||
           clock_monotonic_ms() - since_ms < (int64_t)seconds * 1000;
}

/* Why a look failed; where it was stopped, what it was for. Always returns false. */
static bool look_failed(const struct values *values, const char *what, struct error **err) {
    if ((*err)->kind == ERROR_CANCELLED || (*err)->kind == ERROR_TIMEOUT)
        error_in(err, "waiting for %s %s to be %s", values->rq->table->title, values->id, what);
    return false;
}

/* The pause before the next look. Where the kind is described together it is spent with the others who wait: the first
 * of them to look looks for all. */
static bool pause_before_look(struct values *values, struct pause *pause, struct error **err) {
    if (!values->rq->table->batch.by)
        return pause_take(pause, values->rq->cancel, err);
    values->patience_ms = pause_next_ms(pause);
    return true;
}

/* One look: ready (true, *ret_item), not yet (true, *ret_item NULL), or an error. */
static bool look(const struct values *values, int64_t since_ms, json_t **ret_item, struct error **err) {
    const struct resource_table *table = values->rq->table;
    json_auto_t *item = NULL;
    if (!item_read(values, &item, err))
        return look_failed(values, "ready", err);
    if (!item && !(values->is_new && clock_monotonic_ms() - since_ms < NEW_MS))
        return error_set(err, ERROR_AWS, "%s %s is no longer there: it was deleted outside of Pulumi",
                         table->title, values->id);
    auto_free char *broken = item ? item_broken(table, item) : NULL;
    if (broken)
        return error_set(err, ERROR_AWS, "%s %s is %s; the next `pulumi up` replaces it", table->title,
                         values->id, broken);
    const char *state = item ? state_of(table, item) : NULL;
    status_report(values->rq, since_ms, "waiting for %s to be ready: %s", table->title,
                  state ? state : "not shown yet");
    if (item && is_ready(table, item)) {
        *ret_item = TAKE(item);
        return true;
    }
    return patience_left(values, since_ms, READY_SECONDS) || too_long(values, "ready", state, since_ms, err);
}

bool item_wait_ready(const struct values *values, json_t **ret_item, struct error **err) {
    const int64_t since_ms = clock_monotonic_ms();
    struct pause pause = { 0 };
    struct values now = *values;
    for (;;) {
        if (!look(&now, since_ms, ret_item, err))
            return false;
        if (*ret_item)
            return true;
        if (!pause_before_look(&now, &pause, err))
            return look_failed(values, "ready", err);
    }
}

bool item_wait_gone(const struct values *values, struct error **err) {
    const struct resource_table *table = values->rq->table;
    const int64_t since_ms = clock_monotonic_ms();
    struct pause pause = { 0 };
    struct values now = *values;
    for (;;) {
        json_auto_t *item = NULL;
        if (!item_read(&now, &item, err))
            return look_failed(values, "gone", err);
        if (!item)
            return true;
        const char *state = state_of(table, item);
        status_report(values->rq, since_ms, "waiting for the end of %s: %s", table->title,
                      state ? state : "still there");
        if (!patience_left(values, since_ms, GONE_SECONDS))
            return too_long(values, "gone", state, since_ms, err);
        if (!pause_before_look(&now, &pause, err))
            return look_failed(values, "gone", err);
    }
}

/* ---- outputs ---- */

static json_t *output_of(const struct values *values, const struct field *field, const json_t *item) {
    if (field->compute) {
        auto_free char *text = text_made(values, field->compute);
        return text ? json_string(text) : NULL;
    }
    return field_read(field, item);
}

static void add_described(const struct values *values, const json_t *item, json_t *outputs) {
    struct values of_item = *values;
    of_item.item = item;
    of_item.now = outputs;
    for (const struct field *field = values->rq->table->fields; field->property; field++) {
        json_t *value = output_of(&of_item, field, item);
        if (value)
            json_object_set_new(outputs, field->property, value);
    }
}

void outputs_add_undescribed(const struct resource_table *table, const json_t *inputs, json_t *outputs) {
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)inputs, name, value) {
        const struct field *field = field_find(table->fields, name);
        const bool is_tags = table->tagging && (strcmp(name, "tags") == 0 || strcmp(name, "tagsAll") == 0);
        if (!is_tags && strncmp(name, "__", 2) != 0 && (!field || (!field->member && !field->compute)))
            json_object_set(outputs, name, value);
    }
}

json_t *item_outputs(const struct values *values, const json_t *item, const json_t *inputs) {
    const struct resource_table *table = values->rq->table;
    json_t *outputs = json_object();
    add_described(values, item, outputs);
    outputs_add_undescribed(table, inputs, outputs);
    if (table->tagging) {
        json_auto_t *all = tags_of_item(values->rq, item);
        json_t *own = tags_own(values->rq, all, json_object_get(inputs, "tags"));
        json_object_set(outputs, "tagsAll", all);
        if (json_object_size(own) || json_object_get(inputs, "tags"))
            json_object_set(outputs, "tags", own);
        json_decref(own);
    }
    auto_free char *broken = item_broken(table, item);
    if (broken)
        json_object_set_new(outputs, BROKEN, json_string(broken));
    if (table->after_read)
        table->after_read(outputs, item);
    return outputs;
}

/* ---- inputs ---- */

static bool is_nothing(const json_t *value) {
    return !value || json_is_null(value) || (json_is_array(value) && !json_array_size(value)) ||
           (json_is_object(value) && !json_object_size(value));
}

static bool is_described(const struct resource_table *table, const char *name) {
    const struct field *field = field_find(table->fields, name);
    return (field && (field->member || field->compute)) || (table->tagging && strcmp(name, "tags") == 0);
}

static bool is_required(const json_t *definition, const char *name) {
    const json_t *required = json_object_get(definition, "requiredInputs");
    for (size_t i = 0; i < json_array_size(required); i++)
        if (strcmp(json_string_value(json_array_get(required, i)), name) == 0)
            return true;
    return false;
}

/* An import: what the smallest program that gives this object would say (K28). */
static json_t *imported_input(const struct resource_table *table, const char *name, const json_t *property,
                              const json_t *actual) {
    const bool computed = json_truth(schema_extra(property), "computed", false);
    const json_t *definition = definition_of(table);
    const bool is_name = table->name && strcmp(name, table->name) == 0;
    if (computed && !is_name && !is_required(definition, name))
        return NULL;
    if (!is_nothing(actual))
        return json_incref((json_t *)actual);
    return json_incref(json_object_get(property, "default"));
}

/* A refresh: the recorded wish where AWS still agrees with it by meaning, else what AWS has. */
static json_t *refreshed_input(const json_t *property, const json_t *old, const json_t *actual) {
    if (old) {
        if (!actual)
            return is_nothing(old) ? json_incref((json_t *)old) : NULL;
        return json_incref((json_t *)(schema_value_equal(property, old, actual) ? old : actual));
    }
    const json_t *otherwise = json_object_get(property, "default");
    const bool computed = json_truth(schema_extra(property), "computed", false);
    if (computed || is_nothing(actual) || (otherwise && schema_value_equal(property, otherwise, actual)))
        return NULL;
    return json_incref((json_t *)actual);
}

json_t *item_inputs(const struct resource_request *rq, const json_t *outputs, const json_t *old_inputs) {
    const json_t *definition = definition_of(rq->table);
    const bool import = json_object_size(old_inputs) == 0;
    json_t *inputs = json_object();
    const char *name;
    json_t *property;
    json_object_foreach(json_object_get(definition, "inputProperties"), name, property) {
        const json_t *actual = json_object_get(outputs, name);
        json_t *old = json_object_get(old_inputs, name);
        json_t *input = NULL;
        if (import)
            input = imported_input(rq->table, name, property, actual);
        else if (!is_described(rq->table, name))
            input = json_incref(old);
        else
            input = refreshed_input(property, old, actual);
        if (input)
            json_object_set_new(inputs, name, input);
    }
    json_t *all = json_object_get(outputs, "tagsAll");
    if (rq->table->tagging && all)
        json_object_set(inputs, "tagsAll", all);
    json_t *autonamed = json_object_get(old_inputs, AUTONAMED);
    if (autonamed)
        json_object_set(inputs, AUTONAMED, autonamed);
    return inputs;
}
