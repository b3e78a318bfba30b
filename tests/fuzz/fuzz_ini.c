/* Shared configuration files: what is read twice over is what was read once, and every section can be found. */
#include <string.h>

#include "aws/formats/ini.h"
#include "base/memory.h"
#include "support/fuzz.h"

static const char *const keys[] = { "region", "aws_access_key_id", "role_arn", "s3", "a" };

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void check_section(const struct ini *ini, const struct ini *twice, const char *section) {
    FUZZ_CHECK(ini_has_section(ini, section) && ini_has_section(twice, section));
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        FUZZ_CHECK(same_text(ini_get(ini, section, keys[i]), ini_get(twice, section, keys[i])));
        auto_free char *nested = ini_get_nested(ini, section, "s3", keys[i]);
        auto_free char *again = ini_get_nested(twice, section, "s3", keys[i]);
        FUZZ_CHECK(same_text(nested, again));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_error *error = NULL, *none = NULL;
    auto_ini *ini = NULL, *twice = NULL;
    const bool good = ini_parse("file", (const char *)data, size, &ini, &error);
    fuzz_check_error(good, error, size);
    if (!good)
        return 0;
    FUZZ_CHECK(ini_parse("file", (const char *)data, size, &twice, &none));
    FUZZ_CHECK(ini_parse("file", (const char *)data, size, &twice, &none));
    for (size_t i = 0; i < 8 && ini_section(ini, i); i++)
        check_section(ini, twice, ini_section(ini, i));
    FUZZ_CHECK(!ini_get(ini, "no such section", "region"));
    return 0;
}
