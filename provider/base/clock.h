/* Clocks. Times carry their unit in their name. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds of a clock that never jumps (CLOCK_MONOTONIC); only differences mean something. */
int64_t clock_monotonic_ms(void);

/* Seconds since 1970 (UTC). */
int64_t clock_unix_s(void);

/* Milliseconds since 1970 (UTC). */
int64_t clock_unix_ms(void);

#endif
