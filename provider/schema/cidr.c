#include "schema/cidr.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static unsigned bits_of(int family) {
    return family == 4 ? 32 : 128;
}

bool cidr_parse_address(const char *text, struct cidr *ret_cidr) {
    struct cidr cidr = { .family = strchr(text, ':') ? 6 : 4 };
    if (inet_pton(cidr.family == 4 ? AF_INET : AF_INET6, text, cidr.bytes) != 1)
        return false;
    cidr.prefix = bits_of(cidr.family);
    *ret_cidr = cidr;
    return true;
}

/* One to three digits without a leading zero, and nothing after them. */
static bool parse_prefix(const char *text, unsigned most, unsigned *ret_prefix) {
    const size_t length = strlen(text);
    if (length < 1 || length > 3 || (text[0] == '0' && length > 1))
        return false;
    unsigned prefix = 0;
    for (const char *at = text; *at; at++) {
        if (!isdigit((unsigned char)*at))
            return false;
        prefix = prefix * 10 + (unsigned)(*at - '0');
    }
    *ret_prefix = prefix;
    return prefix <= most;
}

bool cidr_parse(const char *text, struct cidr *ret_cidr) {
    const char *slash = strchr(text, '/');
    char address[CIDR_TEXT_SIZE];
    if (!slash || (size_t)(slash - text) >= sizeof address)
        return false;
    memcpy(address, text, (size_t)(slash - text));
    address[slash - text] = '\0';
    struct cidr cidr;
    if (!cidr_parse_address(address, &cidr) || !parse_prefix(slash + 1, bits_of(cidr.family), &cidr.prefix))
        return false;
    *ret_cidr = cidr;
    return true;
}

void cidr_write(const struct cidr *cidr, bool with_prefix, char buffer[CIDR_TEXT_SIZE]) {
    inet_ntop(cidr->family == 4 ? AF_INET : AF_INET6, cidr->bytes, buffer, CIDR_TEXT_SIZE);
    const size_t length = strlen(buffer);
    if (with_prefix)
        snprintf(buffer + length, CIDR_TEXT_SIZE - length, "/%u", cidr->prefix);
}

struct cidr cidr_network(const struct cidr *cidr) {
    struct cidr network = *cidr;
    for (unsigned bit = cidr->prefix; bit < 8 * sizeof network.bytes; bit++)
        network.bytes[bit / 8] &= (unsigned char)~(0x80u >> bit % 8);
    return network;
}

bool cidr_has_host_bits(const struct cidr *cidr) {
    const struct cidr network = cidr_network(cidr);
    return memcmp(network.bytes, cidr->bytes, sizeof network.bytes) != 0;
}

bool cidr_contains(const struct cidr *outer, const struct cidr *inner) {
    if (outer->family != inner->family || outer->prefix > inner->prefix)
        return false;
    struct cidr cut = *inner;
    cut.prefix = outer->prefix;
    const struct cidr a = cidr_network(outer);
    const struct cidr b = cidr_network(&cut);
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

bool cidr_overlaps(const struct cidr *a, const struct cidr *b) {
    return cidr_contains(a, b) || cidr_contains(b, a);
}

bool cidr_subnet(const struct cidr *parent, unsigned prefix, uint64_t index, struct cidr *ret_cidr) {
    if (prefix < parent->prefix || prefix > bits_of(parent->family))
        return false;
    const unsigned new_bits = prefix - parent->prefix;
    if (new_bits < 64 && index >> new_bits)
        return false;
    struct cidr subnet = cidr_network(parent);
    subnet.prefix = prefix;
    for (unsigned bit = prefix; index; index >>= 1) {
        bit--;
        if (index & 1)
            subnet.bytes[bit / 8] |= (unsigned char)(0x80u >> bit % 8);
    }
    *ret_cidr = subnet;
    return true;
}
