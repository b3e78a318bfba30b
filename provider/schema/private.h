/* Inside schema/: what its files share. */
#ifndef SCHEMA_PRIVATE_H
#define SCHEMA_PRIVATE_H

#include "base/text.h"
#include "schema/schema.h"

/* ---- schema.c ---- */

/* Tests put a document of their own in the place of the embedded one; borrowed. NULL: the embedded one again.
 */
void schema_use_document_for_test(const json_t *document);

/* What a `$ref` points at inside the document ("#/types/utm:ec2:Tenancy"), or NULL. Borrowed. */
const json_t *schema_referred(const char *ref);

/* The spec behind `spec`: what its `$ref` to a type points at, else itself. */
const json_t *schema_resolved(const json_t *spec) RETURNS_NONNULL;

/* A resource's inputs ("inputProperties", "requiredInputs") or a type's members ("properties", "required").
 */
const json_t *schema_inputs(const json_t *definition);
const json_t *schema_required(const json_t *definition);

/* ---- nearest.c ---- */

/* The member of `names` that is nearest to `name` in spelling, or NULL when none is near. Borrowed. */
const char *schema_nearest_name(const json_t *names, const char *name);

/* ---- place.c: where the checker stands ---- */

struct checker {
    struct schema_failures *failures;
    struct text path;     /* full path of the value */
    struct text property; /* the top-level property, "" outside of any */
    bool secret;          /* the value may not be shown */
    bool strict;          /* no conversion between text and numbers */
    bool from_text;       /* lists and objects may come as JSON text (the provider's configuration) */
};

/* Steps down to a member, to a map's entry (whose key is hidden inside a secret), to an element; and back. */
struct check_mark {
    size_t length;
};
struct check_mark check_enter(struct checker *c, const char *name);
struct check_mark check_enter_key(struct checker *c, const char *key);
struct check_mark check_enter_index(struct checker *c, size_t index);
void check_leave(struct checker *c, struct check_mark mark);

/* Adds a failure at the checker's place; below the top level the reason begins with the path. */
void check_fail(struct checker *c, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same for a reason that names its places itself. */
void check_fail_about(struct checker *c, const char *format, ...) PRINTF_LIKE(2, 3);

/* A value as a failure shows it: "text", 7, a list, (a secret); long texts are cut. A heap string. */
char *check_shown(const struct checker *c, const json_t *value) RETURNS_NONNULL;

/* The text, or its beginning and "…" where it is long. A heap string. */
char *check_cut(const char *text) RETURNS_NONNULL;

/* "expected WANTED, got a string ("abc")". */
void check_fail_type(struct checker *c, const char *wanted, const json_t *value);

/* ---- check.c ---- */

/* The checked form of one value, by its type spec and the rules in `extra`. A new reference. */
json_t *check_value(struct checker *c, const json_t *spec, const json_t *extra,
                    const json_t *value) RETURNS_NONNULL;

/* The same for the members of an object; `definition` as schema_check() takes it. */
json_t *check_members(struct checker *c, const json_t *definition, const json_t *object) RETURNS_NONNULL;

/* ---- scalar.c, union.c ---- */

json_t *check_scalar(struct checker *c, const char *type, const json_t *extra,
                     const json_t *value) RETURNS_NONNULL;
json_t *check_enum(struct checker *c, const json_t *definition, const json_t *extra,
                   const json_t *value) RETURNS_NONNULL;
json_t *check_union(struct checker *c, const json_t *spec, const json_t *extra,
                    const json_t *value) RETURNS_NONNULL;

/* ---- limits.c, format.c, policy_check.c, relation.c ---- */

void check_text_limits(struct checker *c, const json_t *extra, const char *text);
void check_number_limits(struct checker *c, const json_t *extra, const json_t *number);
void check_count_limits(struct checker *c, const json_t *extra, size_t count);

/* Characters, not bytes, of UTF-8 text. */
size_t limits_characters(const char *text);

/* True when the pattern (POSIX extended) is found in the text. */
bool limits_match(const char *pattern, const char *text);

/* False when the pattern cannot be compiled. */
bool limits_pattern_usable(const char *pattern);

/* Checks by "format". What is to stand in the inputs instead of the text is returned as a heap string, else
 * NULL. */
char *check_text_format(struct checker *c, const json_t *extra, const char *text);
void check_map_format(struct checker *c, const json_t *extra, const json_t *map);

/* The text in a form that is the same for all texts of the same meaning, by "format" and "caseless". A heap
 * string. */
char *format_normal(const json_t *extra, const char *text) RETURNS_NONNULL;

bool format_known(const char *name);

/* What is wrong with a policy, in words that name the place in it; nothing is added when it is right. */
void policy_check(const char *text, struct text *problem);

/* conflictsWith, requiredWith, exactlyOneOf, atLeastOneOf of one object's members. `result` has defaults
 * filled in. */
void check_relations(struct checker *c, const json_t *properties, const json_t *given, const json_t *result);

/* True when a member that excludes this one is given, so that no default may be filled in. */
bool relation_excludes(const json_t *property, const json_t *given);

/* ---- union.c, policy.c, normal.c ---- */

/* What `spec` says about this value: behind a `$ref`, and of a union the alternative that fits. Borrowed. */
const json_t *schema_for_value(const json_t *spec, const json_t *value) RETURNS_NONNULL;

/* The policy in one form for all policies of the same meaning; NULL when the text is no JSON object. A heap
 * string. */
char *policy_normal(const char *text);

/* True when there is no value: absent, or null inside any wrappers. */
bool is_nothing(const json_t *value);

/* A resource reference, an asset or an archive: an object that is not looked into. */
bool is_special(const json_t *value);

/*
 * The value in a form that is equal (json_equal) for values of the same meaning: wrappers and nulls gone,
 * sets sorted, texts normal. Without "computed" members when `without_computed`. A new reference.
 */
json_t *schema_normal(const json_t *spec, const json_t *extra, const json_t *value, bool without_computed);

/* ---- diff.c, set_diff.c ---- */

struct differ {
    struct schema_changes *changes;
    struct text path;
    bool replace;    /* what stands above replaces on any change */
    bool from_state; /* `before` is what AWS shows: members of objects that nobody asked for are no change */
};

/* What differs between the values; either may be nothing. */
void diff_value(struct differ *d, const json_t *spec, const json_t *extra, const json_t *before,
                const json_t *after);

/* Adds a change at the differ's place; it replaces when what stands above does, or `replace`. */
void diff_add(struct differ *d, enum schema_change_kind kind, bool replace);

/* Takes a change over from another list of changes. */
void diff_move(struct differ *d, struct schema_change *change);

/* A change of one element of a list. */
void diff_element(struct differ *d, const json_t *items, const json_t *extra, size_t index,
                  const json_t *before, const json_t *after);

/* A list that is a set: elements pair by equality, then by name, key or id, then by place. */
void diff_set(struct differ *d, const json_t *items, const json_t *extra, const json_t *before,
              const json_t *after);

#endif
