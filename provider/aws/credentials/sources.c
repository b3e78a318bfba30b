#include "aws/credentials/sources.h"
#include "aws/config/setting.h"

#include <string.h>

#include "aws/credentials/parts.h"
#include "base/memory.h"

/* Key and secret: both, or neither. */
static enum credentials_outcome pair(const char *key, const char *secret, const char *token,
                                     const char *key_name, const char *secret_name,
                                     struct credentials **ret_credentials, struct error **err) {
    const bool has_key = key && *key, has_secret = secret && *secret;
    if (has_key && has_secret) {
        *ret_credentials = credentials_new(key, secret, token, 0);
        return CREDENTIALS_FOUND;
    }
    if (!has_key && !has_secret)
        return credentials_none(err, "no %s", key_name);
    return credentials_broken(err, "%s is set, but not %s", has_key ? key_name : secret_name,
                              has_key ? secret_name : key_name);
}

static enum credentials_outcome from_options(const struct credentials_context *context, struct cancel *cancel,
                                             struct credentials **ret_credentials, struct error **err) {
    (void)cancel;
    const struct config *config = context->client->config;
    return pair(config->access_key, config->secret_key, config->session_token, "accessKey", "secretKey",
                ret_credentials, err);
}

/* A profile named in the program is meant; keys that happen to be in the environment are not. */
static enum credentials_outcome from_environment(const struct credentials_context *context,
                                                 struct cancel *cancel, struct credentials **ret_credentials,
                                                 struct error **err) {
    (void)cancel;
    if (context->profile_alone)
        return credentials_none(err, "not asked, because the provider's `profile` is set");
    const char *token = setting_variable("AWS_SECURITY_TOKEN"); /* botocore's order */
    const enum credentials_outcome outcome =
        pair(getenv("AWS_ACCESS_KEY_ID"), getenv("AWS_SECRET_ACCESS_KEY"),
             token ? token : setting_variable("AWS_SESSION_TOKEN"), "AWS_ACCESS_KEY_ID",
             "AWS_SECRET_ACCESS_KEY", ret_credentials, err);
    const char *expires = setting_variable("AWS_CREDENTIAL_EXPIRATION");
    if (outcome != CREDENTIALS_FOUND || !expires ||
        credentials_parse_time(expires, &(*ret_credentials)->expires_s))
        return outcome;
    credentials_unref(TAKE(*ret_credentials));
    return credentials_broken(err, "AWS_CREDENTIAL_EXPIRATION is no time such as 2026-11-25T03:28:17Z");
}

/* The keys of one section; `names` are the files. */
static enum credentials_outcome from_section(const struct credentials_context *context, const struct ini *ini,
                                             const char *section, const char *names,
                                             struct credentials **ret_credentials, struct error **err) {
    if (!ini)
        return credentials_none(err, "%s is not there", names);
    if (!section || !ini_has_section(ini, section))
        return credentials_none(err, "%s has no profile \"%s\"", names, context->profile);
    const char *token = ini_get(ini, section, "aws_security_token"); /* botocore's order */
    const enum credentials_outcome outcome =
        pair(ini_get(ini, section, "aws_access_key_id"), ini_get(ini, section, "aws_secret_access_key"),
             token ? token : ini_get(ini, section, "aws_session_token"), "aws_access_key_id",
             "aws_secret_access_key", ret_credentials, err);
    if (outcome != CREDENTIALS_FOUND)
        error_in(err, "profile \"%s\" in %s", context->profile, names);
    return outcome;
}

static enum credentials_outcome from_credentials_file(const struct credentials_context *context,
                                                      struct cancel *cancel,
                                                      struct credentials **ret_credentials,
                                                      struct error **err) {
    (void)cancel;
    const struct config *config = context->client->config;
    return from_section(context, config->credentials, context->profile, config->credentials_names,
                        ret_credentials, err);
}

static enum credentials_outcome from_config_file(const struct credentials_context *context,
                                                 struct cancel *cancel, struct credentials **ret_credentials,
                                                 struct error **err) {
    (void)cancel;
    const struct config *config = context->client->config;
    return from_section(context, config->files, config_section_of_profile(config, context->profile),
                        config->files_names, ret_credentials, err);
}

/* `aws login` keeps keys that only the AWS CLI can renew; better said than left out. */
static enum credentials_outcome from_login(const struct credentials_context *context, struct cancel *cancel,
                                           struct credentials **ret_credentials, struct error **err) {
    (void)cancel;
    (void)ret_credentials;
    if (!credentials_profile_value(context, "login_session"))
        return credentials_none(err, "no login_session in profile \"%s\"", context->profile);
    return credentials_broken(
        err,
        "profile \"%s\" has a login_session, whose keys only the AWS CLI can renew. Let it do that: set in "
        "the "
        "profile credential_process = aws configure export-credentials --profile %s (in another profile)",
        context->profile, context->profile);
}

static const char new_keys[] = "Get new keys and set them there";

/* botocore's order (its create_credential_resolver), without the files of boto 2 and of the first EC2 tools. */
// clang-format off
const struct credentials_source credentials_sources[] = {
    { "web identity of the provider", credentials_from_web_identity_option,
      .cure = "Renew the token that assumeRoleWithWebIdentity names" },
    { "provider configuration",  from_options,     .cure = new_keys },
    { "environment",             from_environment, .cure = new_keys, .credential_source = "Environment" },
    { "assumed role",            credentials_from_assumed_role,
      .cure = "Renew the credentials of its source_profile or credential_source" },
    { "web identity",            credentials_from_web_identity, .of_profile = true,
      .cure = "Renew the token in the web identity token file" },
    { "SSO",                     credentials_from_sso,          .of_profile = true },
    { "shared credentials file", from_credentials_file, .cure = new_keys, .of_profile = true },
    { "login session",           from_login,                    .of_profile = true },
    { "credential process",      credentials_from_process,      .of_profile = true,
      .cure = "Run the command of credential_process by hand and see what it says" },
    { "shared config file",      from_config_file, .cure = new_keys, .of_profile = true },
    { "container",               credentials_from_container, .credential_source = "EcsContainer",
      .cure = "Look at the role of the ECS task or the EKS pod" },
    { "instance metadata",       credentials_from_instance,  .credential_source = "Ec2InstanceMetadata",
      .cure = "Look at the role in the instance's profile" },
};
// clang-format on
const size_t credentials_source_count = COUNT_OF(credentials_sources);

enum credentials_outcome credentials_ask(const struct credentials_question *question, struct cancel *cancel,
                                         struct credentials **ret_credentials, struct error **err) {
    auto_text reasons = { 0 };
    for (size_t i = 0; i < question->count; i++) {
        const struct credentials_source *source = &question->sources[i];
        auto_error *reason = NULL;
        struct credentials *found = NULL;
        if (question->of_profile && !source->of_profile)
            continue;
        const enum credentials_outcome outcome = source->fetch(&question->context, cancel, &found, &reason);
        if (outcome == CREDENTIALS_FOUND) {
            auto_free char *own_cure = xstrdup(found->cure);
            credentials_name(found, source->name, *own_cure ? own_cure : source->cure);
            *ret_credentials = found;
            return CREDENTIALS_FOUND;
        }
        const bool stopped = reason->kind == ERROR_CANCELLED || reason->kind == ERROR_TIMEOUT;
        if (stopped || outcome == CREDENTIALS_BROKEN) {
            *err = TAKE(reason);
            if (!stopped)
                error_in(err, "AWS credentials from %s", source->name);
            return CREDENTIALS_BROKEN;
        }
        text_printf(&reasons, "\n  %s: %s", source->name, reason->message);
    }
    error_set(err, ERROR_CREDENTIALS, "%s", text_string(&reasons));
    return CREDENTIALS_NONE;
}
