#include "aws/config.h"

#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <strings.h>

#include "aws/endpoint/endpoint.h"
#include "aws/endpoint/functions.h"
#include "aws/http/proxy.h"
#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

enum { MOST_ATTEMPTS = 100 };

void config_free(struct config *config) {
    if (!config)
        return;
    free(config->region);
    free(config->profile);
    free(config->profile_section);
    ini_free(config->files);
    ini_free(config->credentials);
    free(config->files_names);
    free(config->credentials_names);
    free(config->access_key);
    secret_free(config->secret_key);
    secret_free(config->session_token);
    free(config->ca_bundle);
    json_decref(config->endpoints);
    json_decref(config->assume_roles);
    json_wipe(config->web_identity);
    free(config->ec2_metadata_endpoint);
    free(config->ec2_metadata_endpoint_mode);
    secret_free(config->http_proxy);
    secret_free(config->https_proxy);
    free(config->no_proxy);
    free(config);
}

static char *copy_of(const char *text) {
    return text && *text ? xstrdup(text) : NULL;
}

/* The variable's value; NULL when it is not set or empty. */
static const char *variable(const char *name) {
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static const char *first_of(const char *a, const char *b, const char *c) {
    return a && *a ? a : b && *b ? b : c && *c ? c : NULL;
}

/* A heap string. */
static char *home(void) {
    const char *folder = variable("HOME");
    char buffer[4096];
    struct passwd user, *found = NULL;
    if (!folder && getpwuid_r(getuid(), &user, buffer, sizeof buffer, &found) == 0 && found)
        folder = found->pw_dir;
    return xstrdup(folder ? folder : "/");
}

char *config_path(const char *path) {
    if (strncmp(path, "~/", 2) != 0)
        return xstrdup(path);
    auto_free char *folder = home();
    return xprintf("%s%s", folder, path + 1);
}

/* Loads one file after the other into *ini and lists their names. */
static bool load_files(const json_t *paths, const char *env, const char *standard, struct ini **ini,
                       char **ret_names, struct error **err) {
    auto_text names = { 0 };
    json_auto_t *single = json_pack("[s]", variable(env) ? variable(env) : standard);
    const json_t *list = json_array_size(paths) ? paths : single;
    bool good = true;
    for (size_t i = 0; good && i < json_array_size(list); i++) {
        const char *path = json_string_value(json_array_get(list, i));
        auto_free char *file = config_path(path ? path : "");
        text_printf(&names, "%s%s", i ? ", " : "", file);
        good = ini_load(file, ini, err);
    }
    *ret_names = text_take(&names);
    return good;
}

/* True when the section is `kind` and `name`: [profile a], [profile "a b"], [services  local]. */
static bool section_is(const char *section, const char *kind, const char *name) {
    const size_t kind_length = strlen(kind);
    if (strncmp(section, kind, kind_length) != 0)
        return false;
    const char *rest = section + kind_length;
    const size_t gap = strspn(rest, " \t");
    if (gap == 0)
        return false;
    rest += gap;
    const size_t length = strlen(rest);
    if (length >= 2 && (*rest == '"' || *rest == '\'') && rest[length - 1] == *rest)
        return strlen(name) == length - 2 && strncmp(rest + 1, name, length - 2) == 0;
    return strcmp(rest, name) == 0;
}

/* The section's full name in the config files, or NULL. */
static const char *find_section(const struct ini *files, const char *kind, const char *name) {
    const char *section = NULL;
    for (size_t i = 0; (section = ini_section(files, i)); i++)
        if (section_is(section, kind, name))
            return section;
    return NULL;
}

static void list_profiles(const struct config *config, struct text *out) {
    const char *section = NULL;
    const char *comma = "";
    for (size_t i = 0; (section = ini_section(config->files, i)); i++) {
        if (strncmp(section, "profile ", 8) != 0)
            continue;
        text_printf(out, "%s%s", comma, section + 8);
        comma = ", ";
    }
    for (size_t i = 0; (section = ini_section(config->credentials, i)); i++) {
        text_printf(out, "%s%s", comma, section);
        comma = ", ";
    }
}

const char *config_section_of_profile(const struct config *config, const char *profile) {
    const char *section = find_section(config->files, "profile", profile);
    if (!section && strcmp(profile, "default") == 0 && ini_has_section(config->files, "default"))
        section = "default";
    return section;
}

static bool settle_profile(const struct aws_options *options, struct config *config, struct error **err) {
    const char *named = first_of(options->profile, NULL, NULL);
    config->profile_from = named ? "profile" : NULL;
    for (size_t i = 0; !named && i < 2; i++) {
        static const char *const variables[] = { "AWS_PROFILE", "AWS_DEFAULT_PROFILE" };
        named = variable(variables[i]);
        config->profile_from = named ? variables[i] : NULL;
    }
    config->profile = xstrdup(named ? named : "default");
    const char *section = config_section_of_profile(config, config->profile);
    config->profile_section = copy_of(section);
    if (!named || section || ini_has_section(config->credentials, named))
        return true;
    auto_text known = { 0 };
    list_profiles(config, &known);
    error_set(err, ERROR_INPUT, "the AWS profile \"%s\" (%s) is neither in %s nor in %s; profiles there: %s",
              named, config->profile_from, config->files_names, config->credentials_names,
              known.length ? text_string(&known) : "none");
    if (options->profile && *options->profile)
        (*err)->property = xstrdup("profile");
    return false;
}

const char *config_value_of_profile(const struct config *config, const char *profile, const char *key) {
    const char *value = ini_get(config->credentials, profile, key);
    const char *section = value ? NULL : config_section_of_profile(config, profile);
    if (section)
        value = ini_get(config->files, section, key);
    return value && *value ? value : NULL;
}

const char *config_profile_get(const struct config *config, const char *key) {
    return config_value_of_profile(config, config->profile, key);
}

bool config_has_profile(const struct config *config, const char *profile) {
    return ini_has_section(config->credentials, profile) || config_section_of_profile(config, profile);
}

bool config_has_section(const struct config *config, const char *kind, const char *name) {
    return find_section(config->files, kind, name) != NULL;
}

const char *config_value_of(const struct config *config, const char *kind, const char *name,
                            const char *key) {
    const char *section = find_section(config->files, kind, name);
    const char *value = section ? ini_get(config->files, section, key) : NULL;
    return value && *value ? value : NULL;
}

static bool settle_region(const struct aws_options *options, struct config *config, struct error **err) {
    const char *from_variables = first_of(variable("AWS_REGION"), variable("AWS_DEFAULT_REGION"), NULL);
    const char *region = first_of(options->region, from_variables, config_profile_get(config, "region"));
    if (!region)
        return error_set_property(
            err, "region",
            "no AWS region: set the provider's `region`, the variable AWS_REGION, or `region` "
            "in the profile \"%s\" (%s)",
            config->profile, config->files_names);
    if (!rule_is_host_label(region, false))
        return error_set_property(err, "region", "\"%s\" is no AWS region name (such as eu-central-1)",
                                  region);
    config->region = xstrdup(region);
    return true;
}

static bool settle_attempts(const struct aws_options *options, struct config *config, struct error **err) {
    const char *text =
        first_of(variable("AWS_MAX_ATTEMPTS"), config_profile_get(config, "max_attempts"), NULL);
    config->attempts_asked = options->max_attempts || text;
    config->max_attempts = options->max_attempts ? options->max_attempts : CONFIG_DEFAULT_ATTEMPTS;
    if (!options->max_attempts && text) {
        char *end = NULL;
        errno = 0;
        const long number = strtol(text, &end, 10);
        config->max_attempts = errno || *end || number > MOST_ATTEMPTS ? 0 : (int)number;
    }
    if (config->max_attempts < 1 || config->max_attempts > MOST_ATTEMPTS)
        return error_set(err, ERROR_INPUT, "max_attempts must be a number from 1 to %d", (int)MOST_ATTEMPTS);
    return true;
}

/* Source: "Retry behavior", AWS SDKs and Tools reference guide. The mode before the standard one has no place here. */
static const struct {
    const char *name;
    enum config_retry_mode mode;
} retry_modes[] = {
    { "standard", CONFIG_RETRY_STANDARD },
    { "adaptive", CONFIG_RETRY_ADAPTIVE },
    { "legacy", CONFIG_RETRY_STANDARD },
};

static bool settle_retry_mode(const struct aws_options *options, struct config *config, struct error **err) {
    const char *name =
        first_of(options->retry_mode, variable("AWS_RETRY_MODE"), config_profile_get(config, "retry_mode"));
    for (size_t i = 0; name && i < COUNT_OF(retry_modes); i++) {
        if (strcasecmp(name, retry_modes[i].name) != 0)
            continue;
        config->retry_mode = retry_modes[i].mode;
        return true;
    }
    if (options->retry_mode)
        return error_set_property(err, "retryMode", "the retry mode is standard or adaptive, not \"%s\"",
                                  name);
    if (name)
        return error_set(err, ERROR_INPUT,
                         "AWS_RETRY_MODE, or retry_mode in the profile \"%s\", is standard "
                         "or adaptive, not \"%s\"",
                         config->profile, name);
    return true;
}

/* A switch: true by option, else by variable, else by profile. */
static bool is_on(bool option, const char *env, const struct config *config, const char *key) {
    const char *text = first_of(variable(env), config_profile_get(config, key), NULL);
    return option || (text && strcasecmp(text, "true") == 0);
}

static bool settle_ca_bundle(const struct aws_options *options, struct config *config, struct error **err) {
    const char *path =
        first_of(options->ca_bundle, variable("AWS_CA_BUNDLE"), config_profile_get(config, "ca_bundle"));
    if (!path)
        return true;
    config->ca_bundle = config_path(path);
    if (access(config->ca_bundle, R_OK) != 0)
        return error_set(err, ERROR_INPUT, "cannot read the CA bundle %s: %s", config->ca_bundle,
                         strerror(errno));
    return true;
}

static bool check_url(const char *url, const char *where, struct error **err) {
    auto_arena *arena = arena_new();
    const char *scheme = NULL, *authority = NULL, *path = NULL;
    if (endpoint_split_url(arena, url, &scheme, &authority, &path))
        return true;
    if (strchr(url, '@')) /* a password may stand before it */
        return error_set_property(err, where,
                                  "expected an endpoint URL such as http://localhost:4566, without user and "
                                  "password");
    return error_set_property(err, where, "\"%s\" is no endpoint URL (such as http://localhost:4566)", url);
}

/* ---- proxies ---- */

/* Where a setting of the proxies can come from. */
struct proxy_source {
    const char *option;
    const char *property;
    const char *const *variables;
};

/* The first of the variables that is set, and its name. */
static const char *first_variable(const char *const *names, const char **ret_name) {
    for (; *names; names++) {
        const char *value = variable(*names);
        if (!value)
            continue;
        *ret_name = *names;
        return value;
    }
    return NULL;
}

/* The texts may hold a password: no message shows one. */
static bool settle_proxy(const struct proxy_source *source, char **ret_url, const char **ret_from,
                         struct error **err) {
    static const char right[] =
        "such as http://proxy.example.com:3128, or http://user:password@proxy.example.com:3128 "
        "with %40 for an @ in the password; brackets are for an IPv6 address, and no escape may stand for a "
        "control character (%00 to %1F, %7F)";
    const bool asked = source->option && *source->option;
    *ret_from = source->property;
    const char *text = asked ? source->option : first_variable(source->variables, ret_from);
    *ret_url = text ? proxy_url(text) : NULL;
    if (!text || *ret_url)
        return true;
    if (asked)
        return error_set_property(err, source->property, "expected the URL of a proxy, %s", right);
    return error_set(err, ERROR_INPUT, "the variable %s is not the URL of a proxy, %s", *ret_from, right);
}

/* The variable is for all programs, which pass over what they do not know; the property is for this one. */
static bool settle_no_proxy(const struct aws_options *options, struct config *config, struct error **err) {
    static const char *const names[] = { "no_proxy", "NO_PROXY", NULL };
    const char *name = NULL;
    const char *list = options->no_proxy ? options->no_proxy : first_variable(names, &name);
    config->no_proxy_from = name ? name : "noProxy";
    size_t at = 0;
    const char *fault = list ? proxy_none_fault(list, &at) : NULL;
    if (fault && !name)
        return error_set_property(err, "noProxy", "entry %zu holds for no host: %s", at, fault);
    if (fault)
        log_info("aws: %s: entry %zu holds for no host: %s", name, at, fault);
    config->no_proxy = copy_of(list);
    return true;
}

static bool settle_proxies(const struct aws_options *options, struct config *config, struct error **err) {
    static const char *const http[] = { "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", NULL };
    static const char *const https[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", NULL };
    const struct proxy_source of_http = { options->http_proxy, "httpProxy", http };
    const struct proxy_source of_https = { options->https_proxy, "httpsProxy", https };
    return settle_no_proxy(options, config, err) &&
           settle_proxy(&of_http, &config->http_proxy, &config->http_proxy_from, err) &&
           settle_proxy(&of_https, &config->https_proxy, &config->https_proxy_from, err);
}

/* ---- endpoints ---- */

static void list_services(struct text *out) {
    for (size_t i = 0; endpoint_tables[i]; i++)
        text_printf(out, "%s%s", i ? ", " : "", endpoint_tables[i]->service);
}

/* An endpoint for a service that this version does not call is most likely a slip of the pen. */
static bool check_option_endpoints(const struct aws_options *options, struct error **err) {
    const char *service;
    json_t *url;
    json_object_foreach((json_t *)options->endpoints, service, url) {
        auto_free char *where = xprintf("endpoints.%s", service);
        auto_text known = { 0 };
        list_services(&known);
        if (!endpoint_rules_find(service))
            return error_set_property(err, where, "unknown service; known are %s", text_string(&known));
        if (!json_is_string(url))
            return error_set_property(err, where, "must be a URL");
        if (!check_url(json_string_value(url), where, err))
            return false;
    }
    return !options->endpoint || !*options->endpoint || check_url(options->endpoint, "endpoint", err);
}

/* AWS_ENDPOINT_URL_CLOUDWATCH_LOGS and AWS_ENDPOINT_URL; then the same from the profile. A heap string or
 * NULL. */
static char *configured_endpoint(const struct config *config, const char *service_id) {
    auto_free char *name = xprintf("AWS_ENDPOINT_URL_%s", service_id);
    for (char *c = name; *c; c++)
        *c = (char)(*c >= 'a' && *c <= 'z' ? *c - ('a' - 'A') : *c);
    const char *from_variables = first_of(variable(name), variable("AWS_ENDPOINT_URL"), NULL);
    if (from_variables)
        return xstrdup(from_variables);
    const char *services = config_profile_get(config, "services");
    const char *section = services ? find_section(config->files, "services", services) : NULL;
    char *nested = section ? ini_get_nested(config->files, section, service_id, "endpoint_url") : NULL;
    return nested ? nested : copy_of(config_profile_get(config, "endpoint_url"));
}

static bool settle_endpoints(const struct aws_options *options, struct config *config, struct error **err) {
    if (!check_option_endpoints(options, err))
        return false;
    const bool ignore =
        is_on(false, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", config, "ignore_configured_endpoint_urls");
    config->endpoints = json_object();
    for (size_t i = 0; endpoint_tables[i]; i++) {
        const char *service = endpoint_tables[i]->service;
        auto_free char *configured =
            ignore ? NULL : configured_endpoint(config, endpoint_tables[i]->service_id);
        const char *url = first_of(json_text(options->endpoints, service), options->endpoint, configured);
        if (url && !check_url(url, "endpoint", err))
            return error_in(err, "endpoint of %s", service);
        if (url)
            json_object_set_new(config->endpoints, service, json_string(url));
    }
    return true;
}

const char *config_endpoint(const struct config *config, const char *service) {
    return json_text(config->endpoints, service);
}

static bool settle_s3(const struct aws_options *options, struct config *config) {
    auto_free char *style = NULL;
    if (config->profile_section)
        style = ini_get_nested(config->files, config->profile_section, "s3", "addressing_style");
    return options->s3_path_style || (style && strcasecmp(style, "path") == 0);
}

/*
 * A custom endpoint is called as it is: whether it has FIPS's cryptography or answers by IPv6 is not ours to say, and
 * who asked for that must not believe that it holds. (AWS's own rules refuse it; botocore leaves both out silently.)
 */
static bool settle_variants(const struct aws_options *options, struct config *config, struct error **err) {
    const char *service = json_object_iter_key(json_object_iter(config->endpoints));
    config->use_fips = is_on(options->use_fips, "AWS_USE_FIPS_ENDPOINT", config, "use_fips_endpoint");
    config->use_dualstack =
        is_on(options->use_dualstack, "AWS_USE_DUALSTACK_ENDPOINT", config, "use_dualstack_endpoint");
    if (!service || (!config->use_fips && !config->use_dualstack))
        return true;
    const bool fips = config->use_fips, asked = fips ? options->use_fips : options->use_dualstack;
    auto_free char *message =
        xprintf("%s endpoints are asked for, but %s has an endpoint of its own (%s), which is called as it "
                "is: leave one of the "
                "two out (%s of the profile)",
                fips ? "FIPS" : "dual-stack", service, config_endpoint(config, service),
                fips ? "useFipsEndpoint, AWS_USE_FIPS_ENDPOINT, or use_fips_endpoint"
                     : "useDualstackEndpoint, AWS_USE_DUALSTACK_ENDPOINT, or use_dualstack_endpoint");
    if (!asked)
        return error_set(err, ERROR_INPUT, "%s", message);
    return error_set_property(err, fips ? "useFipsEndpoint" : "useDualstackEndpoint", "%s", message);
}

bool config_new(const struct aws_options *options, struct config **ret_config, struct error **err) {
    auto_config *config = xcalloc(1, sizeof *config);
    config->access_key = copy_of(options->access_key);
    config->secret_key = copy_of(options->secret_key);
    config->session_token = copy_of(options->session_token);
    config->assume_roles = json_deep_copy(options->assume_roles);
    config->web_identity = json_deep_copy(options->web_identity);
    config->ec2_metadata_endpoint = copy_of(options->ec2_metadata_endpoint);
    config->ec2_metadata_endpoint_mode = copy_of(options->ec2_metadata_endpoint_mode);
    config->skip_ec2_metadata = options->skip_ec2_metadata;
    if (!load_files(options->config_files, "AWS_CONFIG_FILE", "~/.aws/config", &config->files,
                    &config->files_names, err) ||
        !load_files(options->credentials_files, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials",
                    &config->credentials, &config->credentials_names, err) ||
        !settle_profile(options, config, err) || !settle_region(options, config, err) ||
        !settle_attempts(options, config, err) || !settle_retry_mode(options, config, err) ||
        !settle_ca_bundle(options, config, err) || !settle_endpoints(options, config, err) ||
        !settle_proxies(options, config, err) || !settle_variants(options, config, err))
        return false;
    config->s3_path_style = settle_s3(options, config);
    *ret_config = TAKE(config);
    return true;
}
