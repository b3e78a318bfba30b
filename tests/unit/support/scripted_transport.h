/*
 * A transport that answers from a script: each expected request has the answer, or the failure, that it gets.
 * A request that is not expected, or comes out of order, fails the test; so does one that never came
 * (scripted_assert_done).
 */
#ifndef TESTS_SCRIPTED_TRANSPORT_H
#define TESTS_SCRIPTED_TRANSPORT_H

#include "aws/http/transport.h"

/* A new transport for aws_client_new_with(), which takes it over. */
struct transport *scripted_new(void);

/* The next request contains `needle` (in method, URL, headers or body) and is answered. `headers`: "Name:
 * value\n…" or NULL. */
void scripted_expect(struct transport *transport, const char *needle, int status, const char *headers,
                     const char *body);

/* The next request contains `needle` and fails. */
void scripted_fail(struct transport *transport, const char *needle, enum transport_failure failure,
                   bool sent);

/* What happens while a request is on its way: called before each answer. */
void scripted_meanwhile(struct transport *transport, void (*meanwhile)(void *argument), void *argument);

/* All expected requests have come. */
void scripted_assert_done(struct transport *transport);

/* The i-th request so far as text: "POST https://host/path?query\nName: value\n…\n\nbody". NULL past the
 * last. */
const char *scripted_request(struct transport *transport, size_t i);

/* How many of the requests so far go ahead of all in line. */
size_t scripted_ahead(struct transport *transport);

/* How many of the requests so far may not go through a proxy. */
size_t scripted_direct(struct transport *transport);

#endif
