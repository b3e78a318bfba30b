/*
 * Errors as values: made once, where it happened, and given context on the way up.
 *
 * Functions that can fail return bool and take `struct error **err` last. On failure they return false and
 * set *err to an error that the caller owns (error_free); on success *err is untouched. `err` itself is never
 * NULL and *err must be NULL at the call.
 *
 *     if (!aws_call(…, err))
 *         return error_in(err, "reading subnet %s", id);
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

#include "base/attributes.h"

enum error_kind {
    ERROR_INTERNAL = 0, /* a fault of ours */
    ERROR_INPUT,        /* what the user wrote is wrong; `property` names the place */
    ERROR_AWS,     /* AWS answered with an error: service, operation, code, request_id, http_status are set */
    ERROR_NETWORK, /* no answer: names, connections, TLS, broken or unreadable answers */
    ERROR_CREDENTIALS, /* no usable credentials, or none that AWS takes */
    ERROR_CANCELLED,   /* the engine asked to stop */
    ERROR_TIMEOUT,     /* a wait or a customTimeouts limit ran out */
};

struct error {
    enum error_kind kind;
    char *message;    /* what happened and, where known, what to do next. No secret, ever. */
    char *property;   /* property path, or NULL */
    char *service;    /* "ec2", or NULL */
    char *operation;  /* "CreateVpc", or NULL */
    char *code;       /* AWS's error code, or NULL */
    char *request_id; /* or NULL */
    int http_status;  /* 0 = none */
    bool sent;        /* the request may have reached AWS (a write may have taken effect) */
};

/* Sets *err to a new error with that message. Always returns false. */
bool error_set(struct error **err, enum error_kind kind, const char *format, ...) PRINTF_LIKE(3, 4);

/* The same, for a property of the user's input. Always returns false. */
bool error_set_property(struct error **err, const char *property, const char *format, ...) PRINTF_LIKE(3, 4);

/* Puts "context: " before the message of *err. Always returns false. */
bool error_in(struct error **err, const char *format, ...) PRINTF_LIKE(2, 3);

/* True when the error is AWS's answer with that code. NULL error: false. */
bool error_has_code(const struct error *error, const char *code);

/*
 * True when AWS has answered that it does not do this: nothing has taken effect. Not so for a 5xx, nor for an error that
 * comes with "200 OK": S3 begins a long answer so before the work is done
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html).
 */
bool error_is_refusal(const struct error *error);

/* The whole error in one line for the person who must fix it: message, then operation, code, request id.
 * A heap string (free()). */
char *error_text(const struct error *error) RETURNS_NONNULL;

/* Why, for a line of the log, where a message may not stand (base/log.h): AWS's code, else the kind in words. Valid as
 * long as the error is. */
const char *error_reason(const struct error *error) RETURNS_NONNULL;

/* A deep copy (for several waiters of one result). */
struct error *error_copy(const struct error *error) RETURNS_NONNULL;

/* Releases *error. NULL is allowed. */
void error_free(struct error *error);

static inline void error_cleanup(struct error **error) {
    error_free(*error);
}
#define auto_error AUTO(error_cleanup) struct error

#endif
