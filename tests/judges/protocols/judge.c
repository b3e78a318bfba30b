/*
 * The published protocol tests: models and cases in JSON; requests that we build and answers that we read are
 * compared with what each case expects.
 *
 *     judge FOLDER EXEMPT FILE…     (botocore's source archive: tests/unit/protocols; "input/ec2.json", …)
 *
 * EXEMPT lists cases that are not ours to pass, a line each: name, the one part that differs, what ours is there, and
 * the reason. Such a case that passes, that differs in anything else, or that does not exist, fails the run. Prints
 * each failure and for every file a line "protocols input/ec2 PASSED/TOTAL".
 */
#include <string.h>
#include <strings.h>

#include "../support/compare.h"
#include "../support/model_load.h"
#include "aws/endpoint/endpoint.h"
#include "aws/library.h"
#include "aws/protocol/protocol.h"
#include "base/json.h"
#include "base/text.h"

static const char token[] = "00000000-0000-4000-8000-000000000000"; /* as the cases expect it */

enum { MOST_EXEMPTIONS = 100, LONGEST_EXEMPTION = 512 };

struct exemption {
    const char *name;
    const char *found; /* "body: Action=Do" */
    bool used;
};

struct judge {
    struct arena *arena;      /* of one case */
    struct exemption *exempt; /* ended by a NULL name */
    const char *file;         /* "input/ec2.json" */
    const json_t *suite;
    const json_t *test;
    const struct loaded_model *model;
    const struct aws_service *service;
    const struct aws_operation *operation;
    struct text why;   /* what differs, to be read */
    struct text found; /* the same as the exemptions have it */
};

static bool differs(struct judge *judge, const char *what, const char *expected, const char *actual) {
    text_printf(&judge->why, "  %s\n    expected %s\n    actual   %s\n", what,
                expected ? expected : "nothing", actual ? actual : "nothing");
    text_printf(&judge->found, "%s%s: %s", judge->found.length ? "\n" : "", what,
                actual ? actual : "nothing");
    return false;
}

static bool differs_json(struct judge *judge, const char *what, const json_t *expected,
                         const json_t *actual) {
    char *wanted = json_dumps(expected, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS);
    char *given = json_dumps(actual, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS);
    differs(judge, what, wanted, given);
    free(wanted);
    free(given);
    return false;
}

static bool same_headers(struct judge *judge, const json_t *expected, const struct http_request *request) {
    const char *name;
    json_t *value;
    size_t index;
    bool same = true;
    json_object_foreach(json_object_get(expected, "headers"), name, value) {
        const char *wanted = json_string_value(value), *actual = http_header(&request->headers, name);
        if (strcmp(wanted, "application/x-www-form-urlencoded") == 0)
            wanted = "application/x-www-form-urlencoded; charset=utf-8";
        if (strcmp(name, "Content-MD5") == 0) /* the case's is that of its own spelling of the JSON */
            wanted = digest_for(judge->arena, name, request);
        if (!actual || strcmp(wanted, actual) != 0)
            same = differs(judge, name, wanted, actual);
    }
    json_array_foreach(json_object_get(expected, "forbidHeaders"), index, value) {
        if (http_header(&request->headers, json_string_value(value)))
            same = differs(judge, json_string_value(value), NULL,
                           http_header(&request->headers, json_string_value(value)));
    }
    return same;
}

static bool same_body(struct judge *judge, const char *expected, const struct http_request *request) {
    const char *actual = request->body ? request->body : "";
    bool same = strcmp(expected, actual) == 0;
    json_auto_t *wanted = json_loads(expected, JSON_DECODE_ANY, NULL),
                *given = json_loads(actual, JSON_DECODE_ANY, NULL);
    if (judge->service->protocol == AWS_EC2 || judge->service->protocol == AWS_QUERY)
        same = same_pairs(judge->arena, expected, actual);
    else if (judge->service->protocol == AWS_REST_XML)
        same = same || same_xml(judge->arena, expected, actual);
    else if (wanted && given)
        same = same_json(wanted, given);
    return same || differs(judge, "body", expected, actual);
}

/* Behind the path of the endpoint that the case calls. */
static bool same_uri(struct judge *judge, const char *expected, const struct http_request *request) {
    const char *endpoint = json_text(judge->suite, "clientEndpoint"), *scheme, *authority, *base = "";
    const size_t length = strcspn(expected, "?");
    if (endpoint && !endpoint_split_url(judge->arena, endpoint, &scheme, &authority, &base))
        return differs(judge, "endpoint", "a URL", endpoint);
    const char *path = endpoint_path(judge->arena, base, request->path);
    const bool same = strlen(path) == length && strncmp(path, expected, length) == 0 &&
                      same_pairs(judge->arena, expected[length] ? expected + length + 1 : "", request->query);
    return same || differs(judge, "uri", expected, arena_printf(judge->arena, "%s?%s", path, request->query));
}

static bool same_host(struct judge *judge, const char *expected, const char *prefix) {
    const char *endpoint = json_text(judge->suite, "clientEndpoint");
    const char *host = endpoint && strstr(endpoint, "://") ? strstr(endpoint, "://") + 3 : "";
    const char *whole = arena_printf(judge->arena, "%s%s", prefix ? prefix : "", host);
    return !expected || strcmp(whole, expected) == 0 || differs(judge, "host", expected, whole);
}

static bool judge_input(struct judge *judge) {
    auto_error *error = NULL;
    const json_t *expected = json_object_get(judge->test, "serialized");
    const char *method = json_text(expected, "method"), *body = json_text(expected, "body");
    const char *uri = json_text(expected, "uri"), *prefix = NULL;
    struct http_request request;
    json_auto_t *input = judge->operation->input ? to_input(judge->arena, judge->operation->input,
                                                            json_object_get(judge->test, "params"))
                                                 : json_object();
    if (!protocol_build(judge->arena, judge->service, judge->operation, input, token, &request, &prefix,
                        &error))
        return differs(judge, "refused", "a request", error->message);
    bool same =
        !method || strcmp(method, request.method) == 0 || differs(judge, "method", method, request.method);
    same &= same_uri(judge, uri ? uri : "", &request);
    same &= same_headers(judge, expected, &request);
    same &= !body || same_body(judge, body, &request);
    return same & same_host(judge, json_text(expected, "host"), prefix);
}

static struct http_answer answer_of(const struct judge *judge) {
    const json_t *response = json_object_get(judge->test, "response");
    const json_t *body = json_object_get(response, "body");
    struct http_answer answer = { .status =
                                      (int)json_integer_value(json_object_get(response, "status_code")) };
    const char *name;
    json_t *value;
    answer.body = body ? json_string_value(body) : judge->service->protocol == AWS_QUERY ? "<xml/>" : "";
    answer.body_length = body ? json_string_length(body) : strlen(answer.body);
    json_object_foreach(json_object_get(response, "headers"), name, value) {
        http_add_header(judge->arena, &answer.headers, name, json_string_value(value));
    }
    return answer;
}

static bool judge_error(struct judge *judge, const struct http_answer *answer) {
    auto_error *error = NULL, *unreadable = NULL;
    const char *code = json_text(judge->test, "errorCode"), *message = json_text(judge->test, "errorMessage");
    const json_t *expected = json_object_get(judge->test, "error");
    json_auto_t *members = NULL;
    protocol_parse_error(judge->service, judge->operation, answer, &error);
    if (code && strcmp(code, error->code) != 0)
        return differs(judge, "code", code, error->code);
    if (message && *message && strcmp(message, error->message) != 0)
        return differs(judge, "message", message, error->message);
    const struct aws_shape *shape = model_error(judge->model, error->code);
    if (!shape)
        return json_object_size(expected) == 0 ||
               differs(judge, "error shape", "one in the model", error->code);
    if (!protocol_parse_error_members(judge->service, shape, answer, &members, &unreadable))
        return differs(judge, "error members", "some", unreadable->message);
    return same_structure(judge->arena, shape, expected, members) ||
           differs_json(judge, "error members", expected, members);
}

static bool judge_output(struct judge *judge) {
    auto_error *error = NULL;
    const struct http_answer answer = answer_of(judge);
    const json_t *expected = json_object_get(judge->test, "result");
    json_auto_t *output = NULL;
    if (json_object_get(judge->test, "error"))
        return judge_error(judge, &answer);
    if (!protocol_parse(judge->service, judge->operation, &answer, &output, &error))
        return differs(judge, "refused", "an output", error->message);
    if (!judge->operation->output)
        return json_object_size(output) == 0 || differs_json(judge, "output", expected, output);
    return same_structure(judge->arena, judge->operation->output, expected, output) ||
           differs_json(judge, "output", expected, output);
}

/* The case's service: its operation is the only one. */
static void load_case(struct judge *judge) {
    const json_t *given = json_object_get(judge->test, "given");
    const char *name = json_text(given, "name") ? json_text(given, "name") : "OperationName";
    json_auto_t *operations = json_pack("{sO}", name, given);
    json_auto_t *description =
        json_pack("{sOsOsO}", "metadata", json_object_get(judge->suite, "metadata"), "shapes",
                  json_object_get(judge->suite, "shapes"), "operations", operations);
    struct loaded_model *model = model_load(judge->arena, "service", description);
    struct aws_service *service = &model->service;
    struct aws_operation *operation = arena_alloc(judge->arena, sizeof *operation);
    *operation = service->operations[0];
    operation->name = arena_strdup(judge->arena, name);
    if (service->protocol == AWS_QUERY && operation->output && operation->output->member_count)
        operation->result_wrapper = arena_printf(judge->arena, "%sResult", name); /* the cases leave it out */
    judge->model = model;
    judge->service = service;
    judge->operation = operation;
}

static struct exemption *find_exemption(struct exemption *exempt, const char *file, const char *name) {
    for (; exempt->name; exempt++)
        if (strcmp(exempt->name, name) == 0 ||
            (strncmp(exempt->name, file, strlen(file)) == 0 && exempt->name[strlen(file)] == ':' &&
             strcmp(exempt->name + strlen(file) + 1, name) == 0))
            return exempt;
    return NULL;
}

/* Counts and says what came of one case; true unless it counts as failed. */
static bool judge_case(struct judge *judge, const char *name, int *passed, int *total) {
    auto_arena *arena = arena_new();
    struct exemption *exemption = find_exemption(judge->exempt, judge->file, name);
    judge->arena = arena;
    load_case(judge);
    text_clear(&judge->why);
    text_clear(&judge->found);
    const bool good = strstr(judge->file, "input/") ? judge_input(judge) : judge_output(judge);
    if (exemption) {
        exemption->used = true;
        const bool as_listed = strcmp(text_string(&judge->found), exemption->found) == 0;
        if (good)
            printf("%s %s passes, but is listed as exempt\n", judge->file, name);
        else if (!as_listed)
            printf("%s %s is exempt for another difference\n%s", judge->file, name, text_string(&judge->why));
        return as_listed;
    }
    ++*total;
    *passed += good;
    if (!good)
        printf("%s %s\n%s", judge->file, name, text_string(&judge->why));
    return good;
}

static bool judge_file(const char *folder, const char *file, struct exemption *exempt) {
    auto_arena *arena = arena_new();
    json_auto_t *suites = load_json(arena_printf(arena, "%s/%s", folder, file));
    struct judge judge = { .file = file, .exempt = exempt };
    size_t index, number;
    json_t *suite, *test;
    int passed = 0, total = 0;
    bool good = true;
    json_array_foreach(suites, index, suite) {
        json_array_foreach(json_object_get(suite, "cases"), number, test) {
            const char *id = json_text(test, "id");
            judge.suite = suite;
            judge.test = test;
            good &=
                judge_case(&judge, id ? id : arena_printf(arena, "%zu.%zu", index, number), &passed, &total);
        }
    }
    text_done(&judge.why);
    text_done(&judge.found);
    printf("protocols %.*s %d/%d\n", (int)strcspn(file, "."), file, passed, total);
    return good && total > 0;
}

/* The text up to the next bar, without the spaces around it; moves on behind the bar. */
static const char *next_column(struct arena *arena, const char **at) {
    const char *from = *at + strspn(*at, " ");
    size_t length = strcspn(*at, "|\n");
    const char *end = *at + length;
    *at = end + (*end == '|');
    while (end > from && end[-1] == ' ')
        end--;
    return arena_strndup(arena, from, end > from ? (size_t)(end - from) : 0);
}

static struct exemption *load_exemptions(struct arena *arena, const char *path) {
    struct exemption *list = arena_array(arena, MOST_EXEMPTIONS + 1, sizeof *list);
    FILE *file = fopen(path, "r");
    char line[LONGEST_EXEMPTION];
    for (size_t count = 0; file && fgets(line, sizeof line, file);) {
        if (*line == '#' || *line == '\n')
            continue;
        const char *at = line, *name = next_column(arena, &at), *part = next_column(arena, &at);
        const char *ours = next_column(arena, &at), *reason = next_column(arena, &at);
        if (!*reason || count == MOST_EXEMPTIONS) {
            fprintf(stderr, "%s: not an exemption, or one too many: %s", path, line);
            exit(2);
        }
        list[count++] =
            (struct exemption){ .name = name, .found = arena_printf(arena, "%s: %s", part, ours) };
    }
    if (file)
        fclose(file);
    return list;
}

int main(int argc, char **argv) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    bool good = true;
    if (argc < 4 || !library_load(&error)) {
        fprintf(stderr, "%s\n", error ? error->message : "usage: judge FOLDER EXEMPT FILE...");
        return 2;
    }
    struct exemption *exempt = load_exemptions(arena, argv[2]);
    for (int i = 3; i < argc; i++)
        good &= judge_file(argv[1], argv[i], exempt);
    for (; exempt->name; exempt++)
        if (!exempt->used) {
            printf("%s is listed as exempt, but there is no such case\n", exempt->name);
            good = false;
        }
    return good ? 0 : 1;
}
