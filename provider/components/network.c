/*
 * utm:index:Network: a VPC with a public and a private subnet in each zone.
 *
 *     vpc ── internet ── public-routes ── public-internet (0.0.0.0/0)
 *      ├── public-a ── public-a-association          nat-a (nat-a-address), after public-internet
 *      ├── private-a ── private-a-association ── private-a-routes ── private-a-nat (0.0.0.0/0)
 *      └── s3, endpoints (a security group), endpoint-ecr.api, flow-logs, on request
 */
#include "components/network.h"

#include "base/json.h"
#include "base/memory.h"
#include "value/value.h"

#define EVERYWHERE "0.0.0.0/0"

struct network {
    const struct build *build;
    struct node *self;
    struct network_plan plan;
    struct node *vpc;
    struct node *internet;
    struct node *public_routes;
    struct node *public_internet; /* the public default route */
    struct node *subnets[SUBNET_KINDS][NETWORK_ZONES_MOST];
    struct node *associations[SUBNET_KINDS][NETWORK_ZONES_MOST];
    struct node *nats[NETWORK_ZONES_MOST];
    struct node *private_routes[NETWORK_ZONES_MOST];
    struct node *private_nats[NETWORK_ZONES_MOST]; /* the private default routes; NULL without NAT */
    size_t nat_count;
    json_t *endpoint_ids;
};

static json_t *raw(const struct network *n, const char *input) {
    return json_incref(build_raw(n->build, input));
}

static json_t *id(const struct node *node) {
    return graph_ref(node, "id");
}

#define AFTER(...) ((struct node *const[]){ __VA_ARGS__, NULL })

/* ---- the VPC and its public side ---- */

static void add_vpc(struct network *n) {
    n->vpc = build_part(n->build, n->self, "utm:ec2:Vpc",
                        json_pack("{s:o, s:b, s:o}", "cidrBlock", raw(n, "cidrBlock"), "enableDnsSupport", 1,
                                  "enableDnsHostnames", raw(n, "enableDnsHostnames")),
                        NULL, "vpc");
    n->internet = build_part(n->build, n->self, "utm:ec2:InternetGateway",
                             json_pack("{s:o}", "vpcId", id(n->vpc)), NULL, "internet");
    n->public_routes = build_part(n->build, n->self, "utm:ec2:RouteTable",
                                  json_pack("{s:o}", "vpcId", id(n->vpc)), NULL, "public-routes");
    n->public_internet =
        build_part(n->build, n->self, "utm:ec2:Route",
                   json_pack("{s:o, s:s, s:o}", "routeTableId", id(n->public_routes), "destinationCidrBlock",
                             EVERYWHERE, "gatewayId", id(n->internet)),
                   NULL, "public-internet");
}

static struct node *add_subnet(struct network *n, const struct network_zone *zone, enum subnet_kind kind) {
    bool public = kind == SUBNET_PUBLIC;
    return build_part(n->build, n->self, "utm:ec2:Subnet",
                      json_pack("{s:o, s:O, s:s, s:b}", "vpcId", id(n->vpc), "cidrBlock", zone->blocks[kind],
                                "availabilityZone", zone->name, "mapPublicIpOnLaunch", public),
                      NULL, "%s-%s", public ? "public" : "private", zone->label);
}

static struct node *associate(struct network *n, const char *label, enum subnet_kind kind,
                              struct node *subnet, struct node *routes) {
    return build_part(n->build, n->self, "utm:ec2:RouteTableAssociation",
                      json_pack("{s:o, s:o}", "subnetId", id(subnet), "routeTableId", id(routes)), NULL,
                      "%s-%s-association", kind == SUBNET_PUBLIC ? "public" : "private", label);
}

static void add_public_side(struct network *n) {
    for (size_t i = 0; i < n->plan.zone_count; i++) {
        const struct network_zone *zone = &n->plan.zones[i];
        n->subnets[SUBNET_PUBLIC][i] = add_subnet(n, zone, SUBNET_PUBLIC);
        n->associations[SUBNET_PUBLIC][i] =
            associate(n, zone->label, SUBNET_PUBLIC, n->subnets[SUBNET_PUBLIC][i], n->public_routes);
    }
}

/* ---- NAT and the private side ---- */

/* A NAT gateway fails for good (Gateway.NotAttached) when the internet gateway is not there yet, and nothing
 * in its inputs says so; it must also be gone before that gateway is taken off. */
static void add_nat_gateways(struct network *n) {
    const char *strategy = json_string_value(build_input(n->build, "natGatewayStrategy"));
    if (strcmp(strategy, "none") != 0)
        n->nat_count = strcmp(strategy, "perZone") == 0 ? n->plan.zone_count : 1;
    for (size_t i = 0; i < n->nat_count; i++) {
        const char *label = n->plan.zones[i].label;
        struct node *address =
            build_part(n->build, n->self, "utm:ec2:Eip", json_pack("{s:s}", "domain", "vpc"),
                       AFTER(n->internet), "nat-%s-address", label);
        n->nats[i] =
            build_part(n->build, n->self, "utm:ec2:NatGateway",
                       json_pack("{s:o, s:o}", "subnetId", id(n->subnets[SUBNET_PUBLIC][i]), "allocationId",
                                 graph_ref(address, "allocationId")),
                       AFTER(n->public_internet, n->associations[SUBNET_PUBLIC][i]), "nat-%s", label);
    }
}

/* Each zone has its own table also with a single NAT gateway: another strategy then only turns routes over.
 */
static void add_private_side(struct network *n) {
    for (size_t i = 0; i < n->plan.zone_count; i++) {
        const struct network_zone *zone = &n->plan.zones[i];
        n->subnets[SUBNET_PRIVATE][i] = add_subnet(n, zone, SUBNET_PRIVATE);
        n->private_routes[i] =
            build_part(n->build, n->self, "utm:ec2:RouteTable", json_pack("{s:o}", "vpcId", id(n->vpc)), NULL,
                       "private-%s-routes", zone->label);
        n->associations[SUBNET_PRIVATE][i] =
            associate(n, zone->label, SUBNET_PRIVATE, n->subnets[SUBNET_PRIVATE][i], n->private_routes[i]);
        if (n->nat_count > 0)
            n->private_nats[i] = build_part(
                n->build, n->self, "utm:ec2:Route",
                json_pack("{s:o, s:s, s:o}", "routeTableId", id(n->private_routes[i]), "destinationCidrBlock",
                          EVERYWHERE, "natGatewayId", id(n->nats[i % n->nat_count])),
                NULL, "private-%s-nat", zone->label);
    }
}

/* ---- endpoints ---- */

static json_t *ids(struct node *const *nodes, size_t count) {
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, id(nodes[i]));
    return list;
}

/* "ecr.api" is com.amazonaws.eu-central-1.ecr.api; a full name stays, also China's (cn.com.amazonaws…). */
static char *service_name(const struct network *n, const char *service) {
    if (strstr(service, "com.amazonaws.") != NULL)
        return xstrdup(service);
    return xprintf("com.amazonaws.%s.%s", n->build->host->region, service);
}

static void add_gateway_endpoint(struct network *n) {
    if (!json_is_true(build_input(n->build, "s3GatewayEndpoint")))
        return;
    auto_free char *service = service_name(n, "s3");
    json_t *tables = ids(n->private_routes, n->plan.zone_count);
    json_array_append_new(tables, id(n->public_routes));
    struct node *endpoint =
        build_part(n->build, n->self, "utm:ec2:VpcEndpoint",
                   json_pack("{s:o, s:s, s:s, s:o}", "vpcId", id(n->vpc), "serviceName", service,
                             "vpcEndpointType", "Gateway", "routeTableIds", tables),
                   NULL, "endpoint-s3");
    json_object_set_new(n->endpoint_ids, "s3", id(endpoint));
}

static struct node *add_endpoint_group(struct network *n) {
    struct node *group = build_part(
        n->build, n->self, "utm:ec2:SecurityGroup",
        json_pack("{s:o, s:s}", "vpcId", id(n->vpc), "description", "From the VPC to its endpoints"), NULL,
        "endpoints");
    build_part(n->build, n->self, "utm:vpc:SecurityGroupIngressRule",
               json_pack("{s:o, s:s, s:i, s:i, s:o, s:s}", "securityGroupId", id(group), "ipProtocol", "tcp",
                         "fromPort", 443, "toPort", 443, "cidrIpv4", raw(n, "cidrBlock"), "description",
                         "HTTPS from the VPC"),
               NULL, "endpoints-https");
    return group;
}

static void add_interface_endpoints(struct network *n) {
    const json_t *services = build_input(n->build, "interfaceEndpoints");
    struct node *group = json_array_size(services) > 0 ? add_endpoint_group(n) : NULL;
    size_t i;
    json_t *item;
    json_array_foreach(services, i, item) {
        const char *service = json_string_value(value_inner(item));
        auto_free char *name = service_name(n, service);
        struct node *endpoint = build_part(
            n->build, n->self, "utm:ec2:VpcEndpoint",
            json_pack("{s:o, s:s, s:s, s:b, s:o, s:[o]}", "vpcId", id(n->vpc), "serviceName", name,
                      "vpcEndpointType", "Interface", "privateDnsEnabled", 1, "subnetIds",
                      ids(n->subnets[SUBNET_PRIVATE], n->plan.zone_count), "securityGroupIds", id(group)),
            NULL, "endpoint-%s", service);
        json_object_set_new(n->endpoint_ids, service, id(endpoint));
    }
}

/* ---- flow logs ---- */

static json_t *of_flow_logs(const struct network *n, const char *member) {
    return json_incref(json_object_get(build_input(n->build, "flowLogs"), member));
}

/*
 * What AWS's page on flow logs to CloudWatch Logs gives the role, without logs:CreateLogGroup: AWS would make
 * the group again after its deletion, for ever and without a retention. Source:
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
static json_t *delivery_policy(const struct node *group) {
    json_t *writing = json_pack(
        "{s:s, s:[s, s], s:[o, o]}", "Effect", "Allow", "Action", "logs:CreateLogStream", "logs:PutLogEvents",
        "Resource", graph_ref(group, "arn"), graph_join(json_pack("[o, s]", graph_ref(group, "arn"), ":*")));
    json_t *finding = json_pack("{s:s, s:[s, s], s:s}", "Effect", "Allow", "Action", "logs:DescribeLogGroups",
                                "logs:DescribeLogStreams", "Resource", "*");
    return graph_json(json_pack("{s:s, s:[o, o]}", "Version", "2012-10-17", "Statement", writing, finding));
}

static json_t *trust_policy(const char *service) {
    return graph_json(json_pack("{s:s, s:[{s:s, s:s, s:{s:s}}]}", "Version", "2012-10-17", "Statement",
                                "Effect", "Allow", "Action", "sts:AssumeRole", "Principal", "Service",
                                service));
}

static json_t *flow_log_inputs(struct network *n, const char *type, json_t *destination) {
    return json_pack("{s:o, s:o*, s:s, s:o, s:o*}", "vpcId", id(n->vpc), "trafficType",
                     of_flow_logs(n, "trafficType"), "logDestinationType", type, "logDestination",
                     destination, "maxAggregationInterval", of_flow_logs(n, "maxAggregationInterval"));
}

static struct node *add_flow_log_to_group(struct network *n) {
    struct node *group = build_part(
        n->build, n->self, "utm:cloudwatch:LogGroup",
        json_pack("{s:o*}", "retentionInDays", of_flow_logs(n, "retentionInDays")), NULL, "flow-logs-group");
    struct node *role =
        build_part(n->build, n->self, "utm:iam:Role",
                   json_pack("{s:o, s:s}", "assumeRolePolicy", trust_policy("vpc-flow-logs.amazonaws.com"),
                             "description", "Writes the flow log of a VPC"),
                   NULL, "flow-logs-role");
    struct node *policy =
        build_part(n->build, n->self, "utm:iam:RolePolicy",
                   json_pack("{s:o, s:o}", "role", id(role), "policy", delivery_policy(group)), NULL,
                   "flow-logs-policy");
    json_t *inputs = flow_log_inputs(n, "cloud-watch-logs", graph_ref(group, "arn"));
    json_object_set_new(inputs, "iamRoleArn", graph_ref(role, "arn"));
    return build_part(n->build, n->self, "utm:ec2:FlowLog", inputs, AFTER(policy), "flow-logs");
}

/* Records are deleted when they are as old as wished; 0 days means never, as for a log group. */
static json_t *expiry(const struct network *n) {
    json_t *days = json_object_get(build_input(n->build, "flowLogs"), "retentionInDays");
    if (days == NULL || json_integer_value(value_inner(days)) == 0)
        return NULL;
    return json_pack("[{s:s, s:b, s:{s:O}}]", "id", "expire", "enabled", 1, "expiration", "days", days);
}

/* AWS itself writes the bucket policy that lets it deliver (CreateFlowLogs), so that none stands here. */
static json_t *made_bucket(struct network *n) {
    json_t *encryption =
        json_pack("{s:{s:{s:s}}}", "rule", "applyServerSideEncryptionByDefault", "sseAlgorithm", "AES256");
    json_t *closed = json_pack("{s:b, s:b, s:b, s:b}", "blockPublicAcls", 1, "blockPublicPolicy", 1,
                               "ignorePublicAcls", 1, "restrictPublicBuckets", 1);
    struct node *bucket =
        build_part(n->build, n->self, "utm:s3:Bucket",
                   json_pack("{s:b, s:o, s:o, s:o*}", "forceDestroy", 1, "publicAccessBlock", closed,
                             "serverSideEncryptionConfiguration", encryption, "lifecycleRules", expiry(n)),
                   NULL, "flow-logs-bucket");
    return graph_ref(bucket, "arn");
}

static struct node *add_flow_log(struct network *n) {
    const json_t *wanted = build_input(n->build, "flowLogs");
    if (wanted == NULL || json_is_false(value_inner(json_object_get(wanted, "enabled"))))
        return NULL;
    const char *destination = json_string_value(value_inner(json_object_get(wanted, "destination")));
    if (destination == NULL || strcmp(destination, "s3") != 0)
        return add_flow_log_to_group(n);
    json_t *bucket =
        json_object_get(wanted, "bucketArn") != NULL ? of_flow_logs(n, "bucketArn") : made_bucket(n);
    return build_part(n->build, n->self, "utm:ec2:FlowLog", flow_log_inputs(n, "s3", bucket), NULL,
                      "flow-logs");
}

/* ---- outputs ---- */

/* Whoever uses a subnet needs its way out, at both ends of its life: an internet gateway cannot be taken off
 * while a load balancer in a public subnet has an address. */
static json_t *usable_subnets(const struct network *n, enum subnet_kind kind) {
    json_t *list = json_array();
    for (size_t i = 0; i < n->plan.zone_count; i++) {
        struct node *route = kind == SUBNET_PUBLIC ? n->public_internet : n->private_nats[i];
        json_array_append_new(list,
                              graph_after(id(n->subnets[kind][i]), AFTER(n->associations[kind][i], route)));
    }
    return list;
}

static void set_outputs(struct network *n, struct node *flow_log) {
    json_t *zones = json_array();
    json_t *addresses = json_array();
    for (size_t i = 0; i < n->plan.zone_count; i++)
        json_array_append_new(zones, json_string(n->plan.zones[i].name));
    for (size_t i = 0; i < n->nat_count; i++)
        json_array_append_new(addresses, graph_ref(n->nats[i], "publicIp"));
    node_output(n->self, "vpcId", id(n->vpc));
    node_output(n->self, "vpcCidrBlock", graph_ref(n->vpc, "cidrBlock"));
    node_output(n->self, "publicSubnetIds", usable_subnets(n, SUBNET_PUBLIC));
    node_output(n->self, "privateSubnetIds", usable_subnets(n, SUBNET_PRIVATE));
    node_output(n->self, "availabilityZones", zones);
    node_output(n->self, "internetGatewayId", id(n->internet));
    node_output(n->self, "natGatewayIds", ids(n->nats, n->nat_count));
    node_output(n->self, "natPublicIps", addresses);
    node_output(n->self, "publicRouteTableIds", json_pack("[o]", id(n->public_routes)));
    node_output(n->self, "privateRouteTableIds", ids(n->private_routes, n->plan.zone_count));
    node_output(n->self, "vpcEndpointIds", TAKE(n->endpoint_ids));
    node_output(n->self, "flowLogId", flow_log != NULL ? id(flow_log) : NULL);
}

bool network_build(const struct build *build, struct node *self, struct error **err) {
    if (build_input(build, "existing") != NULL)
        return network_adopt(build, self, err);
    struct network n = { .build = build, .self = self };
    bool ok = network_plan(build, &n.plan, err);
    if (ok && n.plan.wait) {
        build_wait(build, self);
    } else if (ok && build->failures->count == 0) {
        n.endpoint_ids = json_object();
        add_vpc(&n);
        add_public_side(&n);
        add_nat_gateways(&n);
        add_private_side(&n);
        add_gateway_endpoint(&n);
        add_interface_endpoints(&n);
        set_outputs(&n, add_flow_log(&n));
    }
    network_plan_done(&n.plan);
    return ok;
}
