/*
 * What AWS would refuse as MalformedPolicyDocument, said before anything is touched.
 * Source: IAM policy grammar,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"

/* The members of a policy and of a statement, as schema_nearest_name() takes them. */
static const char POLICY_MEMBERS[] = "{\"Version\": 1, \"Id\": 1, \"Statement\": 1}";
static const char STATEMENT_MEMBERS[] =
    "{\"Sid\": 1, \"Effect\": 1, \"Principal\": 1, \"NotPrincipal\": 1, \"Action\": 1, \"NotAction\": 1,"
    " \"Resource\": 1, \"NotResource\": 1, \"Condition\": 1}";

/* True when every member is one of `known`; names of policies have a case. */
static bool members_known(const char *known_text, const json_t *object, const char *where,
                          struct text *problem) {
    json_auto_t *known = json_loads(known_text, 0, NULL);
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value) {
        if (json_object_get(known, name))
            continue;
        const char *near = schema_nearest_name(known, name);
        json_auto_t *quoted = json_string(name);
        auto_free char *shown = json_canonical(quoted);
        text_printf(problem, "%sunknown element %s", where, shown);
        if (near)
            text_printf(problem, "; did you mean \"%s\"?", near);
        return false;
    }
    return true;
}

static bool is_text_or_texts(const json_t *value) {
    size_t i;
    json_t *each;
    json_array_foreach(value, i, each) {
        if (!json_is_string(each))
            return false;
    }
    return json_is_string(value) || (json_is_array(value) && json_array_size(value) > 0);
}

static bool texts_fit(const json_t *statement, const char *where, struct text *problem) {
    static const char *const NAMES[] = { "Action", "NotAction", "Resource", "NotResource" };
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        const json_t *value = json_object_get(statement, NAMES[i]);
        if (value && !is_text_or_texts(value)) {
            text_printf(problem, "%s%s must be a text or a list of texts that is not empty", where, NAMES[i]);
            return false;
        }
    }
    return true;
}

static bool principal_fits(const json_t *statement, const char *name, const char *where,
                           struct text *problem) {
    const json_t *principal = json_object_get(statement, name);
    if (!principal)
        return true;
    bool fits = json_is_object(principal) && json_object_size(principal) > 0;
    const char *kind;
    json_t *who;
    json_object_foreach((json_t *)principal, kind, who) {
        static const char *const KINDS[] = { "AWS", "Service", "Federated", "CanonicalUser" };
        bool known = false;
        for (size_t i = 0; i < COUNT_OF(KINDS); i++)
            known = known || strcmp(kind, KINDS[i]) == 0;
        fits = fits && known && is_text_or_texts(who);
    }
    const char *text = json_string_value(principal);
    if (fits || (text && strcmp(text, "*") == 0))
        return true;
    text_printf(problem,
                "%s%s must be \"*\" or an object of AWS, Service, Federated or CanonicalUser with a text or "
                "a list of "
                "texts",
                where, name);
    return false;
}

static bool condition_fits(const json_t *statement, const char *where, struct text *problem) {
    const json_t *condition = json_object_get(statement, "Condition");
    bool fits = !condition || json_is_object(condition);
    const char *operator;
    json_t *operands;
    json_object_foreach((json_t *)condition, operator, operands) {
        fits = fits && json_is_object(operands);
    }
    if (!fits)
        text_printf(problem, "%sCondition must be an object of operators, each an object of keys and values",
                    where);
    return fits;
}

/* Exactly one of the pair; `optional`: or none. */
static bool one_of_pair(const json_t *statement, const char *name, bool optional, const char *where,
                        struct text *problem) {
    auto_free char *not_name = xprintf("Not%s", name);
    const bool has = json_object_get(statement, name) != NULL;
    const bool has_not = json_object_get(statement, not_name) != NULL;
    if (has && has_not)
        text_printf(problem, "%s%s and %s exclude each other", where, name, not_name);
    else if (!has && !has_not && !optional)
        text_printf(problem, "%s%s is missing", where, name);
    return problem->length == 0;
}

static bool effect_fits(const json_t *statement, const char *where, struct text *problem) {
    const json_t *effect = json_object_get(statement, "Effect");
    const char *text = json_string_value(effect);
    if (text && (strcmp(text, "Allow") == 0 || strcmp(text, "Deny") == 0))
        return true;
    if (!effect) {
        text_printf(problem, "%sEffect is missing: \"Allow\" or \"Deny\"", where);
        return false;
    }
    auto_free char *shown = json_canonical(effect);
    text_printf(problem, "%sEffect must be \"Allow\" or \"Deny\", got %.60s", where, shown);
    return false;
}

/* A trust policy has principals and no resources, others the other way round: something of both must be
 * there. */
static bool statement_fits(const json_t *statement, const char *where, struct text *problem) {
    if (!json_is_object(statement)) {
        text_printf(problem, "%sa statement must be an object", where);
        return false;
    }
    if (!members_known(STATEMENT_MEMBERS, statement, where, problem) ||
        !effect_fits(statement, where, problem) || !one_of_pair(statement, "Action", false, where, problem) ||
        !one_of_pair(statement, "Resource", true, where, problem) ||
        !one_of_pair(statement, "Principal", true, where, problem) || !texts_fit(statement, where, problem) ||
        !principal_fits(statement, "Principal", where, problem) ||
        !principal_fits(statement, "NotPrincipal", where, problem) ||
        !condition_fits(statement, where, problem))
        return false;
    if (json_object_get(statement, "Resource") || json_object_get(statement, "NotResource") ||
        json_object_get(statement, "Principal") || json_object_get(statement, "NotPrincipal"))
        return true;
    text_printf(problem, "%sResource (or, in a trust policy, Principal) is missing", where);
    return false;
}

static void statements_fit(const json_t *statements, struct text *problem) {
    if (json_is_object(statements)) {
        statement_fits(statements, "Statement: ", problem);
        return;
    }
    if (!json_is_array(statements) || json_array_size(statements) == 0) {
        text_add(problem, "Statement must be an object, or a list of them that is not empty");
        return;
    }
    size_t i;
    json_t *statement;
    json_array_foreach(statements, i, statement) {
        auto_free char *where = xprintf("Statement[%zu]: ", i);
        if (!statement_fits(statement, where, problem))
            return;
    }
}

static bool version_fits(const json_t *policy) {
    const json_t *version = json_object_get(policy, "Version");
    const char *text = json_string_value(version);
    return !version || (text && (strcmp(text, "2012-10-17") == 0 || strcmp(text, "2008-10-17") == 0));
}

void policy_check(const char *text, struct text *problem) {
    auto_error *error = NULL;
    json_auto_t *policy = NULL;
    if (!json_parse(text, strlen(text), &policy, &error))
        text_add(problem, error->message);
    else if (!json_is_object(policy))
        text_add(problem, "a policy must be a JSON object");
    else if (!members_known(POLICY_MEMBERS, policy, "", problem))
        return;
    else if (!version_fits(policy))
        text_add(problem, "Version must be \"2012-10-17\" (or \"2008-10-17\")");
    else if (!json_object_get(policy, "Statement"))
        text_add(problem, "Statement is missing");
    else
        statements_fit(json_object_get(policy, "Statement"), problem);
}
