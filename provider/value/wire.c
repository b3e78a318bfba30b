#include <math.h>
#include <stdint.h>

#include "base/memory.h"
#include "value/value.h"

/* The rpc room scans messages before it unpacks them; this bound holds for messages from anywhere. */
enum { DEPTH_LIMIT = 512 };

/* A double holds every integer up to here. */
static const double EXACT_INTEGERS = 9007199254740992.0;

/* Where the reader stands; read only when something is wrong. */
struct place {
    const struct place *parent;
    const char *name; /* NULL: an element of a list */
    size_t index;
    int depth;
};

static void place_path(const struct place *place, struct text *path) {
    if (!place->parent)
        return;
    place_path(place->parent, path);
    if (place->name)
        value_path_add_name(path, place->name);
    else
        value_path_add_index(path, place->index);
}

static bool wrong(const struct place *place, struct error **err, const char *what) {
    auto_text path = { 0 };
    place_path(place, &path);
    if (!path.length)
        return error_set(err, ERROR_INPUT, "%s", what);
    return error_set_property(err, path.bytes, "%s: %s", path.bytes, what);
}

static bool from_value(const Google__Protobuf__Value *from, const struct place *place, json_t **ret_value,
                       struct error **err);

static bool from_number(double number, const struct place *place, json_t **ret_value, struct error **err) {
    if (!isfinite(number))
        return wrong(place, err, "a number may not be infinite or NaN");
    const bool whole = number >= -EXACT_INTEGERS && number <= EXACT_INTEGERS && trunc(number) == number;
    *ret_value = whole ? json_integer((json_int_t)number) : json_real(number);
    return true;
}

static bool from_string(const char *string, const struct place *place, json_t **ret_value,
                        struct error **err) {
    json_t *text = json_string(string);
    if (!text)
        return wrong(place, err, "the text is not valid UTF-8");
    *ret_value = text;
    return true;
}

static bool from_list(const Google__Protobuf__ListValue *from, const struct place *place, json_t **ret_array,
                      struct error **err) {
    json_auto_t *array = json_array();
    for (size_t i = 0; from && i < from->n_values; i++) {
        const struct place here = { .parent = place, .index = i, .depth = place->depth + 1 };
        json_t *value = NULL;
        if (!from_value(from->values[i], &here, &value, err))
            return false;
        json_array_append_new(array, value);
    }
    *ret_array = TAKE(array);
    return true;
}

static bool from_struct(const Google__Protobuf__Struct *from, const struct place *place, json_t **ret_object,
                        struct error **err) {
    json_auto_t *object = json_object();
    for (size_t i = 0; from && i < from->n_fields; i++) {
        const Google__Protobuf__Struct__FieldsEntry *entry = from->fields[i];
        const struct place here = { .parent = place, .name = entry->key, .depth = place->depth + 1 };
        json_t *value = NULL;
        if (!from_value(entry->value, &here, &value, err))
            return false;
        if (json_object_set_new(object, entry->key, value) != 0)
            return wrong(place, err, "the name of a property is not valid UTF-8");
    }
    *ret_object = TAKE(object);
    return true;
}

static bool from_value(const Google__Protobuf__Value *from, const struct place *place, json_t **ret_value,
                       struct error **err) {
    if (place->depth > DEPTH_LIMIT)
        return wrong(place, err, "the value is nested too deeply");
    switch (from ? from->kind_case : GOOGLE__PROTOBUF__VALUE__KIND__NOT_SET) {
    case GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE:
        return from_number(from->number_value, place, ret_value, err);
    case GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE:
        return from_string(from->string_value, place, ret_value, err);
    case GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE:
        *ret_value = json_boolean(from->bool_value);
        return true;
    case GOOGLE__PROTOBUF__VALUE__KIND_STRUCT_VALUE:
        return from_struct(from->struct_value, place, ret_value, err);
    case GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE:
        return from_list(from->list_value, place, ret_value, err);
    default:
        *ret_value = json_null();
        return true;
    }
}

bool value_from_struct(const Google__Protobuf__Struct *from, json_t **ret_object, struct error **err) {
    return from_struct(from, &(struct place){ 0 }, ret_object, err);
}

bool value_plain_from_struct(const Google__Protobuf__Struct *from, json_t **ret_object, struct error **err) {
    json_auto_t *object = NULL;
    if (!value_from_struct(from, &object, err))
        return false;
    *ret_object = value_plain(object);
    return true;
}

bool value_from_wire(const Google__Protobuf__Value *from, json_t **ret_value, struct error **err) {
    return from_value(from, &(struct place){ 0 }, ret_value, err);
}

/* ---- to the wire: a container's messages lie in one piece of the arena ---- */

static void fill_value(struct arena *arena, Google__Protobuf__Value *to, const json_t *value);

static Google__Protobuf__ListValue *list_of(struct arena *arena, const json_t *array) {
    Google__Protobuf__ListValue *list = arena_alloc(arena, sizeof *list);
    google__protobuf__list_value__init(list);
    list->n_values = json_array_size(array);
    list->values = arena_array(arena, list->n_values, sizeof *list->values);
    Google__Protobuf__Value *values = arena_array(arena, list->n_values, sizeof *values);
    for (size_t i = 0; i < list->n_values; i++) {
        fill_value(arena, &values[i], json_array_get(array, i));
        list->values[i] = &values[i];
    }
    return list;
}

Google__Protobuf__Struct *value_to_struct(struct arena *arena, const json_t *object) {
    Google__Protobuf__Struct *to = arena_alloc(arena, sizeof *to);
    google__protobuf__struct__init(to);
    const size_t count = json_object_size(object);
    to->fields = arena_array(arena, count, sizeof *to->fields);
    Google__Protobuf__Struct__FieldsEntry *entries = arena_array(arena, count, sizeof *entries);
    Google__Protobuf__Value *values = arena_array(arena, count, sizeof *values);
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value) {
        const size_t i = to->n_fields++;
        google__protobuf__struct__fields_entry__init(&entries[i]);
        entries[i].key = arena_strdup(arena, name);
        entries[i].value = &values[i];
        fill_value(arena, &values[i], value);
        to->fields[i] = &entries[i];
    }
    return to;
}

static void fill_value(struct arena *arena, Google__Protobuf__Value *to, const json_t *value) {
    google__protobuf__value__init(to);
    if (json_is_object(value)) {
        to->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRUCT_VALUE;
        to->struct_value = value_to_struct(arena, value);
    } else if (json_is_array(value)) {
        to->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE;
        to->list_value = list_of(arena, value);
    } else if (json_is_string(value)) {
        to->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
        to->string_value = arena_strndup(arena, json_string_value(value), json_string_length(value));
    } else if (json_is_number(value)) {
        to->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
        to->number_value = json_number_value(value);
    } else if (json_is_boolean(value)) {
        to->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE;
        to->bool_value = json_is_true(value);
    } else {
        to->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE;
    }
}

Google__Protobuf__Value *value_to_wire(struct arena *arena, const json_t *value) {
    Google__Protobuf__Value *to = arena_alloc(arena, sizeof *to);
    fill_value(arena, to, value);
    return to;
}
