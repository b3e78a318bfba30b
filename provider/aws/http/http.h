/*
 * An HTTP request and its answer, as the protocols build and read them, the signer signs them and the
 * transport carries them. All memory belongs to the arena of one aws_call().
 */
#ifndef AWS_HTTP_H
#define AWS_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct http_header {
    const char *name; /* as it goes on the wire; compared without case */
    const char *value;
};

struct http_headers {
    struct http_header *items;
    size_t count;
    size_t room;
};

struct http_request {
    const char *method; /* "GET", "POST", … */
    const char *scheme; /* "https"; set by the endpoint, with host and port in `host`
                           ("s3.eu-west-1.amazonaws.com:8443") */
    const char *host;
    const char *path;            /* percent-encoded, begins with "/", without query */
    const char *query;           /* percent-encoded "a=b&c", without "?"; "" for none */
    struct http_headers headers; /* without Host: the signer and the transport add it */
    const char *body;            /* may hold NUL; NULL when length is 0 */
    size_t body_length;
    bool direct; /* never through a proxy: metadata services, wherever they were put */
    bool ahead;  /* of the transport's line, and beyond its limit: for credentials, which others wait for */
    bool raw_answer; /* the answer's body is wanted as it comes: a Content-Encoding is an object's own */
};

struct http_answer {
    int status;
    struct http_headers headers;
    const char *body; /* decompressed; always followed by a NUL that is not counted */
    size_t body_length;
};

void http_add_header(struct arena *arena, struct http_headers *headers, const char *name, const char *value);
/* The first header of that name, whatever the case; NULL when there is none. */
const char *http_header(const struct http_headers *headers, const char *name);

/* Adds the "Name: value" lines of an answer; lines without a colon are left out. */
void http_read_headers(struct arena *arena, const char *lines, struct http_headers *headers);

/* Percent-encodes all but unreserved characters (RFC 3986); `keep` lists further characters left as they are.
 */
const char *http_escape(struct arena *arena, const char *text, const char *keep);

/* The same for bytes among which NULs may be. */
const char *http_escape_bytes(struct arena *arena, const char *bytes, size_t length, const char *keep);

#endif
