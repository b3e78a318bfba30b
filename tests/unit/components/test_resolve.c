/* What references become: values, unknowns, secrets, dependencies. */
#include "engine.h"

#include "value/value.h"

#define UNKNOWN "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
#define KEY     "4dabf18193072939515e22adb298388d"
#define SECRET  "'" KEY "': '1b47061264138c4ac30d75fd1eb44270'"
#define OUTPUT  "'" KEY "': 'd0e6a833031e9bbcd3f4e8bde6ca49a4'"

struct fixture {
    struct engine engine;
    struct graph *graph;
    struct node *root;
    struct node *vpc;
};

static int setup(void **state) {
    struct fixture *f = xcalloc(1, sizeof *f);
    engine_init(&f->engine);
    f->graph = graph_new("utm:index:Network", "net", json_object());
    f->root = graph_root(f->graph);
    f->vpc = node_add(f->root, "vpc", "utm:ec2:Vpc", json_object(), NULL);
    *state = f;
    return 0;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    graph_free(f->graph);
    engine_done(&f->engine);
    free(f);
    return 0;
}

static void run(struct fixture *f, bool preview) {
    auto_error *err = NULL;
    if (!engine_run(&f->engine, f->graph, preview, &err))
        fail_msg("%s", err->message);
}

/* One input of a second node, as the engine gets it. */
static json_t *input(struct fixture *f, json_t *value, bool preview) {
    json_t *inputs = json_object();
    json_object_set_new(inputs, "in", value);
    node_add(f->root, "b", "utm:ec2:Subnet", inputs, NULL);
    run(f, preview);
    return json_at(engine_saw(&f->engine, "net-b"), "inputs.in");
}

static json_t *urns_of_input(struct fixture *f) {
    return json_at(engine_saw(&f->engine, "net-b"), "properties.in");
}

static void a_reference_becomes_the_value(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-vpc",
                "{'id': 'vpc-1', 'outputs': {'a': {'b': [{'c': 7}]}, 'arn': 'arn:x'}}");
    json_t *value =
        json_pack("{s:[o, o], s:o, s:o}", "list", graph_ref(f->vpc, "id"), graph_ref(f->vpc, "arn"), "deep",
                  graph_ref(f->vpc, "a.b[0].c"), "urn", graph_ref(f->vpc, "urn"));
    assert_json(input(f, value, false), "{'list': ['vpc-1', 'arn:x'], 'deep': 7, 'urn': 'urn:net-vpc'}");
    assert_json(urns_of_input(f), "['urn:net-vpc']");
    assert_json(json_object_get(engine_saw(&f->engine, "net-b"), "dependencies"), "['urn:net-vpc']");
}

static void an_input_without_references_depends_on_nothing(void **state) {
    struct fixture *f = *state;
    assert_json(input(f, json_string("x"), false), "'x'");
    assert_json(urns_of_input(f), "[]");
    assert_json(json_object_get(engine_saw(&f->engine, "net-b"), "dependencies"), "[]");
}

static void gaps_are_unknown_in_a_preview(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-vpc", "{'id': '', 'outputs': {'known': 'k', 'later': '" UNKNOWN "'}}");
    json_t *value =
        json_pack("[o, o, o, o, o]", graph_ref(f->vpc, "id"), graph_ref(f->vpc, "known"),
                  graph_ref(f->vpc, "gap"), graph_ref(f->vpc, "later"), graph_ref(f->vpc, "later.x[1]"));
    assert_json(input(f, value, true), "['" UNKNOWN "', 'k', '" UNKNOWN "', '" UNKNOWN "', '" UNKNOWN "']");
    assert_json(urns_of_input(f), "['urn:net-vpc']");
}

static void gaps_are_left_out_in_an_update(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-vpc", "{'outputs': {'none': null}}");
    json_t *value = json_pack("{s:o, s:o, s:o}", "gap", graph_ref(f->vpc, "gap"), "none",
                              graph_ref(f->vpc, "none"), "deep", graph_ref(f->vpc, "gap.deeper[0]"));
    assert_json(input(f, value, false), "{}");
}

static void a_resource_left_out_by_the_engine_is_unknown(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-vpc", "{'id': '', 'unknown': true, 'outputs': {'old': 'stale'}}");
    json_t *value = json_pack("[o, o]", graph_ref(f->vpc, "id"), graph_ref(f->vpc, "old"));
    assert_json(input(f, value, false), "['" UNKNOWN "', '" UNKNOWN "']");
}

static void a_secret_stays_secret_through_every_reference(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-vpc",
                "{'outputs': {'whole': {" SECRET ", 'value': {'a': 's3cret'}}, 'open': 'o'}}");
    json_t *value = json_pack("{s:o, s:o, s:o, s:o}", "part", graph_ref(f->vpc, "whole.a"), "joined",
                              graph_join(json_pack("[s, o]", "x=", graph_ref(f->vpc, "whole.a"))), "text",
                              graph_json(json_pack("{s:o}", "k", graph_ref(f->vpc, "whole.a"))), "open",
                              graph_ref(f->vpc, "open"));
    assert_json(input(f, value, false),
                "{'part': {" SECRET ", 'value': 's3cret'}, 'open': 'o', 'joined': {" SECRET
                ", 'value': 'x=s3cret'}, 'text': {" SECRET ", 'value': '{\\'k\\':\\'s3cret\\'}'}}");
}

static void joined_text_is_unknown_when_a_part_is(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-vpc", "{'id': ''}");
    json_t *value = json_pack("[o, o]", graph_join(json_pack("[s, o]", "x=", graph_ref(f->vpc, "id"))),
                              graph_json(json_pack("{s:o}", "k", graph_ref(f->vpc, "id"))));
    assert_json(input(f, value, true), "['" UNKNOWN "', '" UNKNOWN "']");
}

static void an_output_value_of_the_inputs_keeps_what_it_knows(void **state) {
    struct fixture *f = *state;
    json_t *value = engine_json("[{" OUTPUT ", 'value': 'v', 'dependencies': ['urn:x', 'urn:y']}, {" OUTPUT
                                ", 'dependencies': ['urn:z']}, {" OUTPUT ", 'value': 's', 'secret': true}]");
    assert_json(input(f, value, true), "['v', '" UNKNOWN "', {" SECRET ", 'value': 's'}]");
    assert_json(urns_of_input(f), "['urn:x', 'urn:y', 'urn:z']");
}

static void a_tag_that_looks_like_nothing_special_is_kept(void **state) {
    struct fixture *f = *state;
    assert_json(
        input(f, engine_json("{'ref': 'x', 'node': 99, 'path': 'id', 'n': [null, 1.5, true]}"), false),
        "{'ref': 'x', 'node': 99, 'path': 'id', 'n': [null, 1.5, true]}");
}

static void outputs_say_what_they_depend_on(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-vpc", "{'id': '', 'outputs': {'arn': {" SECRET ", 'value': 'arn:s'}}}");
    node_output(f->root, "ids", json_pack("[o, s]", graph_ref(f->vpc, "id"), "plain"));
    node_output(f->root, "map", json_pack("{s:o}", "arn", graph_ref(f->vpc, "arn")));
    node_output(f->root, "zone", json_string("a"));
    run(f, true);
    json_auto_t *outputs = node_outputs(f->root);
    assert_json(outputs,
                "{'zone': 'a', 'ids': [{" OUTPUT ", 'secret': false, 'dependencies': ['urn:net-vpc']}, "
                "'plain'], 'map': {'arn': {" OUTPUT
                ", 'secret': true, 'value': 'arn:s', 'dependencies': ['urn:net-vpc']}}}");
    json_auto_t *urns = NULL;
    json_auto_t *plain = node_plain_outputs(f->root, &urns);
    assert_json(plain, "{'zone': 'a', 'ids': ['" UNKNOWN "', 'plain'], 'map': {'arn': {" SECRET
                       ", 'value': 'arn:s'}}}");
    assert_json(urns, "{'zone': [], 'ids': ['urn:net-vpc'], 'map': ['urn:net-vpc']}");
    assert_json(json_object_get(f->engine.outputs, "urn:net"),
                "{'zone': 'a', 'ids': ['" UNKNOWN "', 'plain'], 'map': {'arn': {" SECRET
                ", 'value': 'arn:s'}}}");
}

static void a_reference_goes_on_inside_a_components_output(void **state) {
    struct fixture *f = *state;
    engine_will(&f->engine, "net-in-eip",
                "{'id': 'eip-1', 'outputs': {'tags': {'Name': 'n'}, 'list': [1, 2]}}");
    struct node *inner = node_add_component(f->root, "in", "utm:index:Inner", json_object(), NULL);
    struct node *eip = node_add(inner, "eip", "utm:ec2:Eip", json_object(), NULL);
    node_output(inner, "ids", json_pack("[o]", graph_ref(eip, "id")));
    node_output(inner, "eip", json_pack("{s:o}", "all", graph_ref(eip, "tags")));
    node_output(inner, "list", graph_ref(eip, "list"));
    json_t *value = json_pack("[o, o, o, o]", graph_ref(inner, "ids[0]"), graph_ref(inner, "eip.all.Name"),
                              graph_ref(inner, "list[1]"), graph_ref(inner, "urn"));
    assert_json(input(f, value, false), "['eip-1', 'n', 2, 'urn:net-in']");
    assert_json(urns_of_input(f), "['urn:net-in-eip', 'urn:net-in']");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_reference_becomes_the_value, setup, teardown),
        cmocka_unit_test_setup_teardown(an_input_without_references_depends_on_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(gaps_are_unknown_in_a_preview, setup, teardown),
        cmocka_unit_test_setup_teardown(gaps_are_left_out_in_an_update, setup, teardown),
        cmocka_unit_test_setup_teardown(a_resource_left_out_by_the_engine_is_unknown, setup, teardown),
        cmocka_unit_test_setup_teardown(a_secret_stays_secret_through_every_reference, setup, teardown),
        cmocka_unit_test_setup_teardown(joined_text_is_unknown_when_a_part_is, setup, teardown),
        cmocka_unit_test_setup_teardown(an_output_value_of_the_inputs_keeps_what_it_knows, setup, teardown),
        cmocka_unit_test_setup_teardown(a_tag_that_looks_like_nothing_special_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(outputs_say_what_they_depend_on, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reference_goes_on_inside_a_components_output, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
