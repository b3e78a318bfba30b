#include "support/answers.h"

#include <string.h>

#include "aws/protocol/protocol.h"
#include "base/json.h"
#include "support/everything.h"

/* The operation of that number among those of these protocols; the numbers go round. */
static struct fuzz_operation choose(unsigned protocols, size_t number) {
    struct fuzz_operation all[1024];
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(everything); i++)
        for (uint16_t k = 0; k < everything[i].operation_count; k++)
            if (protocols & 1u << everything[i].protocol)
                all[count++] = (struct fuzz_operation){ &everything[i], &everything[i].operations[k] };
    for (size_t i = 0; aws_services[i]; i++)
        for (uint16_t k = 0; k < aws_services[i]->operation_count && count < COUNT_OF(all); k++)
            if (protocols & 1u << aws_services[i]->protocol)
                all[count++] = (struct fuzz_operation){ aws_services[i], &aws_services[i]->operations[k] };
    return all[number % count];
}

/* ---- the types of the model ---- */

static bool fits(const struct aws_shape *shape, const json_t *value);

static bool structure_fits(const struct aws_shape *shape, const json_t *value) {
    const char *name;
    json_t *each;
    json_object_foreach((json_t *)value, name, each) {
        const struct aws_member *member = aws_member_find(shape, name);
        if (!member || (!member->json_value && !fits(member->shape, each)))
            return false;
    }
    return json_is_object(value);
}

static bool elements_fit(const struct aws_shape *shape, const json_t *value) {
    size_t i;
    const char *name;
    json_t *each;
    json_array_foreach(value, i, each) {
        if (!fits(shape->members[0].shape, each))
            return false;
    }
    json_object_foreach((json_t *)value, name, each) {
        if (!fits(shape->members[1].shape, each))
            return false;
    }
    return shape->type == AWS_LIST ? json_is_array(value) : json_is_object(value);
}

static bool fits(const struct aws_shape *shape, const json_t *value) {
    switch ((enum aws_shape_type)shape->type) {
    case AWS_STRUCTURE:
        return json_is_null(value) || structure_fits(shape, value);
    case AWS_LIST:
    case AWS_MAP:
        return json_is_null(value) || elements_fit(shape, value);
    case AWS_STRING:
    case AWS_BLOB:
    case AWS_TIMESTAMP:
        return json_is_null(value) || json_is_string(value);
    case AWS_BOOLEAN:
        return json_is_null(value) || json_is_boolean(value);
    case AWS_INTEGER:
    case AWS_LONG:
        return json_is_null(value) || json_is_integer(value);
    case AWS_FLOAT:
    case AWS_DOUBLE:
        return json_is_null(value) || json_is_real(value) || json_is_string(value);
    default:
        return true;
    }
}

/* ---- reading what was written ---- */

/* True when the writer may be given this: it relies on the check of inputs. */
static bool is_valid_input(struct arena *arena, const struct fuzz_operation *of, const json_t *output) {
    auto_error *error = NULL;
    const struct walk walk = { .arena = arena, .err = &error };
    struct aws_operation as_input = *of->operation;
    as_input.input = of->operation->output;
    return protocol_check(&walk, of->service, &as_input, output);
}

/* What the answer without headers says; NULL: nothing that could be written. A new reference. */
static json_t *read_again(struct arena *arena, const struct fuzz_operation *of, const json_t *output,
                          fuzz_writer *write) {
    auto_error *error = NULL;
    json_t *again = NULL;
    if (!is_valid_input(arena, of, output))
        return NULL;
    const char *body = write(arena, of, output);
    const struct http_answer answer = { .status = 200, .body = body, .body_length = strlen(body) };
    FUZZ_CHECK(protocol_parse(of->service, of->operation, &answer, &again, &error));
    return again;
}

static void check_output(struct arena *arena, const struct fuzz_operation *of, const json_t *output,
                         fuzz_writer *write) {
    FUZZ_CHECK(!of->operation->output || fits(of->operation->output, output));
    if (!of->operation->output || of->operation->output->payload)
        return;
    json_auto_t *second = read_again(arena, of, output, write);
    json_auto_t *third = second ? read_again(arena, of, second, write) : NULL;
    FUZZ_CHECK(!third || json_equal(second, third));
}

static void check_failure(const struct fuzz_operation *of, const struct http_answer *answer) {
    auto_error *error = NULL;
    protocol_parse_error(of->service, of->operation, answer, &error);
    FUZZ_CHECK(error && error->kind == ERROR_AWS && error->message[0] && error->code && error->code[0]);
    FUZZ_CHECK(error->http_status == answer->status);
    for (size_t i = 0; of->operation->errors && of->operation->errors[i]; i++) {
        auto_error *unreadable = NULL;
        json_auto_t *members = NULL;
        const bool good = protocol_parse_error_members(of->service, of->operation->errors[i], answer,
                                                       &members, &unreadable);
        fuzz_check_error(good, unreadable, answer->body_length);
        FUZZ_CHECK(!good || fits(of->operation->errors[i], members));
    }
}

void fuzz_answer(const uint8_t *data, size_t size, unsigned protocols, fuzz_writer *write) {
    static const int statuses[] = { 200, 204, 400, 404, 503 };
    static const char *const headers[] = { "X-Header",           "X-Encoded",       "X-Moment",
                                           "X-Number",           "X-Texts",         "X-Meta-Name",
                                           "Last-Modified",      "Content-Length",  "x-amzn-errortype",
                                           "x-amzn-query-error", "x-amzn-requestid" };
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    json_auto_t *output = NULL;
    struct fuzz_input input = { data, size };
    const struct fuzz_operation of = choose(protocols, fuzz_byte(&input));
    struct http_answer answer = { .status = statuses[fuzz_byte(&input) % COUNT_OF(statuses)] };
    const char *value = fuzz_text(arena, &input);
    for (size_t i = 0; *value && i < COUNT_OF(headers); i++)
        http_add_header(arena, &answer.headers, headers[i], value);
    answer.body = arena_strndup(arena, input.left ? (const char *)input.at : "", input.left);
    answer.body_length = input.left;
    if (answer.status >= 300) {
        check_failure(&of, &answer);
        return;
    }
    const bool good = protocol_parse(of.service, of.operation, &answer, &output, &error);
    fuzz_check_error(good, error, size);
    if (good)
        check_output(arena, &of, output, write);
}
