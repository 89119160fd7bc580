#include "parse/architecture_build.h"

#include "parse/architecture_keys.h"
#include "parse/yaml_words.h"

struct build build_new(struct parse_context *ctx, size_t view)
{
    return (struct build){.ctx = ctx, .view = view, .first_group = ctx->arch->n_groups};
}

static bool has_room(struct build *build, size_t n, size_t limit, const char *what, struct place at)
{
    if (build->full)
        return false;
    if (n < limit)
        return true;
    build->full = true;
    diag_add(build->ctx->diags, DIAG_LIMIT_GRAPH, at, "more than %zu %s: the rest is left out", limit, what);
    return false;
}

/* Of a spelling that build_find() takes for the same. */
static uint64_t id_hash(struct str id)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i] == '-' || id.p[i] == ' ' ? '_' : id.p[i];
        h = (h ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)) * 1099511628211u;
    }
    return h ^ h >> 29;
}

static size_t find(const struct build *build, struct str id, bool loosely)
{
    size_t near = ARCH_NONE;
    if (!build->n_slots)
        return ARCH_NONE;
    for (size_t i = id_hash(id) % build->n_slots; build->slots[i]; i = (i + 1) % build->n_slots) {
        size_t node = build->slots[i] - 1;
        struct str other = build->ctx->arch->nodes[node].id;
        if (str_eq(other, id))
            return node;
        if (loosely && near == ARCH_NONE && keys_same(other, id))
            near = node;
    }
    return near;
}

size_t build_find(const struct build *build, struct str id)
{
    return find(build, id, true);
}

size_t build_find_exact(const struct build *build, struct str id)
{
    return find(build, id, false);
}

static void insert(struct build *build, size_t node)
{
    size_t i = id_hash(build->ctx->arch->nodes[node].id) % build->n_slots;
    while (build->slots[i])
        i = (i + 1) % build->n_slots;
    build->slots[i] = node + 1;
}

size_t build_node(struct build *build, struct str id, struct place at)
{
    struct parse_context *ctx = build->ctx;
    if (!has_room(build, ctx->arch->n_nodes, ctx->limits->nodes, "components", at))
        return ARCH_NONE;
    size_t node = ctx->arch->n_nodes;
    architecture_node(ctx->arena, ctx->arch, build->view, id, at);
    if (2 * ++build->n_nodes > build->n_slots) {
        size_t first = node + 1 - build->n_nodes; /* the nodes of one file stand together */
        build->n_slots = build->n_slots ? 2 * build->n_slots : 64;
        build->slots = arena_alloc(build->ctx->arena, build->n_slots * sizeof *build->slots);
        for (size_t i = first; i < node; i++)
            insert(build, i);
    }
    insert(build, node);
    return node;
}

size_t build_named(struct build *build, struct str id, struct place at, const char *where)
{
    size_t node = build_find(build, id);
    if (node != ARCH_NONE)
        return node;
    node = build_node(build, id, at);
    if (node != ARCH_NONE)
        diag_add(build->ctx->diags, DIAG_ARCH_NODE, at,
                 "\"%.*s\" is not among the components: added, as this %s names it", STR_ARG(yaml_clip(id)),
                 where);
    return node;
}

size_t build_group(struct build *build, struct str id, size_t parent, struct place at)
{
    struct parse_context *ctx = build->ctx;
    if (!has_room(build, ctx->arch->n_groups, ctx->limits->nodes, "groups", at))
        return ARCH_NONE;
    architecture_group(ctx->arena, ctx->arch, build->view, id, at)->parent = parent;
    return ctx->arch->n_groups - 1;
}

size_t build_find_group(const struct build *build, struct str id, size_t n)
{
    const struct architecture *arch = build->ctx->arch;
    for (size_t i = build->first_group; i < arch->n_groups && i - build->first_group < n; i++)
        if (str_eq(arch->groups[i].id, id))
            return i;
    return ARCH_NONE;
}

void build_join(struct build *build, size_t node, size_t group)
{
    const struct architecture *arch = build->ctx->arch;
    size_t *own = &arch->nodes[node].group, up = group;
    while (up != ARCH_NONE && up != *own)
        up = arch->groups[up].parent;
    if (*own == ARCH_NONE || up == *own)
        *own = group;
}

void build_members(struct build *build)
{
    struct architecture *arch = build->ctx->arch;
    size_t n = arch->n_groups - build->first_group;
    build->members = arena_alloc(build->ctx->arena, (n + 1) * sizeof *build->members);
    for (size_t node = arch->n_nodes - build->n_nodes; node < arch->n_nodes; node++)
        for (size_t g = arch->nodes[node].group; g != ARCH_NONE; g = arch->groups[g].parent) {
            struct members *members = &build->members[g - build->first_group];
            size_t *slot = ARENA_PUSH(build->ctx->arena, members->items, members->n, members->cap);
            *slot = node;
        }
}

/* The nodes that one end of an arrow names. */
struct end {
    struct members nodes;
    bool group; /* some came with a group */
};

static void add_name(struct build *build, struct end *end, struct str name, struct place at)
{
    struct arena *arena = build->ctx->arena;
    size_t node = build_find(build, name);
    size_t group = node == ARCH_NONE ? build_find_group(build, name, SIZE_MAX) : ARCH_NONE;
    if (group != ARCH_NONE && build->members[group - build->first_group].n) {
        const struct members *members = &build->members[group - build->first_group];
        end->group = true;
        /* No more than could be drawn: a flow may name the same group many times. */
        for (size_t i = 0; i < members->n && end->nodes.n < build->ctx->limits->edges; i++) {
            size_t *slot = ARENA_PUSH(arena, end->nodes.items, end->nodes.n, end->nodes.cap);
            *slot = members->items[i];
        }
        return;
    }
    if (node == ARCH_NONE)
        node = build_named(build, name, at, "flow");
    if (node == ARCH_NONE)
        return;
    size_t *slot = ARENA_PUSH(arena, end->nodes.items, end->nodes.n, end->nodes.cap);
    *slot = node;
}

static bool read_end(struct build *build, struct end *out, struct str text, struct place at)
{
    *out = (struct end){0};
    bool bracketed, ok = arrows_unbracket(&text, &bracketed);
    struct str name;
    if (ok && text.n && !bracketed && build_find(build, text) != ARCH_NONE) {
        add_name(build, out, text, at); /* an id may hold a comma */
    } else {
        while (ok && !build->full && arrows_next_name(&text, &name))
            add_name(build, out, name, at);
    }
    if (out->nodes.n || build->full)
        return true;
    diag_add(build->ctx->diags, DIAG_ARCH_EDGE, at, "%s: this flow is left out",
             ok ? "an arrow without a name at one end" : "a bracket without its partner");
    return false;
}

void build_arrow(struct build *build, const struct flow *flow, size_t from, size_t to, struct arrow arrow,
                 bool fanned)
{
    struct parse_context *ctx = build->ctx;
    if (!has_room(build, ctx->arch->n_edges, ctx->limits->edges, "flows", flow->at))
        return;
    struct arch_edge *edge = architecture_edge(ctx->arena, ctx->arch, build->view, arrow.reversed ? to : from,
                                               arrow.reversed ? from : to, flow->at);
    edge->kind = flow->kind;
    edge->label = flow->label;
    edge->both = arrow.both;
    edge->undirected = arrow.undirected;
    edge->dashed = arrow.dashed;
    edge->fanned = fanned;
    for (size_t i = 0; flow->attrs && i < flow->attrs->n; i++) {
        struct doc **slot = ARENA_PUSH(ctx->arena, edge->attrs->items, edge->attrs->n, edge->attrs->cap);
        *slot = flow->attrs->items[i];
    }
}

bool build_arrows(struct build *build, const struct flow *flow, struct str from, struct str to,
                  struct arrow arrow)
{
    struct end a, b;
    if (!read_end(build, &a, from, flow->at) || !read_end(build, &b, to, flow->at))
        return false;
    for (size_t i = 0; i < a.nodes.n && !build->full; i++)
        for (size_t k = 0; k < b.nodes.n && !build->full; k++)
            build_arrow(build, flow, a.nodes.items[i], b.nodes.items[k], arrow, a.group || b.group);
    return true;
}
