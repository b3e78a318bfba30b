#include "base/duration.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

#include "base/text.h"

enum { HOUR_S = 3600, MINUTE_S = 60 };

/* Seconds of the unit; 0: none. */
static int64_t unit_s(char unit) {
    switch (unit) {
    case 'h':
        return HOUR_S;
    case 'm':
        return MINUTE_S;
    case 's':
        return 1;
    default:
        return 0;
    }
}

bool duration_parse_s(const char *text, int64_t *ret_seconds) {
    int64_t seconds = 0;
    if (!*text)
        return false;
    while (*text) {
        if (!isdigit((unsigned char)*text))
            return false;
        char *end = NULL;
        errno = 0;
        const long long number = strtoll(text, &end, 10);
        const int64_t unit = unit_s(*end);
        if (errno || !unit || number > (DURATION_MOST_S - seconds) / unit)
            return false;
        seconds += number * unit;
        text = end + 1;
    }
    *ret_seconds = seconds;
    return true;
}

char *duration_write_s(int64_t seconds) {
    auto_text text = { 0 };
    if (seconds >= HOUR_S)
        text_printf(&text, "%lldh", (long long)(seconds / HOUR_S));
    if (seconds % HOUR_S >= MINUTE_S)
        text_printf(&text, "%lldm", (long long)(seconds % HOUR_S / MINUTE_S));
    if (seconds % MINUTE_S || seconds == 0)
        text_printf(&text, "%llds", (long long)(seconds % MINUTE_S));
    return text_take(&text);
}
