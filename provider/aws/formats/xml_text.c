#include "aws/formats/xml_text.h"

#include <stdbool.h>

/* Length of the UTF-8 sequence at `bytes`, 0 when it is not valid (RFC 3629: no overlong forms, no
 * surrogates). */
static size_t sequence(const unsigned char *bytes, size_t left) {
    static const struct {
        unsigned char first, last; /* of the first byte */
        unsigned char second_from, second_to;
        unsigned char length;
    } forms[] = {
        { 0x20, 0x7F, 0, 0, 1 },       { 0x09, 0x0A, 0, 0, 1 },       { 0x0D, 0x0D, 0, 0, 1 },
        { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 }, { 0xE1, 0xEC, 0x80, 0xBF, 3 },
        { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 }, { 0xF0, 0xF0, 0x90, 0xBF, 4 },
        { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
    };
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        if (bytes[0] < forms[i].first || bytes[0] > forms[i].last)
            continue;
        if (forms[i].length > left)
            return 0;
        if (forms[i].length > 1 && (bytes[1] < forms[i].second_from || bytes[1] > forms[i].second_to))
            return 0;
        for (size_t k = 2; k < forms[i].length; k++)
            if ((bytes[k] & 0xC0) != 0x80)
                return 0;
        return forms[i].length;
    }
    return 0;
}

size_t xml_valid_length(const char *bytes, size_t length) {
    size_t valid = 0;
    while (valid < length) {
        const size_t step = sequence((const unsigned char *)bytes + valid, length - valid);
        if (!step)
            break;
        valid += step;
    }
    return valid;
}

size_t xml_encode(uint32_t code, char *to) {
    static const unsigned char marks[5] = { 0, 0x00, 0xC0, 0xE0, 0xF0 };
    const size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)(marks[length] | code);
    return length;
}

void xml_escape(struct text *text, const char *string) {
    for (; *string; string++) {
        const unsigned char c = (unsigned char)*string;
        if (c == '&')
            text_add(text, "&amp;");
        else if (c == '<')
            text_add(text, "&lt;");
        else if (c == '>')
            text_add(text, "&gt;");
        else if (c == '"')
            text_add(text, "&quot;");
        else if (c < 0x20) /* as they are, readers would turn line ends and tabs into something else */
            text_printf(text, "&#x%X;", c);
        else if (c == 0xC2 && (unsigned char)string[1] == 0x85) { /* NEL and LINE SEPARATOR likewise */
            text_add(text, "&#x85;");
            string++;
        } else if (c == 0xE2 && (unsigned char)string[1] == 0x80 && (unsigned char)string[2] == 0xA8) {
            text_add(text, "&#x2028;");
            string += 2;
        } else
            text_add_char(text, *string);
    }
}
