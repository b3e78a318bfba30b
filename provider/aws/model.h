/*
 * Form of the generated service models (provider/aws/model/, made by `make models` from botocore's published
 * models, trimmed to the operations listed in scripts/models/operations.txt). Read-only tables: nothing is
 * built at start. Scalar shapes that differ in nothing but their name are one shape.
 */
#ifndef AWS_MODEL_H
#define AWS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum aws_protocol { AWS_EC2, AWS_QUERY, AWS_JSON, AWS_REST_JSON, AWS_REST_XML };

enum aws_shape_type {
    AWS_STRUCTURE,
    AWS_LIST,
    AWS_MAP,
    AWS_STRING,
    AWS_BLOB,
    AWS_BOOLEAN,
    AWS_INTEGER,
    AWS_LONG,
    AWS_FLOAT,
    AWS_DOUBLE,
    AWS_TIMESTAMP,
    AWS_DOCUMENT, /* any JSON */
};

/* Where a member travels. AWS_HEADERS: a map, each entry a header whose name begins with the wire name. */
enum aws_location { AWS_BODY, AWS_HEADER, AWS_HEADERS, AWS_URI, AWS_QUERYSTRING, AWS_STATUS_CODE };

/* AWS_TIME_DEFAULT: what the protocol and the place of the member say. */
enum aws_timestamp_format { AWS_TIME_DEFAULT, AWS_TIME_ISO8601, AWS_TIME_RFC822, AWS_TIME_UNIX };

/* What a request carries besides its body: httpChecksumRequired is MD5, httpChecksum CRC-32 or what the input says. */
enum aws_checksum { AWS_CHECKSUM_NONE, AWS_CHECKSUM_MD5, AWS_CHECKSUM_CRC32 };

struct aws_xml_namespace {
    const char *prefix; /* or NULL */
    const char *uri;
};

/* A member of a structure, or the element of a list (`name` NULL), or key and value of a map. */
struct aws_member {
    const char *name;       /* as the model has it */
    const char *wire;       /* locationName; NULL = as `name` */
    const char *query_wire; /* queryName (ec2), or NULL */
    const struct aws_shape *shape;
    const struct aws_xml_namespace *xml_namespace; /* or NULL */
    uint8_t location;                              /* enum aws_location */
    uint8_t timestamp_format; /* enum aws_timestamp_format; the shape's where not its own */
    bool required : 1;
    bool flattened : 1; /* the member or its shape */
    bool xml_attribute : 1;
    bool idempotency_token : 1;
    bool host_label : 1;
    bool sensitive : 1;  /* the member or its shape */
    bool json_value : 1; /* JSON as text; base64 of it in a header */
};

struct aws_shape {
    const char *name;
    const struct aws_member *members; /* structure: all members; list: the element; map: key, value */
    const char *payload;              /* member that is the whole body, or NULL */
    const char *error_code;           /* code of an error shape where it differs from the name, or NULL */
    const char *xml_name; /* locationName of a structure: its name as root of a document, or NULL */
    const struct aws_xml_namespace *xml_namespace;
    uint16_t member_count;
    uint8_t type; /* enum aws_shape_type */
    bool sensitive : 1;
    bool is_union : 1;
    bool is_error : 1;
};

struct aws_pages {                    /* paginators-1; NULL members: none */
    const char *const *input_tokens;  /* NULL-ended */
    const char *const *output_tokens; /* dotted paths, or "a || b" forms as botocore has them */
    const char *const *result_keys;
    const char *more_results;
    const char *limit_key;
};

struct aws_operation {
    const char *name;
    const char *method;
    const char *uri;                       /* "/2/things/{Id}?list-type=2" */
    const char *host_prefix;               /* "data-", or NULL */
    const struct aws_shape *input;         /* NULL = nothing */
    const struct aws_shape *output;        /* NULL = nothing */
    const char *result_wrapper;            /* query: "DescribeThingsResult", or NULL */
    const char *input_root;                /* rest-xml: root element of the input; NULL = the shape's name */
    const char *input_root_uri;            /* its XML namespace, or NULL */
    const struct aws_shape *const *errors; /* NULL-ended; NULL = none */
    const struct aws_pages *pages;         /* NULL = not paginated */
    const char *checksum_member;           /* input member that says which checksum, or NULL */
    uint8_t checksum;                      /* enum aws_checksum */
    bool unsigned_request : 1;             /* authtype none */
    bool unsigned_payload : 1;             /* authtype v4-unsigned-body: the body is not signed */
    bool compress : 1;                     /* requestcompression gzip: large bodies may be */
};

struct aws_service {
    const char *name;            /* "ec2": as aws_call() takes it */
    const char *endpoint_prefix; /* "ec2" */
    const char *signing_name;    /* "ec2", "elasticloadbalancing" */
    const char *api_version;
    const char *target_prefix; /* json: "Logs_20140328" */
    const char *json_version;  /* "1.0", "1.1" */
    const char *xml_uri;       /* service-wide xmlNamespace or NULL */
    const char *global_region; /* region that signs for a global service ("us-east-1" for iam), or NULL */
    const struct aws_operation *operations; /* sorted by name */
    uint16_t operation_count;
    uint8_t protocol;          /* enum aws_protocol */
    bool query_compatible : 1; /* awsQueryCompatible */
};

/* Sorted by name, NULL-ended. Generated. */
extern const struct aws_service *const aws_services[];

/* NULL where the models have no such thing. */
const struct aws_service *aws_service_find(const char *name);
const struct aws_operation *aws_operation_find(const struct aws_service *service, const char *name);
const struct aws_member *aws_member_find(const struct aws_shape *structure, const char *name);

/*
 * What stands at a dotted path below the shape, list and map steps as [0] or [key] ("Vpcs[0].Tags[0].Key");
 * "" is the shape itself. NULL where the path leads nowhere.
 */
const struct aws_shape *aws_shape_at(const struct aws_shape *shape, const char *path);

#endif
