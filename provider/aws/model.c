#include "aws/model.h"

#include <string.h>

#include "aws/aws.h"

const struct aws_service *aws_service_find(const char *name) {
    for (const struct aws_service *const *service = aws_services; *service; service++)
        if (strcmp((*service)->name, name) == 0)
            return *service;
    return NULL;
}

static int compare_operation(const void *name, const void *operation) {
    return strcmp(name, ((const struct aws_operation *)operation)->name);
}

const struct aws_operation *aws_operation_find(const struct aws_service *service, const char *name) {
    return bsearch(name, service->operations, service->operation_count, sizeof *service->operations,
                   compare_operation);
}

static const struct aws_member *find_member(const struct aws_shape *structure, const char *name,
                                            size_t length) {
    if (structure->type != AWS_STRUCTURE)
        return NULL;
    for (const struct aws_member *member = structure->members;
         member < structure->members + structure->member_count; member++)
        if (strncmp(member->name, name, length) == 0 && !member->name[length])
            return member;
    return NULL;
}

const struct aws_member *aws_member_find(const struct aws_shape *structure, const char *name) {
    return find_member(structure, name, strlen(name));
}

/* The shape one step down the path, which is moved past the step; NULL where there is none. */
static const struct aws_shape *step(const struct aws_shape *shape, const char **path) {
    if (**path == '[') {
        const char *end = strchr(*path, ']');
        if (!end || (shape->type != AWS_LIST && shape->type != AWS_MAP))
            return NULL;
        *path = end + 1;
        return shape->members[shape->member_count - 1].shape;
    }
    if (**path == '.')
        ++*path;
    const size_t length = strcspn(*path, ".[");
    const struct aws_member *member = find_member(shape, *path, length);
    *path += length;
    return member ? member->shape : NULL;
}

const struct aws_shape *aws_shape_at(const struct aws_shape *shape, const char *path) {
    while (shape && *path)
        shape = step(shape, &path);
    return shape;
}

static const struct aws_operation *find_operation(const char *service_name, const char *operation) {
    const struct aws_service *service = aws_service_find(service_name);
    return service ? aws_operation_find(service, operation) : NULL;
}

bool aws_has_operation(const char *service, const char *operation) {
    return find_operation(service, operation) != NULL;
}

bool aws_input_has(const char *service, const char *operation, const char *path) {
    const struct aws_operation *found = find_operation(service, operation);
    return found && aws_shape_at(found->input, path);
}

bool aws_output_has(const char *service, const char *operation, const char *path) {
    const struct aws_operation *found = find_operation(service, operation);
    return found && aws_shape_at(found->output, path);
}
