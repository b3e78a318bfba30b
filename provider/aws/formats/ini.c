#include "aws/formats/ini.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"

enum { LARGEST_FILE = 1 << 20 };

struct entry {
    char *section;
    char *key; /* NULL: only says that the section is there */
    char *value;
    size_t length; /* of the value */
    size_t room;   /* bytes behind `value`; 0: just as many as it needs */
    size_t file;   /* of `names` */
    int line;
};

struct ini {
    struct entry *entries; /* in the order of the file */
    size_t count;
    size_t room;
    char **names; /* of the files read */
    size_t name_count;
};

/* Where the parser stands. */
struct parser {
    struct ini *ini;
    const char *name;
    char *section; /* NULL before the first */
    int line;
    bool continues; /* an indented line belongs to the last entry */
};

void ini_free(struct ini *ini) {
    if (!ini)
        return;
    for (size_t i = 0; i < ini->count; i++) {
        free(ini->entries[i].section);
        free(ini->entries[i].key);
        secret_free(ini->entries[i].value);
    }
    for (size_t i = 0; i < ini->name_count; i++)
        free(ini->names[i]);
    free(ini->names);
    free(ini->entries);
    free(ini);
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* Without white space at both ends; *length is changed. */
static const char *trim(const char *text, size_t *length) {
    while (*length && is_space(*text)) {
        text++;
        (*length)--;
    }
    while (*length && is_space(text[*length - 1]))
        (*length)--;
    return text;
}

static struct entry *add(struct parser *parser) {
    struct ini *ini = parser->ini;
    if (ini->count == ini->room) {
        ini->room = ini->room ? 2 * ini->room : 16;
        ini->entries = xrealloc(ini->entries, ini->room * sizeof *ini->entries);
    }
    struct entry *entry = &ini->entries[ini->count++];
    *entry = (struct entry){ .section = xstrdup(parser->section),
                             .file = ini->name_count - 1,
                             .line = parser->line };
    return entry;
}

static bool read_section(struct parser *parser, const char *line, size_t length, struct error **err) {
    const char *end = memrchr(line, ']', length);
    if (!end)
        return error_set(err, ERROR_INPUT, "%s, line %d: a section has no closing \"]\"", parser->name,
                         parser->line);
    free(parser->section);
    size_t name_length = (size_t)(end - line) - 1;
    const char *name = trim(line + 1, &name_length);
    parser->section = xstrndup(name, name_length);
    parser->continues = false;
    add(parser);
    return true;
}

static bool read_entry(struct parser *parser, const char *line, size_t length, struct error **err) {
    const size_t name_length = strcspn(line, "=:\n");
    if (!parser->section || name_length >= length || name_length == 0)
        return error_set(err, ERROR_INPUT, "%s, line %d: %s", parser->name, parser->line,
                         parser->section ? "neither a section, nor a comment, nor \"key = value\""
                                         : "stands before the first [section]");
    struct entry *entry = add(parser);
    size_t key_length = name_length;
    const char *key = trim(line, &key_length);
    entry->key = xstrndup(key, key_length);
    size_t value_length = length - name_length - 1;
    const char *value = trim(line + name_length + 1, &value_length);
    entry->value = xstrndup(value, value_length);
    entry->length = value_length;
    parser->continues = true;
    return true;
}

/* Room doubles: a value of many lines must not be copied for each. Values may be secrets, so the old copy is wiped. */
static void continue_value(struct parser *parser, const char *line, size_t length) {
    struct entry *entry = &parser->ini->entries[parser->ini->count - 1];
    const size_t needed = entry->length + 1 + length + 1;
    if (needed > entry->room) {
        entry->room = 2 * needed;
        char *longer = xcalloc(entry->room, 1);
        memcpy(longer, entry->value, entry->length);
        secret_free(entry->value);
        entry->value = longer;
    }
    entry->value[entry->length++] = '\n';
    memcpy(entry->value + entry->length, line, length);
    entry->length += length;
    entry->value[entry->length] = '\0';
}

static bool read_line(struct parser *parser, const char *line, size_t length, struct error **err) {
    const bool indented = length > 0 && is_space(*line);
    line = trim(line, &length);
    if (length == 0 || *line == '#' || *line == ';')
        return true;
    if (indented && parser->continues) {
        continue_value(parser, line, length);
        return true;
    }
    return *line == '[' ? read_section(parser, line, length, err) : read_entry(parser, line, length, err);
}

static bool read_lines(struct parser *parser, const char *text, size_t length, struct error **err) {
    const char *end = text + length;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3; /* byte order mark */
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        const char *next = stop ? stop : end;
        parser->line++;
        if (!read_line(parser, text, (size_t)(next - text), err))
            return false;
        text = next + 1;
    }
    return true;
}

bool ini_parse(const char *name, const char *text, size_t length, struct ini **ini, struct error **err) {
    if (memchr(text, '\0', length))
        return error_set(err, ERROR_INPUT, "%s: holds a zero byte, so it is no text file", name);
    if (!*ini)
        *ini = xcalloc(1, sizeof **ini);
    (*ini)->names = xrealloc((*ini)->names, ((*ini)->name_count + 1) * sizeof *(*ini)->names);
    (*ini)->names[(*ini)->name_count++] = xstrdup(name);
    struct parser parser = { .ini = *ini, .name = name };
    char *copy = xstrndup(text, length);
    const bool good = read_lines(&parser, copy, length, err);
    free(parser.section);
    secret_free(copy);
    return good;
}

bool ini_load(const char *path, struct ini **ini, struct error **err) {
    FILE *file = fopen(path, "rbe");
    if (!file && (errno == ENOENT || errno == ENOTDIR))
        return true;
    if (!file)
        return error_set(err, ERROR_INPUT, "cannot read %s: %s", path, strerror(errno));
    setvbuf(file, NULL, _IONBF, 0); /* no second copy of a secret */
    char *bytes = xcalloc(1, LARGEST_FILE + 1);
    const size_t length = fread(bytes, 1, LARGEST_FILE + 1, file);
    const bool failed = ferror(file) != 0;
    fclose(file);
    bool good = false;
    if (failed)
        error_set(err, ERROR_INPUT, "cannot read %s", path);
    else if (length > LARGEST_FILE)
        error_set(err, ERROR_INPUT, "%s is larger than 1 MiB", path);
    else
        good = ini_parse(path, bytes, length, ini, err);
    explicit_bzero(bytes, length);
    free(bytes);
    return good;
}

bool ini_has_section(const struct ini *ini, const char *section) {
    for (size_t i = 0; ini && i < ini->count; i++)
        if (strcmp(ini->entries[i].section, section) == 0)
            return true;
    return false;
}

static const struct entry *find(const struct ini *ini, const char *section, const char *key) {
    for (size_t i = ini ? ini->count : 0; i > 0; i--) {
        const struct entry *entry = &ini->entries[i - 1];
        if (entry->key && strcmp(entry->section, section) == 0 && strcasecmp(entry->key, key) == 0)
            return entry;
    }
    return NULL;
}

const char *ini_get(const struct ini *ini, const char *section, const char *key) {
    const struct entry *entry = find(ini, section, key);
    return entry ? entry->value : NULL;
}

bool ini_where(const struct ini *ini, const char *section, const char *key, const char **ret_file,
               int *ret_line) {
    const struct entry *entry = find(ini, section, key);
    if (!entry)
        return false;
    *ret_file = ini->names[entry->file];
    *ret_line = entry->line;
    return true;
}

char *ini_get_nested(const struct ini *ini, const char *section, const char *key, const char *nested) {
    const char *line = ini_get(ini, section, key);
    while (line && *line) {
        const size_t length = strcspn(line, "\n");
        size_t name_length = strcspn(line, "=\n");
        if (name_length < length) {
            size_t value_length = length - name_length - 1;
            const char *value = trim(line + name_length + 1, &value_length);
            const char *name = trim(line, &name_length);
            if (name_length == strlen(nested) && strncasecmp(name, nested, name_length) == 0)
                return xstrndup(value, value_length);
        }
        line += length + (line[length] == '\n');
    }
    return NULL;
}

const char *ini_section(const struct ini *ini, size_t i) {
    for (size_t at = 0; ini && at < ini->count; at++)
        if (!ini->entries[at].key && i-- == 0)
            return ini->entries[at].section;
    return NULL;
}
