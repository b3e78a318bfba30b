/* Construct: a component's inputs in, its children registered with the engine, its outputs out. */
#include "base/json.h"
#include "base/memory.h"
#include "components/component.h"
#include "components/graph.h"
#include "components/monitor.h"
#include "plugin/configuration.h"
#include "plugin/handlers.h"
#include "pulumi/errors.pb-c.h"
#include "value/value.h"

typedef Pulumirpc__ConstructRequest construct_request;
typedef Pulumirpc__ConstructResponse construct_response;

/* One Construct; on the handler's stack. */
struct construction {
    struct rpc_call *call;
    const construct_request *request;
    struct configuration *configuration;
    struct component_host host;
    json_t *inputs;
    struct graph *graph;
    struct schema_failures failures;
};

static void construction_done(struct construction *c) {
    configuration_unref(c->configuration);
    json_decref(c->inputs);
    graph_free(c->graph);
    schema_failures_done(&c->failures);
}

/* ---- what the plugin lends to build functions ---- */

static bool lend_invoke(void *context, struct cancel *cancel, const char *token, const json_t *arguments,
                        json_t **ret_result, struct error **err) {
    const struct construction *c = context;
    return function_invoke(configuration_provider(c->configuration), cancel, token, arguments, ret_result,
                           err);
}

static bool lend_read(void *context, struct cancel *cancel, const char *token, const char *id,
                      json_t **ret_outputs, struct error **err) {
    const struct construction *c = context;
    struct resource_request rq = {
        .provider = configuration_provider(c->configuration),
        .table = resource_find(token),
        .urn = "",
        .arena = c->call->arena,
        .cancel = cancel,
    };
    json_auto_t *nothing = json_object();
    auto_result result = { 0 };
    if (!resource_read(&rq, id, nothing, nothing, &result, err))
        return false;
    *ret_outputs = result.id != NULL ? json_incref(result.outputs) : NULL;
    return true;
}

/* ---- inputs ---- */

static json_t *urn_list(char *const *urns, size_t count) {
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_string(urns[i]));
    return list;
}

static bool has(const json_t *list, const json_t *text) {
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item) {
        if (json_equal(item, text))
            return true;
    }
    return false;
}

/* An engine that sends no output values says here what the inputs depend on; one that does says it again. */
static void add_input_dependencies(const construct_request *request, json_t *inputs) {
    for (size_t i = 0; i < request->n_input_dependencies; i++) {
        const Pulumirpc__ConstructRequest__InputDependenciesEntry *entry = request->input_dependencies[i];
        json_t *value = json_object_get(inputs, entry->key);
        if (value == NULL || entry->value == NULL)
            continue;
        json_auto_t *said = value_dependencies(value);
        json_auto_t *all = urn_list(entry->value->urns, entry->value->n_urns);
        json_auto_t *missing = json_array();
        size_t j;
        json_t *urn;
        json_array_foreach(all, j, urn) {
            if (!has(said, urn))
                json_array_append(missing, urn);
        }
        json_object_set_new(inputs, entry->key, component_depending(json_incref(value), missing));
    }
}

/* ---- failures ---- */

/* The engine prints each property with its value (a secret masked); what has no property goes into the text.
 */
static bool refuse_inputs(const struct construction *c, struct rpc_failure *failure) {
    typedef Pulumirpc__InputPropertiesError__PropertyError property_error;
    Pulumirpc__InputPropertiesError *detail =
        plugin_message(c->call, &pulumirpc__input_properties_error__descriptor);
    detail->errors = arena_array(c->call->arena, c->failures.count, sizeof(property_error *));
    auto_text text = { 0 };
    text_add(&text, "its inputs are wrong");
    for (size_t i = 0; i < c->failures.count; i++) {
        const struct schema_failure *one = &c->failures.items[i];
        if (*one->property == '\0') {
            text_printf(&text, "; %s", one->reason);
            continue;
        }
        property_error *error =
            plugin_message(c->call, &pulumirpc__input_properties_error__property_error__descriptor);
        error->property_path = arena_strdup(c->call->arena, one->property);
        error->reason = arena_strdup(c->call->arena, one->reason);
        detail->errors[detail->n_errors++] = error;
    }
    failure->detail = &detail->base;
    return plugin_fail_with(c->call, failure, RPC_INVALID_ARGUMENT, "%s", text_string(&text));
}

/* ---- outputs ---- */

static void add_state_dependencies(const struct construction *c, const json_t *dependencies,
                                   construct_response *response) {
    typedef Pulumirpc__ConstructResponse__PropertyDependencies property_dependencies;
    typedef Pulumirpc__ConstructResponse__StateDependenciesEntry entry;
    response->state_dependencies =
        arena_array(c->call->arena, json_object_size(dependencies), sizeof(entry *));
    const char *output;
    json_t *urns;
    json_object_foreach((json_t *)(uintptr_t)dependencies, output, urns) {
        property_dependencies *list =
            plugin_message(c->call, &pulumirpc__construct_response__property_dependencies__descriptor);
        list->urns = arena_array(c->call->arena, json_array_size(urns), sizeof(char *));
        size_t i;
        json_t *urn;
        json_array_foreach(urns, i, urn) {
            list->urns[list->n_urns++] = arena_strdup(c->call->arena, json_string_value(urn));
        }
        entry *e =
            plugin_message(c->call, &pulumirpc__construct_response__state_dependencies_entry__descriptor);
        e->key = arena_strdup(c->call->arena, output);
        e->value = list;
        response->state_dependencies[response->n_state_dependencies++] = e;
    }
}

static construct_response *answer(const struct construction *c) {
    const struct node *root = graph_root(c->graph);
    construct_response *response = plugin_message(c->call, &pulumirpc__construct_response__descriptor);
    response->urn = arena_strdup(c->call->arena, node_urn(root));
    if (c->request->accepts_output_values) {
        json_auto_t *outputs = node_outputs(root);
        response->state = value_to_struct(c->call->arena, outputs);
        return response;
    }
    json_auto_t *dependencies = NULL;
    json_auto_t *outputs = node_plain_outputs(root, &dependencies);
    response->state = value_to_struct(c->call->arena, outputs);
    add_state_dependencies(c, dependencies, response);
    return response;
}

/* ---- the call ---- */

static bool build(struct construction *c, struct error **err) {
    const construct_request *request = c->request;
    if (!value_from_struct(request->inputs, &c->inputs, err))
        return false;
    add_input_dependencies(request, c->inputs);
    c->graph = graph_new(request->type, request->name, json_incref(c->inputs));
    struct node *root = graph_root(c->graph);
    if (!component_build(request->type, &c->host, c->call->cancel, c->inputs, root, &c->failures, err))
        return false;
    for (size_t i = 0; i < request->n_additional_secret_outputs; i++)
        node_hide_output(root, request->additional_secret_outputs[i]);
    return true;
}

static bool run(const struct construction *c, struct error **err) {
    const construct_request *request = c->request;
    struct rpc_channel *channel = rpc_channel_new(request->monitor_endpoint);
    struct monitor monitor = { .channel = channel, .cancel = c->call->cancel, .request = request };
    const struct registrar registrar = monitor_registrar(&monitor);
    json_auto_t *dependencies = urn_list(request->dependencies, request->n_dependencies);
    bool ok = graph_run(c->graph,
                        &(struct graph_run){ .registrar = &registrar,
                                             .cancel = c->call->cancel,
                                             .preview = request->dry_run,
                                             .dependencies = dependencies },
                        err);
    rpc_channel_free(channel);
    return ok;
}

bool plugin_construct(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                      ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    AUTO(construction_done)
    struct construction c = { .call = call, .request = (const construct_request *)message };
    if (component_find(c.request->type) == NULL)
        return plugin_fail_with(call, failure, RPC_INVALID_ARGUMENT, "%s is no component of this provider",
                                c.request->type);
    c.configuration = configuration_now(context);
    if (c.configuration == NULL)
        return plugin_fail_with(call, failure, RPC_FAILED_PRECONDITION, "the provider is not configured yet");
    c.host = (struct component_host){ &c, aws_region(configuration_provider(c.configuration)->aws),
                                      lend_invoke, lend_read };
    auto_error *error = NULL;
    if (!build(&c, &error))
        return plugin_fail(call, failure, error);
    if (c.failures.count > 0)
        return refuse_inputs(&c, failure);
    if (!run(&c, &error))
        return plugin_fail(call, failure, error);
    *ret_response = &answer(&c)->base;
    return true;
}
