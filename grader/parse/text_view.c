#include "parse/text_view.h"

struct text_view text_view_new(struct parse_context *ctx, const struct block *block, double confidence)
{
    return (struct text_view){.ctx = ctx,
                         .text = block->source,
                         .at = block_place(block, 0),
                         .confidence = confidence,
                         .view = ARCH_NONE};
}

static bool has_room(struct text_view *told, bool *full, size_t n, size_t max, const char *what, struct place at)
{
    if (!*full && n >= max) {
        *full = true;
        diag_add(told->ctx->diags, DIAG_LIMIT_GRAPH, at, "more than %zu %s: the rest is left out", max, what);
    }
    return !*full;
}

size_t text_view_node(struct text_view *told, struct str label, struct place at)
{
    struct parse_context *ctx = told->ctx;
    if (!has_room(told, &told->full, ctx->arch->n_nodes, ctx->limits->nodes, "nodes", at))
        return ARCH_NONE;
    if (told->view == ARCH_NONE) {
        struct arch_view *view = architecture_view(ctx->arena, ctx->arch, ARCH_TEXT, told->text, told->at);
        view->confidence = told->confidence;
        told->view = ctx->arch->n_views - 1;
    }
    char *id = arena_printf(ctx->arena, "t%zu.b%zu", told->view, ++told->n_nodes);
    struct arch_node *node = architecture_node(ctx->arena, ctx->arch, told->view, str_from(id), at);
    node->label = str_copy(ctx->arena, label);
    node->own_label = true;
    return ctx->arch->n_nodes - 1;
}

static size_t *slot_of(const struct text_view *told, struct str label)
{
    struct parse_context *ctx = told->ctx;
    size_t i = (size_t)str_hash(str_lower(ctx->arena, label)) & (told->n_slots - 1);
    while (told->slots[i] && !str_eq_nocase(ctx->arch->nodes[told->slots[i] - 1].label, label))
        i = (i + 1) & (told->n_slots - 1);
    return &told->slots[i];
}

static void grow(struct text_view *told)
{
    size_t *old = told->slots, n = told->n_slots;
    told->n_slots = n ? 2 * n : 16;
    told->slots = arena_alloc(told->ctx->arena, told->n_slots * sizeof *told->slots);
    for (size_t i = 0; i < n; i++)
        if (old[i])
            *slot_of(told, told->ctx->arch->nodes[old[i] - 1].label) = old[i];
}

size_t text_view_named(struct text_view *told, struct str label, struct place at)
{
    if (2 * (told->n_named + 1) > told->n_slots)
        grow(told);
    size_t *slot = slot_of(told, label);
    if (*slot)
        return *slot - 1;
    size_t node = text_view_node(told, label, at);
    if (node != ARCH_NONE) {
        *slot = node + 1;
        told->n_named++;
    }
    return node;
}

struct arch_edge *text_view_edge(struct text_view *told, size_t from, size_t to, struct place at)
{
    struct parse_context *ctx = told->ctx;
    if (from == ARCH_NONE || to == ARCH_NONE || from == to ||
        !has_room(told, &told->full_edges, ctx->arch->n_edges, ctx->limits->edges, "arrows", at))
        return NULL;
    return architecture_edge(ctx->arena, ctx->arch, told->view, from, to, at);
}
