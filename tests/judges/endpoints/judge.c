/*
 * The published endpoint tests: for every case the rules are evaluated and URL, headers-free properties or
 * the error are compared.
 *
 *     judge FOLDER [SERVICE…]     (botocore's source archive: tests/functional/endpoint-rules; default: all
 * in use)
 *
 * Prints each difference, a line "endpoints-SERVICE PASSED/TOTAL" for each service; exit status 1 unless all
 * passed.
 */
#include <string.h>

#include "aws/endpoint/endpoint.h"
#include "base/json.h"

static bool same_endpoint(struct arena *arena, const struct endpoint *endpoint, const json_t *expected) {
    const json_t *properties = json_object_get(expected, "properties");
    json_auto_t *empty = json_object();
    char *canonical = json_canonical(properties ? properties : empty);
    const char *wanted = arena_strdup(arena, canonical);
    free(canonical);
    return strcmp(endpoint->url, json_text(expected, "url")) == 0 &&
           strcmp(endpoint->properties, wanted) == 0;
}

static bool passes(const struct endpoint_rules *rules, const json_t *test) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct endpoint endpoint = { 0 };
    json_auto_t *none = json_object();
    const json_t *parameters = json_object_get(test, "params");
    const json_t *expect = json_object_get(test, "expect");
    const char *refusal = json_text(expect, "error");
    const bool found = endpoint_resolve(arena, rules, parameters ? parameters : none, &endpoint, &error);
    const bool pass = refusal ? !found && strcmp(error->message, refusal) == 0
                              : found && same_endpoint(arena, &endpoint, json_object_get(expect, "endpoint"));
    if (!pass) {
        char *text = json_dumps(test, JSON_INDENT(1));
        printf("%s: %s\nactual: %s %s\n", rules->service, text, found ? endpoint.url : error->message,
               found ? endpoint.properties : "");
        free(text);
    }
    return pass;
}

static bool judge(const char *folder, const struct endpoint_rules *rules) {
    auto_arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/%s/endpoint-tests-1.json", folder, rules->service);
    json_error_t failure;
    json_auto_t *suite = json_load_file(path, 0, &failure);
    const json_t *tests = json_object_get(suite, "testCases");
    size_t passed = 0, i;
    const json_t *test;
    json_array_foreach(tests, i, test) {
        passed += passes(rules, test);
    }
    printf("endpoints-%s %zu/%zu\n", rules->service, passed, json_array_size(tests));
    return passed == json_array_size(tests) && passed > 0;
}

static bool wanted(const char *service, int count, char **names) {
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], service) == 0)
            return true;
    return count == 0;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: judge FOLDER [SERVICE…]\n");
        return 2;
    }
    bool all = true;
    for (size_t i = 0; endpoint_tables[i]; i++)
        if (wanted(endpoint_tables[i]->service, argc - 2, argv + 2))
            all = judge(argv[1], endpoint_tables[i]) && all;
    return all ? 0 : 1;
}
