/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "support/aws_client_fixture.h"
#include "support/aws_environment.h"

static const char no_vpcs[] =
    "<DescribeVpcsResponse><requestId>r-1</requestId><vpcSet/></DescribeVpcsResponse>";
static const char one_vpc[] = "<CreateVpcResponse><vpc><vpcId>vpc-1</vpcId></vpc></CreateVpcResponse>";
static void assert_says(const struct client_fixture *fixture, enum error_kind kind, const char *words) {
    assert_non_null(fixture->error);
    assert_int_equal(fixture->error->kind, kind);
    if (!strstr(fixture->error->message, words))
        fail_msg("\"%s\" does not say \"%s\"", fixture->error->message, words);
}

static void a_call_is_signed_for_its_endpoint(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "POST https://ec2.eu-central-1.amazonaws.com/\n", 200, NULL, no_vpcs);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_true(json_is_array(json_at(fixture->output, "Vpcs")));
    const char *request = scripted_request(fixture->script, 0);
    assert_non_null(strstr(request, "Credential=111122223333/20150830/eu-central-1/ec2/aws4_request"));
    assert_non_null(strstr(request, "Amz-Sdk-Request: attempt=1"));
    assert_null(strstr(request, "s3cret"));
    assert_int_equal(scripted_ahead(fixture->script), 0);
    scripted_expect(fixture->script, "https://iam.amazonaws.com/", 200, NULL,
                    "<ListRolesResponse><ListRolesResult><Roles/></ListRolesResult></ListRolesResponse>");
    assert_true(client_call(fixture, "iam", "ListRoles", "{}"));
    assert_non_null(strstr(scripted_request(fixture->script, 1), "/us-east-1/iam/aws4_request"));
}

static void buckets_go_into_the_host(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "HEAD https://my-bucket.s3.eu-central-1.amazonaws.com/\n", 200, NULL,
                    "");
    assert_true(client_call(fixture, "s3", "HeadBucket", "{\"Bucket\": \"my-bucket\"}"));
    assert_non_null(strstr(scripted_request(fixture->script, 0), "X-Amz-Content-Sha256: e3b0c442"));
    scripted_expect(fixture->script, "GET https://my-bucket.s3.eu-central-1.amazonaws.com/?versioning\n", 200,
                    NULL, "<VersioningConfiguration/>");
    assert_true(client_call(fixture, "s3", "GetBucketVersioning", "{\"Bucket\": \"my-bucket\"}"));
}

static void nothing_leaves_a_custom_endpoint(void **state) {
    struct client_fixture *fixture = *state;
    client_renew(fixture, (struct aws_options){ .endpoint = "http://localhost:4566/base/" });
    scripted_expect(fixture->script, "http://localhost:4566/base/\n", 200, NULL, no_vpcs);
    scripted_expect(fixture->script, "HEAD http://localhost:4566/base/my-bucket\n", 200, NULL, "");
    scripted_expect(fixture->script, "POST http://localhost:4566/base/\n", 200, NULL, CLIENT_IDENTITY);
    scripted_expect(fixture->script, "POST http://localhost:4566/base/\n", 200, NULL, "{}");
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_true(client_call(fixture, "s3", "HeadBucket", "{\"Bucket\": \"my-bucket\"}"));
    assert_true(client_call(fixture, "sts", "GetCallerIdentity", "{}"));
    assert_true(client_call(fixture, "logs", "DescribeLogGroups", "{}"));
    assert_non_null(
        strstr(scripted_request(fixture->script, 0), "Credential=111122223333/20150830/eu-central-1/"));
}

static void signatures_we_lack_are_refused(void **state) {
    struct client_fixture *fixture = *state;
    client_renew(fixture, (struct aws_options){ .region = "us-east-1" });
    assert_false(client_call(fixture, "s3", "HeadBucket", "{\"Bucket\": \"mybucket--use1-az1--x-s3\"}"));
    assert_says(fixture, ERROR_INPUT, "S3 Express");
    assert_null(scripted_request(fixture->script, 0));
}

static void a_custom_endpoint_takes_buckets_in_its_host_where_that_is_asked_for(void **state) {
    struct client_fixture *fixture = *state;
    static const char own[] = "http://localhost:4566";
    client_renew(fixture, (struct aws_options){ .endpoint = own });
    scripted_expect(fixture->script, "HEAD http://localhost:4566/my-bucket\n", 200, NULL, "");
    assert_true(client_call(fixture, "s3", "HeadBucket", "{\"Bucket\": \"my-bucket\"}"));
    client_renew(fixture, (struct aws_options){ .endpoint = own, .s3_path_style = AWS_OFF });
    scripted_expect(fixture->script, "HEAD http://my-bucket.localhost:4566/\n", 200, NULL, "");
    assert_true(client_call(fixture, "s3", "HeadBucket", "{\"Bucket\": \"my-bucket\"}"));
    client_renew(fixture, (struct aws_options){ .s3_path_style = AWS_ON });
    scripted_expect(fixture->script, "HEAD https://s3.eu-central-1.amazonaws.com/my-bucket\n", 200, NULL, "");
    assert_true(client_call(fixture, "s3", "HeadBucket", "{\"Bucket\": \"my-bucket\"}"));
}

static void buckets_of_several_regions_are_refused(void **state) {
    struct client_fixture *fixture = *state;
    client_renew(fixture, (struct aws_options){ .region = "us-east-1" });
    assert_false(client_call(fixture, "s3", "HeadBucket",
                             "{\"Bucket\": \"arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap\"}"));
    assert_says(fixture, ERROR_INPUT, "multi-region access point");
    assert_null(scripted_request(fixture->script, 0));
}

static void errors_carry_all_that_aws_says(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "Action=DescribeVpcs", 400, NULL,
                    client_ec2_error(arena, "InvalidVpcID.NotFound"));
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{\"VpcIds\": [\"vpc-1\"]}"));
    assert_says(fixture, ERROR_AWS, "words");
    assert_true(error_has_code(fixture->error, "InvalidVpcID.NotFound"));
    assert_string_equal(fixture->error->service, "ec2");
    assert_string_equal(fixture->error->operation, "DescribeVpcs");
    assert_string_equal(fixture->error->request_id, "r-2");
    assert_int_equal(fixture->error->http_status, 400);
    assert_false(fixture->error->sent);
}

static void throttling_is_waited_out(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    for (int i = 0; i < 3; i++)
        scripted_expect(fixture->script, "Action=CreateVpc", 503, NULL,
                        client_ec2_error(arena, "RequestLimitExceeded"));
    scripted_expect(fixture->script, "attempt=4", 200, NULL, one_vpc);
    assert_true(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    assert_int_equal(fixture_waited_ms, 1000 + 2000 + 4000);
    assert_string_equal(json_string_value(json_at(fixture->output, "Vpc.VpcId")), "vpc-1");
}

static void retry_after_is_obeyed(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "DescribeVpcs", 503, "Retry-After: 7", "");
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, no_vpcs);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_int_equal(fixture_waited_ms, 7000);
}

static void a_lost_answer_of_a_creation_is_left_to_the_caller(void **state) {
    struct client_fixture *fixture = *state;
    scripted_fail(fixture->script, "CreateVpc", TRANSPORT_BROKEN, true);
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    assert_int_equal(fixture->error->kind, ERROR_NETWORK);
    assert_true(fixture->error->sent);
    assert_string_equal(fixture->error->operation, "CreateVpc");
    scripted_expect(fixture->script, "CreateVpc", 500, NULL, "");
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    assert_true(fixture->error->sent);
    scripted_expect(fixture->script, "CreateVpc", 200, NULL, "<CreateVpcResponse><vpc>");
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    assert_int_equal(fixture->error->kind, ERROR_NETWORK);
    assert_true(fixture->error->sent);
}

/* "200 OK" comes first, and then what went wrong: the bucket may be there. */
static void a_creation_whose_answer_ends_in_an_error_is_not_repeated(void **state) {
    struct client_fixture *fixture = *state;
    static const char late[] = "<Error><Code>InternalError</Code><Message>Try again.</Message></Error>";
    scripted_expect(fixture->script, "PUT ", 200, NULL, late);
    assert_false(client_call(fixture, "s3", "CreateBucket", "{\"Bucket\": \"b\"}"));
    assert_int_equal(fixture->error->kind, ERROR_AWS);
    assert_true(fixture->error->sent);
    scripted_expect(fixture->script, "DELETE ", 200, NULL, late);
    scripted_expect(fixture->script, "DELETE ", 204, NULL, "");
    assert_true(client_call(fixture, "s3", "DeleteBucket", "{\"Bucket\": \"b\"}"));
}

static void reads_and_unsent_creations_are_repeated(void **state) {
    struct client_fixture *fixture = *state;
    scripted_fail(fixture->script, "DescribeVpcs", TRANSPORT_BROKEN, true);
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, "<DescribeVpcs");
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, no_vpcs);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    scripted_fail(fixture->script, "CreateVpc", TRANSPORT_UNREACHABLE, false);
    scripted_expect(fixture->script, "CreateVpc", 200, NULL, one_vpc);
    assert_true(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
}

/* The same token in each attempt: for AWS it is one creation. */
static void a_client_token_makes_a_creation_repeatable(void **state) {
    struct client_fixture *fixture = *state;
    scripted_fail(fixture->script, "ClientToken=", TRANSPORT_BROKEN, true);
    scripted_expect(fixture->script, "ClientToken=", 200, NULL, "<CreateNatGatewayResponse/>");
    assert_true(client_call(fixture, "ec2", "CreateNatGateway", "{\"SubnetId\": \"subnet-1\"}"));
    const char *first = strstr(scripted_request(fixture->script, 0), "ClientToken=");
    const char *second = strstr(scripted_request(fixture->script, 1), "ClientToken=");
    assert_memory_equal(first, second, strlen("ClientToken=") + 36);
}

static void what_one_attempt_left_open_stays_open(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_fail(fixture->script, "ClientToken=", TRANSPORT_BROKEN, true);
    for (int i = 0; i < 2; i++)
        scripted_fail(fixture->script, "ClientToken=", TRANSPORT_REFUSED, false);
    assert_false(client_call(fixture, "ec2", "CreateNatGateway", "{\"SubnetId\": \"subnet-1\"}"));
    assert_true(fixture->error->sent);
    scripted_expect(fixture->script, "CreateVpc", 503, NULL, client_ec2_error(arena, "Unavailable"));
    scripted_expect(fixture->script, "CreateVpc", 400, NULL, client_ec2_error(arena, "VpcLimitExceeded"));
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    assert_false(fixture->error->sent);
}

static void nobody_there_is_told_soon(void **state) {
    struct client_fixture *fixture = *state;
    for (int i = 0; i < 3; i++)
        scripted_fail(fixture->script, "DescribeVpcs", TRANSPORT_REFUSED, false);
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_says(fixture, ERROR_NETWORK, "after 3 attempts: ");
    assert_true(fixture_waited_ms < 1000);
}

static void another_call_mends(void *client) {
    atomic_store(&((struct aws_client *)client)->clock_skew_s, 7200);
}

static void a_wrong_clock_is_mended(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "X-Amz-Date: 20150830T123600Z", 403,
                    "Date: Sun, 30 Aug 2015 14:36:00 GMT", client_ec2_error(arena, "RequestExpired"));
    scripted_expect(fixture->script, "X-Amz-Date: 20150830T143600Z", 200, NULL, no_vpcs);
    scripted_expect(fixture->script, "X-Amz-Date: 20150830T143600Z", 200, NULL, no_vpcs);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_int_equal(fixture_waited_ms, 0);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
}

/* While one call was on its way, another one has found out how far the clock is off. */
static void a_clock_that_another_call_has_mended(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "X-Amz-Date: 20150830T123600Z", 403,
                    "Date: Sun, 30 Aug 2015 14:36:00 GMT", client_ec2_error(arena, "RequestExpired"));
    scripted_expect(fixture->script, "X-Amz-Date: 20150830T143600Z", 200, NULL, no_vpcs);
    scripted_meanwhile(fixture->script, another_call_mends, fixture->client);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
}

/* It was wrong when the command began, and an administrator or ntpd has put it right since. */
static void a_clock_that_was_set_right(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    another_call_mends(fixture->client);
    scripted_expect(fixture->script, "X-Amz-Date: 20150830T143600Z", 403,
                    "Date: Sun, 30 Aug 2015 12:36:00 GMT", client_ec2_error(arena, "RequestExpired"));
    scripted_expect(fixture->script, "X-Amz-Date: 20150830T123600Z", 200, NULL, no_vpcs);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
}

static void a_clock_is_mended_once_a_call(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "DescribeVpcs", 403, "Date: Sun, 30 Aug 2015 14:36:00 GMT",
                    client_ec2_error(arena, "RequestInTheFuture"));
    scripted_expect(fixture->script, "DescribeVpcs", 403, "Date: Sun, 30 Aug 2015 18:36:00 GMT",
                    client_ec2_error(arena, "RequestInTheFuture"));
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_true(error_has_code(fixture->error, "RequestInTheFuture"));
}

static void a_wrong_secret_is_no_wrong_clock(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "DescribeVpcs", 403, "Date: Sun, 30 Aug 2015 12:36:01 GMT",
                    client_ec2_error(arena, "AuthFailure"));
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_true(error_has_code(fixture->error, "AuthFailure"));
}

static void a_quota_says_what_to_do(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "DescribeVpcs", 400, NULL, client_ec2_error(arena, "VpcLimitExceeded"));
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_says(fixture, ERROR_AWS,
                "words. A limit of AWS is reached: take away what is not needed any more");
}

static void expired_keys_say_whose_and_what_to_do(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "DescribeVpcs", 400, NULL, client_ec2_error(arena, "ExpiredToken"));
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_says(fixture, ERROR_CREDENTIALS,
                "from provider configuration: words. They have expired. Get new keys and set them there");
    assert_string_equal(fixture->error->code, "ExpiredToken");
    assert_int_equal(fixture_waited_ms, 0);
}

static void fresh_keys_are_taken_in_the_middle(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    environment_file("credentials", "[a]\n");
    setenv("AWS_ACCESS_KEY_ID", "old-key", 1);
    setenv("AWS_SECRET_ACCESS_KEY", "s3cret", 1);
    client_renew(fixture,
                 (struct aws_options){ .access_key = "", .region = "eu-central-1", .secret_key = "" });
    scripted_expect(fixture->script, "Credential=old-key/", 200, NULL, no_vpcs);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    setenv("AWS_ACCESS_KEY_ID", "new-key", 1);
    scripted_expect(fixture->script, "Credential=old-key/", 400, NULL,
                    client_ec2_error(arena, "ExpiredToken"));
    scripted_expect(fixture->script, "Credential=new-key/", 200, NULL, no_vpcs);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
}

static void without_credentials_nothing_is_sent(void **state) {
    struct client_fixture *fixture = *state;
    client_renew(fixture, (struct aws_options){ .access_key = "", .region = "eu-central-1" });
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_says(fixture, ERROR_CREDENTIALS, "no AWS credentials");
    auto_error *error = NULL;
    assert_false(aws_check_credentials(fixture->client, fixture->cancel, &error));
    assert_int_equal(error->kind, ERROR_CREDENTIALS);
    assert_null(scripted_request(fixture->script, 0));
}

static void cancelled_calls_send_nothing(void **state) {
    struct client_fixture *fixture = *state;
    cancel_trigger(fixture->cancel);
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_int_equal(fixture->error->kind, ERROR_CANCELLED);
    assert_null(scripted_request(fixture->script, 0));
}

static void our_own_faults_are_internal(void **state) {
    struct client_fixture *fixture = *state;
    assert_false(client_call(fixture, "nosuch", "X", "{}"));
    assert_says(fixture, ERROR_INTERNAL, "no AWS service \"nosuch\"");
    assert_false(client_call(fixture, "ec2", "NoSuchThing", "{}"));
    assert_says(fixture, ERROR_INTERNAL, "no operation NoSuchThing");
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"NoMember\": 1}"));
    assert_says(fixture, ERROR_INTERNAL, "NoMember");
}

static void keep_telling(void *lines, int64_t since_ms, const char *what) {
    assert_true(since_ms > 0 && since_ms <= clock_monotonic_ms());
    text_printf(lines, "%s\n", what);
}

static void long_calls_are_told_before_each_pause(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    auto_text told = { 0 };
    const struct aws_teller teller = { .tell = keep_telling, .context = &told };
    scripted_expect(fixture->script, "DescribeVpcs", 503, NULL,
                    client_ec2_error(arena, "RequestLimitExceeded"));
    scripted_fail(fixture->script, "DescribeVpcs", TRANSPORT_BROKEN, true);
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, no_vpcs);
    json_auto_t *input = json_object();
    assert_true(aws_call_told(fixture->client, fixture->cancel, &teller, "ec2", "DescribeVpcs", input,
                              &fixture->output, &fixture->error));
    assert_string_equal(text_string(&told), "DescribeVpcs: RequestLimitExceeded, attempt 2 in 1 s\n"
                                            "DescribeVpcs: connection broken, attempt 3 in 2 s\n");
}

/* ---- waits and Cancel ---- */

static bool really_wait(struct cancel *cancel, int64_t wait_ms, struct error **err) {
    return cancel_wait_ms(cancel, wait_ms, err);
}

static void *cancel_soon(void *cancel) {
    auto_cancel *never = cancel_new();
    auto_error *error = NULL;
    (void)!cancel_wait_ms(never, 50, &error);
    cancel_stop_waits(cancel);
    return NULL;
}

/* The call while another thread cancels it; how long it took. */
static int64_t cancelled_call_ms(struct client_fixture *fixture) {
    pthread_t thread;
    const int64_t since_ms = clock_monotonic_ms();
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, fixture->cancel), 0);
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    pthread_join(thread, NULL);
    assert_int_equal(fixture->error->kind, ERROR_CANCELLED);
    return clock_monotonic_ms() - since_ms;
}

static void cancel_ends_a_pause_between_attempts_at_once(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    fixture->client->parts.wait_ms = really_wait;
    scripted_expect(fixture->script, "CreateVpc", 503, "Retry-After: 60",
                    client_ec2_error(arena, "RequestLimitExceeded"));
    assert_true(cancelled_call_ms(fixture) < 1000);
    assert_false(fixture->error->sent); /* it was refused: nothing is there */
}

static void cancel_ends_the_wait_for_a_turn_at_once(void **state) {
    struct client_fixture *fixture = *state;
    for (size_t i = 0; i < fixture->client->lane_count; i++)
        fixture->client->lanes[i].pace.places = 0;
    assert_true(cancelled_call_ms(fixture) < 1000);
    assert_false(fixture->error->sent);
    assert_null(scripted_request(fixture->script, 0));
}

static void only_a_success_brings_a_place_back(void **state) {
    struct client_fixture *fixture = *state;
    for (size_t i = 0; i < fixture->client->lane_count; i++)
        fixture->client->lanes[i].pace.places = RETRY_PACE_LEAST;
    scripted_expect(fixture->script, "CreateVpc", 400, NULL, "");
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    scripted_expect(fixture->script, "GetCallerIdentity", 500, NULL, "");
    scripted_fail(fixture->script, "GetCallerIdentity", TRANSPORT_BROKEN, true);
    scripted_expect(fixture->script, "GetCallerIdentity", 200, NULL, CLIENT_IDENTITY);
    assert_true(client_call(fixture, "sts", "GetCallerIdentity", "{}"));
    double brought = 0;
    for (size_t i = 0; i < fixture->client->lane_count; i++)
        brought += fixture->client->lanes[i].pace.places - RETRY_PACE_LEAST;
    assert_true(fabs(brought - 1.0 / RETRY_PACE_LEAST) < 1e-9);
}

static void a_call_gives_its_place_back_however_it_ends(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, no_vpcs);
    scripted_expect(fixture->script, "DescribeVpcs", 400, NULL,
                    client_ec2_error(arena, "InvalidVpcID.NotFound"));
    scripted_fail(fixture->script, "CreateVpc", TRANSPORT_BROKEN, true);
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_false(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}"));
    for (size_t i = 0; i < fixture->client->lane_count; i++)
        assert_int_equal(fixture->client->lanes[i].pace.under_way, 0);
}

static void count(void *number) {
    (*(int *)number)++;
}

/* Every attempt that may have left something behind is told; none that AWS has refused, and no read. */
static void changes_are_told(void **state) {
    struct client_fixture *fixture = *state;
    int changes = 0;
    static const char delete[] = "{\"VpcId\": \"vpc-1\"}";
    aws_watch(fixture->client, &(struct aws_watcher){ .changed = count, .context = &changes });
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, "<R/>");
    assert_true(client_call(fixture, "ec2", "DescribeVpcs", "{}"));
    auto_arena *arena = arena_new();
    scripted_expect(fixture->script, "DeleteVpc", 400, NULL, client_ec2_error(arena, "DependencyViolation"));
    assert_false(client_call(fixture, "ec2", "DeleteVpc", delete));
    scripted_fail(fixture->script, "CreateVpc", TRANSPORT_REFUSED, false);
    scripted_expect(fixture->script, "CreateVpc", 503, NULL, client_ec2_error(arena, "RequestLimitExceeded"));
    scripted_expect(fixture->script, "CreateVpc", 400, NULL, client_ec2_error(arena, "VpcLimitExceeded"));
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{}"));
    assert_int_equal(changes, 0);
    scripted_fail(fixture->script, "CreateVpc", TRANSPORT_BROKEN, true);
    assert_false(client_call(fixture, "ec2", "CreateVpc", "{}"));
    assert_int_equal(changes, 1);
    scripted_expect(fixture->script, "DeleteVpc", 500, NULL, client_ec2_error(arena, "InternalError"));
    scripted_expect(fixture->script, "DeleteVpc", 200, NULL, "<R/>");
    assert_true(client_call(fixture, "ec2", "DeleteVpc", delete));
    assert_int_equal(changes, 3);
    aws_watch(fixture->client, NULL);
    scripted_expect(fixture->script, "DeleteVpc", 200, NULL, "<R/>");
    assert_true(client_call(fixture, "ec2", "DeleteVpc", delete));
    assert_int_equal(changes, 3);
}

static void what_the_client_knows(void **state) {
    struct client_fixture *fixture = *state;
    client_renew(fixture, (struct aws_options){ .region = "cn-north-1" });
    assert_string_equal(aws_region(fixture->client), "cn-north-1");
    assert_string_equal(aws_partition(fixture->client), "aws-cn");
    assert_string_equal(aws_dns_suffix(fixture->client), "amazonaws.com.cn");
    auto_error *error = NULL;
    struct aws_client *none = NULL;
    assert_false(aws_client_new(&(struct aws_options){ .region = "not a region" }, &none, &error));
    assert_int_equal(error->kind, ERROR_INPUT);
    aws_client_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_call_is_signed_for_its_endpoint),
        TEST(buckets_go_into_the_host),
        TEST(nothing_leaves_a_custom_endpoint),
        TEST(a_custom_endpoint_takes_buckets_in_its_host_where_that_is_asked_for),
        TEST(buckets_of_several_regions_are_refused),
        TEST(signatures_we_lack_are_refused),
        TEST(errors_carry_all_that_aws_says),
        TEST(throttling_is_waited_out),
        TEST(retry_after_is_obeyed),
        TEST(a_lost_answer_of_a_creation_is_left_to_the_caller),
        TEST(a_creation_whose_answer_ends_in_an_error_is_not_repeated),
        TEST(reads_and_unsent_creations_are_repeated),
        TEST(a_client_token_makes_a_creation_repeatable),
        TEST(what_one_attempt_left_open_stays_open),
        TEST(nobody_there_is_told_soon),
        TEST(a_wrong_clock_is_mended),
        TEST(a_clock_that_another_call_has_mended),
        TEST(a_clock_that_was_set_right),
        TEST(a_clock_is_mended_once_a_call),
        TEST(a_wrong_secret_is_no_wrong_clock),
        TEST(a_quota_says_what_to_do),
        TEST(expired_keys_say_whose_and_what_to_do),
        TEST(fresh_keys_are_taken_in_the_middle),
        TEST(without_credentials_nothing_is_sent),
        TEST(cancelled_calls_send_nothing),
        TEST(our_own_faults_are_internal),
        TEST(long_calls_are_told_before_each_pause),
        TEST(cancel_ends_a_pause_between_attempts_at_once),
        TEST(cancel_ends_the_wait_for_a_turn_at_once),
        TEST(only_a_success_brings_a_place_back),
        TEST(a_call_gives_its_place_back_however_it_ends),
        TEST(changes_are_told),
        TEST(what_the_client_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
