/*
 * Protocols: JSON input to an HTTP request, HTTP answer to JSON output, driven by the service models.
 * Source: Smithy's AWS protocol specifications (https://smithy.io/2.0/aws/protocols/index.html).
 *
 * Values in JSON: see aws/aws.h. Besides, a float or double that is no number is the text "NaN", "Infinity"
 * or
 * "-Infinity", and a union whose member the model does not know reads as {}.
 */
#ifndef AWS_PROTOCOL_H
#define AWS_PROTOCOL_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/http/http.h"
#include "aws/model.h"
#include "base/error.h"

/*
 * Builds method, path, query, headers and body; not scheme and host (*ret_host_prefix has what stands before
 * the endpoint's host, or NULL). `input` NULL is {}; a member that is null counts as absent. Idempotency
 * tokens that the input lacks are filled in with a random UUID (`token` not NULL: with that text, for tests).
 * Checksums that the operation requires are added. Failure: ERROR_INTERNAL that names the member: unknown
 * member, missing required member, wrong type.
 */
MUST_USE bool protocol_build(struct arena *arena, const struct aws_service *service,
                             const struct aws_operation *operation, const json_t *input, const char *token,
                             struct http_request *ret_request, const char **ret_host_prefix,
                             struct error **err);

/*
 * Reads an answer of status 2xx: *ret_output is a new reference, {} where the operation answers nothing.
 * Failure: ERROR_NETWORK (the body does not parse, is cut off, nests too deep, holds a value that its member
 * cannot have); ERROR_AWS when S3 says "200 OK" and puts an error into the body. `sent` is
 * set in both.
 */
MUST_USE bool protocol_parse(const struct aws_service *service, const struct aws_operation *operation,
                             const struct http_answer *answer, json_t **ret_output, struct error **err);

/*
 * Reads an answer of another status: makes *err an ERROR_AWS with service, operation, code, message, request
 * id and HTTP status. A body that does not parse still gives an error, with code from the status ("500").
 * `sent` is set for 5xx only: after a 4xx nothing has taken effect.
 */
void protocol_parse_error(const struct aws_service *service, const struct aws_operation *operation,
                          const struct http_answer *answer, struct error **err);

/*
 * Reads the members of an error shape (ecs ConflictException has the ARNs of the tasks) out of an answer of
 * such a status. As protocol_parse() otherwise.
 */
MUST_USE bool protocol_parse_error_members(const struct aws_service *service,
                                           const struct aws_shape *error_shape,
                                           const struct http_answer *answer, json_t **ret_members,
                                           struct error **err);

#endif
