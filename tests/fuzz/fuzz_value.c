/*
 * Property values with secrets, outputs and unknowns in them, from JSON texts: two of them, divided by a NUL, and a text
 * in which secrets may stand. Wrappers come off for good, marks stay where they were and hide what they should, and equal
 * is reflexive, symmetric, and blind to wrappers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "support/fuzz.h"
#include "value/value.h"

static void check_alone(const json_t *value) {
    json_auto_t *plain = value_plain(value);
    json_auto_t *twice = value_plain(plain);
    json_auto_t *secret = value_secret(json_incref((json_t *)value));
    json_auto_t *urns = value_dependencies(value);
    FUZZ_CHECK(!value_has_secret(plain));
    FUZZ_CHECK(json_equal(plain, twice));
    FUZZ_CHECK(value_has_unknown(plain) == value_has_unknown(value));
    FUZZ_CHECK(value_equal(value, value) && value_equal(value, plain) && value_equal(plain, value));
    FUZZ_CHECK(value_is_secret(secret) && value_equal(secret, value));
    FUZZ_CHECK(json_is_array(urns));
    const char *id = value_id(value);
    FUZZ_CHECK(!id || *id);
}

/* `value` under the marks of `marked`: the same value, and nothing that was secret is open. */
static void check_marks(const json_t *value, const json_t *marked) {
    json_auto_t *result = value_with_secrets_of(value, marked);
    json_auto_t *plain = value_plain(value);
    json_auto_t *plain_result = value_plain(result);
    FUZZ_CHECK(json_equal(plain, plain_result));
    FUZZ_CHECK(!value_has_secret(value) || value_has_secret(result));
    FUZZ_CHECK(value_has_secret(marked) || !value_has_secret(result) || value_has_secret(value));
}

/* No text of `value`, all of which is secret, is left in the redacted one, but in the word "[secret]" itself. */
static void check_redacted(const json_t *value, const char *redacted) {
    const char *text = json_string_value(value);
    size_t i;
    const char *name;
    json_t *each;
    if (text && strlen(text) >= REDACTED_FROM && !strstr("[secret]", text) && !value_is_unknown(value))
        FUZZ_CHECK(!strstr(redacted, text));
    json_array_foreach(value, i, each) {
        check_redacted(each, redacted);
    }
    json_object_foreach((json_t *)value, name, each) {
        check_redacted(each, redacted);
    }
}

static void check_text(const char *text, const json_t *value) {
    json_auto_t *plain = value_plain(value);
    json_auto_t *secret = value_secret(json_incref(plain));
    auto_free char *same = value_redacted(text, plain);
    auto_free char *redacted = value_redacted(text, secret);
    FUZZ_CHECK(strcmp(same, text) == 0);
    check_redacted(plain, redacted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    json_auto_t *a = NULL, *b = NULL;
    struct fuzz_input input = { data, size };
    const char *first = fuzz_text(arena, &input), *second = fuzz_text(arena, &input);
    const bool good = json_parse(first, strlen(first), &a, &error);
    fuzz_check_error(good, error, size);
    if (!good)
        return 0;
    check_alone(a);
    check_marks(a, a);
    check_text(fuzz_text(arena, &input), a);
    auto_error *none = NULL;
    if (!json_parse(second, strlen(second), &b, &none))
        return 0;
    check_marks(a, b);
    check_marks(b, a);
    FUZZ_CHECK(value_equal(a, b) == value_equal(b, a));
    return 0;
}
