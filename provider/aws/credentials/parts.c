#include "aws/credentials/parts.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "aws/formats/timestamp.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

enum { LARGEST_BYTES = 64 * 1024, CALL_LIMIT_MS = 20000, CALL_ATTEMPTS = 3 };

const struct credentials_members credentials_usual_members = { "AccessKeyId", "SecretAccessKey",
                                                               "SessionToken", "Expiration", false };

static void set_reason(struct error **err, const char *format, va_list arguments) {
    auto_free char *reason = xvprintf(format, arguments);
    error_set(err, ERROR_CREDENTIALS, "%s", reason);
}

enum credentials_outcome credentials_none(struct error **err, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    set_reason(err, format, arguments);
    va_end(arguments);
    return CREDENTIALS_NONE;
}

enum credentials_outcome credentials_broken(struct error **err, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    set_reason(err, format, arguments);
    va_end(arguments);
    return CREDENTIALS_BROKEN;
}

bool credentials_not_taken(const struct error *error) {
    const struct error answer = { .kind = ERROR_AWS, .code = error->code, .message = error->message };
    return error->code && retry_credentials_refused(&answer);
}

const char *credentials_profile_value(const struct credentials_context *context, const char *key) {
    return config_value_of_profile(context->client->config, context->profile, key);
}

int64_t credentials_now_s(const struct credentials_context *context) {
    return aws_client_now_s(context->client);
}

int64_t credentials_machine_now_s(const struct credentials_context *context) {
    return context->client->parts.now_s();
}

bool credentials_parse_time(const char *text, int64_t *ret_unix_s) {
    struct timestamp timestamp = { 0 };
    const size_t length = strlen(text);
    const bool spelled_out = length > 3 && strcmp(text + length - 3, "UTC") == 0; /* older AWS CLIs */
    auto_free char *plain = xstrndup(text, spelled_out ? length - 3 : length);
    if (!timestamp_parse(plain, &timestamp))
        return false;
    *ret_unix_s = timestamp.seconds;
    return true;
}

/* The expiry in *ret_s, 0 when it has none. */
static bool read_expiry(const json_t *object, const struct credentials_members *members, int64_t *ret_s,
                        struct error **err) {
    const json_t *value = json_object_get(object, members->expires);
    *ret_s = 0;
    if (json_is_integer(value)) {
        *ret_s = json_integer_value(value) / 1000;
        return true;
    }
    if ((!value || json_is_null(value)) && !members->all_required)
        return true;
    if (json_is_string(value) && credentials_parse_time(json_string_value(value), ret_s))
        return true;
    return error_set(err, ERROR_CREDENTIALS, "\"%s\" is missing, or no time such as 2026-11-25T03:28:17Z",
                     members->expires);
}

bool credentials_from_json(const json_t *object, const struct credentials_members *members,
                           struct credentials **ret_credentials, struct error **err) {
    const char *const names[] = { members->key, members->secret, members->token };
    const char *values[COUNT_OF(names)] = { 0 };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *value = json_text(object, names[i]);
        values[i] = value && *value ? value : NULL;
        if (!values[i] && (i < 2 || members->all_required))
            return error_set(err, ERROR_CREDENTIALS, "\"%s\" is missing", names[i]);
    }
    int64_t expires_s = 0;
    if (!read_expiry(object, members, &expires_s, err))
        return false;
    *ret_credentials = credentials_new(values[0], values[1], values[2], expires_s);
    return true;
}

bool credentials_read_file(const char *path, char **ret_text, struct error **err) {
    FILE *file = fopen(path, "rbe");
    if (!file)
        return error_set(err, ERROR_CREDENTIALS, "cannot read %s: %s", path, strerror(errno));
    setvbuf(file, NULL, _IONBF, 0); /* no second copy of a secret */
    auto_secret *text = xcalloc(1, LARGEST_BYTES + 2);
    const size_t length = fread(text, 1, LARGEST_BYTES + 1, file);
    const int failure = ferror(file) ? errno : 0;
    fclose(file);
    if (failure)
        return error_set(err, ERROR_CREDENTIALS, "cannot read %s: %s", path, strerror(failure));
    if (length > LARGEST_BYTES || strlen(text) != length)
        return error_set(err, ERROR_CREDENTIALS, "%s is %s", path,
                         length > LARGEST_BYTES ? "larger than 64 KiB" : "no text file");
    *ret_text = TAKE(text);
    return true;
}

/* Called with the outer token's lock held; it takes the inner one's. */
static void pass_on(void *argument) {
    cancel_trigger(((struct credentials_limit *)argument)->cancel);
}

void credentials_limit_begin(struct credentials_limit *limit, struct cancel *outer, int64_t limit_ms) {
    const int64_t outer_ms = cancel_deadline_ms(outer), own_ms = clock_monotonic_ms() + limit_ms;
    *limit = (struct credentials_limit){ .cancel = cancel_new(), .outer = outer };
    limit->listener = (struct cancel_listener){ .wake = pass_on, .argument = limit };
    cancel_set_deadline_ms(limit->cancel, outer_ms && outer_ms < own_ms ? outer_ms : own_ms);
    cancel_listen(outer, &limit->listener);
}

void credentials_limit_end(struct credentials_limit *limit) {
    cancel_unlisten(limit->outer, &limit->listener);
    cancel_unref(limit->cancel);
}

bool credentials_limit_ran_out(const struct credentials_limit *limit, const struct error *error) {
    auto_error *stopped = NULL;
    return error->kind == ERROR_TIMEOUT && cancel_check(limit->outer, &stopped);
}

bool credentials_call(const struct credentials_context *context, struct cancel *cancel,
                      const struct aws_caller *caller, const char *service, const char *operation,
                      const json_t *input, json_t **ret_output, struct error **err) {
    struct credentials_limit limit;
    struct aws_caller patient = *caller;
    patient.max_attempts = CALL_ATTEMPTS;
    credentials_limit_begin(&limit, cancel, CALL_LIMIT_MS);
    const bool good =
        aws_call_as(context->client, limit.cancel, &patient, service, operation, input, ret_output, err);
    const bool ran_out = !good && credentials_limit_ran_out(&limit, *err);
    credentials_limit_end(&limit);
    if (good || (!ran_out && ((*err)->kind == ERROR_CANCELLED || (*err)->kind == ERROR_TIMEOUT)))
        return good;
    if (ran_out) {
        free((*err)->message);
        (*err)->message =
            xprintf("no answer from %s %s within %d s", service, operation, CALL_LIMIT_MS / 1000);
    }
    (*err)->kind = ERROR_CREDENTIALS;
    return false;
}

bool credentials_send(const struct credentials_context *context, struct cancel *cancel, struct arena *arena,
                      int64_t limit_ms, const struct http_request *request, struct http_answer *ret_answer,
                      enum transport_failure *ret_failure, struct error **err) {
    struct credentials_limit limit;
    struct http_request own = *request;
    own.ahead = true; /* the limit is the service's: none of it is spent in our own line */
    own.direct = true;
    const int64_t started_ms = clock_monotonic_ms();
    credentials_limit_begin(&limit, cancel, limit_ms);
    const bool good = transport_send(context->client->parts.transport, limit.cancel, arena, &own, ret_answer,
                                     ret_failure, err);
    const bool ran_out = !good && credentials_limit_ran_out(&limit, *err);
    credentials_limit_end(&limit);
    log_debug("aws: %s %s for credentials: %s%d, %lld ms", request->method, request->host,
              good ? "HTTP " : "failure ", good ? ret_answer->status : (int)*ret_failure,
              (long long)(clock_monotonic_ms() - started_ms));
    if (ran_out) {
        *ret_failure = TRANSPORT_SILENT;
        error_free(TAKE(*err));
        return error_set(err, ERROR_CREDENTIALS, "no answer from %s within %lld s", request->host,
                         (long long)(limit_ms + 999) / 1000);
    }
    if (!good && (*err)->kind == ERROR_NETWORK)
        (*err)->kind = ERROR_CREDENTIALS;
    return good;
}

json_t *credentials_answer_json(const struct http_answer *answer) {
    if (answer->body_length > LARGEST_BYTES)
        return NULL;
    json_t *value = json_loadb(answer->body, answer->body_length, 0, NULL);
    if (json_is_object(value))
        return value;
    json_wipe(value);
    return NULL;
}
