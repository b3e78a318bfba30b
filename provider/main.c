/*
 * The process: arguments, the port line, signals, the end.
 *
 * The engine starts `pulumi-resource-utm [flags] ADDRESS`, reads the port from stdout, and holds stdin open
 * for as long as it lives. It ends the plugin by SIGINT, and by SIGKILL five seconds later; an engine that
 * was killed sends nothing, but its end of stdin closes. A plugin started by hand (without ADDRESS) is
 * attached to by PULUMI_DEBUG_PROVIDERS.
 */
#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "plugin/plugin.h"

enum {
    GRACE_MS = 3000, /* for calls in flight, at the end */
    END_LIMIT_S =
        4, /* then the process ends whatever it does: the engine kills after 5 s, and a lost one never */
};

/*
 * glibc keeps what was needed once: an arena for each of 8 threads a core, and, after the first large block
 * was freed, all that is up to twice as large. A process that has seen one large message or 500 calls at once
 * must not stay so.
 */
static void limit_malloc(void) {
    mallopt(M_ARENA_MAX, 4);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
}

static const char usage[] =
    "usage: pulumi-resource-utm [ENGINE_ADDRESS]\n"
    "\n"
    "Pulumi's resource provider for UTM stacks on AWS. The Pulumi engine starts it; there is no need to.\n"
    "\n"
    "Started by hand it prints a port and serves until Ctrl-C. To use it from there:\n"
    "    PULUMI_DEBUG_PROVIDERS=utm:PORT pulumi up\n"
    "\n"
    "  --version   print the version\n"
    "  --help      print this\n"
    "\n"
    "UTM_LOG=debug in the environment sends a line for each AWS call to the engine, UTM_LOG=info only for\n"
    "waits and repeated calls (both are shown by `pulumi --debug`).\n";

struct arguments {
    const char *engine_address;
    bool verbose;
};

/*
 * The last argument without a dash is the engine's address. Before it the engine may hand down its own flags
 * (--logflow, --tracing): -logtostderr, -v=9, -tracing ADDRESS.
 */
static struct arguments read_arguments(int count, char **values) {
    struct arguments arguments = { 0 };
    for (int i = 1; i < count; i++) {
        const char *value = values[i];
        if (strcmp(value, "-tracing") == 0 || strcmp(value, "--tracing") == 0)
            i++;
        else if (strncmp(value, "-v=", 3) == 0 || strncmp(value, "--v=", 4) == 0)
            arguments.verbose = true;
        else if (value[0] != '-')
            arguments.engine_address = value;
    }
    return arguments;
}

static bool is_argument(int count, char **values, const char *flag) {
    return count == 2 && strcmp(values[1], flag) == 0;
}

/* Signals that mean the end come through the descriptor only: blocked here before any other thread is. */
static int block_signals(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN); /* a broken connection is an error of that connection */
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow further, of that file */
    return signalfd(-1, &signals, SFD_CLOEXEC);
}

/* True when stdin has come to its end; what stands in it is of no interest. */
static bool stdin_ended(void) {
    char ignored[256];
    const ssize_t length = read(STDIN_FILENO, ignored, sizeof ignored);
    return length == 0 || (length < 0 && errno != EINTR && errno != EAGAIN);
}

/* Waits for a signal (true), or, when an engine started us, for the end of stdin (false). */
static bool wait_for_end(int signals, bool watch_stdin) {
    struct pollfd watched[] = {
        { .fd = signals, .events = POLLIN },
        { .fd = watch_stdin ? STDIN_FILENO : -1, .events = POLLIN },
    };
    for (;;) {
        if (poll(watched, COUNT_OF(watched), -1) < 0)
            continue;
        if (watched[0].revents)
            return true;
        if (watched[1].revents && stdin_ended())
            return false;
    }
}

static bool print_port(int port) {
    return printf("%d\n", port) > 0 && fflush(stdout) == 0;
}

static int serve(const struct arguments *arguments, int signals) {
    struct plugin *plugin = plugin_new(&(struct plugin_options){
        .engine_address = arguments->engine_address,
        .log_level = arguments->verbose ? LOG_DEBUG : log_level_named(getenv("UTM_LOG")),
    });
    const struct rpc_server_options options = { .methods = plugin_methods,
                                                .method_count = plugin_method_count,
                                                .context = plugin };
    struct rpc_server *server = NULL;
    auto_error *error = NULL;
    int status = EXIT_SUCCESS;
    bool signalled = false;
    if (!rpc_server_start(&options, &server, &error)) {
        fprintf(stderr, "pulumi-resource-utm: %s\n", error->message);
        status = EXIT_FAILURE;
    } else {
        if (print_port(rpc_server_port(server)))
            signalled = wait_for_end(signals, arguments->engine_address != NULL);
        else
            status = EXIT_FAILURE; /* nobody will ever call */
        alarm(END_LIMIT_S);
        rpc_server_cancel_calls(server);
        rpc_server_stop(server, GRACE_MS);
    }
    if (signalled)
        plugin_end_of_command(plugin);
    plugin_free(plugin);
    return status;
}

int main(int argc, char **argv) {
    if (is_argument(argc, argv, "--version")) {
        puts(PLUGIN_VERSION);
        return EXIT_SUCCESS;
    }
    if (is_argument(argc, argv, "--help")) {
        fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    limit_malloc();
    const struct arguments arguments = read_arguments(argc, argv);
    return serve(&arguments, block_signals());
}
