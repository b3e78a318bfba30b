/*
 * utm:index:SecurityGroups: load balancer, services, database, cache. Each lets in only the one before it, on
 * its ports, and out only to the one after it. Each rule is a resource of its own: a group that names another
 * in its own rules could not be deleted before it.
 */
#include "components/component.h"

#include "base/json.h"
#include "base/memory.h"
#include "value/value.h"

#define INGRESS "utm:vpc:SecurityGroupIngressRule"
#define EGRESS  "utm:vpc:SecurityGroupEgressRule"

struct groups {
    const struct build *build;
    struct node *self;
    struct node *load_balancer;
    struct node *services;
    struct node *database;
    struct node *cache;
};

static struct node *add_group(struct groups *g, const char *name, const char *description) {
    return build_part(
        g->build, g->self, "utm:ec2:SecurityGroup",
        json_pack("{s:O, s:s}", "vpcId", build_raw(g->build, "vpcId"), "description", description), NULL,
        "%s", name);
}

/* `ends` (stolen) says the other end: {"cidrIpv4": …} or {"referencedSecurityGroupId": …}. */
static void add_rule(struct groups *g, const char *type, const struct node *group, json_t *port, json_t *ends,
                     const char *description, const char *name) {
    json_auto_t *other_end = ends;
    json_t *inputs =
        json_pack("{s:o, s:s, s:O, s:O, s:s}", "securityGroupId", graph_ref(group, "id"), "ipProtocol", "tcp",
                  "fromPort", port, "toPort", port, "description", description);
    json_object_update(inputs, other_end);
    build_part(g->build, g->self, type, inputs, NULL, "%s", name);
}

static json_t *to_group(const struct node *group) {
    return json_pack("{s:o}", "referencedSecurityGroupId", graph_ref(group, "id"));
}

/* Both ends of one way: what goes out of `from` comes into `to`. */
static void connect(struct groups *g, const struct node *from, const char *from_name, const struct node *to,
                    const char *to_name, json_t *port, const char *suffix) {
    auto_free char *out = xprintf("%s-to-%s%s", from_name, to_name, suffix);
    auto_free char *in = xprintf("%s-from-%s%s", to_name, from_name, suffix);
    auto_free char *out_words = xprintf("To %s", node_name(to));
    auto_free char *in_words = xprintf("From %s", node_name(from));
    add_rule(g, EGRESS, from, port, to_group(to), out_words, out);
    add_rule(g, INGRESS, to, port, to_group(from), in_words, in);
}

static json_t *list_or(const struct build *build, const char *input, const char *otherwise) {
    json_t *given = build_input(build, input);
    return given != NULL ? json_incref(given) : json_loads(otherwise, 0, NULL);
}

/* Rules are named after what they let through, so that another order of ports or blocks changes none. */
static void let_in_from_outside(struct groups *g) {
    json_auto_t *ports = list_or(g->build, "loadBalancerPorts", "[80, 443]");
    json_auto_t *blocks = list_or(g->build, "loadBalancerIngressCidrs", "[\"0.0.0.0/0\"]");
    size_t i, j;
    json_t *port, *block;
    json_array_foreach(ports, i, port) {
        json_array_foreach(blocks, j, block) {
            auto_free char *name =
                xprintf("load-balancer-from-%s-%lld", json_string_value(value_inner(block)),
                        (long long)json_integer_value(value_inner(port)));
            add_rule(g, INGRESS, g->load_balancer, port, json_pack("{s:O}", "cidrIpv4", block),
                     "From clients", name);
        }
    }
}

static void connect_services(struct groups *g) {
    json_auto_t *ports = list_or(g->build, "servicePorts", "[80, 3567, 8080]");
    size_t i;
    json_t *port;
    json_array_foreach(ports, i, port) {
        auto_free char *suffix = xprintf("-%lld", (long long)json_integer_value(value_inner(port)));
        connect(g, g->load_balancer, "load-balancer", g->services, "services", port, suffix);
        connect(g, g->services, "services", g->services, "services", port, suffix);
    }
}

/* Images, secrets and logs come and go by HTTPS. DNS needs no rule: security groups do not filter Amazon's
 * resolver. */
static void let_services_out(struct groups *g) {
    json_auto_t *blocks = list_or(g->build, "serviceEgressCidrs", "[\"0.0.0.0/0\"]");
    json_auto_t *https = json_integer(443);
    size_t i;
    json_t *block;
    json_array_foreach(blocks, i, block) {
        auto_free char *name = xprintf("services-to-%s-443", json_string_value(value_inner(block)));
        add_rule(g, EGRESS, g->services, https, json_pack("{s:O}", "cidrIpv4", block), "HTTPS", name);
    }
}

static void check_twice(const struct build *build, const char *input) {
    const json_t *list = build_input(build, input);
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item) {
        for (size_t j = 0; j < i; j++)
            if (value_equal(item, json_array_get(list, j)))
                schema_fail(build->failures, input, "%s[%zu] says the same as %s[%zu]", input, i, input, j);
    }
}

bool security_groups_build(const struct build *build, struct node *self, struct error **err) {
    (void)err;
    static const char *const lists[] = { "loadBalancerIngressCidrs", "loadBalancerPorts", "servicePorts",
                                         "serviceEgressCidrs" };
    bool wait = false;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        wait = wait || build_is_unknown(build, lists[i]);
        check_twice(build, lists[i]);
    }
    if (build->failures->count > 0)
        return true;
    if (wait) {
        build_wait(build, self);
        return true;
    }
    struct groups g = { .build = build, .self = self };
    g.load_balancer = add_group(&g, "load-balancer", "Load balancer: from clients, to the services");
    g.services = add_group(&g, "services", "Services: from the load balancer, to database and cache");
    g.database = add_group(&g, "database", "Database: from the services");
    g.cache = add_group(&g, "cache", "Cache: from the services");
    let_in_from_outside(&g);
    connect_services(&g);
    connect(&g, g.services, "services", g.database, "database", build_raw(build, "databasePort"), "");
    connect(&g, g.services, "services", g.cache, "cache", build_raw(build, "cachePort"), "");
    let_services_out(&g);
    node_output(self, "loadBalancerSecurityGroupId", graph_ref(g.load_balancer, "id"));
    node_output(self, "serviceSecurityGroupId", graph_ref(g.services, "id"));
    node_output(self, "databaseSecurityGroupId", graph_ref(g.database, "id"));
    node_output(self, "cacheSecurityGroupId", graph_ref(g.cache, "id"));
    return true;
}
