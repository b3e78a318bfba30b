/*
 * DiffConfig: another region or another account is another set of objects, so everything is replaced; any other change
 * of the configuration only changes how AWS is called. The engine calls it for a provider that has changed, and for each
 * resource that goes from one provider to another (then the old inputs are the other provider's).
 */
#include <string.h>

#include "aws/endpoint/partitions.h"
#include "base/json.h"
#include "base/memory.h"
#include "plugin/changes.h"
#include "plugin/config_account.h"
#include "plugin/handlers.h"
#include "plugin/plugin.h"
#include "pulumi/provider.pb-c.h"
#include "value/value.h"

struct sides {
    json_t *old; /* plain */
    json_t *new;
};

static void sides_done(struct sides *sides) {
    json_decref(sides->old);
    json_decref(sides->new);
}

/* A state that never said its region is taken to mean the one of now (K10), and one that is not known yet is no other
 * one. */
static bool region_changes(const struct sides *sides) {
    const json_t *was = json_object_get(sides->old, "region");
    const json_t *is = json_object_get(sides->new, "region");
    return json_is_string(was) && json_is_string(is) && !value_is_unknown(was) && !value_is_unknown(is) &&
           !value_equal(was, is);
}

static bool differs(const struct sides *sides, const char *property) {
    return !value_equal(json_object_get(sides->old, property), json_object_get(sides->new, property));
}

static bool is_selector(const char *property) {
    for (const char *const *name = config_account_properties; *name; name++)
        if (strcmp(*name, property) == 0)
            return true;
    return false;
}

enum selection { SAME, OTHER, NOT_KNOWN_YET };

static enum selection compare_selection(const struct sides *sides) {
    enum selection result = SAME;
    for (const char *const *name = config_account_properties; *name; name++) {
        if (value_has_unknown(json_object_get(sides->old, *name)) ||
            value_has_unknown(json_object_get(sides->new, *name)))
            return NOT_KNOWN_YET;
        if (differs(sides, *name))
            result = OTHER;
    }
    return result;
}

struct accounts {
    char *old;
    char *new;
    char *why; /* one of them is not known although it was asked for */
};

static void accounts_done(struct accounts *accounts) {
    free(accounts->old);
    free(accounts->new);
    free(accounts->why);
}

/*
 * The accounts of both sides, NULL where one is not known. AWS is asked only when something that selects the account
 * has changed, and the new side first: when that has no credentials, Configure says so.
 */
static bool find_accounts(struct plugin *plugin, struct rpc_call *call, const struct sides *sides,
                          struct accounts *accounts, struct error **err) {
    const enum selection selection = compare_selection(sides);
    if (selection == NOT_KNOWN_YET)
        return true;
    accounts->old = config_account_told(sides->old);
    accounts->new = config_account_told(sides->new);
    if (selection == SAME || json_truth(sides->new, "skipCredentialsValidation", false))
        return true;
    if (!accounts->new && !config_account_asked(plugin->accounts, call->cancel, sides->new, &accounts->new,
                                                &accounts->why, err))
        return false;
    return !accounts->new || accounts->old ||
           config_account_asked(plugin->accounts, call->cancel, sides->old, &accounts->old, &accounts->why,
                                err);
}

/*
 * Said once, and only for the provider itself: for a resource that goes from one provider to another the engine asks the
 * new one, which is configured by then, and shows both.
 */
static void say(struct plugin *plugin, const char *urn, const char *what, const char *old, const char *new) {
    if (plugin_configuration(plugin, NULL))
        return;
    engine_log_say(plugin->log, ENGINE_INFO, urn,
                   "another %s (%s, before: %s): every resource of this provider is replaced", what, new,
                   old);
}

static void say_unknown(struct plugin *plugin, const char *urn, const struct accounts *accounts) {
    if (!accounts->why || plugin_configuration(plugin, NULL))
        return;
    engine_log_say(plugin->log, ENGINE_WARNING, urn,
                   "whether this is another AWS account cannot be told (%s configuration: %s): nothing is "
                   "replaced for that. allowedAccountIds keeps the provider out of a wrong account",
                   accounts->new ? "the old" : "the new", accounts->why);
}

/* Marks what replaces. */
static void mark(struct schema_changes *changes, bool region, bool account) {
    bool selected = false;
    for (size_t i = 0; i < changes->count; i++) {
        struct schema_change *change = &changes->items[i];
        auto_free char *top = xstrndup(change->path, strcspn(change->path, ".["));
        const bool selects = account && is_selector(top);
        selected = selected || selects;
        change->replace = selects || (region && strcmp(top, "region") == 0);
    }
    for (size_t i = 0; account && !selected && i < changes->count; i++)
        if (strncmp(changes->items[i].path, "allowedAccountIds", strlen("allowedAccountIds")) == 0)
            changes->items[i].replace = true;
}

static bool diff(struct plugin *plugin, struct rpc_call *call, const char *urn, const struct sides *sides,
                 Pulumirpc__DiffResponse *response, struct error **err) {
    AUTO(accounts_done) struct accounts accounts = { 0 };
    if (!find_accounts(plugin, call, sides, &accounts, err))
        return false;
    const bool account = accounts.old && accounts.new &&strcmp(accounts.old, accounts.new) != 0;
    const bool region = region_changes(sides);
    json_auto_t *nothing = json_object();
    auto_changes changes = { 0 };
    schema_diff(schema_provider(), nothing, sides->old, sides->new, &changes);
    mark(&changes, region, account);
    changes_into(call, &changes, NULL, true, response);
    response->changes = PULUMIRPC__DIFF_RESPONSE__DIFF_CHANGES__DIFF_SOME;
    const char *was = json_text(sides->old, "region");
    const char *is = json_text(sides->new, "region");
    if (region && partition_of(was) != partition_of(is))
        say(plugin, urn, "partition", partition_of(was)->id, partition_of(is)->id);
    else if (region)
        say(plugin, urn, "region", was, is);
    if (account)
        say(plugin, urn, "account", accounts.old, accounts.new);
    say_unknown(plugin, urn, &accounts);
    return true;
}

bool plugin_diff_config(void *context, struct rpc_call *call, const ProtobufCMessage *message,
                        ProtobufCMessage **ret_response, struct rpc_failure *failure) {
    const Pulumirpc__DiffRequest *request = (const Pulumirpc__DiffRequest *)message;
    AUTO(sides_done) struct sides sides = { 0 };
    auto_error *error = NULL;
    if (!value_plain_from_struct(request->old_inputs ? request->old_inputs : request->olds, &sides.old,
                                 &error) ||
        !value_plain_from_struct(request->news, &sides.new, &error))
        return plugin_fail(call, failure, error);
    Pulumirpc__DiffResponse *response = plugin_message(call, &pulumirpc__diff_response__descriptor);
    response->changes = PULUMIRPC__DIFF_RESPONSE__DIFF_CHANGES__DIFF_NONE;
    if (!value_equal(sides.old, sides.new) && !diff(context, call, request->urn, &sides, response, &error))
        return plugin_fail(call, failure, error);
    *ret_response = &response->base;
    return true;
}
