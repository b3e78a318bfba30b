/*
 * Functions that do not compile here: each has a bounded or reentrant replacement in base/ or in POSIX.
 * The build includes this header before every source file.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* With _FORTIFY_SOURCE and clang these two are macros, which cannot be poisoned. */
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok atoi atol atof gets
#pragma GCC poison gmtime localtime ctime asctime rand srand tmpnam mktemp sleep usleep

#endif
