#include "plugin/config_account.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "aws/aws.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "plugin/configuration.h"

enum { ASK_FOR_MS = 5000, ACCOUNT_DIGITS = 12 };

const char *const config_account_properties[] = {
    "accessKey",
    "profile",
    "assumeRoles",
    "assumeRoleWithWebIdentity",
    "sharedConfigFiles",
    "sharedCredentialsFiles",
    "endpoint",
    "endpoints",
    NULL,
};

struct config_accounts {
    pthread_mutex_t lock;
    /* By what selects the account (no secret among it): {"account": …}, or {"why": …} when nobody told. */
    json_t *asked;
};

struct config_accounts *config_accounts_new(void) {
    struct config_accounts *accounts = xcalloc(1, sizeof *accounts);
    pthread_mutex_init(&accounts->lock, NULL);
    accounts->asked = json_object();
    return accounts;
}

void config_accounts_free(struct config_accounts *accounts) {
    if (!accounts)
        return;
    json_decref(accounts->asked);
    pthread_mutex_destroy(&accounts->lock);
    free(accounts);
}

/* ---- told ---- */

/* arn:aws:iam::111122223333:role/name; a heap string or NULL. */
static char *account_of(const char *arn) {
    for (int colon = 0; arn && colon < 4; colon++) {
        arn = strchr(arn, ':');
        arn = arn ? arn + 1 : NULL;
    }
    const size_t digits = arn ? strspn(arn, "0123456789") : 0;
    return digits == ACCOUNT_DIGITS && arn[digits] == ':' ? xstrndup(arn, digits) : NULL;
}

char *config_account_told(const json_t *inputs) {
    const json_t *roles = json_object_get(inputs, "assumeRoles");
    const json_t *allowed = json_object_get(inputs, "allowedAccountIds");
    const size_t count = json_array_size(roles);
    const json_t *role =
        count ? json_array_get(roles, count - 1) : json_object_get(inputs, "assumeRoleWithWebIdentity");
    if (role)
        return account_of(json_text(role, "roleArn"));
    const char *only = json_array_size(allowed) == 1 ? json_string_value(json_array_get(allowed, 0)) : NULL;
    return only ? xstrdup(only) : NULL;
}

/* ---- asked ---- */

/* One text for all inputs that lead to the same credentials. */
static char *selection_of(const json_t *inputs) {
    json_auto_t *selection = json_object();
    for (const char *const *name = config_account_properties; *name; name++)
        json_object_set(selection, *name, json_object_get(inputs, *name));
    json_object_set(selection, "region", json_object_get(inputs, "region"));
    return json_canonical(selection);
}

static bool get_identity(const json_t *inputs, struct cancel *cancel, json_t **ret_identity,
                         struct error **err) {
    struct aws_client *client = NULL;
    if (!configuration_client(inputs, &client, err))
        return false;
    json_auto_t *nothing = json_object();
    const int64_t before_ms = cancel_deadline_ms(cancel);
    cancel_set_deadline_ms(cancel, clock_monotonic_ms() + ASK_FOR_MS);
    const bool good = aws_call(client, cancel, "sts", "GetCallerIdentity", nothing, ret_identity, err);
    cancel_set_deadline_ms(cancel, before_ms);
    aws_client_free(client);
    return good;
}

/* By a code or a kind: AWS's words may quote what they were sent. */
static char *why_not(const struct error *error) {
    if (error->property)
        return xprintf("its %s cannot be used", error->property);
    return xprintf("%s%s%.100s", error->operation ? error->operation : "", error->operation ? ": " : "",
                   error_reason(error));
}

/* What is kept in `asked`, or NULL with ERROR_CANCELLED. */
static json_t *ask(const json_t *inputs, struct cancel *cancel, struct error **err) {
    json_auto_t *identity = NULL;
    auto_error *error = NULL;
    if (get_identity(inputs, cancel, &identity, &error) && json_text(identity, "Account"))
        return json_pack("{s:s}", "account", json_text(identity, "Account"));
    if (error && error->kind == ERROR_CANCELLED) {
        *err = TAKE(error);
        return NULL;
    }
    auto_free char *why = error ? why_not(error) : xstrdup("GetCallerIdentity names none");
    log_debug("DiffConfig: the account of a configuration is not known (%s)", why);
    return json_pack("{s:s}", "why", why);
}

bool config_account_asked(struct config_accounts *accounts, struct cancel *cancel, const json_t *inputs,
                          char **ret_account, char **ret_why, struct error **err) {
    auto_free char *selection = selection_of(inputs);
    pthread_mutex_lock(&accounts->lock);
    json_auto_t *known = json_incref(json_object_get(accounts->asked, selection));
    pthread_mutex_unlock(&accounts->lock);
    if (!known) {
        known = ask(inputs, cancel, err);
        if (!known)
            return false;
        pthread_mutex_lock(&accounts->lock);
        json_object_set(accounts->asked, selection, known);
        pthread_mutex_unlock(&accounts->lock);
    }
    const char *account = json_text(known, "account"), *why = json_text(known, "why");
    *ret_account = account ? xstrdup(account) : NULL;
    *ret_why = why ? xstrdup(why) : NULL;
    return true;
}
