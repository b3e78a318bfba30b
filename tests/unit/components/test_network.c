/* utm:index:Network: which parts there are, how they hang together, what comes out. Zones, blocks and
 * mistakes are in test_network_plan.c. */
#include "build.h"

#define NETWORK "utm:index:Network"

static void two_zones_and_one_nat_gateway_by_default(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{}", false);
    json_auto_t *census = world_census(w);
    assert_json(census,
                "{'utm:index:Network': 1, 'utm:ec2:Vpc': 1, 'utm:ec2:InternetGateway': 1, 'utm:ec2:Subnet': "
                "4, 'utm:ec2:RouteTable': 3, 'utm:ec2:Route': 3, 'utm:ec2:RouteTableAssociation': 4, "
                "'utm:ec2:Eip': 1, 'utm:ec2:NatGateway': 1}");
    assert_input(w, "vpc", "cidrBlock", "'10.0.0.0/16'");
    assert_input(w, "vpc", "enableDnsSupport", "true");
    assert_input(w, "vpc", "enableDnsHostnames", "true");
    assert_input(w, "public-a", "",
                 "{'vpcId': 'n-vpc-id', 'cidrBlock': '10.0.0.0/20', 'availabilityZone': "
                 "'eu-central-1a', 'mapPublicIpOnLaunch': true, 'tags': {'Name': 'n-public-a'}}");
    assert_input(w, "private-b", "",
                 "{'vpcId': 'n-vpc-id', 'cidrBlock': '10.0.144.0/20', 'availabilityZone': 'eu-central-1b', "
                 "'mapPublicIpOnLaunch': false, 'tags': {'Name': 'n-private-b'}}");
}

static void the_public_side_goes_out_by_the_internet_gateway(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{}", false);
    assert_input(w, "public-internet", "",
                 "{'routeTableId': 'n-public-routes-id', 'destinationCidrBlock': "
                 "'0.0.0.0/0', 'gatewayId': 'n-internet-id'}");
    assert_input(w, "public-b-association", "",
                 "{'subnetId': 'n-public-b-id', 'routeTableId': 'n-public-routes-id'}");
    assert_input(w, "internet", "vpcId", "'n-vpc-id'");
}

static void a_single_nat_gateway_serves_every_zone(void **state) {
    struct world *w = *state;
    engine_will(&w->engine, "n-nat-a-address", "{'outputs': {'allocationId': 'eipalloc-1'}}");
    world_run(w, NETWORK, "{'natGatewayStrategy': 'single'}", false);
    assert_input(w, "nat-a", "subnetId", "'n-public-a-id'");
    assert_input(w, "nat-a", "allocationId", "'eipalloc-1'");
    assert_input(w, "private-a-nat", "natGatewayId", "'n-nat-a-id'");
    assert_input(w, "private-b-nat", "natGatewayId", "'n-nat-a-id'");
    assert_input(w, "private-b-nat", "routeTableId", "'n-private-b-routes-id'");
}

static void a_nat_gateway_waits_for_the_way_out(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{}", false);
    assert_true(world_depends(w, "nat-a", "public-internet"));
    assert_true(world_depends(w, "nat-a", "public-a-association"));
    assert_true(world_depends(w, "nat-a-address", "internet"));
    assert_true(engine_place(&w->engine, "n-nat-a") > engine_place(&w->engine, "n-public-internet"));
}

static void one_nat_gateway_for_each_zone(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'natGatewayStrategy': 'perZone', 'numberOfAvailabilityZones': 3}", false);
    json_auto_t *census = world_census(w);
    assert_int_equal(json_integer_value(json_object_get(census, "utm:ec2:NatGateway")), 3);
    assert_int_equal(json_integer_value(json_object_get(census, "utm:ec2:Subnet")), 6);
    assert_input(w, "nat-c", "subnetId", "'n-public-c-id'");
    assert_input(w, "private-c-nat", "natGatewayId", "'n-nat-c-id'");
}

static void no_nat_gateway_and_no_way_out(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'natGatewayStrategy': 'none'}", false);
    json_auto_t *census = world_census(w);
    assert_null(json_object_get(census, "utm:ec2:NatGateway"));
    assert_null(json_object_get(census, "utm:ec2:Eip"));
    assert_int_equal(json_integer_value(json_object_get(census, "utm:ec2:Route")), 1);
    assert_int_equal(json_integer_value(json_object_get(census, "utm:ec2:RouteTable")), 3);
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(json_object_get(outputs, "natGatewayIds"), "[]");
    assert_json(json_object_get(outputs, "natPublicIps"), "[]");
}

static void s3_by_a_gateway_endpoint_from_every_table(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'s3GatewayEndpoint': true}", false);
    assert_input(
        w, "endpoint-s3", "",
        "{'vpcId': 'n-vpc-id', 'serviceName': 'com.amazonaws.eu-central-1.s3', 'vpcEndpointType': 'Gateway', "
        "'routeTableIds': ['n-private-a-routes-id', 'n-private-b-routes-id', 'n-public-routes-id'], "
        "'tags': {'Name': 'n-endpoint-s3'}}");
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(json_object_get(outputs, "vpcEndpointIds"), "{'s3': 'n-endpoint-s3-id'}");
}

static void interface_endpoints_let_https_in_from_the_vpc(void **state) {
    struct world *w = *state;
    world_run(
        w, NETWORK,
        "{'cidrBlock': '10.9.0.0/16', 'interfaceEndpoints': ['ecr.api', 'cn.com.amazonaws.cn-north-1.logs']}",
        false);
    assert_input(
        w, "endpoint-ecr.api", "",
        "{'vpcId': 'n-vpc-id', 'serviceName': 'com.amazonaws.eu-central-1.ecr.api', 'vpcEndpointType': "
        "'Interface', 'privateDnsEnabled': true, 'subnetIds': ['n-private-a-id', 'n-private-b-id'], "
        "'securityGroupIds': ['n-endpoints-id'], 'tags': {'Name': 'n-endpoint-ecr.api'}}");
    assert_input(w, "endpoint-cn.com.amazonaws.cn-north-1.logs", "serviceName",
                 "'cn.com.amazonaws.cn-north-1.logs'");
    assert_input(w, "endpoints-https", "",
                 "{'securityGroupId': 'n-endpoints-id', 'ipProtocol': 'tcp', 'fromPort': 443, 'toPort': 443, "
                 "'cidrIpv4': '10.9.0.0/16', 'description': 'HTTPS from the VPC', 'tags': {'Name': "
                 "'n-endpoints-https'}}");
    json_auto_t *census = world_census(w);
    assert_int_equal(json_integer_value(json_object_get(census, "utm:ec2:SecurityGroup")), 1);
    assert_int_equal(json_integer_value(json_object_get(census, "utm:ec2:VpcEndpoint")), 2);
}

static void flow_logs_go_to_a_group_by_a_role_that_may_do_only_that(void **state) {
    struct world *w = *state;
    engine_will(&w->engine, "n-flow-logs-group", "{'outputs': {'arn': 'arn:group'}}");
    engine_will(&w->engine, "n-flow-logs-role", "{'outputs': {'arn': 'arn:role'}}");
    world_run(w, NETWORK, "{'flowLogs': {'trafficType': 'REJECT', 'retentionInDays': 30}}", false);
    assert_input(
        w, "flow-logs", "",
        "{'vpcId': 'n-vpc-id', 'trafficType': 'REJECT', 'logDestinationType': 'cloud-watch-logs', "
        "'logDestination': 'arn:group', 'iamRoleArn': 'arn:role', 'maxAggregationInterval': 600, 'tags': "
        "{'Name': 'n-flow-logs'}}");
    assert_input(w, "flow-logs-group", "retentionInDays", "30");
    assert_true(world_depends(w, "flow-logs", "flow-logs-policy"));
    json_auto_t *policy =
        json_loads(json_string_value(world_input(w, "flow-logs-policy", "policy")), 0, NULL);
    assert_json(json_at(policy, "Statement[0]"),
                "{'Effect': 'Allow', 'Action': ['logs:CreateLogStream', 'logs:PutLogEvents'], 'Resource': "
                "['arn:group', 'arn:group:*']}");
    json_auto_t *trust =
        json_loads(json_string_value(world_input(w, "flow-logs-role", "assumeRolePolicy")), 0, NULL);
    assert_json(json_at(trust, "Statement[0].Principal"), "{'Service': 'vpc-flow-logs.amazonaws.com'}");
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(json_object_get(outputs, "flowLogId"), "'n-flow-logs-id'");
}

static void flow_logs_go_to_a_bucket_of_the_user(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'flowLogs': {'destination': 's3', 'bucketArn': 'arn:aws:s3:::mine'}}", false);
    assert_input(w, "flow-logs", "logDestination", "'arn:aws:s3:::mine'");
    assert_input(w, "flow-logs", "logDestinationType", "'s3'");
    json_auto_t *census = world_census(w);
    assert_null(json_object_get(census, "utm:s3:Bucket"));
    assert_null(json_object_get(census, "utm:iam:Role"));
}

static void flow_logs_go_to_a_bucket_that_is_made(void **state) {
    struct world *w = *state;
    engine_will(&w->engine, "n-flow-logs-bucket", "{'outputs': {'arn': 'arn:aws:s3:::made'}}");
    world_run(w, NETWORK, "{'flowLogs': {'destination': 's3', 'retentionInDays': 90}}", false);
    assert_input(w, "flow-logs", "logDestination", "'arn:aws:s3:::made'");
    assert_input(w, "flow-logs-bucket", "lifecycleRules",
                 "[{'id': 'expire', 'enabled': true, 'expiration': {'days': 90}}]");
    assert_input(w, "flow-logs-bucket", "forceDestroy", "true");
    assert_input(w, "flow-logs-bucket", "publicAccessBlock.blockPublicAcls", "true");
}

static void records_kept_for_ever_have_no_rule(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'flowLogs': {'destination': 's3', 'retentionInDays': 0}}", false);
    assert_null(world_input(w, "flow-logs-bucket", "lifecycleRules"));
}

static void flow_logs_can_be_switched_off(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'flowLogs': {'enabled': false}}", false);
    json_auto_t *census = world_census(w);
    assert_null(json_object_get(census, "utm:ec2:FlowLog"));
    assert_null(json_object_get(census, "utm:cloudwatch:LogGroup"));
}

static void tags_go_to_every_part_that_can_carry_them(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK,
              "{'tags': {'team': 'utm', 'Name': 'lost'}, 's3GatewayEndpoint': true, 'flowLogs': {}}", false);
    size_t i;
    json_t *seen;
    size_t tagged = 0;
    json_array_foreach(w->engine.seen, i, seen) {
        json_t *tags = json_at(seen, "inputs.tags");
        bool can = json_at(schema_resource(json_text(seen, "type")), "inputProperties.tags") != NULL;
        assert_true((tags != NULL) == (can && json_truth(seen, "custom", false)));
        if (tags == NULL)
            continue;
        tagged++;
        assert_string_equal(json_text(tags, "team"), "utm");
        assert_string_equal(json_text(tags, "Name"), json_text(seen, "name"));
    }
    assert_true(tagged >= 14);
}

static void outputs_carry_what_makes_a_subnet_usable(void **state) {
    struct world *w = *state;
    engine_will(&w->engine, "n-nat-a", "{'outputs': {'publicIp': '1.2.3.4'}}");
    engine_will(&w->engine, "n-vpc", "{'outputs': {'cidrBlock': '10.0.0.0/16'}}");
    world_run(w, NETWORK, "{}", false);
    json_auto_t *urns = NULL;
    json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
    assert_json(
        outputs,
        "{'vpcId': 'n-vpc-id', 'vpcCidrBlock': '10.0.0.0/16', 'publicSubnetIds': ['n-public-a-id', "
        "'n-public-b-id'], 'privateSubnetIds': ['n-private-a-id', 'n-private-b-id'], 'availabilityZones': "
        "['eu-central-1a', 'eu-central-1b'], 'internetGatewayId': 'n-internet-id', 'natGatewayIds': "
        "['n-nat-a-id'], 'natPublicIps': ['1.2.3.4'], 'publicRouteTableIds': ['n-public-routes-id'], "
        "'privateRouteTableIds': ['n-private-a-routes-id', 'n-private-b-routes-id'], 'vpcEndpointIds': {}}");
    assert_json(json_object_get(urns, "privateSubnetIds"),
                "['urn:n-private-a-association', 'urn:n-private-a-nat', 'urn:n-private-a', "
                "'urn:n-private-b-association', 'urn:n-private-b-nat', 'urn:n-private-b']");
    const char *name;
    json_t *property;
    json_object_foreach(json_at(schema_resource(NETWORK), "properties"), name, property) {
        bool optional = strcmp(name, "flowLogId") == 0;
        assert_true(optional || json_object_get(outputs, name) != NULL);
    }
}

static void a_preview_shows_every_part(void **state) {
    struct world *w = *state;
    engine_will(&w->engine, "n-vpc", "{'id': ''}");
    world_run(w, NETWORK, "{}", true);
    assert_int_equal(json_array_size(w->engine.seen), 19);
    assert_input(w, "public-a", "vpcId", "'" UNKNOWN "'");
    assert_input(w, "public-a", "cidrBlock", "'10.0.0.0/20'");
}

static void what_comes_from_elsewhere_stays_unknown_secret_and_dependent(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK,
              "{'cidrBlock': {" OUTPUT ", 'dependencies': ['urn:ipam']}, 'tags': {" OUTPUT
              ", 'value': {'owner': {" SECRET ", 'value': 'x'}, 'a': 'b'}, 'dependencies': ['urn:owner']}}",
              true);
    assert_input(w, "vpc", "cidrBlock", "'" UNKNOWN "'");
    assert_input(w, "public-a", "cidrBlock", "'" UNKNOWN "'");
    assert_input(w, "vpc", "tags", "{'owner': {" SECRET ", 'value': 'x'}, 'a': 'b', 'Name': 'n-vpc'}");
    assert_json(json_at(engine_saw(&w->engine, "n-vpc"), "properties"),
                "{'cidrBlock': ['urn:ipam'], 'enableDnsSupport': [], 'enableDnsHostnames': [], 'tags': "
                "['urn:owner']}");
    assert_json(json_at(engine_saw(&w->engine, "n-public-a"), "properties.cidrBlock"), "['urn:ipam']");
}

static void blocks_cut_out_of_anothers_output_depend_on_it(void **state) {
    struct world *w = *state;
    world_run(w, NETWORK, "{'cidrBlock': {" OUTPUT ", 'value': '10.8.0.0/16', 'dependencies': ['urn:ipam']}}",
              false);
    assert_input(w, "private-a", "cidrBlock", "'10.8.128.0/20'");
    assert_json(json_at(engine_saw(&w->engine, "n-private-a"), "properties.cidrBlock"), "['urn:ipam']");
}

static void a_shape_that_is_not_known_yet_waits(void **state) {
    struct world *w = *state;
    static const char *const inputs[] = {
        "{'natGatewayStrategy': '" UNKNOWN "'}",
        "{'availabilityZones': ['eu-central-1a', '" UNKNOWN "']}",
        "{'numberOfAvailabilityZones': '" UNKNOWN "'}",
        "{'interfaceEndpoints': '" UNKNOWN "'}",
        "{'s3GatewayEndpoint': '" UNKNOWN "'}",
        "{'flowLogs': '" UNKNOWN "'}",
        "{'flowLogs': {'destination': '" UNKNOWN "'}}",
        "{'flowLogs': {'enabled': {" OUTPUT ", 'dependencies': ['urn:x']}}}",
        "{'existing': '" UNKNOWN "'}",
    };
    for (size_t i = 0; i < COUNT_OF(inputs); i++) {
        json_array_clear(w->engine.seen);
        world_run(w, NETWORK, inputs[i], true);
        assert_int_equal(json_array_size(w->engine.seen), 1);
        json_auto_t *urns = NULL;
        json_auto_t *outputs = node_plain_outputs(graph_root(w->graph), &urns);
        assert_int_equal(json_object_size(outputs),
                         json_object_size(json_at(schema_resource(NETWORK), "properties")));
        assert_true(value_is_unknown(json_object_get(outputs, "privateSubnetIds")));
    }
    assert_json(w->asked, "[]");
}

static void without_an_answer_from_aws_nothing_is_begun(void **state) {
    struct world *w = *state;
    json_decref(w->zones);
    w->zones = NULL;
    auto_error *err = NULL;
    assert_false(world_build(w, NETWORK, "{}", &err));
    assert_int_equal(err->kind, ERROR_CREDENTIALS);
    assert_string_equal(err->message, "finding the availability zones of eu-central-1: no credentials");
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, world_setup, world_teardown)
    const struct CMUnitTest tests[] = {
        TEST(two_zones_and_one_nat_gateway_by_default),
        TEST(the_public_side_goes_out_by_the_internet_gateway),
        TEST(a_single_nat_gateway_serves_every_zone),
        TEST(a_nat_gateway_waits_for_the_way_out),
        TEST(one_nat_gateway_for_each_zone),
        TEST(no_nat_gateway_and_no_way_out),
        TEST(s3_by_a_gateway_endpoint_from_every_table),
        TEST(interface_endpoints_let_https_in_from_the_vpc),
        TEST(flow_logs_go_to_a_group_by_a_role_that_may_do_only_that),
        TEST(flow_logs_go_to_a_bucket_of_the_user),
        TEST(flow_logs_go_to_a_bucket_that_is_made),
        TEST(records_kept_for_ever_have_no_rule),
        TEST(flow_logs_can_be_switched_off),
        TEST(tags_go_to_every_part_that_can_carry_them),
        TEST(outputs_carry_what_makes_a_subnet_usable),
        TEST(a_preview_shows_every_part),
        TEST(what_comes_from_elsewhere_stays_unknown_secret_and_dependent),
        TEST(blocks_cut_out_of_anothers_output_depend_on_it),
        TEST(a_shape_that_is_not_known_yet_waits),
        TEST(without_an_answer_from_aws_nothing_is_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
