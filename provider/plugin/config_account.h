/*
 * Which AWS account a provider configuration works in, for DiffConfig: told by the configuration itself where it can be,
 * else asked for.
 */
#ifndef PLUGIN_CONFIG_ACCOUNT_H
#define PLUGIN_CONFIG_ACCOUNT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/cancel.h"
#include "base/error.h"

/* Answers of STS that were given in this process: the engine asks about the same two configurations for each resource
 * that goes from one provider to another. Any thread. */
struct config_accounts;

struct config_accounts *config_accounts_new(void) RETURNS_NONNULL;
void config_accounts_free(struct config_accounts *accounts); /* NULL is allowed */

/* The inputs that select credentials and so the account. NULL at the end. */
extern const char *const config_account_properties[];

/* The account that the inputs (plain) name by a role's ARN, or as the only allowed one. A heap string or NULL. */
char *config_account_told(const json_t *inputs);

/*
 * The account by STS (GetCallerIdentity), within seconds; *ret_account is a heap string; or it is NULL, and *ret_why says
 * by an operation and a code or kind why nobody tells: the credentials are gone, or there is no network. What was told or
 * not told stays so for this process, lest half of the resources be replaced. Failure: ERROR_CANCELLED alone.
 */
MUST_USE bool config_account_asked(struct config_accounts *accounts, struct cancel *cancel,
                                   const json_t *inputs, char **ret_account, char **ret_why,
                                   struct error **err);

#endif
