#include "support/describing_transport.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "aws/client.h"
#include "base/memory.h"
#include "base/text.h"

enum { MOST_SUBNETS = 1024, MOST_REQUESTS = 8192 };

struct subnet {
    char *id;
    char *vpc;
    char *state;
};

struct describing {
    struct transport base;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct subnet subnets[MOST_SUBNETS];
    size_t subnet_count;
    char *requests[MOST_REQUESTS];
    size_t request_count;
    char *needle;
    int status;
    char *code;
    size_t page;
    char *last_token; /* or NULL */
    bool held;
};

/* ---- answers; the lock is held ---- */

/* The body has "=value" as a whole. */
static bool asks_for(const char *body, const char *value) {
    auto_free char *assigned = xprintf("=%s", value);
    for (const char *at = strstr(body, assigned); at; at = strstr(at + 1, assigned))
        if (at[strlen(assigned)] == '&' || !at[strlen(assigned)])
            return true;
    return false;
}

static const struct subnet *subnet_find(const struct describing *ec2, const char *id) {
    for (size_t i = 0; i < ec2->subnet_count; i++)
        if (strcmp(ec2->subnets[i].id, id) == 0)
            return &ec2->subnets[i];
    return NULL;
}

/* The first id asked for by "SubnetId.1=…" that is none, or NULL. */
static char *missing_id(const struct describing *ec2, const char *body) {
    for (const char *at = strstr(body, "SubnetId."); at; at = strstr(at + 1, "SubnetId.")) {
        const char *value = strchr(at, '=') + 1;
        auto_free char *id = xstrndup(value, strcspn(value, "&"));
        if (!subnet_find(ec2, id))
            return TAKE(id);
    }
    return NULL;
}

static bool is_wanted(const struct subnet *subnet, const char *body) {
    return asks_for(body, subnet->id) || (strstr(body, "vpc-id") && asks_for(body, subnet->vpc));
}

static char *subnets_xml(const struct describing *ec2, const char *body) {
    const char *token = strstr(body, "NextToken=");
    const size_t first = token ? strtoul(token + strlen("NextToken="), NULL, 10) : 0;
    const size_t last = ec2->page ? first + ec2->page : SIZE_MAX;
    auto_text xml = { 0 };
    size_t wanted = 0;
    text_add(&xml, "<DescribeSubnetsResponse><subnetSet>");
    for (size_t i = 0; i < ec2->subnet_count; i++) {
        const struct subnet *subnet = &ec2->subnets[i];
        if (!is_wanted(subnet, body))
            continue;
        if (wanted >= first && wanted < last)
            text_printf(&xml, "<item><subnetId>%s</subnetId><vpcId>%s</vpcId><state>%s</state></item>",
                        subnet->id, subnet->vpc, subnet->state);
        wanted++;
    }
    text_add(&xml, "</subnetSet>");
    if (wanted > last)
        text_printf(&xml, "<nextToken>%zu</nextToken>", last);
    else if (ec2->last_token)
        text_printf(&xml, "<nextToken>%s</nextToken>", ec2->last_token);
    text_add(&xml, "</DescribeSubnetsResponse>");
    return text_take(&xml);
}

static char *error_xml(const char *code, const char *message) {
    return xprintf(
        "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors></Response>", code,
        message);
}

static char *answer_to(const struct describing *ec2, const char *body, int *ret_status) {
    *ret_status = 400;
    if (ec2->needle && strstr(body, ec2->needle)) {
        *ret_status = ec2->status;
        return error_xml(ec2->code, "refused");
    }
    auto_free char *missing = missing_id(ec2, body);
    if (missing)
        return error_xml("InvalidSubnetID.NotFound", missing);
    *ret_status = 200;
    return subnets_xml(ec2, body);
}

/* ---- the transport ---- */

static void wake(void *argument) {
    struct describing *ec2 = argument;
    pthread_mutex_lock(&ec2->lock);
    pthread_cond_broadcast(&ec2->changed);
    pthread_mutex_unlock(&ec2->lock);
}

/* As long as it is held and not cancelled. */
static bool wait_while_held(struct describing *ec2, struct cancel *cancel, struct error **err) {
    struct cancel_listener listener = { .wake = wake, .argument = ec2 };
    cancel_listen(cancel, &listener);
    pthread_mutex_lock(&ec2->lock);
    bool held = ec2->held;
    while (held) {
        pthread_mutex_unlock(&ec2->lock);
        const bool stopped = !cancel_check(cancel, err);
        pthread_mutex_lock(&ec2->lock);
        held = ec2->held && !stopped;
        if (held)
            pthread_cond_wait(&ec2->changed, &ec2->lock);
        held = held && ec2->held;
    }
    pthread_mutex_unlock(&ec2->lock);
    cancel_unlisten(cancel, &listener);
    return !*err;
}

static bool send_describing(struct transport *transport, struct cancel *cancel, struct arena *arena,
                            const struct http_request *request, struct http_answer *ret_answer,
                            enum transport_failure *ret_failure, struct error **err) {
    struct describing *ec2 = (struct describing *)transport;
    char *body = xstrndup(request->body, request->body_length);
    pthread_mutex_lock(&ec2->lock);
    assert_true(ec2->request_count < MOST_REQUESTS);
    ec2->requests[ec2->request_count++] = body;
    pthread_cond_broadcast(&ec2->changed);
    pthread_mutex_unlock(&ec2->lock);
    *ret_failure = TRANSPORT_STOPPED;
    if (!wait_while_held(ec2, cancel, err))
        return false;
    pthread_mutex_lock(&ec2->lock);
    auto_free char *xml = answer_to(ec2, body, &ret_answer->status);
    pthread_mutex_unlock(&ec2->lock);
    ret_answer->body = arena_strdup(arena, xml);
    ret_answer->body_length = strlen(xml);
    *ret_failure = TRANSPORT_OK;
    return true;
}

static void free_describing(struct transport *transport) {
    struct describing *ec2 = (struct describing *)transport;
    for (size_t i = 0; i < ec2->subnet_count; i++) {
        free(ec2->subnets[i].id);
        free(ec2->subnets[i].vpc);
        free(ec2->subnets[i].state);
    }
    for (size_t i = 0; i < ec2->request_count; i++)
        free(ec2->requests[i]);
    free(ec2->needle);
    free(ec2->code);
    free(ec2->last_token);
    pthread_cond_destroy(&ec2->changed);
    pthread_mutex_destroy(&ec2->lock);
    free(ec2);
}

static const struct transport_methods methods = { .send = send_describing, .free = free_describing };

static bool no_wait(struct cancel *cancel, int64_t wait_ms, struct error **err) {
    (void)wait_ms;
    return cancel_check(cancel, err);
}

struct transport *describing_new(struct aws_client **ret_client) {
    struct describing *ec2 = xcalloc(1, sizeof *ec2);
    ec2->base.methods = &methods;
    pthread_mutex_init(&ec2->lock, NULL);
    pthread_cond_init(&ec2->changed, NULL);
    const struct aws_options options = { .region = "eu-central-1",
                                         .access_key = "111122223333",
                                         .secret_key = "s3cret" };
    const struct aws_client_parts parts = { .transport = &ec2->base, .wait_ms = no_wait };
    auto_error *error = NULL;
    if (!aws_client_new_with(&options, &parts, ret_client, &error))
        fail_msg("%s", error->message);
    return &ec2->base;
}

/* ---- what a test says and sees ---- */

void describing_add(struct transport *transport, const char *id, const char *vpc) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    assert_true(ec2->subnet_count < MOST_SUBNETS);
    ec2->subnets[ec2->subnet_count++] =
        (struct subnet){ .id = xstrdup(id), .vpc = xstrdup(vpc), .state = xstrdup("available") };
    pthread_mutex_unlock(&ec2->lock);
}

void describing_state(struct transport *transport, const char *id, const char *state) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    struct subnet *subnet = (struct subnet *)subnet_find(ec2, id);
    assert_non_null(subnet);
    free(subnet->state);
    subnet->state = xstrdup(state);
    pthread_mutex_unlock(&ec2->lock);
}

void describing_refuse(struct transport *transport, const char *needle, int status, const char *code) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    free(ec2->needle);
    free(ec2->code);
    ec2->needle = needle ? xstrdup(needle) : NULL;
    ec2->status = status;
    ec2->code = needle ? xstrdup(code) : NULL;
    pthread_mutex_unlock(&ec2->lock);
}

void describing_page(struct transport *transport, size_t size) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    ec2->page = size;
    pthread_mutex_unlock(&ec2->lock);
}

void describing_last_token(struct transport *transport, const char *token) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    free(ec2->last_token);
    ec2->last_token = token ? xstrdup(token) : NULL;
    pthread_mutex_unlock(&ec2->lock);
}

void describing_hold(struct transport *transport, bool held) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    ec2->held = held;
    pthread_cond_broadcast(&ec2->changed);
    pthread_mutex_unlock(&ec2->lock);
}

void describing_await(struct transport *transport, size_t count) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    while (ec2->request_count < count)
        pthread_cond_wait(&ec2->changed, &ec2->lock);
    pthread_mutex_unlock(&ec2->lock);
}

size_t describing_count(struct transport *transport) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    const size_t count = ec2->request_count;
    pthread_mutex_unlock(&ec2->lock);
    return count;
}

const char *describing_request(struct transport *transport, size_t i) {
    struct describing *ec2 = (struct describing *)transport;
    pthread_mutex_lock(&ec2->lock);
    assert_true(i < ec2->request_count);
    const char *request = ec2->requests[i];
    pthread_mutex_unlock(&ec2->lock);
    return request;
}
