/* Zones, blocks and mistakes of a network. */
#include "build.h"

#define NETWORK "utm:index:Network"

static void blocks(struct world *w, const char *inputs, const char *const expected[][2]) {
    json_array_clear(w->engine.seen);
    world_run(w, NETWORK, inputs, false);
    for (size_t i = 0; expected[i][0] != NULL; i++) {
        json_t *block = world_input(w, expected[i][0], "cidrBlock");
        if (strcmp(json_string_value(block), expected[i][1]) != 0)
            fail_msg("%s: %s is %s, not %s", inputs, expected[i][0], json_string_value(block),
                     expected[i][1]);
    }
}

static void a_zone_has_its_place_by_its_letter(void **state) {
    struct world *w = *state;
    blocks(w, "{}",
           (const char *const[][2]){ { "public-a", "10.0.0.0/20" },
                                     { "public-b", "10.0.16.0/20" },
                                     { "private-a", "10.0.128.0/20" },
                                     { "private-b", "10.0.144.0/20" },
                                     { NULL } });
    blocks(w, "{'availabilityZones': ['eu-central-1c', 'eu-central-1a']}",
           (const char *const[][2]){ { "public-c", "10.0.32.0/20" },
                                     { "public-a", "10.0.0.0/20" },
                                     { "private-c", "10.0.160.0/20" },
                                     { NULL } });
}

static void one_more_zone_moves_nobody(void **state) {
    struct world *w = *state;
    static const char *const three[][2] = { { "public-a", "10.0.0.0/20" },
                                            { "public-b", "10.0.16.0/20" },
                                            { "public-c", "10.0.32.0/20" },
                                            { "private-a", "10.0.128.0/20" },
                                            { "private-b", "10.0.144.0/20" },
                                            { "private-c", "10.0.160.0/20" },
                                            { NULL } };
    blocks(w, "{'numberOfAvailabilityZones': 3}", three);
    blocks(w, "{'availabilityZones': ['eu-central-1b', 'eu-central-1c', 'eu-central-1a']}", three);
}

static void small_networks_are_cut_in_order(void **state) {
    struct world *w = *state;
    blocks(w, "{'cidrBlock': '10.0.0.0/26', 'availabilityZones': ['eu-central-1b', 'eu-central-1c']}",
           (const char *const[][2]){ { "public-b", "10.0.0.0/28" },
                                     { "public-c", "10.0.0.16/28" },
                                     { "private-b", "10.0.0.32/28" },
                                     { "private-c", "10.0.0.48/28" },
                                     { NULL } });
    blocks(w, "{'cidrBlock': '192.168.4.0/22'}",
           (const char *const[][2]){
               { "public-b", "192.168.4.64/26" }, { "private-a", "192.168.6.0/26" }, { NULL } });
}

static void a_local_zone_is_named_whole(void **state) {
    struct world *w = *state;
    json_decref(w->zones);
    w->zones = engine_json("['eu-central-1a', 'eu-central-1-ham-1a']");
    blocks(w, "{'availabilityZones': ['eu-central-1a', 'eu-central-1-ham-1a']}",
           (const char *const[][2]){
               { "public-a", "10.0.0.0/20" }, { "public-ham-1a", "10.0.16.0/20" }, { NULL } });
    assert_json(json_array_get(w->asked, 0), "{}");
}

static void automatic_zones_are_ordinary_ones_that_work(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{}", false);
    assert_json(
        w->asked,
        "[{'state': 'available', 'filters': [{'name': 'zone-type', 'values': ['availability-zone']}]}]");
    assert_input(w, "public-b", "availabilityZone", "'eu-central-1b'");
}

static void own_blocks_are_taken(void **state) {
    struct world *w = *state;
    blocks(w,
           "{'publicSubnetCidrs': ['10.0.1.0/24', '10.0.2.0/24'], 'privateSubnetCidrs': ['10.0.64.0/18', "
           "'10.0.192.0/18']}",
           (const char *const[][2]){
               { "public-a", "10.0.1.0/24" }, { "private-b", "10.0.192.0/18" }, { NULL } });
    blocks(w, "{'publicSubnetCidrs': ['10.0.1.0/24', '10.0.2.0/24']}",
           (const char *const[][2]){
               { "public-b", "10.0.2.0/24" }, { "private-b", "10.0.144.0/20" }, { NULL } });
}

static void own_blocks_must_fit(void **state) {
    struct world *w = *state;
    world_refuses(w, NETWORK, "{'publicSubnetCidrs': ['10.0.1.0/24', '10.1.0.0/24']}", "publicSubnetCidrs",
                  "publicSubnetCidrs[1]: 10.1.0.0/24 is not inside cidrBlock, 10.0.0.0/16");
    world_refuses(w, NETWORK, "{'publicSubnetCidrs': ['10.0.1.0/24', '10.0.1.128/25']}", "publicSubnetCidrs",
                  "publicSubnetCidrs[1]: 10.0.1.128/25 overlaps publicSubnetCidrs[0], 10.0.1.0/24");
    world_refuses(
        w, NETWORK,
        "{'publicSubnetCidrs': ['10.0.1.0/24', '10.0.2.0/24'], 'privateSubnetCidrs': ['10.0.2.0/23', "
        "'10.0.4.0/24']}",
        "privateSubnetCidrs",
        "privateSubnetCidrs[0]: 10.0.2.0/23 overlaps publicSubnetCidrs[1], 10.0.2.0/24");
    world_refuses(
        w, NETWORK, "{'publicSubnetCidrs': ['10.0.1.0/24', '10.0.129.0/24']}", "publicSubnetCidrs",
        "publicSubnetCidrs[1]: 10.0.129.0/24 overlaps 10.0.128.0/20, which is cut out of cidrBlock for the "
        "private subnet of eu-central-1a: choose another, or give privateSubnetCidrs too");
    world_refuses(
        w, NETWORK, "{'privateSubnetCidrs': ['10.0.160.0/20', '10.0.16.0/20']}", "privateSubnetCidrs",
        "privateSubnetCidrs[1]: 10.0.16.0/20 overlaps 10.0.16.0/20, which is cut out of cidrBlock for the "
        "public subnet of eu-central-1b: choose another, or give publicSubnetCidrs too");
    world_refuses(w, NETWORK,
                  "{'publicSubnetCidrs': ['10.0.1.0/24', '10.0.2.0/24'], 'numberOfAvailabilityZones': 3}",
                  "publicSubnetCidrs", "2 blocks for 3 zones: give one for each zone");
}

static void a_secret_block_is_not_shown(void **state) {
    struct world *w = *state;
    world_refuses(w, NETWORK, "{'publicSubnetCidrs': ['10.0.1.0/24', {" SECRET ", 'value': '10.1.0.0/24'}]}",
                  "publicSubnetCidrs",
                  "publicSubnetCidrs[1]: (a secret) is not inside cidrBlock, 10.0.0.0/16");
}

static void a_rule_waits_for_what_is_not_known(void **state) {
    struct world *w = *state;
    blocks(w, "{'publicSubnetCidrs': ['" UNKNOWN "', '10.0.2.0/24']}",
           (const char *const[][2]){ { "public-a", UNKNOWN }, { "public-b", "10.0.2.0/24" }, { NULL } });
    blocks(w, "{'cidrBlock': '" UNKNOWN "', 'publicSubnetCidrs': ['10.7.1.0/24', '10.8.2.0/24']}",
           (const char *const[][2]){ { "public-a", "10.7.1.0/24" }, { "private-a", UNKNOWN }, { NULL } });
    blocks(w, "{'privateSubnetCidrs': '" UNKNOWN "'}",
           (const char *const[][2]){ { "public-a", "10.0.0.0/20" }, { "private-b", UNKNOWN }, { NULL } });
    world_refuses(
        w, NETWORK, "{'cidrBlock': '" UNKNOWN "', 'publicSubnetCidrs': ['10.7.1.0/24', '10.7.0.0/16']}",
        "publicSubnetCidrs", "publicSubnetCidrs[1]: 10.7.0.0/16 overlaps publicSubnetCidrs[0], 10.7.1.0/24");
}

static void a_network_too_small_is_refused(void **state) {
    struct world *w = *state;
    world_refuses(
        w, NETWORK, "{'cidrBlock': '10.0.0.0/27'}", "cidrBlock",
        "10.0.0.0/27 has no room for 4 subnets, and /28 is the smallest that AWS makes: use a larger block");
    world_refuses(
        w, NETWORK, "{'cidrBlock': '10.0.0.0/28'}", "cidrBlock",
        "10.0.0.0/28 has no room for 4 subnets, and /28 is the smallest that AWS makes: use a larger block");
}

static void zones_must_be_there(void **state) {
    struct world *w = *state;
    world_refuses(
        w, NETWORK, "{'availabilityZones': ['eu-central-1a', 'eu-central-1z']}", "availabilityZones",
        "availabilityZones[1]: eu-central-1z is no zone of eu-central-1 that this account can use; there are "
        "eu-central-1a, eu-central-1b, eu-central-1c");
    world_refuses(w, NETWORK, "{'availabilityZones': ['eu-central-1a', 'eu-central-1a']}",
                  "availabilityZones",
                  "availabilityZones[1]: eu-central-1a is there twice; each subnet needs a zone of its own");
    world_refuses(w, NETWORK, "{'numberOfAvailabilityZones': 4}", "numberOfAvailabilityZones",
                  "4 zones are more than eu-central-1 has: eu-central-1a, eu-central-1b, eu-central-1c");
}

static void the_schema_is_asked_first(void **state) {
    struct world *w = *state;
    auto_error *err = NULL;
    assert_true(
        world_build(w, NETWORK, "{'cidrBlok': '10.0.0.0/16', 'availabilityZones': ['eu-central-1a']}", &err));
    assert_true(w->failures.count >= 2);
    assert_json(w->asked, "[]");
}

static void endpoints_must_make_sense(void **state) {
    struct world *w = *state;
    world_refuses(w, NETWORK, "{'interfaceEndpoints': ['logs', 'ecr.api', 'logs']}", "interfaceEndpoints",
                  "interfaceEndpoints[2]: logs is there twice");
    world_refuses(w, NETWORK, "{'interfaceEndpoints': ['s3']}", "interfaceEndpoints",
                  "interfaceEndpoints[0]: s3 is reached by s3GatewayEndpoint: true, free of charge");
    world_refuses(w, NETWORK, "{'interfaceEndpoints': ['logs'], 'enableDnsHostnames': false}",
                  "enableDnsHostnames",
                  "interfaceEndpoints need it: without, the services' names would not lead to the endpoints");
    world_refuses(w, NETWORK, "{'flowLogs': {'bucketArn': 'arn:aws:s3:::b'}}", "flowLogs",
                  "flowLogs.bucketArn: goes only with destination: s3");
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, world_setup, world_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_zone_has_its_place_by_its_letter),
        TEST(one_more_zone_moves_nobody),
        TEST(small_networks_are_cut_in_order),
        TEST(a_local_zone_is_named_whole),
        TEST(automatic_zones_are_ordinary_ones_that_work),
        TEST(own_blocks_are_taken),
        TEST(own_blocks_must_fit),
        TEST(a_secret_block_is_not_shown),
        TEST(a_rule_waits_for_what_is_not_known),
        TEST(a_network_too_small_is_refused),
        TEST(zones_must_be_there),
        TEST(the_schema_is_asked_first),
        TEST(endpoints_must_make_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
