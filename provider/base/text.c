#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool text_reserve(struct text *text, size_t more) {
    const size_t limit = text->limit ? text->limit : TEXT_LIMIT;
    if (text->overflow || more > limit || text->length > limit - more) {
        text->overflow = true;
        return false;
    }
    const size_t needed = text->length + more + 1;
    if (needed > text->room) {
        size_t room = text->room ? text->room : 64;
        while (room < needed)
            room *= 2;
        text->bytes = xrealloc(text->bytes, room);
        text->room = room;
    }
    return true;
}

void text_add_bytes(struct text *text, const void *bytes, size_t length) {
    if (!text_reserve(text, length))
        return;
    if (length)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *string) {
    text_add_bytes(text, string, strlen(string));
}

void text_add_char(struct text *text, char c) {
    text_add_bytes(text, &c, 1);
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

int text_escaped_byte(const char *bytes, size_t length) {
    if (length < 3 || *bytes != '%' || hex_value(bytes[1]) < 0 || hex_value(bytes[2]) < 0)
        return -1;
    return hex_value(bytes[1]) * 16 + hex_value(bytes[2]);
}

size_t text_unescape(const char *bytes, size_t length, char *ret_bytes) {
    size_t size = 0;
    for (size_t i = 0; i < length; i++) {
        const int byte = text_escaped_byte(bytes + i, length - i);
        ret_bytes[size++] = byte < 0 ? bytes[i] : (char)byte;
        i += byte < 0 ? 0 : 2;
    }
    return size;
}

void text_printf(struct text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0 && text_reserve(text, (size_t)length)) {
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

const char *text_string(const struct text *text) {
    return text->bytes ? text->bytes : "";
}

void text_clear(struct text *text) {
    text->length = 0;
    text->overflow = false;
    if (text->bytes)
        text->bytes[0] = '\0';
}

void text_done(struct text *text) {
    free(text->bytes);
    *text = (struct text){ .limit = text->limit };
}

char *text_take(struct text *text) {
    char *taken = text->bytes ? text->bytes : xstrdup("");
    *text = (struct text){ .limit = text->limit };
    return taken;
}
