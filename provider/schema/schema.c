#include "schema/schema.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "schema/private.h"

/* Made of schema.json by the Makefile. */
extern const char schema_json[];
extern const size_t schema_json_length;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static json_t *embedded;
static json_t *nothing;
static _Atomic(const json_t *) document_for_test;

static void parse_embedded(void) {
    auto_error *error = NULL;
    nothing = json_object();
    if (!json_parse(schema_json, schema_json_length, &embedded, &error)) {
        fprintf(stderr, "pulumi-resource-utm: the schema inside this binary cannot be read: %s\n",
                error->message);
        abort();
    }
}

const char *schema_text(size_t *ret_length) {
    *ret_length = schema_json_length;
    return schema_json;
}

const json_t *schema_document(void) {
    pthread_once(&once, parse_embedded);
    const json_t *other = atomic_load(&document_for_test);
    return other ? other : embedded;
}

void schema_use_document_for_test(const json_t *document) {
    atomic_store(&document_for_test, document);
}

static const json_t *or_nothing(const json_t *value) {
    pthread_once(&once, parse_embedded);
    return value ? value : nothing;
}

const json_t *schema_resource(const char *token) {
    return json_object_get(json_object_get(schema_document(), "resources"), token);
}

const json_t *schema_function(const char *token) {
    return json_object_get(json_object_get(schema_document(), "functions"), token);
}

const json_t *schema_provider(void) {
    return or_nothing(json_object_get(schema_document(), "provider"));
}

const json_t *schema_extra(const json_t *property) {
    return or_nothing(json_object_get(json_object_get(property, "language"), "utm"));
}

const json_t *schema_referred(const char *ref) {
    static const char *const SECTIONS[] = { "types", "resources" };
    for (size_t i = 0; i < COUNT_OF(SECTIONS); i++) {
        const size_t length = strlen(SECTIONS[i]);
        if (strncmp(ref, "#/", 2) == 0 && strncmp(ref + 2, SECTIONS[i], length) == 0 &&
            ref[2 + length] == '/')
            return json_object_get(json_object_get(schema_document(), SECTIONS[i]), ref + 3 + length);
    }
    return NULL;
}

const json_t *schema_resolved(const json_t *spec) {
    const char *ref = json_text(spec, "$ref");
    const json_t *referred = ref && strncmp(ref, "#/types/", 8) == 0 ? schema_referred(ref) : NULL;
    return or_nothing(referred ? referred : spec);
}

const json_t *schema_inputs(const json_t *definition) {
    const json_t *inputs = json_object_get(definition, "inputProperties");
    return inputs ? inputs : json_object_get(definition, "properties");
}

const json_t *schema_required(const json_t *definition) {
    const bool resource = json_object_get(definition, "inputProperties") != NULL;
    return json_object_get(definition, resource ? "requiredInputs" : "required");
}
