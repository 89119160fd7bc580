#include "parse/text_wires.h"

#define ACROSS 16 /* blanks between a line and what it leads to */
#define DOWN 3    /* lines, empty ones with it */
#define BESIDE 3  /* columns */
#define INLINE 60 /* bytes of a label within a line */

struct reach {
    bool found, is_run, headed;
    size_t index;
};

static unsigned points(const struct grid_cell *cell)
{
    uint32_t cp = cell->cp;
    return cp == 'v' || cp == 'V' ? TO_DOWN
           : cp == '^'            ? TO_UP
           : cp == '>'            ? TO_RIGHT
           : cp == '<'            ? TO_LEFT
                                  : glyph_head(cp);
}

/* What the cell is, for a wire that comes along `direction`; false where it is nothing, and a look goes on.
 */
static bool look(struct reach *out, const struct wires *w, const struct grid_cell *cell, unsigned direction)
{
    if (cell->role == CELL_TEXT) {
        *out = (struct reach){.found = true, .is_run = true, .index = cell->index};
        return true;
    }
    if (cell->role == CELL_BORDER || cell->role == CELL_INSIDE) {
        size_t box = wires_box(w->boxes, cell);
        *out = (struct reach){.found = box != BOX_NONE, .index = box};
        out->headed = cell->role == CELL_BORDER && (points(cell) & direction) != 0;
        return true;
    }
    return cell->role != CELL_BLANK;
}

/* A head within the border may stand a little beside the line that leads to it. */
static bool head_beside(const struct wires *w, size_t row, size_t c, unsigned direction)
{
    const struct grid_cell *here = grid_at(w->grid, row, c);
    for (size_t k = 1; k <= BESIDE && here->role == CELL_BORDER; k++)
        for (size_t side = 0; side < 2; side++) {
            const struct grid_cell *cell = grid_at(w->grid, row, side ? c + k : c - k);
            if (cell->role == CELL_BORDER && cell->owner == here->owner && points(cell) & direction)
                return true;
        }
    return false;
}

static struct reach reach_row(const struct wires *w, size_t row, size_t c, unsigned direction)
{
    struct reach out = {0};
    for (size_t k = 1; k <= ACROSS; k++) {
        size_t column = direction == TO_RIGHT ? c + k : c - k;
        if (direction == TO_LEFT && k > c)
            break;
        if (look(&out, w, grid_at(w->grid, row, column), direction))
            break;
    }
    return out;
}

static struct reach reach_column(const struct wires *w, size_t row, size_t c, unsigned direction)
{
    struct reach out = {0};
    size_t beside = w->boxes->n_labelled ? 1 : 2;
    for (size_t k = 1; k <= DOWN; k++) {
        size_t there = direction == TO_DOWN ? row + k : row - k;
        if (direction == TO_UP && k > row)
            break;
        if (look(&out, w, grid_at(w->grid, there, c), direction)) {
            out.headed |= out.found && !out.is_run && head_beside(w, there, c, direction);
            return out;
        }
        for (size_t step = 1; step <= beside; step++) {
            if (look(&out, w, grid_at(w->grid, there, c - step), direction) && out.found)
                return out;
            if (look(&out, w, grid_at(w->grid, there, c + step), direction) && out.found)
                return out;
        }
        /* In a drawing without boxes, the only words of a line are meant wherever in it they stand. */
        if (w->boxes->n_labelled == 0 && there < w->grid->n_rows && w->only[there] != WIRE_NONE)
            return (struct reach){.found = true, .is_run = true, .index = w->only[there]};
    }
    return (struct reach){0};
}

static void add_end(struct wires *w, uint32_t element, size_t row, size_t c, unsigned direction, bool headed)
{
    struct reach reach =
        direction & TO_SIDES ? reach_row(w, row, c, direction) : reach_column(w, row, c, direction);
    if (!reach.found)
        return;
    if (reach.is_run) {
        struct text_run *run = &w->runs[reach.index];
        if (run->n_ends < 2)
            run->ends[run->n_ends] = (uint32_t)w->n_ends;
        run->n_ends++;
    }
    struct wire_end *end = ARENA_PUSH(w->ctx->arena, w->ends, w->n_ends, w->cap_ends);
    *end = (struct wire_end){.element = element,
                             .is_run = reach.is_run,
                             .index = reach.index,
                             .headed = headed || reach.headed,
                             .direction = direction,
                             .row = row,
                             .column = c,
                             .next = WIRE_NONE};
}

static void ends_of(struct wires *w, size_t row, size_t c)
{
    const struct grid_cell *cell = grid_at(w->grid, row, c);
    unsigned arms = cell->arms;
    bool two = arms == TO_SIDES || arms == TO_ENDS;
    /* A junction leads where lines go on from it, and nowhere else. */
    if (cell->role == CELL_LINE && arms == (TO_SIDES | TO_ENDS))
        return;
    for (unsigned d = TO_UP; d <= TO_RIGHT; d <<= 1) {
        if (cell->met & d)
            continue;
        if (cell->role == CELL_LINE && arms & d)
            add_end(w, cell->index, row, c, d, false);
        else if (cell->role == CELL_HEAD && two && arms & d)
            add_end(w, cell->index, row, c, d, true);
        else if (cell->role == CELL_HEAD && !two && arms == d)
            add_end(w, cell->index, row, c, d, true);
        else if (cell->role == CELL_HEAD && !two && arms == glyph_opposite(d))
            add_end(w, cell->index, row, c, d, false);
    }
}

struct tally { /* of one wire */
    uint32_t ends, heads;
};

/*
 * Words with a line on either side are what is written on the line: "── events ──>". Where there are no boxes
 * they are a step of their own, unless the first half of the line has no head and the second has.
 */
static void join_inline(struct wires *w)
{
    struct tally *tallies = arena_alloc(w->ctx->arena, (w->n_elements + 1) * sizeof *tallies);
    for (size_t i = 0; i < w->n_ends; i++) {
        struct tally *tally = &tallies[wires_root(w, w->ends[i].element)];
        tally->ends++;
        tally->heads += w->ends[i].headed;
    }
    for (size_t i = 0; i < w->n_heads; i++)
        tallies[wires_root(w, w->heads[i])].heads++;
    for (size_t i = 0; i < w->n_runs; i++) {
        struct text_run *run = &w->runs[i];
        if (run->n_ends != 2 || run->text.n > INLINE)
            continue;
        struct wire_end *a = &w->ends[run->ends[0]], *b = &w->ends[run->ends[1]];
        uint32_t x = wires_root(w, a->element), y = wires_root(w, b->element);
        if (x == y || a->headed || b->headed || a->direction != glyph_opposite(b->direction))
            continue;
        bool beyond = tallies[x].ends > 1 && tallies[y].ends > 1;
        bool one_head = (tallies[x].heads > 0) != (tallies[y].heads > 0);
        bool level = (a->direction & TO_SIDES) != 0;
        if (!beyond || (w->boxes->n_labelled == 0 && !(one_head && level)))
            continue;
        wires_join(w, x, y);
        uint32_t root = wires_root(w, x);
        struct tally sum = {tallies[x].ends + tallies[y].ends - 2, tallies[x].heads + tallies[y].heads};
        tallies[root] = sum;
        a->index = b->index = SIZE_MAX; /* no ends any more */
        run->use = RUN_LABEL;
        struct wire_label *label = ARENA_PUSH(w->ctx->arena, w->labels, w->n_labels, w->cap_labels);
        *label = (struct wire_label){root, i, a->row, a->column, WIRE_NONE};
    }
}

void wires_read_ends(struct wires *w)
{
    for (size_t row = 0; row < w->grid->n_rows; row++)
        for (size_t c = 0; c < grid_width(w->grid, row); c++) {
            const struct grid_cell *cell = grid_at(w->grid, row, c);
            if (cell->role == CELL_LINE || cell->role == CELL_HEAD)
                ends_of(w, row, c);
        }
    join_inline(w);
}

static bool label_at(struct wires *w, size_t run, size_t row, size_t c, unsigned along)
{
    const struct grid_cell *cell = grid_at(w->grid, row, c);
    if ((cell->role != CELL_LINE && cell->role != CELL_HEAD) || !(cell->arms & along))
        return false;
    struct wire_label *label = ARENA_PUSH(w->ctx->arena, w->labels, w->n_labels, w->cap_labels);
    *label = (struct wire_label){cell->index, run, row, c, WIRE_NONE};
    w->runs[run].use = RUN_LABEL;
    return true;
}

/* Beside an upright line, or above or below a level one. */
static bool find_line(struct wires *w, size_t i)
{
    const struct text_run run = w->runs[i];
    for (size_t k = 1; k <= 3 && k <= run.first; k++)
        if (label_at(w, i, run.row, run.first - k, TO_ENDS))
            return true;
    for (size_t k = 1; k <= 2; k++)
        if (label_at(w, i, run.row, run.last + k, TO_ENDS))
            return true;
    for (size_t side = 0; side < 2; side++)
        for (size_t c = run.first; c <= run.last; c++)
            if (label_at(w, i, side ? run.row - 1 : run.row + 1, c, TO_SIDES))
                return true;
    return false;
}

void wires_read_labels(struct wires *w)
{
    for (size_t i = 0; i < w->n_runs; i++) {
        struct text_run *run = &w->runs[i];
        if (run->use == RUN_FREE && run->n_ends > 0)
            run->use = RUN_NODE;
    }
    for (size_t i = 0; i < w->n_runs; i++)
        if (w->runs[i].use == RUN_FREE)
            find_line(w, i);
}
