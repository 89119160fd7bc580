#ifndef GRADE_TEXT_BOXES_H
#define GRADE_TEXT_BOXES_H
/*
 * Boxes drawn with characters: corners, sides, what is written inside, and which box is within which.
 *
 * A box has a corner at each end of its top and bottom, or + - and | in their stead, and a left side without
 * a gap of more than two lines. Its right side may be off by three columns (wide characters move it). A box
 * around others is a group; cells side by side with a wall in common are a table, and tables are no boxes.
 * After boxes_find() the cells of borders and texts are marked in the grid (`role`, `owner`). Bounds:
 * limits.drawing_boxes; the steps along sides are linear in the grid.
 */
#include "parse/text_grid.h"

#define BOX_NONE ((size_t)-1)

struct text_box {
    size_t top, left, bottom, right; /* its corners */
    bool plus;                       /* drawn with + - and | */
    bool table;
    bool group;    /* has boxes inside */
    size_t parent; /* the group around it, or BOX_NONE */
    size_t n_inside;
    struct str label;   /* lines joined by blanks; what stands below an inner line, and after an empty
                           one, follows "\n". Of a group: its title */
    size_t row, column; /* where the label begins */
};

struct text_boxes {
    struct text_box *items; /* by top, then left */
    size_t n, cap;
    size_t n_labelled; /* boxes with a text that are neither groups nor tables */
    bool cut;          /* a bound was passed */
};

void boxes_find(struct text_boxes *out, struct grid *grid, struct parse_context *ctx);
/* Whether `outer` is around `inner`, or the same. */
bool boxes_around(const struct text_boxes *boxes, size_t outer, size_t inner);
/* Adds a further line to a label. */
void boxes_add_line(struct text_box *box, struct arena *arena, struct str line);

/* Whether a line leads through here from top to bottom. */
bool boxes_is_side(uint32_t cp);
/* … from left to right. */
bool boxes_is_edge(uint32_t cp);

#endif
