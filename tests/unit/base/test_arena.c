#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdalign.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "support/heap.h"

static bool all_zero(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (bytes[i])
            return false;
    return true;
}

static void memory_is_zeroed_aligned_and_apart(void **state) {
    (void)state;
    enum { COUNT = 3000 };
    auto_arena *arena = arena_new();
    unsigned char *pieces[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        const size_t size = i * 7 % 900;
        pieces[i] = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        assert_true(all_zero(pieces[i], size));
        memset(pieces[i], (int)(i % 251) + 1, size);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t at = 0; at < i * 7 % 900; at++)
            assert_int_equal(pieces[i][at], i % 251 + 1);
}

static void no_size_still_gives_memory_of_its_own(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const void *one = arena_alloc(arena, 0);
    const void *other = arena_alloc(arena, 0);
    assert_non_null(one);
    assert_ptr_not_equal(one, other);
    assert_true(arena_used(arena) >= 2);
}

static void what_is_larger_than_a_block_fits_and_leaves_the_block_in_use(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    char *before = arena_strdup(arena, "before");
    unsigned char *large = arena_alloc(arena, (size_t)1 << 20);
    char *after = arena_strdup(arena, "after");
    assert_true(all_zero(large, (size_t)1 << 20));
    memset(large, 0xff, (size_t)1 << 20);
    assert_string_equal(before, "before");
    assert_string_equal(after, "after");
#ifndef ARENA_EACH_ALONE
    assert_int_equal(after - before, alignof(max_align_t));
#endif
}

static void strings_are_copied(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    char text[] = "subnet-1";
    const char *whole = arena_strdup(arena, text);
    const char *part = arena_strndup(arena, text, 6);
    const char *made = arena_printf(arena, "%s/%d%s", text, 42, "");
    text[0] = 'X';
    assert_string_equal(whole, "subnet-1");
    assert_string_equal(part, "subnet");
    assert_string_equal(made, "subnet-1/42");
    assert_string_equal(arena_strdup(arena, ""), "");
}

static void long_strings_are_formatted_whole(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const char *made = arena_printf(arena, "%0100000d", 7);
    assert_int_equal(strlen(made), 100000);
    assert_int_equal(made[99999], '7');
}

static void bytes_handed_out_are_counted(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    assert_int_equal(arena_used(arena), 0);
    arena_alloc(arena, 100);
    assert_in_range(arena_used(arena), 100, 100 + alignof(max_align_t));
    arena_array(arena, 10, 50);
    assert_in_range(arena_used(arena), 600, 600 + 2 * alignof(max_align_t));
}

static void too_large_array(void) {
    arena_array(arena_new(), SIZE_MAX / 2, 3);
}

static void too_large_alloc(void) {
    arena_alloc(arena_new(), SIZE_MAX - 2);
}

static void too_large_string(void) {
    arena_strndup(arena_new(), "x", SIZE_MAX);
}

/* Runs `work` in a child, whose complaint is dropped: true when it was aborted. */
static bool aborts(void (*work)(void)) {
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL); /* cmocka's handler would report a failed test */
        fclose(stderr);
        work();
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void sizes_that_overflow_end_the_process(void **state) {
    (void)state;
    assert_true(aborts(too_large_array));
    assert_true(aborts(too_large_alloc));
    assert_true(aborts(too_large_string));
}

static void freeing_nothing_is_allowed(void **state) {
    (void)state;
    arena_free(NULL);
    struct arena *arena = arena_new();
    assert_int_equal(arena_used(arena), 0);
    arena_free(arena);
}

static void secrets_are_overwritten(void **state) {
    (void)state;
    static const char marker[] = "an arena's secret";
    struct arena *arena = arena_new();
    for (int i = 0; i < 100; i++)
        arena_printf(arena, "%0400d%s!", i, marker);
    arena_free_wiped(arena);
    assert_false(heap_holds(marker));
    arena_free_wiped(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(no_size_still_gives_memory_of_its_own),
        cmocka_unit_test(what_is_larger_than_a_block_fits_and_leaves_the_block_in_use),
        cmocka_unit_test(strings_are_copied),
        cmocka_unit_test(long_strings_are_formatted_whole),
        cmocka_unit_test(bytes_handed_out_are_counted),
        cmocka_unit_test(sizes_that_overflow_end_the_process),
        cmocka_unit_test(freeing_nothing_is_allowed),
        cmocka_unit_test(secrets_are_overwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
