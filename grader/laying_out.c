#include "laying_out.h"

#include "report/layout.h"

enum { CPU_SECONDS = 5, CPU_SECONDS_ALL = 15 };

static bool work(void *context, struct str request, struct apart_port *port)
{
    (void)context;
    struct arena *arena = arena_new(); /* freed with the process */
    struct str reply;
    return layout_serve(&reply, arena, request) && apart_send(port, reply.p, reply.n);
}

struct apart_kind laying_out_kind(void)
{
    return (struct apart_kind){work, NULL, CPU_SECONDS, CPU_SECONDS_ALL};
}

const struct coordinates *
laying_out(struct arena *arena, const struct review *review,
           enum apart_end (*ask)(void *context, struct str *reply, struct str request), void *context)
{
    const struct picture *picture = picture_new(arena, review);
    for (int effort = (int)layout_effort_for(picture); effort < LAYOUT_NONE;) {
        struct str reply;
        enum apart_end end = ask(context, &reply, layout_request(arena, picture, (enum layout_effort)effort));
        const struct coordinates *out = end == APART_OK ? coordinates_decode(arena, reply, picture) : NULL;
        if (out)
            return out;
        /* What took too long with all care takes too long without frames. */
        effort = end == APART_TIMEOUT && effort < LAYOUT_SIMPLE ? LAYOUT_SIMPLE : effort + 1;
    }
    return NULL;
}
