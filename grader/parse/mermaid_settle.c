#include "parse/mermaid_settle.h"

#include "parse/architecture_components.h" /* for struct members too */
#include "parse/mermaid_label.h"

struct settle {
    struct mermaid_graph *graph;
    struct parse_context *ctx;
    struct members *members; /* by group: nodes in it and in those below */
    size_t view, first_edge;
    bool full;
};

/* Who stands in whom: in a ring of subgraphs, and where it goes too deep, the first one is cut off. */
static void find_parents(struct settle *settle)
{
    struct mermaid_graph *graph = settle->graph;
    size_t most = settle->ctx->limits->mermaid_depth;
    for (size_t i = 0; i < graph->n_groups; i++)
        if (graph->groups[i].name != ARCH_NONE)
            graph->groups[i].parent = graph->names[graph->groups[i].name].owner;
    for (size_t i = 0; i < graph->n_groups; i++) {
        size_t depth = 0;
        for (size_t up = i; up != ARCH_NONE && depth <= most; up = graph->groups[up].parent)
            depth++;
        if (depth <= most)
            continue;
        graph->groups[i].parent = ARCH_NONE;
        diag_add(settle->ctx->diags, DIAG_MERMAID_LIMIT, graph->groups[i].at,
                 "subgraphs that stand in one another, or are nested deeper than %zu: this one stands apart",
                 most);
    }
}

/* Which names are boxes: a subgraph's only where there is no box in it. */
static size_t find_boxes(struct settle *settle)
{
    struct mermaid_graph *graph = settle->graph;
    bool *populated = arena_alloc(settle->ctx->arena, graph->n_groups);
    size_t n = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < graph->n_names; i++) {
            struct mermaid_name *name = &graph->names[i];
            if (!name->box || (name->group != ARCH_NONE) != round)
                continue;
            name->box = name->group == ARCH_NONE || !populated[name->group];
            n += name->box;
            for (size_t g = name->owner; name->box && g != ARCH_NONE && !populated[g];
                 g = graph->groups[g].parent)
                populated[g] = true;
        }
    return n;
}

/* A group goes in after the one around it. */
static size_t add_group(struct settle *settle, size_t number)
{
    struct mermaid_graph *graph = settle->graph;
    struct architecture *arch = settle->ctx->arch;
    while (graph->groups[number].group == ARCH_NONE) {
        size_t first = number;
        while (graph->groups[first].parent != ARCH_NONE &&
               graph->groups[graph->groups[first].parent].group == ARCH_NONE)
            first = graph->groups[first].parent;
        struct mermaid_group *group = &graph->groups[first];
        group->group = arch->n_groups;
        struct arch_group *made =
            architecture_group(settle->ctx->arena, arch, settle->view, group->id, group->at);
        made->label = group->label;
        if (group->parent != ARCH_NONE)
            made->parent = graph->groups[group->parent].group;
    }
    return graph->groups[number].group;
}

/* A group that a `%% grade:` line names. */
static size_t declared_group(struct settle *settle, const struct doc *fact)
{
    struct mermaid_graph *graph = settle->graph;
    struct architecture *arch = settle->ctx->arch;
    size_t name = mermaid_graph_find(graph, doc_text(fact));
    if (name != ARCH_NONE && graph->names[name].group != ARCH_NONE)
        return graph->groups[graph->names[name].group].group;
    for (size_t i = arch->n_groups; i > 0 && arch->groups[i - 1].view == settle->view; i--)
        if (str_eq(arch->groups[i - 1].id, doc_text(fact)))
            return i - 1;
    architecture_group(settle->ctx->arena, arch, settle->view, doc_text(fact), fact->at);
    return arch->n_groups - 1;
}

static void add_node(struct settle *settle, struct mermaid_name *name)
{
    struct mermaid_graph *graph = settle->graph;
    struct parse_context *ctx = settle->ctx;
    struct arch_node *node = architecture_node(ctx->arena, ctx->arch, settle->view, name->id, name->at);
    struct str label = name->label;
    name->node = ctx->arch->n_nodes - 1;
    node->shape = name->shape;
    if (name->said.attrs)
        node->attrs = name->said.attrs;
    if (!label.n && name->group != ARCH_NONE && !str_eq(graph->groups[name->group].label, name->id))
        label = graph->groups[name->group].label;
    if (!label.n)
        label = doc_text(name->said.label);
    if (label.n) {
        node->label = label;
        node->own_label = true;
    }
    if (name->roles)
        node->role = components_roles(ctx, name->roles);
    node->tool = doc_text(name->said.tool);
    if (name->owner != ARCH_NONE)
        node->group = graph->groups[name->owner].group;
    else if (doc_text(name->said.group).n)
        node->group = declared_group(settle, name->said.group);
}

static void find_members(struct settle *settle)
{
    struct mermaid_graph *graph = settle->graph;
    settle->members = arena_alloc(settle->ctx->arena, graph->n_groups * sizeof *settle->members);
    for (size_t i = 0; i < graph->n_names; i++)
        for (size_t g = graph->names[i].owner; graph->names[i].box && g != ARCH_NONE;
             g = graph->groups[g].parent) {
            struct members *m = &settle->members[g];
            *(size_t *)ARENA_PUSH(settle->ctx->arena, m->items, m->n, m->cap) = graph->names[i].node;
        }
}

/* ---- arrows ---- */

static void add_edge(struct settle *settle, const struct arch_edge *drawn, size_t from, size_t to)
{
    struct parse_context *ctx = settle->ctx;
    if (settle->full)
        return;
    if (ctx->arch->n_edges >= ctx->limits->edges) {
        settle->full = true;
        diag_add(ctx->diags, DIAG_LIMIT_GRAPH, drawn->at,
                 "more than %zu arrows, with those to groups: the rest is left out", ctx->limits->edges);
        return;
    }
    struct arch_edge *edge = architecture_edge(ctx->arena, ctx->arch, settle->view, from, to, drawn->at);
    struct doc *attrs = edge->attrs;
    *edge = *drawn;
    edge->view = settle->view;
    edge->from = drawn->reversed ? to : from;
    edge->to = drawn->reversed ? from : to;
    if (!edge->attrs)
        edge->attrs = attrs;
}

/* The boxes at one end, and the group that it was drawn at. */
static struct members end_of(struct settle *settle, size_t number, size_t *group)
{
    struct mermaid_name *name = &settle->graph->names[number];
    *group = ARCH_NONE;
    if (name->box)
        return (struct members){&name->node, 1, 1};
    *group = settle->graph->groups[name->group].group;
    return settle->members[name->group];
}

static void add_link(struct settle *settle, const struct mermaid_link *link)
{
    struct arch_edge drawn = link->drawn;
    size_t tail, head;
    struct members a = end_of(settle, link->from, &tail), b = end_of(settle, link->to, &head);
    if (!drawn.label.n)
        drawn.label = doc_text(link->said.label);
    if (link->said.kind)
        components_kind(settle->ctx, &drawn, link->said.kind);
    if (link->said.attrs) {
        /* What is said goes before what the drawing implies. */
        struct doc *attrs = link->said.attrs;
        for (size_t i = 0; drawn.attrs && i < drawn.attrs->n; i++)
            if (!doc_get(attrs, drawn.attrs->items[i]->key.p))
                *(struct doc **)ARENA_PUSH(settle->ctx->arena, attrs->items, attrs->n, attrs->cap) =
                    drawn.attrs->items[i];
        drawn.attrs = attrs;
    }
    drawn.fanned = tail != ARCH_NONE || head != ARCH_NONE;
    drawn.from_group = drawn.reversed ? head : tail;
    drawn.to_group = drawn.reversed ? tail : head;
    for (size_t i = 0; i < a.n && !settle->full; i++)
        for (size_t k = 0; k < b.n && !settle->full; k++) {
            if (drawn.fanned && a.items[i] == b.items[k])
                continue;
            add_edge(settle, &drawn, a.items[i], b.items[k]);
            if (drawn.hidden)
                return; /* it only places the group: no need for its copies */
        }
}

/* Where every arrow is thick, that is how this author draws: it sets none apart. */
static void settle_thick(struct settle *settle)
{
    struct architecture *arch = settle->ctx->arch;
    for (size_t i = settle->first_edge; i < arch->n_edges; i++)
        if (!arch->edges[i].thick && !arch->edges[i].hidden)
            return;
    for (size_t i = settle->first_edge; i < arch->n_edges; i++)
        arch->edges[i].thick = false;
}

bool mermaid_settle(struct mermaid_graph *graph, struct place at)
{
    struct parse_context *ctx = graph->lexer->ctx;
    struct settle settle = {.graph = graph, .ctx = ctx, .view = ctx->arch->n_views};
    settle.first_edge = ctx->arch->n_edges;
    find_parents(&settle);
    if (!find_boxes(&settle))
        return false;
    architecture_view(ctx->arena, ctx->arch, ARCH_MERMAID, graph->lexer->text, at)->title =
        mermaid_label_text(ctx->arena, graph->lexer->title, false);
    for (size_t i = 0; i < graph->n_groups; i++)
        add_group(&settle, i);
    for (size_t i = 0; i < graph->n_names; i++)
        if (graph->names[i].box)
            add_node(&settle, &graph->names[i]);
    find_members(&settle);
    for (size_t i = 0; i < graph->n_links; i++)
        add_link(&settle, &graph->links[i]);
    settle_thick(&settle);
    return true;
}
