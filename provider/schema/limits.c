/* Lengths, ranges, counts and patterns. Source of the words: JSON Schema; patterns are POSIX extended. */
#include <pthread.h>
#include <regex.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"

/* regexec() is not meant for megabytes; no name or id is that long. */
enum { MATCHED_MOST = 64 * 1024 };

/* Compiled once for the life of the process: compiling costs more than matching. */
struct compiled {
    char *pattern;
    regex_t regex;
    bool usable;
};

static void *all_compiled;
static pthread_mutex_t compiled_lock = PTHREAD_MUTEX_INITIALIZER;

static int by_pattern(const void *a, const void *b) {
    return strcmp(((const struct compiled *)a)->pattern, ((const struct compiled *)b)->pattern);
}

static struct compiled *compile(const char *pattern) {
    struct compiled *made = xcalloc(1, sizeof *made);
    made->pattern = xstrdup(pattern);
    made->usable = regcomp(&made->regex, pattern, REG_EXTENDED | REG_NOSUB) == 0;
    return made;
}

static const struct compiled *compiled_once(const char *pattern) {
    char *name = xstrdup(pattern);
    const struct compiled wanted = { .pattern = name };
    pthread_mutex_lock(&compiled_lock);
    struct compiled **found = tfind(&wanted, &all_compiled, by_pattern);
    if (!found)
        found = tsearch(compile(pattern), &all_compiled, by_pattern);
    if (!found)
        memory_exhausted();
    const struct compiled *compiled = *found;
    pthread_mutex_unlock(&compiled_lock);
    free(name);
    return compiled;
}

bool limits_match(const char *pattern, const char *text) {
    const struct compiled *compiled = compiled_once(pattern);
    return compiled->usable && regexec(&compiled->regex, text, 0, NULL, 0) == 0;
}

bool limits_pattern_usable(const char *pattern) {
    return compiled_once(pattern)->usable;
}

/* ---- what is said ---- */

static bool limit(const json_t *extra, const char *name, json_int_t *ret_limit) {
    const json_t *value = json_object_get(extra, name);
    if (json_is_integer(value))
        *ret_limit = json_integer_value(value);
    return json_is_integer(value);
}

/* " (an id like vpc-0123456789abcdef0)", or nothing. A heap string. */
static char *hint_in_brackets(const json_t *extra) {
    const char *hint = json_text(extra, "hint");
    return hint ? xprintf(" (%s)", hint) : xstrdup("");
}

size_t limits_characters(const char *text) {
    size_t count = 0;
    for (const char *at = text; *at; at++)
        count += ((unsigned char)*at & 0xC0) != 0x80;
    return count;
}

static bool length_fits(struct checker *c, const json_t *extra, const char *text) {
    const json_int_t length = (json_int_t)limits_characters(text);
    json_int_t least = 0;
    json_int_t most = 0;
    auto_free char *hint = hint_in_brackets(extra);
    if (limit(extra, "minLength", &least) && length < least) {
        if (length == 0)
            check_fail(c, "must not be empty%s", hint);
        else
            check_fail(c, "expected at least %lld characters, got %lld%s", (long long)least,
                       (long long)length, hint);
        return false;
    }
    if (limit(extra, "maxLength", &most) && length > most) {
        check_fail(c, "expected at most %lld characters, got %lld%s", (long long)most, (long long)length,
                   hint);
        return false;
    }
    return true;
}

static bool pattern_fits(const json_t *extra, const char *text) {
    const char *pattern = json_text(extra, "pattern");
    const char *not_pattern = json_text(extra, "notPattern");
    if (!pattern && !not_pattern)
        return true;
    if (strlen(text) > MATCHED_MOST)
        return false;
    return (!pattern || limits_match(pattern, text)) && (!not_pattern || !limits_match(not_pattern, text));
}

void check_text_limits(struct checker *c, const json_t *extra, const char *text) {
    if (!length_fits(c, extra, text) || pattern_fits(extra, text))
        return;
    json_auto_t *value = json_string(text);
    auto_free char *shown = check_shown(c, value);
    const char *hint = json_text(extra, "hint");
    if (hint)
        check_fail(c, "expected %s, got %s", hint, shown);
    else if (json_text(extra, "pattern"))
        check_fail(c, "expected text of the form %s, got %s", json_text(extra, "pattern"), shown);
    else
        check_fail(c, "text of the form %s is not allowed, got %s", json_text(extra, "notPattern"), shown);
}

static bool is_port(const json_t *extra) {
    const char *format = json_text(extra, "format");
    return format && strcmp(format, "port") == 0;
}

void check_number_limits(struct checker *c, const json_t *extra, const json_t *number) {
    const double value = json_number_value(number);
    const char *noun = is_port(extra) ? "a port" : "a number";
    json_int_t least = 0;
    json_int_t most = 65535;
    const bool has_least = limit(extra, "minimum", &least) || is_port(extra);
    const bool has_most = limit(extra, "maximum", &most) || is_port(extra);
    if ((!has_least || value >= (double)least) && (!has_most || value <= (double)most))
        return;
    auto_free char *hint = hint_in_brackets(extra);
    auto_free char *shown = check_shown(c, number);
    if (has_least && has_most)
        check_fail(c, "expected %s from %lld to %lld, got %s%s", noun, (long long)least, (long long)most,
                   shown, hint);
    else if (has_least)
        check_fail(c, "expected %s of at least %lld, got %s%s", noun, (long long)least, shown, hint);
    else
        check_fail(c, "expected %s of at most %lld, got %s%s", noun, (long long)most, shown, hint);
}

void check_count_limits(struct checker *c, const json_t *extra, size_t count) {
    json_int_t least = 0;
    json_int_t most = 0;
    auto_free char *hint = hint_in_brackets(extra);
    if (limit(extra, "minItems", &least) && count < (size_t)least)
        check_fail(c, "expected at least %lld %s, got %zu%s", (long long)least,
                   least == 1 ? "entry" : "entries", count, hint);
    if (limit(extra, "maxItems", &most) && count > (size_t)most)
        check_fail(c, "expected at most %lld %s, got %zu%s", (long long)most, most == 1 ? "entry" : "entries",
                   count, hint);
}
