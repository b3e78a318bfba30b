#include "support/aws_client_fixture.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/memory.h"
#include "support/aws_environment.h"

int64_t fixture_waited_ms;
int64_t fixture_passed_s;

static int64_t fixed_clock(void) {
    return FIXTURE_NOW_S + fixture_passed_s;
}

static uint64_t largest(uint64_t bound) {
    return bound - 1;
}

static bool note_wait(struct cancel *cancel, int64_t wait_ms, struct error **err) {
    fixture_waited_ms += wait_ms;
    return cancel_check(cancel, err);
}

void client_renew(struct client_fixture *fixture, struct aws_options options) {
    if (!options.region)
        options.region = "eu-central-1";
    if (!options.access_key && !options.profile) { /* "" asks for none */
        options.access_key = "111122223333";
        options.secret_key = "s3cret";
    }
    aws_client_free(fixture->client);
    fixture->client = NULL;
    fixture->script = scripted_new();
    const struct aws_client_parts parts = {
        .transport = fixture->script, .now_s = fixed_clock, .random_below = largest, .wait_ms = note_wait
    };
    if (!aws_client_new_with(&options, &parts, &fixture->client, &fixture->error))
        fail_msg("%s", fixture->error->message);
}

int client_set_up(void **state) {
    if (environment_set_up(state) != 0)
        return -1;
    struct client_fixture *fixture = xcalloc(1, sizeof *fixture);
    fixture_waited_ms = 0;
    fixture_passed_s = 0;
    fixture->cancel = cancel_new();
    client_renew(fixture, (struct aws_options){ 0 });
    *state = fixture;
    return 0;
}

int client_tear_down(void **state) {
    struct client_fixture *fixture = *state;
    scripted_assert_done(fixture->script);
    aws_client_free(fixture->client);
    cancel_unref(fixture->cancel);
    json_decref(fixture->output);
    error_free(fixture->error);
    free(fixture);
    return environment_tear_down(state);
}

typedef bool call_function(struct aws_client *, struct cancel *, const char *, const char *, const json_t *,
                           json_t **, struct error **);

static bool call(struct client_fixture *fixture, call_function *function, const char *service,
                 const char *operation, const char *input) {
    json_auto_t *parsed = json_loads(input, 0, NULL);
    assert_non_null(parsed);
    json_decref(fixture->output);
    fixture->output = NULL;
    error_free(TAKE(fixture->error));
    return function(fixture->client, fixture->cancel, service, operation, parsed, &fixture->output,
                    &fixture->error);
}

bool client_call(struct client_fixture *fixture, const char *service, const char *operation,
                 const char *input) {
    return call(fixture, aws_call, service, operation, input);
}

bool client_call_pages(struct client_fixture *fixture, const char *service, const char *operation,
                       const char *input) {
    return call(fixture, aws_call_pages, service, operation, input);
}

const char *client_ec2_error(struct arena *arena, const char *code) {
    return arena_printf(arena,
                        "<Response><Errors><Error><Code>%s</Code><Message>words</Message></Error></Errors>"
                        "<RequestID>r-2</RequestID></Response>",
                        code);
}
