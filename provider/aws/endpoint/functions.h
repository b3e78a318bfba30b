/* The functions that endpoint rules may call. NULL as a result means "no value". */
#ifndef AWS_ENDPOINT_FUNCTIONS_H
#define AWS_ENDPOINT_FUNCTIONS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"

/* All give a new reference, or NULL. */
json_t *rule_partition(const char *region);
json_t *rule_parse_url(struct arena *arena, const char *url);
json_t *rule_parse_arn(const char *arn);
json_t *rule_attribute(const json_t *value, const char *path);
json_t *rule_substring(const char *text, json_int_t start, json_int_t stop, bool reverse);

bool rule_is_host_label(const char *text, bool allow_dots);
bool rule_is_virtual_hostable_bucket(const char *bucket, bool allow_dots);

#endif
