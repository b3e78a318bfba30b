#include "aws/http/proxy.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

/* ---- URLs ---- */

static const char *const schemes[] = { "http", "https", "socks4", "socks4a", "socks5", "socks5h" };

/* What follows "scheme://"; the whole text when it has none; NULL for a scheme that is no proxy's. */
static const char *after_scheme(const char *text) {
    const char *end = strstr(text, "://");
    if (!end)
        return text;
    const size_t length = (size_t)(end - text);
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strlen(schemes[i]) == length && strncasecmp(text, schemes[i], length) == 0)
            return end + 3;
    return NULL;
}

/* Behind user and password, in which everything that means something in a URL has to be escaped (%40 for @). */
static const char *after_user(const char *authority) {
    const size_t user = strcspn(authority, "@/?#");
    return authority[user] == '@' ? authority + user + 1 : authority;
}

/* True when the text begins with a port from 1 to 65535; *ret_end is behind it. */
static bool is_port(const char *text, const char **ret_end) {
    char *end = NULL;
    if (!isdigit((unsigned char)*text))
        return false;
    const long port = strtol(text, &end, 10);
    *ret_end = end;
    return port >= 1 && port <= 65535;
}

/* ":3128" or nothing, and a slash or nothing. */
static bool ends_well(const char *text) {
    if (*text == ':' && !is_port(text + 1, &text))
        return false;
    return *text == '\0' || strcmp(text, "/") == 0;
}

static const char name_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";

static bool is_host(const char *host) {
    static const char address[] = "0123456789abcdefABCDEF:.";
    if (*host != '[') {
        const size_t length = strspn(host, name_characters);
        return length && ends_well(host + length);
    }
    const size_t length = strspn(host + 1, address);
    return length && host[1 + length] == ']' && ends_well(host + length + 2);
}

char *proxy_url(const char *text) {
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f)
            return NULL;
    const char *authority = after_scheme(text);
    if (!authority || !is_host(after_user(authority)))
        return NULL;
    return authority == text ? xprintf("http://%s", text) : xstrdup(text);
}

char *proxy_shown(const char *url) {
    const char *authority = after_scheme(url);
    if (!authority)
        return xstrdup("(no proxy URL)");
    return xprintf("%.*s%s", (int)(authority - url), url, after_user(authority));
}

/* ---- which requests ---- */

struct address {
    int family; /* 0: none */
    unsigned char bytes[16];
};

static size_t bits_of(const struct address *address) {
    return address->family == AF_INET ? 32 : 128;
}

static struct address address_of(const char *text, size_t length) {
    struct address address = { 0 };
    if (length >= 2 && *text == '[' && text[length - 1] == ']') {
        text++;
        length -= 2;
    }
    auto_free char *copy = xstrndup(text, length);
    if (inet_pton(AF_INET, copy, address.bytes) == 1)
        address.family = AF_INET;
    else if (inet_pton(AF_INET6, copy, address.bytes) == 1)
        address.family = AF_INET6;
    return address;
}

static bool same_bits(const struct address *a, const struct address *b, size_t bits) {
    const size_t bytes = bits / 8;
    const unsigned char mask = (unsigned char)(0xff00 >> bits % 8);
    return a->family && a->family == b->family && memcmp(a->bytes, b->bytes, bytes) == 0 &&
           (bits % 8 == 0 || ((a->bytes[bytes] ^ b->bytes[bytes]) & mask) == 0);
}

/* A request's host: a name or an address, and its port as text. */
struct target {
    char *host;
    const char *port; /* the scheme's where none is written */
    struct address address;
};

/* Where the port's colon stands, or the end: [::1]:80, ::1, host:80. */
static size_t host_length(const char *text, size_t length) {
    const char *bracket = memchr(text, ']', length);
    const char *colon =
        memchr(bracket ? bracket : text, ':', length - (size_t)(bracket ? bracket - text : 0));
    if (!colon || (!bracket && memchr(colon + 1, ':', length - (size_t)(colon + 1 - text))))
        return length;
    return (size_t)(colon - text);
}

/* 10.0.0.0/8. A block has no port, as in curl and Go's net/http. */
static bool block_of(const char *entry, size_t length, struct address *network, size_t *ret_bits) {
    const char *slash = memchr(entry, '/', length);
    *network = slash ? address_of(entry, (size_t)(slash - entry)) : (struct address){ 0 };
    if (!network->family || !isdigit((unsigned char)slash[1]))
        return false;
    char *end = NULL;
    *ret_bits = strtoul(slash + 1, &end, 10);
    return end == entry + length && *ret_bits <= bits_of(network);
}

/* example.com of example.com, .example.com, *.example.com; *length is changed. */
static const char *name_of(const char *entry, size_t *length) {
    size_t skipped = *length && *entry == '*';
    while (skipped < *length && entry[skipped] == '.')
        skipped++;
    *length -= skipped;
    return entry + skipped;
}

static bool name_holds(const char *entry, size_t length, const char *host) {
    entry = name_of(entry, &length);
    const size_t whole = strlen(host);
    if (!length || length > whole || strncasecmp(host + whole - length, entry, length) != 0)
        return false;
    return length == whole || host[whole - length - 1] == '.';
}

static bool entry_holds(const char *entry, size_t length, const struct target *target) {
    if (length == 1 && *entry == '*')
        return true;
    struct address network = { 0 };
    size_t bits = 0;
    if (block_of(entry, length, &network, &bits))
        return same_bits(&network, &target->address, bits);
    const size_t host = host_length(entry, length);
    if (host < length && (strlen(target->port) != length - host - 1 ||
                          strncmp(target->port, entry + host + 1, length - host - 1) != 0))
        return false;
    const struct address address = address_of(entry, host);
    if (address.family)
        return same_bits(&address, &target->address, bits_of(&address));
    return name_holds(entry, host, target->host);
}

/* The list's first entry at or behind *at, and *at behind it; NULL: there is none. */
static const char *next_entry(const char **at, size_t *ret_length) {
    static const char gaps[] = ", \t\r\n";
    const char *entry = *at + strspn(*at, gaps);
    *ret_length = strcspn(entry, gaps);
    *at = entry + *ret_length;
    return *ret_length ? entry : NULL;
}

static bool is_listed(const char *list, const struct target *target) {
    size_t length = 0;
    const char *entry;
    while ((entry = next_entry(&list, &length)))
        if (entry_holds(entry, length, target))
            return true;
    return false;
}

/* Why the entry never holds; NULL: it can. */
static const char *fault_of(const char *entry, size_t length) {
    struct address network = { 0 };
    size_t bits = 0;
    if ((length == 1 && *entry == '*') || block_of(entry, length, &network, &bits))
        return NULL;
    if (network.family)
        return "a block of addresses ends with its prefix length, and has no port";
    const size_t host = host_length(entry, length);
    const char *end = entry + length;
    if (host < length && (!is_port(entry + host + 1, &end) || end != entry + length))
        return "the port behind the colon must be a number from 1 to 65535";
    if (address_of(entry, host).family)
        return NULL;
    size_t name = host;
    entry = name_of(entry, &name);
    if (name && strspn(entry, name_characters) >= name)
        return NULL;
    return "it is neither a name (example.com), nor an address (10.0.0.1), a block of addresses "
           "(10.0.0.0/8), or *";
}

const char *proxy_none_fault(const char *list, size_t *ret_at) {
    size_t length = 0;
    const char *entry;
    for (*ret_at = 1; (entry = next_entry(&list, &length)); ++*ret_at) {
        const char *fault = fault_of(entry, length);
        if (fault)
            return fault;
    }
    return NULL;
}

const char *proxy_for(const struct proxies *proxies, const char *scheme, const char *authority) {
    static const char inside[] = "localhost, 127.0.0.0/8, ::1, 169.254.0.0/16, fd00:ec2::/32";
    const bool tls = strcmp(scheme, "https") == 0;
    const char *proxy = tls ? proxies->https : proxies->http;
    if (!proxy)
        return NULL;
    const size_t length = host_length(authority, strlen(authority));
    auto_free char *host = xstrndup(authority, length);
    const struct target target = {
        .host = host,
        .port = authority[length] ? authority + length + 1
                : tls             ? "443"
                                  : "80",
        .address = address_of(authority, length),
    };
    return is_listed(inside, &target) || (proxies->none && is_listed(proxies->none, &target)) ? NULL : proxy;
}
