#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "schema/private.h"

/* Longer names have no neighbours: the search costs the product of the lengths. */
enum { NAME_MOST = 100 };

struct name {
    char bytes[NAME_MOST + 1];
    size_t length;
};

/* Without what people write otherwise: case, underscores and hyphens (cidr_block, cidr-block, CidrBlock).
 * False: too long. */
static bool reduced(const char *text, struct name *ret_name) {
    if (strlen(text) > NAME_MOST)
        return false;
    ret_name->length = 0;
    for (const char *at = text; *at; at++)
        if (*at != '_' && *at != '-')
            ret_name->bytes[ret_name->length++] = (char)tolower((unsigned char)*at);
    ret_name->bytes[ret_name->length] = '\0';
    return true;
}

static size_t least(size_t a, size_t b, size_t c) {
    const size_t smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* Insertions, deletions, exchanges, and swaps of two neighbours that lead from one to the other. */
static size_t distance(const struct name *a, const struct name *b) {
    size_t rows[3][NAME_MOST + 1];
    size_t *before = rows[0];
    size_t *last = rows[1];
    size_t *now = rows[2];
    for (size_t j = 0; j <= b->length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a->length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b->length; j++) {
            const bool same = a->bytes[i - 1] == b->bytes[j - 1];
            now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + !same);
            const bool swapped =
                i > 1 && j > 1 && a->bytes[i - 1] == b->bytes[j - 2] && a->bytes[i - 2] == b->bytes[j - 1];
            if (swapped && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        size_t *oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return last[b->length];
}

static const char *nearest(const json_t *names, const struct name *wanted) {
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)names, name, value) {
        struct name candidate;
        if (!reduced(name, &candidate))
            continue;
        const size_t apart = distance(wanted, &candidate);
        if (apart < best_distance) {
            best = name;
            best_distance = apart;
        }
    }
    return best_distance <= (wanted->length + 2) / 3 ? best : NULL;
}

const char *schema_nearest_name(const json_t *names, const char *name) {
    struct name wanted;
    return reduced(name, &wanted) && wanted.length ? nearest(names, &wanted) : NULL;
}

/* Users of other providers write "aws:ec2/vpc:Vpc": another package, and a file in the module. */
static char *in_our_form(const char *token) {
    const char *module = strchr(token, ':');
    const char *type = module ? strrchr(module + 1, ':') : NULL;
    if (!type)
        return xstrdup(token);
    return xprintf("utm:%.*s%s", (int)strcspn(module + 1, "/:"), module + 1, type);
}

const char *schema_nearest_resource(const char *token) {
    if (strlen(token) > NAME_MOST)
        return NULL;
    auto_free char *ours = in_our_form(token);
    return schema_nearest_name(json_object_get(schema_document(), "resources"), ours);
}
