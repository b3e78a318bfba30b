/* What CheckConfig and Configure look at in the provider's inputs. */
#ifndef PLUGIN_CONFIG_CHECK_H
#define PLUGIN_CONFIG_CHECK_H

#include <jansson.h>

#include "schema/schema.h"

/*
 * The inputs as Configure takes them; what is wrong by the schema, or by rules that it has no words for, is added to
 * `failures`. The schema room knows that maps may come as JSON text, and which keys are the engine's own. A new
 * reference.
 */
json_t *config_checked(const json_t *inputs, struct schema_failures *failures) RETURNS_NONNULL;

/*
 * Holds checked inputs against the environment and the shared files (calls nobody), and puts the region that they give
 * into `checked`: it belongs into the state, so that another one is seen (K10) and a destroy finds it. Does nothing
 * while anything is unknown.
 */
void config_settle(json_t *checked, struct schema_failures *failures);

#endif
