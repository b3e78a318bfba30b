/* Update, and delete. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resources/engine.h"

/* Services that replace all tags at once must see first those that are not ours. */
static bool item_for_tags(const struct values *values, const struct schema_changes *changes,
                          json_t **ret_item, struct error **err) {
    const struct tagging *tagging = values->rq->table->tagging;
    json_auto_t *names = changed_names(changes);
    if (!tagging || !tagging->put.operation || !json_object_get(names, "tagsAll"))
        return true;
    *ret_item = json_object();
    return item_complete_member(values, tagging->item ? tagging->item : "Tags", *ret_item, err);
}

/* Calls for what the diff says, then the object as it is. */
static bool apply(const struct values *values, const json_t *outputs, const json_t *inputs,
                  const struct schema_changes *changes, json_t **ret_outputs, struct error **err) {
    json_auto_t *item = NULL;
    struct values with = *values;
    with.now = inputs;
    return item_for_tags(&with, changes, &item, err) &&
           changes_apply(values, item, outputs, inputs, changes, false, err) &&
           outputs_when_ready(values, inputs, NULL, ret_outputs, err);
}

/* After a failed update the state must say what AWS has, never what was wished (K22). */
static json_t *actual_outputs(const struct values *values, const json_t *outputs, const json_t *old_inputs) {
    json_auto_t *item = NULL;
    auto_error *ignored = NULL;
    struct values with = *values;
    with.now = outputs;
    if (item_read(&with, &item, &ignored) && item && item_complete(&with, item, &ignored))
        return item_outputs(&with, item, old_inputs);
    return json_copy((json_t *)outputs);
}

static bool update(struct resource_request *rq, const char *id, const json_t *outputs,
                   const json_t *old_inputs, const json_t *inputs, struct resource_result *result,
                   struct error **err) {
    struct values values = { .rq = rq, .id = id };
    auto_changes changes = { 0 };
    schema_diff(definition_of(rq->table), outputs, old_inputs, inputs, &changes);
    auto_error *problem = NULL;
    bool must_replace = false;
    const bool unfinished = json_is_true(json_object_get(outputs, UNFINISHED));
    const bool good = changes.count && !unfinished
                          ? apply(&values, outputs, inputs, &changes, &result->outputs, &problem)
                          : finish(&values, inputs, unfinished, &result->outputs, &must_replace, &problem);
    result->id = xstrdup(id);
    if (good && !must_replace)
        return true;
    if (must_replace)
        error_set(&problem, ERROR_AWS,
                  "%s %s is no longer as it was made, and AWS cannot change that: run `pulumi "
                  "refresh`, then `pulumi up` replaces it",
                  rq->table->title, id);
    if (problem->kind == ERROR_INPUT) {
        *err = TAKE(problem);
        return false;
    }
    if (!result->outputs)
        result->outputs = actual_outputs(&values, outputs, old_inputs);
    if (unfinished)
        json_object_set_new(result->outputs, UNFINISHED, json_true());
    result->unfinished = TAKE(problem);
    return true;
}

bool resource_update(struct resource_request *rq, const char *id, const json_t *outputs,
                     const json_t *old_inputs, const json_t *inputs, struct resource_result *result,
                     struct error **err) {
    const bool good = update(rq, id, outputs, old_inputs, inputs, result, err);
    together_forget(rq->provider->together);
    return good;
}

static bool remove_calls(const struct values *values, struct error **err) {
    const struct resource_table *table = values->rq->table;
    for (size_t i = 0; i < COUNT_OF(table->remove) && table->remove[i].operation; i++) {
        auto_error *problem = NULL;
        if (call_make(values, &table->remove[i], NULL, NULL, &problem))
            continue;
        if (problem->kind == ERROR_AWS && problem->code && words_have(table->gone, problem->code))
            continue;
        *err = TAKE(problem);
        return false;
    }
    return true;
}

/*
 * An object that an earlier, interrupted create had made, and that this very run has gone on with, is what
 * the state now means by this URN. The engine may still ask to delete it as "the old one" (after `pulumi
 * state taint`, while the journal was open): then there is nothing to delete, and the user is told.
 */
static bool is_adopted(const struct resource_request *rq, const char *id) {
    if (!journal_was_adopted(rq->provider->journal, rq->table->token, id))
        return false;
    auto_free char *line =
        xprintf("%s %s was kept: an interrupted run had made it, and this run went on with it instead of "
                "making another. To have it replaced, run `pulumi up --target-replace` once more",
                rq->table->title, id);
    if (rq->warn)
        rq->warn(rq->status_context, line);
    return true;
}

bool resource_delete(struct resource_request *rq, const char *id, const json_t *inputs, const json_t *outputs,
                     struct error **err) {
    json_auto_t *now = json_copy((json_t *)outputs);
    json_object_update_missing(now, (json_t *)inputs);
    struct values values = { .rq = rq, .id = id, .now = now };
    if (is_adopted(rq, id))
        return true;
    const bool good = (!rq->table->before_remove || rq->table->before_remove(rq, id, now, err)) &&
                      remove_calls(&values, err) && (!rq->table->wait_gone || item_wait_gone(&values, err));
    together_forget(rq->provider->together);
    return good;
}
