/*
 * Journal of open creates: one small file per create, written before the creating call and removed when the
 * engine has shown that it knows the object, when the object is certainly not there, or at a graceful end
 * after the create was answered. So a create that was interrupted at any moment is found again, and nothing
 * else ever is: only the random nonce in the file identifies an object, never its URN or its name.
 * docs/architecture.md, "Exactly once".
 *
 * Several plugin processes share the directory. All functions are safe from any thread; files are never
 * touched under a lock.
 */
#ifndef RESOURCES_JOURNAL_H
#define RESOURCES_JOURNAL_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"

enum { JOURNAL_NONCE_LENGTH = 32 };

struct journal;

/* An open create. Strings belong to the entry's holder; journal_entry_done() frees them. */
struct journal_entry {
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    char *urn;
    char *type;
    char *scope;      /* where the engine keeps its state, and the region: another scope is another owner */
    char *name;       /* generated name, or NULL */
    char *id;         /* once AWS has given it, else NULL */
    long long age_ms; /* since it was written; of a taken entry */
};
void journal_entry_done(struct journal_entry *entry);
#define auto_journal_entry AUTO(journal_entry_done) struct journal_entry

/* Reads the entries that earlier processes left in `directory`, which is made when the first entry is
 * written. */
struct journal *journal_new(const char *directory) RETURNS_NONNULL;
void journal_free(struct journal *journal); /* NULL is allowed; leaves all files */

/* Writes an entry with a new random nonce, and has it on disk (fsync) when it returns. */
MUST_USE bool journal_begin(struct journal *journal, const char *urn, const char *type, const char *scope,
                            const char *name, char ret_nonce[JOURNAL_NONCE_LENGTH + 1], struct error **err);

/* Takes an entry that an interrupted create left for this URN, type and scope, if there is one: no other
 * create of this process gets the same one. An entry whose process is still alive is not taken. */
bool journal_take(struct journal *journal, const char *urn, const char *type, const char *scope,
                  struct journal_entry *ret_entry);

/* The process that holds an open create of this URN, type and scope, and lives: the one of a command that was
 * killed a moment ago is still ending. 0 = none. */
long long journal_holder(struct journal *journal, const char *urn, const char *type, const char *scope);

/* The generated name of an open entry for the URN, without taking it: a heap string, or NULL. */
char *journal_name(struct journal *journal, const char *urn, const char *type, const char *scope);

/* AWS has given an id: recorded before the create is answered. */
void journal_made(struct journal *journal, const char *nonce, const char *id);

/* The create was answered (or ended without an answer that counts): the entry may be taken or closed again.
 */
void journal_released(struct journal *journal, const char *nonce, bool answered);

/* The object is certainly not there, or its create was refused. */
void journal_close(struct journal *journal, const char *nonce);

/* The engine knows this id: its entry, if there is one, is closed. */
void journal_known(struct journal *journal, const char *type, const char *id);

/* A graceful end of a command (the engine said Cancel and SIGINT, or Cancel and, to an attached plugin, the
 * next Handshake): closes the entries of all answered creates, and forgets what was adopted. */
void journal_end(struct journal *journal);

/* This run went on with the object of an interrupted create. */
void journal_adopted(struct journal *journal, const char *type, const char *id);
bool journal_was_adopted(struct journal *journal, const char *type, const char *id);

#endif
