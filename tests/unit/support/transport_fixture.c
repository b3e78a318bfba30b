#include "support/transport_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

int transport_set_up(void **state) {
    struct transport_fixture *fixture = xcalloc(1, sizeof *fixture);
    fixture->server = loopback_start();
    fixture->transport = transport_new(&(struct transport_options){ 0 });
    fixture->cancel = cancel_new();
    fixture->arena = arena_new();
    *state = fixture;
    return 0;
}

int transport_tear_down(void **state) {
    struct transport_fixture *fixture = *state;
    transport_free(fixture->transport);
    loopback_stop(fixture->server);
    cancel_unref(fixture->cancel);
    arena_free(fixture->arena);
    error_free(fixture->error);
    free(fixture);
    return 0;
}

void transport_with(struct transport_fixture *fixture, const struct transport_options *options) {
    transport_free(fixture->transport);
    fixture->transport = transport_new(options);
}

struct http_request transport_request(struct transport_fixture *fixture, const char *method, const char *path,
                                      const char *body) {
    return (struct http_request){
        .method = method,
        .scheme = "http",
        .host = arena_printf(fixture->arena, "127.0.0.1:%d", loopback_port(fixture->server)),
        .path = path,
        .query = "",
        .body = body,
        .body_length = body ? strlen(body) : 0,
    };
}

bool transport_try(struct transport_fixture *fixture, const struct http_request *request) {
    error_free(TAKE(fixture->error));
    return transport_send(fixture->transport, fixture->cancel, fixture->arena, request, &fixture->answer,
                          &fixture->failure, &fixture->error);
}
