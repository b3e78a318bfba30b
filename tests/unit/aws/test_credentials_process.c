/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/memory.h"
#include "support/credentials_fixture.h"

/* A profile whose process is this shell script. */
static void use_script(struct client_fixture *fixture, const char *script) {
    auto_free char *text = xprintf("#!/bin/sh\n%s\n", script);
    const char *path = environment_file("process", text);
    assert_int_equal(chmod(path, 0700), 0);
    auto_free char *config = xprintf("[profile p]\ncredential_process = \"%s\" 'one word' two\n", path);
    environment_file("config", config);
    credentials_for(fixture, "p");
}

#define PRINTED(rest)                                                                                        \
    "{\"Version\": 1, \"AccessKeyId\": \"of-process\", \"SecretAccessKey\": \"" SECRET "\"" rest "}"

static void its_output_is_used(void **state) {
    struct client_fixture *fixture = *state;
    use_script(fixture, "test \"$1\" = 'one word' && test $# = 2 && echo '" PRINTED() "'");
    credentials_found(fixture, "of-process", "credential process");
    use_script(fixture, "cat; echo '" PRINTED(", \"SessionToken\": \"t\", \"Expiration\": "
                                              "\"2015-08-30T13:36:00+00:00\"") "'");
    credentials_found(fixture, "of-process", "credential process"); /* its stdin is empty: cat ends */
}

static void it_runs_again_before_they_expire(void **state) {
    struct client_fixture *fixture = *state;
    use_script(fixture, "echo x >> \"$0.runs\"; n=$(wc -l < \"$0.runs\"); echo \"{\\\"Version\\\": 1, "
                        "\\\"AccessKeyId\\\": \\\"key-$n\\\", \\\"SecretAccessKey\\\": \\\"" SECRET
                        "\\\", \\\"Expiration\\\": \\\"2015-08-30T13:36:00Z\\\"}\"");
    credentials_found(fixture, "key-1", "credential process");
    credentials_found(fixture, "key-1", "credential process");
    fixture_passed_s = 50 * 60;
    credentials_found(fixture, "key-2", "credential process");
    fixture_passed_s = 61 * 60;
    credentials_refused_with(fixture, "from credential process: they have expired 60 s ago. Run the command");
}

/* The plugin's threads block every signal: a process that inherited that could not be ended by one. */
static void signals_end_it(void **state) {
    struct client_fixture *fixture = *state;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    use_script(fixture, "kill -TERM $$; echo '" PRINTED() "'");
    credentials_refused_with(fixture, "ended with signal 15");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void failures_are_told_without_what_it_printed(void **state) {
    struct client_fixture *fixture = *state;
    static const struct {
        const char *script;
        const char *message;
    } cases[] = {
        { "echo " SECRET "; echo " SECRET " >&2; exit 3",
          "process ended with exit status 3. What it printed is not shown, for it may hold secrets" },
        { "no-such-command-" SECRET, "process, or a command that it calls (exit status 127)" },
        { "kill -9 $$", "ended with signal 9" },
        { "echo " SECRET, "printed no JSON object" },
        { ":", "printed no JSON object" },
        { "echo '[\"" SECRET "\"]'", "printed no JSON object" },
        { "echo '{\"Version\": 2, \"AccessKeyId\": \"k\", \"SecretAccessKey\": \"" SECRET "\"}'",
          "is not 1" },
        { "echo '{\"Version\": \"1\", \"AccessKeyId\": \"k\", \"SecretAccessKey\": \"" SECRET "\"}'",
          "is not 1" },
        { "echo '{\"Version\": 1, \"AccessKeyId\": \"" SECRET "\"}'", "\"SecretAccessKey\" is missing" },
        { "echo '" PRINTED(", \"Expiration\": \"" SECRET "\"") "'", "\"Expiration\" is missing, or no time" },
        { "head -c 70000 /dev/zero", "printed more than 64 KiB" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        use_script(fixture, cases[i].script);
        credentials_refused_with(fixture, "from credential process: credential_process of profile \"p\": ");
        credentials_refused_with(fixture, cases[i].message);
    }
}

static void a_command_that_cannot_run_is_told(void **state) {
    struct client_fixture *fixture = *state;
    environment_file("config", "[profile p]\ncredential_process = /no/such/tool --password " SECRET "\n");
    credentials_for(fixture, "p");
    credentials_refused_with(fixture, "cannot start /no/such/tool");
    environment_file("config", "[profile p]\ncredential_process = tool '" SECRET "\n");
    credentials_for(fixture, "p");
    credentials_refused_with(fixture, "credential_process of profile \"p\": a quote (') has no end");
}

/* The script opens the pipe for writing when it runs. */
static void *cancel_when_it_runs(void *argument) {
    struct client_fixture *fixture = argument;
    auto_free char *started = xprintf("%s/.aws/process.started", getenv("HOME"));
    close(open(started, O_RDONLY | O_CLOEXEC));
    cancel_trigger(fixture->cancel);
    return NULL;
}

/* What it has started ends with it: the child, too, holds the lock until it dies. */
static void cancelling_ends_it_and_its_children(void **state) {
    struct client_fixture *fixture = *state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    pthread_t thread;
    auto_free char *started = xprintf("%s/.aws/process.started", getenv("HOME"));
    assert_int_equal(mkfifo(started, 0600), 0);
    use_script(fixture, "exec 9> \"$0.lock\"; flock 9; sleep 600 & : > \"$0.started\"; exec sleep 600");
    pthread_create(&thread, NULL, cancel_when_it_runs, fixture);
    assert_false(credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error));
    pthread_join(thread, NULL);
    assert_int_equal(error->kind, ERROR_CANCELLED);
    auto_free char *path = xprintf("%s/.aws/process.lock", getenv("HOME"));
    const int lock = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(lock, LOCK_EX), 0); /* waits for both */
    close(lock);
}

static void a_deadline_ends_it(void **state) {
    struct client_fixture *fixture = *state;
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    use_script(fixture, "exec sleep 600");
    cancel_set_deadline_ms(fixture->cancel, clock_monotonic_ms() + 100);
    assert_false(credentials_get(fixture->client->credentials, fixture->cancel, &credentials, &error));
    assert_int_equal(error->kind, ERROR_TIMEOUT);
}

/* Output is closed, but the process lives on: it is waited for. */
static void one_that_closes_its_output_is_waited_for(void **state) {
    struct client_fixture *fixture = *state;
    use_script(fixture, "echo '" PRINTED() "'; exec >&-; exec sleep 0.1");
    credentials_found(fixture, "of-process", "credential process");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, credentials_set_up, credentials_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(its_output_is_used),
        TEST(it_runs_again_before_they_expire),
        TEST(signals_end_it),
        TEST(failures_are_told_without_what_it_printed),
        TEST(a_command_that_cannot_run_is_told),
        TEST(cancelling_ends_it_and_its_children),
        TEST(a_deadline_ends_it),
        TEST(one_that_closes_its_output_is_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
