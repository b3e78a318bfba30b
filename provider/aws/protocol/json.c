/* JSON bodies: the JSON 1.0, JSON 1.1 and REST-JSON protocols. */
#include <math.h>
#include <string.h>

#include "aws/formats/timestamp.h"
#include "aws/protocol/parts.h"
#include "base/json.h"
#include "base/memory.h"

static json_t *write_value(struct arena *arena, const struct aws_member *member, const json_t *value);

json_t *json_write(struct arena *arena, const struct aws_shape *structure, const json_t *value) {
    json_t *object = json_object();
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct aws_member *member = &structure->members[i];
        const json_t *child = json_object_get(value, member->name);
        if (child && !json_is_null(child) && member->location == AWS_BODY)
            json_object_set_new(object, wire_name(member), write_value(arena, member, child));
    }
    return object;
}

static json_t *write_list(struct arena *arena, const struct aws_shape *shape, const json_t *value) {
    json_t *array = json_array();
    size_t index;
    json_t *child;
    json_array_foreach((json_t *)value, index, child) {
        json_array_append_new(array, write_value(arena, shape->members, child));
    }
    return array;
}

static json_t *write_map(struct arena *arena, const struct aws_shape *shape, const json_t *value) {
    json_t *object = json_object();
    const char *key;
    json_t *child;
    json_object_foreach((json_t *)value, key, child) {
        json_object_set_new(object, key, write_value(arena, &shape->members[1], child));
    }
    return object;
}

static json_t *write_timestamp(struct arena *arena, const struct aws_member *member, const json_t *value) {
    const char *text = scalar_text(arena, member, value, AWS_TIME_UNIX);
    if (member->timestamp_format != AWS_TIME_DEFAULT && member->timestamp_format != AWS_TIME_UNIX)
        return json_string(text);
    return strchr(text, '.') ? json_real(strtod(text, NULL)) : json_integer(strtoll(text, NULL, 10));
}

static json_t *write_value(struct arena *arena, const struct aws_member *member, const json_t *value) {
    const struct aws_shape *shape = member->shape;
    if (json_is_null(value))
        return json_null();
    if (member->json_value)
        return json_string(scalar_text(arena, member, value, AWS_TIME_UNIX));
    switch ((enum aws_shape_type)shape->type) {
    case AWS_STRUCTURE:
        return json_write(arena, shape, value);
    case AWS_LIST:
        return write_list(arena, shape, value);
    case AWS_MAP:
        return write_map(arena, shape, value);
    case AWS_TIMESTAMP:
        return write_timestamp(arena, member, value);
    default:
        return scalar_number(shape, value);
    }
}

static json_t *read_structure(const struct walk *walk, const struct place *place,
                              const struct aws_shape *shape, const json_t *value) {
    json_auto_t *object = json_object();
    if (!json_is_object(value))
        return refuse_answer(walk, place, "not an object");
    for (size_t i = 0; i < shape->member_count; i++) {
        const struct aws_member *member = &shape->members[i];
        const json_t *child = json_object_get(value, wire_name(member));
        const struct place inside = place_member(place, member->name);
        if (!child || json_is_null(child) || !is_in_answer_body(member))
            continue;
        json_t *read = json_read(walk, &inside, member->shape, child);
        if (!read)
            return NULL;
        json_object_set_new(object, member->name, read);
    }
    return TAKE(object);
}

static json_t *read_list(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                         const json_t *value) {
    json_auto_t *array = json_array();
    size_t index;
    json_t *child;
    if (!json_is_array(value))
        return refuse_answer(walk, place, "not an array");
    json_array_foreach((json_t *)value, index, child) {
        const struct place inside = place_element(place, index);
        json_t *read = json_read(walk, &inside, shape->members->shape, child);
        if (!read)
            return NULL;
        json_array_append_new(array, read);
    }
    return TAKE(array);
}

static json_t *read_map(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                        const json_t *value) {
    json_auto_t *object = json_object();
    const char *key;
    json_t *child;
    if (!json_is_object(value))
        return refuse_answer(walk, place, "not an object");
    json_object_foreach((json_t *)value, key, child) {
        const struct place inside = place_member(place, key);
        json_t *read = json_read(walk, &inside, shape->members[1].shape, child);
        if (!read)
            return NULL;
        json_object_set_new(object, key, read);
    }
    return TAKE(object);
}

/* An integer may also be written 3.0 or 1e3. */
static json_t *read_number(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                           const json_t *value) {
    const double number = json_number_value(value);
    if (!json_is_number(value))
        return refuse_answer(walk, place, "not a number");
    if (shape->type == AWS_FLOAT || shape->type == AWS_DOUBLE)
        return json_real(number);
    if (json_is_real(value) && (trunc(number) != number || fabs(number) >= 0x1p63))
        return refuse_answer(walk, place, "not an integer");
    return scalar_number(shape, value);
}

/* Scalars come as their JSON type, or as text where a service is lax. What has no other kind of its own is text: that
 * of a number or boolean. */
static json_t *read_scalar(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                           const json_t *value) {
    struct timestamp timestamp;
    if (json_is_object(value) || json_is_array(value))
        return refuse_answer(walk, place, "not a single value");
    if (json_is_string(value))
        return scalar_parse(walk, place, shape, json_string_value(value));
    if (shape->type == AWS_TIMESTAMP) {
        if (!json_is_number(value) || !timestamp_from_seconds(json_number_value(value), &timestamp))
            return refuse_answer(walk, place, "not a time");
        return json_string(timestamp_iso8601(walk->arena, timestamp));
    }
    if (shape->type == AWS_BOOLEAN)
        return json_is_boolean(value) ? json_incref((json_t *)value)
                                      : refuse_answer(walk, place, "neither true nor false");
    if (shape->type != AWS_STRING && shape->type != AWS_BLOB)
        return read_number(walk, place, shape, value);
    if (shape->type == AWS_BLOB)
        return refuse_answer(walk, place, "not base64 text");
    auto_free char *text = json_canonical(value);
    return json_string(text);
}

json_t *json_read(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                  const json_t *value) {
    if (place->depth > PROTOCOL_DEPTH)
        return refuse_answer(walk, place, "nests too deep");
    if (json_is_null(value))
        return json_null();
    if (shape->type == AWS_DOCUMENT)
        return json_incref((json_t *)value);
    if (shape->type == AWS_STRUCTURE)
        return read_structure(walk, place, shape, value);
    if (shape->type == AWS_LIST)
        return read_list(walk, place, shape, value);
    if (shape->type == AWS_MAP)
        return read_map(walk, place, shape, value);
    return read_scalar(walk, place, shape, value);
}

/* How many values the text can hold: what begins one, outside of strings. */
static size_t count_parts(const char *text, size_t length) {
    size_t count = 0;
    bool in_string = false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            in_string = !in_string;
        else if (in_string)
            i += text[i] == '\\';
        else
            count += text[i] == '[' || text[i] == '{' || text[i] == ',';
    }
    return count;
}

/* What is wrong, without what Jansson quotes of the answer ("near '…'"): those of SSO are credentials. */
static const char *without_quotation(json_error_t *problem) {
    char *quoted = strstr(problem->text, " near '");
    if (quoted)
        *quoted = '\0';
    return problem->text;
}

json_t *json_body(const struct walk *walk, const struct http_answer *answer) {
    const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES;
    json_error_t problem;
    if (answer->body_length == 0)
        return json_object();
    if (count_parts(answer->body, answer->body_length) > PROTOCOL_PARTS) {
        error_set(walk->err, ERROR_NETWORK, "unreadable JSON answer: it has more than %d values",
                  PROTOCOL_PARTS);
        return NULL;
    }
    json_t *body = json_loadb(answer->body, answer->body_length, flags, &problem);
    if (!body)
        error_set(walk->err, ERROR_NETWORK, "unreadable JSON answer: %s (byte %d of %zu)",
                  without_quotation(&problem), problem.position, answer->body_length);
    return body;
}
