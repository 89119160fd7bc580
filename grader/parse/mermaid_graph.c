#include "parse/mermaid_graph.h"

#include "parse/architecture_components.h"

void mermaid_graph_init(struct mermaid_graph *graph, struct mermaid_lexer *lexer)
{
    *graph = (struct mermaid_graph){.lexer = lexer};
}

/* ---- names ---- */

static size_t slot_of(const struct mermaid_graph *graph, struct str id)
{
    size_t i = str_hash(id) % graph->n_slots;
    while (graph->slots[i] && !str_eq(graph->names[graph->slots[i] - 1].id, id))
        i = (i + 1) % graph->n_slots;
    return i;
}

size_t mermaid_graph_find(const struct mermaid_graph *graph, struct str id)
{
    size_t slot = graph->n_slots ? graph->slots[slot_of(graph, id)] : 0;
    return slot ? slot - 1 : ARCH_NONE;
}

static bool has_room(struct mermaid_graph *graph, size_t n, size_t limit, const char *what, struct place at)
{
    struct mermaid_lexer *lexer = graph->lexer;
    if (n < limit || lexer->stopped)
        return !lexer->stopped;
    lexer->stopped = true;
    diag_add(lexer->ctx->diags, DIAG_LIMIT_GRAPH, at, "more than %zu %s: the rest is left out", limit, what);
    return false;
}

size_t mermaid_graph_name(struct mermaid_graph *graph, struct str id, size_t at)
{
    struct parse_context *ctx = graph->lexer->ctx;
    struct place place = mermaid_lexer_place(graph->lexer, at);
    size_t found = mermaid_graph_find(graph, id), most = ctx->limits->mermaid_label;
    if (found != ARCH_NONE)
        return found;
    if (!has_room(graph, ctx->arch->n_nodes + graph->n_names, ctx->limits->nodes, "boxes", place))
        return ARCH_NONE;
    if (id.n > most) {
        diag_add(ctx->diags, DIAG_MERMAID_LIMIT, place, "a name of more than %zu bytes: the rest is left out",
                 most);
        graph->lexer->stopped = true;
        return ARCH_NONE;
    }
    if (2 * (graph->n_names + 1) > graph->n_slots) {
        graph->n_slots = graph->n_slots ? 2 * graph->n_slots : 64;
        graph->slots = arena_alloc(ctx->arena, graph->n_slots * sizeof *graph->slots);
        for (size_t i = 0; i < graph->n_names; i++)
            graph->slots[slot_of(graph, graph->names[i].id)] = i + 1;
    }
    struct mermaid_name *name = ARENA_PUSH(ctx->arena, graph->names, graph->n_names, graph->cap_names);
    *name = (struct mermaid_name){.id = str_copy(ctx->arena, id), .at = place};
    name->label = name->shape = STR("");
    name->group = name->owner = name->node = ARCH_NONE;
    size_t slot = slot_of(graph, id);
    graph->slots[slot] = graph->n_names;
    return graph->n_names - 1;
}

void mermaid_graph_mention(struct mermaid_graph *graph, size_t name)
{
    graph->names[name].box = true;
    if (graph->n_scopes)
        *(size_t *)ARENA_PUSH(graph->lexer->ctx->arena, graph->mentions, graph->n_mentions,
                              graph->cap_mentions) = name;
}

void mermaid_graph_label(struct mermaid_graph *graph, size_t name, const struct mermaid_raw *label, size_t at)
{
    struct str text = mermaid_lexer_text(graph->lexer, label);
    if (!text.n)
        return;
    graph->names[name].label = text;
    graph->names[name].at = mermaid_lexer_place(graph->lexer, at);
}

void mermaid_graph_role(struct mermaid_graph *graph, size_t name, struct str role, struct place at)
{
    struct arena *arena = graph->lexer->ctx->arena;
    struct doc **roles = &graph->names[name].roles;
    if (!*roles)
        *roles = doc_new(arena, NULL, DOC_LIST, STR("role"), at);
    for (size_t i = 0; i < (*roles)->n; i++)
        if (str_eq((*roles)->items[i]->value, role))
            return;
    doc_scalar(arena, *roles, STR(""), role, at);
}

void mermaid_graph_classes(struct mermaid_graph *graph, size_t name, struct str classes, size_t at)
{
    const struct arch_names *names = graph->lexer->ctx->names;
    struct str one;
    while (str_next(&classes, ", \t", &one)) {
        const char *role = components_known(names->roles, names->n_roles, one);
        if (role)
            mermaid_graph_role(graph, name, str_from(role), mermaid_lexer_place(graph->lexer, at));
    }
}

/* ---- arrows ---- */

static size_t pair_of(const struct mermaid_graph *graph, size_t from, size_t to)
{
    uint64_t hash = (uint64_t)from * 0x9e3779b97f4a7c15u + to;
    size_t i = (size_t)((hash ^ hash >> 31) * 0xbf58476d1ce4e5b9u >> 17) % graph->n_pairs;
    for (; graph->pairs[i]; i = (i + 1) % graph->n_pairs) {
        const struct mermaid_link *link = &graph->links[graph->pairs[i] - 1];
        if (link->from == from && link->to == to)
            break;
    }
    return i;
}

static void add_pair(struct mermaid_graph *graph, size_t number)
{
    struct mermaid_link *link = &graph->links[number];
    size_t *slot = &graph->pairs[pair_of(graph, link->from, link->to)];
    link->next = *slot ? *slot - 1 : ARCH_NONE; /* the latest one first */
    *slot = number + 1;
}

bool mermaid_graph_link(struct mermaid_graph *graph, size_t from, size_t to, const struct arch_edge *drawn)
{
    struct parse_context *ctx = graph->lexer->ctx;
    if (!has_room(graph, ctx->arch->n_edges + graph->n_links, ctx->limits->edges, "arrows", drawn->at))
        return false;
    struct mermaid_link *link = ARENA_PUSH(ctx->arena, graph->links, graph->n_links, graph->cap_links);
    *link = (struct mermaid_link){.from = from, .to = to, .drawn = *drawn};
    if (2 * graph->n_links > graph->n_pairs) {
        graph->n_pairs = graph->n_pairs ? 2 * graph->n_pairs : 64;
        graph->pairs = arena_alloc(ctx->arena, graph->n_pairs * sizeof *graph->pairs);
        for (size_t i = 0; i < graph->n_links; i++)
            add_pair(graph, i);
    } else {
        add_pair(graph, graph->n_links - 1);
    }
    return true;
}

size_t mermaid_graph_between(const struct mermaid_graph *graph, size_t from, size_t to)
{
    size_t slot = graph->n_pairs ? graph->pairs[pair_of(graph, from, to)] : 0;
    return slot ? slot - 1 : ARCH_NONE;
}

/* ---- subgraphs ---- */

static struct mermaid_scope *push(struct mermaid_graph *graph, size_t at)
{
    size_t around = graph->n_scopes ? graph->scopes[graph->n_scopes - 1].group : ARCH_NONE;
    struct mermaid_scope *scope =
        ARENA_PUSH(graph->lexer->ctx->arena, graph->scopes, graph->n_scopes, graph->cap_scopes);
    *scope = (struct mermaid_scope){.group = around, .mentions = graph->n_mentions, .at = at};
    return scope;
}

void mermaid_graph_open_other(struct mermaid_graph *graph, size_t at)
{
    push(graph, at);
}

void mermaid_graph_open(struct mermaid_graph *graph, struct str id, struct str label, size_t at)
{
    struct parse_context *ctx = graph->lexer->ctx;
    struct place place = mermaid_lexer_place(graph->lexer, at);
    struct mermaid_scope *scope = push(graph, at);
    size_t parent = scope->group, name = ARCH_NONE;
    if (graph->n_scopes > ctx->limits->mermaid_depth) {
        if (!graph->deep)
            diag_add(ctx->diags, DIAG_MERMAID_LIMIT, place,
                     "subgraphs nested deeper than %zu: what is in them counts for the one around",
                     ctx->limits->mermaid_depth);
        graph->deep = true;
        return;
    }
    if (id.n && (name = mermaid_graph_name(graph, id, at)) == ARCH_NONE)
        return;
    scope->counted = true;
    if (name != ARCH_NONE && graph->names[name].group != ARCH_NONE) {
        scope->group = graph->names[name].group;
        return;
    }
    if (!has_room(graph, ctx->arch->n_groups + graph->n_groups, ctx->limits->nodes, "subgraphs", place))
        return;
    struct mermaid_group *group = ARENA_PUSH(ctx->arena, graph->groups, graph->n_groups, graph->cap_groups);
    *group = (struct mermaid_group){.id = id.n ? graph->names[name].id : label,
                                    .label = label,
                                    .name = name,
                                    .parent = name == ARCH_NONE ? parent : ARCH_NONE,
                                    .group = ARCH_NONE,
                                    .at = place};
    if (!group->label.n)
        group->label = group->id;
    scope->group = graph->n_groups - 1;
    if (name != ARCH_NONE)
        graph->names[name].group = scope->group;
}

bool mermaid_graph_close(struct mermaid_graph *graph)
{
    if (!graph->n_scopes)
        return false;
    const struct mermaid_scope scope = graph->scopes[--graph->n_scopes];
    /* What is mentioned in several subgraphs stands in the one that ends first. */
    size_t own = scope.group == ARCH_NONE ? ARCH_NONE : graph->groups[scope.group].name;
    if (!scope.counted)
        return true; /* its mentions stay for the one around */
    for (size_t i = scope.mentions; i < graph->n_mentions; i++) {
        struct mermaid_name *name = &graph->names[graph->mentions[i]];
        if (name->owner == ARCH_NONE && graph->mentions[i] != own)
            name->owner = scope.group;
    }
    graph->n_mentions = scope.mentions;
    if (graph->n_scopes && own != ARCH_NONE)
        *(size_t *)ARENA_PUSH(graph->lexer->ctx->arena, graph->mentions, graph->n_mentions,
                              graph->cap_mentions) = own;
    return true;
}

void mermaid_graph_close_all(struct mermaid_graph *graph, const char *words)
{
    while (graph->n_scopes) {
        if (words)
            mermaid_lexer_complain(graph->lexer, graph->scopes[graph->n_scopes - 1].at, words);
        mermaid_graph_close(graph);
    }
}
