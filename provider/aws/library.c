#include "aws/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "base/memory.h"

static struct library loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char *failure; /* NULL after a successful load */

struct symbol {
    const char *name;
    size_t offset;
};

#define LIBRARY_ROW(name) { #name, offsetof(struct library, name) },
static const struct symbol curl_symbols[] = { LIBRARY_CURL(LIBRARY_ROW) };
static const struct symbol crypto_symbols[] = { LIBRARY_CRYPTO(LIBRARY_ROW) };
#undef LIBRARY_ROW

/* A function pointer is stored as bytes: ISO C has no conversion from the void * of dlsym(). */
static char *load(const char *file, const char *package, const struct symbol *symbols, size_t count) {
    void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return xprintf("cannot load %s (%s): install the package %s", file, dlerror(), package);
    for (size_t i = 0; i < count; i++) {
        void *address = dlsym(handle, symbols[i].name);
        if (!address)
            return xprintf("%s has no function %s: it is too old, install a newer %s", file, symbols[i].name,
                           package);
        memcpy((char *)&loaded + symbols[i].offset, &address, sizeof address);
    }
    return NULL;
}

static void load_both(void) {
    failure = load("libcrypto.so.3", "libssl3 (openssl-libs, openssl on other systems)", crypto_symbols,
                   COUNT_OF(crypto_symbols));
    if (!failure)
        failure = load("libcurl.so.4", "libcurl4 (libcurl, curl on other systems)", curl_symbols,
                       COUNT_OF(curl_symbols));
    if (!failure && loaded.curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        failure = xstrdup("libcurl.so.4 does not start");
}

bool library_load(struct error **err) {
    pthread_once(&once, load_both);
    if (failure)
        return error_set(err, ERROR_INTERNAL, "%s", failure);
    return true;
}

const struct library *library(void) {
    return &loaded;
}
