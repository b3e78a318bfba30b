#include <pthread.h>

#include "aws/client.h"
#include "base/memory.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static json_t *counts; /* {"ec2.DescribeVpcs": 3}; lives as long as the process */

void aws_count_call(const char *service, const char *operation) {
    auto_free char *key = xprintf("%s.%s", service, operation);
    pthread_mutex_lock(&lock);
    if (!counts)
        counts = json_object();
    const json_int_t before = json_integer_value(json_object_get(counts, key));
    json_object_set_new(counts, key, json_integer(before + 1));
    pthread_mutex_unlock(&lock);
}

json_t *aws_call_counts(void) {
    pthread_mutex_lock(&lock);
    json_t *copy = counts ? json_deep_copy(counts) : json_object();
    pthread_mutex_unlock(&lock);
    return copy;
}
