/* Calls beside the create call: attributes and sub-resources, set and taken away. */
#include <string.h>

#include "resources/engine.h"

static bool is_value(const json_t *value, const char *json) {
    json_auto_t *wanted = json_loads(json, JSON_DECODE_ANY, NULL);
    return wanted && value && json_equal(wanted, value);
}

/* The step's conditions on the value of its one property. */
static bool is_meant(const struct step *step, const json_t *properties) {
    const json_t *value = json_object_get(properties, step->on);
    if (step->is && !is_value(value, step->is))
        return false;
    return !(step->is_not && is_value(value, step->is_not));
}

/* True when a property of the step is in `names`. */
static bool concerns(const struct step *step, const json_t *names) {
    const char *words = step->on;
    char word[128];
    while (words_next(&words, word, sizeof word))
        if (json_object_get(names, word))
            return true;
    return false;
}

/* True when a property of the step has a value, other than what a new object has anyway. */
static bool wanted_at_create(const struct step *step, const json_t *properties) {
    const char *words = step->on;
    char word[128];
    if (!*words)
        return true;
    while (words_next(&words, word, sizeof word)) {
        const json_t *value = json_object_get(properties, word);
        if (value && !json_is_null(value) && !(step->fresh && is_value(value, step->fresh)))
            return true;
    }
    return false;
}

bool steps_at_create(const struct values *values, bool *ret_any, struct error **err) {
    for (const struct step *step = values->rq->table->steps; step && step->on; step++) {
        if (step->at == AT_UPDATE || !wanted_at_create(step, values->now) || !is_meant(step, values->now))
            continue;
        *ret_any = true;
        if (!call_make(values, &step->set, NULL, NULL, err))
            return false;
    }
    return true;
}

/* The call that a changed property needs; NULL: none. */
static const struct call *call_of(const struct step *step, const struct values *values) {
    if (step->before && !json_object_get(values->before, step->before))
        return NULL;
    if (concerns(step, values->now) || step->even_empty)
        return is_meant(step, values->now) ? &step->set : NULL;
    return step->unset.operation ? &step->unset : NULL;
}

bool steps_at_update(const struct values *values, const json_t *changed, struct error **err) {
    for (const struct step *step = values->rq->table->steps; step && step->on; step++) {
        const struct call *call =
            step->at != AT_CREATE && concerns(step, changed) ? call_of(step, values) : NULL;
        if (call && !call_make(values, call, NULL, NULL, err))
            return false;
    }
    return true;
}
