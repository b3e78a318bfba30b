/*
 * A configured provider: what Configure made, shared by all RPCs that run under it.
 */
#ifndef PLUGIN_CONFIGURATION_H
#define PLUGIN_CONFIGURATION_H

#include <jansson.h>

#include "plugin/plugin.h"
#include "resources/resource.h"

struct configuration;

/* The configuration in use, with a reference of the caller's (configuration_unref); NULL before Configure. */
struct configuration *configuration_now(struct plugin *plugin);
void configuration_unref(struct configuration *configuration); /* NULL is allowed */

const struct provider *configuration_provider(const struct configuration *configuration);

/* The AWS client for plain, checked provider inputs; reads files, calls nobody. The caller frees it (aws_client_free).
 * Failure: ERROR_INPUT, whose property is a provider input where one is wrong. */
MUST_USE bool configuration_client(const json_t *inputs, struct aws_client **ret_client, struct error **err);

/* Makes one from plain provider inputs; reads files, calls nobody. Failure: ERROR_INPUT, ERROR_CREDENTIALS.
 */
MUST_USE bool configuration_new(struct plugin *plugin, const json_t *inputs,
                                struct configuration **ret_configuration, struct error **err);

static inline void configuration_cleanup(struct configuration **configuration) {
    configuration_unref(*configuration);
}
#define auto_configuration AUTO(configuration_cleanup) struct configuration

#endif
