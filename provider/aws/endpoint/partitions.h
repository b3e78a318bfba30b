/* Partitions: groups of regions with their own accounts and DNS names. Table generated from botocore's
 * partitions. */
#ifndef AWS_PARTITIONS_H
#define AWS_PARTITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct partition {
    const char *id;                    /* "aws", "aws-cn", … */
    const char *dns_suffix;            /* "amazonaws.com" */
    const char *dual_stack_dns_suffix; /* "api.aws" */
    const char *global_region;         /* signs for services without regions */
    const char *region_regex;          /* POSIX extended */
    bool supports_fips;
    bool supports_dual_stack;
};

struct partition_region {
    const char *name;
    uint8_t partition; /* index */
};

extern const struct partition partition_table[];
extern const size_t partition_count;
extern const struct partition_region partition_regions[]; /* sorted by name */
extern const size_t partition_region_count;

/* The region's partition: by name, else by the form of the name, else "aws". */
const struct partition *partition_of(const char *region) RETURNS_NONNULL;

/* True when the region stands in the table (new ones may exist that do not). */
bool partition_knows(const char *region);

#endif
