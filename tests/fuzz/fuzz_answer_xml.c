/* Answers of the EC2, query and REST-XML protocols. */
#include "support/answers.h"

static const char *write_xml(struct arena *arena, const struct fuzz_operation *of, const json_t *output) {
    const char *wrapper = of->operation->result_wrapper;
    const char *body = xml_write(arena, wrapper ? wrapper : "Answer", NULL, of->operation->output, output);
    return wrapper ? arena_printf(arena, "<Answer>%s</Answer>", body) : body;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_answer(data, size, 1u << AWS_EC2 | 1u << AWS_QUERY | 1u << AWS_REST_XML, write_xml);
    return 0;
}
