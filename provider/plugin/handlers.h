/*
 * The handlers of all RPCs, one prototype each (rpc_handler, rpc/server.h); context is the struct plugin.
 * Each family has a file of its own.
 */
#ifndef PLUGIN_HANDLERS_H
#define PLUGIN_HANDLERS_H

#include "rpc/server.h"

/* handshake.c: the life of the process, and the package */
rpc_handler plugin_handshake;
rpc_handler plugin_attach;
rpc_handler plugin_get_plugin_info;
rpc_handler plugin_cancel;
rpc_handler plugin_parameterize;
rpc_handler plugin_get_schema;
rpc_handler plugin_get_mapping;
rpc_handler plugin_get_mappings;

/* configure.c, config_diff.c: the provider */
rpc_handler plugin_check_config;
rpc_handler plugin_diff_config;
rpc_handler plugin_configure;

/* check.c, diff.c, lifecycle.c, list.c: custom resources */
rpc_handler plugin_check;
rpc_handler plugin_diff;
rpc_handler plugin_create;
rpc_handler plugin_read;
rpc_handler plugin_update;
rpc_handler plugin_delete;
rpc_handler plugin_list; /* streams ListResponse */

/* construct.c, functions.c */
rpc_handler plugin_construct;
rpc_handler plugin_invoke;
rpc_handler plugin_call;

#endif
