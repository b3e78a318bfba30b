#include "plugin/configuration.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "base/memory.h"
#include "plugin/roles.h"
#include "resources/account.h"
#include "resources/journal.h"
#include "resources/together.h"

struct configuration {
    atomic_int references;
    struct provider provider;
    char *scope;
};

static void configuration_ref(struct configuration *configuration) {
    atomic_fetch_add(&configuration->references, 1);
}

void configuration_unref(struct configuration *configuration) {
    if (!configuration || atomic_fetch_sub(&configuration->references, 1) != 1)
        return;
    together_free(configuration->provider.together);
    aws_client_free(configuration->provider.aws);
    account_free(configuration->provider.account);
    json_decref(configuration->provider.default_tags);
    json_decref(configuration->provider.ignored_keys);
    json_decref(configuration->provider.ignored_prefixes);
    free(configuration->scope);
    free(configuration);
}

struct configuration *configuration_now(struct plugin *plugin) {
    return plugin_configuration(plugin, configuration_ref);
}

const struct provider *configuration_provider(const struct configuration *configuration) {
    return &configuration->provider;
}

/* ---- the journal's place ---- */

static char *pulumi_home(void) {
    const char *set = getenv("PULUMI_HOME");
    if (set && *set)
        return xstrdup(set);
    const char *home = getenv("HOME");
    return xprintf("%s/.pulumi", home && *home ? home : "/tmp");
}

static struct journal *journal_of(struct plugin *plugin) {
    pthread_mutex_lock(&plugin->lock);
    struct journal *journal = plugin->journal;
    pthread_mutex_unlock(&plugin->lock);
    if (journal)
        return journal;
    auto_free char *home = pulumi_home();
    auto_free char *directory = xprintf("%s/utm/creates", home);
    struct journal *made = journal_new(directory);
    pthread_mutex_lock(&plugin->lock);
    if (!plugin->journal)
        plugin->journal = TAKE(made);
    journal = plugin->journal;
    pthread_mutex_unlock(&plugin->lock);
    journal_free(made);
    return journal;
}

/* The back end in which the engine keeps the state: the same stack name in another one is another stack. */
static char *backend(void) {
    const char *set = getenv("PULUMI_BACKEND_URL");
    if (set && *set)
        return xstrdup(set);
    auto_free char *home = pulumi_home();
    auto_free char *path = xprintf("%s/credentials.json", home);
    json_auto_t *credentials = json_load_file(path, 0, NULL);
    const char *current = json_text(credentials, "current");
    return xstrdup(current ? current : "");
}

/* The engine starts the plugin in the program's folder. */
static char *scope_of(const struct aws_client *aws) {
    char folder[PATH_MAX];
    auto_free char *url = backend();
    return xprintf("%s %s %s", url, getcwd(folder, sizeof folder) ? folder : "", aws_region(aws));
}

/* ---- from inputs ---- */

static int attempts(const json_t *inputs) {
    const json_t *retries = json_object_get(inputs, "maxRetries");
    return json_is_integer(retries) ? (int)json_integer_value(retries) + 1 : 0;
}

static enum aws_switch switch_of(const json_t *inputs, const char *property) {
    const json_t *value = json_object_get(inputs, property);
    return json_is_boolean(value) ? json_is_true(value) ? AWS_ON : AWS_OFF : AWS_UNSET;
}

bool configuration_client(const json_t *inputs, struct aws_client **ret_client, struct error **err) {
    json_auto_t *roles = roles_to_assume(inputs);
    json_auto_t *web_identity = roles_web_identity(inputs);
    const struct aws_options options = {
        .region = json_text(inputs, "region"),
        .profile = json_text(inputs, "profile"),
        .access_key = json_text(inputs, "accessKey"),
        .secret_key = json_text(inputs, "secretKey"),
        .session_token = json_text(inputs, "token"),
        .assume_roles = roles,
        .web_identity = web_identity,
        .endpoint = json_text(inputs, "endpoint"),
        .endpoints = json_object_get(inputs, "endpoints"),
        .ca_bundle = json_text(inputs, "customCaBundle"),
        .http_proxy = json_text(inputs, "httpProxy"),
        .https_proxy = json_text(inputs, "httpsProxy"),
        .no_proxy = json_text(inputs, "noProxy"),
        .config_files = json_object_get(inputs, "sharedConfigFiles"),
        .credentials_files = json_object_get(inputs, "sharedCredentialsFiles"),
        .max_attempts = attempts(inputs),
        .retry_mode = json_text(inputs, "retryMode"),
        .ec2_metadata_endpoint = json_text(inputs, "ec2MetadataServiceEndpoint"),
        .ec2_metadata_endpoint_mode = json_text(inputs, "ec2MetadataServiceEndpointMode"),
        .skip_ec2_metadata = switch_of(inputs, "skipMetadataApiCheck"),
        .use_fips = switch_of(inputs, "useFipsEndpoint"),
        .use_dualstack = switch_of(inputs, "useDualstackEndpoint"),
        .s3_path_style = switch_of(inputs, "s3UsePathStyle"),
    };
    return aws_client_new(&options, ret_client, err);
}

static json_t *member_or(const json_t *inputs, const char *path, json_t *otherwise) {
    json_t *member = json_at(inputs, path);
    if (!member)
        return otherwise;
    json_decref(otherwise);
    return json_incref(member);
}

bool configuration_new(struct plugin *plugin, const json_t *inputs, struct configuration **ret_configuration,
                       struct error **err) {
    struct aws_client *aws = NULL;
    if (!configuration_client(inputs, &aws, err))
        return false;
    struct configuration *configuration = xcalloc(1, sizeof *configuration);
    atomic_init(&configuration->references, 1);
    configuration->scope = scope_of(aws);
    configuration->provider = (struct provider){
        .aws = aws,
        .journal = journal_of(plugin),
        .scope = configuration->scope,
        .account = account_new(),
        .together = together_new(aws, NULL),
        .default_tags = member_or(inputs, "defaultTags.tags", json_object()),
        .ignored_keys = member_or(inputs, "ignoreTags.keys", json_array()),
        .ignored_prefixes = member_or(inputs, "ignoreTags.keyPrefixes", json_array()),
    };
    *ret_configuration = configuration;
    return true;
}
