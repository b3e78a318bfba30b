/*
 * AWS Signature Version 4. Source: "Signature Version 4 signing process" in the AWS General Reference; judged
 * by the published test suite (tests/judges/sigv4).
 */
#ifndef AWS_SIGV4_H
#define AWS_SIGV4_H

#include <stdbool.h>
#include <stdint.h>

#include "aws/http/http.h"

struct sigv4_options {
    const char *access_key;
    const char *secret_key;
    const char *session_token; /* NULL or "" for none */
    const char *region;
    const char *service; /* signing name */
    int64_t now_unix_s;
    bool raw_path;         /* s3: the path is neither normalised nor encoded a second time */
    bool content_sha256;   /* s3: send (and sign) X-Amz-Content-Sha256 */
    bool unsigned_payload; /* the body is not part of the signature */
};

/*
 * Signs the request: adds X-Amz-Date, X-Amz-Security-Token, X-Amz-Content-Sha256 where they belong and
 * Authorization. Every header is signed but those that a proxy may change (User-Agent, Connection, Expect,
 * X-Amzn-Trace-Id …).
 */
void sigv4_sign(struct arena *arena, const struct sigv4_options *options, struct http_request *request);

/* The query form: everything goes into the query, valid for `expires_s` seconds; with `content_sha256` (s3)
 * the payload is not signed. */
void sigv4_presign(struct arena *arena, const struct sigv4_options *options, int64_t expires_s,
                   struct http_request *request);

/* The steps, as the published suite judges them. `payload_hash` is the last line of the canonical request. */
const char *sigv4_canonical_request(struct arena *arena, const struct sigv4_options *options,
                                    const struct http_request *request, const char *payload_hash);
const char *sigv4_string_to_sign(struct arena *arena, const struct sigv4_options *options,
                                 const char *canonical_request);

#endif
