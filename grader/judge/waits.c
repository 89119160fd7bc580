#include "judge/waits.h"

#include "judge/box_names.h"

static bool asynchronous(const struct fact_list *docs)
{
    static const char *const modes[] = {"async", "asynchronous", "batch", "stream"};
    for (size_t i = 0; i < docs->n; i++)
        for (size_t k = 0; k < sizeof modes / sizeof *modes; k++)
            if (facts_is(facts_key(docs->items[i], STR("mode")), str_from(modes[k])))
                return true;
    return false;
}

static bool asynchronous_box(struct judge *j, size_t node)
{
    struct fact_list docs = {0};
    facts_of_box(j, &docs, node);
    return asynchronous(&docs);
}

/* Boxes that critical_path names; NULL where it names fewer than two. */
static bool *named_path(struct judge *j)
{
    struct fact_list found = {0}, items = {0};
    bool *path = arena_alloc(j->arena, j->arch->n_nodes);
    size_t n = 0;
    facts_at(j, &found, j->reading->facts, STR("critical_path"));
    for (size_t i = 0; i < found.n; i++)
        facts_entries(j, &items, found.items[i], false);
    for (size_t i = 0; i < items.n && i < 256; i++) {
        size_t node = box_names_find(j, doc_text(items.items[i]));
        if (node == ARCH_NONE || path[node])
            continue;
        path[node] = true;
        n++;
    }
    return n > 1 ? path : NULL;
}

static void push_call(struct judge *j, struct wait_box *box, uint32_t edge)
{
    const struct doc *attrs = j->arch->edges[edge].attrs;
    for (size_t i = 0; i < box->calls.n; i++)
        if (box->calls.items[i] == attrs)
            return;
    const struct doc **slot = ARENA_PUSH(j->arena, box->calls.items, box->calls.n, box->calls.cap);
    *slot = attrs;
    const struct doc *tag = facts_key(attrs, STR("parallel"));
    box->parallel = box->parallel.n ? box->parallel : str_trim(doc_text(tag));
    box->surely |= j->reading->edges[edge].sync || j->arch->edges[edge].thick;
}

static uint32_t add(struct judge *j, struct waits *w, uint32_t node, uint32_t parent)
{
    struct wait_box *box = &w->boxes[w->n];
    box->node = node;
    box->parent = parent;
    box->depth = parent == WAITS_NONE ? 0 : w->boxes[parent].depth + 1;
    box->parallel = STR("");
    facts_of_box(j, &box->docs, node);
    w->at[node] = w->n;
    return w->n++;
}

/* Boxes that this one calls; against: boxes whose arrows lead to it. */
static void follow(struct judge *j, struct waits *w, uint32_t number, const bool *path, bool against)
{
    const struct graph *g = j->graph;
    uint32_t node = w->boxes[number].node;
    for (uint32_t v = g->first[node]; v < g->first[node + 1]; v++) {
        if (!paths_in_sync_view(g, v))
            continue;
        for (int side = 0; side < 2; side++) {
            const uint32_t *list = side ? g->in : g->out, *at = side ? g->in_at : g->out_at;
            for (uint32_t k = at[v]; k < at[v + 1]; k++) {
                const struct link *link = &g->links[list[k]];
                uint32_t other = side ? link->from : link->to, next = g->vertices[other].node;
                bool drawn_from_here = (side == 0) != link->flipped;
                if (link->async || link->merged || link->response || !link->kinds ||
                    drawn_from_here == against || link->joined + 1e-6 < CONFIDENCE_WEAK || next == node ||
                    !paths_in_sync_view(g, other) || (path && !path[next]))
                    continue;
                bool known = w->at[next] != WAITS_NONE;
                if (known && (w->boxes[w->at[next]].parent != number || against))
                    continue;
                if (!known && asynchronous_box(j, next))
                    continue;
                struct wait_box *box = &w->boxes[known ? w->at[next] : add(j, w, next, number)];
                push_call(j, box, link->edge);
                if (link->last != link->edge)
                    push_call(j, box, link->last);
            }
        }
    }
}

const struct waits *waits_of(struct judge *j)
{
    const struct graph *g = j->graph;
    uint64_t entries = rub_info(j->rubric, 0)->entry_roles;
    if (j->waits)
        return j->waits;
    struct waits *w = arena_alloc(j->arena, sizeof *w);
    const bool *path = named_path(j);
    w->boxes = arena_alloc(j->arena, j->arch->n_nodes * sizeof *w->boxes);
    w->at = arena_alloc(j->arena, j->arch->n_nodes * sizeof *w->at);
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        w->at[i] = WAITS_NONE;
    for (uint32_t v = 0; v < g->n_vertices; v++) {
        const struct vertex *x = &g->vertices[v];
        bool entry = (entries & role_bit(x->role)) || x->stand_in;
        if (entry && w->at[x->node] == WAITS_NONE && !asynchronous_box(j, x->node))
            add(j, w, x->node, WAITS_NONE);
    }
    uint32_t forwards = 0, backwards = 0;
    while (forwards < w->n || backwards < w->n)
        if (forwards < w->n)
            follow(j, w, forwards++, path, false);
        else
            follow(j, w, backwards++, path, true);
    return j->waits = w;
}
