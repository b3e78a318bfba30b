/* Characters of XML: which bytes are text, and how text is written. */
#ifndef AWS_XML_TEXT_H
#define AWS_XML_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* How many of the first bytes are valid UTF-8 without control characters other than tab and line ends. */
size_t xml_valid_length(const char *bytes, size_t length);

/* Writes the UTF-8 of a code point (not a surrogate, at most 0x10FFFF) to `to`; the number of bytes, 1 to 4.
 */
size_t xml_encode(uint32_t code, char *to);

/* Appends text so that it reads back as it is, in an element or between double quotes. */
void xml_escape(struct text *text, const char *string);

#endif
