/* Zones and blocks of a network, and all that can be wrong with them. */
#include "components/network.h"

#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"
#include "schema/cidr.h"
#include "value/value.h"

/* A sixteenth of the VPC for each subnet, as long as that is not smaller than AWS allows. */
enum { SUBNET_BITS = 4, SMALLEST_SUBNET = 28 };

static const char *const block_inputs[] = { "publicSubnetCidrs", "privateSubnetCidrs" };
static const char *const kind_names[] = { "public", "private" };
_Static_assert(COUNT_OF(block_inputs) == SUBNET_KINDS && COUNT_OF(kind_names) == SUBNET_KINDS,
               "every kind of subnet has its input and its name");

void network_plan_done(struct network_plan *plan) {
    for (size_t i = 0; i < plan->zone_count; i++) {
        free(plan->zones[i].name);
        for (int kind = 0; kind < SUBNET_KINDS; kind++)
            json_decref(plan->zones[i].blocks[kind]);
    }
    *plan = (struct network_plan){ 0 };
}

/* What decides how many of which parts there are. */
static bool shape_is_unknown(const struct build *build) {
    static const char *const deciding[] = { "availabilityZones", "numberOfAvailabilityZones",
                                            "natGatewayStrategy", "s3GatewayEndpoint", "interfaceEndpoints" };
    for (size_t i = 0; i < COUNT_OF(deciding); i++)
        if (build_is_unknown(build, deciding[i]))
            return true;
    const json_t *flow_logs = build_input(build, "flowLogs");
    return value_is_unknown(flow_logs) || value_is_unknown(json_object_get(flow_logs, "enabled")) ||
           value_is_unknown(json_object_get(flow_logs, "destination"));
}

/* ---- zones ---- */

static bool ask_for_zones(const struct build *build, bool automatic, json_t **ret_names, struct error **err) {
    json_auto_t *arguments = automatic ? json_pack("{s:s, s:[{s:s, s:[s]}]}", "state", "available", "filters",
                                                   "name", "zone-type", "values", "availability-zone")
                                       : json_object();
    json_auto_t *answer = NULL;
    if (!build->host->invoke(build->host->context, build->cancel, "utm:index:getAvailabilityZones", arguments,
                             &answer, err))
        return error_in(err, "finding the availability zones of %s", build->host->region);
    *ret_names = json_incref(json_object_get(answer, "names"));
    return true;
}

static char *listed(const json_t *names) {
    auto_text text = { 0 };
    size_t i;
    json_t *name;
    json_array_foreach(names, i, name) {
        text_printf(&text, "%s%s", i > 0 ? ", " : "", json_string_value(name));
    }
    return text_take(&text);
}

static bool is_listed(const json_t *names, const char *wanted) {
    size_t i;
    json_t *name;
    json_array_foreach(names, i, name) {
        if (strcmp(json_string_value(name), wanted) == 0)
            return true;
    }
    return false;
}

/* "a" of eu-central-1a, "bos-1a" of the local zone us-east-1-bos-1a. */
static const char *label_of(const char *zone, const char *region) {
    size_t length = strlen(region);
    if (strncmp(zone, region, length) != 0 || zone[length] == '\0')
        return zone;
    return zone + length + (zone[length] == '-');
}

static void add_zone(struct network_plan *plan, const char *name, const char *region) {
    struct network_zone *zone = &plan->zones[plan->zone_count++];
    zone->name = xstrdup(name);
    zone->label = label_of(zone->name, region);
}

static void take_zones(const struct build *build, const json_t *wanted, const json_t *there,
                       struct network_plan *plan) {
    size_t i;
    json_t *item;
    json_array_foreach(wanted, i, item) {
        const char *name = json_string_value(value_inner(item));
        if (!is_listed(there, name)) {
            auto_free char *names = listed(there);
            schema_fail(build->failures, "availabilityZones",
                        "availabilityZones[%zu]: %s is no zone of %s that this account can use; there are %s",
                        i, name, build->host->region, names);
            continue;
        }
        for (size_t other = 0; other < plan->zone_count; other++)
            if (strcmp(plan->zones[other].name, name) == 0)
                schema_fail(build->failures, "availabilityZones",
                            "availabilityZones[%zu]: %s is there twice; each subnet needs a zone of its own",
                            i, name);
        if (plan->zone_count < NETWORK_ZONES_MOST)
            add_zone(plan, name, build->host->region);
        else
            schema_fail(build->failures, "availabilityZones",
                        "%zu zones are too many, at most %d can be used", json_array_size(wanted),
                        NETWORK_ZONES_MOST);
    }
}

static void choose_zones(const struct build *build, const json_t *there, struct network_plan *plan) {
    size_t wanted = (size_t)json_integer_value(build_input(build, "numberOfAvailabilityZones"));
    if (json_array_size(there) < wanted) {
        auto_free char *names = listed(there);
        schema_fail(build->failures, "numberOfAvailabilityZones", "%zu zones are more than %s has: %s",
                    wanted, build->host->region, names);
        return;
    }
    for (size_t i = 0; i < wanted && i < NETWORK_ZONES_MOST; i++)
        add_zone(plan, json_string_value(json_array_get(there, i)), build->host->region);
}

static bool plan_zones(const struct build *build, struct network_plan *plan, struct error **err) {
    const json_t *wanted = build_input(build, "availabilityZones");
    json_auto_t *there = NULL;
    if (!ask_for_zones(build, wanted == NULL, &there, err))
        return false;
    if (wanted != NULL)
        take_zones(build, wanted, there, plan);
    else
        choose_zones(build, there, plan);
    return true;
}

/* ---- blocks ---- */

/*
 * The layout: public subnets in the first half of the VPC, private ones in the second, each zone at the place
 * of its letter (a first). So a zone more, or one less, moves nobody, and what is left is free for the user.
 * Zones without such a letter (local zones), and VPCs too small for all letters, go by the order of the
 * zones.
 */
static bool has_letter(const struct network_zone *zone, uint64_t places) {
    return zone->label[0] >= 'a' && zone->label[0] < 'a' + (int)places && zone->label[1] == '\0';
}

static bool goes_by_letter(const struct network_plan *plan, uint64_t places) {
    if (places < NETWORK_ZONES_MOST)
        return false;
    for (size_t i = 0; i < plan->zone_count; i++)
        if (!has_letter(&plan->zones[i], places))
            return false;
    return true;
}

static void cut_blocks(const struct build *build, const struct cidr *vpc, enum subnet_kind kind,
                       struct network_plan *plan) {
    json_t *source = build_raw(build, "cidrBlock");
    unsigned prefix =
        vpc->prefix + SUBNET_BITS < SMALLEST_SUBNET ? vpc->prefix + SUBNET_BITS : SMALLEST_SUBNET;
    uint64_t places = ((uint64_t)1 << (prefix - vpc->prefix)) / SUBNET_KINDS;
    if (places < plan->zone_count) {
        schema_fail(
            build->failures, "cidrBlock",
            "%s has no room for %zu subnets, and /28 is the smallest that AWS makes: use a larger block",
            build_shown(source), plan->zone_count * SUBNET_KINDS);
        return;
    }
    bool by_letter = goes_by_letter(plan, places);
    for (size_t i = 0; i < plan->zone_count; i++) {
        uint64_t place = by_letter ? (uint64_t)(plan->zones[i].label[0] - 'a') : i;
        struct cidr block;
        char text[CIDR_TEXT_SIZE];
        if (!cidr_subnet(vpc, prefix, place + kind * places, &block))
            continue; /* cannot be: place < places */
        cidr_write(&block, true, text);
        plan->zones[i].blocks[kind] = component_derived(json_string(text), source);
    }
}

/* As long as the VPC's block is unknown, so are those cut out of it. */
static void leave_blocks(const struct build *build, enum subnet_kind kind, struct network_plan *plan) {
    for (size_t i = 0; i < plan->zone_count; i++)
        plan->zones[i].blocks[kind] = json_incref(build_raw(build, "cidrBlock"));
}

static void take_blocks(const struct build *build, enum subnet_kind kind, struct network_plan *plan) {
    json_t *given = build_raw(build, block_inputs[kind]);
    if (value_is_unknown(given)) {
        for (size_t i = 0; i < plan->zone_count; i++)
            plan->zones[i].blocks[kind] = json_incref(given);
        return;
    }
    if (json_array_size(given) != plan->zone_count) {
        schema_fail(build->failures, block_inputs[kind], "%zu blocks for %zu zones: give one for each zone",
                    json_array_size(given), plan->zone_count);
        return;
    }
    for (size_t i = 0; i < plan->zone_count; i++)
        plan->zones[i].blocks[kind] = json_incref(json_array_get(given, i));
}

static bool known_block(const json_t *value, struct cidr *ret_block) {
    const json_t *inner = value_inner(value);
    return json_is_string(inner) && !value_is_unknown(inner) &&
           cidr_parse(json_string_value(inner), ret_block);
}

static void fail_overlap(const struct build *build, const struct network_plan *plan, enum subnet_kind kind,
                         size_t i, enum subnet_kind other_kind, size_t other) {
    bool other_is_own = build_raw(build, block_inputs[other_kind]) != NULL;
    const char *mine = build_shown(plan->zones[i].blocks[kind]);
    const char *theirs = build_shown(plan->zones[other].blocks[other_kind]);
    if (other_is_own)
        schema_fail(build->failures, block_inputs[kind], "%s[%zu]: %s overlaps %s[%zu], %s",
                    block_inputs[kind], i, mine, block_inputs[other_kind], other, theirs);
    else
        schema_fail(
            build->failures, block_inputs[kind],
            "%s[%zu]: %s overlaps %s, which is cut out of cidrBlock for the %s subnet of %s: choose another, "
            "or give %s too",
            block_inputs[kind], i, mine, theirs, kind_names[other_kind], plan->zones[other].name,
            block_inputs[other_kind]);
}

static void check_block(const struct build *build, const struct network_plan *plan, enum subnet_kind kind,
                        size_t i) {
    struct cidr block, other, vpc;
    if (!known_block(plan->zones[i].blocks[kind], &block))
        return;
    if (known_block(build_raw(build, "cidrBlock"), &vpc) && !cidr_contains(&vpc, &block))
        schema_fail(build->failures, block_inputs[kind], "%s[%zu]: %s is not inside cidrBlock, %s",
                    block_inputs[kind], i, build_shown(plan->zones[i].blocks[kind]),
                    build_shown(build_raw(build, "cidrBlock")));
    for (int other_kind = 0; other_kind < SUBNET_KINDS; other_kind++) {
        bool own = build_raw(build, block_inputs[other_kind]) != NULL;
        for (size_t j = 0; j < plan->zone_count; j++) {
            bool before = other_kind < (int)kind || (other_kind == (int)kind && j < i);
            if ((before || !own) && known_block(plan->zones[j].blocks[other_kind], &other) &&
                cidr_overlaps(&block, &other))
                fail_overlap(build, plan, kind, i, (enum subnet_kind)other_kind, j);
        }
    }
}

static void plan_blocks(const struct build *build, struct network_plan *plan) {
    struct cidr vpc;
    bool known = known_block(build_raw(build, "cidrBlock"), &vpc);
    for (int kind = 0; kind < SUBNET_KINDS; kind++) {
        if (build_raw(build, block_inputs[kind]) != NULL)
            take_blocks(build, (enum subnet_kind)kind, plan);
        else if (known)
            cut_blocks(build, &vpc, (enum subnet_kind)kind, plan);
        else
            leave_blocks(build, (enum subnet_kind)kind, plan);
    }
    for (int kind = 0; kind < SUBNET_KINDS; kind++)
        for (size_t i = 0; build_raw(build, block_inputs[kind]) != NULL && i < plan->zone_count; i++)
            check_block(build, plan, (enum subnet_kind)kind, i);
}

/* ---- the rest ---- */

static void check_endpoints(const struct build *build) {
    const json_t *endpoints = build_input(build, "interfaceEndpoints");
    size_t i;
    json_t *item;
    json_array_foreach(endpoints, i, item) {
        const char *service = json_string_value(value_inner(item));
        if (strcmp(service, "s3") == 0)
            schema_fail(build->failures, "interfaceEndpoints",
                        "interfaceEndpoints[%zu]: s3 is reached by s3GatewayEndpoint: true, free of charge",
                        i);
        for (size_t j = 0; j < i; j++)
            if (strcmp(service, json_string_value(value_inner(json_array_get(endpoints, j)))) == 0)
                schema_fail(build->failures, "interfaceEndpoints",
                            "interfaceEndpoints[%zu]: %s is there twice", i, service);
    }
    if (json_array_size(endpoints) > 0 && json_is_false(build_input(build, "enableDnsHostnames")))
        schema_fail(
            build->failures, "enableDnsHostnames",
            "interfaceEndpoints need it: without, the services' names would not lead to the endpoints");
}

static void check_flow_logs(const struct build *build) {
    const json_t *flow_logs = build_input(build, "flowLogs");
    const char *destination = json_string_value(value_inner(json_object_get(flow_logs, "destination")));
    if (json_object_get(flow_logs, "bucketArn") != NULL &&
        (destination == NULL || strcmp(destination, "s3") != 0))
        schema_fail(build->failures, "flowLogs", "flowLogs.bucketArn: goes only with destination: s3");
}

bool network_plan(const struct build *build, struct network_plan *plan, struct error **err) {
    plan->wait = shape_is_unknown(build);
    if (plan->wait)
        return true;
    check_endpoints(build);
    check_flow_logs(build);
    if (!plan_zones(build, plan, err))
        return false;
    if (build->failures->count == 0)
        plan_blocks(build, plan);
    return true;
}
