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

static bool properties_from(const Google__Protobuf__Struct *from, struct properties *ret_properties,
                            struct error **err) {
    if (!value_from_struct(from, &ret_properties->value, err))
        return false;
    ret_properties->plain = value_plain(ret_properties->value);
    return true;
}

/* What these requests have in common. Properties that a request does not have are NULL. */
struct request {
    const char *urn;
    const char *id; /* NULL: there is none yet */
    double timeout_s;
    const Google__Protobuf__Struct *inputs; /* the new ones, where there are old ones too */
    const Google__Protobuf__Struct *old_inputs;
    const Google__Protobuf__Struct *state;
};

/* The subject of a request, and the properties that it carries. */
struct work {
    struct subject subject;
    struct properties inputs;
    struct properties old_inputs;
    struct properties state;
};

static void work_done(struct work *work) {
    subject_done(&work->subject);
    properties_done(&work->inputs);
    properties_done(&work->old_inputs);
    properties_done(&work->state);
}
#define auto_work AUTO(work_done) struct work

/* Fills the zeroed work; false with *failure filled. */
static bool work_begin(struct work *work, struct plugin *plugin, struct rpc_call *call,
                       const struct request *request, struct rpc_failure *failure) {
    struct subject *subject = &work->subject;
    if (!subject_begin(subject, plugin, call, request->urn, failure))
        return false;
    auto_error *error = NULL;
    if (!properties_from(request->inputs, &work->inputs, &error) ||
        !properties_from(request->old_inputs, &work->old_inputs, &error) ||
        !properties_from(request->state, &work->state, &error))
        return plugin_fail(call, failure, error);
    subject_carries(subject, work->inputs.value);
    subject_carries(subject, work->old_inputs.value);
    subject_carries(subject, work->state.value);
    subject_limit(subject, request->timeout_s);
    if (request->id)
        resource_known(subject->rq.provider, resource_token(subject->rq.table), request->id);
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

static bool create_for_real(struct work *work, struct rpc_call *call, Pulumirpc__CreateResponse *response,
                            struct rpc_failure *failure) {
    struct subject *subject = &work->subject;
    if (refuse_unknowns(call, work->inputs.plain, failure))
        return false;
    auto_result result = { 0 };
    auto_error *error = NULL;
    if (!resource_create(&subject->rq, work->inputs.plain, &result, &error))
        return subject_fail(subject, call, failure, error);
    if (result.unfinished)
        return subject_unfinished(subject, call, &result, work->inputs.value, failure);
    response->id = arena_strdup(call->arena, result.id);
    response->properties = subject_outputs(subject, result.outputs, work->inputs.value);
    return true;
}

bool plugin_create(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__CreateRequest *create = (const Pulumirpc__CreateRequest *)message;
    const struct request request = { .urn = create->urn,
                                     .timeout_s = create->timeout,
                                     .inputs = create->properties };
    auto_work work = { 0 };
    if (!work_begin(&work, context, call, &request, failure))
        return false;
    Pulumirpc__CreateResponse *response = plugin_message(call, &pulumirpc__create_response__descriptor);
    *ret_response = &response->base;
    if (!create->preview)
        return create_for_real(&work, call, response, failure);
    json_auto_t *outputs = resource_preview_create(work.subject.rq.table, work.inputs.plain);
    response->properties = subject_outputs(&work.subject, outputs, work.inputs.value);
    return true;
}

/* ---- Read ---- */

/* The inputs that AWS's object stands for, secret where those of before or the state are so. */
static json_t *inputs_with_secrets(const struct work *work, const json_t *inputs) {
    json_auto_t *by_inputs = value_with_secrets_of(inputs, work->inputs.value);
    json_auto_t *by_state = value_with_secrets_of(by_inputs, work->state.value);
    return schema_mark_secrets(work->subject.definition, by_state);
}

bool plugin_read(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                 ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__ReadRequest *read = (const Pulumirpc__ReadRequest *)message;
    const struct request request = { .urn = read->urn,
                                     .id = read->id,
                                     .timeout_s = read->timeout,
                                     .inputs = read->inputs,
                                     .state = read->properties };
    auto_work work = { 0 };
    if (!work_begin(&work, context, call, &request, failure))
        return false;
    struct subject *subject = &work.subject;
    auto_result result = { 0 };
    auto_error *error = NULL;
    if (!resource_read(&subject->rq, read->id, work.inputs.plain, work.state.plain, &result, &error))
        return subject_fail(subject, call, failure, error);
    Pulumirpc__ReadResponse *response = plugin_message(call, &pulumirpc__read_response__descriptor);
    *ret_response = &response->base;
    if (!result.id)
        return true;
    json_auto_t *inputs = inputs_with_secrets(&work, result.inputs);
    if (result.unfinished)
        return subject_unfinished(subject, call, &result, inputs, failure);
    response->id = arena_strdup(call->arena, result.id);
    response->properties = subject_outputs(subject, result.outputs, NULL);
    response->inputs = value_to_struct(call->arena, inputs);
    return true;
}

/* ---- Update ---- */

static bool update_for_real(struct work *work, struct rpc_call *call, const char *id,
                            Pulumirpc__UpdateResponse *response, struct rpc_failure *failure) {
    struct subject *subject = &work->subject;
    if (refuse_unknowns(call, work->inputs.plain, failure))
        return false;
    auto_result result = { 0 };
    auto_error *error = NULL;
    if (!resource_update(&subject->rq, id, work->state.plain, work->old_inputs.plain, work->inputs.plain,
                         &result, &error))
        return subject_fail(subject, call, failure, error);
    if (result.unfinished)
        return subject_unfinished(subject, call, &result, work->old_inputs.value, failure);
    response->properties = subject_outputs(subject, result.outputs, work->inputs.value);
    return true;
}

static json_t *preview_of(const struct work *work) {
    auto_changes changes = { 0 };
    schema_diff(work->subject.definition, work->state.plain, work->old_inputs.plain, work->inputs.plain,
                &changes);
    return resource_preview_update(work->subject.rq.table, work->state.plain, work->inputs.plain, &changes);
}

bool plugin_update(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__UpdateRequest *update = (const Pulumirpc__UpdateRequest *)message;
    const struct request request = { .urn = update->urn,
                                     .id = update->id,
                                     .timeout_s = update->timeout,
                                     .inputs = update->news,
                                     .old_inputs = update->old_inputs,
                                     .state = update->olds };
    auto_work work = { 0 };
    if (!work_begin(&work, context, call, &request, failure))
        return false;
    Pulumirpc__UpdateResponse *response = plugin_message(call, &pulumirpc__update_response__descriptor);
    *ret_response = &response->base;
    if (!update->preview)
        return update_for_real(&work, call, update->id, response, failure);
    json_auto_t *outputs = preview_of(&work);
    response->properties = subject_outputs(&work.subject, outputs, work.inputs.value);
    return true;
}

/* ---- Delete ---- */

bool plugin_delete(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__DeleteRequest *remove = (const Pulumirpc__DeleteRequest *)message;
    const struct request request = { .urn = remove->urn,
                                     .id = remove->id,
                                     .timeout_s = remove->timeout,
                                     .inputs = remove->old_inputs,
                                     .state = remove->properties };
    auto_work work = { 0 };
    if (!work_begin(&work, context, call, &request, failure))
        return false;
    auto_error *error = NULL;
    if (!resource_delete(&work.subject.rq, remove->id, work.inputs.plain, work.state.plain, &error))
        return subject_fail(&work.subject, call, failure, error);
    *ret_response = plugin_message(call, &google__protobuf__empty__descriptor);
    return true;
}
