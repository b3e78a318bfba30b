/* What published cases expect, against what we made; values in the form of the cases, and in ours. */
#ifndef JUDGES_COMPARE_H
#define JUDGES_COMPARE_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/http/http.h"
#include "aws/model.h"
#include "base/arena.h"

/*
 * A case's value in the form that aws_call() takes: blobs as base64 (cases have plain text), timestamps as
 * text (cases have seconds). A new reference.
 */
json_t *to_input(struct arena *arena, const struct aws_shape *shape, const json_t *value);

/* True when an output of ours says what the case expects; null counts as absent. */
bool same_output(struct arena *arena, const struct aws_member *member, const json_t *expected,
                 const json_t *actual);
bool same_structure(struct arena *arena, const struct aws_shape *shape, const json_t *expected,
                    const json_t *actual);

/* "a=b&c" and "c=&a=b" are the same. */
bool same_pairs(struct arena *arena, const char *expected, const char *actual);

/* Same JSON document; 1 and 1.0 are the same. */
bool same_json(const json_t *expected, const json_t *actual);

/* Same XML document but for order of attributes, white space around text, and how characters are written. */
bool same_xml(struct arena *arena, const char *expected, const char *actual);

/* What a header ("Content-MD5", "x-amz-checksum-crc32") has to say of the request's body; NULL when it is no digest. */
const char *digest_for(struct arena *arena, const char *header, const struct http_request *request);

#endif
