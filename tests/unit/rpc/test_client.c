/* The client against the server of the same room (which test_server.c holds against another client). */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <semaphore.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "google/protobuf/struct.pb-c.h"
#include "rpc/client.h"
#include "rpc/server.h"

enum { CROWD = 200, FAR_MS = 60000 };

struct fixture {
    struct rpc_server *server;
    struct rpc_channel *channel;
    pthread_barrier_t crowd;
    sem_t begun;
    sem_t stopped;
};

static bool echo(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                 ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)context;
    (void)call;
    (void)failure;
    *answer = (ProtobufCMessage *)request;
    return true;
}

static bool meet(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                 ProtobufCMessage **answer, struct rpc_failure *failure) {
    struct fixture *fixture = context;
    pthread_barrier_wait(&fixture->crowd);
    return echo(context, call, request, answer, failure);
}

static bool wait_for_cancel(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                            ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)request;
    (void)answer;
    (void)failure;
    struct fixture *fixture = context;
    auto_error *error = NULL;
    sem_post(&fixture->begun);
    assert_false(cancel_wait_ms(call->cancel, FAR_MS, &error));
    sem_post(&fixture->stopped);
    return false;
}

static bool refuse(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                   ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)context;
    (void)answer;
    const Google__Protobuf__Value *value = (const Google__Protobuf__Value *)request;
    failure->code = (enum rpc_code)value->number_value;
    failure->message = arena_strdup(call->arena, "such is life: 100 %s");
    return false;
}

#define VALUE &google__protobuf__value__descriptor
static const struct rpc_method methods[] = {
    { "/test.Test/Echo", echo, VALUE, false, false },
    { "/test.Test/Meet", meet, VALUE, false, false },
    { "/test.Test/Wait", wait_for_cancel, VALUE, false, false },
    { "/test.Test/Refuse", refuse, VALUE, false, false },
};

static int begin(void **state) {
    struct fixture *fixture = xcalloc(1, sizeof *fixture);
    pthread_barrier_init(&fixture->crowd, NULL, CROWD);
    sem_init(&fixture->begun, 0, 0);
    sem_init(&fixture->stopped, 0, 0);
    struct error *error = NULL;
    const struct rpc_server_options options = { .methods = methods,
                                                .method_count = COUNT_OF(methods),
                                                .context = fixture };
    assert_true(rpc_server_start(&options, &fixture->server, &error));
    auto_free char *address = xprintf("127.0.0.1:%d", rpc_server_port(fixture->server));
    fixture->channel = rpc_channel_new(address);
    *state = fixture;
    return 0;
}

static int end(void **state) {
    struct fixture *fixture = *state;
    rpc_channel_free(fixture->channel);
    if (fixture->server)
        rpc_server_stop(fixture->server, FAR_MS);
    pthread_barrier_destroy(&fixture->crowd);
    sem_destroy(&fixture->begun);
    sem_destroy(&fixture->stopped);
    free(fixture);
    return 0;
}

/* Calls with a text; true with the answered text in the arena. */
static bool say(struct fixture *fixture, struct arena *arena, struct cancel *cancel, const char *path,
                const char *text, const char **ret_text, struct error **err) {
    Google__Protobuf__Value request = GOOGLE__PROTOBUF__VALUE__INIT;
    request.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
    request.string_value = (char *)text;
    ProtobufCMessage *answer = NULL;
    if (!rpc_invoke(fixture->channel, arena, cancel, path, &request.base, VALUE, &answer, err))
        return false;
    *ret_text = ((const Google__Protobuf__Value *)answer)->string_value;
    return true;
}

static void an_answer_lives_in_the_arena(void **state) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const char *text = NULL;
    assert_true(say(*state, arena, NULL, "/test.Test/Echo", "hello", &text, &error));
    assert_string_equal(text, "hello");
}

static void a_large_message_passes(void **state) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const size_t size = 20u * 1024 * 1024;
    auto_free char *large = xcalloc(size + 1, 1);
    memset(large, 'x', size);
    const char *text = NULL;
    assert_true(say(*state, arena, NULL, "/test.Test/Echo", large, &text, &error));
    assert_int_equal(strlen(text), size);
}

struct caller {
    pthread_t thread;
    struct fixture *fixture;
    bool ok;
};

static void *meet_them(void *argument) {
    struct caller *caller = argument;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const char *text = NULL;
    caller->ok =
        say(caller->fixture, arena, NULL, "/test.Test/Meet", "me", &text, &error) && !strcmp(text, "me");
    return NULL;
}

static void many_threads_share_a_channel(void **state) {
    static struct caller callers[CROWD];
    for (size_t i = 0; i < CROWD; i++) {
        callers[i].fixture = *state;
        assert_int_equal(pthread_create(&callers[i].thread, NULL, meet_them, &callers[i]), 0);
    }
    for (size_t i = 0; i < CROWD; i++) {
        pthread_join(callers[i].thread, NULL);
        assert_true(callers[i].ok);
    }
}

static void a_status_becomes_an_error(void **state) {
    struct fixture *fixture = *state;
    const struct {
        enum rpc_code code;
        enum error_kind kind;
    } expected[] = {
        { RPC_INVALID_ARGUMENT, ERROR_INTERNAL }, { RPC_UNKNOWN, ERROR_INTERNAL },
        { RPC_UNAVAILABLE, ERROR_NETWORK },       { RPC_CANCELLED, ERROR_CANCELLED },
        { RPC_DEADLINE_EXCEEDED, ERROR_TIMEOUT },
    };
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        auto_arena *arena = arena_new();
        auto_error *error = NULL;
        Google__Protobuf__Value request = GOOGLE__PROTOBUF__VALUE__INIT;
        request.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
        request.number_value = expected[i].code;
        ProtobufCMessage *answer = NULL;
        assert_false(rpc_invoke(fixture->channel, arena, NULL, "/test.Test/Refuse", &request.base, VALUE,
                                &answer, &error));
        assert_null(answer);
        assert_int_equal(error->kind, expected[i].kind);
        assert_non_null(strstr(error->message, "/test.Test/Refuse: such is life: 100 %s"));
    }
}

static void nobody_there_is_a_network_error(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct fixture nobody = { .channel = rpc_channel_new("127.0.0.1:1") };
    const char *text = NULL;
    assert_false(say(&nobody, arena, NULL, "/test.Test/Echo", "", &text, &error));
    assert_int_equal(error->kind, ERROR_NETWORK);
    rpc_channel_free(nobody.channel);
    rpc_channel_free(NULL);
}

static void an_answer_of_another_type_is_refused(void **state) {
    struct fixture *fixture = *state;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    Google__Protobuf__Value request = GOOGLE__PROTOBUF__VALUE__INIT;
    request.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
    request.number_value = 1;
    ProtobufCMessage *answer = NULL;
    /* field 2 with eight bytes where a FieldsEntry has a Value */
    assert_false(rpc_invoke(fixture->channel, arena, NULL, "/test.Test/Echo", &request.base,
                            &google__protobuf__struct__fields_entry__descriptor, &answer, &error));
    assert_null(answer);
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_non_null(strstr(error->message, "/test.Test/Echo: "));
}

/* ---- cancelling ---- */

struct waiter {
    struct fixture *fixture;
    struct cancel *cancel;
    struct error *error;
    bool ok;
};

static void *wait_there(void *argument) {
    struct waiter *waiter = argument;
    auto_arena *arena = arena_new();
    const char *text = NULL;
    waiter->ok = say(waiter->fixture, arena, waiter->cancel, "/test.Test/Wait", "", &text, &waiter->error);
    return NULL;
}

static void a_call_is_cancelled_at_once_here_and_there(void **state) {
    struct fixture *fixture = *state;
    auto_cancel *cancel = cancel_new();
    struct waiter waiter = { .fixture = fixture, .cancel = cancel };
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wait_there, &waiter), 0);
    sem_wait(&fixture->begun);
    const int64_t before_ms = clock_monotonic_ms();
    cancel_trigger(cancel);
    pthread_join(thread, NULL);
    assert_true(clock_monotonic_ms() - before_ms < FAR_MS / 2);
    assert_false(waiter.ok);
    assert_int_equal(waiter.error->kind, ERROR_CANCELLED);
    assert_string_equal(waiter.error->message, "cancelled");
    error_free(waiter.error);
    sem_wait(&fixture->stopped);
}

static void a_cancelled_token_lets_no_call_wait(void **state) {
    auto_cancel *cancel = cancel_new();
    cancel_trigger(cancel);
    struct waiter waiter = { .fixture = *state, .cancel = cancel };
    wait_there(&waiter);
    assert_false(waiter.ok);
    assert_int_equal(waiter.error->kind, ERROR_CANCELLED);
    error_free(waiter.error);
}

static void a_tokens_deadline_ends_the_call(void **state) {
    auto_cancel *cancel = cancel_new();
    cancel_set_deadline_ms(cancel, clock_monotonic_ms() + 50);
    struct waiter waiter = { .fixture = *state, .cancel = cancel };
    wait_there(&waiter);
    assert_false(waiter.ok);
    assert_int_equal(waiter.error->kind, ERROR_TIMEOUT);
    error_free(waiter.error);
}

static void an_unused_token_changes_nothing(void **state) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    auto_cancel *cancel = cancel_new();
    cancel_set_deadline_ms(cancel, clock_monotonic_ms() + FAR_MS);
    const char *text = NULL;
    assert_true(say(*state, arena, cancel, "/test.Test/Echo", "hello", &text, &error));
    assert_string_equal(text, "hello");
    cancel_trigger(cancel); /* the call has let go of it */
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_answer_lives_in_the_arena),
        TEST(a_large_message_passes),
        TEST(many_threads_share_a_channel),
        TEST(a_status_becomes_an_error),
        TEST(nobody_there_is_a_network_error),
        TEST(an_answer_of_another_type_is_refused),
        TEST(a_call_is_cancelled_at_once_here_and_there),
        TEST(a_cancelled_token_lets_no_call_wait),
        TEST(a_tokens_deadline_ends_the_call),
        TEST(an_unused_token_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
