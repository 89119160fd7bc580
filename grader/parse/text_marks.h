#ifndef GRADE_TEXT_MARKS_H
#define GRADE_TEXT_MARKS_H
/*
 * Which characters outside boxes are lines and heads, and which are words: "->" is an arrow, the hyphen of a
 * word and the "=" of a formula are not. Sets `role` and `arms` of the cells; what belongs to boxes is left
 * alone.
 */
#include "parse/text_boxes.h"

void marks_find(struct grid *grid, const struct text_boxes *boxes);

#endif
