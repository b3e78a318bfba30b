/*
 * Our client for the judge beside this file (test_retry.py): it is given a script as a line of JSON, and says as a
 * line of JSON what it did. Pauses take no time, and are as long as jitter lets them be.
 *
 *     {"service": "ec2", "operation": "DescribeVpcs", "input": {}, "endpoint": "http://…", "attempts": 4, "calls": 1}
 *         → [{"attempts": 2, "end": "ok", "pauses": [1000]}]           one for each call
 *     {"rate": [[1000.2, false], [1000.9, true]]}                      ends of attempts: when, throttled or not
 *         → [[0.5, 0.0, 0.35], [3.36, 4.8, 0.4]]                       rate, measured rate, tokens
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aws/client.h"
#include "aws/retry/rate.h"
#include "base/json.h"
#include "base/memory.h"

/* A silent server is given up soon: what is judged is what follows. */
enum { CONNECT_MS = 2000, SILENCE_MS = 300 };

static json_t *pauses; /* of the call under way */

static bool note_pause(struct cancel *cancel, int64_t wait_ms, struct error **err) {
    json_array_append_new(pauses, json_integer(wait_ms));
    return cancel_check(cancel, err);
}

static uint64_t largest(uint64_t bound) {
    return bound - 1;
}

static json_int_t attempts_so_far(void) {
    json_auto_t *counts = aws_call_counts();
    json_int_t sum = 0;
    const char *operation;
    json_t *count;
    json_object_foreach(counts, operation, count) sum += json_integer_value(count);
    return sum;
}

/* "ok", AWS's code, or what kind of failure it was. */
static const char *end_of(const struct error *error) {
    static const char *const kinds[] = {
        [ERROR_INTERNAL] = "internal",
        [ERROR_INPUT] = "input",
        [ERROR_AWS] = "aws",
        [ERROR_NETWORK] = "network",
        [ERROR_CREDENTIALS] = "credentials",
        [ERROR_CANCELLED] = "cancelled",
        [ERROR_TIMEOUT] = "timeout",
    };
    return !error ? "ok" : error->code ? error->code : kinds[error->kind];
}

static json_t *play_call(struct aws_client *client, const json_t *script) {
    auto_cancel *cancel = cancel_new();
    auto_error *error = NULL;
    json_auto_t *output = NULL;
    const json_int_t before = attempts_so_far();
    pauses = json_array();
    (void)!aws_call(client, cancel, json_text(script, "service"), json_text(script, "operation"),
                    json_object_get(script, "input"), &output, &error);
    return json_pack("{s:I, s:s, s:o}", "attempts", attempts_so_far() - before, "end", end_of(error),
                     "pauses", pauses);
}

static json_t *play(const json_t *script) {
    const struct aws_options options = {
        .region = "eu-central-1",
        .access_key = "AKIDEXAMPLE",
        .secret_key = "secret",
        .endpoint = json_text(script, "endpoint"),
        .max_attempts = (int)json_integer_value(json_object_get(script, "attempts")),
    };
    const struct aws_client_parts parts = {
        .transport = transport_new(&(struct transport_options){
            .connect_timeout_ms = CONNECT_MS,
            .silence_timeout_ms = SILENCE_MS,
        }),
        .random_below = largest,
        .wait_ms = note_pause,
    };
    struct aws_client *client = NULL;
    auto_error *error = NULL;
    if (!aws_client_new_with(&options, &parts, &client, &error)) {
        fprintf(stderr, "%s\n", error->message);
        exit(2);
    }
    json_t *results = json_array();
    for (json_int_t i = 0; i < json_integer_value(json_object_get(script, "calls")); i++)
        json_array_append_new(results, play_call(client, script));
    aws_client_free(client);
    return results;
}

static json_t *play_rate(const json_t *steps) {
    struct retry_rate rate;
    json_t *results = json_array();
    size_t i;
    json_t *step;
    json_array_foreach(steps, i, step) {
        const double now_s = json_number_value(json_array_get(step, 0));
        if (i == 0)
            retry_rate_init(&rate, now_s);
        retry_rate_answered(&rate, now_s, json_is_true(json_array_get(step, 1)));
        json_array_append_new(results, json_pack("[f, f, f]", rate.fill_rate, rate.measured, rate.tokens));
    }
    return results;
}

int main(void) {
    auto_free char *line = NULL;
    size_t room = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (getline(&line, &room, stdin) > 0) {
        json_auto_t *script = json_loads(line, 0, NULL);
        const json_t *steps = json_object_get(script, "rate");
        json_auto_t *results = steps ? play_rate(steps) : play(script);
        auto_free char *text = json_dumps(results, JSON_COMPACT);
        puts(text);
    }
    return 0;
}
