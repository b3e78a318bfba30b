#include "aws/credentials/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { RENEW_BEFORE_S = 15 * 60 };

static size_t find(const struct credentials_kept *kept, const char *key) {
    size_t i = 0;
    while (i < kept->count && strcmp(kept->entries[i].key, key) != 0)
        i++;
    return i;
}

/* In the last 15 minutes, or the last quarter of a shorter life. */
static int64_t renewal_of(const struct credentials *credentials, int64_t now_s) {
    const int64_t quarter_s = (credentials->expires_s - now_s) / 4;
    return credentials->expires_s - (quarter_s < RENEW_BEFORE_S ? quarter_s : RENEW_BEFORE_S);
}

static void keep(struct credentials_kept *kept, const char *key, struct credentials *credentials,
                 int64_t now_s) {
    const size_t i = find(kept, key);
    if (i == kept->count) {
        kept->entries = xrealloc(kept->entries, (kept->count + 1) * sizeof *kept->entries);
        kept->entries[kept->count++].key = xstrdup(key);
    } else {
        credentials_unref(kept->entries[i].credentials);
    }
    kept->entries[i].credentials = credentials_ref(credentials);
    kept->entries[i].renew_s = credentials->expires_s ? renewal_of(credentials, now_s) : 0;
}

/* Those whose time, of renewal or of expiry, has not come. */
static struct credentials *give(struct credentials_kept *kept, const char *key, bool fresh, int64_t now_s) {
    const size_t i = kept ? find(kept, key) : 0;
    if (!kept || i == kept->count)
        return NULL;
    struct credentials *credentials = kept->entries[i].credentials;
    const int64_t until_s = fresh ? kept->entries[i].renew_s : credentials->expires_s;
    if (until_s && now_s >= until_s)
        return NULL;
    kept->used = true;
    return credentials_ref(credentials);
}

struct credentials *credentials_kept_fresh(struct credentials_kept *kept, const char *key, int64_t now_s) {
    return give(kept, key, true, now_s);
}

struct credentials *credentials_kept_settle(struct credentials_kept *kept, const char *key,
                                            struct credentials *found, int64_t now_s, struct error **err) {
    if (found && kept)
        keep(kept, key, found, now_s);
    if (found || (*err)->kind != ERROR_CREDENTIALS)
        return found;
    struct credentials *older = give(kept, key, false, now_s);
    if (older)
        error_free(TAKE(*err));
    return older;
}

void credentials_kept_forget(struct credentials_kept *kept) {
    for (size_t i = 0; i < kept->count; i++) {
        free(kept->entries[i].key);
        credentials_unref(kept->entries[i].credentials);
    }
    free(kept->entries);
    *kept = (struct credentials_kept){ 0 };
}
