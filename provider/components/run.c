/* Registers a graph: a thread for each registration in flight, since each blocks until its resource is made.
 */
#include "components/graph_internal.h"

#include <assert.h>

#include "base/memory.h"

struct run {
    struct graph *graph;
    const struct graph_run *with;
    pthread_mutex_t lock; /* guards all below, and the state of each node while threads run */
    pthread_cond_t ended;
    size_t running;
    struct job *done; /* ended and not yet joined */
    struct error *error;
};

/* One call to the engine. What it sends was made before its thread began and is its own. */
struct job {
    struct run *run;
    struct node *node;
    pthread_t thread;
    json_t *inputs; /* or the outputs, when the component closes */
    json_t *dependencies;
    json_t *property_dependencies;
    struct registered registered;
    struct error *error;
    bool ok;
    struct job *next;
};

static void job_free(struct job *job) {
    json_decref(job->inputs);
    json_decref(job->dependencies);
    json_decref(job->property_dependencies);
    free(job->registered.urn);
    free(job->registered.id);
    json_decref(job->registered.outputs);
    error_free(job->error);
    free(job);
}

/* ---- what is sent ---- */

static void add_urns(json_t *urns, const json_t *list) {
    size_t i;
    json_t *urn;
    json_array_foreach(list, i, urn) {
        json_object_set_new(urns, json_string_value(urn), json_true());
    }
}

/* Every input gets a list, also an empty one: without any list the engine takes each input to depend on all
 * dependencies of the resource. */
static void fill_registration(struct job *job) {
    const struct node *node = job->node;
    const struct graph *graph = job->run->graph;
    json_auto_t *all = json_object();
    json_auto_t *inputs = json_object();
    job->property_dependencies = json_object();
    const char *key;
    json_t *value;
    json_object_foreach(node->inputs, key, value) {
        json_auto_t *urns = json_object();
        json_t *resolved = resolve_plain(graph, value, urns);
        json_object_set_new(job->property_dependencies, key, resolve_keys(urns));
        json_object_update(all, urns);
        if (json_is_null(resolved))
            json_decref(resolved);
        else
            json_object_set_new(inputs, key, resolved);
    }
    for (size_t i = 0; i < node->depends_on.count; i++)
        json_object_set_new(all, node->depends_on.items[i]->registered.urn, json_true());
    add_urns(all, job->run->with->dependencies);
    job->inputs = TAKE(inputs);
    job->dependencies = resolve_keys(all);
}

static void fill_outputs(struct job *job) {
    json_auto_t *urns = json_object();
    job->inputs = resolve_plain(job->run->graph, job->node->outputs, urns);
}

/* ---- the call ---- */

static bool call_register(struct job *job) {
    const struct node *node = job->node;
    const struct registrar *registrar = job->run->with->registrar;
    struct registration registration = {
        .type = node->type,
        .name = node->name,
        .parent = node->component != NULL ? node->component->registered.urn : NULL,
        .custom = node->custom,
        .inputs = job->inputs,
        .dependencies = job->dependencies,
        .property_dependencies = job->property_dependencies,
        .options = &node->options,
    };
    if (!registrar->register_resource(registrar->context, &registration, &job->registered, &job->error))
        return false;
    if (job->registered.urn == NULL)
        return error_set(&job->error, ERROR_INTERNAL, "the engine answered without a URN");
    return true;
}

static bool call_outputs(struct job *job) {
    const struct registrar *registrar = job->run->with->registrar;
    return registrar->register_outputs(registrar->context, job->node->registered.urn, job->inputs,
                                       &job->error);
}

static void *job_main(void *argument) {
    struct job *job = argument;
    struct run *run = job->run;
    bool closing = job->dependencies == NULL;
    job->ok = closing ? call_outputs(job) : call_register(job);
    pthread_mutex_lock(&run->lock);
    job->next = run->done;
    run->done = job;
    pthread_cond_signal(&run->ended);
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* ---- the run; all with the lock held ---- */

/* The engine ends all other calls when a resource fails, so that their "shut down" may come first: an error
 * that says more takes its place. */
static void keep_error(struct run *run, struct job *job) {
    const struct error *old = run->error;
    bool better = old != NULL && (old->kind == ERROR_NETWORK || old->kind == ERROR_CANCELLED) &&
                  job->error->kind != ERROR_NETWORK && job->error->kind != ERROR_CANCELLED;
    if (old != NULL && !better)
        return;
    error_free(run->error);
    run->error = TAKE(job->error);
    (void)error_in(&run->error, "%s %s", job->node->type, job->node->name);
}

static void collect(struct run *run, struct job *job) {
    struct node *node = job->node;
    run->running--;
    if (!job->ok) {
        keep_error(run, job);
    } else if (node->state == NODE_REGISTERING) {
        node->registered = job->registered;
        job->registered = (struct registered){ 0 };
        node->state = node->custom ? NODE_DONE : NODE_OPEN;
    } else {
        node->state = NODE_DONE;
    }
    job_free(job);
}

static bool all_in_are_done(const struct graph *graph, const struct node *component) {
    for (size_t i = 0; i < graph->count; i++)
        if (graph->nodes[i]->component == component && graph->nodes[i]->state != NODE_DONE)
            return false;
    return true;
}

static bool needs_are_met(const struct node *node) {
    for (size_t i = 0; i < node->needs.count; i++)
        if (!node_is_registered(node->needs.items[i]))
            return false;
    return true;
}

/* The outputs of a component may name nodes outside it. */
static bool outputs_are_known(const struct graph *graph, const struct node *component) {
    struct node_set needs = { 0 };
    resolve_needs(graph, component->outputs, &needs);
    bool known = true;
    for (size_t i = 0; i < needs.count; i++)
        known = known && node_is_registered(needs.items[i]);
    free(needs.items);
    return known;
}

static void start(struct run *run, struct node *node, enum node_state state) {
    struct job *job = xcalloc(1, sizeof *job);
    job->run = run;
    job->node = node;
    node->state = state;
    if (state == NODE_CLOSING)
        fill_outputs(job);
    else
        fill_registration(job);
    run->running++;
    if (pthread_create(&job->thread, NULL, job_main, job) == 0)
        return;
    /* No thread to be had: slower, but not wrong. */
    job->thread = pthread_self();
    pthread_mutex_unlock(&run->lock);
    job_main(job);
    pthread_mutex_lock(&run->lock);
}

static void start_what_can(struct run *run) {
    struct graph *graph = run->graph;
    for (size_t i = 0; i < graph->count; i++) {
        struct node *node = graph->nodes[i];
        bool begin = node->state == NODE_WAITING && needs_are_met(node);
        bool close =
            node->state == NODE_OPEN && all_in_are_done(graph, node) && outputs_are_known(graph, node);
        if (!begin && !close)
            continue;
        if (run->error != NULL || !cancel_check(run->with->cancel, &run->error))
            return;
        start(run, node, begin ? NODE_REGISTERING : NODE_CLOSING);
    }
}

static void wait_for_one(struct run *run) {
    while (run->done == NULL)
        pthread_cond_wait(&run->ended, &run->lock);
    while (run->done != NULL) {
        struct job *job = run->done;
        run->done = job->next;
        if (!pthread_equal(job->thread, pthread_self()))
            pthread_join(job->thread, NULL);
        collect(run, job);
    }
}

bool graph_run(struct graph *graph, const struct graph_run *with, struct error **err) {
    struct run run = { .graph = graph, .with = with };
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.ended, NULL);
    graph->preview = with->preview;
    for (size_t i = 0; i < graph->count; i++)
        resolve_needs(graph, graph->nodes[i]->inputs, &graph->nodes[i]->needs);
    pthread_mutex_lock(&run.lock);
    start_what_can(&run);
    while (run.running > 0) {
        wait_for_one(&run);
        start_what_can(&run);
    }
    pthread_mutex_unlock(&run.lock);
    pthread_cond_destroy(&run.ended);
    pthread_mutex_destroy(&run.lock);
    if (run.error == NULL && graph_root(graph)->state != NODE_DONE)
        error_set(&run.error, ERROR_INTERNAL, "%s %s refers to itself", graph_root(graph)->type,
                  graph_root(graph)->name);
    if (run.error != NULL)
        *err = run.error;
    return run.error == NULL;
}

json_t *node_outputs(const struct node *component) {
    return resolve_output(component->graph, component->outputs);
}

json_t *node_plain_outputs(const struct node *component, json_t **ret_dependencies) {
    json_t *plain = json_object();
    json_t *dependencies = json_object();
    const char *key;
    json_t *value;
    json_object_foreach(component->outputs, key, value) {
        json_auto_t *urns = json_object();
        json_t *resolved = resolve_plain(component->graph, value, urns);
        json_object_set_new(dependencies, key, resolve_keys(urns));
        if (json_is_null(resolved))
            json_decref(resolved);
        else
            json_object_set_new(plain, key, resolved);
    }
    *ret_dependencies = dependencies;
    return plain;
}
