/*
 * The same calls through botocore and through our client: method, host, path, query, headers, body and signature of
 * the two requests are the same byte for byte.
 *
 *     judge SOURCE CALLS DIFFERENCES    (botocore's source archive, unpacked; what calls.py made; differences.txt)
 *
 * Each call is built by the published model of its service, signed with the same clock, token and credentials, and
 * sent by the real transport to a server that records it. Where it is nothing but a URL, that is signed and compared,
 * too. A listed difference is one exact change of our input or request, made before it is signed (differences.h); one
 * that no call shows any more fails the run. Prints each difference, and a line "calls PROTOCOL PASSED/TOTAL" for each
 * protocol.
 */
#include <glob.h>
#include <string.h>
#include <strings.h>

#include "../support/model_load.h"
#include "../support/recorder.h"
#include "aws/client.h"
#include "aws/library.h"
#include "aws/protocol/parts.h"
#include "aws/signature/sigv4.h"
#include "base/json.h"
#include "base/memory.h"
#include "differences.h"

enum { NOW_S = 1795577297, PRESIGNED_S = 3600, LONGEST_LINE = 1 << 20, MOST_SERVICES = 64, SHOWN = 2000 };

static const char token[] = "00000000-0000-4000-8000-000000000000";

struct tally {
    const char *name;
    int passed, total;
};

static struct tally tallies[] = {
    [AWS_EC2] = { .name = "ec2" },           [AWS_QUERY] = { .name = "query" },
    [AWS_JSON] = { .name = "json" },         [AWS_REST_JSON] = { .name = "rest-json" },
    [AWS_REST_XML] = { .name = "rest-xml" },
};

struct loaded_service {
    const char *name;
    json_t *description;
    const struct loaded_model *model;
};

struct judge {
    const char *source;
    struct arena *lasting; /* models, differences */
    struct difference *differences;
    struct loaded_service services[MOST_SERVICES];
    struct recorder *recorder;
    struct transport *transport;
    struct cancel *cancel;
    struct credentials *credentials;
    int presigned; /* URLs compared */
    /* of one call */
    struct arena *arena;
    const json_t *call;
    const struct aws_service *service;
    const struct aws_operation *operation;
    bool good;
};

static int64_t fixed_clock(void) {
    return NOW_S;
}

/* botocore adds members of its own to some models, in a file beside them. */
static void add_extras(const struct judge *judge, const char *path, json_t *description) {
    const char *extras_path =
        arena_printf(judge->lasting, "%.*ssdk-extras.json", (int)(strlen(path) - 4), path);
    json_auto_t *extras = json_load_file(extras_path, 0, NULL);
    json_object_update_recursive(description, json_object_get(extras, "merge"));
}

static const struct aws_service *find_service(struct judge *judge, const char *name) {
    struct loaded_service *loaded = judge->services;
    while (loaded->name && strcmp(loaded->name, name) != 0)
        loaded++;
    if (!loaded->name) {
        glob_t found = { 0 };
        const char *pattern =
            arena_printf(judge->lasting, "%s/botocore/data/%s/*/service-2.json", judge->source, name);
        if (glob(pattern, 0, NULL, &found) != 0) {
            fprintf(stderr, "no model %s\n", pattern);
            exit(2);
        }
        loaded->name = arena_strdup(judge->lasting, name);
        loaded->description = load_json(found.gl_pathv[found.gl_pathc - 1]);
        add_extras(judge, found.gl_pathv[found.gl_pathc - 1], loaded->description);
        loaded->model = model_load(judge->lasting, loaded->name, loaded->description);
        globfree(&found);
    }
    return &loaded->model->service;
}

static void differs(struct judge *judge, const char *what, const char *expected, const char *actual) {
    if (judge->good)
        printf("%s %s\n", judge->service->name, judge->operation->name);
    judge->good = false;
    printf("  %s\n    botocore %.*s\n    ours     %.*s\n", what, SHOWN, expected ? expected : "nothing",
           SHOWN, actual ? actual : "nothing");
}

/* botocore's request, in the form of ours. */
static struct http_request expected_request(const struct judge *judge) {
    const json_t *from = json_object_get(judge->call, "request");
    const char *url = json_text(from, "url"), *name;
    const char *authority = strstr(url, "://") + 3;
    const size_t host = strcspn(authority, "/?"), path = strcspn(authority + host, "?");
    struct http_request request = {
        .method = json_text(from, "method"),
        .scheme = arena_strndup(judge->arena, url, (size_t)(authority - 3 - url)),
        .host = arena_strndup(judge->arena, authority, host),
        .path = arena_strndup(judge->arena, authority + host, path),
        .query = authority[host + path] ? authority + host + path + 1 : "",
    };
    json_t *value;
    json_object_foreach(json_object_get(from, "headers"), name, value) {
        http_add_header(judge->arena, &request.headers, name, json_string_value(value));
    }
    char *body = NULL;
    if (base64_decode(judge->arena, json_text(from, "body"), &body, &request.body_length))
        request.body = body;
    return request;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_body(const struct http_request *a, const struct http_request *b) {
    return a->body_length == b->body_length &&
           (!a->body_length || memcmp(a->body, b->body, a->body_length) == 0);
}

/* Names that mean nothing here: the proxy's, who we are, and the host, which is compared by itself. */
static bool is_aside(const char *name) {
    static const char *const aside[] = { "User-Agent", "Proxy-Connection", "Host" };
    for (size_t i = 0; i < COUNT_OF(aside); i++)
        if (strcasecmp(aside[i], name) == 0)
            return true;
    return false;
}

static void compare_headers(struct judge *judge, const struct http_headers *expected,
                            const struct http_headers *actual) {
    for (size_t i = 0; i < expected->count; i++) {
        const char *name = expected->items[i].name, *given = http_header(actual, name);
        if (!is_aside(name) && !same_text(expected->items[i].value, given))
            differs(judge, name, expected->items[i].value, given);
    }
    for (size_t i = 0; i < actual->count; i++) {
        const char *name = actual->items[i].name;
        if (!is_aside(name) && !http_header(expected, name))
            differs(judge, name, NULL, actual->items[i].value);
        else if (http_header(actual, name) != actual->items[i].value)
            differs(judge, name, "once", "twice");
    }
}

/* What the recording server got, against botocore's request. */
static void compare_wire(struct judge *judge, const struct http_request *expected) {
    const struct recorded_request wire = recorder_last(judge->recorder, judge->arena);
    const struct http_request ours = { .body = wire.body, .body_length = wire.body_length };
    const char *target = arena_printf(judge->arena, "http://%s%s%s%s", expected->host, expected->path,
                                      *expected->query ? "?" : "", expected->query);
    if (strcmp(expected->method, wire.method) != 0)
        differs(judge, "method", expected->method, wire.method);
    if (strcmp(target, wire.target) != 0)
        differs(judge, "target", target, wire.target);
    if (!same_text(expected->host, http_header(&wire.headers, "Host")))
        differs(judge, "host", expected->host, http_header(&wire.headers, "Host"));
    compare_headers(judge, &expected->headers, &wire.headers);
    if (!same_body(expected, &ours))
        differs(judge, "body", expected->body, wire.body);
}

/* botocore puts "=" behind a name without a value, too, as a signature does. */
static const char *with_equals(struct arena *arena, const char *query) {
    auto_text pairs = { 0 };
    while (*query) {
        const size_t length = strcspn(query, "&");
        text_add_bytes(&pairs, query, length);
        text_add(&pairs, memchr(query, '=', length) ? "" : "=");
        text_add(&pairs, query[length] ? "&" : "");
        query += length + (query[length] == '&');
    }
    return text_keep(arena, &pairs);
}

/* The same request as a URL that is signed in its query. */
static void compare_presigned(struct judge *judge, const struct aws_request *request) {
    const char *expected = json_text(judge->call, "presigned");
    if (!expected)
        return;
    const struct sigv4_options options = {
        .access_key = judge->credentials->access_key,
        .secret_key = judge->credentials->secret_key,
        .session_token = judge->credentials->session_token,
        .region = request->signing_region,
        .service = request->signing_name,
        .now_unix_s = NOW_S,
        .raw_path = request->raw_path,
        .content_sha256 = request->raw_path,
    };
    struct http_request http = request->http;
    http.headers = (struct http_headers){ 0 };
    sigv4_presign(judge->arena, &options, PRESIGNED_S, &http);
    const size_t length = strcspn(expected, "?");
    const char *base = arena_printf(judge->arena, "%s://%s%s", http.scheme, http.host, http.path);
    if (strlen(base) != length || strncmp(base, expected, length) != 0 ||
        strcmp(expected + length + 1, with_equals(judge->arena, http.query)) != 0)
        differs(judge, "presigned", expected, arena_printf(judge->arena, "%s?%s", base, http.query));
    judge->presigned++;
}

static struct aws_client *client_for(const json_t *call) {
    auto_error *error = NULL;
    struct aws_client *client = NULL;
    const struct aws_options options = {
        .region = json_text(call, "region"),
        .endpoint = json_text(call, "endpoint"),
        .use_fips = json_truth(call, "fips", false) ? AWS_ON : AWS_OFF,
        .use_dualstack = json_truth(call, "dualstack", false) ? AWS_ON : AWS_OFF,
        .max_attempts = 10,
        .access_key = "AKIDEXAMPLE",
        .secret_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    };
    if (!aws_client_new_with(&options, &(struct aws_client_parts){ .now_s = fixed_clock }, &client, &error)) {
        fprintf(stderr, "%s\n", error->message);
        exit(2);
    }
    return client;
}

static void judge_request(struct judge *judge, struct aws_client *client) {
    auto_error *error = NULL;
    const struct http_request expected = expected_request(judge);
    struct aws_request request = { 0 };
    struct http_answer answer = { 0 };
    enum transport_failure failure;
    const struct compared_call call = {
        .arena = judge->arena,
        .service = judge->service,
        .operation = judge->operation,
        .protocol = tallies[judge->service->protocol].name,
        .said = judge->call,
        .expected = &expected,
    };
    json_auto_t *input = differences_in_input(judge->differences, &call);
    const struct aws_request_options options = {
        .service = judge->service,
        .operation = judge->operation,
        .input = input,
        .token = token,
    };
    if (!aws_request_build_for(client, judge->arena, &options, &request, &error)) {
        differs(judge, "refused", "a request", error->message);
        return;
    }
    differences_in_request(judge->differences, &call, &request.http);
    request.invocation = token;
    struct http_request http = aws_request_sign(
        client, judge->arena, &request, judge->operation->unsigned_request ? NULL : judge->credentials, 1);
    if (strcmp(http.scheme, expected.scheme) != 0)
        differs(judge, "scheme", expected.scheme, http.scheme);
    http.scheme = "http"; /* so that it goes through the recording server, as through a proxy */
    if (transport_send(judge->transport, judge->cancel, judge->arena, &http, &answer, &failure, &error))
        compare_wire(judge, &expected);
    else
        differs(judge, "not sent", "a request", error->message);
    compare_presigned(judge, &request);
}

static void judge_call(struct judge *judge, const char *line) {
    auto_arena *arena = arena_new();
    json_auto_t *call = json_loads(line, JSON_ALLOW_NUL, NULL);
    judge->arena = arena;
    judge->call = call;
    judge->service = find_service(judge, json_text(call, "service"));
    judge->operation = aws_operation_find(judge->service, json_text(call, "operation"));
    judge->good = true;
    struct aws_client *client = client_for(call);
    judge_request(judge, client);
    aws_client_free(client);
    tallies[judge->service->protocol].total++;
    tallies[judge->service->protocol].passed += judge->good;
}

static void judge_calls(struct judge *judge, const char *path) {
    FILE *file = fopen(path, "r");
    auto_free char *line = xcalloc(1, LONGEST_LINE);
    if (!file) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    while (fgets(line, LONGEST_LINE, file))
        judge_call(judge, line);
    fclose(file);
}

/* The recording server stands between as a proxy, so that each request keeps its own host. */
static void set_up(struct judge *judge) {
    judge->recorder = recorder_start();
    auto_free char *proxy = xprintf("http://127.0.0.1:%d", recorder_port(judge->recorder));
    judge->transport = transport_new(&(struct transport_options){
        .proxies = { .http = { proxy, "httpProxy" }, .none = { NULL, "noProxy" } } });
    judge->cancel = cancel_new();
    judge->credentials =
        credentials_new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "TOKEN/+=", 0);
}

static void tear_down(struct judge *judge) {
    transport_free(judge->transport);
    recorder_stop(judge->recorder);
    cancel_unref(judge->cancel);
    credentials_unref(judge->credentials);
    for (struct loaded_service *each = judge->services; each->name; each++)
        json_decref(each->description);
}

int main(int argc, char **argv) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    bool good = true;
    if (argc != 4 || !library_load(&error)) {
        fprintf(stderr, "%s\n", error ? error->message : "usage: judge SOURCE CALLS DIFFERENCES");
        return 2;
    }
    struct judge judge = { .source = argv[1], .lasting = arena };
    judge.differences = differences_load(arena, argv[3]);
    set_up(&judge);
    judge_calls(&judge, argv[2]);
    tear_down(&judge);
    for (size_t i = 0; i < COUNT_OF(tallies); i++) {
        printf("calls %s %d/%d\n", tallies[i].name, tallies[i].passed, tallies[i].total);
        good &= tallies[i].passed == tallies[i].total && tallies[i].total > 0;
    }
    good &= judge.presigned > 0;
    good &= differences_all_used(judge.differences);
    return good ? 0 : 1;
}
