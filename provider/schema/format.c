/*
 * Formats of text: how it is checked, and which texts mean the same. A new format is one row of the table
 * (and a word in schema.h).
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/memory.h"
#include "schema/cidr.h"
#include "schema/private.h"
#include "value/value.h"

struct format {
    const char *name;
    const char *wanted; /* completes "expected …" */
    /* False: not right; `problem` may then say more than `wanted` does, with the text in it. */
    bool (*fits)(const json_t *extra, const char *text, struct text *problem);
    char *(*normal)(const char *text); /* NULL = the text itself. A heap string. */
    bool rewrites;                     /* the normal form also takes the text's place in the inputs */
};

/* ---- IP networks and addresses ---- */

static bool prefix_fits(const json_t *extra, const struct cidr *cidr, struct text *problem) {
    const json_t *least = json_object_get(extra, "minPrefix");
    const json_t *most = json_object_get(extra, "maxPrefix");
    const json_int_t prefix = (json_int_t)cidr->prefix;
    if ((!least || prefix >= json_integer_value(least)) && (!most || prefix <= json_integer_value(most)))
        return true;
    char text[CIDR_TEXT_SIZE];
    cidr_write(cidr, true, text);
    text_printf(problem, "%s is too %s: ", text,
                least && prefix < json_integer_value(least) ? "large" : "small");
    if (least && most && json_equal(least, most))
        text_printf(problem, "the length must be /%lld", (long long)json_integer_value(least));
    else if (least && most)
        text_printf(problem, "the length must be between /%lld and /%lld",
                    (long long)json_integer_value(least), (long long)json_integer_value(most));
    else if (least)
        text_printf(problem, "the length must be /%lld or more", (long long)json_integer_value(least));
    else
        text_printf(problem, "the length must be /%lld or less", (long long)json_integer_value(most));
    return false;
}

/* Says more than "no network" where it is nearly one. */
static void explain_no_network(const char *text, struct text *problem) {
    struct cidr address;
    const char *slash = strchr(text, '/');
    if (cidr_parse_address(text, &address)) {
        text_printf(problem, "%s has no prefix length, as in %s/%s", text, text,
                    address.family == 4 ? "16" : "64");
    } else if (slash) {
        auto_free char *before = xstrndup(text, (size_t)(slash - text));
        if (cidr_parse_address(before, &address))
            text_printf(problem, "the prefix length after the / must be a number from 0 to %u, as in %s/%s",
                        address.prefix, before, address.family == 4 ? "16" : "64");
    }
}

static bool network_fits(const json_t *extra, const char *text, int family, struct text *problem) {
    struct cidr cidr;
    if (!cidr_parse(text, &cidr)) {
        explain_no_network(text, problem);
        return false;
    }
    if (family && cidr.family != family) {
        text_printf(problem, "expected an IPv%d block, got the IPv%d block %s", family, cidr.family, text);
        return false;
    }
    if (cidr_has_host_bits(&cidr)) {
        const struct cidr network = cidr_network(&cidr);
        char right[CIDR_TEXT_SIZE];
        cidr_write(&network, true, right);
        text_printf(problem, "%s has host bits set; did you mean %s?", text, right);
        return false;
    }
    return prefix_fits(extra, &cidr, problem);
}

static bool cidr_fits(const json_t *extra, const char *text, struct text *problem) {
    return network_fits(extra, text, 0, problem);
}

static bool cidr4_fits(const json_t *extra, const char *text, struct text *problem) {
    return network_fits(extra, text, 4, problem);
}

static bool cidr6_fits(const json_t *extra, const char *text, struct text *problem) {
    return network_fits(extra, text, 6, problem);
}

static bool address_fits(const char *text, int family, struct text *problem) {
    struct cidr address;
    if (cidr_parse_address(text, &address)) {
        if (!family || address.family == family)
            return true;
        text_printf(problem, "expected an IPv%d address, got the IPv%d address %s", family, address.family,
                    text);
    } else if (cidr_parse(text, &address)) {
        text_printf(problem, "expected an address, got the block %s", text);
    }
    return false;
}

static bool ip_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    return address_fits(text, 0, problem);
}

static bool ip4_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    return address_fits(text, 4, problem);
}

static bool ip6_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    return address_fits(text, 6, problem);
}

/* AWS itself cuts bits beyond the prefix off and writes IPv6 in its shortest form. */
static char *ip_normal(const char *text) {
    struct cidr cidr;
    char canonical[CIDR_TEXT_SIZE];
    if (cidr_parse(text, &cidr)) {
        const struct cidr network = cidr_network(&cidr);
        cidr_write(&network, true, canonical);
    } else if (cidr_parse_address(text, &cidr)) {
        cidr_write(&cidr, false, canonical);
    } else {
        return xstrdup(text);
    }
    return xstrdup(canonical);
}

/* ---- protocols ---- */

/* AWS answers these names whatever was sent. Source: IpPermission.IpProtocol, EC2 API reference. */
static const struct {
    const char *given;
    const char *normal;
} PROTOCOLS[] = {
    { "all", "-1" }, { "-1", "-1" },   { "icmp", "icmp" }, { "1", "icmp" },        { "tcp", "tcp" },
    { "6", "tcp" },  { "udp", "udp" }, { "17", "udp" },    { "icmpv6", "icmpv6" }, { "58", "icmpv6" },
};

static char *protocol_normal(const char *text) {
    for (size_t i = 0; i < COUNT_OF(PROTOCOLS); i++)
        if (strcasecmp(text, PROTOCOLS[i].given) == 0)
            return xstrdup(PROTOCOLS[i].normal);
    return xstrdup(text);
}

static bool protocol_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    (void)problem;
    for (size_t i = 0; i < COUNT_OF(PROTOCOLS); i++)
        if (strcasecmp(text, PROTOCOLS[i].given) == 0)
            return true;
    char *end = NULL;
    const unsigned long number = strtoul(text, &end, 10);
    return isdigit((unsigned char)*text) && *end == '\0' && strlen(text) <= 3 && number <= 255;
}

/* ---- names of AWS, of the web, documents ---- */

/* arn:partition:service:region:account:resource. Source: ARN format, AWS General Reference. */
static bool arn_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    (void)problem;
    return limits_match("^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws|)?:.+$", text);
}

static bool url_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    (void)problem;
    return limits_match("^https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?(/[!-~]*)?$", text);
}

static bool json_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    auto_error *error = NULL;
    json_auto_t *parsed = NULL;
    if (json_parse(text, strlen(text), &parsed, &error))
        return true;
    text_add(problem, error->message);
    return false;
}

static char *json_normal(const char *text) {
    auto_error *error = NULL;
    json_auto_t *parsed = NULL;
    return json_parse(text, strlen(text), &parsed, &error) ? json_canonical(parsed) : xstrdup(text);
}

static bool policy_fits(const json_t *extra, const char *text, struct text *problem) {
    (void)extra;
    policy_check(text, problem);
    return problem->length == 0;
}

static char *policy_or_text(const char *text) {
    char *normal = policy_normal(text);
    return normal ? normal : xstrdup(text);
}

/* ---- lengths of time ---- */

static bool duration_fits(const json_t *extra, const char *text, struct text *problem) {
    const json_t *least = json_object_get(extra, "minSeconds");
    const json_t *most = json_object_get(extra, "maxSeconds");
    int64_t seconds = 0;
    if (!duration_parse_s(text, &seconds))
        return false;
    if ((!least || seconds >= json_integer_value(least)) && (!most || seconds <= json_integer_value(most)))
        return true;
    const bool is_short = least && seconds < json_integer_value(least);
    auto_free char *limit = duration_write_s(json_integer_value(is_short ? least : most));
    text_printf(problem, "%s is too %s: it must be %s or %s", text, is_short ? "short" : "long", limit,
                is_short ? "more" : "less");
    return false;
}

static char *duration_normal(const char *text) {
    int64_t seconds = 0;
    return duration_parse_s(text, &seconds) ? duration_write_s(seconds) : xstrdup(text);
}

// clang-format off
static const struct format FORMATS[] = {
    { "arn",      "an ARN such as arn:aws:iam::123456789012:role/name",        arn_fits,      NULL,            false },
    { "cidr",     "an IP block such as 10.0.0.0/16 or 2001:db8::/56",          cidr_fits,     ip_normal,       false },
    { "cidr4",    "an IPv4 block such as 10.0.0.0/16",                         cidr4_fits,    ip_normal,       false },
    { "cidr6",    "an IPv6 block such as 2001:db8::/56",                       cidr6_fits,    ip_normal,       false },
    { "duration", "a duration such as 1h, 45m or 3600s",                       duration_fits, duration_normal, false },
    { "ip",       "an IP address such as 10.0.0.5 or 2001:db8::5",             ip_fits,       ip_normal,       false },
    { "ip4",      "an IPv4 address such as 10.0.0.5",                          ip4_fits,      ip_normal,       false },
    { "ip6",      "an IPv6 address such as 2001:db8::5",                       ip6_fits,      ip_normal,       false },
    { "json",     "JSON text",                                                 json_fits,     json_normal,     false },
    { "name",     "a name",                                                    NULL,          NULL,            false },
    { "policy",   "an IAM policy as JSON text",                                policy_fits,   policy_or_text,  false },
    { "port",     "a port",                                                    NULL,          NULL,            false },
    { "protocol", "tcp, udp, icmp, icmpv6, -1 (all), or a number up to 255",   protocol_fits, protocol_normal, true  },
    { "tags",     "tags",                                                      NULL,          NULL,            false },
    { "url",      "a URL such as https://host:8443/path",                      url_fits,      NULL,            false },
};
// clang-format on

static const struct format *format_of(const json_t *extra) {
    const char *name = json_text(extra, "format");
    for (size_t i = 0; name && i < COUNT_OF(FORMATS); i++)
        if (strcmp(FORMATS[i].name, name) == 0)
            return &FORMATS[i];
    return NULL;
}

bool format_known(const char *name) {
    json_auto_t *extra = json_pack("{ss}", "format", name);
    return format_of(extra) != NULL;
}

char *check_text_format(struct checker *c, const json_t *extra, const char *text) {
    const struct format *format = format_of(extra);
    if (!format || !format->fits)
        return NULL;
    auto_text problem = { 0 };
    if (format->fits(extra, text, &problem))
        return format->rewrites ? format->normal(text) : NULL;
    if (problem.length && !c->secret) {
        check_fail(c, "%s", problem.bytes);
        return NULL;
    }
    json_auto_t *value = json_string(text);
    auto_free char *shown = check_shown(c, value);
    check_fail(c, "expected %s, got %s", format->wanted, shown);
    return NULL;
}

char *format_normal(const json_t *extra, const char *text) {
    const struct format *format = format_of(extra);
    char *normal = format && format->normal ? format->normal(text) : xstrdup(text);
    if (json_truth(extra, "caseless", false))
        for (char *at = normal; *at; at++)
            *at = (char)tolower((unsigned char)*at);
    return normal;
}

/* ---- tags ---- */

/* Source: "Tag naming limits and requirements", AWS General Reference. */
static void check_tag(struct checker *c, const char *key, const char *value) {
    if (!*key)
        check_fail(c, "a tag's key must not be empty");
    else if (limits_characters(key) > 128)
        check_fail(c, "a tag's key may have 128 characters, this one has %zu", limits_characters(key));
    else if (strncasecmp(key, "aws:", 4) == 0)
        check_fail(c, "a tag's key may not begin with \"aws:\", which AWS keeps for itself");
    else if (value && limits_characters(value) > 256)
        check_fail(c, "a tag's value may have 256 characters, this one has %zu", limits_characters(value));
}

void check_map_format(struct checker *c, const json_t *extra, const json_t *map) {
    const char *format = json_text(extra, "format");
    if (!format || strcmp(format, "tags") != 0)
        return;
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)map, key, value) {
        const struct check_mark mark = check_enter_key(c, key);
        check_tag(c, key, json_string_value(value_inner(value)));
        check_leave(c, mark);
    }
}
