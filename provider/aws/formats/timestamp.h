/*
 * Timestamps as the protocols write them: ISO 8601 ("2026-11-25T03:28:17.5Z"), RFC 822 as in HTTP ("Wed, 25
 * Nov 2026 03:28:17 GMT") and seconds since 1970 ("1795577297.5"). Proleptic Gregorian calendar, years 0 to
 * 9999, no leap seconds.
 */
#ifndef AWS_TIMESTAMP_H
#define AWS_TIMESTAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct timestamp {
    int64_t seconds;     /* since 1970, UTC */
    int32_t nanoseconds; /* 0 … 999,999,999, after `seconds` */
};

/* Reads any of the three forms, told apart by their look; offsets such as +01:00 are taken into account.
 * False: not a timestamp. */
bool timestamp_parse(const char *text, struct timestamp *ret_timestamp);

/* From seconds as a floating-point number, rounded to milliseconds. False: out of range, or no number. */
bool timestamp_from_seconds(double seconds, struct timestamp *ret_timestamp);

/* ISO 8601 in UTC, with as many decimals as there are. */
const char *timestamp_iso8601(struct arena *arena, struct timestamp timestamp);

/* As in HTTP headers; fractions are dropped. */
const char *timestamp_rfc822(struct arena *arena, struct timestamp timestamp);

/* Decimal seconds, with as many decimals as there are. */
const char *timestamp_unix(struct arena *arena, struct timestamp timestamp);

#endif
