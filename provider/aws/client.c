#include "aws/client.h"

#include <string.h>

#include "aws/library.h"
#include "aws/partitions.h"
#include "aws/protocol.h"
#include "aws/retry_repeat.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/random.h"

/* A smaller difference to what is known of AWS's clock is not the reason of a refusal. */
enum { SKEW_STEP_S = 60 };

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
            .proxies = { .http = config->http_proxy, .https = config->https_proxy, .none = config->no_proxy },
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
    client->quota_count = service_count();
    client->quotas = xcalloc(client->quota_count, sizeof *client->quotas);
    for (size_t i = 0; i < client->quota_count; i++)
        retry_quota_init(&client->quotas[i]);
    *ret_client = client;
    return true;
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
    for (size_t i = 0; i < client->quota_count; i++)
        retry_quota_done(&client->quotas[i]);
    free(client->quotas);
    free(client);
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
    struct aws_request request;
    struct retry retry;
    struct credentials *credentials; /* or NULL */
    bool clock_mended;
    bool credentials_renewed;
    bool left_open; /* some attempt may have taken effect */
    /* of the last attempt */
    enum transport_failure failure;
    int64_t asked_wait_ms;
    int64_t skew_s; /* a wrong clock may have been the reason; 0 = no */
};

static struct retry_quota *quota_of(struct aws_client *client, const struct aws_service *service) {
    for (size_t i = 0; i < client->quota_count; i++)
        if (aws_services[i] == service)
            return &client->quotas[i];
    return &client->quotas[0];
}

/* What only the whole call knows: which it was, and whether any of its attempts may have taken effect. */
static void complete_error(const struct call *call, struct error *error) {
    error->sent = call->left_open;
    if (!error->service)
        error->service = xstrdup(call->request.service->name);
    if (!error->operation)
        error->operation = xstrdup(call->request.operation->name);
}

static const char *request_id(const struct http_answer *answer) {
    static const char *const names[] = { "x-amzn-RequestId", "x-amz-request-id", "x-amzn-request-id" };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *id = http_header(&answer->headers, names[i]);
        if (id)
            return id;
    }
    return "-";
}

static void log_attempt(const struct call *call, int status, const char *result, const char *id,
                        int64_t started_ms) {
    log_debug("aws %s %s, attempt %d: %d %s, %lld ms, request id %s", call->request.service->name,
              call->request.operation->name, call->retry.attempt, status, result,
              (long long)(clock_monotonic_ms() - started_ms), id);
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

/* One attempt; what decides about the next one is noted in the call. */
static bool attempt(struct call *call, json_t **ret_output, struct error **err) {
    auto_arena *arena = arena_new();
    struct aws_client *client = call->client;
    const struct aws_request *request = &call->request;
    struct http_answer answer = { 0 };
    call->retry.attempt++;
    const struct http_request http =
        aws_request_sign(client, arena, request, call->credentials, call->retry.attempt);
    const int64_t started_ms = clock_monotonic_ms();
    aws_count_call(request->service->name, request->operation->name);
    if (transport_send(client->parts.transport, call->cancel, arena, &http, &answer, &call->failure, err) &&
        read_answer(call, &answer, ret_output, err)) {
        log_attempt(call, answer.status, "ok", request_id(&answer), started_ms);
        return true;
    }
    log_attempt(call, answer.status, (*err)->code ? (*err)->code : (*err)->message,
                (*err)->request_id ? (*err)->request_id : request_id(&answer), started_ms);
    call->left_open = call->left_open || retry_left_open(*err);
    call->asked_wait_ms = retry_after_ms(&answer);
    call->skew_s = retry_clock_skew_s(*err, &answer, client->parts.now_s());
    return false;
}

/* After a refused signature or date: takes AWS's clock for ours, once a call. */
static bool mend_clock(struct call *call) {
    const int64_t known_s = atomic_load(&call->client->clock_skew_s);
    const int64_t further_s = call->skew_s > known_s ? call->skew_s - known_s : known_s - call->skew_s;
    if (call->clock_mended || !call->skew_s || further_s < SKEW_STEP_S)
        return false;
    call->clock_mended = true;
    atomic_store(&call->client->clock_skew_s, call->skew_s);
    log_debug("aws: the clock of AWS is %lld s ahead of this machine's", (long long)call->skew_s);
    return true;
}

/* True when there is to be another attempt, after the pause before it. */
static bool pause_for_next(struct call *call, struct error **err) {
    int64_t wait_ms = 0;
    if (!retry_again(&call->retry, *err, call->failure, call->asked_wait_ms, &wait_ms)) {
        if (call->retry.attempt > 1 && (*err)->kind != ERROR_CANCELLED && (*err)->kind != ERROR_TIMEOUT)
            error_in(err, "after %d attempts", call->retry.attempt);
        return false;
    }
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
        xprintf("AWS does not accept the credentials from %s: %s. %s%s", credentials->source, error->message,
                expired ? "They have expired. "
                        : "Check the keys there; the access key may have been deleted or deactivated",
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
    while (take_credentials(call, &refusal, err)) {
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

bool aws_call_as(struct aws_client *client, struct cancel *cancel, const struct aws_caller *caller,
                 const char *service, const char *operation, const json_t *input, json_t **ret_output,
                 struct error **err) {
    auto_arena *arena = arena_new();
    struct call call = { .client = client, .cancel = cancel, .caller = caller };
    if (!cancel_check(cancel, err) || !library_load(err) ||
        !aws_request_build(client, arena, caller ? caller->region : NULL, service, operation, input,
                           &call.request, err))
        return false;
    call.request.max_attempts = attempts_for(client, caller);
    call.retry = (struct retry){
        .quota = quota_of(client, call.request.service),
        .max_attempts = call.request.max_attempts,
        .asked = client->config->attempts_asked,
        .repeatable = retry_is_repeatable(call.request.service, call.request.operation, input),
        .random_below = client->parts.random_below,
    };
    const bool good = run(&call, ret_output, err);
    credentials_unref(call.credentials);
    if (!good)
        complete_error(&call, *err);
    return good;
}

bool aws_call(struct aws_client *client, struct cancel *cancel, const char *service, const char *operation,
              const json_t *input, json_t **ret_output, struct error **err) {
    return aws_call_as(client, cancel, NULL, service, operation, input, ret_output, err);
}
