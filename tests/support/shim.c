/*
 * Between a program and the system: name lookups that fail for a while, and a disk that is full for a while.
 * Loaded by LD_PRELOAD; tests/support/shim.py says what the variables mean. Programs that ask the kernel
 * without the C library (the pulumi CLI does) notice nothing.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the library itself has under that name. dlsym gives a pointer to an object; POSIX lets it be a function's. */
#define REAL(name) (*(__typeof__(&name) *)&(void *[]){ dlsym(RTLD_NEXT, #name) }[0])

static bool is_there(const char *variable) {
    const char *path = getenv(variable);
    return path && access(path, F_OK) == 0;
}

/* One byte more in the file, for the test to count. */
static void count_in(const char *variable) {
    const char *path = getenv(variable);
    const int file = path ? REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (file < 0)
        return;
    (void)!REAL(write)(file, ".", 1);
    close(file);
}

/* ---- names ---- */

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **ret_found) {
    const char *ours = getenv("SHIM_NAME");
    if (!name || !ours || strcmp(name, ours) != 0)
        return REAL(getaddrinfo)(name, service, hints, ret_found);
    if (!is_there("SHIM_NAME_FAILS"))
        return REAL(getaddrinfo)("127.0.0.1", service, hints, ret_found);
    count_in("SHIM_NAME_COUNT");
    return EAI_AGAIN; /* what the resolver says when no name server answers */
}

/* ---- the disk ---- */

/* True when that call is to fail for a file of that path. */
static bool is_full(const char *call, const char *path) {
    const char *below = getenv("SHIM_DISK");
    const char *fails = getenv("SHIM_DISK_FAILS");
    if (!below || !fails || strcmp(fails, call) != 0 || strncmp(path, below, strlen(below)) != 0 ||
        !is_there("SHIM_DISK_FULL"))
        return false;
    count_in("SHIM_DISK_COUNT");
    errno = ENOSPC;
    return true;
}

static bool is_full_at(const char *call, int file) {
    char link[64], path[4096];
    if (!getenv("SHIM_DISK"))
        return false;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return false;
    path[length] = '\0';
    return is_full(call, path);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (flags & O_CREAT && is_full("open", path))
        return -1;
    return REAL(open)(path, flags, mode);
}

int mkdir(const char *path, mode_t mode) {
    return is_full("mkdir", path) ? -1 : REAL(mkdir)(path, mode);
}

/* A full disk takes what still fits. */
ssize_t write(int file, const void *bytes, size_t length) {
    if (length > 1 && is_full_at("write", file)) {
        const ssize_t taken = REAL(write)(file, bytes, length / 2);
        errno = ENOSPC;
        return taken > 0 && length > 64 ? taken : -1;
    }
    return REAL(write)(file, bytes, length);
}

int fsync(int file) {
    return is_full_at("fsync", file) ? -1 : REAL(fsync)(file);
}
