/* Building a graph and what its references become. Running is in test_run.c, values in test_resolve.c. */
#include "engine.h"

static void a_child_is_named_after_its_component(void **state) {
    (void)state;
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    struct node *vpc = node_add(graph_root(graph), "vpc", "utm:ec2:Vpc", json_object(), NULL);
    struct node *inner =
        node_add_component(graph_root(graph), "db", "utm:index:Database", json_object(), NULL);
    struct node *cluster = node_add(inner, "cluster", "utm:rds:Cluster", json_object(), NULL);
    assert_string_equal(node_name(graph_root(graph)), "net");
    assert_string_equal(node_name(vpc), "net-vpc");
    assert_string_equal(node_name(cluster), "net-db-cluster");
    assert_null(node_urn(vpc));
    graph_free(graph);
    graph_free(NULL);
}

static void options_are_copied_and_reach_the_engine(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    char old_name[] = "main";
    const char *aliases[] = { old_name, NULL };
    node_add(graph_root(graph), "vpc", "utm:ec2:Vpc", json_object(),
             &(struct node_options){ .aliases = aliases, .protect = true });
    old_name[0] = 'X';
    auto_error *err = NULL;
    assert_true(engine_run(&engine, graph, false, &err));
    json_t *vpc = engine_saw(&engine, "net-vpc");
    assert_json(json_object_get(vpc, "aliases"), "['net-main']");
    assert_true(json_truth(vpc, "protect", false));
    assert_json(json_object_get(engine_saw(&engine, "net"), "aliases"), "[]");
    graph_free(graph);
    engine_done(&engine);
}

static void an_output_without_a_value_is_dropped(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    node_output(graph_root(graph), "none", NULL);
    node_output(graph_root(graph), "nothing", json_null());
    node_output(graph_root(graph), "twice", json_string("first"));
    node_output(graph_root(graph), "twice", json_string("second"));
    auto_error *err = NULL;
    assert_true(engine_run(&engine, graph, false, &err));
    json_auto_t *outputs = node_outputs(graph_root(graph));
    assert_json(outputs, "{'twice': 'second'}");
    assert_json(json_object_get(engine.outputs, "urn:net"), "{'twice': 'second'}");
    graph_free(graph);
    engine_done(&engine);
}

static void depending_on_a_component_is_depending_on_all_in_it(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph = graph_new("utm:index:Stack", "s", json_object());
    struct node *root = graph_root(graph);
    struct node *net = node_add_component(root, "net", "utm:index:Network", json_object(), NULL);
    struct node *parts = node_add_component(net, "parts", "utm:index:Parts", json_object(), NULL);
    node_add(net, "vpc", "utm:ec2:Vpc", json_object(), NULL);
    node_add(parts, "eip", "utm:ec2:Eip", json_object(), NULL);
    node_add(root, "task", "utm:ecs:Service", json_object(),
             &(struct node_options){ .depends_on = (struct node *const[]){ net, NULL } });
    auto_error *err = NULL;
    assert_true(engine_run(&engine, graph, false, &err));
    assert_json(json_object_get(engine_saw(&engine, "s-task"), "dependencies"),
                "['urn:s-net-vpc', 'urn:s-net-parts-eip']");
    assert_true(engine_place(&engine, "s-task") > engine_place(&engine, "s-net-vpc"));
    assert_true(engine_place(&engine, "s-task") > engine_place(&engine, "s-net-parts-eip"));
    graph_free(graph);
    engine_done(&engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_is_named_after_its_component),
        cmocka_unit_test(options_are_copied_and_reach_the_engine),
        cmocka_unit_test(an_output_without_a_value_is_dropped),
        cmocka_unit_test(depending_on_a_component_is_depending_on_all_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
