/*
 * Policies, two of them divided by a NUL: equal by meaning is reflexive and symmetric and does not see how the JSON is
 * written; of two policies that mean the same, both are right or both are wrong.
 */
#include <jansson.h>
#include <string.h>

#include "base/memory.h"
#include "schema/private.h"
#include "support/fuzz.h"

static bool is_right(const char *text) {
    auto_text problem = { 0 };
    policy_check(text, &problem);
    FUZZ_CHECK(problem.length <= 4096 + 8 * strlen(text));
    return problem.length == 0;
}

/* The same document, lists turned round, keys sorted. */
static json_t *turned(const json_t *value) {
    json_t *result = NULL;
    const char *name;
    json_t *each;
    if (json_is_array(value)) {
        result = json_array();
        for (size_t i = json_array_size(value); i > 0; i--)
            json_array_append_new(result, turned(json_array_get(value, i - 1)));
        return result;
    }
    if (!json_is_object(value))
        return json_incref((json_t *)value);
    result = json_object();
    json_object_foreach((json_t *)value, name, each) {
        json_object_set_new(result, name, turned(each));
    }
    return result;
}

/* A policy that is right has lists only where their order means nothing. */
static void check_turned(const char *text) {
    json_auto_t *policy = json_loads(text, 0, NULL);
    json_auto_t *other = turned(policy);
    auto_free char *written = json_dumps(other, JSON_INDENT(2) | JSON_SORT_KEYS);
    FUZZ_CHECK(schema_policy_equal(text, written));
    FUZZ_CHECK(is_right(written));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    struct fuzz_input input = { data, size };
    const char *a = fuzz_text(arena, &input), *b = fuzz_text(arena, &input);
    auto_free char *normal = policy_normal(a);
    FUZZ_CHECK(schema_policy_equal(a, a));
    const bool right = is_right(a);
    FUZZ_CHECK(!right || normal);
    if (right)
        check_turned(a);
    const bool equal = schema_policy_equal(a, b);
    FUZZ_CHECK(equal == schema_policy_equal(b, a));
    if (equal)
        FUZZ_CHECK(right == is_right(b));
    return 0;
}
