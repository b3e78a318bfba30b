/* An HTTP server on 127.0.0.1 that keeps the last request it was sent, as it came, and answers each with {}. */
#ifndef JUDGES_RECORDER_H
#define JUDGES_RECORDER_H

#include "aws/http/http.h"
#include "base/arena.h"

/* As it stood on the wire: "target" is what the request line asks for. */
struct recorded_request {
    const char *method;
    const char *target;
    struct http_headers headers; /* Host among them */
    const char *body;
    size_t body_length;
};

struct recorder;

/* Ends the process when it cannot listen. */
struct recorder *recorder_start(void);
void recorder_stop(struct recorder *recorder);
int recorder_port(const struct recorder *recorder);

/* The last request, once its answer has been read; in the arena. */
struct recorded_request recorder_last(struct recorder *recorder, struct arena *arena);

#endif
