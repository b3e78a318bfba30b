#include "resources/journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"

/* No process takes so long to write an entry. */
enum { CUT_OFF_S = 3600 };

struct record {
    struct record *next;
    struct journal_entry entry;
    long long pid;
    long long started; /* start time of that process, in clock ticks since boot */
    bool in_use;       /* a create of this process is working on it */
    bool answered;     /* answered by this process */
};

struct adopted {
    struct adopted *next;
    char *type;
    char *id;
};

struct journal {
    pthread_mutex_t lock;
    char *directory;
    struct record *records;
    struct adopted *adopted;
};

void journal_entry_done(struct journal_entry *entry) {
    free(entry->urn);
    free(entry->type);
    free(entry->scope);
    free(entry->name);
    free(entry->id);
    *entry = (struct journal_entry){ 0 };
}

static char *copy_of(const char *text) {
    return text ? xstrdup(text) : NULL;
}

static void entry_copy(const struct journal_entry *from, struct journal_entry *to) {
    memcpy(to->nonce, from->nonce, sizeof to->nonce);
    to->urn = copy_of(from->urn);
    to->type = copy_of(from->type);
    to->scope = copy_of(from->scope);
    to->name = copy_of(from->name);
    to->id = copy_of(from->id);
}

static void record_free(struct record *record) {
    journal_entry_done(&record->entry);
    free(record);
}

static void forget_adopted(struct journal *journal) {
    pthread_mutex_lock(&journal->lock);
    struct adopted *adopted = TAKE(journal->adopted);
    pthread_mutex_unlock(&journal->lock);
    while (adopted) {
        struct adopted *next = adopted->next;
        free(adopted->type);
        free(adopted->id);
        free(adopted);
        adopted = next;
    }
}

void journal_free(struct journal *journal) {
    if (!journal)
        return;
    while (journal->records) {
        struct record *next = journal->records->next;
        record_free(journal->records);
        journal->records = next;
    }
    forget_adopted(journal);
    pthread_mutex_destroy(&journal->lock);
    free(journal->directory);
    free(journal);
}

/* ---- processes ---- */

/* The process's start time; 0 when it is not there. Field 22 of proc(5) stat, counted behind the name's ")".
 */
static long long process_started(long long pid) {
    char path[64];
    char line[1024];
    snprintf(path, sizeof path, "/proc/%lld/stat", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    const size_t length = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[length] = '\0';
    const char *at = strrchr(line, ')');
    for (int field = 2; at && field < 22; field++)
        at = strchr(at + 1, ' ');
    return at ? strtoll(at + 1, NULL, 10) : 0;
}

/* The process that wrote a record. */
struct owner {
    char nonce[JOURNAL_NONCE_LENGTH + 1]; /* of its record */
    long long pid;
    long long started;
};

/* Another process than this one, and still alive. Reads /proc: not under the lock. */
static bool is_someone_else(const struct owner *owner) {
    return owner->pid != getpid() && owner->started && process_started(owner->pid) == owner->started;
}

/* ---- files ---- */

static char *path_of(const struct journal *journal, const char *nonce) {
    return xprintf("%s/%s.json", journal->directory, nonce);
}

static json_t *record_to_json(const struct record *record) {
    const struct journal_entry *entry = &record->entry;
    return json_pack("{s:s, s:s, s:s, s:s, s:s*, s:s*, s:I, s:I}", "nonce", entry->nonce, "urn", entry->urn,
                     "type", entry->type, "scope", entry->scope, "name", entry->name, "id", entry->id, "pid",
                     (json_int_t)record->pid, "started", (json_int_t)record->started);
}

static struct record *record_from_json(const json_t *json) {
    const char *nonce = json_text(json, "nonce");
    const char *urn = json_text(json, "urn");
    const char *type = json_text(json, "type");
    const char *scope = json_text(json, "scope");
    if (!nonce || strlen(nonce) != JOURNAL_NONCE_LENGTH || !urn || !type || !scope)
        return NULL;
    struct record *record = xcalloc(1, sizeof *record);
    memcpy(record->entry.nonce, nonce, sizeof record->entry.nonce);
    record->entry.urn = xstrdup(urn);
    record->entry.type = xstrdup(type);
    record->entry.scope = xstrdup(scope);
    record->entry.name = copy_of(json_text(json, "name"));
    record->entry.id = copy_of(json_text(json, "id"));
    record->pid = json_integer_value(json_object_get(json, "pid"));
    record->started = json_integer_value(json_object_get(json, "started"));
    return record;
}

/* What a process that was killed while it wrote has left: its create has not begun. */
static bool is_cut_off(const char *path) {
    struct stat file;
    return stat(path, &file) == 0 && time(NULL) - file.st_mtime > CUT_OFF_S;
}

static bool is_named(const char *name, const char *suffix) {
    return strlen(name) == JOURNAL_NONCE_LENGTH + strlen(suffix) &&
           strcmp(name + JOURNAL_NONCE_LENGTH, suffix) == 0;
}

/* Reads every entry there is. A file that does not parse is left alone. */
static struct record *read_directory(const char *directory) {
    struct record *records = NULL;
    DIR *files = opendir(directory);
    if (!files)
        return NULL;
    for (struct dirent *file = readdir(files); file; file = readdir(files)) {
        auto_free char *path = xprintf("%s/%s", directory, file->d_name);
        if (is_named(file->d_name, ".json.new") && is_cut_off(path))
            unlink(path);
        if (!is_named(file->d_name, ".json"))
            continue;
        json_auto_t *json = json_load_file(path, 0, NULL);
        struct record *record = json ? record_from_json(json) : NULL;
        if (record) {
            record->next = records;
            records = record;
        }
    }
    closedir(files);
    return records;
}

struct journal *journal_new(const char *directory) {
    struct journal *journal = xcalloc(1, sizeof *journal);
    pthread_mutex_init(&journal->lock, NULL);
    journal->directory = xstrdup(directory);
    journal->records = read_directory(directory);
    return journal;
}

static bool make_directories(const char *directory) {
    auto_free char *path = xstrdup(directory);
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return false;
        *at = '/';
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static bool write_whole(int file, const char *bytes, size_t length) {
    while (length) {
        const ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static void sync_directory(const char *directory) {
    const int handle = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    fsync(handle);
    close(handle);
}

/* Writes beside and renames, so that a reader sees the old entry or the new one, never half of it. */
static bool write_record(const struct journal *journal, const struct record *record, struct error **err) {
    json_auto_t *json = record_to_json(record);
    auto_free char *bytes = json_canonical(json);
    auto_free char *path = path_of(journal, record->entry.nonce);
    auto_free char *beside = xprintf("%s.new", path);
    const int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool good =
        file >= 0 && write_whole(file, bytes, strlen(bytes)) && fsync(file) == 0 && rename(beside, path) == 0;
    const int problem = errno;
    if (file >= 0)
        close(file);
    if (!good) {
        unlink(beside); /* half an entry; on a full disk it would take the room of others */
        return error_set(err, ERROR_INTERNAL,
                         "cannot write the journal of open creates in %s (%s); nothing was created. Make "
                         "room there, or set "
                         "PULUMI_HOME to a directory that can be written",
                         journal->directory, strerror(problem));
    }
    sync_directory(journal->directory);
    return true;
}

static void remove_file(const struct journal *journal, const char *nonce) {
    auto_free char *path = path_of(journal, nonce);
    unlink(path);
}

/* ---- records in memory ---- */

/* The link that points to the record; under the lock. */
static struct record **link_of(struct journal *journal, const char *nonce) {
    for (struct record **link = &journal->records; *link; link = &(*link)->next)
        if (strcmp((*link)->entry.nonce, nonce) == 0)
            return link;
    return NULL;
}

static bool is_for(const struct record *record, const char *urn, const char *type, const char *scope) {
    return !record->in_use && strcmp(record->entry.urn, urn) == 0 && strcmp(record->entry.type, type) == 0 &&
           strcmp(record->entry.scope, scope) == 0;
}

bool journal_begin(struct journal *journal, const char *urn, const char *type, const char *scope,
                   const char *name, char ret_nonce[JOURNAL_NONCE_LENGTH + 1], struct error **err) {
    if (!make_directories(journal->directory))
        return error_set(
            err, ERROR_INTERNAL,
            "cannot make the directory %s for the journal of open creates (%s); nothing was created. Set "
            "PULUMI_HOME to a directory that can be written",
            journal->directory, strerror(errno));
    struct record *record = xcalloc(1, sizeof *record);
    random_hex(record->entry.nonce, JOURNAL_NONCE_LENGTH);
    record->entry.urn = xstrdup(urn);
    record->entry.type = xstrdup(type);
    record->entry.scope = xstrdup(scope);
    record->entry.name = copy_of(name);
    record->pid = getpid();
    record->started = process_started(record->pid);
    record->in_use = true;
    if (!write_record(journal, record, err)) {
        record_free(record);
        return false;
    }
    memcpy(ret_nonce, record->entry.nonce, sizeof record->entry.nonce);
    pthread_mutex_lock(&journal->lock);
    record->next = journal->records;
    journal->records = record;
    pthread_mutex_unlock(&journal->lock);
    return true;
}

/* The owner of the `index`-th record that fits and that no create of this process works on. */
static bool owner_of(struct journal *journal, const char *urn, const char *type, const char *scope,
                     size_t index, struct owner *ret_owner) {
    bool found = false;
    pthread_mutex_lock(&journal->lock);
    for (const struct record *record = journal->records; record && !found; record = record->next) {
        if (!is_for(record, urn, type, scope) || index--)
            continue;
        *ret_owner = (struct owner){ .pid = record->pid, .started = record->started };
        memcpy(ret_owner->nonce, record->entry.nonce, sizeof ret_owner->nonce);
        found = true;
    }
    pthread_mutex_unlock(&journal->lock);
    return found;
}

long long journal_holder(struct journal *journal, const char *urn, const char *type, const char *scope) {
    struct owner owner;
    for (size_t i = 0; owner_of(journal, urn, type, scope, i, &owner); i++)
        if (is_someone_else(&owner))
            return owner.pid;
    return 0;
}

static bool take_nonce(struct journal *journal, const char *nonce, struct journal_entry *ret_entry) {
    pthread_mutex_lock(&journal->lock);
    struct record **link = link_of(journal, nonce);
    const bool free_still = link && !(*link)->in_use;
    if (free_still) {
        (*link)->in_use = true;
        entry_copy(&(*link)->entry, ret_entry);
    }
    pthread_mutex_unlock(&journal->lock);
    return free_still;
}

/* Takes the first record that fits, as it stood when the directory was read. */
static bool take_record(struct journal *journal, const char *urn, const char *type, const char *scope,
                        struct journal_entry *ret_entry) {
    struct owner owner;
    for (size_t i = 0; owner_of(journal, urn, type, scope, i, &owner); i++)
        if (!is_someone_else(&owner) && take_nonce(journal, owner.nonce, ret_entry))
            return true;
    return false;
}

/* Its process may have closed the entry since the directory was read: the last command's plugin, at its end.
 */
static bool is_on_disk(const struct journal *journal, const char *nonce, long long *ret_age_ms) {
    auto_free char *path = path_of(journal, nonce);
    struct stat file;
    struct timespec now;
    if (stat(path, &file) != 0)
        return false;
    clock_gettime(CLOCK_REALTIME, &now);
    *ret_age_ms =
        (long long)(now.tv_sec - file.st_mtim.tv_sec) * 1000 + (now.tv_nsec - file.st_mtim.tv_nsec) / 1000000;
    return true;
}

bool journal_take(struct journal *journal, const char *urn, const char *type, const char *scope,
                  struct journal_entry *ret_entry) {
    while (take_record(journal, urn, type, scope, ret_entry)) {
        if (is_on_disk(journal, ret_entry->nonce, &ret_entry->age_ms))
            return true;
        journal_close(journal, ret_entry->nonce);
        journal_entry_done(ret_entry);
    }
    return false;
}

char *journal_name(struct journal *journal, const char *urn, const char *type, const char *scope) {
    char *name = NULL;
    char nonce[JOURNAL_NONCE_LENGTH + 1] = "";
    pthread_mutex_lock(&journal->lock);
    for (const struct record *record = journal->records; record && !name; record = record->next) {
        if (!is_for(record, urn, type, scope) || !record->entry.name)
            continue;
        name = copy_of(record->entry.name);
        memcpy(nonce, record->entry.nonce, sizeof nonce);
    }
    pthread_mutex_unlock(&journal->lock);
    long long ignored_ms = 0;
    if (name && !is_on_disk(journal, nonce, &ignored_ms))
        free(TAKE(name));
    return name;
}

void journal_made(struct journal *journal, const char *nonce, const char *id) {
    struct record copy = { 0 };
    bool found = false;
    pthread_mutex_lock(&journal->lock);
    struct record **link = link_of(journal, nonce);
    if (link) {
        free((*link)->entry.id);
        (*link)->entry.id = xstrdup(id);
        copy.pid = (*link)->pid;
        copy.started = (*link)->started;
        entry_copy(&(*link)->entry, &copy.entry);
        found = true;
    }
    pthread_mutex_unlock(&journal->lock);
    if (!found)
        return;
    /* Without the id in the file the object is still found by its nonce. */
    auto_error *ignored = NULL;
    (void)write_record(journal, &copy, &ignored);
    journal_entry_done(&copy.entry);
}

void journal_released(struct journal *journal, const char *nonce, bool answered) {
    pthread_mutex_lock(&journal->lock);
    struct record **link = link_of(journal, nonce);
    if (link) {
        (*link)->in_use = false;
        (*link)->answered = answered;
    }
    pthread_mutex_unlock(&journal->lock);
}

void journal_close(struct journal *journal, const char *nonce) {
    struct record *closed = NULL;
    pthread_mutex_lock(&journal->lock);
    struct record **link = link_of(journal, nonce);
    if (link) {
        closed = *link;
        *link = closed->next;
    }
    pthread_mutex_unlock(&journal->lock);
    if (!closed)
        return;
    remove_file(journal, closed->entry.nonce);
    record_free(closed);
}

void journal_known(struct journal *journal, const char *type, const char *id) {
    for (;;) {
        char nonce[JOURNAL_NONCE_LENGTH + 1] = "";
        pthread_mutex_lock(&journal->lock);
        for (const struct record *record = journal->records; record && !*nonce; record = record->next)
            if (record->entry.id && strcmp(record->entry.id, id) == 0 &&
                strcmp(record->entry.type, type) == 0)
                memcpy(nonce, record->entry.nonce, sizeof nonce);
        pthread_mutex_unlock(&journal->lock);
        if (!*nonce)
            return;
        journal_close(journal, nonce);
    }
}

void journal_end(struct journal *journal) {
    forget_adopted(journal);
    for (;;) {
        char nonce[JOURNAL_NONCE_LENGTH + 1] = "";
        pthread_mutex_lock(&journal->lock);
        for (const struct record *record = journal->records; record && !*nonce; record = record->next)
            if (record->answered)
                memcpy(nonce, record->entry.nonce, sizeof nonce);
        pthread_mutex_unlock(&journal->lock);
        if (!*nonce)
            return;
        journal_close(journal, nonce);
    }
}

void journal_adopted(struct journal *journal, const char *type, const char *id) {
    struct adopted *adopted = xcalloc(1, sizeof *adopted);
    adopted->type = xstrdup(type);
    adopted->id = xstrdup(id);
    pthread_mutex_lock(&journal->lock);
    adopted->next = journal->adopted;
    journal->adopted = adopted;
    pthread_mutex_unlock(&journal->lock);
}

bool journal_was_adopted(struct journal *journal, const char *type, const char *id) {
    bool found = false;
    pthread_mutex_lock(&journal->lock);
    for (const struct adopted *each = journal->adopted; each && !found; each = each->next)
        found = strcmp(each->type, type) == 0 && strcmp(each->id, id) == 0;
    pthread_mutex_unlock(&journal->lock);
    return found;
}
