#include "aws/config/config.h"

#include <errno.h>
#include <pwd.h>
#include <string.h>

#include "aws/config/setting.h"
#include "aws/config/settings.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"

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

/* A heap string. */
static char *home(void) {
    const char *folder = setting_variable("HOME");
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

/* Who names the files of one kind. */
struct files_source {
    const json_t *paths; /* of the property, or NULL */
    const char *property;
    const char *variable;
    const char *standard;
};

/* A file that a property names must be there: without it, another source of credentials would be taken in silence. One of
 * a variable need not be, as in botocore. Failure names the property or the variable. */
static bool load_file(const struct files_source *source, const char *path, struct ini **ini,
                      struct error **err) {
    const bool of_property = json_array_size(source->paths);
    if (of_property && access(path, F_OK) != 0)
        return error_set_property(err, source->property, "cannot read %s: %s", path, strerror(errno));
    if (ini_load(path, ini, err))
        return true;
    if (of_property)
        (*err)->property = xstrdup(source->property);
    else if (setting_variable(source->variable))
        error_in(err, "the variable %s", source->variable);
    return false;
}

/* Loads one file after the other into *ini and lists their names. */
static bool load_files(const struct files_source *source, struct ini **ini, char **ret_names,
                       struct error **err) {
    auto_text names = { 0 };
    const char *variable = setting_variable(source->variable);
    json_auto_t *single = json_pack("[s]", variable ? variable : source->standard);
    const json_t *list = json_array_size(source->paths) ? source->paths : single;
    bool good = true;
    for (size_t i = 0; good && i < json_array_size(list); i++) {
        const char *path = json_string_value(json_array_get(list, i));
        auto_free char *file = config_path(path ? path : "");
        text_printf(&names, "%s%s", i ? ", " : "", file);
        good = load_file(source, file, ini, err);
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
    const char *named = options->profile && *options->profile ? options->profile : NULL;
    config->profile_from = named ? "profile" : NULL;
    for (size_t i = 0; !named && i < 2; i++) {
        static const char *const variables[] = { "AWS_PROFILE", "AWS_DEFAULT_PROFILE" };
        named = setting_variable(variables[i]);
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
    if (named == options->profile)
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

const char *config_section(const struct config *config, const char *kind, const char *name) {
    return find_section(config->files, kind, name);
}

bool config_has_section(const struct config *config, const char *kind, const char *name) {
    return config_section(config, kind, name) != NULL;
}

const char *config_value_of(const struct config *config, const char *kind, const char *name,
                            const char *key) {
    const char *section = find_section(config->files, kind, name);
    const char *value = section ? ini_get(config->files, section, key) : NULL;
    return value && *value ? value : NULL;
}

const char *config_endpoint(const struct config *config, const char *service) {
    return json_text(config->endpoints, service);
}

bool config_new(const struct aws_options *options, struct config **ret_config, struct error **err) {
    const struct files_source files = { options->config_files, "sharedConfigFiles", "AWS_CONFIG_FILE",
                                        "~/.aws/config" };
    const struct files_source credentials = { options->credentials_files, "sharedCredentialsFiles",
                                              "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials" };
    auto_config *config = xcalloc(1, sizeof *config);
    config->access_key = copy_of(options->access_key);
    config->secret_key = copy_of(options->secret_key);
    config->session_token = copy_of(options->session_token);
    config->assume_roles = json_deep_copy(options->assume_roles);
    config->web_identity = json_deep_copy(options->web_identity);
    config->ec2_metadata_endpoint = copy_of(options->ec2_metadata_endpoint);
    config->ec2_metadata_endpoint_mode = copy_of(options->ec2_metadata_endpoint_mode);
    if (!load_files(&files, &config->files, &config->files_names, err) ||
        !load_files(&credentials, &config->credentials, &config->credentials_names, err) ||
        !settle_profile(options, config, err) || !settings_take(options, config, err))
        return false;
    *ret_config = TAKE(config);
    return true;
}
