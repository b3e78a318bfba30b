/*
 * A transport that is an EC2 with some subnets, which it describes: by id, by the filters subnet-id and vpc-id, in
 * pages. From any number of threads; a request can be held until the test lets it go.
 */
#ifndef TESTS_DESCRIBING_TRANSPORT_H
#define TESTS_DESCRIBING_TRANSPORT_H

#include "aws/aws.h"
#include "aws/http/transport.h"

/* A new transport and a client over it, which owns it. The environment must be set up (aws_environment.h). */
struct transport *describing_new(struct aws_client **ret_client);

/* A subnet that is there. */
void describing_add(struct transport *transport, const char *id, const char *vpc);

/* Requests that contain `needle` are refused; NULL needle: no longer. */
void describing_refuse(struct transport *transport, const char *needle, int status, const char *code);

/* A subnet's state from now on; they begin as "available". */
void describing_state(struct transport *transport, const char *id, const char *state);

/* Subnets in a page; 0 = all. */
void describing_page(struct transport *transport, size_t size);

/* What the last page has as its next token (AWS may send an empty one); NULL = nothing, the default. */
void describing_last_token(struct transport *transport, const char *token);

/* Requests wait (until their token is cancelled), or go on. */
void describing_hold(struct transport *transport, bool held);

/* Returns when that many requests have come. */
void describing_await(struct transport *transport, size_t count);

size_t describing_count(struct transport *transport);

/* The body of the i-th request so far. */
const char *describing_request(struct transport *transport, size_t i);

#endif
