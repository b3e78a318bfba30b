/*
 * Form of the generated service models (provider/aws/model/, made by `make models` from botocore's published
 * models, trimmed to the operations listed in scripts/models/operations.txt). Read-only tables: nothing is built at
 * start.
 */
#ifndef AWS_MODEL_H
#define AWS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum aws_protocol { AWS_EC2, AWS_QUERY, AWS_JSON, AWS_REST_JSON, AWS_REST_XML };

enum aws_shape_type {
    AWS_STRUCTURE, AWS_LIST, AWS_MAP, AWS_STRING, AWS_BLOB, AWS_BOOLEAN, AWS_INTEGER, AWS_LONG, AWS_FLOAT, AWS_DOUBLE,
    AWS_TIMESTAMP, AWS_DOCUMENT
};

enum aws_location { AWS_BODY, AWS_HEADER, AWS_HEADERS /* prefix */, AWS_URI, AWS_QUERYSTRING, AWS_STATUS_CODE };

enum aws_timestamp_format { AWS_TIME_DEFAULT, AWS_TIME_ISO8601, AWS_TIME_RFC822, AWS_TIME_UNIX };

struct aws_shape;

/* A member of a structure, or the element of a list (`name` NULL), or key and value of a map. */
struct aws_member {
    const char *name;          /* as the model has it */
    const char *wire;          /* locationName; NULL = as `name` */
    const char *query_wire;    /* queryName (ec2), or NULL */
    const struct aws_shape *shape;
    const char *xml_prefix;    /* xmlNamespace on the member, or NULL */
    const char *xml_uri;
    uint8_t location;          /* enum aws_location */
    uint8_t timestamp_format;  /* enum aws_timestamp_format */
    bool required;
    bool flattened;
    bool xml_attribute;
    bool idempotency_token;
    bool host_label;
    bool sensitive;            /* the member or its shape is marked sensitive */
    bool event_payload;
};

struct aws_shape {
    const char *name;
    uint8_t type;              /* enum aws_shape_type */
    uint8_t timestamp_format;
    bool flattened;
    bool sensitive;
    bool streaming;
    bool is_union;
    bool is_error;
    bool document;
    const struct aws_member *members; /* structure: all members; list: the element; map: key, value */
    uint16_t member_count;
    const char *payload;       /* member that is the whole body, or NULL */
    const char *error_code;    /* code of an error shape where it differs from the name, or NULL */
    const char *xml_name;      /* locationName of the shape, or NULL */
    const char *xml_prefix;
    const char *xml_uri;
};

struct aws_pages {             /* paginators-1; NULL members: none */
    const char *const *input_tokens;   /* NULL-ended */
    const char *const *output_tokens;  /* dotted paths, or "a || b" forms as botocore has them */
    const char *const *result_keys;
    const char *more_results;
    const char *limit_key;
};

struct aws_operation {
    const char *name;
    const char *method;
    const char *uri;           /* "/2/things/{Id}?list-type=2" */
    const char *host_prefix;   /* "data-", or NULL */
    const struct aws_shape *input;   /* NULL = nothing */
    const struct aws_shape *output;
    const char *result_wrapper;      /* query: "DescribeThingsResult", or NULL */
    const char *input_root;          /* rest-xml: locationName of the input, or NULL */
    const char *input_root_uri;      /* its XML namespace */
    const struct aws_shape *const *errors; /* NULL-ended */
    const struct aws_pages *pages;   /* NULL = not paginated */
    bool unsigned_request;           /* authtype none */
    bool checksum_required;          /* httpChecksumRequired / httpChecksum.requestChecksumRequired */
    bool idempotent;
};

struct aws_service {
    const char *name;            /* "ec2": as aws_call() takes it */
    const char *endpoint_prefix; /* "ec2" */
    const char *signing_name;    /* "ec2", "elasticloadbalancing" */
    const char *api_version;
    const char *target_prefix;   /* json: "Logs_20140328" */
    const char *json_version;    /* "1.0", "1.1" */
    const char *xml_uri;         /* service-wide xmlNamespace or NULL */
    const char *global_region;   /* region that signs for a global service ("us-east-1" for iam), or NULL */
    uint8_t protocol;
    bool query_compatible;       /* awsQueryCompatible */
    const struct aws_operation *operations; /* sorted by name */
    uint16_t operation_count;
};

/* Sorted by name; the last one has a NULL name. Generated. */
extern const struct aws_service *const aws_services[];

const struct aws_service *aws_service_find(const char *name);
const struct aws_operation *aws_operation_find(const struct aws_service *service, const char *name);
const struct aws_member *aws_member_find(const struct aws_shape *structure, const char *name);

#endif
