/* Lengths of time as people write them: "1h", "45m", "1h30m", "3600s". */
#ifndef BASE_DURATION_H
#define BASE_DURATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"

/*
 * Whole numbers with a unit each (h, m, s), in any order, added up. False for anything else, a number without
 * a unit and "0" included, and for more than DURATION_MOST_S.
 */
MUST_USE bool duration_parse_s(const char *text, int64_t *ret_seconds);

/* In its shortest form: "1h30m", "45s"; "0s" for nothing. A heap string. */
char *duration_write_s(int64_t seconds) RETURNS_NONNULL;

/* A hundred years. */
#define DURATION_MOST_S INT64_C(3155760000)

#endif
