#include "schema/checking.h"

static void ipv4_blocks(void **state) {
    (void)state;
    takes("'secretCidr': {'$secret': '10.0.0.0/16'}");
    refuses("'cidrBlock': '10.0.0.1/16'",
            "cidrBlock: 10.0.0.1/16 has host bits set; did you mean 10.0.0.0/16?");
    refuses("'cidrBlock': '10.0.0.0'", "cidrBlock: 10.0.0.0 has no prefix length, as in 10.0.0.0/16");
    refuses("'cidrBlock': '10.0.0.0/33'",
            "cidrBlock: the prefix length after the / must be a number from 0 to 32, as in 10.0.0.0/16");
    refuses("'cidrBlock': '10.0.0.0/'",
            "cidrBlock: the prefix length after the / must be a number from 0 to 32, as in 10.0.0.0/16");
    refuses("'cidrBlock': '300.0.0.0/16'",
            "cidrBlock: expected an IPv4 block such as 10.0.0.0/16, got \"300.0.0.0/16\"");
    refuses("'cidrBlock': ''", "cidrBlock: expected an IPv4 block such as 10.0.0.0/16, got \"\"");
    refuses("'cidrBlock': '2001:db8::/32'",
            "cidrBlock: expected an IPv4 block, got the IPv6 block 2001:db8::/32");
    refuses("'cidrBlock': '10.0.0.0/8'",
            "cidrBlock: 10.0.0.0/8 is too large: the length must be between /16 and /28");
    refuses("'cidrBlock': '10.0.0.0/29'",
            "cidrBlock: 10.0.0.0/29 is too small: the length must be between /16 and /28");
}

static void blocks_of_either_family(void **state) {
    (void)state;
    takes("'cidr': '0.0.0.0/0', 'wide': '10.0.0.0/8', 'narrow': '::/0'");
    takes("'cidr': '2001:db8::/56', 'cidr6': '2001:db8:0:1::/64'");
    refuses("'cidr': '2001:db8::1/56'",
            "cidr: 2001:db8::1/56 has host bits set; did you mean 2001:db8::/56?");
    refuses("'cidr': '2001:db8::'", "cidr: 2001:db8:: has no prefix length, as in 2001:db8::/64");
    refuses("'cidr': '2001:db8::/129'",
            "cidr: the prefix length after the / must be a number from 0 to 128, as in 2001:db8::/64");
    refuses("'cidr': 'any'", "cidr: expected an IP block such as 10.0.0.0/16 or 2001:db8::/56, got \"any\"");
    refuses("'cidr6': '10.0.0.0/16'", "cidr6: expected an IPv6 block, got the IPv4 block 10.0.0.0/16");
    refuses("'cidr6': 'x'", "cidr6: expected an IPv6 block such as 2001:db8::/56, got \"x\"");
    refuses("'cidr6': '2001:db8::/56'", "cidr6: 2001:db8::/56 is too large: the length must be /64");
    refuses("'wide': '10.0.0.0/7'", "wide: 10.0.0.0/7 is too large: the length must be /8 or more");
    refuses("'narrow': '10.0.0.0/9'", "narrow: 10.0.0.0/9 is too small: the length must be /8 or less");
    refuses("'rule': {'fromPort': 1, 'days': 1, 'cidrs': ['10.0.0.0/8', '10.0.0.1/8']}",
            "rule: rule.cidrs[1]: 10.0.0.1/8 has host bits set; did you mean 10.0.0.0/8?");
}

static void addresses(void **state) {
    (void)state;
    takes("'ip': '10.0.0.5', 'ip4': '10.0.0.5', 'ip6': '2001:db8::5'");
    takes("'ip': '::1'");
    refuses("'ip': '10.0.0.5.6'",
            "ip: expected an IP address such as 10.0.0.5 or 2001:db8::5, got \"10.0.0.5.6\"");
    refuses("'ip': '10.0.0.0/8'", "ip: expected an address, got the block 10.0.0.0/8");
    refuses("'ip4': '::1'", "ip4: expected an IPv4 address, got the IPv6 address ::1");
    refuses("'ip6': '10.0.0.5'", "ip6: expected an IPv6 address, got the IPv4 address 10.0.0.5");
    refuses("'ip4': 'x'", "ip4: expected an IPv4 address such as 10.0.0.5, got \"x\"");
    refuses("'ip6': 'x'", "ip6: expected an IPv6 address such as 2001:db8::5, got \"x\"");
}

static void arns(void **state) {
    (void)state;
    takes("'arn': 'arn:aws:iam::123456789012:role/name'");
    takes("'arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess'");
    takes("'arn': 'arn:aws-us-gov:s3:::bucket/key'");
    takes("'arn': 'arn:aws:logs:us-east-1:123456789012:log-group:/x:*'");
    static const char *const BAD[] = {
        "arn:aws:iam::123456789012:",       "arn:aws:iam::12345:role/x",        "role/name", "",
        "arn:gcp:iam::123456789012:role/x", "arn:aws::us-east-1:123456789012:x"
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        auto_free char *member = xprintf("'arn': '%s'", BAD[i]);
        auto_free char *failure =
            xprintf("arn: expected an ARN such as arn:aws:iam::123456789012:role/name, got \"%s\"", BAD[i]);
        refuses(member, failure);
    }
}

static void urls(void **state) {
    (void)state;
    takes("'url': 'http://localhost:4566'");
    takes("'url': 'https://[::1]:8443/path'");
    takes("'url': 'https://host.example/a?b=c'");
    static const char *const BAD[] = { "localhost:4566", "ftp://host",       "http://",
                                       "http://a b",     "http://host:port", "http://host/a b" };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        auto_free char *member = xprintf("'url': '%s'", BAD[i]);
        auto_free char *failure =
            xprintf("url: expected a URL such as https://host:8443/path, got \"%s\"", BAD[i]);
        refuses(member, failure);
    }
}

static void protocols_are_written_as_aws_does(void **state) {
    (void)state;
    gives("'protocol': 'TCP'", "'protocol': 'tcp'");
    gives("'protocol': '6'", "'protocol': 'tcp'");
    gives("'protocol': 17", "'protocol': 'udp'");
    gives("'protocol': 'all'", "'protocol': '-1'");
    gives("'protocol': -1", "'protocol': '-1'");
    gives("'protocol': 'icmpv6'", "'protocol': 'icmpv6'");
    gives("'protocol': 50", "'protocol': '50'");
    static const char *const BAD[] = { "256", "-2", "tpc", "", "06x", "0050" };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        auto_free char *member = xprintf("'protocol': '%s'", BAD[i]);
        auto_free char *failure = xprintf(
            "protocol: expected tcp, udp, icmp, icmpv6, -1 (all), or a number up to 255, got \"%s\"", BAD[i]);
        refuses(member, failure);
    }
}

static void ports(void **state) {
    (void)state;
    takes("'rule': {'fromPort': 0, 'toPort': 65535, 'days': 1}");
    refuses("'rule': {'fromPort': 70000, 'toPort': -1, 'days': 1}",
            "rule: rule.fromPort: expected a port from 0 to 65535, got 70000\n"
            "rule: rule.toPort: expected a port from 0 to 65535, got -1");
    refuses("'ports': [80, 0, 65536]", "ports: ports[1]: expected a port from 1 to 65535, got 0\n"
                                       "ports: ports[2]: expected a port from 1 to 65535, got 65536");
}

static void durations(void **state) {
    (void)state;
    takes("'lasts': '15m'");
    takes("'lasts': '43200s'");
    refuses("'lasts': '1h30'", "lasts: expected a duration such as 1h, 45m or 3600s, got \"1h30\"");
    refuses("'lasts': '14m59s'", "lasts: 14m59s is too short: it must be 15m or more");
    refuses("'lasts': '12h1s'", "lasts: 12h1s is too long: it must be 12h or less");
}

static void json_is_placed(void **state) {
    (void)state;
    takes("'json': '{\\\"a\\\": [1]}', 'document': '5'");
    refuses("'json': '{\\\"a\\\":\\n x}'",
            "json: not valid JSON at line 2, column 2: invalid token near 'x'");
    refuses("'document': '[1,'",
            "document: not valid JSON at line 1, column 3: ']' expected near end of file");
}

static void policies_are_checked(void **state) {
    (void)state;
    refuses("'policy': '{\\\"Statement\\\": []}'",
            "policy: Statement must be an object, or a list of them that is not empty");
    refuses("'policy': '{'",
            "policy: not valid JSON at line 1, column 1: string or '}' expected near end of file");
}

static void tags(void **state) {
    (void)state;
    takes("'tags': {'Name': 'x', 'aws': 'y', 'größe': ''}");
    char long_key[130] = { 0 };
    memset(long_key, 'k', 129);
    char long_value[258] = { 0 };
    memset(long_value, 'v', 257);
    refuses("'tags': {'AWS:x': 'y'}",
            "tags: tags[\"AWS:x\"]: a tag's key may not begin with \"aws:\", which AWS keeps for itself");
    refuses("'tags': {'': 'y'}", "tags: tags[\"\"]: a tag's key must not be empty");
    auto_free char *key = xprintf("'tags': {'%s': 'y'}", long_key);
    auto_free char *key_failure =
        xprintf("tags: tags[\"%.80s…\"]: a tag's key may have 128 characters, this one has 129", long_key);
    refuses(key, key_failure);
    auto_free char *value = xprintf("'tags': {'a': '%s'}", long_value);
    refuses(value, "tags: tags.a: a tag's value may have 256 characters, this one has 257");
    takes("'tags': {'a': {'$unknown': true}}");
    refuses("'tags': {'a': '1', 'b': '2', 'c': '3', 'd': '4'}", "tags: expected at most 3 entries, got 4");
}

static void the_word_for_a_format_is_known(void **state) {
    (void)state;
    static const char *const WORDS[] = { "arn",  "cidr", "cidr4",  "cidr6", "duration", "ip",   "ip4", "ip6",
                                         "json", "name", "policy", "port",  "protocol", "tags", "url" };
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        assert_true(format_known(WORDS[i]));
    assert_false(format_known("cidr5"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ipv4_blocks),    cmocka_unit_test(blocks_of_either_family),
        cmocka_unit_test(addresses),      cmocka_unit_test(arns),
        cmocka_unit_test(urls),           cmocka_unit_test(protocols_are_written_as_aws_does),
        cmocka_unit_test(ports),          cmocka_unit_test(durations),
        cmocka_unit_test(json_is_placed), cmocka_unit_test(policies_are_checked),
        cmocka_unit_test(tags),           cmocka_unit_test(the_word_for_a_format_is_known),
    };
    return cmocka_run_group_tests(tests, document_setup, document_teardown);
}
