#include "aws/formats/timestamp.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum { DAY_SECONDS = 86400 };

static const int64_t first_second = -62167219200; /* 0000-01-01T00:00:00Z */
static const int64_t last_second = 253402300799;  /* 9999-12-31T23:59:59Z */

static const char month_names[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char day_names[7][4] = {
    "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"
}; /* 1970 began on a Thursday */

struct civil {
    int64_t year;
    int month; /* 1 … 12 */
    int day;   /* 1 … 31 */
    int hour, minute, second;
};

/* Days since 1970 of a date; March is the first month of the year here, so that the leap day is the last. */
static int64_t days_of(int64_t year, int month, int day) {
    const int64_t shifted = month <= 2 ? year - 1 : year;
    const int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    const int64_t year_of_era = shifted - era * 400;
    const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static struct civil civil_of(int64_t seconds) {
    int64_t days = seconds / DAY_SECONDS;
    int64_t rest = seconds % DAY_SECONDS;
    if (rest < 0) {
        rest += DAY_SECONDS;
        days--;
    }
    const int64_t shifted = days + 719468;
    const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const int64_t day_of_era = shifted - era * 146097;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month = (5 * day_of_year + 2) / 153;
    struct civil civil = { .year = year_of_era + era * 400 + (month >= 10 ? 1 : 0),
                           .month = (int)(month < 10 ? month + 3 : month - 9),
                           .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
                           .hour = (int)(rest / 3600),
                           .minute = (int)(rest / 60 % 60),
                           .second = (int)(rest % 60) };
    return civil;
}

/* Exactly `count` digits at *at, which moves past them. */
static bool read_digits(const char **at, int count, int *ret_value) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        const char c = (*at)[i];
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    *at += count;
    *ret_value = value;
    return true;
}

static bool read_char(const char **at, char wanted) {
    if (**at != wanted)
        return false;
    ++*at;
    return true;
}

/* An optional fraction: any number of digits, those past the ninth are dropped. */
static bool read_fraction(const char **at, int32_t *ret_nanoseconds) {
    *ret_nanoseconds = 0;
    if (!read_char(at, '.'))
        return true;
    if (**at < '0' || **at > '9')
        return false;
    int32_t unit = 100000000;
    for (; **at >= '0' && **at <= '9'; ++*at, unit /= 10)
        *ret_nanoseconds += (**at - '0') * unit;
    return true;
}

/* "Z", "+01:00", "-0130", "+01" or nothing (UTC). */
static bool read_offset(const char **at, int *ret_seconds) {
    *ret_seconds = 0;
    if (!**at)
        return true;
    if (read_char(at, 'Z') || read_char(at, 'z'))
        return true;
    const int sign = **at == '-' ? -1 : 1;
    if (!read_char(at, '+') && !read_char(at, '-'))
        return false;
    int hours = 0, minutes = 0;
    if (!read_digits(at, 2, &hours))
        return false;
    if (**at && (read_char(at, ':'), !read_digits(at, 2, &minutes)))
        return false;
    *ret_seconds = sign * (hours * 3600 + minutes * 60);
    return hours < 24 && minutes < 60;
}

static bool settle(const struct civil *civil, int32_t nanoseconds, int offset, struct timestamp *ret) {
    static const int lengths[12] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool leap = civil->year % 4 == 0 && (civil->year % 100 != 0 || civil->year % 400 == 0);
    if (civil->month < 1 || civil->month > 12 || civil->day < 1 || civil->day > lengths[civil->month - 1] ||
        (civil->month == 2 && civil->day == 29 && !leap))
        return false;
    if (civil->hour > 23 || civil->minute > 59 || civil->second > 60)
        return false;
    const int64_t seconds = days_of(civil->year, civil->month, civil->day) * DAY_SECONDS +
                            civil->hour * 3600 + civil->minute * 60 + civil->second - offset;
    if (seconds < first_second || seconds > last_second)
        return false;
    *ret = (struct timestamp){ .seconds = seconds, .nanoseconds = nanoseconds };
    return true;
}

static bool parse_iso8601(const char *at, struct timestamp *ret) {
    struct civil civil = { 0 };
    int year = 0, offset = 0;
    int32_t nanoseconds = 0;
    if (!read_digits(&at, 4, &year))
        return false;
    const bool dashes = read_char(&at, '-');
    if (!read_digits(&at, 2, &civil.month) || (dashes && !read_char(&at, '-')) ||
        !read_digits(&at, 2, &civil.day))
        return false;
    civil.year = year;
    if (!*at)
        return settle(&civil, 0, 0, ret);
    if (!read_char(&at, 'T') && !read_char(&at, 't') && !read_char(&at, ' '))
        return false;
    const bool colons = strcspn(at, ":") == 2;
    if (!read_digits(&at, 2, &civil.hour) || (colons && !read_char(&at, ':')) ||
        !read_digits(&at, 2, &civil.minute) || (colons && !read_char(&at, ':')) ||
        !read_digits(&at, 2, &civil.second) || !read_fraction(&at, &nanoseconds) ||
        !read_offset(&at, &offset))
        return false;
    return !*at && settle(&civil, nanoseconds, offset, ret);
}

/* "Wed, 25 Nov 2026 03:28:17 GMT"; the name of the day may be absent. */
static bool parse_rfc822(const char *at, struct timestamp *ret) {
    struct civil civil = { 0 };
    int year = 0;
    int32_t nanoseconds = 0;
    const char *comma = strchr(at, ',');
    if (comma)
        at = comma + 1;
    at += strspn(at, " ");
    if (!read_digits(&at, at[0] && at[1] == ' ' ? 1 : 2, &civil.day) || !read_char(&at, ' '))
        return false;
    for (int i = 0; i < 12 && !civil.month; i++)
        if (strncasecmp(at, month_names[i], 3) == 0)
            civil.month = i + 1;
    if (!civil.month)
        return false;
    at += 3;
    if (!read_char(&at, ' ') || !read_digits(&at, 4, &year) || !read_char(&at, ' ') ||
        !read_digits(&at, 2, &civil.hour) || !read_char(&at, ':') || !read_digits(&at, 2, &civil.minute) ||
        !read_char(&at, ':') || !read_digits(&at, 2, &civil.second) || !read_fraction(&at, &nanoseconds))
        return false;
    civil.year = year;
    if (strcmp(at, " GMT") != 0 && strcmp(at, " UTC") != 0 && strcmp(at, " +0000") != 0)
        return false;
    return settle(&civil, nanoseconds, 0, ret);
}

/* Decimal seconds without exponent; false also for anything that is no number at all. */
static bool parse_unix(const char *at, struct timestamp *ret) {
    const bool negative = read_char(&at, '-');
    int64_t seconds = 0;
    if (*at < '0' || *at > '9')
        return false;
    for (; *at >= '0' && *at <= '9'; at++) {
        seconds = seconds * 10 + (*at - '0');
        if (seconds > last_second)
            return false;
    }
    int32_t nanoseconds = 0;
    if (!read_fraction(&at, &nanoseconds) || *at)
        return false;
    if (negative) {
        seconds = -seconds;
        if (nanoseconds) {
            seconds--;
            nanoseconds = 1000000000 - nanoseconds;
        }
    }
    *ret = (struct timestamp){ .seconds = seconds, .nanoseconds = nanoseconds };
    return seconds >= first_second;
}

/* A plain number is read as seconds, never as a date without dashes: "20261125" is in 1970. */
bool timestamp_parse(const char *text, struct timestamp *ret_timestamp) {
    struct timestamp parsed;
    double seconds;
    char *end = NULL;
    if (parse_unix(text, &parsed) || parse_iso8601(text, &parsed) || parse_rfc822(text, &parsed)) {
        *ret_timestamp = parsed;
        return true;
    }
    if (text[strspn(text, "0123456789+-.eE")] || !strpbrk(text, "eE")) /* 1.4221728E9 */
        return false;
    seconds = strtod(text, &end);
    return end != text && !*end && timestamp_from_seconds(seconds, ret_timestamp);
}

bool timestamp_from_seconds(double seconds, struct timestamp *ret_timestamp) {
    if (!(seconds >= (double)first_second && seconds <= (double)last_second)) /* NaN too */
        return false;
    const double whole = floor(seconds);
    const int32_t milliseconds = (int32_t)round((seconds - whole) * 1000);
    *ret_timestamp = (struct timestamp){ .seconds = (int64_t)whole + milliseconds / 1000,
                                         .nanoseconds = milliseconds % 1000 * 1000000 };
    return true;
}

/* ".5" or "". */
static const char *decimals(struct arena *arena, int32_t nanoseconds) {
    if (!nanoseconds)
        return "";
    char *text = arena_printf(arena, ".%09d", nanoseconds);
    for (char *end = text + strlen(text) - 1; *end == '0'; end--)
        *end = '\0';
    return text;
}

const char *timestamp_iso8601(struct arena *arena, struct timestamp timestamp) {
    const struct civil civil = civil_of(timestamp.seconds);
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%sZ", (int)civil.year, civil.month, civil.day,
                        civil.hour, civil.minute, civil.second, decimals(arena, timestamp.nanoseconds));
}

const char *timestamp_rfc822(struct arena *arena, struct timestamp timestamp) {
    const struct civil civil = civil_of(timestamp.seconds);
    const int64_t days =
        (timestamp.seconds - (timestamp.seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS) / DAY_SECONDS;
    return arena_printf(arena, "%s, %02d %s %04d %02d:%02d:%02d GMT", day_names[(days % 7 + 7) % 7],
                        civil.day, month_names[civil.month - 1], (int)civil.year, civil.hour, civil.minute,
                        civil.second);
}

const char *timestamp_unix(struct arena *arena, struct timestamp timestamp) {
    if (timestamp.seconds >= 0 || !timestamp.nanoseconds)
        return arena_printf(arena, "%lld%s", (long long)timestamp.seconds,
                            decimals(arena, timestamp.nanoseconds));
    const long long whole = -(timestamp.seconds + 1); /* -0.5 is second -1 and half a second */
    return arena_printf(arena, "-%lld%s", whole, decimals(arena, 1000000000 - timestamp.nanoseconds));
}
