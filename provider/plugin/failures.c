#include "plugin/failures.h"

#include "plugin/plugin.h"

void failures_into(struct rpc_call *call, const struct schema_failures *failures, size_t *ret_count,
                   Pulumirpc__CheckFailure ***ret_failures) {
    *ret_count = failures->count;
    *ret_failures = arena_array(call->arena, failures->count, sizeof **ret_failures);
    for (size_t i = 0; i < failures->count; i++) {
        Pulumirpc__CheckFailure *failure = plugin_message(call, &pulumirpc__check_failure__descriptor);
        failure->property = arena_strdup(call->arena, failures->items[i].property);
        failure->reason = arena_strdup(call->arena, failures->items[i].reason);
        (*ret_failures)[i] = failure;
    }
}
