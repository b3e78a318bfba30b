#include "aws/http/transport_job.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/memory.h"

enum { HEADERS_LIMIT = 256 * 1024 };

static bool swap_new(struct transport_job *job, enum job_state next) {
    int expected = JOB_NEW;
    return atomic_compare_exchange_strong(&job->state, &expected, next);
}

bool job_leave(struct transport_job *job) {
    return swap_new(job, JOB_LEFT);
}

/*
 * Called when the connection, fresh or kept, stands and the request is about to go out
 * (https://curl.se/libcurl/c/CURLOPT_PREREQFUNCTION.html). A second time means that libcurl wants to repeat it on a fresh
 * connection, because a kept one had died: the first may have taken effect, and whether to repeat it is for the retry
 * rules to say. A request whose caller has left with the word that it was not sent must not go out.
 */
static int before_sending(void *argument, char *peer_ip, char *own_ip, int peer_port, int own_port) {
    (void)peer_ip;
    (void)own_ip;
    (void)peer_port;
    (void)own_port;
    struct transport_job *job = argument;
    return swap_new(job, JOB_STARTED) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *argument) {
    struct transport_job *job = argument;
    text_add_bytes(&job->answer_body, bytes, size * count);
    return job->answer_body.overflow ? 0 : size * count;
}

/* Headers of an interim answer (100, 103) are forgotten when the next status line comes. */
static size_t take_header(char *bytes, size_t size, size_t count, void *argument) {
    struct transport_job *job = argument;
    if (size * count >= 5 && memcmp(bytes, "HTTP/", 5) == 0)
        text_clear(&job->answer_headers);
    else
        text_add_bytes(&job->answer_headers, bytes, size * count);
    return job->answer_headers.overflow ? 0 : size * count;
}

static void add_line(struct transport_job *job, const char *line) {
    job->headers = library()->curl_slist_append(job->headers, line);
    if (!job->headers)
        memory_exhausted();
}

static bool add_headers(struct transport_job *job, const struct http_request *request, struct error **err) {
    for (size_t i = 0; i < request->headers.count; i++) {
        const struct http_header *header = &request->headers.items[i];
        if (strcasecmp(header->name, "Content-Length") == 0)
            continue; /* libcurl counts: a wrong one would have the server wait for ever */
        if (strpbrk(header->name, "\r\n:") || strpbrk(header->value, "\r\n"))
            return error_set(err, ERROR_INTERNAL, "the header %s holds a line break", header->name);
        auto_free char *line = *header->value ? xprintf("%s: %s", header->name, header->value)
                                              : xprintf("%s;", header->name); /* libcurl's word for "empty" */
        add_line(job, line);
        explicit_bzero(line, strlen(line));
    }
    auto_free char *host = xprintf("Host: %s", request->host);
    add_line(job, host);
    /* What libcurl would add by itself: not wanted. */
    add_line(job, "Accept:");
    add_line(job, "Expect:");
    if (request->raw_answer)
        add_line(job, "Accept-Encoding: identity");
    if (!http_header(&request->headers, "Content-Type"))
        add_line(job, "Content-Type:");
    return true;
}

static void set_body(struct transport_job *job, const struct http_request *request) {
    const struct library *curl = library();
    const bool head = strcmp(request->method, "HEAD") == 0;
    const bool writes = !head && strcmp(request->method, "GET") != 0; /* these say that they have no body */
    if (head)
        curl->curl_easy_setopt(job->easy, CURLOPT_NOBODY, 1L);
    if (request->body_length || writes) {
        job->body = xcalloc(1, request->body_length + 1);
        job->body_length = request->body_length;
        if (request->body_length)
            memcpy(job->body, request->body, request->body_length);
        curl->curl_easy_setopt(job->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
        curl->curl_easy_setopt(job->easy, CURLOPT_POSTFIELDS, job->body);
    }
    curl->curl_easy_setopt(job->easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static void set_limits(struct transport_job *job, const struct transport_options *options) {
    const struct library *curl = library();
    curl->curl_easy_setopt(job->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_timeout_ms);
    curl->curl_easy_setopt(job->easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl->curl_easy_setopt(job->easy, CURLOPT_LOW_SPEED_TIME,
                           (long)((options->silence_timeout_ms + 999) / 1000));
    curl->curl_easy_setopt(job->easy, CURLOPT_MAXAGE_CONN,
                           30L); /* servers drop idle connections after a while */
    curl->curl_easy_setopt(job->easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl->curl_easy_setopt(job->easy, CURLOPT_NOSIGNAL, 1L);
    curl->curl_easy_setopt(job->easy, CURLOPT_QUICK_EXIT, 1L); /* a cancelled name lookup is not waited for */
    if (curl->curl_easy_setopt(job->easy, CURLOPT_PREREQFUNCTION, before_sending) == CURLE_OK) {
        curl->curl_easy_setopt(job->easy, CURLOPT_PREREQDATA, job);
    } else { /* before 7.80: on a fresh connection nothing is repeated, and what was sent is known at the end
                only */
        curl->curl_easy_setopt(job->easy, CURLOPT_FRESH_CONNECT, 1L);
        atomic_store(&job->state, JOB_STARTED);
    }
}

/*
 * libcurl would read the environment by itself where it is told nothing. User and password are no part of the URL that
 * it gets, for some of its messages show that. CURLOPT_PROXYUSERPWD takes them escaped, as they were in the URL, while
 * for CURLOPT_PROXYUSERNAME that depends on libcurl's version (curl/curl #13265).
 */
static bool set_proxy(struct transport_job *job, const struct transport_options *options,
                      const struct http_request *request, struct error **err) {
    const struct library *curl = library();
    const struct proxy_setting *proxy =
        request->direct ? NULL : proxy_for(&options->proxies, request->scheme, request->host);
    auto_secret *user = proxy ? proxy_user(proxy->value) : NULL;
    job->proxy = proxy ? proxy_shown(proxy->value) : NULL;
    job->proxy_from = proxy ? proxy->from : NULL;
    job->none_from = options->proxies.none.from;
    curl->curl_easy_setopt(job->easy, CURLOPT_NOPROXY, "");
    curl->curl_easy_setopt(job->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    CURLcode code = curl->curl_easy_setopt(job->easy, CURLOPT_PROXY, proxy ? job->proxy : "");
    if (code == CURLE_OK && user)
        code = curl->curl_easy_setopt(job->easy, CURLOPT_PROXYUSERPWD, user);
    if (proxy && code != CURLE_OK)
        return error_set(err, ERROR_INTERNAL, "libcurl does not take the proxy of %s: %s", proxy->from,
                         curl->curl_easy_strerror(code));
    return true;
}

static void set_all(struct transport_job *job, const struct transport_options *options,
                    const struct http_request *request) {
    const struct library *curl = library();
    auto_free char *url = xprintf("%s://%s%s%s%s", request->scheme, request->host, request->path,
                                  *request->query ? "?" : "", request->query);
    curl->curl_easy_setopt(job->easy, CURLOPT_URL, url);
    curl->curl_easy_setopt(job->easy, CURLOPT_PATH_AS_IS, 1L); /* as it was signed */
    curl->curl_easy_setopt(job->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl->curl_easy_setopt(job->easy, CURLOPT_HTTPHEADER, job->headers);
    /* Asks for plain answers, and has what comes compressed all the same unpacked; the limit holds for what comes out. */
    if (!request->raw_answer)
        curl->curl_easy_setopt(job->easy, CURLOPT_ACCEPT_ENCODING, "identity");
    curl->curl_easy_setopt(job->easy, CURLOPT_MAXFILESIZE_LARGE,
                           (curl_off_t)options->body_limit); /* announced */
    curl->curl_easy_setopt(job->easy, CURLOPT_WRITEFUNCTION, take_body);
    curl->curl_easy_setopt(job->easy, CURLOPT_WRITEDATA, job);
    curl->curl_easy_setopt(job->easy, CURLOPT_HEADERFUNCTION, take_header);
    curl->curl_easy_setopt(job->easy, CURLOPT_HEADERDATA, job);
    curl->curl_easy_setopt(job->easy, CURLOPT_ERRORBUFFER, job->reason);
    curl->curl_easy_setopt(job->easy, CURLOPT_PRIVATE, job);
    const char *certificates = options->ca_bundle ? options->ca_bundle : transport_system_certificates();
    if (certificates) {
        curl->curl_easy_setopt(job->easy, CURLOPT_CAINFO, certificates);
        curl->curl_easy_setopt(job->easy, CURLOPT_PROXY_CAINFO, certificates);
    }
}

struct transport_job *job_new(const struct transport_options *options, const struct http_request *request,
                              struct error **err) {
    struct transport_job *job = xcalloc(1, sizeof *job);
    clock_condition_init(&job->finished);
    job->references = 1;
    job->ahead = request->ahead;
    job->answer_body.limit = options->body_limit;
    job->answer_headers.limit = HEADERS_LIMIT;
    job->body_limit = options->body_limit;
    job->easy = library()->curl_easy_init();
    if (!job->easy)
        memory_exhausted();
    if (!add_headers(job, request, err) || !set_proxy(job, options, request, err)) {
        job_free(job);
        return NULL;
    }
    set_all(job, options, request);
    set_limits(job, options);
    set_body(job, request);
    return job;
}

void job_free(struct transport_job *job) {
    library()->curl_easy_cleanup(job->easy);
    for (struct curl_slist *line = job->headers; line; line = line->next)
        explicit_bzero(line->data, strlen(line->data)); /* the session token is among them */
    library()->curl_slist_free_all(job->headers);
    if (job->body)
        explicit_bzero(job->body, job->body_length); /* credentials are asked for by requests, too */
    free(job->body);
    free(job->proxy);
    text_done(&job->answer_headers);
    if (job->answer_body.length)
        explicit_bzero(job->answer_body.bytes, job->answer_body.length);
    text_done(&job->answer_body);
    pthread_cond_destroy(&job->finished);
    free(job);
}

void job_finish(struct transport_job *job, CURLcode code) {
    long os_errno = 0, request_size = 0;
    job->code = code;
    library()->curl_easy_getinfo(job->easy, CURLINFO_RESPONSE_CODE, &job->status);
    library()->curl_easy_getinfo(job->easy, CURLINFO_OS_ERRNO, &os_errno);
    library()->curl_easy_getinfo(job->easy, CURLINFO_REQUEST_SIZE, &request_size);
    library()->curl_easy_getinfo(job->easy, CURLINFO_HTTP_CONNECTCODE, &job->connect_status);
    job->refused = os_errno == ECONNREFUSED;
    /* the size counts what a proxy was asked, too, before the request itself could go out */
    job->sent = atomic_load(&job->state) == JOB_STARTED && request_size > 0;
}

// clang-format off
static const struct {
    CURLcode code;
    enum transport_failure failure;
    const char *advice;
} failures[] = {
    { CURLE_COULDNT_RESOLVE_HOST,     TRANSPORT_NAME,        "the name cannot be looked up: is there a network, and is the region or endpoint right?" },
    { CURLE_COULDNT_RESOLVE_PROXY,    TRANSPORT_NAME,        "the proxy's name cannot be looked up" },
    { CURLE_PROXY,                    TRANSPORT_UNREACHABLE, "the proxy makes no connection" },
    { CURLE_COULDNT_CONNECT,          TRANSPORT_UNREACHABLE, "no connection: is the network up, and is the endpoint right?" },
    { CURLE_SSL_CONNECT_ERROR,        TRANSPORT_UNREACHABLE, "the TLS handshake failed: does the endpoint speak https?" },
    { CURLE_PEER_FAILED_VERIFICATION, TRANSPORT_UNTRUSTED,   "its certificate is not trusted: is there a proxy that needs AWS_CA_BUNDLE, or are the system's CA certificates missing?" },
    { CURLE_SSL_CACERT_BADFILE,       TRANSPORT_UNTRUSTED,   "the CA certificates cannot be read: check customCaBundle, AWS_CA_BUNDLE or ca_bundle" },
    { CURLE_OPERATION_TIMEDOUT,       TRANSPORT_SILENT,      "no answer in time" },
    { CURLE_PARTIAL_FILE,             TRANSPORT_BROKEN,      "the answer was cut off" },
    { CURLE_FILESIZE_EXCEEDED,        TRANSPORT_TOO_LARGE,   "the answer is too large" },
    { CURLE_WEIRD_SERVER_REPLY,       TRANSPORT_BROKEN,      "the answer is no valid HTTP" },
    { CURLE_UNSUPPORTED_PROTOCOL,     TRANSPORT_BROKEN,      "the answer is no valid HTTP" },
    { CURLE_BAD_CONTENT_ENCODING,     TRANSPORT_BROKEN,      "the answer is compressed and cannot be unpacked" },
};
// clang-format on

/* What a proxy says about a request that it did not carry. False: it said nothing. */
static bool classify_proxy(const struct transport_job *job, enum transport_failure *ret_failure,
                           const char **ret_advice) {
    const long status = job->connect_status ? job->connect_status : job->status;
    if (!job->proxy)
        return false;
    *ret_failure = TRANSPORT_PROXY;
    if (status == 407) {
        *ret_advice = "the proxy wants a user and a password, or does not take those in its URL (HTTP 407)";
    } else if (job->connect_status >= 400 && job->connect_status < 500) {
        *ret_advice = "the proxy does not allow a connection to this host";
    } else if (job->connect_status >= 500) {
        *ret_failure = TRANSPORT_UNREACHABLE;
        *ret_advice = "the proxy cannot reach this host";
    } else if (job->code == CURLE_COULDNT_CONNECT && job->refused) {
        *ret_failure = TRANSPORT_REFUSED;
        *ret_advice = "nobody listens at the proxy's address (connection refused)";
    } else {
        return false;
    }
    return true;
}

static enum transport_failure classify(const struct transport_job *job, const char **ret_advice) {
    *ret_advice = "the connection was closed before an answer came";
    if (job->answer_body.overflow || job->answer_headers.overflow) {
        *ret_advice = "the answer is too large";
        return TRANSPORT_TOO_LARGE;
    }
    enum transport_failure by_proxy = TRANSPORT_OK;
    if (classify_proxy(job, &by_proxy, ret_advice))
        return by_proxy;
    if (job->code == CURLE_COULDNT_CONNECT && job->refused) {
        *ret_advice =
            "nobody listens there (connection refused): check the endpoint, and that the server runs";
        return TRANSPORT_REFUSED;
    }
    if (job->code == CURLE_OPERATION_TIMEDOUT && !job->sent) {
        *ret_advice = "no connection in time: is the network up, is a firewall or proxy in the way?";
        return TRANSPORT_UNREACHABLE;
    }
    for (size_t i = 0; i < COUNT_OF(failures); i++) {
        if (failures[i].code != job->code)
            continue;
        *ret_advice = failures[i].advice;
        return failures[i].failure;
    }
    return TRANSPORT_BROKEN;
}

/* AWS itself never asks for a proxy's credentials. */
static bool has_answer(const struct transport_job *job) {
    return job->code == CURLE_OK && job->status >= 100 && !(job->proxy && job->status == 407);
}

/* How it went wrong, and through which proxy. libcurl's own words are shown where they say more. */
static void explain(const struct transport_job *job, const struct http_request *request,
                    enum transport_failure *ret_failure, struct error **err) {
    const char *advice = NULL;
    *ret_failure = classify(job, &advice);
    const bool told =
        *ret_failure == TRANSPORT_REFUSED || *ret_failure == TRANSPORT_TOO_LARGE || !*job->reason;
    auto_text way = { 0 };
    if (job->proxy)
        text_printf(&way, ". It went through the proxy %s: check %s and %s", job->proxy, job->proxy_from,
                    job->none_from);
    error_set(err, ERROR_NETWORK, "%s://%s: %s%s%s%s%s", request->scheme, request->host, advice,
              told ? "" : " [", told ? "" : job->reason, told ? "" : "]", text_string(&way));
    (*err)->sent = job->sent;
}

bool job_answer(const struct transport_job *job, struct arena *arena, const struct http_request *request,
                struct http_answer *ret_answer, enum transport_failure *ret_failure, struct error **err) {
    if (!has_answer(job)) {
        explain(job, request, ret_failure, err);
        return false;
    }
    struct http_answer answer = { .status = (int)job->status, .body_length = job->answer_body.length };
    answer.body = arena_strndup(arena, text_string(&job->answer_body), job->answer_body.length);
    http_read_headers(arena, text_string(&job->answer_headers), &answer.headers);
    *ret_answer = answer;
    *ret_failure = TRANSPORT_OK;
    return true;
}
