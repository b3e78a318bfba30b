/* What an error no longer holds of the request it answers (client_secrets.c). */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "support/aws_client_fixture.h"
#include "support/aws_environment.h"

#define KEY   "wJalrXUtnFEMI/K7MDENG+bPxRfiCYzEXAMPLEKEY"
#define TOKEN "FwoGZXIvYXdzEJr//////////wEaDK+7\\&\"x=="

/* As AWS writes it, the two strings included. */
#define REFUSAL                                                                                              \
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret "  \
    "Access Key and signing method. Consult the service documentation for details."
#define QUOTED(token, line)                                                                                  \
    REFUSAL line line                                                                                        \
        "The Canonical String for this request should have been" line "'POST" line "/" line line             \
        "host:logs.eu-central-1.amazonaws.com" line "x-amz-date:20150830T123600Z" line                       \
        "x-amz-security-token:" token line line "host;x-amz-date;x-amz-security-token" line                  \
        "44136fa3'" line line "The String-to-Sign should have been" line "'AWS4-HMAC-SHA256" line            \
        "20150830T123600Z" line "20150830/eu-central-1/logs/aws4_request" line "292fc6cf'" line
#define XML_TOKEN  "FwoGZXIvYXdzEJr//////////wEaDK+7\\&amp;&quot;x=="
#define JSON_TOKEN "FwoGZXIvYXdzEJr\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/wEaDK+7\\\\&\\\"x=="

static void signed_with_a_token(struct client_fixture *fixture) {
    client_renew(fixture,
                 (struct aws_options){ .access_key = "ASIA1", .secret_key = KEY, .session_token = TOKEN });
}

static const char *logs_error(struct arena *arena, const char *message) {
    json_auto_t *body = json_pack("{s:s, s:s}", "__type", "InvalidParameterException", "message", message);
    auto_free char *text = json_canonical(body);
    return arena_strdup(arena, text);
}

/* The message of the error that a refused call of CloudWatch Logs ends with, when AWS says that. */
static const char *message_after(struct client_fixture *fixture, struct arena *arena, const char *words) {
    scripted_expect(fixture->script, "DescribeLogGroups", 400, NULL, logs_error(arena, words));
    assert_false(client_call(fixture, "logs", "DescribeLogGroups", "{}"));
    return fixture->error->message;
}

static void the_strings_that_aws_would_have_signed_are_cut(void **state) {
    struct client_fixture *fixture = *state;
    static const struct {
        const char *service, *operation, *body, *code;
    } cases[] = {
        { "sts", "GetCallerIdentity",
          "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>" QUOTED(XML_TOKEN, "\n") //
          "</Message></Error></ErrorResponse>",
          "SignatureDoesNotMatch" },
        { "ec2", "DescribeVpcs",
          "<Response><Errors><Error><Code>SignatureDoesNotMatch</Code><Message>" QUOTED(XML_TOKEN, "\n") //
          "</Message></Error></Errors></Response>",
          "SignatureDoesNotMatch" },
        { "s3", "ListBuckets",
          "<Error><Code>SignatureDoesNotMatch</Code><Message>" QUOTED(XML_TOKEN, "\n") "</Message></Error>",
          "SignatureDoesNotMatch" },
        { "logs", "DescribeLogGroups",
          "{\"__type\":\"InvalidSignatureException\",\"message\":\"" QUOTED(JSON_TOKEN, "\\n") "\"}",
          "InvalidSignatureException" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        signed_with_a_token(fixture);
        scripted_expect(fixture->script, TOKEN, 403, NULL, cases[i].body);
        assert_false(client_call(fixture, cases[i].service, cases[i].operation, "{}"));
        assert_string_equal(fixture->error->code, cases[i].code);
        if (!strstr(fixture->error->message, REFUSAL) || strstr(fixture->error->message, "FwoG") ||
            strstr(fixture->error->message, "AWS4-HMAC"))
            fail_msg("%s: %s", cases[i].service, fixture->error->message);
        scripted_assert_done(fixture->script);
    }
}

static void an_error_that_was_only_those_strings_still_says_something(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    signed_with_a_token(fixture);
    const char *message =
        message_after(fixture, arena, "the canonical string for this request should have been 'POST'");
    assert_string_equal(message, "the signature is not the one that AWS has calculated");
}

static void however_a_secret_is_written(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    static const char *const spelled[] = {
        KEY,
        "wJalrXUtnFEMI%2FK7MDENG%2BbPxRfiCYzEXAMPLEKEY",
        "wJalrXUtnFEMI%2fK7MDENG+bPxRfiCYzEXAMPLEKEY",
        "wJalrXUtnFEMI\\/K7MDENG\\u002BbPxRfiCYzEXAMPLEKEY",
        "wJalrXUtnFEMI&#47;K7MDENG&#x2B;bPxRfiCYzEXAMPLEKEY",
        TOKEN,
        "FwoGZXIvYXdzEJr%2F%2F%2F%2F%2F%2F%2F%2F%2F%2FwEaDK%2B7%5C%26%22x%3D%3D",
        JSON_TOKEN,
        XML_TOKEN,
        "wJalrXUtnFEMI/K7M",          /* cut off */
        "FwoGZXIvYXdzEJr%2F%2F%2F%2", /* in the middle of a character, whose rest says nothing */
    };
    signed_with_a_token(fixture);
    for (size_t i = 0; i < COUNT_OF(spelled); i++) {
        const char *message = message_after(fixture, arena, arena_printf(arena, "what (%s) is", spelled[i]));
        const size_t stars = strspn(message + strlen("what ("), "*");
        if (strncmp(message, "what (", 6) != 0 || stars + 2 < strlen(spelled[i]) || !strstr(message, ") is"))
            fail_msg("\"%s\" of \"%s\"", message, spelled[i]);
    }
}

static void what_only_begins_like_a_secret_stays(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    static const char *const texts[] = {
        "wJalrXUtnFEMI/K", "FwoGZXIvYXdzE",     "100% of %2F, %zz, %", "a\\",
        "a\\u00",          "&amp; &#; &#x; &#", "&#99999999999999;",
    };
    signed_with_a_token(fixture);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_string_equal(message_after(fixture, arena, texts[i]), texts[i]);
}

/* The key is a part of the token: both go whole. */
static void secrets_that_overlap_go_whole(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    client_renew(fixture, (struct aws_options){ .access_key = "ASIA1",
                                                .secret_key = "s3cret-key",
                                                .session_token = "a-s3cret-key-b" });
    assert_string_equal(message_after(fixture, arena, "a-s3cret-key-b, s3cret-key"),
                        "**************, **********");
}

/* An emulator's keys are words that stand in many a message. */
static void made_up_keys_hide_no_words(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    client_renew(fixture,
                 (struct aws_options){ .access_key = "test", .secret_key = "test", .session_token = "test" });
    assert_string_equal(message_after(fixture, arena, "no group test-1"), "no group test-1");
}

static void sensitive_members_go_at_any_depth(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(
        fixture->script, "PUT ", 400, NULL,
        "<Error><Code>KMS.NotFound</Code><Message>key-4711 of my-bucket, AES256</Message></Error>");
    assert_false(client_call(fixture, "s3", "PutBucketEncryption",
                             "{\"Bucket\": \"my-bucket\", \"ServerSideEncryptionConfiguration\": {\"Rules\": "
                             "[{\"ApplyServerSideEncryptionByDefault\": {\"SSEAlgorithm\": \"AES256\", "
                             "\"KMSMasterKeyID\": \"key-4711\"}}]}}"));
    assert_string_equal(fixture->error->message, "******** of my-bucket, AES256");
}

static struct text log_lines;
static void keep_line(const char *line) {
    text_printf(&log_lines, "%s\n", line);
}

/* A service that is none of AWS's can say anything, also where a code belongs. */
static void neither_code_nor_request_id_repeat_one(void **state) {
    struct client_fixture *fixture = *state;
    signed_with_a_token(fixture);
    scripted_expect(fixture->script, "GetCallerIdentity", 400, NULL,
                    "<ErrorResponse><Error><Code>" KEY
                    "</Code><Message>m</Message></Error><RequestId>" XML_TOKEN
                    "</RequestId></ErrorResponse>");
    log_set_sink(keep_line, LOG_DEBUG);
    assert_false(client_call(fixture, "sts", "GetCallerIdentity", "{}"));
    log_set_sink(NULL, LOG_OFF);
    auto_free char *shown = error_text(fixture->error);
    assert_null(strstr(shown, "wJal"));
    assert_null(strstr(shown, "FwoG"));
    assert_non_null(strstr(text_string(&log_lines), "attempt 1: 400 *****"));
    assert_null(strstr(text_string(&log_lines), "wJal"));
    assert_null(strstr(text_string(&log_lines), "FwoG"));
    text_done(&log_lines);
}

/* At half a mebibyte of them, a look at all the rest for each would not end. */
static void the_beginnings_of_references_cost_little(void **state) {
    enum { PAIRS = 256 * 1024 };
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    auto_free char *words = xcalloc(1, 2 * PAIRS + sizeof KEY);
    for (size_t i = 0; i < PAIRS; i++)
        memcpy(words + 2 * i, "&#", 2);
    memcpy(words + 2 * PAIRS, KEY, sizeof KEY);
    signed_with_a_token(fixture);
    const char *message = message_after(fixture, arena, words);
    assert_int_equal(strlen(message), strlen(words));
    assert_null(strstr(message, "wJal"));
}

/* Of a connection that failed: a host may well be called as a made-up key is. */
static void our_own_words_stay(void **state) {
    struct client_fixture *fixture = *state;
    client_renew(fixture, (struct aws_options){ .access_key = "A", .secret_key = "scripted failure" });
    for (int i = 0; i < 3; i++)
        scripted_fail(fixture->script, "DescribeVpcs", TRANSPORT_REFUSED, false);
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_non_null(strstr(fixture->error->message, "scripted failure"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_strings_that_aws_would_have_signed_are_cut),
        TEST(an_error_that_was_only_those_strings_still_says_something),
        TEST(however_a_secret_is_written),
        TEST(what_only_begins_like_a_secret_stays),
        TEST(secrets_that_overlap_go_whole),
        TEST(made_up_keys_hide_no_words),
        TEST(sensitive_members_go_at_any_depth),
        TEST(the_beginnings_of_references_cost_little),
        TEST(our_own_words_stay),
        TEST(neither_code_nor_request_id_repeat_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
