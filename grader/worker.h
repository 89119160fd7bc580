#ifndef GRADE_WORKER_H
#define GRADE_WORKER_H
/*
 * Whatever reads bytes that others wrote runs in a worker: a child process without files, network and other
 * programs (confine/sandbox.h), which hands back a result (result.h): reports and complaints as bytes, and an
 * exit status.
 *
 * The parent reads the files first, then calls worker_run(); it parses nothing but the result's frame. In the
 * worker a function does all the rest: what needs processes of its own first, then worker_seal(), then the
 * parsing.
 *
 *   static void work(struct worker *worker, void *context)
 *   {
 *       worker_seal(worker);
 *       … parse …
 *       thing_write(worker_record(worker), …);
 *   }
 */
#include "confine/apart.h"
#include "options.h"
#include "report/out.h"
#include "result.h"

/* ---- in the worker ---- */

struct worker;

struct arena *worker_arena(const struct worker *worker);
const struct confinement *worker_confined(const struct worker *worker);
bool worker_unicode(const struct worker *worker); /* whether the terminal shows more than ASCII */

/* What is done in processes of their own. */
enum worker_ask_kind { ASK_DOT, ASK_LAYOUT };

/*
 * Work in children of its own; before worker_seal(). The rules must live until the worker ends. Without it,
 * or where it fails, worker_ask() is APART_FAILED.
 */
void worker_apart(struct worker *worker, const struct apart_rules *rules);
enum apart_end worker_ask(struct str *reply, struct worker *worker, enum worker_ask_kind kind,
                          struct str request);
/* From here on it starts no process: to be called before it parses what a stranger wrote. */
void worker_seal(struct worker *worker);

/* Begins the next record: all that is appended, up to the next call, is in it. */
struct report_out *worker_record(struct worker *worker);
/* For standard error: a page, or a message worded as output_complain() does it. */
struct report_out *worker_page(struct worker *worker);
void worker_say(struct worker *worker, struct str message);
/* The exit status, 0 to 3; 0 without it. */
void worker_status(struct worker *worker, unsigned status);

/* ---- in the parent ---- */

struct worker_job {
    void (*work)(struct worker *worker, void *context);
    void *context;
    const struct grade_options *options;
    const char *what; /* is read: for messages */
    size_t bytes;     /* of what others wrote, read so far: memory and result may grow with it */
};

/*
 * *out is always filled: where no result came, or one that makes no sense, by a message and status 2 (this
 * machine or this program) or 3 (the submission passed a limit). Strings live in the arena. The environment's
 * GRADE_TOKEN is gone after this, so that it is in no worker.
 */
void worker_run(struct result *out, struct arena *arena, const struct worker_job *job);

#endif
