/* credential_process: a command of the user's that prints keys. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

#include "aws/credentials/parts.h"
#include "aws/credentials/sources.h"
#include "aws/formats/shell_words.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"

enum { LIMIT_MS = 60000, LARGEST_OUTPUT = 64 * 1024, EXIT_POLL_MS = 5 };

extern char **environ;

struct process {
    const char *name; /* of the program: the arguments may hold secrets */
    pid_t pid;
    int output;  /* its stdout, our end */
    int wake[2]; /* a pipe that the cancelling thread writes to */
    int64_t deadline_ms;
    char *text; /* what it printed, LARGEST_OUTPUT + 1 bytes */
    size_t length;
};

static void wake(void *argument) {
    const struct process *process = argument;
    (void)!write(process->wake[1], "", 1);
}

static void close_all(const struct process *process) {
    close(process->output);
    close(process->wake[0]);
    close(process->wake[1]);
}

/*
 * A process group of its own, so that what it starts ends with it; no terminal to read from; stderr is dropped,
 * since helpers print secrets there when they fail. Our threads block all signals, which must not be inherited.
 */
static int spawn(struct process *process, char *const *words, int write_end) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, write_end, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    const int failure = posix_spawnp(&process->pid, words[0], &files, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failure;
}

static bool start(struct process *process, char *const *words, struct error **err) {
    int output[2];
    if (pipe2(output, O_CLOEXEC) != 0)
        return error_set(err, ERROR_CREDENTIALS, "cannot make a pipe: %s", strerror(errno));
    if (pipe2(process->wake, O_CLOEXEC | O_NONBLOCK) != 0) {
        const int failure = errno;
        close(output[0]);
        close(output[1]);
        return error_set(err, ERROR_CREDENTIALS, "cannot make a pipe: %s", strerror(failure));
    }
    process->output = output[0];
    const int failure = spawn(process, words, output[1]);
    close(output[1]);
    if (!failure)
        return true;
    close_all(process);
    return error_set(err, ERROR_CREDENTIALS, "cannot start %s: %s", process->name, strerror(failure));
}

/* Waits for output, the wake pipe or the time; false when the process is to be given up. */
static bool wait_for(const struct process *process, bool output, int64_t longest_ms, bool *ret_ready) {
    struct pollfd places[] = { { .fd = process->wake[0], .events = POLLIN },
                               { .fd = output ? process->output : -1, .events = POLLIN } };
    const int64_t left_ms = process->deadline_ms - clock_monotonic_ms();
    if (left_ms <= 0)
        return false;
    (void)poll(places, COUNT_OF(places), (int)(left_ms < longest_ms ? left_ms : longest_ms));
    *ret_ready = places[1].revents != 0;
    return !places[0].revents;
}

/* Reads to the end of its output; false when it is to be given up. */
static bool read_output(struct process *process) {
    for (;;) {
        bool ready = false;
        if (!wait_for(process, true, LIMIT_MS, &ready))
            return false;
        if (!ready)
            continue;
        const ssize_t got =
            read(process->output, process->text + process->length, LARGEST_OUTPUT + 1 - process->length);
        if (got == 0 || (got < 0 && errno != EINTR))
            return true;
        process->length += got > 0 ? (size_t)got : 0;
        if (process->length > LARGEST_OUTPUT)
            return false;
    }
}

/* Its end follows its output at once, or it is to be given up. */
static bool wait_for_exit(const struct process *process, int *ret_status) {
    bool ready = false;
    while (waitpid(process->pid, ret_status, WNOHANG) == 0)
        if (!wait_for(process, false, EXIT_POLL_MS, &ready))
            return false;
    return true;
}

static bool explain(const struct process *process, struct cancel *cancel, int status, bool ended,
                    struct error **err) {
    if (!cancel_check(cancel, err))
        return false;
    if (process->length > LARGEST_OUTPUT)
        return error_set(err, ERROR_CREDENTIALS, "%s printed more than 64 KiB", process->name);
    if (!ended)
        return error_set(err, ERROR_CREDENTIALS, "%s did not end within %d s", process->name,
                         LIMIT_MS / 1000);
    const bool killed = WIFSIGNALED(status);
    if (!killed && WEXITSTATUS(status) == 127) /* POSIX lets posix_spawn() report a missing program so, too */
        return error_set(err, ERROR_CREDENTIALS,
                         "cannot start %s, or a command that it calls (exit status 127)", process->name);
    return error_set(
        err, ERROR_CREDENTIALS,
        "%s ended with %s %d. What it printed is not shown, for it may hold secrets: run the command "
        "by hand to see it",
        process->name, killed ? "signal" : "exit status", killed ? WTERMSIG(status) : WEXITSTATUS(status));
}

/* Runs it to its end; its output is in process->text. */
static bool run(struct process *process, struct cancel *cancel, char *const *words, struct error **err) {
    if (!start(process, words, err))
        return false;
    const int64_t outer_ms = cancel_deadline_ms(cancel);
    process->deadline_ms = clock_monotonic_ms() + LIMIT_MS;
    if (outer_ms && outer_ms < process->deadline_ms)
        process->deadline_ms = outer_ms;
    struct cancel_listener listener = { .wake = wake, .argument = process };
    cancel_listen(cancel, &listener);
    int status = 0;
    const bool ended = read_output(process) && wait_for_exit(process, &status);
    cancel_unlisten(cancel, &listener);
    if (!ended) {
        kill(-process->pid, SIGKILL);
        while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
            continue;
    }
    close_all(process);
    return (ended && WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
           explain(process, cancel, status, ended, err);
}

static bool read_answer(const struct process *process, struct credentials **ret_credentials,
                        struct error **err) {
    auto_secret_json *answer = json_loadb(process->text, process->length, 0, NULL);
    if (!json_is_object(answer))
        return error_set(err, ERROR_CREDENTIALS, "%s printed no JSON object", process->name);
    if (json_number_value(json_object_get(answer, "Version")) != 1)
        return error_set(err, ERROR_CREDENTIALS, "\"Version\" in what %s printed is not 1", process->name);
    return credentials_from_json(answer, &credentials_usual_members, ret_credentials, err) ||
           error_in(err, "what %s printed", process->name);
}

enum credentials_outcome credentials_from_process(const struct credentials_context *context,
                                                  struct cancel *cancel, struct credentials **ret_credentials,
                                                  struct error **err) {
    const char *command = credentials_profile_value(context, "credential_process");
    if (!command)
        return credentials_none(err, "no credential_process in profile \"%s\"", context->profile);
    auto_secret_arena *arena = arena_new();
    char **words = NULL;
    bool good = shell_words(arena, command, &words, err);
    if (good) {
        struct process process = { .name = words[0], .text = xcalloc(1, LARGEST_OUTPUT + 1) };
        good = run(&process, cancel, words, err) && read_answer(&process, ret_credentials, err);
        explicit_bzero(process.text, process.length);
        free(process.text);
    }
    if (!good && (*err)->kind != ERROR_CANCELLED && (*err)->kind != ERROR_TIMEOUT) {
        (*err)->kind = ERROR_CREDENTIALS;
        error_in(err, "credential_process of profile \"%s\"", context->profile);
    }
    return good ? CREDENTIALS_FOUND : CREDENTIALS_BROKEN;
}
