/* Errors of AWS: code, message and request id, wherever a protocol puts them. */
#include <string.h>

#include "aws/protocol/parts.h"
#include "aws/protocol/protocol.h"
#include "base/json.h"
#include "base/memory.h"

/* What is found in an answer; NULL: not there. All in the arena. */
struct found {
    const char *code;
    const char *message;
    const char *request_id;
};

/*
 * query: ErrorResponse/Error, ec2: Response/Errors/Error, S3: Error itself. The element with Code and
 * Message, or NULL.
 */
const struct xml_node *xml_error_node(const struct xml_node *root) {
    if (strcmp(root->name, "Error") == 0)
        return root;
    const struct xml_node *errors = xml_child(root, "Errors");
    return xml_child(errors ? errors : root, "Error");
}

static void find_in_xml(struct arena *arena, const struct http_answer *answer, struct found *found) {
    auto_error *unreadable = NULL;
    const struct xml_node *root = NULL;
    if (!answer->body_length || !xml_parse(arena, answer->body, answer->body_length, &root, &unreadable))
        return;
    const struct xml_node *error = xml_error_node(root);
    found->request_id = xml_child_text(root, "RequestId");
    if (!found->request_id)
        found->request_id = xml_child_text(root, "RequestID"); /* ec2 */
    if (!error)
        return;
    found->code = xml_child_text(error, "Code");
    found->message = xml_child_text(error, "Message");
    if (!found->message)
        found->message = xml_child_text(error, "message");
}

static const char *first_text(const json_t *object, const char *const *keys) {
    const char *text = NULL;
    for (; *keys && !text; keys++)
        text = json_text(object, *keys);
    return text;
}

static void find_in_json(struct arena *arena, const struct http_answer *answer, struct found *found) {
    auto_error *unreadable = NULL;
    const struct walk walk = { .arena = arena, .err = &unreadable };
    json_auto_t *body = json_body(&walk, answer);
    const char *code = http_header(&answer->headers, "x-amzn-errortype");
    if (!code)
        code = first_text(body, (const char *const[]){ "__type", "code", "Code", NULL });
    const char *message =
        first_text(body, (const char *const[]){ "message", "Message", "errorMessage", NULL });
    found->code = code ? arena_strdup(arena, code) : NULL;
    found->message = message ? arena_strdup(arena, message) : NULL;
}

/* "aws.protocoltests#FooError:http://internal.amazon.com/coral/" is FooError. */
static const char *bare_code(struct arena *arena, const char *code) {
    const char *bare = arena_strndup(arena, code, strcspn(code, ":"));
    const char *hash = strrchr(bare, '#');
    return hash ? hash + 1 : bare;
}

/* A service that once spoke the query protocol says its old code too:
 * "AWS.SimpleQueueService.NonExistentQueue;Sender". */
static const char *query_code(struct arena *arena, const struct aws_service *service,
                              const struct http_answer *answer) {
    const char *header = http_header(&answer->headers, "x-amzn-query-error");
    const size_t length = header ? strcspn(header, ";") : 0;
    return service->query_compatible && length && header[length] ? arena_strndup(arena, header, length)
                                                                 : NULL;
}

/* First of the texts that is neither NULL nor empty. */
static const char *either(const char *first, const char *second) {
    return first && *first ? first : second;
}

static const char *request_id(const struct http_answer *answer, const struct found *found) {
    const char *header = http_header(&answer->headers, "x-amzn-requestid");
    if (!header)
        header = http_header(&answer->headers, "x-amz-request-id");
    return either(found->request_id, header);
}

void protocol_parse_error(const struct aws_service *service, const struct aws_operation *operation,
                          const struct http_answer *answer, struct error **err) {
    auto_arena *arena = arena_new();
    struct found found = { 0 };
    const bool json = service->protocol == AWS_JSON || service->protocol == AWS_REST_JSON;
    if (json)
        find_in_json(arena, answer, &found);
    else
        find_in_xml(arena, answer, &found);
    const char *code = either(query_code(arena, service, answer), found.code);
    const char *status = arena_printf(arena, "%d", answer->status);
    const char *silent = arena_printf(arena, "AWS gives no message (HTTP status %d)", answer->status);
    const char *id = request_id(answer, &found);

    error_set(err, ERROR_AWS, "%s", either(found.message, silent));
    (*err)->service = xstrdup(service->name);
    (*err)->operation = xstrdup(operation->name);
    (*err)->code = xstrdup(either(code ? bare_code(arena, code) : NULL, status));
    (*err)->request_id = id ? xstrdup(id) : NULL;
    (*err)->http_status = answer->status;
    (*err)->sent = answer->status >= 500;
}
