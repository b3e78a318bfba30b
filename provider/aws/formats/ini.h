/*
 * Shared configuration files, as the AWS CLI reads them: sections, "key = value" or "key: value" with keys in
 * any case, whole-line comments with # or ;, values continued on indented lines, and in these "nested" keys:
 *
 *     [profile a]
 *     s3 =
 *         addressing_style = path
 *
 * Unlike the CLI, a section that comes twice is merged, the later value of a key wins. Values are wiped when
 * freed.
 */
#ifndef AWS_INI_H
#define AWS_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"

struct ini;

/*
 * Reads a file of at most 1 MiB and adds its content to *ini (NULL: makes one). No such file: nothing
 * happens. Failure: ERROR_INPUT with file and line; what was read before the bad line may have been added.
 */
MUST_USE bool ini_load(const char *path, struct ini **ini, struct error **err);

/* The same from memory; `name` stands in errors. */
MUST_USE bool ini_parse(const char *name, const char *text, size_t length, struct ini **ini,
                        struct error **err);

void ini_free(struct ini *ini); /* NULL is allowed */

bool ini_has_section(const struct ini *ini, const char *section);

/* The value, or NULL. `ini` may be NULL. Lives as long as `ini`. */
const char *ini_get(const struct ini *ini, const char *section, const char *key);

/* In which file the value of ini_get() stands (its name lives as long as `ini`), and in which line its key. False: there
 * is none. */
bool ini_where(const struct ini *ini, const char *section, const char *key, const char **ret_file,
               int *ret_line);

/* The value of a nested key, as a heap string; NULL when there is none. */
char *ini_get_nested(const struct ini *ini, const char *section, const char *key, const char *nested);

/* The i-th section's name, NULL past the last. */
const char *ini_section(const struct ini *ini, size_t i);

static inline void ini_cleanup(struct ini **ini) {
    ini_free(*ini);
}
#define auto_ini AUTO(ini_cleanup) struct ini

#endif
