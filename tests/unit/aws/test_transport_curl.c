/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "support/transport_fixture.h"

enum { CROWD = 100, MOST_AT_ONCE = 64, ROUNDS = 20, MIB = 1024 * 1024 };

static bool call(struct transport_fixture *fixture, const char *method, const char *path, const char *body) {
    const struct http_request request = transport_request(fixture, method, path, body);
    return transport_try(fixture, &request);
}

static void answers_come_whole_and_connections_are_kept(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(call(fixture, "POST", "/ok", "a=b"));
    assert_int_equal(fixture->answer.status, 200);
    assert_string_equal(fixture->answer.body, "fine");
    assert_string_equal(http_header(&fixture->answer.headers, "x-body"), "a=b");
    assert_string_equal(http_header(&fixture->answer.headers, "x-empty"), "");
    assert_true(call(fixture, "GET", "/ok", NULL));
    assert_true(call(fixture, "PUT", "/ok", NULL));
    assert_true(call(fixture, "DELETE", "/ok", NULL));
    assert_true(call(fixture, "GET", "/big", NULL));
    assert_int_equal(fixture->answer.body_length, 2 * MIB);
    assert_int_equal(loopback_connections(fixture->server), 1);
}

static void interim_answers_are_not_the_answer(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(call(fixture, "GET", "/hints", NULL));
    assert_int_equal(fixture->answer.status, 200);
    assert_null(http_header(&fixture->answer.headers, "x-early"));
}

static void broken_connections_were_sent(void **state) {
    struct transport_fixture *fixture = *state;
    static const char *const paths[] = { "/close", "/reset", "/half" };
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        assert_false(call(fixture, "POST", paths[i], "x"));
        assert_int_equal(fixture->error->kind, ERROR_NETWORK);
        assert_int_equal(fixture->failure, TRANSPORT_BROKEN);
        assert_true(fixture->error->sent);
    }
}

/* libcurl would repeat it on a fresh connection: what was asked once must arrive once. */
static void a_request_on_a_dying_connection_is_not_repeated(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(call(fixture, "POST", "/once", "x"));
    assert_false(call(fixture, "POST", "/once", "x"));
    assert_true(fixture->error->sent);
    assert_int_equal(fixture->failure, TRANSPORT_BROKEN);
    assert_int_equal(loopback_requests(fixture->server), 2);
    assert_true(call(fixture, "POST", "/once", "x")); /* the next one is served by a fresh connection */
}

static void a_refused_connection_was_not_sent(void **state) {
    struct transport_fixture *fixture = *state;
    struct http_request request = transport_request(fixture, "POST", "/ok", "x");
    request.host = "127.0.0.1:1";
    assert_false(transport_try(fixture, &request));
    assert_int_equal(fixture->failure, TRANSPORT_REFUSED);
    assert_false(fixture->error->sent);
    assert_non_null(strstr(fixture->error->message, "http://127.0.0.1:1"));
    assert_non_null(strstr(fixture->error->message, "nobody listens"));
}

static void a_name_that_is_not_there(void **state) {
    struct transport_fixture *fixture = *state;
    struct http_request request = transport_request(fixture, "POST", "/ok", "x");
    request.host = "no-such-host.invalid";
    assert_false(transport_try(fixture, &request));
    assert_int_equal(fixture->failure, TRANSPORT_NAME);
    assert_false(fixture->error->sent);
}

/* TLS to a server that speaks plain HTTP: nothing of the request went out. */
static void a_failed_handshake_was_not_sent(void **state) {
    struct transport_fixture *fixture = *state;
    struct http_request request = transport_request(fixture, "POST", "/ok", "x");
    request.scheme = "https";
    const int64_t deadline_ms = clock_monotonic_ms() + 300; /* the server waits for the end of a request */
    cancel_set_deadline_ms(fixture->cancel, deadline_ms);
    assert_false(transport_try(fixture, &request));
    assert_false(fixture->error->sent);
    assert_int_equal(loopback_requests(fixture->server), 0);
}

/* Asks for a host that only a proxy could reach. */
static bool call_by(struct transport_fixture *fixture, const struct http_request *request, const char *proxy,
                    const char *none) {
    transport_with(fixture, &(struct transport_options){ .proxies = {
                                                             .http = { proxy, "httpProxy" },
                                                             .https = { proxy, "ALL_PROXY" },
                                                             .none = { none, none ? "no_proxy" : "noProxy" },
                                                         } });
    return transport_try(fixture, request);
}

static bool call_by_proxy(struct transport_fixture *fixture, const char *scheme, const char *host,
                          const char *path, const char *none) {
    const char *proxy =
        arena_printf(fixture->arena, "http://ann:s3cret@127.0.0.1:%d", loopback_port(fixture->server));
    struct http_request request = transport_request(fixture, "POST", path, "x");
    request.scheme = scheme;
    request.host = host;
    return call_by(fixture, &request, proxy, none);
}

static void a_proxy_carries_the_request(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(call_by_proxy(fixture, "http", "ec2.test", "/ok", NULL));
    assert_string_equal(fixture->answer.body, "fine");
    assert_false(call_by_proxy(fixture, "http", "ec2.invalid", "/ok", ".invalid"));
    assert_int_equal(fixture->failure, TRANSPORT_NAME);
    assert_null(strstr(fixture->error->message, "proxy"));
}

static void a_direct_request_takes_no_proxy(void **state) {
    struct transport_fixture *fixture = *state;
    const char *proxy = arena_printf(fixture->arena, "http://127.0.0.1:%d", loopback_port(fixture->server));
    struct http_request request = transport_request(fixture, "PUT", "/ok", NULL);
    request.host = "imds.invalid";
    request.direct = true;
    assert_false(call_by(fixture, &request, proxy, NULL));
    assert_int_equal(fixture->failure, TRANSPORT_NAME);
    assert_int_equal(loopback_requests(fixture->server), 0);
    assert_null(strstr(fixture->error->message, "proxy"));
}

static void the_environment_is_not_looked_at(void **state) {
    struct transport_fixture *fixture = *state;
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    const bool good = call(fixture, "GET", "/ok", NULL);
    unsetenv("http_proxy");
    assert_true(good);
    setenv("no_proxy", "*", 1);
    const bool carried = call_by_proxy(fixture, "http", "ec2.test", "/ok", NULL);
    unsetenv("no_proxy");
    assert_true(carried);
}

static void a_proxy_that_refuses_is_named(void **state) {
    struct transport_fixture *fixture = *state;
    static const struct {
        const char *scheme;
        const char *host;
        const char *path;
        const char *none;
        enum transport_failure failure;
        const char *says;
        const char *advice;
    } cases[] = {
        { "http", "ec2.test", "/407", NULL, TRANSPORT_PROXY, "wants a user and a password",
          "check httpProxy and noProxy" },
        { "https", "407.test", "/", NULL, TRANSPORT_PROXY, "wants a user and a password",
          "check ALL_PROXY and noProxy" },
        { "https", "403.test", "/", "a.test", TRANSPORT_PROXY, "does not allow a connection",
          "check ALL_PROXY and no_proxy" },
        { "https", "502.test", "/", NULL, TRANSPORT_UNREACHABLE, "cannot reach this host",
          "check ALL_PROXY" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_false(call_by_proxy(fixture, cases[i].scheme, cases[i].host, cases[i].path, cases[i].none));
        assert_int_equal(fixture->failure, cases[i].failure);
        assert_non_null(strstr(fixture->error->message, cases[i].says));
        assert_non_null(strstr(fixture->error->message, "the proxy http://127.0.0.1:"));
        assert_non_null(strstr(fixture->error->message, cases[i].advice));
        assert_null(strstr(fixture->error->message, "s3cret"));
        assert_int_equal(fixture->error->sent, strcmp(cases[i].scheme, "http") == 0);
    }
}

/* The last three are refused by proxy_url(): here it is libcurl that stumbles over them, and in its own words. */
static void a_proxy_that_is_no_good(void **state) {
    struct transport_fixture *fixture = *state;
    static const struct {
        const char *proxy;
        enum transport_failure failure;
        const char *says;
    } cases[] = {
        { "http://ann:s3cret@127.0.0.1:1", TRANSPORT_REFUSED, "nobody listens at the proxy's address" },
        { "http://ann:s3cret@no-such-proxy.invalid", TRANSPORT_NAME, "the proxy's name cannot be looked up" },
        { "http://ann:s3cret@[1:2:3]:3128", TRANSPORT_NAME, "http://[1:2:3]:3128" },
        { "gopher://ann:s3cret@proxy.test:1", TRANSPORT_UNREACHABLE, "gopher://proxy.test:1" },
        { "http://ann:s3cret%00@proxy.test:1", TRANSPORT_BROKEN, "http://proxy.test:1" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct http_request request = transport_request(fixture, "POST", "/ok", "x");
        request.host = "ec2.test";
        assert_false(call_by(fixture, &request, cases[i].proxy, NULL));
        assert_int_equal(fixture->failure, cases[i].failure);
        assert_false(fixture->error->sent);
        assert_non_null(strstr(fixture->error->message, cases[i].says));
        assert_non_null(strstr(fixture->error->message, "check httpProxy and noProxy"));
        assert_null(strstr(fixture->error->message, "s3cret"));
    }
}

/* Without a proxy it would go direct. */
static void a_proxy_that_libcurl_does_not_take_ends_the_request(void **state) {
    struct transport_fixture *fixture = *state;
    enum { MORE_THAN_LIBCURL_TAKES = 8 * MIB };
    auto_free char *much = xcalloc(1, MORE_THAN_LIBCURL_TAKES + 1);
    memset(much, 'a', MORE_THAN_LIBCURL_TAKES);
    const char *const proxies[] = { arena_printf(fixture->arena, "http://%s:1", much),
                                    arena_printf(fixture->arena, "http://%s@127.0.0.1:1", much) };
    for (size_t i = 0; i < COUNT_OF(proxies); i++) {
        assert_false(
            call_by(fixture,
                    &(struct http_request){
                        .method = "GET", .scheme = "http", .host = "ec2.test", .path = "/", .query = "" },
                    proxies[i], NULL));
        assert_int_equal(fixture->error->kind, ERROR_INTERNAL);
        assert_string_equal(fixture->error->message, "libcurl does not take the proxy of httpProxy: "
                                                     "A libcurl function was given a bad argument");
    }
}

static void answers_have_a_limit(void **state) {
    struct transport_fixture *fixture = *state;
    transport_with(fixture, &(struct transport_options){ .body_limit = MIB });
    assert_false(call(fixture, "GET", "/big", NULL));
    assert_int_equal(fixture->failure, TRANSPORT_TOO_LARGE);
    assert_true(call(fixture, "GET", "/ok", NULL));
}

static void line_breaks_do_not_smuggle_headers(void **state) {
    struct transport_fixture *fixture = *state;
    struct http_request request = transport_request(fixture, "POST", "/ok", "x");
    http_add_header(fixture->arena, &request.headers, "X-Token", "a\r\nX-Evil: 1");
    assert_false(transport_try(fixture, &request));
    assert_int_equal(fixture->error->kind, ERROR_INTERNAL);
    assert_int_equal(loopback_requests(fixture->server), 0);
}

static void silence_ends(void **state) {
    struct transport_fixture *fixture = *state;
    transport_with(fixture, &(struct transport_options){ .silence_timeout_ms = 1000 });
    assert_false(call(fixture, "POST", "/hang", "x"));
    assert_int_equal(fixture->failure, TRANSPORT_SILENT);
    assert_true(fixture->error->sent);
}

static void *cancel_later(void *argument) {
    struct transport_fixture *fixture = argument;
    loopback_wait_requests(fixture->server, 1);
    cancel_trigger(fixture->cancel);
    return NULL;
}

static void cancelling_ends_it_at_once(void **state) {
    struct transport_fixture *fixture = *state;
    pthread_t thread;
    pthread_create(&thread, NULL, cancel_later, fixture);
    const int64_t began_ms = clock_monotonic_ms();
    assert_false(call(fixture, "POST", "/hang", "x"));
    assert_true(clock_monotonic_ms() - began_ms < 2000);
    pthread_join(thread, NULL);
    assert_int_equal(fixture->error->kind, ERROR_CANCELLED);
    assert_int_equal(fixture->failure, TRANSPORT_STOPPED);
    assert_true(fixture->error->sent);
    assert_false(call(fixture, "POST", "/ok", "x"));
    assert_int_equal(loopback_requests(fixture->server), 1);
}

static void the_deadline_ends_it(void **state) {
    struct transport_fixture *fixture = *state;
    cancel_set_deadline_ms(fixture->cancel, clock_monotonic_ms() + 200);
    assert_false(call(fixture, "POST", "/hang", "x"));
    assert_int_equal(fixture->error->kind, ERROR_TIMEOUT);
    assert_true(fixture->error->sent);
}

struct member {
    struct transport_fixture *fixture;
    struct cancel *cancel;
    pthread_t thread;
    const char *path;
    char query[16];
    bool good;
    bool sent;
};

static void *one_of_many(void *argument) {
    struct member *member = argument;
    struct transport_fixture *fixture = member->fixture;
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    struct http_answer answer = { 0 };
    enum transport_failure failure;
    auto_free char *host = xprintf("127.0.0.1:%d", loopback_port(fixture->server));
    const struct http_request request = {
        .method = "GET", .scheme = "http", .host = host, .path = member->path, .query = member->query
    };
    member->good =
        transport_send(fixture->transport, member->cancel, arena, &request, &answer, &failure, &error) &&
        answer.status == 200;
    member->sent = !error || error->sent;
    return NULL;
}

static void begin(struct transport_fixture *fixture, struct member *member, const struct member *like) {
    *member = *like;
    member->fixture = fixture;
    assert_int_equal(pthread_create(&member->thread, NULL, one_of_many, member), 0);
}

static void many_at_once(void **state) {
    struct transport_fixture *fixture = *state;
    struct member members[CROWD];
    for (int i = 0; i < CROWD; i++)
        begin(fixture, &members[i], &(struct member){ .cancel = fixture->cancel, .path = "/ok" });
    for (int i = 0; i < CROWD; i++) {
        pthread_join(members[i].thread, NULL);
        assert_true(members[i].good);
    }
    assert_int_equal(loopback_requests(fixture->server), CROWD);
    assert_true(loopback_connections(fixture->server) <= MOST_AT_ONCE);
}

/* All places are taken and the line is full; what goes ahead waits for none of them. */
static void what_goes_ahead_does_not_wait_in_line(void **state) {
    struct transport_fixture *fixture = *state;
    struct member members[CROWD];
    auto_cancel *crowd = cancel_new();
    for (int i = 0; i < CROWD; i++)
        begin(fixture, &members[i], &(struct member){ .cancel = crowd, .path = "/hang" });
    loopback_wait_requests(fixture->server, MOST_AT_ONCE);
    struct http_request request = transport_request(fixture, "GET", "/ok", NULL);
    cancel_set_deadline_ms(fixture->cancel, clock_monotonic_ms() + 200);
    assert_false(transport_try(fixture, &request));
    assert_false(fixture->error->sent);
    request.ahead = true;
    cancel_set_deadline_ms(fixture->cancel, clock_monotonic_ms() + 10000);
    assert_true(transport_try(fixture, &request));
    assert_int_equal(loopback_requests(fixture->server), MOST_AT_ONCE + 1);
    cancel_trigger(crowd);
    for (int i = 0; i < CROWD; i++) {
        pthread_join(members[i].thread, NULL);
        assert_false(members[i].good);
    }
}

/*
 * A crowd whose time limits end, and which is cancelled, while connections come to stand. Who is told that nothing was
 * sent relies on it: a create's entry in the journal is closed then. True when some were and some were not.
 */
static bool leave_in_the_middle(struct transport_fixture *fixture) {
    struct member members[CROWD];
    struct cancel *cancels[CROWD];
    bool any_sent = false, any_unsent = false;
    for (int i = 0; i < CROWD; i++) {
        cancels[i] = cancel_new();
        if (i % 2)
            cancel_set_deadline_ms(cancels[i], clock_monotonic_ms() + 1 + i % 8);
        struct member like = { .cancel = cancels[i], .path = "/ok" };
        snprintf(like.query, sizeof like.query, "%d", i);
        begin(fixture, &members[i], &like);
        if (i >= 4 && i % 2 == 0)
            cancel_trigger(cancels[i - 4]);
    }
    for (int i = 0; i < CROWD; i++) {
        pthread_join(members[i].thread, NULL);
        cancel_unref(cancels[i]);
    }
    transport_with(fixture, &(struct transport_options){ 0 });
    assert_true(call(fixture, "GET", "/ok", NULL)); /* every connection before this one has been accepted */
    transport_with(fixture, &(struct transport_options){ 0 });
    loopback_wait_closed(fixture->server);
    for (int i = 0; i < CROWD; i++) {
        auto_free char *path = xprintf("/ok?%s", members[i].query);
        any_sent = any_sent || members[i].sent;
        any_unsent = any_unsent || !members[i].sent;
        if (!members[i].sent && loopback_has_read(fixture->server, path))
            fail_msg("%s was read, and its caller told that it had not been sent", path);
    }
    return any_sent && any_unsent;
}

static void what_was_not_sent_never_arrives(void **state) {
    bool both = false;
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        void *round = NULL;
        transport_set_up(&round);
        both = leave_in_the_middle(round) || both;
        transport_tear_down(&round);
    }
    assert_true(both);
}

static void the_system_has_certificates(void **state) {
    (void)state;
    setenv("SSL_CERT_FILE", "/some/where.pem", 1);
    assert_string_equal(transport_system_certificates(), "/some/where.pem");
    unsetenv("SSL_CERT_FILE");
    const char *found = transport_system_certificates();
    assert_true(!found || access(found, R_OK) == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, transport_set_up, transport_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(answers_come_whole_and_connections_are_kept),
        TEST(interim_answers_are_not_the_answer),
        TEST(broken_connections_were_sent),
        TEST(a_request_on_a_dying_connection_is_not_repeated),
        TEST(a_refused_connection_was_not_sent),
        TEST(a_name_that_is_not_there),
        TEST(a_failed_handshake_was_not_sent),
        TEST(answers_have_a_limit),
        TEST(a_proxy_carries_the_request),
        TEST(a_direct_request_takes_no_proxy),
        TEST(the_environment_is_not_looked_at),
        TEST(a_proxy_that_refuses_is_named),
        TEST(a_proxy_that_is_no_good),
        TEST(a_proxy_that_libcurl_does_not_take_ends_the_request),
        TEST(line_breaks_do_not_smuggle_headers),
        TEST(silence_ends),
        TEST(cancelling_ends_it_at_once),
        TEST(the_deadline_ends_it),
        TEST(many_at_once),
        TEST(what_goes_ahead_does_not_wait_in_line),
        cmocka_unit_test(what_was_not_sent_never_arrives),
        TEST(the_system_has_certificates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
