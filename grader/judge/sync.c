#include "judge/sync.h"

#include <string.h>

static uint64_t bit(uint32_t role)
{
    return (uint64_t)1 << role;
}

uint32_t sync_joined(const struct graph *g, const struct sync_cut *cut, double floor, bool *part)
{
    bool *seen = arena_alloc(g->arena, g->n_vertices);
    bool *marks = arena_alloc(g->arena, g->n_vertices);
    bool first = true;
    struct walk walk = paths_walk(cut->from, 0, KINDS_ANY);
    walk.undirected = true;
    walk.avoid = cut->remove;
    walk.gone = cut->gone;
    walk.outward = cut->gone != NULL; /* with a box gone nothing goes the way of the answers */
    for (uint32_t v = 0; v < g->n_vertices; v++) {
        const struct vertex *x = &g->vertices[v];
        bool entry = (cut->from & rub_info(g->rubric, 0)->entry_roles) && x->stand_in;
        if (seen[v] || (cut->remove & bit(x->role)) || !((cut->from & bit(x->role)) || entry))
            continue;
        walk.start = v;
        paths_closure(marks, g, &walk, false, floor);
        if (part && first)
            memcpy(part, marks, g->n_vertices);
        first = false;
        uint64_t roles = 0;
        size_t boxes = 0;
        uint32_t last = GRAPH_NONE;
        for (uint32_t u = 0; u < g->n_vertices; u++) {
            if (!marks[u])
                continue;
            seen[u] = true;
            roles |= bit(g->vertices[u].role);
            boxes += g->vertices[u].node != last;
            last = g->vertices[u].node;
        }
        if ((roles & cut->reach) && (!cut->with || (roles & cut->with)) && boxes >= cut->nodes)
            return v;
    }
    return GRAPH_NONE;
}
