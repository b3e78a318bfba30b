/* A scripted engine for graph_run(): answers registrations, remembers them, and can be told to fail or to
 * hold. */
#ifndef TESTS_ENGINE_H
#define TESTS_ENGINE_H

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/memory.h"
#include "components/graph.h"

enum { ENGINE_ROOM = 512 };

struct engine {
    struct registrar registrar;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    json_t *answers; /* by name: {"id", "outputs", "unknown", "fail"} */
    json_t *seen;    /* registrations as they came */
    json_t *outputs; /* by URN */
    size_t in_flight;
    size_t most_in_flight;
    size_t meet; /* each resource waits until so many are in flight (then no one waits any more) */
    struct cancel *cancel;
    const char *cancel_at; /* triggers cancel while this one is in flight */
};

static inline bool engine_wait_until_met(struct engine *engine) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 10;
    while (engine->in_flight < engine->meet)
        if (pthread_cond_timedwait(&engine->changed, &engine->lock, &until) != 0)
            return false;
    engine->meet = 0;
    pthread_cond_broadcast(&engine->changed);
    return true;
}

static inline json_t *engine_names(const char *const *names) {
    json_t *list = json_array();
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        json_array_append_new(list, json_string(names[i]));
    return list;
}

static inline bool engine_answer(struct engine *engine, const struct registration *asked,
                                 struct registered *ret, struct error **err) {
    json_t *answer = json_object_get(engine->answers, asked->name);
    const char *fail = json_text(answer, "fail");
    if (fail != NULL)
        return error_set(err, json_truth(answer, "shut down", false) ? ERROR_NETWORK : ERROR_INTERNAL, "%s",
                         fail);
    json_t *id = json_object_get(answer, "id");
    ret->urn = xprintf("urn:%s", asked->name);
    ret->id = id != NULL ? xstrdup(json_string_value(id)) : xprintf("%s-id", asked->name);
    ret->outputs = json_deep_copy(json_object_get(answer, "outputs"));
    ret->unknown = json_truth(answer, "unknown", false);
    return true;
}

static inline bool engine_register(void *context, const struct registration *asked, struct registered *ret,
                                   struct error **err) {
    struct engine *engine = context;
    pthread_mutex_lock(&engine->lock);
    json_array_append_new(
        engine->seen,
        json_pack("{s:s, s:s, s:s*, s:b, s:O, s:O, s:O, s:o, s:b}", "type", asked->type, "name", asked->name,
                  "parent", asked->parent, "custom", asked->custom, "inputs", asked->inputs, "dependencies",
                  asked->dependencies, "properties", asked->property_dependencies, "aliases",
                  engine_names(asked->options->aliases), "protect", asked->options->protect));
    engine->in_flight++;
    if (engine->in_flight > engine->most_in_flight)
        engine->most_in_flight = engine->in_flight;
    pthread_cond_broadcast(&engine->changed);
    bool met = !asked->custom || engine_wait_until_met(engine);
    if (engine->cancel_at != NULL && strcmp(engine->cancel_at, asked->name) == 0)
        cancel_trigger(engine->cancel);
    bool ok = met ? engine_answer(engine, asked, ret, err)
                  : error_set(err, ERROR_TIMEOUT, "not enough registrations at once");
    engine->in_flight--;
    pthread_mutex_unlock(&engine->lock);
    return ok;
}

static inline bool engine_outputs(void *context, const char *urn, const json_t *outputs, struct error **err) {
    struct engine *engine = context;
    pthread_mutex_lock(&engine->lock);
    json_object_set(engine->outputs, urn, (json_t *)(uintptr_t)outputs);
    const char *fail = json_text(json_object_get(engine->answers, urn), "fail");
    bool ok = fail == NULL || error_set(err, ERROR_INTERNAL, "%s", fail);
    pthread_mutex_unlock(&engine->lock);
    return ok;
}

static inline void engine_init(struct engine *engine) {
    *engine = (struct engine){ .registrar = { engine, engine_register, engine_outputs } };
    pthread_mutex_init(&engine->lock, NULL);
    pthread_cond_init(&engine->changed, NULL);
    engine->answers = json_object();
    engine->seen = json_array();
    engine->outputs = json_object();
    engine->cancel = cancel_new();
}

static inline void engine_done(struct engine *engine) {
    pthread_mutex_destroy(&engine->lock);
    pthread_cond_destroy(&engine->changed);
    json_decref(engine->answers);
    json_decref(engine->seen);
    json_decref(engine->outputs);
    cancel_unref(engine->cancel);
}

/* Text with ' for ": {'a': 1}. A new reference. */
static inline json_t *engine_json(const char *text) {
    auto_free char *copy = xstrdup(text);
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '\'')
            *c = '"';
    json_error_t error;
    json_t *value = json_loads(copy, JSON_DECODE_ANY, &error);
    if (value == NULL)
        fail_msg("%s: %s", text, error.text);
    return value;
}

static inline void engine_will(struct engine *engine, const char *name, const char *answer) {
    json_object_set_new(engine->answers, name, engine_json(answer));
}

/* The registration of that name; borrowed, NULL when it never came. */
static inline json_t *engine_saw(const struct engine *engine, const char *name) {
    size_t i;
    json_t *seen;
    json_array_foreach(engine->seen, i, seen) {
        if (strcmp(json_text(seen, "name"), name) == 0)
            return seen;
    }
    return NULL;
}

/* Place in the order of arrival; -1 when it never came. */
static inline int engine_place(const struct engine *engine, const char *name) {
    size_t i;
    json_t *seen;
    json_array_foreach(engine->seen, i, seen) {
        if (strcmp(json_text(seen, "name"), name) == 0)
            return (int)i;
    }
    return -1;
}

static inline bool engine_run(struct engine *engine, struct graph *graph, bool preview, struct error **err) {
    return graph_run(
        graph,
        &(struct graph_run){ .registrar = &engine->registrar, .cancel = engine->cancel, .preview = preview },
        err);
}

static inline void assert_json(const json_t *actual, const char *expected) {
    json_auto_t *wanted = engine_json(expected);
    if (json_equal(actual, wanted))
        return;
    auto_free char *a = json_dumps(actual, JSON_SORT_KEYS | JSON_ENCODE_ANY);
    auto_free char *b = json_dumps(wanted, JSON_SORT_KEYS | JSON_ENCODE_ANY);
    fail_msg("is     %s\nshould  %s", a, b);
}

#endif
