/*
 * Puts files to a fuzz target without a fuzzer: those given, else all in tests/fuzz/corpus/NAME, NAME after "fuzz_" in
 * the program's own name. Each is a test in the words of cmocka, which scripts/run-unit counts; what a target finds ends
 * the process, as does an input that takes too long.
 */
#include <dirent.h>
#include <string.h>

#include "base/memory.h"
#include "fuzz.h"

enum { LARGEST_FILE = 1 << 20, SECONDS_EACH = 60 };

static void run_file(const char *path) {
    FILE *file = fopen(path, "rbe");
    if (!file) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    auto_free uint8_t *all = xcalloc(LARGEST_FILE, 1);
    const size_t length = fread(all, 1, LARGEST_FILE, file);
    fclose(file);
    uint8_t *exact = malloc(length); /* a sanitizer sees the first byte read too far */
    if (length && !exact)
        memory_exhausted();
    if (length)
        memcpy(exact, all, length);
    printf("[ RUN      ] %s\n", path);
    fflush(stdout);
    alarm(SECONDS_EACH);
    LLVMFuzzerTestOneInput(exact, length);
    alarm(0);
    free(exact);
    printf("[       OK ] %s\n", path);
}

static int is_file(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void run_corpus(const char *program) {
    const char *slash = strrchr(program, '/');
    const char *name = slash ? slash + 1 : program;
    auto_free char *folder = xprintf("tests/fuzz/corpus/%s", name + (strncmp(name, "fuzz_", 5) == 0 ? 5 : 0));
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, is_file, alphasort);
    if (count <= 0) {
        fprintf(stderr, "no files in %s\n", folder);
        exit(2);
    }
    for (int i = 0; i < count; i++) {
        auto_free char *path = xprintf("%s/%s", folder, entries[i]->d_name);
        run_file(path);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        run_file(argv[i]);
    if (argc < 2)
        run_corpus(argv[0]);
    return 0;
}
