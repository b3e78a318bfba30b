/*
 * A small XML reader for answers of AWS: elements, attributes, text, CDATA, comments, the five predefined
 * entities and numeric references. Names lose their namespace prefix. Not wellformed input, a document type,
 * invalid UTF-8, nesting deeper than XML_DEPTH and more than XML_PARTS elements and attributes are errors; memory grows
 * with the length of the input only.
 */
#ifndef AWS_XML_H
#define AWS_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* "<a/>" costs twenty times its length: without XML_PARTS 64 MiB of them would fill more than 1 GiB. */
enum { XML_DEPTH = 128, XML_ATTRIBUTES = 64, XML_PARTS = 1000000 };

struct xml_attribute {
    const char *name; /* local name; xmlns declarations are not listed */
    const char *value;
    const struct xml_attribute *next;
};

struct xml_node {
    const char *name; /* local name */
    const char *text; /* up to the first child element; never NULL */
    const struct xml_attribute *attributes;
    const struct xml_node *children; /* the first child element, or NULL */
    const struct xml_node *next;     /* the next sibling, or NULL */
};

/* Parses a whole document; all of *ret_root lives in the arena. Failure: ERROR_NETWORK that says where and
 * what. */
MUST_USE bool xml_parse(struct arena *arena, const char *bytes, size_t length,
                        const struct xml_node **ret_root, struct error **err);

/* The first child of that name, or the next sibling of it; NULL when there is none. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
const struct xml_node *xml_next(const struct xml_node *node, const char *name);

/* Text of the first child of that name; NULL when there is none. */
const char *xml_child_text(const struct xml_node *node, const char *name);

/* Value of the attribute with that local name; NULL when there is none. */
const char *xml_attribute_value(const struct xml_node *node, const char *name);

#endif
