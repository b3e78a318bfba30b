/* What build functions share. */
#include "build.h"

static void every_component_of_the_schema_has_a_build_function(void **state) {
    (void)state;
    const char *token;
    json_t *definition;
    size_t components = 0;
    json_object_foreach(json_object_get(schema_document(), "resources"), token, definition) {
        bool is_component = json_truth(definition, "isComponent", false);
        assert_true((component_find(token) != NULL) == is_component);
        components += is_component;
    }
    assert_true(components >= 2);
    assert_null(component_find("utm:index:Nothing"));
}

static void an_unknown_component_is_an_error(void **state) {
    struct world *w = *state;
    auto_error *err = NULL;
    assert_false(world_build(w, "utm:ec2:Vpc", "{}", &err));
    assert_string_equal(err->message, "utm:ec2:Vpc is no component of this provider");
}

static void wrappers_move_from_containers_to_leaves(void **state) {
    (void)state;
    json_auto_t *value =
        engine_json("{" OUTPUT ", 'dependencies': ['urn:a'], 'value': {'x': {" SECRET
                    ", 'value': [1, {" OUTPUT ", 'dependencies': ['urn:b']}]}, 'y': 'plain', 'z': {}}}");
    json_auto_t *spread = component_spread(value);
    assert_json(spread, "{'x': [{" OUTPUT ", 'value': 1, 'secret': true, 'dependencies': ['urn:a']}, {" OUTPUT
                        ", 'secret': true, 'dependencies': ['urn:a', 'urn:b']}], 'y': {" OUTPUT
                        ", 'value': 'plain', 'secret': false, 'dependencies': ['urn:a']}, 'z': {}}");
}

static void plain_values_stay_plain(void **state) {
    (void)state;
    json_auto_t *value = engine_json("{'a': [1, 'b', null, {'c': true}], 'u': '" UNKNOWN "'}");
    json_auto_t *spread = component_spread(value);
    assert_json(spread, "{'a': [1, 'b', null, {'c': true}], 'u': '" UNKNOWN "'}");
}

static void an_asset_is_a_leaf(void **state) {
    (void)state;
    json_auto_t *value =
        engine_json("{" SECRET ", 'value': {'" KEY "': 'c44067f5952c0a294b673a41bacd8c17', 'text': 'x'}}");
    json_auto_t *spread = component_spread(value);
    assert_json(spread,
                "{" SECRET ", 'value': {'" KEY "': 'c44067f5952c0a294b673a41bacd8c17', 'text': 'x'}}");
}

static void a_reference_passes_the_schema_and_is_filled_in_later(void **state) {
    struct world *w = *state;
    w->graph = graph_new("utm:index:Stack", "s", json_object());
    struct node *root = graph_root(w->graph);
    struct node *network = node_add_component(root, "net", "utm:index:Network", json_object(), NULL);
    struct node *groups = node_add_component(root, "groups", "utm:index:SecurityGroups", json_object(), NULL);
    json_auto_t *none = json_object();
    json_auto_t *inputs = json_pack("{s:o}", "vpcId", graph_ref(network, "vpcId"));
    auto_error *err = NULL;
    assert_true(
        component_build("utm:index:Network", &w->host, w->engine.cancel, none, network, &w->failures, &err));
    assert_true(component_build("utm:index:SecurityGroups", &w->host, w->engine.cancel, inputs, groups,
                                &w->failures, &err));
    assert_int_equal(w->failures.count, 0);
    engine_will(&w->engine, "s-net-vpc", "{'id': 'vpc-1'}");
    assert_true(engine_run(&w->engine, w->graph, false, &err));
    json_t *cache = engine_saw(&w->engine, "s-groups-cache");
    assert_json(json_at(cache, "inputs.vpcId"), "'vpc-1'");
    assert_json(json_at(cache, "properties.vpcId"), "['urn:s-net-vpc']");
    assert_string_equal(json_text(cache, "parent"), "urn:s-groups");
}

static void what_is_made_from_a_value_is_as_secret_and_dependent(void **state) {
    (void)state;
    json_auto_t *source =
        engine_json("[{" OUTPUT ", 'value': 1, 'dependencies': ['urn:a']}, {" SECRET ", 'value': 2}]");
    json_auto_t *made = component_derived(json_string("m"), source);
    assert_json(made, "{" OUTPUT ", 'value': 'm', 'secret': true, 'dependencies': ['urn:a']}");
    json_auto_t *plain = json_integer(1);
    json_auto_t *other = component_derived(json_string("m"), plain);
    assert_json(other, "'m'");
}

static void a_secret_is_not_shown(void **state) {
    (void)state;
    json_auto_t *secret = engine_json("{" SECRET ", 'value': 'hidden'}");
    json_auto_t *text = json_string("open");
    json_auto_t *number = json_integer(7);
    assert_string_equal(build_shown(secret), "(a secret)");
    assert_string_equal(build_shown(text), "open");
    assert_string_equal(build_shown(number), "a value");
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, world_setup, world_teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_component_of_the_schema_has_a_build_function),
        TEST(an_unknown_component_is_an_error),
        TEST(wrappers_move_from_containers_to_leaves),
        TEST(plain_values_stay_plain),
        TEST(an_asset_is_a_leaf),
        TEST(a_reference_passes_the_schema_and_is_filled_in_later),
        TEST(what_is_made_from_a_value_is_as_secret_and_dependent),
        TEST(a_secret_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
