#ifndef GRADE_TEXT_DRAWING_H
#define GRADE_TEXT_DRAWING_H
/*
 * One drawing made of characters: boxes and words become nodes, the wires between them arrows.
 */
#include "parse/text_grid.h"

/*
 * Reads the drawing in the grid's bytes; true where boxes or arrows were understood. plain: the text is meant
 * to be looked at, so that arrows alone make a drawing, and boxes alone do; else it takes both.
 */
bool text_drawing_read(struct parse_context *ctx, const struct block *block, struct grid *grid, bool plain);

#endif
