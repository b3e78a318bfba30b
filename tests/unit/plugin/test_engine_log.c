/* The log against a stand-in for the engine: a real server with the one method Log. */
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
#include "base/log.h"
#include "base/memory.h"
#include "google/protobuf/empty.pb-c.h"
#include "plugin/engine_log.h"
#include "pulumi/engine.pb-c.h"
#include "rpc/server.h"

enum { LINES = 5000, FAR_MS = 60000 };

struct line {
    char *text;
    char *urn;
    Pulumirpc__LogSeverity severity;
    bool ephemeral;
};

struct engine {
    struct rpc_server *server;
    char *address;
    pthread_mutex_t lock;
    struct line lines[LINES];
    size_t count;
    bool slow; /* answers only when told to */
    sem_t asked;
    sem_t go;
};

static bool log_line(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                     ProtobufCMessage **answer, struct rpc_failure *failure) {
    (void)failure;
    struct engine *engine = context;
    const Pulumirpc__LogRequest *request = (const Pulumirpc__LogRequest *)message;
    pthread_mutex_lock(&engine->lock);
    assert_true(engine->count < LINES);
    engine->lines[engine->count++] = (struct line){
        .text = xstrdup(request->message),
        .urn = xstrdup(request->urn),
        .severity = request->severity,
        .ephemeral = request->ephemeral,
    };
    const bool slow = engine->slow;
    pthread_mutex_unlock(&engine->lock);
    if (slow) {
        sem_post(&engine->asked);
        sem_wait(&engine->go);
    }
    Google__Protobuf__Empty *empty = arena_alloc(call->arena, sizeof *empty);
    google__protobuf__empty__init(empty);
    *answer = &empty->base;
    return true;
}

static const struct rpc_method methods[] = {
    { "/pulumirpc.Engine/Log", log_line, &pulumirpc__log_request__descriptor, false, false },
};

static struct engine *engine_new(void) {
    struct engine *engine = xcalloc(1, sizeof *engine);
    pthread_mutex_init(&engine->lock, NULL);
    sem_init(&engine->asked, 0, 0);
    sem_init(&engine->go, 0, 0);
    struct error *error = NULL;
    const struct rpc_server_options options = { .methods = methods, .method_count = 1, .context = engine };
    assert_true(rpc_server_start(&options, &engine->server, &error));
    engine->address = xprintf("127.0.0.1:%d", rpc_server_port(engine->server));
    return engine;
}

static void engine_free(struct engine *engine) {
    for (size_t i = 0; i < LINES; i++)
        sem_post(&engine->go);
    rpc_server_stop(engine->server, FAR_MS);
    for (size_t i = 0; i < engine->count; i++) {
        free(engine->lines[i].text);
        free(engine->lines[i].urn);
    }
    sem_destroy(&engine->asked);
    sem_destroy(&engine->go);
    pthread_mutex_destroy(&engine->lock);
    free(engine->address);
    free(engine);
}

static size_t count_of(struct engine *engine) {
    pthread_mutex_lock(&engine->lock);
    const size_t count = engine->count;
    pthread_mutex_unlock(&engine->lock);
    return count;
}

/* ---- lines ---- */

static void a_line_that_stays_has_arrived_when_say_returns(void **state) {
    (void)state;
    struct engine *engine = engine_new();
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, engine->address);
    engine_log_say(log, ENGINE_WARNING, "urn:a", "%d of %s", 1, "two");
    assert_int_equal(count_of(engine), 1);
    engine_log_say(log, ENGINE_INFO, NULL, "plain");
    assert_int_equal(count_of(engine), 2);
    assert_string_equal(engine->lines[0].text, "1 of two");
    assert_string_equal(engine->lines[0].urn, "urn:a");
    assert_int_equal(engine->lines[0].severity, PULUMIRPC__LOG_SEVERITY__WARNING);
    assert_false(engine->lines[0].ephemeral);
    assert_string_equal(engine->lines[1].urn, "");
    assert_int_equal(engine->lines[1].severity, PULUMIRPC__LOG_SEVERITY__INFO);
    engine_log_free(log);
    engine_free(engine);
}

static void status_lines_arrive_in_order(void **state) {
    (void)state;
    struct engine *engine = engine_new();
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, engine->address);
    for (int i = 0; i < 100; i++)
        engine_log_status(log, "urn:a", "%d", i);
    engine_log_flush(log, FAR_MS);
    assert_int_equal(count_of(engine), 100);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(strtol(engine->lines[i].text, NULL, 10), i);
        assert_true(engine->lines[i].ephemeral);
        assert_int_equal(engine->lines[i].severity, PULUMIRPC__LOG_SEVERITY__INFO);
    }
    engine_log_free(log);
    engine_free(engine);
}

static void lines_before_the_address_wait_for_it(void **state) {
    (void)state;
    struct engine *engine = engine_new();
    struct engine_log *log = engine_log_new();
    engine_log_say(log, ENGINE_INFO, NULL, "early"); /* does not wait for what may never come */
    assert_int_equal(count_of(engine), 0);
    engine_log_set_address(log, engine->address);
    engine_log_flush(log, FAR_MS);
    assert_int_equal(count_of(engine), 1);
    engine_log_free(log);
    engine_free(engine);
}

static void the_last_address_counts(void **state) {
    (void)state;
    struct engine *first = engine_new();
    struct engine *second = engine_new();
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, first->address);
    engine_log_say(log, ENGINE_INFO, NULL, "one");
    engine_log_set_address(log, second->address);
    engine_log_say(log, ENGINE_INFO, NULL, "two");
    assert_int_equal(count_of(first), 1);
    assert_int_equal(count_of(second), 1);
    assert_string_equal(second->lines[0].text, "two");
    engine_log_free(log);
    engine_free(first);
    engine_free(second);
}

static void a_text_is_made_fit_for_the_engine(void **state) {
    (void)state;
    struct engine *engine = engine_new();
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, engine->address);
    engine_log_say(log, ENGINE_INFO, NULL, "what AWS said: \xff\xc3\xa9");
    assert_int_equal(count_of(engine), 1);
    assert_string_equal(engine->lines[0].text, "what AWS said: ?\xc3\xa9");
    auto_free char *large = xcalloc(1000001, 1);
    memset(large, 'x', 1000000);
    engine_log_say(log, ENGINE_INFO, NULL, "%s", large);
    assert_int_equal(count_of(engine), 2);
    assert_true(strlen(engine->lines[1].text) <= 65536);
    assert_non_null(strstr(engine->lines[1].text, "(cut)"));
    engine_log_free(log);
    engine_free(engine);
}

/* ---- engines that do not answer ---- */

static void an_engine_that_is_gone_holds_nothing_up(void **state) {
    (void)state;
    const int64_t before_ms = clock_monotonic_ms();
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, "127.0.0.1:1");
    for (int i = 0; i < 3; i++)
        engine_log_say(log, ENGINE_WARNING, NULL, "is anybody there?");
    engine_log_free(log);
    assert_true(clock_monotonic_ms() - before_ms < 5000);
    engine_log_free(NULL);
}

static void an_engine_that_is_stuck_holds_a_line_for_a_second(void **state) {
    (void)state;
    struct engine *engine = engine_new();
    engine->slow = true;
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, engine->address);
    const int64_t before_ms = clock_monotonic_ms();
    engine_log_say(log, ENGINE_WARNING, NULL, "first");
    const int64_t waited_ms = clock_monotonic_ms() - before_ms;
    assert_true(waited_ms >= 900 && waited_ms < 10000);
    engine_log_free(log); /* and the end does not wait for it either */
    assert_true(clock_monotonic_ms() - before_ms < 15000);
    engine_free(engine);
}

static void too_many_lines_are_dropped(void **state) {
    (void)state;
    struct engine *engine = engine_new();
    engine->slow = true;
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, engine->address);
    engine_log_status(log, NULL, "holds the sender");
    sem_wait(&engine->asked);
    for (int i = 0; i < 4000; i++)
        engine_log_status(log, NULL, "%d", i);
    pthread_mutex_lock(&engine->lock);
    engine->slow = false;
    pthread_mutex_unlock(&engine->lock);
    sem_post(&engine->go);
    engine_log_flush(log, FAR_MS);
    assert_int_equal(count_of(engine), 1000); /* the queue's limit, the one under way included */
    engine_log_free(log);
    engine_free(engine);
}

/* ---- lines of base/log.h ---- */

static void lines_of_the_log_come_here_when_asked_for(void **state) {
    (void)state;
    struct engine *engine = engine_new();
    struct engine_log *log = engine_log_new();
    engine_log_set_address(log, engine->address);
    log_debug("before");
    assert_false(log_wanted(LOG_INFO));
    engine_log_take_lines(log, LOG_DEBUG);
    assert_true(log_wanted(LOG_DEBUG));
    log_debug("called %s", "DescribeVpcs");
    engine_log_flush(log, FAR_MS);
    bool found = false;
    pthread_mutex_lock(&engine->lock);
    for (size_t i = 0; i < engine->count; i++) {
        assert_int_equal(engine->lines[i].severity, PULUMIRPC__LOG_SEVERITY__DEBUG);
        assert_string_not_equal(engine->lines[i].text, "before");
        found = found || strcmp(engine->lines[i].text, "called DescribeVpcs") == 0;
    }
    pthread_mutex_unlock(&engine->lock);
    assert_true(found);
    engine_log_free(log);
    assert_false(log_wanted(LOG_INFO));
    log_debug("after"); /* goes nowhere, and harms nobody */
    engine_free(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_that_stays_has_arrived_when_say_returns),
        cmocka_unit_test(status_lines_arrive_in_order),
        cmocka_unit_test(lines_before_the_address_wait_for_it),
        cmocka_unit_test(the_last_address_counts),
        cmocka_unit_test(a_text_is_made_fit_for_the_engine),
        cmocka_unit_test(an_engine_that_is_gone_holds_nothing_up),
        cmocka_unit_test(an_engine_that_is_stuck_holds_a_line_for_a_second),
        cmocka_unit_test(too_many_lines_are_dropped),
        cmocka_unit_test(lines_of_the_log_come_here_when_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
