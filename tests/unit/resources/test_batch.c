#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>
#include <sched.h>

#include "base/memory.h"
#include "resources/engine.h"
#include "resources/tables.h"
#include "support/aws_environment.h"
#include "support/describing_transport.h"

enum { LONG_MS = 3600000, SUBNETS = 6 };

struct fixture {
    struct provider provider;
    struct transport *ec2;
};

static int set_up(void **state) {
    if (environment_set_up(state) != 0)
        return -1;
    struct fixture *fixture = xcalloc(1, sizeof *fixture);
    fixture->ec2 = describing_new(&fixture->provider.aws);
    fixture->provider.together = together_new(fixture->provider.aws, NULL);
    fixture->provider.account = account_new();
    fixture->provider.journal = journal_new(getenv("HOME"));
    fixture->provider.default_tags = json_object();
    fixture->provider.ignored_keys = json_array();
    fixture->provider.ignored_prefixes = json_array();
    for (int i = 0; i < SUBNETS; i++) {
        auto_free char *id = xprintf("subnet-%d", i);
        describing_add(fixture->ec2, id, "vpc-1");
    }
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    together_free(fixture->provider.together);
    account_free(fixture->provider.account);
    journal_free(fixture->provider.journal);
    json_decref(fixture->provider.default_tags);
    json_decref(fixture->provider.ignored_keys);
    json_decref(fixture->provider.ignored_prefixes);
    aws_client_free(fixture->provider.aws);
    free(fixture);
    return environment_tear_down(state);
}

/* One read of a subnet on a thread of its own. */
struct reader {
    pthread_t thread;
    struct resource_request rq;
    struct values values;
    char id[32];
    json_t *item;
    struct error *error;
    bool good;
};

static void *read_item(void *argument) {
    struct reader *reader = argument;
    reader->good = item_read(&reader->values, &reader->item, &reader->error);
    return NULL;
}

static void prepare(struct reader *reader, struct fixture *fixture, const char *id, int64_t patience_ms) {
    *reader = (struct reader){ 0 };
    reader->rq = (struct resource_request){ .provider = &fixture->provider, .table = &ec2_subnet };
    reader->rq.cancel = cancel_new();
    snprintf(reader->id, sizeof reader->id, "%s", id);
    reader->values = (struct values){ .rq = &reader->rq, .id = reader->id, .patience_ms = patience_ms };
}

static void done(struct reader *reader) {
    json_decref(reader->item);
    error_free(reader->error);
    cancel_unref(reader->rq.cancel);
}

static void assert_read(const struct reader *reader) {
    if (!reader->good)
        fail_msg("%s: %s", reader->id, reader->error->message);
    assert_string_equal(json_text(reader->item, "SubnetId"), reader->id);
}

/* Reads all in one call: the last one has no patience. */
static void read_together(struct fixture *fixture, struct reader *readers, const char *const *ids,
                          size_t count) {
    for (size_t i = 0; i < count; i++)
        prepare(&readers[i], fixture, ids[i], i + 1 < count ? LONG_MS : 0);
    for (size_t i = 0; i + 1 < count; i++)
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_item, &readers[i]), 0);
    while (together_waiting(fixture->provider.together) + 1 < count)
        sched_yield();
    read_item(&readers[count - 1]);
    for (size_t i = 0; i + 1 < count; i++)
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
}

static void all_are_read_by_one_call(void **state) {
    struct fixture *fixture = *state;
    static const char *const ids[] = { "subnet-0", "subnet-1", "subnet-2", "subnet-3" };
    struct reader readers[COUNT_OF(ids)];
    read_together(fixture, readers, ids, COUNT_OF(ids));
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        assert_read(&readers[i]);
        json_object_set_new(readers[i].item, "more", json_true()); /* it is the reader's own */
    }
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        done(&readers[i]);
    assert_int_equal(describing_count(fixture->ec2), 1);
}

static void a_lone_read_asks_by_id(void **state) {
    struct fixture *fixture = *state;
    struct reader reader;
    prepare(&reader, fixture, "subnet-0", 0);
    read_item(&reader);
    assert_read(&reader);
    assert_int_equal(describing_count(fixture->ec2), 1);
    assert_non_null(strstr(describing_request(fixture->ec2, 0), "SubnetId.1=subnet-0"));
    done(&reader);
}

/* Only AWS's own word means gone (K24): what is not among the described is asked for by its id. */
static void those_that_are_missing_do_not_fail_their_neighbours(void **state) {
    struct fixture *fixture = *state;
    static const char *const ids[] = { "subnet-0", "subnet-8", "subnet-1", "subnet-9" };
    struct reader readers[COUNT_OF(ids)];
    read_together(fixture, readers, ids, COUNT_OF(ids));
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        assert_true(readers[i].good);
        assert_int_equal(readers[i].item != NULL, i % 2 == 0);
        done(&readers[i]);
    }
    assert_int_equal(describing_count(fixture->ec2), 3);
    for (size_t i = 1; i < 3; i++)
        assert_non_null(strstr(describing_request(fixture->ec2, i), "SubnetId.1=subnet-"));
}

static void an_id_that_aws_refuses_does_not_fail_its_neighbours(void **state) {
    struct fixture *fixture = *state;
    static const char *const ids[] = { "subnet-0", "odd", "subnet-1" };
    struct reader readers[COUNT_OF(ids)];
    describing_refuse(fixture->ec2, "=odd", 400, "InvalidSubnetID.Malformed");
    read_together(fixture, readers, ids, COUNT_OF(ids));
    assert_read(&readers[0]);
    assert_read(&readers[2]);
    assert_false(readers[1].good);
    assert_string_equal(readers[1].error->code, "InvalidSubnetID.Malformed");
    assert_int_equal(describing_count(fixture->ec2), 1 + COUNT_OF(ids));
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        done(&readers[i]);
}

static void an_error_of_the_call_is_everyones_and_nobody_asks_again(void **state) {
    struct fixture *fixture = *state;
    static const char *const ids[] = { "subnet-0", "subnet-1", "subnet-2" };
    struct reader readers[COUNT_OF(ids)];
    describing_refuse(fixture->ec2, "DescribeSubnets", 403, "UnauthorizedOperation");
    read_together(fixture, readers, ids, COUNT_OF(ids));
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        assert_false(readers[i].good);
        assert_string_equal(readers[i].error->code, "UnauthorizedOperation");
        done(&readers[i]);
    }
    assert_int_equal(describing_count(fixture->ec2), 1);
}

static void a_throttled_call_is_repeated_for_all_at_once(void **state) {
    struct fixture *fixture = *state;
    static const char *const ids[] = { "subnet-0", "subnet-1", "subnet-2" };
    struct reader readers[COUNT_OF(ids)];
    describing_refuse(fixture->ec2, "DescribeSubnets", 503, "RequestLimitExceeded");
    read_together(fixture, readers, ids, COUNT_OF(ids));
    const size_t attempts = describing_count(fixture->ec2);
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        assert_false(readers[i].good);
        assert_string_equal(readers[i].error->code, "RequestLimitExceeded");
        done(&readers[i]);
    }
    for (size_t i = 0; i < attempts; i++)
        assert_non_null(strstr(describing_request(fixture->ec2, i), "Filter.1.Value.3="));
}

/* ---- waiting ---- */

static void *wait_ready(void *argument) {
    struct reader *reader = argument;
    reader->good = item_wait_ready(&reader->values, &reader->item, &reader->error);
    return NULL;
}

static size_t requests_with(struct fixture *fixture, const char *needle) {
    size_t count = 0;
    for (size_t i = 0; i < describing_count(fixture->ec2); i++)
        count += strstr(describing_request(fixture->ec2, i), needle) != NULL;
    return count;
}

static void *wait_gone(void *argument) {
    struct reader *reader = argument;
    reader->good = item_wait_gone(&reader->values, &reader->error);
    return NULL;
}

/* Many wait until their subnets come from one state to another. The calls that they make after that. */
static size_t polls_until(struct fixture *fixture, void *(*wait)(void *), const char *before,
                          const char *after) {
    enum { COUNT = 12 };
    struct resource_table with_end = ec2_subnet;
    with_end.ended = "deleted";
    struct reader readers[COUNT];
    const size_t begin = describing_count(fixture->ec2);
    for (size_t i = 0; i < COUNT; i++) {
        auto_free char *id = xprintf("subnet-%s-%zu", before, i);
        describing_add(fixture->ec2, id, "vpc-2");
        describing_state(fixture->ec2, id, before);
        prepare(&readers[i], fixture, id, 0);
        readers[i].rq.table = &with_end;
        assert_int_equal(pthread_create(&readers[i].thread, NULL, wait, &readers[i]), 0);
        while (together_waiting(fixture->provider.together) <= i &&
               describing_count(fixture->ec2) - begin < COUNT + i)
            sched_yield(); /* until it has looked in vain, and waits with the others */
    }
    const size_t looked = describing_count(fixture->ec2);
    for (size_t i = 0; i < COUNT; i++)
        describing_state(fixture->ec2, readers[i].id, after);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
        assert_true(readers[i].good);
        done(&readers[i]);
    }
    return describing_count(fixture->ec2) - looked;
}

/* The polls of those who wait fall together: the one who looks first looks for all. So there is one, or a few where this
 * machine is slow. */
static void polls_fall_together(void **state) {
    assert_in_range(polls_until(*state, wait_ready, "pending", "available"), 0, 4);
}

static void polls_for_the_end_fall_together(void **state) {
    assert_in_range(polls_until(*state, wait_gone, "available", "deleted"), 0, 4);
}

static void a_wait_that_is_cancelled_says_for_what_it_was(void **state) {
    struct fixture *fixture = *state;
    struct reader reader;
    prepare(&reader, fixture, "subnet-new", 0);
    reader.values.is_new = true;
    assert_int_equal(pthread_create(&reader.thread, NULL, wait_ready, &reader), 0);
    describing_await(fixture->ec2, 1);
    cancel_trigger(reader.rq.cancel);
    assert_int_equal(pthread_join(reader.thread, NULL), 0);
    assert_false(reader.good);
    assert_int_equal(reader.error->kind, ERROR_CANCELLED);
    assert_non_null(strstr(reader.error->message, "waiting for subnet subnet-new to be ready"));
    done(&reader);
}

/* ---- a refresh ---- */

static void refresh(struct fixture *fixture, const char *id, bool is_there) {
    auto_cancel *cancel = cancel_new();
    struct resource_request rq = { .provider = &fixture->provider, .table = &ec2_subnet, .cancel = cancel };
    json_auto_t *inputs = json_pack("{s:s, s:s}", "vpcId", "vpc-1", "cidrBlock", "10.0.0.0/24");
    auto_result result = { 0 };
    auto_error *error = NULL;
    if (!resource_read(&rq, id, inputs, inputs, &result, &error))
        fail_msg("%s", error->message);
    assert_int_equal(result.id != NULL, is_there);
}

static void a_refresh_reads_the_neighbours_too(void **state) {
    struct fixture *fixture = *state;
    refresh(fixture, "subnet-0", true);
    assert_non_null(
        strstr(describing_request(fixture->ec2, 0), "Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1"));
    for (int i = 1; i < SUBNETS; i++) {
        auto_free char *id = xprintf("subnet-%d", i);
        refresh(fixture, id, true);
    }
    assert_int_equal(requests_with(fixture, "DescribeSubnets"), 1);
}

static void what_a_refresh_does_not_find_is_asked_for_by_its_id(void **state) {
    struct fixture *fixture = *state;
    describing_add(fixture->ec2, "subnet-elsewhere", "vpc-2");
    refresh(fixture, "subnet-0", true);
    refresh(fixture, "subnet-9", false);
    refresh(fixture, "subnet-elsewhere", true);
    assert_int_equal(requests_with(fixture, "DescribeSubnets"), 3);
}

static void an_import_asks_now(void **state) {
    struct fixture *fixture = *state;
    refresh(fixture, "subnet-0", true);
    auto_cancel *cancel = cancel_new();
    struct resource_request rq = { .provider = &fixture->provider, .table = &ec2_subnet, .cancel = cancel };
    json_auto_t *nothing = json_object();
    auto_result result = { 0 };
    auto_error *error = NULL;
    assert_true(resource_read(&rq, "subnet-1", nothing, nothing, &result, &error));
    assert_non_null(result.id);
    assert_int_equal(requests_with(fixture, "DescribeSubnets"), 2);
}

static void after_a_delete_a_refresh_asks_anew(void **state) {
    struct fixture *fixture = *state;
    refresh(fixture, "subnet-0", true);
    auto_cancel *cancel = cancel_new();
    struct resource_request rq = { .provider = &fixture->provider, .table = &ec2_subnet, .cancel = cancel };
    json_auto_t *nothing = json_object();
    auto_error *error = NULL;
    assert_true(resource_delete(&rq, "subnet-1", nothing, nothing, &error));
    refresh(fixture, "subnet-0", true);
    assert_int_equal(requests_with(fixture, "DescribeSubnets"), 2);
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(all_are_read_by_one_call),
        TEST(a_lone_read_asks_by_id),
        TEST(those_that_are_missing_do_not_fail_their_neighbours),
        TEST(an_id_that_aws_refuses_does_not_fail_its_neighbours),
        TEST(an_error_of_the_call_is_everyones_and_nobody_asks_again),
        TEST(a_throttled_call_is_repeated_for_all_at_once),
        TEST(polls_fall_together),
        TEST(polls_for_the_end_fall_together),
        TEST(a_wait_that_is_cancelled_says_for_what_it_was),
        TEST(a_refresh_reads_the_neighbours_too),
        TEST(what_a_refresh_does_not_find_is_asked_for_by_its_id),
        TEST(an_import_asks_now),
        TEST(after_a_delete_a_refresh_asks_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
