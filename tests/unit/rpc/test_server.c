/* The server (server.c, call.c, wire.c, health.c) over a real connection. */
#include "caller.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "base/text.h"
#include "google/protobuf/any.pb-c.h"
#include "google/protobuf/struct.pb-c.h"
#include "google/rpc/status.pb-c.h"
#include "grpc/health.pb-c.h"
#include "pulumi/provider.pb-c.h"
#include "rpc/server.h"

enum { CROWD = 500, STREAMED = 1000, FAR_MS = 60000 };

/* ---- a service ---- */

struct service {
    struct rpc_server *server;
    struct caller caller;
    pthread_barrier_t crowd;
    sem_t begun;      /* a waiting handler has begun */
    sem_t stopped;    /* it has been cancelled */
    sem_t go;         /* it may end */
    atomic_int calls; /* handled */
};

static bool echo(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                 ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)call;
    (void)failure;
    struct service *service = context;
    atomic_fetch_add(&service->calls, 1);
    *answer = (ProtobufCMessage *)request;
    return true;
}

/* Answers when all of the crowd are here. */
static bool meet(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                 ProtobufCMessage **answer, struct rpc_failure *failure) {
    struct service *service = context;
    pthread_barrier_wait(&service->crowd);
    return echo(context, call, request, answer, failure);
}

/* Waits until it is cancelled. */
static bool wait_for_cancel(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                            ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)request;
    (void)answer;
    struct service *service = context;
    auto_error *error = NULL;
    sem_post(&service->begun);
    assert_false(cancel_wait_ms(call->cancel, FAR_MS, &error));
    assert_int_equal(error->kind, ERROR_CANCELLED);
    sem_post(&service->stopped);
    failure->code = RPC_CANCELLED;
    failure->message = arena_printf(call->arena, "stopped: %s", error->message);
    return false;
}

/* Ends when the test says so, whatever becomes of the caller; the answer tells whether it was cancelled. */
static bool wait_for_go(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                        ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)request;
    (void)failure;
    struct service *service = context;
    sem_post(&service->begun);
    sem_wait(&service->go);
    Google__Protobuf__Value *value = arena_alloc(call->arena, sizeof *value);
    google__protobuf__value__init(value);
    value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE;
    value->bool_value = cancel_requested(call->cancel);
    *answer = &value->base;
    return true;
}

/* Fails as the request's string_value says. */
static bool fail_as_told(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                         ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)context;
    (void)answer;
    const Google__Protobuf__Value *value = (const Google__Protobuf__Value *)request;
    Pulumirpc__ErrorResourceInitFailed *detail = arena_alloc(call->arena, sizeof *detail);
    pulumirpc__error_resource_init_failed__init(detail);
    detail->id = (char *)"vpc-1";
    if (strcmp(value->string_value, "huge") == 0) {
        char *id = arena_alloc(call->arena, RPC_DETAIL_LIMIT + 1);
        memset(id, 'x', RPC_DETAIL_LIMIT);
        detail->id = id;
    } else if (strcmp(value->string_value, "large") == 0) {
        char *id = arena_alloc(call->arena, RPC_DETAIL_LIMIT - 15);
        memset(id, 'x', RPC_DETAIL_LIMIT - 16);
        detail->id = id;
    }
    failure->code = strcmp(value->string_value, "ok") == 0 ? RPC_OK : RPC_FAILED_PRECONDITION;
    failure->message = "it is h\xc3\xa4lf there\nsecond line";
    if (strcmp(value->string_value, "long") == 0) {
        char *text = arena_alloc(call->arena, 100001);
        memset(text, 'y', 100000);
        failure->message = text;
    } else if (strcmp(value->string_value, "plain") != 0) {
        failure->detail = &detail->base;
    }
    return false;
}

static bool say_nothing(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                        ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)context;
    (void)call;
    (void)request;
    (void)answer;
    (void)failure;
    return true;
}

static bool stream(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                   ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)answer;
    struct service *service = context;
    auto_error *error = NULL;
    const size_t count = (size_t)((const Google__Protobuf__Value *)request)->number_value;
    for (size_t i = 0; i < count; i++) {
        if (rpc_send(call, request, &error))
            continue;
        assert_int_equal(error->kind, ERROR_CANCELLED);
        sem_post(&service->stopped);
        failure->code = RPC_CANCELLED;
        failure->message = "cut off";
        return false;
    }
    return true;
}

/* A method that does not stream and tries to. */
static bool stream_nowhere(void *context, struct rpc_call *call, const ProtobufCMessage *request,
                           ProtobufCMessage **answer, struct rpc_failure *failure) {
    auto_error *error = NULL;
    assert_false(rpc_send(call, request, &error));
    assert_int_equal(error->kind, ERROR_INTERNAL);
    return echo(context, call, request, answer, failure);
}

#define VALUE &google__protobuf__value__descriptor
static const struct rpc_method methods[] = {
    // clang-format off
    { "/test.Test/Echo",          echo,            VALUE, false, false },
    { "/test.Test/Check",         echo,            VALUE, false, false },
    { "/test.Test/Meet",          meet,            VALUE, true,  false },
    { "/test.Test/Wait",          wait_for_cancel, VALUE, true,  false },
    { "/test.Test/Go",            wait_for_go,     VALUE, false, false },
    { "/test.Test/GoLong",        wait_for_go,     VALUE, true,  false },
    { "/test.Test/Fail",          fail_as_told,    VALUE, false, false },
    { "/test.Test/Silent",        say_nothing,     VALUE, false, false },
    { "/test.Test/Stream",        stream,          VALUE, true,  true  },
    { "/test.Test/StreamNowhere", stream_nowhere,  VALUE, false, false },
    // clang-format on
};

static int begin(void **state) {
    struct service *service = xcalloc(1, sizeof *service);
    pthread_barrier_init(&service->crowd, NULL, CROWD);
    sem_init(&service->begun, 0, 0);
    sem_init(&service->stopped, 0, 0);
    sem_init(&service->go, 0, 0);
    struct error *error = NULL;
    const struct rpc_server_options options = { .methods = methods,
                                                .method_count = COUNT_OF(methods),
                                                .context = service };
    assert_true(rpc_server_start(&options, &service->server, &error));
    caller_init(&service->caller, rpc_server_port(service->server));
    *state = service;
    return 0;
}

static int end(void **state) {
    struct service *service = *state;
    caller_done(&service->caller);
    if (service->server)
        rpc_server_stop(service->server, FAR_MS);
    pthread_barrier_destroy(&service->crowd);
    sem_destroy(&service->begun);
    sem_destroy(&service->stopped);
    sem_destroy(&service->go);
    free(service);
    return 0;
}

/* A Value with a text, packed. */
static void pack_text(struct text *bytes, const char *string) {
    Google__Protobuf__Value value = GOOGLE__PROTOBUF__VALUE__INIT;
    value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
    value.string_value = (char *)string;
    const size_t length = google__protobuf__value__get_packed_size(&value);
    auto_free uint8_t *packed = xcalloc(length, 1);
    google__protobuf__value__pack(&value, packed);
    text_add_bytes(bytes, packed, length);
}

static void pack_number(struct text *bytes, double number) {
    Google__Protobuf__Value value = GOOGLE__PROTOBUF__VALUE__INIT;
    value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
    value.number_value = number;
    uint8_t packed[16];
    text_add_bytes(bytes, packed, google__protobuf__value__pack(&value, packed));
}

static void call_with_text(struct service *service, struct caller_call *call, const char *path,
                           const char *string) {
    auto_text bytes = { 0 };
    pack_text(&bytes, string);
    caller_call(&service->caller, call, path, bytes.bytes, bytes.length);
}

static void assert_echoed(struct service *service, const char *path, const char *bytes, size_t length) {
    struct caller_call call;
    caller_call(&service->caller, &call, path, bytes, length);
    assert_int_equal(call.status, GRPC_STATUS_OK);
    assert_int_equal(call.messages, 1);
    assert_int_equal(GRPC_SLICE_LENGTH(call.last), length);
    assert_memory_equal(GRPC_SLICE_START_PTR(call.last), bytes, length);
    caller_forget(&call);
}

/* ---- answers ---- */

static void a_call_is_answered(void **state) {
    struct service *service = *state;
    auto_text bytes = { 0 };
    pack_text(&bytes, "hello");
    assert_echoed(service, "/test.Test/Echo", bytes.bytes, bytes.length);
    assert_echoed(service, "/test.Test/Echo", "", 0);
    assert_int_equal(atomic_load(&service->calls), 2);
}

static void messages_far_above_grpcs_own_limit_pass_both_ways(void **state) {
    struct service *service = *state;
    auto_text bytes = { 0 };
    const size_t size = 64u * 1024 * 1024;
    auto_free char *large = xcalloc(size + 1, 1);
    memset(large, 'x', size);
    pack_text(&bytes, large);
    assert_echoed(service, "/test.Test/Echo", bytes.bytes, bytes.length);
}

static void a_crowd_that_waits_for_each_other_is_served(void **state) {
    struct service *service = *state;
    static struct caller_call calls[CROWD];
    for (size_t i = 0; i < CROWD; i++)
        caller_begin(&service->caller, &calls[i], "/test.Test/Meet", "", 0, 0);
    for (size_t i = 0; i < CROWD; i++) {
        caller_end(&calls[i]);
        assert_int_equal(calls[i].status, GRPC_STATUS_OK);
        caller_forget(&calls[i]);
    }
    assert_int_equal(atomic_load(&service->calls), CROWD);
}

static void deep_nesting_fits_a_handlers_stack(void **state) {
    struct service *service = *state;
    /* the deepest message that is taken: a Value in a list, again and again */
    Google__Protobuf__Value values[RPC_DEPTH_LIMIT / 2 + 1];
    Google__Protobuf__Value *items[RPC_DEPTH_LIMIT / 2 + 1];
    Google__Protobuf__ListValue lists[RPC_DEPTH_LIMIT / 2];
    for (size_t i = 0; i <= RPC_DEPTH_LIMIT / 2; i++) {
        google__protobuf__value__init(&values[i]);
        items[i] = &values[i];
        if (i == RPC_DEPTH_LIMIT / 2)
            break;
        google__protobuf__list_value__init(&lists[i]);
        lists[i].n_values = 1;
        lists[i].values = &items[i + 1];
        values[i].kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE;
        values[i].list_value = &lists[i];
    }
    uint8_t bytes[8192];
    assert_true(google__protobuf__value__get_packed_size(values) < sizeof bytes);
    const size_t length = google__protobuf__value__pack(values, bytes);
    assert_echoed(service, "/test.Test/Echo", (const char *)bytes, length);
}

static void health_is_told_by_its_full_name(void **state) {
    struct service *service = *state;
    struct caller_call call;
    caller_call(&service->caller, &call, "/grpc.health.v1.Health/Check", "\x0a\x03utm", 5);
    assert_int_equal(call.status, GRPC_STATUS_OK);
    Grpc__Health__V1__HealthCheckResponse *answer = grpc__health__v1__health_check_response__unpack(
        NULL, GRPC_SLICE_LENGTH(call.last), GRPC_SLICE_START_PTR(call.last));
    assert_int_equal(answer->status, GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVING);
    grpc__health__v1__health_check_response__free_unpacked(answer, NULL);
    caller_forget(&call);
    assert_int_equal(atomic_load(&service->calls), 0); /* our own Check is another method */
}

/* ---- failures ---- */

static void an_unknown_method_is_unimplemented(void **state) {
    struct service *service = *state;
    for (int i = 0; i < 3; i++) { /* the slot is armed again */
        struct caller_call call;
        caller_call(&service->caller, &call, "/pulumirpc.ResourceProvider/Teleport", "", 0);
        assert_int_equal(call.status, GRPC_STATUS_UNIMPLEMENTED);
        assert_non_null(strstr(call.text, "/pulumirpc.ResourceProvider/Teleport"));
        caller_forget(&call);
    }
}

static void bytes_that_are_no_message_never_reach_the_handler(void **state) {
    struct service *service = *state;
    struct caller_call call;
    caller_call(&service->caller, &call, "/test.Test/Echo", "\x1a\xff", 2);
    assert_int_equal(call.status, GRPC_STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(call.text, "google.protobuf.Value"));
    assert_int_equal(atomic_load(&service->calls), 0);
    caller_forget(&call);
}

/* The detail's id; the caller frees it. */
static char *id_in_details(const struct caller_call *call) {
    Google__Rpc__Status *status = google__rpc__status__unpack(NULL, GRPC_SLICE_LENGTH(call->details),
                                                              GRPC_SLICE_START_PTR(call->details));
    assert_non_null(status);
    assert_int_equal(status->code, (int)call->status);
    assert_string_equal(status->message, call->text);
    assert_int_equal(status->n_details, 1);
    assert_string_equal(status->details[0]->type_url,
                        "type.googleapis.com/pulumirpc.ErrorResourceInitFailed");
    Pulumirpc__ErrorResourceInitFailed *detail = pulumirpc__error_resource_init_failed__unpack(
        NULL, status->details[0]->value.len, status->details[0]->value.data);
    assert_non_null(detail);
    char *id = xstrdup(detail->id);
    pulumirpc__error_resource_init_failed__free_unpacked(detail, NULL);
    google__rpc__status__free_unpacked(status, NULL);
    return id;
}

static void a_failure_carries_code_text_and_detail(void **state) {
    struct service *service = *state;
    struct caller_call call;
    call_with_text(service, &call, "/test.Test/Fail", "");
    assert_int_equal(call.status, GRPC_STATUS_FAILED_PRECONDITION);
    assert_string_equal(call.text, "it is h\xc3\xa4lf there\nsecond line");
    assert_int_equal(call.messages, 0);
    auto_free char *id = id_in_details(&call);
    assert_string_equal(id, "vpc-1");
    caller_forget(&call);
}

static void a_failure_without_detail_has_no_trailer(void **state) {
    struct service *service = *state;
    struct caller_call call;
    call_with_text(service, &call, "/test.Test/Fail", "plain");
    assert_int_equal(call.status, GRPC_STATUS_FAILED_PRECONDITION);
    assert_int_equal(GRPC_SLICE_LENGTH(call.details), 0);
    caller_forget(&call);
}

static void a_failure_is_never_ok(void **state) {
    struct service *service = *state;
    struct caller_call call;
    call_with_text(service, &call, "/test.Test/Fail", "ok");
    assert_int_equal(call.status, GRPC_STATUS_UNKNOWN);
    caller_forget(&call);
}

static void a_detail_has_a_limit(void **state) {
    struct service *service = *state;
    struct caller_call call;
    call_with_text(service, &call, "/test.Test/Fail", "large");
    assert_int_equal(call.status, GRPC_STATUS_FAILED_PRECONDITION);
    auto_free char *id = id_in_details(&call);
    assert_int_equal(strlen(id), RPC_DETAIL_LIMIT - 16);
    caller_forget(&call);
    call_with_text(service, &call, "/test.Test/Fail", "huge");
    assert_int_equal(call.status, GRPC_STATUS_FAILED_PRECONDITION);
    assert_int_equal(GRPC_SLICE_LENGTH(call.details), 0);
    assert_non_null(strstr(call.text, "second line (details left out: more than 1048576 bytes)"));
    caller_forget(&call);
}

static void a_long_text_is_cut(void **state) {
    struct service *service = *state;
    struct caller_call call;
    call_with_text(service, &call, "/test.Test/Fail", "long");
    assert_true(strlen(call.text) <= RPC_STATUS_TEXT_LIMIT);
    assert_non_null(strstr(call.text, "yyy … (cut)"));
    caller_forget(&call);
}

static void a_handler_without_an_answer_is_a_fault(void **state) {
    struct service *service = *state;
    struct caller_call call;
    call_with_text(service, &call, "/test.Test/Silent", "");
    assert_int_equal(call.status, GRPC_STATUS_INTERNAL);
    caller_forget(&call);
}

static void a_method_stands_in_the_table_once(void **state) {
    struct service *service = *state;
    const struct rpc_method twice[] = { methods[0], methods[0] };
    struct rpc_server *second = NULL;
    auto_error *error = NULL;
    assert_false(rpc_server_start(&(struct rpc_server_options){ .methods = twice, .method_count = 2 },
                                  &second, &error));
    assert_non_null(strstr(error->message, "/test.Test/Echo"));
    assert_echoed(service, "/test.Test/Echo", "", 0); /* and the first server is as before */
}

/* ---- cancelling ---- */

static void cancel_ends_long_calls_until_calls_are_accepted_again(void **state) {
    struct service *service = *state;
    struct caller_call waiting, shorter, later;
    caller_begin(&service->caller, &waiting, "/test.Test/Wait", "", 0, 0);
    caller_begin(&service->caller, &shorter, "/test.Test/Go", "", 0, 0);
    sem_wait(&service->begun);
    sem_wait(&service->begun);
    rpc_server_cancel_calls(service->server);
    caller_end(&waiting);
    assert_int_equal(waiting.status, GRPC_STATUS_CANCELLED);
    assert_string_equal(waiting.text, "stopped: cancelled"); /* the handler's own answer */
    sem_post(&service->go);
    caller_end(&shorter);
    assert_int_equal(shorter.status, GRPC_STATUS_OK);
    assert_memory_equal(GRPC_SLICE_START_PTR(shorter.last), "\x20\x00", 2); /* not cancelled */

    caller_call(&service->caller, &later, "/test.Test/Wait", "", 0);
    assert_string_equal(later.text, "stopped: cancelled");
    caller_forget(&later);

    rpc_server_accept_calls(service->server);
    sem_post(&service->go);
    caller_call(&service->caller, &later, "/test.Test/GoLong", "", 0);
    assert_memory_equal(GRPC_SLICE_START_PTR(later.last), "\x20\x00", 2);
    caller_forget(&later);
    caller_forget(&waiting);
    caller_forget(&shorter);
}

static void a_caller_that_leaves_cancels_its_call(void **state) {
    struct service *service = *state;
    struct caller_call call;
    caller_begin(&service->caller, &call, "/test.Test/Wait", "", 0, 0);
    sem_wait(&service->begun);
    grpc_call_cancel(call.core, NULL);
    sem_wait(&service->stopped);
    caller_end(&call);
    assert_int_equal(call.status, GRPC_STATUS_CANCELLED);
    caller_forget(&call);
}

static void a_callers_deadline_cancels_its_call(void **state) {
    struct service *service = *state;
    struct caller_call call;
    caller_begin(&service->caller, &call, "/test.Test/Wait", "", 0, 500);
    caller_end(&call);
    assert_int_equal(call.status, GRPC_STATUS_DEADLINE_EXCEEDED);
    sem_wait(&service->stopped);
    caller_forget(&call);
}

/* ---- streams ---- */

static void a_stream_has_all_its_messages(void **state) {
    struct service *service = *state;
    const size_t counts[] = { 0, 1, STREAMED };
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        struct caller_call call;
        auto_text bytes = { 0 };
        pack_number(&bytes, (double)counts[i]);
        caller_call(&service->caller, &call, "/test.Test/Stream", bytes.bytes, bytes.length);
        assert_int_equal(call.status, GRPC_STATUS_OK);
        assert_int_equal(call.messages, counts[i]);
        caller_forget(&call);
    }
}

static void a_stream_ends_when_its_caller_leaves(void **state) {
    struct service *service = *state;
    struct caller_call call;
    auto_text bytes = { 0 };
    pack_number(&bytes, 1e9);
    caller_begin(&service->caller, &call, "/test.Test/Stream", bytes.bytes, bytes.length, 0);
    assert_true(caller_read(&call));
    assert_true(caller_read(&call));
    grpc_call_cancel(call.core, NULL);
    sem_wait(&service->stopped);
    caller_end(&call);
    caller_forget(&call);
}

static void only_a_streaming_method_streams(void **state) {
    struct service *service = *state;
    assert_echoed(service, "/test.Test/StreamNowhere", "", 0);
}

/* ---- the end ---- */

static void *stop_in_time(void *argument) {
    struct service *service = argument;
    rpc_server_stop(TAKE(service->server), FAR_MS);
    return NULL;
}

static void calls_in_flight_may_end(void **state) {
    struct service *service = *state;
    struct caller_call call;
    caller_begin(&service->caller, &call, "/test.Test/Go", "", 0, 0);
    sem_wait(&service->begun);
    pthread_t stopper;
    assert_int_equal(pthread_create(&stopper, NULL, stop_in_time, service), 0);
    sem_post(&service->go);
    caller_end(&call);
    assert_int_equal(call.status, GRPC_STATUS_OK);
    pthread_join(stopper, NULL);
    caller_forget(&call);
}

static void after_the_grace_calls_are_cancelled(void **state) {
    struct service *service = *state;
    struct caller_call call;
    caller_begin(&service->caller, &call, "/test.Test/Wait", "", 0, 0);
    sem_wait(&service->begun);
    const int64_t before_ms = clock_monotonic_ms();
    rpc_server_stop(TAKE(service->server), 10);
    assert_true(clock_monotonic_ms() - before_ms < FAR_MS / 2);
    sem_wait(&service->stopped); /* stop has waited for the handler */
    caller_end(&call);
    assert_int_not_equal(call.status, GRPC_STATUS_OK);
    caller_forget(&call);
}

static void two_servers_have_two_ports(void **state) {
    struct service *service = *state;
    struct rpc_server *second = NULL;
    auto_error *error = NULL;
    const struct rpc_server_options options = { .methods = methods, .method_count = 1, .context = service };
    assert_true(rpc_server_start(&options, &second, &error));
    assert_in_range(rpc_server_port(second), 1, 65535);
    assert_int_not_equal(rpc_server_port(second), rpc_server_port(service->server));
    rpc_server_stop(second, 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_call_is_answered),
        TEST(messages_far_above_grpcs_own_limit_pass_both_ways),
        TEST(a_crowd_that_waits_for_each_other_is_served),
        TEST(deep_nesting_fits_a_handlers_stack),
        TEST(health_is_told_by_its_full_name),
        TEST(an_unknown_method_is_unimplemented),
        TEST(bytes_that_are_no_message_never_reach_the_handler),
        TEST(a_failure_carries_code_text_and_detail),
        TEST(a_failure_without_detail_has_no_trailer),
        TEST(a_failure_is_never_ok),
        TEST(a_detail_has_a_limit),
        TEST(a_long_text_is_cut),
        TEST(a_handler_without_an_answer_is_a_fault),
        TEST(a_method_stands_in_the_table_once),
        TEST(cancel_ends_long_calls_until_calls_are_accepted_again),
        TEST(a_caller_that_leaves_cancels_its_call),
        TEST(a_callers_deadline_cancels_its_call),
        TEST(a_stream_has_all_its_messages),
        TEST(a_stream_ends_when_its_caller_leaves),
        TEST(only_a_streaming_method_streams),
        TEST(calls_in_flight_may_end),
        TEST(after_the_grace_calls_are_cancelled),
        TEST(two_servers_have_two_ports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
