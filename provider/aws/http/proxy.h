/*
 * Proxies: which one a request takes, and how one is written. libcurl is told the proxy of each request, or that there
 * is none; the environment is read in aws/config/ alone.
 */
#ifndef AWS_PROXY_H
#define AWS_PROXY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

/* A setting, and who made it, for messages: a property ("httpsProxy") or a variable ("ALL_PROXY"). */
struct proxy_setting {
    const char *value; /* NULL: none */
    const char *from;  /* static; where there is none, who could make it */
};

struct proxies {
    struct proxy_setting http;  /* URL of the proxy for http:// requests, as proxy_url() gives it */
    struct proxy_setting https; /* for https:// */
    struct proxy_setting none;  /* what goes direct, see proxy_for() */
};

/*
 * The proxy as a URL with scheme (http, https, socks4, socks4a, socks5, socks5h) and port: "proxy" becomes
 * "http://proxy:80". A heap string, to be wiped; NULL when the text is none. User and password may stand before the
 * host; what means something in a URL is escaped there (%40 for @). An escape of a control character is refused:
 * libcurl 7.88 goes direct, without a word, when it meets one in a proxy's URL.
 */
char *proxy_url(const char *text);

/* Of a URL as proxy_url() gives it: without user and password, for messages and for libcurl, whose own messages
   show it. A heap string. */
char *proxy_shown(const char *url) RETURNS_NONNULL;

/* "user:password" of it, escaped as in the URL. A heap string, to be wiped; NULL when it has none. */
char *proxy_user(const char *url);

/*
 * The proxy for a request to `authority` ("host", "host:443", "[::1]:80"), out of `proxies`; NULL: it goes direct.
 *
 * `none` is a list with commas or white space: a name holds for all names below it, also written ".name" or "*.name";
 * an address for itself; both also with ":port" (an authority without one has its scheme's: 443 or 80). A block of
 * addresses ("10.0.0.0/8") has no port. "*" is everything; what is none of these holds for nothing. This machine and
 * the metadata services inside it (169.254.0.0/16, fd00:ec2::/32) go direct always: no proxy could reach them.
 */
const struct proxy_setting *proxy_for(const struct proxies *proxies, const char *scheme,
                                      const char *authority);

/* Why an entry of such a list holds for nothing, and which one it is (from 1); NULL: each can hold. */
const char *proxy_none_fault(const char *list, size_t *ret_at);

#endif
