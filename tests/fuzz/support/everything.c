#include "support/everything.h"

#include "base/attributes.h"

/* clang-format off */
static const struct aws_shape text = { .name = "Text", .type = AWS_STRING };
static const struct aws_shape number = { .name = "Number", .type = AWS_INTEGER };
static const struct aws_shape long_number = { .name = "LongNumber", .type = AWS_LONG };
static const struct aws_shape real = { .name = "Real", .type = AWS_DOUBLE };
static const struct aws_shape truth = { .name = "Truth", .type = AWS_BOOLEAN };
static const struct aws_shape moment = { .name = "Moment", .type = AWS_TIMESTAMP };
static const struct aws_shape bytes = { .name = "Bytes", .type = AWS_BLOB };
static const struct aws_shape document = { .name = "Document", .type = AWS_DOCUMENT };

static const struct aws_shape body;
static const struct aws_member texts_of[] = { { .shape = &text, .wire = "item" } };
static const struct aws_member bodies_of[] = { { .shape = &body } };
static const struct aws_member text_by_text[] = { { .shape = &text, .wire = "key" }, { .shape = &text, .wire = "value" } };
static const struct aws_member body_by_text[] = { { .shape = &text, .wire = "K" }, { .shape = &body, .wire = "V" } };
static const struct aws_shape texts = { .name = "Texts", .type = AWS_LIST, .members = texts_of, .member_count = 1 };
static const struct aws_shape bodies = { .name = "Bodies", .type = AWS_LIST, .members = bodies_of, .member_count = 1 };
static const struct aws_shape text_map = { .name = "TextMap", .type = AWS_MAP, .members = text_by_text, .member_count = 2 };
static const struct aws_shape body_map = { .name = "BodyMap", .type = AWS_MAP, .members = body_by_text, .member_count = 2 };
static const struct aws_member either_members[] = { { .name = "Left", .shape = &text }, { .name = "Right", .shape = &number } };
static const struct aws_shape either = { .name = "Either", .type = AWS_STRUCTURE, .members = either_members, .member_count = 2, .is_union = true };
static const struct aws_xml_namespace in_namespace = { .prefix = "x", .uri = "http://example.com/" };

#define BODY_MEMBERS                                                                                                   \
    { .name = "Attribute", .wire = "x:attribute", .shape = &text, .xml_attribute = true },                             \
    { .name = "Bodies", .shape = &bodies },                                                                            \
    { .name = "BodyMap", .shape = &body_map },                                                                         \
    { .name = "Bytes", .shape = &bytes },                                                                              \
    { .name = "Either", .shape = &either },                                                                            \
    { .name = "FlatBodies", .wire = "flat", .shape = &bodies, .flattened = true },                                     \
    { .name = "FlatMap", .shape = &text_map, .flattened = true },                                                      \
    { .name = "FlatTexts", .shape = &texts, .flattened = true },                                                       \
    { .name = "Inside", .shape = &body, .xml_namespace = &in_namespace },                                              \
    { .name = "LongNumber", .shape = &long_number },                                                                   \
    { .name = "Moment", .shape = &moment },                                                                            \
    { .name = "MomentText", .shape = &moment, .timestamp_format = AWS_TIME_ISO8601 },                                  \
    { .name = "Number", .shape = &number },                                                                            \
    { .name = "Real", .shape = &real },                                                                                \
    { .name = "Text", .wire = "text", .shape = &text },                                                                \
    { .name = "TextMap", .shape = &text_map },                                                                         \
    { .name = "Texts", .shape = &texts },                                                                              \
    { .name = "Truth", .shape = &truth }

static const struct aws_member body_members[] = { BODY_MEMBERS };
static const struct aws_shape body = { .name = "Body", .type = AWS_STRUCTURE, .members = body_members, .member_count = COUNT_OF(body_members) };

/* What only one kind of protocol knows. */
static const struct aws_member json_members[] = { BODY_MEMBERS, { .name = "Document", .shape = &document } };
static const struct aws_shape json_output = { .name = "JsonOutput", .type = AWS_STRUCTURE, .members = json_members, .member_count = COUNT_OF(json_members) };
static const struct aws_member rest_members[] = {
    BODY_MEMBERS,
    { .name = "Encoded", .wire = "X-Encoded", .shape = &text, .location = AWS_HEADER, .json_value = true },
    { .name = "Header", .wire = "X-Header", .shape = &text, .location = AWS_HEADER },
    { .name = "HeaderMoment", .wire = "X-Moment", .shape = &moment, .location = AWS_HEADER },
    { .name = "HeaderNumber", .wire = "X-Number", .shape = &number, .location = AWS_HEADER },
    { .name = "HeaderTexts", .wire = "X-Texts", .shape = &texts, .location = AWS_HEADER },
    { .name = "Metadata", .wire = "X-Meta-", .shape = &text_map, .location = AWS_HEADERS },
    { .name = "Status", .shape = &number, .location = AWS_STATUS_CODE },
};
static const struct aws_shape rest_output = { .name = "RestOutput", .type = AWS_STRUCTURE, .members = rest_members, .member_count = COUNT_OF(rest_members) };
static const struct aws_member payload_members[] = { { .name = "Payload", .shape = &bytes }, { .name = "Status", .shape = &number, .location = AWS_STATUS_CODE } };
static const struct aws_shape payload_output = { .name = "PayloadOutput", .type = AWS_STRUCTURE, .members = payload_members, .member_count = 2, .payload = "Payload" };
static const struct aws_shape failure = { .name = "Failure", .type = AWS_STRUCTURE, .members = body_members, .member_count = COUNT_OF(body_members), .is_error = true };
static const struct aws_shape *const failures[] = { &failure, NULL };

#define OPERATION(name_, output_) { .name = name_, .method = "POST", .uri = "/", .output = output_, .errors = failures }
static const struct aws_operation plain_operations[] = { OPERATION("Everything", &body) };
static const struct aws_operation json_operations[] = { OPERATION("Everything", &json_output) };
static const struct aws_operation rest_operations[] = { OPERATION("Everything", &rest_output), OPERATION("Payload", &payload_output) };
static const struct aws_operation query_operations[] = { { .name = "Everything", .method = "POST", .uri = "/", .output = &body, .errors = failures, .result_wrapper = "EverythingResult" } };

const struct aws_service everything[] = {
    [AWS_EC2]       = { .name = "everything-ec2",       .operations = plain_operations, .operation_count = 1, .protocol = AWS_EC2 },
    [AWS_QUERY]     = { .name = "everything-query",     .operations = query_operations, .operation_count = 1, .protocol = AWS_QUERY, .query_compatible = true },
    [AWS_JSON]      = { .name = "everything-json",      .operations = json_operations,  .operation_count = 1, .protocol = AWS_JSON, .query_compatible = true },
    [AWS_REST_JSON] = { .name = "everything-rest-json", .operations = rest_operations,  .operation_count = 2, .protocol = AWS_REST_JSON },
    [AWS_REST_XML]  = { .name = "everything-rest-xml",  .operations = rest_operations,  .operation_count = 2, .protocol = AWS_REST_XML },
};
/* clang-format on */
