/* Helpers of the protocol tests: the real tables, JSON written with single quotes, answers in one line. */
#ifndef TEST_AWS_PROTOCOLS_H
#define TEST_AWS_PROTOCOLS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "aws/protocol/protocol.h"
#include "base/json.h"

/* 'a' for "a". A new reference. */
static inline json_t *quoted(const char *text) {
    char *copy = strdup(text);
    json_error_t problem;
    for (char *at = copy; *at; at++)
        if (*at == '\'')
            *at = '"';
    json_t *value = json_loads(copy, JSON_DECODE_ANY, &problem);
    free(copy);
    if (!value)
        fail_msg("%s: %s", text, problem.text);
    return value;
}

static inline const struct aws_operation *operation_of(const char *service, const char *name) {
    const struct aws_operation *operation = aws_operation_find(aws_service_find(service), name);
    assert_non_null(operation);
    return operation;
}

static inline struct http_request build(struct arena *arena, const char *service, const char *operation,
                                        const char *input) {
    auto_error *error = NULL;
    const char *prefix = NULL;
    struct http_request request = { 0 };
    json_auto_t *value = quoted(input);
    if (!protocol_build(arena, aws_service_find(service), operation_of(service, operation), value, "TOKEN",
                        &request, &prefix, &error))
        fail_msg("%s", error->message);
    return request;
}

/* The input is refused, with exactly these words. */
static inline void refuse_build(const char *service, const char *operation, const char *input,
                                const char *message) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const char *prefix = NULL;
    struct http_request request = { 0 };
    json_auto_t *value = quoted(input);
    assert_false(protocol_build(arena, aws_service_find(service), operation_of(service, operation), value,
                                NULL, &request, &prefix, &error));
    assert_int_equal(error->kind, ERROR_INTERNAL);
    assert_string_equal(error->message, message);
}

static inline struct http_answer answer(int status, const char *body) {
    return (struct http_answer){ .status = status, .body = body, .body_length = strlen(body) };
}

/* A new reference. */
static inline json_t *parse(const char *service, const char *operation, const char *body) {
    auto_error *error = NULL;
    json_t *output = NULL;
    const struct http_answer given = answer(200, body);
    if (!protocol_parse(aws_service_find(service), operation_of(service, operation), &given, &output, &error))
        fail_msg("%s", error->message);
    return output;
}

static inline void refuse_parse(const char *service, const char *operation, const char *body,
                                const char *message) {
    auto_error *error = NULL;
    json_t *output = NULL;
    const struct http_answer given = answer(200, body);
    assert_false(
        protocol_parse(aws_service_find(service), operation_of(service, operation), &given, &output, &error));
    assert_null(output);
    assert_int_equal(error->kind, ERROR_NETWORK);
    assert_true(error->sent);
    if (!strstr(error->message, message))
        fail_msg("\"%s\" does not say \"%s\"", error->message, message);
}

static inline void assert_json(const json_t *actual, const char *expected) {
    json_auto_t *wanted = quoted(expected);
    if (!json_equal(wanted, actual)) {
        char *text = json_dumps(actual, JSON_COMPACT | JSON_ENCODE_ANY);
        fail_msg("expected %s, not %s", expected, text);
    }
}

#endif
