/*
 * The plugin: what all RPC handlers share, and the few helpers that every handler needs.
 *
 * One process can serve several engines one after the other (attached plugins), and several provider
 * configurations; what the last Handshake, Attach and Configure said counts.
 */
#ifndef PLUGIN_PLUGIN_H
#define PLUGIN_PLUGIN_H

#include <protobuf-c/protobuf-c.h>
#include <pthread.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "plugin/engine_log.h"
#include "rpc/server.h"

/* What the engine said in its last Handshake. Texts live as long as the plugin; NULL = not said. */
struct plugin_handshake {
    const char *root_directory;
    const char *program_directory;
    bool configure_with_urn;
    bool supports_views;
    bool supports_refresh_before_update;
    bool invoke_with_preview;
    bool sends_old_outputs_to_check;
    bool done; /* false: an engine so old that it began without a Handshake */
};

struct configuration;   /* plugin/configuration.h */
struct journal;         /* resources/journal.h */
struct config_accounts; /* plugin/config_account.h */

struct plugin {
    pthread_mutex_t lock; /* guards what follows */
    struct arena *memory; /* texts that live as long as the plugin */
    struct plugin_handshake handshake;

    /* The slot of Configure: set through plugin_set_configuration(). */
    struct configuration *configuration;
    void (*free_configuration)(struct configuration *configuration);

    struct engine_log *log;           /* has a lock of its own */
    struct config_accounts *accounts; /* likewise */
    struct journal *journal; /* of open creates; NULL before the first Configure; has a lock of its own */
    bool cancelled;          /* the engine said Cancel after its last Handshake */
};

struct plugin_options {
    const char *engine_address; /* "127.0.0.1:12345"; NULL = attached later */
    enum log_level log_level;   /* which lines of base/log.h go to the engine's log */
};

/* Cheap: nothing is connected, read or parsed before an RPC asks for it. */
struct plugin *plugin_new(const struct plugin_options *options) RETURNS_NONNULL;
void plugin_free(struct plugin *plugin); /* no RPC may be running any more */

/* The engine ended the command in good order (Cancel, then a signal or, to an attached plugin, the next Handshake):
 * what was answered it has recorded. After any other end the journal's entries stay. */
void plugin_end_of_command(struct plugin *plugin);

/* The table of all RPCs (plugin/service.c); its handlers take the plugin as context. */
extern const struct rpc_method plugin_methods[];
extern const size_t plugin_method_count;

/* A copy of what the last Handshake said. */
struct plugin_handshake plugin_handshake_now(struct plugin *plugin);

/*
 * Puts another configuration into the slot, or NULL. The one before it is freed with its own function: count
 * references where RPCs may still use it.
 */
void plugin_set_configuration(struct plugin *plugin, struct configuration *configuration,
                              void (*free_configuration)(struct configuration *configuration));

/*
 * The configuration in the slot, NULL before Configure. `ref` (may be NULL) is called on it under the
 * plugin's lock, so that it cannot go away before the caller has a reference of its own.
 */
struct configuration *plugin_configuration(struct plugin *plugin,
                                           void (*ref)(struct configuration *configuration));

/* ---- helpers for handlers ---- */

/* A new message of that type in the call's arena, all fields at their defaults. */
void *plugin_message(struct rpc_call *call, const ProtobufCMessageDescriptor *type) RETURNS_NONNULL;

/* Fills *failure from the error (whole text, code by kind). The error stays the caller's. Always returns
 * false. */
bool plugin_fail(struct rpc_call *call, struct rpc_failure *failure, const struct error *error);

/* Fills *failure with a text. Always returns false. */
bool plugin_fail_with(struct rpc_call *call, struct rpc_failure *failure, enum rpc_code code,
                      const char *format, ...) PRINTF_LIKE(4, 5);

#endif
