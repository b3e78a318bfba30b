#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/error.h"

static void setting_fills_kind_and_message_and_says_false(void **state) {
    (void)state;
    auto_error *error = NULL;
    assert_false(error_set(&error, ERROR_NETWORK, "no answer from %s:%d", "127.0.0.1", 4566));
    assert_int_equal(error->kind, ERROR_NETWORK);
    assert_string_equal(error->message, "no answer from 127.0.0.1:4566");
    assert_null(error->property);
    assert_null(error->code);
    assert_int_equal(error->http_status, 0);
    assert_false(error->sent);
}

static void a_property_is_named(void **state) {
    (void)state;
    auto_error *error = NULL;
    assert_false(error_set_property(&error, "subnets[1].cidrBlock", "%s is no CIDR", "10.0.0.0/33"));
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_string_equal(error->property, "subnets[1].cidrBlock");
    assert_string_equal(error->message, "10.0.0.0/33 is no CIDR");
}

static void context_goes_before_the_message_and_keeps_the_rest(void **state) {
    (void)state;
    auto_error *error = NULL;
    error_set_property(&error, "vpcId", "not found");
    assert_false(error_in(&error, "reading %s", "subnet-1"));
    assert_false(error_in(&error, "creating a route"));
    assert_string_equal(error->message, "creating a route: reading subnet-1: not found");
    assert_string_equal(error->property, "vpcId");
}

static void context_may_hold_what_looks_like_a_format(void **state) {
    (void)state;
    auto_error *error = NULL;
    error_set(&error, ERROR_AWS, "%s", "100%n of %s");
    error_in(&error, "%s", "50%d");
    assert_string_equal(error->message, "50%d: 100%n of %s");
}

static struct error *refusal(void) {
    struct error *error = NULL;
    error_set(&error, ERROR_AWS, "The vpc ID 'vpc-1' does not exist");
    error->service = strdup("ec2");
    error->operation = strdup("CreateSubnet");
    error->code = strdup("InvalidVpcID.NotFound");
    error->request_id = strdup("c0ffee");
    error->http_status = 400;
    error->sent = true;
    return error;
}

static void the_text_has_operation_code_status_and_request_id(void **state) {
    (void)state;
    auto_error *error = refusal();
    char *text = error_text(error);
    assert_string_equal(
        text, "The vpc ID 'vpc-1' does not exist (ec2 CreateSubnet, InvalidVpcID.NotFound, HTTP 400, "
              "request id c0ffee)");
    free(text);
}

static void the_text_leaves_out_what_is_not_known(void **state) {
    (void)state;
    auto_error *error = NULL;
    error_set(&error, ERROR_NETWORK, "connection refused");
    char *text = error_text(error);
    assert_string_equal(text, "connection refused");
    free(text);
    error->operation = strdup("CreateVpc");
    text = error_text(error);
    assert_string_equal(text, "connection refused (aws CreateVpc)");
    free(text);
}

static void a_code_is_only_had_by_an_answer_of_aws(void **state) {
    (void)state;
    auto_error *error = refusal();
    assert_true(error_has_code(error, "InvalidVpcID.NotFound"));
    assert_false(error_has_code(error, "InvalidVpcID"));
    assert_false(error_has_code(NULL, "InvalidVpcID.NotFound"));
    error->kind = ERROR_NETWORK;
    assert_false(error_has_code(error, "InvalidVpcID.NotFound"));
}

static void a_refusal_says_that_nothing_was_done(void **state) {
    (void)state;
    static const struct {
        int status;
        bool refusal;
    } rows[] = {
        { 200, false }, { 301, true }, { 400, true }, { 429, true }, { 500, false }, { 503, false }
    };
    auto_error *error = refusal();
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        error->http_status = rows[i].status;
        assert_int_equal(error_is_refusal(error), rows[i].refusal);
    }
    error->http_status = 0;
    error->kind = ERROR_NETWORK;
    assert_false(error_is_refusal(error));
}

static void a_reason_is_a_code_or_a_kind_never_a_message(void **state) {
    (void)state;
    static const struct {
        enum error_kind kind;
        const char *reason;
    } rows[] = {
        { ERROR_INTERNAL, "a fault of the plugin" },    { ERROR_INPUT, "a wrong input" },
        { ERROR_AWS, "an error without a code" },       { ERROR_NETWORK, "no usable answer" },
        { ERROR_CREDENTIALS, "no usable credentials" }, { ERROR_CANCELLED, "cancelled" },
        { ERROR_TIMEOUT, "the time has run out" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        auto_error *error = NULL;
        error_set(&error, rows[i].kind, "words");
        assert_string_equal(error_reason(error), rows[i].reason);
    }
    auto_error *error = refusal();
    assert_string_equal(error_reason(error), "InvalidVpcID.NotFound");
}

static void a_copy_is_deep_and_whole(void **state) {
    (void)state;
    struct error *error = refusal();
    error->property = strdup("vpcId");
    auto_error *copy = error_copy(error);
    error->message[0] = 'X';
    error_free(error);
    assert_int_equal(copy->kind, ERROR_AWS);
    assert_string_equal(copy->message, "The vpc ID 'vpc-1' does not exist");
    assert_string_equal(copy->property, "vpcId");
    assert_string_equal(copy->service, "ec2");
    assert_string_equal(copy->operation, "CreateSubnet");
    assert_string_equal(copy->code, "InvalidVpcID.NotFound");
    assert_string_equal(copy->request_id, "c0ffee");
    assert_int_equal(copy->http_status, 400);
    assert_true(copy->sent);
}

static void a_copy_of_little_has_little(void **state) {
    (void)state;
    auto_error *error = NULL;
    error_set(&error, ERROR_CANCELLED, "cancelled");
    auto_error *copy = error_copy(error);
    assert_int_equal(copy->kind, ERROR_CANCELLED);
    assert_null(copy->property);
    assert_null(copy->request_id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setting_fills_kind_and_message_and_says_false),
        cmocka_unit_test(a_property_is_named),
        cmocka_unit_test(context_goes_before_the_message_and_keeps_the_rest),
        cmocka_unit_test(context_may_hold_what_looks_like_a_format),
        cmocka_unit_test(the_text_has_operation_code_status_and_request_id),
        cmocka_unit_test(the_text_leaves_out_what_is_not_known),
        cmocka_unit_test(a_code_is_only_had_by_an_answer_of_aws),
        cmocka_unit_test(a_refusal_says_that_nothing_was_done),
        cmocka_unit_test(a_reason_is_a_code_or_a_kind_never_a_message),
        cmocka_unit_test(a_copy_is_deep_and_whole),
        cmocka_unit_test(a_copy_of_little_has_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
