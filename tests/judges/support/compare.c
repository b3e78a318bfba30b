#include "compare.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "aws/formats/timestamp.h"
#include "aws/protocol/parts.h"
#include "aws/signature/crypto.h"
#include "base/text.h"

static json_t *members_to_input(struct arena *arena, const struct aws_shape *shape, const json_t *value) {
    json_t *object = json_object();
    const char *key;
    json_t *child;
    json_object_foreach((json_t *)value, key, child) {
        const struct aws_member *member =
            shape->type == AWS_MAP ? &shape->members[1] : aws_member_find(shape, key);
        json_object_set_new(object, key, member ? to_input(arena, member->shape, child) : json_incref(child));
    }
    return object;
}

static json_t *elements_to_input(struct arena *arena, const struct aws_shape *shape, const json_t *value) {
    json_t *array = json_array();
    size_t index;
    json_t *child;
    json_array_foreach((json_t *)value, index, child) {
        json_array_append_new(array, to_input(arena, shape->members->shape, child));
    }
    return array;
}

json_t *to_input(struct arena *arena, const struct aws_shape *shape, const json_t *value) {
    struct timestamp timestamp;
    if (shape->type == AWS_LIST && json_is_array(value))
        return elements_to_input(arena, shape, value);
    if ((shape->type == AWS_STRUCTURE || shape->type == AWS_MAP) && json_is_object(value))
        return members_to_input(arena, shape, value);
    if (shape->type == AWS_BLOB && json_is_string(value))
        return json_string(crypto_base64(arena, json_string_value(value), json_string_length(value)));
    if (shape->type == AWS_TIMESTAMP && json_is_number(value) &&
        timestamp_from_seconds(json_number_value(value), &timestamp))
        return json_string(timestamp_iso8601(arena, timestamp));
    return json_incref((json_t *)value);
}

static bool same_number(const json_t *expected, const json_t *actual) {
    return json_is_number(expected) && json_is_number(actual) &&
           fabs(json_number_value(expected) - json_number_value(actual)) <=
               1e-9 * fabs(json_number_value(expected));
}

static bool same_time(const json_t *expected, const json_t *actual) {
    struct timestamp wanted, given;
    const bool read = json_is_string(expected) ? timestamp_parse(json_string_value(expected), &wanted)
                                               : timestamp_from_seconds(json_number_value(expected), &wanted);
    return read && json_is_string(actual) && timestamp_parse(json_string_value(actual), &given) &&
           wanted.seconds == given.seconds && wanted.nanoseconds == given.nanoseconds;
}

static bool same_blob(struct arena *arena, const json_t *expected, const json_t *actual) {
    char *bytes = NULL;
    size_t length = 0;
    return json_is_string(expected) && json_is_string(actual) &&
           base64_decode(arena, json_string_value(actual), &bytes, &length) &&
           length == json_string_length(expected) && memcmp(bytes, json_string_value(expected), length) == 0;
}

static bool same_json_value(const json_t *expected, const json_t *actual) {
    if (json_is_string(expected))
        return json_equal(expected, actual);
    json_auto_t *inside =
        json_loads(json_is_string(actual) ? json_string_value(actual) : "", JSON_DECODE_ANY, NULL);
    return inside && json_equal(expected, inside);
}

/* IAM sends policies URL-encoded, and so do we hand them on; the cases show what is inside. */
static bool same_encoded(struct arena *arena, const json_t *expected, const json_t *actual) {
    char *plain = arena_strdup(arena, json_is_string(actual) ? json_string_value(actual) : ""), *to = plain;
    for (const char *from = plain; *from; from++, to++) {
        const char digits[3] = { from[0] == '%' ? from[1] : '\0', from[0] == '%' && from[1] ? from[2] : '\0',
                                 '\0' };
        char *end = NULL;
        const unsigned long code = strtoul(digits, &end, 16);
        *to = end == digits + 2 ? (char)code : *from;
        from += end == digits + 2 ? 2 : 0;
    }
    *to = '\0';
    json_auto_t *inside = json_loads(plain, 0, NULL);
    return inside && json_equal(expected, inside);
}

static bool same_list(struct arena *arena, const struct aws_shape *shape, const json_t *expected,
                      const json_t *actual) {
    bool same = json_is_array(actual) && json_array_size(expected) == json_array_size(actual);
    for (size_t i = 0; same && i < json_array_size(expected); i++)
        same = same_output(arena, shape->members, json_array_get(expected, i), json_array_get(actual, i));
    return same;
}

static size_t count_present(const json_t *object) {
    size_t count = 0;
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value) {
        count += !json_is_null(value);
    }
    return count;
}

static bool same_map(struct arena *arena, const struct aws_shape *shape, const json_t *expected,
                     const json_t *actual) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)expected, key, value) {
        if (!same_output(arena, &shape->members[1], value, json_object_get(actual, key)))
            return false;
    }
    return json_is_object(actual) && json_object_size(expected) == json_object_size(actual);
}

bool same_structure(struct arena *arena, const struct aws_shape *shape, const json_t *expected,
                    const json_t *actual) {
    const char *key;
    json_t *value;
    /* botocore shows a member that it does not know; ours reads as nothing */
    if (shape->is_union && json_object_get(expected, "SDK_UNKNOWN_MEMBER"))
        return json_is_object(actual) && json_object_size(actual) == 0;
    json_object_foreach((json_t *)expected, key, value) {
        const struct aws_member *member = aws_member_find(shape, key);
        if (!json_is_null(value) &&
            (!member || !same_output(arena, member, value, json_object_get(actual, key))))
            return false;
    }
    return json_is_object(actual) && count_present(expected) == count_present(actual);
}

bool same_output(struct arena *arena, const struct aws_member *member, const json_t *expected,
                 const json_t *actual) {
    if (!actual)
        return false;
    if (member->json_value)
        return same_json_value(expected, actual);
    if (json_is_null(expected))
        return json_is_null(actual);
    if (member->shape->type == AWS_STRING && json_is_object(expected))
        return same_encoded(arena, expected, actual);
    switch ((enum aws_shape_type)member->shape->type) {
    case AWS_STRUCTURE:
        return same_structure(arena, member->shape, expected, actual);
    case AWS_LIST:
        return same_list(arena, member->shape, expected, actual);
    case AWS_MAP:
        return same_map(arena, member->shape, expected, actual);
    case AWS_TIMESTAMP:
        return same_time(expected, actual);
    case AWS_BLOB:
        return same_blob(arena, expected, actual);
    default:
        return json_equal(expected, actual) || same_number(expected, actual);
    }
}

bool same_json(const json_t *expected, const json_t *actual) {
    const char *key;
    json_t *value;
    if (json_is_number(expected))
        return same_number(expected, actual);
    if (json_typeof(expected) != json_typeof(actual))
        return false;
    bool same = true;
    for (size_t i = 0; i < json_array_size(expected) && same; i++)
        same =
            i < json_array_size(actual) && same_json(json_array_get(expected, i), json_array_get(actual, i));
    json_object_foreach((json_t *)expected, key, value) {
        const json_t *other = json_object_get(actual, key);
        same = same && other && same_json(value, other);
    }
    if (json_is_object(expected) || json_is_array(expected))
        return same && json_object_size(expected) == json_object_size(actual) &&
               json_array_size(expected) == json_array_size(actual);
    return json_equal(expected, actual);
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The parts between the marks, sorted, each with a "=". */
static const char *sorted_pairs(struct arena *arena, const char *text) {
    const char **parts = arena_array(arena, strlen(text) + 1, sizeof *parts);
    size_t count = 0;
    auto_text joined = { 0 };
    while (*text) {
        const size_t length = strcspn(text, "&");
        const char *part = arena_strndup(arena, text, length);
        parts[count++] = strchr(part, '=') ? part : arena_printf(arena, "%s=", part);
        text += length + (text[length] == '&');
    }
    if (count)
        qsort(parts, count, sizeof *parts, by_text);
    for (size_t i = 0; i < count; i++)
        text_printf(&joined, "%s\n", parts[i]);
    return arena_strdup(arena, text_string(&joined));
}

bool same_pairs(struct arena *arena, const char *expected, const char *actual) {
    return strcmp(sorted_pairs(arena, expected), sorted_pairs(arena, actual)) == 0;
}

/* Characters that were written as references, as themselves; "&lt;" and "&amp;" stay. */
static const char *plain_characters(struct arena *arena, const char *from) {
    auto_text plain = { 0 };
    while (*from) {
        char *end = NULL;
        const unsigned long code = strncmp(from, "&#x", 3) == 0 ? strtoul(from + 3, &end, 16) : 0;
        if (code && code < 0x80 && *end == ';') {
            text_add_char(&plain, (char)code);
            from = end + 1;
        } else if (strncmp(from, "&quot;", 6) == 0) {
            text_add_char(&plain, '"');
            from += 6;
        } else if (strncmp(from, "&gt;", 4) == 0) {
            text_add_char(&plain, '>');
            from += 4;
        } else
            text_add_char(&plain, *from++);
    }
    return arena_strdup(arena, text_string(&plain));
}

static void add_trimmed(struct text *text, const char *from, size_t length) {
    while (length && isspace((unsigned char)*from))
        from++, length--;
    while (length && isspace((unsigned char)from[length - 1]))
        length--;
    text_add_bytes(text, from, length);
}

/* A start tag with its attributes in order, an empty one with its end tag. */
static void add_tag(struct arena *arena, struct text *text, const char *tag, size_t length) {
    const bool empty = length && tag[length - 1] == '/';
    const char *whole = arena_strndup(arena, tag, length - empty);
    const size_t name_length = strcspn(whole, " \n\t");
    const char *attributes[64];
    size_t count = 0;
    text_printf(text, "<%.*s", (int)name_length, whole);
    for (const char *at = whole + name_length;
         *(at += strspn(at, " \n\t")) && count < COUNT_OF(attributes);) {
        const char *quote = at + strcspn(at, "\"'");
        const char *end = *quote ? strchr(quote + 1, *quote) : NULL;
        if (!end)
            break;
        attributes[count++] = arena_strndup(arena, at, (size_t)(end + 1 - at));
        at = end + 1;
    }
    qsort(attributes, count, sizeof *attributes, by_text);
    for (size_t i = 0; i < count; i++)
        text_printf(text, " %s", attributes[i]);
    text_add_char(text, '>');
    if (empty)
        text_printf(text, "</%.*s>", (int)name_length, whole);
}

static const char *canonical_xml(struct arena *arena, const char *from) {
    auto_text canonical = { 0 };
    while (*from) {
        const size_t length = strcspn(from, "<");
        add_trimmed(&canonical, from, length);
        from += length;
        if (*from == '<') {
            const size_t tag = strcspn(from, ">");
            add_tag(arena, &canonical, from + 1, tag - 1);
            from += tag + (from[tag] == '>');
        }
    }
    return plain_characters(arena, arena_strdup(arena, text_string(&canonical)));
}

bool same_xml(struct arena *arena, const char *expected, const char *actual) {
    return strcmp(canonical_xml(arena, expected), canonical_xml(arena, actual)) == 0;
}

const char *digest_for(struct arena *arena, const char *header, const struct http_request *request) {
    unsigned char digest[SHA256_BYTES];
    const char *body = request->body ? request->body : "";
    if (strcasecmp(header, "Content-MD5") == 0) {
        crypto_md5(body, request->body_length, digest);
        return crypto_base64(arena, digest, MD5_BYTES);
    }
    if (strcasecmp(header, "x-amz-checksum-crc32") == 0) {
        const uint32_t crc = crypto_crc32(body, request->body_length);
        const unsigned char bytes[] = { (unsigned char)(crc >> 24), (unsigned char)(crc >> 16),
                                        (unsigned char)(crc >> 8), (unsigned char)crc };
        return crypto_base64(arena, bytes, sizeof bytes);
    }
    return NULL;
}
