/* Answers of the JSON and REST-JSON protocols. */
#include <stdlib.h>

#include "base/json.h"
#include "support/answers.h"

static const char *write_json(struct arena *arena, const struct fuzz_operation *of, const json_t *output) {
    json_auto_t *written = json_write(arena, of->operation->output, output);
    char *text = json_canonical(written);
    const char *kept = arena_strdup(arena, text);
    free(text);
    return kept;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_answer(data, size, 1u << AWS_JSON | 1u << AWS_REST_JSON, write_json);
    return 0;
}
