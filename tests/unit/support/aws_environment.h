/* An environment without AWS settings and a home folder of its own, for tests of configuration. */
#ifndef TESTS_AWS_ENVIRONMENT_H
#define TESTS_AWS_ENVIRONMENT_H

/* cmocka set-up and tear-down: AWS_* and proxies are gone (but AWS_EC2_METADATA_DISABLED: the machine of the tests
 * may be an instance), HOME is a new empty folder; afterwards the folder goes. */
int environment_set_up(void **state);
int environment_tear_down(void **state);

/* Writes HOME/.aws/NAME and gives its path (valid until the tear-down). The folders of "sso/cache/x" are made. */
const char *environment_file(const char *name, const char *text);

#endif
