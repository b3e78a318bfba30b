/* The client from inside: what its files share, and what tests replace. The room's contract is aws.h. */
#ifndef AWS_CLIENT_H
#define AWS_CLIENT_H

#include <stdatomic.h>

#include "aws/aws.h"
#include "aws/config/config.h"
#include "aws/credentials/credentials.h"
#include "aws/endpoint/endpoint.h"
#include "aws/http/http.h"
#include "aws/http/transport.h"
#include "aws/model.h"
#include "aws/retry/pace.h"
#include "aws/retry/retry.h"

/* NULL members: the real ones. */
struct aws_client_parts {
    struct transport *transport; /* taken over, also on failure */
    const struct credentials_source *sources;
    size_t source_count;
    int64_t (*now_s)(void);
    uint64_t (*random_below)(uint64_t bound);
    bool (*wait_ms)(struct cancel *cancel, int64_t wait_ms, struct error **err);
};

/* What the calls of one service share. */
struct aws_lane {
    struct retry_quota quota;
    struct retry_pace pace;
    atomic_bool answered; /* an endpoint of the service has answered before, whatever it said */
};

struct aws_client {
    struct aws_client_parts parts;
    struct config *config;
    struct credentials_chain *credentials;
    struct aws_lane *lanes; /* one for each service of aws_services[] */
    size_t lane_count;
    atomic_int_least64_t clock_skew_s; /* how far AWS's clock is ahead of ours */
    struct aws_watcher watcher;
};

/* Unix time as AWS has it: this machine's clock, set right by what AWS has answered so far. Any thread. */
int64_t aws_client_now_s(const struct aws_client *client);

/* Who calls, for the calls that themselves give credentials: the client's own credentials are not asked. */
struct aws_caller {
    const char *region;              /* NULL: the client's */
    struct credentials *credentials; /* NULL for operations without signature */
    int max_attempts;                /* 0: the client's; never more than that */
};

/* aws_call() for that caller. */
MUST_USE bool aws_call_as(struct aws_client *client, struct cancel *cancel, const struct aws_caller *caller,
                          const char *service, const char *operation, const json_t *input,
                          json_t **ret_output, struct error **err);

MUST_USE bool aws_client_new_with(const struct aws_options *options, const struct aws_client_parts *parts,
                                  struct aws_client **ret_client, struct error **err);

/* One API call: what holds for all its attempts. */
struct aws_request {
    const struct aws_service *service;
    const struct aws_operation *operation;
    struct http_request http; /* without signature */
    const char *signing_name;
    const char *signing_region;
    bool raw_path;          /* S3's rules of signing: the path as it is, the payload's digest in a header */
    const char *invocation; /* one random id for all attempts */
    int max_attempts;
};

/* Serialises the input and settles where the request goes. `region` NULL: the client's. */
MUST_USE bool aws_request_build(struct aws_client *client, struct arena *arena, const char *region,
                                const char *service, const char *operation, const json_t *input,
                                struct aws_request *ret_request, struct error **err);

struct aws_request_options {
    const struct aws_service *service; /* any tables: a judge loads its own */
    const struct aws_operation *operation;
    const json_t *input;
    const char *region; /* NULL: the client's */
    const char *token;  /* fills in idempotency tokens; NULL: a random one */
};

/* The same for tables that are at hand. */
MUST_USE bool aws_request_build_for(struct aws_client *client, struct arena *arena,
                                    const struct aws_request_options *options,
                                    struct aws_request *ret_request, struct error **err);

/* A signed copy for one attempt (the first is 1). `credentials` is NULL for operations without signature. */
struct http_request aws_request_sign(struct aws_client *client, struct arena *arena,
                                     const struct aws_request *request, const struct credentials *credentials,
                                     int attempt);

/*
 * Takes out of a failed attempt's error what it repeats of the request: stars for the credentials' secret key and
 * session token and for the input's sensitive members, however they are escaped or cut short; the strings that AWS
 * would have signed go as a whole. For what was answered: our own words on a connection repeat nothing. `credentials`
 * may be NULL.
 */
void aws_hide_secrets(const struct aws_request *request, const json_t *input,
                      const struct credentials *credentials, struct error *error);

/* Counts one attempt for aws_call_counts(). */
void aws_count_call(const char *service, const char *operation);

/* Why an attempt failed, in a word: AWS's code, or what kept the answer away ("connection broken"). */
const char *aws_reason_of(const struct error *error, enum transport_failure failure);

/* Lines of the log: an attempt that has ended (`error` NULL: well), a pause before the next one, a wait for the call's
 * turn, a new limit of the service. */
void aws_log_attempt(const struct aws_request *request, int attempt, const struct http_answer *answer,
                     enum transport_failure failure, const struct error *error, int64_t took_ms);
void aws_log_pause(const struct aws_request *request, int attempt, enum transport_failure failure,
                   const struct error *error, int64_t wait_ms);
void aws_log_turn(const struct aws_request *request, struct retry_pace *pace, int64_t waited_ms);
void aws_log_limit(const struct aws_request *request, struct retry_pace *pace);

#endif
