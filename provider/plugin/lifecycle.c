/* Create, Read, Update, Delete. */
#include "base/json.h"
#include "google/protobuf/empty.pb-c.h"
#include "plugin/handlers.h"
#include "plugin/subject.h"
#include "pulumi/provider.pb-c.h"
#include "value/value.h"

/* A property object of a request: as it came, and without wrappers. */
struct properties {
    json_t *value;
    json_t *plain;
};

static void properties_done(struct properties *properties) {
    json_decref(properties->value);
    json_decref(properties->plain);
}
#define auto_properties AUTO(properties_done) struct properties

static bool properties_from(const Google__Protobuf__Struct *from, struct properties *ret_properties,
                            struct error **err) {
    if (!value_from_struct(from, &ret_properties->value, err))
        return false;
    ret_properties->plain = value_plain(ret_properties->value);
    return true;
}

static bool refuse_unknowns(struct rpc_call *call, const json_t *inputs, struct rpc_failure *failure) {
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)inputs, name, value) {
        if (value_has_unknown(value))
            return !plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT, "the value of %s is not known",
                                     name);
    }
    return false;
}

/* ---- Create ---- */

static bool create_for_real(struct subject *subject, struct rpc_call *call, const struct properties *inputs,
                            Pulumirpc__CreateResponse *response, struct rpc_failure *failure) {
    if (refuse_unknowns(call, inputs->plain, failure))
        return false;
    auto_result result = { 0 };
    auto_error *error = NULL;
    if (!resource_create(&subject->rq, inputs->plain, &result, &error))
        return subject_fail(subject, call, failure, error);
    if (result.unfinished)
        return subject_unfinished(subject, call, &result, inputs->value, failure);
    response->id = arena_strdup(call->arena, result.id);
    response->properties = subject_outputs(subject, result.outputs, inputs->value);
    return true;
}

bool plugin_create(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__CreateRequest *request = (const Pulumirpc__CreateRequest *)message;
    auto_subject subject = { 0 };
    if (!subject_begin(&subject, context, call, request->urn, failure))
        return false;
    auto_properties inputs = { 0 };
    auto_error *error = NULL;
    if (!properties_from(request->properties, &inputs, &error))
        return plugin_fail(call, failure, error);
    subject_carries(&subject, inputs.value);
    subject_limit(&subject, request->timeout);
    Pulumirpc__CreateResponse *response = plugin_message(call, &pulumirpc__create_response__descriptor);
    *ret_response = &response->base;
    if (!request->preview)
        return create_for_real(&subject, call, &inputs, response, failure);
    json_auto_t *outputs = resource_preview_create(subject.rq.table, inputs.plain);
    response->properties = subject_outputs(&subject, outputs, inputs.value);
    return true;
}

/* ---- Read ---- */

bool plugin_read(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                 ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__ReadRequest *request = (const Pulumirpc__ReadRequest *)message;
    auto_subject subject = { 0 };
    if (!subject_begin(&subject, context, call, request->urn, failure))
        return false;
    auto_properties inputs = { 0 };
    auto_properties outputs = { 0 };
    auto_error *error = NULL;
    if (!properties_from(request->inputs, &inputs, &error) ||
        !properties_from(request->properties, &outputs, &error))
        return plugin_fail(call, failure, error);
    subject_carries(&subject, inputs.value);
    subject_carries(&subject, outputs.value);
    subject_limit(&subject, request->timeout);
    resource_known(subject.rq.provider, resource_token(subject.rq.table), request->id);
    auto_result result = { 0 };
    if (!resource_read(&subject.rq, request->id, inputs.plain, outputs.plain, &result, &error))
        return subject_fail(&subject, call, failure, error);
    Pulumirpc__ReadResponse *response = plugin_message(call, &pulumirpc__read_response__descriptor);
    *ret_response = &response->base;
    if (!result.id)
        return true;
    json_auto_t *by_inputs = value_with_secrets_of(result.inputs, inputs.value);
    json_auto_t *by_state = value_with_secrets_of(by_inputs, outputs.value);
    json_auto_t *marked = schema_mark_secrets(subject.definition, by_state);
    if (result.unfinished)
        return subject_unfinished(&subject, call, &result, marked, failure);
    response->id = arena_strdup(call->arena, result.id);
    response->properties = subject_outputs(&subject, result.outputs, NULL);
    response->inputs = value_to_struct(call->arena, marked);
    return true;
}

/* ---- Update ---- */

struct update {
    struct properties state;
    struct properties old_inputs;
    struct properties new_inputs;
};

static void update_done(struct update *update) {
    properties_done(&update->state);
    properties_done(&update->old_inputs);
    properties_done(&update->new_inputs);
}

static bool update_from(const Pulumirpc__UpdateRequest *request, struct update *ret_update,
                        struct error **err) {
    return properties_from(request->olds, &ret_update->state, err) &&
           properties_from(request->old_inputs, &ret_update->old_inputs, err) &&
           properties_from(request->news, &ret_update->new_inputs, err);
}

static bool update_for_real(struct subject *subject, struct rpc_call *call, const char *id,
                            const struct update *update, Pulumirpc__UpdateResponse *response,
                            struct rpc_failure *failure) {
    if (refuse_unknowns(call, update->new_inputs.plain, failure))
        return false;
    auto_result result = { 0 };
    auto_error *error = NULL;
    if (!resource_update(&subject->rq, id, update->state.plain, update->old_inputs.plain,
                         update->new_inputs.plain, &result, &error))
        return subject_fail(subject, call, failure, error);
    if (result.unfinished)
        return subject_unfinished(subject, call, &result, update->old_inputs.value, failure);
    response->properties = subject_outputs(subject, result.outputs, update->new_inputs.value);
    return true;
}

static json_t *preview_of(const struct subject *subject, const struct update *update) {
    auto_changes changes = { 0 };
    schema_diff(subject->definition, update->state.plain, update->old_inputs.plain, update->new_inputs.plain,
                &changes);
    return resource_preview_update(subject->rq.table, update->state.plain, update->new_inputs.plain,
                                   &changes);
}

bool plugin_update(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__UpdateRequest *request = (const Pulumirpc__UpdateRequest *)message;
    auto_subject subject = { 0 };
    if (!subject_begin(&subject, context, call, request->urn, failure))
        return false;
    AUTO(update_done) struct update update = { 0 };
    auto_error *error = NULL;
    if (!update_from(request, &update, &error))
        return plugin_fail(call, failure, error);
    subject_carries(&subject, update.state.value);
    subject_carries(&subject, update.old_inputs.value);
    subject_carries(&subject, update.new_inputs.value);
    subject_limit(&subject, request->timeout);
    resource_known(subject.rq.provider, resource_token(subject.rq.table), request->id);
    Pulumirpc__UpdateResponse *response = plugin_message(call, &pulumirpc__update_response__descriptor);
    *ret_response = &response->base;
    if (!request->preview)
        return update_for_real(&subject, call, request->id, &update, response, failure);
    json_auto_t *outputs = preview_of(&subject, &update);
    response->properties = subject_outputs(&subject, outputs, update.new_inputs.value);
    return true;
}

/* ---- Delete ---- */

bool plugin_delete(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__DeleteRequest *request = (const Pulumirpc__DeleteRequest *)message;
    auto_subject subject = { 0 };
    if (!subject_begin(&subject, context, call, request->urn, failure))
        return false;
    auto_properties inputs = { 0 };
    auto_properties outputs = { 0 };
    auto_error *error = NULL;
    if (!properties_from(request->old_inputs, &inputs, &error) ||
        !properties_from(request->properties, &outputs, &error))
        return plugin_fail(call, failure, error);
    subject_carries(&subject, inputs.value);
    subject_carries(&subject, outputs.value);
    subject_limit(&subject, request->timeout);
    resource_known(subject.rq.provider, resource_token(subject.rq.table), request->id);
    if (!resource_delete(&subject.rq, request->id, inputs.plain, outputs.plain, &error))
        return subject_fail(&subject, call, failure, error);
    *ret_response = plugin_message(call, &google__protobuf__empty__descriptor);
    return true;
}
