/* A client over a scripted transport, with a clock and pauses that the test controls. */
#ifndef TESTS_AWS_CLIENT_FIXTURE_H
#define TESTS_AWS_CLIENT_FIXTURE_H

#include "aws/client.h"
#include "support/scripted_transport.h"

struct client_fixture {
    struct transport *script;
    struct aws_client *client;
    struct cancel *cancel;
    json_t *output;
    struct error *error;
};

enum { FIXTURE_NOW_S = 1440938160 }; /* 2015-08-30T12:36:00Z */

/* The sum of all pauses since the set-up; a pause itself takes no time. */
extern int64_t fixture_waited_ms;

/* Seconds that the client's clock stands after FIXTURE_NOW_S: 0 after the set-up. */
extern int64_t fixture_passed_s;

/* cmocka set-up and tear-down: keys of account 111122223333, region eu-central-1, no files. The tear-down
 * checks that every expected request has come. */
int client_set_up(void **state);
int client_tear_down(void **state);

/* Makes the client anew with these options (region and keys are filled in). */
void client_renew(struct client_fixture *fixture, struct aws_options options);

/* Calls; output or error are kept in the fixture until the next call. `input` is JSON text. */
bool client_call(struct client_fixture *fixture, const char *service, const char *operation,
                 const char *input);
bool client_call_pages(struct client_fixture *fixture, const char *service, const char *operation,
                       const char *input);

/* What AWS answers: the identity of account 1, and EC2's error of that code, with the request id r-2. */
#define CLIENT_IDENTITY                                                                                      \
    "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account>"                               \
    "</GetCallerIdentityResult></GetCallerIdentityResponse>"
const char *client_ec2_error(struct arena *arena, const char *code);

#endif
