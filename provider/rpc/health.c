/* gRPC's health check: the language host asks it before it uses the plugin, and gives it half a second. */
#include "grpc/health.pb-c.h"
#include "rpc/internal.h"

static bool check(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                  ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    (void)request; /* any service: they come and go together */
    (void)failure;
    Grpc__Health__V1__HealthCheckResponse *response = arena_alloc(call->arena, sizeof *response);
    grpc__health__v1__health_check_response__init(response);
    response->status = GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVING;
    *ret_response = &response->base;
    return true;
}

const struct rpc_method rpc_health_method = {
    .path = "/grpc.health.v1.Health/Check",
    .handle = check,
    .request = &grpc__health__v1__health_check_request__descriptor,
};
