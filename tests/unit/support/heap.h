/* Looks for what was left behind in memory that has been freed. */
#ifndef TESTS_HEAP_H
#define TESTS_HEAP_H

#include <stdbool.h>

/*
 * True when the C library's heap holds the text followed by "!" anywhere; the caller has that only in pieces. (Under
 * AddressSanitizer memory comes from elsewhere: always false.)
 */
bool heap_holds(const char *text);

#endif
