#include "plugin/subject.h"

#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"
#include "pulumi/provider.pb-c.h"
#include "value/value.h"

/* urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME */
static bool parse_urn(struct arena *arena, const char *urn, const char **ret_type, const char **ret_name) {
    const char *project = strstr(urn, "::");
    const char *types = project ? strstr(project + 2, "::") : NULL;
    const char *end = types ? strstr(types + 2, "::") : NULL;
    if (!end)
        return false;
    const char *type = types + 2;
    for (const char *at = type; at < end; at++)
        if (*at == '$')
            type = at + 1;
    *ret_type = arena_strndup(arena, type, (size_t)(end - type));
    *ret_name = arena_strdup(arena, end + 2);
    return true;
}

static void say_status(void *context, const char *line) {
    const struct subject *subject = context;
    engine_log_status(subject->plugin->log, subject->rq.urn, "%s", line);
}

static bool is_unheard(void *context) {
    return rpc_caller_gone(context);
}

static void say_warning(void *context, const char *line) {
    const struct subject *subject = context;
    engine_log_say(subject->plugin->log, ENGINE_WARNING, subject->rq.urn, "%s", line);
}

static bool unknown_type(struct rpc_call *call, const char *type, struct rpc_failure *failure) {
    const char *nearest = schema_nearest_resource(type);
    return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT, "there is no resource type %s%s%s%s", type,
                            nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
}

bool subject_begin(struct subject *subject, struct plugin *plugin, struct rpc_call *call, const char *urn,
                   struct rpc_failure *failure) {
    const char *type = NULL;
    const char *name = NULL;
    if (!parse_urn(call->arena, urn, &type, &name))
        return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT, "\"%s\" is no URN", urn);
    const struct resource_table *table = resource_find(type);
    if (!table)
        return unknown_type(call, type, failure);
    struct configuration *configuration = configuration_now(plugin);
    if (!configuration)
        return plugin_fail_with(call, failure, RPC_FAILED_PRECONDITION, "the provider is not configured yet");
    *subject = (struct subject){
        .plugin = plugin,
        .configuration = configuration,
        .definition = schema_resource(type),
        .name = name,
        .rq = { .provider = configuration_provider(configuration),
                .table = table,
                .urn = urn,
                .arena = call->arena,
                .cancel = call->cancel,
                .status = say_status,
                .warn = say_warning,
                .status_context = subject,
                .is_unheard = is_unheard,
                .call_context = call },
    };
    return true;
}

void subject_limit(struct subject *subject, double timeout_s) {
    if (timeout_s > 0)
        cancel_set_deadline_ms(subject->rq.cancel, clock_monotonic_ms() + (int64_t)(timeout_s * 1000));
}

void subject_done(struct subject *subject) {
    configuration_unref(subject->configuration);
}

void subject_carries(struct subject *subject, const json_t *value) {
    size_t i = 0;
    while (subject->values[i])
        i++;
    subject->values[i] = value;
}

/* Without what is secret, in the call's arena. */
static char *redacted(const struct subject *subject, struct rpc_call *call, const char *text) {
    char *kept = arena_strdup(call->arena, text);
    for (size_t i = 0; i < COUNT_OF(subject->values) && subject->values[i]; i++) {
        auto_free char *once = value_redacted(kept, subject->values[i]);
        kept = arena_strdup(call->arena, once);
    }
    return kept;
}

bool subject_fail(const struct subject *subject, struct rpc_call *call, struct rpc_failure *failure,
                  const struct error *error) {
    plugin_fail(call, failure, error);
    failure->message = redacted(subject, call, failure->message);
    return false;
}

Google__Protobuf__Struct *subject_outputs(const struct subject *subject, const json_t *outputs,
                                          const json_t *inputs) {
    json_auto_t *marked = schema_mark_secrets(subject->definition, outputs);
    if (inputs) {
        json_auto_t *whole = value_with_secrets_of(marked, inputs);
        return value_to_struct(subject->rq.arena, whole);
    }
    for (size_t i = 0; i < COUNT_OF(subject->values) && subject->values[i]; i++) {
        json_auto_t *before = marked;
        marked = value_with_secrets_of(before, subject->values[i]);
    }
    return value_to_struct(subject->rq.arena, marked);
}

bool subject_unfinished(const struct subject *subject, struct rpc_call *call,
                        const struct resource_result *result, const json_t *inputs,
                        struct rpc_failure *failure) {
    Pulumirpc__ErrorResourceInitFailed *detail =
        plugin_message(call, &pulumirpc__error_resource_init_failed__descriptor);
    subject_fail(subject, call, failure, result->unfinished);
    detail->id = arena_strdup(call->arena, result->id);
    detail->properties = subject_outputs(subject, result->outputs, NULL);
    detail->inputs = value_to_struct(call->arena, inputs);
    detail->n_reasons = 1;
    detail->reasons = arena_array(call->arena, 1, sizeof(char *));
    detail->reasons[0] = (char *)failure->message; /* only read while it is packed */
    failure->detail = &detail->base;
    return false;
}
