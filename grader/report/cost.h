#ifndef GRADE_COST_H
#define GRADE_COST_H
/*
 * What cost points: the same order, and the same words for gates, in every report.
 */
#include "model/review.h"

/* Points of the row that were not awarded. */
double cost_of_row(const struct review *review, size_t row);
/* Rows that cost something (a twentieth of a point at least), dearest first, then in the rubric's order. */
size_t *cost_rows(size_t *n, struct arena *arena, const struct review *review);
/* What the gate does: "capped at 40", "may have no total", "noted"; NULL where it does nothing. */
const char *cost_of_gate(struct arena *arena, const struct review *review, size_t gate);

#endif
