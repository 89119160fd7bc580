#ifndef GRADE_SCORING_H
#define GRADE_SCORING_H
/*
 * From levels to points: what the judge and a person's marks (judge/adjust.h) share. It needs the review and
 * of its rubric no more than rows, dimensions, bands and shares of levels, which a stored review has too.
 */
#include "model/review.h"

/* Sets the points of a row from its level. */
void scoring_row(struct review *review, uint32_t row);
/* What the rows give together. */
double scoring_sum(const struct review *review);
/*
 * Dimensions, maximum, total under the gates that are applied, band and weakest dimension. Rows that a gate
 * takes away are at level 0 already.
 */
void scoring_total(struct review *review);

#endif
