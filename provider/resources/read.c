/* Read: refresh and import. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resources/engine.h"

enum { SHARE_MS = 10 }; /* a Read waits so long for others of its kind: the engine sends many at once */

/* What the table's languages may use: the state, or for an import what the id tells. */
static bool known_values(const struct resource_table *table, const char *id, const json_t *inputs,
                         const json_t *outputs, json_t **ret_values, struct error **err) {
    json_auto_t *known = json_copy((json_t *)inputs);
    json_object_update_missing(known, (json_t *)outputs);
    if (json_object_size(known) == 0 && table->from_id && !table->from_id(id, known, err))
        return false;
    if (json_object_size(known) == 0 && !table->from_id && strchr(table->id, '{') &&
        !text_taken_apart(table->id, id, known))
        return error_set(err, ERROR_INPUT, "\"%s\" is no id of %s: it has the form %s", id, table->token,
                         table->id);
    *ret_values = TAKE(known);
    return true;
}

/* A half-made object stays half-made until an update ends it: a read that says nothing of it would make the
 * engine forget (docs/architecture.md, "Half made"). */
static struct error *still_unfinished(const struct resource_table *table, const char *id, const json_t *item,
                                      const json_t *outputs) {
    auto_free char *broken = item_broken(table, item);
    struct error *error = NULL;
    if (!broken && json_is_true(json_object_get(outputs, UNFINISHED)))
        error_set(&error, ERROR_AWS,
                  "%s %s was not finished when it was made; the next `pulumi up` finishes it", table->title,
                  id);
    if (broken)
        error_set(&error, ERROR_AWS, "%s %s is %s; the next `pulumi up` replaces it", table->title, id,
                  broken);
    return error;
}

bool resource_read(struct resource_request *rq, const char *id, const json_t *inputs, const json_t *outputs,
                   struct resource_result *result, struct error **err) {
    json_auto_t *known = NULL;
    if (!known_values(rq->table, id, inputs, outputs, &known, err))
        return false;
    struct values values = { .rq = rq, .id = id, .now = known, .patience_ms = SHARE_MS };
    values.may_be_recent = json_object_size(outputs) > 0; /* a refresh, in which nothing is changed */
    json_auto_t *item = NULL;
    if (!item_read(&values, &item, err) || (item && !item_complete(&values, item, err)))
        return false;
    const char *state = item && rq->table->state ? json_string_value(json_at(item, rq->table->state)) : NULL;
    if (!item || (state && words_have(rq->table->leaving, state)))
        return true;
    result->id = xstrdup(id);
    result->outputs = item_outputs(&values, item, known);
    result->inputs = item_inputs(rq, result->outputs, inputs);
    outputs_add_undescribed(rq->table, result->inputs,
                            result->outputs); /* an import has the schema's defaults for them */
    result->unfinished = still_unfinished(rq->table, id, item, outputs);
    if (result->unfinished && json_is_true(json_object_get(outputs, UNFINISHED)))
        json_object_set_new(result->outputs, UNFINISHED, json_true());
    return true;
}
