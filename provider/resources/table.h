/*
 * The form of a resource table. A table says, for one type, which API call does what to which property; the engine
 * (create.c, read.c, update.c, list.c) walks it. docs/adding-a-resource.md shows how to write one.
 *
 * Parameters of a call are written in a small language, one assignment a member of the request, separated by
 * spaces:
 *
 *     VpcId=$id EnableDnsSupport.Value=enableDnsSupport
 *
 *   member path   as json_put() takes it: "SubnetIds[0]", "Filters[0].Name"
 *   =property     the property's value (a path is allowed: rule.prefix), converted as its row in `fields` says
 *   =a|b|'c'      the first of these that has a value
 *   =$id          the resource's id; $nonce: the create's client token; $region, $partition, $dns, $account
 *   =@Member      a member of the described object
 *   ='text'       that text; true, false and whole numbers stand for themselves
 *   =+list =-list in updates: the elements that came to a list property, or went from it
 *   =~x =<x       in updates: x only when it changes; x as it was before
 *   =x?y          only when property y has a value
 *
 * An assignment whose source has no value sends nothing.
 */
#ifndef RESOURCES_TABLE_H
#define RESOURCES_TABLE_H

#include <jansson.h>
#include <stdbool.h>

#include "resources/resource.h"

/* An answer after which the same call is made again, for at most `seconds`. */
struct again {
    const char *code; /* AWS's error code */
    const char *text; /* what the message must contain; NULL = anything */
    int seconds;      /* 0 = until the resource's time limit */
};

struct call {
    const char *operation;     /* NULL = no call */
    const char *params;        /* the language above */
    const struct again *again; /* ends with a NULL code; NULL = none */
    /* Error codes, space-separated, that mean "done already": so is a call told that was repeated because the
     * answer to the first one was lost. */
    const char *ignore;
    const char *needs; /* no call without a value of this property, or (@Member) of the described object */
};

/* How a value changes on its way between property and member. */
enum as {
    AS_IS = 0,
    AS_DOCUMENT,  /* JSON text; IAM answers it percent-encoded (aws-rules: "Comes back different") */
    AS_ENABLED,   /* true ↔ "Enabled", false ↔ "Disabled" */
    AS_SUSPENDED, /* true ↔ "Enabled", false ↔ "Suspended" */
    AS_LOG_ARN,   /* read: the final ":*" goes */
    AS_ONE,       /* an object property ↔ a list of one */
    AS_IDS,       /* read: a list of objects → the list of one member each (`.element`) */
};

#define SAME "=" /* in the create request under the member's own name */

/* One property. Rows are data: one a line. */
struct field {
    const char *property;
    const char *member; /* where the described item has it; NULL = AWS does not show it */
    const char *create; /* where the create request takes it: SAME, a path, NULL = not sent */
    enum as as;
    const struct field *fields; /* rows of an object, or of a list's objects; ends with a NULL property */
    const char *element;        /* AS_IDS: the member to take of each object */
    const char *prefix;         /* read: taken only when the text begins with one of these */
    const char *compute; /* read: a text made from "{property}", "$id", "$region", "$partition", "$account" */
    const char *follows; /* output: unknown in preview when one of these properties changes */
    const char *none;    /* read: JSON for what AWS does not show */
    json_t *(*to_member)(const json_t *value); /* what no word can say */
    json_t *(*to_property)(const json_t *member);
};

enum step_time { AT_BOTH = 0, AT_CREATE, AT_UPDATE };

/* A call after the create call, or in an update, for one or several properties together. */
struct step {
    const char *on;     /* properties, space-separated; "" = always (only AT_CREATE) */
    struct call set;    /* when one of them has a value that AWS does not have yet */
    struct call unset;  /* when none of them has a value any more */
    bool even_empty;    /* `set` also when none has a value any more */
    const char *fresh;  /* JSON: what a new object has without the call; such a value needs none at create */
    const char *is;     /* JSON: only when the (one) property has this value */
    const char *is_not; /* JSON: only when it has not */
    const char *before; /* update: only when the state has a value of this property */
    enum step_time at;
};

/*
 * How objects of the type are described together, in one call (docs/architecture.md, "Reading together"). The assignments
 * are "filter=value" for EC2's filters, or "Member[]=value" for a member that takes a list; the first that has a value.
 */
struct batch {
    const char *by;   /* finds the object among all: "subnet-id=$id". NULL: each is described by itself */
    const char *mine; /* which element of the answer's list it is, as in `match`: "SubnetId=$id" */
    const char
        *near;   /* in a refresh: finds the object and what is near it, which is likely to be asked for next:
                         "vpc-id=vpcId" */
    size_t most; /* values in a call; 0 = 200 */
};

/* A further describing call whose answer is put into the described item. */
struct more {
    const char *operation;
    const char *params;
    const char *at;     /* path in the answer; "" = the whole answer */
    const char *as;     /* member of the item to put it under */
    const char *absent; /* error codes that mean: not set */
    struct batch batch; /* `params` are then what is the same for all objects */
    const char *when;   /* "Member=Value": only for an object like this */
};

/* How a service keeps tags. */
struct tagging {
    bool as_map; /* {"k": "v"} instead of [{Key, Value}] */
    const char
        *create; /* path in the create request: "TagSpecifications[0].Tags"; NULL = not in the create call */
    const char *create_type; /* EC2: member for the resource type beside it */
    const char *item;        /* member of the described item; default "Tags" */
    struct call tag;         /* $tags is what to set, as list or map */
    struct call untag;       /* $keys is the list of keys to take away */
    struct call put;         /* services that only replace all tags: $tags is all of them; */
    struct call clear;       /* and this when none are left */
};

struct resource_table {
    const char *token;
    const char *service; /* botocore name */
    const char *title;   /* for messages: "VPC" */
    const char *id;      /* path in the create answer ("Vpc.VpcId"), or a text with {property} */
    struct call create;  /* `params` beside what the rows send */
    struct call read;
    const char *item; /* where the answer has the object: "Vpcs[0]", or a list to search by `match` */
    const char
        *match; /* "Member=property …": the list element where all of these that have a value agree; with
                          "List[].Member" an element whose list has one that agrees */
    struct batch batch;
    struct call remove[3]; /* in this order */
    struct listing {       /* all objects of the type */
        const char *operation;
        const char *params; /* may use members of the parent: =@RoleName */
        const char *items;  /* path of the list: "Vpcs" */
        const char *id;     /* member of the id, or a text with {@Member}; {@a|b}: the first that is there */
        const char *when;   /* "Member=value": only objects like this */
        const char *inner;  /* the objects are in a list of each item; they have its members, too */
        const char *of;     /* operation that lists the parents: `operation` is called for each of them */
        const char *of_items; /* path of the parents' list */
    } list;

    const struct field *fields;
    const struct step *steps;
    const struct more *more;
    const struct tagging *tagging;
    const char *tag_type; /* EC2's resource type: "vpc" */

    const char *gone;    /* error codes, space-separated, that mean: it is not there */
    const char *state;   /* member with the state */
    const char *ready;   /* states that are good, space-separated */
    const char *broken;  /* states it never leaves but by replacement */
    const char *ended;   /* states that mean: it is not there */
    const char *leaving; /* states that mean: it will not be there; Read says gone, a delete waits */
    const char *why;     /* members that say why it is broken, space-separated */
    bool wait_gone;      /* after the removing calls wait until it is not there */

    const char *name;         /* property that is generated when not given */
    int name_length;          /* longest name */
    const char *name_avoid;   /* what a generated name may not begin with */
    const char *exclusive;    /* properties of which two objects cannot have the same value at a time */
    bool name_lower;          /* lower case only */
    const char *nonce_param;  /* member of the create request that takes a client token: "ClientToken" */
    const char *taken;        /* error codes of the create: something else has its place or name */
    const char *taken_abroad; /* those that mean something in another account */
    const char
        *taken_by; /* params of list.operation that find it, where its id does not follow from the inputs */
    const char *made;       /* member that says when an object was made */
    const char *overwrites; /* regions ("*": all) where the create silently takes over what has its name */
    const char *holder; /* filter of DescribeNetworkInterfaces that finds what holds the object: "group-id" */

    /* what no word can say */
    void (*check)(const json_t *inputs, struct schema_failures *failures);
    bool (*before_remove)(struct resource_request *rq, const char *id, const json_t *values,
                          struct error **err);
    bool (*from_id)(const char *id, json_t *values,
                    struct error **err); /* import: properties that the id tells */
    void (*after_read)(json_t *outputs, const json_t *item);
    void (*before_create)(const struct resource_request *rq, const json_t *inputs, json_t *request);
};

#endif
