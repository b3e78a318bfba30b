/*
 * JSON with keys in it, as processes, containers, instances and the cache of `aws sso login` have it. The first byte
 * chooses the names of the members. What is read is complete, and no error repeats a value.
 */
#include <string.h>

#include "aws/credentials/parts.h"
#include "base/json.h"
#include "support/fuzz.h"

static const struct credentials_members names[] = {
    { "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration", false },
    { "AccessKeyId", "SecretAccessKey", "Token", "Expiration", true },
    { "accessKeyId", "secretAccessKey", "sessionToken", "expiration", true },
};

/* The same object fails in the same words whatever its values are. */
static void check_reason(const json_t *object, const struct credentials_members *members,
                         const struct error *error) {
    const char *const secrets[] = { members->key, members->secret, members->token };
    auto_error *other = NULL;
    auto_credentials *none = NULL;
    json_auto_t *without = json_copy((json_t *)object);
    for (size_t i = 0; i < COUNT_OF(secrets); i++) {
        const char *value = json_text(object, secrets[i]);
        if (value && *value)
            json_object_set_new(without, secrets[i], json_string("x"));
    }
    FUZZ_CHECK(!credentials_from_json(without, members, &none, &other));
    FUZZ_CHECK(strcmp(error->message, other->message) == 0);
}

static void check_found(const struct credentials *credentials, const struct credentials_members *members) {
    FUZZ_CHECK(*credentials->access_key && *credentials->secret_key);
    FUZZ_CHECK(!credentials->session_token || *credentials->session_token);
    FUZZ_CHECK(!members->all_required || credentials->session_token);
}

static void check_time(const char *text) {
    int64_t time_s = 0;
    FUZZ_CHECK(!credentials_parse_time(text, &time_s) || (time_s >= -62167219200 && time_s <= 253402300799));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    auto_credentials *credentials = NULL;
    struct fuzz_input input = { data, size };
    const struct credentials_members *members = &names[fuzz_byte(&input) % COUNT_OF(names)];
    struct http_answer answer = { .status = 200, .body_length = input.left };
    answer.body = arena_strndup(arena, input.left ? (const char *)input.at : "", input.left);
    auto_secret_json *object = credentials_answer_json(&answer);
    check_time(fuzz_text(arena, &input));
    if (!object)
        return 0;
    const bool good = credentials_from_json(object, members, &credentials, &error);
    fuzz_check_error(good, error, size);
    if (good)
        check_found(credentials, members);
    else
        check_reason(object, members, error);
    return 0;
}
