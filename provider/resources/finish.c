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

static bool apply(struct values *values, const json_t *outputs, const json_t *inputs,
                  const struct schema_changes *changes, bool create_steps, struct error **err) {
    json_auto_t *names = changed_names(changes);
    json_auto_t *now = values_merged(values->rq->table, outputs, inputs);
    values->now = now;
    values->before = outputs;
    const bool good =
        (!create_steps || create_steps_again(values, err)) && steps_at_update(values, names, err) &&
        (!values->rq->table->tagging ||
         tags_update(values, json_object_get(outputs, "tagsAll"), json_object_get(inputs, "tagsAll"), err));
    values->now = NULL;
    values->before = NULL;
    return good;
}

/* Reads the object in its good state, whole. */
static bool ready_outputs(struct values *values, const json_t *inputs, json_t **ret_item,
                          json_t **ret_outputs, struct error **err) {
    json_auto_t *item = NULL;
    values->now = inputs;
    const bool good = item_wait_ready(values, &item, err) && item_complete(values, item, err);
    if (good) {
        *ret_outputs = item_outputs(values, item, inputs);
        *ret_item = TAKE(item);
    }
    values->now = NULL;
    return good;
}

bool finish(struct values *values, const json_t *inputs, bool create_steps, json_t **ret_outputs,
            bool *ret_must_replace, struct error **err) {
    const struct resource_request *rq = values->rq;
    json_auto_t *item = NULL;
    json_auto_t *outputs = NULL;
    if (!ready_outputs(values, inputs, &item, &outputs, err))
        return false;
    json_auto_t *actual = item_inputs(rq, outputs, inputs);
    auto_changes changes = { 0 };
    schema_diff(definition_of(rq->table), outputs, actual, inputs, &changes);
    *ret_must_replace = changes.replace;
    if (changes.replace) {
        *ret_outputs = TAKE(outputs);
        return true;
    }
    values->item = item;
    const bool applied = apply(values, outputs, inputs, &changes, create_steps, err);
    values->item = NULL;
    if (!applied)
        return false;
    json_auto_t *after = NULL;
    json_auto_t *after_item = NULL;
    if (!ready_outputs(values, inputs, &after_item, &after, err))
        return false;
    *ret_outputs = TAKE(after);
    return true;
}
