/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "support/aws_client_fixture.h"

static void pages_are_joined(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(
        fixture->script, "Action=DescribeVpcs", 200, NULL,
        "<R><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet><nextToken>t&amp;1</nextToken></R>");
    scripted_expect(fixture->script, "NextToken=t%261", 200, NULL,
                    "<R><vpcSet/><nextToken>t2</nextToken></R>");
    scripted_expect(fixture->script, "NextToken=t2", 200, NULL,
                    "<R><vpcSet><item><vpcId>vpc-2</vpcId></item></vpcSet><nextToken/></R>");
    assert_true(client_call_pages(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_int_equal(json_array_size(json_at(fixture->output, "Vpcs")), 2);
    assert_string_equal(json_string_value(json_at(fixture->output, "Vpcs[1].VpcId")), "vpc-2");
    assert_null(json_at(fixture->output, "NextToken"));
}

static void iam_says_whether_there_are_more(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "Action=ListRolePolicies", 200, NULL,
                    "<R><ListRolePoliciesResult><PolicyNames><member>a</member></PolicyNames>"
                    "<IsTruncated>true</IsTruncated><Marker>m</Marker></ListRolePoliciesResult></R>");
    scripted_expect(fixture->script, "Marker=m", 200, NULL,
                    "<R><ListRolePoliciesResult><PolicyNames><member>b</member></PolicyNames>"
                    "<IsTruncated>false</IsTruncated><Marker>x</Marker></ListRolePoliciesResult></R>");
    assert_true(client_call_pages(fixture, "iam", "ListRolePolicies", "{\"RoleName\": \"r\"}"));
    assert_int_equal(json_array_size(json_at(fixture->output, "PolicyNames")), 2);
}

/* ListObjectVersions has two tokens and two result lists. */
static void several_tokens_and_lists(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "?versions\n", 200, NULL,
                    "<R><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>"
                    "<NextVersionIdMarker>v</NextVersionIdMarker><Version><Key>a</Key></Version></R>");
    scripted_expect(fixture->script, "key-marker=k", 200, NULL,
                    "<R><IsTruncated>false</IsTruncated><Version><Key>b</Key></Version>"
                    "<DeleteMarker><Key>c</Key></DeleteMarker></R>");
    assert_true(client_call_pages(fixture, "s3", "ListObjectVersions", "{\"Bucket\": \"my-bucket\"}"));
    assert_non_null(strstr(scripted_request(fixture->script, 1), "version-id-marker=v"));
    assert_int_equal(json_array_size(json_at(fixture->output, "Versions")), 2);
    assert_int_equal(json_array_size(json_at(fixture->output, "DeleteMarkers")), 1);
}

static bool call_until(struct client_fixture *fixture, size_t most, bool *ret_more) {
    const struct aws_paging paging = { .most = most };
    json_decref(fixture->output);
    fixture->output = NULL;
    return aws_call_pages_with(fixture->client, fixture->cancel, &paging, "ec2", "DescribeVpcs", NULL,
                               &fixture->output, ret_more, &fixture->error);
}

static void enough_is_enough(void **state) {
    struct client_fixture *fixture = *state;
    static const char first[] = "<R><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>"
                                "<nextToken>t1</nextToken></R>";
    static const char empty[] = "<R><vpcSet/><nextToken>t2</nextToken></R>";
    static const char third[] = "<R><vpcSet><item><vpcId>vpc-2</vpcId></item></vpcSet>%s</R>";
    bool more = false;
    auto_free char *not_last = xprintf(third, "<nextToken>t3</nextToken>");
    auto_free char *last = xprintf(third, "<nextToken/>");
    for (int i = 0; i < 2; i++) {
        scripted_expect(fixture->script, "Action=DescribeVpcs", 200, NULL, first);
        scripted_expect(fixture->script, "NextToken=t1", 200, NULL, empty);
        scripted_expect(fixture->script, "NextToken=t2", 200, NULL, i == 0 ? not_last : last);
        assert_true(call_until(fixture, 2, &more));
        assert_int_equal(more, i == 0);
        assert_int_equal(json_array_size(json_at(fixture->output, "Vpcs")), 2);
        assert_null(json_at(fixture->output, "NextToken"));
    }
}

static void the_same_token_again_ends_it(void **state) {
    struct client_fixture *fixture = *state;
    static const char page[] =
        "<R><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet><nextToken>t</nextToken></R>";
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, page);
    scripted_expect(fixture->script, "NextToken=t", 200, NULL, page);
    assert_true(client_call_pages(fixture, "ec2", "DescribeVpcs", "{}"));
    bool more = true;
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, page);
    scripted_expect(fixture->script, "NextToken=t", 200, NULL, page);
    assert_true(call_until(fixture, 10, &more));
    assert_false(more);
}

static void a_failing_page_fails_the_call(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "DescribeVpcs", 200, NULL, "<R><vpcSet/><nextToken>t</nextToken></R>");
    scripted_expect(fixture->script, "DescribeVpcs", 400, NULL,
                    "<Response><Errors><Error><Code>InvalidNextToken</Code></Error></Errors></Response>");
    assert_false(client_call_pages(fixture, "ec2", "DescribeVpcs", "{}"));
    assert_true(error_has_code(fixture->error, "InvalidNextToken"));
    assert_null(fixture->output);
}

static void operations_without_pages_are_plain_calls(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "GetCallerIdentity", 200, NULL,
                    "<R><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></R>");
    assert_true(client_call_pages(fixture, "sts", "GetCallerIdentity", "{}"));
    assert_string_equal(json_text(fixture->output, "Account"), "1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_are_joined),
        TEST(iam_says_whether_there_are_more),
        TEST(several_tokens_and_lists),
        TEST(enough_is_enough),
        TEST(the_same_token_again_ends_it),
        TEST(a_failing_page_fails_the_call),
        TEST(operations_without_pages_are_plain_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
