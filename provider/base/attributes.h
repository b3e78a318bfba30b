/*
 * Compiler attributes and scope helpers that every room uses.
 *
 * MUST_USE marks functions whose result says whether they succeeded. AUTO(free) releases a variable at the
 * end of its scope; TAKE(variable) hands the value over to someone else and leaves NULL behind, so that the
 * scope's end releases nothing.
 */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

#include <stddef.h>

#define MUST_USE          __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define RETURNS_NONNULL   __attribute__((returns_nonnull))
#define AUTO(release)     __attribute__((cleanup(release)))
#define COUNT_OF(array)   (sizeof(array) / sizeof((array)[0]))

#define TAKE(variable)                                                                                       \
    __extension__({                                                                                          \
        __typeof__(variable) *taken_from_ = &(variable);                                                     \
        __typeof__(variable) taken_ = *taken_from_;                                                          \
        *taken_from_ = NULL;                                                                                 \
        taken_;                                                                                              \
    })

#endif
