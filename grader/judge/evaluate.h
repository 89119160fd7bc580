#ifndef GRADE_EVALUATE_H
#define GRADE_EVALUATE_H
/*
 * From what was understood to what is judged: every predicate, check, row, loop, part, gate, flag and lint of
 * the rubric, each with its places. A pure function: the same reading and rubric give the same review.
 */
#include "model/review.h"

/* Everything in the review lives in the arena or is one of the arguments. diags may have been added to by
 * parsing. */
struct review *judge_review(struct arena *arena, const struct submission *submission,
                            const struct architecture *arch, const struct reading *reading,
                            const struct rubric *rubric, const struct diags *diags);

#endif
