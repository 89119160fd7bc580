#include "parse/text_box_labels.h"

#define LABEL 600 /* bytes of a label */
#define TITLE 120 /* bytes of a title of a group */

struct label {
    struct buf buf;
    size_t n_lines;
    bool apart;  /* an inner line or an empty one came: what follows is a line of its own */
    bool titled; /* the name stands in the top line of the border */
};

static bool is_ornament(uint32_t cp)
{
    return glyph_arms(cp) || cp == '|' || cp == 0x2022 || cp == GRID_MORE || (cp <= ' ');
}

/* Lines of trees and bullets off both ends of one row; returns whether it began with any. */
static bool trim_ornaments(const struct grid *grid, size_t row, size_t *first, size_t *last)
{
    bool any = false;
    while (*first <= *last && is_ornament(grid_at(grid, row, *first)->cp)) {
        any |= grid_at(grid, row, *first)->role != CELL_BLANK;
        ++*first;
    }
    if (*first + 1 < *last && grid_at(grid, row, *first + 1)->cp == ' ' &&
        (grid_at(grid, row, *first)->cp == '-' || grid_at(grid, row, *first)->cp == '*')) {
        any = true;
        *first += 2;
    }
    while (*last > *first && is_ornament(grid_at(grid, row, *last)->cp) &&
           grid_at(grid, row, *last)->cp != GRID_MORE)
        --*last;
    return any;
}

static void add_line(struct label *label, struct text_box *box, const struct grid *grid, size_t row,
                     size_t first, size_t last)
{
    bool bullet = trim_ornaments(grid, row, &first, &last);
    struct str text = first <= last ? grid_text(grid, row, first, last) : STR("");
    if (text.n == 0) {
        label->apart = label->n_lines > 0;
        return;
    }
    if (label->n_lines == 0) {
        box->row = row;
        box->column = first;
    } else {
        buf_putc(&label->buf, label->apart || bullet ? '\n' : ' ');
    }
    buf_add(&label->buf, text);
    label->n_lines++;
    label->apart = false;
}

/* A name within the top line: "+-- Kafka --+". */
static void read_border(struct label *label, struct text_box *box, const struct grid *grid)
{
    size_t first = box->left + 1, last = box->right - 1;
    while (first < last &&
           (boxes_is_edge(grid_at(grid, box->top, first)->cp) || grid_at(grid, box->top, first)->cp == ' ' ||
            glyph_head(grid_at(grid, box->top, first)->cp)))
        first++;
    while (last > first &&
           (boxes_is_edge(grid_at(grid, box->top, last)->cp) || grid_at(grid, box->top, last)->cp == ' ' ||
            glyph_head(grid_at(grid, box->top, last)->cp)))
        last--;
    /* One letter in the line is the head of an arrow (v) or a junction (+, o). */
    if (first >= last)
        return;
    add_line(label, box, grid, box->top, first, last);
    label->apart = label->n_lines > 0;
}

static bool is_inner_line(const struct grid *grid, const struct text_box *box, size_t row)
{
    const struct grid_cell *cell = grid_at(grid, row, box->left + 1);
    return cell->role == CELL_BORDER && boxes_is_edge(cell->cp);
}

static void mark(struct grid *grid, size_t row, size_t first, size_t last, size_t box)
{
    for (size_t c = first; c <= last; c++) {
        struct grid_cell *cell = grid_edit(grid, row, c);
        if (!cell)
            return;
        if (cell->role != CELL_BORDER) {
            cell->role = CELL_INSIDE;
            cell->owner = (uint16_t)(box + 1);
        }
    }
}

static size_t last_column(const struct grid *grid, const struct text_box *box, size_t row)
{
    size_t right = box_right(grid, box, row);
    return right == BOX_NONE ? box->right - 1 : right - 1;
}

static void read_box(struct label *label, struct text_box *box, size_t index, struct grid *grid)
{
    for (size_t row = box->top + 1; row < box->bottom; row++) {
        size_t last = last_column(grid, box, row);
        if (last <= box->left)
            continue;
        if (is_inner_line(grid, box, row))
            label->apart = label->n_lines > 0;
        else
            add_line(label, box, grid, row, box->left + 1, last);
        mark(grid, row, box->left + 1, last, index);
    }
}

static bool row_has_line(const struct grid *grid, size_t row, size_t first, size_t last)
{
    for (size_t c = first; c <= last; c++) {
        const struct grid_cell *cell = grid_at(grid, row, c);
        if (cell->role != CELL_BLANK && (glyph_arms(cell->cp) || glyph_head(cell->cp) || cell->cp == '|'))
            return true;
    }
    return false;
}

/* The first lines of text inside a group, before its boxes begin. */
static void read_title(struct label *label, struct text_box *box, size_t index, struct grid *grid,
                       size_t first_inside)
{
    for (size_t row = box->top + 1; row < first_inside; row++) {
        size_t last = last_column(grid, box, row);
        if (last <= box->left || is_inner_line(grid, box, row) ||
            row_has_line(grid, row, box->left + 1, last)) {
            if (label->n_lines)
                return;
            continue;
        }
        bool had = label->n_lines > 0, apart = label->apart;
        if (had && apart && !label->titled)
            return;
        add_line(label, box, grid, row, box->left + 1, last);
        mark(grid, row, box->left + 1, last, index);
    }
}

void box_read_label(struct text_boxes *boxes, size_t i, struct grid *grid, struct parse_context *ctx)
{
    struct text_box *box = &boxes->items[i];
    struct label label = {.buf = buf_new(ctx->arena, box->group ? TITLE : LABEL)};
    box->row = box->top;
    box->column = box->left;
    if (box->table && !box->group) {
        if (box->parent != BOX_NONE && !boxes->items[box->parent].group)
            return; /* its text is that of the box around it */
        for (size_t row = box->top + 1; row < box->bottom; row++)
            mark(grid, row, box->left + 1, last_column(grid, box, row), i);
        return;
    }
    read_border(&label, box, grid);
    label.titled = label.n_lines > 0;
    if (box->group) {
        size_t first = box->bottom;
        for (size_t k = i + 1; k < boxes->n; k++)
            if (boxes->items[k].parent == i && boxes->items[k].top < first)
                first = boxes->items[k].top;
        read_title(&label, box, i, grid, first);
    } else {
        read_box(&label, box, i, grid);
    }
    box->label = glyph_whole(buf_str(&label.buf));
    boxes->n_labelled += !box->group && box->label.n > 0;
}

void boxes_add_line(struct text_box *box, struct arena *arena, struct str line)
{
    struct buf buf = buf_new(arena, LABEL);
    buf_add(&buf, box->label);
    if (box->label.n)
        buf_putc(&buf, '\n');
    buf_add(&buf, line);
    box->label = glyph_whole(buf_str(&buf));
}
