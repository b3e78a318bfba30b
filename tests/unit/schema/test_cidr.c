#include "schema/checking.h"

#include "schema/cidr.h"

static struct cidr network(const char *text) {
    struct cidr cidr = { 0 };
    if (!cidr_parse(text, &cidr))
        fail_msg("%s should be a network", text);
    return cidr;
}

static void writes(const struct cidr *cidr, const char *expected) {
    char text[CIDR_TEXT_SIZE];
    cidr_write(cidr, true, text);
    assert_string_equal(text, expected);
}

static void networks_are_read_and_written(void **state) {
    (void)state;
    static const char *const TEXTS[][2] = {
        { "10.0.0.0/16", "10.0.0.0/16" },
        { "0.0.0.0/0", "0.0.0.0/0" },
        { "1.2.3.4/32", "1.2.3.4/32" },
        { "2001:DB8:0:0::/56", "2001:db8::/56" },
        { "::/0", "::/0" },
        { "::ffff:1.2.3.4/128", "::ffff:1.2.3.4/128" },
        { "10.0.0.1/8", "10.0.0.1/8" },
    };
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        const struct cidr cidr = network(TEXTS[i][0]);
        writes(&cidr, TEXTS[i][1]);
    }
}

static void what_is_no_network_is_refused(void **state) {
    (void)state;
    static const char *const BAD[] = { "",
                                       "/",
                                       "/8",
                                       "10.0.0.0",
                                       "10.0.0.0/",
                                       "10.0.0.0/33",
                                       "10.0.0/8",
                                       "10.0.0.0/-1",
                                       "10.0.0.0/08",
                                       "10.0.0.0/ 8",
                                       "10.0.0.0/8 ",
                                       " 10.0.0.0/8",
                                       "010.0.0.0/8",
                                       "256.0.0.0/8",
                                       "::/129",
                                       ":::/8",
                                       "10.0.0.0/8/8",
                                       "10.0.0.0/1000",
                                       "fe80::1%eth0/64" };
    struct cidr cidr;
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        if (cidr_parse(BAD[i], &cidr))
            fail_msg("%s should be no network", BAD[i]);
    auto_free char *long_text = xcalloc(100000, 1);
    memset(long_text, '1', 99990);
    memcpy(long_text + 99990, "/8", 2);
    assert_false(cidr_parse(long_text, &cidr));
    assert_false(cidr_parse_address(long_text, &cidr));
}

static void addresses_are_read(void **state) {
    (void)state;
    struct cidr cidr;
    assert_true(cidr_parse_address("10.0.0.5", &cidr));
    assert_int_equal(cidr.family, 4);
    assert_int_equal(cidr.prefix, 32);
    assert_true(cidr_parse_address("2001:db8::5", &cidr));
    assert_int_equal(cidr.family, 6);
    assert_int_equal(cidr.prefix, 128);
    char text[CIDR_TEXT_SIZE];
    cidr_write(&cidr, false, text);
    assert_string_equal(text, "2001:db8::5");
    assert_false(cidr_parse_address("10.0.0.0/8", &cidr));
    assert_false(cidr_parse_address("host", &cidr));
}

static void host_bits_are_seen_and_cut_off(void **state) {
    (void)state;
    static const char *const CASES[][2] = { { "10.0.0.1/16", "10.0.0.0/16" },
                                            { "10.0.255.255/15", "10.0.0.0/15" },
                                            { "255.255.255.255/0", "0.0.0.0/0" },
                                            { "10.1.2.3/31", "10.1.2.2/31" },
                                            { "2001:db8::1/64", "2001:db8::/64" } };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct cidr cidr = network(CASES[i][0]);
        assert_true(cidr_has_host_bits(&cidr));
        const struct cidr cut = cidr_network(&cidr);
        assert_false(cidr_has_host_bits(&cut));
        writes(&cut, CASES[i][1]);
    }
    const struct cidr one = network("1.2.3.4/32");
    assert_false(cidr_has_host_bits(&one));
}

static void relation(const char *a_text, const char *b_text, bool contains, bool overlaps) {
    const struct cidr a = network(a_text);
    const struct cidr b = network(b_text);
    assert_int_equal(cidr_contains(&a, &b), contains);
    assert_int_equal(cidr_overlaps(&a, &b), overlaps);
    assert_int_equal(cidr_overlaps(&b, &a), overlaps);
}

static void networks_contain_and_overlap(void **state) {
    (void)state;
    relation("10.0.0.0/16", "10.0.1.0/24", true, true);
    relation("10.0.1.0/24", "10.0.0.0/16", false, true);
    relation("10.0.0.0/24", "10.0.0.0/16", false, true);
    relation("10.0.0.0/16", "10.0.0.0/16", true, true);
    relation("10.0.0.0/16", "10.1.0.0/24", false, false);
    relation("0.0.0.0/0", "10.1.0.0/24", true, true);
    relation("0.0.0.0/0", "::/0", false, false);
    relation("2001:db8::/56", "2001:db8:0:ff::/64", true, true);
    relation("2001:db8::/56", "2001:db8:0:100::/64", false, false);
    relation("10.0.0.128/25", "10.0.0.0/25", false, false);
}

static void subnets_are_counted_from_zero(void **state) {
    (void)state;
    const struct cidr vpc = network("10.0.0.0/16");
    struct cidr subnet;
    static const char *const EXPECTED[] = { "10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20" };
    for (uint64_t i = 0; i < COUNT_OF(EXPECTED); i++) {
        assert_true(cidr_subnet(&vpc, 20, i, &subnet));
        writes(&subnet, EXPECTED[i]);
    }
    assert_true(cidr_subnet(&vpc, 20, 15, &subnet));
    writes(&subnet, "10.0.240.0/20");
    assert_false(cidr_subnet(&vpc, 20, 16, &subnet));
    assert_true(cidr_subnet(&vpc, 16, 0, &subnet));
    assert_false(cidr_subnet(&vpc, 16, 1, &subnet));
    assert_false(cidr_subnet(&vpc, 15, 0, &subnet));
    assert_false(cidr_subnet(&vpc, 33, 0, &subnet));
    const struct cidr block = network("2001:db8:0:1200::/56");
    assert_true(cidr_subnet(&block, 64, 0xAB, &subnet));
    writes(&subnet, "2001:db8:0:12ab::/64");
    const struct cidr all = network("::/0");
    assert_true(cidr_subnet(&all, 128, UINT64_MAX, &subnet));
    writes(&subnet, "::ffff:ffff:ffff:ffff/128");
}

static void subnets_lie_in_their_parent_and_apart(void **state) {
    (void)state;
    unsigned seed = 1;
    for (int i = 0; i < 500; i++) {
        struct cidr parent = { .family = draw(&seed, 2) ? 4 : 6 };
        const unsigned bits = parent.family == 4 ? 32 : 128;
        for (unsigned byte = 0; byte < bits / 8; byte++)
            parent.bytes[byte] = (unsigned char)draw(&seed, 256);
        parent.prefix = draw(&seed, bits - 8);
        parent = cidr_network(&parent);
        const unsigned prefix = parent.prefix + 1 + draw(&seed, 7);
        const unsigned first = draw(&seed, 2);
        struct cidr a;
        struct cidr b;
        assert_true(cidr_subnet(&parent, prefix, first, &a));
        assert_true(cidr_subnet(&parent, prefix, 1 - first, &b));
        assert_true(cidr_contains(&parent, &a) && cidr_contains(&parent, &b));
        assert_false(cidr_overlaps(&a, &b));
        assert_false(cidr_has_host_bits(&a));
        char text[CIDR_TEXT_SIZE];
        cidr_write(&a, true, text);
        const struct cidr again = network(text);
        assert_memory_equal(again.bytes, a.bytes, sizeof a.bytes);
        assert_int_equal(again.prefix, a.prefix);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(networks_are_read_and_written),
        cmocka_unit_test(what_is_no_network_is_refused),
        cmocka_unit_test(addresses_are_read),
        cmocka_unit_test(host_bits_are_seen_and_cut_off),
        cmocka_unit_test(networks_contain_and_overlap),
        cmocka_unit_test(subnets_are_counted_from_zero),
        cmocka_unit_test(subnets_lie_in_their_parent_and_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
