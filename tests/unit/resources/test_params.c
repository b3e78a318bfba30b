#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "resources/engine.h"
#include "resources/tables.h"

static json_t *parsed(const char *text) {
    json_t *value = json_loads(text, 0, NULL);
    assert_non_null(value);
    return value;
}

/* The id of the route table in which `match` finds something, for an association with these properties. */
static const char *found(const json_t *tables, const char *properties) {
    static const struct provider provider;
    const struct resource_request rq = { .provider = &provider, .table = &ec2_route_table_association };
    json_auto_t *now = parsed(properties);
    const struct values values = { .rq = &rq, .now = now };
    return json_text(list_search(&values, tables, rq.table->batch.mine), "RouteTableId");
}

static void an_element_is_found_by_what_is_in_its_list(void **state) {
    (void)state;
    json_auto_t *tables = parsed(
        "[{\"RouteTableId\": \"rtb-1\"},"
        " {\"RouteTableId\": \"rtb-2\", \"Associations\": [{\"Main\": true}, {\"SubnetId\": \"subnet-1\"}]},"
        " {\"RouteTableId\": \"rtb-3\", \"Associations\": [{\"SubnetId\": \"subnet-2\"}, {\"GatewayId\": "
        "\"igw-1\"}]}]");
    assert_string_equal(found(tables, "{\"subnetId\": \"subnet-1\"}"), "rtb-2");
    assert_string_equal(found(tables, "{\"subnetId\": \"subnet-2\"}"), "rtb-3");
    assert_string_equal(found(tables, "{\"gatewayId\": \"igw-1\"}"), "rtb-3");
    assert_null(found(tables, "{\"subnetId\": \"subnet-3\"}"));
    assert_null(found(tables, "{\"subnetId\": \"igw-1\"}"));
    assert_null(found(tables, "{}")); /* nothing to compare is no agreement */
}

static void the_first_assignment_with_a_value_counts(void **state) {
    (void)state;
    static const struct provider provider;
    const struct resource_request rq = { .provider = &provider, .table = &ec2_route_table_association };
    json_auto_t *now = parsed("{\"gatewayId\": \"igw-1\"}");
    const struct values values = { .rq = &rq, .now = now, .id = "igw-1" };
    char name[64];
    json_auto_t *value = NULL;
    assert_true(params_first(&values,
                             "association.subnet-id=subnetId association.gateway-id=gatewayId other=$id",
                             name, sizeof name, &value));
    assert_string_equal(name, "association.gateway-id");
    assert_string_equal(json_string_value(value), "igw-1");
    json_auto_t *none = NULL;
    assert_false(params_first(&values, "association.subnet-id=subnetId", name, sizeof name, &none));
    assert_false(params_first(&values, NULL, name, sizeof name, &none));
    assert_null(none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_element_is_found_by_what_is_in_its_list),
        cmocka_unit_test(the_first_assignment_with_a_value_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
