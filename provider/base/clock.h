/* Clocks. Times carry their unit in their name. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <pthread.h>
#include <stdint.h>

/* Milliseconds of a clock that never jumps (CLOCK_MONOTONIC); only differences mean something. */
int64_t clock_monotonic_ms(void);

/* Seconds since 1970 (UTC). */
int64_t clock_unix_s(void);

/* Milliseconds since 1970 (UTC). */
int64_t clock_unix_ms(void);

/* A condition variable whose timed waits go by clock_monotonic_ms(). */
void clock_condition_init(pthread_cond_t *condition);

/* Waits on such a variable until that time at most. */
void clock_condition_wait(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t until_ms);

#endif
