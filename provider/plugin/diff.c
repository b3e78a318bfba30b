/* Diff: the schema's comparison by meaning, and what only the state knows. */
#include <string.h>

#include "base/json.h"
#include "plugin/handlers.h"
#include "plugin/subject.h"
#include "pulumi/provider.pb-c.h"
#include "value/value.h"

static Pulumirpc__PropertyDiff__Kind kind_of(const struct schema_change *change) {
    switch (change->kind) {
    case SCHEMA_ADD:
        return change->replace ? PULUMIRPC__PROPERTY_DIFF__KIND__ADD_REPLACE
                               : PULUMIRPC__PROPERTY_DIFF__KIND__ADD;
    case SCHEMA_DELETE:
        return change->replace ? PULUMIRPC__PROPERTY_DIFF__KIND__DELETE_REPLACE
                               : PULUMIRPC__PROPERTY_DIFF__KIND__DELETE;
    case SCHEMA_UPDATE:
        break;
    }
    return change->replace ? PULUMIRPC__PROPERTY_DIFF__KIND__UPDATE_REPLACE
                           : PULUMIRPC__PROPERTY_DIFF__KIND__UPDATE;
}

static char *top_level(struct arena *arena, const char *path) {
    return arena_strndup(arena, path, strcspn(path, ".["));
}

static void add_text(char **texts, size_t *count, char *text) {
    for (size_t i = 0; i < *count; i++)
        if (strcmp(texts[i], text) == 0)
            return;
    texts[(*count)++] = text;
}

static void add_detail(struct rpc_call *call, Pulumirpc__DiffResponse *response, const char *path,
                       Pulumirpc__PropertyDiff__Kind kind, bool of_inputs) {
    Pulumirpc__PropertyDiff *diff = plugin_message(call, &pulumirpc__property_diff__descriptor);
    diff->kind = kind;
    diff->input_diff = of_inputs;
    Pulumirpc__DiffResponse__DetailedDiffEntry *entry =
        plugin_message(call, &pulumirpc__diff_response__detailed_diff_entry__descriptor);
    entry->key = arena_strdup(call->arena, path);
    entry->value = diff;
    response->detailed_diff[response->n_detailed_diff++] = entry;
}

static void add_changes(struct rpc_call *call, const struct schema_changes *changes, const char *broken,
                        bool of_inputs, Pulumirpc__DiffResponse *response) {
    const size_t room = changes->count + 1;
    response->has_detailed_diff = true;
    response->detailed_diff = arena_array(call->arena, room, sizeof *response->detailed_diff);
    response->replaces = arena_array(call->arena, room, sizeof *response->replaces);
    response->diffs = arena_array(call->arena, room, sizeof *response->diffs);
    for (size_t i = 0; i < changes->count; i++) {
        const struct schema_change *change = &changes->items[i];
        char *top = top_level(call->arena, change->path);
        add_detail(call, response, change->path, kind_of(change), of_inputs);
        add_text(response->diffs, &response->n_diffs, top);
        if (change->replace)
            add_text(response->replaces, &response->n_replaces, top);
    }
    if (!broken)
        return;
    add_detail(call, response, broken, PULUMIRPC__PROPERTY_DIFF__KIND__DELETE_REPLACE, false);
    add_text(response->replaces, &response->n_replaces, arena_strdup(call->arena, broken));
}

struct compared {
    json_t *state;
    json_t *old_inputs;
    json_t *new_inputs;
};

static void compared_done(struct compared *compared) {
    json_decref(compared->state);
    json_decref(compared->old_inputs);
    json_decref(compared->new_inputs);
}

static bool plain_from(const Google__Protobuf__Struct *from, json_t **ret_plain, struct error **err) {
    json_auto_t *value = NULL;
    if (!value_from_struct(from, &value, err))
        return false;
    *ret_plain = value_plain(value);
    return true;
}

bool plugin_diff(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                 ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__DiffRequest *request = (const Pulumirpc__DiffRequest *)message;
    auto_subject subject = { 0 };
    if (!subject_begin(&subject, context, call, request->urn, failure))
        return false;
    AUTO(compared_done) struct compared of = { 0 };
    auto_error *error = NULL;
    if (!plain_from(request->olds, &of.state, &error) ||
        !plain_from(request->old_inputs, &of.old_inputs, &error) ||
        !plain_from(request->news, &of.new_inputs, &error))
        return plugin_fail(call, failure, error);
    resource_known(subject.rq.provider, resource_token(subject.rq.table), request->id);
    auto_changes changes = { 0 };
    schema_diff(subject.definition, of.state, of.old_inputs, of.new_inputs, &changes);
    const char *broken = resource_must_replace(subject.rq.table, of.state);
    const bool replace = broken || changes.replace;
    Pulumirpc__DiffResponse *response = plugin_message(call, &pulumirpc__diff_response__descriptor);
    add_changes(call, &changes, broken, json_object_size(of.old_inputs) != 0, response);
    response->changes = replace || changes.count ? PULUMIRPC__DIFF_RESPONSE__DIFF_CHANGES__DIFF_SOME
                                                 : PULUMIRPC__DIFF_RESPONSE__DIFF_CHANGES__DIFF_NONE;
    response->delete_before_replace =
        replace && resource_delete_first(subject.rq.table, of.old_inputs, of.new_inputs);
    *ret_response = &response->base;
    return true;
}
