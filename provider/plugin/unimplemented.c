/*
 * RPCs that this version does not serve: an honest UNIMPLEMENTED.
 *
 * A family that gets its file takes its lines away here (two definitions do not link), and the last one takes
 * this file away.
 */
#include "plugin/handlers.h"
#include "plugin/plugin.h"

#define UNIMPLEMENTED(handler, name)                                                                         \
    bool handler(void *context, struct rpc_call *call, const ProtobufCMessage *request,                      \
                 ProtobufCMessage **ret_response, struct rpc_failure *failure) {                             \
        (void)context;                                                                                       \
        (void)request;                                                                                       \
        (void)ret_response;                                                                                  \
        return plugin_fail_with(call, failure, RPC_UNIMPLEMENTED, "utm does not serve %s", name);            \
    }

// clang-format off
/* construct.c */
UNIMPLEMENTED(plugin_construct, "Construct")
// clang-format on
