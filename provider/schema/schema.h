/*
 * The contract: schema.json, embedded in the binary and parsed at first use. Check, Diff, secrets and
 * messages are read from it.
 *
 * What Pulumi's schema has no word for stands in a property's `language.utm` object, which Pulumi's schema
 * allows for any language. Rules about texts and numbers go down through lists and maps to the elements:
 *   "computed": true      AWS chooses a value when none is given; taking the input away changes nothing
 *   "format"              how a text is checked and compared: "cidr", "cidr4", "cidr6", "ip", "ip4", "ip6", "arn",
 *                         "json", "policy" (compared by meaning), "protocol", "url", "duration" ("1h30m"), "name"
 *                         (autonamed; no rule of its own); of a number: "port"; of a map: "tags"
 *   "unordered": true     an array that is a set
 *   "caseless": true      text compared without regard to case
 *   "pattern", "notPattern"    POSIX extended, found anywhere unless anchored
 *   "minLength", "maxLength"   characters
 *   "minimum", "maximum"       numbers
 *   "minItems", "maxItems"     lists and maps
 *   "minPrefix", "maxPrefix"   cidr formats
 *   "minSeconds", "maxSeconds" format "duration"
 *   "hint"                completes "expected …" in messages: "an id like vpc-0123456789abcdef0"
 *   "conflictsWith", "requiredWith", "exactlyOneOf", "atLeastOneOf": [..]   members of the same object
 *   "replaceExcept": [[from, to], ..]   changes that need no replacement although the property replaces on others
 *   "replaceOnPresence": true           giving the property, or taking it away, replaces; another value does not
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include <jansson.h>
#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/text.h"

/* The embedded text, as GetSchema answers it, and its length without the final NUL. */
const char *schema_text(size_t *ret_length) RETURNS_NONNULL;

/* The parsed document; borrowed, never changed, safe from any thread. */
const json_t *schema_document(void) RETURNS_NONNULL;

/* Definitions by token ("utm:ec2/vpc:Vpc" style tokens are not used: "utm:ec2:Vpc"). NULL when there is none.
 * Borrowed. */
const json_t *schema_resource(const char *token);
const json_t *schema_function(const char *token);
const json_t *schema_provider(void) RETURNS_NONNULL;

/* The `language.utm` object of a property, following nothing; an empty object when there is none. Borrowed.
 */
const json_t *schema_extra(const json_t *property) RETURNS_NONNULL;

/* The token among all resources that is nearest to `token` in spelling, or NULL when none is near. Borrowed.
 */
const char *schema_nearest_resource(const char *token);

/* One thing wrong with the user's input. */
struct schema_failure {
    char *property; /* the top-level property that holds the fault; "" where there is none: what is missing,
                     * and rules between properties (the engine prints the value of `property`, so it must be
                     * there) */
    char *reason;   /* names the full path where it is deeper; says what would be right; no secret */
};

struct schema_failures {
    struct schema_failure *items;
    size_t count;
};

/* More than these help nobody. */
enum { SCHEMA_FAILURES_MOST = 100 };

/* Adds a failure; what is there already, or one too many, is dropped. */
void schema_fail(struct schema_failures *failures, const char *property, const char *format, ...)
    PRINTF_LIKE(3, 4);
void schema_failures_done(struct schema_failures *failures);
#define auto_failures AUTO(schema_failures_done) struct schema_failures

/*
 * Checks `inputs` (value form) against an object with "inputProperties"/"requiredInputs" (a resource) or
 * "properties"/"required" (a type, a function's inputs). Returns a new object: the inputs with
 * - defaults filled in (`defaultInfo.environment`, `default`, `const` where required; not where an excluding
 * property is given),
 * - texts of numbers and booleans converted ("8080" → 8080), and the other way round (8080 → "8080"),
 * - a resource reference where a text is wanted turned into the resource's id,
 * - properties that the schema calls secret wrapped, nulls dropped; wrappers stay around what they wrap.
 * What is wrong is added to `failures`: unknown property (with the nearest known name), wrong type, missing
 * required, enum, limits, formats, conflicts. Unknowns pass every rule, also an unknown in the place of all
 * inputs.
 *
 * For schema_provider() lists and maps may come as JSON text (as stack configuration does), and what the
 * engine adds
 * ("version", "pluginDownloadURL", "__…") passes through. Defaults are filled in here and nowhere else:
 * import calls this, too.
 */
json_t *schema_check(const json_t *definition, const json_t *inputs,
                     struct schema_failures *failures) RETURNS_NONNULL;

/* Marks as secret, in a copy of `state`, what the schema's "properties" call secret. A new reference. */
json_t *schema_mark_secrets(const json_t *definition, const json_t *state) RETURNS_NONNULL;

enum schema_change_kind { SCHEMA_ADD, SCHEMA_DELETE, SCHEMA_UPDATE };

struct schema_change {
    char *path; /* as the engine writes it */
    enum schema_change_kind kind;
    bool replace;
};

struct schema_changes {
    struct schema_change *items;
    size_t count;
    bool replace; /* any of them */
};
void schema_changes_done(struct schema_changes *changes);
#define auto_changes AUTO(schema_changes_done) struct schema_changes

/*
 * What differs between the recorded inputs and the new ones, by meaning (P5), in the schema's order of
 * properties.
 * - `state` holds the recorded outputs: a property that was not asked for before and is asked for now with
 * the value it already has is no change. `old_inputs` NULL or empty (states that never had them): `state`
 * takes their place for what is asked for now; what only the state knows is no change.
 * - A "computed" property that is no longer asked for is no change. An unknown in `new_inputs` is an update.
 * - Elements of an "unordered" array pair by equality, then by `name`, `key` or `id`, then by place; paths
 * have the new index, deletes the old one. Where the two would collide, the array as a whole is updated.
 * - Inside a secret any change is one update of the secret: paths would tell its keys.
 * - `replaceOnChanges` and `willReplaceOnChanges` of the property, or of what it stands in, make a change
 * replace; a value that comes or goes replaces when a member inside it would.
 * - A recorded property that the schema does not know any more is no change.
 */
void schema_diff(const json_t *definition, const json_t *state, const json_t *old_inputs,
                 const json_t *new_inputs, struct schema_changes *changes);

/*
 * True when both texts are the same policy by meaning: key order, statement order, order within lists, a
 * string against a list of one, and white space mean nothing. Text that is no JSON compares as text. Source:
 * IAM policy grammar, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
bool schema_policy_equal(const char *a, const char *b);

/* True when two values of a property with this definition mean the same (what schema_diff uses at each leaf).
 */
bool schema_value_equal(const json_t *property, const json_t *a, const json_t *b);

#endif
