/* The role of an EC2 instance, from its metadata service: version 2, and 1 where there is no token to be had. */
#include <ctype.h>
#include <string.h>

#include "aws/config/setting.h"
#include "aws/credentials/parts.h"
#include "aws/credentials/sources.h"
#include "aws/endpoint/endpoint.h"
#include "base/json.h"
#include "base/memory.h"

enum {
    MOST_ATTEMPTS = 20,
    LONGEST_TIMEOUT_S = 60,
    LARGEST_NAME = 1024,
    LONGEST_CODE = 64,
    /* AWS keeps an instance's keys alive past their time when it cannot make new ones (static stability): such
       keys are used, and asked for again after this time. */
    EXTENSION_S = 10 * 60,
};

static const char role_path[] = "/latest/meta-data/iam/security-credentials/";

/* Where and how the service is asked. */
struct service {
    const struct credentials_context *context;
    struct cancel *cancel;
    struct arena *arena;
    const char *scheme;
    const char *host;
    const char *path; /* before every other; no "/" at its end */
    int64_t timeout_ms;
    int attempts;
    bool only_version_2;
    const char *token; /* NULL: version 1 */
};

/* From the provider's property, else the environment, else the profile that was asked for. */
static struct setting find(const struct credentials_context *context, const char *option,
                           const char *property, const char *variable, const char *key) {
    return setting_find(context->client->config,
                        &(struct setting_places){ option, property, { variable }, key });
}

static bool find_truth(const struct credentials_context *context, const char *variable, const char *key,
                       bool *ret_truth, struct error **err) {
    auto_setting setting = find(context, NULL, NULL, variable, key);
    return setting_truth(&setting, false, ret_truth, err);
}

static bool find_number(const struct credentials_context *context, const char *variable, const char *key,
                        int most, int *ret_number, struct error **err) {
    auto_setting setting = find(context, NULL, NULL, variable, key);
    return setting_number(&setting, 1, most, 1, ret_number, err);
}

static bool find_mode(const struct credentials_context *context, bool *ret_ipv6, struct error **err) {
    static const char *const names[] = { "IPv4", "IPv6", NULL };
    auto_setting mode =
        find(context, context->client->config->ec2_metadata_endpoint_mode, "ec2MetadataServiceEndpointMode",
             "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
    int index = 0;
    if (!find_truth(context, "AWS_IMDS_USE_IPV6", "imds_use_ipv6", ret_ipv6, err) ||
        !setting_choice(&mode, names, *ret_ipv6, &index, err))
        return false;
    *ret_ipv6 = index == 1;
    return true;
}

/* The service's URL: asked for, or the link-local address of the mode. */
static bool find_url(struct service *service, struct error **err) {
    const struct credentials_context *context = service->context;
    bool ipv6 = false;
    if (!find_mode(context, &ipv6, err))
        return false;
    auto_setting asked =
        find(context, context->client->config->ec2_metadata_endpoint, "ec2MetadataServiceEndpoint",
             "AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
    const char *standard = ipv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
    const char *url = asked.value ? asked.value : standard;
    if (!endpoint_split_url(service->arena, url, &service->scheme, &service->host, &service->path))
        return setting_refuse_url(&asked, standard, err);
    size_t length = strlen(service->path);
    while (length && service->path[length - 1] == '/')
        length--;
    service->path = arena_strndup(service->arena, service->path, length);
    return true;
}

static bool find_service(struct service *service, struct error **err) {
    const struct credentials_context *context = service->context;
    int timeout_s = 0;
    if (find_url(service, err) &&
        find_truth(context, "AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled",
                   &service->only_version_2, err) &&
        find_number(context, "AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout", LONGEST_TIMEOUT_S,
                    &timeout_s, err) &&
        find_number(context, "AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts",
                    MOST_ATTEMPTS, &service->attempts, err)) {
        service->timeout_ms = (int64_t)timeout_s * 1000;
        return true;
    }
    if ((*err)->property)
        error_in(err, "%s", (*err)->property);
    (*err)->kind = ERROR_CREDENTIALS;
    return false;
}

static bool send_once(const struct service *service, const char *method, const char *path,
                      struct http_answer *ret_answer, enum transport_failure *ret_failure,
                      struct error **err) {
    struct http_request request = { .method = method, .scheme = service->scheme, .host = service->host };
    request.path = arena_printf(service->arena, "%s%s", service->path, path);
    request.query = "";
    if (strcmp(method, "PUT") == 0)
        http_add_header(service->arena, &request.headers, "X-Aws-Ec2-Metadata-Token-Ttl-Seconds", "21600");
    else if (service->token)
        http_add_header(service->arena, &request.headers, "X-Aws-Ec2-Metadata-Token", service->token);
    if (credentials_send(service->context, service->cancel, service->arena, service->timeout_ms, &request,
                         ret_answer, ret_failure, err))
        return true;
    if ((*err)->kind == ERROR_CREDENTIALS)
        error_in(err, "this is no EC2 instance, or its metadata is turned off");
    return false;
}

/*
 * The token of version 2. None, without an error, where the service has no version 2 or does not answer the
 * PUT (its answer dies on the way into a container: hop limit 1): then version 1 is tried.
 */
static bool get_token(struct service *service, struct error **err) {
    for (int attempt = 1;; attempt++) {
        struct http_answer answer = { 0 };
        enum transport_failure failure = TRANSPORT_OK;
        const bool sent = send_once(service, "PUT", "/latest/api/token", &answer, &failure, err);
        if (!sent && (failure == TRANSPORT_SILENT || (*err)->kind != ERROR_CREDENTIALS)) {
            if ((*err)->kind != ERROR_CREDENTIALS)
                return false;
            error_free(TAKE(*err));
            return true;
        }
        if (sent && answer.status == 200 && answer.body_length && answer.body_length <= LARGEST_NAME &&
            !strpbrk(answer.body, "\r\n")) {
            service->token = answer.body;
            return true;
        }
        if (sent && (answer.status == 403 || answer.status == 404 || answer.status == 405))
            return true;
        if (sent)
            error_set(err, ERROR_CREDENTIALS, "%s answers HTTP %d when asked for a token", service->host,
                      answer.status);
        if (attempt >= service->attempts || answer.status == 400)
            return false;
        error_free(TAKE(*err));
    }
}

static bool get(const struct service *service, const char *path, struct http_answer *ret_answer,
                struct error **err) {
    if (!service->token && service->only_version_2) {
        error_set(err, ERROR_CREDENTIALS,
                  "%s gives no token (version 2), and version 1 is turned off by "
                  "AWS_EC2_METADATA_V1_DISABLED. In a "
                  "container the instance's hop limit must be 2",
                  service->host);
        return false;
    }
    for (int attempt = 1;; attempt++) {
        enum transport_failure failure = TRANSPORT_OK;
        const bool sent = send_once(service, "GET", path, ret_answer, &failure, err);
        if (sent && ret_answer->status == 200 && ret_answer->body_length)
            return true;
        const bool no_role = sent && ret_answer->status == 404;
        if (no_role)
            error_set(err, ERROR_CREDENTIALS, "the instance has no role (HTTP 404 of %s)", service->host);
        else if (sent)
            error_set(err, ERROR_CREDENTIALS, "%s answers HTTP %d%s", service->host, ret_answer->status,
                      ret_answer->body_length ? "" : " without a body");
        if (no_role || attempt >= service->attempts || (*err)->kind != ERROR_CREDENTIALS)
            return false;
        error_free(TAKE(*err));
    }
}

/* The answer's code, which is a word ("AssumeRoleUnauthorizedAccess"); "" for none. */
static const char *code_of(const json_t *body) {
    const char *code = json_text(body, "Code");
    const size_t length = code ? strlen(code) : 0;
    for (size_t i = 0; i < length; i++)
        if (!isalpha((unsigned char)code[i]))
            return "";
    return length && length <= LONGEST_CODE ? code : "";
}

static bool read_credentials(const struct service *service, const json_t *body,
                             struct credentials **ret_credentials, struct error **err) {
    static const struct credentials_members members = { "AccessKeyId", "SecretAccessKey", "Token",
                                                        "Expiration", true };
    const char *code = code_of(body);
    if (!body)
        return error_set(err, ERROR_CREDENTIALS, "the answer of %s is no JSON object", service->host);
    if (!credentials_from_json(body, &members, ret_credentials, err))
        return error_in(err, "the answer of %s%s%s", service->host, *code ? ", code " : "", code);
    const int64_t now_s = credentials_now_s(service->context);
    if ((*ret_credentials)->expires_s <= now_s)
        (*ret_credentials)->expires_s = now_s + EXTENSION_S;
    return true;
}

static bool ask(struct service *service, struct credentials **ret_credentials, struct error **err) {
    struct http_answer name = { 0 }, answer = { 0 };
    if (!get_token(service, err) || !get(service, role_path, &name, err))
        return false;
    const size_t length = strcspn(name.body, "\r\n");
    if (name.body_length > LARGEST_NAME || length == 0)
        return error_set(err, ERROR_CREDENTIALS, "%s names no role", service->host);
    const char *role = arena_strndup(service->arena, name.body, length);
    const char *path = arena_printf(service->arena, "%s%s", role_path, http_escape(service->arena, role, ""));
    if (!get(service, path, &answer, err))
        return error_in(err, "role %s", role);
    auto_secret_json *body = credentials_answer_json(&answer);
    return read_credentials(service, body, ret_credentials, err);
}

/* The last source: nobody need have asked for it, so any failure means that there are none here. */
enum credentials_outcome credentials_from_instance(const struct credentials_context *context,
                                                   struct cancel *cancel,
                                                   struct credentials **ret_credentials, struct error **err) {
    if (context->client->config->no_ec2_metadata)
        return credentials_none(err, "not asked, because %s", context->client->config->no_ec2_metadata);
    auto_secret_arena *arena = arena_new();
    struct service service = { .context = context, .cancel = cancel, .arena = arena };
    if (!find_service(&service, err))
        return CREDENTIALS_BROKEN;
    return ask(&service, ret_credentials, err) ? CREDENTIALS_FOUND : CREDENTIALS_NONE;
}
