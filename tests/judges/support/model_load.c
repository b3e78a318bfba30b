#include "model_load.h"

#include <string.h>
#include <strings.h>

#include "base/json.h"

struct loader {
    struct arena *arena;
    const json_t *shapes;
    json_t *numbers;          /* name of a shape: its place in `loaded` */
    struct aws_shape *loaded; /* all shapes */
};

static void broken(const char *what, const char *where) {
    fprintf(stderr, "broken model: %s: %s\n", where, what);
    exit(2);
}

json_t *load_json(const char *path) {
    json_error_t problem;
    json_t *document = json_load_file(path, 0, &problem);
    if (!document)
        broken(problem.text, path);
    return document;
}

struct word {
    const char *text;
    int value;
};

static int word_value(const struct word *words, size_t count, const char *text, int otherwise) {
    for (size_t i = 0; text && i < count; i++)
        if (strcasecmp(words[i].text, text) == 0)
            return words[i].value;
    return otherwise;
}

static const struct word types[] = {
    { "structure", AWS_STRUCTURE }, { "list", AWS_LIST },        { "map", AWS_MAP },
    { "string", AWS_STRING },       { "character", AWS_STRING }, { "blob", AWS_BLOB },
    { "boolean", AWS_BOOLEAN },     { "integer", AWS_INTEGER },  { "long", AWS_LONG },
    { "float", AWS_FLOAT },         { "double", AWS_DOUBLE },    { "timestamp", AWS_TIMESTAMP },
};
static const struct word locations[] = {
    { "header", AWS_HEADER },           { "headers", AWS_HEADERS },        { "uri", AWS_URI },
    { "querystring", AWS_QUERYSTRING }, { "statusCode", AWS_STATUS_CODE },
};
static const struct word times[] = {
    { "iso8601", AWS_TIME_ISO8601 },
    { "rfc822", AWS_TIME_RFC822 },
    { "unixTimestamp", AWS_TIME_UNIX },
};
static const struct word protocols[] = {
    { "ec2", AWS_EC2 },           { "query", AWS_QUERY },
    { "json", AWS_JSON },         { "rest-json", AWS_REST_JSON },
    { "rest-xml", AWS_REST_XML },
};

/* The trait of the reference, else of the shape it names. */
static const json_t *trait(const json_t *ref, const json_t *shape, const char *key) {
    const json_t *own = json_object_get(ref, key);
    return own ? own : json_object_get(shape, key);
}

static const struct aws_xml_namespace *xml_namespace(struct arena *arena, const json_t *value) {
    if (!value)
        return NULL;
    struct aws_xml_namespace *made = arena_alloc(arena, sizeof *made);
    made->prefix = json_text(value, "prefix");
    made->uri = json_is_string(value) ? json_string_value(value) : json_text(value, "uri");
    return made;
}

static struct aws_shape *shape_of(const struct loader *loader, const json_t *ref) {
    const json_t *number = json_object_get(loader->numbers, json_text(ref, "shape"));
    if (!number)
        broken("names no shape", json_text(ref, "shape"));
    return &loader->loaded[json_integer_value(number)];
}

static bool is_listed(const json_t *array, const char *name) {
    size_t index;
    json_t *item;
    json_array_foreach((json_t *)array, index, item) {
        if (name && strcmp(json_string_value(item), name) == 0)
            return true;
    }
    return false;
}

static struct aws_member load_member(const struct loader *loader, const char *name, const json_t *ref,
                                     const json_t *structure) {
    const json_t *shape = json_object_get(loader->shapes, json_text(ref, "shape"));
    const bool compound = json_text(shape, "type") && strcmp(json_text(shape, "type"), "structure") == 0;
    const json_t *none = NULL;
    const json_t *wire = trait(ref, compound ? none : shape, "locationName");
    const json_t *location = trait(ref, shape, "location"), *time = trait(ref, shape, "timestampFormat");
    const bool is_entry = json_object_get(structure, "key") != NULL;
    struct aws_member member = {
        .name = name,
        .wire = json_string_value(wire),
        .query_wire = json_text(ref, "queryName"),
        .shape = shape_of(loader, ref),
        .xml_namespace = xml_namespace(loader->arena, trait(ref, compound ? none : shape, "xmlNamespace")),
        .location =
            (uint8_t)word_value(locations, COUNT_OF(locations), json_string_value(location), AWS_BODY),
        .timestamp_format =
            (uint8_t)word_value(times, COUNT_OF(times), json_string_value(time), AWS_TIME_DEFAULT),
        .required = is_listed(json_object_get(structure, "required"), name),
        .flattened = json_is_true(trait(ref, shape, "flattened")),
        .xml_attribute = json_truth(ref, "xmlAttribute", false),
        .idempotency_token = json_truth(ref, "idempotencyToken", false),
        .host_label = json_truth(ref, "hostLabel", false),
        .sensitive = json_is_true(trait(ref, shape, "sensitive")),
        .json_value = json_is_true(trait(ref, shape, "jsonvalue")),
    };
    if (member.wire && name && strcmp(member.wire, name) == 0 && !is_entry)
        member.wire = NULL;
    return member;
}

static void load_members(const struct loader *loader, const json_t *from, struct aws_shape *shape) {
    const json_t *refs = json_object_get(from, "members");
    const size_t count = shape->type == AWS_LIST ? 1 : shape->type == AWS_MAP ? 2 : json_object_size(refs);
    struct aws_member *members = arena_array(loader->arena, count, sizeof *members);
    const char *name;
    json_t *ref;
    size_t next = 0;
    if (shape->type == AWS_LIST)
        members[0] = load_member(loader, NULL, json_object_get(from, "member"), from);
    else if (shape->type == AWS_MAP) {
        members[0] = load_member(loader, "key", json_object_get(from, "key"), from);
        members[1] = load_member(loader, "value", json_object_get(from, "value"), from);
    } else {
        json_object_foreach((json_t *)refs, name, ref) {
            members[next++] = load_member(loader, name, ref, from);
        }
    }
    shape->members = members;
    shape->member_count = (uint16_t)count;
}

static void load_shape(const struct loader *loader, const char *name, const json_t *from,
                       struct aws_shape *shape) {
    const char *code = json_text(json_object_get(from, "error"), "code");
    const int type = word_value(types, COUNT_OF(types), json_text(from, "type"), -1);
    if (type < 0)
        broken("has an unknown type", name);
    *shape = (struct aws_shape){
        .name = name,
        .payload = json_text(from, "payload"),
        .error_code = code && strcmp(code, name) != 0 ? code : NULL,
        .xml_name = type == AWS_STRUCTURE ? json_text(from, "locationName") : NULL,
        .xml_namespace = type == AWS_STRUCTURE
                             ? xml_namespace(loader->arena, json_object_get(from, "xmlNamespace"))
                             : NULL,
        .type = (uint8_t)(json_truth(from, "document", false) ? AWS_DOCUMENT : type),
        .sensitive = json_truth(from, "sensitive", false),
        .is_union = json_truth(from, "union", false),
        .is_error = json_truth(from, "exception", false) || json_object_get(from, "error"),
    };
    if (shape->type == AWS_STRUCTURE || shape->type == AWS_LIST || shape->type == AWS_MAP)
        load_members(loader, from, shape);
}

static const struct aws_shape *const *load_errors(const struct loader *loader, const json_t *refs) {
    const size_t count = json_array_size(refs);
    const struct aws_shape **errors = arena_array(loader->arena, count + 1, sizeof(struct aws_shape *));
    for (size_t i = 0; i < count; i++)
        errors[i] = shape_of(loader, json_array_get(refs, i));
    return errors;
}

static uint8_t checksum_of(const json_t *from) {
    const json_t *checksum = json_object_get(from, "httpChecksum");
    if (json_truth(checksum, "requestChecksumRequired", false) ||
        json_text(checksum, "requestAlgorithmMember"))
        return AWS_CHECKSUM_CRC32;
    return json_truth(from, "httpChecksumRequired", false) ? AWS_CHECKSUM_MD5 : AWS_CHECKSUM_NONE;
}

/* The input's shape; a few cases say at the operation which member is the whole body. */
static const struct aws_shape *load_input(const struct loader *loader, const json_t *ref) {
    struct aws_shape *copy = arena_alloc(loader->arena, sizeof *copy);
    if (!ref)
        return NULL;
    *copy = *shape_of(loader, ref);
    if (json_text(ref, "payload"))
        copy->payload = json_text(ref, "payload");
    return copy;
}

static struct aws_operation load_operation(const struct loader *loader, const char *name, const json_t *from,
                                           enum aws_protocol protocol) {
    const json_t *http = json_object_get(from, "http"), *input = json_object_get(from, "input"),
                 *output = json_object_get(from, "output"), *errors = json_object_get(from, "errors");
    const struct aws_xml_namespace *root =
        xml_namespace(loader->arena, json_object_get(input, "xmlNamespace"));
    const char *method = json_text(http, "method"), *auth = json_text(from, "authtype");
    struct aws_operation operation = {
        .name = name,
        .method = method ? method : "POST",
        .uri = json_text(http, "requestUri"),
        .host_prefix = json_text(json_object_get(from, "endpoint"), "hostPrefix"),
        .input = load_input(loader, input),
        .output = output ? shape_of(loader, output) : NULL,
        .result_wrapper = json_text(output, "resultWrapper"),
        .input_root_uri = root ? root->uri : NULL,
        .errors = json_array_size(errors) ? load_errors(loader, errors) : NULL,
        .checksum = checksum_of(from),
        .checksum_member = json_text(json_object_get(from, "httpChecksum"), "requestAlgorithmMember"),
        .unsigned_request = auth && strcmp(auth, "none") == 0,
        .unsigned_payload = auth && strcmp(auth, "v4-unsigned-body") == 0,
        .compress =
            json_has_text(json_object_get(json_object_get(from, "requestcompression"), "encodings"), "gzip"),
    };
    if (input && protocol == AWS_REST_XML)
        operation.input_root =
            operation.input->xml_name ? operation.input->xml_name : json_text(input, "locationName");
    return operation;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct aws_operation *)a)->name, ((const struct aws_operation *)b)->name);
}

static void load_operations(const struct loader *loader, const json_t *from, struct aws_service *service) {
    struct aws_operation *operations = arena_array(loader->arena, json_object_size(from), sizeof *operations);
    const char *name;
    json_t *operation;
    json_object_foreach((json_t *)from, name, operation) {
        operations[service->operation_count++] =
            load_operation(loader, name, operation, (enum aws_protocol)service->protocol);
    }
    if (service->operation_count)
        qsort(operations, service->operation_count, sizeof *operations, by_name);
    service->operations = operations;
}

struct loaded_model *model_load(struct arena *arena, const char *name, const json_t *description) {
    const json_t *metadata = json_object_get(description, "metadata"),
                 *shapes = json_object_get(description, "shapes");
    json_auto_t *numbers = json_object();
    struct loader loader = { .arena = arena, .shapes = shapes, .numbers = numbers };
    struct loaded_model *model = arena_alloc(arena, sizeof *model);
    struct aws_service *service = &model->service;
    const char *signing = json_text(metadata, "signingName"), *prefix = json_text(metadata, "endpointPrefix"),
               *key;
    json_t *shape;
    *service = (struct aws_service){
        .name = name,
        .endpoint_prefix = prefix ? prefix : name,
        .signing_name = signing  ? signing
                        : prefix ? prefix
                                 : name,
        .api_version = json_text(metadata, "apiVersion"),
        .target_prefix = json_text(metadata, "targetPrefix"),
        .json_version = json_text(metadata, "jsonVersion"),
        .xml_uri = json_text(metadata, "xmlNamespace"),
        .protocol =
            (uint8_t)word_value(protocols, COUNT_OF(protocols), json_text(metadata, "protocol"), AWS_QUERY),
        .query_compatible = json_object_get(metadata, "awsQueryCompatible") != NULL,
    };
    loader.loaded = arena_array(arena, json_object_size(shapes), sizeof *loader.loaded);
    json_object_foreach((json_t *)shapes, key, shape) {
        json_object_set_new(numbers, key, json_integer((json_int_t)json_object_size(numbers)));
    }
    json_object_foreach((json_t *)shapes, key, shape) {
        load_shape(&loader, key, shape, &loader.loaded[json_integer_value(json_object_get(numbers, key))]);
    }
    load_operations(&loader, json_object_get(description, "operations"), service);
    model->shapes = loader.loaded;
    model->shape_count = json_object_size(shapes);
    return model;
}

const struct aws_shape *model_error(const struct loaded_model *model, const char *code) {
    for (const struct aws_shape *shape = model->shapes; shape < model->shapes + model->shape_count; shape++)
        if (shape->is_error && strcmp(shape->error_code ? shape->error_code : shape->name, code) == 0)
            return shape;
    return NULL;
}
