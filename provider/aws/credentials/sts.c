#include "aws/credentials/sts.h"
#include "aws/config/setting.h"

#include <string.h>

#include "aws/credentials/parts.h"
#include "aws/credentials/sources.h"
#include "base/json.h"
#include "base/memory.h"

/* A copy of the input that has a session name. */
static json_t *completed(const struct credentials_context *context, const json_t *input) {
    json_t *copy = json_deep_copy(input);
    const char *name = json_text(copy, "RoleSessionName");
    if (!name || !*name) {
        auto_free char *made = xprintf("pulumi-resource-utm-%lld", (long long)credentials_now_s(context));
        json_object_set_new(copy, "RoleSessionName", json_string(made));
    }
    return copy;
}

static const char *role_of(const json_t *input) {
    const char *role = json_text(input, "RoleArn");
    return role ? role : "the role";
}

static bool take_answer(const json_t *output, const char *operation, struct credentials **ret_credentials,
                        struct error **err) {
    if (credentials_from_json(json_object_get(output, "Credentials"), &credentials_usual_members,
                              ret_credentials, err))
        return true;
    return error_in(err, "the answer of sts %s is not complete", operation);
}

/* Longer ones are refused where the role's own limit is shorter (one hour, if nobody has raised it), and for credentials
 * that are a role's themselves. Source: AssumeRole, STS API reference; "Methods to assume a role", IAM user guide. */
enum { ALWAYS_GIVEN_S = 3600 };

static bool is_too_long(const char *code, const char *message, const json_t *input) {
    return strcmp(code, "ValidationError") == 0 && strstr(message, "DurationSeconds") &&
           json_integer_value(json_object_get(input, "DurationSeconds")) > ALWAYS_GIVEN_S;
}

/* What can be done about AWS's answer. `with` is NULL for a web identity. */
static void advise(const struct credentials *with, const json_t *input, struct error **err) {
    const char *code = (*err)->code ? (*err)->code : "";
    char *longer = NULL;
    if (with && credentials_not_taken(*err))
        longer =
            xprintf("%s. These are the credentials from %s. %s", (*err)->message, with->source, with->cure);
    else if (strcmp(code, "AccessDenied") == 0)
        longer = xprintf(
            "%s. The role must exist and its trust policy must let in %s%s; where the policy asks for "
            "an external id, set it",
            (*err)->message, with ? "the credentials from " : "this identity provider",
            with ? with->source : "");
    else if (strcmp(code, "ExpiredTokenException") == 0 || strcmp(code, "InvalidIdentityToken") == 0)
        longer = xprintf("%s. Get a new token from the identity provider", (*err)->message);
    else if (is_too_long(code, (*err)->message, input))
        longer = xprintf("%s Most is what the role allows (its maximum session duration)%s%s%s. Set "
                         "`duration`, in a profile "
                         "duration_seconds, to that, or leave it out: sessions are renewed before they end",
                         (*err)->message, with ? ", and one hour if the credentials from " : "",
                         with ? with->source : "",
                         with ? " are a role's (a role of a profile, SSO, a web identity)" : "");
    if (!longer)
        return;
    free((*err)->message);
    (*err)->message = longer;
}

bool credentials_assume_role(const struct credentials_context *context, struct cancel *cancel,
                             struct credentials *with, const json_t *input,
                             struct credentials **ret_credentials, struct error **err) {
    auto_secret_json *complete = completed(context, input);
    auto_secret_json *output = NULL;
    const struct aws_caller caller = { .credentials = with };
    if (credentials_call(context, cancel, &caller, "sts", "AssumeRole", complete, &output, err))
        return take_answer(output, "AssumeRole", ret_credentials, err);
    if ((*err)->kind != ERROR_CREDENTIALS)
        return false;
    advise(with, complete, err);
    return error_in(err, "cannot assume %s", role_of(complete));
}

/* One where the input is a WebIdentityTokenFile: its path gives way to the token. */
static bool read_token(json_t *input, struct error **err) {
    const char *file = json_text(input, "WebIdentityTokenFile");
    if (!file)
        return true;
    auto_free char *path = config_path(file);
    auto_secret *token = NULL;
    if (!credentials_read_file(path, &token, err))
        return error_in(err, "the web identity token");
    size_t length = strlen(token);
    while (length && strchr(" \t\r\n", token[length - 1]))
        token[--length] = '\0';
    if (!length)
        return error_set(err, ERROR_CREDENTIALS, "the web identity token file %s is empty", path);
    json_object_set_new(input, "WebIdentityToken", json_string(token));
    json_object_del(input, "WebIdentityTokenFile");
    return true;
}

static enum credentials_outcome assume_with_web_identity(const struct credentials_context *context,
                                                         struct cancel *cancel, const json_t *input,
                                                         struct credentials **ret_credentials,
                                                         struct error **err) {
    auto_secret_json *complete = completed(context, input);
    auto_secret_json *output = NULL;
    const struct aws_caller caller = { 0 };
    if (!read_token(complete, err))
        return CREDENTIALS_BROKEN;
    if (credentials_call(context, cancel, &caller, "sts", "AssumeRoleWithWebIdentity", complete, &output,
                         err))
        return take_answer(output, "AssumeRoleWithWebIdentity", ret_credentials, err) ? CREDENTIALS_FOUND
                                                                                      : CREDENTIALS_BROKEN;
    if ((*err)->kind == ERROR_CREDENTIALS) {
        advise(NULL, complete, err);
        error_in(err, "cannot assume %s with the web identity", role_of(complete));
    }
    return CREDENTIALS_BROKEN;
}

enum credentials_outcome credentials_from_web_identity_option(const struct credentials_context *context,
                                                              struct cancel *cancel,
                                                              struct credentials **ret_credentials,
                                                              struct error **err) {
    const json_t *input = context->client->config->web_identity;
    if (!input)
        return credentials_none(err, "no assumeRoleWithWebIdentity");
    return assume_with_web_identity(context, cancel, input, ret_credentials, err);
}

/* Each of the three from its variable, else from the profile: as botocore reads them. */
static const char *setting(const struct credentials_context *context, const char *variable, const char *key) {
    const char *value = context->profile_alone ? NULL : setting_variable(variable);
    return value ? value : credentials_profile_value(context, key);
}

enum credentials_outcome credentials_from_web_identity(const struct credentials_context *context,
                                                       struct cancel *cancel,
                                                       struct credentials **ret_credentials,
                                                       struct error **err) {
    const char *file = setting(context, "AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file");
    const char *role = setting(context, "AWS_ROLE_ARN", "role_arn");
    if (!file)
        return credentials_none(err, "no %sweb_identity_token_file in profile \"%s\"",
                                context->profile_alone ? "" : "AWS_WEB_IDENTITY_TOKEN_FILE, no ",
                                context->profile);
    if (!role)
        return credentials_broken(err,
                                  "there is a web identity token file, but no role: set AWS_ROLE_ARN, or "
                                  "role_arn in the profile");
    json_auto_t *input =
        json_pack("{s:s, s:s, s:s*}", "RoleArn", role, "WebIdentityTokenFile", file, "RoleSessionName",
                  setting(context, "AWS_ROLE_SESSION_NAME", "role_session_name"));
    return assume_with_web_identity(context, cancel, input, ret_credentials, err);
}
