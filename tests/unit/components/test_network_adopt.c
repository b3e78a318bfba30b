/* utm:index:Network over a VPC that is there already. */
#include "build.h"

#define NETWORK "utm:index:Network"

static int setup(void **state) {
    world_setup(state);
    struct world *w = *state;
    json_decref(w->objects);
    w->objects = engine_json(
        "{'vpc-1': {'token': 'utm:ec2:Vpc', 'cidrBlock': '172.16.0.0/16'},"
        " 'subnet-1': {'token': 'utm:ec2:Subnet', 'vpcId': 'vpc-1', 'availabilityZone': 'eu-central-1a'},"
        " 'subnet-2': {'token': 'utm:ec2:Subnet', 'vpcId': 'vpc-1', 'availabilityZone': 'eu-central-1b'},"
        " 'subnet-3': {'token': 'utm:ec2:Subnet', 'vpcId': 'vpc-1', 'availabilityZone': 'eu-central-1a'},"
        " 'subnet-9': {'token': 'utm:ec2:Subnet', 'vpcId': 'vpc-2', 'availabilityZone': 'eu-central-1a'}}");
    return 0;
}

static void nothing_is_made_and_what_is_given_comes_out(void **state) {
    struct world *w = *state;
    world_run(
        w, NETWORK,
        "{'existing': {'vpcId': 'vpc-1', 'privateSubnetIds': ['subnet-1', 'subnet-2'], 'publicSubnetIds': "
        "['subnet-3']}}",
        false);
    assert_int_equal(json_array_size(w->engine.seen), 1);
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(outputs,
                "{'vpcId': 'vpc-1', 'vpcCidrBlock': '172.16.0.0/16', 'privateSubnetIds': ['subnet-1', "
                "'subnet-2'], 'publicSubnetIds': ['subnet-3'], 'availabilityZones': ['eu-central-1a', "
                "'eu-central-1b'], 'natGatewayIds': [], 'natPublicIps': [], 'publicRouteTableIds': [], "
                "'privateRouteTableIds': [], 'vpcEndpointIds': {}}");
}

static void public_subnets_may_be_missing(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'existing': {'vpcId': 'vpc-1', 'privateSubnetIds': ['subnet-1', 'subnet-3']}}",
              false);
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(json_object_get(outputs, "publicSubnetIds"), "[]");
    assert_json(json_object_get(outputs, "availabilityZones"), "['eu-central-1a']");
}

static void ids_of_another_resource_are_handed_on(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK,
              "{'existing': {'vpcId': {" OUTPUT
              ", 'dependencies': ['urn:vpc']}, 'privateSubnetIds': [{" OUTPUT
              ", 'value': 'subnet-1', 'dependencies': ['urn:s']}, '" UNKNOWN "']}}",
              true);
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(json_object_get(outputs, "vpcCidrBlock"), "'" UNKNOWN "'");
    assert_json(json_object_get(outputs, "privateSubnetIds"), "['subnet-1', '" UNKNOWN "']");
    assert_json(json_object_get(outputs, "availabilityZones"), "['eu-central-1a', '" UNKNOWN "']");
    assert_json(json_object_get(urns, "vpcCidrBlock"), "['urn:vpc']");
    assert_json(json_object_get(urns, "availabilityZones"), "['urn:s']");
    assert_json(w->asked, "['subnet-1']");
}

static void what_does_not_exist_or_belong_is_named(void **state) {
    struct world *w = *state;
    world_refuses(w, NETWORK, "{'existing': {'vpcId': 'vpc-7', 'privateSubnetIds': ['" UNKNOWN "']}}",
                  "existing", "existing.vpcId: there is no VPC vpc-7 in eu-central-1");
    world_refuses(w, NETWORK,
                  "{'existing': {'vpcId': 'vpc-1', 'privateSubnetIds': ['subnet-1', 'subnet-7']}}",
                  "existing", "existing.privateSubnetIds[1]: there is no subnet subnet-7 in eu-central-1");
    world_refuses(
        w, NETWORK,
        "{'existing': {'vpcId': 'vpc-1', 'privateSubnetIds': ['subnet-1'], 'publicSubnetIds': ['subnet-9']}}",
        "existing", "existing.publicSubnetIds[0]: subnet-9 belongs to vpc-2, not to vpc-1");
    world_refuses(
        w, NETWORK,
        "{'existing': {'vpcId': 'vpc-1', 'privateSubnetIds': ['subnet-1']}, 's3GatewayEndpoint': true}",
        "s3GatewayEndpoint", "nothing is made in an existing VPC: leave it out");
}

static void without_an_answer_nothing_is_begun(void **state) {
    struct world *w = *state;
    json_object_set_new(w->objects, "subnet-2", json_string("no such host"));
    auto_error *err = NULL;
    assert_false(
        world_build(w, NETWORK, "{'existing': {'vpcId': 'vpc-1', 'privateSubnetIds': ['subnet-2']}}", &err));
    assert_string_equal(err->message, "looking for existing.privateSubnetIds[0]: no such host");
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, world_teardown)
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_made_and_what_is_given_comes_out), TEST(public_subnets_may_be_missing),
        TEST(ids_of_another_resource_are_handed_on),       TEST(what_does_not_exist_or_belong_is_named),
        TEST(without_an_answer_nothing_is_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
