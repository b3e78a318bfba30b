/* Order, parallelism, failure and cancellation of graph_run(). */
#include "engine.h"

static json_t *in(struct node *node) {
    return json_pack("{s:o}", "vpcId", graph_ref(node, "id"));
}

static void a_component_then_what_is_in_it_then_its_outputs(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph =
        graph_new("utm:index:Network", "net", json_pack("{s:s}", "cidrBlock", "10.0.0.0/16"));
    struct node *root = graph_root(graph);
    struct node *vpc = node_add(root, "vpc", "utm:ec2:Vpc", json_object(), NULL);
    struct node *subnet = node_add(root, "subnet", "utm:ec2:Subnet", in(vpc), NULL);
    node_output(root, "subnetId", graph_ref(subnet, "id"));
    auto_error *err = NULL;
    assert_true(engine_run(&engine, graph, false, &err));
    assert_int_equal(engine_place(&engine, "net"), 0);
    assert_int_equal(engine_place(&engine, "net-vpc"), 1);
    assert_int_equal(engine_place(&engine, "net-subnet"), 2);
    assert_json(engine_saw(&engine, "net"),
                "{'type': 'utm:index:Network', 'name': 'net', 'custom': false, 'inputs': {'cidrBlock': "
                "'10.0.0.0/16'}, 'dependencies': [], 'properties': {'cidrBlock': []}, 'aliases': [], "
                "'protect': false}");
    assert_json(
        engine_saw(&engine, "net-subnet"),
        "{'type': 'utm:ec2:Subnet', 'name': 'net-subnet', 'parent': 'urn:net', 'custom': true, 'inputs': "
        "{'vpcId': 'net-vpc-id'}, 'dependencies': ['urn:net-vpc'], 'properties': {'vpcId': ['urn:net-vpc']}, "
        "'aliases': [], 'protect': false}");
    assert_json(engine.outputs, "{'urn:net': {'subnetId': 'net-subnet-id'}}");
    assert_string_equal(node_urn(root), "urn:net");
    graph_free(graph);
    engine_done(&engine);
}

static void what_does_not_wait_goes_side_by_side(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    engine.meet = 200; /* no fixed pool: all of them at once, or nobody gets an answer */
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    for (int i = 0; i < 200; i++) {
        auto_free char *name = xprintf("eip-%d", i);
        node_add(graph_root(graph), name, "utm:ec2:Eip", json_object(), NULL);
    }
    auto_error *err = NULL;
    assert_true(engine_run(&engine, graph, false, &err));
    assert_int_equal(engine.most_in_flight, 200);
    assert_int_equal(json_array_size(engine.seen), 201);
    graph_free(graph);
    engine_done(&engine);
}

static void two_chains_do_not_wait_for_each_other(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    struct node *root = graph_root(graph);
    struct node *vpc = node_add(root, "vpc", "utm:ec2:Vpc", json_object(), NULL);
    node_add(root, "a", "utm:ec2:Subnet", in(vpc), NULL);
    node_add(root, "b", "utm:ec2:Subnet", in(vpc), NULL);
    auto_error *err = NULL;
    assert_true(engine_run(&engine, graph, false, &err));
    assert_true(engine_place(&engine, "net-a") > engine_place(&engine, "net-vpc"));
    assert_true(engine_place(&engine, "net-b") > engine_place(&engine, "net-vpc"));
    graph_free(graph);
    engine_done(&engine);
}

static void an_inner_component_is_registered_and_closed_like_an_outer_one(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph = graph_new("utm:index:Stack", "s", json_object());
    struct node *root = graph_root(graph);
    struct node *net = node_add_component(root, "net", "utm:index:Network", json_object(), NULL);
    struct node *vpc = node_add(net, "vpc", "utm:ec2:Vpc", json_object(), NULL);
    node_output(net, "vpcId", graph_ref(vpc, "id"));
    node_add(root, "db", "utm:rds:Cluster", json_pack("{s:o}", "vpcId", graph_ref(net, "vpcId")), NULL);
    node_output(root, "vpcId", graph_ref(net, "vpcId"));
    auto_error *err = NULL;
    assert_true(engine_run(&engine, graph, false, &err));
    assert_string_equal(json_text(engine_saw(&engine, "s-net"), "parent"), "urn:s");
    assert_string_equal(json_text(engine_saw(&engine, "s-net-vpc"), "parent"), "urn:s-net");
    assert_json(json_at(engine_saw(&engine, "s-db"), "properties.vpcId"), "['urn:s-net-vpc']");
    assert_json(engine.outputs,
                "{'urn:s': {'vpcId': 's-net-vpc-id'}, 'urn:s-net': {'vpcId': 's-net-vpc-id'}}");
    graph_free(graph);
    engine_done(&engine);
}

static void what_the_component_depends_on_each_resource_depends_on(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    struct node *vpc = node_add(graph_root(graph), "vpc", "utm:ec2:Vpc", json_object(), NULL);
    node_add(graph_root(graph), "a", "utm:ec2:Subnet", in(vpc), NULL);
    json_auto_t *urns = engine_json("['urn:before']");
    auto_error *err = NULL;
    assert_true(graph_run(
        graph,
        &(struct graph_run){ .registrar = &engine.registrar, .cancel = engine.cancel, .dependencies = urns },
        &err));
    assert_json(json_object_get(engine_saw(&engine, "net"), "dependencies"), "['urn:before']");
    assert_json(json_object_get(engine_saw(&engine, "net-a"), "dependencies"),
                "['urn:net-vpc', 'urn:before']");
    assert_json(json_object_get(engine_saw(&engine, "net-a"), "properties"), "{'vpcId': ['urn:net-vpc']}");
    graph_free(graph);
    engine_done(&engine);
}

static void after_a_failure_nothing_is_begun_and_what_runs_is_waited_for(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    engine.meet = 2;
    engine_will(&engine, "net-bad", "{'fail': 'no more addresses'}");
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    struct node *root = graph_root(graph);
    struct node *good = node_add(root, "good", "utm:ec2:Vpc", json_object(), NULL);
    struct node *bad = node_add(root, "bad", "utm:ec2:Eip", json_object(), NULL);
    struct node *both =
        node_add(root, "both", "utm:ec2:NatGateway",
                 json_pack("{s:o, s:o}", "a", graph_ref(good, "id"), "b", graph_ref(bad, "id")), NULL);
    node_output(root, "id", graph_ref(both, "id"));
    auto_error *err = NULL;
    assert_false(engine_run(&engine, graph, false, &err));
    assert_string_equal(err->message, "utm:ec2:Eip net-bad: no more addresses");
    assert_int_equal(engine.in_flight, 0);
    assert_non_null(engine_saw(&engine, "net-good"));
    assert_null(engine_saw(&engine, "net-both"));
    assert_json(engine.outputs, "{}");
    graph_free(graph);
    engine_done(&engine);
}

/* The thread that brings the failure has ended, so the runner has it, when "good" is answered. */
static pthread_key_t failed_thread;

static void failure_was_brought(void *argument) {
    struct engine *engine = argument;
    pthread_mutex_lock(&engine->lock);
    json_object_set_new(engine->outputs, "failure brought", json_true());
    pthread_cond_broadcast(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
}

static bool good_comes_after_the_failure(void *context, const struct registration *asked,
                                         struct registered *ret, struct error **err) {
    struct engine *engine = context;
    if (strcmp(asked->name, "net-bad") == 0)
        pthread_setspecific(failed_thread, engine);
    pthread_mutex_lock(&engine->lock);
    while (strcmp(asked->name, "net-good") == 0 &&
           json_object_get(engine->outputs, "failure brought") == NULL)
        pthread_cond_wait(&engine->changed, &engine->lock);
    pthread_mutex_unlock(&engine->lock);
    return engine_register(context, asked, ret, err);
}

static void after_a_failure_nobody_else_goes_on(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    engine.registrar.register_resource = good_comes_after_the_failure;
    engine_will(&engine, "net-bad", "{'fail': 'no more addresses'}");
    assert_int_equal(pthread_key_create(&failed_thread, failure_was_brought), 0);
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    struct node *good = node_add(graph_root(graph), "good", "utm:ec2:Vpc", json_object(), NULL);
    node_add(graph_root(graph), "bad", "utm:ec2:Eip", json_object(), NULL);
    node_add(graph_root(graph), "next", "utm:ec2:Subnet", in(good), NULL);
    auto_error *err = NULL;
    assert_false(engine_run(&engine, graph, false, &err));
    assert_non_null(engine_saw(&engine, "net-good"));
    assert_null(engine_saw(&engine, "net-next"));
    pthread_key_delete(failed_thread);
    graph_free(graph);
    engine_done(&engine);
}

static void the_error_that_says_why_is_kept(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    engine_will(&engine, "net-a", "{'fail': 'resource monitor shut down', 'shut down': true}");
    engine_will(&engine, "net-b", "{'fail': 'no more addresses'}");
    engine_will(&engine, "net-c", "{'fail': 'resource monitor shut down', 'shut down': true}");
    engine.meet = 3;
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    node_add(graph_root(graph), "a", "utm:ec2:Vpc", json_object(), NULL);
    node_add(graph_root(graph), "b", "utm:ec2:Eip", json_object(), NULL);
    node_add(graph_root(graph), "c", "utm:ec2:Vpc", json_object(), NULL);
    auto_error *err = NULL;
    assert_false(engine_run(&engine, graph, false, &err));
    assert_string_equal(err->message, "utm:ec2:Eip net-b: no more addresses");
    graph_free(graph);
    engine_done(&engine);
}

static void outputs_that_the_engine_refuses_are_a_failure(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    engine_will(&engine, "urn:net", "{'fail': 'not now'}");
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    auto_error *err = NULL;
    assert_false(engine_run(&engine, graph, false, &err));
    assert_string_equal(err->message, "utm:index:Network net: not now");
    graph_free(graph);
    engine_done(&engine);
}

static void cancelling_begins_nothing_more(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    engine.cancel_at = "net-vpc";
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    struct node *vpc = node_add(graph_root(graph), "vpc", "utm:ec2:Vpc", json_object(), NULL);
    node_add(graph_root(graph), "a", "utm:ec2:Subnet", in(vpc), NULL);
    auto_error *err = NULL;
    assert_false(engine_run(&engine, graph, false, &err));
    assert_int_equal(err->kind, ERROR_CANCELLED);
    assert_null(engine_saw(&engine, "net-a"));
    assert_json(engine.outputs, "{}");
    graph_free(graph);
    engine_done(&engine);
}

static void a_circle_is_an_error_and_no_hang(void **state) {
    (void)state;
    struct engine engine;
    engine_init(&engine);
    struct graph *graph = graph_new("utm:index:Network", "net", json_object());
    struct node *root = graph_root(graph);
    struct node *a =
        node_add(root, "a", "utm:ec2:Vpc", json_pack("{s:o}", "x", graph_ref(root, "later")), NULL);
    struct node *b = node_add(root, "b", "utm:ec2:Vpc", in(a), NULL);
    node_output(root, "later", graph_ref(b, "id"));
    auto_error *err = NULL;
    assert_false(engine_run(&engine, graph, false, &err));
    assert_int_equal(err->kind, ERROR_INTERNAL);
    assert_null(engine_saw(&engine, "net-a"));
    graph_free(graph);
    engine_done(&engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_component_then_what_is_in_it_then_its_outputs),
        cmocka_unit_test(what_does_not_wait_goes_side_by_side),
        cmocka_unit_test(two_chains_do_not_wait_for_each_other),
        cmocka_unit_test(an_inner_component_is_registered_and_closed_like_an_outer_one),
        cmocka_unit_test(what_the_component_depends_on_each_resource_depends_on),
        cmocka_unit_test(after_a_failure_nothing_is_begun_and_what_runs_is_waited_for),
        cmocka_unit_test(after_a_failure_nobody_else_goes_on),
        cmocka_unit_test(the_error_that_says_why_is_kept),
        cmocka_unit_test(outputs_that_the_engine_refuses_are_a_failure),
        cmocka_unit_test(cancelling_begins_nothing_more),
        cmocka_unit_test(a_circle_is_an_error_and_no_hang),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
