/* REST-JSON and REST-XML: members travel in path, query, headers and status; the rest, or one of them, is the
 * body. */
#include <string.h>
#include <strings.h>

#include "aws/protocol/parts.h"
#include "aws/signature/crypto.h"

struct rest {
    struct arena *arena;
    const struct aws_service *service;
    const struct aws_operation *operation;
    const json_t *input;
    struct http_request *request;
};

/* The member's value; NULL when it is absent or null. */
static const json_t *value_of(const struct rest *rest, const struct aws_member *member) {
    const json_t *value = json_object_get(rest->input, member->name);
    return json_is_null(value) ? NULL : value;
}

/* The input member that fills {label} of the path. */
static const struct aws_member *label_member(const struct aws_shape *shape, const char *label,
                                             size_t length) {
    for (size_t i = 0; shape && i < shape->member_count; i++) {
        const char *name = wire_name(&shape->members[i]);
        if (shape->members[i].location == AWS_URI && strlen(name) == length &&
            strncmp(name, label, length) == 0)
            return &shape->members[i];
    }
    return NULL;
}

/* Fills the labels of a path template; "{Key+}" keeps its slashes. */
static const char *expand_path(const struct rest *rest, const char *from, const char *end) {
    auto_text path = { 0 };
    while (from < end) {
        const char *close = *from == '{' ? memchr(from, '}', (size_t)(end - from)) : NULL;
        if (!close) {
            text_add_char(&path, *from++);
            continue;
        }
        const bool greedy = close[-1] == '+';
        const struct aws_member *member =
            label_member(rest->operation->input, from + 1, (size_t)(close - from) - 1 - greedy);
        const json_t *value = member ? value_of(rest, member) : NULL;
        if (value)
            text_add(&path,
                     http_escape(rest->arena, scalar_text(rest->arena, member, value, AWS_TIME_ISO8601),
                                 greedy ? "/" : ""));
        from = close + 1;
    }
    return text_keep(rest->arena, &path);
}

static void add_query(const struct rest *rest, struct text *query, const char *name, const char *value) {
    if (query->length)
        text_add_char(query, '&');
    text_printf(query, "%s=%s", http_escape(rest->arena, name, ""), http_escape(rest->arena, value, ""));
}

static void add_query_list(const struct rest *rest, struct text *query, const char *name,
                           const struct aws_member *element, const json_t *values) {
    size_t index;
    json_t *value;
    json_array_foreach((json_t *)values, index, value) {
        if (!json_is_null(value))
            add_query(rest, query, name, scalar_text(rest->arena, element, value, AWS_TIME_ISO8601));
    }
}

/* True when a member of its own already says what this key would. */
static bool query_has(const struct rest *rest, const char *key) {
    const struct aws_shape *shape = rest->operation->input;
    for (size_t i = 0; i < shape->member_count; i++) {
        const struct aws_member *member = &shape->members[i];
        if (member->location == AWS_QUERYSTRING && member->shape->type != AWS_MAP &&
            strcmp(wire_name(member), key) == 0 && value_of(rest, member))
            return true;
    }
    return false;
}

static void add_query_map(const struct rest *rest, struct text *query, const struct aws_member *member,
                          const json_t *map) {
    const struct aws_member *element = &member->shape->members[1];
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)map, key, value) {
        if (query_has(rest, key) || json_is_null(value))
            continue;
        if (element->shape->type == AWS_LIST)
            add_query_list(rest, query, key, element->shape->members, value);
        else
            add_query(rest, query, key, scalar_text(rest->arena, element, value, AWS_TIME_ISO8601));
    }
}

static void add_query_member(const struct rest *rest, struct text *query, const struct aws_member *member,
                             const json_t *value) {
    if (member->shape->type == AWS_MAP)
        add_query_map(rest, query, member, value);
    else if (member->shape->type == AWS_LIST)
        add_query_list(rest, query, wire_name(member), member->shape->members, value);
    else
        add_query(rest, query, wire_name(member), scalar_text(rest->arena, member, value, AWS_TIME_ISO8601));
}

/* One value of a header list; text with a comma or a quote is quoted. */
static const char *header_item(const struct rest *rest, const struct aws_member *element,
                               const json_t *value) {
    const char *text = scalar_text(rest->arena, element, value, AWS_TIME_RFC822);
    auto_text quoted = { 0 };
    if (element->shape->type != AWS_STRING || !strpbrk(text, ",\""))
        return text;
    text_add_char(&quoted, '"');
    for (; *text; text++)
        text_printf(&quoted, "%s%c", *text == '"' || *text == '\\' ? "\\" : "", *text);
    text_add_char(&quoted, '"');
    return text_keep(rest->arena, &quoted);
}

static const char *header_list(const struct rest *rest, const struct aws_member *element,
                               const json_t *values) {
    auto_text joined = { 0 };
    size_t index, count = 0;
    json_t *value;
    json_array_foreach((json_t *)values, index, value) {
        if (!json_is_null(value))
            text_printf(&joined, "%s%s", count++ ? ", " : "", header_item(rest, element, value));
    }
    return text_keep(rest->arena, &joined);
}

static void add_header_member(const struct rest *rest, const struct aws_member *member, const json_t *value) {
    const char *text;
    if (member->shape->type == AWS_LIST)
        text = header_list(rest, member->shape->members, value);
    else
        text = scalar_text(rest->arena, member, value, AWS_TIME_RFC822);
    if (member->json_value)
        text = crypto_base64(rest->arena, text, strlen(text));
    http_add_header(rest->arena, &rest->request->headers, wire_name(member), text);
}

static void add_header_map(const struct rest *rest, const struct aws_member *member, const json_t *map) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)map, key, value) {
        const char *name = arena_printf(rest->arena, "%s%s", wire_name(member), key);
        if (!json_is_null(value) && !http_header(&rest->request->headers, name))
            http_add_header(rest->arena, &rest->request->headers, name,
                            scalar_text(rest->arena, &member->shape->members[1], value, AWS_TIME_RFC822));
    }
}

/* Headers, and the query behind what the template already has. Maps come last: members of their own win. */
static void add_bindings(const struct rest *rest, struct text *query) {
    const struct aws_shape *shape = rest->operation->input;
    for (int maps = 0; shape && maps < 2; maps++)
        for (size_t i = 0; i < shape->member_count; i++) {
            const struct aws_member *member = &shape->members[i];
            const json_t *value = value_of(rest, member);
            if (!value || (member->shape->type == AWS_MAP) != (maps == 1))
                continue;
            if (member->location == AWS_QUERYSTRING)
                add_query_member(rest, query, member, value);
            else if (member->location == AWS_HEADER)
                add_header_member(rest, member, value);
            else if (member->location == AWS_HEADERS)
                add_header_map(rest, member, value);
        }
}

static void set_body(const struct rest *rest, const char *body, size_t length, const char *type) {
    rest->request->body = length ? body : NULL;
    rest->request->body_length = length;
    if (length && !http_header(&rest->request->headers, "Content-Type"))
        http_add_header(rest->arena, &rest->request->headers, "Content-Type", type);
}

static void set_json_body(const struct rest *rest, json_t *value) {
    const char *text = json_request_text(rest->arena, value);
    set_body(rest, text, strlen(text), "application/json");
}

/*
 * The root element of a payload is its shape's. The published models say its name at the member (the shape may be
 * called otherwise: LifecycleConfiguration, of shape BucketLifecycleConfiguration), always together with the namespace.
 */
static const char *payload_root(const struct aws_member *member) {
    if (member->wire || member->xml_namespace)
        return wire_name(member);
    return member->shape->xml_name ? member->shape->xml_name : member->shape->name;
}

/* A member that is the whole body. */
static void set_payload(const struct rest *rest, const struct aws_member *member, const json_t *value) {
    const bool json = rest->service->protocol == AWS_REST_JSON;
    char *bytes = NULL;
    size_t length = 0;
    if (member->shape->type == AWS_BLOB) {
        if (value && base64_decode(rest->arena, json_string_value(value), &bytes, &length))
            set_body(rest, bytes, length, "application/octet-stream");
    } else if (member->shape->type == AWS_STRING) {
        const char *text = value ? arena_strdup(rest->arena, json_string_value(value)) : "";
        set_body(rest, text, strlen(text), "text/plain");
    } else if (member->shape->type != AWS_STRUCTURE) { /* a document */
        if (value)
            set_json_body(rest, (json_t *)value);
    } else if (json) {
        json_auto_t *body = value ? json_write(rest->arena, member->shape, value) : json_object();
        if (value || !member->shape->is_union)
            set_json_body(rest, body);
    } else if (value) {
        const char *body =
            xml_write(rest->arena, payload_root(member), member->xml_namespace, member->shape, value);
        set_body(rest, body, strlen(body), "application/xml");
    }
}

/* How many members the body has by the model, and how many of them are in the input. */
static void count_body_members(const struct rest *rest, size_t *ret_known, size_t *ret_given) {
    const struct aws_shape *shape = rest->operation->input;
    *ret_known = *ret_given = 0;
    for (size_t i = 0; i < shape->member_count; i++)
        if (shape->members[i].location == AWS_BODY) {
            ++*ret_known;
            *ret_given += value_of(rest, &shape->members[i]) != NULL;
        }
}

/* The members that travel nowhere else, as one document. */
static void set_document(const struct rest *rest) {
    const struct aws_operation *operation = rest->operation;
    const struct aws_xml_namespace root_namespace = { .uri = operation->input_root_uri };
    size_t known, given;
    count_body_members(rest, &known, &given);
    if (rest->service->protocol == AWS_REST_JSON && known) {
        json_auto_t *body = json_write(rest->arena, operation->input, rest->input);
        set_json_body(rest, body);
    } else if (rest->service->protocol == AWS_REST_XML && given) {
        const char *body =
            xml_write(rest->arena, operation->input_root ? operation->input_root : operation->input->name,
                      operation->input_root_uri ? &root_namespace : NULL, operation->input, rest->input);
        set_body(rest, body, strlen(body), "application/xml");
    }
}

void rest_build(struct arena *arena, const struct aws_service *service, const struct aws_operation *operation,
                const json_t *input, struct http_request *request) {
    const struct rest rest = {
        .arena = arena, .service = service, .operation = operation, .input = input, .request = request
    };
    const char *template_end = operation->uri + strcspn(operation->uri, "?");
    auto_text query = { 0 };
    request->path = expand_path(&rest, operation->uri, template_end);
    text_add(&query, *template_end ? template_end + 1 : "");
    add_bindings(&rest, &query);
    request->query = text_keep(arena, &query);
    if (!operation->input)
        return;
    const struct aws_member *payload =
        operation->input->payload ? aws_member_find(operation->input, operation->input->payload) : NULL;
    if (payload)
        set_payload(&rest, payload, value_of(&rest, payload));
    else
        set_document(&rest);
}

/* The next value of a header list at *at, which moves behind its comma; quotes and backslashes are undone. */
static const char *next_item(struct arena *arena, const char **at, enum aws_shape_type type) {
    auto_text item = { 0 };
    const char *from = *at + strspn(*at, " \t");
    if (*from == '"') {
        for (from++; *from && *from != '"'; from++) {
            if (*from == '\\' && from[1])
                from++;
            text_add_char(&item, *from);
        }
        from += *from == '"';
    } else {
        size_t length = strcspn(from, ",");
        const char *day = type == AWS_TIMESTAMP && from[length] ? from + length + 1 : NULL;
        if (day && length == 3) /* the comma inside "Mon, 16 Dec 2019 23:48:18 GMT" */
            length += 1 + strcspn(day, ",");
        text_add_bytes(&item, from, length);
        from += length;
        while (item.length && strchr(" \t", item.bytes[item.length - 1]))
            item.bytes[--item.length] = '\0';
    }
    from += strcspn(from, ",");
    *at = *from ? from + 1 : from;
    return text_keep(arena, &item);
}

static json_t *read_header_list(const struct walk *walk, const struct place *place,
                                const struct aws_shape *element, const char *text) {
    json_auto_t *array = json_array();
    while (*text) {
        const struct place inside = place_element(place, json_array_size(array));
        const char *item = next_item(walk->arena, &text, (enum aws_shape_type)element->type);
        json_t *value = scalar_parse(walk, &inside, element, item);
        if (!value)
            return NULL;
        json_array_append_new(array, value);
    }
    return TAKE(array);
}

static json_t *read_header(const struct walk *walk, const struct place *place,
                           const struct aws_member *member, const char *text) {
    char *bytes = NULL;
    size_t length = 0;
    if (member->shape->type == AWS_LIST)
        return read_header_list(walk, place, member->shape->members->shape, text);
    if (!member->json_value)
        return scalar_parse(walk, place, member->shape, text);
    if (!base64_decode(walk->arena, text, &bytes, &length))
        return refuse_answer(walk, place, "not base64");
    json_t *decoded = json_stringn(bytes, length);
    return decoded ? decoded : refuse_answer(walk, place, "not UTF-8");
}

static json_t *read_header_map(const struct walk *walk, const struct place *place,
                               const struct aws_member *member, const struct http_headers *headers) {
    const char *prefix = member->wire ? member->wire : ""; /* none: all headers */
    const size_t length = strlen(prefix);
    json_auto_t *object = json_object();
    for (size_t i = 0; i < headers->count; i++) {
        if (strncasecmp(headers->items[i].name, prefix, length) != 0)
            continue;
        json_t *value = json_string(headers->items[i].value);
        if (!value)
            return refuse_answer(walk, place, "not UTF-8");
        json_object_set_new(object, headers->items[i].name + length, value);
    }
    return TAKE(object);
}

/* A member that does not travel in the body. False: failed; true with NULL: absent. */
static bool read_binding(const struct walk *walk, const struct place *place, const struct aws_member *member,
                         const struct http_answer *answer, json_t **ret_value) {
    const char *text;
    *ret_value = NULL;
    switch ((enum aws_location)member->location) {
    case AWS_STATUS_CODE:
        *ret_value = json_integer(answer->status);
        return true;
    case AWS_HEADERS:
        *ret_value = read_header_map(walk, place, member, &answer->headers);
        return *ret_value != NULL;
    case AWS_HEADER:
        text = http_header(&answer->headers, wire_name(member));
        if (!text)
            return true;
        *ret_value = read_header(walk, place, member, text);
        return *ret_value != NULL;
    default:
        return true;
    }
}

static json_t *read_document(const struct walk *walk, const struct aws_service *service,
                             const struct place *place, const struct aws_shape *shape,
                             const struct http_answer *answer) {
    const struct xml_node *root = NULL;
    if (service->protocol == AWS_REST_JSON) {
        json_auto_t *body = json_body(walk, answer);
        return body ? json_read(walk, place, shape, body) : NULL;
    }
    if (answer->body_length == 0)
        return json_object();
    if (!xml_parse(walk->arena, answer->body, answer->body_length, &root, walk->err))
        return NULL;
    if (shape->is_error)
        root = xml_error_node(root) ? xml_error_node(root) : root;
    /* GetBucketLocation answers with the member itself as root element. */
    if (shape->member_count == 1 && !root->children && strcmp(root->name, wire_name(shape->members)) == 0) {
        const struct xml_node wrapper = { .name = "", .text = "", .children = root };
        return xml_read(walk, place, shape, &wrapper);
    }
    return xml_read(walk, place, shape, root);
}

/* The member that is the whole body; false: failed; true with NULL: the body is empty. */
static bool read_payload(const struct walk *walk, const struct aws_service *service,
                         const struct place *whole, const struct aws_member *member,
                         const struct http_answer *answer, json_t **ret_value) {
    const struct place place = place_member(whole, member->name);
    *ret_value = NULL;
    if (answer->body_length == 0)
        return true;
    if (member->shape->type == AWS_BLOB)
        *ret_value = json_string(crypto_base64(walk->arena, answer->body, answer->body_length));
    else if (member->shape->type == AWS_STRING) {
        *ret_value = json_stringn(answer->body, answer->body_length);
        if (!*ret_value)
            refuse_answer(walk, &place, "not UTF-8");
    } else
        *ret_value = read_document(walk, service, &place, member->shape, answer);
    return *ret_value != NULL;
}

json_t *rest_read(const struct walk *walk, const struct aws_service *service,
                  const struct aws_shape *structure, const struct http_answer *answer) {
    const struct place whole = { 0 };
    const struct aws_member *payload =
        structure->payload ? aws_member_find(structure, structure->payload) : NULL;
    json_t *value = NULL;
    json_auto_t *object = NULL;
    if (!payload) {
        object = read_document(walk, service, &whole, structure, answer);
        if (!object)
            return NULL;
    } else {
        object = json_object();
        if (!read_payload(walk, service, &whole, payload, answer, &value))
            return NULL;
        if (value)
            json_object_set_new(object, payload->name, value);
    }
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct place place = place_member(&whole, structure->members[i].name);
        if (!read_binding(walk, &place, &structure->members[i], answer, &value))
            return NULL;
        if (value)
            json_object_set_new(object, structure->members[i].name, value);
    }
    return TAKE(object);
}
