/* The role of an ECS task or EKS pod, from the agent beside the container. */
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "aws/config/setting.h"
#include "aws/credentials/parts.h"
#include "aws/credentials/sources.h"
#include "aws/endpoint/endpoint.h"
#include "base/json.h"
#include "base/memory.h"

enum { LIMIT_MS = 2000, ATTEMPTS = 3, PAUSE_MS = 1000 };

static const char ecs_host[] = "169.254.170.2";

/* An address that never leaves this machine: 127.0.0.0/8, ::1. */
static bool is_loopback(const char *host) {
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, host, &four) == 1)
        return ntohl(four.s_addr) >> 24 == 127;
    return inet_pton(AF_INET6, host, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

/* "host:80" or "[::1]:80" without port and brackets. */
static const char *host_of(struct arena *arena, const char *authority) {
    if (*authority == '[')
        return arena_strndup(arena, authority + 1, strcspn(authority + 1, "]"));
    return arena_strndup(arena, authority, strcspn(authority, ":"));
}

/* The authorization token goes there: in the clear only to this machine and to the agents' own addresses. */
static bool may_be_asked(struct arena *arena, const struct http_request *request) {
    static const char *const hosts[] = { ecs_host, "169.254.170.23", "fd00:ec2::23", "localhost" };
    const char *host = host_of(arena, request->host);
    for (size_t i = 0; i < COUNT_OF(hosts); i++)
        if (strcasecmp(host, hosts[i]) == 0)
            return true;
    return strcmp(request->scheme, "https") == 0 || is_loopback(host);
}

/* Where the agent is, from the variable `name`. */
static bool place(struct arena *arena, const char *name, const char *url, struct http_request *request,
                  struct error **err) {
    const size_t length = strcspn(url, "?");
    const char *path = NULL;
    if (!endpoint_split_url(arena, arena_strndup(arena, url, length), &request->scheme, &request->host,
                            &path))
        return error_set(err, ERROR_CREDENTIALS, "%s is no URL", name);
    request->path = *path ? path : "/";
    request->query = url[length] ? arena_strdup(arena, url + length + 1) : "";
    if (may_be_asked(arena, request))
        return true;
    return error_set(err, ERROR_CREDENTIALS,
                     "%s names the host %s. Only https, a loopback address, localhost, 169.254.170.2, "
                     "169.254.170.23 and fd00:ec2::23 are allowed there",
                     name, request->host);
}

/* The token, read at each use since the file is renewed. */
static bool authorize(struct arena *arena, struct http_request *request, struct error **err) {
    const char *file = setting_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    const char *token = setting_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    auto_secret *read = NULL;
    if (file && !credentials_read_file(file, &read, err))
        return error_in(err, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    if (file)
        token = read;
    if (!token)
        return true;
    if (strpbrk(token, "\r\n"))
        return error_set(err, ERROR_CREDENTIALS, "the authorization token in %s has a line break",
                         file ? file : "AWS_CONTAINER_AUTHORIZATION_TOKEN");
    http_add_header(arena, &request->headers, "Authorization", arena_strdup(arena, token));
    return true;
}

/* One attempt; *ret_again when another one may help. */
static bool ask(const struct credentials_context *context, struct cancel *cancel, struct arena *arena,
                const struct http_request *request, bool *ret_again, struct credentials **ret_credentials,
                struct error **err) {
    static const struct credentials_members members = { "AccessKeyId", "SecretAccessKey", "Token",
                                                        "Expiration", true };
    struct http_answer answer = { 0 };
    enum transport_failure failure = TRANSPORT_OK;
    *ret_again = true;
    if (!credentials_send(context, cancel, arena, LIMIT_MS, request, &answer, &failure, err))
        return false;
    auto_secret_json *body = credentials_answer_json(&answer);
    *ret_again = answer.status == 429 || answer.status >= 500;
    if (answer.status != 200)
        return error_set(
            err, ERROR_CREDENTIALS, "%s answers HTTP %d%s", request->host, answer.status,
            answer.status == 401 || answer.status == 403 ? ": it does not take the authorization token" : "");
    if (!body)
        return error_set(err, ERROR_CREDENTIALS, "the answer of %s is no JSON object", request->host);
    return credentials_from_json(body, &members, ret_credentials, err) ||
           error_in(err, "the answer of %s", request->host);
}

static bool ask_patiently(const struct credentials_context *context, struct cancel *cancel,
                          struct arena *arena, const struct http_request *request,
                          struct credentials **ret_credentials, struct error **err) {
    for (int attempt = 1;; attempt++) {
        bool again = false;
        if (ask(context, cancel, arena, request, &again, ret_credentials, err))
            return true;
        if (!again || attempt == ATTEMPTS || (*err)->kind != ERROR_CREDENTIALS)
            return false;
        error_free(TAKE(*err));
        if (!context->client->parts.wait_ms(cancel, PAUSE_MS, err))
            return false;
    }
}

enum credentials_outcome credentials_from_container(const struct credentials_context *context,
                                                    struct cancel *cancel,
                                                    struct credentials **ret_credentials,
                                                    struct error **err) {
    auto_secret_arena *arena = arena_new();
    const char *relative = setting_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    const char *full = setting_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (!relative && !full)
        return credentials_none(err, "no AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI: this is no ECS "
                                     "task or EKS pod with a role");
    if (relative && *relative != '/')
        return credentials_broken(err, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI does not begin with \"/\"");
    struct http_request request = { .method = "GET" };
    const char *url = relative ? arena_printf(arena, "http://%s%s", ecs_host, relative) : full;
    http_add_header(arena, &request.headers, "Accept", "application/json");
    const bool good =
        place(arena,
              relative ? "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" : "AWS_CONTAINER_CREDENTIALS_FULL_URI", url,
              &request, err) &&
        authorize(arena, &request, err) &&
        ask_patiently(context, cancel, arena, &request, ret_credentials, err);
    return good ? CREDENTIALS_FOUND : CREDENTIALS_BROKEN;
}
