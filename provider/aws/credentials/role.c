/* A profile with role_arn: whose credentials assume it, and with what. botocore's AssumeRoleProvider is the model. */
#include <string.h>

#include "aws/credentials/kept.h"
#include "aws/credentials/parts.h"
#include "aws/credentials/sources.h"
#include "aws/credentials/sts.h"
#include "base/memory.h"

enum { LONGEST_CHAIN = 16 };

/* The profiles on the way to the first credentials. */
struct chain {
    const struct credentials_context *context;
    struct cancel *cancel;
    const char *visited[LONGEST_CHAIN];
    size_t count;
};

static const char *value_of(const struct chain *chain, const char *profile, const char *key) {
    return config_value_of_profile(chain->context->client->config, profile, key);
}

/* A profile with web_identity_token_file has a role_arn, too, but is another source's. */
static bool assumes_role(const struct chain *chain, const char *profile) {
    return value_of(chain, profile, "role_arn") && !value_of(chain, profile, "web_identity_token_file");
}

static bool has_keys(const struct chain *chain, const char *profile) {
    return value_of(chain, profile, "aws_access_key_id") || value_of(chain, profile, "aws_secret_access_key");
}

static bool was_visited(const struct chain *chain, const char *profile) {
    for (size_t i = 0; i < chain->count; i++)
        if (strcmp(chain->visited[i], profile) == 0)
            return true;
    return false;
}

/* A profile may name itself as its source when it also holds keys; any other way back is a circle. */
static bool enter(struct chain *chain, const char *from, const char *profile, struct error **err) {
    const bool itself = strcmp(from, profile) == 0 && has_keys(chain, profile);
    if (!config_has_profile(chain->context->client->config, profile))
        error_set(err, ERROR_CREDENTIALS, "source_profile \"%s\" of profile \"%s\" does not exist", profile,
                  from);
    else if (was_visited(chain, profile) && !itself)
        error_set(
            err, ERROR_CREDENTIALS,
            "source_profile goes round in a circle: \"%s\" leads back to \"%s\". Give one of them keys, or a "
            "source_profile outside the circle",
            from, profile);
    else if (chain->count == LONGEST_CHAIN)
        error_set(err, ERROR_CREDENTIALS, "more than %d profiles follow each other by source_profile",
                  LONGEST_CHAIN);
    else
        chain->visited[chain->count++] = profile;
    return !*err;
}

static const struct credentials_source *named_source(const char *name) {
    for (size_t i = 0; i < credentials_source_count; i++)
        if (credentials_sources[i].credential_source &&
            strcmp(credentials_sources[i].credential_source, name) == 0)
            return &credentials_sources[i];
    return NULL;
}

/* Environment, container or instance, whatever profile was asked for. */
static bool from_named_source(const struct chain *chain, const char *profile, const char *name,
                              struct credentials **ret_credentials, struct error **err) {
    const struct credentials_source *source = named_source(name);
    if (!source) {
        error_set(err, ERROR_CREDENTIALS,
                  "credential_source \"%s\" of profile \"%s\" is none of Environment, EcsContainer, "
                  "Ec2InstanceMetadata",
                  name, profile);
        return false;
    }
    const struct credentials_question question = {
        .sources = source, .count = 1, .context = { .client = chain->context->client, .profile = profile }
    };
    const enum credentials_outcome outcome = credentials_ask(&question, chain->cancel, ret_credentials, err);
    if (outcome == CREDENTIALS_NONE)
        error_in(err, "credential_source %s of profile \"%s\" has none", name, profile);
    return outcome == CREDENTIALS_FOUND;
}

/* What a source_profile that assumes no role has: keys, web identity, SSO, a process. */
static bool from_profile(const struct chain *chain, const char *profile, struct credentials **ret_credentials,
                         struct error **err) {
    const struct credentials_question question = {
        .sources = credentials_sources,
        .count = credentials_source_count,
        .of_profile = true,
        .context = { .client = chain->context->client, .profile = profile, .profile_alone = true }
    };
    const enum credentials_outcome outcome = credentials_ask(&question, chain->cancel, ret_credentials, err);
    if (outcome == CREDENTIALS_NONE)
        error_in(err, "the source profile \"%s\" has none", profile);
    return outcome == CREDENTIALS_FOUND;
}

static bool refuse_mfa(const char *profile, const char *serial, struct error **err) {
    return error_set(
        err, ERROR_CREDENTIALS,
        "profile \"%s\" has mfa_serial (%s), and nobody can be asked for a code here. Let the AWS CLI "
        "ask, before `pulumi up`: eval \"$(aws configure export-credentials --profile %s --format env)\"",
        profile, serial, profile);
}

/* AssumeRole's input. A duration that is no number counts as none, as in botocore. */
static json_t *input_of(const struct chain *chain, const char *profile) {
    const char *duration = value_of(chain, profile, "duration_seconds");
    char *end = NULL;
    const long seconds = duration ? strtol(duration, &end, 10) : 0;
    json_t *input = json_pack("{s:s, s:s*, s:s*}", "RoleArn", value_of(chain, profile, "role_arn"),
                              "RoleSessionName", value_of(chain, profile, "role_session_name"), "ExternalId",
                              value_of(chain, profile, "external_id"));
    if (duration && end != duration && !*end)
        json_object_set_new(input, "DurationSeconds", json_integer(seconds));
    return input;
}

static bool assume(struct chain *chain, const char *profile, struct credentials **ret_credentials,
                   struct error **err);

/* One of the two must say whose credentials assume the role. */
static bool check_source(const char *profile, const char *source_profile, const char *source,
                         struct error **err) {
    if (source_profile && source)
        error_set(err, ERROR_CREDENTIALS,
                  "profile \"%s\" has source_profile and credential_source: only one of them can give the "
                  "credentials "
                  "that assume the role",
                  profile);
    else if (!source_profile && !source)
        error_set(
            err, ERROR_CREDENTIALS,
            "profile \"%s\" has role_arn, but neither source_profile nor credential_source: set the one that "
            "gives the credentials which assume the role",
            profile);
    return !source_profile != !source;
}

/* Asks for the credentials that assume the profile's role; NULL: there are none. */
static struct credentials *ask_below(struct chain *chain, const char *profile, const char *source_profile,
                                     const char *source, struct error **err) {
    struct credentials *found = NULL;
    if (source)
        return from_named_source(chain, profile, source, &found, err) ? found : NULL;
    if (!enter(chain, profile, source_profile, err))
        return NULL;
    const bool good = has_keys(chain, source_profile) || !assumes_role(chain, source_profile)
                          ? from_profile(chain, source_profile, &found, err)
                          : assume(chain, source_profile, &found, err);
    return good ? found : NULL;
}

/* The same, or those that are kept from an earlier time. */
static struct credentials *from_below(struct chain *chain, const char *profile, struct error **err) {
    const char *source_profile = value_of(chain, profile, "source_profile");
    const char *source = value_of(chain, profile, "credential_source");
    if (!check_source(profile, source_profile, source, err))
        return NULL;
    auto_free char *key =
        xprintf("%s %s", source ? "credential_source" : "source_profile", source ? source : source_profile);
    struct credentials_kept *kept = chain->context->kept;
    struct credentials *fresh = credentials_kept_fresh(kept, key, credentials_now_s(chain->context));
    if (fresh)
        return fresh;
    struct credentials *found = ask_below(chain, profile, source_profile, source, err);
    return credentials_kept_settle(kept, key, found, credentials_now_s(chain->context), err);
}

static bool assume(struct chain *chain, const char *profile, struct credentials **ret_credentials,
                   struct error **err) {
    const char *serial = value_of(chain, profile, "mfa_serial");
    if (serial)
        return refuse_mfa(profile, serial, err);
    auto_credentials *with = from_below(chain, profile, err);
    if (!with)
        return false;
    json_auto_t *input = input_of(chain, profile);
    if (!credentials_assume_role(chain->context, chain->cancel, with, input, ret_credentials, err))
        return (*err)->kind == ERROR_CREDENTIALS && error_in(err, "profile \"%s\"", profile);
    auto_free char *source = xprintf("the role of profile \"%s\"", profile);
    credentials_name(*ret_credentials, source, with->cure);
    return true;
}

enum credentials_outcome credentials_from_assumed_role(const struct credentials_context *context,
                                                       struct cancel *cancel,
                                                       struct credentials **ret_credentials,
                                                       struct error **err) {
    struct chain chain = {
        .context = context, .cancel = cancel, .visited = { context->profile }, .count = 1
    };
    if (!assumes_role(&chain, context->profile))
        return credentials_none(err, "no role_arn in profile \"%s\"", context->profile);
    return assume(&chain, context->profile, ret_credentials, err) ? CREDENTIALS_FOUND : CREDENTIALS_BROKEN;
}
