#include "support/aws_environment.h"

#include <ftw.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"

enum { MOST_FILES = 64 };

extern char **environ;

static char home[] = "/tmp/utm-home-XXXXXX";
static char *paths[MOST_FILES];
static size_t path_count;

/* AWS_…, and proxies: http_proxy, NO_PROXY, …. */
static bool is_setting(const char *entry) {
    return strncmp(entry, "AWS_", 4) == 0 || strcasestr(entry, "_proxy=");
}

static void forget_settings(void) {
    for (char **each = environ; *each;) {
        if (!is_setting(*each)) {
            each++;
            continue;
        }
        auto_free char *name = xstrndup(*each, strcspn(*each, "="));
        unsetenv(name);
        each = environ;
    }
}

int environment_set_up(void **state) {
    (void)state;
    forget_settings();
    memcpy(home + strlen(home) - 6, "XXXXXX", 6);
    if (!mkdtemp(home))
        return -1;
    setenv("HOME", home, 1);
    setenv("AWS_EC2_METADATA_DISABLED", "true", 1);
    auto_free char *folder = xprintf("%s/.aws", home);
    return mkdir(folder, 0700);
}

static int drop(const char *path, const struct stat *status, int kind, struct FTW *where) {
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

int environment_tear_down(void **state) {
    (void)state;
    for (size_t i = 0; i < path_count; i++)
        free(paths[i]);
    path_count = 0;
    forget_settings();
    return nftw(home, drop, 16, FTW_DEPTH | FTW_PHYS);
}

const char *environment_file(const char *name, const char *text) {
    char *path = xprintf("%s/.aws/%s", home, name);
    for (char *slash = path + strlen(home) + 6; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        (void)mkdir(path, 0700);
        *slash = '/';
    }
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0 || path_count == MOST_FILES)
        abort();
    paths[path_count++] = path;
    return path;
}
