#include <string.h>

#include "aws/client.h"
#include "aws/endpoint/partitions.h"
#include "aws/protocol/protocol.h"
#include "aws/signature/sigv4.h"
#include "base/json.h"
#include "base/random.h"
#include "base/text.h"

static const char user_agent[] = "pulumi-resource-utm";

/* What the endpoint rules are asked with. */
static json_t *parameters_for(const struct config *config, const char *region,
                              const struct endpoint_rules *rules, const char *operation,
                              const json_t *input) {
    const char *custom = config_endpoint(config, rules->service);
    json_t *parameters =
        json_pack("{s:s, s:b, s:b, s:s*, s:b}", "Region", region, "UseFIPS", config->use_fips, "UseDualStack",
                  config->use_dualstack, "Endpoint", custom, "ForcePathStyle", config->s3_path_style);
    for (uint16_t i = 0; i < rules->context_count; i++) {
        const struct endpoint_context *context = &rules->contexts[i];
        if (strcmp(context->operation, operation) != 0)
            continue;
        json_t *value = context->member ? json_object_get(input, context->member) : json_true();
        if (value)
            json_object_set(parameters, context->parameter, value);
    }
    return parameters;
}

/* The rules put the bucket into the host or the path, so "/{Bucket}" of the model goes. */
static const char *path_without_bucket(const struct aws_request *request) {
    static const char bucket[] = "/{Bucket}";
    const char *path = request->http.path;
    if (strncmp(request->operation->uri, bucket, strlen(bucket)) != 0 || *path != '/')
        return path;
    return path + 1 + strcspn(path + 1, "/");
}

/* Services without regions are signed for their partition's global region, also at a custom endpoint. */
static const char *default_region(const char *region, const struct aws_service *service) {
    return service->global_region ? partition_of(region)->global_region : region;
}

static bool place(const struct config *config, struct arena *arena, const char *region, const json_t *input,
                  const char *host_prefix, struct aws_request *request, struct error **err) {
    const char *service = request->service->name;
    const struct endpoint_rules *rules = endpoint_rules_find(service);
    if (!rules)
        return error_set(err, ERROR_INTERNAL, "no endpoint rules for the AWS service %s", service);
    json_auto_t *parameters = parameters_for(config, region, rules, request->operation->name, input);
    struct endpoint endpoint = { 0 };
    if (!endpoint_resolve(arena, rules, parameters, &endpoint, err))
        return error_in(err, "endpoint of %s %s", service, request->operation->name);
    if (!endpoint.can_sign)
        return error_set(
            err, ERROR_INPUT,
            "%s %s: the bucket needs a kind of signature (S3 Express, multi-region access point) that "
            "this version does not have",
            service, request->operation->name);
    /* The rules of s3control put it there themselves. */
    const bool prefixed = host_prefix && *host_prefix && !config_endpoint(config, service) &&
                          strncmp(endpoint.authority, host_prefix, strlen(host_prefix)) != 0;
    request->http.scheme = endpoint.scheme;
    request->http.host =
        prefixed ? arena_printf(arena, "%s%s", host_prefix, endpoint.authority) : endpoint.authority;
    request->http.path = endpoint_path(
        arena, endpoint.path, strcmp(service, "s3") == 0 ? path_without_bucket(request) : request->http.path);
    request->raw_path = endpoint.raw_path;
    request->signing_name = endpoint.signing_name ? endpoint.signing_name : request->service->signing_name;
    request->signing_region =
        endpoint.signing_region ? endpoint.signing_region : default_region(region, request->service);
    return true;
}

bool aws_request_build_for(struct aws_client *client, struct arena *arena,
                           const struct aws_request_options *options, struct aws_request *ret_request,
                           struct error **err) {
    struct aws_request request = { .service = options->service, .operation = options->operation };
    const char *host_prefix = NULL;
    if (!protocol_build(arena, options->service, options->operation, options->input, options->token,
                        &request.http, &host_prefix, err) ||
        !place(client->config, arena, options->region ? options->region : client->config->region,
               options->input, host_prefix, &request, err))
        return false;
    char id[33];
    random_hex(id, 32);
    request.invocation =
        arena_printf(arena, "%.8s-%.4s-4%.3s-a%.3s-%.12s", id, id + 8, id + 13, id + 17, id + 20);
    *ret_request = request;
    return true;
}

bool aws_request_build(struct aws_client *client, struct arena *arena, const char *region,
                       const char *service, const char *operation, const json_t *input,
                       struct aws_request *ret_request, struct error **err) {
    struct aws_request_options options = { .service = aws_service_find(service),
                                           .input = input,
                                           .region = region };
    if (!options.service)
        return error_set(err, ERROR_INTERNAL, "no AWS service \"%s\" in this version", service);
    options.operation = aws_operation_find(options.service, operation);
    if (!options.operation)
        return error_set(err, ERROR_INTERNAL, "no operation %s of AWS service %s in this version", operation,
                         service);
    return aws_request_build_for(client, arena, &options, ret_request, err);
}

/* What goes with an attempt and is not signed: it says nothing about the call itself. */
static void add_attempt_headers(struct arena *arena, const struct aws_request *request, int attempt,
                                struct http_request *http) {
    const int most = request->max_attempts;
    http_add_header(arena, &http->headers, "User-Agent", user_agent);
    http_add_header(arena, &http->headers, "Amz-Sdk-Invocation-Id", request->invocation);
    http_add_header(arena, &http->headers, "Amz-Sdk-Request",
                    attempt > 1 ? arena_printf(arena, "attempt=%d; max=%d", attempt, most) : "attempt=1");
}

struct http_request aws_request_sign(struct aws_client *client, struct arena *arena,
                                     const struct aws_request *request, const struct credentials *credentials,
                                     int attempt) {
    struct http_request http = request->http;
    http.headers = (struct http_headers){ 0 };
    for (size_t i = 0; i < request->http.headers.count; i++)
        http_add_header(arena, &http.headers, request->http.headers.items[i].name,
                        request->http.headers.items[i].value);
    if (credentials) {
        const struct sigv4_options options = {
            .access_key = credentials->access_key,
            .secret_key = credentials->secret_key,
            .session_token = credentials->session_token,
            .region = request->signing_region,
            .service = request->signing_name,
            .now_unix_s = aws_client_now_s(client),
            .raw_path = request->raw_path,
            .content_sha256 = request->raw_path || request->operation->unsigned_payload,
            .unsigned_payload = request->operation->unsigned_payload && !request->raw_path,
        };
        sigv4_sign(arena, &options, &http);
    }
    add_attempt_headers(arena, request, attempt, &http);
    return http;
}
