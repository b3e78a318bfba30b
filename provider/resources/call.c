/* Calls with their retries, pauses and status lines. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/random.h"
#include "resources/engine.h"

enum {
    FIRST_PAUSE_MS = 500,
    LONGEST_PAUSE_MS = 10000,
    QUIET_MS = 10000,  /* nothing is said about what takes less */
    NEW_SECONDS = 120, /* how long AWS may take to know what it has just made (aws-rules: "just made") */
    DEFAULT_SECONDS = 1200,
    HOLDER_MS = 2000, /* for asking what holds an object */
};

void status_report(const struct resource_request *rq, int64_t since_ms, const char *format, ...) {
    const int64_t elapsed_ms = clock_monotonic_ms() - since_ms;
    const bool told = rq->status && elapsed_ms >= QUIET_MS;
    if (!told && !log_wanted(LOG_INFO))
        return;
    va_list arguments;
    va_start(arguments, format);
    auto_free char *what = xvprintf(format, arguments);
    va_end(arguments);
    auto_free char *line = xprintf("%s (%lld s)", what, (long long)(elapsed_ms / 1000));
    log_info("%s: %s", rq->urn ? rq->urn : rq->table->token, line);
    if (told)
        rq->status(rq->status_context, line);
}

int64_t pause_next_ms(struct pause *pause) {
    const int64_t base_ms = pause->next_ms ? pause->next_ms : FIRST_PAUSE_MS;
    const int64_t grown_ms = base_ms + base_ms / 2;
    pause->next_ms = grown_ms > LONGEST_PAUSE_MS ? LONGEST_PAUSE_MS : grown_ms;
    const int64_t jitter_ms = (int64_t)random_below((uint64_t)base_ms / 4 + 1);
    return base_ms - base_ms / 8 + jitter_ms;
}

bool pause_take(struct pause *pause, struct cancel *cancel, struct error **err) {
    return cancel_wait_ms(cancel, pause_next_ms(pause), err);
}

/* EC2 reports what a batch could not do inside an answer of status 200 (aws-rules: flow log). */
static bool unsuccessful(const char *service, const char *operation, const json_t *answer,
                         struct error **err) {
    const json_t *first = json_at(answer, "Unsuccessful[0].Error");
    if (!first)
        return false;
    const char *code = json_text(first, "Code");
    const char *message = json_text(first, "Message");
    error_set(err, ERROR_AWS, "%s", message ? message : "AWS did not do it and gives no reason");
    (*err)->service = xstrdup(service);
    (*err)->operation = xstrdup(operation);
    (*err)->code = xstrdup(code ? code : "Unsuccessful");
    return true;
}

static void tell(void *request, int64_t since_ms, const char *what) {
    status_report(request, since_ms, "%s", what);
}

struct aws_teller call_teller(const struct resource_request *rq) {
    return (struct aws_teller){ .tell = tell, .context = (void *)(uintptr_t)rq };
}

static bool call_once(const struct values *values, const struct call *call, const json_t *request,
                      json_t **ret_answer, struct error **err) {
    const struct resource_request *rq = values->rq;
    const struct aws_teller teller = call_teller(rq);
    json_auto_t *answer = NULL;
    if (!aws_call_told(rq->provider->aws, rq->cancel, &teller, rq->table->service, call->operation, request,
                       &answer, err))
        return false;
    if (unsuccessful(rq->table->service, call->operation, answer, err))
        return false;
    *ret_answer = TAKE(answer);
    return true;
}

/* How long the call is worth repeating after this error, in seconds; 0 = not. Only what was refused: after any other
 * error it may have taken effect, and who makes something looks for it first. */
static int again_seconds(const struct values *values, const struct call *call, const struct error *error) {
    if (!error_is_refusal(error) || !error->code)
        return 0;
    for (const struct again *again = call->again; again && again->code; again++)
        if (strcmp(again->code, error->code) == 0 && (!again->text || strstr(error->message, again->text)))
            return again->seconds ? again->seconds : DEFAULT_SECONDS;
    if (values->is_new && words_have(values->rq->table->gone, error->code))
        return NEW_SECONDS;
    return 0;
}

/* What keeps an object: the network interfaces on it, with their description and owner (K11). A heap string,
 * or NULL. */
static char *holder_text(const struct values *values) {
    const struct resource_request *rq = values->rq;
    if (!rq->table->holder || cancel_requested(rq->cancel))
        return NULL;
    auto_cancel *limit = cancel_new(); /* the request's own time may have run out, and then most of all */
    cancel_set_deadline_ms(limit, clock_monotonic_ms() + HOLDER_MS);
    json_auto_t *request =
        json_pack("{s:[{s:s, s:[s]}]}", "Filters", "Name", rq->table->holder, "Values", values->id);
    json_auto_t *answer = NULL;
    auto_error *ignored = NULL;
    if (!aws_call(rq->provider->aws, limit, "ec2", "DescribeNetworkInterfaces", request, &answer, &ignored))
        return NULL;
    const json_t *interface = json_at(answer, "NetworkInterfaces[0]");
    if (!interface)
        return NULL;
    const char *id = json_text(interface, "NetworkInterfaceId");
    const char *description = json_text(interface, "Description");
    const char *owner = json_text(interface, "RequesterId");
    if (!owner)
        owner = json_text(interface, "OwnerId");
    return xprintf("held by network interface %s \"%s\" of %s", id ? id : "?", description ? description : "",
                   owner ? owner : "this account");
}

static void add_holder(const struct values *values, struct error **err) {
    auto_free char *holder = holder_text(values);
    if (holder)
        error_in(err, "%s", holder);
}

/* Waits before the same call is made again. False: the time is up, or it was cancelled; `last` is what AWS
 * said. */
static bool wait_again(const struct values *values, const struct call *call, const struct error *last,
                       int64_t since_ms, struct pause *pause, struct error **err) {
    auto_free char *holder = clock_monotonic_ms() - since_ms >= QUIET_MS ? holder_text(values) : NULL;
    status_report(values->rq, since_ms, "%s: %s, trying again%s%s", call->operation, last->code,
                  holder ? ", " : "", holder ? holder : "");
    auto_error *stopped = NULL;
    if (pause_take(pause, values->rq->cancel, &stopped))
        return true;
    *err = error_copy(last);
    add_holder(values, err);
    error_in(err, "%s", stopped->message);
    (*err)->kind = stopped->kind;
    return false;
}

/* What an error of the call comes to: done already, try again (true, *ret_again), or an error. */
static bool handle_error(const struct values *values, const struct call *call, struct error *error,
                         int64_t since_ms, struct pause *pause, bool *ret_again, struct error **err) {
    if (error->kind == ERROR_AWS && error->code && words_have(call->ignore, error->code))
        return true;
    const int seconds = again_seconds(values, call, error);
    if (!seconds || clock_monotonic_ms() - since_ms >= (int64_t)seconds * 1000) {
        *err = error_copy(error);
        if (seconds)
            add_holder(values, err);
        return false;
    }
    *ret_again = true;
    return wait_again(values, call, error, since_ms, pause, err);
}

/* A property, or with @ a member of the described object, has a value. */
static bool has_needed(const struct values *values, const char *needs) {
    return *needs == '@' ? json_at(values->item, needs + 1) != NULL
                         : json_object_get(values->now, needs) != NULL;
}

bool call_make(const struct values *values, const struct call *call, const json_t *extra, json_t **ret_answer,
               struct error **err) {
    if (call->needs && !has_needed(values, call->needs)) {
        if (ret_answer)
            *ret_answer = json_object();
        return true;
    }
    json_auto_t *request = extra ? json_deep_copy(extra) : json_object();
    params_put(values, call->params, request);
    json_auto_t *answer = NULL;
    struct pause pause = { 0 };
    const int64_t since_ms = clock_monotonic_ms();
    bool again = true, sent = false;
    while (again) {
        again = false;
        auto_error *problem = NULL;
        if (call_once(values, call, request, &answer, &problem))
            break;
        sent = sent || problem->sent;
        problem->sent = sent; /* one that a refusal came after may have taken effect */
        if (!handle_error(values, call, problem, since_ms, &pause, &again, err))
            return false;
    }
    if (ret_answer)
        *ret_answer = answer ? TAKE(answer) : json_object();
    return true;
}

bool call_make_pages(const struct values *values, const char *operation, const char *params,
                     json_t **ret_answer, struct error **err) {
    const struct resource_request *rq = values->rq;
    json_auto_t *request = json_object();
    params_put(values, params, request);
    return aws_call_pages(rq->provider->aws, rq->cancel, rq->table->service, operation, request, ret_answer,
                          err);
}
