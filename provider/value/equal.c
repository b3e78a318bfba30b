#include <math.h>
#include <string.h>

#include "value/signature.h"
#include "value/value.h"

/* Exact for all 64-bit integers: comparing them as doubles would call 2^53 and 2^53 + 1 the same. */
static bool integer_equals_real(json_int_t integer, double real) {
    return real >= -9223372036854775808.0 && real < 9223372036854775808.0 && trunc(real) == real &&
           (json_int_t)real == integer;
}

static bool numbers_equal(const json_t *a, const json_t *b) {
    if (json_is_integer(a) && json_is_integer(b))
        return json_integer_value(a) == json_integer_value(b);
    if (json_is_integer(a))
        return integer_equals_real(json_integer_value(a), json_real_value(b));
    if (json_is_integer(b))
        return integer_equals_real(json_integer_value(b), json_real_value(a));
    return json_real_value(a) == json_real_value(b);
}

static bool arrays_equal(const json_t *a, const json_t *b) {
    const size_t count = json_array_size(a);
    if (count != json_array_size(b))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!value_equal(json_array_get(a, i), json_array_get(b, i)))
            return false;
    return true;
}

/* Every member of `a` but `leave_out` equals its namesake in `b`. */
static bool members_equal(const json_t *a, const json_t *b, const char *leave_out) {
    const char *name;
    json_t *member;
    json_object_foreach((json_t *)a, name, member) {
        if (leave_out && strcmp(name, leave_out) == 0)
            continue;
        if (!value_equal(member, json_object_get(b, name)))
            return false;
    }
    return true;
}

/* What `b` has and `a` has not is null. */
static bool nothing_more(const json_t *a, const json_t *b, const char *leave_out) {
    const char *name;
    json_t *member;
    json_object_foreach((json_t *)b, name, member) {
        if (leave_out && strcmp(name, leave_out) == 0)
            continue;
        if (!json_object_get(a, name) && !value_equal(NULL, member))
            return false;
    }
    return true;
}

static const char *hash_of(const json_t *value) {
    const char *hash = json_string_value(value_inner(json_object_get(value, "hash")));
    return hash && *hash ? hash : NULL;
}

static const char *signature_of(const json_t *value) {
    const char *signature = json_string_value(json_object_get(value, SIGNATURE_KEY));
    return signature ? signature : "";
}

/* The old side of an asset has only its hash, a new one may have only its text. */
static bool assets_equal(const json_t *a, const json_t *b) {
    const char *hash_a = hash_of(a);
    const char *hash_b = hash_of(b);
    if (hash_a && hash_b)
        return strcmp(hash_a, hash_b) == 0;
    return members_equal(a, b, "hash") && nothing_more(a, b, "hash");
}

/* Name, type and package version of a reference follow from its URN. */
static bool references_equal(const json_t *a, const json_t *b) {
    return value_equal(json_object_get(a, "urn"), json_object_get(b, "urn")) &&
           value_equal(json_object_get(a, "id"), json_object_get(b, "id"));
}

static bool objects_equal(const json_t *a, const json_t *b) {
    const char *signature = signature_of(a);
    if (strcmp(signature, signature_of(b)) != 0)
        return false;
    if (strcmp(signature, SIGNATURE_ASSET) == 0 || strcmp(signature, SIGNATURE_ARCHIVE) == 0)
        return assets_equal(a, b);
    if (strcmp(signature, SIGNATURE_REFERENCE) == 0)
        return references_equal(a, b);
    return members_equal(a, b, NULL) && nothing_more(a, b, NULL);
}

bool value_equal(const json_t *a, const json_t *b) {
    a = value_inner(a);
    b = value_inner(b);
    if (a == b)
        return true;
    if (!a || json_is_null(a) || !b || json_is_null(b))
        return (!a || json_is_null(a)) && (!b || json_is_null(b));
    const bool unknown = value_is_unknown(a);
    if (unknown || value_is_unknown(b))
        return unknown && value_is_unknown(b);
    if (json_is_number(a) && json_is_number(b))
        return numbers_equal(a, b);
    if (json_typeof(a) != json_typeof(b))
        return false;
    if (json_is_object(a))
        return objects_equal(a, b);
    if (json_is_array(a))
        return arrays_equal(a, b);
    return json_equal(a, b);
}
