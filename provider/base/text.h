/*
 * Text: a growing string with a ceiling. The bytes always end with a NUL that is not counted, so `bytes` can
 * be read as a C string. A text whose `limit` (0 = TEXT_LIMIT) would be passed stops growing and remembers
 * that in `overflow`; who feeds it from outside looks there.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

/* As the engine's largest message. */
#define TEXT_LIMIT ((size_t)400 * 1024 * 1024)

struct text {
    char *bytes; /* NULL while empty: use text_string() where a string is needed */
    size_t length;
    size_t room;
    size_t limit;
    bool overflow;
};

void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const void *bytes, size_t length);
void text_add_char(struct text *text, char c);
void text_printf(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);

/* The content as a C string; "" while empty. Valid until the next change. */
const char *text_string(const struct text *text) RETURNS_NONNULL;

/* Forgets the content, keeps the room. */
void text_clear(struct text *text);

/* Releases the memory; the text can be used again. */
void text_done(struct text *text);

/* Hands the content over as a heap string (free()); the text is empty afterwards. Never NULL. */
char *text_take(struct text *text) RETURNS_NONNULL;

#define auto_text AUTO(text_done) struct text

/* The byte that a percent escape (RFC 3986, "%2F") at the beginning stands for; -1: none begins there. */
int text_escaped_byte(const char *bytes, size_t length);

/* Writes the bytes, each percent escape as the byte it stands for; a "%" that begins none stays. `ret_bytes` has room for
 * `length`, and gets no NUL. How many it wrote. */
size_t text_unescape(const char *bytes, size_t length, char *ret_bytes);

#endif
