#include "parse/dot.h"

#include "parse/architecture_components.h"
#include "parse/dot_apart.h"
#include "parse/dot_edges.h"
#include "parse/dot_lexer.h"

#include <graphviz/cgraph.h>

/* The groups of the file by id, in open addressing. */
struct groups {
    const struct architecture *arch;
    struct arena *arena;
    size_t *slots; /* group + 1, or 0 */
    size_t n, n_slots;
};

static size_t find_group(const void *state, struct str id)
{
    const struct groups *groups = state;
    if (!groups->n_slots)
        return ARCH_NONE;
    for (size_t i = str_hash(id) % groups->n_slots; groups->slots[i]; i = (i + 1) % groups->n_slots)
        if (str_eq(groups->arch->groups[groups->slots[i] - 1].id, id))
            return groups->slots[i] - 1;
    return ARCH_NONE;
}

static void insert_group(struct groups *groups, size_t group)
{
    size_t i = str_hash(groups->arch->groups[group].id) % groups->n_slots;
    while (groups->slots[i])
        i = (i + 1) % groups->n_slots;
    groups->slots[i] = group + 1;
}

static size_t add_group(struct dot_objects *objects, struct groups *groups, struct str id, struct place at)
{
    struct parse_context *ctx = objects->ctx;
    size_t group = ctx->arch->n_groups;
    architecture_group(ctx->arena, ctx->arch, objects->view, id, at);
    if (2 * ++groups->n > groups->n_slots) {
        groups->n_slots = groups->n_slots ? 2 * groups->n_slots : 64;
        groups->slots = arena_alloc(groups->arena, groups->n_slots * sizeof *groups->slots);
        for (size_t i = objects->first_group; i < group; i++)
            insert_group(groups, i);
    }
    insert_group(groups, group);
    return group;
}

/* ---- clusters ---- */

static bool is_cluster(Agraph_t *subgraph, Agsym_t *symbol)
{
    const char *name = agnameof(subgraph);
    struct str value = str_from(dot_objects_value(subgraph, symbol));
    bool named = name && str_eq_nocase(str_sub(str_from(name), 0, 7), STR("cluster"));
    return named || str_eq_nocase(value, STR("true")) || str_eq_nocase(value, STR("yes")) ||
           str_is(value, "1");
}

/* A label that came down from the graph around it is drawn, but names that one. */
static const char *own_label(Agraph_t *subgraph, Agsym_t *label)
{
    const char *value = dot_objects_value(subgraph, label);
    return value == dot_objects_value(agparent(subgraph), label) ? "" : value;
}

static size_t read_cluster(struct dot_objects *objects, struct groups *groups, size_t number, size_t parent)
{
    struct parse_context *ctx = objects->ctx;
    Agraph_t *subgraph = dot_gate_object(objects->gate, DOT_GRAPH, number)->is.graph;
    struct place at = dot_objects_place(objects, DOT_GRAPH, number);
    const char *name = agnameof(subgraph), *label = own_label(subgraph, objects->symbols[DOT_GRAPH].label);
    struct dot_label_names names = {STR(""), objects->name, STR(""), STR(""), objects->tokens->directed};
    /* cgraph's own name for one without a name counts up from file to file. */
    struct str id = name && *name != '%'
                        ? str_copy(ctx->arena, str_from(name))
                        : str_from(arena_printf(ctx->arena, "cluster, line %u", (unsigned)at.line));
    size_t group = find_group(groups, id);
    if (group == ARCH_NONE) {
        group = add_group(objects, groups, id, at);
        ctx->arch->groups[group].parent = parent;
    }
    struct str text = dot_objects_text(objects, label, DOT_LABEL_PLAIN, &names);
    if (text.n)
        ctx->arch->groups[group].label = text;
    return group;
}

/* Groups, and to each node (by order of creation) the innermost one; of two side by side, the first. */
static size_t *read_clusters(struct dot_objects *objects, struct groups *groups)
{
    struct parse_context *ctx = objects->ctx;
    size_t n = dot_gate_count(objects->gate, DOT_GRAPH), n_nodes = dot_gate_count(objects->gate, DOT_NODE);
    size_t *of_node = arena_alloc(ctx->arena, n_nodes * sizeof *of_node);
    size_t *of_graph = arena_alloc(ctx->arena, n * sizeof *of_graph);
    Agsym_t *symbol = agattr(objects->root, AGRAPH, (char[]){"cluster"}, NULL);
    for (size_t i = 0; i < n_nodes; i++)
        of_node[i] = ARCH_NONE;
    for (size_t i = 0; i < n; i++) {
        Agraph_t *subgraph = dot_gate_object(objects->gate, DOT_GRAPH, i)->is.graph;
        Agraph_t *around = agparent(subgraph);
        size_t parent = around == objects->root ? ARCH_NONE : of_graph[(size_t)AGSEQ(around) - 1];
        of_graph[i] = parent;
        if (!is_cluster(subgraph, symbol))
            continue;
        size_t group = of_graph[i] = read_cluster(objects, groups, i, parent);
        for (Agnode_t *node = agfstnode(subgraph); node; node = agnxtnode(subgraph, node)) {
            size_t *own = &of_node[(size_t)AGSEQ(node) - 1], up = group;
            while (up != ARCH_NONE && up != *own)
                up = ctx->arch->groups[up].parent;
            if (*own == ARCH_NONE || up == *own)
                *own = group;
        }
    }
    return of_node;
}

/* ---- nodes ---- */

/* Mentioned by arrows only: never a statement of its own, never an attribute. */
static bool is_declared(const struct dot_objects *objects, const struct dot_gate_object *object)
{
    const struct dot_tokens *tokens = objects->tokens;
    size_t after = dot_token_after(tokens, object->token);
    while (after + 1 < tokens->n && tokens->items[after].kind == ':')
        after = dot_token_after(tokens, after + 1);
    bool in_arrow = tokens->items[object->token - 1].kind == '>' ||
                    (after < tokens->n && tokens->items[after].kind == '>');
    return !in_arrow || object->sets != DOT_NO_TOKEN;
}

/* Whether it was said what the node is or does. */
static bool has_meaning(const struct dot_objects *objects, Agnode_t *node)
{
    for (size_t i = 0; i < objects->n_attributes[DOT_NODE]; i++) {
        const struct dot_attribute *a = &objects->attributes[DOT_NODE][i];
        bool tells = a->key.use == DOT_USE_ROLE || a->key.use == DOT_USE_TOOL || a->key.use == DOT_USE_LABEL;
        if (tells && *dot_objects_value(node, a->symbol))
            return true;
    }
    return false;
}

static bool is_helper(const struct dot_objects *objects, Agnode_t *node)
{
    const struct dot_symbols *s = &objects->symbols[DOT_NODE];
    const char *style = dot_objects_value(node, s->style), *label = dot_objects_value(node, s->label);
    if (dot_has_word(style, "invis") || dot_has_word(style, "invisible"))
        return true;
    return str_eq_nocase(str_from(dot_objects_value(node, s->shape)), STR("point")) &&
           (!*label || str_is(str_from(label), "\\N")) && !*dot_objects_value(node, s->xlabel) &&
           !has_meaning(objects, node);
}

/* Which nodes are no boxes. A cluster's name stands for its members only where there are some. */
static struct dot_stand_ins find_stand_ins(const struct dot_objects *objects, const struct groups *groups,
                                           const size_t *of_node)
{
    struct parse_context *ctx = objects->ctx;
    size_t n = dot_gate_count(objects->gate, DOT_NODE), first = objects->first_group;
    struct dot_stand_ins found = {arena_alloc(ctx->arena, n),
                                  arena_alloc(ctx->arena, n * sizeof *found.groups)};
    bool *populated = arena_alloc(ctx->arena, ctx->arch->n_groups - first);
    for (size_t i = 0; i < n; i++) {
        const struct dot_gate_object *object = dot_gate_object(objects->gate, DOT_NODE, i);
        found.groups[i] = ARCH_NONE;
        if (is_helper(objects, object->is.node))
            found.kinds[i] = DOT_HELPER;
        else if (groups->n && !is_declared(objects, object))
            found.groups[i] = find_group(groups, str_from(agnameof(object->is.node)));
        if (found.groups[i] != ARCH_NONE)
            found.kinds[i] = DOT_CLUSTER;
        for (size_t g = of_node[i]; !found.kinds[i] && g != ARCH_NONE && !populated[g - first];
             g = ctx->arch->groups[g].parent)
            populated[g - first] = true;
    }
    for (size_t i = 0; i < n; i++)
        if (found.kinds[i] == DOT_CLUSTER && !populated[found.groups[i] - first])
            found.kinds[i] = DOT_BOX;
    return found;
}

static void set_label(const struct dot_objects *objects, struct arch_node *node, Agnode_t *handle)
{
    const struct dot_symbols *s = &objects->symbols[DOT_NODE];
    Agsym_t *const tried[] = {s->label, s->xlabel};
    struct dot_label_names names = {node->id, objects->name, STR(""), STR(""), objects->tokens->directed};
    bool record = str_eq_nocase(node->shape, STR("record")) || str_eq_nocase(node->shape, STR("mrecord"));
    for (size_t i = 0; i < 2 && !node->own_label; i++) {
        const char *value = dot_objects_value(handle, tried[i]);
        if (!*value || str_is(str_from(value), "\\N"))
            continue;
        struct str text =
            dot_objects_text(objects, value, record && !i ? DOT_LABEL_RECORD : DOT_LABEL_PLAIN, &names);
        if (text.n) {
            node->label = text;
            node->own_label = true;
        }
    }
}

static void read_node(struct dot_objects *objects, struct groups *groups, size_t number, size_t group)
{
    struct parse_context *ctx = objects->ctx;
    Agnode_t *handle = dot_gate_object(objects->gate, DOT_NODE, number)->is.node;
    struct str id = str_copy(ctx->arena, str_from(agnameof(handle)));
    const char *shape = dot_objects_value(handle, objects->symbols[DOT_NODE].shape);
    struct place at = dot_objects_place(objects, DOT_NODE, number);
    struct arch_node *node = architecture_node(ctx->arena, ctx->arch, objects->view, id, at);
    struct dot_facts facts;
    objects->nodes[number] = ctx->arch->n_nodes - 1;
    node->shape = str_copy(ctx->arena, str_from(shape));
    node->group = group;
    set_label(objects, node, handle);
    dot_objects_facts(objects, DOT_NODE, number, node->attrs, &facts);
    if (facts.label && !node->own_label) {
        node->label = doc_text(facts.label);
        node->own_label = true;
    }
    if (facts.role)
        node->role = components_roles(ctx, facts.role);
    if (facts.tool)
        node->tool = doc_text(facts.tool);
    if (facts.group && group == ARCH_NONE) {
        node->group = find_group(groups, doc_text(facts.group));
        if (node->group == ARCH_NONE)
            node->group = add_group(objects, groups, doc_text(facts.group), facts.group->at);
    }
}

/* ---- the file ---- */

static void read_graph_attributes(struct dot_objects *objects)
{
    struct parse_context *ctx = objects->ctx;
    struct dot_sections sections = {0};
    struct dot_label_names names = {STR(""), objects->name, STR(""), STR(""), objects->tokens->directed};
    struct str title = STR("");
    Agsym_t **by_id, *symbol = NULL;
    size_t n = 0;
    while ((symbol = agnxtattr(objects->root, AGRAPH, symbol)))
        n = (size_t)symbol->id >= n ? (size_t)symbol->id + 1 : n;
    by_id = arena_alloc(ctx->arena, n * sizeof *by_id);
    while ((symbol = agnxtattr(objects->root, AGRAPH, symbol)))
        by_id[symbol->id] = symbol;
    for (size_t i = 0; i < n; i++) {
        const char *value = dot_objects_value(objects->root, by_id[i]);
        uint32_t token = *value ? dot_gate_default(objects->gate, DOT_GRAPH, (int)i, value) : DOT_NO_TOKEN;
        struct dot_places at = dot_objects_places(objects, token == DOT_NO_TOKEN ? 0 : token);
        if (*value)
            dot_graph_fact(ctx, &sections, str_copy(ctx->arena, str_from(by_id[i]->name)),
                           dot_objects_text(objects, value, DOT_LABEL_PLAIN, &names), at, &title);
    }
    const char *label = dot_objects_value(objects->root, objects->symbols[DOT_GRAPH].label);
    if (!title.n && *label)
        title = dot_objects_text(objects, label, DOT_LABEL_PLAIN, &names);
    ctx->arch->views[objects->view].title = title;
}

static void read_nodes_and_edges(struct dot_objects *objects)
{
    struct parse_context *ctx = objects->ctx;
    struct groups groups = {.arch = ctx->arch, .arena = ctx->arena};
    size_t n = dot_gate_count(objects->gate, DOT_NODE);
    size_t *of_node = read_clusters(objects, &groups);
    uint32_t *order = dot_objects_order(objects, DOT_NODE);
    struct dot_stand_ins stand_ins = find_stand_ins(objects, &groups, of_node);
    for (size_t i = 0; i < n; i++)
        if (stand_ins.kinds[order[i]] == DOT_BOX)
            read_node(objects, &groups, order[i], of_node[order[i]]);
    dot_edges_read(objects, &stand_ins, find_group, &groups);
}

static void refuse(struct file *file, const char *why)
{
    file->use = FILE_REFUSED;
    file->why = why;
}

/* What a file added before it turned out too large to keep. */
struct before {
    size_t nodes, edges, groups, views, facts;
};

static void take_back(struct architecture *arch, const struct before *before)
{
    arch->n_nodes = before->nodes;
    arch->n_edges = before->edges;
    arch->n_groups = before->groups;
    arch->n_views = before->views;
    arch->facts->n = before->facts;
}

static size_t left(size_t limit, size_t used)
{
    return used < limit ? limit - used : 0;
}

void dot_read(struct parse_context *ctx, struct file *file)
{
    if (ctx->dot_apart && ctx->dot_apart->ask) {
        dot_apart_read(ctx, file);
        return;
    }
    struct architecture *arch = ctx->arch;
    const struct dot_apart elsewhere = ctx->dot_apart ? *ctx->dot_apart : (struct dot_apart){0};
    struct dot_tokens tokens;
    struct dot_objects objects;
    const struct before before = {arch->n_nodes, arch->n_edges, arch->n_groups, arch->n_views,
                                  arch->facts->n};
    size_t used = arena_used(ctx->arena);
    if (!dot_lexer_read(&tokens, ctx->arena, ctx->diags, ctx->limits, file->text)) {
        refuse(file, "not a DOT file that can be used");
        return;
    }
    if (!tokens.n) {
        diag_add(ctx->diags, DIAG_ARCH_EMPTY, (struct place){file->text, 0, 0}, "the file holds no graph");
        file->use = FILE_UNUSED;
        file->why = "holds no graph";
        return;
    }
    struct dot_gate *gate = dot_gate_open(ctx->arena, ctx->diags, ctx->limits, &tokens,
                                          left(ctx->limits->nodes, arch->n_nodes + elsewhere.nodes),
                                          left(ctx->limits->edges, arch->n_edges + elsewhere.edges));
    if (!gate) {
        refuse(file, "not a DOT file that can be used");
        return;
    }
    dot_objects_init(&objects, ctx, &tokens, gate);
    objects.view = arch->n_views;
    architecture_view(ctx->arena, arch, ARCH_DOT, file->text, dot_token_place(&tokens, 0));
    read_graph_attributes(&objects);
    read_nodes_and_edges(&objects);
    dot_gate_close(gate);
    file->use = FILE_USED;
    /* Labels and defaults are copied to each object that has them: that may be more than the file deserves.
     */
    if (arena_used(ctx->arena) - used > 4 * ctx->limits->dot_memory) {
        take_back(arch, &before);
        diag_add(ctx->diags, DIAG_DOT_LIMIT, (struct place){file->text, 0, 0},
                 "a graph that needs more bytes of memory than the limit of %zu: the file is not used",
                 ctx->limits->dot_memory);
        refuse(file, "needs too much memory");
    } else if (arch->n_nodes == before.nodes) {
        diag_add(ctx->diags, DIAG_ARCH_EMPTY, (struct place){file->text, 0, 0}, "the graph holds no nodes");
    }
}
