#include "aws/endpoint/partitions.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *key, const void *row) {
    return strcmp(key, ((const struct partition_region *)row)->name);
}

static const struct partition_region *find(const char *region) {
    return bsearch(region, partition_regions, partition_region_count, sizeof *partition_regions, by_name);
}

static bool matches(const char *regex, const char *text) {
    regex_t compiled;
    if (regcomp(&compiled, regex, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    const bool match = regexec(&compiled, text, 0, NULL, 0) == 0;
    regfree(&compiled);
    return match;
}

bool partition_knows(const char *region) {
    return find(region) != NULL;
}

const struct partition *partition_of(const char *region) {
    const struct partition_region *known = find(region);
    if (known)
        return &partition_table[known->partition];
    for (size_t i = 0; i < partition_count; i++)
        if (matches(partition_table[i].region_regex, region))
            return &partition_table[i];
    return &partition_table[0];
}
