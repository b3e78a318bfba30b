#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "value/signature.h"
#include "value/value.h"

static bool is_wrapper(const json_t *value) {
    return signature_is(value, SIGNATURE_SECRET) || signature_is(value, SIGNATURE_OUTPUT);
}

bool value_is_secret(const json_t *value) {
    for (; is_wrapper(value); value = json_object_get(value, "value"))
        if (signature_is(value, SIGNATURE_SECRET) || json_is_true(json_object_get(value, "secret")))
            return true;
    return false;
}

bool value_has_secret(const json_t *value) {
    if (value_is_secret(value))
        return true;
    value = value_inner(value);
    size_t index;
    const char *name;
    json_t *each;
    json_array_foreach(value, index, each) {
        if (value_has_secret(each))
            return true;
    }
    json_object_foreach((json_t *)value, name, each) {
        if (value_has_secret(each))
            return true;
    }
    return false;
}

static json_t *output_made_secret(const json_t *output) {
    json_t *copy = json_copy((json_t *)output);
    json_object_set_new(copy, "secret", json_true());
    return copy;
}

json_t *value_secret(json_t *plain) {
    if (value_is_secret(plain))
        return plain;
    json_auto_t *owned = plain;
    if (signature_is(plain, SIGNATURE_OUTPUT))
        return output_made_secret(plain);
    json_t *secret = json_object();
    json_object_set_new(secret, SIGNATURE_KEY, json_string(SIGNATURE_SECRET));
    json_object_set(secret, "value", owned ? owned : json_null());
    return secret;
}

/* Scalars are shared between the copy and the original: nobody changes them in place. */
json_t *value_plain(const json_t *value) {
    value = value_inner(value);
    size_t index;
    const char *name;
    json_t *each;
    if (json_is_array(value)) {
        json_t *array = json_array();
        json_array_foreach(value, index, each) {
            json_array_append_new(array, value_plain(each));
        }
        return array;
    }
    if (json_is_object(value)) {
        json_t *object = json_object();
        json_object_foreach((json_t *)value, name, each) {
            json_object_set_new(object, name, value_plain(each));
        }
        return object;
    }
    return json_incref((json_t *)value);
}

/* ---- carrying marks over ---- */

static json_t *marked_object(const json_t *value, const json_t *marked) {
    json_t *object = json_object();
    const char *name;
    json_t *each;
    json_object_foreach((json_t *)value, name, each) {
        json_object_set_new(object, name, value_with_secrets_of(each, json_object_get(marked, name)));
    }
    return object;
}

/* {canonical text of an element: the element}, for finding an element that has moved. */
static json_t *elements_by_text(const json_t *array) {
    json_t *by_text = json_object();
    size_t index;
    json_t *each;
    json_array_foreach(array, index, each) {
        json_auto_t *plain = value_plain(each);
        auto_free char *text = json_canonical(plain);
        json_object_set(by_text, text, each);
    }
    return by_text;
}

static const json_t *element_that_moved(const json_t *by_text, const json_t *element) {
    json_auto_t *plain = value_plain(element);
    auto_free char *text = json_canonical(plain);
    return json_object_get(by_text, text);
}

static json_t *union_of_marks(const json_t *a, const json_t *b) {
    if (!value_has_secret(a) || value_is_secret(b))
        return json_incref((json_t *)b);
    if (!value_has_secret(b) || value_is_secret(a))
        return json_incref((json_t *)a);
    a = value_inner(a);
    b = value_inner(b);
    if (json_typeof(a) != json_typeof(b))
        return value_secret(json_null());
    json_t *both = json_copy((json_t *)a);
    if (json_is_array(b)) {
        json_array_extend(both, (json_t *)b);
        return both;
    }
    const char *name;
    json_t *each;
    json_object_foreach((json_t *)b, name, each) {
        json_object_set_new(both, name, union_of_marks(json_object_get(a, name), each));
    }
    return both;
}

static json_t *marks_of_all(const json_t *array) {
    json_t *all = json_null();
    size_t index;
    json_t *each;
    json_array_foreach(array, index, each) {
        json_auto_t *before = all;
        all = union_of_marks(before, each);
    }
    return all;
}

/*
 * AWS gives many lists back in an order of its own, so an index says little. An element takes the marks of
 * its equal; one that has no equal takes those of all elements together: too many marks hide a value, too few
 * print a password.
 */
static json_t *marked_array(const json_t *value, const json_t *marked) {
    json_t *array = json_array();
    json_auto_t *by_text = NULL;
    json_auto_t *all_marks = NULL;
    size_t index;
    json_t *each;
    json_array_foreach(value, index, each) {
        const json_t *twin = json_array_get(marked, index);
        if (!twin || !value_equal(each, twin)) {
            if (!by_text)
                by_text = elements_by_text(marked);
            twin = element_that_moved(by_text, each);
        }
        if (!twin && !all_marks)
            all_marks = marks_of_all(marked);
        json_array_append_new(array, value_with_secrets_of(each, twin ? twin : all_marks));
    }
    return array;
}

json_t *value_with_secrets_of(const json_t *value, const json_t *marked) {
    if (!value || json_is_null(value) || value_is_secret(value) || !value_has_secret(marked))
        return json_deep_copy(value);
    if (value_is_secret(marked))
        return value_secret(json_deep_copy(value));
    if (signature_is(value, SIGNATURE_OUTPUT)) {
        const json_t *known = json_object_get(value, "value");
        if (!known)
            return output_made_secret(value);
        json_t *copy = json_copy((json_t *)value);
        json_object_set_new(copy, "value", value_with_secrets_of(known, marked));
        return copy;
    }
    marked = value_inner(marked);
    if (json_is_object(value) && json_is_object(marked))
        return marked_object(value, marked);
    if (json_is_array(value) && json_is_array(marked))
        return marked_array(value, marked);
    return value_secret(json_deep_copy(value)); /* another form, which may well contain the secret */
}

/* ---- texts for people ---- */

/* A text, and which of its bytes belong to a secret: secrets may lie over each other. */
struct redaction {
    const char *text;
    bool *hidden;
};

static void hide(struct redaction *redaction, const char *secret) {
    const size_t length = strlen(secret);
    if (length < REDACTED_FROM)
        return;
    size_t done = 0;
    for (const char *found = redaction->text; (found = strstr(found, secret)); found++) {
        const size_t start = (size_t)(found - redaction->text), end = start + length;
        const size_t from = start > done ? start : done;
        memset(redaction->hidden + from, true, end - from);
        done = end;
    }
}

static void hide_secrets(struct redaction *redaction, const json_t *marked, bool is_secret) {
    is_secret = is_secret || value_is_secret(marked);
    marked = value_inner(marked);
    size_t index;
    const char *name;
    json_t *each;
    if (is_secret && json_is_string(marked) && !value_is_unknown(marked))
        hide(redaction, json_string_value(marked));
    json_array_foreach(marked, index, each) {
        hide_secrets(redaction, each, is_secret);
    }
    json_object_foreach((json_t *)marked, name, each) {
        hide_secrets(redaction, each, is_secret);
    }
}

char *value_redacted(const char *text, const json_t *marked) {
    const size_t length = strlen(text);
    auto_free bool *hidden = xcalloc(length + 1, sizeof *hidden);
    struct redaction redaction = { .text = text, .hidden = hidden };
    hide_secrets(&redaction, marked, false);
    auto_text redacted = { 0 };
    for (size_t i = 0; i < length; i++) {
        if (!hidden[i])
            text_add_char(&redacted, text[i]);
        else if (i == 0 || !hidden[i - 1])
            text_add(&redacted, "[secret]");
    }
    return text_take(&redacted);
}

/* ---- dependencies ---- */

static void collect_dependencies(const json_t *value, json_t *seen, json_t *urns) {
    if (signature_is(value, SIGNATURE_OUTPUT)) {
        size_t i;
        json_t *urn;
        json_array_foreach(json_object_get(value, "dependencies"), i, urn) {
            const char *text = json_string_value(urn);
            if (!text || json_object_get(seen, text))
                continue;
            json_object_set_new(seen, text, json_true());
            json_array_append(urns, urn);
        }
    }
    if (is_wrapper(value)) {
        collect_dependencies(json_object_get(value, "value"), seen, urns);
        return;
    }
    size_t index;
    const char *name;
    json_t *each;
    json_array_foreach(value, index, each) {
        collect_dependencies(each, seen, urns);
    }
    json_object_foreach((json_t *)value, name, each) {
        collect_dependencies(each, seen, urns);
    }
}

json_t *value_dependencies(const json_t *value) {
    json_auto_t *seen = json_object();
    json_t *urns = json_array();
    collect_dependencies(value, seen, urns);
    return urns;
}
