#include "differences.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "../support/compare.h"
#include "aws/formats/xml_text.h"
#include "aws/protocol/parts.h"
#include "aws/signature/crypto.h"
#include "base/json.h"
#include "base/memory.h"

enum { MOST_ROWS = 100, LONGEST_ROW = 512 };

typedef bool input_change(const struct difference *row, const struct compared_call *call, json_t *input);
typedef bool request_change(const struct difference *row, const struct compared_call *call,
                            struct http_request *ours);

/* A row: "s3.PutObject[Body] header:with:Expect=100-continue its reason". */
struct difference {
    const char *where;  /* protocol, service or service.Operation */
    const char *given;  /* the input member without which the row says nothing, or NULL */
    const char *change; /* "header:with" */
    const char *name;   /* "Expect", or NULL */
    const char *value;  /* "100-continue", or NULL */
    input_change *in_input;
    request_change *in_request;
    int used;
};

/* ---- of the input ------------------------------------------------------------------------------------------- */

static bool member_with(const struct difference *row, const struct compared_call *call, json_t *input) {
    (void)call;
    return !json_object_get(input, row->name) &&
           json_object_set_new(input, row->name, json_string(row->value)) == 0;
}

/* Sets a member that has this text to another. */
static bool change_member(json_t *input, const char *name, const char *to) {
    const char *from = json_text(input, name);
    return from && strcmp(from, to) != 0 && json_object_set_new(input, name, json_string(to)) == 0;
}

static bool member_base64(const struct difference *row, const struct compared_call *call, json_t *input) {
    const char *text = json_text(input, row->name);
    return text && change_member(input, row->name,
                                 crypto_base64(call->arena, text,
                                               json_string_length(json_object_get(input, row->name))));
}

static bool member_tail(const struct difference *row, const struct compared_call *call, json_t *input) {
    const char *text = json_text(input, row->name), *slash = text ? strrchr(text, '/') : NULL;
    return slash && change_member(input, row->name, arena_strdup(call->arena, slash + 1));
}

static bool member_escaped(const struct difference *row, const struct compared_call *call, json_t *input) {
    const char *text = json_text(input, row->name);
    return text && change_member(input, row->name, http_escape(call->arena, text, "/"));
}

/* A customer's key: encoded, and its MD5 beside it, where the caller gives none. */
static bool member_key(const struct difference *row, const struct compared_call *call, json_t *input) {
    unsigned char md5[MD5_BYTES];
    const char *key = json_text(input, row->name), *beside = arena_printf(call->arena, "%sMD5", row->name);
    if (!key || json_object_get(input, beside))
        return false;
    crypto_md5(key, strlen(key), md5);
    json_object_set_new(input, beside, json_string(crypto_base64(call->arena, md5, sizeof md5)));
    return change_member(input, row->name, crypto_base64(call->arena, key, strlen(key)));
}

/* ---- of the request ----------------------------------------------------------------------------------------- */

/* The header with another value, or (NULL) without it. */
static void set_header(struct arena *arena, struct http_headers *headers, const char *name,
                       const char *value) {
    struct http_headers kept = { 0 };
    for (size_t i = 0; i < headers->count; i++)
        if (strcasecmp(headers->items[i].name, name) != 0)
            http_add_header(arena, &kept, headers->items[i].name, headers->items[i].value);
    if (value)
        http_add_header(arena, &kept, name, value);
    *headers = kept;
}

static bool header_with(const struct difference *row, const struct compared_call *call,
                        struct http_request *ours) {
    if (http_header(&ours->headers, row->name))
        return false;
    set_header(call->arena, &ours->headers, row->name, row->value);
    return true;
}

static bool header_without(const struct difference *row, const struct compared_call *call,
                           struct http_request *ours) {
    const char *value = http_header(&ours->headers, row->name);
    if (!value || strcmp(value, row->value) != 0)
        return false;
    set_header(call->arena, &ours->headers, row->name, NULL);
    return true;
}

/* Without the space behind each comma. */
static bool header_unspaced(const struct difference *row, const struct compared_call *call,
                            struct http_request *ours) {
    const char *value = http_header(&ours->headers, row->name);
    if (!value || !strstr(value, ", "))
        return false;
    char *unspaced = arena_strdup(call->arena, value), *to = unspaced;
    for (const char *from = value; *from; from++) {
        *to++ = *from;
        from += from[0] == ',' && from[1] == ' ';
    }
    *to = '\0';
    set_header(call->arena, &ours->headers, row->name, unspaced);
    return true;
}

/* CRC-32 in place of the body's Content-MD5. */
static bool header_crc32(const struct difference *row, const struct compared_call *call,
                         struct http_request *ours) {
    static const char crc32[] = "x-amz-checksum-crc32";
    const char *md5 = http_header(&ours->headers, row->name);
    if (!md5 || strcmp(md5, digest_for(call->arena, row->name, ours)) != 0)
        return false;
    set_header(call->arena, &ours->headers, row->name, NULL);
    set_header(call->arena, &ours->headers, crc32, digest_for(call->arena, crc32, ours));
    return true;
}

/* Another body, and its digest where the old one's went along. */
static bool change_body(const struct compared_call *call, const struct text *body,
                        struct http_request *ours) {
    const struct http_request before = *ours;
    if (body->length == before.body_length &&
        (!body->length || memcmp(body->bytes, before.body, body->length) == 0))
        return false;
    ours->body = text_keep(call->arena, body);
    ours->body_length = body->length;
    for (size_t i = 0; i < before.headers.count; i++) {
        const struct http_header header = before.headers.items[i];
        const char *digest = digest_for(call->arena, header.name, &before);
        if (digest && strcmp(digest, header.value) == 0)
            set_header(call->arena, &ours->headers, header.name, digest_for(call->arena, header.name, ours));
    }
    return true;
}

/* One kind of reference ("&quot;", "&#x9;") as its character, between the tags of XML. */
static bool body_plain(const struct difference *row, const struct compared_call *call,
                       struct http_request *ours) {
    auto_text plain = { 0 };
    bool in_tag = false;
    char bytes[4] = "\"";
    const bool numbered = row->value[1] == '#';
    const size_t reference = strlen(row->value);
    const size_t length = numbered ? xml_encode((uint32_t)strtoul(row->value + 3, NULL, 16), bytes) : 1;
    for (size_t i = 0; i < ours->body_length; i++) {
        const char *from = ours->body + i;
        in_tag = *from == '<' || (in_tag && *from != '>');
        if (!in_tag && ours->body_length - i >= reference && memcmp(from, row->value, reference) == 0) {
            text_add_bytes(&plain, bytes, length);
            i += reference - 1;
        } else {
            text_add_char(&plain, *from);
        }
    }
    return change_body(call, &plain, ours);
}

/* A field of a form, "&Name=value", and its length; NULL where there is none. */
static const char *find_field(struct arena *arena, const char *form, const char *name, size_t *ret_length) {
    const char *field = form ? strstr(form, arena_printf(arena, "&%s=", name)) : NULL;
    *ret_length = field ? 1 + strcspn(field + 1, "&") : 0;
    return field;
}

/* A form without the field; the URL that botocore has signed stands in for it, where the caller gives none. */
static bool body_presigned(const struct difference *row, const struct compared_call *call,
                           struct http_request *ours) {
    size_t length, url_length;
    auto_text form = { 0 };
    const char *field = find_field(call->arena, ours->body, row->name, &length);
    if (!field)
        return false;
    text_add_bytes(&form, ours->body, (size_t)(field - ours->body));
    text_add(&form, field + length);
    const char *url = find_field(call->arena, call->expected->body, "PreSignedUrl", &url_length);
    if (url && !find_field(call->arena, ours->body, "PreSignedUrl", &length))
        text_add_bytes(&form, url, url_length);
    return change_body(call, &form, ours);
}

/* JSON without what follows the point of the seconds since 1970, outside of its texts. */
static bool body_whole_seconds(const struct difference *row, const struct compared_call *call,
                               struct http_request *ours) {
    enum { DIGITS_OF_A_TIME = 10 };
    auto_text plain = { 0 };
    bool in_text = false;
    (void)row;
    for (const char *from = ours->body ? ours->body : ""; *from;) {
        const size_t digits = in_text ? 0 : strspn(from, "0123456789");
        const size_t length = digits ? digits : in_text && *from == '\\' && from[1] ? 2 : 1;
        in_text ^= *from == '"';
        text_add_bytes(&plain, from, length);
        from += length;
        if (digits == DIGITS_OF_A_TIME && *from == '.')
            from += 1 + strspn(from + 1, "0123456789");
    }
    return change_body(call, &plain, ours);
}

/* A pair behind the query, where there is none of its name. */
static bool query_with(const struct difference *row, const struct compared_call *call,
                       struct http_request *ours) {
    if (strstr(ours->query, arena_printf(call->arena, "%s=", row->name)))
        return false;
    ours->query =
        arena_printf(call->arena, "%s%s%s=%s", ours->query, *ours->query ? "&" : "", row->name, row->value);
    return true;
}

/* The path of the caller's endpoint without a slash behind it. */
static bool path_without_slash(const struct difference *row, const struct compared_call *call,
                               struct http_request *ours) {
    const char *endpoint = json_text(call->said, "endpoint");
    const char *base = endpoint ? strchr(strstr(endpoint, "://") + 3, '/') : NULL;
    (void)row;
    if (!base || strcmp(ours->path, arena_printf(call->arena, "%s/", base)) != 0)
        return false;
    ours->path = base;
    return true;
}

/* A prefix of the model, "data-" or the value of a member, before the host of the caller's endpoint. */
static bool host_with(const struct difference *row, const struct compared_call *call,
                      struct http_request *ours) {
    const char *close = strchr(row->value, '}'), *prefix = row->value;
    const char *endpoint = json_text(call->said, "endpoint");
    if (!endpoint || !call->operation->host_prefix || strcmp(call->operation->host_prefix, row->value) != 0)
        return false;
    if (close) {
        const char *member = arena_strndup(call->arena, row->value + 1, (size_t)(close - row->value - 1));
        prefix = arena_printf(call->arena, "%s%s", json_text(json_object_get(call->said, "input"), member),
                              close + 1);
    }
    ours->host = arena_printf(call->arena, "%s%s", prefix, ours->host);
    return true;
}

/* The bucket at the beginning of the path, and not of the host. */
static bool host_without_bucket(const struct difference *row, const struct compared_call *call,
                                struct http_request *ours) {
    const char *bucket = json_text(json_object_get(call->said, "input"), "Bucket");
    const size_t length = bucket ? strlen(bucket) : 0;
    (void)row;
    if (!bucket || strncmp(ours->host, bucket, length) != 0 || ours->host[length] != '.' ||
        strcmp(ours->path, "/") != 0)
        return false;
    ours->host += length + 1;
    ours->path = arena_printf(call->arena, "/%s", bucket);
    return true;
}

/* ---- rows --------------------------------------------------------------------------------------------------- */

// clang-format off
static const struct change {
    const char *name;
    enum { NOTHING, NAME, VALUE, BOTH } takes;
    input_change *in_input;
    request_change *in_request;
} changes[] = {
    { "input:with",          BOTH,    member_with,      NULL                },
    { "input:base64",        NAME,    member_base64,    NULL                },
    { "input:tail",          NAME,    member_tail,      NULL                },
    { "input:escaped",       NAME,    member_escaped,   NULL                },
    { "input:key",           NAME,    member_key,       NULL                },
    { "header:with",         BOTH,    NULL,             header_with         },
    { "header:without",      BOTH,    NULL,             header_without      },
    { "header:unspaced",     NAME,    NULL,             header_unspaced     },
    { "header:crc32",        NAME,    NULL,             header_crc32        },
    { "body:plain",          VALUE,   NULL,             body_plain          },
    { "body:presigned",      NAME,    NULL,             body_presigned      },
    { "body:whole-seconds",  NOTHING, NULL,             body_whole_seconds  },
    { "query:with",          BOTH,    NULL,             query_with          },
    { "path:without-slash",  NOTHING, NULL,             path_without_slash  },
    { "host:with",           VALUE,   NULL,             host_with           },
    { "host:without-bucket", NOTHING, NULL,             host_without_bucket },
};
// clang-format on

/* Reads "header:with:Expect=100-continue" into the row; false when it is no change. */
static bool read_change(struct arena *arena, const char *text, struct difference *row) {
    const char *value = strchr(text, '=');
    const char *whole = arena_strndup(arena, text, value ? (size_t)(value - text) : strlen(text));
    const char *first = strchr(whole, ':'), *second = first ? strchr(first + 1, ':') : NULL;
    row->value = value ? value + 1 : NULL;
    row->name = second ? second + 1 : NULL;
    row->change = arena_strndup(arena, whole, second ? (size_t)(second - whole) : strlen(whole));
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        if (strcmp(changes[i].name, row->change) != 0)
            continue;
        row->in_input = changes[i].in_input;
        row->in_request = changes[i].in_request;
        return !row->name == !(changes[i].takes & NAME) && !row->value == !(changes[i].takes & VALUE);
    }
    return false;
}

/* "s3.PutObject[Body]" is s3.PutObject, where the input has a Body. */
static void read_where(struct arena *arena, const char *text, struct difference *row) {
    const size_t length = strcspn(text, "[");
    row->where = arena_strndup(arena, text, length);
    row->given =
        text[length] ? arena_strndup(arena, text + length + 1, strcspn(text + length + 1, "]")) : NULL;
}

struct difference *differences_load(struct arena *arena, const char *path) {
    struct difference *rows = arena_array(arena, MOST_ROWS + 1, sizeof *rows);
    FILE *file = fopen(path, "r");
    char line[LONGEST_ROW], where[LONGEST_ROW], change[LONGEST_ROW], reason[LONGEST_ROW];
    size_t count = 0;
    if (!file) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    while (fgets(line, sizeof line, file)) {
        if (*line == '#' || *line == '\n')
            continue;
        if (count == MOST_ROWS || sscanf(line, "%s %s %s", where, change, reason) != 3 ||
            !read_change(arena, arena_strdup(arena, change), &rows[count])) {
            fprintf(stderr, "%s: not a difference, or one too many: %s", path, line);
            exit(2);
        }
        read_where(arena, where, &rows[count++]);
    }
    fclose(file);
    return rows;
}

static bool is_about(const struct difference *row, const struct compared_call *call) {
    const char *whole = arena_printf(call->arena, "%s.%s", call->service->name, call->operation->name);
    if (row->given && !json_object_get(json_object_get(call->said, "input"), row->given))
        return false;
    return strcmp(row->where, call->protocol) == 0 || strcmp(row->where, call->service->name) == 0 ||
           strcmp(row->where, whole) == 0;
}

json_t *differences_in_input(struct difference *rows, const struct compared_call *call) {
    json_t *input = json_deep_copy(json_object_get(call->said, "input"));
    for (struct difference *row = rows; row->where; row++)
        if (row->in_input && is_about(row, call))
            row->used += row->in_input(row, call, input);
    return input;
}

void differences_in_request(struct difference *rows, const struct compared_call *call,
                            struct http_request *ours) {
    for (struct difference *row = rows; row->where; row++)
        if (row->in_request && is_about(row, call))
            row->used += row->in_request(row, call, ours);
}

bool differences_all_used(const struct difference *rows) {
    bool good = true;
    for (const struct difference *row = rows; row->where; row++) {
        if (row->used)
            continue;
        printf("%s %s%s%s%s%s is listed as a difference, but no call shows it\n", row->where, row->change,
               row->name ? ":" : "", row->name ? row->name : "", row->value ? "=" : "",
               row->value ? row->value : "");
        good = false;
    }
    return good;
}
