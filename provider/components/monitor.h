/* The registrar over the engine's resource monitor: what a Construct request says about the component and
 * what it hands down to the resources in it. */
#ifndef COMPONENTS_MONITOR_H
#define COMPONENTS_MONITOR_H

#include "components/graph.h"
#include "pulumi/provider.pb-c.h"
#include "rpc/client.h"

struct monitor {
    struct rpc_channel *channel;
    struct cancel *cancel;
    const Pulumirpc__ConstructRequest *request;
};

/* Borrows `monitor`. */
struct registrar monitor_registrar(struct monitor *monitor);

#endif
