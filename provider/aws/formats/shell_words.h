/* A command line as a POSIX shell splits it into words, and no more of a shell: what `credential_process` holds. */
#ifndef AWS_SHELL_WORDS_H
#define AWS_SHELL_WORDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * White space separates; "…" and '…' keep it; a backslash takes the next character as it is (within "…" only
 * before " and \). No variables, no wild cards, no comments: as Python's shlex.split(), which the AWS CLI uses.
 * *ret_words is NULL-ended. Failure: ERROR_INPUT for a quote that does not end, a backslash at the end, or no
 * word at all; nothing of the line is in the message.
 */
MUST_USE bool shell_words(struct arena *arena, const char *line, char ***ret_words, struct error **err);

#endif
