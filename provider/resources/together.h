/*
 * Reading together: questions for descriptions of one kind that come at about the same time travel in one call.
 *
 * Who asks says how long it can wait. The one whose patience ends first makes the call for all who wait with a
 * question of the same kind, those who are between two polls included; so a lone question with no patience goes out
 * at once, and twenty polls are one call. A question does not join a call that is under way: what it is told was
 * asked for after it came. Only a wide one does, and it takes what was asked for up to TOGETHER_KEPT_MS before it came;
 * but never an answer to a call that began before a change that this client had made by then.
 *
 * Safe from any number of threads. There is no thread here, and no lock is held while a call is made.
 */
#ifndef RESOURCES_TOGETHER_H
#define RESOURCES_TOGETHER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "aws/aws.h"

/* Where those who ask wait: one for each configured provider, so that accounts and regions never mix. */
struct together;

/*
 * A room for the questions to one client, which must outlive it; the room becomes the client's watcher, and forgets
 * what it keeps whenever a call may have changed something. `now_ms`: the clock for how old a kept answer is; NULL:
 * the real one.
 */
struct together *together_new(struct aws_client *aws, int64_t (*now_ms)(void)) RETURNS_NONNULL;
void together_free(struct together *room); /* nobody may be waiting. NULL is allowed */

/* Zero or NULL: as the comment says. What differs in operation, request or filter travels apart. */
struct question {
    const char *service;
    const char *operation;
    const json_t *request; /* what is sent beside the values; NULL = nothing */
    const char *filter;    /* name of EC2's filter that takes the values; */
    const char *member;    /* or else the member of the request that takes a list of them */
    const char *value;
    size_t most;         /* values that a call takes (200: EC2's limit for a filter) */
    int64_t patience_ms; /* how long it waits for others; 0 = goes at once, and takes along who is waiting */
    bool needs_company;  /* no call for a lone question: nothing is picked */
    /*
     * A wide question, for all that is near (all subnets of a VPC). It takes an answer that was asked for in the last
     * TOGETHER_KEPT_MS, too, also when that is still on its way, and its own is kept for as long. Of more than
     * TOGETHER_WIDE objects the rest is left out, and then there is no such call again.
     */
    bool wide;
    /*
     * Takes out of an answer what is wanted: a value of its own, with no reference into the answer, or NULL when it is
     * not in it. Called with a lock held: it waits for nothing.
     */
    json_t *(*pick)(const void *wanted, const json_t *answer);
    const void *wanted;
    const struct aws_teller *teller; /* is told when the call that this one makes takes long; NULL = nobody */
};

enum { TOGETHER_KEPT_MS = 10000, TOGETHER_WIDE = 500 };

/*
 * Asks, and waits for the answer. *ret_picked is what `pick` takes out of what the operation answers for all values (all
 * pages); NULL when that is nothing, or when no call was made.
 * Failure: the call's error, for each who waits for it; ERROR_CANCELLED and ERROR_TIMEOUT of `cancel`, which end only
 * this one's waiting.
 */
MUST_USE bool together_ask(struct together *room, struct cancel *cancel, const struct question *question,
                           json_t **ret_picked, struct error **err);

/*
 * What `pick` takes out of any answer to a wide question for the same operation, asked for in the last
 * TOGETHER_KEPT_MS; or NULL.
 */
json_t *together_recall(struct together *room, const struct question *question);

/* How many are waiting for an answer. */
size_t together_waiting(struct together *room);

/* The name of the member that takes EC2's filters: not all operations call it the same. */
const char *together_filters(const char *service, const char *operation);

/*
 * What there is may be another than before (a state was waited for): no answer to a call that began before this is
 * kept.
 */
void together_forget(struct together *room);

#endif
