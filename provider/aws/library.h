/*
 * libcurl and libcrypto, loaded at the first AWS call: bringing in their 25 libraries takes three times as
 * long as the whole start of the plugin, and a process that only previews needs none of them.
 *
 * Found by their sonames, so also in the folder that the executable's RUNPATH names (the release carries them
 * along).
 */
#ifndef AWS_LIBRARY_H
#define AWS_LIBRARY_H

#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <openssl/types.h>
#include <stdbool.h>

#include "base/error.h"

/*
 * As <openssl/evp.h> and <openssl/hmac.h> of 3.0 declare them: those headers themselves use names that
 * base/banned.h forbids.
 */
const EVP_MD *EVP_sha256(void);
const EVP_MD *EVP_sha1(void);
const EVP_MD *EVP_md5(void);
int EVP_Digest(const void *data, size_t count, unsigned char *md, unsigned int *size, const EVP_MD *type,
               ENGINE *impl);
unsigned char *HMAC(const EVP_MD *evp_md, const void *key, int key_len, const unsigned char *data,
                    size_t data_len, unsigned char *md, unsigned int *md_len);

/* The functions used, with their real prototypes. */
// clang-format off
#define LIBRARY_CURL(X)                                                                                     \
    X(curl_global_init)    X(curl_version_info)    X(curl_easy_init)      X(curl_easy_cleanup)              \
    X(curl_easy_setopt)    X(curl_easy_getinfo)    X(curl_easy_strerror)  X(curl_slist_append)              \
    X(curl_slist_free_all) X(curl_multi_init)      X(curl_multi_cleanup)  X(curl_multi_setopt)              \
    X(curl_multi_add_handle) X(curl_multi_remove_handle) X(curl_multi_perform) X(curl_multi_poll)           \
    X(curl_multi_wakeup)   X(curl_multi_info_read)

#define LIBRARY_CRYPTO(X)                                                                                   \
    X(EVP_sha256)          X(EVP_sha1)             X(EVP_md5)             X(EVP_Digest)                         \
    X(HMAC)
// clang-format on

#define LIBRARY_MEMBER(name) __typeof__(name) *name;
struct library {
    LIBRARY_CURL(LIBRARY_MEMBER)
    LIBRARY_CRYPTO(LIBRARY_MEMBER)
};
#undef LIBRARY_MEMBER

/*
 * Loads both once; any thread. False with ERROR_INTERNAL that names the file and the package when one is
 * missing (at each call again). Everything that uses library() runs after a successful library_load().
 */
MUST_USE bool library_load(struct error **err);

/* The loaded functions. */
const struct library *library(void) RETURNS_NONNULL;

#endif
