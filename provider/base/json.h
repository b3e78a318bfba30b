/*
 * Small helpers over jansson. Ownership follows jansson: a function that returns json_t * gives a new
 * reference unless its comment says "borrowed"; json_auto_t releases at the scope's end.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"

/* The member's string, or NULL when it is absent or no string. Borrowed. */
const char *json_text(const json_t *object, const char *key);

/* True when the array has the text. NULL or no array: false. */
bool json_has_text(const json_t *array, const char *text);

/* The member's truth; `otherwise` when it is absent or no boolean. */
bool json_truth(const json_t *object, const char *key, bool otherwise);

/* Compact text with keys sorted (the same for equal values): a heap string. */
char *json_canonical(const json_t *value) RETURNS_NONNULL;

/* Parses UTF-8 JSON text. Failure: ERROR_INPUT with line and column in the message, which may quote up
 * to 20 bytes of the text. */
MUST_USE bool json_parse(const char *text, size_t length, json_t **ret_value, struct error **err);

/*
 * Walks a path of member names and indexes, "Vpcs[0].VpcId"; "" is the value itself. Borrowed; NULL when
 * something on the way is absent.
 */
json_t *json_at(const json_t *value, const char *path);

/*
 * Sets what stands at the path, making objects and arrays on the way; an index past the end appends.
 * Takes a reference of its own of `child` (does not steal it). NULL child, or a path that leads through a
 * value of another kind ("name.x" where name is a string): nothing happens.
 */
void json_put(json_t *value, const char *path, json_t *child);

/* Overwrites all strings in the value and drops the reference. NULL is allowed. Strings taken from it are gone. */
void json_wipe(json_t *value);
static inline void json_wipe_cleanup(json_t **value) {
    json_wipe(*value);
}
#define auto_secret_json AUTO(json_wipe_cleanup) json_t

#endif
