/*
 * AWS's words may repeat what it was sent. When a signature is wrong, many services quote the strings that they would
 * have signed, the whole session token among them:
 *
 *     The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key
 *     and signing method. Consult the service documentation for details.
 *
 *     The Canonical String for this request should have been
 *     'POST …
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "aws/client.h"
#include "base/memory.h"
#include "base/text.h"

enum {
    SHORTEST_VALUE = 4,
    SHORTEST_KEY = 8,      /* AWS's have 40 characters; what is shorter is made up for an emulator ("test") */
    LONGEST_REFERENCE = 8, /* "&#43;" */
    CUT_SHORT_FROM = 16    /* so much of a secret's beginning is the secret, cut off by who quotes it */
};

/* One text, and a copy in which stars are put. Secrets are looked for in the original: they may overlap. */
struct words {
    const char *original;
    char *shown;
};

/* ---- how a secret may be spelled ---- */

/* Reads one character at `text`; gives how many bytes spell it, 0 at the end. */
typedef size_t spelling(const char *text, char *ret_c);

static size_t spelled_plain(const char *text, char *ret_c) {
    *ret_c = *text;
    return *text != '\0';
}

/* The value of `count` digits of that base as one character; false when they are no such digits. */
static bool number(const char *digits, size_t count, int base, char *ret_c) {
    char copy[8] = { 0 };
    if (!count || count >= sizeof copy)
        return false;
    memcpy(copy, digits, count);
    char *end = NULL;
    const unsigned long value = isxdigit((unsigned char)*copy) ? strtoul(copy, &end, base) : 0;
    *ret_c = (char)value;
    return end == copy + count && value && value < 256;
}

/* "%2B", as in the query of a presigned request. */
static size_t spelled_percent(const char *text, char *ret_c) {
    const int byte = text_escaped_byte(text, strnlen(text, 3));
    if (byte <= 0)
        return spelled_plain(text, ret_c);
    *ret_c = (char)byte;
    return 3;
}

/* "\/", "\u002b": JSON within a JSON text. */
static size_t spelled_json(const char *text, char *ret_c) {
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    if (*text != '\\' || !text[1])
        return spelled_plain(text, ret_c);
    if (text[1] == 'u' && strnlen(text, 6) == 6 && number(text + 2, 4, 16, ret_c))
        return 6;
    const char *letter = strchr(letters, text[1]);
    *ret_c = letter ? meanings[letter - letters] : text[1];
    return 2;
}

/* "&amp;", "&#43;", "&#x2b;": XML within an XML text. */
static size_t spelled_xml(const char *text, char *ret_c) {
    static const struct {
        const char *name;
        char c;
    } entities[] = {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' }
    };
    for (size_t i = 0; i < COUNT_OF(entities); i++) {
        if (strncmp(text, entities[i].name, strlen(entities[i].name)) == 0) {
            *ret_c = entities[i].c;
            return strlen(entities[i].name);
        }
    }
    const bool hex = strncmp(text, "&#x", 3) == 0;
    const size_t before = hex ? 3 : 2;
    const char *end = strncmp(text, "&#", 2) == 0
                          ? memchr(text + before, ';', strnlen(text + before, LONGEST_REFERENCE))
                          : NULL;
    const size_t count = end ? (size_t)(end - text) - before : 0;
    return count && number(text + before, count, hex ? 16 : 10, ret_c) ? before + count + 1
                                                                       : spelled_plain(text, ret_c);
}

static spelling *const spellings[] = { spelled_plain, spelled_percent, spelled_json, spelled_xml };

/* ---- stars ---- */

/* How many bytes at `text` spell the secret, or its beginning where it is cut short; 0: they do not. */
static size_t match(const char *text, const char *secret, spelling *spelled) {
    const char *at = text;
    size_t count = 0, bytes = 0;
    char c = '\0';
    for (; secret[count] && (bytes = spelled(at, &c)) && c == secret[count]; count++)
        at += bytes;
    return !secret[count] || count >= CUT_SHORT_FROM ? (size_t)(at - text) : 0;
}

static void hide(const struct words *words, const char *secret, size_t shortest) {
    if (!secret || strlen(secret) < shortest)
        return;
    for (size_t i = 0; words->original[i]; i++) {
        for (size_t form = 0; form < COUNT_OF(spellings); form++)
            memset(words->shown + i, '*', match(words->original + i, secret, spellings[form]));
    }
}

/* All texts below what the model calls sensitive (a member is, when its shape is). The input was checked: it does not
 * nest too deep. */
static void hide_sensitive(const struct words *words, const struct aws_shape *shape, bool sensitive,
                           const json_t *value) {
    const char *name = NULL;
    json_t *child = NULL;
    size_t index = 0;
    if (sensitive && json_is_string(value))
        hide(words, json_string_value(value), SHORTEST_VALUE);
    if (shape->type == AWS_LIST) {
        json_array_foreach(value, index, child)
            hide_sensitive(words, shape->members->shape, sensitive || shape->members->sensitive, child);
    } else if (shape->type == AWS_STRUCTURE || shape->type == AWS_MAP) {
        json_object_foreach((json_t *)value, name, child) {
            const struct aws_member *member =
                shape->type == AWS_MAP ? &shape->members[1] : aws_member_find(shape, name);
            if (member)
                hide_sensitive(words, member->shape, sensitive || member->sensitive, child);
        }
    }
}

/* Cuts the text where the strings to sign begin: they are long, and help nobody whose key is wrong. */
static void cut_signed_strings(char *text) {
    static const char *const beginnings[] = { "The Canonical String for this request should have been",
                                              "The String-to-Sign should have been" };
    for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
        char *begin = strcasestr(text, beginnings[i]);
        while (begin && begin > text && isspace((unsigned char)begin[-1]))
            begin--;
        if (begin)
            *begin = '\0';
    }
}

static void clean(const struct aws_request *request, const json_t *input,
                  const struct credentials *credentials, char **text) {
    if (!*text)
        return;
    cut_signed_strings(*text);
    char *shown = xstrdup(*text);
    const struct words words = { .original = *text, .shown = shown };
    if (credentials) {
        hide(&words, credentials->secret_key, SHORTEST_KEY);
        hide(&words, credentials->session_token, SHORTEST_KEY);
    }
    if (request->operation->input)
        hide_sensitive(&words, request->operation->input, false, input);
    free(*text);
    *text = shown;
}

void aws_hide_secrets(const struct aws_request *request, const json_t *input,
                      const struct credentials *credentials, struct error *error) {
    clean(request, input, credentials, &error->message);
    clean(request, input, credentials, &error->code);
    clean(request, input, credentials, &error->request_id);
    if (!*error->message) {
        free(error->message);
        error->message = xstrdup("the signature is not the one that AWS has calculated");
    }
}
