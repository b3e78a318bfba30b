/* Credentials from the Security Token Service: roles assumed with other credentials or with a web identity. */
#ifndef AWS_CREDENTIALS_STS_H
#define AWS_CREDENTIALS_STS_H

#include <jansson.h>

#include "aws/credentials/credentials.h"

/*
 * Assumes a role. `input` is AssumeRole's ("RoleArn", …); a RoleSessionName is filled in where it has none.
 * Failure: ERROR_CREDENTIALS that names the role, and `with` where those are at fault; ERROR_CANCELLED,
 * ERROR_TIMEOUT.
 */
MUST_USE bool credentials_assume_role(const struct credentials_context *context, struct cancel *cancel,
                                      struct credentials *with, const json_t *input,
                                      struct credentials **ret_credentials, struct error **err);

#endif
