#include "aws/http/transport.h"

#include <stdlib.h>
#include <unistd.h>

void transport_free(struct transport *transport) {
    if (transport)
        transport->methods->free(transport);
}

bool transport_send(struct transport *transport, struct cancel *cancel, struct arena *arena,
                    const struct http_request *request, struct http_answer *ret_answer,
                    enum transport_failure *ret_failure, struct error **err) {
    return transport->methods->send(transport, cancel, arena, request, ret_answer, ret_failure, err);
}

const char *transport_system_certificates(void) {
    // clang-format off
    static const char *const places[] = {
        "/etc/ssl/certs/ca-certificates.crt",                /* Debian, Ubuntu, Arch, Gentoo, Alpine */
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* Fedora, RHEL, Amazon Linux */
        "/etc/pki/tls/certs/ca-bundle.crt",                  /* older RHEL, CentOS */
        "/etc/ssl/ca-bundle.pem",                            /* openSUSE */
        "/var/lib/ca-certificates/ca-bundle.pem",            /* newer openSUSE, SLES */
        "/etc/pki/tls/cacert.pem",                           /* OpenELEC */
        "/etc/ssl/cert.pem",                                 /* Alpine, Void */
        "/etc/ssl/certs/ca-bundle.crt",                      /* NixOS */
    };
    // clang-format on
    const char *asked = getenv("SSL_CERT_FILE");
    if (asked && *asked)
        return asked;
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (access(places[i], R_OK) == 0)
            return places[i];
    return NULL;
}
