#include "resources/account.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

struct account {
    pthread_mutex_t lock;
    char *number;
};

struct account *account_new(void) {
    struct account *account = xcalloc(1, sizeof *account);
    pthread_mutex_init(&account->lock, NULL);
    return account;
}

void account_free(struct account *account) {
    if (!account)
        return;
    pthread_mutex_destroy(&account->lock);
    free(account->number);
    free(account);
}

static const char *remembered(struct account *account) {
    pthread_mutex_lock(&account->lock);
    const char *number = account->number;
    pthread_mutex_unlock(&account->lock);
    return number;
}

/* Two threads may ask at once; the first answer stays, so that what was handed out stays valid. */
static void remember(struct account *account, const char *number) {
    pthread_mutex_lock(&account->lock);
    if (!account->number && number)
        account->number = xstrdup(number);
    pthread_mutex_unlock(&account->lock);
}

bool account_identity(const struct provider *provider, struct cancel *cancel, json_t **ret_identity,
                      struct error **err) {
    json_auto_t *nothing = json_object();
    json_auto_t *identity = NULL;
    if (!aws_call(provider->aws, cancel, "sts", "GetCallerIdentity", nothing, &identity, err))
        return false;
    remember(provider->account, json_text(identity, "Account"));
    *ret_identity = TAKE(identity);
    return true;
}

const char *account_number(const struct provider *provider, struct cancel *cancel) {
    const char *number = remembered(provider->account);
    if (number)
        return number;
    json_auto_t *identity = NULL;
    auto_error *ignored = NULL;
    if (!account_identity(provider, cancel, &identity, &ignored))
        return NULL;
    return remembered(provider->account);
}
