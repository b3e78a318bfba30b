/* utm:index:SecurityGroups: who may speak to whom. */
#include "build.h"

#define GROUPS "utm:index:SecurityGroups"

/* "<group> in|out <port> <other end>" of every rule. A new reference. */
static json_t *rules(struct world *w) {
    json_auto_t *found = json_object();
    size_t i;
    json_t *seen;
    json_array_foreach(w->engine.seen, i, seen) {
        if (strncmp(json_text(seen, "type"), "utm:vpc:", 8) != 0)
            continue;
        json_t *inputs = json_object_get(seen, "inputs");
        const char *block = json_text(inputs, "cidrIpv4");
        assert_string_equal(json_text(inputs, "ipProtocol"), "tcp");
        assert_true(json_equal(json_object_get(inputs, "fromPort"), json_object_get(inputs, "toPort")));
        auto_free char *rule =
            xprintf("%s %s %lld %s", json_text(inputs, "securityGroupId"),
                    strstr(json_text(seen, "type"), "Ingress") != NULL ? "in" : "out",
                    json_integer_value(json_object_get(inputs, "fromPort")),
                    block != NULL ? block : json_text(inputs, "referencedSecurityGroupId"));
        assert_null(json_object_get(found, rule));
        json_object_set_new(found, rule, json_true());
    }
    json_t *list = json_array();
    const char *key;
    json_t *truth;
    json_object_foreach(found, key, truth) {
        json_array_append_new(list, json_string(key));
    }
    return list;
}

static void assert_rules(struct world *w, const char *const *expected) {
    json_auto_t *actual = rules(w);
    size_t count = 0;
    for (; expected[count] != NULL; count++) {
        bool found = false;
        size_t i;
        json_t *rule;
        json_array_foreach(actual, i, rule) {
            found = found || strcmp(json_string_value(rule), expected[count]) == 0;
        }
        if (!found)
            fail_msg("missing: %s", expected[count]);
    }
    assert_int_equal(json_array_size(actual), count);
}

static void each_lets_in_only_the_one_before_it(void **state) {
    struct world *w = *state;
    engine_will(&w->engine, "n-load-balancer", "{'id': 'lb'}");
    engine_will(&w->engine, "n-services", "{'id': 'sv'}");
    engine_will(&w->engine, "n-database", "{'id': 'db'}");
    engine_will(&w->engine, "n-cache", "{'id': 'ca'}");
    world_run(w, GROUPS, "{'vpcId': 'vpc-1', 'servicePorts': [8080]}", false);
    static const char *const expected[] = { "lb in 80 0.0.0.0/0", "lb in 443 0.0.0.0/0",  "lb out 8080 sv",
                                            "sv in 8080 lb",      "sv in 8080 sv",        "sv out 8080 sv",
                                            "sv out 5432 db",     "db in 5432 sv",        "sv out 6379 ca",
                                            "ca in 6379 sv",      "sv out 443 0.0.0.0/0", NULL };
    assert_rules(w, expected);
    json_auto_t *outputs = node_outputs(graph_root(w->graph));
    assert_json(json_at(outputs, "databaseSecurityGroupId.value"), "'db'");
    assert_json(json_at(outputs, "loadBalancerSecurityGroupId.value"), "'lb'");
    assert_json(json_at(outputs, "serviceSecurityGroupId.value"), "'sv'");
    assert_json(json_at(outputs, "cacheSecurityGroupId.value"), "'ca'");
}

static void the_ports_of_the_stack_by_default(void **state) {
    struct world *w = *state;
    world_run(w, GROUPS, "{'vpcId': 'vpc-1'}", false);
    assert_input(w, "services-from-load-balancer-80", "fromPort", "80");
    assert_input(w, "services-from-load-balancer-3567", "fromPort", "3567");
    assert_input(w, "services-from-load-balancer-8080", "fromPort", "8080");
    assert_input(w, "database-from-services", "description", "'From n-services'");
    assert_input(w, "database", "",
                 "{'vpcId': 'vpc-1', 'description': 'Database: from the services', 'tags': "
                 "{'Name': 'n-database'}}");
}

static void ports_and_blocks_are_those_given(void **state) {
    struct world *w = *state;
    engine_will(&w->engine, "n-load-balancer", "{'id': 'lb'}");
    engine_will(&w->engine, "n-services", "{'id': 'sv'}");
    engine_will(&w->engine, "n-database", "{'id': 'db'}");
    engine_will(&w->engine, "n-cache", "{'id': 'ca'}");
    world_run(
        w, GROUPS,
        "{'vpcId': 'vpc-1', 'servicePorts': [9000], 'loadBalancerPorts': [443], 'loadBalancerIngressCidrs': "
        "['10.0.0.0/8', '192.0.2.0/24'], 'databasePort': 5433, 'cachePort': '6380', 'serviceEgressCidrs': "
        "[]}",
        false);
    static const char *const expected[] = { "lb in 443 10.0.0.0/8",
                                            "lb in 443 192.0.2.0/24",
                                            "lb out 9000 sv",
                                            "sv in 9000 lb",
                                            "sv in 9000 sv",
                                            "sv out 9000 sv",
                                            "sv out 5433 db",
                                            "db in 5433 sv",
                                            "sv out 6380 ca",
                                            "ca in 6380 sv",
                                            NULL };
    assert_rules(w, expected);
}

static void another_order_changes_no_name(void **state) {
    struct world *w = *state;
    world_run(w, GROUPS, "{'vpcId': 'vpc-1', 'loadBalancerPorts': [80, 443]}", false);
    assert_input(w, "load-balancer-from-0.0.0.0/0-443", "fromPort", "443");
    json_array_clear(w->engine.seen);
    world_run(w, GROUPS, "{'vpcId': 'vpc-1', 'loadBalancerPorts': [443, 80]}", false);
    assert_input(w, "load-balancer-from-0.0.0.0/0-443", "fromPort", "443");
}

static void a_vpc_to_come_is_waited_for_and_depended_on(void **state) {
    struct world *w = *state;
    world_run(w, GROUPS, "{'vpcId': {" OUTPUT ", 'dependencies': ['urn:vpc']}}", true);
    assert_input(w, "cache", "vpcId", "'" UNKNOWN "'");
    assert_json(json_at(engine_saw(&w->engine, "n-cache"), "properties.vpcId"), "['urn:vpc']");
    assert_int_equal(json_array_size(w->engine.seen), 5 + 2 + 12 + 4 + 1);
}

static void a_port_to_come_is_passed_on(void **state) {
    struct world *w = *state;
    world_run(w, GROUPS, "{'vpcId': 'vpc-1', 'databasePort': {" OUTPUT ", 'dependencies': ['urn:db']}}",
              true);
    assert_input(w, "database-from-services", "fromPort", "'" UNKNOWN "'");
    assert_json(json_at(engine_saw(&w->engine, "n-database-from-services"), "properties.toPort"),
                "['urn:db']");
}

static void a_list_to_come_decides_later(void **state) {
    struct world *w = *state;
    world_run(w, GROUPS, "{'vpcId': 'vpc-1', 'servicePorts': {" OUTPUT ", 'dependencies': ['urn:ports']}}",
              true);
    assert_int_equal(json_array_size(w->engine.seen), 1);
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(json_object_get(outputs, "cacheSecurityGroupId"), "'" UNKNOWN "'");
    assert_json(json_object_get(urns, "cacheSecurityGroupId"), "['urn:ports']");
}

static void the_same_twice_is_refused(void **state) {
    struct world *w = *state;
    world_refuses(w, GROUPS, "{'vpcId': 'vpc-1', 'servicePorts': [80, 8080, 80]}", "servicePorts",
                  "servicePorts[2] says the same as servicePorts[0]");
    world_refuses(w, GROUPS, "{'vpcId': 'vpc-1', 'serviceEgressCidrs': ['10.0.0.0/8', '10.0.0.0/8']}",
                  "serviceEgressCidrs", "serviceEgressCidrs[1] says the same as serviceEgressCidrs[0]");
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, world_setup, world_teardown)
    const struct CMUnitTest tests[] = {
        TEST(each_lets_in_only_the_one_before_it),
        TEST(the_ports_of_the_stack_by_default),
        TEST(ports_and_blocks_are_those_given),
        TEST(another_order_changes_no_name),
        TEST(a_vpc_to_come_is_waited_for_and_depended_on),
        TEST(a_port_to_come_is_passed_on),
        TEST(a_list_to_come_decides_later),
        TEST(the_same_twice_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
