/*
 * The settled configuration of one client: options first, then the environment, then the shared files, as the
 * AWS CLI and the SDKs order them. Read once, in aws_client_new(); nothing here changes afterwards.
 */
#ifndef AWS_CONFIG_H
#define AWS_CONFIG_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/aws.h"
#include "aws/formats/ini.h"

/* Attempts of a call, the first included. The SDKs' default of 3 is too few for an `up` that runs into
 * throttling. */
enum { CONFIG_DEFAULT_ATTEMPTS = 10 };

enum config_retry_mode { CONFIG_RETRY_STANDARD, CONFIG_RETRY_ADAPTIVE };

struct config {
    char *region;
    char *profile;            /* its name, "default" when none was asked for */
    const char *profile_from; /* who asked: "profile", "AWS_PROFILE", …; NULL: nobody */
    char *profile_section;    /* its section in the config files; NULL: it has none there */
    struct ini *files;        /* shared config files, or NULL */
    struct ini *credentials;  /* shared credentials files, or NULL */
    char *files_names;        /* for messages: "~/.aws/config" */
    char *credentials_names;
    char *access_key; /* of the options, or NULL */
    char *secret_key;
    char *session_token;
    char *ca_bundle;   /* or NULL */
    json_t *endpoints; /* {"ec2": "http://…"}: every service that has a custom endpoint */
    int max_attempts;
    bool attempts_asked; /* somebody set max_attempts */
    enum config_retry_mode retry_mode;
    bool use_fips;
    bool use_dualstack;
    bool s3_path_style;               /* asked for, or S3 has a custom endpoint and nobody has said no */
    json_t *assume_roles;             /* array of AssumeRole inputs (aws_options), or NULL */
    json_t *web_identity;             /* AssumeRoleWithWebIdentity's input (aws_options), or NULL */
    char *ec2_metadata_endpoint;      /* of the options, or NULL */
    char *ec2_metadata_endpoint_mode; /* of the options, or NULL */
    const char *no_ec2_metadata;      /* why the instance's metadata is not asked; NULL: it is */
    char *http_proxy;                 /* as proxy_url() gives it, or NULL; may hold a password */
    char *https_proxy;
    char *no_proxy;              /* or NULL */
    const char *http_proxy_from; /* who set it: "httpProxy", "ALL_PROXY", …; the property when nobody did */
    const char *https_proxy_from;
    const char *no_proxy_from;
};

/*
 * Failure: ERROR_INPUT. What the provider's property says wrong has its name as the error's property; else the message
 * begins with the variable, or with the key of the profile, its file and line.
 */
MUST_USE bool config_new(const struct aws_options *options, struct config **ret_config, struct error **err);
void config_free(struct config *config); /* NULL is allowed; secrets are wiped */

/* The profile's value: credentials files before config files, as the AWS CLI merges them; NULL when absent.
 */
const char *config_profile_get(const struct config *config, const char *key);

/* The same for any profile, and whether one of the files has it. */
const char *config_value_of_profile(const struct config *config, const char *profile, const char *key);
bool config_has_profile(const struct config *config, const char *profile);

/* The section that holds the profile in the config files, or NULL. */
const char *config_section_of_profile(const struct config *config, const char *profile);

/* A section of the config files that is no profile ("sso-session", its name), and a value of it; NULL when
 * absent. */
bool config_has_section(const struct config *config, const char *kind, const char *name);
const char *config_section(const struct config *config, const char *kind,
                           const char *name); /* its full name */
const char *config_value_of(const struct config *config, const char *kind, const char *name, const char *key);

/* "~/x" in the home folder; anything else as it is. A heap string. */
char *config_path(const char *path) RETURNS_NONNULL;

/* The service's custom endpoint, or NULL. Borrowed. */
const char *config_endpoint(const struct config *config, const char *service);

static inline void config_cleanup(struct config **config) {
    config_free(*config);
}
#define auto_config AUTO(config_cleanup) struct config

#endif
