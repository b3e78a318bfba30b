/* gzip, by zlib: for large requests of the operations that take it. */
#ifndef AWS_GZIP_H
#define AWS_GZIP_H

#include <stddef.h>

#include "base/arena.h"

/* The bytes compressed, without name and time, so that equal bytes give equal ones; in the arena. Less than 4 GiB. */
const char *gzip_compress(struct arena *arena, const void *bytes, size_t length, size_t *ret_length);

#endif
