/* Values between properties and members, by the rows of a table. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resources/engine.h"

const struct field *field_find(const struct field *fields, const char *property) {
    for (const struct field *field = fields; field && field->property; field++)
        if (strcmp(field->property, property) == 0)
            return field;
    return NULL;
}

bool words_next(const char **words, char *buffer, size_t size) {
    const char *at = *words + strspn(*words, " ");
    const size_t length = strcspn(at, " ");
    *words = at + length;
    if (!length || length >= size)
        return false;
    memcpy(buffer, at, length);
    buffer[length] = '\0';
    return true;
}

bool words_have(const char *words, const char *word) {
    char each[128];
    while (words && words_next(&words, each, sizeof each))
        if (strcmp(each, word) == 0)
            return true;
    return false;
}

/* ---- to AWS ---- */

static json_t *object_to_member(const struct field *fields, const json_t *object) {
    json_t *member = json_object();
    for (const struct field *field = fields; field->property; field++) {
        const json_t *value = json_object_get(object, field->property);
        json_auto_t *converted = value && field->member ? field_to_member(field, value) : NULL;
        json_put(member, field->member ? field->member : "", converted);
    }
    return member;
}

static json_t *nested_to_member(const struct field *fields, const json_t *value) {
    if (!json_is_array(value))
        return object_to_member(fields, value);
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(value); i++)
        json_array_append_new(list, object_to_member(fields, json_array_get(value, i)));
    return list;
}

static json_t *in_a_list(json_t *element) {
    json_t *list = json_array();
    json_array_append_new(list, element);
    return list;
}

json_t *field_to_member(const struct field *field, const json_t *value) {
    if (json_is_null(value))
        return NULL;
    if (field->to_member)
        return field->to_member(value);
    switch (field->as) {
    case AS_ENABLED:
        return json_string(json_is_true(value) ? "Enabled" : "Disabled");
    case AS_SUSPENDED:
        return json_string(json_is_true(value) ? "Enabled" : "Suspended");
    case AS_ONE:
        return in_a_list(object_to_member(field->fields, value));
    default:
        return field->fields ? nested_to_member(field->fields, value) : json_incref((json_t *)value);
    }
}

/* ---- from AWS ---- */

/* IAM answers documents percent-encoded (RFC 3986). */
static json_t *document_from(const char *text) {
    if (strncmp(text, "%7B", 3) != 0 && strncmp(text, "%20", 3) != 0 && strncmp(text, "%0A", 3) != 0)
        return json_string(text);
    auto_free char *plain = xcalloc(1, strlen(text));
    return json_stringn(plain, text_unescape(text, strlen(text), plain));
}

json_t *field_read(const struct field *field, const json_t *item) {
    const json_t *member = field->member ? json_at(item, field->member) : NULL;
    json_t *value = member ? field_to_property(field, member) : NULL;
    return value || !field->none ? value : json_loads(field->none, JSON_DECODE_ANY, NULL);
}

static json_t *object_from(const struct field *fields, const json_t *member) {
    json_t *object = json_object();
    for (const struct field *field = fields; field->property; field++) {
        json_t *value = field_read(field, member);
        if (value)
            json_object_set_new(object, field->property, value);
    }
    return object;
}

static json_t *nested_from(const struct field *fields, const json_t *member) {
    if (!json_is_array(member))
        return object_from(fields, member);
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(member); i++)
        json_array_append_new(list, object_from(fields, json_array_get(member, i)));
    return list;
}

static json_t *elements_from(const struct field *field, const json_t *member) {
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(member); i++)
        json_array_append(list, json_at(json_array_get(member, i), field->element));
    return list;
}

static json_t *log_arn_from(const char *text) {
    const size_t length = strlen(text);
    const bool star = length > 2 && strcmp(text + length - 2, ":*") == 0;
    return json_stringn(text, star ? length - 2 : length);
}

static bool begins_with_one(const char *text, const char *prefixes) {
    char prefix[64];
    while (words_next(&prefixes, prefix, sizeof prefix))
        if (strncmp(text, prefix, strlen(prefix)) == 0)
            return true;
    return false;
}

static json_t *string_from(const struct field *field, const json_t *member) {
    const char *text = json_string_value(member);
    if (!*text || (field->prefix && !begins_with_one(text, field->prefix)))
        return NULL;
    if (field->as == AS_DOCUMENT)
        return document_from(text);
    if (field->as == AS_LOG_ARN)
        return log_arn_from(text);
    if (field->as == AS_ENABLED || field->as == AS_SUSPENDED)
        return json_boolean(strcmp(text, "Enabled") == 0);
    return json_incref((json_t *)member);
}

json_t *field_to_property(const struct field *field, const json_t *member) {
    if (json_is_null(member))
        return NULL;
    if (field->to_property)
        return field->to_property(member);
    if (json_is_string(member))
        return string_from(field, member);
    if (field->as == AS_IDS)
        return elements_from(field, member);
    if (field->as == AS_ONE) {
        const json_t *first = json_array_get(member, 0);
        return first ? object_from(field->fields, first) : NULL;
    }
    return field->fields ? nested_from(field->fields, member) : json_incref((json_t *)member);
}
