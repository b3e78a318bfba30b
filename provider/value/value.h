/*
 * Property values. Inside the plugin a value is JSON (jansson) in the form that the engine's wire has: an
 * unknown is one of the sentinel strings, a secret, an output value, a resource reference, an asset or an
 * archive is an object with the signature key. So a value comes in and goes out whole, at any depth.
 *
 * Source: pulumi/sdk proto docs, "property values" (sdk/go/common/resource/plugin/rpc.go); facts measured
 * against the real engine in docs/architecture.md.
 */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "google/protobuf/struct.pb-c.h"

/*
 * Struct (from the wire) to a JSON object. A NULL struct gives {}. Numbers without a fraction within ±2^53
 * become integers. Duplicate keys: the last wins; an entry without a value is null. Failure (ERROR_INPUT,
 * with the property's path): text that is not UTF-8, a number that JSON cannot hold (NaN, infinity), more
 * than 512 levels.
 *
 * A NUL inside a text ends it: protobuf-c gives C strings and does not say how long they were on the wire.
 */
MUST_USE bool value_from_struct(const Google__Protobuf__Struct *from, json_t **ret_object,
                                struct error **err);

/* The same without any wrapper (value_plain). */
MUST_USE bool value_plain_from_struct(const Google__Protobuf__Struct *from, json_t **ret_object,
                                      struct error **err);

MUST_USE bool value_from_wire(const Google__Protobuf__Value *from, json_t **ret_value, struct error **err);

/* JSON object to Struct, copied into the arena. Every JSON value has a Struct form; this cannot fail. (The
 * wire knows only doubles: an integer beyond ±2^53 is rounded, as everywhere in the engine.) */
Google__Protobuf__Struct *value_to_struct(struct arena *arena, const json_t *object);
Google__Protobuf__Value *value_to_wire(struct arena *arena, const json_t *value);

/* ---- unknowns ---- */

/* A new reference. */
json_t *value_unknown(void);

/* Any typed sentinel, or an output without a value; also inside a secret or an output. */
bool value_is_unknown(const json_t *value);

/* The value itself, or anything inside it. */
bool value_has_unknown(const json_t *value);

/* ---- secrets and outputs ---- */

json_t *value_secret(json_t *plain);       /* wraps; steals `plain`; a secret stays as it is */
bool value_is_secret(const json_t *value); /* a secret, or an output marked secret */
bool value_has_secret(const json_t *value);

/* What stands inside any secret and output wrappers around the value itself. Borrowed. An output without a
 * value gives a borrowed unknown. */
json_t *value_inner(const json_t *value);

/* A copy without any secret or output wrapper at any depth; unknowns stay. Texts and numbers are shared with
 * the original. A new reference. */
json_t *value_plain(const json_t *value);

/*
 * A copy of `value` in which everything that stands at a path where `marked` has a secret is secret, too (a
 * secret around a container covers the container). An element of a list takes the marks of the element it
 * equals, wherever that stands; without an equal, the marks of all. What has another form than `marked` is
 * secret as a whole. A new reference.
 */
json_t *value_with_secrets_of(const json_t *value, const json_t *marked);

/*
 * A copy of `text` (free()) in which each text of REDACTED_FROM characters and more that is secret in `marked` reads
 * "[secret]": AWS quotes values that it refuses in its messages.
 */
#define REDACTED_FROM 3
char *value_redacted(const char *text, const json_t *marked) RETURNS_NONNULL;

/* URNs that output values inside the value depend on, without doubles: a JSON array of strings. A new
 * reference. */
json_t *value_dependencies(const json_t *value);

/* ---- references, assets ---- */

/* The id of a resource reference (its "id"), or the string itself when the value is a string, looking through
 * secrets and outputs. NULL when it is neither, empty (a reference to a component) or unknown. Borrowed. */
const char *value_id(const json_t *value);

bool value_is_reference(const json_t *value); /* a resource reference, looking through secrets and outputs */
bool value_is_asset(const json_t *value);
bool value_is_archive(const json_t *value);

/* ---- comparison ---- */

/*
 * Deep equality by meaning: secret and output wrappers do not matter, 1 equals 1.0, an absent member equals
 * null; assets and archives compare by hash where both have one. An unknown equals only an unknown.
 */
bool value_equal(const json_t *a, const json_t *b);

/* ---- paths: vpcs[0].tags["a.b"] as the engine writes them ---- */

/* Appends a member name (".name", or ["na.me"] where it is no plain name) or an index to a path. */
void value_path_add_name(struct text *path, const char *name);
void value_path_add_index(struct text *path, size_t index);

/* What stands at the path, looking through secrets and outputs on the way; "" is the value itself. Borrowed;
 * NULL when nothing stands there or the path is not well formed. */
json_t *value_at_path(const json_t *value, const char *path);

/* True when the path is well formed: names joined by dots, [index], ["quoted name"] with \" for a quote. */
bool value_path_valid(const char *path);

#endif
