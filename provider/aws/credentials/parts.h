/* What the sources of credentials share: outcomes, small files, JSON with keys in it, calls with a time limit. */
#ifndef AWS_CREDENTIALS_PARTS_H
#define AWS_CREDENTIALS_PARTS_H

#include <jansson.h>

#include "aws/client.h"
#include "aws/credentials/credentials.h"

/* Sets *err (ERROR_CREDENTIALS) and gives that outcome. */
enum credentials_outcome credentials_none(struct error **err, const char *format, ...) PRINTF_LIKE(2, 3);
enum credentials_outcome credentials_broken(struct error **err, const char *format, ...) PRINTF_LIKE(2, 3);

/* True for an error of credentials_call() by which AWS says that it does not take the credentials (any more). */
bool credentials_not_taken(const struct error *error);

/* The profile's value of the context; NULL when absent. */
const char *credentials_profile_value(const struct credentials_context *context, const char *key);

/* Unix time: AWS's, for what AWS has given a time of expiry; and this machine's, for what its tools have written down. */
int64_t credentials_now_s(const struct credentials_context *context);
int64_t credentials_machine_now_s(const struct credentials_context *context);

/* Time of expiry as AWS and its tools write it ("2026-11-25T03:28:17Z", "…UTC"). False: it is none. */
bool credentials_parse_time(const char *text, int64_t *ret_unix_s);

/* Names of the members that hold credentials. */
struct credentials_members {
    const char *key;
    const char *secret;
    const char *token;
    const char *expires; /* ISO 8601 text, or a number: milliseconds since 1970 */
    bool all_required;   /* token and expiry, too */
};
extern const struct credentials_members credentials_usual_members; /* AccessKeyId … Expiration */

/* Reads them. Failure: ERROR_CREDENTIALS that names the member which is missing or no good, never a value. */
MUST_USE bool credentials_from_json(const json_t *object, const struct credentials_members *members,
                                    struct credentials **ret_credentials, struct error **err);

/* A whole file of at most 64 KiB, as a heap string to be wiped. Failure: ERROR_CREDENTIALS with the path. */
MUST_USE bool credentials_read_file(const char *path, char **ret_text, struct error **err);

/* A token with a time limit of its own that is cancelled with another one. */
struct credentials_limit {
    struct cancel *cancel; /* the token to use */
    struct cancel *outer;
    struct cancel_listener listener;
};
void credentials_limit_begin(struct credentials_limit *limit, struct cancel *outer, int64_t limit_ms);
void credentials_limit_end(struct credentials_limit *limit);

/* True when the error means: this limit has run out; the outer token would let the work go on. */
bool credentials_limit_ran_out(const struct credentials_limit *limit, const struct error *error);

/*
 * One API call that gives credentials: at most three attempts and 20 s. Failure: ERROR_CREDENTIALS with AWS's
 * words (`code` stays set), or ERROR_CANCELLED and ERROR_TIMEOUT.
 */
MUST_USE bool credentials_call(const struct credentials_context *context, struct cancel *cancel,
                               const struct aws_caller *caller, const char *service, const char *operation,
                               const json_t *input, json_t **ret_output, struct error **err);

/*
 * One request to a service of this machine or its host, wherever it was put: unsigned, within limit_ms, and never
 * through a proxy, which would see tokens and keys. *ret_failure is TRANSPORT_SILENT when the limit ran out. Failure:
 * ERROR_CREDENTIALS, ERROR_CANCELLED, ERROR_TIMEOUT.
 */
MUST_USE bool credentials_send(const struct credentials_context *context, struct cancel *cancel,
                               struct arena *arena, int64_t limit_ms, const struct http_request *request,
                               struct http_answer *ret_answer, enum transport_failure *ret_failure,
                               struct error **err);

/* The body as JSON object; NULL when it is none (or larger than 64 KiB). */
json_t *credentials_answer_json(const struct http_answer *answer);

#endif
