/* The provider's roles to take on, from its inputs to the words of AWS. */
#ifndef PLUGIN_ROLES_H
#define PLUGIN_ROLES_H

#include <jansson.h>

/*
 * `assumeRoles` as STS AssumeRole takes each of them, and `assumeRoleWithWebIdentity` as
 * AssumeRoleWithWebIdentity takes it (with "WebIdentityTokenFile" in the place of a token that lies in a file), see
 * aws_options. `inputs` are plain and checked. A new reference; NULL when there is none.
 */
json_t *roles_to_assume(const json_t *inputs);
json_t *roles_web_identity(const json_t *inputs);

#endif
