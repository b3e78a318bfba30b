/* The small languages of the tables: assignments, texts, searches. table.h describes them. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resources/engine.h"

enum { WORD = 256 };

/* A borrowed property value, by name or path. */
static json_t *property_of(const json_t *properties, const char *name) {
    json_t *value = json_at(properties, name);
    return json_is_null(value) ? NULL : value;
}

/* ---- sources ---- */

static json_t *text_or_nothing(const char *text) {
    return text ? json_string(text) : NULL;
}

static json_t *variable(const struct values *values, const char *name) {
    const struct aws_client *aws = values->rq->provider->aws;
    if (strcmp(name, "id") == 0)
        return text_or_nothing(values->id);
    if (strcmp(name, "nonce") == 0)
        return text_or_nothing(values->nonce);
    if (strcmp(name, "region") == 0)
        return text_or_nothing(aws_region(aws));
    if (strcmp(name, "partition") == 0)
        return text_or_nothing(aws_partition(aws));
    if (strcmp(name, "dns") == 0)
        return text_or_nothing(aws_dns_suffix(aws));
    if (strcmp(name, "account") == 0)
        return text_or_nothing(account_number(values->rq->provider, values->rq->cancel));
    if (strcmp(name, "tags") == 0)
        return json_incref((json_t *)values->tags);
    if (strcmp(name, "keys") == 0)
        return json_incref((json_t *)values->tag_keys);
    return NULL;
}

/* The value of one property, converted as its row says. */
static json_t *converted(const struct values *values, const json_t *properties, const char *name) {
    const json_t *value = property_of(properties, name);
    if (!value)
        return NULL;
    const struct field *field = field_find(values->rq->table->fields, name);
    return field ? field_to_member(field, value) : json_incref((json_t *)value);
}

static bool list_has(const json_t *list, const json_t *element) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_equal(json_array_get(list, i), element))
            return true;
    return false;
}

/* The elements of `list` that `other` does not have; NULL when there are none. */
static json_t *only_in(const json_t *list, const json_t *other) {
    json_t *only = json_array();
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!list_has(other, json_array_get(list, i)))
            json_array_append(only, json_array_get(list, i));
    if (json_array_size(only))
        return only;
    json_decref(only);
    return NULL;
}

static json_t *quoted(const char *text) {
    return json_stringn(text + 1, strcspn(text + 1, "'"));
}

static json_t *changed(const struct values *values, const char *name) {
    const json_t *now = property_of(values->now, name);
    const json_t *before = property_of(values->before, name);
    return now && before && json_equal(now, before) ? NULL : converted(values, values->now, name);
}

static json_t *alternatives(const struct values *values, const char *names) {
    char name[WORD];
    json_t *value = NULL;
    while (*names && !value) {
        const size_t length = strcspn(names, "|");
        if (length < sizeof name) {
            memcpy(name, names, length);
            name[length] = '\0';
            value = *name == '\'' ? quoted(name) : converted(values, values->now, name);
        }
        names += length + (names[length] == '|');
    }
    return value;
}

static json_t *source_value(const struct values *values, char *source) {
    char *condition = strchr(source, '?');
    if (condition) {
        *condition = '\0';
        if (!property_of(values->now, condition + 1))
            return NULL;
    }
    if (*source == '$')
        return variable(values, source + 1);
    if (*source == '@')
        return json_incref(json_at(values->item, source + 1));
    if (*source == '~')
        return changed(values, source + 1);
    if (*source == '<')
        return converted(values, values->before, source + 1);
    if (*source == '+')
        return only_in(property_of(values->now, source + 1), property_of(values->before, source + 1));
    if (*source == '-')
        return only_in(property_of(values->before, source + 1), property_of(values->now, source + 1));
    if (strcmp(source, "true") == 0 || strcmp(source, "false") == 0)
        return json_boolean(*source == 't');
    if (*source >= '0' && *source <= '9')
        return json_integer(strtoll(source, NULL, 10));
    return alternatives(values, source);
}

bool params_first(const struct values *values, const char *params, char *member, size_t size,
                  json_t **ret_value) {
    while (params && words_next(&params, member, size)) {
        char *equals = strchr(member, '=');
        *equals = '\0';
        *ret_value = source_value(values, equals + 1);
        if (*ret_value)
            return true;
    }
    return false;
}

void params_put(const struct values *values, const char *params, json_t *request) {
    char word[WORD];
    while (params && words_next(&params, word, sizeof word)) {
        char *equals = strchr(word, '=');
        if (!equals)
            continue;
        *equals = '\0';
        json_auto_t *value = source_value(values, equals + 1);
        json_put(request, word, value);
    }
}

/* ---- texts ---- */

static bool add_value(struct text *text, const json_t *value) {
    if (json_is_string(value))
        text_add(text, json_string_value(value));
    else if (json_is_integer(value))
        text_printf(text, "%lld", (long long)json_integer_value(value));
    else
        return false;
    return true;
}

/* "a|b": the first of these members that the item has. Borrowed. */
static const json_t *first_member(const json_t *item, const char *names) {
    const json_t *member = NULL;
    while (*names && !member) {
        const size_t length = strcspn(names, "|");
        auto_free char *name = xstrndup(names, length);
        member = json_at(item, name);
        names += length + (names[length] == '|');
    }
    return member;
}

/* What stands between braces: a property, alternatives, or a member of the item. */
static bool add_braced(const struct values *values, const char *inside, struct text *text) {
    if (*inside == '@')
        return add_value(text, first_member(values->item, inside + 1));
    json_auto_t *value = alternatives(values, inside);
    return add_value(text, value);
}

static size_t name_length(const char *name) {
    return strspn(name, "abcdefghijklmnopqrstuvwxyz");
}

char *text_made(const struct values *values, const char *pattern) {
    auto_text text = { 0 };
    char inside[WORD];
    while (*pattern) {
        const bool braced = *pattern == '{';
        const size_t length = braced            ? strcspn(pattern + 1, "}")
                              : *pattern == '$' ? name_length(pattern + 1)
                                                : 0;
        if (!length) {
            text_add_char(&text, *pattern++);
            continue;
        }
        if (length >= sizeof inside)
            return NULL;
        memcpy(inside, pattern + 1, length);
        inside[length] = '\0';
        json_auto_t *value = braced ? NULL : variable(values, inside);
        if (!(braced ? add_braced(values, inside, &text) : add_value(&text, value)))
            return NULL;
        pattern += length + (braced ? 2 : 1);
    }
    return text_take(&text);
}

bool text_taken_apart(const char *pattern, const char *text, json_t *properties) {
    while (*pattern) {
        if (*pattern != '{') {
            if (*pattern++ != *text++)
                return false;
            continue;
        }
        const size_t name = strcspn(pattern + 1, "}|");
        const char *behind = strchr(pattern, '}') + 1;
        const char *end = *behind ? strchr(text, *behind) : text + strlen(text);
        if (!end || end == text)
            return false;
        json_object_setn_new(properties, pattern + 1, name, json_stringn(text, (size_t)(end - text)));
        pattern = behind;
        text = end;
    }
    return *text == '\0';
}

/* ---- searches ---- */

/* The member at the path has the value; at "List[].Member", that of one element of the list. */
static bool member_is(const json_t *element, const char *path, const json_t *wanted) {
    const char *inner = strstr(path, "[].");
    if (!inner) {
        const json_t *member = json_at(element, path);
        return member && json_equal(member, wanted);
    }
    auto_free char *head = xstrndup(path, (size_t)(inner - path));
    const json_t *list = json_at(element, head);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (member_is(json_array_get(list, i), inner + strlen("[]."), wanted))
            return true;
    return false;
}

static bool agrees(const struct values *values, const json_t *element, const char *match) {
    char word[WORD];
    bool compared = false;
    while (words_next(&match, word, sizeof word)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        json_auto_t *wanted = source_value(values, equals + 1);
        if (!wanted)
            continue;
        if (!member_is(element, word, wanted))
            return false;
        compared = true;
    }
    return compared;
}

json_t *list_search(const struct values *values, const json_t *list, const char *match) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (agrees(values, json_array_get(list, i), match))
            return json_array_get(list, i);
    return NULL;
}
