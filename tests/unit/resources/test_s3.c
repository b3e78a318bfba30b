/* A bucket that goes with all that is in it. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "resources/engine.h"
#include "resources/tables.h"
#include "support/aws_client_fixture.h"

#define PAGE(tokens, objects) "<ListVersionsResult>" tokens objects "</ListVersionsResult>"
#define MORE                                                                                                 \
    "<IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>"                                        \
    "<NextVersionIdMarker>v</NextVersionIdMarker>"
#define LAST "<IsTruncated>false</IsTruncated>"

static bool delete_bucket(struct client_fixture *fixture) {
    const struct provider provider = { .aws = fixture->client };
    struct resource_request rq = { .provider = &provider, .table = &s3_bucket, .cancel = fixture->cancel };
    json_auto_t *values = json_pack("{s:b}", "forceDestroy", true);
    return s3_bucket.before_remove(&rq, "my-bucket", values, &fixture->error);
}

static void pages_without_objects_are_not_the_end(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "?versions\n", 200, NULL, PAGE(MORE, ""));
    scripted_expect(fixture->script, "key-marker=k", 200, NULL,
                    PAGE(MORE, "<Version><Key>a</Key><VersionId>1</VersionId></Version>"
                               "<DeleteMarker><Key>b</Key><VersionId>2</VersionId></DeleteMarker>"));
    scripted_expect(fixture->script,
                    "<Object><Key>a</Key><VersionId>1</VersionId></Object>"
                    "<Object><Key>b</Key><VersionId>2</VersionId></Object>",
                    200, NULL, "<DeleteResult/>");
    scripted_expect(fixture->script, "?versions\n", 200, NULL, PAGE(LAST, ""));
    assert_true(delete_bucket(fixture));
}

static void what_s3_will_not_delete_is_named(void **state) {
    struct client_fixture *fixture = *state;
    scripted_expect(fixture->script, "?versions\n", 200, NULL,
                    PAGE(LAST, "<Version><Key>a</Key><VersionId>1</VersionId></Version>"));
    scripted_expect(fixture->script, "POST ", 200, NULL,
                    "<DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code>"
                    "<Message>Access Denied</Message></Error></DeleteResult>");
    assert_false(delete_bucket(fixture));
    assert_string_equal(fixture->error->message, "bucket my-bucket cannot be emptied: a: Access Denied");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_without_objects_are_not_the_end),
        TEST(what_s3_will_not_delete_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
