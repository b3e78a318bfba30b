/*
 * What fuzz targets share. A target is a file tests/fuzz/fuzz_NAME.c, named after what it fuzzes, with the one function
 * that libFuzzer calls. It is built twice: with libFuzzer (`make fuzz`), and with driver.c, which puts each file of
 * tests/fuzz/corpus/NAME to it as a unit test. A file that broke something once stays in that folder.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* One input. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input: else the process ends with the place and the condition, which is a finding. */
#define FUZZ_CHECK(condition) ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))
void fuzz_fail(const char *file, int line, const char *condition) __attribute__((noreturn));

/* An input that is taken apart from its start. */
struct fuzz_input {
    const uint8_t *at;
    size_t left;
};

/* The next byte; 0 at the end. */
uint8_t fuzz_byte(struct fuzz_input *input);

/* The bytes up to the next NUL, or the rest, as a C string in the arena. The NUL is skipped. */
char *fuzz_text(struct arena *arena, struct fuzz_input *input) RETURNS_NONNULL;

/* A function that fails says why, one that does not fail leaves the error alone; the text is no longer than what was
 * given asks for. */
void fuzz_check_error(bool good, const struct error *error, size_t input_length);

#endif
