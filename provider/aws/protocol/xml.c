/* XML bodies: REST-XML in both directions, the answers of query and EC2. */
#include <string.h>

#include "aws/formats/xml_text.h"
#include "aws/protocol/parts.h"

struct writer {
    struct arena *arena;
    struct text out;
    size_t opened; /* where the last start tag ends */
};

static void write_value(struct writer *writer, const char *name, const struct aws_member *member,
                        const json_t *value);

static void write_namespace(struct writer *writer, const struct aws_xml_namespace *xml_namespace) {
    if (!xml_namespace)
        return;
    const char *prefix = xml_namespace->prefix;
    text_printf(&writer->out, " xmlns%s%s=\"", prefix ? ":" : "", prefix ? prefix : "");
    xml_escape(&writer->out, xml_namespace->uri);
    text_add_char(&writer->out, '"');
}

static void open_element(struct writer *writer, const char *name,
                         const struct aws_xml_namespace *xml_namespace) {
    text_printf(&writer->out, "<%s", name);
    write_namespace(writer, xml_namespace);
}

/* The end of a start tag. */
static void end_tag(struct writer *writer) {
    text_add_char(&writer->out, '>');
    writer->opened = writer->out.length;
}

/* An element without content is written in one tag. */
static void close_element(struct writer *writer, const char *name) {
    if (writer->out.length > writer->opened) {
        text_printf(&writer->out, "</%s>", name);
        return;
    }
    writer->out.bytes[--writer->out.length] = '\0';
    text_add(&writer->out, " />");
}

static void write_attributes(struct writer *writer, const struct aws_shape *shape, const json_t *value) {
    for (size_t i = 0; i < shape->member_count; i++) {
        const struct aws_member *member = &shape->members[i];
        const json_t *child = json_object_get(value, member->name);
        if (!member->xml_attribute || !child || json_is_null(child))
            continue;
        text_printf(&writer->out, " %s=\"", wire_name(member));
        xml_escape(&writer->out, scalar_text(writer->arena, member, child, AWS_TIME_ISO8601));
        text_add_char(&writer->out, '"');
    }
}

static void write_structure(struct writer *writer, const char *name,
                            const struct aws_xml_namespace *xml_namespace, const struct aws_shape *shape,
                            const json_t *value) {
    open_element(writer, name, xml_namespace ? xml_namespace : shape->xml_namespace);
    write_attributes(writer, shape, value);
    end_tag(writer);
    for (size_t i = 0; i < shape->member_count; i++) {
        const struct aws_member *member = &shape->members[i];
        const json_t *child = json_object_get(value, member->name);
        if (child && !json_is_null(child) && !member->xml_attribute && member->location == AWS_BODY)
            write_value(writer, wire_name(member), member, child);
    }
    close_element(writer, name);
}

static void write_list(struct writer *writer, const char *name, const struct aws_member *member,
                       const json_t *value) {
    const struct aws_member *element = member->shape->members;
    struct aws_member item = *element;
    size_t index;
    json_t *child;
    if (member->flattened && !item.xml_namespace)
        item.xml_namespace = member->xml_namespace;
    if (!member->flattened) {
        open_element(writer, name, member->xml_namespace);
        end_tag(writer);
    }
    json_array_foreach((json_t *)value, index, child) {
        write_value(writer,
                    member->flattened ? name
                    : element->wire   ? element->wire
                                      : "member",
                    &item, child);
    }
    if (!member->flattened)
        close_element(writer, name);
}

static void write_map(struct writer *writer, const char *name, const struct aws_member *member,
                      const json_t *value) {
    const struct aws_member *entry = member->shape->members;
    const char *entry_name = member->flattened ? name : "entry";
    const char *key;
    json_t *child;
    if (!member->flattened) {
        open_element(writer, name, member->xml_namespace);
        end_tag(writer);
    }
    json_object_foreach((json_t *)value, key, child) {
        json_auto_t *key_value = json_string(key);
        open_element(writer, entry_name, member->flattened ? member->xml_namespace : NULL);
        end_tag(writer);
        write_value(writer, wire_name(&entry[0]), &entry[0], key_value);
        write_value(writer, wire_name(&entry[1]), &entry[1], child);
        close_element(writer, entry_name);
    }
    if (!member->flattened)
        close_element(writer, name);
}

static void write_value(struct writer *writer, const char *name, const struct aws_member *member,
                        const json_t *value) {
    if (member->shape->type == AWS_STRUCTURE)
        write_structure(writer, name, member->xml_namespace, member->shape, value);
    else if (member->shape->type == AWS_LIST)
        write_list(writer, name, member, value);
    else if (member->shape->type == AWS_MAP)
        write_map(writer, name, member, value);
    else {
        open_element(writer, name, member->xml_namespace);
        end_tag(writer);
        xml_escape(&writer->out, scalar_text(writer->arena, member, value, AWS_TIME_ISO8601));
        close_element(writer, name);
    }
}

const char *xml_write(struct arena *arena, const char *root, const struct aws_xml_namespace *xml_namespace,
                      const struct aws_shape *structure, const json_t *value) {
    struct writer writer = { .arena = arena };
    write_structure(&writer, root, xml_namespace, structure, value);
    const char *document = text_keep(arena, &writer.out);
    text_done(&writer.out);
    return document;
}

static json_t *read_value(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                          const struct xml_node *node);

/* All elements of that name side by side. */
static json_t *read_flat_list(const struct walk *walk, const struct place *place,
                              const struct aws_shape *shape, const struct xml_node *node, const char *name) {
    json_auto_t *array = json_array();
    for (; node; node = xml_next(node, name)) {
        const struct place inside = place_element(place, json_array_size(array));
        json_t *read = read_value(walk, &inside, shape->members->shape, node);
        if (!read)
            return NULL;
        json_array_append_new(array, read);
    }
    return TAKE(array);
}

/* All children, whatever they are called. */
static json_t *read_list(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                         const struct xml_node *node) {
    json_auto_t *array = json_array();
    for (const struct xml_node *child = node->children; child; child = child->next) {
        const struct place inside = place_element(place, json_array_size(array));
        json_t *read = read_value(walk, &inside, shape->members->shape, child);
        if (!read)
            return NULL;
        json_array_append_new(array, read);
    }
    return TAKE(array);
}

static bool read_entry(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                       const struct xml_node *entry, json_t *object) {
    const char *key = xml_child_text(entry, wire_name(&shape->members[0]));
    const struct xml_node *value = xml_child(entry, wire_name(&shape->members[1]));
    if (!key) {
        refuse_answer(walk, place, "not made of keys and values");
        return false;
    }
    if (!value)
        return true;
    const struct place inside = place_member(place, key);
    json_t *read = read_value(walk, &inside, shape->members[1].shape, value);
    if (!read)
        return false;
    json_object_set_new(object, key, read);
    return true;
}

static json_t *read_flat_map(const struct walk *walk, const struct place *place,
                             const struct aws_shape *shape, const struct xml_node *node, const char *name) {
    json_auto_t *object = json_object();
    for (; node; node = xml_next(node, name))
        if (!read_entry(walk, place, shape, node, object))
            return NULL;
    return TAKE(object);
}

static json_t *read_map(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                        const struct xml_node *node) {
    json_auto_t *object = json_object();
    for (const struct xml_node *entry = node->children; entry; entry = entry->next)
        if (!read_entry(walk, place, shape, entry, object))
            return NULL;
    return TAKE(object);
}

/* The value of a member below its structure's node. False: failed; true with NULL: absent. */
static bool read_member(const struct walk *walk, const struct place *place, const struct aws_member *member,
                        const struct xml_node *node, json_t **ret_value) {
    const bool flat_list = member->flattened && member->shape->type == AWS_LIST;
    const char *name = wire_name(member);
    const char *colon = strrchr(name, ':');
    name = colon ? colon + 1 : name;
    *ret_value = NULL;
    if (member->xml_attribute) {
        const char *attribute = xml_attribute_value(node, name);
        if (attribute)
            *ret_value = scalar_parse(walk, place, member->shape, attribute);
        return !attribute || *ret_value;
    }
    const struct xml_node *child = xml_child(node, name);
    if (!child)
        return true;
    if (flat_list)
        *ret_value = read_flat_list(walk, place, member->shape, child, name);
    else if (member->flattened && member->shape->type == AWS_MAP)
        *ret_value = read_flat_map(walk, place, member->shape, child, name);
    else
        *ret_value = read_value(walk, place, member->shape, child);
    return *ret_value != NULL;
}

json_t *xml_read(const struct walk *walk, const struct place *place, const struct aws_shape *structure,
                 const struct xml_node *node) {
    json_auto_t *object = json_object();
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct aws_member *member = &structure->members[i];
        const struct place inside = place_member(place, member->name);
        json_t *value = NULL;
        if (!is_in_answer_body(member))
            continue;
        if (!read_member(walk, &inside, member, node, &value))
            return NULL;
        if (value)
            json_object_set_new(object, member->name, value);
    }
    return TAKE(object);
}

static json_t *read_value(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                          const struct xml_node *node) {
    if (shape->type == AWS_STRUCTURE)
        return xml_read(walk, place, shape, node);
    if (shape->type == AWS_LIST)
        return read_list(walk, place, shape, node);
    if (shape->type == AWS_MAP)
        return read_map(walk, place, shape, node);
    return scalar_parse(walk, place, shape, node->text);
}
