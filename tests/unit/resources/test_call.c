/* Pauses and status lines of waits. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "resources/engine.h"
#include "resources/tables.h"
#include "support/aws_client_fixture.h"

static void pauses_grow_by_half_up_to_ten_seconds(void **state) {
    (void)state;
    static const int64_t next_ms[] = { 750, 1125, 1687, 2530, 3795, 5692, 8538, 10000, 10000 };
    auto_cancel *cancel = cancel_new();
    cancel_trigger(cancel); /* so that none of them takes its time */
    struct pause pause = { 0 };
    for (size_t i = 0; i < COUNT_OF(next_ms); i++) {
        auto_error *error = NULL;
        assert_false(pause_take(&pause, cancel, &error));
        assert_int_equal(error->kind, ERROR_CANCELLED);
        assert_int_equal(pause.next_ms, next_ms[i]);
    }
}

static void a_pause_has_jitter_of_an_eighth_to_each_side(void **state) {
    (void)state;
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    bool differ = false;
    int64_t first_ms = 0;
    for (int i = 0; i < 20; i++) {
        struct pause pause = { .next_ms = 40 };
        const int64_t since_ms = clock_monotonic_ms();
        assert_true(pause_take(&pause, cancel, &error));
        const int64_t took_ms = clock_monotonic_ms() - since_ms;
        assert_true(took_ms >= 35);
        differ = differ || (first_ms && took_ms != first_ms);
        first_ms = took_ms;
    }
    assert_true(differ);
}

static void keep(void *text, const char *line) {
    text_printf(text, "%s\n", line);
}

static struct text log_lines;
static void keep_line(const char *line) {
    keep(&log_lines, line);
}

static void only_long_waits_are_told_and_all_are_logged(void **state) {
    (void)state;
    auto_text told = { 0 };
    const struct resource_request rq = { .urn = "urn:x::nat", .status = keep, .status_context = &told };
    log_set_sink(keep_line, LOG_INFO);
    status_report(&rq, clock_monotonic_ms() - 2000, "waiting for %s", "NAT gateway");
    assert_string_equal(text_string(&told), "");
    assert_string_equal(text_string(&log_lines), "urn:x::nat: waiting for NAT gateway (2 s)\n");
    status_report(&rq, clock_monotonic_ms() - 12000, "waiting for %s", "NAT gateway");
    log_set_sink(NULL, LOG_OFF);
    assert_string_equal(text_string(&told), "waiting for NAT gateway (12 s)\n");
    text_done(&log_lines);
}

/* ---- calls that are made again ---- */

static const struct again busy[] = { { "OperationAborted", NULL, 60 },
                                     { "DependencyViolation", NULL, 60 },
                                     { NULL } };

static bool make_call(struct client_fixture *fixture, const struct resource_table *table,
                      const char *params) {
    struct provider provider = { .aws = fixture->client };
    const struct resource_request rq = { .provider = &provider, .table = table, .cancel = fixture->cancel };
    const struct values values = { .rq = &rq, .id = "b" };
    const struct call call = { table->create.operation, params, .again = busy };
    error_free(TAKE(fixture->error));
    return call_make(&values, &call, NULL, NULL, &fixture->error);
}

static const char *s3_error(struct arena *arena, const char *code) {
    return arena_printf(arena, "<Error><Code>%s</Code><Message>words</Message></Error>", code);
}

/* S3's "200 OK" with an error in it: the bucket may have been made. */
static void what_may_have_been_made_is_not_made_again(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "PUT ", 200, NULL, s3_error(arena, "OperationAborted"));
    assert_false(make_call(fixture, &s3_bucket, "Bucket=$id"));
    assert_string_equal(fixture->error->code, "OperationAborted");
    assert_true(fixture->error->sent);
}

/* A call with a client token is repeated after a 500; when refusals follow, its first attempt may still have worked. */
static void refusals_do_not_hide_that_an_attempt_before_was_sent(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "CreateNatGateway", 500, NULL, "");
    scripted_expect(fixture->script, "CreateNatGateway", 400, NULL,
                    client_ec2_error(arena, "DependencyViolation"));
    scripted_fail(fixture->script, "CreateNatGateway", TRANSPORT_UNTRUSTED, false);
    assert_false(make_call(fixture, &ec2_nat_gateway, "SubnetId='subnet-1' ClientToken='t'"));
    assert_int_equal(fixture->error->kind, ERROR_NETWORK);
    assert_true(fixture->error->sent);
}

#define CLIENT_TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pauses_grow_by_half_up_to_ten_seconds),
        cmocka_unit_test(a_pause_has_jitter_of_an_eighth_to_each_side),
        cmocka_unit_test(only_long_waits_are_told_and_all_are_logged),
        CLIENT_TEST(what_may_have_been_made_is_not_made_again),
        CLIENT_TEST(refusals_do_not_hide_that_an_attempt_before_was_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
