/*
 * The life of the server: start, the one thread that waits for the core's events, cancelling, the end.
 *
 * Handlers run on threads of their own, never on the poller: it only takes calls and starts answers.
 */
#include "rpc/server.h"

#include <grpc/grpc_security.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "rpc/internal.h"

/* How long callers have to close their connections before the end. */
enum { CLOSE_MS = 100 };

/* ---- calls in flight ---- */

void server_disarm(struct rpc_server *server) {
    pthread_mutex_lock(&server->lock);
    server->armed--;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

void server_add_call(struct rpc_server *server, struct call *call) {
    pthread_mutex_lock(&server->lock);
    call->next = server->calls;
    if (call->next)
        call->next->previous = call;
    server->calls = call;
    server->in_flight++;
    const bool cancelled = server->cancelled && call->slot->method && call->slot->method->long_running;
    pthread_mutex_unlock(&server->lock);
    if (cancelled)
        cancel_trigger(call->seen.cancel);
}

void server_end_call(struct rpc_server *server, struct call *call) {
    pthread_mutex_lock(&server->lock);
    if (call->previous)
        call->previous->next = call->next;
    else
        server->calls = call->next;
    if (call->next)
        call->next->previous = call->previous;
    pthread_mutex_unlock(&server->lock);
    call_free(call); /* before it stops counting: the core's server may not go before its calls */
    pthread_mutex_lock(&server->lock);
    server->in_flight--;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

/* Triggers outside the lock: listeners of a token may take their time. */
static void cancel_all(struct rpc_server *server, bool short_ones_too) {
    pthread_mutex_lock(&server->lock);
    struct cancel **tokens = xcalloc(server->in_flight, sizeof *tokens);
    size_t count = 0;
    for (struct call *call = server->calls; call; call = call->next)
        if (short_ones_too || (call->slot->method && call->slot->method->long_running))
            tokens[count++] = cancel_ref(call->seen.cancel);
    pthread_mutex_unlock(&server->lock);
    for (size_t i = 0; i < count; i++) {
        cancel_trigger(tokens[i]);
        cancel_unref(tokens[i]);
    }
    free(tokens);
}

void rpc_server_cancel_calls(struct rpc_server *server) {
    pthread_mutex_lock(&server->lock);
    server->cancelled = true;
    pthread_mutex_unlock(&server->lock);
    cancel_all(server, false);
}

void rpc_server_accept_calls(struct rpc_server *server) {
    pthread_mutex_lock(&server->lock);
    server->cancelled = false;
    pthread_mutex_unlock(&server->lock);
}

/* ---- the poller ---- */

static void *poll_events(void *argument) {
    struct rpc_server *server = argument;
    for (;;) {
        const grpc_event event =
            grpc_completion_queue_next(server->queue, gpr_inf_future(GPR_CLOCK_REALTIME), NULL);
        if (event.type == GRPC_QUEUE_SHUTDOWN)
            return NULL;
        if (event.type == GRPC_OP_COMPLETE)
            tag_run(event.tag, event.success != 0);
    }
}

/* ---- start ---- */

static grpc_server *new_core(void) {
    grpc_arg settings[] = {
        { .type = GRPC_ARG_INTEGER, .key = (char *)GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH },
        { .type = GRPC_ARG_INTEGER, .key = (char *)GRPC_ARG_MAX_SEND_MESSAGE_LENGTH },
        /* by default a second server may take the same port, and nobody notices */
        { .type = GRPC_ARG_INTEGER, .key = (char *)GRPC_ARG_ALLOW_REUSEPORT },
    };
    settings[0].value.integer = RPC_MESSAGE_LIMIT;
    settings[1].value.integer = RPC_MESSAGE_LIMIT;
    settings[2].value.integer = 0;
    const grpc_channel_args arguments = { .num_args = COUNT_OF(settings), .args = settings };
    return grpc_server_create(&arguments, NULL);
}

/* The table, the health check, and the slot for unknown methods (without a method). */
static bool register_methods(struct rpc_server *server, const struct rpc_server_options *options,
                             struct error **err) {
    server->slot_count = options->method_count + 2;
    server->slots = xcalloc(server->slot_count, sizeof *server->slots);
    for (size_t i = 0; i < server->slot_count; i++)
        server->slots[i].server = server;
    for (size_t i = 0; i <= options->method_count; i++) {
        struct slot *slot = &server->slots[i];
        slot->method = i < options->method_count ? &options->methods[i] : &rpc_health_method;
        slot->registered = grpc_server_register_method(server->core, slot->method->path, NULL,
                                                       GRPC_SRM_PAYLOAD_READ_INITIAL_BYTE_BUFFER, 0);
        if (!slot->registered)
            return error_set(err, ERROR_INTERNAL, "%s is in the table of methods twice", slot->method->path);
    }
    return true;
}

static bool listen_on_loopback(struct rpc_server *server, struct error **err) {
    grpc_server_credentials *plain = grpc_insecure_server_credentials_create();
    server->port = grpc_server_add_http2_port(server->core, "127.0.0.1:0", plain);
    grpc_server_credentials_release(plain);
    return server->port > 0 || error_set(err, ERROR_INTERNAL, "no port of 127.0.0.1 to listen on");
}

/* What rpc_server_start() made, in any state, when the core serves no more. */
static void server_free(struct rpc_server *server) {
    grpc_server_destroy(server->core);
    grpc_completion_queue_shutdown(server->queue);
    if (server->poller)
        pthread_join(server->poller, NULL);
    grpc_completion_queue_destroy(server->queue);
    threads_free(server->threads);
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    free(server->slots);
    free(server);
}

static struct rpc_server *server_new(const struct rpc_server_options *options) {
    rpc_start_library();
    struct rpc_server *server = xcalloc(1, sizeof *server);
    pthread_mutex_init(&server->lock, NULL);
    clock_condition_init(&server->changed);
    server->context = options->context;
    server->threads = threads_new(options->idle_thread_ms);
    server->queue = grpc_completion_queue_create_for_next(NULL);
    server->core = new_core();
    grpc_server_register_completion_queue(server->core, server->queue, NULL);
    return server;
}

/* A server that was never started may be destroyed at once. */
bool rpc_server_start(const struct rpc_server_options *options, struct rpc_server **ret_server,
                      struct error **err) {
    struct rpc_server *server = server_new(options);
    if (!register_methods(server, options, err) || !listen_on_loopback(server, err)) {
        server_free(server);
        return false;
    }
    if (pthread_create(&server->poller, NULL, poll_events, server) != 0) {
        server->poller = 0;
        server_free(server);
        return error_set(err, ERROR_INTERNAL, "no thread for the server");
    }
    grpc_server_start(server->core);
    for (size_t i = 0; i < server->slot_count; i++)
        call_arm(&server->slots[i]);
    *ret_server = server;
    return true;
}

int rpc_server_port(const struct rpc_server *server) {
    return server->port;
}

/* ---- the end ---- */

static void core_ended(struct tag *tag, bool ok) {
    (void)ok;
    struct rpc_server *server = CONTAINER_OF(tag, struct rpc_server, shut_down);
    pthread_mutex_lock(&server->lock);
    server->core_is_ended = true;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

static bool no_call(const struct rpc_server *server) {
    return server->in_flight == 0;
}

static bool all_ended(const struct rpc_server *server) {
    return server->in_flight == 0 && server->armed == 0 && server->core_is_ended;
}

static void wait_until(struct rpc_server *server, bool (*reached)(const struct rpc_server *server),
                       int64_t limit_ms) {
    const int64_t until_ms = clock_monotonic_ms() + limit_ms;
    pthread_mutex_lock(&server->lock);
    while (!reached(server) && clock_monotonic_ms() < until_ms)
        clock_condition_wait(&server->changed, &server->lock, until_ms);
    pthread_mutex_unlock(&server->lock);
}

static void wait_for_end(struct rpc_server *server) {
    pthread_mutex_lock(&server->lock);
    while (!all_ended(server))
        pthread_cond_wait(&server->changed, &server->lock);
    pthread_mutex_unlock(&server->lock);
}

void rpc_server_stop(struct rpc_server *server, int64_t grace_ms) {
    tag_set(&server->shut_down, core_ended);
    grpc_server_shutdown_and_notify(server->core, server->queue, &server->shut_down);
    wait_until(server, no_call, grace_ms);
    /* Callers close their connections when told to; one that does not would keep the core from ending. */
    wait_until(server, all_ended, CLOSE_MS);
    grpc_server_cancel_all_calls(server->core);
    cancel_all(server, true);
    wait_for_end(server);
    server_free(server);
}
