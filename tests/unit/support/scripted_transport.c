#include "support/scripted_transport.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { MOST = 256 };

struct step {
    char *needle;
    int status;
    char *headers;
    char *body;
    enum transport_failure failure;
    bool sent;
};

struct scripted {
    struct transport base;
    pthread_mutex_t lock;
    struct step steps[MOST];
    size_t step_count;
    char *requests[MOST];
    size_t request_count;
    size_t ahead_count;
    size_t direct_count;
    void (*meanwhile)(void *argument);
    void *meanwhile_argument;
};

static char *request_text(const struct http_request *request) {
    auto_text text = { 0 };
    text_printf(&text, "%s %s://%s%s%s%s\n", request->method, request->scheme, request->host, request->path,
                *request->query ? "?" : "", request->query);
    for (size_t i = 0; i < request->headers.count; i++)
        text_printf(&text, "%s: %s\n", request->headers.items[i].name, request->headers.items[i].value);
    text_add(&text, "\n");
    text_add_bytes(&text, request->body, request->body_length);
    return text_take(&text);
}

static void add_answer_headers(struct arena *arena, const char *lines, struct http_answer *answer) {
    while (lines && *lines) {
        const size_t length = strcspn(lines, "\n");
        const size_t name = strcspn(lines, ":");
        http_add_header(arena, &answer->headers, arena_strndup(arena, lines, name),
                        arena_strndup(arena, lines + name + 2, length - name - 2));
        lines += length + (lines[length] == '\n');
    }
}

static bool answer_step(const struct step *step, struct arena *arena, struct http_answer *ret_answer,
                        enum transport_failure *ret_failure, struct error **err) {
    *ret_failure = step->failure;
    if (step->failure != TRANSPORT_OK) {
        error_set(err, ERROR_NETWORK, "scripted failure");
        (*err)->sent = step->sent;
        return false;
    }
    struct http_answer answer = { .status = step->status, .body_length = strlen(step->body) };
    answer.body = arena_strdup(arena, step->body);
    add_answer_headers(arena, step->headers, &answer);
    *ret_answer = answer;
    return true;
}

static bool send_scripted(struct transport *transport, struct cancel *cancel, struct arena *arena,
                          const struct http_request *request, struct http_answer *ret_answer,
                          enum transport_failure *ret_failure, struct error **err) {
    struct scripted *scripted = (struct scripted *)transport;
    *ret_failure = TRANSPORT_STOPPED;
    if (!cancel_check(cancel, err))
        return false;
    pthread_mutex_lock(&scripted->lock);
    const size_t i = scripted->request_count++;
    scripted->requests[i] = request_text(request);
    scripted->ahead_count += request->ahead;
    scripted->direct_count += request->direct;
    const struct step *step = i < scripted->step_count ? &scripted->steps[i] : NULL;
    pthread_mutex_unlock(&scripted->lock);
    if (!step)
        fail_msg("unexpected request: %s", scripted->requests[i]);
    if (!strstr(scripted->requests[i], step->needle))
        fail_msg("request %zu has no \"%s\": %s", i, step->needle, scripted->requests[i]);
    if (scripted->meanwhile)
        scripted->meanwhile(scripted->meanwhile_argument);
    return answer_step(step, arena, ret_answer, ret_failure, err);
}

static void free_scripted(struct transport *transport) {
    struct scripted *scripted = (struct scripted *)transport;
    for (size_t i = 0; i < scripted->step_count; i++) {
        free(scripted->steps[i].needle);
        free(scripted->steps[i].headers);
        free(scripted->steps[i].body);
    }
    for (size_t i = 0; i < scripted->request_count; i++)
        free(scripted->requests[i]);
    pthread_mutex_destroy(&scripted->lock);
    free(scripted);
}

static const struct transport_methods methods = { .send = send_scripted, .free = free_scripted };

struct transport *scripted_new(void) {
    struct scripted *scripted = xcalloc(1, sizeof *scripted);
    scripted->base.methods = &methods;
    pthread_mutex_init(&scripted->lock, NULL);
    return &scripted->base;
}

static struct step *next_step(struct transport *transport, const char *needle) {
    struct scripted *scripted = (struct scripted *)transport;
    assert_true(scripted->step_count < MOST);
    struct step *step = &scripted->steps[scripted->step_count++];
    step->needle = xstrdup(needle);
    return step;
}

void scripted_expect(struct transport *transport, const char *needle, int status, const char *headers,
                     const char *body) {
    struct step *step = next_step(transport, needle);
    step->status = status;
    step->headers = headers ? xstrdup(headers) : NULL;
    step->body = xstrdup(body);
}

void scripted_fail(struct transport *transport, const char *needle, enum transport_failure failure,
                   bool sent) {
    struct step *step = next_step(transport, needle);
    step->failure = failure;
    step->sent = sent;
}

void scripted_meanwhile(struct transport *transport, void (*meanwhile)(void *argument), void *argument) {
    struct scripted *scripted = (struct scripted *)transport;
    scripted->meanwhile = meanwhile;
    scripted->meanwhile_argument = argument;
}

void scripted_assert_done(struct transport *transport) {
    const struct scripted *scripted = (struct scripted *)transport;
    if (scripted->request_count < scripted->step_count)
        fail_msg("the request with \"%s\" never came", scripted->steps[scripted->request_count].needle);
}

const char *scripted_request(struct transport *transport, size_t i) {
    const struct scripted *scripted = (struct scripted *)transport;
    return i < scripted->request_count ? scripted->requests[i] : NULL;
}

size_t scripted_ahead(struct transport *transport) {
    return ((struct scripted *)transport)->ahead_count;
}

size_t scripted_direct(struct transport *transport) {
    return ((struct scripted *)transport)->direct_count;
}
