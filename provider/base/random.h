/* Random bytes from the kernel (getrandom(2)): nonces, generated names, jitter. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

void random_bytes(void *buffer, size_t length);

/* Uniform in [0, bound); 0 when bound is 0. */
uint64_t random_below(uint64_t bound);

/* `length` lower-case hexadecimal digits and a NUL into `buffer` (length + 1 bytes). */
void random_hex(char *buffer, size_t length);

#endif
