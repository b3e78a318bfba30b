#include "aws/config/setting.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"

void setting_done(struct setting *setting) {
    secret_free(setting->value); /* a proxy's URL may hold a password */
    free(setting->place);
}

const char *setting_variable(const char *name) {
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

/* "KEY in [SECTION] (FILE, line 3)" */
static char *place_of(const struct ini *ini, const char *section, const char *key, const char *shown) {
    const char *file = "";
    int line = 0;
    ini_where(ini, section, key, &file, &line);
    return xprintf("%s in [%s] (%s, line %d)", shown, section, file, line);
}

static struct setting of_profile(const struct config *config, const char *key) {
    const char *value = config_profile_get(config, key);
    if (!value)
        return (struct setting){ 0 };
    const bool in_credentials = ini_get(config->credentials, config->profile, key);
    return (struct setting){
        .value = xstrdup(value),
        .from = key,
        .place = in_credentials ? place_of(config->credentials, config->profile, key, key)
                                : place_of(config->files, config->profile_section, key, key),
    };
}

struct setting setting_find(const struct config *config, const struct setting_places *places) {
    if (places->option && *places->option)
        return (struct setting){ .value = xstrdup(places->option),
                                 .place = xstrdup(places->property),
                                 .from = places->property,
                                 .of_property = true };
    for (const char *const *name = places->variables; *name; name++) {
        const char *value = setting_variable(*name);
        if (value)
            return (struct setting){ .value = xstrdup(value),
                                     .place = xprintf("the variable %s", *name),
                                     .from = *name };
    }
    return places->key ? of_profile(config, places->key) : (struct setting){ 0 };
}

struct setting setting_find_nested(const struct config *config, const char *section, const char *key,
                                   const char *nested) {
    auto_free char *value = section ? ini_get_nested(config->files, section, key, nested) : NULL;
    if (!value || !*value)
        return (struct setting){ 0 };
    auto_free char *shown = xprintf("%s of %s", nested, key);
    return (struct setting){ .value = TAKE(value),
                             .place = place_of(config->files, section, key, shown),
                             .from = nested };
}

bool setting_refuse(const struct setting *setting, struct error **err, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    auto_free char *message = xvprintf(format, arguments);
    va_end(arguments);
    if (setting->of_property)
        error_set_property(err, setting->place, "%s", message);
    else
        error_set(err, ERROR_INPUT, "%s: %s", setting->place, message);
    return false;
}

bool setting_refuse_url(const struct setting *setting, const char *such_as, struct error **err) {
    if (strchr(setting->value, '@'))
        return setting_refuse(setting, err, "expected an endpoint URL such as %s, without user and password",
                              such_as);
    return setting_refuse(setting, err, "\"%s\" is no endpoint URL (such as %s)", setting->value, such_as);
}

bool setting_truth(const struct setting *setting, bool otherwise, bool *ret_truth, struct error **err) {
    static const char *const names[] = { "false", "true", NULL };
    int index = otherwise;
    if (!setting_choice(setting, names, otherwise, &index, err))
        return false;
    *ret_truth = index == 1;
    return true;
}

bool setting_number(const struct setting *setting, int least, int most, int otherwise, int *ret_number,
                    struct error **err) {
    char *end = NULL;
    errno = 0;
    const long number = setting->value ? strtol(setting->value, &end, 10) : otherwise;
    if (setting->value && (errno || end == setting->value || *end || number < least || number > most))
        return setting_refuse(setting, err, "expected a whole number from %d to %d, got \"%s\"", least, most,
                              setting->value);
    *ret_number = (int)number;
    return true;
}

bool setting_choice(const struct setting *setting, const char *const *names, int otherwise, int *ret_index,
                    struct error **err) {
    auto_text known = { 0 };
    *ret_index = otherwise;
    if (!setting->value)
        return true;
    for (int i = 0; names[i]; i++) {
        if (strcasecmp(setting->value, names[i]) == 0) {
            *ret_index = i;
            return true;
        }
        text_printf(&known, "%s%s", i == 0 ? "" : names[i + 1] ? ", " : " or ", names[i]);
    }
    return setting_refuse(setting, err, "expected %s, got \"%s\"", text_string(&known), setting->value);
}
