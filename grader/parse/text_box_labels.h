#ifndef GRADE_TEXT_BOX_LABELS_H
#define GRADE_TEXT_BOX_LABELS_H
/*
 * What is written inside a box drawn with characters, and the title of a group. For text_boxes.c.
 */
#include "parse/text_boxes.h"

/* Column of the right side in that row, or BOX_NONE where it has none. */
size_t box_right(const struct grid *grid, const struct text_box *box, size_t row);
/* Reads the label of one box once all are found, and marks its cells as text of the box. */
void box_read_label(struct text_boxes *boxes, size_t box, struct grid *grid, struct parse_context *ctx);

#endif
