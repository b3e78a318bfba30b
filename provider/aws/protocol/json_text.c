/*
 * JSON as requests carry it: ASCII only, ", " and ": " between values, decimals in their shortest form. That is what
 * botocore sends, byte for byte, so that the two can be compared down to the signature; jansson's own writer has other
 * escapes and 17 digits.
 */
#include <string.h>

#include "aws/protocol/parts.h"

static void add_value(struct arena *arena, struct text *out, const json_t *value);

/* The code point at *at, which moves behind it. jansson holds valid UTF-8 only. */
static unsigned int next_code(const unsigned char **at) {
    const unsigned char first = *(*at)++;
    const unsigned int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    unsigned int code = more ? first & (0x3FU >> more) : first;
    for (unsigned int i = 0; i < more; i++)
        code = code << 6 | (*(*at)++ & 0x3FU);
    return code;
}

static void add_escaped(struct text *out, unsigned int code) {
    if (code < 0x10000) {
        text_printf(out, "\\u%04x", code);
        return;
    }
    code -= 0x10000;
    text_printf(out, "\\u%04x\\u%04x", 0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF));
}

static void add_string(struct text *out, const char *string, size_t length) {
    static const char special[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const unsigned char *at = (const unsigned char *)string, *end = at + length;
    text_add_char(out, '"');
    while (at < end) {
        const unsigned int code = next_code(&at);
        const char *found = code && code < 0x80 ? strchr(special, (int)code) : NULL;
        if (found)
            text_printf(out, "\\%c", letters[found - special]);
        else if (code < 0x20 || code > 0x7E)
            add_escaped(out, code);
        else
            text_add_char(out, (char)code);
    }
    text_add_char(out, '"');
}

static void add_object(struct arena *arena, struct text *out, const json_t *object) {
    const char *key, *before = "";
    size_t length;
    json_t *value;
    text_add_char(out, '{');
    json_object_keylen_foreach((json_t *)object, key, length, value) {
        text_add(out, before);
        add_string(out, key, length);
        text_add(out, ": ");
        add_value(arena, out, value);
        before = ", ";
    }
    text_add_char(out, '}');
}

static void add_array(struct arena *arena, struct text *out, const json_t *array) {
    size_t index;
    json_t *value;
    text_add_char(out, '[');
    json_array_foreach((json_t *)array, index, value) {
        text_add(out, index ? ", " : "");
        add_value(arena, out, value);
    }
    text_add_char(out, ']');
}

static void add_value(struct arena *arena, struct text *out, const json_t *value) {
    if (json_is_object(value))
        add_object(arena, out, value);
    else if (json_is_array(value))
        add_array(arena, out, value);
    else if (json_is_string(value))
        add_string(out, json_string_value(value), json_string_length(value));
    else if (json_is_integer(value))
        text_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        text_add(out, scalar_decimal(arena, json_real_value(value)));
    else
        text_add(out, json_is_true(value) ? "true" : json_is_false(value) ? "false" : "null");
}

const char *json_request_text(struct arena *arena, const json_t *value) {
    auto_text out = { 0 };
    add_value(arena, &out, value);
    return text_keep(arena, &out);
}
