/*
 * Policies by meaning. AWS keeps the lists, principals and condition keys of a policy in an order of its own.
 * Source: IAM policy grammar,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * In the normal form a list of texts is an object with the texts as keys: that sorts it and drops doubles.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "schema/private.h"

static char *lower(const char *text) {
    char *copy = xstrdup(text);
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

static char *same(const char *text) {
    return xstrdup(text);
}

/* An account's number and the ARN of its root are the same principal; AWS answers the ARN. */
static char *aws_principal(const char *text) {
    if (!limits_match("^arn:aws[a-z-]*:iam::[0-9]{12}:root$", text))
        return xstrdup(text);
    const char *account = strstr(text, "iam::") + strlen("iam::");
    return xstrndup(account, 12);
}

static void add_to_set(json_t *set, const json_t *element, char *(*normal)(const char *)) {
    const char *text = json_string_value(element);
    auto_free char *key = text ? normal(text) : json_canonical(element);
    json_object_set_new(set, key, json_true());
}

/* One text and a list of one are the same. */
static json_t *set_of(const json_t *value, char *(*normal)(const char *)) {
    json_t *set = json_object();
    size_t i;
    json_t *each;
    if (!json_is_array(value))
        add_to_set(set, value, normal);
    json_array_foreach(value, i, each) {
        add_to_set(set, each, normal);
    }
    return set;
}

/* What can be in no policy: in a list, as which nothing else comes out. */
static json_t *no_policy(const json_t *value) {
    return json_pack("[O]", value);
}

/* A text or a list of texts as a set. */
static json_t *texts_normal(const json_t *value, char *(*normal)(const char *)) {
    size_t i;
    json_t *each;
    bool texts = json_is_string(value) || json_is_array(value);
    json_array_foreach(value, i, each) {
        texts = texts && json_is_string(each);
    }
    return texts ? set_of(value, normal) : no_policy(value);
}

/* "*" is everybody, and so is {"AWS": "*"}. */
static json_t *principal_normal(const json_t *principal) {
    const char *text = json_string_value(principal);
    if (text && strcmp(text, "*") == 0)
        return json_pack("{so}", "AWS", set_of(principal, same));
    if (!json_is_object(principal))
        return no_policy(principal);
    json_t *result = json_object();
    const char *kind;
    json_t *who;
    json_object_foreach((json_t *)principal, kind, who) {
        json_object_set_new(result, kind, texts_normal(who, strcmp(kind, "AWS") == 0 ? aws_principal : same));
    }
    return result;
}

/* Condition keys have no case; values are texts, numbers or booleans, and AWS answers texts. */
static json_t *operands_normal(const json_t *operands) {
    if (!json_is_object(operands))
        return no_policy(operands);
    json_t *result = json_object();
    const char *key;
    json_t *values;
    json_object_foreach((json_t *)operands, key, values) {
        auto_free char *plain_key = lower(key);
        json_t *set = set_of(values, same);
        json_t *there = json_object_get(result, plain_key);
        if (there)
            json_object_update(set, there);
        json_object_set_new(result, plain_key, set);
    }
    return result;
}

static json_t *condition_normal(const json_t *condition) {
    if (!json_is_object(condition))
        return no_policy(condition);
    json_t *result = json_object();
    const char *operator;
    json_t *operands;
    json_object_foreach((json_t *)condition, operator, operands) {
        json_object_set_new(result, operator, operands_normal(operands));
    }
    return result;
}

static bool is_empty_text(const json_t *value) {
    return json_is_string(value) && json_string_length(value) == 0;
}

static bool is_empty_object(const json_t *value) {
    return json_is_object(value) && json_object_size(value) == 0;
}

static json_t *element_normal(const char *name, const json_t *value) {
    if (strcmp(name, "Action") == 0 || strcmp(name, "NotAction") == 0)
        return texts_normal(value, lower); /* actions have no case */
    if (strcmp(name, "Resource") == 0 || strcmp(name, "NotResource") == 0)
        return texts_normal(value, same);
    if (strcmp(name, "Principal") == 0 || strcmp(name, "NotPrincipal") == 0)
        return principal_normal(value);
    if (strcmp(name, "Condition") == 0)
        return condition_normal(value);
    return json_incref((json_t *)value);
}

static json_t *statement_normal(const json_t *statement) {
    if (!json_is_object(statement))
        return json_incref((json_t *)statement);
    json_t *result = json_object();
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)statement, name, value) {
        const bool nothing = (strcmp(name, "Sid") == 0 && is_empty_text(value)) ||
                             (strcmp(name, "Condition") == 0 && is_empty_object(value));
        if (!nothing)
            json_object_set_new(result, name, element_normal(name, value));
    }
    return result;
}

/* One statement and a list of one are the same. */
static json_t *statements_normal(const json_t *statements) {
    json_auto_t *one = json_is_array(statements) ? NULL : json_pack("[O]", statements);
    json_t *set = json_object();
    size_t i;
    json_t *statement;
    json_array_foreach(one ? one : statements, i, statement) {
        json_auto_t *normal = statement_normal(statement);
        auto_free char *text = json_canonical(normal);
        json_object_set_new(set, text, json_true());
    }
    return set;
}

char *policy_normal(const char *text) {
    json_auto_t *policy = json_loads(text, 0, NULL);
    if (!json_is_object(policy))
        return NULL;
    const json_t *statements = json_object_get(policy, "Statement");
    if (statements)
        json_object_set_new(policy, "Statement", statements_normal(statements));
    if (statements && !json_object_get(policy, "Version"))
        json_object_set_new(policy, "Version",
                            json_string("2008-10-17")); /* what AWS takes when it is left out */
    if (is_empty_text(json_object_get(policy, "Id")))
        json_object_del(policy, "Id");
    return json_canonical(policy);
}

bool schema_policy_equal(const char *a, const char *b) {
    if (strcmp(a, b) == 0)
        return true;
    auto_free char *normal_a = policy_normal(a);
    auto_free char *normal_b = policy_normal(b);
    return normal_a && normal_b && strcmp(normal_a, normal_b) == 0;
}
