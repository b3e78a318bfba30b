#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static struct error *error_new(enum error_kind kind, char *message) {
    struct error *error = xcalloc(1, sizeof *error);
    error->kind = kind;
    error->message = message;
    return error;
}

bool error_set(struct error **err, enum error_kind kind, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    *err = error_new(kind, xvprintf(format, arguments));
    va_end(arguments);
    return false;
}

bool error_set_property(struct error **err, const char *property, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    *err = error_new(ERROR_INPUT, xvprintf(format, arguments));
    va_end(arguments);
    (*err)->property = xstrdup(property);
    return false;
}

bool error_in(struct error **err, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    auto_free char *context = xvprintf(format, arguments);
    va_end(arguments);
    char *whole = xprintf("%s: %s", context, (*err)->message);
    free((*err)->message);
    (*err)->message = whole;
    return false;
}

bool error_has_code(const struct error *error, const char *code) {
    return error && error->kind == ERROR_AWS && error->code && strcmp(error->code, code) == 0;
}

bool error_is_refusal(const struct error *error) {
    const bool is_success = error->http_status >= 200 && error->http_status <= 299;
    return error->kind == ERROR_AWS && !is_success && error->http_status < 500;
}

char *error_text(const struct error *error) {
    auto_text text = { 0 };
    text_add(&text, error->message);
    if (error->operation) {
        text_printf(&text, " (%s %s", error->service ? error->service : "aws", error->operation);
        if (error->code)
            text_printf(&text, ", %s", error->code);
        if (error->http_status)
            text_printf(&text, ", HTTP %d", error->http_status);
        if (error->request_id)
            text_printf(&text, ", request id %s", error->request_id);
        text_add(&text, ")");
    }
    return text_take(&text);
}

/* Without a default: the compiler says when a kind has no words. */
const char *error_reason(const struct error *error) {
    if (error->code)
        return error->code;
    switch (error->kind) {
    case ERROR_INTERNAL:
        break;
    case ERROR_INPUT:
        return "a wrong input";
    case ERROR_AWS:
        return "an error without a code";
    case ERROR_NETWORK:
        return "no usable answer";
    case ERROR_CREDENTIALS:
        return "no usable credentials";
    case ERROR_CANCELLED:
        return "cancelled";
    case ERROR_TIMEOUT:
        return "the time has run out";
    }
    return "a fault of the plugin";
}

static char *copy_of(const char *text) {
    return text ? xstrdup(text) : NULL;
}

struct error *error_copy(const struct error *error) {
    struct error *copy = error_new(error->kind, xstrdup(error->message));
    copy->property = copy_of(error->property);
    copy->service = copy_of(error->service);
    copy->operation = copy_of(error->operation);
    copy->code = copy_of(error->code);
    copy->request_id = copy_of(error->request_id);
    copy->http_status = error->http_status;
    copy->sent = error->sent;
    return copy;
}

void error_free(struct error *error) {
    if (!error)
        return;
    free(error->message);
    free(error->property);
    free(error->service);
    free(error->operation);
    free(error->code);
    free(error->request_id);
    free(error);
}
