#include "recorder.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

struct recorder {
    int listener;
    int port;
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    struct text last;
    int socket; /* the one connection, or -1 */
};

/* Reads one request into *text; false at the end of the connection. */
static bool read_request(int socket, struct text *text) {
    char buffer[16384];
    for (;;) {
        const char *end = strstr(text_string(text), "\r\n\r\n");
        const char *announced = strcasestr(text_string(text), "\r\nContent-Length:");
        const size_t body = announced && end && announced < end ? strtoul(announced + 17, NULL, 10) : 0;
        if (end && text->length >= (size_t)(end + 4 - text->bytes) + body)
            return true;
        const ssize_t got = recv(socket, buffer, sizeof buffer, 0);
        if (got <= 0)
            return false;
        text_add_bytes(text, buffer, (size_t)got);
    }
}

static void serve(struct recorder *recorder, int socket) {
    static const char reply[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    for (;;) {
        auto_text text = { 0 };
        if (!read_request(socket, &text))
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
    recorder->listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    if (bind(recorder->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(recorder->listener, 16) != 0)
        abort();
    getsockname(recorder->listener, (struct sockaddr *)&address, &length);
    recorder->port = ntohs(address.sin_port);
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
