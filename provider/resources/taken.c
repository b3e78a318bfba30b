/* A create that meets something in its place: what it is, and what to do. Nothing foreign is ever adopted. */
#include <stdlib.h>
#include <string.h>

#include "aws/formats/timestamp.h"
#include "base/memory.h"
#include "resources/engine.h"

/* What stands in the way. */
struct holder {
    char *id;
    json_t *item; /* as described, or NULL */
};

static void holder_done(struct holder *holder) {
    free(holder->id);
    json_decref(holder->item);
}
#define auto_holder AUTO(holder_done) struct holder

/* Where the id follows from the inputs it is simply read; else the table says how to search. */
static void find_holder(const struct values *values, const json_t *inputs, struct holder *ret_holder) {
    const struct resource_table *table = values->rq->table;
    struct values of = *values;
    auto_error *ignored = NULL;
    of.now = inputs;
    if (strchr(table->id, '{')) {
        ret_holder->id = text_made(&of, table->id);
        of.id = ret_holder->id;
        if (of.id && !item_read(&of, &ret_holder->item, &ignored))
            ret_holder->item = NULL;
        return;
    }
    json_auto_t *answer = NULL;
    if (!table->taken_by || !call_make_pages(&of, table->list.operation, table->taken_by, &answer, &ignored))
        return;
    json_t *first = json_array_get(json_at(answer, table->list.items), 0);
    const char *id = json_string_value(json_at(first, table->list.id));
    ret_holder->id = id ? xstrdup(id) : NULL;
    ret_holder->item = json_incref(first);
}

/* As text: CloudWatch Logs counts milliseconds since 1970, IAM has a text already. */
static const char *day_of(const struct values *values, const json_t *item) {
    const char *member = values->rq->table->made;
    const json_t *made = member ? json_at(item, member) : NULL;
    if (!json_is_integer(made))
        return json_string_value(made);
    const struct timestamp at = { .seconds = json_integer_value(made) / 1000 };
    return timestamp_iso8601(values->rq->arena, at);
}

/* The ARN and the day it was made, as far as AWS shows them. */
static char *description_of(const struct values *values, const struct holder *holder) {
    auto_text text = { 0 };
    text_printf(&text, "the %s %s", values->rq->table->title, holder->id);
    if (!holder->item)
        return text_take(&text);
    struct values of = *values;
    of.id = holder->id;
    json_auto_t *outputs = item_outputs(&of, holder->item, NULL);
    const char *arn = json_text(outputs, "arn");
    const char *made = day_of(values, holder->item);
    if (arn)
        text_printf(&text, " (%s)", arn);
    if (made)
        text_printf(&text, ", made %s,", made);
    return text_take(&text);
}

static const char *logical_name(const char *urn) {
    const char *name = urn;
    for (const char *at = strstr(urn, "::"); at; at = strstr(at + 2, "::"))
        name = at + 2;
    return name;
}

static void explain(const struct values *values, const struct holder *holder, struct error **err) {
    auto_free char *what = description_of(values, holder);
    const char *token = values->rq->table->token;
    error_in(
        err,
        "%s is there already, and it is not known to this stack. If it is meant to be this resource, run "
        "`pulumi import %s %s %s`; else delete it, or give this resource another name",
        what, token, logical_name(values->rq->urn), holder->id);
}

void taken_explain(const struct values *values, const json_t *inputs, struct error **err) {
    const struct resource_table *table = values->rq->table;
    if ((*err)->kind != ERROR_AWS || !(*err)->code || !words_have(table->taken, (*err)->code))
        return;
    auto_holder holder = { 0 };
    find_holder(values, inputs, &holder);
    if (holder.item)
        explain(values, &holder, err);
    else if (holder.id && words_have(table->taken_abroad, (*err)->code))
        error_in(err, "%s belongs to another AWS account: choose another name", holder.id);
}

bool taken_check(const struct values *values, const json_t *inputs, struct error **err) {
    const struct resource_table *table = values->rq->table;
    const char *region = aws_region(values->rq->provider->aws);
    if (!table->overwrites ||
        !(words_have(table->overwrites, "*") || words_have(table->overwrites, region)) ||
        json_is_true(json_object_get(inputs, AUTONAMED)))
        return true;
    auto_holder holder = { 0 };
    find_holder(values, inputs, &holder);
    if (!holder.item)
        return true;
    error_set(err, ERROR_AWS, "nothing was changed");
    explain(values, &holder, err);
    return false;
}
