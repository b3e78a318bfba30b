#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "resources/journal.h"

#define URN   "urn:pulumi:dev::shop::utm:ec2:Vpc::main"
#define TYPE  "utm:ec2:Vpc"
#define SCOPE "file:///state /program eu-central-1"

static int make_directory(void **state) {
    char pattern[] = "/tmp/journal-XXXXXX";
    assert_non_null(mkdtemp(pattern));
    *state = xprintf("%s/deep/creates", pattern);
    return 0;
}

static int remove_directory(void **state) {
    const size_t length = strlen(*state) - strlen("/deep/creates");
    auto_free char *command = xprintf("rm -rf '%.*s'", (int)length, (char *)*state);
    const int status = system(command);
    free(*state);
    return status;
}

static void begin(struct journal *journal, char nonce[JOURNAL_NONCE_LENGTH + 1]) {
    auto_error *error = NULL;
    assert_true(journal_begin(journal, URN, TYPE, SCOPE, "name-1", nonce, &error));
}

static bool is_open(const char *directory) {
    struct journal *journal = journal_new(directory);
    auto_free char *name = journal_name(journal, URN, TYPE, SCOPE);
    journal_free(journal);
    return name != NULL;
}

/* Another plugin process begins a create and dies. */
static void begin_and_die(const char *directory) {
    const pid_t child = fork();
    if (child == 0) {
        char nonce[JOURNAL_NONCE_LENGTH + 1];
        struct journal *journal = journal_new(directory);
        struct error *error = NULL;
        _exit(journal_begin(journal, URN, TYPE, SCOPE, "name-1", nonce, &error) ? 0 : 1);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void an_interrupted_create_is_taken_by_the_next_process(void **state) {
    begin_and_die(*state);
    struct journal *journal = journal_new(*state);
    auto_journal_entry entry = { 0 };
    auto_free char *name = journal_name(journal, URN, TYPE, SCOPE);
    assert_string_equal(name, "name-1");
    assert_true(journal_take(journal, URN, TYPE, SCOPE, &entry));
    assert_int_equal(strlen(entry.nonce), JOURNAL_NONCE_LENGTH);
    assert_string_equal(entry.name, "name-1");
    assert_null(entry.id);
    journal_free(journal);
}

static void an_entry_is_taken_once(void **state) {
    begin_and_die(*state);
    struct journal *journal = journal_new(*state);
    auto_journal_entry first = { 0 };
    auto_journal_entry second = { 0 };
    assert_true(journal_take(journal, URN, TYPE, SCOPE, &first));
    assert_false(journal_take(journal, URN, TYPE, SCOPE, &second));
    journal_released(journal, first.nonce, false);
    assert_true(journal_take(journal, URN, TYPE, SCOPE, &second));
    assert_string_equal(first.nonce, second.nonce);
    journal_free(journal);
}

static void urn_type_and_scope_must_all_agree(void **state) {
    begin_and_die(*state);
    struct journal *journal = journal_new(*state);
    auto_journal_entry entry = { 0 };
    assert_false(journal_take(journal, URN "2", TYPE, SCOPE, &entry));
    assert_false(journal_take(journal, URN, "utm:ec2:Subnet", SCOPE, &entry));
    assert_false(journal_take(journal, URN, TYPE, "s3://elsewhere /program eu-central-1", &entry));
    assert_null(journal_name(journal, URN, TYPE, "s3://elsewhere /program eu-central-1"));
    journal_free(journal);
}

/* Two people at once: the create of a process that lives is its own. */
static void an_entry_of_a_living_process_is_not_taken(void **state) {
    int started[2];
    int end[2];
    assert_int_equal(pipe(started), 0);
    assert_int_equal(pipe(end), 0);
    const pid_t child = fork();
    if (child == 0) {
        char nonce[JOURNAL_NONCE_LENGTH + 1];
        struct journal *journal = journal_new(*state);
        struct error *error = NULL;
        const bool good = journal_begin(journal, URN, TYPE, SCOPE, NULL, nonce, &error);
        close(end[1]);
        const bool told = write(started[1], "x", 1) == 1;
        _exit(good && told && read(end[0], nonce, 1) == 0 ? 0 : 1);
    }
    char byte;
    assert_int_equal(read(started[0], &byte, 1), 1);
    struct journal *journal = journal_new(*state);
    auto_journal_entry entry = { 0 };
    assert_false(journal_take(journal, URN, TYPE, SCOPE, &entry));
    assert_int_equal(journal_holder(journal, URN, TYPE, SCOPE), child);
    assert_int_equal(journal_holder(journal, URN "2", TYPE, SCOPE), 0);
    close(end[1]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(journal_holder(journal, URN, TYPE, SCOPE), 0);
    assert_true(journal_take(journal, URN, TYPE, SCOPE, &entry));
    journal_free(journal);
    close(started[0]);
    close(started[1]);
    close(end[0]);
}

/* The last command's plugin may close its entries while the next one's has read them already. */
static void an_entry_that_was_closed_since_is_not_taken(void **state) {
    begin_and_die(*state);
    struct journal *journal = journal_new(*state);
    struct journal *other = journal_new(*state);
    auto_journal_entry entry = { 0 };
    assert_true(journal_take(other, URN, TYPE, SCOPE, &entry));
    journal_close(other, entry.nonce);
    auto_journal_entry none = { 0 };
    assert_null(journal_name(journal, URN, TYPE, SCOPE));
    assert_false(journal_take(journal, URN, TYPE, SCOPE, &none));
    journal_free(other);
    journal_free(journal);
}

static void the_id_is_on_disk_before_the_answer(void **state) {
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    struct journal *journal = journal_new(*state);
    begin(journal, nonce);
    journal_made(journal, nonce, "vpc-1");
    struct journal *next = journal_new(*state);
    journal_known(next, TYPE, "vpc-1");
    assert_false(is_open(*state));
    journal_free(next);
    journal_free(journal);
}

static void an_id_that_the_engine_knows_closes_its_entry_and_no_other(void **state) {
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    struct journal *journal = journal_new(*state);
    begin(journal, nonce);
    journal_made(journal, nonce, "vpc-1");
    journal_released(journal, nonce, true);
    journal_known(journal, TYPE, "vpc-2");
    journal_known(journal, "utm:ec2:Subnet", "vpc-1");
    assert_true(is_open(*state));
    journal_known(journal, TYPE, "vpc-1");
    assert_false(is_open(*state));
    journal_free(journal);
}

static void a_refused_create_leaves_nothing(void **state) {
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    struct journal *journal = journal_new(*state);
    begin(journal, nonce);
    journal_close(journal, nonce);
    assert_false(is_open(*state));
    journal_free(journal);
}

static void a_graceful_end_closes_what_was_answered_only(void **state) {
    char answered[JOURNAL_NONCE_LENGTH + 1];
    char open[JOURNAL_NONCE_LENGTH + 1];
    struct journal *journal = journal_new(*state);
    begin(journal, answered);
    journal_released(journal, answered, true);
    begin(journal, open);
    journal_released(journal, open, false);
    journal_end(journal);
    auto_journal_entry entry = { 0 };
    assert_true(journal_take(journal, URN, TYPE, SCOPE, &entry));
    assert_string_equal(entry.nonce, open);
    auto_journal_entry none = { 0 };
    assert_false(journal_take(journal, URN, TYPE, SCOPE, &none));
    journal_free(journal);
}

static void any_other_end_leaves_the_entries(void **state) {
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    struct journal *journal = journal_new(*state);
    begin(journal, nonce);
    journal_released(journal, nonce, true);
    journal_free(journal);
    assert_true(is_open(*state));
}

static void a_file_that_was_cut_off_is_no_entry(void **state) {
    begin_and_die(*state);
    auto_free char *path = xprintf("%s/%032d.json", (char *)*state, 7);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fputs("{\"nonce\": \"0000", file);
    fclose(file);
    struct journal *journal = journal_new(*state);
    auto_journal_entry entry = { 0 };
    assert_true(journal_take(journal, URN, TYPE, SCOPE, &entry));
    auto_journal_entry none = { 0 };
    assert_false(journal_take(journal, URN, TYPE, SCOPE, &none));
    journal_free(journal);
}

static void where_nothing_can_be_written_nothing_begins(void **state) {
    const size_t length = strlen(*state) - strlen("/deep/creates");
    auto_free char *file = xprintf("%.*s/file", (int)length, (char *)*state);
    auto_free char *folder = xprintf("%s/creates", file);
    FILE *made = fopen(file, "we");
    assert_non_null(made);
    fclose(made);
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    auto_error *error = NULL;
    struct journal *journal = journal_new(folder);
    assert_false(journal_begin(journal, URN, TYPE, SCOPE, NULL, nonce, &error));
    assert_non_null(strstr(error->message, "PULUMI_HOME"));
    journal_free(journal);
}

static int count_files(const char *directory) {
    int count = 0;
    DIR *files = opendir(directory);
    for (struct dirent *file = files ? readdir(files) : NULL; file; file = readdir(files))
        count += file->d_name[0] != '.';
    if (files)
        closedir(files);
    return count;
}

static void what_a_killed_write_has_left_goes_after_a_while(void **state) {
    begin_and_die(*state);
    auto_free char *path = xprintf("%s/%032d.json.new", (char *)*state, 7);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fclose(file);
    journal_free(journal_new(*state));
    assert_int_equal(count_files(*state), 2); /* somebody may be writing it just now */
    const time_t long_ago = time(NULL) - 7200;
    assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[2]){ { long_ago, 0 }, { long_ago, 0 } }, 0),
                     0);
    journal_free(journal_new(*state));
    assert_int_equal(count_files(*state), 1);
}

/* In a process of its own: what it may write to a file is less than an entry has. */
static int begin_without_room(const char *directory) {
    char nonce[JOURNAL_NONCE_LENGTH + 1];
    struct journal *journal = journal_new(directory);
    auto_error *error = NULL;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 16, 16 });
    const bool begun = journal_begin(journal, URN, TYPE, SCOPE, NULL, nonce, &error);
    const bool told = !begun && strstr(error->message, "nothing was created") &&
                      strstr(error->message, strerror(EFBIG)) && strstr(error->message, directory);
    journal_free(journal);
    return told ? 0 : 1;
}

static void where_there_is_no_room_nothing_begins_and_nothing_is_left(void **state) {
    const pid_t child = fork();
    if (child == 0)
        _exit(begin_without_room(*state));
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(count_files(*state), 0);
}

static void adopted_ids_are_remembered(void **state) {
    struct journal *journal = journal_new(*state);
    journal_adopted(journal, TYPE, "vpc-1");
    assert_true(journal_was_adopted(journal, TYPE, "vpc-1"));
    assert_false(journal_was_adopted(journal, TYPE, "vpc-2"));
    assert_false(journal_was_adopted(journal, "utm:ec2:Subnet", "vpc-1"));
    journal_free(journal);
}

#define WITH_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_DIRECTORY(an_interrupted_create_is_taken_by_the_next_process),
        WITH_DIRECTORY(an_entry_is_taken_once),
        WITH_DIRECTORY(urn_type_and_scope_must_all_agree),
        WITH_DIRECTORY(an_entry_of_a_living_process_is_not_taken),
        WITH_DIRECTORY(an_entry_that_was_closed_since_is_not_taken),
        WITH_DIRECTORY(the_id_is_on_disk_before_the_answer),
        WITH_DIRECTORY(an_id_that_the_engine_knows_closes_its_entry_and_no_other),
        WITH_DIRECTORY(a_refused_create_leaves_nothing),
        WITH_DIRECTORY(a_graceful_end_closes_what_was_answered_only),
        WITH_DIRECTORY(any_other_end_leaves_the_entries),
        WITH_DIRECTORY(a_file_that_was_cut_off_is_no_entry),
        WITH_DIRECTORY(where_nothing_can_be_written_nothing_begins),
        WITH_DIRECTORY(where_there_is_no_room_nothing_begins_and_nothing_is_left),
        WITH_DIRECTORY(what_a_killed_write_has_left_goes_after_a_while),
        WITH_DIRECTORY(adopted_ids_are_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
