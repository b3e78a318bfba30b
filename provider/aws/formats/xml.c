#include "aws/formats/xml.h"

#include <stdint.h>
#include <string.h>

#include "aws/formats/xml_text.h"

/*
 * The parser works in a copy of the input and decodes text where it stands: what is written never gets ahead
 * of what is read, because every reference is longer than the character it stands for.
 */
struct parser {
    struct arena *arena;
    const char *start;
    char *at;
    const char *end; /* a NUL stands here */
    size_t depth;
    size_t parts; /* elements and attributes */
    struct error **err;
};

/* A name as written ("xsi:type"), still in the input. */
struct name {
    const char *at;
    size_t length;
};

/* Always returns false; said so that a reader of this file alone knows it. */
static bool fail(struct parser *parser, const char *what) {
    error_set(parser->err, ERROR_NETWORK, "unreadable XML answer: %s (byte %zu of %zu)", what,
              (size_t)(parser->at - parser->start), (size_t)(parser->end - parser->start));
    return false;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_space(struct parser *parser) {
    while (is_space(*parser->at))
        parser->at++;
}

static bool looking_at(const struct parser *parser, const char *text) {
    return strncmp(parser->at, text, strlen(text)) == 0;
}

/* Moves past the next `mark`. */
static bool skip_past(struct parser *parser, const char *mark) {
    char *found = strstr(parser->at, mark);
    if (!found)
        return fail(parser, "it ends too early");
    parser->at = found + strlen(mark);
    return true;
}

/* Moves past a comment or a processing instruction when one stands here. */
static bool skip_remark(struct parser *parser, bool *ret_skipped) {
    *ret_skipped = true;
    if (looking_at(parser, "<!--")) {
        parser->at += 4;
        return skip_past(parser, "-->");
    }
    if (looking_at(parser, "<?"))
        return skip_past(parser, "?>");
    *ret_skipped = false;
    return true;
}

/* Space, comments and processing instructions around the root element. */
static bool skip_misc(struct parser *parser) {
    bool skipped = true;
    while (skipped) {
        skip_space(parser);
        if (!skip_remark(parser, &skipped))
            return false;
    }
    if (looking_at(parser, "<!"))
        return fail(parser, "document types are not accepted");
    return true;
}

static bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           (unsigned char)c >= 0x80;
}

static bool is_name_char(char c) {
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bool read_name(struct parser *parser, struct name *ret_name) {
    if (!is_name_start(*parser->at))
        return fail(parser, *parser->at ? "a name is missing" : "it ends too early");
    ret_name->at = parser->at;
    while (is_name_char(*parser->at))
        parser->at++;
    ret_name->length = (size_t)(parser->at - ret_name->at);
    return true;
}

static bool same_name(struct name a, struct name b) {
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

/* A copy without the namespace prefix. */
static const char *local_name(struct parser *parser, struct name name) {
    const char *colon = memrchr(name.at, ':', name.length);
    const char *local = colon ? colon + 1 : name.at;
    return arena_strndup(parser->arena, local, name.length - (size_t)(local - name.at));
}

/*
 * A numeric reference; parser->at is behind "&#". Control characters are taken although XML 1.0 forbids them,
 * since S3 lists keys that hold some in this way; only NUL, surrogates and what is past Unicode are refused.
 */
static bool decode_number(struct parser *parser, char **to) {
    const bool hexadecimal = *parser->at == 'x';
    if (hexadecimal)
        parser->at++;
    uint32_t code = 0;
    const char *first = parser->at;
    for (; *parser->at != ';'; parser->at++) {
        const char c = *parser->at;
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if (hexadecimal && ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'))
            digit = (uint32_t)((c | 0x20) - 'a') + 10;
        else
            return fail(parser, "bad character reference");
        code = code * (hexadecimal ? 16 : 10) + digit;
        if (code > 0x10FFFF)
            return fail(parser, "bad character reference");
    }
    if (parser->at == first || code == 0 || (code >= 0xD800 && code <= 0xDFFF))
        return fail(parser, "bad character reference");
    parser->at++;
    *to += xml_encode(code, *to);
    return true;
}

/* A reference; parser->at is at the "&". */
static bool decode_reference(struct parser *parser, char **to) {
    static const struct {
        char text[7];
        char character;
    } entities[] = {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' }
    };
    if (looking_at(parser, "&#")) {
        parser->at += 2;
        return decode_number(parser, to);
    }
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (looking_at(parser, entities[i].text)) {
            parser->at += strlen(entities[i].text);
            *(*to)++ = entities[i].character;
            return true;
        }
    return fail(parser, "unknown entity");
}

/* Copies text to *to until the `stop` character or a "<"; line ends become "\n". */
static bool decode_text(struct parser *parser, char stop, char **to) {
    while (*parser->at && *parser->at != stop && *parser->at != '<') {
        if (*parser->at == '&') {
            if (!decode_reference(parser, to))
                return false;
            continue;
        }
        const char c = *parser->at++;
        if (c != '\r')
            *(*to)++ = c;
        else if (*parser->at != '\n')
            *(*to)++ = '\n';
    }
    return *parser->at ? true : fail(parser, "it ends too early");
}

static bool count_part(struct parser *parser) {
    return ++parser->parts <= XML_PARTS || fail(parser, "it has too many elements");
}

static bool read_attribute(struct parser *parser, struct xml_node *node) {
    struct name name;
    if (!count_part(parser) || !read_name(parser, &name))
        return false;
    skip_space(parser);
    if (*parser->at != '=')
        return fail(parser, "an attribute has no value");
    parser->at++;
    skip_space(parser);
    const char quote = *parser->at;
    if (quote != '"' && quote != '\'')
        return fail(parser, "an attribute's value is not quoted");
    char *value = ++parser->at, *to = value;
    if (!decode_text(parser, quote, &to))
        return false;
    if (*parser->at != quote)
        return fail(parser, "< inside an attribute");
    parser->at++;
    *to = '\0';
    if (name.length >= 5 && memcmp(name.at, "xmlns", 5) == 0)
        return true;
    struct xml_attribute *attribute = arena_alloc(parser->arena, sizeof *attribute);
    *attribute =
        (struct xml_attribute){ .name = local_name(parser, name), .value = value, .next = node->attributes };
    if (xml_attribute_value(node, attribute->name))
        return fail(parser, "an attribute stands twice");
    node->attributes = attribute;
    return true;
}

/* The rest of a start tag, behind its name; *ret_empty: it ended in "/>". */
static bool read_attributes(struct parser *parser, struct xml_node *node, bool *ret_empty) {
    for (size_t count = 0;; count++) {
        const bool spaced = is_space(*parser->at);
        skip_space(parser);
        if (*parser->at == '>' || looking_at(parser, "/>"))
            break;
        if (!spaced)
            return fail(parser, "malformed tag");
        if (count == XML_ATTRIBUTES)
            return fail(parser, "too many attributes");
        if (!read_attribute(parser, node))
            return false;
    }
    *ret_empty = *parser->at == '/';
    parser->at += *ret_empty ? 2 : 1;
    return true;
}

static bool read_end_tag(struct parser *parser, struct name wanted) {
    struct name name;
    parser->at += 2;
    if (!read_name(parser, &name))
        return false;
    skip_space(parser);
    if (!same_name(name, wanted) || *parser->at != '>')
        return fail(parser, "an end tag does not match");
    parser->at++;
    return true;
}

static bool read_cdata(struct parser *parser, char **to) {
    parser->at += strlen("<![CDATA[");
    const char *from = parser->at;
    if (!skip_past(parser, "]]>"))
        return false;
    const size_t length = (size_t)(parser->at - from) - 3;
    memmove(*to, from, length);
    *to += length;
    return true;
}

static bool read_element(struct parser *parser, struct xml_node **ret_node);

/* A child element; *tail moves to where the next one goes. */
static bool read_child(struct parser *parser, const struct xml_node ***tail) {
    struct xml_node *child = NULL;
    if (!read_element(parser, &child))
        return false;
    **tail = child;
    *tail = &child->next;
    return true;
}

/*
 * What stands between start and end tag. Text behind a child element is checked and dropped: in the answers
 * of AWS an element has text or children.
 */
static bool read_content(struct parser *parser, struct xml_node *node, struct name name) {
    const struct xml_node **tail = &node->children;
    char *text = parser->at, *to = text;
    node->text = text;
    for (;;) {
        char *dropped = parser->at;
        char **target = node->children ? &dropped : &to;
        if (!decode_text(parser, '<', target))
            return false;
        bool skipped = false;
        if (looking_at(parser, "</")) {
            if (!read_end_tag(parser, name))
                return false;
            if (!node->children)
                *to = '\0';
            return true;
        }
        if (looking_at(parser, "<![CDATA[")) {
            if (!read_cdata(parser, target))
                return false;
            continue;
        }
        if (!skip_remark(parser, &skipped))
            return false;
        if (skipped)
            continue;
        const bool is_first = !node->children;
        if (!read_child(parser, &tail))
            return false;
        if (is_first)
            *to = '\0'; /* at the latest where the child's "<" was */
    }
}

static bool read_element(struct parser *parser, struct xml_node **ret_node) {
    struct xml_node *node = arena_alloc(parser->arena, sizeof *node);
    struct name name;
    bool empty = false;
    if (parser->depth == XML_DEPTH)
        return fail(parser, "it nests too deep");
    if (!count_part(parser))
        return false;
    parser->depth++;
    if (*parser->at != '<')
        return fail(parser, *parser->at ? "an element is missing" : "it ends too early");
    parser->at++;
    if (!read_name(parser, &name))
        return false;
    node->name = local_name(parser, name);
    node->text = "";
    if (!read_attributes(parser, node, &empty))
        return false;
    if (!empty && !read_content(parser, node, name))
        return false;
    parser->depth--;
    *ret_node = node;
    return true;
}

bool xml_parse(struct arena *arena, const char *bytes, size_t length, const struct xml_node **ret_root,
               struct error **err) {
    struct xml_node *root = NULL;
    char *copy = arena_strndup(arena, length ? bytes : "", length);
    struct parser parser = { .arena = arena, .start = copy, .at = copy, .end = copy + length, .err = err };
    const size_t valid = xml_valid_length(copy, length);
    if (valid < length) {
        parser.at += valid;
        return fail(&parser, "invalid UTF-8, or a control character");
    }
    if (looking_at(&parser, "\xEF\xBB\xBF"))
        parser.at += 3;
    if (!skip_misc(&parser) || !read_element(&parser, &root) || !skip_misc(&parser))
        return false;
    if (parser.at != parser.end)
        return fail(&parser, "something stands behind the root element");
    *ret_root = root;
    return true;
}

const struct xml_node *xml_next(const struct xml_node *node, const char *name) {
    for (node = node->next; node; node = node->next)
        if (strcmp(node->name, name) == 0)
            return node;
    return NULL;
}

const struct xml_node *xml_child(const struct xml_node *node, const char *name) {
    const struct xml_node *child = node->children;
    return child && strcmp(child->name, name) != 0 ? xml_next(child, name) : child;
}

const char *xml_child_text(const struct xml_node *node, const char *name) {
    const struct xml_node *child = xml_child(node, name);
    return child ? child->text : NULL;
}

const char *xml_attribute_value(const struct xml_node *node, const char *name) {
    for (const struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
        if (strcmp(attribute->name, name) == 0)
            return attribute->value;
    return NULL;
}
