/*
 * What the targets of JSON and of XML answers share. An input is: a byte that chooses an operation, one that chooses the
 * status, a header's value up to a NUL, the body.
 */
#ifndef FUZZ_ANSWERS_H
#define FUZZ_ANSWERS_H

#include "aws/protocol/parts.h"
#include "support/fuzz.h"

struct fuzz_operation {
    const struct aws_service *service;
    const struct aws_operation *operation;
};

/* An answer's body that says what `output`, which is valid by the operation's output, says. In the arena. */
typedef const char *fuzz_writer(struct arena *arena, const struct fuzz_operation *of, const json_t *output);

/*
 * Puts the answer to the protocol of a chosen operation, of those whose protocols are in the set (1 << AWS_EC2 | …).
 * What is read has the types of the model. It is written by `write` and read again: the same, from the second time on
 * (a time loses decimals where a protocol has none). Errors always have a code and a message.
 */
void fuzz_answer(const uint8_t *data, size_t size, unsigned protocols, fuzz_writer *write);

#endif
