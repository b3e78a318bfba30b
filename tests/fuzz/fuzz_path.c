/*
 * Property paths. Up to the first NUL a path as it may come; behind it the steps of another, each ended by a NUL, one
 * that begins with "#" an index. A path that is made of steps is well formed, and leads to where the steps lead.
 */
#include <string.h>

#include "base/json.h"
#include "rpc/utf8.h"
#include "support/fuzz.h"
#include "value/value.h"

/* A path cannot say that a name ends in a backslash: \" is a quote in it. So it is in the engine. */
static bool can_be_said(const char *name) {
    const size_t length = strlen(name);
    return utf8_valid(name, length) && (length == 0 || name[length - 1] != '\\');
}

/* `steps` from the innermost one outwards: puts what is inside into a container of that step, and the step before the
 * path. */
static json_t *wrapped(struct arena *arena, json_t *inside, const char *step, const char **path) {
    enum { MOST_ELEMENTS = 8 };
    auto_text longer = { 0 };
    json_t *outside;
    if (step[0] == '#') {
        const size_t index = strlen(step) % MOST_ELEMENTS;
        outside = json_array();
        for (size_t i = 0; i < index; i++)
            json_array_append_new(outside, json_null());
        json_array_append_new(outside, inside);
        value_path_add_index(&longer, index);
    } else {
        outside = json_object();
        json_object_set_new(outside, step, inside);
        value_path_add_name(&longer, step);
    }
    if (**path && **path != '[')
        text_add_char(&longer, '.');
    text_add(&longer, *path);
    *path = arena_strdup(arena, text_string(&longer));
    return outside;
}

static void check_steps(struct arena *arena, struct fuzz_input *input) {
    enum { MOST_STEPS = 16 };
    json_t *leaf = json_string("leaf");
    json_t *value = leaf;
    const char *path = "";
    for (int i = 0; i < MOST_STEPS && input->left; i++) {
        const char *step = fuzz_text(arena, input);
        if (can_be_said(step))
            value = wrapped(arena, value, step, &path);
    }
    FUZZ_CHECK(value_path_valid(path));
    FUZZ_CHECK(value_at_path(value, path) == leaf);
    json_decref(value);
}

/* A path that leads somewhere is well formed. json_put() is for the paths of tables, which are short: each step of one
 * is a level of what it makes, and jansson frees level by level. */
static void check_path(const char *path) {
    enum { LONGEST_OF_TABLES = 512 };
    json_auto_t *value = json_pack("{s:[s,{s:s}], s:s, s:{s:i}}", "a", "x", "b", "y", "b c", "z", "d", "", 1);
    if (value_at_path(value, path))
        FUZZ_CHECK(value_path_valid(path));
    json_auto_t *child = json_true();
    if (strlen(path) <= LONGEST_OF_TABLES)
        json_put(value, path, child);
    json_at(value, path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    struct fuzz_input input = { data, size };
    check_path(fuzz_text(arena, &input));
    check_steps(arena, &input);
    return 0;
}
