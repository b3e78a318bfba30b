#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>
#include <sched.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"
#include "resources/together.h"
#include "support/aws_environment.h"
#include "support/describing_transport.h"

enum { LONG_MS = 3600000, MOST = 64 };

static int64_t age_ms; /* the room's clock */

static int64_t test_clock(void) {
    return age_ms;
}

struct fixture {
    struct aws_client *aws;
    struct transport *ec2;
    struct together *room;
};

static int set_up(void **state) {
    if (environment_set_up(state) != 0)
        return -1;
    struct fixture *fixture = xcalloc(1, sizeof *fixture);
    age_ms = 1000;
    fixture->ec2 = describing_new(&fixture->aws);
    fixture->room = together_new(fixture->aws, test_clock);
    for (int i = 0; i < MOST; i++) {
        auto_free char *id = xprintf("subnet-%02d", i);
        describing_add(fixture->ec2, id, i % 2 ? "vpc-1" : "vpc-0");
    }
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    together_free(fixture->room);
    aws_client_free(fixture->aws);
    free(fixture);
    return environment_tear_down(state);
}

/* ---- one who asks, on a thread of its own ---- */

struct asker {
    struct fixture *fixture;
    pthread_t thread;
    struct question question;
    char value[32];
    struct cancel *cancel;
    json_t *answer;
    struct error *error;
    bool good;
};

static json_t *pick_all(const void *wanted, const json_t *answer) {
    (void)wanted;
    return json_deep_copy(answer);
}

static void *ask(void *argument) {
    struct asker *asker = argument;
    asker->question.value = asker->value;
    asker->question.pick = pick_all;
    asker->good =
        together_ask(asker->fixture->room, asker->cancel, &asker->question, &asker->answer, &asker->error);
    return NULL;
}

static void prepare(struct asker *asker, struct fixture *fixture, int number, int64_t patience_ms) {
    *asker = (struct asker){ .fixture = fixture, .cancel = cancel_new() };
    asker->question =
        (struct question){ .service = "ec2", .operation = "DescribeSubnets", .filter = "subnet-id" };
    asker->question.patience_ms = patience_ms;
    snprintf(asker->value, sizeof asker->value, "subnet-%02d", number);
}

static void begin(struct asker *asker) {
    assert_int_equal(pthread_create(&asker->thread, NULL, ask, asker), 0);
}

static void await_waiting(struct fixture *fixture, size_t count) {
    while (together_waiting(fixture->room) < count)
        sched_yield();
}

static void end(struct asker *asker) {
    assert_int_equal(pthread_join(asker->thread, NULL), 0);
}

static void done(struct asker *asker) {
    json_decref(asker->answer);
    error_free(asker->error);
    cancel_unref(asker->cancel);
}

static void end_well(struct asker *askers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        end(&askers[i]);
        assert_true(askers[i].good);
        done(&askers[i]);
    }
}

static bool answer_has(const struct asker *asker, const char *id) {
    const json_t *subnets = json_object_get(asker->answer, "Subnets");
    for (size_t i = 0; i < json_array_size(subnets); i++)
        if (strcmp(json_text(json_array_get(subnets, i), "SubnetId"), id) == 0)
            return true;
    return false;
}

static void assert_answered(const struct asker *asker) {
    if (!asker->good)
        fail_msg("%s", asker->error->message);
    assert_true(answer_has(asker, asker->value));
}

static size_t count_of(const char *text, const char *needle) {
    size_t count = 0;
    for (const char *at = strstr(text, needle); at; at = strstr(at + 1, needle))
        count++;
    return count;
}

/* Asks on this thread. */
static void ask_now(struct asker *asker, struct fixture *fixture, int number) {
    prepare(asker, fixture, number, 0);
    ask(asker);
}

/* ---- one call for all ---- */

static void a_lone_question_goes_at_once(void **state) {
    struct fixture *fixture = *state;
    struct asker asker;
    ask_now(&asker, fixture, 7);
    assert_answered(&asker);
    assert_int_equal(describing_count(fixture->ec2), 1);
    assert_non_null(
        strstr(describing_request(fixture->ec2, 0), "Filter.1.Name=subnet-id&Filter.1.Value.1=subnet-07"));
    done(&asker);
}

static void one_that_needs_company_makes_no_call_alone(void **state) {
    struct fixture *fixture = *state;
    struct asker asker;
    prepare(&asker, fixture, 7, 0);
    asker.question.needs_company = true;
    ask(&asker);
    assert_true(asker.good);
    assert_null(asker.answer);
    assert_int_equal(describing_count(fixture->ec2), 0);
    done(&asker);
}

static void the_least_patient_asks_for_all(void **state) {
    struct fixture *fixture = *state;
    struct asker askers[4];
    for (int i = 0; i < 3; i++) {
        prepare(&askers[i], fixture, i == 2 ? 0 : i, LONG_MS);
        begin(&askers[i]);
    }
    await_waiting(fixture, 3);
    ask_now(&askers[3], fixture, 9);
    for (int i = 0; i < 3; i++)
        end(&askers[i]);
    for (int i = 0; i < 4; i++) {
        assert_answered(&askers[i]);
        done(&askers[i]);
    }
    assert_int_equal(describing_count(fixture->ec2), 1);
    assert_int_equal(count_of(describing_request(fixture->ec2, 0), "Filter.1.Value."), 3); /* each once */
    assert_int_equal(together_waiting(fixture->room), 0);
}

static void a_full_call_goes_at_once(void **state) {
    struct fixture *fixture = *state;
    struct asker askers[6];
    for (int i = 0; i < 6; i++) {
        prepare(&askers[i], fixture, i, LONG_MS);
        askers[i].question.most = 3;
        begin(&askers[i]);
    }
    for (int i = 0; i < 6; i++) {
        end(&askers[i]);
        assert_answered(&askers[i]);
        done(&askers[i]);
    }
    assert_int_equal(describing_count(fixture->ec2), 2);
}

static void other_questions_travel_apart(void **state) {
    struct fixture *fixture = *state;
    json_auto_t *mine = json_pack("{s:[{s:s, s:[s]}]}", "Filters", "Name", "state", "Values", "available");
    struct asker waiting, other, by_id;
    prepare(&waiting, fixture, 1, LONG_MS);
    begin(&waiting);
    await_waiting(fixture, 1);
    prepare(&other, fixture, 2, 0);
    other.question.request = mine;
    ask(&other);
    assert_answered(&other);
    assert_non_null(strstr(describing_request(fixture->ec2, 0),
                           "Filter.1.Name=state&Filter.1.Value.1=available&"
                           "Filter.2.Name=subnet-id&Filter.2.Value.1=subnet-02"));
    prepare(&by_id, fixture, 3, 0);
    by_id.question.filter = NULL;
    by_id.question.member = "SubnetIds";
    ask(&by_id);
    assert_answered(&by_id);
    assert_non_null(strstr(describing_request(fixture->ec2, 1), "SubnetId.1=subnet-03"));
    assert_null(strstr(describing_request(fixture->ec2, 1), "subnet-01"));
    assert_int_equal(together_waiting(fixture->room), 1);
    cancel_trigger(waiting.cancel);
    end(&waiting);
    done(&waiting);
    done(&other);
    done(&by_id);
}

static void rooms_do_not_mix(void **state) {
    struct fixture *fixture = *state;
    struct fixture second = { 0 };
    second.ec2 = describing_new(&second.aws);
    second.room = together_new(second.aws, NULL);
    describing_add(second.ec2, "subnet-99", "vpc-9");
    struct asker waiting, other;
    prepare(&waiting, fixture, 1, LONG_MS);
    begin(&waiting);
    await_waiting(fixture, 1);
    ask_now(&other, &second, 99);
    assert_answered(&other);
    assert_int_equal(describing_count(fixture->ec2), 0);
    cancel_trigger(waiting.cancel);
    end(&waiting);
    done(&waiting);
    done(&other);
    together_free(second.room);
    aws_client_free(second.aws);
}

static void a_question_does_not_join_a_call_under_way(void **state) {
    struct fixture *fixture = *state;
    struct asker first, second;
    describing_hold(fixture->ec2, true);
    prepare(&first, fixture, 1, 0);
    begin(&first);
    describing_await(fixture->ec2, 1);
    prepare(&second, fixture, 1, 0);
    begin(&second);
    describing_await(fixture->ec2, 2);
    describing_hold(fixture->ec2, false);
    end(&first);
    end(&second);
    assert_answered(&first);
    assert_answered(&second);
    done(&first);
    done(&second);
}

/* ---- failures ---- */

static void each_has_the_error_of_the_call(void **state) {
    struct fixture *fixture = *state;
    struct asker askers[3];
    describing_refuse(fixture->ec2, "DescribeSubnets", 403, "UnauthorizedOperation");
    for (int i = 0; i < 3; i++) {
        prepare(&askers[i], fixture, i, LONG_MS);
        askers[i].question.most = 3;
        begin(&askers[i]);
    }
    for (int i = 0; i < 3; i++) {
        end(&askers[i]);
        assert_false(askers[i].good);
        assert_string_equal(askers[i].error->code, "UnauthorizedOperation");
        assert_string_equal(askers[i].error->operation, "DescribeSubnets");
        assert_null(askers[i].answer);
        done(&askers[i]);
    }
    assert_int_equal(describing_count(fixture->ec2), 1);
}

static void count_line(void *context, int64_t since_ms, const char *what) {
    (void)since_ms;
    assert_non_null(strstr(what, "RequestLimitExceeded"));
    (*(int *)context)++;
}

static void the_one_who_asks_is_told_of_pauses(void **state) {
    struct fixture *fixture = *state;
    for (int wide = 0; wide < 2; wide++) {
        int lines = 0;
        const struct aws_teller teller = { .tell = count_line, .context = &lines };
        struct asker asker;
        describing_refuse(fixture->ec2, "DescribeSubnets", 503, "RequestLimitExceeded");
        prepare(&asker, fixture, 1, 0);
        asker.question.teller = &teller;
        asker.question.wide = wide;
        ask(&asker);
        assert_false(asker.good);
        assert_true(lines > 1);
        done(&asker);
    }
}

static void who_is_cancelled_goes_and_the_others_stay(void **state) {
    struct fixture *fixture = *state;
    struct asker goes, stays, last;
    prepare(&goes, fixture, 1, LONG_MS);
    prepare(&stays, fixture, 2, LONG_MS);
    begin(&goes);
    begin(&stays);
    await_waiting(fixture, 2);
    cancel_trigger(goes.cancel);
    end(&goes);
    assert_false(goes.good);
    assert_int_equal(goes.error->kind, ERROR_CANCELLED);
    ask_now(&last, fixture, 3);
    end(&stays);
    assert_answered(&stays);
    assert_answered(&last);
    assert_int_equal(describing_count(fixture->ec2), 1);
    done(&goes);
    done(&stays);
    done(&last);
}

static void a_deadline_ends_the_waiting(void **state) {
    struct fixture *fixture = *state;
    struct asker asker;
    prepare(&asker, fixture, 1, LONG_MS);
    cancel_set_deadline_ms(asker.cancel, clock_monotonic_ms() + 20);
    ask(&asker);
    assert_false(asker.good);
    assert_int_equal(asker.error->kind, ERROR_TIMEOUT);
    assert_int_equal(together_waiting(fixture->room), 0);
    assert_int_equal(describing_count(fixture->ec2), 0);
    done(&asker);
}

static void one_that_is_cancelled_already_asks_nothing(void **state) {
    struct fixture *fixture = *state;
    struct asker asker;
    prepare(&asker, fixture, 1, 0);
    cancel_trigger(asker.cancel);
    ask(&asker);
    assert_false(asker.good);
    assert_int_equal(asker.error->kind, ERROR_CANCELLED);
    assert_int_equal(describing_count(fixture->ec2), 0);
    done(&asker);
}

static void when_the_one_who_asks_is_cancelled_the_next_one_asks_again(void **state) {
    struct fixture *fixture = *state;
    struct asker waiting[2], leads;
    for (int i = 0; i < 2; i++) {
        prepare(&waiting[i], fixture, i, LONG_MS);
        begin(&waiting[i]);
    }
    await_waiting(fixture, 2);
    describing_hold(fixture->ec2, true);
    prepare(&leads, fixture, 9, 0);
    begin(&leads);
    describing_await(fixture->ec2, 1);
    cancel_trigger(leads.cancel);
    end(&leads);
    assert_false(leads.good);
    assert_int_equal(leads.error->kind, ERROR_CANCELLED);
    describing_await(fixture->ec2, 2);
    describing_hold(fixture->ec2, false);
    for (int i = 0; i < 2; i++) {
        end(&waiting[i]);
        assert_answered(&waiting[i]);
        done(&waiting[i]);
    }
    assert_int_equal(describing_count(fixture->ec2), 2);
    done(&leads);
}

/* ---- wide questions ---- */

static void prepare_wide(struct asker *asker, struct fixture *fixture, const char *vpc) {
    prepare(asker, fixture, 0, 0);
    asker->question.filter = "vpc-id";
    asker->question.wide = true;
    snprintf(asker->value, sizeof asker->value, "%s", vpc);
}

static void ask_wide(struct fixture *fixture, const char *vpc, size_t count) {
    struct asker asker;
    prepare_wide(&asker, fixture, vpc);
    ask(&asker);
    assert_true(asker.good);
    assert_int_equal(json_array_size(json_object_get(asker.answer, "Subnets")), count);
    done(&asker);
}

static bool is_recalled(struct fixture *fixture, const char *operation) {
    const struct question question = { .service = "ec2", .operation = operation, .pick = pick_all };
    json_auto_t *answer = together_recall(fixture->room, &question);
    return answer != NULL;
}

static void the_answer_to_a_wide_question_is_kept_for_a_moment(void **state) {
    struct fixture *fixture = *state;
    ask_wide(fixture, "vpc-1", MOST / 2);
    age_ms += TOGETHER_KEPT_MS;
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(describing_count(fixture->ec2), 1);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 1);
    ask_wide(fixture, "vpc-0", MOST / 2); /* another one */
    assert_int_equal(describing_count(fixture->ec2), 2);
    age_ms += 1;
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 1);
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(describing_count(fixture->ec2), 3);
    assert_int_equal(is_recalled(fixture, "DescribeVpcs"), 0);
}

static void after_a_change_nothing_is_kept(void **state) {
    struct fixture *fixture = *state;
    ask_wide(fixture, "vpc-1", MOST / 2);
    together_forget(fixture->room);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 0);
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(describing_count(fixture->ec2), 2);
}

static void a_wide_question_joins_one_under_way_but_not_across_a_change(void **state) {
    struct fixture *fixture = *state;
    struct asker askers[3];
    for (int i = 0; i < 3; i++)
        prepare_wide(&askers[i], fixture, "vpc-1");
    describing_hold(fixture->ec2, true);
    begin(&askers[0]);
    describing_await(fixture->ec2, 1);
    begin(&askers[1]);
    await_waiting(fixture, 2);
    together_forget(fixture->room);
    begin(&askers[2]);
    describing_await(fixture->ec2, 2);
    describing_hold(fixture->ec2, false);
    end_well(askers, COUNT_OF(askers));
    assert_int_equal(describing_count(fixture->ec2), 2);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 1); /* what was asked after the change */
}

static void a_wide_question_does_not_join_one_that_began_too_long_ago(void **state) {
    struct fixture *fixture = *state;
    struct asker askers[3];
    for (int i = 0; i < 3; i++)
        prepare_wide(&askers[i], fixture, "vpc-1");
    describing_hold(fixture->ec2, true);
    begin(&askers[0]);
    describing_await(fixture->ec2, 1);
    age_ms += TOGETHER_KEPT_MS;
    begin(&askers[1]);
    await_waiting(fixture, 2);
    assert_int_equal(describing_count(fixture->ec2), 1);
    age_ms += 1;
    begin(&askers[2]);
    await_waiting(fixture, 3);
    describing_hold(fixture->ec2, false);
    end_well(askers, COUNT_OF(askers));
    assert_int_equal(describing_count(fixture->ec2), 2);
}

static void what_was_asked_too_long_ago_is_not_recalled(void **state) {
    struct fixture *fixture = *state;
    struct asker asker;
    prepare_wide(&asker, fixture, "vpc-1");
    describing_hold(fixture->ec2, true);
    begin(&asker);
    describing_await(fixture->ec2, 1);
    age_ms += TOGETHER_KEPT_MS + 1;
    describing_hold(fixture->ec2, false);
    end(&asker);
    assert_true(asker.good);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 0);
    done(&asker);
}

static void call(struct fixture *fixture, const char *operation, const char *request) {
    auto_cancel *cancel = cancel_new();
    json_auto_t *input = json_loads(request, 0, NULL);
    json_auto_t *output = NULL;
    auto_error *error = NULL;
    if (!aws_call(fixture->aws, cancel, "ec2", operation, input, &output, &error))
        assert_non_null(error->code);
}

/* Whoever makes the call, and long before the resource that it is for is done. */
static void every_write_of_the_client_is_a_change(void **state) {
    struct fixture *fixture = *state;
    static const char delete[] = "{\"SubnetId\": \"subnet-00\"}";
    ask_wide(fixture, "vpc-1", MOST / 2);
    call(fixture, "DescribeSubnets", "{}");
    describing_refuse(fixture->ec2, "DeleteSubnet", 400, "DependencyViolation");
    call(fixture, "DeleteSubnet", delete);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 1);
    describing_refuse(fixture->ec2, "DeleteSubnet", 500, "InternalError");
    call(fixture, "DeleteSubnet", delete);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 0);
    describing_refuse(fixture->ec2, NULL, 0, NULL);
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 1);
    call(fixture, "DeleteSubnet", delete);
    assert_int_equal(is_recalled(fixture, "DescribeSubnets"), 0);
}

static void a_wide_question_that_fails_is_not_kept(void **state) {
    struct fixture *fixture = *state;
    struct asker asker;
    describing_refuse(fixture->ec2, "vpc-1", 403, "UnauthorizedOperation");
    prepare_wide(&asker, fixture, "vpc-1");
    ask(&asker);
    assert_false(asker.good);
    done(&asker);
    describing_refuse(fixture->ec2, NULL, 0, NULL);
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(describing_count(fixture->ec2), 2);
}

static void all_pages_are_read(void **state) {
    struct fixture *fixture = *state;
    describing_page(fixture->ec2, 10);
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(describing_count(fixture->ec2), 4);
    assert_non_null(strstr(describing_request(fixture->ec2, 0), "MaxResults=100"));
}

/* DescribeVpcEndpoints: "If there are no additional items to return, the string is empty." */
static void an_empty_token_leads_nowhere(void **state) {
    struct fixture *fixture = *state;
    describing_last_token(fixture->ec2, "");
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(describing_count(fixture->ec2), 1);
    ask_wide(fixture, "vpc-1", MOST / 2); /* that was all of it, and is kept */
    assert_int_equal(describing_count(fixture->ec2), 1);
}

static void a_token_that_comes_again_leads_nowhere(void **state) {
    struct fixture *fixture = *state;
    auto_free char *behind = xprintf("%d", MOST / 2);
    describing_last_token(fixture->ec2, behind);
    ask_wide(fixture, "vpc-1", MOST / 2);
    assert_int_equal(describing_count(fixture->ec2), 2); /* the second page has no objects */
}

static void too_much_is_asked_for_once(void **state) {
    struct fixture *fixture = *state;
    for (int i = 0; i < TOGETHER_WIDE + 20; i++) {
        auto_free char *id = xprintf("subnet-x%03d", i);
        describing_add(fixture->ec2, id, "vpc-x");
    }
    describing_page(fixture->ec2, 100);
    ask_wide(fixture, "vpc-x", TOGETHER_WIDE);
    assert_int_equal(describing_count(fixture->ec2), TOGETHER_WIDE / 100);
    age_ms += TOGETHER_KEPT_MS + 1;
    ask_wide(fixture, "vpc-x", 0); /* no answer, and no call */
    assert_int_equal(describing_count(fixture->ec2), TOGETHER_WIDE / 100);
}

/* ---- many ---- */

enum { THREADS = 32, ROUNDS = 40 };

static void *ask_often(void *argument) {
    struct asker *asker = argument;
    for (int i = 0; i < ROUNDS; i++) {
        asker->question.patience_ms = i % 3;
        asker->question.wide = i % 5 == 0;
        asker->question.filter = asker->question.wide ? "vpc-id" : "subnet-id";
        const int number = (int)((size_t)i * 7 + asker->question.most) % MOST;
        snprintf(asker->value, sizeof asker->value, asker->question.wide ? "vpc-%d" : "subnet-%02d",
                 asker->question.wide ? number % 2 : number);
        ask(asker);
        if (!asker->good || (!asker->question.wide && !answer_has(asker, asker->value)))
            return argument;
        if (i % 11 == 0)
            together_forget(asker->fixture->room);
        json_decref(TAKE(asker->answer));
    }
    return NULL;
}

static void many_at_once_each_have_their_answer(void **state) {
    struct fixture *fixture = *state;
    struct asker askers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        prepare(&askers[i], fixture, 0, 0);
        askers[i].question.most = (size_t)(i % 9 + 2);
        assert_int_equal(pthread_create(&askers[i].thread, NULL, ask_often, &askers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        void *failed = NULL;
        assert_int_equal(pthread_join(askers[i].thread, &failed), 0);
        assert_null(failed);
        done(&askers[i]);
    }
    assert_true(describing_count(fixture->ec2) < THREADS * ROUNDS);
    assert_int_equal(together_waiting(fixture->room), 0);
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_lone_question_goes_at_once),
        TEST(one_that_needs_company_makes_no_call_alone),
        TEST(the_least_patient_asks_for_all),
        TEST(a_full_call_goes_at_once),
        TEST(other_questions_travel_apart),
        TEST(rooms_do_not_mix),
        TEST(a_question_does_not_join_a_call_under_way),
        TEST(each_has_the_error_of_the_call),
        TEST(the_one_who_asks_is_told_of_pauses),
        TEST(who_is_cancelled_goes_and_the_others_stay),
        TEST(a_deadline_ends_the_waiting),
        TEST(one_that_is_cancelled_already_asks_nothing),
        TEST(when_the_one_who_asks_is_cancelled_the_next_one_asks_again),
        TEST(the_answer_to_a_wide_question_is_kept_for_a_moment),
        TEST(after_a_change_nothing_is_kept),
        TEST(a_wide_question_joins_one_under_way_but_not_across_a_change),
        TEST(a_wide_question_does_not_join_one_that_began_too_long_ago),
        TEST(what_was_asked_too_long_ago_is_not_recalled),
        TEST(every_write_of_the_client_is_a_change),
        TEST(a_wide_question_that_fails_is_not_kept),
        TEST(all_pages_are_read),
        TEST(an_empty_token_leads_nowhere),
        TEST(a_token_that_comes_again_leads_nowhere),
        TEST(too_much_is_asked_for_once),
        TEST(many_at_once_each_have_their_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
