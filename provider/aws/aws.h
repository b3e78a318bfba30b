/*
 * AWS API calls: JSON in, JSON out. Inside: endpoint, credentials, protocol, signature, transport, retry.
 *
 * Input and output carry the member names of the service models ("CidrBlock"): structures and maps are
 * objects, lists arrays, blobs base64 text, timestamps RFC 3339 text ("2026-11-25T03:28:17Z"), documents any
 * JSON.
 */
#ifndef AWS_AWS_H
#define AWS_AWS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/cancel.h"
#include "base/error.h"

struct aws_client;

/* A switch that nobody needs to have set. */
enum aws_switch { AWS_UNSET = 0, AWS_ON, AWS_OFF };

/* Zero or NULL means: as the environment and the shared files say, else the default. Strings are copied. */
struct aws_options {
    const char *region;
    const char *profile;
    const char *access_key;
    const char *secret_key;
    const char *session_token;
    const char *endpoint;            /* one URL for all services */
    const json_t *endpoints;         /* {"ec2": "http://…"}: per service, before `endpoint` */
    const char *ca_bundle;           /* file */
    const json_t *config_files;      /* array of paths: shared config */
    const json_t *credentials_files; /* array of paths: shared credentials */
    int max_attempts; /* 0: AWS_MAX_ATTEMPTS, max_attempts of the profile, else 10 (see retry/retry.h) */
    const char *retry_mode; /* "standard" or "adaptive"; NULL: AWS_RETRY_MODE, retry_mode of the profile */
    const char
        *http_proxy; /* URL, for http:// endpoints; NULL: http_proxy, HTTP_PROXY, all_proxy, ALL_PROXY */
    const char *https_proxy;
    const char *no_proxy; /* hosts that are called directly, see http/proxy.h; NULL: no_proxy, NO_PROXY */
    const char *ec2_metadata_endpoint;      /* URL; NULL: the link-local address of the mode */
    const char *ec2_metadata_endpoint_mode; /* "IPv4", "IPv6" */
    /*
     * Roles to assume one after the other, the first with the credentials of the chain: an array of STS
     * AssumeRole inputs ({"RoleArn": …, "RoleSessionName": …, "ExternalId": …, "DurationSeconds": 3600, …}).
     */
    const json_t *assume_roles;
    /* AssumeRoleWithWebIdentity's input; "WebIdentityToken", or "WebIdentityTokenFile": a path, read at each
     * use. Before the chain. */
    const json_t *web_identity;
    enum aws_switch use_fips;      /* unset: AWS_USE_FIPS_ENDPOINT, use_fips_endpoint of the profile */
    enum aws_switch use_dualstack; /* unset: AWS_USE_DUALSTACK_ENDPOINT, use_dualstack_endpoint */
    enum aws_switch s3_path_style; /* unset: addressing_style; else yes at an endpoint of one's own */
    /* Never ask the instance's metadata; unset: AWS_EC2_METADATA_DISABLED. */
    enum aws_switch skip_ec2_metadata;
};

/*
 * A client for one provider configuration; safe from any number of threads. Nothing is fetched yet: files are
 * read and the region is settled; no region: ERROR_INPUT that says where one can be set.
 */
MUST_USE bool aws_client_new(const struct aws_options *options, struct aws_client **ret_client,
                             struct error **err);
void aws_client_free(struct aws_client *client); /* NULL is allowed */

const char *aws_region(const struct aws_client *client);
const char *aws_partition(const struct aws_client *client);  /* "aws", "aws-cn", … of the region */
const char *aws_dns_suffix(const struct aws_client *client); /* "amazonaws.com" */

/*
 * True when there are credentials to sign with: fetches them where that is needed, calls no AWS API but
 * those that give credentials (STS, SSO). Failure:
 * ERROR_CREDENTIALS that lists each source and why it gave none; ERROR_CANCELLED.
 */
MUST_USE bool aws_check_credentials(struct aws_client *client, struct cancel *cancel, struct error **err);

/*
 * One API call with retries (standard mode: full jitter, quota, throttling and transient codes). `service` is
 * the botocore name ("ec2", "iam", "logs", "s3", "sts"). `cancel` ends it at once (may not be NULL). On
 * success *ret_output is a new reference ({} where the operation answers nothing). Failure: ERROR_AWS with
 * operation, code, message and request id; ERROR_NETWORK, ERROR_CREDENTIALS, ERROR_CANCELLED, ERROR_TIMEOUT;
 * ERROR_INTERNAL for an input that the model refuses (unknown member, missing required member, wrong type).
 * What AWS's words repeat of the credentials and of what the model calls sensitive is stars in the error.
 *
 * `sent` in the error is true when any attempt of it may have taken effect: the connection broke after the
 * request had gone out, the answer could not be read, or AWS answered 5xx (but 503, which takes nothing on) or
 * an error after "200 OK".
 * Calls that would make something twice (CreateVpc) are then not repeated here; all others are.
 */
MUST_USE bool aws_call(struct aws_client *client, struct cancel *cancel, const char *service,
                       const char *operation, const json_t *input, json_t **ret_output, struct error **err);

/* Who is told that a call takes long, before each pause: "CreateVpc: RequestLimitExceeded, attempt 4 in 3 s".
 * `since_ms` is the call's begin on the monotonic clock. */
struct aws_teller {
    void (*tell)(void *context, int64_t since_ms, const char *what);
    void *context;
};

/* aws_call() that tells; `teller` may be NULL. */
MUST_USE bool aws_call_told(struct aws_client *client, struct cancel *cancel, const struct aws_teller *teller,
                            const char *service, const char *operation, const json_t *input,
                            json_t **ret_output, struct error **err);

/*
 * The same for an operation with pages: all pages, their result lists joined, as one answer. Where AWS gives a page's
 * token a second time, that page was the last one.
 */
MUST_USE bool aws_call_pages(struct aws_client *client, struct cancel *cancel, const char *service,
                             const char *operation, const json_t *input, json_t **ret_output,
                             struct error **err);

/* How pages are asked for. Zero or NULL: as aws_call_pages() does. */
struct aws_paging {
    const struct aws_teller *teller; /* is told when a page takes long */
    size_t most; /* enough: no further page once the result lists have so many elements together */
};

/* *ret_more (may be NULL): there was enough before the last page. */
MUST_USE bool aws_call_pages_with(struct aws_client *client, struct cancel *cancel,
                                  const struct aws_paging *paging, const char *service, const char *operation,
                                  const json_t *input, json_t **ret_output, bool *ret_more,
                                  struct error **err);

/*
 * Who is told that something in AWS may be another than before: after each attempt of a call that does more than read,
 * when AWS has done it, or may have done it (the answer was lost). Told by the thread that calls, before aws_call()
 * returns. Calls that only give credentials do not count.
 */
struct aws_watcher {
    void (*changed)(void *context);
    void *context;
};

/* Sets the one watcher of a client (copied), or takes it away (NULL); while no call is under way. */
void aws_watch(struct aws_client *client, const struct aws_watcher *watcher);

/* True when the models in this binary have the operation. */
bool aws_has_operation(const char *service, const char *operation);

/* True when the operation's input (or output) has a member at the dotted path, list steps as [0]: for the
 * test that holds resource tables and models together. */
bool aws_input_has(const char *service, const char *operation, const char *path);
bool aws_output_has(const char *service, const char *operation, const char *path);

/* Attempts made so far by this process, per service and operation: {"ec2.DescribeVpcs": 3}. A new reference.
 */
json_t *aws_call_counts(void);

#endif
