/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "aws/http/proxy.h"
#include "base/memory.h"

static void proxies_are_urls(void **state) {
    (void)state;
    // clang-format off
    static const struct {
        const char *text;
        const char *url;
        const char *shown;
        const char *user;
    } cases[] = {
        { "http://proxy:3128",            "http://proxy:3128",              "http://proxy:3128", NULL },
        { "proxy.example.com:3128",       "http://proxy.example.com:3128",  "http://proxy.example.com:3128", NULL },
        { "10.0.0.1:08080",               "http://10.0.0.1:8080",           "http://10.0.0.1:8080", NULL },
        { "proxy",                        "http://proxy:80",                "http://proxy:80", NULL },
        { "HTTPS://proxy/",               "https://proxy:443",              "https://proxy:443", NULL },
        { "socks5h://proxy",              "socks5h://proxy:1080",           "socks5h://proxy:1080", NULL },
        { "http://[fd00::1]:3128",        "http://[fd00::1]:3128",          "http://[fd00::1]:3128", NULL },
        { "http://[::ffff:10.0.0.1]/",    "http://[::ffff:10.0.0.1]:80",    "http://[::ffff:10.0.0.1]:80", NULL },
        { "http://ann:s3cret@proxy:3128", "http://ann:s3cret@proxy:3128",   "http://proxy:3128", "ann:s3cret" },
        { "ann:p%40ss%2fw@[fd00::1]:1",   "http://ann:p%40ss%2fw@[fd00::1]:1", "http://[fd00::1]:1", "ann:p%40ss%2fw" },
        { "http://ann:100%%2@proxy:1",    "http://ann:100%%2@proxy:1",      "http://proxy:1", "ann:100%%2" },
        { "http://:%20%7e@proxy:1",       "http://:%20%7e@proxy:1",         "http://proxy:1", ":%20%7e" },
        { "http://ann@proxy:1",           "http://ann@proxy:1",             "http://proxy:1", "ann" },
        { "http://@proxy:1",              "http://proxy:1",                 "http://proxy:1", NULL },
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        auto_free char *url = proxy_url(cases[i].text);
        if (!url)
            fail_msg("\"%s\" is refused", cases[i].text);
        assert_string_equal(url, cases[i].url);
        auto_free char *shown = proxy_shown(url);
        assert_string_equal(shown, cases[i].shown);
        auto_free char *user = proxy_user(url);
        assert_string_equal(user ? user : "none", cases[i].user ? cases[i].user : "none");
        auto_free char *again = proxy_url(url);
        assert_string_equal(again ? again : "refused", url);
    }
}

static void what_is_no_proxy(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "http://",
        "ftp://proxy",
        "http://proxy:port",
        "http://proxy:0",
        "http://proxy:65536",
        "://host",
        "http://a b",
        "http://proxy/path",
        "http://proxy?x",
        "http://[::1",
        "http://[]:1",
        "http://:1",
        "http://ann:p@ss@proxy",
        "http://ann:p/ss@proxy",
        "http://ann@",
        "http://proxy:3128\n",
        "http://[x]:1",
        "http://[1:2:3]:3128",
        "http://[10.0.0.5]",
        "http://[::1]x",
        "http://[fe80::1%25eth0]:1",
        "http://ann:s3%00cret@proxy",
        "http://an%0an:s3cret@proxy",
        "http://ann:s3cret%1F@proxy",
        "http://ann:%7fs3cret@proxy",
        "http://p:12x",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        auto_free char *url = proxy_url(texts[i]);
        if (url)
            fail_msg("\"%s\" is taken", texts[i]);
    }
}

static bool direct(const char *none, const char *authority) {
    const struct proxies proxies = { .https = { .value = "http://p" }, .none = { .value = none } };
    return !proxy_for(&proxies, "https", authority);
}

static void each_scheme_has_its_proxy(void **state) {
    (void)state;
    const struct proxies both = { .http = { "http://a", "httpProxy" }, .https = { "http://b", "ALL_PROXY" } };
    assert_string_equal(proxy_for(&both, "http", "ec2.test")->value, "http://a");
    assert_string_equal(proxy_for(&both, "https", "ec2.test")->value, "http://b");
    assert_string_equal(proxy_for(&both, "https", "ec2.test")->from, "ALL_PROXY");
    assert_null(proxy_for(&(struct proxies){ .http = both.http }, "https", "ec2.test"));
    assert_null(proxy_for(&(struct proxies){ 0 }, "http", "ec2.test"));
}

static void a_missing_port_is_the_schemes(void **state) {
    (void)state;
    static const struct proxies proxies = { .http = { .value = "http://a" },
                                            .https = { .value = "http://b" },
                                            .none = { .value = "s3.test:443, web.test:80, [fd00::1]:443" } };
    assert_null(proxy_for(&proxies, "https", "s3.test"));
    assert_null(proxy_for(&proxies, "https", "bucket.s3.test"));
    assert_null(proxy_for(&proxies, "https", "[fd00::1]"));
    assert_null(proxy_for(&proxies, "http", "s3.test:443"));
    assert_non_null(proxy_for(&proxies, "http", "s3.test"));
    assert_non_null(proxy_for(&proxies, "https", "s3.test:8443"));
    assert_null(proxy_for(&proxies, "http", "web.test"));
    assert_non_null(proxy_for(&proxies, "https", "web.test"));
}

static void this_machine_goes_direct(void **state) {
    (void)state;
    static const char *const inside[] = { "localhost",        "localhost:4566", "a.localhost",
                                          "127.0.0.1:80",     "127.9.9.9",      "[::1]:80",
                                          "169.254.169.254",  "169.254.170.2",  "[fd00:ec2::254]",
                                          "[fd00:ec2::23]:80" };
    for (size_t i = 0; i < COUNT_OF(inside); i++)
        if (!direct(NULL, inside[i]))
            fail_msg("%s goes through the proxy", inside[i]);
    static const char *const outside[] = { "mylocalhost", "128.0.0.1", "[::2]", "169.253.0.1",
                                           "[fd00:ec3::254]" };
    for (size_t i = 0; i < COUNT_OF(outside); i++)
        if (direct(NULL, outside[i]))
            fail_msg("%s goes direct", outside[i]);
}

static void what_the_list_names_goes_direct(void **state) {
    (void)state;
    static const struct {
        const char *none;
        const char *authority;
        bool direct;
    } cases[] = {
        { "*", "ec2.eu-west-1.amazonaws.com", true },
        { "amazonaws.com", "ec2.eu-west-1.amazonaws.com", true },
        { ".amazonaws.com", "ec2.eu-west-1.amazonaws.com", true },
        { "*.amazonaws.com", "ec2.eu-west-1.AmazonAWS.com:443", true },
        { ".amazonaws.com", "amazonaws.com", true },
        { "amazonaws.com", "myamazonaws.com", false },
        { "amazonaws.com", "amazonaws.com.evil.test", false },
        { "ec2.amazonaws.com", "amazonaws.com", false },
        { "a.test, ,b.test\tc.test", "b.test", true },
        { "a.test,b.test c.test", "c.test", true },
        { "a.test:8443", "a.test:8443", true },
        { "a.test:8443", "a.test:443", false },
        { "a.test:8443", "a.test", false },
        { "a.test:443", "a.test", true }, /* it is https */
        { "a.test:80", "a.test", false },
        { "10.0.0.0/8", "10.200.0.1", true },
        { "10.0.0.0/8", "10.200.0.1:8443", true },
        { "10.0.0.0/8:443", "10.200.0.1:443", false }, /* as in curl and Go */
        { "10.0.0.0/8", "11.0.0.1:80", false },
        { "10.0.0.0/8", "ten.test", false },
        { "172.16.0.0/12", "172.31.255.255", true },
        { "172.16.0.0/12", "172.32.0.0", false },
        { "0.0.0.0/0", "8.8.8.8", true },
        { "0.0.0.0/0", "[2001:db8::1]", false },
        { "10.0.0.1", "10.0.0.1:443", true },
        { "10.0.0.1", "110.0.0.1", false },
        { "2001:db8::/32", "[2001:db8:1::1]:443", true },
        { "2001:db8::1", "[2001:db8:0::1]", true },
        { "[2001:db8::1]:443", "[2001:db8::1]:443", true },
        { "[2001:db8::1]:443", "[2001:db8::1]:80", false },
        { "10.0.0.0/33, 10.0.0.0/, 10.0.0.0/x, /8", "10.0.0.1", false },
        { ", ..", "a.test", false },
        { "", "a.test", false },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (direct(cases[i].none, cases[i].authority) != cases[i].direct)
            fail_msg("\"%s\" for %s", cases[i].none, cases[i].authority);
}

/* What can never hold is a mistake: its hosts would go through the proxy. */
static void what_the_list_cannot_have(void **state) {
    (void)state;
    static const struct {
        const char *none;
        const char *fault; /* NULL: none */
        size_t at;
    } cases[] = {
        { "", NULL, 0 },
        { " , ", NULL, 0 },
        { "*", NULL, 0 },
        { "example.com, .example.com *.example.com,\texample_1.com:8443", NULL, 0 },
        { "10.0.0.1,10.0.0.1:443,2001:db8::1,[2001:db8::1],[2001:db8::1]:443", NULL, 0 },
        { "10.0.0.0/8,0.0.0.0/0,2001:db8::/32", NULL, 0 },
        { "a.test,10.0.0.0/8:443", "has no port", 2 },
        { "10.0.0.0/33", "ends with its prefix length", 1 },
        { "10.0.0.0/", "ends with its prefix length", 1 },
        { "10.0.0.0/+8", "ends with its prefix length", 1 },
        { "a.test b.test:https", "a number from 1 to 65535", 2 },
        { "a.test:0", "a number from 1 to 65535", 1 },
        { "a.test:80x", "a number from 1 to 65535", 1 },
        { "a.test:", "a number from 1 to 65535", 1 },
        { "http://a.test", "a number from 1 to 65535", 1 },
        { "a.test/x", "neither a name", 1 },
        { "10.0.*", "neither a name", 1 },
        { "a.test;b.test", "neither a name", 1 },
        { "a.test,..", "neither a name", 2 },
        { "[::1", "neither a name", 1 },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t at = 0;
        const char *fault = proxy_none_fault(cases[i].none, &at);
        if (!fault != !cases[i].fault || (fault && (!strstr(fault, cases[i].fault) || at != cases[i].at)))
            fail_msg("\"%s\": %s (entry %zu)", cases[i].none, fault ? fault : "no fault", at);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proxies_are_urls),          cmocka_unit_test(what_is_no_proxy),
        cmocka_unit_test(each_scheme_has_its_proxy), cmocka_unit_test(a_missing_port_is_the_schemes),
        cmocka_unit_test(this_machine_goes_direct),  cmocka_unit_test(what_the_list_names_goes_direct),
        cmocka_unit_test(what_the_list_cannot_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
