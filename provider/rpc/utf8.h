/* UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. */
#ifndef RPC_UTF8_H
#define RPC_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the character that `text` begins with; 0 when it begins with none. `length` > 0. */
size_t utf8_sequence(const char *text, size_t length);

/* True when all `length` bytes are UTF-8. */
bool utf8_valid(const char *text, size_t length);

#endif
