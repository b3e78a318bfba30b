/*
 * The schema document that the tests of this room use, document.json: one property for each rule.
 */
#ifndef TESTS_SCHEMA_DOCUMENT_H
#define TESTS_SCHEMA_DOCUMENT_H

#include "value/literals.h"

#include "schema/private.h"

static json_t *test_document;

/* Read from the source tree: tests run in its root. */
static inline int document_setup(void **state) {
    (void)state;
    json_error_t problem;
    test_document = json_load_file("tests/unit/schema/document.json", 0, &problem);
    if (!test_document)
        fail_msg("document.json, line %d: %s", problem.line, problem.text);
    schema_use_document_for_test(test_document);
    return 0;
}

static inline int document_teardown(void **state) {
    (void)state;
    schema_use_document_for_test(NULL);
    json_decref(test_document);
    return 0;
}

#endif
