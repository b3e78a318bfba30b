#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"
#include "value/value.h"

/* Longer texts are cut in messages. */
enum { SHOWN_MOST = 80 };

/* Cut where a character begins. */
char *check_cut(const char *text) {
    size_t length = strlen(text);
    if (length <= SHOWN_MOST)
        return xstrdup(text);
    length = SHOWN_MOST;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return xprintf("%.*s…", (int)length, text);
}

static struct check_mark mark_here(struct checker *c) {
    return (struct check_mark){ .length = c->path.length };
}

struct check_mark check_enter(struct checker *c, const char *name) {
    const struct check_mark mark = mark_here(c);
    value_path_add_name(&c->path, name);
    if (mark.length == 0)
        text_add(&c->property, name);
    return mark;
}

struct check_mark check_enter_key(struct checker *c, const char *key) {
    const struct check_mark mark = mark_here(c);
    auto_free char *cut = check_cut(key);
    if (c->secret)
        text_add(&c->path, "[(a secret)]");
    else
        value_path_add_name(&c->path, cut);
    return mark;
}

struct check_mark check_enter_index(struct checker *c, size_t index) {
    const struct check_mark mark = mark_here(c);
    value_path_add_index(&c->path, index);
    return mark;
}

void check_leave(struct checker *c, struct check_mark mark) {
    c->path.length = mark.length;
    c->path.bytes[mark.length] = '\0';
    if (mark.length == 0)
        text_clear(&c->property);
}

static bool is_top_level(const struct checker *c) {
    auto_text alone = { 0 };
    if (c->property.length)
        value_path_add_name(&alone, c->property.bytes);
    return strcmp(text_string(&alone), text_string(&c->path)) == 0;
}

void check_fail(struct checker *c, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    auto_free char *reason = xvprintf(format, arguments);
    va_end(arguments);
    if (is_top_level(c))
        schema_fail(c->failures, text_string(&c->property), "%s", reason);
    else
        schema_fail(c->failures, text_string(&c->property), "%s: %s", text_string(&c->path), reason);
}

void check_fail_about(struct checker *c, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    auto_free char *reason = xvprintf(format, arguments);
    va_end(arguments);
    schema_fail(c->failures, text_string(&c->property), "%s", reason);
}

char *check_shown(const struct checker *c, const json_t *value) {
    if (c->secret)
        return xstrdup("(a secret)");
    if (json_is_string(value)) {
        auto_free char *cut = check_cut(json_string_value(value));
        json_auto_t *shorter = json_string(cut);
        return json_canonical(shorter);
    }
    if (json_is_real(value))
        return xprintf("%.15g", json_real_value(value));
    if (json_is_array(value))
        return xstrdup("a list");
    if (json_is_object(value))
        return xstrdup("an object");
    return json_canonical(value);
}

static const char *kind_of(const json_t *value) {
    if (value_is_reference(value))
        return "a resource reference";
    if (value_is_asset(value))
        return "an asset";
    if (value_is_archive(value))
        return "an archive";
    switch (json_typeof(value)) {
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "a boolean";
    case JSON_ARRAY:
        return "a list";
    case JSON_OBJECT:
        return "an object";
    default:
        return "null";
    }
}

void check_fail_type(struct checker *c, const char *wanted, const json_t *value) {
    const char *kind = kind_of(value);
    if (json_is_object(value) || json_is_array(value) || json_is_null(value)) {
        check_fail(c, "expected %s, got %s", wanted, kind);
        return;
    }
    auto_free char *shown = check_shown(c, value);
    if (c->secret)
        check_fail(c, "expected %s, got %s %s", wanted, kind, shown);
    else
        check_fail(c, "expected %s, got %s (%s)", wanted, kind, shown);
}
