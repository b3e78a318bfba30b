/*
 * Inside value/: the constants by which the wire tells special values from plain ones.
 * Source: pulumi/pulumi, sdk/go/common/resource/sig/sig.go.
 */
#ifndef VALUE_SIGNATURE_H
#define VALUE_SIGNATURE_H

#include <jansson.h>
#include <stdbool.h>
#include <string.h>

/* A special object has this member; its text says what the object is. */
#define SIGNATURE_KEY       "4dabf18193072939515e22adb298388d"
#define SIGNATURE_SECRET    "1b47061264138c4ac30d75fd1eb44270"
#define SIGNATURE_OUTPUT    "d0e6a833031e9bbcd3f4e8bde6ca49a4"
#define SIGNATURE_REFERENCE "5cf8f73096256a8f31e491e813e4eb8e"
#define SIGNATURE_ASSET     "c44067f5952c0a294b673a41bacd8c17"
#define SIGNATURE_ARCHIVE   "0def7320c3a5731c473e5ecbe6d01bc7"

static inline bool signature_is(const json_t *value, const char *signature) {
    const char *found = json_string_value(json_object_get(value, SIGNATURE_KEY));
    return found && strcmp(found, signature) == 0;
}

#endif
