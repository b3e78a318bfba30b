#include "base/random.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

void random_bytes(void *buffer, size_t length) {
    unsigned char *at = buffer;
    while (length) {
        const ssize_t got = getrandom(at, length, 0);
        if (got < 0) {
            if (errno == EINTR)
                continue;
            abort(); /* the kernel has had getrandom since 3.17: nothing sensible can go on without it */
        }
        at += got;
        length -= (size_t)got;
    }
}

uint64_t random_below(uint64_t bound) {
    if (!bound)
        return 0;
    const uint64_t unbiased = UINT64_MAX - UINT64_MAX % bound;
    uint64_t drawn;
    do
        random_bytes(&drawn, sizeof drawn);
    while (drawn >= unbiased);
    return drawn % bound;
}

void random_hex(char *buffer, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte;
        random_bytes(&byte, 1);
        buffer[i] = "0123456789abcdef"[byte & 15];
    }
    buffer[length] = '\0';
}
