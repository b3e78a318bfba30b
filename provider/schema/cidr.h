/*
 * IP networks and addresses, IPv4 and IPv6: for the formats of the schema, and for the rules of resources and
 * components ("inside its VPC", "does not overlap", "the next free /24").
 */
#ifndef SCHEMA_CIDR_H
#define SCHEMA_CIDR_H

#include <stdbool.h>
#include <stdint.h>

struct cidr {
    int family;              /* 4 or 6 */
    unsigned prefix;         /* length in bits: 0–32, 0–128 */
    unsigned char bytes[16]; /* network order; IPv4 uses the first four */
};

/* Room for the text of any network, with its final NUL. */
enum { CIDR_TEXT_SIZE = 64 };

/* "10.0.0.0/16" or "2001:db8::/32"; bits beyond the prefix may be set. False: no network, *ret_cidr is
 * untouched. */
bool cidr_parse(const char *text, struct cidr *ret_cidr);

/* An address alone: prefix 32 or 128. */
bool cidr_parse_address(const char *text, struct cidr *ret_cidr);

/* Writes the network, or the address where `with_prefix` is false, in its canonical text. */
void cidr_write(const struct cidr *cidr, bool with_prefix, char buffer[CIDR_TEXT_SIZE]);

/* True when bits beyond the prefix are set. */
bool cidr_has_host_bits(const struct cidr *cidr);

/* The same network without bits beyond the prefix. */
struct cidr cidr_network(const struct cidr *cidr);

/* Every address of `inner` is in `outer`. Networks of different families have nothing in common. */
bool cidr_contains(const struct cidr *outer, const struct cidr *inner);

/* Some address is in both. */
bool cidr_overlaps(const struct cidr *a, const struct cidr *b);

/* The `index`-th network of length `prefix` in `parent`, counted from 0. False: no such one. */
bool cidr_subnet(const struct cidr *parent, unsigned prefix, uint64_t index, struct cidr *ret_cidr);

#endif
