#ifndef GRADE_TEXT_GRID_H
#define GRADE_TEXT_GRID_H
/*
 * A text as it stands on the page: rows of columns, each a character with the byte it came from.
 *
 * Tabs are blanks up to the next fourth column, wide characters take two cells, marks without a width belong
 * to the cell before. Bounds: limits.drawing_lines and limits.drawing_columns; what is beyond is not in the
 * grid. One grid is used for many texts: its memory is that of the largest.
 */
#include "model/prose.h"
#include "parse/readers.h"
#include "parse/text_glyphs.h"

enum cell_role {
    CELL_BLANK,
    CELL_TEXT,
    CELL_LINE,   /* part of a line between boxes: `arms` says where it leads */
    CELL_HEAD,   /* of an arrow: `arms` is where it points */
    CELL_BORDER, /* of the box `owner` */
    CELL_INSIDE  /* text of the box `owner` */
};

struct grid_cell {
    uint32_t cp;    /* GRID_MORE: the second half of the character before */
    uint32_t at;    /* offset in the bytes */
    uint32_t index; /* text: its run; lines and heads: their element (text_wires.h) */
    uint16_t owner; /* box + 1, or 0 */
    uint8_t n;      /* bytes */
    uint8_t role, arms;
    uint8_t met; /* arms that another line goes on from */
};
#define GRID_MORE UINT32_MAX

struct grid {
    struct str bytes;
    const struct block *block; /* where the bytes are its text; else: */
    const struct text *source; /* … where they are those of the file from `base` on */
    size_t base;
    struct grid_cell *cells;
    size_t n_cells, cap_cells;
    uint32_t *starts; /* cells of row r: starts[r] to starts[r + 1] */
    size_t n_rows, cap_rows;
    bool cut; /* something was beyond the bounds */
};

/* bytes and where they are from must be set. */
void grid_read(struct grid *grid, struct parse_context *ctx);

/* Outside the grid there are blanks: never NULL. */
const struct grid_cell *grid_at(const struct grid *grid, size_t row, size_t column);
/* The same, to be changed; NULL outside. */
struct grid_cell *grid_edit(const struct grid *grid, size_t row, size_t column);
size_t grid_width(const struct grid *grid, size_t row);
/* The text of the columns from first to last, both included, in one row; blanks at its ends are off. */
struct str grid_text(const struct grid *grid, size_t row, size_t first, size_t last);
struct place grid_place(const struct grid *grid, size_t row, size_t column);

#endif
