/* IP networks: the canonical text reads back as the same network; two networks, divided by a NUL, relate consistently. */
#include "schema/cidr.h"

#include <string.h>

#include "support/fuzz.h"

static void check_text(const struct cidr *cidr) {
    char text[CIDR_TEXT_SIZE], again_text[CIDR_TEXT_SIZE];
    struct cidr again = { 0 };
    cidr_write(cidr, true, text);
    FUZZ_CHECK(cidr_parse(text, &again));
    FUZZ_CHECK(again.family == cidr->family && again.prefix == cidr->prefix);
    FUZZ_CHECK(memcmp(again.bytes, cidr->bytes, cidr->family == 4 ? 4 : 16) == 0);
    cidr_write(&again, true, again_text);
    FUZZ_CHECK(strcmp(text, again_text) == 0);
}

static void check_subnets(const struct cidr *network) {
    struct cidr subnet = { 0 };
    for (unsigned prefix = network->prefix; prefix <= (network->family == 4 ? 32u : 128u); prefix++)
        for (uint64_t index = 0; index < 3; index++)
            if (cidr_subnet(network, prefix, index, &subnet)) {
                FUZZ_CHECK(cidr_contains(network, &subnet));
                FUZZ_CHECK(subnet.prefix == prefix && !cidr_has_host_bits(&subnet));
            }
}

static void check_pair(const struct cidr *a, const struct cidr *b) {
    FUZZ_CHECK(cidr_overlaps(a, b) == cidr_overlaps(b, a));
    FUZZ_CHECK(cidr_overlaps(a, b) == (cidr_contains(a, b) || cidr_contains(b, a)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    struct fuzz_input input = { data, size };
    struct cidr a = { 0 }, b = { 0 };
    const char *first = fuzz_text(arena, &input), *second = fuzz_text(arena, &input);
    if (!cidr_parse(first, &a) && !cidr_parse_address(first, &a))
        return 0;
    check_text(&a);
    const struct cidr network = cidr_network(&a);
    FUZZ_CHECK(!cidr_has_host_bits(&network));
    FUZZ_CHECK(cidr_contains(&network, &a) && cidr_overlaps(&network, &a));
    check_subnets(&network);
    if (cidr_parse(second, &b))
        check_pair(&a, &b);
    return 0;
}
