#include "parse/dot_apart.h"
#include "parse/dot_edges.h"

#include "parse/architecture_components.h" /* for struct members too */

#include <graphviz/cgraph.h>

struct edges {
    struct dot_objects *objects;
    const struct dot_stand_ins *stand_ins;
    dot_find_group *find;
    const void *groups;
    struct members *members; /* by group of this file; NULL until an arrow leads to one */
    uint32_t *visited;       /* helper nodes, by the number of the walk */
    uint32_t walk;
    struct members stack;
    bool full;
};

static void add(struct edges *edges, const struct arch_edge *like, size_t from, size_t to, bool fanned)
{
    struct parse_context *ctx = edges->objects->ctx;
    struct architecture *arch = ctx->arch;
    if (edges->full)
        return;
    if (arch->n_edges + (ctx->dot_apart ? ctx->dot_apart->edges : 0) >= ctx->limits->edges) {
        edges->full = true;
        diag_add(ctx->diags, DIAG_LIMIT_GRAPH, like->at,
                 "more than %zu arrows, with those to groups: the rest is left out", ctx->limits->edges);
        return;
    }
    struct arch_edge *edge = architecture_edge(ctx->arena, arch, edges->objects->view, from, to, like->at);
    struct arch_edge made = *edge;
    *edge = *like;
    edge->from = like->reversed ? to : from;
    edge->to = like->reversed ? from : to;
    edge->view = made.view;
    edge->at = made.at;
    edge->from_group = edge->to_group = ARCH_NONE;
    edge->fanned = fanned;
    if (!edge->attrs)
        edge->attrs = made.attrs;
}

/* "1.5" > 1; Graphviz's numbers, without a locale. */
static bool over_one(struct str number)
{
    size_t i = 0, whole = 0;
    number = str_trim(number);
    for (; i < number.n && number.p[i] >= '0' && number.p[i] <= '9'; i++)
        whole = whole > 1000 ? whole : whole * 10 + (size_t)(number.p[i] - '0');
    if (whole > 1)
        return true;
    if (whole == 1 && i < number.n && number.p[i] == '.')
        for (i++; i < number.n && number.p[i] >= '0' && number.p[i] <= '9'; i++)
            if (number.p[i] != '0')
                return true;
    return false;
}

static bool is_thick(const char *style, const char *penwidth)
{
    struct str rest = str_from(style), one;
    if (dot_has_word(style, "bold") || over_one(str_from(penwidth)))
        return true;
    while (str_next(&rest, ", ", &one))
        if (str_starts(one, "setlinewidth(") && over_one(str_sub(one, 13, one.n - 14)))
            return true;
    return false;
}

/* Heads at either end, as dir, arrowhead and arrowtail ask for them. */
static void set_heads(struct arch_edge *edge, const char *dir, const char *head, const char *tail,
                      bool directed)
{
    struct str d = str_from(dir);
    bool forward = str_eq_nocase(d, STR("forward")) || str_eq_nocase(d, STR("both"));
    bool back = str_eq_nocase(d, STR("back")) || str_eq_nocase(d, STR("both"));
    if (!forward && !back && !str_eq_nocase(d, STR("none")))
        forward = directed;
    forward = forward && !str_eq_nocase(str_from(head), STR("none"));
    back = back && !str_eq_nocase(str_from(tail), STR("none"));
    edge->both = forward && back;
    edge->undirected = !forward && !back;
    edge->reversed = back && !forward;
}

static struct str label_of(const struct edges *edges, Agedge_t *e)
{
    struct dot_objects *objects = edges->objects;
    const struct dot_symbols *s = &objects->symbols[DOT_EDGE];
    Agsym_t *const tried[] = {s->label, s->xlabel, s->head_label, s->tail_label};
    struct str text = STR("");
    for (size_t i = 0; i < sizeof tried / sizeof *tried && !text.n; i++) {
        const char *value = dot_objects_value(e, tried[i]);
        struct dot_label_names names = {.graph = objects->name,
                                        .tail = str_from(agnameof(agtail(e))),
                                        .head = str_from(agnameof(aghead(e))),
                                        .directed = objects->tokens->directed};
        names.node = STR("");
        if (*value)
            text = dot_objects_text(objects, value, DOT_LABEL_PLAIN, &names);
    }
    return text;
}

static struct arch_edge as_drawn(struct edges *edges, size_t number)
{
    struct dot_objects *objects = edges->objects;
    const struct dot_symbols *s = &objects->symbols[DOT_EDGE];
    Agedge_t *e = dot_gate_object(objects->gate, DOT_EDGE, number)->is.edge;
    struct arch_edge edge = {.kind = STR(""), .at = dot_objects_place(objects, DOT_EDGE, number)};
    const char *style = dot_objects_value(e, s->style);
    struct dot_facts facts = {0};
    if (objects->n_attributes[DOT_EDGE]) {
        edge.attrs = doc_new(objects->ctx->arena, NULL, DOC_MAP, STR(""), edge.at);
        dot_objects_facts(objects, DOT_EDGE, number, edge.attrs, &facts);
    }
    edge.label = label_of(edges, e);
    if (!edge.label.n && facts.label)
        edge.label = doc_text(facts.label);
    if (facts.kind)
        components_kind(objects->ctx, &edge, facts.kind);
    edge.hidden = dot_has_word(style, "invis") || dot_has_word(style, "invisible");
    edge.dashed = dot_has_word(style, "dashed") || dot_has_word(style, "dotted");
    edge.thick = is_thick(style, dot_objects_value(e, s->penwidth));
    set_heads(&edge, dot_objects_value(e, s->dir), dot_objects_value(e, s->arrowhead),
              dot_objects_value(e, s->arrowtail), objects->tokens->directed);
    return edge;
}

static size_t number_of(const Agnode_t *node)
{
    return (size_t)AGSEQ(node) - 1;
}

/* Every group with the nodes in it and in those below. */
static void find_members(struct edges *edges)
{
    struct dot_objects *objects = edges->objects;
    struct architecture *arch = objects->ctx->arch;
    size_t n = arch->n_groups - objects->first_group;
    edges->members = arena_alloc(objects->ctx->arena, (n + 1) * sizeof *edges->members);
    for (size_t i = objects->first_node; i < arch->n_nodes; i++)
        for (size_t g = arch->nodes[i].group; g != ARCH_NONE; g = arch->groups[g].parent) {
            struct members *m = &edges->members[g - objects->first_group];
            *(size_t *)ARENA_PUSH(objects->ctx->arena, m->items, m->n, m->cap) = i;
        }
}

/* The boxes at one end: the node itself, or the members of the cluster that stands for it. */
static struct members end_of(struct edges *edges, size_t number, const char *cluster, size_t *one)
{
    const struct dot_objects *objects = edges->objects;
    size_t group = ARCH_NONE;
    *one = objects->nodes[number];
    if (edges->stand_ins->kinds[number] == DOT_CLUSTER)
        group = edges->stand_ins->groups[number];
    else if (*cluster)
        group = edges->find(edges->groups, str_from(cluster));
    if (group == ARCH_NONE)
        return (struct members){one, 1, 1};
    if (!edges->members)
        find_members(edges);
    struct members members = edges->members[group - objects->first_group];
    return members;
}

static void add_all(struct edges *edges, const struct arch_edge *like, size_t tail, size_t head,
                    const char *ltail, const char *lhead)
{
    size_t from, to;
    struct members a = end_of(edges, tail, ltail, &from), b = end_of(edges, head, lhead, &to);
    bool written = from != ARCH_NONE && to != ARCH_NONE;
    if (written)
        add(edges, like, from, to, false);
    if (a.n == 1 && b.n == 1 && written)
        return;
    for (size_t i = 0; i < a.n; i++)
        for (size_t j = 0; j < b.n && !edges->full; j++)
            if (a.items[i] != b.items[j] && !(a.items[i] == from && b.items[j] == to))
                add(edges, like, a.items[i], b.items[j], true);
}

static bool is_helper(const struct edges *edges, size_t number)
{
    return edges->stand_ins->kinds[number] == DOT_HELPER;
}

/* From a box into a helper: on to every box that is reached through helpers only. */
static void follow(struct edges *edges, const struct arch_edge *first, size_t tail, const char *ltail,
                   Agnode_t *head)
{
    struct dot_objects *objects = edges->objects;
    const struct dot_symbols *s = &objects->symbols[DOT_EDGE];
    struct arena *arena = objects->ctx->arena;
    edges->walk++;
    edges->stack.n = 0;
    *(size_t *)ARENA_PUSH(arena, edges->stack.items, edges->stack.n, edges->stack.cap) = number_of(head);
    edges->visited[number_of(head)] = edges->walk;
    while (edges->stack.n && !edges->full) {
        size_t at = edges->stack.items[--edges->stack.n];
        Agnode_t *node = dot_gate_object(objects->gate, DOT_NODE, at)->is.node;
        for (Agedge_t *e = agfstout(objects->root, node); e; e = agnxtout(objects->root, e)) {
            size_t next = number_of(aghead(e)), number = (size_t)AGSEQ(e) - 1;
            const char *style = dot_objects_value(e, s->style);
            if (dot_has_word(style, "invis"))
                continue;
            if (is_helper(edges, next)) {
                if (edges->visited[next] != edges->walk)
                    *(size_t *)ARENA_PUSH(arena, edges->stack.items, edges->stack.n, edges->stack.cap) = next;
                edges->visited[next] = edges->walk;
                continue;
            }
            struct arch_edge last = as_drawn(edges, number), joined = last;
            joined.at = first->at;
            joined.label = first->label.n ? first->label : last.label;
            joined.kind = first->kind.n ? first->kind : last.kind;
            joined.dashed = first->dashed || last.dashed;
            joined.thick = first->thick && last.thick;
            joined.undirected = first->undirected && last.undirected;
            joined.reversed = joined.both = false;
            if (first->attrs && first->attrs->n)
                joined.attrs = first->attrs;
            add_all(edges, &joined, tail, next, ltail, dot_objects_value(e, s->lhead));
        }
    }
}

/* Where every arrow is thick, that is how this author draws: it sets none apart. */
static void settle_thick(const struct edges *edges)
{
    struct architecture *arch = edges->objects->ctx->arch;
    size_t first = edges->objects->first_edge;
    for (size_t i = first; i < arch->n_edges; i++)
        if (!arch->edges[i].thick && !arch->edges[i].hidden)
            return;
    for (size_t i = first; i < arch->n_edges; i++)
        arch->edges[i].thick = false;
}

void dot_edges_read(struct dot_objects *objects, const struct dot_stand_ins *stand_ins, dot_find_group *find,
                    const void *groups)
{
    struct edges edges = {.objects = objects, .stand_ins = stand_ins, .find = find, .groups = groups};
    const struct dot_symbols *s = &objects->symbols[DOT_EDGE];
    size_t n = dot_gate_count(objects->gate, DOT_EDGE);
    uint32_t *order = dot_objects_order(objects, DOT_EDGE);
    edges.visited =
        arena_alloc(objects->ctx->arena, dot_gate_count(objects->gate, DOT_NODE) * sizeof *edges.visited);
    for (size_t i = 0; i < n && !edges.full; i++) {
        Agedge_t *e = dot_gate_object(objects->gate, DOT_EDGE, order[i])->is.edge;
        size_t tail = number_of(agtail(e)), head = number_of(aghead(e));
        if (is_helper(&edges, tail))
            continue; /* reached from the boxes that lead into it */
        struct arch_edge drawn = as_drawn(&edges, order[i]);
        const char *ltail = dot_objects_value(e, s->ltail), *lhead = dot_objects_value(e, s->lhead);
        if (is_helper(&edges, head)) {
            if (!drawn.hidden)
                follow(&edges, &drawn, tail, ltail, aghead(e));
        } else {
            add_all(&edges, &drawn, tail, head, drawn.hidden ? "" : ltail, drawn.hidden ? "" : lhead);
        }
    }
    settle_thick(&edges);
}
