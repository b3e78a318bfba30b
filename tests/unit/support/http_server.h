/* What every HTTP server of the tests in C does: listen on 127.0.0.1 and read a request. */
#ifndef TESTS_HTTP_SERVER_H
#define TESTS_HTTP_SERVER_H

#include <stdbool.h>

#include "base/text.h"

/* A listening socket on a free port of 127.0.0.1; ends the process when there is none. */
int http_server_listen(int backlog, int *port);

/* Adds one whole request, as it came, to the empty *text; its body is as long as Content-Length says. False at the
 * end of the connection. */
bool http_server_read(int socket, struct text *text);

#endif
