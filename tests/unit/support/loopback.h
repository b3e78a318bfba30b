/* An HTTP server on 127.0.0.1 that behaves as the request's path says, well or badly. */
#ifndef TESTS_LOOPBACK_H
#define TESTS_LOOPBACK_H

#include <stdbool.h>

/*
 *   /ok      200, body "fine", connection kept; the body of the request is echoed in X-Body
 *   /big     200 with a body of 2 MiB
 *   /empty   204
 *   /close   the request is read, the connection closed without an answer
 *   /reset   likewise, with a reset
 *   /half    head and half of the body, then closed
 *   /hang    no answer until the server stops
 *   /once    200 the first time on a connection, closed without an answer the second time
 *   /hints   103, then 200
 *   /407     that status, and the connection closed
 *   /gzip /deflate   "fine" in that Content-Encoding; /garbled says gzip and is none; /bomb is 64 MiB of zeros in gzip
 *   /gigabyte        200 that announces a body of 1 GiB and sends it; /chunks the same in chunks, not announced
 *   /long /cut /chunk-size /negative /lengths /no-http /headers /nul
 *            more than announced; chunks that end too early; a chunk without a size; Content-Length: -4; two lengths;
 *            an answer that is no HTTP; headers without end; a body with NUL bytes. Then the connection is closed
 * It also serves as a proxy: for "http://any.test/ok" it behaves so itself, "CONNECT 403.test:443" gets that status.
 */
struct loopback;

struct loopback *loopback_start(void);
void loopback_stop(struct loopback *server);
int loopback_port(const struct loopback *server);
/* Requests read so far, and connections accepted. */
int loopback_requests(struct loopback *server);
int loopback_connections(struct loopback *server);
/* Waits until so many requests have been read. */
void loopback_wait_requests(struct loopback *server, int count);
/* Waits until the client has closed all connections: what it had sent by them has been read. */
void loopback_wait_closed(struct loopback *server);
/* A request of that path with its query ("/ok?7") has been read. */
bool loopback_has_read(struct loopback *server, const char *path);

#endif
