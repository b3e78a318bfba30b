/* What a read says of an object that is part of another one, when descriptions are shared. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "resources/engine.h"
#include "resources/tables.h"
#include "support/aws_client_fixture.h"

#define TABLE(parts)                                                                                         \
    "<R><routeTableSet><item><routeTableId>rtb-1</routeTableId>" parts "</item></routeTableSet></R>"
#define ROUTES(items) "<routeSet>" items "</routeSet>"
#define ROUTE(cidr)                                                                                          \
    "<item><destinationCidrBlock>" cidr "</destinationCidrBlock><gatewayId>igw-1</gatewayId>"                \
    "<state>active</state><origin>CreateRoute</origin></item>"
#define ASSOCIATIONS(items) "<associationSet>" items "</associationSet>"
#define ASSOCIATION(subnet, state)                                                                           \
    "<item><routeTableAssociationId>rtbassoc-1</routeTableAssociationId><routeTableId>rtb-1</routeTableId>"  \
    "<subnetId>" subnet "</subnetId><associationState><state>" state "</state></associationState></item>"

/* A refresh of what the inputs (JSON) say: whether it is there. */
static bool is_there(struct client_fixture *fixture, struct together *together,
                     const struct resource_table *table, const char *id, const char *inputs) {
    const struct provider provider = { .aws = fixture->client, .together = together };
    struct resource_request rq = { .provider = &provider, .table = table, .cancel = fixture->cancel };
    json_auto_t *known = json_loads(inputs, 0, NULL);
    auto_result result = { 0 };
    auto_error *error = NULL;
    if (!resource_read(&rq, id, known, known, &result, &error))
        fail_msg("%s", error->message);
    return result.id != NULL;
}

static bool route_is_there(struct client_fixture *fixture, struct together *together, const char *cidr) {
    auto_text id = { 0 };
    auto_text inputs = { 0 };
    text_printf(&id, "rtb-1_%s", cidr);
    text_printf(&inputs, "{\"routeTableId\": \"rtb-1\", \"destinationCidrBlock\": \"%s\"}", cidr);
    return is_there(fixture, together, &ec2_route, text_string(&id), text_string(&inputs));
}

/* The answer that a neighbour has left behind is of a moment ago: a route may have been made since. */
static void a_route_that_a_kept_answer_lacks_is_asked_for_once_more(void **state) {
    struct client_fixture *fixture = *state;
    struct together *together = together_new(fixture->client, NULL);
    scripted_expect(fixture->script, "Filter.1.Name=route-table-id&Filter.1.Value.1=rtb-1", 200, NULL,
                    TABLE(ROUTES(ROUTE("10.1.0.0/16"))));
    assert_true(route_is_there(fixture, together, "10.1.0.0/16"));
    scripted_expect(fixture->script, "RouteTableId.1=rtb-1", 200, NULL,
                    TABLE(ROUTES(ROUTE("10.1.0.0/16") ROUTE("10.2.0.0/16"))));
    assert_true(route_is_there(fixture, together, "10.2.0.0/16"));
    assert_true(route_is_there(fixture, together, "10.1.0.0/16")); /* no call */
    scripted_expect(fixture->script, "RouteTableId.1=rtb-1", 200, NULL, TABLE(ROUTES(ROUTE("10.1.0.0/16"))));
    assert_false(route_is_there(fixture, together, "10.3.0.0/16"));
    scripted_expect(
        fixture->script, "RouteTableId.1=rtb-1", 400, NULL,
        "<Response><Errors><Error><Code>InvalidRouteTableID.NotFound</Code></Error></Errors></Response>");
    assert_false(route_is_there(fixture, together, "10.4.0.0/16"));
    together_free(together);
}

static bool association_is_there(struct client_fixture *fixture, struct together *together) {
    return is_there(fixture, together, &ec2_route_table_association, "subnet-1",
                    "{\"routeTableId\": \"rtb-1\", \"subnetId\": \"subnet-1\"}");
}

/* A subnet that was taken from its table may have been put to another one, or back, a moment later. */
static void an_association_that_a_kept_answer_shows_as_ended_is_asked_for_once_more(void **state) {
    struct client_fixture *fixture = *state;
    static const char *const before[] = { TABLE(ASSOCIATIONS("")),
                                          TABLE(ASSOCIATIONS(ASSOCIATION("subnet-1", "disassociated"))) };
    for (size_t i = 0; i < COUNT_OF(before); i++) {
        struct together *together = together_new(fixture->client, NULL);
        scripted_expect(fixture->script, "Filter.1.Name=route-table-id", 200, NULL, before[i]);
        scripted_expect(fixture->script, "Filter.1.Name=association.subnet-id&Filter.1.Value.1=subnet-1", 200,
                        NULL, TABLE(ASSOCIATIONS(ASSOCIATION("subnet-1", "associated"))));
        assert_true(association_is_there(fixture, together));
        scripted_expect(fixture->script, "Filter.1.Name=association.subnet-id&Filter.1.Value.1=subnet-1", 200,
                        NULL, TABLE(ASSOCIATIONS(ASSOCIATION("subnet-1", "disassociating"))));
        assert_false(association_is_there(fixture, together));
        scripted_expect(fixture->script, "Filter.1.Name=association.subnet-id&Filter.1.Value.1=subnet-1", 200,
                        NULL, "<R><routeTableSet/></R>");
        assert_false(association_is_there(fixture, together));
        together_free(together);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, client_set_up, client_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_route_that_a_kept_answer_lacks_is_asked_for_once_more),
        TEST(an_association_that_a_kept_answer_shows_as_ended_is_asked_for_once_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
