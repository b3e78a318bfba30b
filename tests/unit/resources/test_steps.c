/* Steps whose answer was lost: the client repeats them, and what the second one is told means that it is done. */
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

/* An update that changes one property: takes away what the state (JSON) has of it. */
static bool take_away(struct client_fixture *fixture, const struct resource_table *table, const char *name,
                      const char *now, const char *before) {
    const struct provider provider = { .aws = fixture->client };
    const struct resource_request rq = { .provider = &provider, .table = table, .cancel = fixture->cancel };
    json_auto_t *wanted = json_loads(now, 0, NULL);
    json_auto_t *had = json_loads(before, 0, NULL);
    json_auto_t *changed = json_pack("{s:b}", name, true);
    const struct values values = { .rq = &rq, .id = "id-1", .now = wanted, .before = had };
    error_free(TAKE(fixture->error));
    return steps_at_update(&values, changed, &fixture->error);
}

static const struct {
    const struct resource_table *table;
    const char *property;
    const char *now, *before;
    const char *operation, *code;
} lost[] = {
    { &ec2_vpc, "assignGeneratedIpv6CidrBlock", "{\"assignGeneratedIpv6CidrBlock\": false}",
      "{\"ipv6AssociationId\": \"vpc-cidr-assoc-1\"}", "DisassociateVpcCidrBlock",
      "InvalidVpcCidrBlockAssociationID.NotFound" },
    { &ec2_subnet, "ipv6CidrBlock", "{}", "{\"ipv6CidrBlockAssociationId\": \"subnet-cidr-assoc-1\"}",
      "DisassociateSubnetCidrBlock", "InvalidSubnetCidrBlockAssociationID.NotFound" },
    { &ec2_internet_gateway, "vpcId", "{}", "{\"vpcId\": \"vpc-1\"}", "DetachInternetGateway",
      "Gateway.NotAttached" },
};

static void what_was_taken_away_before_the_answer_was_lost_is_done(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(lost); i++) {
        scripted_fail(fixture->script, lost[i].operation, TRANSPORT_BROKEN, true);
        scripted_expect(fixture->script, lost[i].operation, 400, NULL, client_ec2_error(arena, lost[i].code));
        if (!take_away(fixture, lost[i].table, lost[i].property, lost[i].now, lost[i].before))
            fail_msg("%s", fixture->error->message);
    }
}

static void any_other_refusal_fails_the_step(void **state) {
    struct client_fixture *fixture = *state;
    auto_arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(lost); i++) {
        scripted_expect(fixture->script, lost[i].operation, 400, NULL,
                        client_ec2_error(arena, "OperationNotPermitted"));
        assert_false(take_away(fixture, lost[i].table, lost[i].property, lost[i].now, lost[i].before));
        assert_true(error_has_code(fixture->error, "OperationNotPermitted"));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_was_taken_away_before_the_answer_was_lost_is_done),
        TEST(any_other_refusal_fails_the_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
