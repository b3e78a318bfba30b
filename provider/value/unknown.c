#include <pthread.h>
#include <string.h>

#include "base/memory.h"
#include "value/signature.h"
#include "value/value.h"

/* Sorted by nothing but frequency: the engine sends the first for every output without a type. */
static const char *const SENTINELS[] = {
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9", /* string, and any type */
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", /* boolean */
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", /* number */
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", /* array */
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", /* object */
    "030794c1-ac77-496b-92df-f27374a8bd58", /* asset */
    "e48ece36-62e2-4504-bad9-02848725956a", /* archive */
};
enum { SENTINEL_LENGTH = 36 };

static json_t *shared_unknown;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_shared(void) {
    shared_unknown = json_string(SENTINELS[0]);
    if (!shared_unknown)
        memory_exhausted();
}

json_t *value_unknown(void) {
    return json_string(SENTINELS[0]);
}

static bool is_sentinel(const json_t *value) {
    if (json_string_length(value) != SENTINEL_LENGTH)
        return false;
    for (size_t i = 0; i < COUNT_OF(SENTINELS); i++)
        if (memcmp(json_string_value(value), SENTINELS[i], SENTINEL_LENGTH) == 0)
            return true;
    return false;
}

bool value_is_unknown(const json_t *value) {
    return is_sentinel(value_inner(value));
}

bool value_has_unknown(const json_t *value) {
    value = value_inner(value);
    if (is_sentinel(value))
        return true;
    size_t index;
    const char *name;
    json_t *each;
    json_array_foreach(value, index, each) {
        if (value_has_unknown(each))
            return true;
    }
    json_object_foreach((json_t *)value, name, each) {
        if (value_has_unknown(each))
            return true;
    }
    return false;
}

json_t *value_inner(const json_t *value) {
    for (;;) {
        if (signature_is(value, SIGNATURE_SECRET)) {
            const json_t *inner = json_object_get(value, "value");
            value = inner ? inner : json_null();
        } else if (signature_is(value, SIGNATURE_OUTPUT)) {
            value = json_object_get(value, "value");
            if (!value) {
                pthread_once(&once, make_shared);
                return shared_unknown;
            }
        } else {
            return (json_t *)value;
        }
    }
}
