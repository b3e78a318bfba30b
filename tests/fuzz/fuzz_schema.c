/*
 * Check and Diff by schema.json. The first byte chooses a resource, a function's inputs or the provider; then come the
 * inputs as JSON, and others behind a NUL. What Check has made right stays as it is, differs in nothing from itself,
 * and what differs stands in one of the two.
 */
#include <string.h>

#include "base/json.h"
#include "schema/schema.h"
#include "support/fuzz.h"
#include "value/value.h"

static const json_t *choose(uint8_t choice) {
    const json_t *resources = json_object_get(schema_document(), "resources");
    const json_t *functions = json_object_get(schema_document(), "functions");
    const size_t count = json_object_size(resources) + json_object_size(functions) + 1;
    size_t left = choice % count;
    const char *token;
    json_t *definition;
    json_object_foreach((json_t *)resources, token, definition) {
        if (left-- == 0)
            return definition;
    }
    json_object_foreach((json_t *)functions, token, definition) {
        if (left-- == 0)
            return json_object_get(definition, "inputs");
    }
    return schema_provider();
}

/* The checked inputs where nothing is wrong with them, else NULL. A new reference. */
static json_t *checked(const json_t *definition, const json_t *inputs) {
    auto_failures failures = { 0 };
    json_t *result = schema_check(definition, inputs, &failures);
    for (size_t i = 0; i < failures.count; i++)
        FUZZ_CHECK(failures.items[i].reason[0]);
    FUZZ_CHECK(failures.count <= SCHEMA_FAILURES_MOST);
    if (failures.count == 0)
        return result;
    json_decref(result);
    return NULL;
}

static void check_diff(const json_t *definition, const json_t *old, const json_t *new) {
    auto_changes changes = { 0 };
    schema_diff(definition, NULL, old, new, &changes);
    for (size_t i = 0; i < changes.count; i++) {
        const char *path = changes.items[i].path;
        FUZZ_CHECK(!value_path_valid(path) || value_at_path(old, path) || value_at_path(new, path));
        FUZZ_CHECK(!changes.items[i].replace || changes.replace);
    }
}

static void check_right(const json_t *definition, const json_t *right) {
    auto_changes changes = { 0 };
    json_auto_t *again = checked(definition, right);
    FUZZ_CHECK(again && json_equal(again, right));
    schema_diff(definition, right, right, again, &changes);
    FUZZ_CHECK(changes.count == 0 || value_has_unknown(right)); /* an unknown is a change */
    json_auto_t *marked = schema_mark_secrets(definition, right);
    FUZZ_CHECK(value_equal(marked, right));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL, *none = NULL;
    json_auto_t *a = NULL, *b = NULL;
    struct fuzz_input input = { data, size };
    const json_t *definition = choose(fuzz_byte(&input));
    const char *first = fuzz_text(arena, &input), *second = fuzz_text(arena, &input);
    if (!json_parse(first, strlen(first), &a, &error))
        return 0;
    json_auto_t *right = checked(definition, a);
    if (right)
        check_right(definition, right);
    if (!json_is_object(a) || !json_parse(second, strlen(second), &b, &none) || !json_is_object(b))
        return 0;
    check_diff(definition, a, b);
    check_diff(definition, a, a);
    return 0;
}
