#include "aws/credentials/sso.h"

#include <string.h>

#include "aws/credentials/parts.h"
#include "aws/credentials/sources.h"
#include "base/json.h"
#include "base/memory.h"

/* What a session may say, and the profile, too: then both must say the same. */
static bool merge(const struct credentials_context *context, const char *session, const char *key,
                  const char **ret_value, struct error **err) {
    const char *own = credentials_profile_value(context, key);
    const char *shared =
        session ? config_value_of(context->client->config, "sso-session", session, key) : NULL;
    if (own && shared && strcmp(own, shared) != 0)
        return error_set(
            err, ERROR_CREDENTIALS,
            "%s in profile \"%s\" is another than in its sso-session \"%s\": take it out of the profile", key,
            context->profile, session);
    *ret_value = shared ? shared : own;
    return true;
}

static bool read_settings(const struct credentials_context *context, struct sso_settings *settings,
                          struct error **err) {
    const struct config *config = context->client->config;
    const struct {
        const char *key;
        const char **value;
    } settled[] = { { "sso_start_url", &settings->start_url },
                    { "sso_region", &settings->region },
                    { "sso_account_id", &settings->account },
                    { "sso_role_name", &settings->role } };
    settings->session = credentials_profile_value(context, "sso_session");
    if (settings->session && !config_has_section(config, "sso-session", settings->session))
        return error_set(err, ERROR_CREDENTIALS,
                         "profile \"%s\" names the sso-session \"%s\", which is not in %s", context->profile,
                         settings->session, config->files_names);
    for (size_t i = 0; i < COUNT_OF(settled); i++) {
        if (!merge(context, settings->session, settled[i].key, settled[i].value, err))
            return false;
        if (!*settled[i].value)
            return error_set(err, ERROR_CREDENTIALS,
                             "profile \"%s\" uses SSO, but has no %s: run aws configure sso --profile %s",
                             context->profile, settled[i].key, context->profile);
    }
    return true;
}

/* AWS's refusal of the token or of the role, in the user's terms. */
static bool explain(const struct credentials_context *context, const struct sso_settings *settings,
                    struct error **err) {
    const char *code = (*err)->code ? (*err)->code : "";
    if (strcmp(code, "UnauthorizedException") == 0)
        return error_in(err, "the login is not valid any more. Log in: aws sso login --profile %s. AWS says",
                        context->profile);
    if (strcmp(code, "ForbiddenException") == 0 || strcmp(code, "ResourceNotFoundException") == 0)
        return error_in(err, "you may not use the role %s in account %s, or it is not there. AWS says",
                        settings->role, settings->account);
    return false;
}

static bool get_credentials(const struct credentials_context *context, struct cancel *cancel,
                            const struct sso_settings *settings, struct credentials **ret_credentials,
                            struct error **err) {
    static const struct credentials_members members = { "accessKeyId", "secretAccessKey", "sessionToken",
                                                        "expiration", true };
    auto_secret *token = NULL;
    if (!credentials_sso_token(context, cancel, settings, &token, err))
        return false;
    auto_secret_json *input = json_pack("{s:s, s:s, s:s}", "roleName", settings->role, "accountId",
                                        settings->account, "accessToken", token);
    auto_secret_json *output = NULL;
    const struct aws_caller caller = { .region = settings->region };
    if (!credentials_call(context, cancel, &caller, "sso", "GetRoleCredentials", input, &output, err))
        return (*err)->kind == ERROR_CREDENTIALS && explain(context, settings, err);
    return credentials_from_json(json_object_get(output, "roleCredentials"), &members, ret_credentials,
                                 err) ||
           error_in(err, "the answer of sso GetRoleCredentials");
}

/* As in botocore, account and role make it a profile with SSO; a session alone may be for something else. */
enum credentials_outcome credentials_from_sso(const struct credentials_context *context,
                                              struct cancel *cancel, struct credentials **ret_credentials,
                                              struct error **err) {
    struct sso_settings settings = { 0 };
    if (!credentials_profile_value(context, "sso_account_id") &&
        !credentials_profile_value(context, "sso_role_name"))
        return credentials_none(err, "no sso_account_id and sso_role_name in profile \"%s\"",
                                context->profile);
    if (!read_settings(context, &settings, err) ||
        !get_credentials(context, cancel, &settings, ret_credentials, err))
        return CREDENTIALS_BROKEN;
    auto_free char *cure = xprintf("Log in again: aws sso login --profile %s", context->profile);
    credentials_name(*ret_credentials, "SSO", cure);
    return CREDENTIALS_FOUND;
}
