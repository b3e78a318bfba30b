/*
 * Proxies: which one a request takes, and how one is written. libcurl is told the proxy of each request, or that there
 * is none; the environment is read in config.c alone.
 */
#ifndef AWS_PROXY_H
#define AWS_PROXY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

/* NULL members: none. */
struct proxies {
    const char *http;  /* URL of the proxy for http:// requests, as proxy_url() gives it */
    const char *https; /* for https:// */
    const char *none;  /* what goes direct, see proxy_for() */
};

/*
 * The proxy as a URL (http, https, socks4, socks4a, socks5, socks5h; "host:3128" becomes "http://host:3128"), a heap
 * string; NULL when the text is none. User and password may stand before the host; what means something in
 * a URL is escaped there (%40 for @).
 */
char *proxy_url(const char *text);

/* The URL without user and password, for messages. A heap string. */
char *proxy_shown(const char *url) RETURNS_NONNULL;

/*
 * The proxy for a request to `authority` ("host", "host:443", "[::1]:80"); NULL: it goes direct.
 *
 * `none` is a list with commas or white space: a name holds for all names below it, also written ".name" or "*.name";
 * an address for itself; both also with ":port". A block of addresses ("10.0.0.0/8") has no port. "*" is everything; what
 * is none of these holds for nothing. This machine and the metadata services inside it (169.254.0.0/16, fd00:ec2::/32) go
 * direct always: no proxy could reach them.
 */
const char *proxy_for(const struct proxies *proxies, const char *scheme, const char *authority);

/* Why an entry of such a list holds for nothing, and which one it is (from 1); NULL: each can hold. */
const char *proxy_none_fault(const char *list, size_t *ret_at);

#endif
