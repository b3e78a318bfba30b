/* The real transport and the server that behaves as a path says, for the tests of the transport. */
#ifndef TESTS_TRANSPORT_FIXTURE_H
#define TESTS_TRANSPORT_FIXTURE_H

#include "aws/http/transport.h"
#include "support/loopback.h"

struct transport_fixture {
    struct loopback *server;
    struct transport *transport;
    struct cancel *cancel;
    struct arena *arena;
    struct http_answer answer; /* of the last call, as the failure and the error are */
    enum transport_failure failure;
    struct error *error;
};

/* cmocka set-up and tear-down. */
int transport_set_up(void **state);
int transport_tear_down(void **state);

/* Another transport instead of that with the usual options. */
void transport_with(struct transport_fixture *fixture, const struct transport_options *options);

/* A request to the server. The body may be NULL; the caller keeps it. */
struct http_request transport_request(struct transport_fixture *fixture, const char *method, const char *path,
                                      const char *body);
/* transport_send() with what the fixture holds. */
bool transport_try(struct transport_fixture *fixture, const struct http_request *request);

#endif
