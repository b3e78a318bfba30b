/*
 * A client whose credentials come from a source, over a scripted transport: for the tests of the sources. Each test
 * writes secrets as texts that hold SECRET; none may be in an error or in a debug line.
 */
#ifndef TESTS_CREDENTIALS_FIXTURE_H
#define TESTS_CREDENTIALS_FIXTURE_H

#include "support/aws_client_fixture.h"
#include "support/aws_environment.h"

#define SECRET "s3cret"

/* AssumeRole's and AssumeRoleWithWebIdentity's answer with that key, until 13:36:00Z of the fixture's day. */
#define STS_ANSWER(operation, key)                                                                           \
    "<" operation "Response><" operation "Result><Credentials><AccessKeyId>" key "</AccessKeyId>"            \
    "<SecretAccessKey>" SECRET "</SecretAccessKey><SessionToken>" SECRET "-token</SessionToken>"             \
    "<Expiration>2015-08-30T13:36:00Z</Expiration></Credentials></" operation "Result></" operation          \
    "Response>"
#define STS_ERROR(code, message)                                                                             \
    "<ErrorResponse><Error><Type>Sender</Type><Code>" code "</Code><Message>" message "</Message></Error>"   \
    "<RequestId>r1</RequestId></ErrorResponse>"

/* cmocka set-up and tear-down: a client without keys of its own, whose profile is what AWS_PROFILE says. */
int credentials_set_up(void **state);
int credentials_tear_down(void **state);

/* Makes the client anew, after files or variables have changed: for the profile, or NULL for none. */
void credentials_for(struct client_fixture *fixture, const char *profile);

/* The client has these credentials, from that source. */
void credentials_found(struct client_fixture *fixture, const char *key, const char *source);

/* It has none, and the error says all of `message`. */
void credentials_refused_with(struct client_fixture *fixture, const char *message);

#endif
