#include "support/http_server.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int http_server_listen(int backlog, int *port) {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, backlog) != 0)
        abort();
    getsockname(listener, (struct sockaddr *)&address, &length);
    *port = ntohs(address.sin_port);
    return listener;
}

bool http_server_read(int socket, struct text *text) {
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
