#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "value/value.h"

/* The engine quotes every name with another character than these (property paths in sdk/go/common/resource).
 */
static bool is_plain(const char *name) {
    for (const char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '_')
            return false;
    return *name != '\0';
}

void value_path_add_name(struct text *path, const char *name) {
    if (is_plain(name)) {
        if (path->length)
            text_add_char(path, '.');
        text_add(path, name);
        return;
    }
    text_add(path, "[\"");
    for (const char *at = name; *at; at++) {
        if (*at == '"')
            text_add_char(path, '\\');
        text_add_char(path, *at);
    }
    text_add(path, "\"]");
}

void value_path_add_index(struct text *path, size_t index) {
    text_printf(path, "[%zu]", index);
}

/* One step of a path. A name is unescaped into `name`, which is cleared for each step. */
struct step {
    struct text name;
    bool is_index;
    size_t index;
};

static bool next_quoted(const char **at, struct step *step) {
    for (; **at && **at != '"'; (*at)++) {
        if (**at == '\\' && (*at)[1] == '"')
            (*at)++;
        text_add_char(&step->name, **at);
    }
    if (strncmp(*at, "\"]", 2) != 0)
        return false;
    *at += 2;
    return true;
}

static bool next_index(const char **at, struct step *step) {
    step->is_index = true;
    step->index = 0;
    if (!isdigit((unsigned char)**at))
        return false;
    for (; isdigit((unsigned char)**at); (*at)++) {
        if (__builtin_mul_overflow(step->index, 10, &step->index) ||
            __builtin_add_overflow(step->index, (size_t)(**at - '0'), &step->index))
            return false;
    }
    if (**at != ']')
        return false;
    (*at)++;
    return true;
}

static bool next_name(const char **at, struct step *step) {
    const size_t length = strcspn(*at, ".[");
    text_add_bytes(&step->name, *at, length);
    *at += length;
    return length > 0;
}

/* Reads one step. False: not well formed. `first` is true at the start of the path, where a name has no dot.
 */
static bool next_step(const char **at, bool first, struct step *step) {
    text_clear(&step->name);
    step->is_index = false;
    if (**at == '[') {
        (*at)++;
        if (**at != '"')
            return next_index(at, step);
        (*at)++;
        return next_quoted(at, step);
    }
    if (!first && *(*at)++ != '.')
        return false;
    return next_name(at, step);
}

static json_t *child_at(const json_t *value, const struct step *step) {
    value = value_inner(value);
    if (step->is_index)
        return json_array_get(value, step->index);
    return json_object_get(value, text_string(&step->name));
}

json_t *value_at_path(const json_t *value, const char *path) {
    struct step step = { 0 };
    const char *at = path;
    while (*at && value) {
        if (!next_step(&at, at == path, &step))
            value = NULL;
        else
            value = child_at(value, &step);
    }
    text_done(&step.name);
    return (json_t *)value;
}

bool value_path_valid(const char *path) {
    struct step step = { 0 };
    const char *at = path;
    bool valid = true;
    while (*at && valid)
        valid = next_step(&at, at == path, &step);
    text_done(&step.name);
    return valid;
}
