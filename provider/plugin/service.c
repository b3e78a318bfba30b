/* The one table of RPCs: which handler, which request, and whether Cancel ends it. */
#include "google/protobuf/empty.pb-c.h"
#include "plugin/handlers.h"
#include "plugin/plugin.h"
#include "pulumi/plugin.pb-c.h"
#include "pulumi/provider.pb-c.h"

#define NAME(method) "/pulumirpc.ResourceProvider/" method

enum { SHORT = false, LONG = true };

// clang-format off
const struct rpc_method plugin_methods[] = {
    { NAME("Handshake"),     plugin_handshake,       &pulumirpc__provider_handshake_request__descriptor, SHORT, false },
    { NAME("Attach"),        plugin_attach,          &pulumirpc__plugin_attach__descriptor,              SHORT, false },
    { NAME("GetPluginInfo"), plugin_get_plugin_info, &google__protobuf__empty__descriptor,               SHORT, false },
    { NAME("Cancel"),        plugin_cancel,          &google__protobuf__empty__descriptor,               SHORT, false },

    { NAME("Parameterize"),  plugin_parameterize,    &pulumirpc__parameterize_request__descriptor,       SHORT, false },
    { NAME("GetSchema"),     plugin_get_schema,      &pulumirpc__get_schema_request__descriptor,         SHORT, false },
    { NAME("GetMapping"),    plugin_get_mapping,     &pulumirpc__get_mapping_request__descriptor,        SHORT, false },
    { NAME("GetMappings"),   plugin_get_mappings,    &pulumirpc__get_mappings_request__descriptor,       SHORT, false },

    { NAME("CheckConfig"),   plugin_check_config,    &pulumirpc__check_request__descriptor,              LONG,  false },
    { NAME("DiffConfig"),    plugin_diff_config,     &pulumirpc__diff_request__descriptor,               LONG,  false },
    { NAME("Configure"),     plugin_configure,       &pulumirpc__configure_request__descriptor,          LONG,  false },

    { NAME("Check"),         plugin_check,           &pulumirpc__check_request__descriptor,              LONG,  false },
    { NAME("Diff"),          plugin_diff,            &pulumirpc__diff_request__descriptor,               LONG,  false },
    { NAME("Create"),        plugin_create,          &pulumirpc__create_request__descriptor,             LONG,  false },
    { NAME("Read"),          plugin_read,            &pulumirpc__read_request__descriptor,               LONG,  false },
    { NAME("Update"),        plugin_update,          &pulumirpc__update_request__descriptor,             LONG,  false },
    { NAME("Delete"),        plugin_delete,          &pulumirpc__delete_request__descriptor,             LONG,  false },
    { NAME("List"),          plugin_list,            &pulumirpc__list_request__descriptor,               LONG,  true  },

    { NAME("Construct"),     plugin_construct,       &pulumirpc__construct_request__descriptor,          LONG,  false },
    { NAME("Invoke"),        plugin_invoke,          &pulumirpc__invoke_request__descriptor,             LONG,  false },
    { NAME("Call"),          plugin_call,            &pulumirpc__call_request__descriptor,               LONG,  false },
};
// clang-format on

const size_t plugin_method_count = COUNT_OF(plugin_methods);
