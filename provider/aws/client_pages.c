#include <string.h>

#include "aws/client.h"
#include "base/json.h"
#include "base/memory.h"

/* More pages than any account has; an endless loop otherwise. */
enum { MOST_PAGES = 10000 };

/* What stands at a path, "[-1]" meaning the last element. Borrowed, or NULL. */
static const json_t *at(const json_t *value, const char *path) {
    const char *last = strstr(path, "[-1]");
    if (!last)
        return json_at(value, path);
    auto_free char *before = xstrndup(path, (size_t)(last - path));
    const json_t *list = json_at(value, before);
    const size_t size = json_array_size(list);
    if (!size)
        return NULL;
    const json_t *element = json_array_get(list, size - 1);
    const char *rest = last + strlen("[-1]");
    return *rest ? at(element, rest + (*rest == '.')) : element;
}

/* A value that leads on: no empty text, no null. */
static bool leads_on(const json_t *value) {
    return value && !json_is_null(value) && !(json_is_string(value) && !*json_string_value(value));
}

/* "NextMarker || Contents[-1].Key": the first that is there. */
static const json_t *first_at(const json_t *output, const char *paths) {
    while (*paths) {
        paths += strspn(paths, " ");
        const char *bar = strstr(paths, "||");
        size_t length = bar ? (size_t)(bar - paths) : strlen(paths);
        const char *next = paths + length + (bar ? 2 : 0);
        while (length && paths[length - 1] == ' ')
            length--;
        auto_free char *path = xstrndup(paths, length);
        const json_t *value = at(output, path);
        if (leads_on(value))
            return value;
        paths = next;
    }
    return NULL;
}

/* Sets the next page's tokens in the input; false when this was the last page. */
static bool turn_page(const struct aws_pages *pages, const json_t *output, json_t *input) {
    if (pages->more_results && !json_is_true(first_at(output, pages->more_results)))
        return false;
    bool more = false;
    for (size_t i = 0; pages->input_tokens[i] && pages->output_tokens[i]; i++) {
        const json_t *token = first_at(output, pages->output_tokens[i]);
        const json_t *before = json_object_get(input, pages->input_tokens[i]);
        if (!token) {
            json_object_del(input, pages->input_tokens[i]);
            continue;
        }
        more = more || !before || !json_equal(before, token);
        json_object_set_new(input, pages->input_tokens[i], json_deep_copy(token));
    }
    return more; /* the same tokens again would give the same page for ever */
}

/* Appends the page's result lists to those of `whole`. */
static void join(const struct aws_pages *pages, const json_t *page, json_t *whole) {
    for (size_t i = 0; pages->result_keys && pages->result_keys[i]; i++) {
        json_t *more = json_at(page, pages->result_keys[i]);
        json_t *list = json_at(whole, pages->result_keys[i]);
        if (json_is_array(more) && json_is_array(list))
            json_array_extend(list, more);
        else if (json_is_array(more))
            json_put(whole, pages->result_keys[i], more);
    }
}

/* The joined answer has no next page. */
static void drop_tokens(const struct aws_pages *pages, json_t *whole) {
    for (size_t i = 0; pages->output_tokens[i]; i++)
        json_object_del(whole, pages->output_tokens[i]);
    if (pages->more_results)
        json_object_del(whole, pages->more_results);
}

/* Elements of all result lists. */
static size_t length_of(const struct aws_pages *pages, const json_t *whole) {
    size_t length = 0;
    for (size_t i = 0; pages->result_keys && pages->result_keys[i]; i++)
        length += json_array_size(json_at(whole, pages->result_keys[i]));
    return length;
}

/* How the operation's pages go on; NULL: it has none. */
static const struct aws_pages *pages_of(const char *service, const char *operation) {
    const struct aws_service *model = aws_service_find(service);
    const struct aws_operation *known = model ? aws_operation_find(model, operation) : NULL;
    const struct aws_pages *pages = known ? known->pages : NULL;
    return pages && pages->input_tokens && pages->output_tokens ? pages : NULL;
}

bool aws_call_pages_with(struct aws_client *client, struct cancel *cancel, const struct aws_paging *paging,
                         const char *service, const char *operation, const json_t *input, json_t **ret_output,
                         bool *ret_more, struct error **err) {
    const struct aws_pages *pages = pages_of(service, operation);
    json_auto_t *ask = input ? json_deep_copy(input) : json_object();
    json_auto_t *whole = NULL;
    for (int i = 0; i < MOST_PAGES; i++) {
        json_auto_t *page = NULL;
        if (!aws_call_told(client, cancel, paging->teller, service, operation, ask, &page, err))
            return false;
        const bool more = pages && turn_page(pages, page, ask);
        if (whole)
            join(pages, page, whole);
        else
            whole = json_incref(page);
        if (more && !(paging->most && length_of(pages, whole) >= paging->most))
            continue;
        if (pages)
            drop_tokens(pages, whole);
        if (ret_more)
            *ret_more = more;
        *ret_output = TAKE(whole);
        return true;
    }
    return error_set(err, ERROR_NETWORK, "%s %s: more than %d pages", service, operation, (int)MOST_PAGES);
}

bool aws_call_pages(struct aws_client *client, struct cancel *cancel, const char *service,
                    const char *operation, const json_t *input, json_t **ret_output, struct error **err) {
    const struct aws_paging all = { 0 };
    return aws_call_pages_with(client, cancel, &all, service, operation, input, ret_output, NULL, err);
}
