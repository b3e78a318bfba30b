/* Is an input valid by the model? All that write requests may then rely on it. */
#include <math.h>
#include <string.h>

#include "aws/formats/timestamp.h"
#include "aws/protocol/parts.h"

struct place place_member(const struct place *up, const char *name) {
    return (struct place){ .up = up, .name = name, .depth = up ? up->depth + 1 : 0 };
}

struct place place_element(const struct place *up, size_t index) {
    return (struct place){ .up = up, .index = index, .depth = up->depth + 1 };
}

const char *place_path(struct arena *arena, const struct place *place) {
    if (!place || !place->up)
        return "";
    const char *before = place_path(arena, place->up);
    if (!place->name)
        return arena_printf(arena, "%s[%zu]", before, place->index);
    return arena_printf(arena, "%s%s%s", before, *before ? "." : "", place->name);
}

bool refuse_input(const struct walk *walk, const struct place *place, const char *what) {
    const char *path = place_path(walk->arena, place);
    return error_set(walk->err, ERROR_INTERNAL, "%s%s%s", path, *path ? ": " : "the input: ", what);
}

static bool check_value(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                        const json_t *value);

/* A switch without `default`: the compiler refuses one that lacks a type. */
static const char *type_name(json_type type) {
    switch (type) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a text";
    case JSON_INTEGER:
        return "an integer";
    case JSON_REAL:
        return "a decimal number";
    case JSON_TRUE:
        return "true";
    case JSON_FALSE:
        return "false";
    case JSON_NULL:
        break;
    }
    return "null";
}

static bool wrong_type(const struct walk *walk, const struct place *place, const char *wanted,
                       const json_t *value) {
    return refuse_input(walk, place,
                        arena_printf(walk->arena, "want %s, not %s", wanted, type_name(json_typeof(value))));
}

static bool check_structure(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                            const json_t *value) {
    const char *key;
    json_t *child;
    if (!json_is_object(value))
        return wrong_type(walk, place, "an object", value);
    json_object_foreach((json_t *)value, key, child) {
        const struct aws_member *member = aws_member_find(shape, key);
        const struct place inside = place_member(place, key);
        if (!member)
            return refuse_input(walk, &inside,
                                arena_printf(walk->arena, "%s has no such member", shape->name));
        if (!json_is_null(child) && !member->json_value && !check_value(walk, &inside, member->shape, child))
            return false;
    }
    for (size_t i = 0; i < shape->member_count; i++) {
        const struct place inside = place_member(place, shape->members[i].name);
        child = json_object_get(value, shape->members[i].name);
        if (shape->members[i].required && (!child || json_is_null(child)))
            return refuse_input(walk, &inside,
                                arena_printf(walk->arena, "%s needs this member", shape->name));
    }
    return true;
}

static bool check_list(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                       const json_t *value) {
    size_t index;
    json_t *child;
    if (!json_is_array(value))
        return wrong_type(walk, place, "an array", value);
    json_array_foreach((json_t *)value, index, child) {
        const struct place inside = place_element(place, index);
        if (!check_value(walk, &inside, shape->members->shape, child))
            return false;
    }
    return true;
}

static bool check_map(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                      const json_t *value) {
    const char *key;
    json_t *child;
    if (!json_is_object(value))
        return wrong_type(walk, place, "an object", value);
    json_object_foreach((json_t *)value, key, child) {
        const struct place inside = place_member(place, key);
        if (!check_value(walk, &inside, shape->members[1].shape, child))
            return false;
    }
    return true;
}

static bool is_special_float(const json_t *value) {
    const char *text = json_string_value(value);
    return text &&
           (strcmp(text, "NaN") == 0 || strcmp(text, "Infinity") == 0 || strcmp(text, "-Infinity") == 0);
}

/* Pulumi's numbers are doubles: 3600.0 is an integer too. */
static bool is_integer(const json_t *value) {
    const double number = json_real_value(value);
    return json_is_integer(value) ||
           (json_is_real(value) && number == floor(number) && fabs(number) < 0x1p63);
}

static bool check_scalar(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                         const json_t *value) {
    struct timestamp timestamp;
    char *bytes = NULL;
    size_t length = 0;
    switch ((enum aws_shape_type)shape->type) {
    case AWS_STRING:
        return json_is_string(value) || wrong_type(walk, place, "a text", value);
    case AWS_BOOLEAN:
        return json_is_boolean(value) || wrong_type(walk, place, "true or false", value);
    case AWS_INTEGER:
    case AWS_LONG:
        return is_integer(value) || wrong_type(walk, place, "an integer", value);
    case AWS_FLOAT:
    case AWS_DOUBLE:
        return json_is_number(value) || is_special_float(value) || wrong_type(walk, place, "a number", value);
    case AWS_TIMESTAMP:
        if (!json_is_string(value))
            return wrong_type(walk, place, "a time as text", value);
        return timestamp_parse(json_string_value(value), &timestamp) ||
               refuse_input(walk, place, "not a time");
    case AWS_BLOB:
        if (!json_is_string(value))
            return wrong_type(walk, place, "base64 text", value);
        return base64_decode(walk->arena, json_string_value(value), &bytes, &length) ||
               refuse_input(walk, place, "not base64");
    default:
        return true; /* a document is any JSON */
    }
}

static bool check_value(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                        const json_t *value) {
    if (place->depth > PROTOCOL_DEPTH)
        return refuse_input(walk, place, "nests too deep");
    if (json_is_null(value) && place->up) /* an element of a list or map that may be sparse */
        return true;
    if (shape->type == AWS_STRUCTURE)
        return check_structure(walk, place, shape, value);
    if (shape->type == AWS_LIST)
        return check_list(walk, place, shape, value);
    if (shape->type == AWS_MAP)
        return check_map(walk, place, shape, value);
    return check_scalar(walk, place, shape, value);
}

/* A line end in a header would begin a header of its own. */
static bool is_header_text(const char *text) {
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 && *text != '\t') || *text == 0x7F)
            return false;
    return true;
}

/* The value of a member that travels in a header; names of headers are the keys of a map. */
static bool check_header(const struct walk *walk, const struct place *place, const json_t *value) {
    const char *key;
    size_t index;
    json_t *child;
    if (json_is_string(value) && !is_header_text(json_string_value(value)))
        return refuse_input(walk, place, "holds a character that no header can hold");
    json_array_foreach((json_t *)value, index, child) {
        const struct place inside = place_element(place, index);
        if (!check_header(walk, &inside, child))
            return false;
    }
    json_object_foreach((json_t *)value, key, child) {
        const struct place inside = place_member(place, key);
        if (!*key || !is_header_text(key) || strpbrk(key, " \t:"))
            return refuse_input(walk, &inside, "not usable as the name of a header");
        if (!check_header(walk, &inside, child))
            return false;
    }
    return true;
}

/* What becomes part of a path or host name: an empty bucket name would turn "delete this" into "delete /". */
static bool check_places(const struct walk *walk, const struct aws_operation *operation,
                         const json_t *input) {
    static const char host_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    const struct place whole = { 0 };
    for (size_t i = 0; operation->input && i < operation->input->member_count; i++) {
        const struct aws_member *member = &operation->input->members[i];
        const json_t *value = json_object_get(input, member->name);
        const struct place place = place_member(&whole, member->name);
        const char *text = json_string_value(value);
        const bool in_header = member->location == AWS_HEADER || member->location == AWS_HEADERS;
        if (in_header && !member->json_value && !check_header(walk, &place, value))
            return false;
        if (member->location == AWS_URI && (!value || json_is_null(value)))
            return refuse_input(walk, &place, "needed in the path");
        if (member->location == AWS_URI && text && !*text)
            return refuse_input(walk, &place, "empty, but needed in the path");
        if (member->host_label && (!text || !*text || text[strspn(text, host_characters)]))
            return refuse_input(walk, &place, "not usable in a host name");
    }
    return true;
}

/* Only JSON can write an empty place in a list or map. */
static bool check_no_holes(const struct walk *walk, const struct place *place, const json_t *value) {
    const char *key;
    size_t index;
    json_t *child;
    json_array_foreach((json_t *)value, index, child) {
        const struct place inside = place_element(place, index);
        if (json_is_null(child))
            return refuse_input(walk, &inside, "null");
        if (!check_no_holes(walk, &inside, child))
            return false;
    }
    json_object_foreach((json_t *)value, key, child) {
        const struct place inside = place_member(place, key);
        if (!check_no_holes(walk, &inside, child))
            return false;
    }
    return true;
}

bool protocol_check(const struct walk *walk, const struct aws_service *service,
                    const struct aws_operation *operation, const json_t *input) {
    static const struct aws_shape nothing = { .name = "an operation without input", .type = AWS_STRUCTURE };
    const struct place whole = { 0 };
    const bool holes = service->protocol == AWS_JSON || service->protocol == AWS_REST_JSON;
    return check_value(walk, &whole, operation->input ? operation->input : &nothing, input) &&
           check_places(walk, operation, input) && (holes || check_no_holes(walk, &whole, input));
}
