#include "aws/credentials_sources.h"

#include <string.h>

static enum credentials_outcome none(struct error **err, const char *reason) {
    error_set(err, ERROR_CREDENTIALS, "%s", reason);
    return CREDENTIALS_NONE;
}

static enum credentials_outcome broken(struct error **err, const char *reason) {
    error_set(err, ERROR_CREDENTIALS, "%s", reason);
    return CREDENTIALS_BROKEN;
}

/* Key and secret: both, or neither. */
static enum credentials_outcome pair(const char *key, const char *secret, const char *token,
                                     const char *key_name, const char *secret_name,
                                     struct credentials **ret_credentials, struct error **err) {
    const bool has_key = key && *key, has_secret = secret && *secret;
    if (has_key && has_secret) {
        *ret_credentials = credentials_new(key, secret, token, 0);
        return CREDENTIALS_FOUND;
    }
    if (!has_key && !has_secret) {
        error_set(err, ERROR_CREDENTIALS, "no %s", key_name);
        return CREDENTIALS_NONE;
    }
    error_set(err, ERROR_CREDENTIALS, "%s is set, but not %s", has_key ? key_name : secret_name,
              has_key ? secret_name : key_name);
    return CREDENTIALS_BROKEN;
}

static enum credentials_outcome from_options(const struct config *config, struct cancel *cancel,
                                             struct credentials **ret_credentials, struct error **err) {
    (void)cancel;
    return pair(config->access_key, config->secret_key, config->session_token, "accessKey", "secretKey",
                ret_credentials, err);
}

/* A profile named in the program is meant; keys that happen to be in the environment are not. */
static enum credentials_outcome from_environment(const struct config *config, struct cancel *cancel,
                                                 struct credentials **ret_credentials, struct error **err) {
    (void)cancel;
    if (config->profile_from && strcmp(config->profile_from, "profile") == 0)
        return none(err, "not asked, because the provider's `profile` is set");
    const char *token = getenv("AWS_SESSION_TOKEN");
    return pair(getenv("AWS_ACCESS_KEY_ID"), getenv("AWS_SECRET_ACCESS_KEY"),
                token && *token ? token : getenv("AWS_SECURITY_TOKEN"), "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY", ret_credentials, err);
}

/* Ways that a profile may ask for, which this version does not go. Its plain keys would be another identity.
 */
static enum credentials_outcome from_role(const struct config *config, struct cancel *cancel,
                                          struct credentials **ret_credentials, struct error **err) {
    (void)cancel;
    (void)ret_credentials;
    if (!config_profile_get(config, "role_arn"))
        return none(err, "the profile has no role_arn");
    return broken(
        err, "the profile has a role_arn, and this version does not assume roles: get keys of the role (for "
             "instance by `aws configure export-credentials`) and set them in the environment");
}

static enum credentials_outcome from_file(const struct ini *ini, const char *section, const char *names,
                                          const struct config *config, struct credentials **ret_credentials,
                                          struct error **err) {
    if (!ini || !section || !ini_has_section(ini, section)) {
        error_set(err, ERROR_CREDENTIALS, ini ? "%s has no profile \"%s\"" : "%s is not there", names,
                  config->profile);
        return CREDENTIALS_NONE;
    }
    const enum credentials_outcome outcome =
        pair(ini_get(ini, section, "aws_access_key_id"), ini_get(ini, section, "aws_secret_access_key"),
             ini_get(ini, section, "aws_session_token"), "aws_access_key_id", "aws_secret_access_key",
             ret_credentials, err);
    if (outcome != CREDENTIALS_FOUND)
        error_in(err, "profile \"%s\" in %s", config->profile, names);
    return outcome;
}

static enum credentials_outcome from_credentials_file(const struct config *config, struct cancel *cancel,
                                                      struct credentials **ret_credentials,
                                                      struct error **err) {
    (void)cancel;
    return from_file(config->credentials, config->profile, config->credentials_names, config, ret_credentials,
                     err);
}

static enum credentials_outcome from_config_file(const struct config *config, struct cancel *cancel,
                                                 struct credentials **ret_credentials, struct error **err) {
    (void)cancel;
    return from_file(config->files, config->profile_section, config->files_names, config, ret_credentials,
                     err);
}

/* What the user has set up, but this version does not know: better said than left out. */
static enum credentials_outcome from_others(const struct config *config, struct cancel *cancel,
                                            struct credentials **ret_credentials, struct error **err) {
    (void)cancel;
    (void)ret_credentials;
    static const char *const profile_keys[] = { "sso_session", "sso_start_url", "credential_process",
                                                "web_identity_token_file" };
    static const char *const variables[] = { "AWS_WEB_IDENTITY_TOKEN_FILE",
                                             "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                             "AWS_CONTAINER_CREDENTIALS_FULL_URI" };
    const char *found = NULL;
    for (size_t i = 0; !found && i < COUNT_OF(profile_keys); i++)
        found = config_profile_get(config, profile_keys[i]) ? profile_keys[i] : NULL;
    for (size_t i = 0; !found && i < COUNT_OF(variables); i++)
        found = getenv(variables[i]) ? variables[i] : NULL;
    if (!found)
        return none(err, "not supported by this version");
    error_set(err, ERROR_CREDENTIALS,
              "%s is set, but this version cannot use it: `aws configure export-credentials --format env` "
              "gives keys "
              "for the environment",
              found);
    return CREDENTIALS_BROKEN;
}

// clang-format off
const struct credentials_source credentials_sources[] = {
    { "provider configuration",                             from_options          },
    { "environment",                                        from_environment      },
    { "assumed role",                                       from_role             },
    { "shared credentials file",                            from_credentials_file },
    { "shared config file",                                 from_config_file      },
    { "SSO, process, web identity, container, instance",    from_others           },
};
// clang-format on
const size_t credentials_source_count = COUNT_OF(credentials_sources);
