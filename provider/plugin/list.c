/* List: what there is of a type, so that a running stack can be imported. */
#include <stdlib.h>

#include "base/json.h"
#include "plugin/configuration.h"
#include "plugin/handlers.h"
#include "pulumi/provider.pb-c.h"

static bool send_one(struct rpc_call *call, const json_t *found, struct error **err) {
    Pulumirpc__ListResponse__Result *result =
        plugin_message(call, &pulumirpc__list_response__result__descriptor);
    Pulumirpc__ListResponse *response = plugin_message(call, &pulumirpc__list_response__descriptor);
    const char *name = json_text(found, "name");
    result->id = arena_strdup(call->arena, json_text(found, "id"));
    result->name = arena_strdup(call->arena, name ? name : result->id);
    response->response_case = PULUMIRPC__LIST_RESPONSE__RESPONSE_RESULT;
    response->result = result;
    return rpc_send(call, &response->base, err);
}

/* The page after this one begins at the token, which is a count. */
static bool send_continuation(struct rpc_call *call, size_t next, struct error **err) {
    Pulumirpc__ListResponse__Continuation *continuation =
        plugin_message(call, &pulumirpc__list_response__continuation__descriptor);
    Pulumirpc__ListResponse *response = plugin_message(call, &pulumirpc__list_response__descriptor);
    continuation->continuation_token = arena_printf(call->arena, "%zu", next);
    response->response_case = PULUMIRPC__LIST_RESPONSE__RESPONSE_CONTINUATION;
    response->continuation = continuation;
    return rpc_send(call, &response->base, err);
}

static bool send_page(struct rpc_call *call, const Pulumirpc__ListRequest *request, const json_t *found,
                      struct error **err) {
    const size_t total = json_array_size(found);
    size_t at = request->continuation_token[0] ? strtoul(request->continuation_token, NULL, 10) : 0;
    size_t most = request->page_size > 0 ? (size_t)request->page_size : total;
    if (request->limit > 0 && (size_t)request->limit < most)
        most = (size_t)request->limit;
    for (size_t sent = 0; at < total && sent < most; sent++, at++)
        if (!send_one(call, json_array_get(found, at), err))
            return false;
    return at >= total || (request->limit > 0 && most == (size_t)request->limit) ||
           send_continuation(call, at, err);
}

bool plugin_list(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                 ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)ret_response;
    const Pulumirpc__ListRequest *request = (const Pulumirpc__ListRequest *)message;
    const struct resource_table *table = resource_find(request->token);
    if (!table)
        return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT, "there is no resource type %s",
                                request->token);
    auto_configuration *configuration = configuration_now(context);
    if (!configuration)
        return plugin_fail_with(call, failure, RPC_FAILED_PRECONDITION, "the provider is not configured yet");
    struct resource_request rq = { .provider = configuration_provider(configuration),
                                   .table = table,
                                   .urn = "",
                                   .arena = call->arena,
                                   .cancel = call->cancel };
    json_auto_t *found = NULL;
    auto_error *error = NULL;
    if (!resource_list(&rq, &found, &error) || !send_page(call, request, found, &error))
        return plugin_fail(call, failure, error);
    return true;
}
