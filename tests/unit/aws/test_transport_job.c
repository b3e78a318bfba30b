/* Answers that are wrong, strange or far too large, through the real transport: a clear error, and bounded memory. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

#include "aws/http/transport_job.h"
#include "aws/library.h"
#include "base/memory.h"
#include "support/transport_fixture.h"

enum { KIB = 1024, MIB = 1024 * KIB };

static bool get(struct transport_fixture *fixture, const char *path, bool raw) {
    struct http_request request = transport_request(fixture, "GET", path, NULL);
    request.raw_answer = raw;
    return transport_try(fixture, &request);
}

static void assert_body(const struct transport_fixture *fixture, const char *bytes, size_t length) {
    assert_int_equal(fixture->answer.body_length, length);
    assert_memory_equal(fixture->answer.body, bytes, length);
}

/* Else the server would wait for the rest of the body, or take it for the next request. */
static void a_length_that_the_caller_gives_is_not_sent(void **state) {
    struct transport_fixture *fixture = *state;
    struct http_request request = transport_request(fixture, "PUT", "/ok", "a=b");
    http_add_header(fixture->arena, &request.headers, "content-length", "99");
    assert_true(transport_try(fixture, &request));
    assert_string_equal(http_header(&fixture->answer.headers, "x-body"), "a=b");
}

static void compressed_answers_are_unpacked(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(get(fixture, "/gzip", false));
    assert_body(fixture, "fine", 4);
    assert_true(get(fixture, "/deflate", false));
    assert_body(fixture, "fine", 4);
}

/* An object that somebody stored compressed comes as it was stored. */
static void raw_answers_are_left_as_they_are(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(get(fixture, "/gzip", true));
    assert_memory_equal(fixture->answer.body, "\x1F\x8B", 2);
    assert_string_equal(http_header(&fixture->answer.headers, "Content-Encoding"), "gzip");
}

static void strange_answers_that_are_whole(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(get(fixture, "/long", false)); /* what follows the announced length belongs to nobody */
    assert_body(fixture, "fine", 4);
    assert_true(get(fixture, "/lengths", false)); /* libcurl takes the last one */
    assert_body(fixture, "fine", 4);
    assert_true(get(fixture, "/nul", false));
    assert_body(fixture, "\0a\0b", 4);
}

static void wrong_answers_say_what_is_wrong(void **state) {
    struct transport_fixture *fixture = *state;
    // clang-format off
    static const struct {
        const char *path;
        enum transport_failure failure;
        const char *words;
    } rows[] = {
        { "/half",       TRANSPORT_BROKEN,    "the answer was cut off" },
        { "/cut",        TRANSPORT_BROKEN,    "the answer was cut off" },
        { "/chunk-size", TRANSPORT_BROKEN,    "chunked-encoding" },
        { "/negative",   TRANSPORT_BROKEN,    "the answer is no valid HTTP" },
        { "/no-http",    TRANSPORT_BROKEN,    "the answer is no valid HTTP" },
        { "/garbled",    TRANSPORT_BROKEN,    "the answer is compressed and cannot be unpacked" },
        { "/bomb",       TRANSPORT_TOO_LARGE, "the answer is too large" },
        { "/headers",    TRANSPORT_TOO_LARGE, "the answer is too large" },
    };
    // clang-format on
    transport_with(fixture, &(struct transport_options){ .body_limit = MIB });
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (get(fixture, rows[i].path, false))
            fail_msg("%s is taken", rows[i].path);
        assert_int_equal(fixture->error->kind, ERROR_NETWORK);
        assert_true(fixture->error->sent);
        if (!strstr(fixture->error->message, rows[i].words))
            fail_msg("%s: %s", rows[i].path, fixture->error->message);
        assert_int_equal(fixture->failure, rows[i].failure);
    }
}

/* The most memory that this process has had since the last mark, in KiB. */
static long most_memory_kib(void) {
    long kib = -1;
    char line[256];
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    if (file)
        fclose(file);
    return kib;
}

static long mark_memory_kib(void) {
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (file) {
        fputs("5\n", file);
        fclose(file);
    }
    return most_memory_kib();
}

/* What a body of 1 GiB may cost: nothing to speak of where it is announced, else twice the limit of 64 MiB. */
static void a_gigabyte_does_not_fill_the_memory(void **state) {
    struct transport_fixture *fixture = *state;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    enum { SHARE = 8 }; /* a sanitizer keeps what was freed, and notes beside each byte */
#else
    enum { SHARE = 1 };
#endif
    static const struct {
        const char *path;
        long most_kib;
    } rows[] = { { "/gigabyte", 8L * KIB * SHARE }, { "/chunks", 136L * KIB * SHARE } };
    assert_true(get(fixture, "/ok", false)); /* the library is loaded now */
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const long before_kib = mark_memory_kib();
        assert_false(get(fixture, rows[i].path, false));
        const long grown_kib = most_memory_kib() - before_kib;
        print_message("%s: %ld KiB\n", rows[i].path, grown_kib);
        assert_int_equal(fixture->failure, TRANSPORT_TOO_LARGE);
        assert_in_range(grown_kib, 0, rows[i].most_kib);
    }
}

/* ---- who leaves before the request goes out ---- */

static struct transport_job *new_job(struct transport_fixture *fixture) {
    const struct http_request request = transport_request(fixture, "POST", "/ok", "x");
    struct transport_job *job =
        job_new(&(struct transport_options){ .connect_timeout_ms = 5000, .silence_timeout_ms = 60000 },
                &request, &fixture->error);
    assert_non_null(job);
    return job;
}

/* Runs the job to its end, as the transport's loop does. */
static CURLcode run(CURLM *multi, struct transport_job *job) {
    CURLMsg *message = NULL;
    int running = 0, left = 0;
    library()->curl_multi_add_handle(multi, job->easy);
    while (!message) {
        library()->curl_multi_perform(multi, &running);
        message = library()->curl_multi_info_read(multi, &left);
        if (!message)
            library()->curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    const CURLcode code = message->data.result;
    job_finish(job, code);
    library()->curl_multi_remove_handle(multi, job->easy);
    return code;
}

static void who_leaves_first_settles_that_nothing_goes_out(void **state) {
    struct transport_fixture *fixture = *state;
    assert_true(library_load(&fixture->error));
    CURLM *multi = library()->curl_multi_init();
    struct transport_job *fresh = new_job(fixture), *sent = new_job(fixture), *kept = new_job(fixture);
    assert_true(job_leave(fresh)); /* and its connection comes to stand all the same */
    assert_int_equal(run(multi, fresh), CURLE_ABORTED_BY_CALLBACK);
    assert_false(fresh->sent);
    assert_int_equal(run(multi, sent), CURLE_OK);
    assert_true(sent->sent);
    assert_false(job_leave(sent));
    const int connections = loopback_connections(fixture->server);
    assert_true(job_leave(kept));
    assert_int_equal(run(multi, kept), CURLE_ABORTED_BY_CALLBACK);
    assert_false(kept->sent);
    assert_int_equal(loopback_connections(fixture->server), connections);
    job_free(fresh);
    job_free(sent);
    job_free(kept);
    library()->curl_multi_cleanup(multi);
    loopback_wait_closed(fixture->server);
    assert_int_equal(loopback_requests(fixture->server), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, transport_set_up, transport_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_length_that_the_caller_gives_is_not_sent),
        TEST(compressed_answers_are_unpacked),
        TEST(raw_answers_are_left_as_they_are),
        TEST(strange_answers_that_are_whole),
        TEST(wrong_answers_say_what_is_wrong),
        TEST(who_leaves_first_settles_that_nothing_goes_out),
        TEST(a_gigabyte_does_not_fill_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
