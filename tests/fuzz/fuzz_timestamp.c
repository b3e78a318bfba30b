/* Timestamps: each of the three forms that a time is written in reads back as that time. */
#include "aws/formats/timestamp.h"

#include "support/fuzz.h"

static void check_form(const char *text, struct timestamp wanted) {
    struct timestamp read = { 0 };
    FUZZ_CHECK(timestamp_parse(text, &read));
    FUZZ_CHECK(read.seconds == wanted.seconds && read.nanoseconds == wanted.nanoseconds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    struct timestamp time = { 0 };
    const char *text = fuzz_text(arena, &(struct fuzz_input){ data, size });
    if (!timestamp_parse(text, &time))
        return 0;
    FUZZ_CHECK(time.nanoseconds >= 0 && time.nanoseconds < 1000000000);
    check_form(timestamp_iso8601(arena, time), time);
    check_form(timestamp_unix(arena, time), time);
    check_form(timestamp_rfc822(arena, time), (struct timestamp){ .seconds = time.seconds });
    return 0;
}
