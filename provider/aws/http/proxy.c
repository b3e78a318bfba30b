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

/* ":3128" or nothing, and a slash or nothing. */
static bool ends_well(const char *text) {
    if (*text == ':') {
        char *end = NULL;
        if (!isdigit((unsigned char)text[1]))
            return false;
        const long port = strtol(text + 1, &end, 10);
        if (port < 1 || port > 65535)
            return false;
        text = end;
    }
    return *text == '\0' || strcmp(text, "/") == 0;
}

static bool is_host(const char *host) {
    static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
    static const char address[] = "0123456789abcdefABCDEF:.";
    if (*host != '[') {
        const size_t length = strspn(host, name);
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
    const char *port; /* "" where none is written */
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

static bool block_holds(const char *entry, size_t length, const char *slash, const struct target *target) {
    const struct address network = address_of(entry, (size_t)(slash - entry));
    char *end = NULL;
    const unsigned long bits = strtoul(slash + 1, &end, 10);
    return end == entry + length && end > slash + 1 && bits <= bits_of(&network) &&
           same_bits(&network, &target->address, bits);
}

static bool name_holds(const char *entry, size_t length, const char *host) {
    if (length && *entry == '*') {
        entry++;
        length--;
    }
    while (length && *entry == '.') {
        entry++;
        length--;
    }
    const size_t whole = strlen(host);
    if (!length || length > whole || strncasecmp(host + whole - length, entry, length) != 0)
        return false;
    return length == whole || host[whole - length - 1] == '.';
}

static bool entry_holds(const char *entry, size_t length, const struct target *target) {
    if (length == 1 && *entry == '*')
        return true;
    const char *slash = memchr(entry, '/', length);
    if (slash)
        return block_holds(entry, length, slash, target);
    const size_t host = host_length(entry, length);
    if (host < length && (strlen(target->port) != length - host - 1 ||
                          strncmp(target->port, entry + host + 1, length - host - 1) != 0))
        return false;
    const struct address address = address_of(entry, host);
    if (address.family)
        return same_bits(&address, &target->address, bits_of(&address));
    return name_holds(entry, host, target->host);
}

static bool is_listed(const char *list, const struct target *target) {
    static const char gaps[] = ", \t\r\n";
    for (list += strspn(list, gaps); *list; list += strspn(list, gaps)) {
        const size_t length = strcspn(list, gaps);
        if (entry_holds(list, length, target))
            return true;
        list += length;
    }
    return false;
}

const char *proxy_for(const struct proxies *proxies, const char *scheme, const char *authority) {
    static const char inside[] = "localhost, 127.0.0.0/8, ::1, 169.254.0.0/16, fd00:ec2::/32";
    const char *proxy = strcmp(scheme, "https") == 0 ? proxies->https : proxies->http;
    if (!proxy)
        return NULL;
    const size_t length = host_length(authority, strlen(authority));
    auto_free char *host = xstrndup(authority, length);
    const struct target target = {
        .host = host,
        .port = authority[length] ? authority + length + 1 : "",
        .address = address_of(authority, length),
    };
    return is_listed(inside, &target) || (proxies->none && is_listed(proxies->none, &target)) ? NULL : proxy;
}
