/*
 * The settings that a configuration is made of, each from its places, checked (docs/configuration.md has them as a
 * table).
 */
#ifndef AWS_SETTINGS_H
#define AWS_SETTINGS_H

#include "aws/config/config.h"

/* Fills `config`, whose files and profile are settled. Failure: as config_new(). */
MUST_USE bool settings_take(const struct aws_options *options, struct config *config, struct error **err);

#endif
