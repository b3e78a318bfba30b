/*
 * Holds three lists together: the schema, the resource tables and the service models. What a table says must
 * be in the schema and in the models, and what the schema promises must be in a table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "aws/retry/repeat.h"
#include "base/json.h"
#include "base/memory.h"
#include "resources/engine.h"

static int problems;

__attribute__((format(printf, 2, 3))) static void problem(const struct resource_table *table,
                                                          const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    auto_free char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        memory_exhausted();
    va_end(arguments);
    print_error("%s: %s\n", table->token, text);
    problems++;
}

/* ---- models ---- */

static void check_operation(const struct resource_table *table, const char *operation) {
    if (operation && !aws_has_operation(table->service, operation))
        problem(table, "the models have no %s %s (scripts/models/operations.txt)", table->service, operation);
}

/* AWS refuses a filter that the operation does not have. What there is stands in its documentation only, of which
 * scripts/models/filters.py makes the list. */
static bool is_documented_filter(const char *operation, const char *filter) {
    FILE *list = fopen("tests/unit/resources/filters.txt", "r");
    assert_non_null(list);
    char *line = NULL;
    size_t size = 0;
    bool found = false;
    while (!found && getline(&line, &size, list) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        const size_t name = strcspn(line, " ");
        found = strlen(operation) == name && strncmp(line, operation, name) == 0 &&
                words_have(line + name, filter);
    }
    free(line);
    fclose(list);
    return found;
}

static void check_filter(const struct resource_table *table, const char *operation, const char *filter) {
    if (!is_documented_filter(operation, filter))
        problem(table, "the documentation of %s has no filter %s", operation, filter);
}

/* "Filters[0].Name" is given a text. */
static void check_named_filter(const struct resource_table *table, const char *operation, const char *member,
                               const char *source) {
    const char *last = strrchr(member, '.');
    if (strncmp(member, "Filter", strlen("Filter")) != 0 || !last || strcmp(last, ".Name") != 0)
        return;
    assert_int_equal(*source, '\'');
    auto_free char *filter = xstrndup(source + 1, strcspn(source + 1, "'"));
    check_filter(table, operation, filter);
}

static bool is_declared(const struct resource_table *table, const char *name) {
    const json_t *definition = definition_of(table);
    auto_free char *top = xstrndup(name, strcspn(name, ".["));
    return json_object_get(json_object_get(definition, "inputProperties"), top) ||
           json_object_get(json_object_get(definition, "properties"), top);
}

static void check_source(const struct resource_table *table, const char *operation, char *source) {
    char *condition = strchr(source, '?');
    if (condition) {
        *condition = '\0';
        if (!is_declared(table, condition + 1))
            problem(table, "%s: no property %s", operation, condition + 1);
    }
    if (strchr("$'@0123456789", *source) || strcmp(source, "true") == 0 || strcmp(source, "false") == 0)
        return;
    char *rest = source + (strchr("+-~<", *source) != NULL);
    for (char *name = strsep(&rest, "|"); name; name = strsep(&rest, "|"))
        if (*name != '\'' && !is_declared(table, name))
            problem(table, "%s: no property %s", operation, name);
}

static void check_params(const struct resource_table *table, const char *operation, const char *params) {
    char word[256];
    while (params && words_next(&params, word, sizeof word)) {
        char *equals = strchr(word, '=');
        assert_non_null(equals);
        *equals = '\0';
        if (!aws_input_has(table->service, operation, word))
            problem(table, "%s has no input member %s", operation, word);
        check_named_filter(table, operation, word, equals + 1);
        check_source(table, operation, equals + 1);
    }
}

static void check_call(const struct resource_table *table, const struct call *call) {
    check_operation(table, call->operation);
    if (call->operation)
        check_params(table, call->operation, call->params);
}

static void calls_are_in_the_models(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        check_call(table, &table->create);
        check_call(table, &table->read);
        for (size_t r = 0; r < COUNT_OF(table->remove); r++)
            check_call(table, &table->remove[r]);
        for (const struct step *step = table->steps; step && step->on; step++) {
            check_call(table, &step->set);
            check_call(table, &step->unset);
        }
        for (const struct more *more = table->more; more && more->operation; more++)
            check_call(table, &(struct call){ more->operation, more->params });
        check_call(table, &(struct call){ table->list.operation, table->list.params });
        check_call(table, &(struct call){ table->list.operation, table->taken_by });
        if (table->holder)
            check_filter(table, "DescribeNetworkInterfaces", table->holder);
        if (table->tagging == &ec2_tagging) /* what an interrupted create has made is found by its tag */
            check_filter(table, table->list.operation, "tag");
        if (table->tagging) {
            check_call(table, &table->tagging->tag);
            check_call(table, &table->tagging->untag);
            check_call(table, &table->tagging->put);
            check_call(table, &table->tagging->clear);
        }
    }
    assert_int_equal(problems, 0);
}

/* ---- rows and the create request ---- */

static void check_create_member(const struct resource_table *table, const char *path) {
    if (!aws_input_has(table->service, table->create.operation, path))
        problem(table, "%s has no input member %s", table->create.operation, path);
}

static void rows_are_sent_where_the_model_takes_them(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        for (const struct field *field = table->fields; field->property; field++)
            if (field->create)
                check_create_member(table, strcmp(field->create, SAME) == 0 ? field->member : field->create);
        if (table->nonce_param)
            check_create_member(table, table->nonce_param);
        if (table->tagging && table->tagging->create)
            check_create_member(table, table->tagging->create);
        if (!strchr(table->id, '{') && !aws_output_has(table->service, table->create.operation, table->id))
            problem(table, "%s has no output member %s", table->create.operation, table->id);
    }
    assert_int_equal(problems, 0);
}

/* ---- rows and the described item ---- */

static char *joined(const char *head, const char *tail) {
    return *head ? xprintf("%s.%s", head, tail) : xstrdup(tail);
}

/* True when the read answers the member, in the item or in what a `more` call puts into it. */
static bool is_shown(const struct resource_table *table, const char *member) {
    auto_free char *item = table->match ? xprintf("%s[0]", table->item) : xstrdup(table->item);
    auto_free char *path = joined(item, member);
    if (aws_output_has(table->service, table->read.operation, path))
        return true;
    const size_t first = strcspn(member, ".[");
    for (const struct more *more = table->more; more && more->operation; more++) {
        if (strlen(more->as) != first || strncmp(more->as, member, first) != 0)
            continue;
        const char *rest = member + first + (member[first] == '.');
        auto_free char *inside = *rest ? joined(more->at, rest) : xstrdup(more->at);
        return !*inside || aws_output_has(table->service, more->operation, inside);
    }
    return false;
}

static void rows_are_read_where_the_model_shows_them(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        for (const struct field *field = table->fields; field->property; field++)
            if (field->member && !is_shown(table, field->member))
                problem(table, "%s does not show %s", table->read.operation, field->member);
        if (table->state && !is_shown(table, table->state))
            problem(table, "%s does not show %s", table->read.operation, table->state);
    }
    assert_int_equal(problems, 0);
}

/* ---- descriptions that travel together ---- */

/* Describing calls for one object at a time, and why. */
static const struct {
    const char *operation;
    const char *reason;
} one_at_a_time[] = {
    { "DescribeVpcAttribute", "takes one VPC" },
    { "ListTagsForResource", "takes one ARN" },
    { "GetRole", "takes one role" },
    { "GetRolePolicy", "takes one policy of one role" },
    { "ListAttachedRolePolicies", "takes one role" },
    { "GetBucketLocation", "takes one bucket" },
    { "GetBucketVersioning", "takes one bucket" },
    { "GetBucketEncryption", "takes one bucket" },
    { "GetPublicAccessBlock", "takes one bucket" },
    { "GetBucketOwnershipControls", "takes one bucket" },
    { "GetBucketLifecycleConfiguration", "takes one bucket" },
    { "GetBucketPolicy", "takes one bucket" },
    { "GetBucketTagging", "takes one bucket" },
};

static bool used[COUNT_OF(one_at_a_time)];

static bool is_one_at_a_time(const char *operation) {
    for (size_t i = 0; i < COUNT_OF(one_at_a_time); i++) {
        if (strcmp(one_at_a_time[i].operation, operation) == 0) {
            used[i] = true;
            return true;
        }
    }
    return false;
}

/* "filter=value" or "Member[]=value" */
static void check_assignments(const struct resource_table *table, const char *operation,
                              const char *assignments) {
    char word[256];
    while (assignments && words_next(&assignments, word, sizeof word)) {
        char *equals = strchr(word, '=');
        assert_non_null(equals);
        *equals = '\0';
        char *brackets = strstr(word, "[]");
        if (brackets)
            *brackets = '\0';
        const char *member = brackets ? word : together_filters(table->service, operation);
        auto_free char *path = xprintf("%s[0]%s", member, brackets ? "" : ".Values[0]");
        if (!aws_input_has(table->service, operation, path))
            problem(table, "%s has no input member %s", operation, path);
        if (!brackets)
            check_filter(table, operation, word);
        check_source(table, operation, equals + 1);
    }
}

static void check_mine(const struct resource_table *table, const char *operation, const char *items,
                       const char *mine) {
    char word[256];
    while (words_next(&mine, word, sizeof word)) {
        char *equals = strchr(word, '=');
        assert_non_null(equals);
        *equals = '\0';
        char *inner = strstr(word, "[].");
        auto_free char *list = xstrndup(items, strcspn(items, "["));
        auto_free char *path = inner ? xprintf("%s[0].%.*s[0].%s", list, (int)(inner - word), word, inner + 3)
                                     : xprintf("%s[0].%s", list, word);
        if (!aws_output_has(table->service, operation, path))
            problem(table, "%s does not show %s", operation, path);
        check_source(table, operation, equals + 1);
    }
}

static void check_batch(const struct resource_table *table, const char *operation, const char *items,
                        const struct batch *batch) {
    if (!batch->by) {
        if (!is_one_at_a_time(operation))
            problem(table, "%s describes one object a call: no .batch, and no reason here", operation);
        return;
    }
    if (is_one_at_a_time(operation))
        problem(table, "%s has a .batch, and a reason here why not", operation);
    check_assignments(table, operation, batch->by);
    check_assignments(table, operation, batch->near);
    check_mine(table, operation, items, batch->mine);
}

static void objects_are_described_together_where_the_model_takes_many(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        check_batch(table, table->read.operation, table->item, &table->batch);
        for (const struct more *more = table->more; more && more->operation; more++)
            check_batch(table, more->operation, more->at, &more->batch);
    }
    for (size_t i = 0; i < COUNT_OF(one_at_a_time); i++)
        if (!used[i])
            fail_msg("%s (%s) is in no table", one_at_a_time[i].operation, one_at_a_time[i].reason);
    assert_int_equal(problems, 0);
}

/* ---- calls that may be made twice ---- */

/* Calls of which the second one succeeds as the first has, and why nothing needs to be ignored. */
static const struct {
    const char *operation;
    const char *reason;
} succeeds_again[] = {
    { "AssociateKmsKey", "sets the key" },
    { "CreateTags", "sets values" },
    { "DeleteBucketLifecycle", "answers 204 for a bucket without rules, too" },
    { "DeleteBucketPolicy", "answers 204 for a bucket without policy, too" },
    { "DeleteBucketTagging", "answers 204 for a bucket without tags, too" },
    { "DeleteRetentionPolicy", "means: never expire, which a group may have already" },
    { "DeleteTags", "passes over keys that are not there" },
    { "DisassociateKmsKey", "means: no key, which a group may have already" },
    { "UntagResource", "passes over keys that are not there" },
    { "UntagRole", "passes over keys that are not there" },
};

static bool used_again[COUNT_OF(succeeds_again)];

static bool is_known_to_succeed_again(const char *operation) {
    static const char *const setting[] = { "Modify", "Put", "Replace", "Tag", "Update" };
    for (size_t i = 0; i < COUNT_OF(setting); i++)
        if (strncmp(operation, setting[i], strlen(setting[i])) == 0)
            return true;
    for (size_t i = 0; i < COUNT_OF(succeeds_again); i++)
        if (strcmp(operation, succeeds_again[i].operation) == 0)
            return used_again[i] = true;
    return false;
}

/* The client repeats a call that SETS when its answer was lost. What the second one is told must then mean "done". */
static void check_repeated(const struct resource_table *table, const struct call *call, const char *done) {
    const struct aws_service *service = aws_service_find(table->service);
    const struct aws_operation *operation =
        call->operation ? aws_operation_find(service, call->operation) : NULL;
    if (operation && retry_effect_of(service, operation) == RETRY_EFFECT_SETS && !call->ignore && !done &&
        !is_known_to_succeed_again(call->operation))
        problem(table,
                "%s is repeated when its answer was lost: .ignore must say what the second one is told",
                call->operation);
}

static void what_a_repeated_call_is_told_means_done(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        for (const struct step *step = table->steps; step && step->on; step++) {
            check_repeated(table, &step->set, NULL);
            check_repeated(table, &step->unset, NULL);
        }
        for (size_t r = 0; r < COUNT_OF(table->remove); r++)
            check_repeated(table, &table->remove[r], table->gone);
        if (table->tagging) {
            check_repeated(table, &table->tagging->tag, NULL);
            check_repeated(table, &table->tagging->untag, NULL);
            check_repeated(table, &table->tagging->put, NULL);
            check_repeated(table, &table->tagging->clear, NULL);
        }
    }
    for (size_t i = 0; i < COUNT_OF(succeeds_again); i++)
        if (!used_again[i])
            fail_msg("%s (%s) is in no table", succeeds_again[i].operation, succeeds_again[i].reason);
    assert_int_equal(problems, 0);
}

/* ---- tables and the schema ---- */

static bool is_in_a_row(const struct resource_table *table, const char *name) {
    return field_find(table->fields, name) ||
           (table->tagging && (strcmp(name, "tags") == 0 || strcmp(name, "tagsAll") == 0));
}

/* What the program says and AWS never hears of: how a delete goes about it. */
static bool is_ours(const char *name) {
    return words_have("forceDestroy forceDetachPolicies revokeRulesOnDelete", name);
}

static void rows_are_in_the_schema(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        assert_non_null(definition_of(table));
        for (const struct field *field = table->fields; field->property; field++)
            if (!is_declared(table, field->property))
                problem(table, "the schema has no property %s", field->property);
    }
    assert_int_equal(problems, 0);
}

static void properties_are_in_the_tables(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        const char *name;
        json_t *property;
        json_object_foreach(json_object_get(definition_of(table), "properties"), name, property) {
            if (!is_in_a_row(table, name) && !is_ours(name))
                problem(table, "no row for the property %s", name);
        }
    }
    assert_int_equal(problems, 0);
}

/* A property that may change without a replacement needs a call that changes it. */
static bool is_in_a_step(const struct resource_table *table, const char *name) {
    for (const struct step *step = table->steps; step && step->on; step++)
        if (step->at != AT_CREATE && words_have(step->on, name))
            return true;
    return strcmp(name, "tags") == 0 && table->tagging;
}

/* An enum of one value leaves nothing to change. */
static bool has_one_value(const json_t *property) {
    const char *reference = json_text(property, "$ref");
    const char *type = reference ? strrchr(reference, '/') : NULL;
    const json_t *types = json_object_get(schema_document(), "types");
    return type && json_array_size(json_object_get(json_object_get(types, type + 1), "enum")) == 1;
}

static bool replaces(const json_t *property) {
    if (has_one_value(property))
        return true;
    return json_truth(property, "replaceOnChanges", false) &&
           !json_object_get(schema_extra(property), "replaceExcept");
}

static void what_can_change_has_a_step(void **state) {
    (void)state;
    problems = 0;
    for (size_t i = 0; resource_tables[i]; i++) {
        const struct resource_table *table = resource_tables[i];
        const char *name;
        json_t *property;
        json_object_foreach(json_object_get(definition_of(table), "inputProperties"), name, property) {
            if (!replaces(property) && !is_ours(name) && !is_in_a_step(table, name))
                problem(table, "%s can change by the schema, and no step changes it", name);
        }
    }
    assert_int_equal(problems, 0);
}

static void every_resource_of_the_schema_has_a_table(void **state) {
    (void)state;
    const char *token;
    json_t *definition;
    json_object_foreach(json_object_get(schema_document(), "resources"), token, definition) {
        if (!json_truth(definition, "isComponent", false) && !resource_find(token))
            fail_msg("%s is in the schema and has no table", token);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_are_in_the_models),
        cmocka_unit_test(rows_are_sent_where_the_model_takes_them),
        cmocka_unit_test(rows_are_read_where_the_model_shows_them),
        cmocka_unit_test(objects_are_described_together_where_the_model_takes_many),
        cmocka_unit_test(what_a_repeated_call_is_told_means_done),
        cmocka_unit_test(rows_are_in_the_schema),
        cmocka_unit_test(properties_are_in_the_tables),
        cmocka_unit_test(what_can_change_has_a_step),
        cmocka_unit_test(every_resource_of_the_schema_has_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
