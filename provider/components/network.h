/* Inside the Network component: what network_plan.c (zones, blocks, mistakes) finds out for network.c
 * (parts). */
#ifndef COMPONENTS_NETWORK_H
#define COMPONENTS_NETWORK_H

#include <stddef.h>

#include "components/component.h"

/* No region has more; the layout of blocks has room for so many in a /16. */
enum { NETWORK_ZONES_MOST = 8 };

enum subnet_kind { SUBNET_PUBLIC, SUBNET_PRIVATE, SUBNET_KINDS };

struct network_zone {
    char *name;                   /* "eu-central-1a" */
    const char *label;            /* "a": what is after the region's name; points into `name` */
    json_t *blocks[SUBNET_KINDS]; /* CIDR text, or unknown while the VPC's is */
};

struct network_plan {
    bool wait; /* a preview does not know enough for a shape */
    size_t zone_count;
    struct network_zone zones[NETWORK_ZONES_MOST];
};

/* Finds zones and blocks; what is wrong goes to build->failures. */
MUST_USE bool network_plan(const struct build *build, struct network_plan *plan, struct error **err);
void network_plan_done(struct network_plan *plan);

/* The outputs of a VPC that is there already. */
MUST_USE bool network_adopt(const struct build *build, struct node *self, struct error **err);

#endif
