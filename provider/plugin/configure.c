/* CheckConfig, Configure. */
#include <string.h>

#include "base/json.h"
#include "plugin/config_check.h"
#include "plugin/configuration.h"
#include "plugin/failures.h"
#include "plugin/handlers.h"
#include "pulumi/provider.pb-c.h"
#include "resources/account.h"
#include "value/value.h"

bool plugin_check_config(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                         ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    (void)context;
    const Pulumirpc__CheckRequest *request = (const Pulumirpc__CheckRequest *)message;
    json_auto_t *inputs = NULL;
    auto_error *error = NULL;
    if (!value_from_struct(request->news, &inputs, &error))
        return plugin_fail(call, failure, error);
    auto_failures failures = { 0 };
    json_auto_t *checked = config_checked(inputs, &failures);
    config_settle(checked, &failures);
    Pulumirpc__CheckResponse *response = plugin_message(call, &pulumirpc__check_response__descriptor);
    response->inputs = value_to_struct(call->arena, checked);
    failures_into(call, &failures, &response->n_failures, &response->failures);
    *ret_response = &response->base;
    return true;
}

/* The wrong account is found before anything is touched (P10). */
static bool right_account(const struct provider *provider, const json_t *inputs, struct cancel *cancel,
                          struct error **err) {
    const json_t *allowed = json_object_get(inputs, "allowedAccountIds");
    const json_t *forbidden = json_object_get(inputs, "forbiddenAccountIds");
    if (!json_array_size(allowed) && !json_array_size(forbidden))
        return true;
    json_auto_t *identity = NULL;
    if (!account_identity(provider, cancel, &identity, err))
        return error_in(err, "finding out whose account this is (allowedAccountIds, forbiddenAccountIds)");
    const char *number = json_text(identity, "Account");
    if (json_array_size(allowed) && !json_has_text(allowed, number))
        return error_set_property(err, "allowedAccountIds",
                                  "the credentials are of account %s, which is not among "
                                  "allowedAccountIds: choose another profile, or add the account there",
                                  number);
    if (json_has_text(forbidden, number))
        return error_set_property(err, "forbiddenAccountIds",
                                  "the credentials are of account %s, which "
                                  "forbiddenAccountIds forbids: choose another profile",
                                  number);
    return true;
}

/* The engine names no property of a Configure that fails. */
static bool name_property(struct error **err) {
    const char *property = (*err)->property;
    if (property && strncmp((*err)->message, property, strlen(property)) != 0)
        error_in(err, "%s", property);
    return false;
}

static bool configure(struct plugin *plugin, struct rpc_call *call, json_t *inputs,
                      struct configuration **ret_configuration, struct error **err) {
    auto_failures failures = { 0 };
    json_auto_t *checked = config_checked(inputs, &failures);
    if (failures.count) {
        const struct schema_failure *first = &failures.items[0];
        error_set_property(err, first->property, "%s", first->reason);
        return *first->property ? name_property(err) : false;
    }
    json_auto_t *plain = value_plain(checked);
    auto_configuration *configuration = NULL;
    if (!configuration_new(plugin, plain, &configuration, err))
        return name_property(err);
    const struct provider *provider = configuration_provider(configuration);
    if (!json_truth(plain, "skipCredentialsValidation", false) &&
        !aws_check_credentials(provider->aws, call->cancel, err))
        return false;
    if (!right_account(provider, plain, call->cancel, err))
        return false;
    *ret_configuration = TAKE(configuration);
    return true;
}

bool plugin_configure(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                      ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    struct plugin *plugin = context;
    const Pulumirpc__ConfigureRequest *request = (const Pulumirpc__ConfigureRequest *)message;
    json_auto_t *inputs = NULL;
    auto_error *error = NULL;
    if (!value_from_struct(request->args, &inputs, &error))
        return plugin_fail(call, failure, error);
    struct configuration *configuration = NULL;
    if (!configure(plugin, call, inputs, &configuration, &error))
        return plugin_fail(call, failure, error);
    plugin_set_configuration(plugin, configuration, configuration_unref);
    Pulumirpc__ConfigureResponse *response = plugin_message(call, &pulumirpc__configure_response__descriptor);
    response->accept_secrets = true;
    response->supports_preview = true;
    response->accept_resources = true;
    response->accept_outputs = true;
    response->supports_autonaming_configuration = true;
    *ret_response = &response->base;
    return true;
}
