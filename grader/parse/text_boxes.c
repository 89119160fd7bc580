#include "parse/text_boxes.h"

#include "parse/text_box_labels.h"

#define DRIFT 3  /* columns that a right side may be off */
#define MISSES 2 /* lines that a left side may lack */

struct finder {
    struct text_boxes *out;
    struct grid *grid;
    struct parse_context *ctx;
    size_t steps; /* along sides; hostile drawings run out of them */
};

bool boxes_is_side(uint32_t cp)
{
    return (glyph_arms(cp) & TO_ENDS) == TO_ENDS || cp == '|';
}

bool boxes_is_edge(uint32_t cp)
{
    return (glyph_arms(cp) & TO_SIDES) == TO_SIDES || cp == '-' || cp == '=';
}

static bool is_corner(uint32_t cp, unsigned arms, bool plus)
{
    if (!plus)
        return glyph_arms(cp) == arms;
    if (arms & TO_DOWN)
        return cp == '+' || cp == '.' || cp == ',';
    return cp == '+' || cp == '\'' || cp == '`';
}

static uint32_t at(const struct finder *f, size_t row, size_t column)
{
    return grid_at(f->grid, row, column)->cp;
}

static bool blank_row(const struct finder *f, size_t row)
{
    for (size_t c = 0; row < f->grid->n_rows && c < grid_width(f->grid, row); c++)
        if (grid_at(f->grid, row, c)->role != CELL_BLANK)
            return false;
    return row < f->grid->n_rows;
}

/* A stray empty line between a top and its sides is forgiven; the look at it is short: it begins at a blank.
 */
static bool side_below(const struct finder *f, size_t row, size_t column)
{
    if (boxes_is_side(at(f, row + 1, column)))
        return true;
    return boxes_is_side(at(f, row + 2, column)) && blank_row(f, row + 1);
}

/*
 * The corner at the other end of a top line, or 0. A title may stand in the line. The next corner that opens
 * a box ends the look, so that all looks along one row together are linear.
 */
static size_t top_right(const struct finder *f, size_t row, size_t left, bool plus)
{
    if (!boxes_is_edge(at(f, row, left + 1)))
        return 0;
    unsigned blanks = 0;
    for (size_t c = left + 2; c < grid_width(f->grid, row) && blanks < 3; c++) {
        uint32_t cp = at(f, row, c);
        blanks = cp == ' ' ? blanks + 1 : 0;
        if (plus) {
            if (is_corner(cp, TO_DOWN | TO_LEFT, true) && boxes_is_edge(at(f, row, c - 1)) &&
                side_below(f, row, c))
                return c;
            if (cp == '|' || blanks == 2)
                return 0;
        } else {
            if (is_corner(cp, TO_DOWN | TO_LEFT, false))
                return c;
            if (is_corner(cp, TO_DOWN | TO_RIGHT, false))
                return 0;
        }
    }
    return 0;
}

static size_t drifted(size_t column, size_t step)
{
    return step % 2 ? column + (step + 1) / 2 : column - step / 2; /* 0, +1, -1, +2, … */
}

/* The corner that closes a box in this row, near its right side; 0 where there is none. */
static size_t bottom_right(const struct finder *f, size_t row, size_t right, bool plus)
{
    for (size_t step = 0; step <= (size_t)2 * DRIFT; step++) {
        size_t c = drifted(right, step);
        if (is_corner(at(f, row, c), TO_UP | TO_LEFT, plus) && boxes_is_edge(at(f, row, c - 1)))
            return c;
    }
    return 0;
}

/* Down the left side; false where it does not end in a bottom line. */
static bool follow_side(struct finder *f, struct text_box *box)
{
    unsigned misses = 0;
    for (size_t row = box->top + 1; row < f->grid->n_rows; row++) {
        if (f->steps == 0) {
            f->out->cut = true;
            return false;
        }
        f->steps--;
        uint32_t cp = at(f, row, box->left);
        bool edge = boxes_is_edge(at(f, row, box->left + 1));
        if (is_corner(cp, TO_UP | TO_RIGHT, box->plus) && edge &&
            bottom_right(f, row, box->right, box->plus)) {
            /* Sides that go on below: an inner line, not the bottom. */
            bool more = box->plus && boxes_is_side(at(f, row + 1, box->left)) &&
                        boxes_is_side(at(f, row + 1, box->right));
            if (!more) {
                box->bottom = row;
                return row > box->top + 1;
            }
            continue;
        }
        if (!box->plus &&
            (is_corner(cp, TO_UP | TO_RIGHT, false) || is_corner(cp, TO_DOWN | TO_RIGHT, false)))
            return false;
        bool side =
            boxes_is_side(cp) || (glyph_head(cp) & TO_SIDES) || (box->plus && (cp == '+' || cp == '>'));
        for (size_t step = 1; step <= 2 && !side; step++)
            side = boxes_is_side(at(f, row, drifted(box->left, step)));
        if (!side && ++misses > MISSES)
            return false;
    }
    return false;
}

static void claim(const struct finder *f, size_t row, size_t column, size_t box, enum cell_role role)
{
    struct grid_cell *cell = grid_edit(f->grid, row, column);
    if (cell && cell->role != CELL_BORDER) {
        cell->role = (uint8_t)role;
        cell->owner = (uint16_t)(box + 1);
    }
}

static void claim_border(const struct finder *f, size_t i)
{
    const struct text_box *box = &f->out->items[i];
    for (size_t c = box->left; c <= box->right; c++)
        claim(f, box->top, c, i, CELL_BORDER);
    size_t last = bottom_right(f, box->bottom, box->right, box->plus);
    for (size_t c = box->left; c <= last; c++)
        claim(f, box->bottom, c, i, CELL_BORDER);
    for (size_t row = box->top + 1; row < box->bottom; row++) {
        size_t left = box->left, right = box_right(f->grid, box, row);
        for (size_t step = 1; step <= 2 && !boxes_is_side(at(f, row, left)); step++)
            if (boxes_is_side(at(f, row, drifted(box->left, step))))
                left = drifted(box->left, step);
        uint32_t cp = at(f, row, left);
        if (boxes_is_side(cp) || cp == '+' || cp == '>' || glyph_head(cp) & TO_SIDES)
            claim(f, row, left, i, CELL_BORDER);
        if (right != BOX_NONE)
            claim(f, row, right, i, CELL_BORDER);
        /* Inner lines of the box are borders too: they part its text, and lead nowhere. */
        bool inner = (glyph_arms(cp) & TO_RIGHT || cp == '+') && boxes_is_edge(at(f, row, left + 1));
        for (size_t c = left + 1; inner && right != BOX_NONE && c < right; c++)
            claim(f, row, c, i, CELL_BORDER);
    }
}

size_t box_right(const struct grid *grid, const struct text_box *box, size_t row)
{
    for (size_t step = 0; step <= (size_t)2 * DRIFT; step++) {
        size_t c = drifted(box->right, step);
        uint32_t cp = grid_at(grid, row, c)->cp;
        if (c > box->left && (boxes_is_side(cp) || (box->plus && cp == '+')))
            return c;
    }
    for (size_t step = 0; step <= 2; step++) {
        size_t c = drifted(box->right, step);
        if (c > box->left && glyph_head(grid_at(grid, row, c)->cp) & TO_SIDES)
            return c;
    }
    return BOX_NONE;
}

/* A wall that leads from the top to the bottom line parts columns. */
static bool has_columns(const struct finder *f, const struct text_box *box)
{
    for (size_t c = box->left + 1; c < box->right; c++) {
        unsigned arms = glyph_arms(at(f, box->top, c));
        if (!(arms & TO_DOWN))
            continue;
        size_t row = box->top + 1;
        while (row < box->bottom && boxes_is_side(at(f, row, c)))
            row++;
        if (row == box->bottom && glyph_arms(at(f, row, c)) & TO_UP)
            return true;
    }
    return false;
}

static void find_at(struct finder *f, size_t row, size_t column)
{
    const struct grid_cell *cell = grid_at(f->grid, row, column);
    bool plus = is_corner(cell->cp, TO_DOWN | TO_RIGHT, true);
    if (!plus && !is_corner(cell->cp, TO_DOWN | TO_RIGHT, false))
        return;
    if (plus && (!side_below(f, row, column) ||
                 (cell->role == CELL_BORDER && f->out->items[cell->owner - 1].left == column)))
        return;
    struct text_box box = {.top = row, .left = column, .plus = plus, .parent = BOX_NONE};
    box.label = STR("");
    box.right = top_right(f, row, column, plus);
    if (!box.right || !follow_side(f, &box))
        return;
    if (f->out->n >= f->ctx->limits->drawing_boxes) {
        f->out->cut = true;
        return;
    }
    box.table = has_columns(f, &box);
    struct text_box *slot = ARENA_PUSH(f->ctx->arena, f->out->items, f->out->n, f->out->cap);
    *slot = box;
    claim_border(f, f->out->n - 1);
}

static bool around(const struct text_box *a, const struct text_box *b)
{
    return a->top < b->top && a->bottom > b->bottom && a->left < b->left && a->right > b->right;
}

static size_t area(const struct text_box *box)
{
    return (box->bottom - box->top) * (box->right - box->left);
}

static void nest(struct text_boxes *boxes)
{
    for (size_t i = 0; i < boxes->n; i++) {
        struct text_box *box = &boxes->items[i];
        for (size_t k = 0; k < boxes->n; k++) {
            struct text_box *other = &boxes->items[k];
            /* Cells that share a wall: a table of + - and |. */
            if (other->top == box->top && other->bottom == box->bottom && other->left == box->right)
                box->table = other->table = true;
            if (around(other, box) &&
                (box->parent == BOX_NONE || area(other) < area(&boxes->items[box->parent])))
                box->parent = k;
        }
    }
}

bool boxes_around(const struct text_boxes *boxes, size_t outer, size_t inner)
{
    while (inner != BOX_NONE && inner != outer)
        inner = boxes->items[inner].parent;
    return inner == outer;
}

/* Whether an arrow may end here: something that is neither blank nor text stands beside the border. */
static bool is_wired(const struct finder *f, const struct text_box *box)
{
    for (size_t c = box->left; c <= box->right; c++) {
        uint32_t above = at(f, box->top - 1, c), below = at(f, box->bottom + 1, c);
        if (boxes_is_side(above) || boxes_is_side(below) || glyph_head(above) || glyph_head(below) ||
            above == 'v' || below == '^')
            return true;
    }
    for (size_t row = box->top; row <= box->bottom; row++)
        for (size_t step = 1; step <= 2; step++) {
            uint32_t a = at(f, row, box->left - step), b = at(f, row, box->right + step);
            if (boxes_is_edge(a) || boxes_is_edge(b) || glyph_head(a) || glyph_head(b) || a == '>' ||
                b == '<')
                return true;
        }
    return false;
}

/*
 * A box with a single box inside that no arrow touches is one box: the inner one holds details, a small table
 * say. From the inside out, as boxes are in the order of their tops.
 */
static void settle_groups(const struct finder *f)
{
    struct text_boxes *boxes = f->out;
    for (size_t i = 0; i < boxes->n; i++)
        if (boxes->items[i].parent != BOX_NONE && !boxes->items[i].table)
            boxes->items[boxes->items[i].parent].n_inside++;
    for (size_t i = boxes->n; i-- > 0;) {
        struct text_box *box = &boxes->items[i];
        if (box->parent == BOX_NONE || box->table)
            continue;
        struct text_box *parent = &boxes->items[box->parent];
        if (parent->n_inside > 1 || box->group || is_wired(f, box))
            parent->group = true;
        else
            box->table = true;
    }
}

void boxes_find(struct text_boxes *out, struct grid *grid, struct parse_context *ctx)
{
    *out = (struct text_boxes){0};
    struct finder f = {out, grid, ctx, 8 * grid->n_cells + 1000};
    for (size_t row = 0; row + 2 < grid->n_rows; row++)
        for (size_t c = 0; c + 2 < grid_width(grid, row); c++)
            if (grid_at(grid, row, c)->role == CELL_TEXT || grid_at(grid, row, c)->role == CELL_BORDER)
                find_at(&f, row, c);
    nest(out);
    settle_groups(&f);
    for (size_t i = 0; i < out->n; i++)
        box_read_label(out, i, grid, ctx);
}
