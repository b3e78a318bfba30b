#include "value/signature.h"
#include "value/value.h"

bool value_is_reference(const json_t *value) {
    return signature_is(value_inner(value), SIGNATURE_REFERENCE);
}

bool value_is_asset(const json_t *value) {
    return signature_is(value_inner(value), SIGNATURE_ASSET);
}

bool value_is_archive(const json_t *value) {
    return signature_is(value_inner(value), SIGNATURE_ARCHIVE);
}

/* A reference to a resource that a preview is going to create has the id "". */
const char *value_id(const json_t *value) {
    const json_t *id = value_inner(value);
    if (signature_is(id, SIGNATURE_REFERENCE))
        id = value_inner(json_object_get(id, "id"));
    const char *text = json_string_value(id);
    return text && *text && !value_is_unknown(id) ? text : NULL;
}
