/*
 * Answers that AWS really gave, with what they mean: botocore's recorded ones.
 *
 *     judge RESPONSES MODELS     (botocore's source archive: tests/unit/response_parsing; botocore/data)
 *
 * Each answer is read with the whole published model of its service. Prints each failure, and for every
 * service a line "recorded SERVICE PASSED/TOTAL"; exit status 1 unless all passed.
 */
#include <ctype.h>
#include <glob.h>
#include <string.h>

#include "../support/compare.h"
#include "../support/model_load.h"
#include "aws/protocol/protocol.h"
#include "base/json.h"

enum { LARGEST_ANSWER = 1 << 20 };

/* A service that has recorded answers, and how it fares. */
struct tally {
    char name[32];
    int passed, total;
    json_t *description;
    struct arena *arena;
    const struct loaded_model *model;
};

static struct tally services[64];

static const char *models_folder;

/* Six answers were copied from a manual that has this in place of times: a time stands in for it, on both
 * sides. */
static void fill_placeholders(char *text) {
    static const char placeholder[] = "YYYY-MM-DDTHH:MM:SS", time_text[] = "2026-11-25T03:28:17";
    for (char *at = text; (at = strstr(at, placeholder)); at += strlen(time_text))
        memcpy(at, time_text, strlen(time_text));
}

static const char *file_text(struct arena *arena, const char *path, size_t *ret_length) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    char *text = arena_alloc(arena, LARGEST_ANSWER);
    *ret_length = fread(text, 1, LARGEST_ANSWER - 1, file);
    fclose(file);
    fill_placeholders(text);
    return text;
}

static json_t *file_json(struct arena *arena, const char *path) {
    auto_error *error = NULL;
    size_t length = 0;
    json_t *document = NULL;
    const char *text = file_text(arena, path, &length);
    if (!json_parse(text, length, &document, &error)) {
        fprintf(stderr, "%s: %s\n", path, error->message);
        exit(2);
    }
    return document;
}

/* The newest model of the service. */
static void load_service(struct tally *service) {
    glob_t found = { 0 };
    service->arena = arena_new();
    const char *pattern =
        arena_printf(service->arena, "%s/%s/*/service-2.json", models_folder, service->name);
    if (glob(pattern, 0, NULL, &found) != 0) {
        fprintf(stderr, "no model %s\n", pattern);
        exit(2);
    }
    service->description = load_json(found.gl_pathv[found.gl_pathc - 1]);
    service->model = model_load(service->arena, service->name, service->description);
    globfree(&found);
}

/* The service of "ec2-describe-vpcs#1.xml". */
static struct tally *find_service(const char *file) {
    const size_t length = strcspn(file, "-");
    struct tally *service = services;
    while (service->name[0] && (strncmp(service->name, file, length) != 0 || service->name[length]))
        service++;
    if (!service->name[0]) {
        snprintf(service->name, sizeof service->name, "%.*s", (int)length, file);
        load_service(service);
    }
    return service;
}

/* "describe-vpcs#1.xml" is DescribeVpcs. */
static bool is_named(const char *operation, const char *file) {
    for (; *file && *file != '#' && *file != '.'; file++) {
        if (*file == '-')
            continue;
        if (tolower((unsigned char)*operation++) != *file)
            return false;
    }
    return !*operation;
}

static const struct aws_operation *find_operation(const struct aws_service *service, const char *file) {
    for (size_t i = 0; i < service->operation_count; i++)
        if (is_named(service->operations[i].name, strchr(file, '-') + 1))
            return &service->operations[i];
    return NULL;
}

static bool differs(const char *what, const json_t *expected, const json_t *actual) {
    char *wanted = json_dumps(expected, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    char *given = json_dumps(actual, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    printf("  %s\n    expected %s\n    actual   %s\n", what, wanted ? wanted : "nothing",
           given ? given : "nothing");
    free(wanted);
    free(given);
    return false;
}

static bool judge_response(struct arena *arena, const struct aws_service *service,
                           const struct aws_operation *operation, const struct http_answer *answer,
                           json_t *expected) {
    auto_error *error = NULL;
    json_auto_t *output = NULL;
    if (!protocol_parse(service, operation, answer, &output, &error)) {
        printf("  %s\n", error->message);
        return false;
    }
    json_object_del(expected, "ResponseMetadata");
    if (!operation->output)
        return json_object_size(expected) == 0 || differs("output", expected, output);
    return same_structure(arena, operation->output, expected, output) || differs("output", expected, output);
}

static bool same_text(const char *what, const char *expected, const char *actual) {
    if (!expected || !*expected || (actual && strcmp(expected, actual) == 0))
        return true;
    printf("  %s\n    expected %s\n    actual   %s\n", what, expected, actual ? actual : "nothing");
    return false;
}

static bool judge_error(const struct aws_service *service, const struct aws_operation *operation,
                        const struct http_answer *answer, const json_t *expected) {
    auto_error *error = NULL;
    const json_t *wanted = json_object_get(expected, "Error");
    protocol_parse_error(service, operation, answer, &error);
    return same_text("code", json_text(wanted, "Code"), error->code) &&
           same_text("message", json_text(wanted, "Message"), error->message) &&
           same_text("request id", json_text(json_object_get(expected, "ResponseMetadata"), "RequestId"),
                     error->request_id);
}

/* A recorded JSON body may carry the headers of its answer. */
static void take_headers(struct arena *arena, struct http_answer *answer) {
    json_auto_t *body = json_loadb(answer->body, answer->body_length, 0, NULL);
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(body, "__headers__"), name, value) {
        http_add_header(arena, &answer->headers, name, json_string_value(value));
    }
}

/* `expected` is the path of the file that says what the answer at `path` means. */
static void judge_file(const char *path, const char *expected_path) {
    auto_arena *arena = arena_new();
    const char *file = strrchr(path, '/') + 1;
    struct tally *service = find_service(file);
    const struct aws_operation *operation = find_operation(&service->model->service, file);
    const bool is_error = strstr(path, "/errors/") != NULL;
    struct http_answer answer = { .status = is_error ? 400 : 200 };
    json_auto_t *expected = file_json(arena, expected_path);
    bool good = false;
    answer.body = file_text(arena, path, &answer.body_length);
    take_headers(arena, &answer);
    if (!operation)
        printf("  no operation for %s\n", file);
    else if (is_error)
        good = judge_error(&service->model->service, operation, &answer, expected);
    else
        good = judge_response(arena, &service->model->service, operation, &answer, expected);
    if (!good)
        printf("  in %s\n", path);
    service->total++;
    service->passed += good;
}

/* All files of the pattern; what they mean stands beside them, or in the folder `expected`. */
static void judge_all(const char *folder, const char *pattern, const char *expected) {
    auto_arena *arena = arena_new();
    glob_t found = { 0 };
    if (glob(arena_printf(arena, "%s/%s", folder, pattern), 0, NULL, &found) != 0) {
        fprintf(stderr, "no %s/%s\n", folder, pattern);
        exit(2);
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        const char *stem = arena_strndup(arena, path, (size_t)(strrchr(path, '.') - path));
        judge_file(path, expected ? arena_printf(arena, "%s/%s%s.json", folder, expected, strrchr(stem, '/'))
                                  : arena_printf(arena, "%s.json", stem));
    }
    globfree(&found);
}

int main(int argc, char **argv) {
    bool good = true;
    if (argc != 3) {
        fprintf(stderr, "usage: judge RESPONSES MODELS\n");
        return 2;
    }
    models_folder = argv[2];
    judge_all(argv[1], "xml/responses/*.xml", NULL);
    judge_all(argv[1], "xml/errors/*.xml", NULL);
    judge_all(argv[1], "json/errors/*.json", "json/expected");
    for (struct tally *service = services; service->name[0]; service++) {
        printf("recorded %s %d/%d\n", service->name, service->passed, service->total);
        good &= service->passed == service->total;
        json_decref(service->description);
        arena_free(service->arena);
    }
    return good ? 0 : 1;
}
