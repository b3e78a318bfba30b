/* Scalars as text, and back. */
#include <errno.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "aws/formats/timestamp.h"
#include "aws/protocol/parts.h"

/* "1.5e+300" with as few digits as read back as the same number. */
static void shortest(double number, char *text, size_t room) {
    enum { MOST_DIGITS = 17 };
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
        snprintf(text, room, "%.*e", digits - 1, number);
        if (strtod(text, NULL) == number)
            return;
    }
}

const char *scalar_decimal(struct arena *arena, double number) {
    char text[64], digits[32];
    shortest(number, text, sizeof text);
    const char *minus = *text == '-' ? "-" : "", *mark = strchr(text, 'e');
    const char *mantissa = text + (*minus != '\0');
    const int exponent = (int)strtol(mark + 1, NULL, 10);
    const size_t length = (size_t)(mark - mantissa), count = length > 1 ? length - 1 : 1;
    snprintf(digits, sizeof digits, "%c%.*s", *mantissa, (int)(count - 1), mantissa + 2);
    if (exponent < -4 || exponent > 15)
        return arena_strdup(arena, text);
    if (exponent < 0)
        return arena_printf(arena, "%s0.%.*s%s", minus, -exponent - 1, "000", digits);
    const size_t whole = (size_t)exponent + 1;
    if (count <= whole)
        return arena_printf(arena, "%s%s%.*s.0", minus, digits, (int)(whole - count), "000000000000000");
    return arena_printf(arena, "%s%.*s.%s", minus, (int)whole, digits, digits + whole);
}

static const char *timestamp_text(struct arena *arena, const char *value, enum aws_timestamp_format format) {
    struct timestamp timestamp = { 0 };
    if (!timestamp_parse(value, &timestamp))
        return value; /* cannot be: the input was checked */
    if (format == AWS_TIME_UNIX)
        return timestamp_unix(arena, timestamp);
    if (format == AWS_TIME_RFC822)
        return timestamp_rfc822(arena, timestamp);
    return timestamp_iso8601(arena, timestamp);
}

json_t *scalar_number(const struct aws_shape *shape, const json_t *value) {
    if ((shape->type == AWS_INTEGER || shape->type == AWS_LONG) && json_is_real(value))
        return json_integer((json_int_t)json_real_value(value));
    return json_incref((json_t *)value);
}

const char *scalar_text(struct arena *arena, const struct aws_member *member, const json_t *value,
                        enum aws_timestamp_format otherwise) {
    const enum aws_timestamp_format format = (enum aws_timestamp_format)member->timestamp_format;
    json_auto_t *number = scalar_number(member->shape, value);
    if (member->json_value && !json_is_string(value)) {
        char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        const char *kept = arena_strdup(arena, text ? text : "");
        free(text);
        return kept;
    }
    if (json_is_integer(number))
        return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(number));
    if (json_is_real(number))
        return scalar_decimal(arena, json_real_value(number));
    if (json_is_boolean(value))
        return json_is_true(value) ? "true" : "false";
    const char *text = arena_strdup(arena, json_is_string(value) ? json_string_value(value) : "");
    return member->shape->type == AWS_TIMESTAMP ? timestamp_text(arena, text, format ? format : otherwise)
                                                : text;
}

/* Without the white space that pretty-printed answers have around values. */
static const char *trimmed(struct arena *arena, const char *text) {
    static const char space[] = " \t\r\n";
    text += strspn(text, space);
    size_t length = strlen(text);
    while (length && strchr(space, text[length - 1]))
        length--;
    return arena_strndup(arena, text, length);
}

static json_t *parse_integer(const struct walk *walk, const struct place *place, const char *text) {
    char *end = NULL;
    errno = 0;
    const long long value = strtoll(text, &end, 10);
    if (end == text || *end || errno == ERANGE)
        return refuse_answer(walk, place, "not an integer");
    return json_integer(value);
}

static json_t *parse_float(const struct walk *walk, const struct place *place, const char *text) {
    char *end = NULL;
    if (strcmp(text, "NaN") == 0 || strcmp(text, "Infinity") == 0 || strcmp(text, "-Infinity") == 0)
        return json_string(text);
    const double value = strtod(text, &end);
    if (end == text || *end || !isfinite(value) || text[strspn(text, "0123456789+-.eE")])
        return refuse_answer(walk, place, "not a number");
    return json_real(value);
}

static json_t *parse_timestamp(const struct walk *walk, const struct place *place, const char *text) {
    struct timestamp timestamp;
    if (!timestamp_parse(text, &timestamp))
        return refuse_answer(walk, place, "not a time");
    return json_string(timestamp_iso8601(walk->arena, timestamp));
}

static json_t *parse_boolean(const struct walk *walk, const struct place *place, const char *text) {
    if (strcasecmp(text, "true") == 0)
        return json_true();
    if (strcasecmp(text, "false") == 0)
        return json_false();
    return refuse_answer(walk, place, "neither true nor false");
}

json_t *scalar_parse(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                     const char *text) {
    json_t *string;
    switch ((enum aws_shape_type)shape->type) {
    case AWS_BOOLEAN:
        return parse_boolean(walk, place, trimmed(walk->arena, text));
    case AWS_INTEGER:
    case AWS_LONG:
        return parse_integer(walk, place, trimmed(walk->arena, text));
    case AWS_FLOAT:
    case AWS_DOUBLE:
        return parse_float(walk, place, trimmed(walk->arena, text));
    case AWS_TIMESTAMP:
        return parse_timestamp(walk, place, trimmed(walk->arena, text));
    case AWS_BLOB:
        return json_string(trimmed(walk->arena, text));
    default:
        string = json_string(text); /* NULL where a header is not UTF-8 */
        return string ? string : refuse_answer(walk, place, "not UTF-8");
    }
}

/* The six bits that a base64 character stands for; 64 for any other character. */
static unsigned int six_bits(char c) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(alphabet, c) : NULL;
    return found ? (unsigned int)(found - alphabet) : 64;
}

bool base64_decode(struct arena *arena, const char *text, char **ret_bytes, size_t *ret_length) {
    const size_t length = strcspn(text, "=");
    const size_t padding = strspn(text + length, "=");
    if (text[length + padding] || padding > 2 || (padding && (length + padding) % 4 != 0) || length % 4 == 1)
        return false;
    char *bytes = arena_alloc(arena, length / 4 * 3 + 4);
    size_t count = 0;
    unsigned int bits = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned int six = six_bits(text[i]);
        if (six == 64)
            return false;
        bits = bits << 6 | six;
        if (i % 4 != 0) /* the first of four characters completes no byte */
            bytes[count++] = (char)(bits >> (6 - i % 4 * 2));
    }
    *ret_bytes = bytes;
    *ret_length = count;
    return true;
}
