/*
 * Inside the room: the pieces that create, read, update, delete and list are made of. Nothing outside
 * resources/ includes this header.
 */
#ifndef RESOURCES_ENGINE_H
#define RESOURCES_ENGINE_H

#include <stdint.h>

#include "base/json.h"
#include "base/text.h"
#include "resources/account.h"
#include "resources/journal.h"
#include "resources/resource.h"
#include "resources/table.h"
#include "resources/together.h"

/* What the names in a table's small languages stand for in one request. */
struct values {
    const struct resource_request *rq;
    const char *id;       /* $id, or NULL */
    const char *nonce;    /* $nonce, or NULL */
    const json_t *now;    /* properties by name */
    const json_t *before; /* for +list and -list: the properties as they were */
    const json_t *item;   /* @Member */
    const json_t *tags;   /* $tags, $keys */
    const json_t *tag_keys;
    bool is_new;         /* made a moment ago: "not found" means not yet (aws-rules: "just made") */
    int64_t patience_ms; /* how long a read may wait for others of its kind */
    bool may_be_recent;  /* a read is told the truth when that was asked for in the last TOGETHER_KEPT_MS */
};

/* ---- fields.c: values between properties and members ---- */

/* The row of a property, or NULL. */
const struct field *field_find(const struct field *fields, const char *property);

/* A property's value as the member has it, and back. New references; NULL when there is nothing to show. */
json_t *field_to_member(const struct field *field, const json_t *value);
json_t *field_to_property(const struct field *field, const json_t *member);

/* What the row reads from a described object (or an object inside it), `none` included. */
json_t *field_read(const struct field *field, const json_t *item);

/* True when the space-separated list has the word. NULL list: false. */
bool words_have(const char *words, const char *word);

/* The next word of the list; *words moves behind it. False at the end. `buffer` has `size` bytes. */
bool words_next(const char **words, char *buffer, size_t size);

/* ---- params.c: the small language ---- */

/* Puts what the assignments say into `request`. */
void params_put(const struct values *values, const char *params, json_t *request);

/* The first assignment whose source has a value: its member, in a buffer for a whole assignment, and a new reference. */
bool params_first(const struct values *values, const char *params, char *member, size_t size,
                  json_t **ret_value);

/* A text with {property}, {a|b}, {@Member}, $id, $region, $partition: a heap string, NULL when a part has no
 * value. */
char *text_made(const struct values *values, const char *pattern);

/* The other way round: what the properties in the pattern are in `text` (import). False when it does not fit.
 */
bool text_taken_apart(const char *pattern, const char *text, json_t *properties);

/* The element of `list` that agrees with "Member=property …" (see resource_table.match). Borrowed, or NULL.
 */
json_t *list_search(const struct values *values, const json_t *list, const char *match);

/* ---- call.c: calls with their retries ---- */

/* Makes a call with the request that its params and `extra` (may be NULL) give; *ret_answer may be NULL. */
MUST_USE bool call_make(const struct values *values, const struct call *call, const json_t *extra,
                        json_t **ret_answer, struct error **err);

/* The same for an operation with pages. */
MUST_USE bool call_make_pages(const struct values *values, const char *operation, const char *params,
                              json_t **ret_answer, struct error **err);

/* Tells the user how a long wait goes, and the log how every wait goes. `since_ms` is its begin on the monotonic clock.
 */
void status_report(const struct resource_request *rq, int64_t since_ms, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Who reports so when a call takes long. */
struct aws_teller call_teller(const struct resource_request *rq);

/* Growing pauses with jitter, for waits. */
struct pause {
    int64_t next_ms;
};
int64_t pause_next_ms(struct pause *pause);
MUST_USE bool pause_take(struct pause *pause, struct cancel *cancel, struct error **err);

/* ---- batch.c: descriptions that travel together ---- */

/*
 * What the call would answer for this object alone, taken from an answer for many. True with *ret_answer NULL: the
 * object was not in it, or nobody else asked; that says nothing about whether it is there. `items` is the path of the
 * object in the answer ("Subnets[0]").
 */
MUST_USE bool batch_describe(const struct values *values, const char *operation, const char *items,
                             const struct batch *batch, json_t **ret_answer, struct error **err);

/* The same for a call whose answer says for certain what there is: `params` are the same for all objects. */
MUST_USE bool batch_complete(const struct values *values, const struct more *more, json_t **ret_answer,
                             struct error **err);

/* ---- item.c: the described object ---- */

/* "Member=value": true for an object like this. */
bool item_is_like(const json_t *item, const char *when);

/* The object as the table's `read` describes it. True with *ret_item NULL when it is not there. A new
 * reference. */
MUST_USE bool item_read(const struct values *values, json_t **ret_item, struct error **err);

/* Puts what the table's `more` calls answer into the item. */
MUST_USE bool item_complete(const struct values *values, json_t *item, struct error **err);

/* The same for one member. */
MUST_USE bool item_complete_member(const struct values *values, const char *member, json_t *item,
                                   struct error **err);

/* Waits until the object is in a good state. Not completed. */
MUST_USE bool item_wait_ready(const struct values *values, json_t **ret_item, struct error **err);

/* Waits until the object is gone. */
MUST_USE bool item_wait_gone(const struct values *values, struct error **err);

/* Outputs of a described object: everything the rows show. `inputs` (may be NULL) fills what AWS does not
 * show. */
json_t *item_outputs(const struct values *values, const json_t *item, const json_t *inputs);

/* Copies into `outputs` the inputs that only the program knows (forceDestroy, …): AWS never hears of them. */
void outputs_add_undescribed(const struct resource_table *table, const json_t *inputs, json_t *outputs);

/* Inputs as Check would make them from a described object. `old_inputs` empty: an import. */
json_t *item_inputs(const struct resource_request *rq, const json_t *outputs, const json_t *old_inputs);

/* Why the object is broken, or NULL when it is not: a heap string. */
char *item_broken(const struct resource_table *table, const json_t *item);

/* An input's text for a rule between properties; NULL when it is absent or not known yet: such a rule waits (K27). */
const char *input_text(const json_t *inputs, const char *name);

/* ---- tags.c ---- */

extern const struct tagging ec2_tagging;

/* Tags for a creating call: tagsAll, and the nonce where the create is identified by a tag. */
void tags_into_create(const struct values *values, json_t *request);

/* The tags of a described object, as a map, without those that are not the user's (aws:…, ours, ignored). */
json_t *tags_of_item(const struct resource_request *rq, const json_t *item);
const char *tags_nonce(const struct resource_table *table, const json_t *item);

/* Splits what AWS has into the resource's own tags, given which were its own before (may be NULL). */
json_t *tags_own(const struct resource_request *rq, const json_t *all, const json_t *own_before);

/* Makes the object's tags be as `wanted` (tagsAll); `actual` is what it has. */
MUST_USE bool tags_update(const struct values *values, const json_t *actual, const json_t *wanted,
                          struct error **err);

/* The tag that carries a create's nonce. */
#define TAG_CREATE "utm:create"

/* ---- taken.c ---- */

/* When the create was refused because something is in its place: says in *err what that is, and what to do.
 */
void taken_explain(const struct values *values, const json_t *inputs, struct error **err);

/* False when the creating call would silently take over an object that is there and that somebody named. */
MUST_USE bool taken_check(const struct values *values, const json_t *inputs, struct error **err);

/* ---- steps.c ---- */

/* Runs the steps that a new object needs, or that the changed properties ({"name": true}) need. *ret_any says
 * whether there was one. */
MUST_USE bool steps_at_create(const struct values *values, bool *ret_any, struct error **err);
MUST_USE bool steps_at_update(const struct values *values, const json_t *changed, struct error **err);

/* ---- finish.c ---- */

/* Makes the calls that the changes need: `outputs` is what there is, `inputs` what is wanted, `item` the described object
 * (NULL where nothing needs it). `create_steps`: the steps that only a create runs have not all run. */
MUST_USE bool changes_apply(const struct values *values, const json_t *item, const json_t *outputs,
                            const json_t *inputs, const struct schema_changes *changes, bool create_steps,
                            struct error **err);

/* Waits until the object is in a good state and reads it whole; *ret_item may be NULL. */
MUST_USE bool outputs_when_ready(const struct values *values, const json_t *inputs, json_t **ret_item,
                                 json_t **ret_outputs, struct error **err);

/* Makes an object that exists be as `inputs` say, whatever it is now; the way a half-made one is ended. */
MUST_USE bool finish(const struct values *values, const json_t *inputs, bool create_steps,
                     json_t **ret_outputs, bool *ret_must_replace, struct error **err);

/* In the outputs of an object whose create did not come to its end. */
#define UNFINISHED "__unfinished"
/* In the outputs of an object that is broken for good: why. */
#define BROKEN "__broken"

/* ---- plan.c ---- */

/* Properties by name for the languages: what the state has, under what the inputs say. A new reference. */
json_t *values_merged(const struct resource_table *table, const json_t *outputs, const json_t *inputs);

/* The names of the top-level properties in `changes`, as {"name": true}. A new reference. */
json_t *changed_names(const struct schema_changes *changes);

/* The schema's definition of the table's type. Borrowed. */
const json_t *definition_of(const struct resource_table *table);

#endif
