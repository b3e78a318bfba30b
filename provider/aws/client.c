#include "aws/client.h"

#include <stdlib.h>
#include <string.h>

#include "aws/endpoint/partitions.h"
#include "aws/library.h"
#include "aws/protocol/protocol.h"
#include "aws/retry/repeat.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/random.h"

static size_t service_count(void) {
    size_t count = 0;
    while (aws_services[count])
        count++;
    return count;
}

bool aws_client_new_with(const struct aws_options *options, const struct aws_client_parts *parts,
                         struct aws_client **ret_client, struct error **err) {
    struct config *config = NULL;
    if (!config_new(options, &config, err)) {
        transport_free(parts->transport);
        return false;
    }
    struct aws_client *client = xcalloc(1, sizeof *client);
    client->config = config;
    client->parts = *parts;
    if (!client->parts.transport)
        client->parts.transport = transport_new(&(struct transport_options){
            .ca_bundle = config->ca_bundle,
            .proxies = {
                .http = { config->http_proxy, config->http_proxy_from },
                .https = { config->https_proxy, config->https_proxy_from },
                .none = { config->no_proxy, config->no_proxy_from },
            },
        });
    if (!client->parts.now_s)
        client->parts.now_s = clock_unix_s;
    if (!client->parts.random_below)
        client->parts.random_below = random_below;
    if (!client->parts.wait_ms)
        client->parts.wait_ms = cancel_wait_ms;
    client->credentials = credentials_chain_new(&(struct credentials_chain_options){
        .client = client,
        .sources = parts->sources,
        .source_count = parts->source_count,
        .now_s = client->parts.now_s,
    });
    client->lane_count = service_count();
    client->lanes = xcalloc(client->lane_count, sizeof *client->lanes);
    for (size_t i = 0; i < client->lane_count; i++) {
        retry_quota_init(&client->lanes[i].quota);
        retry_pace_init(&client->lanes[i].pace, config->retry_mode == CONFIG_RETRY_ADAPTIVE, NULL);
    }
    *ret_client = client;
    return true;
}

int64_t aws_client_now_s(const struct aws_client *client) {
    return client->parts.now_s() + atomic_load(&client->clock_skew_s);
}

bool aws_client_new(const struct aws_options *options, struct aws_client **ret_client, struct error **err) {
    return aws_client_new_with(options, &(struct aws_client_parts){ 0 }, ret_client, err);
}

void aws_client_free(struct aws_client *client) {
    if (!client)
        return;
    transport_free(client->parts.transport);
    credentials_chain_free(client->credentials);
    config_free(client->config);
    for (size_t i = 0; i < client->lane_count; i++) {
        retry_quota_done(&client->lanes[i].quota);
        retry_pace_done(&client->lanes[i].pace);
    }
    free(client->lanes);
    free(client);
}

void aws_watch(struct aws_client *client, const struct aws_watcher *watcher) {
    client->watcher = watcher ? *watcher : (struct aws_watcher){ 0 };
}

const char *aws_region(const struct aws_client *client) {
    return client->config->region;
}

const char *aws_partition(const struct aws_client *client) {
    return partition_of(client->config->region)->id;
}

const char *aws_dns_suffix(const struct aws_client *client) {
    return partition_of(client->config->region)->dns_suffix;
}

bool aws_check_credentials(struct aws_client *client, struct cancel *cancel, struct error **err) {
    auto_credentials *credentials = NULL;
    return credentials_get(client->credentials, cancel, &credentials, err);
}

/* One call on its way through its attempts. */
struct call {
    struct aws_client *client;
    struct cancel *cancel;
    const struct aws_caller *caller; /* or NULL: the client */
    const struct aws_teller *teller; /* or NULL */
    int64_t since_ms;                /* its begin, on the monotonic clock */
    struct aws_lane *lane;
    const json_t *input;
    struct aws_request request;
    struct retry retry;
    struct credentials *credentials; /* or NULL */
    bool on_its_way;                 /* it has its place in the lane */
    bool clock_mended;
    bool credentials_renewed;
    bool left_open; /* some attempt may have taken effect */
    /* of the last attempt */
    enum transport_failure failure;
    struct retry_wish wish;
    int64_t signed_skew_s; /* what was known of AWS's clock when it was signed */
    bool clock_was_wrong;  /* that may have been the reason of the failure */
    int64_t skew_s;        /* then: how far AWS's clock really is ahead */
};

static struct aws_lane *lane_of(struct aws_client *client, const struct aws_service *service) {
    size_t i = 0;
    while (i + 1 < client->lane_count && aws_services[i] != service)
        i++;
    return &client->lanes[i];
}

/* What must stand between AWS's words and ours. */
static const char *full_stop_of(const char *words) {
    const size_t length = strlen(words);
    return length && words[length - 1] == '.' ? "" : ".";
}

/* What only the whole call knows: which it was, and whether any of its attempts may have taken effect. */
static void complete_error(const struct call *call, struct error *error) {
    error->sent = call->left_open;
    if (retry_limit_reached(error)) {
        char *message = xprintf(
            "%s%s A limit of AWS is reached: take away what is not needed any more or, if the AWS console "
            "lists this limit under Service Quotas as adjustable, ask for more there",
            error->message, full_stop_of(error->message));
        free(error->message);
        error->message = message;
    }
    if (!error->service)
        error->service = xstrdup(call->request.service->name);
    if (!error->operation)
        error->operation = xstrdup(call->request.operation->name);
}

/* The answer as output or error. A success that cannot be read has taken effect all the same. */
static bool read_answer(const struct call *call, const struct http_answer *answer, json_t **ret_output,
                        struct error **err) {
    const struct aws_request *request = &call->request;
    if (answer->status < 200 || answer->status > 299) {
        protocol_parse_error(request->service, request->operation, answer, err);
        return false;
    }
    if (protocol_parse(request->service, request->operation, answer, ret_output, err))
        return true;
    (*err)->sent = true;
    return false;
}

/* The call's turn: its place among the calls of the service, and in adaptive mode a token for the attempt. A call for
 * credentials goes at once: others may keep their places while they wait for what it brings. */
static bool take_turn(struct call *call, struct error **err) {
    struct retry_pace *pace = &call->lane->pace;
    int64_t waited_ms = 0, token_ms = 0;
    if (call->caller)
        return true;
    if (!call->on_its_way && !retry_pace_enter(pace, call->cancel, &waited_ms, err))
        return false;
    call->on_its_way = true;
    if (!retry_pace_send(pace, call->cancel, &token_ms, err))
        return false;
    aws_log_turn(&call->request, pace, waited_ms + token_ms);
    return true;
}

/* What the end of an attempt says about the next calls of the service. */
static void set_pace(struct call *call, enum retry_pace_end end) {
    if (call->failure == TRANSPORT_OK)
        atomic_store(&call->lane->answered, true);
    if (call->failure != TRANSPORT_STOPPED && retry_pace_ended(&call->lane->pace, end))
        aws_log_limit(&call->request, &call->lane->pace);
}

/* The attempt has taken effect, or may have. */
static void tell_change(const struct call *call) {
    const struct aws_watcher *watcher = &call->client->watcher;
    const bool reads = retry_effect_of(call->request.service, call->request.operation) == RETRY_EFFECT_READS;
    if (watcher->changed && !reads && !call->caller)
        watcher->changed(watcher->context);
}

/* What a failed attempt says about the next one. */
static void note_failure(struct call *call, const struct http_answer *answer, const struct error *error) {
    const int64_t now_s = call->client->parts.now_s();
    if (retry_left_open(error)) {
        call->left_open = true;
        tell_change(call);
    }
    call->wish = retry_wish_of(answer, now_s);
    call->clock_was_wrong = retry_clock_was_wrong(error, answer, now_s, call->signed_skew_s, &call->skew_s);
}

/* One attempt; what decides about the next one is noted in the call. */
static bool attempt(struct call *call, json_t **ret_output, struct error **err) {
    auto_secret_arena *arena = arena_new();
    struct aws_client *client = call->client;
    const struct aws_request *request = &call->request;
    struct http_answer answer = { 0 };
    const int number = ++call->retry.attempt;
    call->signed_skew_s = atomic_load(&client->clock_skew_s);
    struct http_request http = aws_request_sign(client, arena, request, call->credentials, number);
    http.ahead = call->caller != NULL;
    const int64_t started_ms = clock_monotonic_ms();
    aws_count_call(request->service->name, request->operation->name);
    if (transport_send(client->parts.transport, call->cancel, arena, &http, &answer, &call->failure, err) &&
        read_answer(call, &answer, ret_output, err)) {
        aws_log_attempt(request, number, &answer, call->failure, NULL, clock_monotonic_ms() - started_ms);
        set_pace(call, RETRY_PACE_SUCCEEDED);
        tell_change(call);
        return true;
    }
    if (call->failure == TRANSPORT_OK)
        aws_hide_secrets(request, call->input, call->credentials, *err);
    aws_log_attempt(request, number, &answer, call->failure, *err, clock_monotonic_ms() - started_ms);
    const bool throttled = retry_classify(*err, call->failure) == RETRY_THROTTLED;
    set_pace(call, throttled ? RETRY_PACE_THROTTLED : RETRY_PACE_FAILED);
    note_failure(call, &answer, *err);
    return false;
}

/* After a refused signature or date: takes AWS's clock for ours, once a call. Another call may have done so since this
 * one was signed. */
static bool mend_clock(struct call *call) {
    if (call->clock_mended || !call->clock_was_wrong)
        return false;
    call->clock_mended = true;
    atomic_store(&call->client->clock_skew_s, call->skew_s);
    log_info("aws: the clock of AWS is %lld s ahead of this machine's", (long long)call->skew_s);
    return true;
}

static void tell_pause(const struct call *call, const struct error *error, int64_t wait_ms) {
    if (!call->teller)
        return;
    auto_free char *text = xprintf("%s: %s, attempt %d in %lld s", call->request.operation->name,
                                   aws_reason_of(error, call->failure), call->retry.attempt + 1,
                                   (long long)(wait_ms + 999) / 1000);
    call->teller->tell(call->teller->context, call->since_ms, text);
}

/* True when there is to be another attempt, after the pause before it. */
static bool pause_for_next(struct call *call, struct error **err) {
    int64_t wait_ms = 0;
    call->retry.known_host = atomic_load(&call->lane->answered);
    if (!retry_again(&call->retry, *err, call->failure, call->wish, &wait_ms)) {
        if (call->retry.attempt > 1 && (*err)->kind != ERROR_CANCELLED && (*err)->kind != ERROR_TIMEOUT)
            error_in(err, "after %d attempts", call->retry.attempt);
        return false;
    }
    aws_log_pause(&call->request, call->retry.attempt, call->failure, *err, wait_ms);
    tell_pause(call, *err, wait_ms);
    error_free(TAKE(*err));
    return call->client->parts.wait_ms(call->cancel, wait_ms, err);
}

static bool same_text(const char *a, const char *b) {
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

/* AWS has refused the credentials and there are no others: whose they are, and what to do. */
static void explain_refusal(const struct credentials *credentials, struct error *error) {
    const bool expired = error->code && strstr(error->code, "Expired");
    char *message =
        xprintf("AWS does not accept the credentials from %s: %s%s %s%s", credentials->source, error->message,
                full_stop_of(error->message),
                expired ? "They have expired. "
                        : "Check the keys there: the access key may have been deleted or deactivated, or the "
                          "secret belongs to another one",
                expired ? credentials->cure : "");
    free(error->message);
    error->message = message;
    error->kind = ERROR_CREDENTIALS;
}

/*
 * Takes credentials for the next attempt. `refusal` is the last attempt's error when AWS refused those it
 * had: the same ones again, or a second refusal, end the call.
 */
static bool take_credentials(struct call *call, struct error **refusal, struct error **err) {
    if (call->request.operation->unsigned_request || (call->caller && call->credentials))
        return true;
    if (call->caller) {
        call->credentials = credentials_ref(call->caller->credentials);
        return true;
    }
    struct credentials *next = NULL;
    const bool got = credentials_get(call->client->credentials, call->cancel, &next, err);
    const bool others = got && call->credentials && !call->credentials_renewed &&
                        !(same_text(next->access_key, call->credentials->access_key) &&
                          same_text(next->session_token, call->credentials->session_token));
    if (*refusal && got && !others) {
        credentials_unref(next);
        explain_refusal(call->credentials, *refusal);
        *err = TAKE(*refusal);
        return false;
    }
    if (!got)
        return false;
    call->credentials_renewed = call->credentials_renewed || *refusal;
    error_free(TAKE(*refusal));
    credentials_unref(call->credentials);
    call->credentials = next;
    return true;
}

static bool run(struct call *call, json_t **ret_output, struct error **err) {
    auto_error *refusal = NULL;
    while (take_credentials(call, &refusal, err) && take_turn(call, err)) {
        if (attempt(call, ret_output, err)) {
            retry_succeeded(&call->retry);
            return true;
        }
        if (mend_clock(call)) {
            error_free(TAKE(*err));
        } else if (call->credentials && !call->caller && retry_credentials_refused(*err)) {
            credentials_refused(call->client->credentials, call->credentials);
            refusal = TAKE(*err);
        } else if (!pause_for_next(call, err)) {
            return false;
        }
    }
    return false;
}

static int attempts_for(const struct aws_client *client, const struct aws_caller *caller) {
    const int most = client->config->max_attempts;
    return caller && caller->max_attempts && caller->max_attempts < most ? caller->max_attempts : most;
}

static bool make(struct call *call, const char *service, const char *operation, const json_t *input,
                 json_t **ret_output, struct error **err) {
    auto_secret_arena *arena = arena_new();
    struct aws_client *client = call->client;
    call->input = input;
    call->since_ms = clock_monotonic_ms();
    if (!cancel_check(call->cancel, err) || !library_load(err) ||
        !aws_request_build(client, arena, call->caller ? call->caller->region : NULL, service, operation,
                           input, &call->request, err))
        return false;
    call->request.max_attempts = attempts_for(client, call->caller);
    call->lane = lane_of(client, call->request.service);
    call->retry = (struct retry){
        .quota = &call->lane->quota,
        .max_attempts = call->request.max_attempts,
        .asked = client->config->attempts_asked,
        .repeatable = retry_is_repeatable(call->request.service, call->request.operation, input),
        .random_below = client->parts.random_below,
    };
    const bool good = run(call, ret_output, err);
    if (call->on_its_way)
        retry_pace_leave(&call->lane->pace);
    credentials_unref(call->credentials);
    if (!good)
        complete_error(call, *err);
    return good;
}

bool aws_call_as(struct aws_client *client, struct cancel *cancel, const struct aws_caller *caller,
                 const char *service, const char *operation, const json_t *input, json_t **ret_output,
                 struct error **err) {
    struct call call = { .client = client, .cancel = cancel, .caller = caller };
    return make(&call, service, operation, input, ret_output, err);
}

bool aws_call_told(struct aws_client *client, struct cancel *cancel, const struct aws_teller *teller,
                   const char *service, const char *operation, const json_t *input, json_t **ret_output,
                   struct error **err) {
    struct call call = { .client = client, .cancel = cancel, .teller = teller };
    return make(&call, service, operation, input, ret_output, err);
}

bool aws_call(struct aws_client *client, struct cancel *cancel, const char *service, const char *operation,
              const json_t *input, json_t **ret_output, struct error **err) {
    return aws_call_told(client, cancel, NULL, service, operation, input, ret_output, err);
}
