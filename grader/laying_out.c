#include "laying_out.h"

#include "base/limits.h"
#include "confine/child.h"
#include "report/layout.h"

enum { CPU_SECONDS = 5, WALL_MS = 60 * 1000 };
#define RESULT_MAX (16 * MIB)
#define MEMORY_MAX (1024 * MIB)

struct job {
    struct arena *arena;
    struct str request;
};

static bool work(void *context, struct child_port *port)
{
    struct job *job = context;
    struct str reply;
    return layout_serve(&reply, job->arena, job->request) && child_send(port, reply.p, reply.n);
}

const struct coordinates *laying_out(struct arena *arena, const struct review *review)
{
    const struct picture *picture = picture_new(arena, review);
    for (int effort = (int)layout_effort_for(picture); effort < LAYOUT_NONE;) {
        struct job job = {arena, layout_request(arena, picture, (enum layout_effort)effort)};
        const struct child_job child = {.work = work,
                                        .context = &job,
                                        .wall_ms = WALL_MS,
                                        .result_max = RESULT_MAX,
                                        .cpu_seconds = CPU_SECONDS,
                                        .memory_max = MEMORY_MAX,
                                        .quiet = true};
        struct str reply, message;
        enum child_end end = child_run(&reply, &message, arena, &child);
        const struct coordinates *out = end == CHILD_OK ? coordinates_decode(arena, reply, picture) : NULL;
        if (out)
            return out;
        /* What took too long with all care takes too long without frames. */
        effort = end == CHILD_TIMEOUT && effort < LAYOUT_SIMPLE ? LAYOUT_SIMPLE : effort + 1;
    }
    return NULL;
}
