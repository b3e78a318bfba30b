#include "schema/checking.h"

static void nearest_is(const char *names_text, const char *name, const char *expected) {
    json_auto_t *names = literal(names_text);
    const char *near = schema_nearest_name(names, name);
    if (!near || !expected ? near != expected : strcmp(near, expected) != 0)
        fail_msg("%s: got %s, wanted %s", name, near ? near : "nothing", expected ? expected : "nothing");
}

static void slips_and_other_spellings_are_near(void **state) {
    (void)state;
    static const char NAMES[] = "{'cidrBlock': 1, 'tags': 1, 'vpcId': 1, 'availabilityZone': 1}";
    nearest_is(NAMES, "cidr_block", "cidrBlock");
    nearest_is(NAMES, "CidrBlock", "cidrBlock");
    nearest_is(NAMES, "cidr-block", "cidrBlock");
    nearest_is(NAMES, "cirdBlock", "cidrBlock");
    nearest_is(NAMES, "cidrBlok", "cidrBlock");
    nearest_is(NAMES, "tag", "tags");
    nearest_is(NAMES, "vpc_id", "vpcId");
    nearest_is(NAMES, "availabilityZones", "availabilityZone");
    nearest_is(NAMES, "availabiltyzone", "availabilityZone");
}

static void far_names_have_no_neighbour(void **state) {
    (void)state;
    static const char NAMES[] = "{'cidrBlock': 1, 'tags': 1}";
    nearest_is(NAMES, "instanceTenancy", NULL);
    nearest_is(NAMES, "xyz", NULL);
    nearest_is(NAMES, "", NULL);
    nearest_is(NAMES, "___", NULL);
    nearest_is("{}", "tags", NULL);
    char long_name[300] = { 0 };
    memset(long_name, 't', sizeof long_name - 1);
    nearest_is(NAMES, long_name, NULL);
    assert_null(schema_nearest_resource(long_name));
}

static void the_nearest_of_several_wins(void **state) {
    (void)state;
    nearest_is("{'fromPort': 1, 'toPort': 1, 'port': 1}", "ports", "port");
    nearest_is("{'fromPort': 1, 'toPort': 1, 'port': 1}", "to_port", "toPort");
}

static void resources_are_near_in_the_words_of_others_too(void **state) {
    (void)state;
    static const char *const CASES[][2] = {
        { "utm:ec2:Vpcs", "utm:ec2:Vpc" },
        { "utm:ec2:VPC", "utm:ec2:Vpc" },
        { "utm:ec2/vpc:Vpc", "utm:ec2:Vpc" },
        { "aws:ec2/subnet:Subnet", "utm:ec2:Subnet" },
        { "aws:ec2:Subnet", "utm:ec2:Subnet" },
        { "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "utm:vpc:SecurityGroupIngressRule" },
        { "utm:ec2:Subnett", "utm:ec2:Subnet" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const char *near = schema_nearest_resource(CASES[i][0]);
        assert_non_null(near);
        assert_string_equal(near, CASES[i][1]);
    }
    assert_null(schema_nearest_resource("utm:rds:Cluster"));
    assert_null(schema_nearest_resource("nonsense"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_and_other_spellings_are_near),
        cmocka_unit_test(far_names_have_no_neighbour),
        cmocka_unit_test(the_nearest_of_several_wins),
        cmocka_unit_test(resources_are_near_in_the_words_of_others_too),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
