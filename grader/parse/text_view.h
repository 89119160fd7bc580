#ifndef GRADE_TEXT_VIEW_H
#define GRADE_TEXT_VIEW_H
/*
 * Structure told in text becomes a drawing of the model: one view of format ARCH_TEXT for each block, made
 * with its first node. Ids are unique in all drawings, so that nothing is joined by them. Bounds:
 * limits.nodes and limits.edges.
 */
#include "parse/readers.h"

/* Less than a drawing that was drawn as one: probable, never certain. */
#define TOLD_DRAWING 0.55
#define TOLD_ARROWS 0.55
#define TOLD_STEPS 0.5

struct text_view {
    struct parse_context *ctx;
    const struct text *text;
    struct place at;
    double confidence;
    size_t view;            /* ARCH_NONE until the first node */
    size_t *slots, n_slots; /* open addressing by label: node + 1, or 0 */
    size_t n_named, n_nodes;
    bool full, full_edges;
};

struct text_view text_view_new(struct parse_context *ctx, const struct block *block, double confidence);
/* A node of that label, or ARCH_NONE when full. */
size_t text_view_node(struct text_view *told, struct str label, struct place at);
/* The node of that label (ASCII case is ignored) of this block, or a new one. */
size_t text_view_named(struct text_view *told, struct str label, struct place at);
/* The new arrow; NULL when full, and for an arrow from a node to itself. */
struct arch_edge *text_view_edge(struct text_view *told, size_t from, size_t to, struct place at);

#endif
