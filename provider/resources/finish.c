/* Bringing an object that exists to what the inputs say: the end of creates, updates and repairs. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resources/engine.h"

/* The steps that only a create runs must have run: they are made so that a second time does no harm. */
static bool create_steps_again(const struct values *values, struct error **err) {
    for (const struct step *step = values->rq->table->steps; step && step->on; step++)
        if (step->at == AT_CREATE && !*step->on && !call_make(values, &step->set, NULL, NULL, err))
            return false;
    return true;
}

bool changes_apply(const struct values *values, const json_t *item, const json_t *outputs,
                   const json_t *inputs, const struct schema_changes *changes, bool create_steps,
                   struct error **err) {
    const struct resource_table *table = values->rq->table;
    json_auto_t *names = changed_names(changes);
    json_auto_t *now = values_merged(table, outputs, inputs);
    struct values with = *values;
    with.item = item;
    with.now = now;
    with.before = outputs;
    if ((create_steps && !create_steps_again(&with, err)) || !steps_at_update(&with, names, err))
        return false;
    return !table->tagging ||
           tags_update(&with, json_object_get(outputs, "tagsAll"), json_object_get(inputs, "tagsAll"), err);
}

bool outputs_when_ready(const struct values *values, const json_t *inputs, json_t **ret_item,
                        json_t **ret_outputs, struct error **err) {
    json_auto_t *item = NULL;
    struct values with = *values;
    with.now = inputs;
    if (!item_wait_ready(&with, &item, err) || !item_complete(&with, item, err))
        return false;
    *ret_outputs = item_outputs(&with, item, inputs);
    if (ret_item)
        *ret_item = TAKE(item);
    return true;
}

bool finish(const struct values *values, const json_t *inputs, bool create_steps, json_t **ret_outputs,
            bool *ret_must_replace, struct error **err) {
    const struct resource_request *rq = values->rq;
    json_auto_t *item = NULL;
    json_auto_t *outputs = NULL;
    if (!outputs_when_ready(values, inputs, &item, &outputs, err))
        return false;
    json_auto_t *actual = item_inputs(rq, outputs, inputs);
    auto_changes changes = { 0 };
    schema_diff(definition_of(rq->table), outputs, actual, inputs, &changes);
    *ret_must_replace = changes.replace;
    if (changes.replace) {
        *ret_outputs = TAKE(outputs);
        return true;
    }
    return changes_apply(values, item, outputs, inputs, &changes, create_steps, err) &&
           outputs_when_ready(values, inputs, NULL, ret_outputs, err);
}
