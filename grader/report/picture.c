#include "report/picture.h"

#include "model/review_settle.h"
#include "report/picture_text.h"

#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS = 22, /* of a line of a label */
    LABEL_SIZE = 13,
    SUB_SIZE = 11,
    LINE = 16,  /* from one line to the next */
    SIDE = 26,  /* left and right of the text together */
    MARK = 10,  /* for the question mark */
    ABOVE = 18, /* above and below the text together */
    ARROW_COLUMNS = 26,
    NARROWEST = 92
};

#define SURE 0.6 /* from here on a role is found; below, probable */

static unsigned family_of(struct picture *p, const char *plane)
{
    for (unsigned i = 0; i < p->n_families; i++)
        if (strcmp(p->families[i], plane) == 0)
            return i;
    if (p->n_families == PICTURE_FAMILIES || !*plane)
        return PICTURE_FAMILIES;
    p->families[p->n_families] = plane;
    return p->n_families++;
}

static const struct role_reading *surest(const struct node_reading *node, unsigned *n)
{
    const struct role_reading *best = NULL;
    *n = 0;
    for (size_t i = 0; i < node->n_roles; i++)
        if (node->roles[i].credited) {
            ++*n;
            if (!best || review_settled(node->roles[i].confidence) > review_settled(best->confidence))
                best = &node->roles[i];
        }
    return best;
}

static void measure(struct picture_box *box)
{
    unsigned width = picture_text_width(box->sub, SUB_SIZE);
    for (unsigned i = 0; i < box->n_lines; i++) {
        unsigned line = picture_text_width(box->lines[i], LABEL_SIZE);
        width = line > width ? line : width;
    }
    width += box->found == PICTURE_FOUND ? SIDE : SIDE + MARK;
    box->width = width < NARROWEST ? NARROWEST : width;
    box->height = ABOVE + LINE * (box->n_lines + (box->sub.n ? 1 : 0));
}

/* A candidate is shown the drawing, not what was understood of it. */
static enum picture_found found_of(const struct review *review, const struct role_reading *role)
{
    if (review->for_candidate)
        return PICTURE_FOUND;
    return !role                                     ? PICTURE_UNKNOWN
           : review_settled(role->confidence) < SURE ? PICTURE_PROBABLE
                                                     : PICTURE_FOUND;
}

static void fill_box(struct picture *p, struct arena *arena, const struct review *review,
                     struct picture_box *box)
{
    const struct node_reading *read = &review->reading->nodes[box->node];
    const struct role_reading *role = surest(read, &box->n_roles);
    box->role = role ? role->role : RUB_NONE;
    box->family = PICTURE_FAMILIES;
    box->found = found_of(review, role);
    struct str label = review->arch->nodes[box->node].label;
    if (!str_trim(label).n)
        label = review->arch->nodes[box->node].id;
    box->n_lines = picture_text_lines(box->lines, arena, label, COLUMNS, PICTURE_LINES);
    if (role) {
        const struct rub_role *kind = rub_roles(review->rubric, role->role);
        box->family = family_of(p, rub_text(review->rubric, kind->plane));
        box->sub = picture_text_words(arena, rub_text(review->rubric, kind->id));
        if (box->n_roles > 1)
            box->sub = str_from(arena_printf(arena, "%.*s +%u", STR_ARG(box->sub), box->n_roles - 1));
    }
    measure(box);
}

static void make_boxes(struct picture *p, struct arena *arena, const struct review *review)
{
    const struct architecture *arch = review->arch;
    p->boxes = arena_alloc(arena, (arch->n_nodes + 1) * sizeof *p->boxes);
    p->box_of = arena_alloc(arena, (arch->n_nodes + 1) * sizeof *p->box_of);
    for (size_t i = 0; i < arch->n_nodes; i++) {
        if (review->reading->nodes[i].same_as != ARCH_NONE)
            continue;
        p->box_of[i] = p->n_boxes;
        p->boxes[p->n_boxes++] = (struct picture_box){.node = i, .frame = PICTURE_NONE};
    }
    for (size_t i = 0; i < arch->n_nodes; i++)
        p->box_of[i] = p->box_of[reading_node(review->reading, i)];
    /* Families in the order of the pack's roles, so that a colour means the same in every review of the pack.
     */
    for (size_t i = 0; i < rub_roles_n(review->rubric); i++)
        family_of(p, rub_text(review->rubric, rub_roles(review->rubric, i)->plane));
    for (size_t i = 0; i < p->n_boxes; i++)
        fill_box(p, arena, review, &p->boxes[i]);
}

/* The frame of a group; those around it get theirs first. A group within itself is taken as outermost. */
static size_t frame_of(struct picture *p, struct arena *arena, const struct architecture *arch,
                       size_t *frames, size_t group)
{
    size_t chain[64], n = 0;
    for (size_t g = group; g != ARCH_NONE && frames[g] == PICTURE_NONE && n < sizeof chain / sizeof *chain;
         g = arch->groups[g].parent)
        chain[n++] = g;
    while (n-- > 0) {
        size_t g = chain[n], parent = arch->groups[g].parent;
        if (frames[g] != PICTURE_NONE)
            continue;
        struct picture_frame *frame = ARENA_PUSH(arena, p->frames, p->n_frames, p->cap_frames);
        struct str title = arch->groups[g].label.n ? arch->groups[g].label : arch->groups[g].id;
        *frame = (struct picture_frame){.group = g,
                                        .parent = parent == ARCH_NONE ? PICTURE_NONE : frames[parent],
                                        .title = picture_text_cut(arena, title, 40)};
        frames[g] = p->n_frames - 1;
    }
    return frames[group];
}

/* The group of the first of the joined nodes that stands in one. */
static void make_frames(struct picture *p, struct arena *arena, const struct review *review)
{
    const struct architecture *arch = review->arch;
    size_t *frames = arena_alloc(arena, (arch->n_groups + 1) * sizeof *frames);
    for (size_t i = 0; i < arch->n_groups; i++)
        frames[i] = PICTURE_NONE;
    for (size_t i = 0; i < arch->n_nodes; i++) {
        struct picture_box *box = &p->boxes[p->box_of[i]];
        if (box->frame == PICTURE_NONE && arch->nodes[i].group != ARCH_NONE)
            box->frame = frame_of(p, arena, arch, frames, arch->nodes[i].group);
    }
}

struct ends {
    size_t from, to, edge;
};

static int by_ends(const void *left, const void *right)
{
    const struct ends *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return a->edge < b->edge ? -1 : a->edge > b->edge;
}

static void kind_words(struct buf *out, const struct rubric *rubric, uint32_t kinds)
{
    for (uint32_t k = 0; k < rub_flows_n(rubric) && k < RUBRIC_MAX_KINDS; k++)
        if (kinds >> k & 1) {
            buf_puts(out, out->n ? ", " : "");
            buf_add(out, picture_text_words(out->arena, rub_text(rubric, rub_flows(rubric, k)->id)));
        }
}

/* The candidate's words, each once, and what kind they were understood as where they do not say so
 * themselves. */
static void label_arrow(struct arena *arena, const struct review *review, const struct picture *p,
                        struct picture_arrow *arrow)
{
    struct buf label = buf_new(arena, 512), kinds = buf_new(arena, 256);
    kind_words(&kinds, review->rubric, arrow->kinds);
    for (size_t i = 0; i < arrow->n; i++) {
        struct str own = str_trim(review->arch->edges[p->edge_order[arrow->first + i]].label);
        if (!own.n || str_has_nocase(buf_str(&label), own))
            continue;
        buf_puts(&label, label.n ? " \xC2\xB7 " : "");
        buf_add(&label, own);
    }
    struct str shown = buf_str(label.n ? &label : &kinds);
    if (!shown.n)
        return;
    arrow->label = picture_text_cut(arena, shown, ARROW_COLUMNS);
    arrow->label_width = picture_text_width(arrow->label, SUB_SIZE) + 6;
}

static void make_arrows(struct picture *p, struct arena *arena, const struct review *review)
{
    const struct architecture *arch = review->arch;
    struct ends *ends = arena_alloc(arena, (arch->n_edges + 1) * sizeof *ends);
    size_t n = 0;
    p->arrow_of = arena_alloc(arena, (arch->n_edges + 1) * sizeof *p->arrow_of);
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct edge_reading *read = &review->reading->edges[i];
        p->arrow_of[i] = PICTURE_NONE;
        if (read->from != read->to)
            ends[n++] = (struct ends){p->box_of[read->from], p->box_of[read->to], i};
    }
    if (n)
        qsort(ends, n, sizeof *ends, by_ends);
    p->arrows = arena_alloc(arena, (n + 1) * sizeof *p->arrows);
    p->edge_order = arena_alloc(arena, (n + 1) * sizeof *p->edge_order);
    for (size_t i = 0; i < n; i++) {
        struct picture_arrow *arrow = p->n_arrows ? &p->arrows[p->n_arrows - 1] : NULL;
        if (!arrow || arrow->from != ends[i].from || arrow->to != ends[i].to) {
            arrow = &p->arrows[p->n_arrows++];
            *arrow =
                (struct picture_arrow){.from = ends[i].from, .to = ends[i].to, .first = i, .async = true};
        }
        const struct arch_edge *drawn = &arch->edges[ends[i].edge];
        const struct edge_reading *read = &review->reading->edges[ends[i].edge];
        p->edge_order[i] = ends[i].edge;
        p->arrow_of[ends[i].edge] = p->n_arrows - 1;
        arrow->n++;
        arrow->kinds |= read->kinds;
        arrow->async = arrow->async && (read->async || drawn->dashed);
        arrow->both = arrow->both || drawn->both;
        arrow->undirected = arrow->undirected || drawn->undirected;
    }
    for (size_t i = 0; i < p->n_arrows; i++)
        label_arrow(arena, review, p, &p->arrows[i]);
}

size_t picture_ghost_of(const struct picture *p, const char *title)
{
    for (size_t i = 0; i < p->n_ghosts; i++)
        if (strcmp(p->ghosts[i].title, title) == 0)
            return i;
    return PICTURE_NONE;
}

/* Loops share hops (a gate, a registry): what they call the same is one ghost. */
static void make_ghosts(struct picture *p, struct arena *arena, const struct review *review)
{
    for (size_t i = 0; i < rub_loops_n(review->rubric); i++)
        for (size_t k = 0; k < review->loops[i].n_hops; k++) {
            const struct hop_verdict *hop = &review->loops[i].hops[k];
            if (hop->value != TRUTH_FALSE || picture_ghost_of(p, hop->title) != PICTURE_NONE)
                continue;
            struct picture_ghost *ghost = ARENA_PUSH(arena, p->ghosts, p->n_ghosts, p->cap_ghosts);
            ghost->title = hop->title;
            ghost->width = picture_text_width(str_from(hop->title), LABEL_SIZE) + SIDE + 16;
        }
}

const struct picture *picture_new(struct arena *arena, const struct review *review)
{
    struct picture *p = arena_alloc(arena, sizeof *p);
    make_boxes(p, arena, review);
    make_frames(p, arena, review);
    make_arrows(p, arena, review);
    make_ghosts(p, arena, review);
    return p;
}
