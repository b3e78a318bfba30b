/* Diff: the schema's comparison by meaning, and what only the state knows. */
#include "base/json.h"
#include "plugin/changes.h"
#include "plugin/handlers.h"
#include "plugin/subject.h"
#include "pulumi/provider.pb-c.h"
#include "value/value.h"

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

bool plugin_diff(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                 ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__DiffRequest *request = (const Pulumirpc__DiffRequest *)message;
    auto_subject subject = { 0 };
    if (!subject_begin(&subject, context, call, request->urn, failure))
        return false;
    AUTO(compared_done) struct compared of = { 0 };
    auto_error *error = NULL;
    if (!value_plain_from_struct(request->olds, &of.state, &error) ||
        !value_plain_from_struct(request->old_inputs, &of.old_inputs, &error) ||
        !value_plain_from_struct(request->news, &of.new_inputs, &error))
        return plugin_fail(call, failure, error);
    resource_known(subject.rq.provider, resource_token(subject.rq.table), request->id);
    auto_changes changes = { 0 };
    schema_diff(subject.definition, of.state, of.old_inputs, of.new_inputs, &changes);
    const char *broken = resource_must_replace(subject.rq.table, of.state);
    const bool replace = broken || changes.replace;
    Pulumirpc__DiffResponse *response = plugin_message(call, &pulumirpc__diff_response__descriptor);
    changes_into(call, &changes, broken, json_object_size(of.old_inputs) != 0, response);
    response->changes = replace || changes.count ? PULUMIRPC__DIFF_RESPONSE__DIFF_CHANGES__DIFF_SOME
                                                 : PULUMIRPC__DIFF_RESPONSE__DIFF_CHANGES__DIFF_NONE;
    response->delete_before_replace =
        replace && resource_delete_first(subject.rq.table, of.old_inputs, of.new_inputs);
    *ret_response = &response->base;
    return true;
}
