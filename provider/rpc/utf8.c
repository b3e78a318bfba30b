#include "rpc/utf8.h"

#include <stdint.h>
#include <string.h>

/* Characters by their first byte, with the range of the second; all further bytes are 80–BF (RFC 3629,
 * section 4). */
static const struct {
    unsigned char first, last, size, second_from, second_to;
} forms[] = {
    // clang-format off
    { 0x00, 0x7f, 1, 0x00, 0x00 },
    { 0xc2, 0xdf, 2, 0x80, 0xbf },
    { 0xe0, 0xe0, 3, 0xa0, 0xbf },
    { 0xe1, 0xec, 3, 0x80, 0xbf },
    { 0xed, 0xed, 3, 0x80, 0x9f },
    { 0xee, 0xef, 3, 0x80, 0xbf },
    { 0xf0, 0xf0, 4, 0x90, 0xbf },
    { 0xf1, 0xf3, 4, 0x80, 0xbf },
    { 0xf4, 0xf4, 4, 0x80, 0x8f },
    // clang-format on
};

size_t utf8_sequence(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (bytes[0] < forms[i].first || bytes[0] > forms[i].last)
            continue;
        const size_t size = forms[i].size;
        if (size > length || (size > 1 && (bytes[1] < forms[i].second_from || bytes[1] > forms[i].second_to)))
            return 0;
        for (size_t at = 2; at < size; at++)
            if ((bytes[at] & 0xc0) != 0x80)
                return 0;
        return size;
    }
    return 0;
}

/* Length of the plain ASCII that the text begins with, in steps of eight: a 64 MiB policy is nearly all of
 * it. */
static size_t ascii_prefix(const char *text, size_t length) {
    size_t at = 0;
    for (uint64_t word; length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if (word & 0x8080808080808080u)
            break;
    }
    return at;
}

bool utf8_valid(const char *text, size_t length) {
    size_t at = 0;
    while (at < length) {
        at += ascii_prefix(text + at, length - at);
        if (at == length)
            break;
        const size_t size = utf8_sequence(text + at, length - at);
        if (size == 0)
            return false;
        at += size;
    }
    return true;
}
