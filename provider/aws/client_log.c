/* The log of calls (base/log.h). Names, codes, numbers and ids only: no text of an answer, no value, no credential. */
#include "aws/client.h"
#include "base/log.h"
#include "base/memory.h"

/* What AWS says in its own words is cut: it is a code, not a text. */
#define CODE "%.100s"

static const char *request_id(const struct http_answer *answer, const struct error *error) {
    static const char *const names[] = { "x-amzn-RequestId", "x-amz-request-id", "x-amz-id-2" };
    const char *id = error ? error->request_id : NULL;
    for (size_t i = 0; !id && i < COUNT_OF(names); i++)
        id = http_header(&answer->headers, names[i]);
    return id ? id : "-";
}

/* Without a default: the compiler says when a failure has no words. */
static const char *failure_text(enum transport_failure failure) {
    switch (failure) {
    case TRANSPORT_OK:
        break;
    case TRANSPORT_STOPPED:
        return "stopped";
    case TRANSPORT_NAME:
        return "no address for the host";
    case TRANSPORT_REFUSED:
        return "nobody listens";
    case TRANSPORT_UNREACHABLE:
        return "no connection";
    case TRANSPORT_PROXY:
        return "refused by the proxy";
    case TRANSPORT_UNTRUSTED:
        return "certificate not trusted";
    case TRANSPORT_BROKEN:
        return "connection broken";
    case TRANSPORT_SILENT:
        return "no answer in time";
    case TRANSPORT_TOO_LARGE:
        return "answer too large";
    }
    return "an answer that cannot be read";
}

const char *aws_reason_of(const struct error *error, enum transport_failure failure) {
    return failure == TRANSPORT_OK && error->code ? error->code : failure_text(failure);
}

/* "200 ok", "503 RequestLimitExceeded", "500" (no code in the answer), "connection broken". A heap string. */
static char *outcome_text(const struct http_answer *answer, enum transport_failure failure,
                          const struct error *error) {
    if (!error)
        return xprintf("%d ok", answer->status);
    if (failure != TRANSPORT_OK)
        return xstrdup(failure_text(failure));
    const char *reason = aws_reason_of(error, failure);
    return reason[0] >= '0' && reason[0] <= '9' ? xprintf("%d", answer->status)
                                                : xprintf("%d " CODE, answer->status, reason);
}

void aws_log_attempt(const struct aws_request *request, int attempt, const struct http_answer *answer,
                     enum transport_failure failure, const struct error *error, int64_t took_ms) {
    if (!log_wanted(LOG_DEBUG))
        return;
    auto_free char *outcome = outcome_text(answer, failure, error);
    log_debug("aws %s %s, attempt %d: %s, %lld ms, request id " CODE, request->service->name,
              request->operation->name, attempt, outcome, (long long)took_ms, request_id(answer, error));
}

void aws_log_pause(const struct aws_request *request, int attempt, enum transport_failure failure,
                   const struct error *error, int64_t wait_ms) {
    log_info("aws %s %s: waits %lld ms before attempt %d (" CODE ")", request->service->name,
             request->operation->name, (long long)wait_ms, attempt + 1, aws_reason_of(error, failure));
}

void aws_log_turn(const struct aws_request *request, struct retry_pace *pace, int64_t waited_ms) {
    if (waited_ms <= 0 || !log_wanted(LOG_INFO))
        return;
    auto_free char *limit = retry_pace_text(pace);
    log_info("aws %s %s: has waited %lld ms for its turn (%s)", request->service->name,
             request->operation->name, (long long)waited_ms, limit);
}

void aws_log_limit(const struct aws_request *request, struct retry_pace *pace) {
    if (!log_wanted(LOG_INFO))
        return;
    auto_free char *limit = retry_pace_text(pace);
    log_info("aws %s: throttles; from here on %s", request->service->name, limit);
}
