/* Invoke and Call. */
#include "base/json.h"
#include "base/memory.h"
#include "plugin/configuration.h"
#include "plugin/failures.h"
#include "plugin/handlers.h"
#include "value/value.h"

/* The arguments by the schema; plain, since AWS is asked with them. */
static json_t *checked_arguments(const char *token, const json_t *arguments,
                                 struct schema_failures *failures) {
    json_auto_t *checked =
        schema_check(json_object_get(schema_function(token), "inputs"), arguments, failures);
    return value_plain(checked);
}

static bool invoke(struct plugin *plugin, struct rpc_call *call, const char *token, const json_t *arguments,
                   Pulumirpc__InvokeResponse *response, struct error **err) {
    auto_configuration *configuration = configuration_now(plugin);
    if (!configuration)
        return error_set(err, ERROR_INPUT, "the provider is not configured yet");
    json_auto_t *result = NULL;
    if (!function_invoke(configuration_provider(configuration), call->cancel, token, arguments, &result, err))
        return error_in(err, "%s", token);
    response->return_ = value_to_struct(call->arena, result);
    return true;
}

/* AWS's words may quote an argument, which the program may have made a secret. */
static bool fail(struct rpc_call *call, struct rpc_failure *failure, const json_t *given,
                 const struct error *error) {
    plugin_fail(call, failure, error);
    auto_free char *shown = value_redacted(failure->message, given);
    failure->message = arena_strdup(call->arena, shown);
    return false;
}

bool plugin_invoke(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__InvokeRequest *request = (const Pulumirpc__InvokeRequest *)message;
    if (!schema_function(request->tok))
        return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT, "there is no function %s", request->tok);
    json_auto_t *given = NULL;
    auto_error *error = NULL;
    if (!value_from_struct(request->args, &given, &error))
        return plugin_fail(call, failure, error);
    auto_failures failures = { 0 };
    json_auto_t *arguments = checked_arguments(request->tok, given, &failures);
    Pulumirpc__InvokeResponse *response = plugin_message(call, &pulumirpc__invoke_response__descriptor);
    failures_into(call, &failures, &response->n_failures, &response->failures);
    *ret_response = &response->base;
    if (failures.count)
        return true;
    if (!invoke(context, call, request->tok, arguments, response, &error))
        return fail(call, failure, given, error);
    return true;
}

bool plugin_call(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                 ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    (void)ret_response;
    const Pulumirpc__CallRequest *request = (const Pulumirpc__CallRequest *)message;
    return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT,
                            "there is no method %s: utm's resources have none", request->tok);
}
