#include "judge/graph.h"

#include "judge/links.h"
#include "judge/paths.h"

#include <stdlib.h>
#include <string.h>

static uint64_t bit(uint32_t role)
{
    return (uint64_t)1 << role;
}

static void legal_pairs(struct graph *g)
{
    g->legal = arena_alloc(g->arena, sizeof *g->legal * RUBRIC_MAX_ROLES);
    for (size_t i = 0; i < rub_pairs_n(g->rubric); i++) {
        const struct rub_pair *pair = rub_pairs(g->rubric, i);
        uint32_t kind = (uint32_t)1 << pair->kind;
        for (uint32_t a = 0; a < RUBRIC_MAX_ROLES; a++)
            for (uint32_t b = 0; pair->from & bit(a) && b < RUBRIC_MAX_ROLES; b++)
                if (pair->to & bit(b)) {
                    g->legal[a][b].forward |= kind;
                    g->legal[b][a].reverse |= pair->reverse ? kind : 0;
                    g->legal[a][b].both |= pair->both ? kind : 0;
                }
    }
}

bool graph_is_box(const struct graph *g, size_t node)
{
    return g->reading->nodes[node].same_as == ARCH_NONE;
}

bool graph_is_drawn(const struct graph *graph, size_t node)
{
    return graph_is_box(graph, node) && graph->view_confidence[node] >= ARCH_DRAWN;
}

bool graph_is_drawn_arrow(const struct graph *graph, size_t edge)
{
    return graph->arch->views[graph->arch->edges[edge].view].confidence >= ARCH_DRAWN;
}

static uint64_t roles_of(const struct graph *g, size_t node)
{
    return g->reading->nodes[node].credited;
}

uint32_t graph_vertex(const struct graph *g, size_t node, uint32_t role)
{
    for (uint32_t v = g->first[node]; v < g->first[node + 1]; v++)
        if (g->vertices[v].role == role)
            return v;
    return GRAPH_NONE;
}

static void vertices(struct graph *g)
{
    const struct architecture *arch = g->arch;
    size_t n = 0;
    g->first = arena_alloc(g->arena, (arch->n_nodes + 1) * sizeof *g->first);
    g->view_confidence = arena_alloc(g->arena, arch->n_nodes * sizeof *g->view_confidence);
    g->joined_next = arena_alloc(g->arena, arch->n_nodes * sizeof *g->joined_next);
    for (size_t i = arch->n_nodes; i-- > 0;) { /* from the end: each list is in file order */
        size_t first = reading_node(g->reading, i);
        uint32_t next = first == i ? g->joined_next[i] : g->joined_next[first];
        g->joined_next[i] = next ? next : GRAPH_NONE;
        if (first != i)
            g->joined_next[first] = (uint32_t)i;
    }
    for (size_t i = 0; i < arch->n_nodes; i++) {
        double *best = &g->view_confidence[reading_node(g->reading, i)];
        double here = arch->views[arch->nodes[i].view].confidence;
        *best = here > *best ? here : *best;
        for (uint32_t r = 0; graph_is_box(g, i) && r < RUBRIC_MAX_ROLES; r++)
            n += (roles_of(g, i) & bit(r)) != 0;
    }
    g->vertices = arena_alloc(g->arena, n * sizeof *g->vertices);
    for (size_t i = 0; i < arch->n_nodes; i++) {
        g->first[i] = (uint32_t)g->n_vertices;
        if (!graph_is_box(g, i))
            continue;
        for (uint32_t r = 0; r < RUBRIC_MAX_ROLES; r++) {
            if (!(roles_of(g, i) & bit(r)))
                continue;
            double confidence = 0, cap = g->view_confidence[i];
            for (size_t k = 0; k < g->reading->nodes[i].n_roles; k++) {
                const struct role_reading *role = &g->reading->nodes[i].roles[k];
                if (role->role == r && role->credited && role->confidence > confidence)
                    confidence = role->confidence;
            }
            struct vertex *v = &g->vertices[g->n_vertices++];
            v->node = (uint32_t)i;
            v->role = r;
            v->confidence = (float)(confidence < cap ? confidence : cap);
            g->roles |= bit(r);
        }
    }
    g->first[arch->n_nodes] = (uint32_t)g->n_vertices;
}

static int by_pair(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/*
 * The part of the drawing where every box has more than four arrows to others of that part: what is left when
 * boxes with fewer are taken away, again and again. More boxes beside it do not make it thinner.
 */
static void densest(struct graph *g, const uint64_t *pairs, size_t n)
{
    size_t *degree = arena_alloc(g->arena, g->arch->n_nodes * sizeof *degree), boxes = 0, arrows = n;
    bool *gone = arena_alloc(g->arena, n + 1);
    for (size_t i = 0; i < n; i++) {
        degree[pairs[i] >> 32]++;
        degree[pairs[i] & UINT32_MAX]++;
    }
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < n; i++) {
            size_t a = (size_t)(pairs[i] >> 32), b = (size_t)(pairs[i] & UINT32_MAX);
            if (gone[i] || (degree[a] > DENSE && degree[b] > DENSE))
                continue;
            gone[i] = again = true;
            degree[a]--;
            degree[b]--;
            arrows--;
        }
    }
    for (size_t i = 0; i < g->arch->n_nodes; i++)
        boxes += degree[i] > 0;
    g->dense = boxes > 0 && arrows > DENSE * boxes;
    g->dense_boxes = boxes;
    g->dense_arrows = arrows;
}

static void density(struct graph *g)
{
    const struct architecture *arch = g->arch;
    uint64_t *pairs = arena_alloc(g->arena, arch->n_edges * sizeof *pairs);
    size_t n = 0;
    for (size_t e = 0; e < arch->n_edges; e++) {
        const struct edge_reading *read = &g->reading->edges[e];
        if (read->from == read->to)
            continue;
        g->drawn_out[read->from] = g->drawn_in[read->to] = true;
        if (!arch->edges[e].fanned)
            pairs[n++] = (uint64_t)read->from << 32 | (uint64_t)read->to;
    }
    qsort(pairs, n, sizeof *pairs, by_pair);
    size_t different = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || pairs[i] != pairs[i - 1])
            pairs[different++] = pairs[i];
    densest(g, pairs, different);
}

/* What flows ends at the other end of an arrow that was drawn from whoever calls, reads or scrapes. */
static void turn_drawn(struct graph *g)
{
    enum { FORWARD = 1, BACKWARD = 2 };
    size_t n = g->arch->n_edges;
    unsigned char *ways = arena_alloc(g->arena, n + 1);
    for (size_t i = 0; i < g->n_links; i++)
        if (!g->links[i].merged && !g->links[i].response && g->links[i].gaps == 0)
            ways[g->links[i].edge] |= g->links[i].flipped ? BACKWARD : FORWARD;
    memset(g->drawn_in, 0, g->arch->n_nodes * sizeof *g->drawn_in);
    memset(g->drawn_out, 0, g->arch->n_nodes * sizeof *g->drawn_out);
    for (size_t e = 0; e < n; e++) {
        const struct edge_reading *read = &g->reading->edges[e];
        if (read->from == read->to)
            continue;
        if (ways[e] != BACKWARD)
            g->drawn_out[read->from] = g->drawn_in[read->to] = true;
        if (ways[e] & BACKWARD)
            g->drawn_out[read->to] = g->drawn_in[read->from] = true;
    }
}

static void index_links(struct graph *g, uint32_t **list, uint32_t **at, bool out)
{
    *at = arena_alloc(g->arena, (g->n_vertices + 2) * sizeof **at);
    *list = arena_alloc(g->arena, g->n_links * sizeof **list);
    for (size_t i = 0; i < g->n_links; i++)
        (*at)[(out ? g->links[i].from : g->links[i].to) + 2]++;
    for (size_t i = 2; i < g->n_vertices + 2; i++)
        (*at)[i] += (*at)[i - 1];
    for (size_t i = 0; i < g->n_links; i++)
        (*list)[(*at)[(out ? g->links[i].from : g->links[i].to) + 1]++] = (uint32_t)i;
}

/*
 * A store gives nothing until something writes it. Any drawn arrow into it is taken for writing, but for
 * requests of its readers; another role on the same box writes it only when that one is not dry itself.
 */
static void dry(struct graph *g)
{
    const struct rub_info *info = rub_info(g->rubric, 0);
    uint32_t silent = 0; /* kinds that start or govern a store, but put nothing into it */
    for (uint32_t k = 0; k < rub_flows_n(g->rubric); k++)
        silent |= rub_flows(g->rubric, k)->silent ? UINT32_C(1) << k : 0;
    for (size_t v = 0; v < g->n_vertices; v++)
        g->vertices[v].dry = (info->dry_roles & bit(g->vertices[v].role)) != 0;
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < g->n_links; i++) {
            const struct link *link = &g->links[i];
            struct vertex *to = &g->vertices[link->to];
            const struct vertex *from = &g->vertices[link->from];
            uint64_t online = info->request_roles;
            uint32_t both = g->legal[from->role][to->role].both;
            bool request =
                (online & bit(from->role)) && (online & bit(to->role)) && (link->kinds & ~both) == 0;
            if (!to->dry || request || (link->merged && from->dry) || (link->kinds & ~silent) == 0)
                continue;
            to->dry = false;
            again = true;
        }
    }
}

struct graph *graph_build(struct arena *arena, const struct architecture *arch, const struct reading *reading,
                          const struct rubric *rubric)
{
    struct graph *g = arena_alloc(arena, sizeof *g);
    const struct rub_info *info = rub_info(rubric, 0);
    g->arena = arena;
    g->arch = arch;
    g->reading = reading;
    g->rubric = rubric;
    legal_pairs(g);
    vertices(g);
    g->drawn_in = arena_alloc(arena, arch->n_nodes);
    g->drawn_out = arena_alloc(arena, arch->n_nodes);
    density(g);
    links_drawn(g);
    links_merged(g);
    links_through_gaps(g);
    turn_drawn(g);
    index_links(g, &g->out, &g->out_at, true);
    index_links(g, &g->in, &g->in_at, false);
    dry(g);
    g->scratch = paths_scratch(arena);
    g->stand_ins = (g->roles & info->entry_roles) == 0;
    for (size_t i = 0; !g->dense && i < g->n_links; i++)
        if (!g->links[i].merged && g->links[i].kinds)
            g->vertices[g->links[i].from].wired = g->vertices[g->links[i].to].wired = true;
    bool *fed = arena_alloc(arena, arch->n_nodes + 1); /* by a box that is known to do something */
    for (size_t e = 0; e < arch->n_edges; e++)
        fed[reading->edges[e].to] |= roles_of(g, reading->edges[e].from) != 0;
    for (size_t v = 0; g->stand_ins && v < g->n_vertices; v++)
        g->vertices[v].stand_in =
            (info->stand_in_roles & bit(g->vertices[v].role)) && !fed[g->vertices[v].node];
    return g;
}
