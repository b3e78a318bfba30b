#include "aws/config/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "aws/config/setting.h"
#include "aws/endpoint/endpoint.h"
#include "aws/endpoint/functions.h"
#include "aws/http/proxy.h"
#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

/* A retry is an attempt after the first; maxRetries may be 100. */
enum { MOST_ATTEMPTS = 101, LARGEST_BUNDLE = 16 << 20 };

static const char *switch_text(enum aws_switch value) {
    return value == AWS_UNSET ? NULL : value == AWS_ON ? "true" : "false";
}

static bool settle_region(const struct aws_options *options, struct config *config, struct error **err) {
    auto_setting region = setting_find(
        config, &(struct setting_places){
                    options->region, "region", { "AWS_REGION", "AWS_DEFAULT_REGION" }, "region" });
    if (!region.value)
        return error_set_property(
            err, "region",
            "no AWS region: set the provider's `region`, the variable AWS_REGION, or `region` "
            "in the profile \"%s\" (%s)",
            config->profile, config->files_names);
    if (!rule_is_host_label(region.value, false))
        return setting_refuse(&region, err, "\"%s\" is no AWS region name (such as eu-central-1)",
                              region.value);
    config->region = TAKE(region.value);
    return true;
}

static bool settle_attempts(const struct aws_options *options, struct config *config, struct error **err) {
    auto_free char *asked = options->max_attempts ? xprintf("%d", options->max_attempts) : NULL;
    auto_setting attempts = setting_find(
        config, &(struct setting_places){ asked, "maxRetries", { "AWS_MAX_ATTEMPTS" }, "max_attempts" });
    config->attempts_asked = attempts.value != NULL;
    return setting_number(&attempts, 1, MOST_ATTEMPTS, CONFIG_DEFAULT_ATTEMPTS, &config->max_attempts, err);
}

/* Source: "Retry behavior", AWS SDKs and Tools reference guide. The mode before the standard one has no place here. */
static bool settle_retry_mode(const struct aws_options *options, struct config *config, struct error **err) {
    static const char *const names[] = { "standard", "adaptive", "legacy", NULL };
    int mode = 0;
    auto_setting setting = setting_find(
        config,
        &(struct setting_places){ options->retry_mode, "retryMode", { "AWS_RETRY_MODE" }, "retry_mode" });
    if (!setting_choice(&setting, names, 0, &mode, err))
        return false;
    config->retry_mode = mode == 1 ? CONFIG_RETRY_ADAPTIVE : CONFIG_RETRY_STANDARD;
    return true;
}

/* ---- CA certificates ---- */

/* Why no certificate can be read from the file; NULL: one can. */
static const char *bundle_fault(const char *path) {
    static const char mark[] = "CERTIFICATE-----"; /* also of TRUSTED and X509 ones, which OpenSSL takes */
    FILE *file = fopen(path, "rbe");
    if (!file)
        return strerror(errno);
    char *bytes = xcalloc(1, LARGEST_BUNDLE);
    const size_t length = fread(bytes, 1, LARGEST_BUNDLE, file);
    const int failure = ferror(file) ? errno : 0;
    const bool found = memmem(bytes, length, mark, strlen(mark));
    free(bytes);
    fclose(file);
    return failure ? strerror(failure)
           : found ? NULL
                   : "it holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)";
}

static bool settle_ca_bundle(const struct aws_options *options, struct config *config, struct error **err) {
    auto_setting bundle = setting_find(
        config,
        &(struct setting_places){ options->ca_bundle, "customCaBundle", { "AWS_CA_BUNDLE" }, "ca_bundle" });
    config->ca_bundle = bundle.value ? config_path(bundle.value) : NULL;
    const char *fault = bundle.value ? bundle_fault(config->ca_bundle) : NULL;
    return !fault ||
           setting_refuse(&bundle, err, "cannot read the CA bundle %s: %s", config->ca_bundle, fault);
}

/* ---- proxies ---- */

/* The texts may hold a password: no message shows one. */
static bool settle_proxy(const struct config *config, const struct setting_places *places, char **ret_url,
                         const char **ret_from, struct error **err) {
    auto_setting proxy = setting_find(config, places);
    *ret_from = proxy.value ? proxy.from : places->property;
    *ret_url = proxy.value ? proxy_url(proxy.value) : NULL;
    return !proxy.value || *ret_url ||
           setting_refuse(&proxy, err,
                          "expected the URL of a proxy, such as http://proxy.example.com:3128, or "
                          "http://user:password@proxy.example.com:3128 with %%40 for an @ in the password; "
                          "brackets are for an IPv6 address, and no escape may stand for a control character "
                          "(%%00 to %%1F, %%7F)");
}

/* The variable is for all programs, which pass over what they do not know; the property is for this one. */
static bool settle_no_proxy(const struct aws_options *options, struct config *config, struct error **err) {
    const struct setting_places places = { options->no_proxy, "noProxy", { "no_proxy", "NO_PROXY" }, NULL };
    config->no_proxy_from = places.property;
    if (options->no_proxy && !*options->no_proxy)
        return true; /* it says that there are none */
    auto_setting none = setting_find(config, &places);
    if (!none.value)
        return true;
    size_t at = 0;
    const char *fault = proxy_none_fault(none.value, &at);
    if (fault && none.of_property)
        return setting_refuse(&none, err, "entry %zu holds for no host: %s", at, fault);
    if (fault)
        log_info("aws: %s: entry %zu holds for no host: %s", none.place, at, fault);
    config->no_proxy = TAKE(none.value);
    config->no_proxy_from = none.from;
    return true;
}

static bool settle_proxies(const struct aws_options *options, struct config *config, struct error **err) {
    const struct setting_places http = {
        options->http_proxy, "httpProxy", { "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY" }, NULL
    };
    const struct setting_places https = {
        options->https_proxy, "httpsProxy", { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" }, NULL
    };
    return settle_no_proxy(options, config, err) &&
           settle_proxy(config, &http, &config->http_proxy, &config->http_proxy_from, err) &&
           settle_proxy(config, &https, &config->https_proxy, &config->https_proxy_from, err);
}

/* ---- endpoints ---- */

static void list_services(struct text *out) {
    for (size_t i = 0; endpoint_tables[i]; i++)
        text_printf(out, "%s%s", i ? ", " : "", endpoint_tables[i]->service);
}

/* An endpoint for a service that this version does not call is most likely a slip of the pen. */
static bool check_services(const struct aws_options *options, struct error **err) {
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
    }
    return true;
}

/* endpoint_url of the service in the profile's section [services NAME], else endpoint_url of the profile. A name of no
 * section is refused: calls meant for an emulator would go to AWS. */
static bool find_endpoint_of_profile(const struct config *config, const struct endpoint_rules *table,
                                     struct setting *ret_url, struct error **err) {
    auto_setting services = setting_find(config, &(struct setting_places){ .key = "services" });
    const char *section = services.value ? config_section(config, "services", services.value) : NULL;
    if (services.value && !section)
        return setting_refuse(&services, err, "there is no section [services %s] in %s", services.value,
                              config->files_names);
    *ret_url = setting_find_nested(config, section, table->service_id, "endpoint_url");
    if (!ret_url->value)
        *ret_url = setting_find(config, &(struct setting_places){ .key = "endpoint_url" });
    return true;
}

/* From endpoints.NAME, endpoint, AWS_ENDPOINT_URL_CLOUDWATCH_LOGS, AWS_ENDPOINT_URL; then from the profile. */
static bool find_endpoint(const struct aws_options *options, const struct config *config,
                          const struct endpoint_rules *table, bool ignore_configured, struct setting *ret_url,
                          struct error **err) {
    auto_free char *own = xprintf("endpoints.%s", table->service);
    auto_free char *variable = xprintf("AWS_ENDPOINT_URL_%s", table->service_id);
    for (char *c = variable; *c; c++)
        *c = (char)(*c >= 'a' && *c <= 'z' ? *c - ('a' - 'A') : *c);
    struct setting_places places = { json_text(options->endpoints, table->service), own, { NULL }, NULL };
    *ret_url = setting_find(config, &places);
    places = (struct setting_places){ options->endpoint, "endpoint", { NULL }, NULL };
    if (!ignore_configured) {
        places.variables[0] = variable;
        places.variables[1] = "AWS_ENDPOINT_URL";
    }
    if (!ret_url->value)
        *ret_url = setting_find(config, &places);
    ret_url->from = NULL; /* the names end here */
    return ret_url->value || ignore_configured || find_endpoint_of_profile(config, table, ret_url, err);
}

/* *ret_first: that of the first service that has one; to be done with setting_done(). */
static bool settle_endpoints(const struct aws_options *options, struct config *config,
                             struct setting *ret_first, struct error **err) {
    bool ignore = false;
    auto_setting ignoring =
        setting_find(config, &(struct setting_places){ .variables = { "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" },
                                                       .key = "ignore_configured_endpoint_urls" });
    if (!check_services(options, err) || !setting_truth(&ignoring, false, &ignore, err))
        return false;
    config->endpoints = json_object();
    for (size_t i = 0; endpoint_tables[i]; i++) {
        auto_arena *arena = arena_new();
        const char *scheme = NULL, *authority = NULL, *path = NULL;
        auto_setting url = { 0 };
        if (!find_endpoint(options, config, endpoint_tables[i], ignore, &url, err))
            return false;
        if (!url.value)
            continue;
        if (!endpoint_split_url(arena, url.value, &scheme, &authority, &path))
            return setting_refuse_url(&url, "http://localhost:4566", err);
        json_object_set_new(config->endpoints, endpoint_tables[i]->service, json_string(url.value));
        if (!ret_first->value)
            *ret_first = (struct setting){ .value = TAKE(url.value), .place = TAKE(url.place) };
    }
    return true;
}

/* botocore's words: "path", "virtual", and "auto" for what is right at the endpoint. */
static bool settle_s3(const struct aws_options *options, struct config *config, struct error **err) {
    static const char *const styles[] = { "auto", "path", "virtual", NULL };
    const bool by_default = config_endpoint(config, "s3");
    if (options->s3_path_style != AWS_UNSET) {
        config->s3_path_style = options->s3_path_style == AWS_ON;
        return true;
    }
    int style = 0;
    auto_setting asked = setting_find_nested(config, config->profile_section, "s3", "addressing_style");
    if (!setting_choice(&asked, styles, 0, &style, err))
        return false;
    config->s3_path_style = style == 1 || (style == 0 && by_default);
    return true;
}

/*
 * A custom endpoint is called as it is: whether it has FIPS's cryptography or answers by IPv6 is not ours to say, and
 * who asked for that must not believe that it holds. (AWS's own rules refuse it; botocore leaves both out silently.)
 */
static bool settle_variant(const struct config *config, const struct setting_places *places, const char *what,
                           const struct setting *endpoint, bool *ret_use, struct error **err) {
    auto_setting asked = setting_find(config, places);
    if (!setting_truth(&asked, false, ret_use, err))
        return false;
    if (!*ret_use || !endpoint->value)
        return true;
    return setting_refuse(
        &asked, err,
        "%s endpoints are asked for, but %s has an endpoint of its own (%s, by %s), which is called "
        "as it is: leave one of the two out",
        what, json_object_iter_key(json_object_iter(config->endpoints)), endpoint->value, endpoint->place);
}

static bool settle_endpoints_and_variants(const struct aws_options *options, struct config *config,
                                          struct error **err) {
    const struct setting_places fips = {
        switch_text(options->use_fips), "useFipsEndpoint", { "AWS_USE_FIPS_ENDPOINT" }, "use_fips_endpoint"
    };
    const struct setting_places dualstack = { switch_text(options->use_dualstack),
                                              "useDualstackEndpoint",
                                              { "AWS_USE_DUALSTACK_ENDPOINT" },
                                              "use_dualstack_endpoint" };
    auto_setting endpoint = { 0 };
    return settle_endpoints(options, config, &endpoint, err) && settle_s3(options, config, err) &&
           settle_variant(config, &fips, "FIPS", &endpoint, &config->use_fips, err) &&
           settle_variant(config, &dualstack, "dual-stack", &endpoint, &config->use_dualstack, err);
}

static bool settle_metadata(const struct aws_options *options, struct config *config, struct error **err) {
    bool skip = false;
    auto_setting asked =
        setting_find(config, &(struct setting_places){ switch_text(options->skip_ec2_metadata),
                                                       "skipMetadataApiCheck",
                                                       { "AWS_EC2_METADATA_DISABLED" },
                                                       NULL });
    if (!setting_truth(&asked, false, &skip, err))
        return false;
    if (skip)
        config->no_ec2_metadata = asked.of_property ? "the provider's skipMetadataApiCheck is set"
                                                    : "AWS_EC2_METADATA_DISABLED is set";
    return true;
}

bool settings_take(const struct aws_options *options, struct config *config, struct error **err) {
    return settle_region(options, config, err) && settle_attempts(options, config, err) &&
           settle_retry_mode(options, config, err) && settle_ca_bundle(options, config, err) &&
           settle_endpoints_and_variants(options, config, err) && settle_proxies(options, config, err) &&
           settle_metadata(options, config, err);
}
