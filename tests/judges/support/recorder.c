#include "recorder.h"

#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "unit/support/http_server.h"

struct recorder {
    int listener;
    int port;
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    struct text last;
    int socket; /* the one connection, or -1 */
};

static void serve(struct recorder *recorder, int socket) {
    static const char reply[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    for (;;) {
        auto_text text = { 0 };
        if (!http_server_read(socket, &text))
            return;
        pthread_mutex_lock(&recorder->lock);
        text_clear(&recorder->last);
        text_add_bytes(&recorder->last, text.bytes, text.length);
        pthread_mutex_unlock(&recorder->lock);
        if (send(socket, reply, strlen(reply), MSG_NOSIGNAL) < 0)
            return;
    }
}

static void *accept_all(void *argument) {
    struct recorder *recorder = argument;
    for (;;) {
        const int socket = accept(recorder->listener, NULL, NULL);
        if (socket < 0)
            return NULL;
        pthread_mutex_lock(&recorder->lock);
        recorder->socket = socket;
        pthread_mutex_unlock(&recorder->lock);
        serve(recorder, socket);
        pthread_mutex_lock(&recorder->lock);
        recorder->socket = -1;
        pthread_mutex_unlock(&recorder->lock);
        close(socket);
    }
}

struct recorder *recorder_start(void) {
    struct recorder *recorder = xcalloc(1, sizeof *recorder);
    pthread_mutex_init(&recorder->lock, NULL);
    recorder->socket = -1;
    recorder->listener = http_server_listen(16, &recorder->port);
    pthread_create(&recorder->thread, NULL, accept_all, recorder);
    return recorder;
}

void recorder_stop(struct recorder *recorder) {
    shutdown(recorder->listener, SHUT_RDWR);
    pthread_mutex_lock(&recorder->lock);
    if (recorder->socket >= 0)
        shutdown(recorder->socket, SHUT_RDWR);
    pthread_mutex_unlock(&recorder->lock);
    pthread_join(recorder->thread, NULL);
    close(recorder->listener);
    pthread_mutex_destroy(&recorder->lock);
    text_done(&recorder->last);
    free(recorder);
}

int recorder_port(const struct recorder *recorder) {
    return recorder->port;
}

/* A copy of the line; *text moves behind its end. */
static char *next_line(struct arena *arena, const char **text) {
    const size_t length = strcspn(*text, "\r\n");
    char *line = arena_strndup(arena, *text, length);
    *text += length + ((*text)[length] == '\r') + 1;
    return line;
}

struct recorded_request recorder_last(struct recorder *recorder, struct arena *arena) {
    struct recorded_request request = { 0 };
    pthread_mutex_lock(&recorder->lock);
    const size_t length = recorder->last.length;
    const char *start = arena_strndup(arena, text_string(&recorder->last), length), *text = start;
    pthread_mutex_unlock(&recorder->lock);
    char *line = next_line(arena, &text);
    char *space = strchr(line, ' ');
    if (!space || !strrchr(line, ' '))
        return request;
    *strrchr(line, ' ') = '\0';
    *space = '\0';
    request.method = line;
    request.target = space + 1;
    while (*text && *text != '\r') {
        line = next_line(arena, &text);
        char *colon = strchr(line, ':');
        if (!colon)
            continue;
        *colon = '\0';
        http_add_header(arena, &request.headers, line, colon + 1 + strspn(colon + 1, " "));
    }
    text += 2;
    request.body = text;
    request.body_length = length - (size_t)(text - start);
    return request;
}
