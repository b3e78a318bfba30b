/*
 * The generated tables against a second reading of the same published models: every operation of every
 * service, down to the last member.
 *
 *     judge SOURCE        (botocore's source archive, unpacked)
 *
 * Prints each difference and for every service a line "models SERVICE PASSED/TOTAL" (operations); exit status
 * 1 unless all are the same.
 */
#include <glob.h>
#include <string.h>

#include "../support/model_load.h"
#include "base/json.h"

/* Shapes on the way down: a shape may hold itself. */
struct way {
    const struct way *up;
    const struct aws_shape *shape;
    const char *name;
};

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_namespace(const struct aws_xml_namespace *a, const struct aws_xml_namespace *b) {
    return a == b || (a && b && same_text(a->prefix, b->prefix) && same_text(a->uri, b->uri));
}

static bool differs(const struct way *way, const char *what) {
    printf("  %s differs at ", what);
    for (; way; way = way->up)
        printf("%s%s", way->name ? way->name : "element", way->up ? " < " : "\n");
    return false;
}

static bool same_shape(const struct aws_shape *a, const struct aws_shape *b, const struct way *up,
                       const char *name);

static bool same_member(const struct aws_member *a, const struct aws_member *b, const struct way *way) {
    const struct way here = { .up = way, .name = b->name };
    if (!same_text(a->name, b->name) || !same_text(a->wire, b->wire) ||
        !same_text(a->query_wire, b->query_wire))
        return differs(&here, "name");
    if (!same_namespace(a->xml_namespace, b->xml_namespace))
        return differs(&here, "namespace");
    if (a->location != b->location || a->timestamp_format != b->timestamp_format)
        return differs(&here, "place or format");
    if (a->required != b->required || a->flattened != b->flattened || a->xml_attribute != b->xml_attribute ||
        a->idempotency_token != b->idempotency_token || a->host_label != b->host_label ||
        a->sensitive != b->sensitive || a->json_value != b->json_value)
        return differs(&here, "mark");
    return same_shape(a->shape, b->shape, way, b->name);
}

static bool is_compound(const struct aws_shape *shape) {
    return shape->type == AWS_STRUCTURE || shape->type == AWS_LIST || shape->type == AWS_MAP;
}

static bool same_shape(const struct aws_shape *a, const struct aws_shape *b, const struct way *up,
                       const char *name) {
    const struct way here = { .up = up, .shape = a, .name = name };
    if (!a || !b)
        return a == b || differs(&here, "shape");
    for (const struct way *way = up; way; way = way->up)
        if (way->shape == a)
            return true;
    if (a->type != b->type || a->sensitive != b->sensitive)
        return differs(&here, "type");
    if (!is_compound(a))
        return true;
    if (!same_text(a->name, b->name) || !same_text(a->payload, b->payload) ||
        !same_text(a->error_code, b->error_code) || !same_text(a->xml_name, b->xml_name) ||
        !same_namespace(a->xml_namespace, b->xml_namespace) || a->is_union != b->is_union ||
        a->is_error != b->is_error || a->member_count != b->member_count)
        return differs(&here, "shape");
    for (size_t i = 0; i < a->member_count; i++)
        if (!same_member(&a->members[i], &b->members[i], &here))
            return false;
    return true;
}

static bool same_operation(const struct aws_operation *a, const struct aws_operation *b) {
    const struct way here = { .name = a->name };
    if (!same_text(a->method, b->method) || !same_text(a->uri, b->uri) ||
        !same_text(a->host_prefix, b->host_prefix) || !same_text(a->result_wrapper, b->result_wrapper) ||
        !same_text(a->input_root, b->input_root) || !same_text(a->input_root_uri, b->input_root_uri) ||
        !same_text(a->checksum_member, b->checksum_member) || a->checksum != b->checksum ||
        a->unsigned_request != b->unsigned_request || a->unsigned_payload != b->unsigned_payload ||
        a->compress != b->compress || !a->errors != !b->errors)
        return differs(&here, "operation");
    for (size_t i = 0; a->errors && (a->errors[i] || b->errors[i]); i++)
        if (!same_shape(a->errors[i], b->errors[i], &here, "error"))
            return false;
    return same_shape(a->input, b->input, &here, "input") &&
           same_shape(a->output, b->output, &here, "output");
}

static bool same_service(const struct aws_service *a, const struct aws_service *b) {
    return same_text(a->endpoint_prefix, b->endpoint_prefix) && same_text(a->signing_name, b->signing_name) &&
           same_text(a->api_version, b->api_version) && same_text(a->target_prefix, b->target_prefix) &&
           same_text(a->json_version, b->json_version) && same_text(a->xml_uri, b->xml_uri) &&
           a->protocol == b->protocol && a->query_compatible == b->query_compatible;
}

static bool judge_service(const char *source, const struct aws_service *service) {
    auto_arena *arena = arena_new();
    glob_t found = { 0 };
    const char *pattern = arena_printf(arena, "%s/botocore/data/%s/*/service-2.json", source, service->name);
    if (glob(pattern, 0, NULL, &found) != 0) {
        fprintf(stderr, "no model %s\n", pattern);
        exit(2);
    }
    json_auto_t *description = load_json(found.gl_pathv[found.gl_pathc - 1]);
    const struct loaded_model *model = model_load(arena, service->name, description);
    globfree(&found);
    bool good = same_service(service, &model->service);
    if (!good)
        printf("  the service itself differs\n");
    int passed = 0;
    for (size_t i = 0; i < service->operation_count; i++) {
        const struct aws_operation *published =
            aws_operation_find(&model->service, service->operations[i].name);
        passed += published && same_operation(&service->operations[i], published);
    }
    printf("models %s %d/%d\n", service->name, passed, service->operation_count);
    return good && passed == service->operation_count;
}

int main(int argc, char **argv) {
    bool good = true;
    if (argc != 2) {
        fprintf(stderr, "usage: judge SOURCE\n");
        return 2;
    }
    for (const struct aws_service *const *service = aws_services; *service; service++)
        good &= judge_service(argv[1], *service);
    return good ? 0 : 1;
}
