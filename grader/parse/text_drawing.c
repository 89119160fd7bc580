#include "parse/text_drawing.h"

#include "parse/step_label.h"
#include "parse/text_follow.h"
#include "parse/text_noise.h"

#define ASIDE 4    /* blanks between a box and a remark beside it */
#define REMARK 200 /* bytes of words that no line leads to */

/* The run whose words stand in that row, over or under those of another; SIZE_MAX. */
static size_t run_at(const struct wires *w, size_t row, const struct text_run *run)
{
    for (size_t c = run->first; c <= run->last; c++)
        if (grid_at(w->grid, row, c)->role == CELL_TEXT)
            return grid_at(w->grid, row, c)->index;
    return SIZE_MAX;
}

/* Words of two lines are one name: the free line above a step goes before it, the one below behind it. */
static void join_lines(struct drawing *d)
{
    struct wires *w = &d->w;
    struct arena *arena = d->told.ctx->arena;
    for (size_t i = w->n_runs; i-- > 0;) {
        struct text_run *run = &w->runs[i];
        size_t below = run->use == RUN_FREE ? run_at(w, run->row + 1, run) : SIZE_MAX;
        if (below == SIZE_MAX || !d->names[below].n || !step_has_word(run->text) ||
            d->names[below].n > REMARK)
            continue;
        d->names[below] = str_from(arena_printf(arena, "%.*s %.*s", STR_ARG(step_cut(run->text, STEP_BYTES)),
                                                STR_ARG(d->names[below])));
        run->use = RUN_LABEL;
    }
    for (size_t i = 0; i < w->n_runs; i++) {
        struct text_run *run = &w->runs[i];
        size_t above = run->use == RUN_FREE && run->row > 0 ? run_at(w, run->row - 1, run) : SIZE_MAX;
        if (above == SIZE_MAX || !d->names[above].n || !step_has_word(run->text) ||
            d->names[above].n > REMARK)
            continue;
        d->names[above] = str_from(arena_printf(arena, "%.*s\n%.*s", STR_ARG(d->names[above]),
                                                STR_ARG(step_cut(run->text, STEP_BYTES))));
        run->use = RUN_LABEL;
    }
}

/* Words beside a box say more about it. */
static void join_remarks(struct drawing *d)
{
    for (size_t i = 0; i < d->w.n_runs; i++) {
        struct text_run *run = &d->w.runs[i];
        for (size_t k = 1; run->use == RUN_FREE && k <= ASIDE + 1 && k <= run->first; k++) {
            const struct grid_cell *cell = grid_at(d->w.grid, run->row, run->first - k);
            if (cell->role == CELL_BLANK)
                continue;
            size_t box = cell->role == CELL_BORDER ? wires_box(&d->boxes, cell) : BOX_NONE;
            if (box == BOX_NONE || d->boxes.items[box].group || !d->boxes.items[box].label.n ||
                d->boxes.items[box].right > run->first)
                break;
            boxes_add_line(&d->boxes.items[box], d->told.ctx->arena, run->text);
            run->use = RUN_LABEL;
        }
    }
}

static size_t box_around(const struct text_boxes *boxes, size_t row, size_t column)
{
    size_t best = BOX_NONE;
    for (size_t i = 0; i < boxes->n && boxes->items[i].top < row; i++) {
        const struct text_box *box = &boxes->items[i];
        if (box->group && box->bottom > row && box->left < column && box->right > column)
            best = i; /* later ones begin further down: inside */
    }
    return best;
}

/* The group of the model for a box; those without a title leave it to the one around them. */
static size_t group_of(struct drawing *d, size_t box)
{
    while (box != BOX_NONE && d->box_groups[box] == ARCH_NONE)
        box = d->boxes.items[box].parent;
    return box == BOX_NONE ? ARCH_NONE : d->box_groups[box];
}

static void make_groups(struct drawing *d)
{
    struct parse_context *ctx = d->told.ctx;
    for (size_t i = 0; i < d->boxes.n; i++) {
        const struct text_box *box = &d->boxes.items[i];
        d->box_groups[i] = ARCH_NONE;
        if (!box->group || !box->label.n || d->told.view == ARCH_NONE)
            continue;
        size_t parent = box->parent == BOX_NONE ? ARCH_NONE : group_of(d, box->parent);
        char *id = arena_printf(ctx->arena, "t%zu.g%zu", d->told.view, i + 1);
        struct arch_group *group = architecture_group(ctx->arena, ctx->arch, d->told.view, str_from(id),
                                                      grid_place(d->w.grid, box->row, box->column));
        group->label = box->label;
        group->parent = parent;
        d->box_groups[i] = ctx->arch->n_groups - 1;
    }
}

static void put_into(struct drawing *d, size_t node, size_t box)
{
    if (node != ARCH_NONE && box != BOX_NONE)
        d->told.ctx->arch->nodes[node].group = group_of(d, box);
}

static void make_nodes(struct drawing *d)
{
    bool boxed = d->boxes.n_labelled > 0;
    for (size_t i = 0; i < d->boxes.n; i++) {
        const struct text_box *box = &d->boxes.items[i];
        d->box_nodes[i] = ARCH_NONE;
        if (!box->group && !box->table && box->label.n)
            d->box_nodes[i] = text_view_node(&d->told, box->label, grid_place(d->w.grid, box->row, box->column));
    }
    for (size_t i = 0; i < d->w.n_runs; i++) {
        const struct text_run *run = &d->w.runs[i];
        struct place at = grid_place(d->w.grid, run->row, run->first);
        d->run_nodes[i] = ARCH_NONE;
        if (d->told.n_nodes >= 2 * d->told.ctx->limits->drawing_boxes) {
            d->cut = true; /* as many words as boxes: one drawing must not take the room of all */
            continue;
        }
        if (d->names[i].n)
            d->run_nodes[i] =
                boxed ? text_view_node(&d->told, d->names[i], at) : text_view_named(&d->told, d->names[i], at);
        else if (run->use != RUN_LABEL && step_has_word(run->text))
            d->run_nodes[i] = text_view_node(&d->told, step_cut(run->text, REMARK), at);
    }
    make_groups(d);
    for (size_t i = 0; i < d->boxes.n; i++)
        put_into(d, d->box_nodes[i], d->boxes.items[i].parent);
    for (size_t i = 0; i < d->w.n_runs && boxed; i++)
        if (d->run_nodes[i] != ARCH_NONE)
            put_into(d, d->run_nodes[i], box_around(&d->boxes, d->w.runs[i].row, d->w.runs[i].first));
}

/* The nodes an end stands for: those inside, where it is a group. */
static size_t nodes_of(size_t **out, struct drawing *d, const struct wire_end *end)
{
    struct arena *arena = d->told.ctx->arena;
    size_t n = 0, cap = 0, *items = NULL;
    if (end->is_run || !d->boxes.items[end->index].group) {
        size_t *slot = ARENA_PUSH(arena, items, n, cap);
        *slot = end->is_run ? d->run_nodes[end->index] : d->box_nodes[end->index];
    } else {
        for (size_t i = end->index + 1; i < d->boxes.n; i++)
            if (d->box_nodes[i] != ARCH_NONE && boxes_around(&d->boxes, end->index, i)) {
                size_t *slot = ARENA_PUSH(arena, items, n, cap);
                *slot = d->box_nodes[i];
            }
    }
    *out = items;
    return n;
}

static void make_arrow(struct drawing *d, const struct told_arrow *arrow)
{
    size_t *from, *to, n_from = nodes_of(&from, d, arrow->from), n_to = nodes_of(&to, d, arrow->to);
    struct place at = grid_place(d->w.grid, arrow->to->row, arrow->to->column);
    if (n_from * n_to > d->told.ctx->limits->drawing_fan) {
        d->cut = true;
        return;
    }
    for (size_t i = 0; i < n_from; i++)
        for (size_t k = 0; k < n_to; k++) {
            struct arch_edge *edge = text_view_edge(&d->told, from[i], to[k], at);
            if (!edge)
                continue;
            edge->label = arrow->label;
            edge->both = arrow->both;
            edge->undirected = arrow->undirected;
            edge->fanned = n_from * n_to > 1;
        }
}

static void find_names(struct drawing *d)
{
    struct arena *arena = d->told.ctx->arena;
    d->names = arena_alloc(arena, (d->w.n_runs + 1) * sizeof *d->names);
    d->run_nodes = arena_alloc(arena, (d->w.n_runs + 1) * sizeof *d->run_nodes);
    d->box_nodes = arena_alloc(arena, (d->boxes.n + 1) * sizeof *d->box_nodes);
    d->box_groups = arena_alloc(arena, (d->boxes.n + 1) * sizeof *d->box_groups);
    for (size_t i = 0; i < d->w.n_runs; i++) {
        const struct text_run *run = &d->w.runs[i];
        char first = run->text.n ? run->text.p[0] : ' ',
             last = run->text.n ? run->text.p[run->text.n - 1] : ' ';
        /* "[=====>   ] 45%" is progress: brackets face the line. */
        bool bracket = last == '[' || first == ']';
        d->names[i] = STR("");
        if (run->use == RUN_NODE && !bracket)
            step_label(&d->names[i], run->text);
    }
}

bool text_drawing_read(struct parse_context *ctx, const struct block *block, struct grid *grid, bool plain)
{
    struct drawing d = {.told = text_view_new(ctx, block, TOLD_DRAWING)};
    grid_read(grid, ctx);
    boxes_find(&d.boxes, grid, ctx);
    if (d.boxes.n_labelled == 0 && (!plain || text_noise_is(grid->bytes)))
        return false;
    wires_find(&d.w, grid, &d.boxes, ctx);
    wires_read_ends(&d.w);
    wires_read_labels(&d.w);
    find_names(&d);
    follow_wires(&d);
    bool boxed = d.boxes.n_labelled > 1;
    if (d.n_arrows == 0 && !(plain && boxed))
        return false;
    join_lines(&d);
    join_remarks(&d);
    make_nodes(&d);
    for (size_t i = 0; i < d.n_arrows; i++)
        if (!d.arrows[i].again)
            make_arrow(&d, &d.arrows[i]);
    if (d.n_arrows == 0)
        diag_add(ctx->diags, DIAG_TEXT_DRAWING, d.told.at,
                 "%zu boxes drawn with characters, and no arrow between them that could be followed: read as "
                 "boxes alone",
                 d.boxes.n_labelled);
    if (d.cut || d.boxes.cut || grid->cut)
        diag_add(
            ctx->diags, DIAG_TEXT_LIMIT, d.told.at,
            "a drawing made of characters is larger than what is read (%zu lines, %zu columns, %zu boxes, "
            "lines with %zu branches): the rest is left out",
            ctx->limits->drawing_lines, ctx->limits->drawing_columns, ctx->limits->drawing_boxes,
            ctx->limits->drawing_fan);
    return true;
}
