/* What the protocols share; for provider/aws/protocol*.c only. */
#ifndef AWS_PROTOCOL_PARTS_H
#define AWS_PROTOCOL_PARTS_H

#include <jansson.h>
#include <stdbool.h>

#include "aws/formats/xml.h"
#include "aws/http/http.h"
#include "aws/model.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

/* Input and answers nest no deeper than this, so that walking them by recursion is safe. */
enum { PROTOCOL_DEPTH = 128 };

/* Values of a JSON answer: "[0,0,0" costs twenty times its length. */
enum { PROTOCOL_PARTS = 1000000 };

/* Where we are in an input or an answer, for error messages; one for each level, on the stack. */
struct place {
    const struct place *up; /* NULL: the whole input or answer */
    const char *name;       /* a member or map key; NULL: the element number `index` */
    size_t index;
    size_t depth;
};

struct place place_member(const struct place *up, const char *name);
struct place place_element(const struct place *up, size_t index);
/* "Tags[0].Key"; "" for the whole. */
const char *place_path(struct arena *arena, const struct place *place);

/* Memory for what is built, and where the first failure goes. */
struct walk {
    struct arena *arena;
    struct error **err;
};

/* Sets walk->err: ERROR_INTERNAL for an input, ERROR_NETWORK for an answer. Always returns false (NULL). */
bool refuse_input(const struct walk *walk, const struct place *place, const char *what);
json_t *refuse_answer(const struct walk *walk, const struct place *place, const char *what);

/* Name on the wire: locationName, else the member's own. */
static inline const char *wire_name(const struct aws_member *member) {
    return member->wire ? member->wire : member->name;
}

/* True when an answer carries the member in its body; places that only requests know mean nothing there. */
static inline bool is_in_answer_body(const struct aws_member *member) {
    return member->location == AWS_BODY || member->location == AWS_URI || member->location == AWS_QUERYSTRING;
}

/* check.c: true when the input is valid by the shape: only known members, all required ones, right
 * types. */
bool protocol_check(const struct walk *walk, const struct aws_service *service,
                    const struct aws_operation *operation, const json_t *input);

/* scalar.c: a checked scalar as text; `otherwise` is the timestamp format where the model names
 * none. */
const char *scalar_text(struct arena *arena, const struct aws_member *member, const json_t *value,
                        enum aws_timestamp_format otherwise);
/* The shortest decimal text that reads back as the same number, with a point or an exponent: "3.0", "0.1", "1e+16". */
const char *scalar_decimal(struct arena *arena, double number);
/* A whole double as an integer; other values as they are. A new reference. */
json_t *scalar_number(const struct aws_shape *shape, const json_t *value);
/* A scalar of an answer from its text: a new reference; NULL with an error. */
json_t *scalar_parse(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                     const char *text);
/* The bytes of base64 text (padding may be absent), with a NUL behind them; false when it is none. */
bool base64_decode(struct arena *arena, const char *text, char **ret_bytes, size_t *ret_length);

/* query.c: the whole body. */
const char *query_body(struct arena *arena, const struct aws_service *service,
                       const struct aws_operation *operation, const json_t *input);

/* json.c: the body members of a checked structure as JSON on the wire: a new reference. */
json_t *json_write(struct arena *arena, const struct aws_shape *structure, const json_t *value);
/* json_text.c: any JSON as a request carries it. */
const char *json_request_text(struct arena *arena, const json_t *value);
/* JSON of an answer to JSON of ours: a new reference; NULL with an error. */
json_t *json_read(const struct walk *walk, const struct place *place, const struct aws_shape *shape,
                  const json_t *value);
/* The body as JSON; {} when it is empty. NULL with ERROR_NETWORK. */
json_t *json_body(const struct walk *walk, const struct http_answer *answer);

/* xml.c: a checked structure as an XML document with that root. */
const char *xml_write(struct arena *arena, const char *root, const struct aws_xml_namespace *xml_namespace,
                      const struct aws_shape *structure, const json_t *value);
/* The structure below the node: a new reference; NULL with an error. */
json_t *xml_read(const struct walk *walk, const struct place *place, const struct aws_shape *structure,
                 const struct xml_node *node);

/* rest.c: bindings of members to path, query, headers and payload. */
void rest_build(struct arena *arena, const struct aws_service *service, const struct aws_operation *operation,
                const json_t *input, struct http_request *request);
json_t *rest_read(const struct walk *walk, const struct aws_service *service,
                  const struct aws_shape *structure, const struct http_answer *answer);

/* checksum.c: adds the checksum that the operation requires. False: the input asks for an unknown kind. */
bool checksum_add(const struct walk *walk, const struct aws_operation *operation, const json_t *input,
                  struct http_request *request);

/* error.c: the element that holds code and message of an XML error. */
const struct xml_node *xml_error_node(const struct xml_node *root);

/* Formatted text that lives in the arena. */
const char *text_keep(struct arena *arena, const struct text *text);

#endif
