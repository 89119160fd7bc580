#ifndef GRADE_APART_H
#define GRADE_APART_H
/*
 * Pieces of work apart: each in a child of its own, confined as tightly as can be, for libraries that keep
 * state from one piece to the next, that may not come to an end, or that are trusted less than the rest.
 *
 * apart_start() forks a keeper. It never looks at a byte: it takes requests from the process that started it,
 * forks a child for each, and hands the reply back. So the process that asks can give up forking
 * (child_seal()), and what a piece of work breaks, by accident or by design, is gone with its child. Requests
 * are done one after the other.
 *
 * A reply is bytes from a process that read hostile input: who asks checks them.
 */
#include "base/str.h"
#include "model/confinement.h"

/* A child's end: false when nobody listens any more, or the reply is too large. */
struct apart_port;
bool apart_send(struct apart_port *port, const void *bytes, size_t n);

#define APART_KINDS_MAX 4

/* A kind of work. */
struct apart_kind {
    /*
     * In a child of the keeper, with its memory as it was at apart_start(). The reply is what it sends.
     * False: no reply.
     */
    bool (*work)(void *context, struct str request, struct apart_port *port);
    void *context;
    size_t cpu_seconds;     /* of one piece; at least 1 */
    size_t cpu_seconds_all; /* of all pieces: when they are used up, no more is begun */
};

struct apart_rules {
    struct apart_kind kinds[APART_KINDS_MAX]; /* by their numbers */
    size_t request_max, reply_max;            /* bytes */
};

enum apart_end {
    APART_OK,
    APART_FAILED,  /* the work said so, or was never begun: no process, too large a request */
    APART_CRASHED, /* a signal, a forbidden system call, an early exit */
    APART_TIMEOUT, /* its processor time, or twice that and more on the clock */
    APART_TOO_LARGE,
    APART_SPENT /* the processor time of all */
};

struct apart {
    int ask, answer; /* pipes to the keeper; -1 where there is none */
    int keeper;      /* process id */
    size_t reply_max, request_max;
};

/*
 * False where there can be no such process: then every request fails. *rules and its context are those of the
 * moment. confined: how this process is (child_confined()); its children are, too, and more tightly.
 */
bool apart_start(struct apart *out, const struct apart_rules *rules, const struct confinement *confined);
/* reply: in the arena, complete for APART_OK and else empty. */
enum apart_end apart_ask(struct str *reply, struct arena *arena, struct apart *apart, unsigned kind,
                         struct str request);
/* The keeper ends, and is waited for. Without it, it ends with the process that started it. Not after
 * child_seal(). */
void apart_stop(struct apart *apart);

#endif
