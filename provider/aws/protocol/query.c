/* The query protocol, and EC2's variant of it: names with dots and numbers, form-encoded. */
#include <ctype.h>
#include <string.h>

#include "aws/protocol/parts.h"

struct query {
    struct arena *arena;
    bool ec2;
    struct text body;
};

static void write_value(struct query *query, const char *key, const struct aws_member *member,
                        const json_t *value);

/* Form encoding: as in a query, but a space is "+". */
static void write_encoded(struct query *query, const char *text) {
    for (const char *escaped = http_escape(query->arena, text, " "); *escaped; escaped++)
        text_add_char(&query->body, *escaped == ' ' ? '+' : *escaped);
}

static void write_pair(struct query *query, const char *key, const char *value) {
    text_add_char(&query->body, '&');
    write_encoded(query, key);
    text_add_char(&query->body, '=');
    write_encoded(query, value);
}

/* Name of a member: EC2 has names of its own, else begins locationName with a capital. */
static const char *query_name(const struct query *query, const struct aws_member *member) {
    if (!query->ec2)
        return wire_name(member);
    if (member->query_wire)
        return member->query_wire;
    char *name = arena_strdup(query->arena, wire_name(member));
    name[0] = (char)toupper((unsigned char)name[0]);
    return name;
}

static void write_structure(struct query *query, const char *key, const struct aws_shape *shape,
                            const json_t *value) {
    for (size_t i = 0; i < shape->member_count; i++) {
        const struct aws_member *member = &shape->members[i];
        const json_t *child = json_object_get(value, member->name);
        if (!child || json_is_null(child))
            continue;
        const char *name = query_name(query, member);
        write_value(query, *key ? arena_printf(query->arena, "%s.%s", key, name) : name, member, child);
    }
}

static void write_list(struct query *query, const char *key, const struct aws_member *member,
                       const json_t *value) {
    const struct aws_member *element = member->shape->members;
    size_t index;
    json_t *child;
    if (json_array_size(value) == 0 && !query->ec2)
        write_pair(query, key, ""); /* the query protocol can say "empty", EC2 cannot */
    if (!query->ec2 && !member->flattened)
        key = arena_printf(query->arena, "%s.%s", key, element->wire ? element->wire : "member");
    json_array_foreach((json_t *)value, index, child) {
        write_value(query, arena_printf(query->arena, "%s.%zu", key, index + 1), element, child);
    }
}

static void write_map(struct query *query, const char *key, const struct aws_member *member,
                      const json_t *value) {
    const struct aws_member *entry = member->shape->members;
    const char *name;
    json_t *child;
    size_t number = 0;
    if (!member->flattened)
        key = arena_printf(query->arena, "%s.entry", key);
    json_object_foreach((json_t *)value, name, child) {
        number++;
        write_pair(query, arena_printf(query->arena, "%s.%zu.%s", key, number, wire_name(&entry[0])), name);
        write_value(query, arena_printf(query->arena, "%s.%zu.%s", key, number, wire_name(&entry[1])),
                    &entry[1], child);
    }
}

static void write_value(struct query *query, const char *key, const struct aws_member *member,
                        const json_t *value) {
    if (member->shape->type == AWS_STRUCTURE)
        write_structure(query, key, member->shape, value);
    else if (member->shape->type == AWS_LIST)
        write_list(query, key, member, value);
    else if (member->shape->type == AWS_MAP)
        write_map(query, key, member, value);
    else
        write_pair(query, key, scalar_text(query->arena, member, value, AWS_TIME_ISO8601));
}

const char *query_body(struct arena *arena, const struct aws_service *service,
                       const struct aws_operation *operation, const json_t *input) {
    struct query query = { .arena = arena, .ec2 = service->protocol == AWS_EC2 };
    text_printf(&query.body, "Action=%s&Version=%s", operation->name, service->api_version);
    if (operation->input)
        write_structure(&query, "", operation->input, input);
    const char *body = text_keep(arena, &query.body);
    text_done(&query.body);
    return body;
}
