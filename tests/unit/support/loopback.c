#include "support/loopback.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "support/http_server.h"

enum { MOST_CONNECTIONS = 256, BIG = 2 << 20, BOMB = 64 << 20, GIGABYTE = 1 << 30 };

/* In whole answers after which the server closes: the client could take the connection for one that it can use again. */
#define LAST "Connection: close\r\n"

struct loopback {
    int listener;
    int port;
    pthread_t acceptor;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int requests;
    struct text targets; /* of the requests, a line each */
    bool stopping;
    int sockets[MOST_CONNECTIONS];
    pthread_t threads[MOST_CONNECTIONS];
    int connections;
};

struct connection {
    struct loopback *server;
    int socket;
    int served;
};

static void reply(int socket, const char *head, const char *body, size_t length, size_t announced) {
    auto_text text = { 0 };
    text_printf(&text, "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n", head, announced);
    text_add_bytes(&text, body, length);
    (void)!send(socket, text.bytes, text.length, MSG_NOSIGNAL);
}

static void big(int socket) {
    auto_free char *body = xcalloc(1, BIG);
    memset(body, 'x', BIG);
    reply(socket, "200 OK", body, BIG, BIG);
}

static void wait_for_stop(struct loopback *server) {
    pthread_mutex_lock(&server->lock);
    while (!server->stopping)
        pthread_cond_wait(&server->changed, &server->lock);
    pthread_mutex_unlock(&server->lock);
}

/* "/407" and what is asked of a proxy: "http://any.test/ok", and the host and port of a CONNECT. */
static const char *without_host(const char *target) {
    const char *authority = strncmp(target, "http://", 7) == 0 ? target + 7 : target;
    return authority + (authority == target ? 0 : strcspn(authority, "/ "));
}

/* The bytes compressed into a whole answer: gzip, or zlib's form, which HTTP calls "deflate". */
static void compressed(int socket, const char *encoding, const void *bytes, size_t length) {
    enum { ZLIB_WINDOW = 15, GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8 };
    const int window = strcmp(encoding, "gzip") == 0 ? GZIP_WINDOW : ZLIB_WINDOW;
    z_stream stream = { .next_in = bytes, .avail_in = (uInt)length };
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
    const uLong room = deflateBound(&stream, (uLong)length);
    auto_free unsigned char *packed = xcalloc(1, room);
    stream.next_out = packed;
    stream.avail_out = (uInt)room;
    deflate(&stream, Z_FINISH);
    auto_free char *head = xprintf("200 OK\r\n" LAST "Content-Encoding: %s", encoding);
    reply(socket, head, (const char *)packed, stream.total_out, stream.total_out);
    deflateEnd(&stream);
}

/* Sends so much, from one small buffer, as long as the client takes it. */
static void flood(int socket, const char *head, bool chunks) {
    enum { PIECE = 1 << 16 };
    static const char piece[PIECE] = { 0 };
    bool goes_on = send(socket, head, strlen(head), MSG_NOSIGNAL) > 0;
    for (size_t sent = 0; goes_on && sent < GIGABYTE; sent += PIECE) {
        if (chunks)
            goes_on = send(socket, "10000\r\n", 7, MSG_NOSIGNAL) > 0;
        goes_on = goes_on && send(socket, piece, PIECE, MSG_NOSIGNAL | MSG_WAITALL) > 0;
        if (chunks)
            goes_on = goes_on && send(socket, "\r\n", 2, MSG_NOSIGNAL) > 0;
    }
}

static void headers_without_end(int socket) {
    static const char start[] = "HTTP/1.1 200 OK\r\n", line[] = "X-More: and more\r\n";
    bool goes_on = send(socket, start, strlen(start), MSG_NOSIGNAL) > 0;
    for (size_t sent = 0; goes_on && sent < BIG; sent += strlen(line))
        goes_on = send(socket, line, strlen(line), MSG_NOSIGNAL) > 0;
}

// clang-format off
static const struct canned {
    const char *path, *bytes;
    size_t length;
} canned[] = {
#define CANNED(path, bytes) { path, bytes, sizeof bytes - 1 }
    CANNED("/long",       "HTTP/1.1 200 OK\r\n" LAST "Content-Length: 4\r\n\r\nfine and more"),
    CANNED("/cut",        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n8\r\nhal"),
    CANNED("/chunk-size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nfine\r\n0\r\n\r\n"),
    CANNED("/negative",   "HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\nfine"),
    CANNED("/lengths",    "HTTP/1.1 200 OK\r\n" LAST "Content-Length: 9\r\nContent-Length: 4\r\n\r\nfine"),
    CANNED("/no-http",    "fine, but no HTTP\r\n\r\n"),
    CANNED("/nul",        "HTTP/1.1 200 OK\r\n" LAST "Content-Length: 4\r\n\r\n\0a\0b"),
    CANNED("/garbled",    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nfine"),
#undef CANNED
};
// clang-format on

/* Answers that are wrong, or strange. False: the path is another one. */
static bool misbehave(int socket, const char *path) {
    auto_free char *name = xstrdup(path);
    name[strcspn(name, " ?")] = '\0';
    for (size_t i = 0; i < COUNT_OF(canned); i++)
        if (strcmp(name, canned[i].path) == 0) {
            (void)!send(socket, canned[i].bytes, canned[i].length, MSG_NOSIGNAL);
            return true;
        }
    if (strcmp(name, "/gzip") == 0 || strcmp(name, "/deflate") == 0) {
        compressed(socket, name + 1, "fine", 4);
    } else if (strcmp(name, "/bomb") == 0) {
        auto_free char *zeros = xcalloc(1, BOMB);
        compressed(socket, "gzip", zeros, BOMB);
    } else if (strcmp(name, "/gigabyte") == 0) {
        flood(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", false);
    } else if (strcmp(name, "/chunks") == 0) {
        flood(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true);
    } else if (strcmp(name, "/headers") == 0) {
        headers_without_end(socket);
    } else {
        return false;
    }
    return true;
}

/* True when the connection goes on. */
static bool behave(struct connection *connection, const char *target, const char *body) {
    const int socket = connection->socket;
    const char *path = without_host(target);
    connection->served++;
    const unsigned long status = strtoul(path + (*path == '/'), NULL, 10);
    if (status) {
        auto_free char *refusal = xprintf("%lu Refused\r\nConnection: close", status);
        reply(socket, refusal, "", 0, 0);
        return false;
    }
    if (misbehave(socket, path))
        return false;
    if (strncmp(path, "/close", 6) == 0 || (strncmp(path, "/once", 5) == 0 && connection->served > 1))
        return false;
    if (strncmp(path, "/hang", 5) == 0) {
        wait_for_stop(connection->server);
        return false;
    }
    if (strncmp(path, "/reset", 6) == 0) {
        const struct linger now = { .l_onoff = 1 };
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        return false;
    }
    if (strncmp(path, "/half", 5) == 0) {
        reply(socket, "200 OK", "half", 4, 8);
        return false;
    }
    if (strncmp(path, "/big", 4) == 0) {
        big(socket);
        return true;
    }
    if (strncmp(path, "/hints", 6) == 0)
        (void)!send(socket, "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n", 40, MSG_NOSIGNAL);
    auto_free char *head = xprintf("200 OK\r\nX-Body: %s\r\nX-Empty:", body);
    reply(socket, strncmp(path, "/empty", 6) == 0 ? "204 No Content" : head, "fine", 4, 4);
    return strncmp(path, "/empty", 6) != 0;
}

static void *serve(void *argument) {
    struct connection *connection = argument;
    struct loopback *server = connection->server;
    bool more = true;
    while (more) {
        auto_text text = { 0 };
        if (!http_server_read(connection->socket, &text))
            break;
        pthread_mutex_lock(&server->lock);
        server->requests++;
        const char *target = strchr(text.bytes, ' ') + 1;
        text_printf(&server->targets, "%.*s\n", (int)strcspn(target, " "), target);
        pthread_cond_broadcast(&server->changed);
        pthread_mutex_unlock(&server->lock);
        more = behave(connection, strchr(text.bytes, ' ') + 1, strstr(text.bytes, "\r\n\r\n") + 4);
    }
    pthread_mutex_lock(&server->lock);
    for (int i = 0; i < server->connections; i++)
        if (server->sockets[i] == connection->socket)
            server->sockets[i] = -1;
    close(connection->socket);
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
    free(connection);
    return NULL;
}

static void *accept_all(void *argument) {
    struct loopback *server = argument;
    for (;;) {
        const int socket = accept(server->listener, NULL, NULL);
        if (socket < 0)
            return NULL;
        struct connection *connection = xcalloc(1, sizeof *connection);
        *connection = (struct connection){ .server = server, .socket = socket };
        pthread_mutex_lock(&server->lock);
        server->sockets[server->connections] = socket;
        pthread_create(&server->threads[server->connections++], NULL, serve, connection);
        pthread_mutex_unlock(&server->lock);
    }
}

struct loopback *loopback_start(void) {
    struct loopback *server = xcalloc(1, sizeof *server);
    pthread_mutex_init(&server->lock, NULL);
    pthread_cond_init(&server->changed, NULL);
    server->listener = http_server_listen(MOST_CONNECTIONS, &server->port);
    pthread_create(&server->acceptor, NULL, accept_all, server);
    return server;
}

void loopback_stop(struct loopback *server) {
    shutdown(server->listener, SHUT_RDWR);
    pthread_join(server->acceptor, NULL);
    pthread_mutex_lock(&server->lock);
    server->stopping = true;
    pthread_cond_broadcast(&server->changed);
    for (int i = 0; i < server->connections; i++)
        if (server->sockets[i] >= 0)
            shutdown(server->sockets[i], SHUT_RDWR);
    pthread_mutex_unlock(&server->lock);
    for (int i = 0; i < server->connections; i++)
        pthread_join(server->threads[i], NULL);
    close(server->listener);
    text_done(&server->targets);
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    free(server);
}

int loopback_port(const struct loopback *server) {
    return server->port;
}

int loopback_requests(struct loopback *server) {
    pthread_mutex_lock(&server->lock);
    const int requests = server->requests;
    pthread_mutex_unlock(&server->lock);
    return requests;
}

int loopback_connections(struct loopback *server) {
    pthread_mutex_lock(&server->lock);
    const int connections = server->connections;
    pthread_mutex_unlock(&server->lock);
    return connections;
}

void loopback_wait_requests(struct loopback *server, int count) {
    pthread_mutex_lock(&server->lock);
    while (server->requests < count)
        pthread_cond_wait(&server->changed, &server->lock);
    pthread_mutex_unlock(&server->lock);
}

static bool is_open(const struct loopback *server) {
    for (int i = 0; i < server->connections; i++)
        if (server->sockets[i] >= 0)
            return true;
    return false;
}

void loopback_wait_closed(struct loopback *server) {
    pthread_mutex_lock(&server->lock);
    while (is_open(server))
        pthread_cond_wait(&server->changed, &server->lock);
    pthread_mutex_unlock(&server->lock);
}

bool loopback_has_read(struct loopback *server, const char *path) {
    auto_free char *line = xprintf("%s\n", path);
    pthread_mutex_lock(&server->lock);
    const bool has = strstr(text_string(&server->targets), line) != NULL;
    pthread_mutex_unlock(&server->lock);
    return has;
}
