/* The life of the process (Handshake, Attach, GetPluginInfo, Cancel), and what the package is. */
#include <string.h>

#include "google/protobuf/empty.pb-c.h"
#include "plugin/handlers.h"
#include "plugin/plugin.h"
#include "pulumi/plugin.pb-c.h"
#include "pulumi/provider.pb-c.h"
#include "schema/schema.h"

/* How long Cancel waits for lines of the log: the engine gives it five seconds, and goes away afterwards. */
enum { FLUSH_MS = 500 };

static bool nothing(struct rpc_call *call, ProtobufCMessage **ret_response) {
    *ret_response = plugin_message(call, &google__protobuf__empty__descriptor);
    return true;
}

/* Keeps a text for the life of the plugin; a plugin that is attached to many engines keeps equal ones once.
 */
static void keep(struct plugin *plugin, const char **kept, bool said, const char *text) {
    if (!said)
        *kept = NULL;
    else if (!*kept || strcmp(*kept, text) != 0)
        *kept = arena_strdup(plugin->memory, text);
}

bool plugin_handshake(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                      ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)failure;
    struct plugin *plugin = context;
    const Pulumirpc__ProviderHandshakeRequest *request = (const Pulumirpc__ProviderHandshakeRequest *)message;
    plugin_end_of_command(plugin); /* an attached plugin has lived through the last one */
    pthread_mutex_lock(&plugin->lock);
    struct plugin_handshake *handshake = &plugin->handshake;
    keep(plugin, &handshake->root_directory, request->optional_root_directory_case != 0,
         request->root_directory);
    keep(plugin, &handshake->program_directory, request->optional_program_directory_case != 0,
         request->program_directory);
    handshake->configure_with_urn = request->configure_with_urn;
    handshake->supports_views = request->supports_views;
    handshake->supports_refresh_before_update = request->supports_refresh_before_update;
    handshake->invoke_with_preview = request->invoke_with_preview;
    handshake->sends_old_outputs_to_check = request->sends_old_outputs_to_check;
    handshake->done = true;
    plugin->cancelled = false;
    pthread_mutex_unlock(&plugin->lock);
    if (request->engine_address[0])
        engine_log_set_address(plugin->log, request->engine_address);
    /* An attached plugin outlives the engine that cancelled it. */
    rpc_server_accept_calls(call->server);

    Pulumirpc__ProviderHandshakeResponse *response =
        plugin_message(call, &pulumirpc__provider_handshake_response__descriptor);
    response->accept_secrets = true;
    response->accept_resources = true;
    response->accept_outputs = true;
    response->supports_autonaming_configuration = true;
    *ret_response = &response->base;
    return true;
}

bool plugin_attach(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    struct plugin *plugin = context;
    const Pulumirpc__PluginAttach *request = (const Pulumirpc__PluginAttach *)message;
    if (!request->address[0])
        return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT,
                                "Attach: the engine's address is missing");
    engine_log_set_address(plugin->log, request->address);
    rpc_server_accept_calls(call->server);
    return nothing(call, ret_response);
}

bool plugin_get_plugin_info(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                            ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    (void)message;
    (void)failure;
    Pulumirpc__PluginInfo *response = plugin_message(call, &pulumirpc__plugin_info__descriptor);
    response->version = arena_strdup(call->arena, PLUGIN_VERSION);
    *ret_response = &response->base;
    return true;
}

/* Ends every wait; the cancelled calls still answer what they have made. Comes at the end of each command. */
bool plugin_cancel(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                   ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)message;
    (void)failure;
    struct plugin *plugin = context;
    pthread_mutex_lock(&plugin->lock);
    plugin->cancelled = true;
    pthread_mutex_unlock(&plugin->lock);
    rpc_server_cancel_calls(call->server);
    engine_log_flush(plugin->log, FLUSH_MS);
    return nothing(call, ret_response);
}

bool plugin_parameterize(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                         ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    (void)message;
    (void)ret_response;
    return plugin_fail_with(call, failure, RPC_UNIMPLEMENTED,
                            "utm takes no parameters: use the package without arguments");
}

bool plugin_get_schema(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                       ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    const Pulumirpc__GetSchemaRequest *request = (const Pulumirpc__GetSchemaRequest *)message;
    if (request->version != 0)
        return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT,
                                "GetSchema: version %d of the schema's form is not known, 0 is",
                                request->version);
    if (request->subpackage_name[0])
        return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT,
                                "GetSchema: utm has no sub-package %s: it takes no parameters",
                                request->subpackage_name);
    Pulumirpc__GetSchemaResponse *response =
        plugin_message(call, &pulumirpc__get_schema_response__descriptor);
    size_t length = 0;
    response->schema = (char *)schema_text(&length); /* only read while it is packed */
    *ret_response = &response->base;
    return true;
}

/* Mappings lead from other tools' providers (Terraform's) to a Pulumi one; utm stands for none of them. */
bool plugin_get_mapping(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                        ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    (void)message;
    (void)failure;
    *ret_response = plugin_message(call, &pulumirpc__get_mapping_response__descriptor);
    return true;
}

bool plugin_get_mappings(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                         ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    (void)message;
    (void)failure;
    *ret_response = plugin_message(call, &pulumirpc__get_mappings_response__descriptor);
    return true;
}
