/* Descriptions that travel together: between the tables and the room in which those who ask wait (together.h). */
#include <string.h>

#include "base/memory.h"
#include "resources/engine.h"

enum { WORD = 128 };

/* The object that is looked for in an answer. */
struct wanted {
    const struct values *values;
    const char *items; /* its path in the answer for it alone: "Subnets[0]" */
    const struct batch *batch;
};

/* What the answer would be for this object alone, or NULL when it is not in it. */
static json_t *answer_alone(const void *context, const json_t *answer) {
    const struct wanted *wanted = context;
    auto_free char *list = xstrndup(wanted->items, strcspn(wanted->items, "["));
    const json_t *mine = list_search(wanted->values, json_object_get(answer, list), wanted->batch->mine);
    return mine ? json_pack("{s:[o]}", list, json_deep_copy(mine)) : NULL;
}

/* AWS refuses what one of the values is: the others must not suffer, so each asks for itself. */
static bool is_about_one(const struct error *error) {
    return error->kind == ERROR_AWS && error->code &&
           (strncmp(error->code, "Invalid", strlen("Invalid")) == 0 || strstr(error->code, "NotFound") ||
            strstr(error->code, "Malformed"));
}

/* Asks with the first of the assignments that has a value; *ret_answer stays NULL when none has. */
static bool ask(const struct wanted *wanted, const char *assignments, struct question question,
                json_t **ret_answer, struct error **err) {
    const struct resource_request *rq = wanted->values->rq;
    const int64_t patience_ms = wanted->values->patience_ms;
    const struct aws_teller teller = call_teller(rq);
    char name[WORD];
    json_auto_t *value = NULL;
    if (!params_first(wanted->values, assignments, name, sizeof name, &value) || !json_is_string(value))
        return question.wide || cancel_wait_ms(rq->cancel, patience_ms, err);
    char *brackets = strstr(name, "[]");
    if (brackets)
        *brackets = '\0';
    question.service = rq->table->service;
    question.member = brackets ? name : NULL;
    question.filter = brackets ? NULL : name;
    question.value = json_string_value(value);
    question.most = wanted->batch->most;
    question.teller = &teller;
    question.patience_ms = patience_ms;
    question.pick = answer_alone;
    question.wanted = wanted;
    return together_ask(rq->provider->together, rq->cancel, &question, ret_answer, err);
}

/* The same; *ret_answer stays NULL, too, when AWS has something against one of those who asked. */
static bool ask_or_leave(const struct wanted *wanted, const char *assignments,
                         const struct question *question, json_t **ret_answer, struct error **err) {
    auto_error *problem = NULL;
    if (ask(wanted, assignments, *question, ret_answer, &problem) || is_about_one(problem))
        return true;
    *err = TAKE(problem);
    return false;
}

bool batch_describe(const struct values *values, const char *operation, const char *items,
                    const struct batch *batch, json_t **ret_answer, struct error **err) {
    const struct wanted wanted = { .values = values, .items = items, .batch = batch };
    const struct question near = { .operation = operation, .wide = true };
    const struct question among = { .operation = operation, .needs_company = true };
    if (values->may_be_recent) {
        const struct question recent = { .service = values->rq->table->service,
                                         .operation = operation,
                                         .pick = answer_alone,
                                         .wanted = &wanted };
        *ret_answer = together_recall(values->rq->provider->together, &recent);
    }
    if (!*ret_answer && values->may_be_recent && batch->near &&
        !ask_or_leave(&wanted, batch->near, &near, ret_answer, err))
        return false;
    return *ret_answer || ask_or_leave(&wanted, batch->by, &among, ret_answer, err);
}

bool batch_complete(const struct values *values, const struct more *more, json_t **ret_answer,
                    struct error **err) {
    const struct wanted wanted = { .values = values, .items = more->at, .batch = &more->batch };
    json_auto_t *request = json_object();
    params_put(values, more->params, request);
    const struct question question = { .operation = more->operation, .request = request };
    if (!ask(&wanted, more->batch.by, question, ret_answer, err))
        return false;
    if (!*ret_answer)
        *ret_answer = json_object();
    return true;
}
