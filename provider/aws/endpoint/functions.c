#include "aws/endpoint/functions.h"

#include <arpa/inet.h>
#include <string.h>

#include "aws/endpoint/endpoint.h"
#include "aws/endpoint/partitions.h"
#include "base/json.h"

enum { LONGEST_LABEL = 63, SHORTEST_BUCKET = 3 };

json_t *rule_partition(const char *region) {
    const struct partition *found = partition_of(region);
    return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b}", "name", found->id, "dnsSuffix", found->dns_suffix,
                     "dualStackDnsSuffix", found->dual_stack_dns_suffix, "implicitGlobalRegion",
                     found->global_region, "supportsFIPS", found->supports_fips, "supportsDualStack",
                     found->supports_dual_stack);
}

static bool is_ip(const char *authority) {
    char host[INET6_ADDRSTRLEN + 2];
    const bool six = authority[0] == '[';
    const size_t length = strcspn(authority + six, six ? "]" : ":");
    if (length >= sizeof host)
        return false;
    memcpy(host, authority + six, length);
    host[length] = '\0';
    unsigned char address[sizeof(struct in6_addr)];
    return inet_pton(six ? AF_INET6 : AF_INET, host, address) == 1;
}

json_t *rule_parse_url(struct arena *arena, const char *url) {
    const char *scheme = NULL, *authority = NULL, *path = NULL;
    if (!endpoint_split_url(arena, url, &scheme, &authority, &path))
        return NULL;
    const bool slash = *path && path[strlen(path) - 1] == '/';
    const char *normalized = *path ? arena_printf(arena, "%s%s", path, slash ? "" : "/") : "/";
    return json_pack("{s:s, s:s, s:s, s:s, s:b}", "scheme", scheme, "authority", authority, "path", path,
                     "normalizedPath", normalized, "isIp", is_ip(authority));
}

/* "a:b/c" as ["a", "b", "c"]. */
static json_t *resource_parts(const char *resource) {
    json_t *parts = json_array();
    for (;;) {
        const size_t length = strcspn(resource, ":/");
        json_array_append_new(parts, json_stringn(resource, length));
        if (!resource[length])
            return parts;
        resource += length + 1;
    }
}

/* "arn:partition:service:region:account:resource"; region and account may be empty. */
json_t *rule_parse_arn(const char *arn) {
    const char *starts[6];
    size_t lengths[6];
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        starts[i] = arn;
        lengths[i] = i + 1 < COUNT_OF(starts) ? strcspn(arn, ":") : strlen(arn);
        arn += lengths[i];
        if (i + 1 < COUNT_OF(starts) && *arn++ != ':')
            return NULL;
    }
    if (lengths[0] != 3 || strncmp(starts[0], "arn", 3) != 0 || !lengths[1] || !lengths[2] || !lengths[5])
        return NULL;
    return json_pack("{s:s%, s:s%, s:s%, s:s%, s:o}", "partition", starts[1], lengths[1], "service",
                     starts[2], lengths[2], "region", starts[3], lengths[3], "accountId", starts[4],
                     lengths[4], "resourceId", resource_parts(starts[5]));
}

json_t *rule_attribute(const json_t *value, const char *path) {
    return json_incref(json_at(value, path));
}

json_t *rule_substring(const char *text, json_int_t start, json_int_t stop, bool reverse) {
    const json_int_t length = (json_int_t)strlen(text);
    if (start < 0 || start >= stop || length < stop)
        return NULL;
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c > 127)
            return NULL;
    const json_int_t from = reverse ? length - stop : start;
    return json_stringn(text + from, (size_t)(stop - start));
}

static bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_label(const char *text, size_t length) {
    if (length == 0 || length > LONGEST_LABEL || text[0] == '-' || text[length - 1] == '-')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_letter_or_digit(text[i]) && text[i] != '-')
            return false;
    return true;
}

bool rule_is_host_label(const char *text, bool allow_dots) {
    if (!allow_dots)
        return is_label(text, strlen(text));
    for (;;) {
        const size_t length = strcspn(text, ".");
        if (!is_label(text, length))
            return false;
        if (!text[length])
            return true;
        text += length + 1;
    }
}

bool rule_is_virtual_hostable_bucket(const char *bucket, bool allow_dots) {
    const size_t length = strlen(bucket);
    if (length < SHORTEST_BUCKET || length > LONGEST_LABEL || !rule_is_host_label(bucket, allow_dots))
        return false;
    for (const char *c = bucket; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            return false;
    return !is_ip(bucket);
}
