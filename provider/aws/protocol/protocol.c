#include "aws/protocol/protocol.h"

#include <string.h>
#include <strings.h>

#include "aws/formats/gzip.h"
#include "aws/protocol/parts.h"
#include "base/random.h"

const char *text_keep(struct arena *arena, const struct text *text) {
    return arena_strndup(arena, text_string(text), text->length);
}

json_t *refuse_answer(const struct walk *walk, const struct place *place, const char *what) {
    const char *path = place_path(walk->arena, place);
    error_set(walk->err, ERROR_NETWORK, "unreadable answer: %s%s%s", path, *path ? " is " : "it is ", what);
    return NULL;
}

/* A random UUID (version 4). */
static const char *new_token(struct arena *arena) {
    char hex[33];
    random_hex(hex, 32);
    return arena_printf(arena, "%.8s-%.4s-4%.3s-%c%.3s-%.12s", hex, hex + 8, hex + 13,
                        "89ab"[random_below(4)], hex + 17, hex + 20);
}

/* The input, with the idempotency tokens that it lacks. A new reference. */
static json_t *with_tokens(struct arena *arena, const struct aws_operation *operation, const json_t *input,
                           const char *token) {
    json_t *filled = input ? json_copy((json_t *)input) : json_object();
    for (size_t i = 0; operation->input && i < operation->input->member_count; i++) {
        const struct aws_member *member = &operation->input->members[i];
        const json_t *given = json_object_get(filled, member->name);
        if (member->idempotency_token && (!given || json_is_null(given)))
            json_object_set_new(filled, member->name, json_string(token ? token : new_token(arena)));
    }
    return filled;
}

/* "{AccountId}.data-" with the labels filled in; they have been checked. */
static const char *expand_host(struct arena *arena, const struct aws_operation *operation,
                               const json_t *input) {
    auto_text host = { 0 };
    for (const char *from = operation->host_prefix; *from;) {
        const size_t length = *from == '{' ? strcspn(from, "}") : 0;
        if (!length) {
            text_add_char(&host, *from++);
            continue;
        }
        const json_t *value = json_object_get(input, arena_strndup(arena, from + 1, length - 1));
        text_add(&host, json_is_string(value) ? json_string_value(value) : "");
        from += length + (from[length] == '}');
    }
    return text_keep(arena, &host);
}

static void build_json(struct arena *arena, const struct aws_service *service,
                       const struct aws_operation *operation, const json_t *input,
                       struct http_request *request) {
    json_auto_t *body = operation->input ? json_write(arena, operation->input, input) : json_object();
    request->body = json_request_text(arena, body);
    request->body_length = strlen(request->body);
    http_add_header(arena, &request->headers, "X-Amz-Target",
                    arena_printf(arena, "%s.%s", service->target_prefix, operation->name));
    http_add_header(arena, &request->headers, "Content-Type",
                    arena_printf(arena, "application/x-amz-json-%s", service->json_version));
    if (service->query_compatible)
        http_add_header(arena, &request->headers, "x-amzn-query-mode", "true");
}

static void build_query(struct arena *arena, const struct aws_service *service,
                        const struct aws_operation *operation, const json_t *input,
                        struct http_request *request) {
    request->body = query_body(arena, service, operation, input);
    request->body_length = strlen(request->body);
    http_add_header(arena, &request->headers, "Content-Type",
                    "application/x-www-form-urlencoded; charset=utf-8");
}

/* Large bodies of the operations that take it so. What the input says of its own encoding comes first. */
static void compress(struct arena *arena, const struct aws_operation *operation,
                     struct http_request *request) {
    enum { WORTH_IT = 10240 }; /* bytes: the SDKs' default */
    if (!operation->compress || request->body_length < WORTH_IT)
        return;
    request->body = gzip_compress(arena, request->body, request->body_length, &request->body_length);
    struct http_headers *headers = &request->headers;
    for (size_t i = 0; i < headers->count; i++)
        if (strcasecmp(headers->items[i].name, "Content-Encoding") == 0) {
            headers->items[i].value = arena_printf(arena, "%s, gzip", headers->items[i].value);
            return;
        }
    http_add_header(arena, headers, "Content-Encoding", "gzip");
}

/* The member that the body belongs to whole, as it is; NULL: none. */
static const struct aws_member *raw_payload(const struct aws_shape *output) {
    const struct aws_member *payload =
        output && output->payload ? aws_member_find(output, output->payload) : NULL;
    return payload && payload->shape->type != AWS_STRUCTURE ? payload : NULL;
}

bool protocol_build(struct arena *arena, const struct aws_service *service,
                    const struct aws_operation *operation, const json_t *input, const char *token,
                    struct http_request *ret_request, const char **ret_host_prefix, struct error **err) {
    const struct walk walk = { .arena = arena, .err = err };
    json_auto_t *filled = with_tokens(arena, operation, input, token);
    struct http_request request = { .method = operation->method, .path = "/", .query = "" };
    if (!protocol_check(&walk, service, operation, filled))
        return error_in(err, "%s %s", service->name, operation->name);
    if (service->protocol == AWS_EC2 || service->protocol == AWS_QUERY)
        build_query(arena, service, operation, filled, &request);
    else if (service->protocol == AWS_JSON)
        build_json(arena, service, operation, filled, &request);
    else
        rest_build(arena, service, operation, filled, &request);
    compress(arena, operation, &request);
    if (!checksum_add(&walk, operation, filled, &request))
        return error_in(err, "%s %s", service->name, operation->name);
    const struct aws_member *object = raw_payload(operation->output);
    request.raw_answer = object && object->shape->type == AWS_BLOB;
    *ret_host_prefix = operation->host_prefix ? expand_host(arena, operation, filled) : NULL;
    *ret_request = request;
    return true;
}

/* The element below which an answer's members stand, or an error's; NULL with an error. */
static const struct xml_node *xml_start(const struct walk *walk, const struct http_answer *answer,
                                        const struct aws_shape *shape, const char *wrapper) {
    const struct xml_node *root = NULL;
    if (!xml_parse(walk->arena, answer->body, answer->body_length, &root, walk->err))
        return NULL;
    if (shape->is_error)
        return xml_error_node(root) ? xml_error_node(root) : root;
    if (!wrapper)
        return root;
    const struct xml_node *inside = xml_child(root, wrapper);
    if (!inside)
        error_set(walk->err, ERROR_NETWORK, "unreadable answer: <%s> has no <%s>", root->name, wrapper);
    return inside;
}

static json_t *read_shape(const struct walk *walk, const struct aws_service *service,
                          const struct aws_shape *shape, const char *wrapper,
                          const struct http_answer *answer) {
    const struct place whole = { 0 };
    if (service->protocol == AWS_EC2 || service->protocol == AWS_QUERY) {
        const struct xml_node *node = xml_start(walk, answer, shape, wrapper);
        return node ? xml_read(walk, &whole, shape, node) : NULL;
    }
    if (service->protocol == AWS_JSON) {
        json_auto_t *body = json_body(walk, answer);
        if (json_is_null(body))
            return json_object();
        return body ? json_read(walk, &whole, shape, body) : NULL;
    }
    return rest_read(walk, service, shape, answer);
}

/* S3 may begin a long answer with "200 OK" and end it with an error. */
static bool is_late_error(struct arena *arena, const struct aws_service *service,
                          const struct aws_operation *operation, const struct http_answer *answer) {
    auto_error *unreadable = NULL;
    const struct xml_node *root = NULL;
    return service->protocol == AWS_REST_XML && answer->body_length && !raw_payload(operation->output) &&
           memmem(answer->body, answer->body_length, "<Error", 6) &&
           xml_parse(arena, answer->body, answer->body_length, &root, &unreadable) &&
           strcmp(root->name, "Error") == 0;
}

bool protocol_parse(const struct aws_service *service, const struct aws_operation *operation,
                    const struct http_answer *answer, json_t **ret_output, struct error **err) {
    auto_arena *arena = arena_new();
    const struct walk walk = { .arena = arena, .err = err };
    if (is_late_error(arena, service, operation, answer)) {
        protocol_parse_error(service, operation, answer, err);
        (*err)->sent = true;
        return false;
    }
    json_t *output = operation->output
                         ? read_shape(&walk, service, operation->output, operation->result_wrapper, answer)
                         : json_object();
    if (!output) {
        (*err)->sent = true; /* AWS has done the work, whatever it was */
        return error_in(err, "%s %s", service->name, operation->name);
    }
    *ret_output = output;
    return true;
}

bool protocol_parse_error_members(const struct aws_service *service, const struct aws_shape *error_shape,
                                  const struct http_answer *answer, json_t **ret_members,
                                  struct error **err) {
    auto_arena *arena = arena_new();
    const struct walk walk = { .arena = arena, .err = err };
    json_t *members = read_shape(&walk, service, error_shape, NULL, answer);
    if (!members)
        return false;
    *ret_members = members;
    return true;
}
