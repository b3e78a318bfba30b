#include "components/monitor.h"

#include "base/json.h"
#include "base/memory.h"
#include "google/protobuf/empty.pb-c.h"
#include "pulumi/resource.pb-c.h"
#include "value/value.h"

#define PACKAGE "utm"

typedef Pulumirpc__ConstructRequest construct_request;
typedef Pulumirpc__RegisterResourceRequest register_request;

static char *empty(void) {
    return (char *)(uintptr_t)protobuf_c_empty_string;
}

static char *text(const char *value) {
    return value != NULL ? (char *)(uintptr_t)value : empty();
}

static char **texts(struct arena *arena, const json_t *array, size_t *ret_count) {
    *ret_count = json_array_size(array);
    char **list = arena_array(arena, *ret_count, sizeof *list);
    size_t i;
    json_t *item;
    json_array_foreach(array, i, item) {
        list[i] = text(json_string_value(item));
    }
    return list;
}

/* protobuf-c only reads what it packs. */
static char **names(const char *const *list, size_t *ret_count) {
    *ret_count = 0;
    while (list != NULL && list[*ret_count] != NULL)
        ++*ret_count;
    return (char **)(uintptr_t)list;
}

static void set_property_dependencies(struct arena *arena, const json_t *properties,
                                      register_request *request) {
    typedef Pulumirpc__RegisterResourceRequest__PropertyDependencies dependencies;
    typedef Pulumirpc__RegisterResourceRequest__PropertyDependenciesEntry entry;
    request->property_dependencies = arena_array(arena, json_object_size(properties), sizeof(entry *));
    const char *property;
    json_t *urns;
    json_object_foreach((json_t *)(uintptr_t)properties, property, urns) {
        dependencies *value = arena_alloc(arena, sizeof *value);
        pulumirpc__register_resource_request__property_dependencies__init(value);
        value->urns = texts(arena, urns, &value->n_urns);
        entry *e = arena_alloc(arena, sizeof *e);
        pulumirpc__register_resource_request__property_dependencies_entry__init(e);
        e->key = text(property);
        e->value = value;
        request->property_dependencies[request->n_property_dependencies++] = e;
    }
}

/* ---- what the node itself says ---- */

static void set_aliases(struct arena *arena, const struct node_options *options, register_request *request) {
    size_t count = 0;
    names(options->aliases, &count);
    request->aliases = arena_array(arena, count, sizeof(Pulumirpc__Alias *));
    for (size_t i = 0; i < count; i++) {
        Pulumirpc__Alias__Spec *spec = arena_alloc(arena, sizeof *spec);
        pulumirpc__alias__spec__init(spec);
        spec->name = text(options->aliases[i]);
        Pulumirpc__Alias *alias = arena_alloc(arena, sizeof *alias);
        pulumirpc__alias__init(alias);
        alias->alias_case = PULUMIRPC__ALIAS__ALIAS_SPEC;
        alias->spec = spec;
        request->aliases[request->n_aliases++] = alias;
    }
}

static void set_options(const struct node_options *options, register_request *request) {
    request->ignore_changes = names(options->ignore_changes, &request->n_ignore_changes);
    request->replace_on_changes = names(options->replace_on_changes, &request->n_replace_on_changes);
    request->additional_secret_outputs =
        names(options->secret_outputs, &request->n_additional_secret_outputs);
    if (options->delete_before_replace) {
        request->delete_before_replace = true;
        request->delete_before_replace_defined = true;
    }
    if (options->retain_on_delete) {
        request->optional_retain_on_delete_case =
            PULUMIRPC__REGISTER_RESOURCE_REQUEST__OPTIONAL_RETAIN_ON_DELETE_RETAIN_ON_DELETE;
        request->retain_on_delete = true;
    }
    if (options->protect) {
        request->optional_protect_case = PULUMIRPC__REGISTER_RESOURCE_REQUEST__OPTIONAL_PROTECT_PROTECT;
        request->protect = true;
    }
}

/* ---- what the user said about the component ---- */

static void set_providers(struct arena *arena, const construct_request *from, register_request *request) {
    typedef Pulumirpc__RegisterResourceRequest__ProvidersEntry entry;
    request->providers = arena_array(arena, from->n_providers, sizeof(entry *));
    for (size_t i = 0; i < from->n_providers; i++) {
        entry *e = arena_alloc(arena, sizeof *e);
        pulumirpc__register_resource_request__providers_entry__init(e);
        e->key = from->providers[i]->key;
        e->value = from->providers[i]->value;
        request->providers[request->n_providers++] = e;
        if (strcmp(e->key, PACKAGE) == 0)
            request->provider = e->value;
    }
}

static void set_hooks(struct arena *arena, const construct_request *from, register_request *request) {
    if (from->optional_resource_hooks_case !=
        PULUMIRPC__CONSTRUCT_REQUEST__OPTIONAL_RESOURCE_HOOKS_RESOURCE_HOOKS)
        return;
    const Pulumirpc__ConstructRequest__ResourceHooksBinding *given = from->resource_hooks;
    Pulumirpc__RegisterResourceRequest__ResourceHooksBinding *hooks = arena_alloc(arena, sizeof *hooks);
    pulumirpc__register_resource_request__resource_hooks_binding__init(hooks);
    hooks->n_before_create = given->n_before_create;
    hooks->before_create = given->before_create;
    hooks->n_after_create = given->n_after_create;
    hooks->after_create = given->after_create;
    hooks->n_before_update = given->n_before_update;
    hooks->before_update = given->before_update;
    hooks->n_after_update = given->n_after_update;
    hooks->after_update = given->after_update;
    hooks->n_before_delete = given->n_before_delete;
    hooks->before_delete = given->before_delete;
    hooks->n_after_delete = given->n_after_delete;
    hooks->after_delete = given->after_delete;
    hooks->n_on_error = given->n_on_error;
    hooks->on_error = given->on_error;
    request->optional_hooks_case = PULUMIRPC__REGISTER_RESOURCE_REQUEST__OPTIONAL_HOOKS_HOOKS;
    request->hooks = hooks;
}

/*
 * The outermost component gets all options of the user. Of these the engine itself hands protect,
 * retainOnDelete, deletedWith and transforms down to the children (source_eval.go: inheritFromParent,
 * resourceTransforms).
 */
static void set_component_options(struct arena *arena, const construct_request *from,
                                  register_request *request) {
    request->parent = from->parent;
    request->n_aliases = from->n_aliases;
    request->aliases = from->aliases;
    request->n_ignore_changes = from->n_ignore_changes;
    request->ignore_changes = from->ignore_changes;
    request->n_replace_on_changes = from->n_replace_on_changes;
    request->replace_on_changes = from->replace_on_changes;
    request->n_additional_secret_outputs = from->n_additional_secret_outputs;
    request->additional_secret_outputs = from->additional_secret_outputs;
    request->n_replace_with = from->n_replace_with;
    request->replace_with = from->replace_with;
    request->replacement_trigger = from->replacement_trigger;
    request->deleted_with = from->deleted_with;
    if (from->optional_protect_case == PULUMIRPC__CONSTRUCT_REQUEST__OPTIONAL_PROTECT_PROTECT) {
        request->optional_protect_case = PULUMIRPC__REGISTER_RESOURCE_REQUEST__OPTIONAL_PROTECT_PROTECT;
        request->protect = from->protect;
    }
    if (from->optional_retain_on_delete_case ==
        PULUMIRPC__CONSTRUCT_REQUEST__OPTIONAL_RETAIN_ON_DELETE_RETAIN_ON_DELETE) {
        request->optional_retain_on_delete_case =
            PULUMIRPC__REGISTER_RESOURCE_REQUEST__OPTIONAL_RETAIN_ON_DELETE_RETAIN_ON_DELETE;
        request->retain_on_delete = from->retain_on_delete;
    }
    set_hooks(arena, from, request);
}

/* What the engine hands down to nobody by itself: provider, timeouts, deleteBeforeReplace. */
static void set_inherited_options(struct arena *arena, const construct_request *from,
                                  register_request *request) {
    set_providers(arena, from, request);
    if (from->custom_timeouts != NULL) {
        Pulumirpc__RegisterResourceRequest__CustomTimeouts *timeouts = arena_alloc(arena, sizeof *timeouts);
        pulumirpc__register_resource_request__custom_timeouts__init(timeouts);
        timeouts->create = from->custom_timeouts->create;
        timeouts->update = from->custom_timeouts->update;
        timeouts->delete_ = from->custom_timeouts->delete_;
        timeouts->read = from->custom_timeouts->read;
        request->custom_timeouts = timeouts;
    }
    if (from->optional_delete_before_replace_case ==
        PULUMIRPC__CONSTRUCT_REQUEST__OPTIONAL_DELETE_BEFORE_REPLACE_DELETE_BEFORE_REPLACE) {
        request->delete_before_replace = from->delete_before_replace;
        request->delete_before_replace_defined = true;
    }
}

/* ---- the calls ---- */

static register_request *make_request(struct arena *arena, const struct monitor *monitor,
                                      const struct registration *asked) {
    register_request *request = arena_alloc(arena, sizeof *request);
    pulumirpc__register_resource_request__init(request);
    request->type = text(asked->type);
    request->name = text(asked->name);
    request->custom = asked->custom;
    request->object = value_to_struct(arena, asked->inputs);
    request->accept_secrets = true;
    request->accept_resources = true;
    request->supports_partial_values = true;
    request->supports_result_reporting = true;
    request->alias_specs = true;
    request->dependencies = texts(arena, asked->dependencies, &request->n_dependencies);
    set_property_dependencies(arena, asked->property_dependencies, request);
    set_inherited_options(arena, monitor->request, request);
    set_options(asked->options, request);
    request->parent_stack_trace_handle = monitor->request->stack_trace_handle;
    if (asked->parent == NULL) {
        set_component_options(arena, monitor->request, request);
    } else {
        request->parent = text(asked->parent);
        set_aliases(arena, asked->options, request);
    }
    return request;
}

static bool register_resource(void *context, const struct registration *asked, struct registered *ret,
                              struct error **err) {
    const struct monitor *monitor = context;
    auto_arena *arena = arena_new();
    register_request *request = make_request(arena, monitor, asked);
    ProtobufCMessage *answer = NULL;
    if (!rpc_invoke(monitor->channel, arena, monitor->cancel, "/pulumirpc.ResourceMonitor/RegisterResource",
                    &request->base, &pulumirpc__register_resource_response__descriptor, &answer, err))
        return false;
    const Pulumirpc__RegisterResourceResponse *response = (const Pulumirpc__RegisterResourceResponse *)answer;
    if (response->result == PULUMIRPC__RESULT__FAIL)
        return error_set(err, ERROR_INTERNAL, "could not be made; the engine shows why beside it");
    json_auto_t *outputs = NULL;
    if (!value_from_struct(response->object, &outputs, err))
        return false;
    ret->urn = xstrdup(response->urn);
    ret->id = xstrdup(response->id);
    ret->outputs = TAKE(outputs);
    ret->unknown = response->unknown;
    return true;
}

static bool register_outputs(void *context, const char *urn, const json_t *outputs, struct error **err) {
    const struct monitor *monitor = context;
    auto_arena *arena = arena_new();
    Pulumirpc__RegisterResourceOutputsRequest request = PULUMIRPC__REGISTER_RESOURCE_OUTPUTS_REQUEST__INIT;
    request.urn = text(urn);
    request.outputs = value_to_struct(arena, outputs);
    ProtobufCMessage *answer = NULL;
    return rpc_invoke(monitor->channel, arena, monitor->cancel,
                      "/pulumirpc.ResourceMonitor/RegisterResourceOutputs", &request.base,
                      &google__protobuf__empty__descriptor, &answer, err);
}

struct registrar monitor_registrar(struct monitor *monitor) {
    return (struct registrar){ monitor, register_resource, register_outputs };
}
