#include "judge/paths.h"

#include <string.h>

#define STAND_IN 0.5

/* States are (vertex, stages passed); arrays are reused by every search, a stamp says which search wrote. */
struct path_scratch {
    uint32_t *stamp, *queue, *by; /* by: the link that led to the state */
    uint32_t *before;             /* the state it came from */
    size_t n;
    uint32_t now;
};

struct walk paths_walk(uint64_t from, uint64_t to, uint32_t kinds)
{
    return (struct walk){.from = from, .to = to, .kinds = kinds, .start = GRAPH_NONE, .end = GRAPH_NONE};
}

static uint64_t bit(uint32_t role)
{
    return (uint64_t)1 << role;
}

static struct path_scratch *scratch_for(const struct graph *g, size_t n)
{
    struct path_scratch *s = g->scratch;
    if (s->n < n) {
        s->stamp = arena_alloc(g->arena, n * sizeof *s->stamp);
        s->queue = arena_alloc(g->arena, n * sizeof *s->queue);
        s->by = arena_alloc(g->arena, n * sizeof *s->by);
        s->before = arena_alloc(g->arena, n * sizeof *s->before);
        s->n = n;
        s->now = 0;
    }
    s->now++;
    return s;
}

bool paths_in_sync_view(const struct graph *g, uint32_t v)
{
    const struct rub_info *info = rub_info(g->rubric, 0);
    return ((info->entry_roles | info->request_roles) & bit(g->vertices[v].role)) || g->vertices[v].stand_in;
}

/* How sure it is that the walk may begin here; 0: it may not. */
static double start_at(const struct graph *g, const struct walk *w, uint32_t v)
{
    const struct vertex *x = &g->vertices[v];
    uint64_t entries = rub_info(g->rubric, 0)->entry_roles;
    double c = x->confidence;
    if (w->start != GRAPH_NONE && w->start != v)
        return 0;
    if (w->from & bit(x->role))
        return c;
    return (w->from & entries) && x->stand_in ? c < STAND_IN ? c : STAND_IN : 0;
}

static bool ends_at(const struct graph *g, const struct walk *w, uint32_t v)
{
    if (w->end_marks)
        return w->end_marks[v];
    return w->end != GRAPH_NONE ? w->end == v : (w->to & bit(g->vertices[v].role)) != 0;
}

static bool present(const struct graph *g, const struct walk *w, uint32_t v)
{
    if (w->gone && w->gone[g->vertices[v].node])
        return false;
    return !w->undirected || paths_in_sync_view(g, v);
}

static bool may_pass(const struct graph *g, const struct walk *w, uint32_t v)
{
    uint64_t role = bit(g->vertices[v].role);
    return !w->no_inner && !(w->avoid & role) && (!w->within || w->within & role);
}

static bool usable(const struct graph *g, const struct walk *w, const struct link *link, double floor)
{
    const double fuzz = 1e-6; /* floats were rounded */
    if (w->outward && !link->response &&
        (rub_info(g->rubric, 0)->entry_roles & bit(g->vertices[link->flipped ? link->from : link->to].role)))
        return false;
    if ((w->joined || w->undirected ? link->joined : link->confidence) + fuzz < floor)
        return false;
    if (w->drawn_only && link->merged)
        return false;
    if (w->undirected && link->async)
        return false;
    return w->joined || (w->undirected ? link->kinds != 0 : (link->kinds & w->kinds) != 0);
}

static size_t pass_stages(const struct graph *g, const struct walk *w, uint32_t v, size_t stage)
{
    while (stage < w->n_via && w->via[stage] & bit(g->vertices[v].role))
        stage++;
    return stage;
}

static void trace(struct route *out, const struct graph *g, const struct walk *w,
                  const struct path_scratch *s, uint32_t state, uint32_t last)
{
    size_t stages = w->n_via + 1, n = 1;
    for (uint32_t i = state; s->by[i] != GRAPH_NONE; i = s->before[i])
        n++;
    out->links = arena_alloc(g->arena, n * sizeof *out->links);
    out->n = n;
    out->links[--n] = last;
    uint32_t i = state;
    for (; s->by[i] != GRAPH_NONE; i = s->before[i])
        out->links[--n] = s->by[i];
    out->start = (uint32_t)(i / stages);
    double c = start_at(g, w, out->start);
    uint32_t here = out->start;
    for (size_t k = 0; k < out->n; k++) {
        const struct link *link = &g->links[out->links[k]];
        double of = w->joined || w->undirected ? link->joined : link->confidence;
        here = link->from == here ? link->to : link->from;
        c = of < c ? of : c;
        c = g->vertices[here].confidence < c ? g->vertices[here].confidence : c;
    }
    out->confidence = c;
}

/* The shortest way of that confidence. */
static bool find_at(struct route *out, const struct graph *g, const struct walk *w, double floor)
{
    size_t stages = w->n_via + 1, head = 0, tail = 0;
    struct path_scratch *s = scratch_for(g, g->n_vertices * stages);
    const double fuzz = 1e-6;
    for (uint32_t v = 0; v < g->n_vertices; v++) {
        double c = start_at(g, w, v);
        if (c <= 0 || c + fuzz < floor || !present(g, w, v) ||
            (g->vertices[v].dry && !w->undirected && !w->joined))
            continue;
        uint32_t state = (uint32_t)(v * stages + pass_stages(g, w, v, 0));
        s->stamp[state] = s->now;
        s->by[state] = GRAPH_NONE;
        s->queue[tail++] = state;
    }
    while (head < tail) {
        uint32_t state = s->queue[head++], v = (uint32_t)(state / stages);
        size_t stage = state % stages;
        bool first = s->by[state] == GRAPH_NONE;
        if (!first && (!may_pass(g, w, v) || (g->vertices[v].dry && !w->undirected && !w->joined)))
            continue;
        for (int side = 0; side < (w->undirected || w->joined ? 2 : 1); side++) {
            const uint32_t *list = side ? g->in : g->out, *at = side ? g->in_at : g->out_at;
            for (uint32_t k = at[v]; k < at[v + 1]; k++) {
                const struct link *link = &g->links[list[k]];
                uint32_t to = side ? link->from : link->to;
                if (!usable(g, w, link, floor) || g->vertices[to].confidence + fuzz < floor ||
                    !present(g, w, to))
                    continue;
                size_t next = pass_stages(g, w, to, stage);
                if (next == w->n_via && ends_at(g, w, to)) {
                    trace(out, g, w, s, state, list[k]);
                    return true;
                }
                uint32_t reached = (uint32_t)(to * stages + next);
                if (s->stamp[reached] == s->now)
                    continue;
                s->stamp[reached] = s->now;
                s->by[reached] = list[k];
                s->before[reached] = state;
                s->queue[tail++] = reached;
            }
        }
    }
    return false;
}

bool paths_find(struct route *out, const struct graph *g, const struct walk *w, double floor)
{
    static const double steps[] = {0.9, CONFIDENCE_TRUE, CONFIDENCE_WEAK};
    *out = (struct route){.start = GRAPH_NONE};
    if (w->n_via > WALK_MAX_STAGES)
        BUG("a walk with too many stages");
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && steps[i] >= floor; i++)
        if (find_at(out, g, w, steps[i]))
            return true;
    return false;
}

void paths_closure(bool *marks, const struct graph *g, const struct walk *w, bool backwards, double floor)
{
    struct path_scratch *s = scratch_for(g, g->n_vertices);
    const double fuzz = 1e-6;
    size_t head = 0, tail = 0;
    memset(marks, 0, g->n_vertices);
    for (uint32_t v = 0; v < g->n_vertices; v++) {
        bool end = backwards ? ends_at(g, w, v) && g->vertices[v].confidence + fuzz >= floor
                             : start_at(g, w, v) > 0 && start_at(g, w, v) + fuzz >= floor;
        if (end && present(g, w, v)) {
            marks[v] = true;
            s->queue[tail++] = v;
        }
    }
    while (head < tail) {
        uint32_t v = s->queue[head++];
        for (int side = backwards; side <= (w->undirected ? 1 : backwards); side++) {
            const uint32_t *list = side ? g->in : g->out, *at = side ? g->in_at : g->out_at;
            if (!backwards && !w->undirected && g->vertices[v].dry)
                break;
            if (backwards && w->nearest && (w->from & bit(g->vertices[v].role)))
                break;
            for (uint32_t k = at[v]; k < at[v + 1]; k++) {
                const struct link *link = &g->links[list[k]];
                uint32_t to = side ? link->from : link->to;
                if (marks[to] || !usable(g, w, link, floor) || g->vertices[to].confidence + fuzz < floor ||
                    !present(g, w, to) || (w->avoid & bit(g->vertices[to].role)) ||
                    (backwards && g->vertices[to].dry))
                    continue;
                marks[to] = true;
                s->queue[tail++] = to;
            }
        }
    }
}

struct path_scratch *paths_scratch(struct arena *arena)
{
    return arena_alloc(arena, sizeof(struct path_scratch));
}
