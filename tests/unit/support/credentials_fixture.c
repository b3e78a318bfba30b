#include "support/credentials_fixture.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct text lines;

static void keep(const char *line) {
    pthread_mutex_lock(&lock);
    text_printf(&lines, "%s\n", line);
    pthread_mutex_unlock(&lock);
}

int credentials_set_up(void **state) {
    if (client_set_up(state) != 0)
        return -1;
    log_set_sink(keep, LOG_DEBUG);
    credentials_for(*state, NULL);
    return 0;
}

int credentials_tear_down(void **state) {
    log_set_sink(NULL, LOG_OFF);
    const bool leaked = strstr(text_string(&lines), SECRET) != NULL;
    text_done(&lines);
    return client_tear_down(state) != 0 || leaked ? -1 : 0;
}

void credentials_for(struct client_fixture *fixture, const char *profile) {
    client_renew(fixture, (struct aws_options){ .profile = profile, .access_key = "" });
}

void credentials_found(struct client_fixture *fixture, const char *key, const char *source) {
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    if (!credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error))
        fail_msg("%s", error->message);
    assert_string_equal(credentials->access_key, key);
    assert_string_equal(credentials->source, source);
    assert_non_null(strstr(credentials->secret_key, SECRET));
}

void credentials_refused_with(struct client_fixture *fixture, const char *message) {
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    assert_false(credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error));
    if (error->kind != ERROR_CREDENTIALS || !strstr(error->message, message))
        fail_msg("\"%s\" does not say \"%s\"", error->message, message);
    if (strstr(error->message, SECRET))
        fail_msg("a secret is in \"%s\"", error->message);
}
