/* Whose account the credentials belong to: asked once a provider, at first need. */
#ifndef RESOURCES_ACCOUNT_H
#define RESOURCES_ACCOUNT_H

#include "base/cancel.h"
#include "resources/resource.h"

struct account *account_new(void) RETURNS_NONNULL;
void account_free(struct account *account); /* NULL is allowed */

/* The number, or NULL when STS does not tell it now. Borrowed; lives as long as the account. */
const char *account_number(const struct provider *provider, struct cancel *cancel);

/* sts GetCallerIdentity: {"Account", "Arn", "UserId"}; the number is remembered. */
MUST_USE bool account_identity(const struct provider *provider, struct cancel *cancel, json_t **ret_identity,
                               struct error **err);

#endif
