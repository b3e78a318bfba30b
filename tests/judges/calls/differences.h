/*
 * What our client does otherwise than botocore, on purpose: each row of differences.txt is one exact change. It is made
 * to the input of our call, as botocore makes it to its caller's, or to our finished request; then both requests must
 * be the same in every byte. Nothing is taken over from botocore's request but the URL that botocore signs by itself.
 */
#ifndef JUDGES_DIFFERENCES_H
#define JUDGES_DIFFERENCES_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/http/http.h"
#include "aws/model.h"
#include "base/arena.h"

struct difference;

/* One call that both clients make. */
struct compared_call {
    struct arena *arena;
    const struct aws_service *service;
    const struct aws_operation *operation;
    const char *protocol;                /* "rest-xml" */
    const json_t *said;                  /* the line of calls.py: "input", "endpoint" */
    const struct http_request *expected; /* botocore's request */
};

/* Ends the process at a row that says nothing, or is without a reason. */
struct difference *differences_load(struct arena *arena, const char *path);

/* The call's input with the changes that are made to inputs. A new reference. */
json_t *differences_in_input(struct difference *rows, const struct compared_call *call);

/* Makes the changes that are made to requests. */
void differences_in_request(struct difference *rows, const struct compared_call *call,
                            struct http_request *ours);

/* True when every row has changed something; prints those that have not. */
bool differences_all_used(const struct difference *rows);

#endif
