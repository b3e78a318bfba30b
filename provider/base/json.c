#include "base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char *json_text(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

bool json_has_text(const json_t *array, const char *text) {
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *each = json_string_value(json_array_get(array, i));
        if (each && strcmp(each, text) == 0)
            return true;
    }
    return false;
}

bool json_truth(const json_t *object, const char *key, bool otherwise) {
    const json_t *member = json_object_get(object, key);
    return json_is_boolean(member) ? json_is_true(member) : otherwise;
}

char *json_canonical(const json_t *value) {
    char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    if (!text)
        memory_exhausted();
    return text;
}

bool json_parse(const char *text, size_t length, json_t **ret_value, struct error **err) {
    json_error_t problem;
    json_t *value = json_loadb(text, length, JSON_DECODE_ANY, &problem);
    if (!value)
        return error_set(err, ERROR_INPUT, "not valid JSON at line %d, column %d: %s", problem.line,
                         problem.column, problem.text);
    *ret_value = value;
    return true;
}

/* One step of a path: a member name or an index. What is no index is one that no array has. */
enum { NOWHERE = -1 };

struct step {
    const char *name;
    size_t length;
    bool is_index;
    size_t index;
};

static bool next_step(const char **path, struct step *step) {
    const char *at = *path;
    if (*at == '.')
        at++;
    if (!*at)
        return false;
    if (*at == '[') {
        const size_t digits = strspn(at + 1, "0123456789");
        const char *end = at + 1 + digits;
        step->is_index = true;
        step->index = digits && *end == ']' ? strtoul(at + 1, NULL, 10) : (size_t)NOWHERE;
        *path = *end == ']' ? end + 1 : end + strlen(end);
        return true;
    }
    step->is_index = false;
    step->name = at;
    step->length = strcspn(at, ".[");
    *path = at + step->length;
    return true;
}

static json_t *child_at(const json_t *value, const struct step *step) {
    if (step->is_index)
        return json_array_get(value, step->index);
    return json_object_getn(value, step->name, step->length);
}

json_t *json_at(const json_t *value, const char *path) {
    struct step step;
    while (value && next_step(&path, &step))
        value = child_at(value, &step);
    return (json_t *)value;
}

/* False when the value is of another kind than the step. */
static bool child_put(json_t *value, const struct step *step, json_t *child) {
    if (!step->is_index)
        return json_object_setn(value, step->name, step->length, child) == 0;
    if (step->index == (size_t)NOWHERE)
        return false;
    if (step->index < json_array_size(value))
        return json_array_set(value, step->index, child) == 0;
    return json_array_append(value, child) == 0;
}

void json_put(json_t *value, const char *path, json_t *child) {
    struct step step;
    if (!child || !next_step(&path, &step))
        return;
    while (*path) {
        json_t *next = child_at(value, &step);
        if (!next || json_is_null(next)) {
            json_auto_t *made = *path == '[' ? json_array() : json_object();
            if (!child_put(value, &step, made))
                return;
            next = made; /* kept alive by its parent */
        }
        value = next;
        if (!next_step(&path, &step))
            return;
    }
    child_put(value, &step, child);
}

static void overwrite(json_t *value) {
    const char *key = NULL;
    json_t *child = NULL;
    size_t i = 0;
    if (json_is_string(value))
        explicit_bzero((char *)(uintptr_t)json_string_value(value), json_string_length(value));
    json_object_foreach(value, key, child) overwrite(child);
    json_array_foreach(value, i, child) overwrite(child);
}

void json_wipe(json_t *value) {
    overwrite(value);
    json_decref(value);
}
