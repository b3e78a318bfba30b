/*
 * Form of the generated endpoint rules (tables.c, by scripts/models/endpoints.py).
 *
 * A rule set is a tree: a rule whose conditions all hold leads to further rules, to an endpoint or to an
 * error. It is kept as 16-bit words, because pointers would have to be relocated at every start (the rules of
 * s3 alone have thousands of nodes); equal parts stand there once. Words refer to each other by index, to
 * text by offset:
 *
 *     block       count, item…
 *     rule        RULE_TREE,     conditions (block), rules (block)
 *                 RULE_ENDPOINT, conditions, url, properties, headers (expressions)
 *                 RULE_ERROR,    conditions, message
 *     condition   slot + 1 that takes the value (0: none), expression
 *     expression  RULE_TEXT offset | RULE_INTEGER value | RULE_TRUE 0 | RULE_FALSE 0 | RULE_REFERENCE slot |
 *                 RULE_TEMPLATE count, part… | RULE_LIST count, item… | RULE_OBJECT count, (key offset,
 * expression)… | function, count, argument…
 *
 * Source: https://smithy.io/2.0/additional-specs/rules-engine/specification.html
 */
#ifndef AWS_ENDPOINT_RULES_H
#define AWS_ENDPOINT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rule_word {
    RULE_TREE,
    RULE_ENDPOINT,
    RULE_ERROR,
    RULE_TEXT,
    RULE_INTEGER,
    RULE_TRUE,
    RULE_FALSE,
    RULE_REFERENCE,
    RULE_TEMPLATE,
    RULE_LIST,
    RULE_OBJECT,
    RULE_IS_SET, /* functions from here */
    RULE_NOT,
    RULE_GET_ATTR,
    RULE_SUBSTRING,
    RULE_STRING_EQUALS,
    RULE_BOOLEAN_EQUALS,
    RULE_PARSE_URL,
    RULE_URI_ENCODE,
    RULE_IS_VALID_HOST_LABEL,
    RULE_PARTITION,
    RULE_PARSE_ARN,
    RULE_IS_VIRTUAL_HOSTABLE_BUCKET,
};

enum rule_parameter { RULE_PARAMETER_STRING, RULE_PARAMETER_BOOLEAN, RULE_PARAMETER_LIST };

struct endpoint_parameter {
    const char *name;
    const char *otherwise; /* default: a string, or JSON; NULL = none */
    uint8_t kind;          /* enum rule_parameter */
    bool required;
};

/* A parameter that an operation sets: to a member of its input, or (NULL) to true. */
struct endpoint_context {
    const char *operation;
    const char *parameter;
    const char *member;
};

struct endpoint_rules {
    const char *service;    /* "logs" */
    const char *service_id; /* "cloudwatch_logs": as variables and shared files name it */
    const uint16_t *words;
    const char *text;
    const struct endpoint_parameter *parameters; /* parameter i is slot i */
    const struct endpoint_context *contexts;
    uint16_t root;  /* block of rules */
    uint16_t slots; /* parameters, then assigned names */
    uint16_t parameter_count;
    uint16_t context_count;
};

/* NULL-ended, sorted by service. Generated. */
extern const struct endpoint_rules *const endpoint_tables[];

/* NULL when there are none for that service. */
const struct endpoint_rules *endpoint_rules_find(const char *service);

#endif
