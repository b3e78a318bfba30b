/* Inside rpc/: what server.c (the life of the server) and call.c (the life of one call) know of each other.
 */
#ifndef RPC_INTERNAL_H
#define RPC_INTERNAL_H

#include <grpc/byte_buffer.h>
#include <grpc/grpc.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stddef.h>

#include "rpc/server.h"
#include "rpc/threads.h"

#define CONTAINER_OF(pointer, type, member) ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

/*
 * What the completion queue gives back when an operation is done. The poller calls `done`, so it must be
 * short. `handed_over` orders what was written before the operation began with what `done` reads: the queue
 * does that, too, but ThreadSanitizer cannot see into the library.
 */
struct tag {
    void (*done)(struct tag *tag, bool ok);
    atomic_bool handed_over;
};

void tag_set(struct tag *tag, void (*done)(struct tag *tag, bool ok));
void tag_run(struct tag *tag, bool ok);

/* A method that calls are taken for: a row of the table, the health check, or (NULL `method`) all unknown
 * ones. */
struct slot {
    struct rpc_server *server;
    const struct rpc_method *method;
    void *registered; /* the core's handle */
};

/*
 * One call, from the moment the server waits for it. Two operations keep it alive, each with a reference:
 * `closed` (the caller went away, or all is done) and `ended` (our answer is out).
 */
struct call {
    struct rpc_call seen; /* by the handler */
    struct slot *slot;
    grpc_call *core;
    grpc_call_details details; /* unknown methods only */
    grpc_metadata_array metadata;
    gpr_timespec deadline;
    grpc_byte_buffer *payload;

    struct tag arrived;
    struct tag closed;
    struct tag ended;
    struct tag sent;
    struct threads_work work;

    int cancelled;    /* the core's word, with `closed` */
    atomic_bool gone; /* the caller is not there any more */
    atomic_int references;

    bool headers_sent;
    sem_t sending; /* rpc_send() waits here */
    bool send_ok;
    grpc_byte_buffer *answer;
    grpc_metadata trailer;
    size_t trailers;
    bool large; /* request or answer: give memory back to the system afterwards */

    struct call *next, *previous; /* calls in flight */
};

struct rpc_server {
    grpc_server *core;
    grpc_completion_queue *queue;
    pthread_t poller;
    struct threads *threads;
    int port;
    void *context;

    struct slot *slots;
    size_t slot_count;
    struct tag shut_down;

    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct call *calls; /* in flight, as far as they can still be cancelled */
    size_t in_flight;
    size_t armed;       /* calls that the core may still hand over */
    bool cancelled;     /* until the next rpc_server_accept_calls() */
    bool core_is_ended; /* `shut_down` came */
};

/* Waits for the next call of the slot. */
void call_arm(struct slot *slot);

void call_free(struct call *call);

/* One armed call less. */
void server_disarm(struct rpc_server *server);

/* A call begins, or is over: it is freed, and rpc_server_stop() may go on. */
void server_add_call(struct rpc_server *server, struct call *call);
void server_end_call(struct rpc_server *server, struct call *call);

/* The health check's row. */
extern const struct rpc_method rpc_health_method;

/* Bytes of a message. Pack: NULL when it is larger than RPC_MESSAGE_LIMIT. */
grpc_byte_buffer *rpc_pack(const ProtobufCMessage *message);
/* Unpacks `buffer`; NULL = a message without bytes. */
MUST_USE bool rpc_unpack_buffer(struct arena *arena, const ProtobufCMessageDescriptor *type,
                                grpc_byte_buffer *buffer, ProtobufCMessage **ret_message, struct error **err);

/* google.rpc.Status of a failure, for grpc-status-details-bin. */
grpc_slice rpc_status_details(struct arena *arena, const struct rpc_failure *failure);

/*
 * Starts the library, once; its lines go to log_debug(), not to stderr. It stays until the process ends:
 * after a write that filled a socket, grpc_shutdown() can wait 10 s for a poller that nobody wakes
 * (run_poller in tcp_posix.cc, seen in 1.51), and the engine kills after 5.
 */
void rpc_start_library(void);

#endif
