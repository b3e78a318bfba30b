/* utm:index:Network over a VPC that is there already: nothing is made, what is given is looked up and handed
 * out. */
#include "components/network.h"

#include "base/json.h"
#include "value/value.h"

static const char *const subnet_inputs[] = { "publicSubnetIds", "privateSubnetIds" };
_Static_assert(COUNT_OF(subnet_inputs) == SUBNET_KINDS, "every kind of subnet has its input");

static json_t *existing(const struct build *build, const char *member) {
    return json_object_get(build_input(build, "existing"), member);
}

static bool not_with_existing(const struct build *build) {
    if (json_is_true(build_input(build, "s3GatewayEndpoint")))
        schema_fail(build->failures, "s3GatewayEndpoint", "nothing is made in an existing VPC: leave it out");
    return build->failures->count == 0;
}

static json_t *known_vpc_id(const struct build *build) {
    json_t *id = value_inner(existing(build, "vpcId"));
    return value_is_unknown(id) ? NULL : id;
}

static bool add_vpc(const struct build *build, struct node *self, struct error **err) {
    json_t *given = existing(build, "vpcId");
    node_output(self, "vpcId", json_incref(given));
    if (known_vpc_id(build) == NULL) {
        node_output(self, "vpcCidrBlock", component_derived(value_unknown(), given));
        return true;
    }
    json_auto_t *vpc = NULL;
    if (!build->host->read(build->host->context, build->cancel, "utm:ec2:Vpc",
                           json_string_value(known_vpc_id(build)), &vpc, err))
        return error_in(err, "looking for existing.vpcId");
    if (vpc == NULL)
        schema_fail(build->failures, "existing", "existing.vpcId: there is no VPC %s in %s",
                    json_string_value(known_vpc_id(build)), build->host->region);
    else
        node_output(self, "vpcCidrBlock",
                    component_derived(json_incref(json_object_get(vpc, "cidrBlock")), given));
    return true;
}

static void add_zone(json_t *zones, const json_t *subnet, const json_t *given) {
    json_t *zone = json_object_get(subnet, "availabilityZone");
    size_t i;
    json_t *other;
    json_array_foreach(zones, i, other) {
        if (json_equal(value_inner(other), zone))
            return;
    }
    json_array_append_new(zones, component_derived(json_incref(zone), given));
}

static bool check_subnet(const struct build *build, enum subnet_kind kind, size_t i, json_t *given,
                         json_t *zones, struct error **err) {
    const char *id = json_string_value(value_inner(given));
    json_auto_t *subnet = NULL;
    if (value_is_unknown(given)) {
        json_array_append_new(zones, component_derived(value_unknown(), given));
        return true;
    }
    if (!build->host->read(build->host->context, build->cancel, "utm:ec2:Subnet", id, &subnet, err))
        return error_in(err, "looking for existing.%s[%zu]", subnet_inputs[kind], i);
    json_t *vpc_id = known_vpc_id(build);
    if (subnet == NULL)
        schema_fail(build->failures, "existing", "existing.%s[%zu]: there is no subnet %s in %s",
                    subnet_inputs[kind], i, id, build->host->region);
    else if (vpc_id != NULL && !json_equal(vpc_id, json_object_get(subnet, "vpcId")))
        schema_fail(build->failures, "existing", "existing.%s[%zu]: %s belongs to %s, not to %s",
                    subnet_inputs[kind], i, id, json_text(subnet, "vpcId"), json_string_value(vpc_id));
    else
        add_zone(zones, subnet, given);
    return true;
}

static bool add_subnets(const struct build *build, struct node *self, enum subnet_kind kind, json_t *zones,
                        struct error **err) {
    json_t *given = existing(build, subnet_inputs[kind]);
    node_output(self, subnet_inputs[kind], given != NULL ? json_incref(given) : json_array());
    size_t i;
    json_t *id;
    json_array_foreach(given, i, id) {
        if (!check_subnet(build, kind, i, id, zones, err))
            return false;
    }
    return true;
}

bool network_adopt(const struct build *build, struct node *self, struct error **err) {
    if (value_is_unknown(build_raw(build, "existing"))) {
        build_wait(build, self);
        return true;
    }
    if (!not_with_existing(build))
        return true;
    static const char *const empty[] = { "natGatewayIds", "natPublicIps", "publicRouteTableIds",
                                         "privateRouteTableIds" };
    for (size_t i = 0; i < COUNT_OF(empty); i++)
        node_output(self, empty[i], json_array());
    node_output(self, "vpcEndpointIds", json_object());
    json_auto_t *zones = json_array();
    json_auto_t *public_zones = json_array();
    if (!add_vpc(build, self, err) || !add_subnets(build, self, SUBNET_PRIVATE, zones, err) ||
        !add_subnets(build, self, SUBNET_PUBLIC, public_zones, err))
        return false;
    node_output(self, "availabilityZones", TAKE(zones));
    return true;
}
