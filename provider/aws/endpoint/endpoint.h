/*
 * Where a call goes and how it is signed: the service's published endpoint rules, evaluated for the client's
 * configuration and the call's input. Judged by the published endpoint tests (tests/judges/endpoints).
 */
#ifndef AWS_ENDPOINT_H
#define AWS_ENDPOINT_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/endpoint/rules.h"
#include "base/arena.h"
#include "base/error.h"

/* Strings belong to the arena. */
struct endpoint {
    const char *url;            /* as the rules give it */
    const char *scheme;         /* "https" */
    const char *authority;      /* "s3.eu-west-1.amazonaws.com", with the port where it has one */
    const char *path;           /* "", "/" or "/bucket" */
    const char *signing_name;   /* NULL: the rules do not say */
    const char *signing_region; /* NULL: the rules do not say */
    bool raw_path;              /* disableDoubleEncoding */
    bool can_sign;              /* false: the rules ask for a way to sign that we do not have */
    const char *properties;     /* JSON text of all the rules say, for the judge */
};

/*
 * `parameters` is an object with the rule set's own names ("Region", "UseFIPS", "Endpoint", "Bucket"); absent
 * ones take their defaults. Failure: ERROR_INPUT with the rules' own text.
 */
MUST_USE bool endpoint_resolve(struct arena *arena, const struct endpoint_rules *rules,
                               const json_t *parameters, struct endpoint *ret_endpoint, struct error **err);

/* Scheme, authority and path of an http or https URL without query; false when it is none. For custom
 * endpoints. */
MUST_USE bool endpoint_split_url(struct arena *arena, const char *url, const char **ret_scheme,
                                 const char **ret_authority, const char **ret_path);

/* A request's path behind the endpoint's own: "/base/" and "/thing" are "/base/thing". Never empty. */
const char *endpoint_path(struct arena *arena, const char *base, const char *path);

#endif
