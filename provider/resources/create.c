/*
 * Create, exactly once: a nonce is written to the journal before the creating call and goes with it; after an
 * interruption the object is found again by it. docs/architecture.md, "Exactly once".
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "resources/engine.h"

enum {
    ATTEMPTS = 3,
    SETTLE_MS = 5000, /* a call that was under way has been done, and shows, or never will */
    SHORT_LOOK_MS = 1000,
    GRACE_MS = 1500,
    HOLDER_MS = 10000,
    HOLDER_LOOK_MS = 100,
};

void resource_result_done(struct resource_result *result) {
    free(result->id);
    json_decref(result->outputs);
    json_decref(result->inputs);
    error_free(result->unfinished);
    *result = (struct resource_result){ 0 };
}

/* ---- the creating call ---- */

static json_t *create_request(const struct values *values, const json_t *inputs) {
    const struct resource_table *table = values->rq->table;
    json_t *request = json_object();
    for (const struct field *field = table->fields; field->property; field++) {
        const json_t *value = field->create ? json_object_get(inputs, field->property) : NULL;
        if (!value)
            continue;
        json_auto_t *member = field_to_member(field, value);
        json_put(request, strcmp(field->create, SAME) == 0 ? field->member : field->create, member);
    }
    if (table->nonce_param) {
        json_auto_t *nonce = json_string(values->nonce);
        json_put(request, table->nonce_param, nonce);
    }
    tags_into_create(values, request);
    if (table->before_create)
        table->before_create(values->rq, inputs, request);
    return request;
}

static void *end_grace(void *argument) {
    struct cancel *grace = argument;
    auto_cancel *nothing = cancel_new(); /* on `grace` itself no wait lasts any more */
    auto_error *err = NULL;
    if (cancel_wait_ms(nothing, GRACE_MS, &err))
        cancel_trigger(grace);
    cancel_unref(grace);
    return NULL;
}

/* The engine cancelled: the creating call on its way gets a moment to tell the id, so that the state can have
 * it. */
static void begin_grace(void *argument) {
    struct cancel *grace = cancel_ref(argument);
    cancel_stop_waits(grace); /* between two attempts there is nothing that could tell an id */
    pthread_t thread;
    if (pthread_create(&thread, NULL, end_grace, grace) == 0) {
        pthread_detach(thread);
        return;
    }
    cancel_trigger(grace);
    cancel_unref(grace);
}

static bool call_with_grace(const struct values *values, const json_t *request, json_t **ret_answer,
                            struct error **err) {
    if (!cancel_check(values->rq->cancel, err))
        return false;
    auto_cancel *grace = cancel_new();
    cancel_set_deadline_ms(grace, cancel_deadline_ms(values->rq->cancel));
    struct cancel_listener listener = { .wake = begin_grace, .argument = grace };
    struct resource_request rq = *values->rq;
    rq.cancel = grace;
    struct values with = *values;
    with.rq = &rq;
    cancel_listen(values->rq->cancel, &listener);
    const bool good = call_make(&with, &rq.table->create, request, ret_answer, err);
    cancel_unlisten(values->rq->cancel, &listener);
    return good;
}

static char *id_from(const struct values *values, const json_t *answer) {
    const char *pattern = values->rq->table->id;
    if (strchr(pattern, '{'))
        return text_made(values, pattern);
    const char *id = json_string_value(json_at(answer, pattern));
    return id ? xstrdup(id) : NULL;
}

/* ---- finding what an interrupted create made ---- */

/* The described object is the one of this nonce: by its tag; where the type has no tags, by agreeing with the
 * inputs. */
static bool is_of_nonce(const struct values *values, const json_t *item, const json_t *inputs) {
    const struct resource_request *rq = values->rq;
    if (rq->table->tagging) {
        const char *nonce = tags_nonce(rq->table, item);
        return nonce && strcmp(nonce, values->nonce) == 0;
    }
    json_auto_t *outputs = item_outputs(values, item, inputs);
    json_auto_t *actual = item_inputs(rq, outputs, inputs);
    auto_changes changes = { 0 };
    schema_diff(definition_of(rq->table), outputs, actual, inputs, &changes);
    return changes.count == 0;
}

/* A type whose id follows from its inputs is simply read. */
static bool find_by_id(struct values *values, const json_t *inputs, char **ret_id, struct error **err) {
    auto_free char *id = text_made(values, values->rq->table->id);
    json_auto_t *item = NULL;
    if (!id)
        return true;
    values->id = id;
    const bool good = item_read(values, &item, err) && (!item || item_complete(values, item, err));
    if (good && item && is_of_nonce(values, item, inputs))
        *ret_id = TAKE(id);
    values->id = NULL;
    return good;
}

/* EC2 filters by tag: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html */
static bool find_by_tag(const struct values *values, char **ret_id, struct error **err) {
    const struct resource_table *table = values->rq->table;
    json_auto_t *request =
        json_pack("{s:[{s:s, s:[s]}]}", together_filters(table->service, table->list.operation), "Name",
                  "tag:" TAG_CREATE, "Values", values->nonce);
    json_auto_t *answer = NULL;
    const struct resource_request *rq = values->rq;
    if (!aws_call_pages(rq->provider->aws, rq->cancel, table->service, table->list.operation, request,
                        &answer, err))
        return false;
    const json_t *items = json_at(answer, table->list.items);
    for (size_t i = 0; i < json_array_size(items) && !*ret_id; i++) {
        const json_t *item = json_array_get(items, i);
        const char *state = table->state ? json_string_value(json_at(item, table->state)) : NULL;
        const char *id = json_string_value(json_at(item, table->list.id));
        if (id && !(state && words_have(table->ended, state)))
            *ret_id = xstrdup(id);
    }
    return true;
}

static bool has_own_id(const struct resource_table *table) {
    return strchr(table->id, '{') == NULL;
}

/* Looks for `look_ms`, and once at least, since AWS may not show yet what it has just made. *ret_id stays
 * NULL when it is not there. */
static bool find_made(struct values *values, const json_t *inputs, int64_t look_ms, char **ret_id,
                      struct error **err) {
    const int64_t until_ms = clock_monotonic_ms() + look_ms;
    struct pause pause = { 0 };
    for (;;) {
        if (!(has_own_id(values->rq->table) ? find_by_tag(values, ret_id, err)
                                            : find_by_id(values, inputs, ret_id, err)))
            return false;
        if (*ret_id || clock_monotonic_ms() >= until_ms)
            return true;
        if (!pause_take(&pause, values->rq->cancel, err))
            return false;
    }
}

/* ---- from nothing to an id ---- */

/* The last attempt was not refused: the same call may be made again. */
static bool is_open(const struct error *error) {
    return error->sent && !error_is_refusal(error);
}

/* Where a second call could make a second object it is worth a while to be sure. */
static int64_t look_ms_of(const struct resource_table *table) {
    return has_own_id(table) && !table->nonce_param ? SETTLE_MS : SHORT_LOOK_MS;
}

/* The creating call, and the id that it tells. An answer without one is like one that cannot be read. */
static bool create_call(const struct values *values, const json_t *request, char **ret_id,
                        struct error **err) {
    json_auto_t *answer = NULL;
    if (!call_with_grace(values, request, &answer, err))
        return false;
    *ret_id = id_from(values, answer);
    if (*ret_id)
        return true;
    error_set(err, ERROR_INTERNAL, "AWS's answer to %s has no %s", values->rq->table->create.operation,
              values->rq->table->id);
    (*err)->sent = true;
    return false;
}

/* True with *ret_id; false: refused (certain) or not known (*ret_uncertain). */
static bool make(struct values *values, const json_t *inputs, char **ret_id, bool *ret_uncertain,
                 struct error **err) {
    if (!taken_check(values, inputs, err))
        return false;
    json_auto_t *request = create_request(values, inputs);
    for (int attempt = 1;; attempt++) {
        auto_error *problem = NULL;
        if (create_call(values, request, ret_id, &problem))
            return true;
        *ret_uncertain = *ret_uncertain || problem->sent; /* an earlier attempt's object may still turn up */
        auto_error *lost = NULL;
        if (*ret_uncertain && !find_made(values, inputs, look_ms_of(values->rq->table), ret_id, &lost))
            log_info("%s %s: what it may have made could not be looked for (%s)", values->rq->table->service,
                     values->rq->table->create.operation, error_reason(lost));
        if (*ret_id)
            return true;
        if (!is_open(problem) || lost || attempt == ATTEMPTS) {
            taken_explain(values, inputs, &problem);
            *err = TAKE(problem);
            return false;
        }
    }
}

/* ---- from an id to a finished object ---- */

/* The object has states to wait for, or its steps need what AWS shows of it. */
static bool must_look_first(const struct resource_table *table) {
    for (const struct step *step = table->steps; step && step->on; step++) {
        const char *needs = step->set.needs;
        const bool shown = (needs && *needs == '@') || (step->set.params && strstr(step->set.params, "=@"));
        if (step->at != AT_UPDATE && shown)
            return true;
    }
    return table->ready != NULL;
}

static bool look(const struct values *values, const json_t *inputs, json_t **ret_item, json_t **ret_outputs,
                 struct error **err) {
    if (!item_wait_ready(values, ret_item, err))
        return false;
    json_decref(*ret_outputs);
    *ret_outputs = item_outputs(values, *ret_item, inputs);
    return true;
}

/* What a new object needs beside the creating call. *ret_any says whether there was anything. */
static bool complete_calls(const struct values *values, const json_t *outputs, const json_t *item,
                           const json_t *inputs, bool *ret_any, struct error **err) {
    const struct resource_table *table = values->rq->table;
    json_auto_t *now = values_merged(table, outputs, inputs);
    struct values with = *values;
    with.now = now;
    with.item = item;
    if (!steps_at_create(&with, ret_any, err))
        return false;
    if (!table->tagging || table->tagging->create)
        return true;
    json_auto_t *none = json_object();
    *ret_any = true;
    with.item = NULL;
    return tags_update(&with, none, json_object_get(inputs, "tagsAll"), err);
}

/* Waits, runs the steps, and reads; outputs are the best known even when it fails. */
static bool complete(struct values *values, const json_t *inputs, json_t **ret_outputs, struct error **err) {
    json_auto_t *item = NULL;
    bool any = false;
    values->now = inputs;
    if (must_look_first(values->rq->table) && !look(values, inputs, &item, ret_outputs, err))
        return false;
    if (!complete_calls(values, *ret_outputs, item, inputs, &any, err))
        return false;
    if (any)
        json_decref(TAKE(item));
    if ((!item && !look(values, inputs, &item, ret_outputs, err)) || !item_complete(values, item, err))
        return false;
    json_decref(*ret_outputs);
    *ret_outputs = item_outputs(values, item, inputs);
    return true;
}

/* An answer that nobody hears does not count: the engine does not know the id. */
static bool is_heard(const struct resource_request *rq) {
    return !rq->is_unheard || !rq->is_unheard(rq->call_context);
}

/* Records what there is; a failure from here on is "half made", never an error of the create. */
static void end_made(struct values *values, const json_t *inputs, char *id, struct resource_result *result) {
    const struct resource_request *rq = values->rq;
    journal_made(rq->provider->journal, values->nonce, id);
    result->id = id;
    result->outputs = json_copy((json_t *)inputs);
    values->id = id;
    values->is_new = true;
    auto_error *problem = NULL;
    if (!complete(values, inputs, &result->outputs, &problem)) {
        result->unfinished = TAKE(problem);
        json_object_set_new(result->outputs, UNFINISHED, json_true());
    }
    journal_released(rq->provider->journal, values->nonce, is_heard(rq));
}

/* Goes on with the object of an interrupted create. *ret_again: it did not fit and was removed; make a new
 * one. */
static bool end_found(struct values *values, const json_t *inputs, char *id, struct resource_result *result,
                      bool *ret_again, struct error **err) {
    struct resource_request *rq = (struct resource_request *)values->rq;
    bool must_replace = false;
    auto_error *problem = NULL;
    journal_made(rq->provider->journal, values->nonce, id);
    values->id = id;
    values->is_new = true;
    json_auto_t *outputs = NULL;
    if (!finish(values, inputs, true, &outputs, &must_replace, &problem) || !must_replace) {
        journal_adopted(rq->provider->journal, rq->table->token, id);
        result->id = id;
        result->outputs = outputs ? TAKE(outputs) : json_copy((json_t *)inputs);
        result->unfinished = TAKE(problem);
        if (result->unfinished)
            json_object_set_new(result->outputs, UNFINISHED, json_true());
        journal_released(rq->provider->journal, values->nonce, is_heard(rq));
        return true;
    }
    auto_free char *unfit = id;
    values->id = NULL;
    if (!resource_delete(rq, unfit, inputs, outputs, err)) {
        journal_released(rq->provider->journal, values->nonce, false);
        return error_in(err, "removing what an interrupted create of this resource left (%s)", unfit);
    }
    journal_close(rq->provider->journal, values->nonce);
    *ret_again = true;
    return true;
}

/*
 * The plugin of an engine that was killed lives on for a few seconds and may still be making what this create
 * is to make: only when it has ended is it known what came of it.
 */
static bool wait_for_holder(const struct resource_request *rq, struct error **err) {
    const int64_t since_ms = clock_monotonic_ms();
    for (;;) {
        const long long holder =
            journal_holder(rq->provider->journal, rq->urn, rq->table->token, rq->provider->scope);
        if (!holder)
            return true;
        if (clock_monotonic_ms() - since_ms >= HOLDER_MS)
            return error_set(
                err, ERROR_INTERNAL,
                "another process of this plugin (%lld) is still at work on this resource; nothing "
                "was created. When no other `pulumi` works on the stack, end that process; then "
                "run `pulumi up` again",
                holder);
        if (!cancel_wait_ms(rq->cancel, HOLDER_LOOK_MS, err))
            return false;
    }
}

/* An interrupted create of this URN, if there is one. *ret_done: its object is the result. */
static bool resume(const struct resource_request *rq, const json_t *inputs, struct resource_result *result,
                   bool *ret_done, struct error **err) {
    auto_journal_entry entry = { 0 };
    if (!wait_for_holder(rq, err))
        return false;
    if (!journal_take(rq->provider->journal, rq->urn, rq->table->token, rq->provider->scope, &entry))
        return true;
    struct values old = { .rq = rq, .now = inputs, .nonce = entry.nonce };
    auto_free char *id = NULL;
    if (!find_made(&old, inputs, SETTLE_MS - entry.age_ms, &id, err)) {
        journal_released(rq->provider->journal, entry.nonce, false);
        return error_in(err, "looking for what an interrupted create of this resource made");
    }
    bool again = false;
    if (id && !end_found(&old, inputs, TAKE(id), result, &again, err))
        return false;
    *ret_done = result->id != NULL;
    if (!*ret_done && !again)
        journal_close(rq->provider->journal, entry.nonce);
    return true;
}

static const char *name_of(const struct resource_table *table, const json_t *inputs) {
    return table->name ? json_text(inputs, table->name) : NULL;
}

static bool create(struct resource_request *rq, const json_t *inputs, struct resource_result *result,
                   struct error **err) {
    struct values values = { .rq = rq, .now = inputs };
    struct journal *journal = rq->provider->journal;
    bool done = false;
    if (!resume(rq, inputs, result, &done, err))
        return false;
    if (done)
        return true;
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    if (!journal_begin(journal, rq->urn, rq->table->token, rq->provider->scope, name_of(rq->table, inputs),
                       nonce, err))
        return false;
    values.nonce = nonce;
    char *id = NULL;
    bool uncertain = false;
    if (!make(&values, inputs, &id, &uncertain, err)) {
        if (uncertain)
            journal_released(journal, nonce, false);
        else
            journal_close(journal, nonce);
        return false;
    }
    end_made(&values, inputs, id, result);
    return true;
}

bool resource_create(struct resource_request *rq, const json_t *inputs, struct resource_result *result,
                     struct error **err) {
    const bool good = create(rq, inputs, result, err);
    together_forget(rq->provider->together);
    return good;
}
