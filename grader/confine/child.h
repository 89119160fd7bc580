#ifndef GRADE_CHILD_H
#define GRADE_CHILD_H
/*
 * Runs a function in a forked child and brings its result back over a pipe.
 *
 * The child is bounded by wall time, by silence (no message and no byte of the result), by processor time,
 * memory and file size, and by the size of its result; what passes a bound is killed by the parent, with all
 * that it has started: it leads a process group. The child dies with the parent. It writes no stdio of its
 * own: it shares no buffers and ends by _exit. Of its kind (confine/sandbox.h) follows what else it gives up
 * first.
 *
 * SIGINT, SIGTERM, SIGHUP and SIGQUIT that reach the parent while a child runs: the child is killed,
 * `cleanup` runs,
 * and the signal is raised again with the disposition it had before. `prepare` and `cleanup` run with these
 * signals held back, so what one makes and the other removes cannot stay behind. One child at a time in a
 * process.
 *
 * What comes back is bytes from a process that read hostile input: the caller checks them.
 */
#include "base/str.h"
#include "confine/sandbox.h"

#define CHILD_MESSAGE_MAX 1024 /* bytes of one message */

/* The child's end of the pipe. A function of it that returns false: the parent is gone or has had enough. */
struct child_port;

/* Appends to the result. */
bool child_send(struct child_port *port, const void *bytes, size_t n);
/* A message for `told`, apart from the result; a sign of life. At most CHILD_MESSAGE_MAX bytes. */
bool child_tell(struct child_port *port, const void *message, size_t n);
/* How this child is confined. */
const struct confinement *child_confined(const struct child_port *port);
/* For SANDBOX_PARSE, before it parses what others wrote: from here on it starts no process and opens no pipe.
 */
void child_seal(struct child_port *port);
/* Instead of _exit(), in any process that was forked: coverage is written where it is measured. */
_Noreturn void child_end_now(int status);

struct child_job {
    /* In the child. False: CHILD_FAILED, with the last message told as the reason. */
    bool (*work)(void *context, struct child_port *port);
    void (*told)(void *context, const void *message, size_t n); /* in the parent; may be NULL */
    bool (*prepare)(void *context); /* in the parent, before the fork; may be NULL. False: CHILD_FAILED */
    void (*cleanup)(
        void *context); /* in the parent, when the child is gone, whatever happened; may be NULL */
    void *context;

    /* 0: no bound. */
    uint32_t wall_ms, idle_ms;
    size_t result_max; /* bytes */
    size_t cpu_seconds;
    size_t memory_max; /* bytes of address space; not in an instrumented build */
    size_t file_max;   /* bytes of one file that the child writes */

    enum sandbox_kind kind; /* of all but PLAIN, standard error is heard only when the child crashes */
    enum confine_mode mode;
    /* In the child, before it gives anything up: the files and ports it keeps. NULL: none. */
    void (*permit)(void *context, struct landlock_rules *out);
    struct confinement *confined; /* out, as the child says before its work; may be NULL */
};

enum child_end {
    CHILD_OK,
    CHILD_CRASHED,   /* a signal, an early exit, or nonsense on the pipe */
    CHILD_FORBIDDEN, /* it made a system call that nobody makes by accident */
    CHILD_MEMORY,    /* it ran out */
    CHILD_REFUSED, /* CONFINE_REQUIRE, and something is missing: message says what; the work was not begun */
    CHILD_TIMEOUT, /* wall or processor time */
    CHILD_IDLE,
    CHILD_TOO_LARGE, /* the result */
    CHILD_FAILED /* could not be started, said so itself, or was interrupted by a signal that is survived */
};

/*
 * out: the result, in the arena, complete for CHILD_OK and empty otherwise. message: what is known about any
 * other end ("signal 11"), one line, in the arena; it may hold bytes from the child.
 */
enum child_end child_run(struct str *out, struct str *message, struct arena *arena,
                         const struct child_job *job);

#endif
