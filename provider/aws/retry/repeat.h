/*
 * Which calls may be made again although an earlier attempt may have taken effect: the answer was lost, or AWS said
 * 5xx.
 */
#ifndef AWS_RETRY_REPEAT_H
#define AWS_RETRY_REPEAT_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/model.h"

enum retry_effect {
    RETRY_EFFECT_UNKNOWN, /* a write that nobody has classified */
    RETRY_EFFECT_READS,
    RETRY_EFFECT_SETS,  /* sets or takes away: the second call leaves what the first has left */
    RETRY_EFFECT_MAKES, /* the second call makes one thing more, or is refused because of the first */
};

enum retry_effect retry_effect_of(const struct aws_service *service, const struct aws_operation *operation);

/*
 * True for calls that read or set, and for those that make something when `input` carries a client token, or
 * the model has one that is filled in (idempotencyToken). An operation that nobody has classified is not repeated.
 */
bool retry_is_repeatable(const struct aws_service *service, const struct aws_operation *operation,
                         const json_t *input);

/* The member of the input that makes the operation repeatable; NULL: there is none. */
const char *retry_token_of(const struct aws_service *service, const struct aws_operation *operation);

/* The i-th row of the table as service and operation, for the test that holds it against the models. */
bool retry_effect_row(size_t i, const char **ret_service, const char **ret_operation);

#endif
