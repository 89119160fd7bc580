#include "worker.h"

#include "confine/child.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

#define MEMORY_MAX (512 * MIB)
#define RESULT_MAX (16 * MIB)

/* A record under construction: malloc, since it grows to megabytes and the arena would keep every size. */
struct growing {
    char *p;
    size_t n, cap;
};

struct worker {
    struct arena *arena;
    struct child_port *port;
    bool unicode;
    unsigned status;
    struct apart apart;
    struct growing said;
    struct growing **records;
    size_t n_records, cap_records;
    struct report_out record, page;
};

/* ---- in the worker ---- */

static void append(void *context, const char *bytes, size_t n)
{
    struct growing *growing = context;
    if (n > growing->cap - growing->n) {
        size_t cap = growing->cap ? growing->cap : 4096;
        while (cap - growing->n < n)
            cap *= 2;
        char *moved = realloc(growing->p, cap);
        if (!moved)
            die_memory();
        growing->p = moved;
        growing->cap = cap;
    }
    memcpy(growing->p + growing->n, bytes, n);
    growing->n += n;
}

struct arena *worker_arena(const struct worker *worker)
{
    return worker->arena;
}

const struct confinement *worker_confined(const struct worker *worker)
{
    return child_confined(worker->port);
}

bool worker_unicode(const struct worker *worker)
{
    return worker->unicode;
}

void worker_apart(struct worker *worker, const struct apart_rules *rules)
{
    apart_start(&worker->apart, rules, worker_confined(worker));
}

enum apart_end worker_ask(struct str *reply, struct worker *worker, enum worker_ask_kind kind,
                          struct str request)
{
    return apart_ask(reply, worker->arena, &worker->apart, kind, request);
}

void worker_seal(struct worker *worker)
{
    child_seal(worker->port);
}

struct report_out *worker_record(struct worker *worker)
{
    struct growing *record = arena_alloc(worker->arena, sizeof *record);
    *(struct growing **)ARENA_PUSH(worker->arena, worker->records, worker->n_records, worker->cap_records) =
        record;
    worker->record = (struct report_out){append, record, worker->arena};
    return &worker->record;
}

struct report_out *worker_page(struct worker *worker)
{
    return &worker->page;
}

void worker_say(struct worker *worker, struct str message)
{
    struct buf line = buf_new(worker->arena, 64 * KIB);
    output_word(&line, message, worker->unicode);
    out_add(&worker->page, buf_str(&line));
}

void worker_status(struct worker *worker, unsigned status)
{
    worker->status = status;
}

struct context {
    const struct worker_job *job;
    struct arena *arena;
};

static bool send(void *context, const void *bytes, size_t n)
{
    return child_send(context, bytes, n);
}

static struct str grown(const struct growing *growing)
{
    return (struct str){growing->p ? growing->p : "", growing->n};
}

static bool work(void *context, struct child_port *port)
{
    const struct context *c = context;
    struct worker worker = {
        .arena = c->arena, .port = port, .unicode = output_unicode(), .apart = {-1, -1, -1, 0, 0}};
    worker.page = (struct report_out){append, &worker.said, c->arena};
    c->job->work(&worker, c->job->context);
    struct result result = {worker.status, grown(&worker.said), NULL, worker.n_records};
    result.records = arena_alloc(c->arena, worker.n_records * sizeof *result.records);
    for (size_t i = 0; i < worker.n_records; i++)
        result.records[i] = grown(worker.records[i]);
    return result_write(send, port, &result);
}

/* ---- in the parent ---- */

/* Whoever may use the token has done so: a process that reads what strangers wrote does not get a copy. */
static void forget_token(void)
{
    char *token = getenv("GRADE_TOKEN");
    if (!token)
        return;
    explicit_bzero(token, strlen(token));
    unsetenv("GRADE_TOKEN");
}

static const char *wording(struct arena *arena, const struct worker_job *job, const struct child_job *child,
                           enum child_end end, struct str detail, unsigned *status)
{
    *status = 3;
    switch (end) {
    case CHILD_TIMEOUT:
    case CHILD_IDLE:
        return arena_printf(arena,
                            "%s: reading and grading it took longer than %zu s of processor time: given up "
                            "(--parse-timeout)",
                            job->what, job->options->limits.parse_time);
    case CHILD_MEMORY:
        return arena_printf(arena, "%s: reading and grading it needs more than %zu MiB of memory: given up",
                            job->what, child->memory_max / MIB);
    case CHILD_TOO_LARGE:
        return arena_printf(arena, "%s: what is to be said of it is larger than %zu MiB: given up", job->what,
                            child->result_max / MIB);
    case CHILD_REFUSED:
        *status = 2;
        return arena_printf(arena, "--sandbox=require: %.*s", STR_ARG(detail));
    case CHILD_FORBIDDEN:
        *status = 2;
        return arena_printf(
            arena,
            "%s: the process that read it was stopped when it made a system call that it may not "
            "make: nothing is graded (a defect of grade, or an attack on it)",
            job->what);
    case CHILD_CRASHED:
    case CHILD_FAILED:
    case CHILD_OK: /* with nonsense in the result */
        break;
    }
    *status = 2;
    return arena_printf(arena, "internal error: the process that read %s failed (%.*s): nothing is graded",
                        job->what, STR_ARG(detail));
}

/* A result is for standard error and standard output at once: nothing in it may command a terminal. */
void worker_run(struct result *out, struct arena *arena, const struct worker_job *job)
{
    const struct limits *limits = &job->options->limits;
    struct context context = {job, arena};
    uint32_t seconds = limits->parse_time < 100000 ? (uint32_t)limits->parse_time : 100000;
    const struct child_job child = {
        .work = work,
        .context = &context,
        /* The bound is processor time; the clock is for a process that waits, on a machine that has more to
           do. */
        .wall_ms = (4 * seconds + 20) * 1000,
        .cpu_seconds = seconds,
        .memory_max = MEMORY_MAX + 64 * job->bytes + 4 * (limits->dot_memory - limits_default().dot_memory),
        .result_max = RESULT_MAX + 32 * job->bytes,
        .kind = SANDBOX_PARSE,
        .mode = job->options->sandbox,
    };
    struct str bytes, detail;
    unsigned status;
    forget_token();
    enum child_end end = child_run(&bytes, &detail, arena, &child);
    if (end == CHILD_OK && result_read(out, arena, bytes))
        return;
    const char *message = wording(arena, job, &child, end,
                                  end == CHILD_OK ? STR("its answer makes no sense") : detail, &status);
    struct buf said = buf_new(arena, 64 * KIB);
    output_word(&said, str_from(message), output_unicode());
    *out = (struct result){.status = status, .said = buf_str(&said)};
}
