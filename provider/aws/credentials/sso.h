/* The token of `aws sso login`, in the cache that it shares with the AWS CLI and the SDKs. */
#ifndef AWS_CREDENTIALS_SSO_H
#define AWS_CREDENTIALS_SSO_H

#include "aws/credentials/credentials.h"

/* What a profile says about IAM Identity Center. Borrowed from the configuration. */
struct sso_settings {
    const char *session; /* name of its sso-session, or NULL: the older form without one */
    const char *start_url;
    const char *region;
    const char *account;
    const char *role;
};

/*
 * The access token, as a heap string to be wiped. One of an sso-session that ends within 15 minutes is renewed,
 * where that can be done, and written back. Failure: ERROR_CREDENTIALS that says what to do; ERROR_CANCELLED,
 * ERROR_TIMEOUT.
 */
MUST_USE bool credentials_sso_token(const struct credentials_context *context, struct cancel *cancel,
                                    const struct sso_settings *settings, char **ret_token,
                                    struct error **err);

#endif
