/* Check: the schema's rules, the rules between properties, generated names, default tags. */
#include <string.h>

#include "base/json.h"
#include "plugin/failures.h"
#include "plugin/handlers.h"
#include "plugin/subject.h"
#include "value/value.h"

/* tagsAll is ours: the sum of the resource's own tags and the provider's. Secret when the own ones are. */
static void merge_tags(const struct subject *subject, json_t *inputs) {
    const json_t *own = json_object_get(inputs, "tags");
    json_auto_t *merged = json_object();
    if (own)
        json_object_set(merged, "tags", value_inner(own));
    resource_merge_tags(&subject->rq, merged);
    json_t *all = json_incref(json_object_get(merged, "tagsAll"));
    if (all)
        json_object_set_new(inputs, "tagsAll", own && value_is_secret(own) ? value_secret(all) : all);
}

static void name_it(const struct subject *subject, const Pulumirpc__CheckRequest *request, const json_t *olds,
                    json_t *inputs) {
    const Pulumirpc__CheckRequest__AutonamingOptions *options = request->autonaming;
    const struct autonaming naming = {
        .proposed = options && options->proposed_name[0] ? options->proposed_name : NULL,
        .disabled = options && options->mode == PULUMIRPC__CHECK_REQUEST__AUTONAMING_OPTIONS__MODE__DISABLE,
    };
    json_auto_t *old = value_plain(olds);
    resource_autoname(&subject->rq, subject->name, old, &naming, request->random_seed.data,
                      request->random_seed.len, inputs);
}

static json_t *checked(const struct subject *subject, const Pulumirpc__CheckRequest *request,
                       const json_t *olds, json_t *news, struct schema_failures *failures) {
    json_object_del(news, "tagsAll"); /* comes back from a read */
    json_object_del(news, AUTONAMED);
    name_it(subject, request, olds, news);
    json_auto_t *marker = json_incref(json_object_get(news, AUTONAMED));
    json_object_del(news, AUTONAMED);
    json_t *inputs = schema_check(subject->definition, news, failures);
    if (marker)
        json_object_set(inputs, AUTONAMED, marker);
    if (!failures->count) {
        json_auto_t *plain = value_plain(inputs);
        resource_check(subject->rq.table, plain, failures);
    }
    merge_tags(subject, inputs);
    return inputs;
}

bool plugin_check(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                  ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__CheckRequest *request = (const Pulumirpc__CheckRequest *)message;
    auto_subject subject = { 0 };
    if (!subject_begin(&subject, context, call, request->urn, failure))
        return false;
    json_auto_t *olds = NULL;
    json_auto_t *news = NULL;
    auto_error *error = NULL;
    if (!value_from_struct(request->olds, &olds, &error) || !value_from_struct(request->news, &news, &error))
        return plugin_fail(call, failure, error);
    auto_failures failures = { 0 };
    json_auto_t *inputs = checked(&subject, request, olds, news, &failures);
    Pulumirpc__CheckResponse *response = plugin_message(call, &pulumirpc__check_response__descriptor);
    response->inputs = value_to_struct(call->arena, inputs);
    failures_into(call, &failures, &response->n_failures, &response->failures);
    *ret_response = &response->base;
    return true;
}
