#include "judge/links.h"

#define ONE_KIND 0.6
#define SEVERAL_KINDS 0.4
#define GAP 0.7
#define FANNED 0.8
#define DENSE_CONFIDENCE 0.4
#define GAP_STEPS ((size_t)1 << 20) /* pairs tried behind boxes without a role */

/* One way between two boxes: an arrow, or several through boxes without a role. */
struct way {
    size_t from, to;
    uint32_t kinds;     /* 0: unlabelled */
    double known, seen; /* confidence of the kinds; that the way is there */
    double factor;      /* for boxes without a role in between */
    uint32_t edge, last;
    bool async, undirected;
    unsigned char gaps;
};

static double least(double a, double b)
{
    return a < b ? a : b;
}

static bool one_bit(uint32_t mask)
{
    return (mask & (mask - 1)) == 0;
}

static void link_add(struct graph *g, const struct way *way, uint32_t u, uint32_t v, uint32_t kinds,
                     bool unlabelled, bool flipped, bool response)
{
    if (g->n_links >= GRAPH_MAX_LINKS) {
        g->full = true;
        return;
    }
    struct link *link = ARENA_PUSH(g->arena, g->links, g->n_links, g->cap_links);
    double known = !unlabelled ? way->known : kinds && one_bit(kinds) ? ONE_KIND : SEVERAL_KINDS;
    link->from = u;
    link->to = v;
    link->kinds = kinds;
    link->confidence = (float)(least(known, way->seen) * way->factor);
    link->joined =
        (float)(least(unlabelled ? kinds ? ONE_KIND : SEVERAL_KINDS : known, way->seen) * way->factor);
    link->edge = way->edge;
    link->last = way->last;
    link->unlabelled = unlabelled;
    link->flipped = flipped;
    link->response = response;
    link->async = way->async;
    link->gaps = way->gaps;
}

/* The links of one pair of roles; false when no kind of `kinds` is legal there. */
static bool link_pair(struct graph *g, const struct way *way, uint32_t u, uint32_t v, uint32_t kinds,
                      bool unlabelled)
{
    const struct legal *there = &g->legal[g->vertices[u].role][g->vertices[v].role];
    const struct legal *back = &g->legal[g->vertices[v].role][g->vertices[u].role];
    uint32_t forward = there->forward & kinds;
    uint32_t reverse = (way->undirected ? back->forward : there->reverse) & kinds;
    if (forward) {
        link_add(g, way, u, v, forward, unlabelled, false, false);
        uint32_t answer = there->both & forward ? back->forward : 0;
        if (answer && !unlabelled) { /* the answer carries what was asked for, or whatever is legal there */
            uint32_t same = answer & there->both & forward;
            if (same)
                link_add(g, way, v, u, same, false, false, true);
            if (answer & ~same)
                link_add(g, way, v, u, answer & ~same, true, false, true);
        } else if (answer) {
            link_add(g, way, v, u, answer, true, false, true);
        } else if (way->undirected && reverse) {
            link_add(g, way, v, u, reverse, unlabelled, false, false);
        }
    } else if (reverse) {
        link_add(g, way, v, u, reverse, unlabelled, true, false);
    }
    return forward || reverse;
}

static bool link_all(struct graph *g, const struct way *way, uint32_t kinds, bool unlabelled)
{
    bool any = false;
    for (uint32_t u = g->first[way->from]; u < g->first[way->from + 1]; u++)
        for (uint32_t v = g->first[way->to]; v < g->first[way->to + 1]; v++)
            any |= link_pair(g, way, u, v, kinds, unlabelled);
    return any;
}

/* What an unlabelled way could carry, forwards or else backwards. */
static uint32_t fitting(const struct graph *g, const struct way *way)
{
    uint32_t forward = 0, reverse = 0;
    for (uint32_t u = g->first[way->from]; u < g->first[way->from + 1]; u++)
        for (uint32_t v = g->first[way->to]; v < g->first[way->to + 1]; v++) {
            const struct legal *legal = &g->legal[g->vertices[u].role][g->vertices[v].role];
            forward |= legal->forward;
            reverse |= legal->reverse;
        }
    return forward ? forward : reverse;
}

static void link_way(struct graph *g, const struct way *way)
{
    if (way->from == way->to)
        return;
    if (way->kinds && link_all(g, way, way->kinds, false))
        return;
    bool any = link_all(g, way, UINT32_MAX, true);
    if (way->kinds && any && way->gaps == 0) {
        uint32_t as = fitting(g, way);
        ARENA_PUSH(g->arena, g->unusual, g->n_unusual, g->cap_unusual);
        g->unusual[g->n_unusual - 1].edge = way->edge;
        g->unusual[g->n_unusual - 1].as = as;
    }
    for (uint32_t u = g->first[way->from]; !any && way->gaps == 0 && u < g->first[way->from + 1]; u++)
        for (uint32_t v = g->first[way->to]; v < g->first[way->to + 1]; v++)
            link_add(g, way, u, v, 0, true, false, false);
}

static struct way way_of(const struct graph *g, size_t e)
{
    const struct arch_edge *edge = &g->arch->edges[e];
    const struct edge_reading *read = &g->reading->edges[e];
    bool told = read->evidence == KIND_DECLARED || read->evidence == KIND_LABEL;
    double seen = g->arch->views[edge->view].confidence;
    if (edge->fanned)
        seen = least(seen, FANNED);
    if (g->dense)
        seen = least(seen, DENSE_CONFIDENCE);
    return (struct way){.from = read->from,
                        .to = read->to,
                        .kinds = told ? read->kinds : 0,
                        .known = told ? read->confidence : SEVERAL_KINDS,
                        .seen = seen,
                        .factor = 1,
                        .edge = (uint32_t)e,
                        .last = (uint32_t)e,
                        .async = read->async,
                        .undirected = edge->undirected || edge->both};
}

static struct way behind(const struct way *a, const struct way *b)
{
    struct way way = *a;
    uint32_t common = a->kinds & b->kinds;
    way.to = b->to;
    way.kinds = !a->kinds ? b->kinds : !b->kinds ? a->kinds : common ? common : a->kinds | b->kinds;
    way.known = !a->kinds ? b->known : !b->kinds ? a->known : least(a->known, b->known);
    way.seen = least(a->seen, b->seen);
    way.last = b->edge;
    way.async = a->async || b->async;
    way.undirected = a->undirected && b->undirected;
    way.gaps = (unsigned char)(a->gaps + 1);
    return way;
}

static bool transparent(const struct graph *g, size_t node)
{
    return g->reading->nodes[node].credited == 0;
}

/* Ways through boxes without a role. Links that could never be followed (confidence) are not made. */
void links_through_gaps(struct graph *g)
{
    const struct architecture *arch = g->arch;
    size_t n = arch->n_nodes, m = 0, steps = 0;
    bool any = false;
    for (size_t i = 0; i < n; i++)
        any |= graph_is_box(g, i) && transparent(g, i);
    if (!any)
        return;
    uint32_t *at = arena_alloc(g->arena, (n + 2) * sizeof *at);
    for (size_t e = 0; e < arch->n_edges; e++)
        if (transparent(g, g->reading->edges[e].from))
            at[g->reading->edges[e].from + 2]++, m++;
    for (size_t i = 2; i < n + 2; i++)
        at[i] += at[i - 1];
    uint32_t *out = arena_alloc(g->arena, m * sizeof *out);
    for (size_t e = 0; e < arch->n_edges; e++)
        if (transparent(g, g->reading->edges[e].from))
            out[at[g->reading->edges[e].from + 1]++] = (uint32_t)e;
    for (size_t e = 0; e < arch->n_edges; e++) {
        struct way a = way_of(g, e);
        if (transparent(g, a.from) || !transparent(g, a.to))
            continue;
        for (uint32_t i = at[a.to]; i < at[a.to + 1]; i++) {
            struct way next = way_of(g, out[i]), b = behind(&a, &next);
            if (++steps > GAP_STEPS)
                return;
            if (!transparent(g, b.to)) {
                b.factor = GAP;
                link_way(g, &b);
                continue;
            }
            for (uint32_t k = at[b.to]; b.to != a.to && k < at[b.to + 1]; k++) {
                struct way last = way_of(g, out[k]), c = behind(&b, &last);
                if (++steps > GAP_STEPS)
                    return;
                if (transparent(g, c.to))
                    continue;
                c.factor = GAP * GAP;
                link_way(g, &c);
            }
        }
    }
}

void links_merged(struct graph *g)
{
    for (size_t node = 0; node < g->arch->n_nodes; node++)
        for (uint32_t u = g->first[node]; u < g->first[node + 1]; u++)
            for (uint32_t v = g->first[node]; v < g->first[node + 1]; v++) {
                uint32_t kinds = g->legal[g->vertices[u].role][g->vertices[v].role].forward;
                struct way way = {.from = node,
                                  .to = node,
                                  .known = 1,
                                  .seen = g->dense ? DENSE_CONFIDENCE : 1,
                                  .factor = 1,
                                  .edge = GRAPH_NONE,
                                  .last = GRAPH_NONE};
                if (u == v || !kinds || !(g->drawn_in[node] || g->drawn_out[node]))
                    continue;
                size_t before = g->n_links;
                link_add(g, &way, u, v, kinds, false, false, false);
                if (g->n_links > before)
                    g->links[g->n_links - 1].merged = true;
            }
}

void links_drawn(struct graph *g)
{
    for (size_t e = 0; e < g->arch->n_edges; e++) {
        struct way way = way_of(g, e);
        link_way(g, &way);
    }
}
