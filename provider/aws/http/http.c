#include "aws/http/http.h"

#include <string.h>
#include <strings.h>

void http_add_header(struct arena *arena, struct http_headers *headers, const char *name, const char *value) {
    if (headers->count == headers->room) {
        const size_t room = headers->room ? headers->room * 2 : 8;
        struct http_header *items = arena_array(arena, room, sizeof *items);
        if (headers->count)
            memcpy(items, headers->items, headers->count * sizeof *items);
        headers->items = items;
        headers->room = room;
    }
    headers->items[headers->count++] =
        (struct http_header){ .name = arena_strdup(arena, name), .value = arena_strdup(arena, value) };
}

const char *http_header(const struct http_headers *headers, const char *name) {
    for (size_t i = 0; i < headers->count; i++)
        if (strcasecmp(headers->items[i].name, name) == 0)
            return headers->items[i].value;
    return NULL;
}

void http_read_headers(struct arena *arena, const char *lines, struct http_headers *headers) {
    while (*lines) {
        const size_t length = strcspn(lines, "\r\n");
        const char *colon = memchr(lines, ':', length);
        if (colon) {
            const char *value = colon + 1 + strspn(colon + 1, " \t");
            const size_t value_length = (size_t)(lines + length - value);
            http_add_header(arena, headers, arena_strndup(arena, lines, (size_t)(colon - lines)),
                            arena_strndup(arena, value, value_length));
        }
        lines += length + strspn(lines + length, "\r\n");
    }
}

static bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

const char *http_escape(struct arena *arena, const char *text, const char *keep) {
    return http_escape_bytes(arena, text, strlen(text), keep);
}

const char *http_escape_bytes(struct arena *arena, const char *bytes, size_t length, const char *keep) {
    static const char digits[] = "0123456789ABCDEF";
    char *escaped = arena_array(arena, length + 1, 3);
    char *to = escaped;
    for (const char *from = bytes; from < bytes + length; from++) {
        if (is_unreserved(*from) || (*from && strchr(keep, *from))) {
            *to++ = *from;
            continue;
        }
        *to++ = '%';
        *to++ = digits[(unsigned char)*from >> 4];
        *to++ = digits[(unsigned char)*from & 15];
    }
    return escaped;
}
