#include "parse/text_wires.h"

#include "parse/text_marks.h"

uint32_t wires_root(struct wires *w, uint32_t element)
{
    while (w->parents[element] != element) {
        w->parents[element] = w->parents[w->parents[element]];
        element = w->parents[element];
    }
    return element;
}

void wires_join(struct wires *w, uint32_t a, uint32_t b)
{
    a = wires_root(w, a);
    b = wires_root(w, b);
    w->parents[a < b ? b : a] = a < b ? a : b;
}

/* A head has two halves: what leads to it (the first), and what it points at. One with two points has one. */
uint32_t wires_element(const struct grid_cell *cell, unsigned direction)
{
    if (cell->role == CELL_LINE)
        return cell->arms & direction ? cell->index : WIRE_NONE;
    if (cell->role != CELL_HEAD)
        return WIRE_NONE;
    if (cell->arms == TO_SIDES || cell->arms == TO_ENDS)
        return cell->arms & direction ? cell->index : WIRE_NONE;
    if (cell->arms == direction)
        return cell->index + 1;
    return cell->arms == glyph_opposite(direction) ? cell->index : WIRE_NONE;
}

size_t wires_box(const struct text_boxes *boxes, const struct grid_cell *cell)
{
    size_t box = cell->owner ? (size_t)(cell->owner - 1) : BOX_NONE;
    while (box != BOX_NONE && boxes->items[box].table && !boxes->items[box].group)
        box = boxes->items[box].parent != BOX_NONE && !boxes->items[boxes->items[box].parent].group
                  ? boxes->items[box].parent
                  : BOX_NONE;
    return box;
}

static void add_element(struct wires *w)
{
    uint32_t *slot = ARENA_PUSH(w->ctx->arena, w->parents, w->n_elements, w->cap_elements);
    *slot = (uint32_t)(w->n_elements - 1);
}

static void number_elements(struct wires *w)
{
    for (size_t i = 0; i < w->grid->n_cells; i++) {
        struct grid_cell *cell = &w->grid->cells[i];
        if (cell->role != CELL_LINE && cell->role != CELL_HEAD)
            continue;
        cell->index = (uint32_t)w->n_elements;
        add_element(w);
        if (cell->role == CELL_HEAD)
            add_element(w);
    }
}

static void read_runs(struct wires *w, size_t row)
{
    struct grid *g = w->grid;
    size_t before = w->n_runs;
    bool other = false;
    for (size_t c = 0; c < grid_width(g, row); c++) {
        other |= grid_at(g, row, c)->role > CELL_TEXT;
        if (grid_at(g, row, c)->role != CELL_TEXT)
            continue;
        size_t last = c;
        while (
            grid_at(g, row, last + 1)->role == CELL_TEXT ||
            (grid_at(g, row, last + 1)->role == CELL_BLANK && grid_at(g, row, last + 2)->role == CELL_TEXT))
            last++;
        for (size_t k = c; k <= last; k++)
            grid_edit(g, row, k)->index = (uint32_t)w->n_runs;
        struct text_run *run = ARENA_PUSH(w->ctx->arena, w->runs, w->n_runs, w->cap_runs);
        *run = (struct text_run){.row = row, .first = c, .last = last, .text = grid_text(g, row, c, last)};
        c = last;
    }
    w->only[row] = !other && w->n_runs == before + 1 ? (uint32_t)before : WIRE_NONE;
}

static void meet(struct wires *w, struct grid_cell *a, unsigned direction, struct grid_cell *b)
{
    wires_join(w, wires_element(a, direction), wires_element(b, glyph_opposite(direction)));
    a->met |= (uint8_t)direction;
    b->met |= (uint8_t)glyph_opposite(direction);
}

static bool leads(const struct grid_cell *cell, unsigned direction)
{
    return cell && wires_element(cell, direction) != WIRE_NONE;
}

/*
 * The line ends at the side of another one: it goes on behind it where there is a line in the same direction
 * (a crossing), and else joins it.
 */
static void meet_across(struct wires *w, struct grid_cell *cell, unsigned direction, struct grid_cell *other,
                        struct grid_cell *behind)
{
    if (!other || other->role != CELL_LINE || cell->role != CELL_LINE)
        return;
    if (leads(behind, glyph_opposite(direction)))
        meet(w, cell, direction, behind);
    else {
        wires_join(w, wires_element(cell, direction), other->index);
        cell->met |= (uint8_t)direction;
    }
}

/* Straight on to the next cell; downwards one column beside it will do where nothing else leads there. */
static void meet_next(struct wires *w, size_t row, size_t c)
{
    struct grid *g = w->grid;
    struct grid_cell *cell = grid_edit(g, row, c), *right = grid_edit(g, row, c + 1),
                     *down = grid_edit(g, row + 1, c);
    if (leads(cell, TO_RIGHT) && leads(right, TO_LEFT))
        meet(w, cell, TO_RIGHT, right);
    else if (leads(cell, TO_RIGHT) && !(cell->met & TO_RIGHT))
        meet_across(w, cell, TO_RIGHT, right, grid_edit(g, row, c + 2));
    if (leads(cell, TO_LEFT) && !(cell->met & TO_LEFT) && c > 0)
        meet_across(w, cell, TO_LEFT, grid_edit(g, row, c - 1), NULL);
    if (!leads(cell, TO_DOWN) || cell->met & TO_DOWN)
        return;
    if (leads(down, TO_UP)) {
        meet(w, cell, TO_DOWN, down);
        return;
    }
    for (size_t k = 0; k < 2; k++) {
        size_t beside = k ? c + 1 : c - 1;
        struct grid_cell *next = grid_edit(g, row + 1, beside), *over = grid_edit(g, row, beside);
        if ((!down || down->role == CELL_BLANK) && cell->cp != '+' && leads(next, TO_UP) &&
            !(next->met & TO_UP) && !leads(over, TO_DOWN)) {
            meet(w, cell, TO_DOWN, next);
            return;
        }
    }
    meet_across(w, cell, TO_DOWN, down, grid_edit(g, row + 2, c));
}

static void meet_above(struct wires *w, size_t row, size_t c)
{
    struct grid_cell *cell = grid_edit(w->grid, row, c);
    if (row > 0 && leads(cell, TO_UP) && !(cell->met & TO_UP))
        meet_across(w, cell, TO_UP, grid_edit(w->grid, row - 1, c), NULL);
    /* "---v": the head ends a level line. */
    if (cell->role != CELL_HEAD || !(cell->arms & TO_ENDS) || cell->arms == TO_ENDS ||
        cell->met & glyph_opposite(cell->arms))
        return;
    for (size_t k = 0; k < 2; k++) {
        struct grid_cell *beside = grid_edit(w->grid, row, k ? c + 1 : c - 1);
        unsigned back = k ? TO_LEFT : TO_RIGHT;
        if (beside && beside->role == CELL_LINE && beside->arms & back && !(beside->met & back)) {
            wires_join(w, cell->index, beside->index);
            beside->met |= (uint8_t)back;
            cell->met |= (uint8_t)glyph_opposite(cell->arms);
        }
    }
}

void wires_find(struct wires *out, struct grid *grid, struct text_boxes *boxes, struct parse_context *ctx)
{
    *out = (struct wires){.ctx = ctx, .grid = grid, .boxes = boxes};
    marks_find(grid, boxes);
    number_elements(out);
    out->only = arena_alloc(ctx->arena, (grid->n_rows + 1) * sizeof *out->only);
    for (size_t row = 0; row < grid->n_rows; row++) {
        read_runs(out, row);
        for (size_t c = 0; c < grid_width(grid, row); c++)
            if (grid_at(grid, row, c)->role == CELL_LINE || grid_at(grid, row, c)->role == CELL_HEAD)
                meet_next(out, row, c);
    }
    for (size_t row = 0; row < grid->n_rows; row++)
        for (size_t c = 0; c < grid_width(grid, row); c++) {
            const struct grid_cell *cell = grid_at(grid, row, c);
            if (cell->role != CELL_LINE && cell->role != CELL_HEAD)
                continue;
            meet_above(out, row, c);
            /* A head in the middle of a line; those at its end need no entry. */
            if (cell->role == CELL_HEAD && cell->met & cell->arms && cell->arms != TO_SIDES &&
                cell->arms != TO_ENDS) {
                uint32_t *slot = ARENA_PUSH(ctx->arena, out->heads, out->n_heads, out->cap_heads);
                *slot = cell->index;
            }
        }
}
