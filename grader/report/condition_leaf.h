#ifndef GRADE_CONDITION_LEAF_H
#define GRADE_CONDITION_LEAF_H
/*
 * One condition of a pack in words, its parts left out: "arrows lead from tx source to event stream, carrying
 * data". A kind without words of its own is shown by what it asks and its arguments.
 */
#include "model/rubric.h"

struct str condition_leaf(struct arena *arena, const struct rubric *rubric, const struct rub_cond *cond);
/* "(transactions a day / 86400)": with spaces for underscores. */
void condition_leaf_formula(struct buf *out, const struct rubric *rubric, uint32_t formula);

#endif
