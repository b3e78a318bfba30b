/*
 * One setting of the configuration, from the first place that has it: the provider's property, then the environment, then
 * the profile (docs/configuration.md). It knows its place, so that an error names what must be mended.
 */
#ifndef AWS_SETTING_H
#define AWS_SETTING_H

#include <stdbool.h>

#include "aws/config/config.h"
#include "base/error.h"

/* Where to look. Strings are borrowed. */
struct setting_places {
    const char *option;       /* the property's value; NULL or "": it is not set */
    const char *property;     /* its name */
    const char *variables[5]; /* in their order; NULL behind the last */
    const char *key;          /* in the profile of the configuration; NULL: it has none */
};

struct setting {
    char *value; /* NULL: nobody has set it */
    /* "maxRetries", "the variable AWS_MAX_ATTEMPTS", "max_attempts in [default] (/x/config, line 2)" */
    char *place;
    const char *from; /* property, variable or key alone, borrowed from the places; NULL: nobody */
    bool of_property;
};

struct setting setting_find(const struct config *config, const struct setting_places *places);

/* `nested` below `key` in a section of the shared config files. `section` NULL: it is not set. */
struct setting setting_find_nested(const struct config *config, const char *section, const char *key,
                                   const char *nested);

void setting_done(struct setting *setting);
#define auto_setting AUTO(setting_done) struct setting

/* The environment variable's value; NULL when it is not set or empty. */
const char *setting_variable(const char *name);

/* Fails with ERROR_INPUT: the property, where it is one's, else the place before the message. Always returns false. */
bool setting_refuse(const struct setting *setting, struct error **err, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The same for a value that is no URL; `such_as` is one. It is not shown where a password may stand in it. */
bool setting_refuse_url(const struct setting *setting, const char *such_as, struct error **err);

/* "true" or "false", in any case; `otherwise` where nobody has set it. */
MUST_USE bool setting_truth(const struct setting *setting, bool otherwise, bool *ret_truth,
                            struct error **err);

/* A whole number; `otherwise` where nobody has set it. */
MUST_USE bool setting_number(const struct setting *setting, int least, int most, int otherwise,
                             int *ret_number, struct error **err);

/* The index of the word among the names, in any case; `otherwise` where nobody has set it. */
MUST_USE bool setting_choice(const struct setting *setting, const char *const *names, int otherwise,
                             int *ret_index, struct error **err);

#endif
