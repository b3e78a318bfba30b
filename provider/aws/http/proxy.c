#include "aws/http/proxy.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"

/* ---- URLs ---- */

/* A proxy's URL in its parts; lengths where more follows. */
struct proxy_parts {
    const char *scheme;
    const char *user; /* "user:password"; length 0: none */
    size_t user_length;
    const char *host; /* with the brackets of an IPv6 address */
    size_t host_length;
    long port;
};

/* "scheme://" and the port of a URL without one; a text without any is http. False for a scheme that is no proxy's. */
static bool read_scheme(const char **text, struct proxy_parts *parts) {
    static const struct {
        const char *name;
        long port;
    } schemes[] = { { "http", 80 },      { "https", 443 },   { "socks4", 1080 },
                    { "socks4a", 1080 }, { "socks5", 1080 }, { "socks5h", 1080 } };
    const char *end = strstr(*text, "://");
    const char *name = end ? *text : schemes[0].name;
    const size_t length = end ? (size_t)(end - *text) : strlen(name);
    for (size_t i = 0; i < COUNT_OF(schemes); i++) {
        if (strlen(schemes[i].name) != length || strncasecmp(name, schemes[i].name, length) != 0)
            continue;
        parts->scheme = schemes[i].name;
        parts->port = schemes[i].port;
        *text = end ? end + 3 : *text;
        return true;
    }
    return false;
}

/* An escape that is none ("100%") is left to stand for itself, as libcurl has it. */
static bool escapes_control(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        const int byte = text_escaped_byte(text + i, length - i);
        if (byte == 0x7f || (byte >= 0 && byte < ' '))
            return true;
    }
    return false;
}

/* User and password, in which everything that means something in a URL has to be escaped (%40 for @). */
static bool read_user(const char **text, struct proxy_parts *parts) {
    const size_t length = strcspn(*text, "@/?#");
    if ((*text)[length] != '@')
        return true;
    parts->user = *text;
    parts->user_length = length;
    *text += length + 1;
    return !escapes_control(parts->user, length);
}

static const char name_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";

/* libcurl takes nothing in brackets but an IPv6 address. */
static bool read_host(const char **text, struct proxy_parts *parts) {
    parts->host = *text;
    parts->host_length = strspn(*text, name_characters);
    if (**text == '[') {
        const size_t length = strcspn(*text + 1, "]");
        auto_free char *address = xstrndup(*text + 1, length);
        struct in6_addr six;
        parts->host_length = inet_pton(AF_INET6, address, &six) == 1 ? length + 2 : 0;
        if ((*text)[length + 1] != ']')
            return false;
    }
    *text += parts->host_length;
    return parts->host_length > 0;
}

/* The port from 1 to 65535 that the text begins with, *ret_end behind it; 0: there is none. */
static long port_of(const char *text, const char **ret_end) {
    char *end = NULL;
    if (!isdigit((unsigned char)*text))
        return 0;
    const long port = strtol(text, &end, 10);
    *ret_end = end;
    return port <= 65535 ? port : 0;
}

/* ":3128" or nothing, and a slash or nothing. */
static bool read_port(const char *text, struct proxy_parts *parts) {
    if (*text == ':')
        parts->port = port_of(text + 1, &text);
    return parts->port && (*text == '\0' || strcmp(text, "/") == 0);
}

char *proxy_url(const char *text) {
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f)
            return NULL;
    struct proxy_parts parts = { 0 };
    if (!read_scheme(&text, &parts) || !read_user(&text, &parts) || !read_host(&text, &parts) ||
        !read_port(text, &parts))
        return NULL;
    return xprintf("%s://%.*s%s%.*s:%ld", parts.scheme, (int)parts.user_length,
                   parts.user_length ? parts.user : "", parts.user_length ? "@" : "", (int)parts.host_length,
                   parts.host, parts.port);
}

static const char *authority_of(const char *url) {
    const char *scheme = strstr(url, "://");
    return scheme ? scheme + 3 : url;
}

/* Behind the last @, so that nothing of a password can be taken for the host. */
static const char *host_of(const char *authority) {
    const char *user = strrchr(authority, '@');
    return user ? user + 1 : authority;
}

char *proxy_shown(const char *url) {
    const char *authority = authority_of(url);
    return xprintf("%.*s%s", (int)(authority - url), url, host_of(authority));
}

char *proxy_user(const char *url) {
    const char *authority = authority_of(url), *host = host_of(authority);
    return host > authority + 1 ? xstrndup(authority, (size_t)(host - authority) - 1) : NULL;
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
    if (host < length && (!port_of(entry + host + 1, &end) || end != entry + length))
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

const struct proxy_setting *proxy_for(const struct proxies *proxies, const char *scheme,
                                      const char *authority) {
    static const char inside[] = "localhost, 127.0.0.0/8, ::1, 169.254.0.0/16, fd00:ec2::/32";
    const bool https = strcmp(scheme, "https") == 0;
    const struct proxy_setting *proxy = https ? &proxies->https : &proxies->http;
    if (!proxy->value)
        return NULL;
    const size_t length = host_length(authority, strlen(authority));
    const char *port = https ? "443" : "80";
    if (authority[length])
        port = authority + length + 1;
    auto_free char *host = xstrndup(authority, length);
    const struct target target = {
        .host = host,
        .port = port,
        .address = address_of(authority, length),
    };
    const char *none = proxies->none.value;
    return is_listed(inside, &target) || (none && is_listed(none, &target)) ? NULL : proxy;
}
