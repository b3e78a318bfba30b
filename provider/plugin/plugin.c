#include "plugin/plugin.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/memory.h"
#include "plugin/config_account.h"
#include "resources/journal.h"

struct plugin *plugin_new(const struct plugin_options *options) {
    struct plugin *plugin = xcalloc(1, sizeof *plugin);
    pthread_mutex_init(&plugin->lock, NULL);
    plugin->memory = arena_new();
    plugin->log = engine_log_new();
    plugin->accounts = config_accounts_new();
    if (options->engine_address)
        engine_log_set_address(plugin->log, options->engine_address);
    if (options->log_level != LOG_OFF)
        engine_log_take_lines(plugin->log, options->log_level);
    return plugin;
}

void plugin_free(struct plugin *plugin) {
    if (!plugin)
        return;
    plugin_set_configuration(plugin, NULL, NULL);
    journal_free(plugin->journal);
    engine_log_free(plugin->log);
    config_accounts_free(plugin->accounts);
    arena_free(plugin->memory);
    pthread_mutex_destroy(&plugin->lock);
    free(plugin);
}

void plugin_end_of_command(struct plugin *plugin) {
    pthread_mutex_lock(&plugin->lock);
    struct journal *journal = plugin->cancelled ? plugin->journal : NULL; /* lives as long as the plugin */
    pthread_mutex_unlock(&plugin->lock);
    if (journal)
        journal_end(journal);
}

struct plugin_handshake plugin_handshake_now(struct plugin *plugin) {
    pthread_mutex_lock(&plugin->lock);
    const struct plugin_handshake handshake = plugin->handshake;
    pthread_mutex_unlock(&plugin->lock);
    return handshake;
}

void plugin_set_configuration(struct plugin *plugin, struct configuration *configuration,
                              void (*free_configuration)(struct configuration *configuration)) {
    pthread_mutex_lock(&plugin->lock);
    struct configuration *old = plugin->configuration;
    void (*free_old)(struct configuration *) = plugin->free_configuration;
    plugin->configuration = configuration;
    plugin->free_configuration = free_configuration;
    pthread_mutex_unlock(&plugin->lock);
    if (old && free_old)
        free_old(old);
}

struct configuration *plugin_configuration(struct plugin *plugin,
                                           void (*ref)(struct configuration *configuration)) {
    pthread_mutex_lock(&plugin->lock);
    struct configuration *configuration = plugin->configuration;
    if (configuration && ref)
        ref(configuration);
    pthread_mutex_unlock(&plugin->lock);
    return configuration;
}

void *plugin_message(struct rpc_call *call, const ProtobufCMessageDescriptor *type) {
    ProtobufCMessage *message = arena_alloc(call->arena, type->sizeof_message);
    protobuf_c_message_init(type, message);
    return message;
}

/* The code changes nothing for the user or the state (docs/architecture.md); it is for whoever reads a trace.
 */
static enum rpc_code code_of(enum error_kind kind) {
    switch (kind) {
    case ERROR_INPUT:
        return RPC_INVALID_ARGUMENT;
    case ERROR_CANCELLED:
        return RPC_CANCELLED;
    case ERROR_TIMEOUT:
        return RPC_DEADLINE_EXCEEDED;
    case ERROR_CREDENTIALS:
        return RPC_FAILED_PRECONDITION;
    case ERROR_INTERNAL:
        return RPC_INTERNAL;
    case ERROR_AWS:
    case ERROR_NETWORK: /* not UNAVAILABLE: that would be the plugin itself */
        break;
    }
    return RPC_UNKNOWN;
}

bool plugin_fail(struct rpc_call *call, struct rpc_failure *failure, const struct error *error) {
    auto_free char *text = error_text(error);
    failure->code = code_of(error->kind);
    failure->message = arena_strdup(call->arena, text);
    return false;
}

bool plugin_fail_with(struct rpc_call *call, struct rpc_failure *failure, enum rpc_code code,
                      const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    failure->code = code;
    failure->message = arena_vprintf(call->arena, format, arguments);
    va_end(arguments);
    return false;
}
