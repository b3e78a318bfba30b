/*
 * Property values written short in tests. Single quotes stand for double quotes, and
 *   {'$secret': x}                              a secret
 *   {'$output': x, 'secret': true, 'deps': []}  an output value; without '$output' but with 'deps': not yet
 * known
 *   {'$unknown': true}                          the unknown sentinel
 *   {'$reference': 'id'}                        a reference to a resource of that id
 * Each function gives a new reference.
 */
#ifndef TESTS_VALUE_LITERALS_H
#define TESTS_VALUE_LITERALS_H

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/memory.h"
#include "value/value.h"

#define SIG           "4dabf18193072939515e22adb298388d"
#define SIG_OUTPUT    "d0e6a833031e9bbcd3f4e8bde6ca49a4"
#define SIG_REFERENCE "5cf8f73096256a8f31e491e813e4eb8e"
#define SIG_ASSET     "c44067f5952c0a294b673a41bacd8c17"
#define SIG_ARCHIVE   "0def7320c3a5731c473e5ecbe6d01bc7"
#define UNKNOWN       "04da6b54-80e4-46f7-96ec-b56ff0331ba9"

static inline json_t *literal_expanded(const json_t *short_form);

static inline json_t *literal_output(const json_t *short_form) {
    json_t *output = json_object();
    json_object_set_new(output, SIG, json_string(SIG_OUTPUT));
    json_object_set_new(output, "dependencies", json_deep_copy(json_object_get(short_form, "deps")));
    if (json_object_get(short_form, "secret"))
        json_object_set(output, "secret", json_object_get(short_form, "secret"));
    if (json_object_get(short_form, "$output"))
        json_object_set_new(output, "value", literal_expanded(json_object_get(short_form, "$output")));
    return output;
}

static inline json_t *literal_expanded(const json_t *short_form) {
    size_t index;
    const char *name;
    json_t *each;
    if (json_is_array(short_form)) {
        json_t *array = json_array();
        json_array_foreach(short_form, index, each) {
            json_array_append_new(array, literal_expanded(each));
        }
        return array;
    }
    if (!json_is_object(short_form))
        return json_deep_copy(short_form);
    if (json_object_get(short_form, "$secret"))
        return value_secret(literal_expanded(json_object_get(short_form, "$secret")));
    if (json_object_get(short_form, "$unknown"))
        return value_unknown();
    if (json_object_get(short_form, "$reference"))
        return json_pack("{ss ss sO}", SIG, SIG_REFERENCE, "urn", "urn:pulumi:s::p::t::n", "id",
                         json_object_get(short_form, "$reference"));
    if (json_object_get(short_form, "deps"))
        return literal_output(short_form);
    json_t *object = json_object();
    json_object_foreach((json_t *)short_form, name, each) {
        json_object_set_new(object, name, literal_expanded(each));
    }
    return object;
}

static inline json_t *literal(const char *text) {
    char *json = xstrdup(text);
    for (char *at = json; *at; at++)
        if (*at == '\'')
            *at = '"';
    json_error_t problem;
    json_auto_t *short_form = json_loads(json, JSON_DECODE_ANY, &problem);
    if (!short_form)
        fail_msg("%s: %s", text, problem.text);
    free(json);
    return literal_expanded(short_form);
}

/* The value is exactly this, wrappers included. */
static inline void assert_value(const json_t *value, const char *expected_text) {
    json_auto_t *expected = literal(expected_text);
    if (json_equal(value, expected))
        return;
    char *got = value ? json_canonical(value) : xstrdup("NULL");
    char *wanted = json_canonical(expected);
    print_error("got    %s\nwanted %s\n", got, wanted);
    free(got);
    free(wanted);
    fail();
}

/* Processor time of this process: other work on the machine does not count. */
static inline int64_t cpu_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Four times as much takes about four times as long; a square would take sixteen times. */
static inline void assert_not_quadratic(int64_t (*measure_us)(int count), int count) {
    int64_t few_us = 0;
    int64_t many_us = 0;
    for (int attempt = 0; attempt < 3; attempt++) {
        few_us = measure_us(count);
        many_us = measure_us(4 * count);
        if (many_us <= 10 * few_us + 20000)
            return;
    }
    fail_msg("%d took %lld us, %d took %lld us", count, (long long)few_us, 4 * count, (long long)many_us);
}

/* A random value of at most `depth` levels, special ones included, the same for the same seed. */
static inline unsigned draw(unsigned *seed, unsigned bound) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % bound;
}

static inline json_t *literal_random(unsigned *seed, int depth) {
    static const char *const WORDS[] = { "", "a", "id", "na.me", "größe", "q\"q", "x y", "\xF0\x9F\x98\x80" };
    switch (draw(seed, depth > 0 ? 12 : 7)) {
    case 0:
        return json_null();
    case 1:
        return json_boolean(draw(seed, 2));
    case 2:
        return json_integer((json_int_t)draw(seed, 60000) - 30000);
    case 3:
        return json_real(draw(seed, 1000) / 8.0 + 0.0625);
    case 4:
    case 5:
        return json_string(WORDS[draw(seed, 8)]);
    case 6:
        return value_unknown();
    case 7:
        return value_secret(literal_random(seed, depth - 1));
    case 8:
    case 9: {
        json_t *array = json_array();
        for (unsigned count = draw(seed, 5); count; count--)
            json_array_append_new(array, literal_random(seed, depth - 1));
        return array;
    }
    default: {
        json_t *object = json_object();
        for (unsigned count = draw(seed, 5); count; count--)
            json_object_set_new(object, WORDS[draw(seed, 8)], literal_random(seed, depth - 1));
        return object;
    }
    }
}

#endif
