#include "fuzz.h"

#include <string.h>

void fuzz_fail(const char *file, int line, const char *condition) {
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

uint8_t fuzz_byte(struct fuzz_input *input) {
    if (input->left == 0)
        return 0;
    input->left--;
    return *input->at++;
}

char *fuzz_text(struct arena *arena, struct fuzz_input *input) {
    const uint8_t *end = input->left ? memchr(input->at, '\0', input->left) : NULL;
    const size_t length = end ? (size_t)(end - input->at) : input->left;
    char *text = arena_strndup(arena, length ? (const char *)input->at : "", length);
    input->at += length + (end != NULL);
    input->left -= length + (end != NULL);
    return text;
}

void fuzz_check_error(bool good, const struct error *error, size_t input_length) {
    enum { OWN_WORDS = 4096, LONGEST_ESCAPE = 6 };
    FUZZ_CHECK(good == (error == NULL));
    if (good)
        return;
    FUZZ_CHECK(error->message[0] != '\0');
    FUZZ_CHECK(strlen(error->message) <= OWN_WORDS + LONGEST_ESCAPE * input_length);
}
