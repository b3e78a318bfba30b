/* Builds a component against the real schema and a scripted AWS, and runs it against the scripted engine. */
#ifndef TESTS_BUILD_H
#define TESTS_BUILD_H

#include "components/component.h"
#include "engine.h"
#include "value/value.h"

#define UNKNOWN "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
#define KEY     "4dabf18193072939515e22adb298388d"
#define SECRET  "'" KEY "': '1b47061264138c4ac30d75fd1eb44270'"
#define OUTPUT  "'" KEY "': 'd0e6a833031e9bbcd3f4e8bde6ca49a4'"

struct world {
    struct engine engine;
    struct component_host host;
    json_t *zones;   /* names that getAvailabilityZones answers; NULL = no answer from AWS */
    json_t *objects; /* by id: what read answers */
    json_t *asked;   /* arguments of invoke, ids of read, as they came */
    struct graph *graph;
    struct schema_failures failures;
};

static inline bool world_invoke(void *context, struct cancel *cancel, const char *token,
                                const json_t *arguments, json_t **ret_result, struct error **err) {
    (void)cancel;
    struct world *world = context;
    assert_string_equal(token, "utm:index:getAvailabilityZones");
    json_array_append(world->asked, (json_t *)(uintptr_t)arguments);
    if (world->zones == NULL)
        return error_set(err, ERROR_CREDENTIALS, "no credentials");
    *ret_result = json_pack("{s:O}", "names", world->zones);
    return true;
}

static inline bool world_read(void *context, struct cancel *cancel, const char *token, const char *id,
                              json_t **ret_outputs, struct error **err) {
    (void)cancel;
    struct world *world = context;
    json_t *object = json_object_get(world->objects, id);
    json_array_append_new(world->asked, json_string(id));
    if (json_is_string(object))
        return error_set(err, ERROR_AWS, "%s", json_string_value(object));
    assert_true(object == NULL || strcmp(json_text(object, "token"), token) == 0);
    *ret_outputs = json_incref(object);
    return true;
}

static inline int world_setup(void **state) {
    struct world *world = xcalloc(1, sizeof *world);
    engine_init(&world->engine);
    world->host = (struct component_host){ world, "eu-central-1", world_invoke, world_read };
    world->zones = engine_json("['eu-central-1a', 'eu-central-1b', 'eu-central-1c']");
    world->objects = json_object();
    world->asked = json_array();
    *state = world;
    return 0;
}

static inline int world_teardown(void **state) {
    struct world *world = *state;
    engine_done(&world->engine);
    json_decref(world->zones);
    json_decref(world->objects);
    json_decref(world->asked);
    graph_free(world->graph);
    schema_failures_done(&world->failures);
    free(world);
    return 0;
}

static inline bool world_build(struct world *world, const char *token, const char *inputs,
                               struct error **err) {
    json_auto_t *given = engine_json(inputs);
    graph_free(world->graph);
    world->graph = graph_new(token, "n", json_object());
    return component_build(token, &world->host, world->engine.cancel, given, graph_root(world->graph),
                           &world->failures, err);
}

/* Builds and registers; everything must go well. */
static inline void world_run(struct world *world, const char *token, const char *inputs, bool preview) {
    auto_error *err = NULL;
    if (!world_build(world, token, inputs, &err))
        fail_msg("%s", err->message);
    if (world->failures.count > 0)
        fail_msg("%s: %s", world->failures.items[0].property, world->failures.items[0].reason);
    if (!engine_run(&world->engine, world->graph, preview, &err))
        fail_msg("%s", err->message);
}

/* Builds; exactly this one thing must be wrong. */
static inline void world_refuses(struct world *world, const char *token, const char *inputs,
                                 const char *property, const char *reason) {
    auto_error *err = NULL;
    schema_failures_done(&world->failures);
    if (!world_build(world, token, inputs, &err))
        fail_msg("%s", err->message);
    if (world->failures.count == 0)
        fail_msg("%s: nothing was found wrong", inputs);
    assert_string_equal(world->failures.items[0].reason, reason);
    assert_string_equal(world->failures.items[0].property, property);
    assert_int_equal(world->failures.count, 1);
}

/* An input of the part "n-<name>" as the engine got it. Borrowed. */
static inline json_t *world_input(struct world *world, const char *name, const char *path) {
    auto_free char *full = xprintf("n-%s", name);
    json_t *seen = engine_saw(&world->engine, full);
    if (seen == NULL)
        fail_msg("%s was not registered", full);
    return json_at(json_object_get(seen, "inputs"), path);
}

static inline void assert_input(struct world *world, const char *name, const char *path,
                                const char *expected) {
    assert_json(world_input(world, name, path), expected);
}

static inline json_t *world_dependencies(struct world *world, const char *name) {
    auto_free char *full = xprintf("n-%s", name);
    return json_object_get(engine_saw(&world->engine, full), "dependencies");
}

static inline bool world_depends(struct world *world, const char *name, const char *on) {
    auto_free char *urn = xprintf("urn:n-%s", on);
    size_t i;
    json_t *item;
    json_array_foreach(world_dependencies(world, name), i, item) {
        if (strcmp(json_string_value(item), urn) == 0)
            return true;
    }
    return false;
}

/* The types that were registered, with how many of each: {"utm:ec2:Subnet": 4}. A new reference. */
static inline json_t *world_census(struct world *world) {
    json_t *census = json_object();
    size_t i;
    json_t *seen;
    json_array_foreach(world->engine.seen, i, seen) {
        const char *type = json_text(seen, "type");
        json_object_set_new(census, type,
                            json_integer(1 + json_integer_value(json_object_get(census, type))));
    }
    return census;
}

#endif
