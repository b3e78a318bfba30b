/*
 * Transport: carries one HTTP request and brings back the answer. A table of functions, so that tests can
 * script it (tests/unit/support/scripted_transport.h); the real one is libcurl on one background thread.
 */
#ifndef AWS_TRANSPORT_H
#define AWS_TRANSPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "aws/http/http.h"
#include "aws/http/proxy.h"
#include "base/cancel.h"
#include "base/error.h"

enum transport_failure {
    TRANSPORT_OK,
    TRANSPORT_STOPPED,     /* cancelled, or the deadline came */
    TRANSPORT_NAME,        /* the host's name cannot be looked up */
    TRANSPORT_REFUSED,     /* nobody listens there */
    TRANSPORT_UNREACHABLE, /* no connection: no route, no answer, handshake broken off */
    TRANSPORT_PROXY,       /* the proxy refuses: it wants other credentials, or does not allow the host */
    TRANSPORT_UNTRUSTED,   /* TLS: the certificate does not hold */
    TRANSPORT_BROKEN,      /* the connection ended before the whole answer was there */
    TRANSPORT_SILENT,      /* no answer within the time */
    TRANSPORT_TOO_LARGE,   /* the answer passes the limit */
};

struct transport;

struct transport_methods {
    /*
     * Blocks until the answer is there. *ret_answer lives in the arena. Failure: ERROR_NETWORK,
     * ERROR_CANCELLED or ERROR_TIMEOUT; `sent` in the error is true when any byte of the request may have
     * reached the server. A request is never sent twice. At most 64 are under way at once, first come, first served,
     * but for those that go `ahead`. *ret_failure is set in both cases.
     */
    bool (*send)(struct transport *transport, struct cancel *cancel, struct arena *arena,
                 const struct http_request *request, struct http_answer *ret_answer,
                 enum transport_failure *ret_failure, struct error **err);
    void (*free)(struct transport *transport);
};

struct transport {
    const struct transport_methods *methods;
};

/* Zero: the default in brackets. */
struct transport_options {
    const char *ca_bundle;      /* file with certificates (the system's, wherever it keeps them) */
    int64_t connect_timeout_ms; /* name, connection and handshake (5 s) */
    int64_t silence_timeout_ms; /* without a single byte (60 s) */
    size_t body_limit;          /* bytes of an answer (64 MiB) */
    struct proxies proxies;     /* (none: the environment is not looked at) */
};

/* The real one. Nothing is loaded or started before the first request. */
struct transport *transport_new(const struct transport_options *options) RETURNS_NONNULL;

/* No request may be under way. NULL is allowed. */
void transport_free(struct transport *transport);

MUST_USE bool transport_send(struct transport *transport, struct cancel *cancel, struct arena *arena,
                             const struct http_request *request, struct http_answer *ret_answer,
                             enum transport_failure *ret_failure, struct error **err);

/* Where this system keeps its CA certificates: a file, or NULL (then libcurl's own default holds). */
const char *transport_system_certificates(void);

#endif
