#include "plugin/changes.h"

#include <string.h>

#include "plugin/plugin.h"

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

void changes_into(struct rpc_call *call, const struct schema_changes *changes, const char *broken,
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
