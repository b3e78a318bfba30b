/* XML: what was read is written, read again, and is the same. */
#include <string.h>

#include "aws/formats/xml.h"
#include "aws/formats/xml_text.h"
#include "base/text.h"
#include "support/fuzz.h"

static void write_node(struct text *out, const struct xml_node *node) {
    text_printf(out, "<%s", node->name);
    for (const struct xml_attribute *each = node->attributes; each; each = each->next) {
        text_printf(out, " %s=\"", each->name);
        xml_escape(out, each->value);
        text_add_char(out, '"');
    }
    text_add_char(out, '>');
    xml_escape(out, node->text);
    for (const struct xml_node *child = node->children; child; child = child->next)
        write_node(out, child);
    text_printf(out, "</%s>", node->name);
}

static bool same_node(const struct xml_node *a, const struct xml_node *b) {
    if (strcmp(a->name, b->name) != 0 || strcmp(a->text, b->text) != 0)
        return false;
    for (const struct xml_attribute *each = a->attributes; each; each = each->next) {
        const char *value = xml_attribute_value(b, each->name);
        if (!value || strcmp(value, each->value) != 0)
            return false;
    }
    const struct xml_node *in_a = a->children, *in_b = b->children;
    for (; in_a && in_b; in_a = in_a->next, in_b = in_b->next)
        if (!same_node(in_a, in_b))
            return false;
    return !in_a && !in_b;
}

/* Local names that no document could have as names ("" of "x:", "1" of "x:1") are not written. */
static bool can_be_written(const struct xml_node *node) {
    const char *name = node->name;
    if (!*name || strchr("0123456789-.", *name))
        return false;
    for (const struct xml_attribute *each = node->attributes; each; each = each->next)
        if (!*each->name || strchr("0123456789-.", *each->name) || strncmp(each->name, "xmlns", 5) == 0)
            return false;
    for (const struct xml_node *child = node->children; child; child = child->next)
        if (!can_be_written(child))
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL, *again = NULL;
    auto_text out = { 0 };
    const struct xml_node *root = NULL, *copy = NULL;
    const bool good = xml_parse(arena, (const char *)data, size, &root, &error);
    fuzz_check_error(good, error, size);
    if (!good || !can_be_written(root))
        return 0;
    write_node(&out, root);
    FUZZ_CHECK(xml_parse(arena, text_string(&out), out.length, &copy, &again));
    FUZZ_CHECK(same_node(root, copy));
    return 0;
}
