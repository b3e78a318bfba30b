#include "resources/together.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"

enum {
    MOST_VALUES =
        200,         /* of a filter: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html */
    WIDE_PAGE = 100, /* a page size that every paged operation of EC2 allows */
    WIDE_ANSWERS = 32, /* kept at a time */
};

enum state { GATHERING, UNDER_WAY, ANSWERED };

/* Those who ask the same at the same time; and later what they were told, while it is kept. */
struct group {
    struct group *next; /* in the room's list, when it is in one */
    char *key;          /* what they have in common */
    char *call;         /* "ec2.DescribeSubnets" */
    json_t *values;     /* array of text, each once; changes only while the group is in `gathering` */
    size_t members;
    bool is_kept;
    enum state state;
    bool is_next; /* whoever looks first makes the call: it is full, or the one who made it had to go */
    int64_t asked_ms;
    bool partial;   /* a wide answer that leaves something out */
    json_t *answer; /* touched only with the lock held: jansson's counting is not for several threads */
    struct error *error;
};

struct together {
    struct aws_client *aws;
    int64_t (*now_ms)(void);
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct group *gathering;
    struct group *kept; /* wide ones that are under way or answered, the newest first */
    size_t waiting;
};

/* One who asks. */
struct member {
    struct together *room;
    struct group *group;
    int64_t leads_at_ms;
    int64_t deadline_ms; /* 0 = none */
    bool stopped;
};

/* ---- groups; the room is locked ---- */

/* Nobody needs it any more, or somebody still does. */
static void let_go(struct group *group) {
    if (group->members || group->is_kept)
        return;
    free(group->key);
    free(group->call);
    json_decref(group->values);
    json_decref(group->answer);
    error_free(group->error);
    free(group);
}

static void list_take_out(struct group **list, const struct group *group) {
    for (; *list; list = &(*list)->next) {
        if (*list == group) {
            *list = group->next;
            return;
        }
    }
}

static char *call_of(const struct question *question) {
    return xprintf("%s.%s", question->service, question->operation);
}

/* Questions with the same key can travel together. */
static char *key_of(const struct question *question) {
    auto_free char *request = question->request ? json_canonical(question->request) : xstrdup("");
    return xprintf("%s.%s %s %s%s", question->service, question->operation,
                   question->filter ? question->filter : question->member, request,
                   question->wide ? " wide" : "");
}

static struct group *group_of(struct together *room, const struct question *question, const char *key) {
    for (struct group *group = room->gathering; group; group = group->next)
        if (strcmp(group->key, key) == 0)
            return group;
    struct group *group = xcalloc(1, sizeof *group);
    group->key = xstrdup(key);
    group->call = call_of(question);
    group->values = json_array();
    group->next = room->gathering;
    room->gathering = group;
    return group;
}

/* A place among those who have not been asked for yet. */
static void join_gathering(struct together *room, const struct question *question, const char *key,
                           struct member *member) {
    struct group *group = group_of(room, question, key);
    if (!json_has_text(group->values, question->value))
        json_array_append_new(group->values, json_string(question->value));
    if (json_array_size(group->values) >= (question->most ? question->most : MOST_VALUES)) {
        list_take_out(&room->gathering, group);
        group->is_next = true;
        pthread_cond_broadcast(&room->changed);
    }
    member->group = group;
}

static void leave(struct member *member) {
    struct group *group = member->group;
    member->room->waiting--;
    if (!--group->members && group->state == GATHERING)
        list_take_out(&member->room->gathering, group);
    let_go(group);
}

/* ---- what is kept; the room is locked ---- */

static bool is_recent(const struct together *room, const struct group *group) {
    return room->now_ms() - group->asked_ms <= TOGETHER_KEPT_MS;
}

/* What is old goes, but for the knowledge that there is too much of something to ask for all of it. */
static void drop_old(struct together *room) {
    size_t count = 0;
    for (struct group **link = &room->kept; *link;) {
        struct group *group = *link;
        const bool is_old = group->state == ANSWERED && !is_recent(room, group);
        if (is_old && !group->members) {
            json_decref(group->answer);
            group->answer = NULL;
        }
        if (++count <= WIDE_ANSWERS && (group->partial || !is_old)) {
            link = &group->next;
            continue;
        }
        *link = group->next;
        group->is_kept = false;
        let_go(group);
    }
}

static void keep(struct together *room, struct group *group) {
    group->is_kept = true;
    group->next = room->kept;
    room->kept = group;
    drop_old(room);
}

static void keep_no_longer(struct together *room, struct group *group) {
    list_take_out(&room->kept, group);
    group->is_kept = false;
}

/* The same wide question of a moment ago, with its answer or on the way to it, however long that takes; or one of which
 * nothing but "too much" is known; or NULL. */
static struct group *kept_group(struct together *room, const struct question *question, const char *key) {
    drop_old(room);
    for (struct group *group = room->kept; group; group = group->next)
        if (strcmp(group->key, key) == 0 && json_has_text(group->values, question->value) &&
            (is_recent(room, group) || (group->partial && !group->answer)))
            return group;
    return NULL;
}

static void join(struct together *room, const struct question *question, const char *key,
                 struct member *member) {
    member->group = question->wide ? kept_group(room, question, key) : NULL;
    if (!member->group)
        join_gathering(room, question, key, member);
    member->group->members++;
    room->waiting++;
}

void together_forget(struct together *room) {
    pthread_mutex_lock(&room->lock);
    while (room->kept) {
        struct group *group = room->kept;
        room->kept = group->next;
        group->is_kept = false;
        let_go(group);
    }
    pthread_mutex_unlock(&room->lock);
}

json_t *together_recall(struct together *room, const struct question *question) {
    auto_free char *call = call_of(question);
    json_t *picked = NULL;
    pthread_mutex_lock(&room->lock);
    drop_old(room);
    for (const struct group *group = room->kept; group && !picked; group = group->next)
        if (group->answer && is_recent(room, group) && strcmp(group->call, call) == 0)
            picked = question->pick(question->wanted, group->answer);
    pthread_mutex_unlock(&room->lock);
    return picked;
}

static void forget(void *room) {
    together_forget(room);
}

struct together *together_new(struct aws_client *aws, int64_t (*now_ms)(void)) {
    struct together *room = xcalloc(1, sizeof *room);
    room->aws = aws;
    room->now_ms = now_ms ? now_ms : clock_monotonic_ms;
    pthread_mutex_init(&room->lock, NULL);
    clock_condition_init(&room->changed);
    aws_watch(aws, &(struct aws_watcher){ .changed = forget, .context = room });
    return room;
}

size_t together_waiting(struct together *room) {
    pthread_mutex_lock(&room->lock);
    const size_t waiting = room->waiting;
    pthread_mutex_unlock(&room->lock);
    return waiting;
}

void together_free(struct together *room) {
    if (!room)
        return;
    aws_watch(room->aws, NULL);
    together_forget(room);
    pthread_cond_destroy(&room->changed);
    pthread_mutex_destroy(&room->lock);
    free(room);
}

/* ---- the call; the room is not locked ---- */

const char *together_filters(const char *service, const char *operation) {
    return aws_input_has(service, operation, "Filters") ? "Filters" : "Filter";
}

static json_t *request_of(const struct question *question, json_t *values) {
    json_t *request = question->request ? json_deep_copy(question->request) : json_object();
    if (!question->filter) {
        json_object_set(request, question->member, values);
        return request;
    }
    const char *filters = together_filters(question->service, question->operation);
    json_t *list = json_object_get(request, filters);
    if (!list) {
        list = json_array();
        json_object_set_new(request, filters, list);
    }
    json_array_append_new(list, json_pack("{s:s, s:O}", "Name", question->filter, "Values", values));
    return request;
}

/* EC2's names: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html */
static bool ask_aws(const struct together *room, struct cancel *cancel, const struct question *question,
                    json_t *values, json_t **ret_answer, bool *ret_partial, struct error **err) {
    json_auto_t *request = request_of(question, values);
    struct aws_paging paging = { .teller = question->teller };
    if (question->wide) {
        paging.most = TOGETHER_WIDE;
        if (aws_input_has(question->service, question->operation, "MaxResults"))
            json_object_set_new(request, "MaxResults", json_integer(WIDE_PAGE));
    }
    return aws_call_pages_with(room->aws, cancel, &paging, question->service, question->operation, request,
                               ret_answer, ret_partial, err);
}

/* ---- waiting ---- */

/* Called with the lock of the cancel token: so this one is never locked where a token is asked. */
static void stop(void *argument) {
    struct member *member = argument;
    pthread_mutex_lock(&member->room->lock);
    member->stopped = true;
    pthread_cond_broadcast(&member->room->changed);
    pthread_mutex_unlock(&member->room->lock);
}

static void wait_until(struct together *room, int64_t until_ms) {
    if (until_ms)
        clock_condition_wait(&room->changed, &room->lock, until_ms);
    else
        pthread_cond_wait(&room->changed, &room->lock);
}

enum turn { TURN_TOLD, TURN_LEADS, TURN_STOPPED };

/* Waits until the group has its answer, or its member has to make the call or to go. */
static enum turn wait_for_turn(const struct member *member) {
    const struct group *group = member->group;
    for (;;) {
        const int64_t now_ms = clock_monotonic_ms();
        if (group->state == ANSWERED)
            return TURN_TOLD;
        if (member->stopped || (member->deadline_ms && now_ms >= member->deadline_ms))
            return TURN_STOPPED;
        if (group->state == GATHERING && (group->is_next || now_ms >= member->leads_at_ms))
            return TURN_LEADS;
        int64_t until_ms = member->deadline_ms;
        if (group->state == GATHERING && (!until_ms || member->leads_at_ms < until_ms))
            until_ms = member->leads_at_ms;
        wait_until(member->room, until_ms);
    }
}

static bool was_stopped(const struct error *error) {
    return error->kind == ERROR_CANCELLED || error->kind == ERROR_TIMEOUT;
}

/* Makes the call for the group. Its own end is not the others': then the next one makes it again. */
static bool lead(const struct member *member, struct cancel *cancel, const struct question *question,
                 struct error **err) {
    struct together *room = member->room;
    struct group *group = member->group;
    list_take_out(&room->gathering, group);
    group->state = UNDER_WAY;
    group->asked_ms = room->now_ms();
    if (question->wide)
        keep(room, group);
    const bool is_alone = group->members == 1;
    json_auto_t *values = json_deep_copy(group->values);
    json_t *answer = NULL;
    bool partial = false;
    pthread_mutex_unlock(&room->lock);
    const bool good = (is_alone && question->needs_company) ||
                      ask_aws(room, cancel, question, values, &answer, &partial, err);
    pthread_mutex_lock(&room->lock);
    group->partial = partial;
    group->answer = answer;
    if (!good)
        group->error = error_copy(*err);
    group->state = ANSWERED;
    if (!good)
        keep_no_longer(room, group);
    if (!good && was_stopped(*err)) {
        error_free(TAKE(group->error));
        group->state = GATHERING;
        group->is_next = true;
    }
    pthread_cond_broadcast(&room->changed);
    return good;
}

/* Waits for the answer; the room is locked. False without *err: stopped. */
static bool take_part(const struct member *member, struct cancel *cancel, const struct question *question,
                      json_t **ret_picked, struct error **err) {
    const enum turn turn = wait_for_turn(member);
    if (turn == TURN_STOPPED)
        return false;
    if (turn == TURN_LEADS && !lead(member, cancel, question, err))
        return false;
    if (member->group->error) {
        *err = error_copy(member->group->error);
        return false;
    }
    if (member->group->answer)
        *ret_picked = question->pick(question->wanted, member->group->answer);
    return true;
}

bool together_ask(struct together *room, struct cancel *cancel, const struct question *question,
                  json_t **ret_picked, struct error **err) {
    auto_free char *key = key_of(question);
    struct member member = {
        .room = room,
        .leads_at_ms = clock_monotonic_ms() + question->patience_ms,
        .deadline_ms = cancel_deadline_ms(cancel),
    };
    pthread_mutex_lock(&room->lock);
    join(room, question, key, &member);
    pthread_mutex_unlock(&room->lock);
    struct cancel_listener listener = { .wake = stop, .argument = &member };
    cancel_listen(cancel, &listener);
    pthread_mutex_lock(&room->lock);
    const bool good = take_part(&member, cancel, question, ret_picked, err);
    leave(&member);
    pthread_mutex_unlock(&room->lock);
    cancel_unlisten(cancel, &listener);
    if (!good && !*err && cancel_check(cancel, err))
        error_set(err, ERROR_CANCELLED, "cancelled");
    return good;
}
