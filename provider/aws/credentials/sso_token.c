#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "aws/credentials/parts.h"
#include "aws/credentials/sso.h"
#include "aws/formats/timestamp.h"
#include "aws/library.h"
#include "aws/signature/crypto.h"
#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/random.h"

enum { RENEW_WINDOW_S = 15 * 60, LONGEST_TOKEN_S = 366 * 24 * 3600 };

/* ~/.aws/sso/cache/SHA1.json, of the session's name or else of the start URL. A heap string. */
static char *cache_path(const struct sso_settings *settings) {
    auto_arena *arena = arena_new();
    unsigned char digest[SHA1_BYTES];
    const char *name = settings->session ? settings->session : settings->start_url;
    crypto_sha1(name, strlen(name), digest);
    auto_free char *relative = xprintf("~/.aws/sso/cache/%s.json", crypto_hex(arena, digest, sizeof digest));
    return config_path(relative);
}

static bool log_in(const struct credentials_context *context, struct error **err, const char *why) {
    return error_set(err, ERROR_CREDENTIALS, "%s. Log in: aws sso login --profile %s", why, context->profile);
}

/* Seconds from now to the member's time; negative when it is past or no time. */
static int64_t seconds_to(const struct credentials_context *context, const json_t *token,
                          const char *member) {
    const char *text = json_text(token, member);
    int64_t time_s = 0;
    return text && credentials_parse_time(text, &time_s) ? time_s - credentials_machine_now_s(context) : -1;
}

static bool read_token(const struct credentials_context *context, const char *path, json_t **ret_token,
                       struct error **err) {
    auto_secret *text = NULL;
    auto_error *reason = NULL;
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return log_in(context, err, "nobody has logged in yet on this machine");
    if (!credentials_read_file(path, &text, err))
        return false;
    json_t *token = NULL;
    if (!json_parse(text, strlen(text), &token, &reason) || !json_text(token, "accessToken") ||
        !json_text(token, "expiresAt")) {
        json_wipe(token);
        auto_free char *why = xprintf("the token in %s cannot be read", path);
        return log_in(context, err, why);
    }
    *ret_token = token;
    return true;
}

static bool write_all(int file, const char *text, size_t length) {
    while (length) {
        const ssize_t written = write(file, text, length);
        if (written < 0 && errno != EINTR)
            return false;
        text += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* For the CLI and the SDKs; readable by the user alone, and whole at any time. That it fails is no harm now. */
static void write_token(const char *path, const json_t *token) {
    char nonce[17];
    random_hex(nonce, 16);
    auto_free char *beside = xprintf("%s.%s", path, nonce);
    auto_secret *text = json_dumps(token, JSON_COMPACT);
    const int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    const bool written = write_all(file, text, strlen(text));
    if (close(file) != 0 || !written || rename(beside, path) != 0) {
        log_debug("aws: cannot write the renewed SSO token back: %s", strerror(errno));
        unlink(beside);
    }
}

/* The answer of CreateToken into the token; the rest of the file stays as it is. */
static bool take_new_token(const struct credentials_context *context, const json_t *output, json_t *token) {
    auto_arena *arena = arena_new();
    const char *access_token = json_text(output, "accessToken");
    const json_int_t seconds = json_integer_value(json_object_get(output, "expiresIn"));
    if (!access_token || seconds <= 0 || seconds > LONGEST_TOKEN_S)
        return false;
    const struct timestamp expires = { .seconds = credentials_machine_now_s(context) + seconds };
    json_object_set_new(token, "accessToken", json_string(access_token));
    json_object_set_new(token, "expiresAt", json_string(timestamp_iso8601(arena, expires)));
    const char *refresh_token = json_text(output, "refreshToken");
    if (refresh_token)
        json_object_set_new(token, "refreshToken", json_string(refresh_token));
    else
        json_object_del(token, "refreshToken");
    return true;
}

/* True when the token is a new one. What cannot be renewed is no failure yet: the old one may still hold. */
static bool renew(const struct credentials_context *context, struct cancel *cancel,
                  const struct sso_settings *settings, json_t *token, struct error **err) {
    const char *id = json_text(token, "clientId"), *secret = json_text(token, "clientSecret");
    const char *refresh_token = json_text(token, "refreshToken");
    if (!id || !secret || !refresh_token || seconds_to(context, token, "registrationExpiresAt") <= 0)
        return error_set(err, ERROR_CREDENTIALS, "the login has expired and cannot be renewed");
    auto_secret_json *input = json_pack("{s:s, s:s, s:s, s:s}", "grantType", "refresh_token", "clientId", id,
                                        "clientSecret", secret, "refreshToken", refresh_token);
    auto_secret_json *output = NULL;
    const struct aws_caller caller = { .region = settings->region };
    if (!credentials_call(context, cancel, &caller, "sso-oidc", "CreateToken", input, &output, err))
        return (*err)->kind == ERROR_CREDENTIALS &&
               error_in(err, "the login has expired, and renewing it failed");
    return take_new_token(context, output, token) ||
           error_set(err, ERROR_CREDENTIALS, "the answer of sso-oidc CreateToken is not complete");
}

/* Another process may have renewed it meanwhile (an `up` has several of ours), and refused is then only ours. */
static bool read_again(const struct credentials_context *context, const char *path, json_t **token) {
    auto_error *unread = NULL;
    json_t *newer = NULL;
    if (!read_token(context, path, &newer, &unread))
        return false;
    json_wipe(*token);
    *token = newer;
    return seconds_to(context, newer, "expiresAt") > 0;
}

bool credentials_sso_token(const struct credentials_context *context, struct cancel *cancel,
                           const struct sso_settings *settings, char **ret_token, struct error **err) {
    if (!library_load(err)) /* SHA-1 */
        return false;
    auto_free char *path = cache_path(settings);
    auto_secret_json *token = NULL;
    auto_error *reason = NULL;
    if (!read_token(context, path, &token, err))
        return false;
    bool good = seconds_to(context, token, "expiresAt") > 0;
    if (settings->session && seconds_to(context, token, "expiresAt") < RENEW_WINDOW_S) {
        if (renew(context, cancel, settings, token, &reason)) {
            write_token(path, token);
            good = true;
        } else if (reason->kind != ERROR_CREDENTIALS) {
            *err = TAKE(reason);
            return false;
        } else {
            good = read_again(context, path, &token);
        }
    }
    if (!good) {
        auto_free char *why = reason ? error_text(reason) : xstrdup("the login has expired");
        return log_in(context, err, why);
    }
    *ret_token = xstrdup(json_text(token, "accessToken"));
    return true;
}
